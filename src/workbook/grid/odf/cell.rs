//! One cell: its type, its value and its text become what the cell shows.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::data_style::Shows;
use super::nodes::Nodes;
use super::text::{read_paragraph, require_room};
use crate::error::Result;
use crate::package::{Node, count, raws};
use crate::workbook::grid::number::Origin;
use crate::workbook::grid::value::{clean, excerpt, figure, iso_date, text, unreadable};
use crate::workbook::grid::{Cell, CellValue};

/// What the file says of one cell.
pub(super) struct Facts<'e> {
    style: Option<Cow<'e, str>>,
    kind: Option<Cow<'e, str>>,
    value: Option<Cow<'e, str>>,
    date: Option<Cow<'e, str>>,
    boolean: Option<Cow<'e, str>>,
    /// Whether the cell shows an error.
    error: bool,
    /// Whether no digit is shown, so that it is no number as it was typed.
    wordy: bool,
    formula: bool,
    /// The text that stands for the paragraphs.
    string: Option<String>,
    /// The paragraphs, lines apart by `\n`.
    shown: Option<String>,
    /// Why the content cannot be believed, in Vietnamese.
    fault: Option<&'static str>,
}

/// What a cell shows in place of a result.
const ERRORS: [&str; 7] = ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!"];

/// More digits than any number of a spreadsheet has, written out.
const LONGEST_NUMBER: usize = 400;

impl<'e> Facts<'e> {
    /// Reads the cell that is open.
    pub(super) fn read(nodes: &mut Nodes<'_>, element: &'e BytesStart<'_>) -> Result<Self> {
        let [style, kind, value, date, boolean, formula, own_kind] = raws(
            element,
            [
                "table:style-name",
                "office:value-type",
                "office:value",
                "office:date-value",
                "office:boolean-value",
                "table:formula",
                "calcext:value-type",
            ],
        );
        let string = nodes.attribute(element, "office:string-value")?;
        require_room(nodes, count(string.as_deref().unwrap_or_default().len()))?;
        let (error, formula) = (own_kind.as_deref() == Some("error"), formula.is_some());
        let (wordy, shown, fault) = (false, None, None);
        let mut facts =
            Self { style, kind, value, date, boolean, error, wordy, formula, string, shown, fault };
        facts.content(nodes)?;
        facts.look();
        Ok(facts)
    }

