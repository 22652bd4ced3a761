//! Which numbers a cell style shows, and which table styles hide their sheet.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;

use super::data_style::{DataStyle, Shows};
use super::nodes::Nodes;
use crate::error::Result;
use crate::package::{Node, at_most, count, raw};

/// The styles of one part as they stand there.
#[derive(Default)]
pub(super) struct Layer {
    data: HashMap<String, DataStyle>,
    cells: HashMap<String, CellStyle>,
    hidden: HashSet<String>,
}

/// What a cell style says itself.
struct CellStyle {
    parent: Option<String>,
    data: Option<String>,
}

/// The styles that the cells of the content name.
pub(super) struct Styles {
    /// `None` for a style whose number format is not there.
    cells: HashMap<String, Option<Shows>>,
    hidden: HashSet<String>,
    default: Shows,
}

/// The style that cells have where no style is named: no file needs to hold it.
const DEFAULT: &str = "Default";

/// The name of a default style in the table, which no style can have.
const UNNAMED: &str = "";

const LONGEST_LINE: usize = 16; // of parents, far more than a spreadsheet makes

impl Layer {
    /// Reads the named styles of a whole part.
    pub(super) fn read_part(&mut self, mut nodes: Nodes<'_>) -> Result<()> {
        while let Some(node) = nodes.step()? {
            let Node::Open(element) = node else { continue };
            if nodes.depth() == 2 && element.name().as_ref() == "office:styles" {
                self.read_container(&mut nodes)?;
            }
        }
        Ok(())
    }

    /// Reads the styles inside the element that is open.
    pub(super) fn read_container(&mut self, nodes: &mut Nodes<'_>) -> Result<()> {
        let inside = nodes.depth();
        while nodes.depth() >= inside {
            let Some(node) = nodes.step()? else { break };
            let Node::Open(element) = node else { continue };
            let name = nodes.name(&element, "style:name")?.unwrap_or_default();
            match element.name().as_ref() {
                "style:style" => self.style(nodes, &element, name)?,
                "style:default-style" => self.style(nodes, &element, UNNAMED.to_owned())?,
                _ => {
                    let Some(style) = DataStyle::read(nodes, &element)? else { continue };
                    if self.data.insert(name, style).is_some() {
                        return Err(twins(nodes));
                    }
                }
            }
            let styles = count(self.data.len().max(self.cells.len()).max(self.hidden.len()));
            at_most(("formats", nodes.limits().formats), styles, || "số kiểu ô".to_owned())?;
        }
        Ok(())
    }

    fn style(&mut self, nodes: &mut Nodes<'_>, element: &BytesStart<'_>, name: String) -> Result<()> {
        match raw(element, "style:family").as_deref() {
            Some("table-cell") => {
                let parent = nodes.name(element, "style:parent-style-name")?;
                let data = nodes.name(element, "style:data-style-name")?;
                if self.cells.insert(name, CellStyle { parent, data }).is_some() {
                    return Err(twins(nodes));
                }
                nodes.skip()
            }
            Some("table") => self.table(nodes, name),
            _ => nodes.skip(),
        }
    }

    fn table(&mut self, nodes: &mut Nodes<'_>, name: String) -> Result<()> {
        let outside = nodes.depth().saturating_sub(1);
        while nodes.depth() > outside {
            let Some(node) = nodes.step()? else { break };
            let Node::Open(element) = node else { continue };
            if element.name().as_ref() == "style:table-properties"
                && raw(&element, "table:display").is_some_and(|display| display == "false")
            {
                self.hidden.insert(name.clone());
            }
        }
        Ok(())
    }
}

fn twins(nodes: &Nodes<'_>) -> crate::error::Error {
    nodes.fault("có hai kiểu cùng tên")
}

impl Styles {
    /// The styles of the content, above the named ones.
    pub(super) fn new(named: &Layer, own: &Layer) -> Self {
        let cells = named.cells.keys().chain(own.cells.keys());
        let cells = cells.map(|name| (name.clone(), shows(name, named, own))).collect();
        let hidden = named.hidden.union(&own.hidden).cloned().collect();
        Self { cells, hidden, default: shows(UNNAMED, named, own).unwrap_or_default() }
    }

    /// How the cells of a style show a number; `None` where the file does not have the style.
    pub(super) fn shows(&self, style: Option<&str>) -> Option<&Shows> {
        match style {
            None => Some(&self.default),
            Some(name) => match self.cells.get(name) {
                None if name == DEFAULT => Some(&self.default),
                found => found?.as_ref(),
            },
        }
    }

    /// Whether a table of this style is hidden.
    pub(super) fn hides(&self, style: &str) -> bool {
        self.hidden.contains(style)
    }
}

/// Follows a cell style to the data style that it names or inherits, the default style at last.
fn shows(name: &str, named: &Layer, own: &Layer) -> Option<Shows> {
    let (mut next, mut layers) = (Some(name), [own, named]);
    for _ in 0..LONGEST_LINE {
        let Some(name) = next else { return Some(Shows::default()) };
        let default = (name != UNNAMED).then_some(UNNAMED);
        let found = layers.iter().find_map(|layer| Some((layer.cells.get(name)?, *layer)));
        let Some((style, layer)) = found else {
            next = default;
            continue;
        };
        if std::ptr::eq(layer, named) {
            layers = [named, named];
        }
        if let Some(data) = &style.data {
            let find = |name: &str| layers.iter().find_map(|layer| layer.data.get(name));
            return find(data).map(|style| style.resolved(find));
        }
        next = style.parent.as_deref().or(default);
    }
    None
}
