//! Today's figures in the places of an edited report.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read, Seek, Write};

use super::leftovers::{Former, leftovers};
use super::places::{Part, PartOfNotes, Places};
use super::plan::{Left, Plan, Replaced, plan};
use super::proof;
use super::rewrite::Pen;
use crate::assembly::Templates;
use crate::checks::{RuleSet, check};
use crate::claim::Case;
use crate::document::{Links, Origin, Unread, register};
use crate::draft::{Reading, read_draft, read_sources};
use crate::error::{Error, ErrorKind, Result};
use crate::finding::{Review, Sourced, say};
use crate::model::{Book, Catalogue};
use crate::output::splice::{Edit, spliced, text_of};
use crate::package::{Expected, Limits, Package, Relation, damaged, main_part, relations_of};
use crate::place::Place;

/// How the changed figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Revision<'a> {
    /// In the place of the former ones.
    #[default]
    Silent,
    /// As tracked changes by `baocao`, which the author accepts or rejects.
    Tracked {
        /// Their date, as `2023-12-07T08:00:00Z`; without it they have none.
        date: Option<&'a str>,
    },
}

/// What became of a draft or an appendix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refreshed {
    /// The figures that were put in the places of others, in the order of the file.
    pub replaced: Vec<Replaced>,
    /// What could not be put in its place, and sentences without a mark that still say a former figure.
    pub left: Vec<Left>,
    /// What the checks say of the refreshed file against the workbook.
    pub review: Review,
}

/// Writes a copy of a report that `baocao` wrote and people have edited, with a workbook's figures of today in the
/// marked places: counts, rates, totals, changes with their direction words, in text, tables and notes.
///
/// Everything else stays: words, comments, tracked changes, looks. Only the parts of the text, of the notes and the
/// register of the marks can change; where no figure has, no byte does. Before anything is written, the copy is read
/// again: it must say what the draft said but for those figures. The same input gives the same bytes.
///
/// # Errors
/// As [`read_draft`]; [`ErrorKind::Untied`] where the draft has no marks, or marks of another report type or of a later
/// version; [`ErrorKind::Io`] where `output` cannot be written.
pub fn refresh<R: Read + Seek, W: Write>(
    mut draft: R,
    (book, templates): (&Sourced<Book>, &Templates),
    revision: Revision<'_>,
    mut output: W,
) -> Result<Refreshed> {
    let limits = Limits::default();
    let reading = read_sources(&mut Package::open(&mut draft, Expected::Draft, &limits)?)?;
    require_marks(&reading.document.links, templates.catalogue())?;
    let plan = plan(&reading.document.links, &book.value, templates);
    let (bytes, plan) = rewritten(&mut draft, (&reading, &book.value, templates), plan, revision)?;
    let after = read_draft(Cursor::new(&bytes))?;
    let replaced: Vec<Replaced> = plan.replaced.iter().map(|(_, replaced)| replaced.clone()).collect();
    if !proof::holds(&reading.document, &after.value, &replaced) {
        return Err(Error::internal("bản đã cập nhật không giữ nguyên lời văn của dự thảo"));
    }
    let catalogue = templates.catalogue();
    let entries = plan.replaced.iter().map(|(number, _)| reading.document.links.entries.get(number));
    let former = replaced.iter().zip(entries);
    let former: Vec<Former<'_>> =
        former.filter_map(|(replaced, entry)| Former::of(replaced, entry?, catalogue)).collect();
    let mut left = plan.left;
    left.extend(leftovers(&after.value, &former));
    let review = check(&Case::draft_against(catalogue, &after, book), &RuleSet::default());
    let written = output.write_all(&bytes).and_then(|()| output.flush());
    written.map_err(|error| Error::io("ghi tệp Word", error))?;
    Ok(Refreshed { replaced, left, review })
}

/// Refuses a draft whose figures are not tied to a workbook of this report type.
pub(super) fn require_marks(links: &Links, catalogue: &Catalogue) -> Result<()> {
    let own = catalogue.name.as_str();
    let (way, what) = match (links.unread, &links.origin) {
        (Some(Unread::Broken), _) => ("broken", String::new()),
        (Some(Unread::Newer(schema)), _) => ("newer", schema.to_string()),
        (None, Some(origin)) if origin.catalogue != own => ("other", origin.catalogue.clone()),
        (None, Some(_)) if !links.spans.is_empty() => return Ok(()),
        (None, _) => ("none", String::new()),
    };
    let reason = say("UNTIED", way, &[("what", &what), ("own", own)]);
    Err(Error::new(ErrorKind::Untied { reason }))
}

