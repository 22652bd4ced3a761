//! Which figures are changes: `tăng 5%`, `cao hơn quý I 3,4 điểm`, `tăng 06 lớp và 248 học sinh`.

use crate::claims::prose::lexicon::{Cue, Lexicon, Sense, Tag};
use crate::claims::prose::text::{Count, Text};
use crate::claims::prose::token::Kind;

impl Text<'_> {
    /// Whether a figure is a change: `tăng 5%`, `giảm khoảng 3 vụ`.
    pub(crate) fn is_change(&self, count: &Count) -> bool {
        self.change(count).is_some()
    }

    /// The word that makes a figure a change.
    pub(crate) fn find_change(&self, count: &Count) -> Option<Tag> {
        // `giảm từ 186 xuống 141` names where it came from and what it is, `giảm còn 0,42%` too
        if ["từ", "còn", "xuống"].iter().any(|word| self.says(count.at, word)) {
            return None;
        }
        let qualified = [Cue::More, Cue::About, Cue::Less, Cue::AtLeast, Cue::AtMost, Cue::Function];
        let start =
            qualified.iter().filter_map(|cue| self.cue_before(count.at, *cue)).map(|tag| tag.at).min();
        let close = [count.at, start.unwrap_or(count.at)]
            .into_iter()
            .find_map(|at| self.cue_before(at, Cue::Up).or_else(|| self.cue_before(at, Cue::Down)));
        close.or_else(|| self.change_since(count)).or_else(|| self.changed_too(count))
    }

    /// `tăng 06 lớp và 248 học sinh`: what a change and this figure do together.
    fn changed_too(&self, count: &Count) -> Option<Tag> {
        let and = count.at.checked_sub(1).filter(|at| self.is_word(*at, "và"))?;
        let before = self.counts.iter().find(|other| other.end == and && !other.figure.is_percent())?;
        self.find_change(before)
    }

    /// `cao hơn quý I 3,4 điểm`, `tăng so với cùng kỳ 12 vụ`.
    fn change_since(&self, count: &Count) -> Option<Tag> {
        let near = count.at.saturating_sub(6 + Lexicon::builtin().longest);
        let moves = |tag: &Tag| matches!(tag.sense, Sense::Cue(Cue::Up | Cue::Down));
        let near = self.tags_within(near, count.at.saturating_sub(1)).filter(moves);
        let tag = near.filter(|tag| tag.end + 6 >= count.at).last()?;
        let between = self.tokens.get(tag.end..count.at)?;
        let words = between.iter().all(|token| matches!(token.kind, Kind::Word { .. } | Kind::Figure(_)));
        let counted = !self.counts_within(tag.end, count.at).is_empty();
        let period = self
            .tags_within(tag.end, count.at)
            .any(|other| matches!(other.sense, Sense::Cue(Cue::Before | Cue::Compare | Cue::Time)));
        (words && !counted && period).then_some(tag)
    }
}
