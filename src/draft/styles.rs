//! The styles of a draft, each with what it inherits.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::events::BytesStart;

use super::look::Look;
use super::spaces::{Space, Spaces, attribute, number};
use crate::document::Role;
use crate::error::Result;
use crate::package::{FIXED, Node, Walk, at_most, count};

/// How many styles a draft may have; Word itself stops at 4,079.
const MOST_STYLES: u64 = 16_384;

/// How far a chain of styles is followed; a longer one is a circle.
const LONGEST_CHAIN: usize = 32;

/// What a paragraph or a character style gives.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// Its name in lower case: the built-in ones are English in every Word.
    pub(super) name: String,
    /// The role that this library's own style stands for.
    pub(super) role: Option<Role>,
    /// The level in the navigation pane, from 0.
    pub(super) outline: Option<u8>,
    /// The list its paragraphs are in.
    pub(super) list: Option<String>,
    pub(super) list_level: Option<usize>,
    /// Whether tables of the style have lines.
    pub(super) lines: bool,
    pub(super) look: Look,
    based_on: Option<String>,
}

/// The styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Rc<Style>>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    defaults: Look,
}

impl Styles {
    /// Reads the part of the styles.
    pub(super) fn read(walk: &mut Walk<'_>) -> Result<Self> {
        let (mut styles, mut spaces) = (Self::default(), Spaces::default());
        let mut open: Option<(String, Style)> = None;
        let mut ignored: Option<u64> = None;
        while let Some(node) = walk.step()? {
            let depth = walk.depth();
            match node {
                Node::Open(element) => {
                    let space = spaces.enter(depth, &element);
                    if space != Space::Word || ignored.is_some() {
                        continue;
                    }
                    match (element.local_name().as_ref(), &mut open) {
                        // what the property was before a tracked change, what only a table's part has
                        ("rPrChange" | "pPrChange" | "tblStylePr", _) => ignored = Some(depth),
                        ("style", None) => open = styles.begin(&element),
                        (name, Some((_, style))) => style.take(name, &element),
                        (name, None) => styles.defaults.take(name, &element),
                    }
                }
                Node::Close => {
                    spaces.leave(depth);
                    ignored = ignored.filter(|ignored| depth >= *ignored);
                    if depth == 1
                        && let Some((id, style)) = open.take()
                    {
                        styles.by_id.insert(id, Rc::new(style));
                        let styles = count(styles.by_id.len());
                        at_most((FIXED, MOST_STYLES), styles, || "số kiểu (style)".to_owned())?;
                    }
                }
                _ => {}
            }
        }
        styles.inherit();
        Ok(styles)
    }

    /// The style of a paragraph: the one it names, or the default.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Rc<Style> {
        let unknown = || {
            let role = id.and_then(|id| Role::of_style(id, ""));
            Rc::new(Style { role, ..Style::default() })
        };
        self.of(id.or(self.default.as_deref())).cloned().unwrap_or_else(unknown)
    }

    /// What a run looks like: its own properties, its style's, its paragraph's, the defaults.
    pub(super) fn look(&self, own: Look, style: Option<&str>, paragraph: &Style) -> Look {
        own.over(self.character(style)).over(paragraph.look).over(self.defaults)
    }

    /// The look of a character style.
    pub(super) fn character(&self, id: Option<&str>) -> Look {
        self.of(id).map_or_else(Look::default, |style| style.look)
    }

    /// Whether a table style has lines.
    pub(super) fn has_lines(&self, id: &str) -> bool {
        self.of(Some(id)).is_some_and(|style| style.lines)
    }

    fn of(&self, id: Option<&str>) -> Option<&Rc<Style>> {
        self.by_id.get(id?)
    }

    fn begin(&mut self, element: &BytesStart<'_>) -> Option<(String, Style)> {
        let id = attribute(element, "styleId")?;
        let is_default = matches!(attribute(element, "default").as_deref(), Some("1" | "true" | "on"));
        if is_default && attribute(element, "type").as_deref() == Some("paragraph") {
            self.default = Some(id.clone());
        }
        Some((id, Style::default()))
    }

    /// Gives each style what the styles under it say.
    fn inherit(&mut self) {
        let full =
            self.by_id.iter().map(|(id, style)| (id.clone(), Rc::new(self.whole(id, style)))).collect();
        self.by_id = full;
    }

    fn whole(&self, id: &str, style: &Style) -> Style {
        let mut whole = style.clone();
        whole.role = Role::of_style(id, &style.name);
        whole.name = style.name.to_lowercase();
        let mut next = style.based_on.as_ref();
        for _ in 0..LONGEST_CHAIN {
            let Some((id, under)) = next.and_then(|id| Some((id, self.by_id.get(id)?))) else { break };
            whole.look = whole.look.over(under.look);
            whole.role = whole.role.or_else(|| Role::of_style(id, &under.name));
            whole.outline = whole.outline.or(under.outline);
            whole.lines |= under.lines;
            if whole.list.is_none() {
                whole.list.clone_from(&under.list);
                whole.list_level = whole.list_level.or(under.list_level);
            }
            next = under.based_on.as_ref();
        }
        whole
    }
}

impl Style {
    fn take(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "name" => self.name = attribute(element, "val").unwrap_or_default(),
            "basedOn" => self.based_on = attribute(element, "val"),
            "outlineLvl" => self.outline = number(element, "val"),
            "numId" => self.list = attribute(element, "val"),
            "ilvl" => self.list_level = number(element, "val"),
            "insideH" | "insideV" | "top" => self.lines |= has_line(element),
            name => self.look.take(name, element),
        }
    }
}

/// Whether a border is drawn.
pub(super) fn has_line(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_some_and(|line| line != "nil" && line != "none")
}
