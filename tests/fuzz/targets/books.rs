//! Workbooks of the contract's sheets with cells by lot.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Cursor;

use baocao::document::Document;
use baocao::finding::Sourced;
use baocao::model::{Book, Home};
use baocao::{
    Case, Finding, Kind, Place, Review, RuleSet, assemble, check, kind_of, read_draft, read_workbook,
    write_appendix, write_docx,
};

use super::laws::{self, TEMPLATES, twice};
use super::lot::Lot;
use super::prose::escaped;
use super::words::{self, Figures};
use crate::build::Pack;
use crate::samples;

/// A cell as the sheet's XML has it, its address aside.
#[derive(Clone)]
pub(crate) struct Cell(String);

impl Cell {
    pub(crate) fn text(text: &str) -> Self {
        Self(format!(r#" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#, escaped(text)))
    }

    fn number(text: &str, style: usize) -> Self {
        Self(format!(r#" s="{style}"><v>{text}</v></c>"#))
    }
}

type Sheet<'n> = (&'n str, Vec<Vec<Cell>>);

/// A workbook of such sheets, each from A1 on.
pub(crate) fn workbook(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut pack = samples::sheet("<worksheet/>").without(samples::SHEET);
    let (mut names, mut known) = (String::new(), Vec::new());
    for ((name, rows), number) in sheets.iter().zip(1..) {
        let _ = write!(names, r#"<sheet name="{}" sheetId="{number}" r:id="r{number}"/>"#, escaped(name));
        known.push((format!("r{number}"), format!("worksheets/s{number}.xml")));
        pack = pack.with(&format!("xl/worksheets/s{number}.xml"), sheet(rows));
    }
    let mut relations = vec![("2", "sharedStrings", "sharedStrings.xml"), ("3", "styles", "styles.xml")];
    relations.extend(known.iter().map(|(id, target)| (id.as_str(), "worksheet", target.as_str())));
    pack.with(samples::WORKBOOK, format!("<workbook><sheets>{names}</sheets></workbook>"))
        .with("xl/_rels/workbook.xml.rels", samples::relations(&relations))
        .raw()
        .bytes()
}

fn sheet(rows: &[Vec<Cell>]) -> String {
    let mut out = "<worksheet><sheetData>".to_owned();
    for (row, number) in rows.iter().zip(1..) {
        let _ = write!(out, r#"<row r="{number}">"#);
        for (cell, letter) in row.iter().zip('A'..='Z') {
            let _ = write!(out, r#"<c r="{letter}{number}"{}"#, cell.0);
        }
        out.push_str("</row>");
    }
    out + "</sheetData></worksheet>"
}

pub(crate) fn hold(bytes: &[u8]) {
    let mut maker = Maker { lot: Lot::new(bytes), figures: Figures::default() };
    let sheets = maker.sheets();
    let wide = |rows: &[Vec<Cell>]| rows.iter().map(Vec::len).max().unwrap_or(0);
    let sizes = sheets.iter().map(|(name, rows)| (*name, (rows.len(), wide(rows)))).collect();
    holds(&workbook(&sheets), Some(&sizes));
}

/// The sheets of a workbook by name, with how many rows and columns each has.
type Sizes<'n> = BTreeMap<&'n str, (usize, usize)>;

/// Holds what must be true of a workbook; its sheets are known where it was made from rows.
pub(crate) fn holds(bytes: &[u8], sizes: Option<&Sizes<'_>>) {
    let catalogue = TEMPLATES.catalogue();
    let Some(book) = twice(|| read_workbook(Cursor::new(bytes), catalogue)) else { return };
    assert_eq!(kind_of(Cursor::new(bytes)).unwrap(), Kind::Workbook);
    let Some(report) = twice(|| assemble(&book.value, catalogue, &TEMPLATES)) else { return };
    let review = || check(&Case::report(catalogue, &book, &report), &RuleSet::default());
    let found = review();
    assert!(found == review(), "two checks differ");
    laws::adds_up(&found);
    laws::printed(&found);
    if let Some(sizes) = sizes {
        cells(&book.value).into_iter().for_each(|place| exists(place, sizes));
        found.findings.iter().flat_map(places).for_each(|place| exists(place, sizes));
    }
    written(&book, &report, &found);
}

fn written(book: &Sourced<Book>, report: &Document, review: &Review) {
    let docx = twice(|| {
        let mut out = Vec::new();
        write_docx(report, &mut out).map(|()| out)
    });
    if let Some(docx) = docx {
        assert_eq!(kind_of(Cursor::new(&docx)).unwrap(), Kind::Draft);
        read_draft(Cursor::new(&docx)).unwrap_or_else(|error| panic!("the report is no draft: {error}"));
    }
    let appendix = twice(|| {
        let mut out = Vec::new();
        write_appendix(&book.value, TEMPLATES.catalogue(), review, &mut out).map(|()| out)
    });
    if let Some(appendix) = appendix {
        assert_ne!(kind_of(Cursor::new(&appendix)).unwrap(), Kind::Draft);
    }
}

/// Every cell that the book says it was read from.
fn cells(book: &Book) -> Vec<&Place> {
    let entries = book.entries.values();
    let previous = entries.clone().filter_map(|entry| entry.previous.as_ref()).map(|given| &given.place);
    let mut places: Vec<&Place> = entries.filter_map(|entry| entry.place.as_ref()).chain(previous).collect();
    for task in &book.tasks {
        places.push(&task.place);
        places.extend(task.figures.values().map(|given| &given.place));
    }
    places.extend(book.form.iter().map(|line| &line.place));
    for issued in &book.documents {
        places.extend([&issued.place, &issued.number.place]);
        places.extend(issued.date.iter().map(|given| &given.place));
    }
    places.extend(book.paragraphs.iter().map(|paragraph| &paragraph.place));
    places.extend(book.notes.iter().map(|note| &note.place));
    places
}

fn places(finding: &Finding) -> impl Iterator<Item = &Place> {
    let related = finding.related.iter().map(|related| &related.place);
    let repairs = finding.repair.iter().map(|repair| &repair.place);
    related.chain(repairs).chain([&finding.place])
}

fn exists(place: &Place, sizes: &Sizes<'_>) {
    if let Place::Cell { sheet, cell } = place {
        let (rows, columns) = sizes.get(sheet.as_str()).unwrap_or_else(|| panic!("no sheet {sheet}"));
        let inside = usize::try_from(cell.row).unwrap() < *rows && usize::from(cell.column) < *columns;
        assert!(inside, "{place} is beyond the {rows} rows and {columns} columns of the sheet");
    }
}

struct Maker<'b> {
    lot: Lot<'b>,
    figures: Figures,
}

const INFO: [&str; 19] = [
    "Kỳ báo cáo",
    "Năm",
    "Từ ngày",
    "Đến ngày",
    "Cơ quan ban hành",
    "Ngày ban hành",
    "Số",
    "Ký hiệu",
    "Trích yếu",
    "Nơi nhận",
    "Kính gửi",
    "Chức vụ",
    "Người ký",
    "Quyền hạn",
    "Địa danh",
    "Mẫu báo cáo",
    "Cơ quan chủ quản",
    "Nơi nhận",
    "Khác",
];

const VALUES: [&str; 18] = [
    "Năm",
    "Quý I",
    "6 tháng",
    "2023",
    "01/01/2023",
    "31/12/2023",
    "15/12/2023",
    "31/02/2023",
    "UBND xã Tịnh Châu",
    "-",
    "",
    "100%",
    "Có",
    "không",
    "bao-cao-cchc-xa",
    "=1+1",
    "{{ x }}",
    "_x0041_",
];

/// Markup of free texts, and what only looks like it.
const MARKUP: [&str; 12] = [
    "{",
    "}",
    "{{",
    "{ho-so.rut}",
    "{vb:a}",
    "[^a]",
    "{số liệu}",
    "{văn bản}",
    "\n",
    "- ",
    "* ",
    "{khong-co}",
];

impl Maker<'_> {
    fn sheets(&mut self) -> Vec<Sheet<'static>> {
        let mut sheets =
            vec![("Thông tin", self.info()), ("Phụ lục 1", self.form()), ("Số liệu", self.facts())];
        if self.lot.happens(128) {
            sheets.push(("Nhiệm vụ", self.tasks()));
        }
        if self.lot.happens(128) {
            sheets.push(("Văn bản", self.documents()));
        }
        if self.lot.happens(128) {
            sheets.push(("Nội dung", self.texts(["Mục", "Đoạn văn", ""])));
        }
        if self.lot.happens(128) {
            sheets.push(("Chú thích", self.texts(["Mã", "Nội dung", "Giải thích cho"])));
        }
        if self.lot.happens(20) {
            let at = self.lot.below(sheets.len());
            sheets.remove(at);
        }
        sheets
    }

    /// A cell by lot.
    fn cell(&mut self) -> Cell {
        match self.lot.below(20) {
            0..=7 => {
                let number = self.figures.bare(&mut self.lot).replace('.', "").replace(',', ".");
                Cell::number(&number, self.lot.below(3))
            }
            8..=12 => Cell::text(&self.figures.any(&mut self.lot)),
            13 => Cell::text(""),
            14 => Cell::text("-"),
            15 => Cell::text(self.lot.pick(&VALUES)),
            16 => Cell(format!(" t=\"e\"><v>{}</v></c>", self.lot.pick(&["#N/A", "#REF!", "#SPILL!"]))),
            17 => Cell(format!(" t=\"b\"><v>{}</v></c>", self.lot.below(2))),
            18 => Cell(format!("><f>A{}+1</f><v>{}</v></c>", self.lot.below(9), self.lot.byte())),
            _ => Cell(format!(" t=\"s\"><v>{}</v></c>", self.lot.below(4))),
        }
    }

    fn words(&mut self) -> Cell {
        let mut text = String::new();
        for _ in 0..1 + self.lot.below(4) {
            if self.lot.happens(80) {
                text.push_str(self.lot.pick(&MARKUP));
            } else {
                text.push_str(&words::piece(&mut self.lot, &mut self.figures));
            }
        }
        Cell::text(&text)
    }

    fn info(&mut self) -> Vec<Vec<Cell>> {
        let usual = [
            ("Kỳ báo cáo", "Năm"),
            ("Năm", "2023"),
            ("Từ ngày", "01/01/2023"),
            ("Đến ngày", "31/12/2023"),
            ("Cơ quan ban hành", "UBND xã Tịnh Châu"),
        ];
        let mut rows = vec![["Mục", "Nội dung"].map(Cell::text).to_vec()];
        rows.extend(usual.map(|(label, value)| vec![Cell::text(label), Cell::text(value)]));
        for _ in 0..self.lot.below(6) {
            let value = if self.lot.happens(60) { self.cell() } else { Cell::text(self.lot.pick(&VALUES)) };
            rows.push(vec![Cell::text(self.lot.pick(&INFO)), value]);
        }
        rows
    }

    fn form(&mut self) -> Vec<Vec<Cell>> {
        let header = ["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"];
        let mut rows = vec![header.map(Cell::text).to_vec()];
        let catalogue = TEMPLATES.catalogue();
        let from = self.lot.below(catalogue.form.len());
        for row in catalogue.form.iter().skip(from).take(1 + self.lot.below(40)) {
            let stt = if row.stt.is_empty() { &row.under } else { &row.stt };
            let value = self.cell();
            let note = if self.lot.happens(20) { self.words() } else { Cell::text(&row.note) };
            rows.push(vec![Cell::text(stt), Cell::text(&row.label), Cell::text(&row.unit), value, note]);
        }
        rows
    }

    fn facts(&mut self) -> Vec<Vec<Cell>> {
        let header = ["Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Kỳ trước", "Nguồn", "Ghi chú"];
        let mut rows = vec![header.map(Cell::text).to_vec()];
        let facts =
            TEMPLATES.catalogue().indicators.iter().filter(|indicator| indicator.home == Home::Figures);
        let facts: Vec<_> = facts.collect();
        let from = self.lot.below(facts.len());
        for fact in facts.iter().skip(from).take(1 + self.lot.below(50)) {
            let code = if self.lot.happens(8) {
                self.lot.pick(&["khong-co", "A b", ""])
            } else {
                fact.code.as_str()
            };
            let mut row = [code, &fact.label, &fact.unit].map(Cell::text).to_vec();
            row.push(self.cell());
            if self.lot.happens(60) {
                row.push(self.cell());
                row.push(self.words());
                row.push(self.words());
            }
            rows.push(row);
        }
        rows
    }

    fn tasks(&mut self) -> Vec<Vec<Cell>> {
        let header = ["STT", "Nội dung", "Số nhiệm vụ chính", "Đúng hạn", "Quá hạn", "Còn hạn", "Quá hạn"];
        let mut rows = vec![header.map(Cell::text).to_vec()];
        for number in 0..1 + self.lot.below(8) {
            let label = if self.lot.happens(40) { "Tổng cộng" } else { "Cải cách thể chế" };
            let mut row = vec![Cell::text(&number.to_string()), Cell::text(label)];
            row.extend((0..5).map(|_| self.cell()));
            rows.push(row);
        }
        rows
    }

    fn documents(&mut self) -> Vec<Vec<Cell>> {
        let header = ["Mã", "Mục", "Vai trò", "Loại", "Số, ký hiệu", "Ngày", "Cơ quan ban hành", "Trích yếu"];
        let mut rows = vec![header.map(Cell::text).to_vec()];
        for _ in 0..1 + self.lot.below(5) {
            let mut row = vec![Cell::text(self.lot.pick(&["a", "b", "c", "ke-hoach", "A!"]))];
            row.push(Cell::text(self.lot.pick(&["I", "II.2.a", "II.1", "IX", "Cải cách thể chế"])));
            row.push(Cell::text(self.lot.pick(&["", "căn cứ", "viện dẫn", "khác"])));
            row.push(Cell::text(self.lot.pick(&["Kế hoạch", "Quyết định", "", "Công văn"])));
            row.push(Cell::text(self.lot.pick(&["117/KH-UBND", "01/2023/QĐ-UBND", "31-CT/TU", "x", ""])));
            row.push(if self.lot.happens(100) { self.cell() } else { Cell::text("12/3/2023") });
            row.push(self.words());
            row.push(self.words());
            rows.push(row);
        }
        rows
    }

    fn texts(&mut self, header: [&str; 3]) -> Vec<Vec<Cell>> {
        let mut rows = vec![header.map(Cell::text).to_vec()];
        for _ in 0..1 + self.lot.below(6) {
            let first = self.lot.pick(&["II.2.b", "a", "b", "I", "III.1", "V", "ghi-chu"]);
            let explains = self.lot.pick(&["", "ho-so.rut", "khong-co"]);
            rows.push(vec![Cell::text(first), self.words(), Cell::text(explains)]);
        }
        rows
    }
}

/// The parts of a small workbook, for those who change one of them.
pub(crate) fn small() -> Pack {
    samples::tabled("Hồ sơ rút")
}
