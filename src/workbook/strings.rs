//! The shared strings (bảng chuỗi dùng chung): checked before the spreadsheet reader takes them in.

use std::collections::HashMap;
use std::sync::Arc;

use super::limits::{at_most, count};
use super::preflight::{Node, Walk, index, plausible, raw};
use super::value::clean;
use crate::error::Result;

/// The table of shared strings, as far as it must be known.
#[derive(Default)]
pub(crate) struct Strings {
    /// How many there are.
    pub(crate) count: usize,
    /// Those that the spreadsheet reader would read without some of their spaces.
    repaired: HashMap<usize, String>,
    /// Those already met, so that a text used by many cells is kept once.
    met: Vec<Option<Arc<str>>>,
}

impl Strings {
    /// Walks the whole part; also gives the part as it may be handed on: with the true count.
    pub(crate) fn scan<'c>(walk: &mut Walk<'_>, content: &'c [u8]) -> Result<(Self, Vec<u8>, &'c [u8])> {
        let mut strings = Self::default();
        let (mut total, mut root, mut first) = (0, String::new(), None);
        while let Some(node) = walk.step()? {
            let Node::Open(element) = node else { continue };
            match (walk.depth(), element.local_name().as_ref()) {
                (1, "sst") => {
                    if raw(&element, "uniqueCount").is_some_and(|declared| !plausible(&declared, content)) {
                        return Err(walk.fault("khai báo số chuỗi không thể có thật"));
                    }
                    root = element.name().as_ref().to_owned();
                }
                (2, "si") => {
                    first.get_or_insert(walk.start());
                    total += strings.add(read_runs(walk)?);
                }
                (_, "si" | "sst") => return Err(walk.fault("chuỗi dùng chung đặt sai chỗ")),
                _ => {}
            }
            at_most(walk.limits().shared_text_bytes, total, || {
                "chữ trong các chuỗi dùng chung (byte)".to_owned()
            })?;
            at_most(walk.limits().cells, count(strings.count), || "số chuỗi dùng chung".to_owned())?;
        }
        strings.met.resize(strings.count, None);
        let head = format!("<{root} uniqueCount=\"{}\">", strings.count).into_bytes();
        let items = first.and_then(|start| content.get(index(start)..)).unwrap_or_default();
        Ok((strings, head, items))
    }

    /// The text of a string, from the spreadsheet reader unless it loses spaces there.
    pub(crate) fn take(&mut self, index: usize, read: &str) -> Arc<str> {
        let text = || self.repaired.get(&index).map_or_else(|| clean(read), |repaired| clean(repaired));
        match self.met.get_mut(index) {
            Some(met) => Arc::clone(met.get_or_insert_with(text)),
            None => text(),
        }
    }

    fn add(&mut self, runs: Runs) -> u64 {
        let length = count(runs.text.len());
        if runs.loses_spaces {
            self.repaired.insert(self.count, runs.text);
        }
        self.count += 1;
        length
    }
}

/// The text of a string in runs.
pub(crate) struct Runs {
    pub(crate) text: String,
    /// Whether a run without `xml:space` begins or ends with a space: the spreadsheet reader trims
    /// each run, and `"Thu " + "ngân sách"` comes out as one word.
    pub(crate) loses_spaces: bool,
}

/// Reads up to the end of the element that is open; readings (`rPh`) are no part of the text.
pub(crate) fn read_runs(walk: &mut Walk<'_>) -> Result<Runs> {
    let outside = walk.depth() - 1;
    let mut runs = Runs { text: String::new(), loses_spaces: false };
    let (mut reading, mut in_runs) = (None, false);
    while walk.depth() > outside {
        match walk.step()? {
            None => break,
            Some(Node::Open(element)) => match element.local_name().as_ref() {
                "r" => in_runs = true,
                "si" | "is" | "c" => return Err(walk.fault("chuỗi đặt sai chỗ")),
                "rPh" if reading.is_none() => reading = Some(walk.depth()),
                "t" if reading.is_none() => {
                    let preserved = raw(&element, "xml:space").is_some_and(|space| space == "preserve");
                    let piece = read_piece(walk)?;
                    runs.add(&piece, preserved, in_runs);
                }
                _ => {}
            },
            Some(Node::Close) if reading.is_some_and(|depth| walk.depth() < depth) => reading = None,
            Some(_) => {}
        }
        at_most(walk.limits().cell_text_bytes, count(runs.text.len()), || "chữ của một ô (byte)".to_owned())?;
    }
    Ok(runs)
}

