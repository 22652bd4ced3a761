//! What a workbook consists of: its sheets and the parts they stand in, found through the relations.

use std::collections::HashSet;
use std::io::{Read, Seek};

use quick_xml::events::BytesStart;
use unicode_normalization::UnicodeNormalization;

use crate::error::Result;
use crate::package::{
    Expected, Limits, Node, Package, Relation, Walk, at_most, damaged, main_part, relations_of, text,
};

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

impl Outline {
    /// Finds the workbook in its package, or says what the package holds instead.
    pub(crate) fn read<R: Read + Seek>(package: &mut Package<'_, R>, limits: &Limits) -> Result<Self> {
        let main = main_document(package)?;
        let content = package.xml(&main)?;
        let relations = relations_of(package, &main)?;
        let target =
            |kind: &str| relations.iter().find(|found| found.kind == kind).map(|found| found.target.clone());
        let mut outline = Self {
            sheets: Vec::new(),
            strings: target("sharedStrings"),
            styles: target("styles"),
            epoch_1904: false,
        };
        outline.list(&mut Walk::new(&main, &content, limits)?, &relations)?;
        refuse_twins(&main, outline.sheets.iter().map(|sheet| sheet.name.as_str()))?;
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
                    at_most(("sheets", walk.limits().sheets), listed, || "số trang tính".to_owned())?;
                    self.sheets.extend(worksheet(walk, &element, relations)?);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Refuses sheets of one name: a place would not say which of them is meant.
pub(super) fn refuse_twins<'s>(part: &str, names: impl IntoIterator<Item = &'s str>) -> Result<()> {
    let mut seen = HashSet::new();
    match names.into_iter().find(|name| !seen.insert(name.to_lowercase())) {
        Some(twin) => Err(damaged(part, format!("có hai trang tính cùng tên “{twin}”"))),
        None => Ok(()),
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

fn main_document<R: Read + Seek>(package: &mut Package<'_, R>) -> Result<String> {
    let main = main_part(package)?;
    match main.to_lowercase().ends_with(".bin") {
        true => Err(Expected::Workbook.not("sổ tính Excel nhị phân (.xlsb)")),
        false => Ok(main),
    }
}

fn require_workbook(root: &str) -> Result<()> {
    match root {
        "workbook" => Ok(()),
        other => Err(Expected::Workbook.other_root(other)),
    }
}
