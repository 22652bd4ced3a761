//! What a draft says of itself: who reports, when, on which period; and the days its figures are as of.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use crate::claim::{Claims, Dated, Meaning};
use crate::claims::prose::Prose;
use crate::claims::prose::day::Written;
use crate::claims::prose::lexicon::{Cue, Sense};
use crate::claims::prose::text::{Level, Text};
use crate::claims::prose::token::Kind;
use crate::claims::stated_days;
use crate::document::Role;
use crate::model::{Given, Info, PeriodKey};
use crate::place::Place;

/// So many first paragraphs may hold the period.
const OPENING: usize = 40;

/// So many words a letterhead's line has at most.
const LINE: usize = 24;

/// Reads what the draft says of itself.
pub(crate) fn read(prose: &Prose<'_>, claims: &mut Claims) -> Info {
    let mut info = Info::default();
    let title = prose.texts.iter().position(|text| is_kind(text));
    for (number, text) in prose.texts.iter().enumerate() {
        letterhead(text, &mut info);
        issuing_body(prose, number, &mut info);
        if number < OPENING || title.is_some_and(|title| number < title + OPENING) {
            period(text, &mut info);
        }
        attached(text, &mut info);
    }
    if info.issuing_body.is_none() {
        info.issuing_body = own_body(prose);
    }
    match title {
        Some(title) => subject(prose, title, &mut info),
        None => titled_in_one_line(prose, &mut info),
    }
    stated_days(&info, claims);
    titled(&info, claims);
    as_of(prose, claims);
    info
}

/// The latest day of a report that says no other than the period of its title: a month after that is over.
fn titled(info: &Info, claims: &mut Claims) {
    let (Some(period), Some(year)) = (&info.period, &info.year) else { return };
    let first = NaiveDate::from_ymd_opt(year.value, period.value.last_month(), 1);
    if let Some(date) = first.and_then(|day| day.checked_add_months(Months::new(2))?.pred_opt()) {
        let (label, place) = (year.value.to_string(), period.place.clone());
        claims.dates.push(Dated { meaning: Meaning::Titled, label, date, place });
    }
}

fn is_kind(text: &Text<'_>) -> bool {
    let role = text.met.paragraph.map(|paragraph| paragraph.role);
    role == Some(Role::Kind) || text.words.trim() == "BÁO CÁO"
}

/// `Số: 12/BC-UBND`, `Tịnh An, ngày 05 tháng 4 năm 2024`, `ỦY BAN NHÂN DÂN XÃ TỊNH AN`.
fn letterhead(text: &Text<'_>, info: &mut Info) {
    if text.tokens.len() > LINE || text.tokens.is_empty() {
        return;
    }
    if text.is_word(0, "số") && text.is_mark(1, ':') && text.kind(2) == Some(Kind::Code) {
        numbered(text, 2, info);
    }
    let comma = text.tokens.iter().position(|token| token.kind == Kind::Mark(','));
    if let Some(written) = comma.and_then(|comma| text.date_at(comma + 1))
        && written.to >= text.tokens.len().saturating_sub(1)
    {
        issued(text, written, info);
    }
}

/// Takes the report's number and symbol from the token that is both, if they are not known yet.
fn numbered(text: &Text<'_>, at: usize, info: &mut Info) {
    if let Some((number, symbol)) = text.printed(at, at + 1).split_once('/')
        && info.number.is_none()
    {
        let place = text.place(at, at + 1);
        info.number = Some(Given { value: number.trim().to_owned(), place: place.clone() });
        info.symbol = Some(Given { value: symbol.trim().to_owned(), place });
    }
}

/// Takes the report's day of issue, if it is not known yet.
fn issued(text: &Text<'_>, written: Written, info: &mut Info) {
    if let Some(value) = written.day()
        && info.issued.is_none()
    {
        info.issued = Some(Given { value, place: text.place(written.from, written.to) });
    }
}

/// `ỦY BAN NHÂN DÂN XÃ TỊNH AN`, on one line of the letterhead or on two.
fn issuing_body(prose: &Prose<'_>, number: usize, info: &mut Info) {
    let Some(text) = prose.texts.get(number).filter(|text| info.issuing_body.is_none() && text.is_capitals())
    else {
        return;
    };
    let lower = text.words.trim().to_lowercase();
    let Some(rest) = COMMITTEES.iter().find_map(|name| lower.strip_prefix(name)) else { return };
    let mut value = text.words.split_whitespace().collect::<Vec<_>>().join(" ");
    if rest.trim().is_empty() {
        let Some(next) = prose.texts.get(number + 1).filter(|next| next.is_capitals()) else { return };
        value.push(' ');
        value.push_str(next.words.trim());
    }
    info.issuing_body = Some(Given { value, place: text.place(0, text.tokens.len()) });
}

