//! A guarded walk over an OpenDocument part, in which names mean what their usual prefixes say.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use crate::error::{Error, Result};
use crate::package::{Limits, Node, Walk, count, raw};

/// The walk; an element or attribute is known by its whole name, as `office:value-type`.
pub(super) struct Nodes<'a> {
    walk: Walk<'a>,
    length: u64,
}

/// The prefixes that are relied on, each with the one vocabulary it may stand for.
const PREFIXES: [(&str, &str); 7] = [
    ("calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"),
    ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
    ("number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
];

impl<'a> Nodes<'a> {
    /// Starts at the beginning of a part.
    pub(super) fn new(part: &'a str, content: &'a [u8], limits: &'a Limits) -> Result<Self> {
        Ok(Self { walk: Walk::new(part, content, limits)?, length: count(content.len()) })
    }

    /// The next node, or `None` at a proper end.
    pub(super) fn step(&mut self) -> Result<Option<Node<'a>>> {
        let node = self.walk.step()?;
        if let Some(Node::Open(element)) = &node {
            self.require_usual_prefixes(element)?;
        }
        Ok(node)
    }

    /// Walks past the end of the element that is open.
    pub(super) fn skip(&mut self) -> Result<()> {
        let outside = self.depth().saturating_sub(1);
        while self.depth() > outside && self.step()?.is_some() {}
        Ok(())
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> u64 {
        self.walk.depth()
    }

    /// The limits in force.
    pub(super) fn limits(&self) -> &'a Limits {
        self.walk.limits()
    }

    /// The most text that the cells of this part may have: a file can count spaces instead of holding them.
    pub(super) fn text_limit(&self) -> u64 {
        const COUNTED_SPACES: u64 = 16 << 20;
        self.limits().shared_text_bytes.min(self.length.saturating_add(COUNTED_SPACES))
    }

    /// The part's name.
    pub(super) fn part(&self) -> &'a str {
        self.walk.part()
    }

    /// The error for this part.
    pub(super) fn fault(&self, reason: impl Into<String>) -> Error {
        self.walk.fault(reason)
    }

    /// The text of an attribute, references resolved.
    pub(super) fn attribute(&self, element: &BytesStart<'_>, name: &str) -> Result<Option<String>> {
        let Some(value) = raw(element, name) else { return Ok(None) };
        let text = quick_xml::escape::unescape(&value).map_err(|error| self.fault(error.to_string()))?;
        Ok(Some(text.into_owned()))
    }

    /// The name of a style; names are looked up so often that a long one would be felt.
    pub(super) fn name(&self, element: &BytesStart<'_>, attribute: &str) -> Result<Option<String>> {
        const LONGEST: usize = 1_024;
        match raw(element, attribute) {
            Some(name) if name.len() > LONGEST => Err(self.fault("tên kiểu dài bất thường")),
            name => Ok(name.map(Cow::into_owned)),
        }
    }

    /// How often something stands there, or how far it reaches: once, unless the file says more.
    pub(super) fn times(&self, written: Option<&str>) -> Result<u64> {
        let Some(written) = written else { return Ok(1) };
        let digits = written.bytes().all(|byte| byte.is_ascii_digit());
        let times = written.parse::<u32>().ok().filter(|times| digits && *times > 0);
        times.map(u64::from).ok_or_else(|| {
            let excerpt: String = written.chars().take(24).collect();
            self.fault(format!("số lần lặp “{excerpt}” không có thật"))
        })
    }

    /// Another prefix for a vocabulary, or another vocabulary for a prefix, would hide cells.
    fn require_usual_prefixes(&self, element: &BytesStart<'_>) -> Result<()> {
        if !element.attributes_raw().contains("xmlns") {
            return Ok(());
        }
        for attribute in element.attributes().with_checks(false).flatten() {
            let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns") else { continue };
            let prefix = prefix.strip_prefix(':').unwrap_or_default();
            let by_prefix = PREFIXES.iter().find(|(usual, _)| *usual == prefix);
            let by_name = PREFIXES.iter().find(|(_, name)| *name == attribute.value);
            if by_prefix != by_name {
                return Err(self.fault(format!("dùng tiền tố XML “{prefix}” khác thông lệ")));
            }
        }
        Ok(())
    }
}
