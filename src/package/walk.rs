//! A guarded walk over the XML of one part.
//!
//! It refuses what makes a parser abort, hang or lie: a DOCTYPE, elements nested without end, one
//! endless tag or text, a thousand attributes, an encoding other than UTF-8, a truncated part.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};

use super::archive::damaged;
use super::limits::{Limits, at_most, count};
use crate::error::{Error, Result};

/// What the walk meets.
pub(crate) enum Node<'a> {
    /// An element opens; an empty element opens and closes.
    Open(BytesStart<'a>),
    /// An element closes.
    Close,
    /// Text as it stands.
    Text(Cow<'a, str>),
    /// A character written as a reference, `&amp;` or `&#10;`.
    Reference(char),
    /// Text in a CDATA section.
    CData(Cow<'a, str>),
    /// A comment or an instruction.
    Aside,
}

/// A walk over one part.
pub(crate) struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    limits: &'a Limits,
    length: u64,
    depth: u64,
    roots: u32,
    start: u64,
}

impl<'a> Walk<'a> {
    /// Starts at the beginning of a part.
    pub(crate) fn new(part: &'a str, content: &'a [u8], limits: &'a Limits) -> Result<Self> {
        let text = std::str::from_utf8(content).map_err(|_| damaged(part, "không phải mã hóa UTF-8"))?;
        if text.contains('\0') {
            return Err(damaged(part, "không phải mã hóa UTF-8"));
        }
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, part, limits, length: count(content.len()), depth: 0, roots: 0, start: 0 })
    }

    /// The next node, or `None` at a proper end.
    pub(crate) fn step(&mut self) -> Result<Option<Node<'a>>> {
        self.start = self.reader.buffer_position();
        let event = self.reader.read_event().map_err(|error| self.broken(error))?;
        let length = self.reader.buffer_position().saturating_sub(self.start);
        at_most(("xml_event_bytes", self.limits.xml_event_bytes), length, || {
            format!("một thẻ hoặc đoạn chữ trong {} (byte)", self.part)
        })?;
        Ok(Some(match event {
            Event::Start(element) | Event::Empty(element) => self.open(element)?,
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Node::Close
            }
            Event::Text(text) => Node::Text(text.xml10_content()),
            Event::CData(text) => Node::CData(text.xml10_content()),
            Event::GeneralRef(reference) => Node::Reference(self.resolve(&reference)?),
            Event::Decl(declaration) => self.declared(&declaration)?,
            Event::Comment(_) | Event::PI(_) => Node::Aside,
            Event::DocType(_) => return Err(self.fault("có khai báo DOCTYPE")),
            Event::Eof => return self.end().map(|()| None),
        }))
    }

    /// The part's name.
    pub(crate) fn part(&self) -> &'a str {
        self.part
    }

    /// How many bytes the part has.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> u64 {
        self.depth
    }

    /// Where the last node starts, in bytes from the beginning of the part.
    pub(crate) fn start(&self) -> u64 {
        self.start
    }

    /// Where the last node ends.
    pub(crate) fn position(&self) -> u64 {
        self.reader.buffer_position()
    }

    /// The limits in force.
    pub(crate) fn limits(&self) -> &'a Limits {
        self.limits
    }

    /// The error for this part.
    pub(crate) fn fault(&self, reason: impl Into<String>) -> Error {
        damaged(self.part, reason)
    }

    /// Walks to the end.
    #[cfg(test)]
    pub(crate) fn finish(&mut self) -> Result<()> {
        while self.step()?.is_some() {}
        Ok(())
    }

    fn broken(&self, error: impl std::fmt::Display) -> Error {
        self.fault(format!("XML sai ở byte {}: {error}", self.reader.error_position()))
    }

    fn open(&mut self, element: BytesStart<'a>) -> Result<Node<'a>> {
        let mut attributes = 0;
        for attribute in element.attributes() {
            attribute.map_err(|error| self.broken(error))?;
            attributes += 1;
            at_most(("xml_attributes", self.limits.xml_attributes), attributes, || {
                format!("số thuộc tính của một thẻ trong {}", self.part)
            })?;
        }
        self.roots += u32::from(self.depth == 0);
        self.depth += 1;
        at_most(("xml_depth", self.limits.xml_depth), self.depth, || {
            format!("số tầng thẻ lồng nhau trong {}", self.part)
        })?;
        match self.roots {
            1 => Ok(Node::Open(element)),
            _ => Err(self.fault("có hơn một thẻ gốc")),
        }
    }

    fn resolve(&self, reference: &BytesRef<'_>) -> Result<char> {
        let named = match reference.as_ref() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().map_err(|error| self.broken(error))?,
        };
        named.ok_or_else(|| self.fault("có ký hiệu XML không định nghĩa"))
    }

    fn declared(&self, declaration: &BytesDecl<'_>) -> Result<Node<'a>> {
        let encoding = declaration.encoding().transpose().map_err(|error| self.broken(error))?;
        match encoding.as_deref() {
            None => Ok(Node::Aside),
            Some(name) if ["utf-8", "utf8", "us-ascii"].contains(&name.to_ascii_lowercase().as_str()) => {
                Ok(Node::Aside)
            }
            Some(_) => Err(self.fault("không phải mã hóa UTF-8")),
        }
    }

    fn end(&self) -> Result<()> {
        match (self.depth, self.roots) {
            (0, 1) => Ok(()),
            _ => Err(self.fault("bị cắt cụt")),
        }
    }
}

/// The value of an attribute as it stands in the file.
pub(crate) fn raw<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let [value] = raws(element, [name]);
    value
}

/// The values of several attributes in one pass; that none stands twice was checked by the walk.
pub(crate) fn raws<'e, const N: usize>(
    element: &'e BytesStart<'_>,
    names: [&str; N],
) -> [Option<Cow<'e, str>>; N] {
    let mut values = [const { None }; N];
    for attribute in element.attributes().with_checks(false).flatten() {
        let wanted = names.iter().zip(&mut values).find(|(name, _)| attribute.key.as_ref() == **name);
        if let Some((_, value)) = wanted {
            *value = Some(attribute.value);
        }
    }
    values
}

/// The text of an attribute, references resolved; a prefix before the name does not count.
pub(crate) fn text(walk: &Walk<'_>, element: &BytesStart<'_>, name: &str) -> Result<Option<String>> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name);
    let Some(attribute) = found else { return Ok(None) };
    let value =
        quick_xml::escape::unescape(&attribute.value).map_err(|error| walk.fault(error.to_string()))?;
    Ok(Some(value.into_owned()))
}

/// A length in bytes, for slicing.
pub(crate) fn index(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// Whether a declared count can be true of a part of this many bytes.
pub(crate) fn plausible(declared: &str, part: &[u8]) -> bool {
    const SMALLEST_ITEM: u64 = 5; // `<si/>`
    declared.trim().parse::<u64>().is_ok_and(|declared| declared <= count(part.len()) / SMALLEST_ITEM)
}
