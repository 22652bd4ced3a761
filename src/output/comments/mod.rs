//! An annotated copy of a draft: each finding a Word comment on its words, every other byte as it was.
//!
//! The draft is read once more, this time with the place of each piece of text in the file (`crate::draft`).
//! `anchors` finds the words of a finding, `cuts` opens the runs there, `marks` finds the marks of comments that
//! are there already, `parts` writes the comments and makes them known to the package.

mod anchors;
mod cuts;
mod marks;
mod parts;

use std::collections::BTreeMap;
use std::io::{Read, Seek, Write};

use self::anchors::Anchors;
use self::cuts::Cuts;
use self::marks::Vocabulary;
use crate::draft::read_sources;
use crate::error::{Error, Result};
use crate::finding::Review;
use crate::output::splice::{Edit, spliced, text_of};
use crate::package::{Expected, Limits, Package, main_part, relations_of};

/// The author of our comments: by it a later run knows and replaces them.
pub(super) const AUTHOR: &str = "baocao";

/// Writes a copy of a draft with a comment for every finding of the review.
///
/// A comment stands on the exact words of its finding; one about a note at the note's mark, since Word keeps no
/// comments in notes; one about a header, a text box or the whole document on the title. Comments by `baocao`
/// that the draft already has are replaced, all others stay. Only the text, the comments and the lists that
/// name the comments change: every other part is copied byte for byte. `date`, as `2023-12-07T08:00:00Z`, is
/// the comments' date; without it they have none. The same input gives the same bytes.
///
/// # Errors
/// As [`read_draft`](crate::read_draft); [`ErrorKind::Io`](crate::ErrorKind::Io) where `output` cannot be
/// written.
pub fn write_comments<R: Read + Seek, W: Write>(
    input: R,
    review: &Review,
    date: Option<&str>,
    output: W,
) -> Result<()> {
    write_comments_with(input, (review, date), output, &Limits::default())
}

/// [`write_comments`] within limits of your own.
///
/// # Errors
/// As [`write_comments`].
pub fn write_comments_with<R: Read + Seek, W: Write>(
    mut input: R,
    (review, date): (&Review, Option<&str>),
    mut output: W,
    limits: &Limits,
) -> Result<()> {
    let bytes = annotated(&mut input, (review, date), limits)?;
    let written = output.write_all(&bytes).and_then(|()| output.flush());
    written.map_err(|error| Error::io("ghi tệp Word", error))
}

fn annotated<R: Read + Seek>(
    input: &mut R,
    (review, date): (&Review, Option<&str>),
    limits: &Limits,
) -> Result<Vec<u8>> {
    let reading = read_sources(&mut Package::open(&mut *input, Expected::Draft, limits)?)?;
    let mut package = Package::open(input, Expected::Draft, limits)?;
    let main = main_part(&mut package)?;
    let relations = relations_of(&mut package, &main)?;
    let content = package.part(&main)?;
    let (mark, text) = text_of(&content).map_err(|reason| crate::package::damaged(&main, reason))?;
    let known = relations.iter().find(|relation| relation.kind == "comments");
    let known = known.map(|relation| relation.target.clone());
    let comments = match &known {
        Some(name) => Some((name.clone(), package.part(name)?)),
        None => None,
    };
    let vocabulary = Vocabulary::of(text);
    let others = parts::Comments::read(comments.as_ref(), limits)?;
    let marks = marks::marks((&main, text), limits)?;
    let mut edits: Vec<Edit> = marks.iter().filter_map(|mark| mark.removed(&others.ours)).collect();
    let first = marks.iter().map(|mark| mark.id).filter(|id| !others.ours.contains(id)).max();
    let mut next = first.into_iter().chain(others.last).max().map_or(0, |last| last.saturating_add(1));
    let anchors = Anchors::new(&reading);
    let mut cuts = Cuts::new(text, &vocabulary);
    let of_comments = others.vocabulary().unwrap_or_else(|| vocabulary.clone());
    let mut written = String::new();
    for finding in &review.findings {
        let Some(anchor) = anchors.find(&finding.place) else { continue };
        cuts.comment(next, &anchor);
        written.push_str(&parts::comment((next, date), &finding.remark(), &of_comments));
        next = next.saturating_add(1);
    }
    edits.extend(cuts.into_edits());
    if edits.is_empty() && written.is_empty() {
        return package.rewritten(&BTreeMap::new());
    }
    let mut changes = BTreeMap::new();
    changes.insert(main.clone(), [mark, spliced(text, edits).as_bytes()].concat());
    parts::put(&mut package, (&main, others, written), &vocabulary, &mut changes)?;
    package.rewritten(&changes)
}
