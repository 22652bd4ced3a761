//! Today's figures in the named cells of an edited appendix.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{Cursor, Read, Seek, Write};

use super::element::{Content, edits};
use super::plan::{Plan, left, plan};
use super::recalculation;
use crate::checks::{RuleSet, check};
use crate::claim::{Case, NamedState};
use crate::claims::ties;
use crate::error::{Error, ErrorKind, Result};
use crate::finding::{Sourced, say};
use crate::model::{Book, Catalogue, Target};
use crate::num::parse;
use crate::output::linked::{Left, Refreshed, Replaced};
use crate::output::splice::{Edit, spliced, text_of};
use crate::package::{Expected, Limits, Package, damaged};
use crate::place::Place;
use crate::workbook::Placed;

/// Writes a copy of an Excel appendix that people have edited, with a workbook's figures of today in its named cells.
///
/// Everything else stays: rows and columns, looks, words, formulas, and every part but the sheets with a figure that
/// changed. A formula keeps its text and gets today's value; where others depend on what changed, the file asks to be
/// computed anew when it is opened. Where no figure has changed, the copy is the same bytes. The copy is read again
/// before it is written: its other named cells must say what they said. The same input gives the same bytes.
///
/// # Errors
/// As [`read_appendix`](super::super::read_appendix); [`ErrorKind::Untied`] where no cell has a name of ours;
/// [`ErrorKind::Io`] where `output` cannot be written.
pub fn refresh_appendix<R: Read + Seek, W: Write>(
    mut appendix: R,
    (book, catalogue): (&Sourced<Book>, &Catalogue),
    mut output: W,
) -> Result<Refreshed> {
    let limits = Limits::default();
    let placed = Placed::read(&mut appendix, &limits)?;
    if placed.appendix.cells.is_empty() {
        return Err(Error::new(ErrorKind::Untied { reason: say("UNTIED", "names", &[]) }));
    }
    let Plan { replaced, left: mut unplaced } = plan(&placed, &book.value, catalogue);
    let bytes = rewritten(&mut appendix, &placed, &replaced)?;
    let replaced: Vec<Replaced> = replaced.into_iter().map(|(replaced, _)| replaced).collect();
    let after = Placed::read(Cursor::new(&bytes), &limits)?;
    if !is_else_the_same(&placed, &after, &replaced) {
        return Err(Error::internal("bản đã cập nhật không giữ nguyên các ô khác của phụ lục"));
    }
    unplaced.extend(shown_otherwise(&after, &replaced, (&book.value, catalogue)));
    unplaced.sort_by(|one, other| one.place.cmp(&other.place));
    let review = check(&Case::appendix_against(catalogue, &after.appendix, book), &RuleSet::default());
    let written = output.write_all(&bytes).and_then(|()| output.flush());
    written.map_err(|error| Error::io("ghi tệp Excel", error))?;
    Ok(Refreshed { replaced, left: unplaced, review })
}

/// The appendix with the planned figures.
fn rewritten<R: Read + Seek>(
    appendix: &mut R,
    placed: &Placed,
    planned: &[(Replaced, Content)],
) -> Result<Vec<u8>> {
    if planned.is_empty() {
        let mut bytes = Vec::new();
        let read = appendix.rewind().and_then(|()| appendix.read_to_end(&mut bytes));
        return read.map(|_| bytes).map_err(|error| Error::io("đọc tệp", error));
    }
    let limits = Limits::default();
    let mut package = Package::open(appendix, Expected::Workbook, &limits)?;
    let mut by_sheet: BTreeMap<&str, Vec<&(Replaced, Content)>> = BTreeMap::new();
    for planned in planned {
        if let Place::Cell { sheet, .. } = &planned.0.place {
            by_sheet.entry(sheet).or_default().push(planned);
        }
    }
    let mut changes = BTreeMap::new();
    for (sheet, own) in by_sheet {
        if let Some(part) = placed.parts.get(sheet) {
            changes.extend(edited(&mut package, part, |text| {
                of_sheet(text, &own, placed)
                    .ok_or_else(|| Error::internal("ô của phụ lục không ở chỗ đã đọc"))
            })?);
        }
    }
    if placed.computes {
        changes.extend(edited(&mut package, &placed.main, |text| {
            let asked = recalculation::asked((&placed.main, text), &limits)?;
            Ok(asked.into_iter().collect())
        })?);
    }
    package.rewritten(&changes)
}

/// A part with the edits of its text; none where there is nothing to edit.
fn edited<R: Read + Seek>(
    package: &mut Package<'_, R>,
    part: &str,
    edits: impl FnOnce(&str) -> Result<Vec<Edit>>,
) -> Result<Option<(String, Vec<u8>)>> {
    let content = package.part(part)?;
    let (mark, text) = text_of(&content).map_err(|reason| damaged(part, reason))?;
    let edits = edits(text)?;
    let changed = (!edits.is_empty()).then(|| [mark, spliced(text, edits).as_bytes()].concat());
    Ok(changed.map(|changed| (part.to_owned(), changed)))
}

/// The edits of a sheet's part; cells that are put in at one byte follow each other by column.
fn of_sheet(text: &str, planned: &[&(Replaced, Content)], placed: &Placed) -> Option<Vec<Edit>> {
    let mut all: Vec<Edit> = Vec::new();
    for (replaced, content) in planned {
        let Place::Cell { cell, .. } = &replaced.place else { return None };
        let spot = placed.spots.get(&replaced.place)?;
        for edit in edits(text, (*cell, spot), content)? {
            let is_put_in = |other: &&mut Edit| other.span == edit.span && edit.span.0 == edit.span.1;
            match all.last_mut().filter(is_put_in) {
                Some(other) => other.text.push_str(&edit.text),
                None => all.push(edit),
            }
        }
    }
    Some(all)
}

/// Whether every named cell but those that were replaced says what it said.
fn is_else_the_same(before: &Placed, after: &Placed, replaced: &[Replaced]) -> bool {
    let changed: HashSet<&Place> = replaced.iter().map(|replaced| &replaced.place).collect();
    let (before, after) = (&before.appendix.cells, &after.appendix.cells);
    before.len() == after.len()
        && before.iter().zip(after).all(|(one, other)| match (&one.target, &other.target) {
            (Target::Cell(place, _), Target::Cell(other, _)) if changed.contains(place) => place == other,
            _ => one == other,
        })
}

/// The figures that were put in, and whose cell shows another one by its look.
fn shown_otherwise(
    after: &Placed,
    replaced: &[Replaced],
    (book, catalogue): (&Book, &Catalogue),
) -> Vec<Left> {
    let named = ties(&after.appendix, book, catalogue);
    let by_place: HashMap<&Place, _> = named.ties.iter().map(|tie| (&tie.place, tie)).collect();
    let ties = replaced.iter().filter_map(|replaced| by_place.get(&replaced.place));
    let value = |text: &str| parse(text).map(|figure| figure.value());
    ties.filter(|tie| tie.state != NamedState::Held || value(&tie.found) != value(&tie.today))
        .map(|tie| left("shown", tie))
        .collect()
}
