//! Word's own numbers: what it prints before a paragraph of a list.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;

use super::fonts::{is_symbol, symbol};
use super::spaces::{Space, Spaces, attribute, is_on, number};
use crate::error::Result;
use crate::package::{FIXED, Node, Walk, at_most, count};

/// How many lists a draft may have; Word itself stops at 2,047.
const MOST_LISTS: u64 = 16_384;

/// The most characters of a label; Word itself stops at 31.
const LONGEST_LABEL: usize = 64;

/// How many levels a list has.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// The level that starts this one again; Word's own rule where it is none.
    restart: Option<usize>,
    /// Shows every number of the label in Arabic digits.
    arabic: bool,
    /// The paragraph style whose paragraphs stand on this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
            restart: None,
            arabic: false,
            style: None,
        }
    }
}

type Levels = [Level; LEVELS];

/// A list as paragraphs name it.
#[derive(Debug, Clone, Default)]
struct List {
    pattern: String,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a draft and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: HashMap<String, Levels>,
    lists: HashMap<String, List>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists whose own starts have been used.
    started: HashSet<String>,
}

/// What Word prints before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) level: usize,
    pub(super) bullet: bool,
}

impl Numbering {
    /// Reads the part of the lists.
    pub(super) fn read(walk: &mut Walk<'_>) -> Result<Self> {
        let (mut reading, mut spaces) = (Reading::default(), Spaces::default());
        while let Some(node) = walk.step()? {
            match node {
                Node::Open(element) if spaces.enter(walk.depth(), &element) == Space::Word => {
                    reading.open(element.local_name().as_ref(), &element);
                }
                Node::Close => {
                    spaces.leave(walk.depth());
                    if walk.depth() == 1 {
                        reading.close();
                        let lists = reading.numbering.patterns.len() + reading.numbering.lists.len();
                        at_most((FIXED, MOST_LISTS), count(lists), || "số danh sách đánh số".to_owned())?;
                    }
                }
                _ => {}
            }
        }
        Ok(reading.numbering)
    }

    /// The level of a list that the paragraphs of a style stand on.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let levels = self.patterns.get(&self.lists.get(list)?.pattern)?;
        levels.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts one more paragraph of a list; `None` where the file has no such list.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<Label> {
        let known = self.lists.get(list)?;
        let pattern = self.patterns.get(&known.pattern)?;
        let level = level.min(LEVELS - 1);
        let of = |at: usize| known.levels.get(&at).or_else(|| pattern.get(at));
        let counters = self.counters.entry(known.pattern.clone()).or_default();
        if self.started.insert(list.to_owned()) {
            for (at, counter) in counters.iter_mut().enumerate() {
                if known.starts.contains_key(&at) {
                    *counter = None;
                }
            }
        }
        let start = |at: usize| {
            known.starts.get(&at).copied().or_else(|| of(at).map(|level| level.start)).unwrap_or(1)
        };
        for (at, counter) in counters.iter_mut().enumerate() {
            *counter = match at.cmp(&level) {
                std::cmp::Ordering::Less => Some(counter.unwrap_or_else(|| start(at))),
                std::cmp::Ordering::Equal => {
                    Some(counter.map_or_else(|| start(at), |count| count.saturating_add(1)))
                }
                // a level 0 that restarts it is "never" in the file
                std::cmp::Ordering::Greater => {
                    counter.filter(|_| of(at).and_then(|level| level.restart).is_some_and(|by| by <= level))
                }
            };
        }
        let own = of(level)?;
        let shown = |at: usize| {
            let count = counters.get(at).copied().flatten().unwrap_or(1);
            let format = of(at).map_or("decimal", |level| level.format.as_str());
            printed(if own.arabic { "decimal" } else { format }, count)
        };
        let bullet = own.format == "bullet";
        let text =
            if bullet { own.text.chars().map(bullet_sign).collect() } else { filled(&own.text, shown) };
        Some(Label { text: text.trim().to_owned(), level, bullet })
    }
}

/// A label's text with `%1` … `%9` filled.
fn filled(text: &str, shown: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let digit = (c == '%').then(|| rest.peek().and_then(|c| c.to_digit(10))).flatten();
        match digit.and_then(|digit| usize::try_from(digit).ok()) {
            Some(at @ 1..=LEVELS) => {
                rest.next();
                out.push_str(&shown(at - 1));
            }
            _ => out.push(c),
        }
    }
    out
}

fn bullet_sign(c: char) -> char {
    if is_symbol(c) { symbol(u32::from(c)).unwrap_or('•') } else { c }
}

