//! Small packages made by hand, for the tests of the reader.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The parts of a package, by name, each changeable before it is packed.
#[derive(Clone)]
pub(crate) struct Sample(Vec<(String, Vec<u8>)>);

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Sample {
    /// A workbook of one sheet, `Số liệu`, with these rows, the shared strings `a` and `b`, and a cell
    /// format 1 that is `0.0`.
    pub(crate) fn with_rows(rows: &str) -> Self {
        Self::with_sheet(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))
    }

    /// A workbook of one sheet with this content.
    pub(crate) fn with_sheet(sheet: &str) -> Self {
        Self(Vec::new())
            .with("[Content_Types].xml", "<Types/>")
            .with("_rels/.rels", &relations(&[("1", "officeDocument", "xl/workbook.xml")]))
            .with("xl/workbook.xml", &workbook(&[("Số liệu", "1")]))
            .with(
                "xl/_rels/workbook.xml.rels",
                &relations(&[
                    ("1", "worksheet", "worksheets/sheet1.xml"),
                    ("2", "sharedStrings", "sharedStrings.xml"),
                    ("3", "styles", "styles.xml"),
                ]),
            )
            .with("xl/sharedStrings.xml", r#"<sst uniqueCount="2"><si><t>a</t></si><si><t>b</t></si></sst>"#)
            .with(
                "xl/styles.xml",
                r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#,
            )
            .with("xl/worksheets/sheet1.xml", sheet)
    }

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

/// The list of sheets: names and relations.
pub(crate) fn workbook(sheets: &[(&str, &str)]) -> String {
    let listed: String = sheets
        .iter()
        .map(|(name, id)| format!(r#"<sheet name="{name}" sheetId="{id}" r:id="{id}"/>"#))
        .collect();
    format!("<workbook><sheets>{listed}</sheets></workbook>")
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
