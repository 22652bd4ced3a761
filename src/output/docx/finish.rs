//! One pass over what docx-rs builds: children into the schema's order, nothing that says nothing.
//!
//! Bytes are copied; an element's children move only where they stand out of order.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::fixed::NAMESPACES;
use crate::error::{Error, Result};
use crate::output::order::{rank, sequence};

/// The element in order, without an XML declaration.
pub(super) fn finish(built: &[u8]) -> Result<String> {
    let text = std::str::from_utf8(built).map_err(|error| Error::internal(error.to_string()))?;
    let mut pass = Pass { out: String::with_capacity(text.len()), open: Vec::new() };
    let mut reader = Reader::from_str(text);
    let mut position = 0;
    loop {
        let event = reader.read_event().map_err(|error| Error::internal(error.to_string()))?;
        let end = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let raw = text.get(position..end).unwrap_or_default();
        match event {
            Event::Start(tag) => pass.open(&tag, raw),
            Event::End(_) => pass.close(raw),
            Event::Empty(tag) => pass.leaf(&tag, raw),
            Event::Eof if pass.open.is_empty() => return Ok(pass.out),
            Event::Eof => return Err(Error::internal("một phần của tệp Word dừng giữa chừng")),
            Event::Decl(_) => {}
            _ => pass.out.push_str(raw),
        }
        position = end;
    }
}

struct Pass<'a> {
    out: String,
    open: Vec<Open<'a>>,
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
        let Some(element) = self.open.pop() else { return };
        if self.out.len() == element.content && droppable(element.name) {
            return self.out.truncate(element.start);
        }
        put_in_order(&mut self.out, &element);
        self.out.push_str(raw);
        self.seen(element.name, element.start);
    }

    fn leaf(&mut self, tag: &BytesStart<'_>, raw: &str) {
        let name = name(raw);
        if droppable(name) {
            return;
        }
        let start = self.out.len();
        match (name, raw.strip_suffix(" />")) {
            // docx-rs gives grid columns a type, which the schema does not know.
            ("w:gridCol", _) => {
                self.out.push_str(&format!(r#"<w:gridCol w:w="{}"/>"#, attribute(tag, "w:w")));
            }
            (_, Some(tag)) => self.out.extend([tag, "/>"]),
            (_, None) => self.out.push_str(raw),
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
            "w:p" => self.out.push_str("<w:p>"),
            "w:style" if attribute(tag, "w:styleId") == "Normal" => {
                self.out.push_str(r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal">"#);
            }
            "w:styles" => self.out.extend(["<w:styles ", NAMESPACES, ">"]),
            _ => self.out.push_str(raw),
        }
    }
}

/// The element's name in a start tag or an empty tag.
fn name(tag: &str) -> &str {
    tag.trim_start_matches('<').split([' ', '/', '>']).next().unwrap_or_default()
}

/// Elements that say nothing when they are empty.
fn droppable(name: &str) -> bool {
    matches!(name, "w:rPr" | "w:pPr" | "w:tcPr" | "w:tblBorders")
}

/// Moves an element's children into the schema's order.
fn put_in_order(out: &mut String, element: &Open<'_>) {
    if element.children.is_sorted_by_key(|(rank, _)| *rank) {
        return;
    }
    let ends = element.children.iter().skip(1).map(|(_, start)| *start).chain([out.len()]);
    let mut children: Vec<_> =
        element.children.iter().zip(ends).map(|((rank, start), end)| (*rank, *start..end)).collect();
    children.sort_by_key(|(rank, _)| *rank);
    let ordered: String = children.into_iter().filter_map(|(_, range)| out.get(range)).collect();
    out.truncate(element.content);
    out.push_str(&ordered);
}

/// An attribute's value as it stands, or nothing.
fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    tag.try_get_attribute(name).ok().flatten().map(|found| found.value.into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(built: &str) -> String {
        finish(built.as_bytes()).unwrap()
    }

    #[test]
    fn children_move_into_order_at_every_depth() {
        let part = "<w:pPr><w:rPr><w:sz/><w:b/></w:rPr><w:jc/><x/><w:sectPr><w:titlePg/><w:pgSz/></w:sectPr><w:pStyle/></w:pPr>";
        let want = "<w:pPr><w:pStyle/><w:jc/><w:rPr><w:b/><w:sz/></w:rPr><w:sectPr><w:pgSz/><w:titlePg/></w:sectPr><x/></w:pPr>";
        assert_eq!(finished(part), want);
        assert_eq!(finished(want), want, "what is in order stays");
    }

    #[test]
    fn what_says_nothing_goes() {
        let part = r#"<w:p w14:paraId="1"><w:pPr><w:rPr /></w:pPr><w:r><w:rPr></w:rPr><w:t>a &amp; b</w:t></w:r></w:p>"#;
        assert_eq!(finished(part), "<w:p><w:r><w:t>a &amp; b</w:t></w:r></w:p>");
    }

    #[test]
    fn text_in_the_part_is_never_taken_for_markup() {
        let part = "<w:r><w:t>&lt;w:p&gt; ]]&gt; &#xA;</w:t></w:r>";
        assert_eq!(finished(part), part);
    }
}
