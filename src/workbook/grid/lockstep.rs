//! The spreadsheet reader, with a walker beside it.
//!
//! `calamine` reads only parts that were unpacked, checked and packed again here, under names given
//! here; each cell it gives is met by the walk over the same bytes. Where the two disagree, or it gives
//! up on a cell, the walk knows which cell that was.

use std::io::{Cursor, Read, Seek, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, Xlsx, XlsxCellReader};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::ahead::{Ahead, walked};
use super::merges::Merges;
use super::number::NumberFormat;
use super::outline::{Listed, Outline};
use super::sheet::{Facts, Region, from_cells};
use super::strings::Strings;
use super::styles::number_formats;
use super::value::{self, Shared};
use super::{Cell, Sheet};
use crate::error::{Error, Result};
use crate::package::{Limits, Package, Walk, at_most, damaged, index};
use crate::place::{CellRef, Place};

type Cells<'w, 'b> = XlsxCellReader<'w, Cursor<&'b [u8]>>;
type Repacked = ZipWriter<Cursor<Vec<u8>>>;

/// Reads every listed sheet.
pub(crate) fn read<R: Read + Seek>(
    package: &mut Package<'_, R>,
    outline: &Outline,
    limits: &Limits,
) -> Result<Vec<Sheet>> {
    let mut repacked = ZipWriter::new(Cursor::new(Vec::new()));
    let mut strings = repack_tables(package, outline, limits, &mut repacked)?;
    for (number, listed) in outline.sheets.iter().enumerate() {
        let content = package.xml(&listed.part)?;
        let (root, cells) = from_cells(&listed.part, &content, limits)?;
        add(&mut repacked, &format!("xl/{number}.xml"), &[&root, cells])?;
    }
    repack_frame(outline, &mut repacked)?;
    let bytes = repacked.finish().map_err(broken_promise)?.into_inner();
    let shared = Shared { strings: &mut strings, epoch_1904: outline.epoch_1904 };
    guarded(|| Lockstep { limits, shared, cells: 0 }.run(&bytes, outline))
}

/// Behind the guards: a panic of the spreadsheet reader is a damaged file, not the end of the program.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(damaged("sổ tính", "bộ đọc bảng tính không đọc được")))
}

fn repack_tables<R: Read + Seek>(
    package: &mut Package<'_, R>,
    outline: &Outline,
    limits: &Limits,
    repacked: &mut Repacked,
) -> Result<Strings> {
    if let Some(part) = &outline.styles {
        let content = package.xml(part)?;
        let mut pieces = number_formats(&mut Walk::new(part, &content, limits)?, &content)?;
        pieces.insert(0, b"<styleSheet>");
        pieces.push(b"</styleSheet>");
        add(repacked, "xl/styles.xml", &pieces)?;
    }
    let Some(part) = &outline.strings else { return Ok(Strings::default()) };
    let content = package.xml(part)?;
    let strings = Strings::scan(&mut Walk::new(part, &content, limits)?, &content)?;
    if let Some(stand_in) = strings.stand_in() {
        add(repacked, "xl/sharedStrings.xml", &[stand_in.as_bytes()])?;
    }
    Ok(strings)
}

