//! A change since last period in words: `tăng 120 hồ sơ (3,6%) so với năm 2022`, `bằng năm 2022`.

use rust_decimal::Decimal;

use crate::assembly::print::{Printer, marked};
use crate::assembly::token::Print;
use crate::document::{Mark, Run};
use crate::model::{Code, Indicator, Kind, Operand, Relation, Value};
use crate::num::{Figure, percent};

/// The decimals of a change in percent.
const DECIMALS: u32 = 1;

/// How much an indicator changed, and the mark of what says so.
struct Change<'a> {
    indicator: &'a Indicator,
    size: Figure,
    mark: Mark,
    /// The change in percent of last period's figure.
    share: Option<Figure>,
}

impl<'a> Printer<'a> {
    /// The runs of an indicator's change; none where nothing says what it was before.
    pub(crate) fn change(&self, code: &str) -> Option<Vec<Run>> {
        let change = self.changed(code)?;
        let phrases = self.phrases;
        let template = match change.size.value() {
            size if size.is_zero() => &phrases.unchanged,
            size if size.is_sign_negative() => &phrases.decrease,
            _ => &phrases.increase,
        };
        let period = vec![Run::plain(self.last_period())];
        Some(filled(template, &[("số", self.size(&change)), ("kỳ trước", period)]))
    }

    /// What is typed of the change, or else this period's figure less last period's.
    fn changed(&self, code: &str) -> Option<Change<'a>> {
        let (base, typed) = self.growth(code);
        let indicator = self.catalogue.indicator(base)?;
        let now = self.book.figure(base).map(|figure| figure.value());
        let before = self.book.before(base).map(|before| before.figure.value());
        let apart = now.zip(before).and_then(|(now, before)| now.checked_sub(before));
        let typed = typed.and_then(|code| match self.book.entry(code.as_str())?.value {
            Value::Figure(figure) => Some((code.clone(), figure)),
            _ => None,
        });
        let (size, mark) = match typed {
            Some((code, figure)) => (figure, Mark::Figure { code, figure }),
            None => {
                let figure = Figure::new(apart?);
                (figure, Mark::Change { code: indicator.code.clone(), figure })
            }
        };
        let share = apart.zip(before).filter(|_| indicator.kind != Kind::Rate).and_then(share);
        Some(Change { indicator, size, mark, share })
    }

    /// The indicator that changes, and the one that says how much it does, where the report type has one.
    fn growth<'c>(&self, code: &'c str) -> (&'c str, Option<&'a Code>)
    where
        'a: 'c,
    {
        let stated = self.catalogue.relations.iter().find_map(|declared| match &declared.relation {
            Relation::Growth { change: Operand::Now(change), now: Operand::Now(now), .. }
                if [change.as_str(), now.as_str()].contains(&code) =>
            {
                Some((now.as_str(), Some(change)))
            }
            _ => None,
        });
        stated.unwrap_or((code, None))
    }

    /// `120 hồ sơ (3,6%)`, `2,3 điểm phần trăm`.
    fn size(&self, change: &Change<'_>) -> Vec<Run> {
        let Change { indicator, size, mark, share } = change;
        let shown = Figure::new(size.value().abs());
        let run = match indicator.kind {
            Kind::Rate => Run::plain(shown.to_string()),
            _ => marked(indicator, shown, Print::Whole),
        };
        let number = vec![Run { mark: Some(mark.clone()), ..run }];
        match share {
            _ if indicator.kind == Kind::Rate => filled(&self.phrases.change_points, &[("số", number)]),
            Some(share) => {
                let mark = Some(Mark::Change { code: indicator.code.clone(), figure: *share });
                let printed = Figure::percent(share.value().abs()).to_string();
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

/// The change in percent; none of nothing, and none that would print as 0%.
fn share((apart, before): (Decimal, Decimal)) -> Option<Figure> {
    let share = percent(apart, before, DECIMALS)?;
    (before > Decimal::ZERO && !share.is_zero()).then(|| Figure::percent(share))
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