/// A count in a format.
fn printed(format: &str, count: u32) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{count:02}"),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperLetter" => letters(count).to_uppercase(),
        "lowerLetter" => letters(count),
        _ => count.to_string(),
    }
}

/// A Roman numeral, as I, II, III.
pub(super) fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 3999 {
        return count.to_string();
    }
    let (mut out, mut left) = (String::new(), count);
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

/// a, b, … z, aa, bb, … as Word counts.
fn letters(count: u32) -> String {
    let at = count.saturating_sub(1);
    let letter = u8::try_from(at % 26).map_or('a', |at| char::from(b'a' + at));
    let times = usize::try_from(at / 26 + 1).unwrap_or(1).min(100);
    letter.to_string().repeat(times)
}

/// The part of the lists while it is read.
#[derive(Default)]
struct Reading {
    numbering: Numbering,
    pattern: Option<(String, Levels)>,
    list: Option<(String, List)>,
    level: usize,
}

impl Reading {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        let id = |name| attribute(element, name).unwrap_or_default();
        match name {
            "abstractNum" => self.pattern = Some((id("abstractNumId"), Levels::default())),
            "num" => self.list = Some((id("numId"), List::default())),
            "abstractNumId" => {
                if let Some((_, list)) = &mut self.list {
                    list.pattern = id("val");
                }
            }
            "lvl" | "lvlOverride" => {
                self.level = number(element, "ilvl").unwrap_or(0);
                if name == "lvl"
                    && let Some((_, list)) = &mut self.list
                {
                    list.levels.insert(self.level, Level::default());
                }
            }
            "startOverride" => {
                if let Some((_, list)) = &mut self.list {
                    list.starts.insert(self.level, number(element, "val").unwrap_or(1));
                }
            }
            name => {
                let of_pattern = self.pattern.as_mut().and_then(|(_, levels)| levels.get_mut(self.level));
                let of_list = self.list.as_mut().and_then(|(_, list)| list.levels.get_mut(&self.level));
                if let Some(level) = of_list.or(of_pattern) {
                    level.take(name, element);
                }
            }
        }
    }

    fn close(&mut self) {
        if let Some((id, levels)) = self.pattern.take() {
            self.numbering.patterns.insert(id, levels);
        }
        if let Some((id, list)) = self.list.take() {
            self.numbering.lists.insert(id, list);
        }
    }
}

impl Level {
    fn take(&mut self, name: &str, element: &BytesStart<'_>) {
        let value = || attribute(element, "val").unwrap_or_default();
        match name {
            "start" => self.start = number(element, "val").unwrap_or(1),
            "numFmt" => self.format = value(),
            "lvlText" => self.text = value().chars().take(LONGEST_LABEL).collect(),
            "lvlRestart" => self.restart = number(element, "val"),
            "isLgl" => self.arabic = is_on(element),
            "pStyle" => self.style = Some(value()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::Limits;

    const LISTS: &str = concat!(
        r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
        r#"<w:abstractNum w:abstractNumId="1">"#,
        r#"<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>"#,
        r#"<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/></w:lvl>"#,
        r#"<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>"#,
        r#"</w:abstractNum><w:abstractNum w:abstractNumId="2">"#,
        "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{f0b7}\"/></w:lvl></w:abstractNum>",
        r#"<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#,
        r#"<w:num w:numId="5"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>"#,
        r#"<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>"#,
    );

    #[test]
    fn labels_count_as_word_prints_them() {
        let limits = Limits::default();
        let mut walk = Walk::new("numbering.xml", LISTS.as_bytes(), &limits).unwrap();
        let mut numbering = Numbering::read(&mut walk).unwrap();
        let mut printed = |list: &str, level| numbering.next(list, level).map(|label| label.text);
        for (list, level, text) in [
            ("1", 0, "I."),
            ("1", 1, "1.1"),
            ("1", 1, "1.2"),
            ("1", 2, "c)"),
            ("1", 2, "d)"),
            ("1", 0, "II."),
            ("1", 1, "2.1"),
            ("1", 2, "c)"),
            ("5", 0, "IX."),
            ("1", 0, "X."),
            ("2", 0, "•"),
        ] {
            assert_eq!(printed(list, level).as_deref(), Some(text), "{list} {level}");
        }
        assert_eq!(printed("7", 0), None);
    }

    #[test]
    fn counts_beyond_the_alphabet() {
        assert_eq!([letters(26), letters(27), letters(53)], ["z", "aa", "aaa"]);
        assert_eq!([roman(4), roman(19), roman(2023), roman(4000)], ["IV", "XIX", "MMXXIII", "4000"]);
    }
}
