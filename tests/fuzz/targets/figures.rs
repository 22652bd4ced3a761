//! Figures typed into a workbook as text: what is read prints again as the same figure, and reads back.

use std::collections::BTreeMap;
use std::io::Cursor;

use baocao::model::{Home, Kind, Value};
use baocao::{Figure, read_workbook};

use super::books::{Cell, workbook};
use super::laws::{TEMPLATES, twice};
use super::lot::Lot;
use super::words::Figures;

/// So many figures make one workbook.
const MOST: usize = 40;

pub(crate) fn hold(bytes: &[u8]) {
    let mut lot = Lot::new(bytes);
    let mut made = Figures::default();
    let codes = TEMPLATES.catalogue().indicators.iter();
    let codes = codes.filter(|indicator| indicator.home == Home::Figures && indicator.kind == Kind::Amount);
    let texts: BTreeMap<&str, String> =
        codes.take(MOST).map(|indicator| (indicator.code.as_str(), text(&mut lot, &mut made))).collect();
    let read = figures(&texts);
    let printed: BTreeMap<&str, String> =
        read.iter().map(|(code, figure)| (*code, figure.to_string())).collect();
    let again = figures(&printed);
    for (code, figure) in &read {
        let (text, printed) = (&texts[code], &printed[code]);
        assert_eq!(again.get(code), Some(figure), "{text:?} prints as {printed:?}");
        same_digits(text, printed);
        let value = figure.value();
        assert!(figure.exact().contains(value) || figure.amount() != Some(value), "{text:?}");
        assert!(figure.rounded().meets(&figure.exact()), "{text:?}");
    }
}

/// A figure by lot, or letters that look like one.
fn text(lot: &mut Lot<'_>, made: &mut Figures) -> String {
    if !lot.happens(60) {
        return made.any(lot);
    }
    let pieces = [
        "1", "0", "9", ".", ",", " ", "-", "%", "000", "\u{a0}", "tỷ", "hơn ", "nghìn", "\u{2212}", "²", "٣",
    ];
    (0..1 + lot.below(12)).map(|_| lot.pick(&pieces)).collect()
}

/// What is printed has the digits of what was read, in their order: zeros that only lead aside.
fn same_digits(text: &str, printed: &str) {
    let digits = |text: &str| -> String {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').to_owned()
    };
    assert_eq!(digits(text), digits(printed), "{text:?} prints as {printed:?}");
}

/// The figures that a workbook with such texts is read to have.
fn figures<'c>(texts: &BTreeMap<&'c str, String>) -> BTreeMap<&'c str, Figure> {
    let header = ["Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu"].map(Cell::text).to_vec();
    let row = |(code, text): (&&str, &String)| {
        vec![Cell::text(code), Cell::text("x"), Cell::text(""), Cell::text(text)]
    };
    let rows: Vec<Vec<Cell>> = std::iter::once(header).chain(texts.iter().map(row)).collect();
    let bytes = workbook(&[("Số liệu", rows)]);
    let Some(book) = twice(|| read_workbook(Cursor::new(&bytes), TEMPLATES.catalogue())) else {
        panic!("the workbook is not read")
    };
    let figure = |code: &&'c str| match book.value.entry(code)?.value {
        Value::Figure(figure) => Some((*code, figure)),
        _ => None,
    };
    texts.keys().filter_map(figure).collect()
}
