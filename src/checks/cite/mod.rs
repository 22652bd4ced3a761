//! Documents that are named: their numbers, dates and issuers.

mod number;

pub(super) mod after_report;
pub(super) mod impossible;
pub(super) mod incomplete;
pub(super) mod listed_twice;
pub(super) mod out_of_order;
pub(super) mod two_dates;
pub(super) mod two_numbers;
pub(super) mod type_word;
pub(super) mod year_in_number;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::checks::rule::Cause;
use crate::claim::{Case, Citation, Dated, Meaning};
use crate::model::DocumentDate;
use crate::num::{bare, fold};
use number::Number;

/// A citation with what its number and issuer say.
struct Cited<'a> {
    citation: &'a Citation,
    number: Number,
    /// Empty for the reporting body.
    issuer: String,
}

/// Every citation whose number can be read.
fn cited<'a>(case: &'a Case<'_>) -> Vec<Cited<'a>> {
    let own = own_body(case);
    let mut issuers: HashMap<&str, String> = HashMap::new(); // a report cites few bodies, each many times
    let mut read = |citation: &'a Citation| {
        let number = Number::read(&citation.number)?;
        let text = citation.issuer.as_str();
        let issuer = issuers.entry(text).or_insert_with(|| issuer(text, &own)).clone();
        Some(Cited { citation, number, issuer })
    };
    case.claims.citations.iter().filter_map(&mut read).collect()
}

impl Cited<'_> {
    /// What makes two citations name one document, but for the year in which it was numbered.
    fn key(&self) -> String {
        format!("{}/{}", self.number(), self.issuer)
    }

    /// The number with its year and symbol.
    fn number(&self) -> String {
        let Number { serial, year, code } = &self.number;
        format!("{serial}/{}/{code}", year.unwrap_or(0))
    }

    /// The cause that findings about this document share.
    fn cause(&self) -> Cause {
        Cause::Key(self.key())
    }

    /// The type word, where there is one, and the number.
    fn name(&self) -> String {
        match self.citation.kind.trim() {
            "" => self.citation.number.clone(),
            kind => format!("{kind} số {}", self.citation.number),
        }
    }

    /// The day, where the date has one.
    fn day(&self) -> Option<NaiveDate> {
        match self.citation.date {
            Some(DocumentDate::Day(day)) => Some(day),
            _ => None,
        }
    }
}

/// The latest day a named document can have: the report's own, or the period's last until it is issued, or what the
/// title tells.
pub(super) fn limit<'a>(case: &'a Case<'_>) -> Option<&'a Dated> {
    let day = |meaning| case.claims.day(meaning);
    day(Meaning::Issued).or_else(|| day(Meaning::To)).or_else(|| day(Meaning::Titled))
}

/// How the latest day is told in a message.
pub(super) fn limit_way(limit: &Dated) -> &'static str {
    match limit.meaning {
        Meaning::Issued => "issued",
        Meaning::Titled => "titled",
        _ => "period",
    }
}

/// The reporting body's name without marks, shortened as bodies are.
fn own_body(case: &Case<'_>) -> String {
    let body = case.book().and_then(|book| book.info.issuing_body.as_ref());
    body.map(|body| short(&body.value)).unwrap_or_default()
}

/// The bodies that the reporting body signs for, by the end of its own symbol: `ubnd` of `BC-UBND`.
fn own_code(case: &Case<'_>) -> Option<String> {
    let symbol = &case.book()?.info.symbol.as_ref()?.value;
    Some(symbol.split_once('-')?.1.to_lowercase())
}

/// The issuer without marks; empty for the reporting body, also where its place is left out (`UBND xã`).
fn issuer(text: &str, own: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let issuer = short(text);
    let rest = own.strip_prefix(issuer.as_str());
    if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) { String::new() } else { issuer }
}

fn short(body: &str) -> String {
    let body = bare(body).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd");
    body.replace("tp. ", "thanh pho ").replace("tp ", "thanh pho ")
}

/// Whether two subjects are one but for a word or two; figures in them, as a year, must agree.
fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let (one, other): (BTreeSet<&str>, BTreeSet<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    let figure = |word: &&&str| word.starts_with(|c: char| c.is_ascii_digit());
    let shared = one.intersection(&other).count();
    shared > 2
        && shared * 10 >= one.len().max(other.len()) * 7
        && one.iter().filter(figure).eq(other.iter().filter(figure))
}

#[cfg(test)]
mod tests {
    use super::issuer;

    #[test]
    fn the_own_body_may_be_named_shortly() {
        let own = "ubnd xa tinh chau";
        for body in ["", "UBND xã", "UBND xã Tịnh Châu", "Ủy ban nhân dân xã Tỉnh Châu", "Uỷ ban nhân dân xã"]
        {
            assert_eq!(issuer(body, own), "", "{body}");
        }
        for body in ["UBND tỉnh", "Chủ tịch UBND tỉnh", "UBND xã Tịnh An"] {
            assert_ne!(issuer(body, own), "", "{body}");
        }
    }
}
