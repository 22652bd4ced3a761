//! A change since last period in words: `tăng 120 hồ sơ (3,6%) so với năm 2022`, `bằng năm 2022`.

use crate::assembly::print::{Printer, with_unit};
use crate::assembly::token::Print;
use crate::document::{Mark, Run};
use crate::model::{Change, Code, Kind, Link, Way};

impl Printer<'_> {
    /// The runs of an indicator's change; none where nothing says what it was before.
    pub(crate) fn change(&self, code: &str) -> Option<Vec<Run>> {
        let change = self.today.change(code)?;
        let way = Way::of(change.size.value());
        let template = self.phrases.change(way);
        let period = vec![Run::plain(self.last_period())];
        let runs = filled(template, &[("số", self.size(&change)), ("kỳ trước", period)]);
        Some(directed(runs, self.phrases.direction(way), (&change.indicator.code, way)))
    }

    /// `120 hồ sơ (3,6%)`, `2,3 điểm phần trăm`.
    fn size(&self, change: &Change<'_>) -> Vec<Run> {
        let Change { indicator, size, stated, share } = change;
        let code = indicator.code.clone();
        let link = Link::Change { code: code.clone() };
        let text = with_unit(indicator, link.text(*size), Print::Whole);
        let mark = match stated {
            Some(stated) => Mark::Figure { code: (*stated).clone(), figure: *size, link },
            None => Mark::Change { code: code.clone(), figure: *size },
        };
        let number = vec![Run { mark: Some(mark), ..Run::plain(text) }];
        match share {
            _ if indicator.kind == Kind::Rate => filled(&self.phrases.change_points, &[("số", number)]),
            Some(share) => {
                let printed = Link::Share { code: code.clone() }.text(*share);
                let mark = Some(Mark::Change { code, figure: *share });
                let share = vec![Run { mark, ..Run::plain(printed) }];
                filled(&self.phrases.change_share, &[("số", number), ("tỷ lệ", share)])
            }
            None => number,
        }
    }

    /// The period that is compared with: that of last period's workbook, or what the report type calls it.
    fn last_period(&self) -> String {
        let earlier = self.book.earlier().map(|earlier| &earlier.book.info);
        let named = earlier.and_then(|info| self.catalogue.period_phrase(info, |period| &period.title));
        named.unwrap_or_else(|| self.phrases.last_period.clone())
    }
}

/// The runs of a change, the word that says which way it goes by itself.
fn directed(mut runs: Vec<Run>, word: &str, (code, way): (&Code, Way)) -> Vec<Run> {
    if word.is_empty() {
        return runs;
    }
    let rest = runs.first().and_then(|first| first.text.strip_prefix(word)).map(str::to_owned);
    if let (Some(rest), Some(first)) = (rest, runs.first_mut()) {
        first.text = rest;
        let mark = Some(Mark::Direction { code: code.clone(), way });
        runs.insert(0, Run { mark, ..Run::plain(word) });
    }
    runs
}

/// A phrase with runs in its places.
fn filled(template: &str, facts: &[(&str, Vec<Run>)]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        runs.push(Run::plain(before));
        runs.extend(facts.iter().filter(|(known, _)| *known == name).flat_map(|(_, runs)| runs.clone()));
        rest = tail;
    }
    runs.push(Run::plain(rest));
    runs.retain(|run| !run.text.is_empty());
    runs
}
