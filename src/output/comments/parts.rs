//! The part of the comments, and the lists by which the package knows it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

use quick_xml::escape::escape;

use super::AUTHOR;
use super::marks::Vocabulary;
use crate::draft::{Bytes, Space, Spaces, attribute};
use crate::error::Result;
use crate::output::splice::{Edit, spliced, text_of};
use crate::package::{Limits, Node, Package, Walk, damaged, index, relations_part, xml_clean};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "[Content_Types].xml";
const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The comments that a draft has.
pub(super) struct Comments {
    /// The part's name and text, if there is one.
    part: Option<(String, String)>,
    /// Where each of our own stands.
    spans: Vec<Bytes>,
    /// The root's tags: where the first and the last stand.
    root: (Bytes, Bytes),
    /// The ids of our own.
    pub(super) ours: BTreeSet<u64>,
    /// The highest id of the others.
    pub(super) last: Option<u64>,
}

impl Comments {
    pub(super) fn read(part: Option<&(String, Vec<u8>)>, limits: &Limits) -> Result<Self> {
        let mut comments = Self {
            part: None,
            spans: Vec::new(),
            root: Default::default(),
            ours: BTreeSet::new(),
            last: None,
        };
        let Some((name, content)) = part else { return Ok(comments) };
        let (_, text) = text_of(content).map_err(|reason| damaged(name, reason))?;
        let mut walk = Walk::new(name, text.as_bytes(), limits)?;
        let mut spaces = Spaces::default();
        let mut own = None;
        while let Some(node) = walk.step()? {
            let bytes = (index(walk.start()), index(walk.position()));
            match (node, walk.depth()) {
                (Node::Open(element), depth) => {
                    let is_word = spaces.enter(depth, &element) == Space::Word;
                    if depth == 1 {
                        comments.root.0 = bytes;
                    }
                    if is_word && depth == 2 && element.local_name().as_ref() == "comment" {
                        let id = attribute(&element, "id").and_then(|id| id.trim().parse().ok());
                        let is_ours = attribute(&element, "author").as_deref() == Some(AUTHOR);
                        own = is_ours.then_some(bytes.0);
                        comments.count(id, is_ours);
                    }
                }
                (Node::Close, depth) => {
                    spaces.leave(depth);
                    match depth {
                        0 => comments.root.1 = bytes,
                        1 => comments.spans.extend(own.take().map(|start| (start, bytes.1))),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        comments.part = Some((name.clone(), text.to_owned()));
        Ok(comments)
    }

    /// How the part writes Word's elements, if there is one.
    pub(super) fn vocabulary(&self) -> Option<Vocabulary> {
        self.part.as_ref().map(|(_, text)| Vocabulary::of(text))
    }

    fn count(&mut self, id: Option<u64>, is_ours: bool) {
        match (id, is_ours) {
            (Some(id), true) => drop(self.ours.insert(id)),
            (Some(id), false) => self.last = self.last.max(Some(id)),
            (None, _) => {}
        }
    }

    /// The part without our own comments and with new ones at its end.
    fn with(&self, text: &str, new: &str) -> String {
        let mut edits: Vec<Edit> =
            self.spans.iter().map(|span| Edit { span: *span, text: String::new() }).collect();
        let (first, last) = self.root;
        if last.0 == last.1 {
            // `<w:comments/>`: the tag is opened, and closed after the new ones
            let tag = text.get(first.0 + 1..first.1).unwrap_or_default();
            let name =
                tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
            let open = tag.trim_end_matches('>').trim_end_matches('/').trim_end();
            edits.push(Edit { span: first, text: format!("<{open}>{new}</{name}>") });
        } else {
            edits.push(Edit { span: (last.0, last.0), text: new.to_owned() });
        }
        spliced(text, edits)
    }
}

/// One comment.
pub(super) fn comment((id, date): (u64, Option<&str>), lines: &[String], vocabulary: &Vocabulary) -> String {
    let (p, declaration) = vocabulary.names();
    let date = date.map(|date| format!(r#" {p}date="{}""#, escape(date))).unwrap_or_default();
    let paragraph = |line: &String| {
        let text = xml_clean(line);
        format!(r#"<{p}p><{p}r><{p}t xml:space="preserve">{}</{p}t></{p}r></{p}p>"#, escape(text.as_ref()))
    };
    let lines: String = lines.iter().map(paragraph).collect();
    format!(
        r#"<{p}comment{declaration} {p}id="{id}" {p}author="{AUTHOR}"{date} {p}initials="bc">{lines}</{p}comment>"#
    )
}

/// Puts the comments into the package: their part, and where it is new, the lists that name it.
pub(super) fn put<R: Read + Seek>(
    package: &mut Package<'_, R>,
    (main, comments, new): (&str, Comments, String),
    vocabulary: &Vocabulary,
    changes: &mut BTreeMap<String, Vec<u8>>,
) -> Result<()> {
    if let Some((name, text)) = &comments.part {
        changes.insert(name.clone(), comments.with(text, &new).into_bytes());
        return Ok(());
    }
    if new.is_empty() {
        return Ok(());
    }
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut names = (0_u32..).map(|number| match number {
        0 => "comments.xml".to_owned(),
        number => format!("comments{number}.xml"),
    });
    let file = names.find(|name| !package.has(&format!("{folder}{name}"))).unwrap_or_default();
    let (p, _) = vocabulary.names();
    let root = vocabulary.root();
    let part = format!("{DECLARATION}<{p}comments {root}>{new}</{p}comments>");
    changes.insert(format!("{folder}{file}"), part.into_bytes());
    let types = package.part(TYPES)?;
    let entry = format!(r#"PartName="/{folder}{file}" ContentType="{CONTENT_TYPE}""#);
    changes.insert(TYPES.to_owned(), with_entry((TYPES, types), ("Override", &entry))?);
    relate(package, (main, &file), vocabulary, changes)
}

/// Adds the relation from the text to its comments.
fn relate<R: Read + Seek>(
    package: &mut Package<'_, R>,
    (main, file): (&str, &str),
    vocabulary: &Vocabulary,
    changes: &mut BTreeMap<String, Vec<u8>>,
) -> Result<()> {
    let name = relations_part(main);
    let content = match package.has(&name) {
        true => package.part(&name)?,
        false => format!(
            r#"{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>"#
        )
        .into_bytes(),
    };
    let taken = String::from_utf8_lossy(&content).into_owned();
    let mut ids = (1_u32..).map(|number| format!("rIdBaocao{number}"));
    let id = ids.find(|id| !taken.contains(&format!("\"{id}\""))).unwrap_or_default();
    let kinds = match vocabulary.is_strict {
        true => "http://purl.oclc.org/ooxml/officeDocument/relationships",
        false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    };
    let entry = format!(r#"Id="{id}" Type="{kinds}/comments" Target="{file}""#);
    let changed = with_entry((&name, content), ("Relationship", &entry))?;
    changes.insert(name, changed);
    Ok(())
}

/// A list of the package with one more entry at its end.
fn with_entry((part, content): (&str, Vec<u8>), (element, attributes): (&str, &str)) -> Result<Vec<u8>> {
    let mut text = String::from_utf8(content).map_err(|_| damaged(part, "không phải mã hóa UTF-8"))?;
    let end = text.rfind("</").ok_or_else(|| damaged(part, "là một danh sách rỗng"))?;
    let root = text.get(end + 2..).unwrap_or_default();
    // the entry has the prefix of its list
    let prefix = root.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    text.insert_str(end, &format!("<{prefix}{element} {attributes}/>"));
    Ok(text.into_bytes())
}
