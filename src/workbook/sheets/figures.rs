//! The sheet `Số liệu`: the figures and facts behind the narrative, one code a row.

use crate::model::{Book, Code, Entry, Given, Home, Indicator};
use crate::place::Place;
use crate::workbook::codes;
use crate::workbook::grid::Sheet;
use crate::workbook::header::{Heading, Row, Table};
use crate::workbook::reader::{Reader, Spot, fault};
use crate::workbook::values::Wanted;
use crate::workbook::words::nearest;

const CODE: Heading = Heading(&["Mã"]);
const LABEL: Heading = Heading(&["Chỉ tiêu"]);
const UNIT: Heading = Heading(&["Đơn vị tính", "ĐVT"]);
const VALUE: Heading = Heading(&["Số liệu"]);
const PREVIOUS: Heading = Heading(&["Kỳ trước"]);
const SOURCE: Heading = Heading(&["Nguồn"]);
const NOTE: Heading = Heading(&["Ghi chú"]);

impl<'c> Reader<'c> {
    /// Reads the sheet.
    pub(in crate::workbook) fn figures(&mut self, sheet: &Sheet, book: &mut Book) {
        let headings = [CODE, LABEL, UNIT, VALUE, PREVIOUS, SOURCE, NOTE];
        let Some(table) = Table::find(self, sheet, &headings) else { return };
        self.cells(&table);
        if !table.has(CODE) || !table.has(VALUE) {
            return; // the missing column has been reported; every row would only repeat it
        }
        for row in table.rows() {
            if let Some(indicator) = self.figure_of(&row) {
                let entry = self.entry(indicator, &row);
                let first = book.entries.get(&indicator.code).and_then(|first| first.place.clone());
                match first {
                    Some(first) => self.duplicate(&indicator.code, &first, &row.spot(CODE)),
                    None => drop(book.entries.insert(indicator.code.clone(), entry)),
                }
            }
        }
    }

    fn entry(&mut self, indicator: &Indicator, row: &Row<'_>) -> Entry {
        let spot = row.spot(VALUE);
        let wanted = Wanted::from(indicator);
        let value = self.value(wanted, &spot);
        let is_numeric = indicator.kind.is_numeric();
        let past = row.spot(PREVIOUS);
        let previous = if is_numeric && !past.is_blank() { Some(self.value(wanted, &past)) } else { None };
        let previous = previous.map(|value| Given { value, place: past.place });
        Entry { previous, source: row.text(SOURCE), note: row.text(NOTE), ..Entry::read(value, &spot) }
    }

    /// Reports a code's second row.
    pub(in crate::workbook) fn duplicate(&mut self, code: &Code, first: &Place, spot: &Spot<'_>) {
        let facts = [("code", code.as_str()), ("first", &first.to_string())];
        let finding = fault((codes::DUPLICATE_CODE, "code"), spot, &facts);
        self.push(finding.related(first.clone(), code.as_str()));
    }

    /// The indicator whose row it is. A row without code and value is a title between the figures.
    fn figure_of(&mut self, row: &Row<'_>) -> Option<&'c Indicator> {
        let spot = row.spot(CODE);
        if spot.is_blank() {
            if !row.spot(VALUE).is_blank() {
                let label = Some(row.text(LABEL)).filter(|label| !label.is_empty());
                let label = label.map_or_else(String::new, |label| format!(" (“{label}”)"));
                self.report((codes::UNKNOWN_CODE, "blank"), &spot, &[("label", &label)]);
            }
            return None;
        }
        let catalogue = self.catalogue;
        let written = row.text(CODE);
        match catalogue.indicator(&written) {
            Some(indicator) if indicator.home == Home::Figures => return Some(indicator),
            Some(indicator) => {
                let home = indicator.home.sheet();
                self.report((codes::UNKNOWN_CODE, "home"), &spot, &[("code", &written), ("sheet", home)]);
            }
            None => self.unknown_code(&written, &spot),
        }
        None
    }

    /// Reports a code that no indicator has.
    pub(in crate::workbook) fn unknown_code(&mut self, written: &str, spot: &Spot<'_>) {
        let known = self.catalogue.indicators.iter().map(|indicator| indicator.code.as_str());
        let near = if self.lists(codes::UNKNOWN_CODE) { nearest(written, known) } else { None };
        match near {
            Some(near) => {
                let finding =
                    fault((codes::UNKNOWN_CODE, "near"), spot, &[("code", written), ("near", near)]);
                self.push(finding.sides(near, written).repair(written, near));
            }
            None => self.report((codes::UNKNOWN_CODE, "unknown"), spot, &[("code", written)]),
        }
    }

    /// The code that a document or a note gives itself.
    pub(in crate::workbook) fn own_code(&mut self, spot: &Spot<'_>) -> Option<Code> {
        let written = spot.cell.map(crate::workbook::words::plain).unwrap_or_default();
        let way = if written.is_empty() { "blank-own" } else { "shape" };
        let code = Code::new(&written);
        if code.is_err() {
            self.report((codes::UNKNOWN_CODE, way), spot, &[("code", &written)]);
        }
        code.ok()
    }
}