/// The list of sheets, each under its number: names and states were read by the outline.
fn repack_frame(outline: &Outline, repacked: &mut Repacked) -> Result<()> {
    let (mut sheets, mut relations) = (String::new(), String::new());
    for number in 0..outline.sheets.len() {
        sheets.push_str(&format!(r#"<sheet name="{number}" r:id="{number}"/>"#));
        relations
            .push_str(&format!(r#"<Relationship Id="{number}" Type="/worksheet" Target="{number}.xml"/>"#));
    }
    let main = r#"<Relationships><Relationship Type="/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let workbook = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    add(repacked, "_rels/.rels", &[main.as_bytes()])?;
    add(repacked, "xl/workbook.xml", &[workbook.as_bytes()])?;
    add(repacked, "xl/_rels/workbook.xml.rels", &[relations.as_bytes()])
}

fn add(repacked: &mut Repacked, name: &str, pieces: &[&[u8]]) -> Result<()> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    repacked.start_file(name, stored).map_err(broken_promise)?;
    let written = pieces.iter().try_for_each(|piece| repacked.write_all(piece));
    written.map_err(broken_promise)
}

struct Lockstep<'a> {
    limits: &'a Limits,
    shared: Shared<'a>,
    cells: u64,
}

impl Lockstep<'_> {
    fn run(mut self, bytes: &[u8], outline: &Outline) -> Result<Vec<Sheet>> {
        let mut places = ZipArchive::new(Cursor::new(bytes)).map_err(broken_promise)?;
        let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| gave_up("sổ tính", &error))?;
        let mut contents = Vec::with_capacity(outline.sheets.len());
        for (number, listed) in outline.sheets.iter().enumerate() {
            let file = places.by_name(&format!("xl/{number}.xml")).map_err(broken_promise)?;
            let start = file.data_start().map(index).unwrap_or(usize::MAX);
            let content = bytes.get(start..start.saturating_add(index(file.size()))).unwrap_or_default();
            contents.push((listed.part.as_str(), content));
        }
        walked(&contents, self.limits, |ahead| {
            let sheets = outline.sheets.iter().enumerate().map(|(number, listed)| {
                let reader = workbook.worksheet_cells_reader(&number.to_string());
                let cells =
                    self.cells(reader.map_err(|error| gave_up(&listed.part, &error))?, listed, ahead)?;
                assemble(listed, cells, ahead.end()?)
            });
            sheets.collect()
        })
    }

    /// What the reader makes of each cell that the walk met.
    fn cells(
        &mut self,
        mut reader: Cells<'_, '_>,
        listed: &Listed,
        ahead: &mut Ahead<'_>,
    ) -> Result<Vec<(CellRef, Cell)>> {
        let formats: Vec<NumberFormat> = reader.styles().iter().map(number_format).collect();
        let mut cells = Vec::new();
        let mut stumbled = None; // the row in which the reader gave up on a cell and lost count
        for facts in ahead {
            let counted = facts.addressed || stumbled != Some(facts.at.row);
            let read = match reader.next_cell_with_style_id() {
                Ok(Some((cell, _))) if counted && cell.get_position() != position(facts.at) => {
                    return Err(out_of_step(listed));
                }
                Ok(Some((cell, _))) => Ok(cell.get_value().clone()),
                Ok(None) => return Err(out_of_step(listed)),
                Err(error) => {
                    stumbled = Some(facts.at.row);
                    Err(error.to_string())
                }
            };
            let at = facts.at;
            let found =
                self.cell(facts, read, &formats).map_err(|error| error.at(Place::cell(&listed.name, at)))?;
            cells.extend(found.map(|cell| (at, cell)));
        }
        Ok(cells)
    }

    fn cell(
        &mut self,
        facts: Facts<'_>,
        read: Result<DataRef<'_>, String>,
        formats: &[NumberFormat],
    ) -> Result<Option<Cell>> {
        let general = NumberFormat::default();
        let format = match facts.style {
            None => Some(formats.first().unwrap_or(&general)),
            Some(0) if formats.is_empty() => Some(&general),
            Some(style) => formats.get(style),
        };
        let cell = value::cell(facts, read, format, &mut self.shared);
        self.cells += u64::from(cell.is_some());
        at_most(("cells", self.limits.cells), self.cells, || "số ô có nội dung".to_owned())?;
        Ok(cell)
    }
}

fn number_format(style: &calamine::Style) -> NumberFormat {
    let Some(format) = &style.number_format else { return NumberFormat::default() };
    NumberFormat::parse(match format.format_id {
        // currency formats of the locale, which files name by number only
        Some(5 | 6) => "#,##0",
        Some(7 | 8) => "#,##0.00",
        _ => &format.format_code,
    })
}

fn position(at: CellRef) -> (u32, u32) {
    (at.row, u32::from(at.column))
}

fn gave_up(part: &str, error: &calamine::XlsxError) -> Error {
    damaged(part, error.to_string())
}

/// For steps over bytes that were written here.
fn broken_promise(error: impl std::fmt::Display) -> Error {
    Error::internal(error.to_string())
}

fn out_of_step(listed: &Listed) -> Error {
    damaged(&listed.part, "hai lượt đọc thấy các ô khác nhau")
}

/// The error for merged regions that lie over each other: which of them a cell belongs to, nobody knows.
pub(super) fn overlapping(part: &str, sheet: &str, at: CellRef) -> Error {
    damaged(part, format!("vùng ô gộp từ {at} chồng lên vùng khác")).at(Place::cell(sheet, at))
}

fn assemble(listed: &Listed, mut cells: Vec<(CellRef, Cell)>, merges: Vec<Region>) -> Result<Sheet> {
    cells.sort_by_key(|(at, _)| *at);
    let twins = cells.windows(2).find_map(|pair| match pair {
        [(one, _), (other, _)] if one == other => Some(*one),
        _ => None,
    });
    if let Some(twin) = twins {
        return Err(damaged(&listed.part, format!("ô {twin} có hai lần")).at(Place::cell(&listed.name, twin)));
    }
    let merges = Merges::new(merges)?.map_err(|at| overlapping(&listed.part, &listed.name, at))?;
    Ok(Sheet { name: listed.name.clone(), hidden: listed.hidden, cells, merges })
}
