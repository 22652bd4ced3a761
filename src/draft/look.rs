//! What a run's properties say of its text.

use quick_xml::events::BytesStart;

use super::fonts::Font;
use super::spaces::{attribute, is_on};

/// The properties of a run or a style that count; `None` where they say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    /// Does not print.
    pub(super) hidden: Option<bool>,
    /// Raised above the line (chỉ số trên).
    pub(super) raised: Option<bool>,
    pub(super) font: Option<Font>,
}

impl Look {
    /// Takes one property.
    pub(super) fn take(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "b" => self.bold = Some(is_on(element)),
            "i" => self.italic = Some(is_on(element)),
            "vanish" => self.hidden = Some(is_on(element)),
            "vertAlign" => {
                self.raised = Some(attribute(element, "val").as_deref() == Some("superscript"));
            }
            "rFonts" => self.font = font(element).or(self.font),
            _ => {}
        }
    }

    /// These properties, and those of `under` where they say nothing.
    pub(super) fn over(self, under: Self) -> Self {
        Self {
            bold: self.bold.or(under.bold),
            italic: self.italic.or(under.italic),
            hidden: self.hidden.or(under.hidden),
            raised: self.raised.or(under.raised),
            font: self.font.or(under.font),
        }
    }
}

/// The font of Latin letters; one of an old encoding wins, for its text is there in any slot.
fn font(element: &BytesStart<'_>) -> Option<Font> {
    let named = |slot| attribute(element, slot).map(|name| Font::of(&name));
    let slots = [named("hAnsi"), named("ascii")];
    let old = slots.into_iter().flatten().find(|font| *font != Font::Unicode);
    let theme = ["asciiTheme", "hAnsiTheme"].into_iter().find_map(|slot| attribute(element, slot));
    old.or(slots.into_iter().flatten().next()).or(theme.map(|_| Font::Unicode))
}
