//! A data style (kiểu số) of OpenDocument as the format code that a spreadsheet shows for it.

use quick_xml::events::BytesStart;

use super::nodes::Nodes;
use crate::error::Result;
use crate::package::{Node, raws};
use crate::workbook::grid::number::NumberFormat;

/// How a cell shows a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shows {
    /// As a number.
    Number(NumberFormat),
    /// As a day or a time of day.
    Moment,
}

/// A data style by itself, before the styles it hands some numbers on to are known.
pub(super) struct DataStyle {
    shows: Shows,
    /// Conditions on the number, each with the style that then counts.
    maps: Vec<(Condition, String)>,
}

/// The family of a data style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Number,
    Percentage,
    Moment,
}

/// What a condition can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Positive,
    Negative,
    Zero,
}

/// The signs that meet a condition, or `None` if it tells apart more than signs.
type Condition = Option<&'static [Sign]>;

/// More than a spreadsheet writes.
const MOST_MAPS: usize = 4;

/// Digits after the point where a percentage says nothing of them.
const FREE_PERCENT: &str = "0.####################";
const MOST_PLACES: usize = 20;

impl Default for Shows {
    /// A number as it was typed.
    fn default() -> Self {
        Self::Number(NumberFormat::default())
    }
}

impl Shows {
    /// A percentage with the digits it was typed with.
    pub(super) fn free_percentage() -> Self {
        Self::Number(NumberFormat::parse(&format!("{FREE_PERCENT}%")))
    }
}

impl DataStyle {
    /// Reads the element that is open, if it is a data style.
    pub(super) fn read(nodes: &mut Nodes<'_>, element: &BytesStart<'_>) -> Result<Option<Self>> {
        let family = match element.name().as_ref() {
            "number:number-style"
            | "number:currency-style"
            | "number:text-style"
            | "number:boolean-style" => Family::Number,
            "number:percentage-style" => Family::Percentage,
            "number:date-style" | "number:time-style" => Family::Moment,
            _ => return Ok(None),
        };
        let (mut code, mut maps) = (String::new(), Vec::new());
        let outside = nodes.depth().saturating_sub(1);
        while nodes.depth() > outside {
            let Some(node) = nodes.step()? else { break };
            let Node::Open(element) = node else { continue };
            match element.name().as_ref() {
                "number:number" => code.push_str(&digits(&element, family)),
                "number:scientific-number" => code.push_str("0E+0"),
                "number:fraction" => code.push_str("?/?"),
                "number:text-content" | "number:boolean" => code.push('@'),
                "number:text" => push_words(&mut code, &words(nodes)?, family),
                "style:map" => {
                    let condition = nodes.attribute(&element, "style:condition")?.unwrap_or_default();
                    let name = nodes.name(&element, "style:apply-style-name")?.unwrap_or_default();
                    maps.push((signs(&condition), name));
                }
                _ => {}
            }
        }
        if family == Family::Percentage && !code.contains('%') {
            code.push('%');
        }
        let shows = match family {
            Family::Moment => Shows::Moment,
            _ => Shows::Number(NumberFormat::parse(&code)),
        };
        Ok(Some(Self { shows, maps }))
    }

    /// What is shown once the styles of other numbers are found; a condition on anything but the sign
    /// leaves the number whole.
    pub(super) fn resolved<'s>(&'s self, find: impl Fn(&str) -> Option<&'s Self>) -> Shows {
        match self.maps.len() {
            0 => return self.shows.clone(),
            1..=MOST_MAPS => {}
            _ => return Shows::default(),
        }
        let of = |sign| self.mapped(sign, &find);
        let (Some(positive), Some(negative), Some(zero)) =
            (of(Sign::Positive), of(Sign::Negative), of(Sign::Zero))
        else {
            return Shows::default();
        };
        match (positive, negative, zero) {
            (Shows::Number(positive), Shows::Number(negative), Shows::Number(zero)) => {
                Shows::Number(NumberFormat::by_sign(positive, negative, zero))
            }
            _ => Shows::Moment,
        }
    }

    fn mapped<'s>(&'s self, sign: Sign, find: &impl Fn(&str) -> Option<&'s Self>) -> Option<&'s Shows> {
        for (condition, name) in &self.maps {
            if (*condition)?.contains(&sign) {
                return find(name).map(|style| &style.shows);
            }
        }
        Some(&self.shows)
    }
}

fn signs(condition: &str) -> Condition {
    let condition: String = condition.chars().filter(|c| !c.is_whitespace()).collect();
    Some(match condition.strip_prefix("value()")?.strip_suffix('0')? {
        ">" => &[Sign::Positive],
        "<" => &[Sign::Negative],
        "=" => &[Sign::Zero],
        ">=" => &[Sign::Positive, Sign::Zero],
        "<=" => &[Sign::Negative, Sign::Zero],
        "!=" | "<>" => &[Sign::Positive, Sign::Negative],
        _ => return None,
    })
}

fn digits(element: &BytesStart<'_>, family: Family) -> String {
    let [places, least, replacement, factor] = raws(
        element,
        [
            "number:decimal-places",
            "number:min-decimal-places",
            "number:decimal-replacement",
            "number:display-factor",
        ],
    );
    let number = |written: &str| written.parse::<usize>().ok().map(|places| places.min(MOST_PLACES));
    let Some(places) = places.as_deref().and_then(number) else {
        return if family == Family::Percentage { FREE_PERCENT } else { "General" }.to_owned();
    };
    let free = if replacement.is_some() { 0 } else { places };
    let least = least.as_deref().and_then(number).unwrap_or(free).min(places);
    let point = if places > 0 { "." } else { "" };
    let thousands = factor.as_deref().map_or(0, thousands);
    ["0", point, &"0".repeat(least), &"#".repeat(places - least), &",".repeat(thousands)].concat()
}

/// How often a factor divides by a thousand.
fn thousands(factor: &str) -> usize {
    let factor = factor.split('.').next().unwrap_or_default();
    let zeros = factor.strip_prefix('1').filter(|zeros| zeros.bytes().all(|byte| byte == b'0'));
    zeros.map_or(0, |zeros| zeros.len() / 3)
}

fn words(nodes: &mut Nodes<'_>) -> Result<String> {
    let outside = nodes.depth().saturating_sub(1);
    let mut words = String::new();
    while nodes.depth() > outside {
        match nodes.step()? {
            None => break,
            Some(Node::Text(text) | Node::CData(text)) => words += &text,
            Some(Node::Reference(character)) => words.push(character),
            Some(_) => {}
        }
    }
    Ok(words)
}

/// Words are quoted; only the sign of a percentage style multiplies.
fn push_words(code: &mut String, words: &str, family: Family) {
    for word in words.split_inclusive('%') {
        let (word, percent) = match word.strip_suffix('%') {
            Some(before) if family == Family::Percentage => (before, "%"),
            _ => (word, ""),
        };
        code.push('"');
        code.extend(word.chars().filter(|&c| c != '"'));
        code.push('"');
        code.push_str(percent);
    }
}
