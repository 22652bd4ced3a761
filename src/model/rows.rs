//! The rows of `form` and `figures`: which row a later file speaks of, and where a row goes.
//!
//! A row has a name for `after` and `was`: its code (with `=` and its answer where several rows share it), its
//! number, or the number above it, `/` and its label, as `3.1/Trong đó:`.

use crate::error::{Error, Result};
use crate::model::code::Code;
use crate::model::written::{At, RawIndicator, Row};

/// Whether a file has rows of another one to speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extends {
    Rows,
    Nothing,
}

/// Amends, moves or takes away the row of an extended catalogue that this one is about, or puts a new row in its
/// place; gives the row that was taken away.
pub(super) fn take(
    rows: &mut Vec<Row<RawIndicator>>,
    row: Row<RawIndicator>,
    extends: Extends,
) -> Result<Option<Row<RawIndicator>>> {
    let found = find(rows, &row, extends)?;
    let remove = row.raw.remove == Some(true);
    match found {
        None if remove => Err(row.at.fault("remove: mẫu được kế thừa không có dòng này")),
        None => put(rows, row).map(|()| None),
        Some(found) if remove => Ok(Some(Row { at: row.at, raw: rows.remove(found).raw })),
        Some(found) => amend(rows, found, row).map(|()| None),
    }
}

/// The row of the extended catalogue that a row is about.
fn find(rows: &[Row<RawIndicator>], row: &Row<RawIndicator>, extends: Extends) -> Result<Option<usize>> {
    let earlier = |known: &Row<RawIndicator>| known.at.file != row.at.file;
    let Some(name) = row.raw.was.as_deref() else {
        if extends == Extends::Nothing {
            return Ok(None);
        }
        return Ok(rows.iter().position(|known| earlier(known) && same(&known.raw, &row.raw)));
    };
    let mut named = (0..rows.len()).filter(|index| is_named(rows, *index, name));
    let found = named.find(|index| rows.get(*index).is_some_and(earlier));
    found.map(Some).ok_or_else(|| row.at.fault(format!("was: không có dòng “{name}”")))
}

/// Whether two rows are one: of one code (and answer), or two groups of one number.
fn same(one: &RawIndicator, other: &RawIndicator) -> bool {
    match (&one.code, &other.code) {
        (Some(code), Some(other_code)) => code == other_code && one.choice == other.choice,
        (None, None) => one.number().is_some() && one.number() == other.number() && other.after.is_none(),
        _ => false,
    }
}

fn amend(rows: &mut Vec<Row<RawIndicator>>, found: usize, row: Row<RawIndicator>) -> Result<()> {
    let mut known = rows.remove(found);
    known.raw.amend(row.raw.clone());
    known.at = row.at.clone();
    let place = match row.raw.after.as_deref() {
        None => found,
        Some(after) => place(rows, &row.at, after)?,
    };
    rows.insert(place, known);
    Ok(())
}

fn put(rows: &mut Vec<Row<RawIndicator>>, row: Row<RawIndicator>) -> Result<()> {
    let place = match row.raw.after.as_deref() {
        None => rows.len(),
        Some(after) => place(rows, &row.at, after)?,
    };
    rows.insert(place, row);
    Ok(())
}

/// Where a row goes: after the last row of that name, or first where there is no name.
fn place(rows: &[Row<RawIndicator>], at: &At, after: &str) -> Result<usize, Error> {
    if after.is_empty() {
        return Ok(0);
    }
    let found = (0..rows.len()).rev().find(|index| is_named(rows, *index, after));
    found.map(|found| found + 1).ok_or_else(|| at.fault(format!("after: không có dòng “{after}”")))
}

fn is_named(rows: &[Row<RawIndicator>], index: usize, name: &str) -> bool {
    let Some(row) = rows.get(index).map(|row| &row.raw) else { return false };
    let code = row.code.as_ref().map(Code::as_str);
    let is_answer = || {
        let (of, answer) = name.rsplit_once('=')?;
        Some(code == Some(of) && row.choice?.to_string() == answer)
    };
    let is_under = || {
        let (under, label) = name.split_once('/')?;
        Some(row.label.as_deref() == Some(label) && above(rows, index) == under.trim_end_matches('.'))
    };
    code == Some(name)
        || row.number() == Some(name.trim_end_matches('.'))
        || is_answer() == Some(true)
        || is_under() == Some(true)
}

/// The nearest number at a row or above it.
fn above(rows: &[Row<RawIndicator>], index: usize) -> &str {
    rows.iter().take(index + 1).rev().find_map(|row| row.raw.number()).unwrap_or_default()
}

impl RawIndicator {
    /// The printed number without its point.
    fn number(&self) -> Option<&str> {
        self.stt.as_deref().map(|stt| stt.trim_end_matches('.')).filter(|stt| !stt.is_empty())
    }

    /// Takes what another row says of the same thing.
    fn amend(&mut self, other: Self) {
        if self.code.is_none() {
            (self.code, self.choice) = (other.code, other.choice);
        }
        replace(&mut self.stt, other.stt);
        replace(&mut self.label, other.label);
        replace(&mut self.unit, other.unit);
        replace(&mut self.note, other.note);
        replace(&mut self.kind, other.kind);
        replace(&mut self.allowed, other.allowed);
        replace(&mut self.remark, other.remark);
        replace(&mut self.decimals, other.decimals);
        replace(&mut self.required, other.required);
        replace(&mut self.word, other.word);
        replace(&mut self.cumulative, other.cumulative);
        replace(&mut self.section, other.section);
        replace(&mut self.synonyms, other.synonyms);
    }
}

fn replace<T>(old: &mut Option<T>, new: Option<T>) {
    if new.is_some() {
        *old = new;
    }
}
