//! What the parts of one draft share while they are read: styles, lists, notes, comments, the budget.

use std::collections::HashMap;

use super::budget::Budget;
use super::numbering::Numbering;
use super::report::Report;
use super::runs::Comments;
use super::styles::Styles;
use crate::document::{Comment, Note, NoteKind, Run};
use crate::package::Limits;

/// The state of reading one draft.
pub(super) struct Shared<'a> {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) notes: Notes,
    pub(super) remarks: Remarks,
    pub(super) comments: Comments,
    pub(super) report: Report,
    /// Whether the places of the text in the part are kept, for writing into it.
    pub(super) keeps_sources: bool,
    pub(super) budget: Budget<'a>,
}

impl<'a> Shared<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self {
            styles: Styles::default(),
            numbering: Numbering::default(),
            notes: Notes::default(),
            remarks: Remarks::default(),
            comments: Comments::default(),
            report: Report::default(),
            keeps_sources: false,
            budget: Budget::new(limits),
        }
    }
}

/// The notes of a draft: those of its parts by id, and those that the text has referred to, in order.
#[derive(Default)]
pub(super) struct Notes {
    known: HashMap<(NoteKind, String), Vec<Run>>,
    /// The ids in the order of the part, for notes that nothing refers to.
    listed: Vec<(NoteKind, String)>,
    met: HashMap<(NoteKind, String), usize>,
    order: Vec<(NoteKind, String)>,
    /// Where each footnote that was met stands in the order.
    footnotes: Vec<usize>,
}

impl Notes {
    /// Takes a note of a part.
    pub(super) fn add(&mut self, kind: NoteKind, id: String, runs: Vec<Run>) {
        if self.known.insert((kind, id.clone()), runs).is_none() {
            self.listed.push((kind, id));
        }
    }

    /// The index of the note that a reference names, if there is such a note.
    pub(super) fn refer(&mut self, kind: NoteKind, id: &str) -> Option<usize> {
        let key = (kind, id.to_owned());
        if !self.known.contains_key(&key) {
            return None;
        }
        let next = self.order.len();
        let index = *self.met.entry(key.clone()).or_insert(next);
        if index == next {
            self.order.push(key);
            if kind == NoteKind::Footnote {
                self.footnotes.push(index);
            }
        }
        Some(index)
    }

    /// The index of the footnote printed under a number, if the text has reached it.
    pub(super) fn printed(&self, number: usize) -> Option<usize> {
        self.footnotes.get(number.checked_sub(1)?).copied()
    }

    /// Where a note of the parts stands among the document's.
    pub(super) fn index(&self, kind: NoteKind, id: &str) -> Option<usize> {
        self.met.get(&(kind, id.to_owned())).copied()
    }

    /// The notes in the order of their references, then those nothing refers to.
    pub(super) fn take(&mut self) -> Vec<Note> {
        for (kind, id) in std::mem::take(&mut self.listed) {
            self.refer(kind, &id);
        }
        let known = &mut self.known;
        let note = |key: &(NoteKind, String)| Note {
            kind: key.0,
            code: None,
            runs: known.remove(key).unwrap_or_default(),
        };
        self.order.iter().map(note).collect()
    }
}

/// The reviewers' comments: those of the part by id, and those that the text has referred to, in order.
#[derive(Default)]
pub(super) struct Remarks {
    known: Vec<(String, Comment)>,
    met: HashMap<String, usize>,
}

impl Remarks {
    /// Takes a comment of the part.
    pub(super) fn add(&mut self, id: String, comment: Comment) {
        self.known.push((id, comment));
    }

    /// Whether a mark names a comment that no mark before it has named.
    pub(super) fn is_new(&self, id: &str) -> bool {
        !self.met.contains_key(id)
    }

    /// The index of the comment that a mark names.
    pub(super) fn refer(&mut self, id: &str) -> usize {
        let next = self.met.len();
        *self.met.entry(id.to_owned()).or_insert(next)
    }

    /// The comments in the order of their marks, then those without a mark.
    pub(super) fn take(&mut self) -> Vec<Comment> {
        let known: Vec<(usize, Comment)> = std::mem::take(&mut self.known)
            .into_iter()
            .map(|(id, comment)| (self.refer(&id), comment))
            .collect();
        // a mark whose comment is missing stands for one that says nothing
        let mut comments = vec![Comment { lines: Vec::new() }; self.met.len()];
        for (index, comment) in known {
            if let Some(place) = comments.get_mut(index) {
                *place = comment;
            }
        }
        comments
    }
}
