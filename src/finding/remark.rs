//! A finding as a reviewer's comment: a few lines for a clerk.

use crate::finding::finding::{Finding, Related};

/// How many of the other places a comment names.
const NAMED: usize = 5;

impl Finding {
    /// The comment's lines: what is wrong, where, with what it does not agree, what to do.
    pub(crate) fn remark(&self) -> Vec<String> {
        let head = format!("{} ({}): {}", self.code, self.severity.label(), self.message);
        let place = format!("Tại {}.", self.place);
        let related = self.related.iter().take(NAMED).map(|Related { place, excerpt }| {
            if excerpt.is_empty() {
                format!("Xem {place}.")
            } else {
                format!("Xem {place}: “{excerpt}”.")
            }
        });
        let more = self.related.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| format!("Và {more} chỗ khác."));
        let repair = self.repair.first();
        let repair =
            repair.map(|repair| format!("Có thể sửa {}: {} → {}.", repair.place, repair.from, repair.to));
        [head, place].into_iter().chain(related).chain(more).chain(repair).collect()
    }
}