    fn content(&mut self, nodes: &mut Nodes<'_>) -> Result<()> {
        let outside = nodes.depth().saturating_sub(1);
        while nodes.depth() > outside {
            let Some(node) = nodes.step()? else { break };
            match node {
                Node::Open(element) => match element.name().as_ref() {
                    "text:p" | "text:h" => self.paragraph(nodes)?,
                    name => {
                        if name.starts_with("text:") || name.starts_with("table:table") {
                            self.fault = Some("ô có nội dung không phải đoạn chữ");
                        }
                        nodes.skip()?;
                    }
                },
                Node::Text(text) | Node::CData(text) if !text.trim().is_empty() => {
                    self.fault = Some("ô có chữ ngoài đoạn");
                }
                Node::Reference(_) => self.fault = Some("ô có chữ ngoài đoạn"),
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, nodes: &mut Nodes<'_>) -> Result<()> {
        let mut shown = self.shown.take().map_or_else(String::new, |before| before + "\n");
        read_paragraph(nodes, &mut shown)?;
        self.shown = Some(shown);
        Ok(())
    }

    /// The style that the cell names itself.
    pub(super) fn style(&self) -> Option<&str> {
        self.style.as_deref()
    }

    /// How many bytes of text the cell holds.
    pub(super) fn text_bytes(&self) -> u64 {
        [&self.string, &self.shown].into_iter().flatten().map(|text| count(text.len())).sum()
    }

    /// The cell, or `None` where it is blank. `shows` is how its style shows a number, if that is known.
    pub(super) fn cell(&self, shows: Option<&Shows>) -> Option<Cell> {
        let formula = self.formula;
        self.believed(shows).map(|value| Cell { value, formula })
    }

    fn believed(&self, shows: Option<&Shows>) -> Option<CellValue> {
        if let Some(fault) = self.fault {
            return Some(unreadable(fault));
        }
        if self.error {
            return Some(CellValue::Error(excerpt(&clean(self.shown.as_deref().unwrap_or_default()))));
        }
        match self.kind.as_deref() {
            Some("string") => text(clean(self.string.as_ref().or(self.shown.as_ref()).map_or("", |s| s))),
            Some("float" | "currency") => self.valued(self.value.as_deref(), |v| self.number(v, shows)),
            Some("percentage") => self.valued(self.value.as_deref(), |v| match shows {
                // no format of its own: the type alone says that the number is a percentage
                Some(Shows::Number(format)) if format.is_general() => {
                    self.number(v, Some(&Shows::free_percentage()))
                }
                shows => self.number(v, shows),
            }),
            Some("date") => self.valued(self.date.as_deref(), iso_date),
            Some("boolean") => self.valued(self.boolean.as_deref(), |v| match v {
                "true" => CellValue::Bool(true),
                "false" => CellValue::Bool(false),
                other => unreadable(&format!("giá trị “{}” không hợp kiểu của ô", excerpt(other))),
            }),
            Some("time") => Some(unreadable("là khoảng thời gian, không phải ngày")),
            // a formula that gives no text shows an empty paragraph
            None | Some("" | "void") if self.formula && self.shown.is_none() => {
                Some(CellValue::NotCalculated)
            }
            None | Some("" | "void") => text(clean(self.shown.as_deref().unwrap_or_default())),
            Some(other) => Some(unreadable(&format!("kiểu giá trị “{}” không có thật", excerpt(other)))),
        }
    }

    /// What the text alone says of an error, as older programs write it, and of a number that shows none.
    fn look(&mut self) {
        let shown = self.shown.as_deref().unwrap_or_default().trim();
        let numbered = ["Err:", "Lỗi:"].iter().find_map(|mark| shown.strip_prefix(mark));
        let numbered = numbered.is_some_and(|code| code.parse::<u16>().is_ok());
        self.error |= self.formula && (numbered || ERRORS.contains(&shown));
        self.wordy = !shown.is_empty() && !shown.contains(|c: char| c.is_ascii_digit());
    }

    /// Whether the style of the cell decides what it shows.
    pub(super) fn is_number(&self) -> bool {
        !self.error && matches!(self.kind.as_deref(), Some("float" | "currency" | "percentage"))
    }

    /// A value of a type that needs one.
    fn valued(&self, value: Option<&str>, read: impl FnOnce(&str) -> CellValue) -> Option<CellValue> {
        match value {
            Some(value) if !value.is_empty() => Some(read(value)),
            _ if self.formula => Some(CellValue::NotCalculated),
            _ => self.shown.as_deref().filter(|shown| !shown.is_empty()).map(|_| unreadable("thiếu giá trị")),
        }
    }

    fn number(&self, written: &str, shows: Option<&Shows>) -> CellValue {
        let origin = if self.formula { Origin::Computed } else { Origin::Typed };
        let number = if written.len() > LONGEST_NUMBER { None } else { written.parse().ok() };
        match (number, shows) {
            (None, _) => unreadable(&format!("giá trị “{}” không phải số", excerpt(written))),
            (_, None) => unreadable("kiểu ô không có trong bảng kiểu"),
            (_, Some(Shows::Moment)) => unreadable("là số trong kiểu ngày giờ"),
            (Some(_), Some(Shows::Number(format))) if format.is_general() && self.wordy => self.word(),
            (Some(number), Some(Shows::Number(format))) => figure(format.show(number, origin)),
        }
    }

    /// TRUE and FALSE of a formula are written as the numbers 1 and 0.
    fn word(&self) -> CellValue {
        match self.shown.as_deref().unwrap_or_default() {
            "TRUE" => CellValue::Bool(true),
            "FALSE" => CellValue::Bool(false),
            other => unreadable(&format!("là số mà hiện “{}”", excerpt(other))),
        }
    }
}