/// How the name of a people's committee begins.
const COMMITTEES: [&str; 3] = ["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd"];

impl Text<'_> {
    /// Whether a short line is all capitals, as titles are.
    pub(crate) fn is_capitals(&self) -> bool {
        let letters = self.words.chars().any(char::is_alphabetic);
        letters && self.tokens.len() <= LINE && !self.words.chars().any(char::is_lowercase)
    }
}

/// The commune that the text names most often: `UBND xã Tịnh An`.
fn own_body(prose: &Prose<'_>) -> Option<Given<String>> {
    let mut named: BTreeMap<String, (usize, Given<String>)> = BTreeMap::new();
    for text in &prose.texts {
        for at in 0..text.tokens.len() {
            let is_level = |level: &&&str| text.is_word(at + 1, level);
            let level = ["xã", "phường", "thị"].iter().find(is_level);
            let Some(level) = level.filter(|_| text.printed(at, at + 1) == "UBND") else { continue };
            let from = if *level == "thị" { at + 3 } else { at + 2 };
            let capital = |at: &usize| matches!(text.kind(*at), Some(Kind::Word { capital: true }));
            let end = from + (from..from + 4).take_while(capital).count();
            if end >= from + 2 {
                let value = text.printed(at, end).to_owned();
                let given = Given { value: value.clone(), place: text.place(at, end) };
                named.entry(value).or_insert((0, given)).0 += 1;
            }
        }
    }
    named.into_values().max_by_key(|(times, _)| *times).map(|(_, given)| given)
}

/// `(Số liệu từ ngày 01/01/2023 đến ngày 06/12/2023)`, a line of its own or in brackets of the opening sentence.
fn period(text: &Text<'_>, info: &mut Info) {
    if info.from.is_some() || matches!(text.level, Level::Heading(_) | Level::Item | Level::SubItem) {
        return;
    }
    let days = text.days().filter_map(|written| Some((written.from, written.to, written.day()?)));
    let days: Vec<_> = days.collect();
    let says = |at: usize, word: &str| (at.saturating_sub(3)..at).any(|before| text.is_word(before, word));
    let pair = |pair: &&[(usize, usize, NaiveDate)]| {
        let [(from, from_end, _), (to, ..)] = pair else { return false };
        let line = days.len() == 2 && text.tokens.len() <= LINE;
        // `trong quý I năm 2024 (từ ngày 01/01/2024 đến ngày 31/3/2024)`
        let period = |at: usize| ["quý", "kỳ", "tháng", "năm"].iter().any(|word| text.is_word(at, word));
        let bracket = (from.saturating_sub(3)..*from).find(|at| text.is_mark(*at, '('));
        let told = (from.saturating_sub(6)..*from).any(|at| text.is_word(at, "liệu"))
            || bracket.is_some_and(|open| (open.saturating_sub(4)..open).any(period));
        says(*from, "từ") && says(*to, "đến") && (line || told && *to <= from_end + 3)
    };
    let Some([(from, from_end, first), (to, to_end, last)]) = days.windows(2).find(pair) else { return };
    let given = |value: NaiveDate, from, to| Some(Given { value, place: text.place(from, to) });
    info.from = given(*first, *from, *from_end);
    info.to = given(*last, *to, *to_end);
}

/// `(Kèm theo Báo cáo số 248/BC-UBND ngày 07/12/2023 của UBND xã …)`.
fn attached(text: &Text<'_>, info: &mut Info) {
    let words = text.words.trim_start().trim_start_matches('(').chars().flat_map(char::to_lowercase);
    let opening = "kèm theo báo cáo số".chars();
    if !words.take(opening.clone().count()).eq(opening) {
        return;
    }
    let Some(at) = text.tokens.iter().position(|token| token.kind == Kind::Code) else { return };
    numbered(text, at, info);
    if let Some(written) = text.date_at(at + 1) {
        issued(text, written, info);
    }
}

/// The lines under the title, up to the period or the first sentence of the body.
fn subject(prose: &Prose<'_>, title: usize, info: &mut Info) {
    let lines = prose.texts.iter().skip(title + 1).filter(|text| !text.words.trim().is_empty()).take(3);
    let own = |text: &&Text<'_>| {
        let role = text.met.paragraph.map(|paragraph| paragraph.role);
        let ends =
            text.words.trim_end().ends_with(['.', ':', ';']) || text.words.trim_start().starts_with('(');
        role == Some(Role::Subject)
            || (!ends
                && text.tokens.len() <= LINE * 2
                && !matches!(text.level, Level::Heading(_) | Level::Item))
    };
    let lines: Vec<&Text<'_>> = lines.take_while(own).collect();
    let Some(first) = lines.first() else { return };
    let value = lines.iter().map(|text| text.words.trim()).collect::<Vec<_>>().join(" ");
    let place = first.place(0, first.tokens.len());
    told_by_title(value, place, info);
}

