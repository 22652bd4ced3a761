//! One pass over a part as docx-rs built it: children into the schema's order, and what docx-rs cannot write.
//!
//! Bytes are copied; an element's children move only where they stand out of order.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::order::{rank, sequence};
use crate::error::{Error, Result};

/// What a part needs beyond what docx-rs writes.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Additions<'a> {
    /// The language of the text, for the defaults of the styles.
    pub(super) language: &'a str,
    /// For each table row in the order of the document: whether it repeats on each page.
    pub(super) header_rows: &'a [bool],
}

/// The part in order and complete, without its XML declaration.
pub(super) fn finish<'a>(part: &'a [u8], additions: Additions<'a>) -> Result<Vec<u8>> {
    let text = std::str::from_utf8(part).map_err(|error| Error::internal(error.to_string()))?;
    let mut pass = Pass { out: Vec::with_capacity(part.len()), open: Vec::new(), additions };
    let mut reader = Reader::from_str(text);
    let mut position = 0;
    loop {
        let event = reader.read_event().map_err(|error| Error::internal(error.to_string()))?;
        let end = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let raw = text.get(position..end).unwrap_or_default();
        match event {
            Event::Start(tag) => pass.open(&tag, raw),
            Event::End(_) => pass.close(raw),
            // docx-rs gives grid columns a type, which the schema does not know.
            Event::Empty(tag) if tag.name().as_ref() == "w:gridCol" => {
                let column = format!(r#"<w:gridCol w:w="{}"/>"#, attribute(&tag, "w:w"));
                pass.leaf("w:gridCol", &column);
            }
            Event::Empty(_) => pass.leaf(name(raw), raw),
            Event::Eof if pass.open.is_empty() => return Ok(pass.out),
            Event::Eof => return Err(Error::internal("một phần của tệp Word dừng giữa chừng")),
            Event::Decl(_) => {}
            _ => pass.text(raw),
        }
        position = end;
    }
}

struct Pass<'a> {
    out: Vec<u8>,
    open: Vec<Open<'a>>,
    additions: Additions<'a>,
}

/// An element whose end is still to come.
struct Open<'a> {
    name: &'a str,
    /// Where its start tag stands in the output.
    start: usize,
    /// Where its content begins.
    content: usize,
    /// The schema's order of its children, if it has one.
    sequence: Option<&'static [&'static str]>,
    /// Rank and beginning of each child, for an element with a sequence.
    children: Vec<(usize, usize)>,
}

impl<'a> Pass<'a> {
    fn open(&mut self, tag: &BytesStart<'_>, raw: &'a str) {
        let name = name(raw);
        let start = self.out.len();
        self.start_tag(tag, raw);
        let (content, sequence) = (self.out.len(), sequence(name));
        self.open.push(Open { name, start, content, sequence, children: Vec::new() });
    }

    fn close(&mut self, raw: &str) {
        self.last_child();
        let Some(element) = self.open.pop() else { return };
        if self.out.len() == element.content && droppable(element.name) {
            return self.out.truncate(element.start);
        }
        put_in_order(&mut self.out, &element);
        self.text(raw);
        self.seen(element.name, element.start);
        if element.name == "w:pPr" && self.open.iter().any(|open| open.name == "w:footnote") {
            self.text(NOTE_MARK);
        }
    }

    fn leaf(&mut self, name: &str, raw: &str) {
        if droppable(name) {
            return;
        }
        let start = self.out.len();
        match raw.strip_suffix(" />") {
            Some(tag) => {
                self.text(tag);
                self.text("/>");
            }
            None => self.text(raw),
        }
        self.seen(name, start);
    }

    /// Tells the parent where a child of it begins.
    fn seen(&mut self, name: &str, start: usize) {
        if let Some(parent) = self.open.last_mut()
            && let Some(sequence) = parent.sequence
        {
            parent.children.push((rank(sequence, name), start));
        }
    }

