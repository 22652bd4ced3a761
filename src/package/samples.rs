//! Small packages made by hand, for the tests of the readers.

use std::fmt::Debug;
use std::io::{Cursor, Write};

use proptest::sample::Index;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::error::{Error, ErrorKind, Result};
use crate::package::Limits;

/// The parts of a package, by name, each changeable before it is packed.
#[derive(Clone, Default)]
pub(crate) struct Sample(Vec<(String, Vec<u8>)>);

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Sample {
    /// The same with this part, in place of the part of that name if there is one.
    pub(crate) fn with(self, name: &str, content: &str) -> Self {
        let content = if content.starts_with('<') { format!("{HEAD}{content}") } else { content.to_owned() };
        self.without(name).with_bytes(name, content.as_bytes())
    }

    /// The same with one more entry, whatever the others are called.
    pub(crate) fn with_bytes(mut self, name: &str, content: &[u8]) -> Self {
        self.0.push((name.to_owned(), content.to_vec()));
        self
    }

    /// The same without this part.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(other, _)| other != name);
        self
    }

    /// The package.
    pub(crate) fn pack(&self) -> Vec<u8> {
        self.pack_as(CompressionMethod::Deflated)
    }

    /// The package, each part compressed in this way.
    pub(crate) fn pack_as(&self, method: CompressionMethod) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

/// A relations part: identifiers, kinds, targets.
pub(crate) fn relations(found: &[(&str, &str, &str)]) -> String {
    let found: String = found
        .iter()
        .map(|(id, kind, target)| {
            format!(r#"<Relationship Id="{id}" Type="{RELATION}/{kind}" Target="{target}"/>"#)
        })
        .collect();
    format!("<Relationships>{found}</Relationships>")
}

/// The kind of an error, in a word.
pub(crate) fn word(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Empty => "empty",
        ErrorKind::Foreign { .. } => "foreign",
        ErrorKind::Encrypted => "encrypted",
        ErrorKind::Damaged { .. } => "damaged",
        ErrorKind::TooLarge { .. } => "too large",
        _ => "another kind",
    }
}

/// The head of an old Office file that holds such a stream.
pub(crate) fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 2048];
    bytes[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes[1024 + 128..][..name.len()].copy_from_slice(&name);
    bytes
}

/// Sets a limit to what a small file exceeds.
pub(crate) type Setting = fn(&mut Limits);

/// Each of these limits, set so low, refuses what is read.
pub(crate) fn each_limit_refuses<T: Debug>(
    settings: &[(&str, Setting)],
    read: impl Fn(&Limits) -> Result<T>,
) {
    for (name, set) in settings {
        let mut limits = Limits::default();
        set(&mut limits);
        let error = read(&limits).expect_err(name);
        assert_eq!(word(&error), "too large", "{name}: {error}");
    }
}

/// A cut of a text that is put, or something rude in its place, elsewhere.
pub(crate) type Edit = (Index, usize, Index, Option<&'static str>);

/// The text after these edits.
pub(crate) fn edited(text: &str, edits: Vec<Edit>) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for (from, length, to, rude) in edits {
        let from = from.index(text.len().max(1)).min(text.len());
        let piece: Vec<char> = text.drain(from..(from + length).min(text.len())).collect();
        let to = to.index(text.len() + 1);
        let piece = rude.map_or(piece, |rude| rude.chars().collect());
        text.splice(to..to, piece);
    }
    text.into_iter().collect()
}