/// `BÁO CÁO KẾT QUẢ CẢI CÁCH HÀNH CHÍNH QUÝ I NĂM 2025`, on one line.
fn titled_in_one_line(prose: &Prose<'_>, info: &mut Info) {
    let line = prose.texts.iter().take(OPENING).find(|text| {
        text.words.trim_start().starts_with("BÁO CÁO ") && text.tokens.len() <= LINE * 2 && text.met.is_body()
    });
    if let Some(line) = line {
        let value = line.words.trim().trim_start_matches("BÁO CÁO").trim_start().to_owned();
        told_by_title(value, line.place(0, line.tokens.len()), info);
    }
}

/// The year and the period that a title names.
fn told_by_title(value: String, place: Place, info: &mut Info) {
    let numbers = value.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse::<i32>().ok());
    let mut years: Vec<i32> = numbers.filter(|year| (1990..2200).contains(year)).collect();
    years.dedup();
    // `năm học 2023 - 2024` is no one year
    let year = years.first().copied().filter(|_| years.len() == 1);
    info.year = year.map(|value| Given { value, place: place.clone() });
    info.period = period_of(&value).map(|value| Given { value, place: place.clone() });
    info.subject = Some(Given { value, place });
}

/// The period that a title names.
fn period_of(title: &str) -> Option<PeriodKey> {
    let lower = title.to_lowercase();
    let named = [
        ("6 tháng", PeriodKey::HalfYear),
        ("sáu tháng", PeriodKey::HalfYear),
        ("9 tháng", PeriodKey::NineMonths),
        ("chín tháng", PeriodKey::NineMonths),
        ("quý iii", PeriodKey::Quarter3),
        ("quý 3", PeriodKey::Quarter3),
    ];
    let found = named.iter().find(|(words, _)| lower.contains(words)).map(|(_, key)| *key);
    let first = lower.split("quý").nth(1).map(|rest| rest.split_whitespace().next().unwrap_or_default());
    match (found, first) {
        (Some(key), _) => Some(key),
        (None, Some("i" | "1")) => Some(PeriodKey::Quarter1),
        (None, Some(_)) => None,
        (None, None) => (lower.contains("năm") && !lower.contains("tháng") && !lower.contains("tuần"))
            .then_some(PeriodKey::Year),
    }
}

/// The days that figures are as of.
pub(crate) fn as_of(prose: &Prose<'_>, claims: &mut Claims) {
    let last = claims.day(Meaning::To).map(|day| day.date);
    for (number, text) in prose.texts.iter().enumerate() {
        if prose.planned.get(number) == Some(&false) {
            days_done(text, claims);
        }
        days_as_of(text, claims);
        claims.spans.extend(spans(text));
        if let Some(last) = last {
            last_day_of_another_year(text, last, claims);
        }
    }
}

/// `Đến ngày 31/12/2022, toàn xã có …` in a report to 31/12/2023: a day that opens a sentence is as of when the year is
/// all that keeps it from being the period's last.
fn last_day_of_another_year(text: &Text<'_>, last: NaiveDate, claims: &mut Claims) {
    for written in text.days() {
        let (from, _) = text.sentence(written.from);
        let opens = text.is_word(from, "đến") && written.from <= from + 2;
        let other = |day: &NaiveDate| {
            (day.day(), day.month()) == (last.day(), last.month()) && day.year() != last.year()
        };
        if let Some(date) = written.day().filter(other).filter(|_| opens) {
            let label = text.printed(from, written.to).to_owned();
            let place = text.place(written.from, written.to);
            claims.dates.push(Dated { meaning: Meaning::AsOf, label, date, place });
        }
    }
}

/// `từ ngày 10/3/2024 đến ngày 20/3/2024`.
fn spans(text: &Text<'_>) -> Vec<[Dated; 2]> {
    let days: Vec<(Written, NaiveDate)> =
        text.days().filter_map(|written| Some((written, written.day()?))).collect();
    let dated = |(written, date): &(Written, NaiveDate)| {
        let label = text.printed(written.from, written.to).to_owned();
        Dated { meaning: Meaning::Span, label, date: *date, place: text.place(written.from, written.to) }
    };
    let leads = |at: usize, word: &str| (at.saturating_sub(2)..at).any(|before| text.is_word(before, word));
    let pairs = days.iter().zip(days.iter().skip(1)).filter(|((from, _), (to, _))| {
        leads(from.from + 1, "từ") && leads(to.from + 1, "đến") && to.from <= from.to + 3
    });
    pairs.map(|(from, to)| [dated(from), dated(to)]).collect()
}

