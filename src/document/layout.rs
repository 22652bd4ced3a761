//! The decree's layout as values: pages, and how each role looks.
//!
//! The figures live in `templates/<report>/layout.toml` with their locator in Nghị định 30/2020/NĐ-CP,
//! so that a later decree is a change of data. Lengths are twips (1/20 pt, 25 mm = 1418).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::document::role::{ROLES, Role};
use crate::error::{Error, Result};

/// How a report looks: pages and roles; a draft that was read has none of its own.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Layout {
    /// The font of everything (PL I, I.3: Times New Roman).
    pub font: String,
    /// The language tag of the text, `vi-VN`.
    pub language: String,
    /// Page set-ups by name.
    pub pages: BTreeMap<String, Page>,
    /// The widths of the columns of the report's own tables, in parts of the whole.
    pub columns: Columns,
    /// Looks by role.
    pub roles: BTreeMap<Role, Look>,
}

/// A page set-up, in twips (NĐ 30/2020, PL I, I).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Page {
    /// Paper width, as held (a landscape page is wider than high).
    pub width: u32,
    /// Paper height.
    pub height: u32,
    /// Top margin.
    pub top: u32,
    /// Bottom margin.
    pub bottom: u32,
    /// Left margin.
    pub left: u32,
    /// Right margin.
    pub right: u32,
    /// Distance of the page number from the paper's top edge.
    pub header: u32,
    /// Size of the page number, in points.
    pub number_size: u32,
}

/// The widths of the columns of the report's own tables, in parts of the whole.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Columns {
    /// The letterhead: bodies, national name.
    pub letterhead: [u16; 2],
    /// The closing block: recipients, signature.
    pub closing: [u16; 2],
    /// The task table: STT, content, and the five columns of figures.
    pub tasks: [u16; 7],
    /// The form: STT, indicator, unit, figure, note.
    pub form: [u16; 5],
}

/// How a role looks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Look {
    /// Size in points.
    pub size: u32,
    /// Bold.
    #[serde(default)]
    pub bold: bool,
    /// Italic.
    #[serde(default)]
    pub italic: bool,
    /// Alignment.
    pub align: Align,
    /// First-line indent, twips.
    #[serde(default)]
    pub first_line: u32,
    /// Left indent, twips.
    #[serde(default)]
    pub left: u32,
    /// Space before, twips.
    #[serde(default)]
    pub before: u32,
    /// Space after, twips.
    #[serde(default)]
    pub after: u32,
    /// Line spacing in 240ths of a single line.
    #[serde(default = "single")]
    pub line: u32,
    /// Stays on the page of the next paragraph.
    #[serde(default)]
    pub keep_next: bool,
    /// Heading level in the navigation pane, from 1.
    #[serde(default)]
    pub outline: Option<u8>,
    /// The place in the decree, or why practice says so.
    pub basis: String,
}

/// Alignment of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
    /// Both edges (căn đều hai lề).
    Justify,
}

impl Layout {
    /// Reads a layout file.
    ///
    /// # Errors
    /// [`ErrorKind::Template`](crate::ErrorKind::Template) with file and line where the file is not a layout, or
    /// says nothing of a page or a role that a report has.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let layout: Self = toml::from_str(text).map_err(|error| Error::toml(file, text, &error))?;
        let page = ["main", "appendix"].into_iter().find(|page| !layout.pages.contains_key(*page));
        let role = ROLES.iter().find(|role| !layout.roles.contains_key(*role));
        let missing = page.map(|page| format!("pages.{page}"));
        match missing.or(role.map(|role| format!("roles.{}", role.style().0))) {
            Some(missing) => Err(Error::template(file, 1, format!("thiếu “{missing}”"))),
            None => Ok(layout),
        }
    }
}

fn single() -> u32 {
    240
}
