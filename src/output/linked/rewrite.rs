//! The edits that put other words in the place of some, in the part as it stands: the runs around and their looks stay.

use quick_xml::escape::{escape, partial_escape};

use crate::draft::{Bytes, Piece, Source, SourceRun};
use crate::output::comments::AUTHOR;
use crate::output::splice::{Edit, prefix, preserved};

/// How a change is written: in place, or as a tracked change.
#[derive(Debug, Clone)]
pub(super) enum Pen {
    Plain,
    /// With the attributes of a revision, its next id first.
    Tracked {
        next: u64,
        date: Option<String>,
    },
}

/// What of a piece is replaced: the bytes in the part.
struct Cut<'s> {
    piece: &'s Piece,
    span: Bytes,
    /// Whether the part has the words as they read.
    is_copy: bool,
}

impl Pen {
    /// Puts `new` in the place of the bytes of a paragraph's text; none where that cannot be done.
    pub(super) fn replace(
        &mut self,
        (part, source): (&str, &Source),
        (from, to): Bytes,
        new: &str,
    ) -> Option<Vec<Edit>> {
        let first = source.pieces.partition_point(|piece| piece.text.1 <= from);
        let touched = source.pieces.iter().skip(first).take_while(|piece| piece.text.0 < to);
        let cuts =
            touched.map(|piece| cut((part, source), piece, (from, to))).collect::<Option<Vec<Cut<'_>>>>()?;
        // the first text takes the new words, whatever stands before it
        let first = cuts.iter().position(|cut| cut.piece.tag.is_some())?;
        if !new.is_ascii() && !cuts.get(first)?.is_copy {
            return None;
        }
        let mut edits = Vec::new();
        for (at, cut) in cuts.iter().enumerate() {
            let new = if at == first { new } else { "" };
            match self {
                Self::Plain => {
                    edits.push(Edit { span: cut.span, text: partial_escape(new).into_owned() });
                    // what is left may begin or end with a space now
                    let run = source.runs.get(cut.piece.run);
                    if let (true, Some(tag), Some(run)) = (new.is_empty(), cut.piece.tag, run) {
                        edits.extend(spaced((part, source), cut.piece, (tag, run)));
                    }
                }
                Self::Tracked { .. } => edits.extend(self.tracked((part, source), cut, new)?),
            }
        }
        Some(edits)
    }

    /// The attributes of a revision, with the prefix of the text around it.
    fn attributes(&mut self, p: &str) -> String {
        let Self::Tracked { next, date } = self else { return String::new() };
        let id = *next;
        *next = next.saturating_add(1);
        let date = date.as_ref().map_or(String::new(), |date| format!(r#" {p}date="{}""#, escape(date)));
        format!(r#" {p}id="{id}" {p}author="{AUTHOR}"{date}"#)
    }

    fn tracked(&mut self, (part, source): (&str, &Source), cut: &Cut<'_>, new: &str) -> Option<Vec<Edit>> {
        let piece = cut.piece;
        let run = source.runs.get(piece.run)?;
        let p = prefix(part, run);
        let tag = piece.tag.filter(|_| !piece.nested && !p.is_empty())?;
        let opening = part.get(run.whole.0..run.content)?;
        let old = part.get(cut.span.0..cut.span.1)?;
        let text = |name: &str, words: &str| {
            format!(r#"{opening}<{p}{name} xml:space="preserve">{words}</{p}{name}></{p}r>"#)
        };
        let mut revision = format!("<{p}del{}>{}</{p}del>", self.attributes(p), text("delText", old));
        if !new.is_empty() {
            let words = text("t", &partial_escape(new));
            revision.push_str(&format!("<{p}ins{}>{words}</{p}ins>", self.attributes(p)));
        }
        let closing = part.get(cut.span.1..run.whole.1)?;
        if cut.span.0 == tag.1 && tag.0 == run.content && closing == format!("</{p}t></{p}r>") {
            return Some(vec![Edit { span: run.whole, text: revision }]);
        }
        let text = format!(r#"</{p}t></{p}r>{revision}{opening}<{p}t xml:space="preserve">"#);
        let mut edits = vec![Edit { span: cut.span, text }];
        edits.extend(spaced((part, source), piece, (tag, run)));
        Some(edits)
    }
}

/// What of a piece a span covers; none where the part has its words in another way and not all are covered.
fn cut<'s>((part, source): (&str, &Source), piece: &'s Piece, (from, to): Bytes) -> Option<Cut<'s>> {
    let is_copy = part.get(piece.source.0..piece.source.1)? == source.text.get(piece.text.0..piece.text.1)?;
    let (from, to) = (from.max(piece.text.0), to.min(piece.text.1));
    let is_whole = (from, to) == piece.text;
    let span = match (is_whole, is_copy) {
        (true, _) => piece.source,
        (false, true) => (piece.source.0 + from - piece.text.0, piece.source.0 + to - piece.text.0),
        (false, false) => return None,
    };
    Some(Cut { piece, span, is_copy })
}

/// Lets the spaces at a cut of a piece's element print, and only those.
fn spaced((part, source): (&str, &Source), piece: &Piece, (tag, run): (Bytes, &SourceRun)) -> Vec<Edit> {
    let mut inside = source.pieces.iter().filter(|other| other.tag == piece.tag);
    let first = inside.next().unwrap_or(piece);
    let last = inside.next_back().unwrap_or(first);
    preserved(part, tag, ((first.source.0, last.source.1), run.whole.1))
}
