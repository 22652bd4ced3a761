//! The relations between parts: part names come from them alone, never from habit.

use std::io::{Read, Seek};

use quick_xml::events::BytesStart;

use super::archive::{Package, damaged};
use super::limits::{at_most, count};
use super::sniff::Expected;
use super::walk::{Node, Walk, text};
use crate::error::{Error, Result};

/// A relation of a part to another part.
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of its type.
    pub(crate) kind: String,
    /// The other part's name.
    pub(crate) target: String,
}

const PACKAGE_RELATIONS: &str = "_rels/.rels";
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// The entry in which an OpenDocument package says what it is.
const MEDIA_TYPE: &str = "mimetype";
const SPREADSHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";

impl Expected {
    /// The error for a main part with another root than the expected one.
    pub(crate) fn other_root(self, root: &str) -> Error {
        match root {
            "workbook" => self.not("sổ tính Excel (.xlsx)"),
            "document" => self.not("văn bản Word (.docx)"),
            "presentation" => self.not("bài trình chiếu PowerPoint (.pptx)"),
            _ => self.not(self.absent()),
        }
    }
}

/// The part that the package is about: the workbook, the document.
pub(crate) fn main_part<R: Read + Seek>(package: &mut Package<'_, R>) -> Result<String> {
    if !package.has(PACKAGE_RELATIONS) {
        return Err(match package.has(CONTENT_TYPES) {
            true => damaged(PACKAGE_RELATIONS, "không có trong tệp"),
            false => {
                let found = other_package(package)?;
                package.expected().not(found)
            }
        });
    }
    let found = package_relations(package)?;
    let main = found.into_iter().find(|relation| relation.kind == "officeDocument");
    main.map(|relation| relation.target).ok_or_else(|| package.expected().not(package.expected().absent()))
}

/// The relations of the package itself: its main part, its properties.
pub(crate) fn package_relations<R: Read + Seek>(package: &mut Package<'_, R>) -> Result<Vec<Relation>> {
    read_relations(package, PACKAGE_RELATIONS, "")
}

/// Whether the package is an OpenDocument spreadsheet (.ods), or a template of one.
pub(crate) fn is_open_spreadsheet<R: Read + Seek>(package: &mut Package<'_, R>) -> Result<bool> {
    if package.has(PACKAGE_RELATIONS) || package.has(CONTENT_TYPES) {
        return Ok(false);
    }
    let kind = media_type(package)?;
    Ok(kind.strip_prefix(SPREADSHEET).is_some_and(|rest| matches!(rest, "" | "-template")))
}

/// What an OpenDocument package says it is; empty for other packages.
fn media_type<R: Read + Seek>(package: &mut Package<'_, R>) -> Result<String> {
    match package.has(MEDIA_TYPE) {
        true => Ok(String::from_utf8_lossy(&package.part(MEDIA_TYPE)?).trim().to_owned()),
        false => Ok(String::new()),
    }
}

fn other_package<R: Read + Seek>(package: &mut Package<'_, R>) -> Result<&'static str> {
    Ok(match media_type(package)?.as_str() {
        SPREADSHEET => "sổ tính OpenDocument (.ods)",
        "application/vnd.oasis.opendocument.text" => "văn bản OpenDocument (.odt)",
        "application/vnd.oasis.opendocument.presentation" => "bài trình chiếu OpenDocument (.odp)",
        "application/epub+zip" => "sách điện tử (.epub)",
        _ => "tệp nén ZIP",
    })
}

/// The name of the part that holds the relations of a part.
pub(crate) fn relations_part(main: &str) -> String {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    resolve(folder, &format!("_rels/{file}.rels"))
}

/// The relations of a part, or none.
pub(crate) fn relations_of<R: Read + Seek>(
    package: &mut Package<'_, R>,
    main: &str,
) -> Result<Vec<Relation>> {
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = relations_part(main);
    if !package.has(&part) {
        // a document of another kind says so by its root; without relations it need not be one of ours
        return Ok(Vec::new());
    }
    read_relations(package, &part, folder)
}

fn read_relations<R: Read + Seek>(
    package: &mut Package<'_, R>,
    part: &str,
    folder: &str,
) -> Result<Vec<Relation>> {
    let limits = package.limits();
    let content = package.xml(part)?;
    let mut walk = Walk::new(part, &content, limits)?;
    let mut found = Vec::new();
    while let Some(node) = walk.step()? {
        let Node::Open(element) = node else { continue };
        if element.local_name().as_ref() != "Relationship" || walk.depth() != 2 {
            continue;
        }
        at_most(("entries", limits.entries), count(found.len()), || format!("số quan hệ trong {part}"))?;
        found.extend(relation(&walk, &element, folder)?);
    }
    Ok(found)
}

/// A relation inside the package; one that points outside is not followed.
fn relation(walk: &Walk<'_>, element: &BytesStart<'_>, folder: &str) -> Result<Option<Relation>> {
    let attribute = |name| Ok::<_, crate::error::Error>(text(walk, element, name)?.unwrap_or_default());
    if attribute("TargetMode")? == "External" {
        return Ok(None);
    }
    let kind = attribute("Type")?;
    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
    Ok(Some(Relation { id: attribute("Id")?, kind, target: resolve(folder, &attribute("Target")?) }))
}

/// The name of a part as a relation's target gives it from inside a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_names_from_a_folder() {
        for (folder, target, name) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "../other/./sheet.xml", "other/sheet.xml"),
            ("", "xl\\workbook.xml", "xl/workbook.xml"),
            ("xl", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(resolve(folder, target), name);
        }
    }
}
