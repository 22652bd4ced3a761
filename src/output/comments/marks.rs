//! The marks of comments in the text, and the words they are written in.

use std::collections::BTreeSet;

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use crate::draft::{Bytes, Space, Spaces, WORD, attribute};
use crate::error::Result;
use crate::output::splice::Edit;
use crate::package::{Limits, Node, Walk, index};

/// How a draft writes Word's elements.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    /// The prefix with its colon.
    prefix: String,
    /// Its declaration, for a file that has no prefix of its own.
    declaration: String,
    pub(super) is_strict: bool,
}

impl Vocabulary {
    /// The prefix that the root of a part binds, or `w:` with a declaration at each element.
    pub(super) fn of(text: &str) -> Self {
        let mut reader = Reader::from_str(text);
        let root = loop {
            match reader.read_event() {
                Ok(Event::Start(root) | Event::Empty(root)) => break Some(root),
                Ok(Event::Eof) | Err(_) => break None,
                Ok(_) => {}
            }
        };
        let mut bound: Vec<(String, String)> = Vec::new();
        if let Some(root) = &root {
            for attribute in root.attributes().with_checks(false).flatten() {
                if WORD.contains(&attribute.value.as_ref()) {
                    bound.push((attribute.key.as_ref().to_owned(), attribute.value.into_owned()));
                }
            }
        }
        let [transitional, strict] = WORD;
        let is_strict = bound.iter().any(|(_, namespace)| namespace == strict);
        let named = bound.iter().find_map(|(name, _)| name.strip_prefix("xmlns:"));
        match named {
            Some(prefix) => Self { prefix: format!("{prefix}:"), declaration: String::new(), is_strict },
            None => {
                let namespace = if is_strict { strict } else { transitional };
                Self { prefix: "w:".to_owned(), declaration: format!(r#" xmlns:w="{namespace}""#), is_strict }
            }
        }
    }

    /// An element with an id.
    fn numbered(&self, name: &str, id: u64) -> String {
        let Self { prefix, declaration, .. } = self;
        format!(r#"<{prefix}{name}{declaration} {prefix}id="{id}"/>"#)
    }

    /// The beginning of a comment's words.
    pub(super) fn start(&self, id: u64) -> String {
        self.numbered("commentRangeStart", id)
    }

    /// Their end, and the comment's own mark.
    pub(super) fn end(&self, id: u64) -> String {
        let Self { prefix, declaration, .. } = self;
        let (end, mark) = (self.numbered("commentRangeEnd", id), self.numbered("commentReference", id));
        format!("{end}<{prefix}r{declaration}>{mark}</{prefix}r>")
    }

    /// The prefix with its colon, and its declaration.
    pub(super) fn names(&self) -> (&str, &str) {
        (&self.prefix, &self.declaration)
    }

    /// The root's declaration of the prefix, for a part of its own.
    pub(super) fn root(&self) -> String {
        let [transitional, strict] = WORD;
        let namespace = if self.is_strict { strict } else { transitional };
        let prefix = self.prefix.trim_end_matches(':');
        format!(r#"xmlns:{prefix}="{namespace}""#)
    }
}

/// A mark of a comment in the text.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) id: u64,
    /// The element, or the run that holds nothing else.
    span: Bytes,
}

impl Mark {
    /// The edit that takes it out, if it is one of these.
    pub(super) fn removed(&self, ours: &BTreeSet<u64>) -> Option<Edit> {
        ours.contains(&self.id).then(|| Edit { span: self.span, text: String::new() })
    }
}

/// A run while its content is counted.
struct Run {
    depth: u64,
    start: usize,
    children: usize,
    mark: Option<usize>,
}

/// Every mark of a comment in a part, whatever stands around it.
pub(super) fn marks((name, text): (&str, &str), limits: &Limits) -> Result<Vec<Mark>> {
    if !text.contains("comment") {
        return Ok(Vec::new()); // the reading has walked this part already
    }
    let mut walk = Walk::new(name, text.as_bytes(), limits)?;
    let (mut spaces, mut marks, mut runs) = (Spaces::default(), Vec::new(), Vec::<Run>::new());
    // a mark that is open, with its depth
    let mut open = None;
    while let Some(node) = walk.step()? {
        let depth = walk.depth();
        let (start, end) = (index(walk.start()), index(walk.position()));
        match node {
            Node::Open(element) => {
                let is_word = spaces.enter(depth, &element) == Space::Word;
                let name = element.local_name();
                let name = if is_word { name.as_ref() } else { "" };
                if let Some(run) = runs.last_mut().filter(|run| depth == run.depth + 1) {
                    run.children += usize::from(name != "rPr");
                }
                match name {
                    "r" => runs.push(Run { depth, start, children: 0, mark: None }),
                    "commentRangeStart" | "commentRangeEnd" | "commentReference" => {
                        if let Some(run) = runs.last_mut().filter(|run| depth == run.depth + 1) {
                            run.mark = Some(marks.len());
                        }
                        let id = attribute(&element, "id").and_then(|id| id.trim().parse().ok());
                        open = id.map(|_| (depth, marks.len()));
                        marks.extend(id.map(|id| Mark { id, span: (start, end) }));
                    }
                    _ => {}
                }
            }
            Node::Close => {
                spaces.leave(depth);
                if let Some((_, mark)) = open.take_if(|(opened, _)| *opened > depth)
                    && let Some(mark) = marks.get_mut(mark)
                {
                    mark.span.1 = end;
                }
                if let Some(run) = runs.pop_if(|run| run.depth > depth)
                    && let (1, Some(mark)) = (run.children, run.mark)
                    && let Some(mark) = marks.get_mut(mark)
                {
                    mark.span = (run.start, end);
                }
            }
            _ => {}
        }
    }
    Ok(marks)
}