/// The draft with the planned figures; what cannot be put into its text is left.
fn rewritten<R: Read + Seek>(
    draft: &mut R,
    (reading, book, templates): (&Reading, &Book, &Templates),
    mut plan: Plan,
    revision: Revision<'_>,
) -> Result<(Vec<u8>, Plan)> {
    let limits = Limits::default();
    let mut package = Package::open(draft, Expected::Draft, &limits)?;
    let main = main_part(&mut package)?;
    let relations = relations_of(&mut package, &main)?;
    let mut texts = texts(&mut package, &main, &relations)?;
    let mut pen = pen(revision, &texts);
    let places = Places::new(reading);
    let before = &reading.document.links.entries;
    let Plan { replaced, left, entries } = &mut plan;
    let mut taken: HashMap<Place, Vec<(usize, usize)>> = HashMap::new();
    replaced.retain(|(number, replaced)| {
        let edits = places.find(&replaced.place).and_then(|(part, source, span)| {
            let (start, end) = replaced.place.span()?;
            // two marks around the same words cannot both be right
            let taken = taken.entry(replaced.place.around()).or_default();
            if taken.iter().any(|(from, to)| *from < end && start < *to) {
                return None;
            }
            let text = texts.get_mut(&part)?;
            text.edits.extend(pen.replace((&text.content, source), span, &replaced.new)?);
            taken.push((start, end));
            Some(())
        });
        if edits.is_none() {
            let facts = [("label", replaced.label.as_str()), ("new", replaced.new.as_str())];
            left.push(Left { place: replaced.place.clone(), message: say("REFRESH", "place", &facts) });
            entries.extend(before.get(number).map(|entry| (*number, entry.clone())));
        }
        edits.is_some()
    });
    let mut changes = BTreeMap::new();
    for mut text in texts.into_values().filter(|text| !text.edits.is_empty()) {
        // two figures of one text let the same spaces print
        text.edits.sort();
        text.edits.dedup();
        changes.insert(text.name, [text.mark, spliced(&text.content, text.edits).into_bytes()].concat());
    }
    let origin = Origin::of(book, templates.catalogue());
    if reading.document.links.origin.as_ref() != Some(&origin) || plan.entries != *before {
        changes.extend(register_part(&mut package, &relations, register::written(&origin, &plan.entries)));
    }
    Ok((package.rewritten(&changes)?, plan))
}

/// The part with the register, with another one in it.
fn register_part<R: Read + Seek>(
    package: &mut Package<'_, R>,
    relations: &[Relation],
    written: String,
) -> Option<(String, Vec<u8>)> {
    const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let limits = package.limits();
    let mut custom = relations.iter().filter(|relation| relation.kind == "customXml");
    let ours = custom.find(|relation| {
        let content = package.xml(&relation.target);
        content.is_ok_and(|content| register::read((&relation.target, &content), limits).is_some())
    })?;
    Some((ours.target.clone(), [DECLARATION.as_bytes(), written.as_bytes()].concat()))
}

/// A part with text while it is edited.
struct Text {
    name: String,
    /// The mark of its encoding.
    mark: Vec<u8>,
    content: String,
    edits: Vec<Edit>,
}

/// The parts with text.
fn texts<R: Read + Seek>(
    package: &mut Package<'_, R>,
    main: &str,
    relations: &[Relation],
) -> Result<BTreeMap<Part, Text>> {
    let target = |kind: &str| {
        relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.clone())
    };
    let mut texts = BTreeMap::new();
    for (part, name) in [
        (Part::Document, Some(main.to_owned())),
        (Part::Notes(PartOfNotes::Footnotes), target("footnotes")),
        (Part::Notes(PartOfNotes::Endnotes), target("endnotes")),
    ] {
        let Some(name) = name else { continue };
        let content = package.part(&name)?;
        let (mark, text) = text_of(&content).map_err(|reason| damaged(&name, reason))?;
        let (mark, content) = (mark.to_vec(), text.to_owned());
        texts.insert(part, Text { name, mark, content, edits: Vec::new() });
    }
    Ok(texts)
}

/// What the changes are written with; revisions get ids that nothing in the draft has.
fn pen(revision: Revision<'_>, texts: &BTreeMap<Part, Text>) -> Pen {
    let Revision::Tracked { date } = revision else { return Pen::Plain };
    let ids = texts.values().flat_map(|text| text.content.split("id=\"").skip(1));
    let numbers = ids.filter_map(|rest| rest.split('"').next()?.parse::<u64>().ok());
    let next = numbers.filter(|id| *id < u64::from(i32::MAX.unsigned_abs())).max().map_or(1, |last| last + 1);
    Pen::Tracked { next, date: date.map(str::to_owned) }
}
