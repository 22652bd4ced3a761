//! The head of the report: letterhead, title, salutation (NĐ 30/2020, PL I, II.1–II.5, II.9).

use chrono::Datelike;

use crate::assembly::print::Printer;
use crate::document::{Block, Frame, Merge, Role, Row, Rule, Table, TableCell};
use crate::model::{Given, day, month, padded, phrase};

/// Lines under the issuing body and the trích yếu are 1/3–1/2 of the text.
const SHORT_LINE: u8 = 40;

/// The head of the report down to the salutation.
pub(crate) fn blocks(printer: &Printer<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Table(letterhead(printer))];
    blocks.push(Block::text(Role::Kind, printer.phrases.kind.clone()));
    let subject = subject(printer);
    blocks.push(block(Role::Subject, subject.clone(), &printer.book.info.subject));
    blocks.push(Block::Rule(Rule { under: last_line(&subject), role: Role::Subject, percent: SHORT_LINE }));
    blocks.extend(period_line(printer));
    blocks.extend(salutation(printer));
    blocks
}

/// The trích yếu.
pub(crate) fn subject(printer: &Printer<'_>) -> String {
    let own = printer.book.info.subject.as_ref().map(|subject| subject.value.clone());
    own.unwrap_or_else(|| printer.period_words(&printer.catalogue.subject))
}

/// `Số: 248/BC-UBND`; the number's place is left open until it is given.
pub(crate) fn number(printer: &Printer<'_>) -> String {
    let info = &printer.book.info;
    let symbol = info.symbol.as_ref().map_or("", |symbol| &symbol.value);
    match &info.number {
        Some(number) => {
            phrase(&printer.phrases.number, &[("số", &padded(&number.value)), ("ký hiệu", symbol)])
        }
        None => phrase(&printer.phrases.unnumbered, &[("ký hiệu", symbol)]),
    }
}

/// `ngày 07 tháng 12 năm 2023`; the day's place is left open until it is given.
pub(crate) fn date(printer: &Printer<'_>) -> String {
    let info = &printer.book.info;
    match &info.issued {
        Some(Given { value, .. }) => {
            let (day, month) = (format!("{:02}", value.day()), month(value.month()));
            phrase(
                &printer.phrases.date,
                &[("ngày", &day), ("tháng", &month), ("năm", &value.year().to_string())],
            )
        }
        None => {
            let year = info.year.as_ref().map(|year| year.value.to_string()).unwrap_or_default();
            phrase(&printer.phrases.undated, &[("năm", &year)])
        }
    }
}

fn letterhead(printer: &Printer<'_>) -> Table {
    let info = &printer.book.info;
    let phrases = printer.phrases;
    let mut left = Vec::new();
    if let Some(Given { value, place }) = &info.superior_body {
        left.push(Block::words(Role::SuperiorBody, capitals(printer, value), place));
    }
    let issuing = given(&info.issuing_body, |name| capitals(printer, name), &phrases.unknown);
    left.push(block(Role::IssuingBody, issuing.clone(), &info.issuing_body));
    left.push(Block::Rule(Rule { under: last_line(&issuing), role: Role::IssuingBody, percent: SHORT_LINE }));
    let right = vec![
        Block::text(Role::NationalName, phrases.national_name.clone()),
        Block::text(Role::Motto, phrases.motto.clone()),
        Block::Rule(Rule { under: phrases.motto.clone(), role: Role::Motto, percent: 100 }),
    ];
    let place = given(&info.place_name, str::to_owned, &phrases.unknown);
    let number = vec![block(Role::Number, number(printer), &info.number)];
    let dated = vec![block(Role::PlaceDate, format!("{place}, {}", date(printer)), &info.issued)];
    Table {
        frame: Frame::None,
        widths: printer.columns.letterhead.to_vec(),
        header_rows: 0,
        rows: vec![row(left, right), row(number, dated)],
    }
}

/// What a label gives, or dots.
fn given(label: &Option<Given<String>>, say: impl Fn(&str) -> String, otherwise: &str) -> String {
    label.as_ref().map_or_else(|| otherwise.to_owned(), |label| say(&label.value))
}

/// A paragraph that prints what a label gives.
fn block<T>(role: Role, text: String, label: &Option<Given<T>>) -> Block {
    match label {
        Some(label) => Block::words(role, text, &label.place),
        None => Block::text(role, text),
    }
}

/// A row of two cells.
pub(crate) fn row(left: Vec<Block>, right: Vec<Block>) -> Row {
    let cell = |blocks| TableCell { columns: 1, merge: Merge::Single, blocks };
    Row { cells: vec![cell(left), cell(right)] }
}

/// A body's name in capitals, abbreviations written out as a letterhead does, each on a line of its own.
fn capitals(printer: &Printer<'_>, name: &str) -> String {
    let mut said = String::new();
    for word in name.split(' ') {
        let full = printer.phrases.letterhead.get(word);
        said.push_str(full.map_or(word, String::as_str));
        said.push(if full.is_some() { '\n' } else { ' ' });
    }
    said.trim_end().to_uppercase()
}

fn period_line(printer: &Printer<'_>) -> Option<Block> {
    let info = &printer.book.info;
    let (from, to) = (day(info.from.as_ref()?.value), day(info.to.as_ref()?.value));
    Some(block(
        Role::PeriodLine,
        phrase(&printer.phrases.period_line, &[("từ", &from), ("đến", &to)]),
        &info.to,
    ))
}

/// One recipient stands on the line of `Kính gửi:`, several on lines of their own (PL I, II.9).
fn salutation(printer: &Printer<'_>) -> Vec<Block> {
    let label = &printer.phrases.salutation;
    match printer.book.info.addressees.as_slice() {
        [] => Vec::new(),
        [only] => vec![Block::text(Role::Salutation, format!("{label} {}", only.value))],
        several => {
            let names = several.iter().map(|given| given.value.as_str());
            let items = items(names).into_iter().map(|line| Block::text(Role::SalutationItem, line));
            [Block::text(Role::Salutation, label.clone())].into_iter().chain(items).collect()
        }
    }
}

/// `- …;` lines, the last one ending in a full stop.
pub(crate) fn items<'t>(names: impl Iterator<Item = &'t str>) -> Vec<String> {
    let bare = |name: &str| name.trim().trim_start_matches("- ").trim_end_matches([';', '.']).to_owned();
    let names: Vec<String> = names.map(bare).collect();
    let last = names.len().saturating_sub(1);
    let line = |(at, name): (usize, &String)| format!("- {name}{}", if at == last { "." } else { ";" });
    names.iter().enumerate().map(line).collect()
}

fn last_line(text: &str) -> String {
    text.lines().next_back().unwrap_or(text).to_owned()
}