impl Runs {
    fn add(&mut self, piece: &str, preserved: bool, in_runs: bool) {
        const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];
        let trimmed = piece.trim_matches(SPACES);
        let kept = if preserved || in_runs { piece } else { trimmed };
        self.loses_spaces |= kept.len() != trimmed.len() && !preserved;
        match kept.contains("_x") {
            true => self.text.push_str(&decode_escapes(kept)),
            false => self.text.push_str(kept),
        }
    }
}

fn read_piece(walk: &mut Walk<'_>) -> Result<String> {
    let outside = walk.depth() - 1;
    let mut piece = String::new();
    while walk.depth() > outside {
        match walk.step()? {
            None => break,
            Some(Node::Text(text) | Node::CData(text)) => piece.push_str(&text),
            Some(Node::Reference(character)) => piece.push(character),
            Some(_) => {}
        }
    }
    Ok(piece)
}

/// Text with `_xHHHH_` as the UTF-16 unit it stands for.
pub(crate) fn decode_escapes(text: &str) -> String {
    let (mut decoded, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once("_x") {
        decoded.push_str(before);
        let (units, left) = escaped_units(after);
        match units.is_empty() {
            true => decoded.push_str("_x"),
            false => decoded.push_str(&String::from_utf16_lossy(&units)),
        }
        rest = left;
    }
    decoded.push_str(rest);
    decoded
}

/// The units of escapes that follow one another (a pair of surrogates is two), and what is left.
fn escaped_units(mut rest: &str) -> (Vec<u16>, &str) {
    let mut units = Vec::new();
    while let Some((unit, left)) = escaped_unit(rest) {
        units.push(unit);
        match left.strip_prefix("_x") {
            Some(next) if escaped_unit(next).is_some() => rest = next,
            _ => return (units, left),
        }
    }
    (units, rest)
}

fn escaped_unit(after: &str) -> Option<(u16, &str)> {
    let (digits, left) = after.split_at_checked(4)?;
    let hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let left = left.strip_prefix('_').filter(|_| hexadecimal)?;
    Some((u16::from_str_radix(digits, 16).ok()?, left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::limits::Limits;

    fn runs(xml: &str) -> (String, bool) {
        let limits = Limits::default();
        let mut walk = Walk::new("strings", xml.as_bytes(), &limits).unwrap();
        walk.step().unwrap();
        let runs = read_runs(&mut walk).unwrap();
        walk.finish().unwrap();
        (runs.text, runs.loses_spaces)
    }

    #[test]
    fn runs_keep_the_spaces_between_them() {
        for (xml, text, loses) in [
            ("<si><t>Thu</t></si>", "Thu", false),
            ("<si><t> Thu </t></si>", "Thu", false),
            ("<si><r><t>Thu </t></r><r><t>ngân sách</t></r></si>", "Thu ngân sách", true),
            ("<si><r><t xml:space='preserve'>Thu </t></r><r><t>chi</t></r></si>", "Thu chi", false),
            ("<si><t>A&amp;B&#10;C</t><rPh><t>no</t></rPh></si>", "A&B\nC", false),
            ("<si/>", "", false),
        ] {
            assert_eq!(runs(xml), (text.to_owned(), loses), "{xml}");
        }
    }

    #[test]
    fn escapes_are_utf16_units() {
        for (written, read) in [
            ("a_x0041_b", "aAb"),
            ("_x005F_x0041_", "_x0041_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_", "\u{fffd}"),
            ("_x00g1_ _x+041_ _x41", "_x00g1_ _x+041_ _x41"),
            ("_xđđ", "_xđđ"),
        ] {
            assert_eq!(decode_escapes(written), read, "{written}");
        }
    }
}
