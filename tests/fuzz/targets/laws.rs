//! What must be true of every draft, whatever is in it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::sync::LazyLock;

use baocao::document::Document;
use baocao::finding::Sourced;
use baocao::{
    Case, Error, ErrorKind, Finding, Format, Place, Result, Review, Reviewed, RuleSet, Templates, check,
    read_draft, write_comments, write_review,
};

use super::places::Texts;
use crate::plain::plain;

pub(crate) static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::builtin().unwrap());

/// What two readings of the same file give: the same, and the library never blames itself.
pub(crate) fn twice<T: PartialEq + std::fmt::Debug>(read: impl Fn() -> Result<T>) -> Option<T> {
    match (read(), read()) {
        (Ok(one), Ok(other)) => {
            assert!(one == other, "two readings differ:\n{one:?}\n{other:?}");
            Some(one)
        }
        (Err(one), Err(other)) => {
            assert_eq!(one.to_string(), other.to_string());
            assert!(!matches!(one.kind(), ErrorKind::Internal { .. }), "{one}");
            None
        }
        (one, other) => panic!("one reading gives {:?}, the other {:?}", one.err(), other.err()),
    }
}

/// Holds what must be true of a draft; gives it where it can be read.
pub(crate) fn draft(bytes: &[u8]) -> Option<(Sourced<Document>, Review)> {
    let read = twice(|| read_draft(Cursor::new(bytes)))?;
    let review = reviewed(&read);
    assert!(review == reviewed(&read), "two checks differ");
    let texts = Texts::of(&read.value);
    review.findings.iter().for_each(|finding| stands(finding, &texts));
    adds_up(&review);
    printed(&review);
    annotates(bytes, &read.value, &review);
    Some((read, review))
}

fn reviewed(read: &Sourced<Document>) -> Review {
    check(&Case::draft(TEMPLATES.catalogue(), read), &RuleSet::default())
}

/// A finding stands where it says, and so does everything that it names.
fn stands(finding: &Finding, texts: &Texts) {
    assert!(!finding.message.trim().is_empty(), "{finding:?}");
    let related = finding.related.iter().map(|related| (&related.place, &related.excerpt));
    for (place, excerpt) in related.chain([(&finding.place, &finding.excerpt)]) {
        let (Some(text), Some((start, end))) = (texts.around(place), place.span()) else { continue };
        assert!(start <= end && end <= text.len(), "{place:?} of {} letters: {finding:?}", text.len());
        // of a cell the row is said too, a day in one way; what the reader finds is often what no text has
        let own = ["FORM2", "CITE", "TIME"].iter().all(|family| !finding.code.starts_with(family));
        let said = own && !matches!(place, Place::TableCell { .. });
        let text: String = text.iter().collect();
        assert!(!said || text.contains(excerpt.trim()), "{excerpt:?} is not in {text:?}: {finding:?}");
    }
    for repair in &finding.repair {
        let (Some(text), Some((start, end))) = (texts.around(&repair.place), repair.place.span()) else {
            continue;
        };
        assert!(start <= end && end <= text.len(), "{repair:?} of {} letters", text.len());
        assert!(repair.from != repair.to, "{finding:?} repairs nothing");
    }
}

/// The counts of a review are those of its figures.
pub(crate) fn adds_up(review: &Review) {
    let counts = &review.coverage;
    assert_eq!(counts.figures, counts.tied + counts.wrong + counts.no_relation + counts.unread, "{counts:?}");
    assert_eq!(review.untied.len(), counts.no_relation);
    let mut places: Vec<(&Place, &str)> =
        review.findings.iter().map(|finding| (&finding.place, finding.code)).collect();
    let found = places.clone();
    places.sort();
    assert!(found == places, "the findings are out of order");
}

