//! The sheet `Thông tin`: who reports what to whom, one label a row.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{Given, Info, PeriodKey};
use crate::num::fold;
use crate::workbook::codes;
use crate::workbook::grid::Sheet;
use crate::workbook::header::{Heading, Row, Table};
use crate::workbook::reader::{Reader, Spot};
use crate::workbook::words::{key, plain};

const LABEL: Heading = Heading(&["Mục"]);
const CONTENT: Heading = Heading(&["Nội dung"]);

/// The labels of the sheet; the two that may repeat are the last.
const LABELS: [&str; 17] = [
    "Mẫu báo cáo",
    "Cơ quan chủ quản",
    "Cơ quan ban hành",
    "Địa danh",
    "Số",
    "Ký hiệu",
    "Ngày ban hành",
    "Kỳ báo cáo",
    "Năm",
    "Từ ngày",
    "Đến ngày",
    "Trích yếu",
    "Quyền hạn",
    "Chức vụ",
    "Người ký",
    "Kính gửi",
    "Nơi nhận",
];

/// The contents by label.
type Rows<'a> = BTreeMap<&'static str, Vec<Spot<'a>>>;

impl Reader<'_> {
    /// Reads the sheet.
    pub(in crate::workbook) fn info(&mut self, sheet: &Sheet) -> Info {
        let Some(table) = Table::find(self, sheet, &[LABEL, CONTENT]) else { return Info::default() };
        self.cells(&table);
        let mut rows = Rows::new();
        let labels = LABELS.map(|label| (key(label), label));
        for row in table.rows() {
            self.label(&row, &labels, &mut rows);
        }
        self.repeated(&rows);
        let one = |label: &str| rows.get(label).and_then(|spots| spots.first());
        let text = |label: &str| one(label).and_then(plain_text);
        Info {
            report: one("Mẫu báo cáo").and_then(|spot| self.report_type(spot)),
            superior_body: text("Cơ quan chủ quản"),
            issuing_body: text("Cơ quan ban hành"),
            place_name: text("Địa danh"),
            number: text("Số").map(|number| without_symbol(number, text("Ký hiệu"))),
            symbol: text("Ký hiệu"),
            issued: self.info_day(one("Ngày ban hành")),
            period: one("Kỳ báo cáo").and_then(|spot| self.period(spot)),
            year: one("Năm").and_then(|spot| self.year(spot)),
            from: self.info_day(one("Từ ngày")),
            to: self.info_day(one("Đến ngày")),
            subject: text("Trích yếu"),
            addressees: lines(&rows, "Kính gửi"),
            recipients: lines(&rows, "Nơi nhận"),
            authority: text("Quyền hạn"),
            position: text("Chức vụ"),
            signer: text("Người ký"),
        }
    }

    fn label<'a>(&mut self, row: &Row<'a>, labels: &[(String, &'static str)], rows: &mut Rows<'a>) {
        let label = row.spot(LABEL);
        let content = row.spot(CONTENT);
        let wanted = key(&label.shown());
        match labels.iter().find(|(known, _)| *known == wanted) {
            Some((_, known)) => rows.entry(known).or_default().push(content),
            None if content.is_blank() => {}
            None => self.report((codes::UNKNOWN_LABEL, "unknown"), &label, &[("labels", &LABELS.join(", "))]),
        }
    }

    /// Reports labels with two contents, but for those that may repeat; the first one counts.
    fn repeated(&mut self, rows: &Rows<'_>) {
        for (label, spots) in rows.iter().filter(|(label, _)| !matches!(**label, "Kính gửi" | "Nơi nhận"))
        {
            for spot in spots.iter().skip(1).filter(|spot| !spot.is_blank()) {
                self.report((codes::DUPLICATE_LABEL, "repeated"), spot, &[("label", label)]);
            }
        }
    }

    fn info_day(&mut self, spot: Option<&Spot<'_>>) -> Option<Given<NaiveDate>> {
        self.day(spot?)
    }

    fn report_type(&mut self, spot: &Spot<'_>) -> Option<Given<String>> {
        let given = spot.given()?;
        let own = [&self.catalogue.name, &self.catalogue.title];
        if !own.into_iter().any(|name| fold(name) == fold(&given.value)) {
            self.report((codes::WRONG_REPORT, "report"), spot, &[("expected", &self.catalogue.name)]);
        }
        Some(given)
    }

    fn period(&mut self, spot: &Spot<'_>) -> Option<Given<PeriodKey>> {
        let given = spot.given()?;
        let known: Vec<PeriodKey> = self.catalogue.periods.iter().map(|(period, _)| *period).collect();
        let read = PeriodKey::parse(&given.value).filter(|period| known.contains(period));
        if read.is_none() {
            let labels: Vec<&str> = known.into_iter().map(PeriodKey::label).collect();
            self.report((codes::UNKNOWN_PERIOD, "period"), spot, &[("periods", &labels.join(", "))]);
        }
        Some(Given { value: read?, place: given.place })
    }

    fn year(&mut self, spot: &Spot<'_>) -> Option<Given<i32>> {
        let given = plain_text(spot)?;
        let folded = fold(&given.value);
        let digits = folded.strip_prefix("năm ").unwrap_or(&folded);
        let year = digits.parse().ok().filter(|year| (1945..=9999).contains(year));
        if year.is_none() {
            self.report((codes::NOT_A_NUMBER, "year"), spot, &[]);
        }
        Some(Given { value: year?, place: given.place })
    }
}

/// A number that was typed together with the symbol that stands in its own row.
fn without_symbol(mut number: Given<String>, symbol: Option<Given<String>>) -> Given<String> {
    let bare = symbol.and_then(|symbol| {
        let (bare, typed) = number.value.split_once('/')?;
        (fold(typed) == fold(&symbol.value)).then(|| bare.trim().to_owned())
    });
    number.value = bare.unwrap_or(number.value);
    number
}

/// What a cell shows with its digits plain.
fn plain_text(spot: &Spot<'_>) -> Option<Given<String>> {
    let given = spot.given()?;
    Some(Given { value: spot.cell.map(plain)?, place: given.place }).filter(|given| !given.value.is_empty())
}

/// Every line of every row of a label.
fn lines(rows: &Rows<'_>, label: &str) -> Vec<Given<String>> {
    let spots = rows.get(label).into_iter().flatten().filter_map(Spot::given);
    let lines = spots.flat_map(|given| {
        let line = |line: &str| Given { value: line.trim().to_owned(), place: given.place.clone() };
        given.value.lines().map(line).collect::<Vec<_>>()
    });
    lines.filter(|line| !line.value.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    #[test]
    fn a_number_typed_with_its_symbol_is_the_number() {
        let given = |value: &str| Given { value: value.to_owned(), place: Place::Workbook };
        for (number, symbol, read) in [
            ("248/BC-UBND", Some("BC-UBND"), "248"),
            ("248 /bc-ubnd", Some("BC-UBND"), "248"),
            ("248/BC-HĐND", Some("BC-UBND"), "248/BC-HĐND"),
            ("248/BC-UBND", None, "248/BC-UBND"),
            ("05", Some("BC-UBND"), "05"),
        ] {
            assert_eq!(without_symbol(given(number), symbol.map(given)).value, read);
        }
    }
}
