//! The form of a workbook as it stands, whatever the catalogue says: what a superior office proposes.

use std::io::{Read, Seek};

use super::grid::Sheet;
use super::header::{Heading, Row, Table};
use super::offers::Offers;
use super::read::known_sheets;
use super::reader::Reader;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Catalogue, Code, PeriodKey, sheets};
use crate::num::fold;
use crate::package::Limits;
use crate::place::{CellRef, Place};

const STT: Heading = Heading(&["STT", "TT"]);
const LABEL: Heading = Heading(&["Chỉ tiêu thống kê", "Chỉ tiêu"]);
const UNIT: Heading = Heading(&["Đơn vị tính", "ĐVT"]);
const VALUE: Heading = Heading(&["Số liệu"]);
const NOTE: Heading = Heading(&["Ghi chú"]);
const CODE: Heading = Heading(&["Mã", "Mã chỉ tiêu"]);

/// A form as a workbook has it.
#[derive(Debug)]
pub(crate) struct ProposedForm {
    /// The report type that the workbook names.
    pub(crate) report: Option<String>,
    /// The period that the workbook is for: what is required hangs on it.
    pub(crate) period: Option<PeriodKey>,
    pub(crate) rows: Vec<ProposedRow>,
    /// Whether colours and lists were read: an .ods has none that are.
    pub(crate) has_looks: bool,
    /// Rows that hold something, but no label.
    pub(crate) unnamed: Vec<Place>,
}

/// A row of it. What has no column is not said.
#[derive(Debug)]
pub(crate) struct ProposedRow {
    pub(crate) stt: Option<String>,
    /// The nearest number above, the row's own included.
    pub(crate) under: String,
    pub(crate) label: String,
    pub(crate) unit: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) code: Option<Code>,
    /// The fill of the value cell.
    pub(crate) colour: Option<u32>,
    /// The codes that the value cell's list offers.
    pub(crate) answers: Option<Vec<u32>>,
    pub(crate) place: Place,
}

/// Reads the form of a workbook.
pub(crate) fn read_proposed<R: Read + Seek>(
    mut input: R,
    catalogue: &Catalogue,
    limits: &Limits,
) -> Result<ProposedForm> {
    let sheets = known_sheets(&mut input, limits)?;
    let offers = Offers::read(&mut input, sheets::FORM, limits)?;
    let mut reader = Reader::new(catalogue);
    let named = |name: &str| sheets.iter().find(|sheet| fold(&sheet.name) == fold(name));
    let info = named(sheets::INFO).map(|sheet| reader.info(sheet)).unwrap_or_default();
    let Some(sheet) = named(sheets::FORM) else {
        return Err(other_form(format!("sổ tính không có trang “{}”", sheets::FORM)));
    };
    let headings = [STT, LABEL, UNIT, VALUE, NOTE, CODE];
    let Some(table) = Table::find(&mut reader, sheet, &headings).filter(|table| table.has(LABEL)) else {
        let reason = format!("trang “{}” không có dòng đầu bảng với cột “{}”", sheet.name, LABEL.name());
        return Err(other_form(reason).at(Place::sheet(&sheet.name)));
    };
    let mut form = ProposedForm {
        report: info.report.map(|given| given.value),
        period: info.period.map(|given| given.value),
        rows: Vec::new(),
        has_looks: offers.is_some(),
        unnamed: Vec::new(),
    };
    form.take(&table, sheet, &offers.unwrap_or_default());
    Ok(form)
}

/// The form is not the one that is asked about.
pub(crate) fn other_form(reason: String) -> Error {
    Error::new(ErrorKind::OtherForm { reason })
}

impl ProposedForm {
    fn take(&mut self, table: &Table<'_>, sheet: &Sheet, offers: &Offers) {
        let mut under = String::new();
        for row in table.rows() {
            if row.is_blank(LABEL) {
                let merged = cell(&row, LABEL).is_some_and(|at| sheet.anchor(at) != at);
                self.unnamed.extend((!merged).then(|| row.place()));
                continue;
            }
            let given = |heading: Heading| table.has(heading).then(|| row.text(heading));
            let stt = given(STT);
            if let Some(own) =
                stt.as_deref().map(|stt| stt.trim_end_matches('.')).filter(|own| !own.is_empty())
            {
                own.clone_into(&mut under);
            }
            let value = table.has(VALUE).then(|| cell(&row, VALUE)).flatten();
            self.rows.push(ProposedRow {
                stt,
                under: under.clone(),
                label: row.text(LABEL),
                unit: given(UNIT),
                note: given(NOTE),
                code: given(CODE).and_then(|code| Code::new(&code).ok()),
                colour: value.and_then(|at| offers.colour(at)),
                answers: value.and_then(|at| offers.answers(at)).map(<[u32]>::to_vec),
                place: row.spot(LABEL).place,
            });
        }
    }
}

/// The address of a row's cell in a column.
fn cell(row: &Row<'_>, heading: Heading) -> Option<CellRef> {
    match row.spot(heading).place {
        Place::Cell { cell, .. } => Some(cell),
        _ => None,
    }
}
