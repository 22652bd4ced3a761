//! The sheet `Văn bản`: documents issued, relied on or cited.

use std::collections::BTreeMap;

use crate::model::{Book, Code, DocumentRole, Given, Issued};
use crate::place::Place;
use crate::workbook::codes;
use crate::workbook::grid::Sheet;
use crate::workbook::header::{Heading, Row, Table};
use crate::workbook::reader::{Reader, Spot};
use crate::workbook::words::{is_blank, key};

const CODE: Heading = Heading(&["Mã"]);
const SECTION: Heading = Heading(&["Mục"]);
const ROLE: Heading = Heading(&["Vai trò"]);
const KIND: Heading = Heading(&["Loại", "Loại văn bản"]);
const NUMBER: Heading = Heading(&["Số, ký hiệu"]);
const DATE: Heading = Heading(&["Ngày", "Ngày ban hành"]);
const ISSUER: Heading = Heading(&["Cơ quan ban hành"]);
const SUBJECT: Heading = Heading(&["Trích yếu"]);

impl Reader<'_> {
    /// Reads the sheet.
    pub(in crate::workbook) fn documents(&mut self, sheet: &Sheet, book: &mut Book) {
        let headings = [CODE, SECTION, ROLE, KIND, NUMBER, DATE, ISSUER, SUBJECT];
        let Some(table) = Table::find(self, sheet, &headings) else { return };
        self.cells(&table);
        if !table.has(CODE) {
            return;
        }
        let mut seen: BTreeMap<Code, Place> = BTreeMap::new();
        for row in table.rows().filter(|row| row.cells().filter(|(_, cell)| !is_blank(cell)).count() > 1) {
            let Some(document) = self.document(&row) else { continue };
            match seen.get(&document.code).cloned() {
                Some(first) => self.duplicate(&document.code, &first, &row.spot(CODE)),
                None => drop(seen.insert(document.code.clone(), document.place.clone())),
            }
            book.documents.push(document);
        }
    }

    /// The document of a row; every fault of the row is reported, also where its code is none.
    fn document(&mut self, row: &Row<'_>) -> Option<Issued> {
        let spot = row.spot(CODE);
        let code = self.own_code(&spot);
        let role = self.role(&row.spot(ROLE));
        let section = self.listed_in(role, &row.merged(SECTION));
        let date = self.date(&row.spot(DATE));
        Some(Issued {
            code: code?,
            section,
            role,
            kind: row.text(KIND),
            number: Given { value: row.text(NUMBER), place: row.spot(NUMBER).place },
            date,
            issuer: row.text(ISSUER),
            subject: row.text(SUBJECT),
            place: spot.place,
        })
    }

    /// The section whose list a document stands in; an item needs one.
    fn listed_in(&mut self, role: DocumentRole, spot: &Spot<'_>) -> Option<String> {
        if !spot.is_blank() {
            return self.section(spot);
        }
        if role == DocumentRole::Item {
            self.report((codes::UNKNOWN_SECTION, "document"), spot, &[]);
        }
        None
    }

    fn role(&mut self, spot: &Spot<'_>) -> DocumentRole {
        match key(&spot.shown()).as_str() {
            "" => DocumentRole::Item,
            "căn cứ" => DocumentRole::Basis,
            "viện dẫn" => DocumentRole::Cited,
            _ => {
                self.report((codes::UNKNOWN_ROLE, "role"), spot, &[]);
                DocumentRole::Cited
            }
        }
    }
}