/// A review can be printed in every way.
pub(crate) fn printed(review: &Review) {
    for format in [Format::Text, Format::Colour, Format::Json, Format::Sarif] {
        let reviewed = Reviewed::new("thu.docx", Ok(review.clone()));
        let mut out = Vec::new();
        write_review(&[reviewed], format, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        if matches!(format, Format::Json | Format::Sarif) {
            serde_json::from_str::<serde_json::Value>(&text).unwrap();
        }
    }
}

/// The annotated copy says the same with a comment for each finding, and holds the same other parts.
fn annotates(bytes: &[u8], before: &Document, review: &Review) {
    let copy = annotated(bytes, review).unwrap_or_else(|error| panic!("cannot be annotated: {error}"));
    assert!(copy == annotated(bytes, review).unwrap(), "two copies differ");
    same_parts(bytes, &copy);
    let Some(after) = read_again(&copy) else { return };
    same(&text_alone(before), &text_alone(&after.value), "the copy says something else");
    let comments = |document: &Document| document.comments.len();
    let ours = |document: &Document| {
        let codes: BTreeSet<&str> = review.findings.iter().map(|finding| finding.code).collect();
        let is_ours = |line: &String| codes.iter().any(|code| line.starts_with(code));
        document.comments.iter().filter(|comment| comment.lines.first().is_some_and(is_ours)).count()
    };
    if before.comments.is_empty() {
        assert_eq!(comments(&after.value), review.findings.len(), "comments and findings");
        assert_eq!(ours(&after.value), review.findings.len(), "comments that say their rule");
    }
    // what the first run wrote, a second replaces
    let again = annotated(&copy, review).unwrap();
    let Some(again) = read_again(&again) else { return };
    assert_eq!(again.value.comments, after.value.comments, "a second run remarks something else");
    same(&text_alone(before), &text_alone(&again.value), "a second copy says something else");
}

/// Two documents are the same; where they differ, the first lines that do are shown.
fn same(one: &Document, other: &Document, otherwise: &str) {
    if one != other {
        let (one, other) = (format!("{one:#?}"), format!("{other:#?}"));
        let differ = one.lines().zip(other.lines()).enumerate().filter(|(_, (one, other))| one != other);
        let shown: Vec<_> = differ.take(6).collect();
        panic!("{otherwise}: {shown:#?}");
    }
}

fn annotated(bytes: &[u8], review: &Review) -> Result<Vec<u8>> {
    let mut copy = Vec::new();
    write_comments(Cursor::new(bytes), review, None, Cursor::new(&mut copy))?;
    Ok(copy)
}

/// A copy is a draft again, unless a stored part that repeats itself swells from its deflated copy.
fn read_again(copy: &[u8]) -> Option<Sourced<Document>> {
    let swells = |error: &Error| matches!(error.kind(), ErrorKind::TooLarge { name: "ratio", .. });
    match read_draft(Cursor::new(copy)) {
        Ok(read) => Some(read),
        Err(error) if swells(&error) => None,
        Err(error) => panic!("the copy cannot be read: {error}"),
    }
}

/// The document without its comments.
fn text_alone(document: &Document) -> Document {
    let mut bare = document.clone();
    bare.comments.clear();
    let mut runs: Vec<&mut baocao::document::Run> = Vec::new();
    for block in bare.parts.iter_mut().flat_map(|part| &mut part.blocks) {
        gather(block, &mut runs);
    }
    runs.extend(bare.notes.iter_mut().flat_map(|note| &mut note.runs));
    let paragraphs = bare.headers.iter_mut().chain(&mut bare.boxes);
    runs.extend(paragraphs.flat_map(|paragraph| &mut paragraph.runs));
    runs.into_iter().for_each(|run| run.comments.clear());
    plain(&bare)
}

fn gather<'d>(block: &'d mut baocao::document::Block, runs: &mut Vec<&'d mut baocao::document::Run>) {
    use baocao::document::Block;
    match block {
        Block::Paragraph(paragraph) => runs.extend(&mut paragraph.runs),
        Block::Table(table) => {
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.flat_map(|cell| &mut cell.blocks).for_each(|block| gather(block, runs));
        }
        _ => {}
    }
}

/// Parts that comments do not change are the same.
fn same_parts(bytes: &[u8], copy: &[u8]) {
    let (before, after) = (parts(bytes), parts(copy));
    let touched = |name: &str| {
        name == "word/document.xml"
            || name == "[Content_Types].xml"
            || name.contains("comments")
            || name.ends_with(".rels")
    };
    for (name, content) in &before {
        if !touched(name) {
            assert!(after.get(name) == Some(content), "{name} is not what it was");
        }
    }
    let added = after.keys().filter(|name| !before.contains_key(*name));
    added.for_each(|name| assert!(touched(name), "{name} is new"));
}

fn parts(package: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(name, content);
    }
    parts
}