/// `Ngày 21/8/2024, UBND xã tổ chức …`: a day that opens a sentence or what stands between semicolons, where nothing says
/// that it is to come.
fn days_done(text: &Text<'_>, claims: &mut Claims) {
    for written in text.days() {
        let Some(date) = written.day() else { continue };
        let (from, to) = text.sentence(written.from);
        let mark = |at: &usize| text.is_mark(*at, ';') || text.is_mark(*at, ':');
        let start = (from..written.from).rfind(mark).map_or(from, |at| at + 1);
        let end = (written.to..to).find(mark).unwrap_or(to);
        let opens = text.is_word(start, "ngày") && written.from <= start + 1
            || text.tells_as_done(start, written.from)
            || text.tells_of_until(start, &written);
        let to_come = text.tags_within(start, end).any(|tag| tag.sense == Sense::Cue(Cue::After))
            || (start..end).any(|at| text.is_word(at, "sẽ"));
        if opens && !to_come && text.met.is_body() {
            let (label, place) = (
                text.printed(start, end.min(written.to + 8)).to_owned(),
                text.place(written.from, written.to),
            );
            claims.dates.push(Dated { meaning: Meaning::Done, label, date, place });
        }
    }
}

impl Text<'_> {
    /// Whether a day inside a sentence is one on which something was done: `đã được kiểm tra ngày 18/8/2025`, `đã tổ chức
    /// 02 hội nghị: hội nghị thứ hai ngày 28/4/2025 với 91 người`, `…, ngày 22/7/2026 UBND xã đã tổ chức hội nghị`.
    fn tells_as_done(&self, from: usize, day: usize) -> bool {
        let Some(named) = day.checked_sub(1).filter(|at| self.is_word(*at, "ngày")) else { return false };
        let is_bound = self.cue_before(named, Cue::Bound).is_some();
        let dated =
            self.tokens.get(from..named).unwrap_or_default().iter().any(|token| token.kind == Kind::Code);
        let before = named.checked_sub(1).and_then(|at| self.kind(at));
        if is_bound || dated || !matches!(before, Some(Kind::Word { .. } | Kind::Mark(':' | ','))) {
            return false;
        }
        let (sentence, _) = self.sentence(day);
        let clause = (from..named).rfind(|at| self.is_mark(*at, ',')).map_or(from, |at| at + 1);
        let done = (clause..named).rfind(|at| self.is_word(*at, "đã"));
        let to_come =
            |from: usize| self.tags_within(from, named).any(|tag| tag.sense == Sense::Cue(Cue::ToCome));
        let told = (day + 1..day + 8).any(|at| self.is_word(at, "đã"));
        let opens = matches!(before, Some(Kind::Mark(_)));
        let ended = || {
            let said = (sentence..clause).any(|at| self.is_word(at, "đã"));
            said && self.tags_within(clause, named).any(|tag| tag.sense == Sense::Cue(Cue::Ended))
        };
        done.is_some_and(|done| !to_come(done))
            || ended() && !to_come(clause)
            || opens && told
            || self.lists_what_was_held(sentence, named) && !to_come(clause)
    }

    /// Whether a stretch opens with the day up to which it tells of what was done: `đến hết ngày 14/6/2025 đã hoàn thành`.
    fn tells_of_until(&self, start: usize, written: &Written) -> bool {
        let opens = self.is_word(start, "đến") && written.from <= start + 3;
        opens && (written.to..written.to + 8).any(|at| self.is_word(at, "đã"))
    }

    /// Whether a sentence lists what was held, up to a token: `đã tổ chức 03 hội nghị: …`, `…, gồm …`.
    fn lists_what_was_held(&self, from: usize, to: usize) -> bool {
        let held = self.tags_within(from, to).find(|tag| tag.sense == Sense::Cue(Cue::Held));
        let opens = |at: usize| self.is_mark(at, ':') || self.cue_at(at, Cue::Whole).is_some();
        held.is_some_and(|held| (held.end..to).any(opens))
    }
}

/// `tính đến ngày 06/9/2023`, unless it speaks of another period.
fn days_as_of(text: &Text<'_>, claims: &mut Claims) {
    for tag in text.cues(Cue::AsOf) {
        let written = [tag.end.saturating_sub(1), tag.end].into_iter().find_map(|at| text.date_at(at));
        let Some(written) = written.filter(|written| written.from <= tag.end + 1) else { continue };
        let Some(date) = written.day() else { continue };
        let (from, to) = text.sentence(tag.at);
        let start = text
            .tokens
            .get(from..tag.at)
            .unwrap_or_default()
            .iter()
            .rposition(|token| matches!(token.kind, Kind::Mark(';' | ',')))
            .map_or(from, |at| from + at);
        let other =
            text.cues(Cue::Before).any(|before| before.at >= start && before.end <= (written.to + 3).min(to));
        if !other {
            let label = text.printed(tag.at, written.to).to_owned();
            let place = text.place(written.from, written.to);
            claims.dates.push(Dated { meaning: Meaning::AsOf, label, date, place });
        }
    }
}
