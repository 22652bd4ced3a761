//! Vocabularies: an element is known by its namespace, whatever prefix the file gives it.

use quick_xml::events::BytesStart;
use quick_xml::name::PrefixDeclaration;

/// The vocabulary an element belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// WordprocessingML, transitional or strict.
    Word,
    /// Alternatives for older programs.
    Compatibility,
    /// Equations.
    Math,
    /// Anything else.
    Other,
}

/// The namespace of WordprocessingML in files of Word 2007 and later, and in strict files.
pub(crate) const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// The prefixes in force.
#[derive(Debug, Default)]
pub(crate) struct Spaces {
    /// Depth of the element that declares it, prefix, vocabulary; inner ones last.
    bound: Vec<(u64, String, Space)>,
}

impl Spaces {
    /// The vocabulary of an element that opens at a depth; what it declares holds inside it.
    pub(crate) fn enter(&mut self, depth: u64, element: &BytesStart<'_>) -> Space {
        if element.contains("xmlns") {
            self.declare(depth, element);
        }
        let name = element.name();
        let prefix = name.prefix();
        let prefix = prefix.as_ref().map_or("", |prefix| prefix.as_ref());
        let found = self.bound.iter().rev().find(|(_, bound, _)| bound == prefix);
        found.map_or(Space::Other, |(.., space)| *space)
    }

    /// Forgets what was declared inside a depth.
    pub(crate) fn leave(&mut self, depth: u64) {
        while self.bound.last().is_some_and(|(declared, ..)| *declared > depth) {
            self.bound.pop();
        }
    }

    fn declare(&mut self, depth: u64, element: &BytesStart<'_>) {
        for attribute in element.attributes().with_checks(false).flatten() {
            let prefix = match attribute.key.as_namespace_binding() {
                Some(PrefixDeclaration::Default) => "",
                Some(PrefixDeclaration::Named(prefix)) => prefix,
                None => continue,
            };
            self.bound.push((depth, prefix.to_owned(), vocabulary(&attribute.value)));
        }
    }
}

fn vocabulary(namespace: &str) -> Space {
    match namespace {
        word if WORD.contains(&word) => Space::Word,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compatibility,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        _ => Space::Other,
    }
}

/// The most of an attribute that is read: ids and names are short, and each paragraph may name the longest.
const LONGEST: usize = 1_024;

/// The value of an attribute, whatever its prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = quick_xml::escape::unescape(&found.value)
        .map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned);
    match value.len() > LONGEST {
        true => Some(value.chars().take(LONGEST).collect()),
        false => Some(value),
    }
}

/// Whether a property without a value, or with one, is on.
pub(crate) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// An attribute as a number.
pub(crate) fn number<T: std::str::FromStr>(element: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(element, name)?.trim().parse().ok()
}
