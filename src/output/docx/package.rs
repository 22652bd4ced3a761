//! The package: parts with their content types and relations, zipped to the same bytes every time.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::error::{Error, Result};

/// A part of the package.
#[derive(Debug)]
pub(super) struct Part {
    /// Its name in the package.
    pub(super) name: String,
    /// What it is, the last word of its relation's type.
    pub(super) kind: Kind,
    /// Its content, without the XML declaration.
    pub(super) content: Cow<'static, str>,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Styles,
    Settings,
    Comments,
    Footnotes,
    Header,
    Core,
    App,
    Custom,
    CustomProperties,
}

/// What names a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Package,
    Document,
    Custom,
}

impl Part {
    /// A part of this kind at its usual place.
    pub(super) fn new(name: impl Into<String>, kind: Kind, content: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), kind, content: content.into() }
    }
}

/// The relation id of a part in `word/`: its file name without the ending.
pub(super) fn relation_id(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.split('.').next().unwrap_or(file)
}

/// The zipped package of these parts, with content types and relations added.
pub(super) fn package(mut parts: Vec<Part>) -> Result<Vec<u8>> {
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    let types = content_types(&parts);
    let relations = [
        ("_rels/.rels", Owner::Package, ""),
        ("word/_rels/document.xml.rels", Owner::Document, "word/"),
        ("customXml/_rels/item1.xml.rels", Owner::Custom, "customXml/"),
    ];
    let relations = relations.map(|(name, owner, folder)| {
        let owned: Vec<&Part> = parts.iter().filter(|part| part.kind.owner() == owner).collect();
        (name, (!owned.is_empty()).then(|| self::relations(&owned, folder)))
    });
    let mut entries: Vec<(&str, &[u8])> =
        relations.iter().filter_map(|(name, xml)| Some((*name, xml.as_ref()?.as_bytes()))).collect();
    entries.extend(parts.iter().map(|part| (part.name.as_str(), part.content.as_bytes())));
    entries.sort_by_key(|(name, _)| *name);
    // Some readers tell the format by the first entry.
    entries.insert(0, ("[Content_Types].xml", types.as_bytes()));
    zip(&entries).map_err(|error| Error::internal(error.to_string()))
}

fn zip(entries: &[(&str, &[u8])]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, content) in entries {
        archive.start_file(*name, options)?;
        archive.write_all(DECLARATION.as_bytes())?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content_types(parts: &[Part]) -> String {
    let overrides: String = parts
        .iter()
        .map(|part| {
            let kind = part.kind.content_type();
            format!(r#"<Override PartName="/{}" ContentType="application/{kind}"/>"#, part.name)
        })
        .collect();
    format!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>"#
    )
}

/// The relations to these parts, with targets relative to a folder.
fn relations(parts: &[&Part], folder: &str) -> String {
    let list: String = parts
        .iter()
        .map(|part| {
            let target = match part.name.strip_prefix(folder) {
                Some(target) => target.to_owned(),
                None => format!("../{}", part.name),
            };
            format!(
                r#"<Relationship Id="{}" Type="http://schemas.openxmlformats.org/{}" Target="{target}"/>"#,
                relation_id(&part.name),
                part.kind.relation_type()
            )
        })
        .collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{list}</Relationships>"#
    )
}

impl Kind {
    /// Whose relations name it; the custom part's own properties are named by it.
    fn owner(self) -> Owner {
        match self {
            Self::Document | Self::Core | Self::App => Owner::Package,
            Self::CustomProperties => Owner::Custom,
            _ => Owner::Document,
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Document => "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            Self::Styles => "vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
            Self::Settings => "vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
            Self::Comments => "vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
            Self::Footnotes => "vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            Self::Header => "vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
            Self::Core => "vnd.openxmlformats-package.core-properties+xml",
            Self::App => "vnd.openxmlformats-officedocument.extended-properties+xml",
            Self::Custom => "xml",
            Self::CustomProperties => "vnd.openxmlformats-officedocument.customXmlProperties+xml",
        }
    }

    fn relation_type(self) -> &'static str {
        match self {
            Self::Document => "officeDocument/2006/relationships/officeDocument",
            Self::Styles => "officeDocument/2006/relationships/styles",
            Self::Settings => "officeDocument/2006/relationships/settings",
            Self::Comments => "officeDocument/2006/relationships/comments",
            Self::Footnotes => "officeDocument/2006/relationships/footnotes",
            Self::Header => "officeDocument/2006/relationships/header",
            Self::Core => "package/2006/relationships/metadata/core-properties",
            Self::App => "officeDocument/2006/relationships/extended-properties",
            Self::Custom => "officeDocument/2006/relationships/customXml",
            Self::CustomProperties => "officeDocument/2006/relationships/customXmlProps",
        }
    }
}

/// The first line of every part.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
