//! The sheets of an OpenDocument workbook (.ods), read by a guarded walk of our own.
//!
//! `calamine` is not asked: it lays repeated cells out before anything counts them, and tells neither number
//! formats nor errors nor merged cells of these files.

mod cell;
mod data_style;
mod nodes;
mod row;
mod styles;
mod text;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod readable;
#[cfg(test)]
mod samples;

use std::io::{Read, Seek};

use super::Sheet;
use super::outline::refuse_twins;
use crate::error::{Error, ErrorKind, Result};
use crate::package::{Limits, Node, Package, Walk, text};
use nodes::Nodes;
use row::Rows;
use styles::{Layer, Styles};

const MANIFEST: &str = "META-INF/manifest.xml";
const STYLES: &str = "styles.xml";
const CONTENT: &str = "content.xml";

/// Reads all sheets, in the order of their tabs.
pub(crate) fn read<R: Read + Seek>(package: &mut Package<'_, R>, limits: &Limits) -> Result<Vec<Sheet>> {
    let styles_listed = read_manifest(package, limits)?;
    let mut named = Layer::default();
    if styles_listed || package.has(STYLES) {
        let part = package.xml(STYLES)?;
        named.read_part(Nodes::new(STYLES, &part, limits)?)?;
    }
    let part = package.xml(CONTENT)?;
    let sheets = read_content(Nodes::new(CONTENT, &part, limits)?, named)?;
    refuse_twins(CONTENT, sheets.iter().map(|sheet| sheet.name.as_str()))?;
    Ok(sheets)
}

/// Whether the manifest lists the named styles, which must then be there. It also says which parts are
/// encrypted; then none is read.
fn read_manifest<R: Read + Seek>(package: &mut Package<'_, R>, limits: &Limits) -> Result<bool> {
    let part = package.xml(MANIFEST)?;
    let mut walk = Walk::new(MANIFEST, &part, limits)?;
    let mut styles_listed = false;
    while let Some(node) = walk.step()? {
        let Node::Open(element) = node else { continue };
        match element.local_name().as_ref() {
            "encryption-data" => return Err(Error::new(ErrorKind::Encrypted)),
            "file-entry" => styles_listed |= text(&walk, &element, "full-path")?.as_deref() == Some(STYLES),
            _ => {}
        }
    }
    Ok(styles_listed)
}

/// The styles of the content, then its tables.
fn read_content(mut nodes: Nodes<'_>, named: Layer) -> Result<Vec<Sheet>> {
    let mut own = Layer::default();
    while let Some(node) = nodes.step()? {
        let Node::Open(element) = node else { continue };
        match (nodes.depth(), element.name().as_ref()) {
            (1, "office:document-content") | (2, "office:body") => {}
            (2, "office:automatic-styles") => own.read_container(&mut nodes)?,
            (3, "office:spreadsheet") => return Rows::new(nodes, Styles::new(&named, &own)).sheets(),
            (1 | 3, _) => break,
            _ => nodes.skip()?,
        }
    }
    Err(nodes.fault("không phải nội dung của một sổ tính"))
}
