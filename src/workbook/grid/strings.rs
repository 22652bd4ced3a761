//! The shared strings (bảng chuỗi dùng chung): read by the walk alone.

use std::borrow::Cow;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::value::clean;
use crate::error::Result;
use crate::package::{Node, Walk, at_most, count, plausible, raw};

/// The table of shared strings. The spreadsheet reader is given as many empty ones: it would read every
/// text a second time, and lose spaces between runs.
#[derive(Default)]
pub(crate) struct Strings(Vec<Text>);

/// A shared string.
enum Text {
    /// As the part has it.
    Read(String),
    /// Cleaned for the cells, so that a text used by many cells is kept once.
    Met(Arc<str>),
}

impl Strings {
    /// Walks the whole part.
    pub(crate) fn scan(walk: &mut Walk<'_>, content: &[u8]) -> Result<Self> {
        let mut strings = Self::default();
        let mut total = 0;
        while let Some(node) = walk.step()? {
            let Node::Open(element) = node else { continue };
            match (walk.depth(), element.local_name().as_ref()) {
                (1, "sst") => require_plausible(walk, &element, content)?,
                (2, "si") => {
                    let text = read_runs(walk)?.text;
                    total += count(text.len());
                    strings.0.push(Text::Read(text));
                }
                (_, "si" | "sst") => return Err(walk.fault("chuỗi dùng chung đặt sai chỗ")),
                _ => {}
            }
            at_most(("shared_text_bytes", walk.limits().shared_text_bytes), total, || {
                "chữ trong các chuỗi dùng chung (byte)".to_owned()
            })?;
            at_most(("cells", walk.limits().cells), count(strings.0.len()), || {
                "số chuỗi dùng chung".to_owned()
            })?;
        }
        Ok(strings)
    }

    /// The part as it may be handed on, unless there is nothing in it: the true count, no text.
    pub(crate) fn stand_in(&self) -> Option<String> {
        let count = self.0.len();
        (count > 0).then(|| format!("<sst uniqueCount=\"{count}\">{}</sst>", "<si/>".repeat(count)))
    }

    /// The text of a string.
    pub(crate) fn take(&mut self, index: usize) -> Option<Arc<str>> {
        let text = self.0.get_mut(index)?;
        let met = match text {
            Text::Read(read) => clean(read),
            Text::Met(met) => return Some(Arc::clone(met)),
        };
        *text = Text::Met(Arc::clone(&met));
        Some(met)
    }
}

fn require_plausible(walk: &Walk<'_>, root: &BytesStart<'_>, content: &[u8]) -> Result<()> {
    match raw(root, "uniqueCount").is_none_or(|declared| plausible(&declared, content)) {
        true => Ok(()),
        false => Err(walk.fault("khai báo số chuỗi không thể có thật")),
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
        at_most(("cell_text_bytes", walk.limits().cell_text_bytes), count(runs.text.len()), || {
            "chữ của một ô (byte)".to_owned()
        })?;
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

fn read_piece<'a>(walk: &mut Walk<'a>) -> Result<Cow<'a, str>> {
    let outside = walk.depth() - 1;
    let mut piece = Cow::Borrowed("");
    while walk.depth() > outside {
        match walk.step()? {
            None => break,
            Some(Node::Text(text) | Node::CData(text)) => piece += text,
            Some(Node::Reference(character)) => piece.to_mut().push(character),
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
    use crate::package::Limits;

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