    /// Writes a start tag, without the attributes nobody needs.
    fn start_tag(&mut self, tag: &BytesStart<'_>, raw: &str) {
        match name(raw) {
            "w:p" => self.text("<w:p>"),
            "w:comment" => {
                let id = attribute(tag, "w:id");
                self.text(&format!(r#"<w:comment w:id="{id}" w:author="baocao" w:initials="bc">"#));
            }
            "w:style" if attribute(tag, "w:styleId") == "Normal" => {
                self.text(r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal">"#);
            }
            root @ ("w:document" | "w:styles" | "w:comments" | "w:footnotes") => {
                self.text(&format!("<{root} {NAMESPACES}>"));
                if root == "w:footnotes" {
                    self.text(SEPARATORS);
                }
            }
            _ => self.text(raw),
        }
    }

    /// Adds the child docx-rs has no model for, before the innermost element closes.
    fn last_child(&mut self) {
        let [.., parent, element] = self.open.as_slice() else { return };
        if element.name == "w:rPr" && parent.name == "w:rPrDefault" {
            let language = quick_xml::escape::escape(self.additions.language).into_owned();
            let tag = format!(r#"<w:lang w:val="{language}" w:eastAsia="{language}"/>"#);
            self.leaf("w:lang", &tag);
        } else if element.name == "w:trPr"
            && let Some((header, rest)) = self.additions.header_rows.split_first()
        {
            self.additions.header_rows = rest;
            if *header {
                self.leaf("w:tblHeader", "<w:tblHeader/>");
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}

/// The element's name in a start tag or an empty tag.
fn name(tag: &str) -> &str {
    tag.trim_start_matches('<').split([' ', '/', '>']).next().unwrap_or_default()
}

/// Elements that say nothing when they are empty.
fn droppable(name: &str) -> bool {
    matches!(name, "w:rPr" | "w:pPr" | "w:r" | "w:tcPr" | "w:tblBorders")
}

/// Moves an element's children into the schema's order.
fn put_in_order(out: &mut Vec<u8>, element: &Open<'_>) {
    if element.children.is_sorted_by_key(|(rank, _)| *rank) {
        return;
    }
    let ends = element.children.iter().skip(1).map(|(_, start)| *start).chain([out.len()]);
    let mut children: Vec<_> =
        element.children.iter().zip(ends).map(|((rank, start), end)| (*rank, *start..end)).collect();
    children.sort_by_key(|(rank, _)| *rank);
    let ordered: Vec<u8> =
        children.into_iter().filter_map(|(_, range)| out.get(range)).flatten().copied().collect();
    out.truncate(element.content);
    out.extend_from_slice(&ordered);
}

/// An attribute's value as it stands, or nothing.
fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    tag.try_get_attribute(name).ok().flatten().map(|found| found.value.into_owned()).unwrap_or_default()
}

/// The two vocabularies our parts use.
pub(super) const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// The lines between text and notes, which Word wants as notes of their own.
const SEPARATORS: &str = r#"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"#;

/// The number at the head of a note's text.
const NOTE_MARK: &str = r#"<w:r><w:rPr><w:rStyle w:val="note-mark"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>"#;

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(part: &str, additions: Additions<'_>) -> String {
        String::from_utf8(finish(part.as_bytes(), additions).unwrap()).unwrap()
    }

    #[test]
    fn children_move_into_order_at_every_depth() {
        let part = "<w:pPr><w:rPr><w:sz/><w:b/></w:rPr><w:jc/><x/><w:sectPr><w:titlePg/><w:pgSz/></w:sectPr><w:pStyle/></w:pPr>";
        let want = "<w:pPr><w:pStyle/><w:jc/><w:rPr><w:b/><w:sz/></w:rPr><w:sectPr><w:pgSz/><w:titlePg/></w:sectPr><x/></w:pPr>";
        assert_eq!(finished(part, Additions::default()), want);
        assert_eq!(finished(want, Additions::default()), want, "what is in order stays");
    }

    #[test]
    fn empty_properties_and_runs_go() {
        let part = r#"<w:p w14:paraId="1"><w:pPr><w:rPr /></w:pPr><w:r><w:rPr /></w:r><w:r><w:rPr></w:rPr><w:t>a &amp; b</w:t></w:r></w:p>"#;
        assert_eq!(finished(part, Additions::default()), "<w:p><w:r><w:t>a &amp; b</w:t></w:r></w:p>");
    }

    #[test]
    fn header_rows_are_marked_in_the_order_of_the_document() {
        let row = "<w:tr><w:trPr><w:cantSplit/></w:trPr></w:tr>";
        let additions = Additions { header_rows: &[false, true, false], ..Additions::default() };
        let out = finished(&format!("<w:tbl>{}</w:tbl>", row.repeat(3)), additions);
        let rows: Vec<_> = out.split("</w:tr>").map(|row| row.contains("w:tblHeader")).collect();
        assert_eq!(rows, [false, true, false, false]);
    }

    #[test]
    fn text_in_the_part_is_never_taken_for_markup() {
        let part = "<w:r><w:t>&lt;w:p&gt; ]]&gt; &#xA;</w:t></w:r>";
        assert_eq!(finished(part, Additions::default()), part);
    }
}
