//! What the properties of paragraphs, runs and sections say.

use quick_xml::events::BytesStart;

use super::scan::{Kind, Scan};
use super::spaces::{attribute, number};

impl Scan<'_, '_> {
    pub(super) fn paragraph_property(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "numPr" => return self.enter(Kind::ListProperties),
            "sectPr" => {
                if let Some((_, raw)) = self.paragraphs.last_mut() {
                    raw.ends_part = true;
                }
                return self.enter(Kind::Section);
            }
            _ => {}
        }
        if let Some((_, raw)) = self.paragraphs.last_mut() {
            match name {
                "pStyle" => raw.style_id = attribute(element, "val"),
                "outlineLvl" => raw.outline = number(element, "val"),
                _ => {}
            }
        }
        self.skip();
    }

    pub(super) fn list_property(&mut self, name: &str, element: &BytesStart<'_>) {
        if let Some((_, raw)) = self.paragraphs.last_mut() {
            match name {
                "numId" => raw.list = attribute(element, "val"),
                "ilvl" => raw.list_level = number(element, "val"),
                _ => {}
            }
        }
        self.skip();
    }

    /// Once its properties are known, so is the paragraph's style.
    pub(super) fn end_paragraph_properties(&mut self) {
        let end = self.bytes().1;
        if let Some((_, raw)) = self.paragraphs.last_mut() {
            raw.style = self.shared.styles.paragraph(raw.style_id.as_deref());
            raw.source.content.0 = end;
        }
    }

    pub(super) fn run_property(&mut self, name: &str, element: &BytesStart<'_>) {
        if let Some(run) = self.runs.last_mut() {
            match name {
                "rStyle" => run.style = attribute(element, "val"),
                _ => run.own.take(name, element),
            }
        }
        self.skip();
    }

    /// Keeps where the properties stand, so that a run can be split in two of one look.
    pub(super) fn end_run_properties(&mut self) {
        let end = self.bytes().1;
        let run = self.runs.last().map_or(0, |run| run.number);
        if let Some((_, raw)) = self.paragraphs.last_mut()
            && let Some(run) = raw.source.runs.get_mut(run)
            && let Some(properties) = &mut run.properties
        {
            properties.1 = end;
            run.content = end;
        }
    }

    pub(super) fn section_property(&mut self, name: &str, element: &BytesStart<'_>) {
        let length = |name| number(element, name).unwrap_or(0);
        match name {
            "headerReference" | "footerReference" => {
                let id = attribute(element, "id").unwrap_or_default();
                if self.headers.insert(id.clone()) {
                    self.story.headers.push(id);
                }
            }
            "pgSz" => [self.page[0], self.page[1]] = [length("w"), length("h")],
            "pgMar" => {
                let [_, _, margins @ ..] = &mut self.page;
                *margins = ["top", "bottom", "left", "right", "header"].map(length);
            }
            _ => {}
        }
        self.skip();
    }
}
