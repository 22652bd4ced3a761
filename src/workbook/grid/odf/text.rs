//! The paragraphs of a cell: what the cell shows, without comments, shapes and readings.

use super::nodes::Nodes;
use crate::error::Result;
use crate::package::{Node, at_most, count, index, raw};

/// The text of one paragraph as it grows. Spaces count as they stand, for spreadsheets write them so in
/// text of several looks; a line break or tab of the XML, with the spaces after it, is layout: one space
/// at most.
struct Paragraph<'t> {
    text: &'t mut String,
    begins: bool,
    layout: bool,
}

impl Paragraph<'_> {
    fn add(&mut self, character: char) {
        match character {
            '\t' | '\r' | '\n' if !self.layout => {
                self.layout = true;
                if !self.begins && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
            }
            '\t' | '\r' | '\n' => {}
            ' ' if self.layout => {}
            _ => self.put(character),
        }
    }

    /// A character that stands for itself.
    fn put(&mut self, character: char) {
        self.text.push(character);
        (self.begins, self.layout) = (false, false);
    }

    /// Spaces that the file counts.
    fn spaces(&mut self, times: usize) {
        self.text.push_str(&" ".repeat(times));
        (self.begins, self.layout) = (false, false);
    }
}

/// Adds the text of the paragraph that is open.
pub(super) fn read_paragraph(nodes: &mut Nodes<'_>, text: &mut String) -> Result<()> {
    let outside = nodes.depth().saturating_sub(1);
    let mut paragraph = Paragraph { text, begins: true, layout: false };
    while nodes.depth() > outside {
        let Some(node) = nodes.step()? else { break };
        match node {
            Node::Text(text) | Node::CData(text) => text.chars().for_each(|c| paragraph.add(c)),
            Node::Reference(character) => paragraph.put(character),
            Node::Open(element) => match element.name().as_ref() {
                "text:s" => {
                    let times = nodes.times(raw(&element, "text:c").as_deref())?;
                    require_room(nodes, count(paragraph.text.len()).saturating_add(times))?;
                    paragraph.spaces(index(times));
                }
                "text:tab" => paragraph.put('\t'),
                "text:line-break" => paragraph.put('\n'),
                name if is_aside(name) => nodes.skip()?,
                _ => {}
            },
            Node::Close | Node::Aside => {}
        }
        require_room(nodes, count(paragraph.text.len()))?;
    }
    Ok(())
}

/// Refuses a cell whose text would be longer than a cell may hold.
pub(super) fn require_room(nodes: &Nodes<'_>, bytes: u64) -> Result<()> {
    at_most(("cell_text_bytes", nodes.limits().cell_text_bytes), bytes, || "chữ của một ô (byte)".to_owned())
}

/// Elements inside a paragraph whose text is not the cell's.
fn is_aside(name: &str) -> bool {
    name.starts_with("draw:") || matches!(name, "office:annotation" | "text:note" | "text:ruby-text")
}
