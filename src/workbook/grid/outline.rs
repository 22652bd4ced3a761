//! What a workbook consists of: its sheets and the parts they stand in, found through the relations.

use std::collections::HashSet;
use std::io::{Read, Seek};

use quick_xml::events::BytesStart;
use unicode_normalization::UnicodeNormalization;

use super::limits::{Limits, at_most, count};
use super::package::{Package, damaged};
use super::preflight::{Node, Walk, text};
use super::sniff::foreign;
use crate::error::Result;

/// The parts of a workbook that are read.
pub(crate) struct Outline {
    pub(crate) sheets: Vec<Listed>,
    pub(crate) strings: Option<String>,
    pub(crate) styles: Option<String>,
    pub(crate) epoch_1904: bool,
}

/// A worksheet in the list of sheets; chart and macro sheets have no cells and are left out.
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) part: String,
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

const PACKAGE_RELATIONS: &str = "_rels/.rels";

impl Outline {
    /// Finds the workbook in its package, or says what the package holds instead.
    pub(crate) fn read<R: Read + Seek>(package: &mut Package<'_, R>, limits: &Limits) -> Result<Self> {
        let main = main_part(package, limits)?;
        let content = package.part(&main)?;
        let relations = relations_of(package, &main, limits)?;
        let target =
            |kind: &str| relations.iter().find(|found| found.kind == kind).map(|found| found.target.clone());
        let mut outline = Self {
            sheets: Vec::new(),
            strings: target("sharedStrings"),
            styles: target("styles"),
            epoch_1904: false,
        };
        outline.list(&mut Walk::new(&main, &content, limits)?, &relations)?;
        outline.refuse_twins(&main)?;
        Ok(outline)
    }

    fn list(&mut self, walk: &mut Walk<'_>, relations: &[Relation]) -> Result<()> {
        let mut listed = 0;
        while let Some(node) = walk.step()? {
            let Node::Open(element) = node else { continue };
            match element.local_name().as_ref() {
                root if walk.depth() == 1 => require_workbook(root)?,
                "workbookPr" if walk.depth() == 2 => {
                    self.epoch_1904 =
                        matches!(text(walk, &element, "date1904")?.as_deref(), Some("1" | "true"));
                }
                "sheet" if walk.depth() == 3 => {
                    listed += 1;
                    at_most(walk.limits().sheets, listed, || "số trang tính".to_owned())?;
                    self.sheets.extend(worksheet(walk, &element, relations)?);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn refuse_twins(&self, main: &str) -> Result<()> {
        let mut seen = HashSet::new();
        match self.sheets.iter().find(|sheet| !seen.insert(sheet.name.to_lowercase())) {
            Some(twin) => Err(damaged(main, format!("có hai trang tính cùng tên “{}”", twin.name))),
            None => Ok(()),
        }
    }
}

fn worksheet(walk: &Walk<'_>, element: &BytesStart<'_>, relations: &[Relation]) -> Result<Option<Listed>> {
    let name = text(walk, element, "name")?.unwrap_or_default().nfc().collect::<String>();
    let id = text(walk, element, "id")?.unwrap_or_default();
    let found = relations.iter().find(|relation| relation.id == id);
    let relation = found.ok_or_else(|| walk.fault(format!("trang tính “{name}” không có phần nội dung")))?;
    if relation.kind != "worksheet" {
        return Ok(None);
    }
    let hidden = matches!(text(walk, element, "state")?.as_deref(), Some("hidden" | "veryHidden"));
    Ok(Some(Listed { name, hidden, part: relation.target.clone() }))
}

fn main_part<R: Read + Seek>(package: &mut Package<'_, R>, limits: &Limits) -> Result<String> {
    if !package.has(PACKAGE_RELATIONS) {
        return Err(match package.has("[Content_Types].xml") {
            true => damaged(PACKAGE_RELATIONS, "không có trong tệp"),
            false => foreign(other_package(package)?),
        });
    }
    let found = read_relations(package, PACKAGE_RELATIONS, "", limits)?;
    let main =
        found.into_iter().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target);
    match main {
        Some(main) if main.to_lowercase().ends_with(".bin") => Err(foreign("sổ tính Excel nhị phân (.xlsb)")),
        Some(main) => Ok(main),
        None => Err(foreign("gói Office không có sổ tính")),
    }
}

fn other_package<R: Read + Seek>(package: &mut Package<'_, R>) -> Result<&'static str> {
    if !package.has("mimetype") {
        return Ok("tệp nén ZIP");
    }
    let kind = String::from_utf8_lossy(&package.part("mimetype")?).into_owned();
    Ok(match kind.trim() {
        "application/vnd.oasis.opendocument.spreadsheet" => "sổ tính OpenDocument (.ods)",
        "application/vnd.oasis.opendocument.text" => "văn bản OpenDocument (.odt)",
        "application/vnd.oasis.opendocument.presentation" => "bài trình chiếu OpenDocument (.odp)",
        "application/epub+zip" => "sách điện tử (.epub)",
        _ => "tệp nén ZIP",
    })
}

fn require_workbook(root: &str) -> Result<()> {
    match root {
        "workbook" => Ok(()),
        "document" => Err(foreign("văn bản Word (.docx)")),
        "presentation" => Err(foreign("bài trình chiếu PowerPoint (.pptx)")),
        _ => Err(foreign("gói Office không có sổ tính")),
    }
}

fn relations_of<R: Read + Seek>(
    package: &mut Package<'_, R>,
    main: &str,
    limits: &Limits,
) -> Result<Vec<Relation>> {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let part = resolve(folder, &format!("_rels/{file}.rels"));
    if !package.has(&part) {
        // a document of another kind says so by its root; without relations it need not be a workbook
        return Ok(Vec::new());
    }
    read_relations(package, &part, folder, limits)
}

fn read_relations<R: Read + Seek>(
    package: &mut Package<'_, R>,
    part: &str,
    folder: &str,
    limits: &Limits,
) -> Result<Vec<Relation>> {
    let content = package.part(part)?;
    let mut walk = Walk::new(part, &content, limits)?;
    let mut found = Vec::new();
    while let Some(node) = walk.step()? {
        let Node::Open(element) = node else { continue };
        if element.local_name().as_ref() != "Relationship" || walk.depth() != 2 {
            continue;
        }
        at_most(limits.entries, count(found.len()), || format!("số quan hệ trong {part}"))?;
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
