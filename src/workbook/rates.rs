//! Shares typed where percentages belong: 0,448 for 44,8.

use rust_decimal::Decimal;

use super::codes;
use super::reader::{Reader, Spot, fault};
use crate::finding::{Finding, Severity};
use crate::model::{Book, Code, Entry, Operand, Relation, Value};
use crate::num::{Figure, Fit, fit, grouped};
use crate::place::Place;

/// What the counts, or another row of the same rate, say of a rate between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judgement {
    /// It is a percentage: 0,4% of the whole.
    Percentage,
    /// It is a share: a hundred times it is the percentage.
    Share,
    /// The counts are blank or say something else.
    Unclear,
}

impl Reader<'_> {
    /// Judges every rate between 0 and 1 that was typed without a percent sign by its counts. A share is
    /// an error and no longer a figure of the book.
    pub(super) fn shares(&mut self, book: &mut Book) {
        let suspects: Vec<(Code, Place, Figure)> = book
            .entries
            .iter()
            .filter_map(|(code, entry)| Some((code.clone(), self.suspect(entry)?, figure(entry)?)))
            .collect();
        for (code, place, figure) in suspects {
            let judgement = self.judge(book, &code, figure.value());
            if judgement == Judgement::Percentage {
                continue;
            }
            let shown = grouped(figure.value());
            self.push(finding(judgement, place.clone(), &shown, hundredfold(figure.value())));
            if judgement == Judgement::Share {
                unread(book, &code, &place, shown);
            }
        }
    }

    fn suspect(&self, entry: &Entry) -> Option<Place> {
        entry.place.as_ref().filter(|place| self.bare_rates.contains(place)).cloned()
    }

    fn judge(&self, book: &Book, code: &Code, value: Decimal) -> Judgement {
        let now = Operand::Now(code.clone());
        let fits = self.catalogue.relations.iter().filter_map(|declared| match &declared.relation {
            Relation::Ratio { rate, part: Operand::Now(part), whole: Operand::Now(whole) }
                if *rate == now =>
            {
                let [part, whole] = [part, whole].map(|code| book.figure(code.as_str())?.amount());
                Some((fit(value, part?, whole?)?, fit(hundredfold(value)?, part?, whole?)?))
            }
            _ => None,
        });
        let twin = self.twin(book, code);
        if twin.is_some() && twin == hundredfold(value).map(|meant| meant.normalize()) {
            return Judgement::Share;
        }
        for (as_percentage, as_share) in fits {
            match (as_percentage, as_share) {
                (Fit::Rounded | Fit::Truncated, _) => return Judgement::Percentage,
                (_, Fit::Rounded | Fit::Truncated) => return Judgement::Share,
                _ => {}
            }
        }
        Judgement::Unclear
    }

    /// What another row says of the same rate.
    fn twin(&self, book: &Book, code: &Code) -> Option<Decimal> {
        let now = Operand::Now(code.clone());
        let others = self.catalogue.relations.iter().filter_map(|declared| match &declared.relation {
            Relation::Equal { figures } if figures.contains(&now) => Some(figures),
            _ => None,
        });
        let others = others.flatten().filter(|side| **side != now);
        let mut values = others.filter_map(|side| Some(book.figure(side.code().as_str())?.value()));
        values.next().map(|value| value.normalize())
    }
}

fn figure(entry: &Entry) -> Option<Figure> {
    match entry.value {
        Value::Figure(figure) => Some(figure),
        _ => None,
    }
}

fn finding(judgement: Judgement, place: Place, shown: &str, meant: Option<Decimal>) -> Finding {
    let meant = meant.map(grouped).unwrap_or_default();
    let (way, severity) = match judgement {
        Judgement::Share => ("share", Severity::Error),
        _ => ("unclear", Severity::Warning),
    };
    fault((codes::PERCENT_SCALE, way), &Spot { cell: None, place }, &[("found", shown), ("meant", &meant)])
        .severity(severity)
        .excerpt(shown)
        .sides(meant.clone(), shown)
        .repair(shown, meant)
}

/// A hundred times the value, with two decimals less.
fn hundredfold(value: Decimal) -> Option<Decimal> {
    let digits = value.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    let scale = value.scale().saturating_sub(2).max(digits.scale());
    let mut meant = digits;
    meant.rescale(scale);
    Some(meant)
}

/// Leaves only the words of the cell, so that nothing is computed with the share.
fn unread(book: &mut Book, code: &Code, place: &Place, shown: String) {
    if let Some(line) = book.form.iter_mut().find(|line| line.place == *place) {
        line.value = Value::Text(shown.clone());
    }
    if let Some(entry) = book.entries.get_mut(code) {
        entry.value = Value::Text(shown);
    }
}
