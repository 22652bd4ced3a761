//! Small packages made by hand, for the tests of the readers.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

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
