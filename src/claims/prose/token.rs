//! A paragraph as tokens: words, figures, dates, document numbers, ranges, marks.

use chrono::NaiveDate;

use crate::num::{Figure, each_folded, figure_at, fold, is_letter, is_letter_or_digit};

/// A word as it is compared: folded, then hashed.
pub(crate) type Word = u64;

/// A token of a paragraph.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) word: Word,
    /// The bytes of the text, from and to.
    pub(crate) bytes: (usize, usize),
    /// The scalar values of the text, from and to.
    pub(crate) letters: (usize, usize),
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word; whether its first letter is a capital.
    Word { capital: bool },
    /// A figure with its percent sign or magnitude word.
    Figure(Figure),
    /// A day; none when it is in no calendar.
    Day(Option<NaiveDate>),
    /// A month of a year: `4/2019`.
    Month { year: i32, month: u32 },
    /// A document's number with its symbol: `117/KH-UBND`.
    Code,
    /// A range: `2019-2023`, `3 - 5`.
    Range,
    /// Digits that are no figure: a telephone number, `4G`, `7h30`.
    Digits,
    /// Ends a sentence.
    Stop,
    /// Any other mark, as it is.
    Mark(char),
}

/// The tokens of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let (mut at, mut letter) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = next(rest, tokens.last());
        let taken = rest.get(..length).unwrap_or(rest);
        let letters = taken.chars().count();
        if let Some(kind) = kind {
            let (bytes, letters) = ((at, at + taken.len()), (letter, letter + letters));
            tokens.push(Token { kind, word: word(taken), bytes, letters });
        }
        at += taken.len();
        letter += letters;
    }
    tokens
}

fn word(text: &str) -> Word {
    let mut word = FNV;
    if !each_folded(text, |letter| word = hashed(word, letter)) {
        word = fold(text).chars().fold(FNV, hashed);
    }
    word
}

const FNV: Word = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over one more letter.
fn hashed(word: Word, letter: char) -> Word {
    letter
        .encode_utf8(&mut [0; 4])
        .bytes()
        .fold(word, |word, byte| (word ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The next token and how many bytes it takes; no token for space.
fn next(text: &str, before: Option<&Token>) -> (Option<Kind>, usize) {
    let Some(first) = text.chars().next() else { return (None, 1) };
    if first.is_ascii_digit() {
        return digits(text);
    }
    if is_letter(first) {
        let end = run(text, |c| is_letter_or_digit(c) || is_combining(c));
        return (Some(Kind::Word { capital: first.is_uppercase() }), end);
    }
    let length = first.len_utf8();
    match first {
        '\n' => (Some(Kind::Stop), length),
        _ if first.is_whitespace() => (None, length),
        '.' | '…' | '?' | '!' => {
            (Some(if ends(text, length, before) { Kind::Stop } else { Kind::Mark(first) }), length)
        }
        _ => (Some(Kind::Mark(first)), length),
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether a stop ends a sentence: not inside `TP.` or before a small letter.
fn ends(text: &str, length: usize, before: Option<&Token>) -> bool {
    let rest = text.get(length..).unwrap_or_default();
    let next = rest.trim_start().chars().next();
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let short = before.is_some_and(|token| {
        matches!(token.kind, Kind::Word { capital: true }) && token.letters.1 - token.letters.0 <= 2
    });
    match next {
        None => true,
        Some(c) => apart && !c.is_lowercase() && !(short && c.is_uppercase()),
    }
}

/// What begins with a digit.
fn digits(text: &str) -> (Option<Kind>, usize) {
    let found = code(text)
        .map(|length| (Kind::Code, length))
        .or_else(|| date(text))
        .or_else(|| range(text))
        .or_else(|| figure(text));
    let (kind, length) = found.unwrap_or_else(|| (Kind::Digits, run(text, is_letter_or_digit)));
    (Some(kind), length.max(1))
}

fn run(text: &str, inside: impl Fn(char) -> bool) -> usize {
    text.char_indices().find(|(_, c)| !inside(*c)).map_or(text.len(), |(at, _)| at)
}

/// A figure that no letter follows, or only what it may count: `2.770ha`, `55hộ`.
fn figure(text: &str) -> Option<(Kind, usize)> {
    let (figure, length) = figure_at(text)?;
    let rest = text.get(length..)?;
    let after = rest.get(..run(rest, is_letter_or_digit))?;
    let small = after.chars().all(|letter| is_letter(letter) && letter.is_lowercase());
    let word = small && (!after.is_ascii() || after.len() > 3);
    (after.is_empty() || word || UNITS.contains(&after)).then_some((Kind::Figure(figure), length))
}

/// The symbols of measures that are written right after a figure.
const UNITS: [&str; 12] = ["m", "m2", "m3", "m²", "m³", "km", "km2", "km²", "cm", "ha", "kg", "kWh"];

/// `117/KH-UBND`, `01/2023/QĐ-UBND`, `31-CT/TU`, `30/PVHTT`; the slash may have a space beside it.
fn code(text: &str) -> Option<usize> {
    let serial = run(text, |c| c.is_ascii_digit());
    if serial > 5 {
        return None;
    }
    let mut at = serial + slash(text.get(serial..)?)?;
    let year = run(text.get(at..)?, |c| c.is_ascii_digit());
    if year == 4 {
        at += year + slash(text.get(at + year..)?)?;
    } else if year > 0 {
        return None;
    }
    let symbol = text.get(at..)?;
    let length = run(symbol, |c| is_letter_or_digit(c) || matches!(c, '-' | '/' | '&' | '–' | '.'));
    let symbol = symbol.get(..length)?.trim_end_matches(['.', '-', '/']);
    let capitals = symbol.chars().take(2).filter(|c| c.is_uppercase()).count();
    (capitals == 2).then_some(at + symbol.len())
}

/// A slash or a dash, and the space around a slash.
fn slash(text: &str) -> Option<usize> {
    let before = text.len() - text.trim_start_matches(' ').len();
    let rest = text.get(before..)?;
    match rest.chars().next()? {
        '/' => {
            let after = rest.get(1..)?;
            Some(before + 1 + (after.len() - after.trim_start_matches(' ').len()))
        }
        '-' if before == 0 => Some(1),
        _ => None,
    }
}

/// `06/9/2023`, `06.9.2023`, `06-9-2023`, `4/2019`.
fn date(text: &str) -> Option<(Kind, usize)> {
    let mut at = 0;
    let mut parts = [0_u32; 3];
    let mut count = 0;
    let mut mark = None;
    while count < 3 {
        let digits = run(text.get(at..)?, |c| c.is_ascii_digit());
        *parts.get_mut(count)? =
            text.get(at..at + digits)?.parse().ok().filter(|_| matches!(digits, 1 | 2 | 4))?;
        count += 1;
        at += digits;
        let next = text.get(at..)?.chars().next();
        let joins = matches!(next, Some('/' | '.' | '-')) && *mark.get_or_insert(next) == next;
        if !joins || digits == 4 {
            break;
        }
        at += 1;
    }
    let ends = text.get(at..)?.chars().next().is_none_or(|c| !is_letter_or_digit(c));
    let year = |part: u32| i32::try_from(part).ok().filter(|year| (1900..2200).contains(year));
    match (count, parts) {
        (3, [day, month, last]) if ends => {
            let year = year(last)?;
            Some((Kind::Day(NaiveDate::from_ymd_opt(year, month, day)), at))
        }
        (2, [month @ 1..=12, last, _]) if ends && mark == Some(Some('/')) => {
            Some((Kind::Month { year: year(last)?, month }, at))
        }
        _ => None,
    }
}

/// `2019-2023`, `3 - 5`, `10–15%`: two numbers with a dash between them.
fn range(text: &str) -> Option<(Kind, usize)> {
    let first = run(text, |c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let head = text.get(..first)?;
    let rest = text.get(first..)?;
    let spaced = rest.trim_start_matches([' ', '%']);
    let dash = spaced.chars().next().filter(|c| matches!(c, '-' | '–' | '—'))?;
    let after = spaced.get(dash.len_utf8()..)?;
    let last = after.trim_start_matches(' ');
    let length = run(last, |c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let tail = last.get(..length)?.trim_end_matches(['.', ',']);
    let whole = text.len() - last.len() + tail.len();
    let both = head.starts_with(|c: char| c.is_ascii_digit()) && !tail.is_empty();
    // `Tổng 20 - 15 nam` lists; a range has both sides alike
    let alike = rest.len() == spaced.len() || after.len() != last.len();
    (both && alike).then_some((Kind::Range, whole))
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "the tokens stand at letters")]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |token: &Token| {
            let words = &text[token.bytes.0..token.bytes.1];
            match token.kind {
                Kind::Word { .. } => words.to_owned(),
                Kind::Figure(figure) => format!("={figure}"),
                Kind::Day(Some(day)) => format!("@{day}"),
                Kind::Day(None) => "@?".to_owned(),
                Kind::Month { year, month } => format!("@{year}-{month}"),
                Kind::Code => format!("#{words}"),
                Kind::Range => format!("~{words}"),
                Kind::Digits => format!("?{words}"),
                Kind::Stop => "■".to_owned(),
                Kind::Mark(mark) => mark.to_string(),
            }
        };
        tokens(text).iter().map(show).collect()
    }

    #[test]
    fn texts_fall_into_tokens() {
        for (text, expected) in [
            ("tiếp nhận 3.472 hồ sơ.", "tiếp nhận =3.472 hồ sơ ■"),
            ("1.836/3.471 hồ sơ, 52,9%.", "=1.836 / =3.471 hồ sơ , =52,9% ■"),
            ("1.018 / 1.088 triệu đồng", "=1.018 / =1.088 triệu đồng"),
            ("số 117/KH-UBND ngày 31/12/2022", "số #117/KH-UBND ngày @2022-12-31"),
            ("01/2023/QĐ-UBND, 31-CT/TU; 30/PVHTT.", "#01/2023/QĐ-UBND , #31-CT/TU ; #30/PVHTT ■"),
            ("ngày 31/4/2023", "ngày @?"),
            ("06.9.2023 và 4/2019", "@2023-09-06 và @2019-4"),
            ("kỳ 2019-2023, 3 - 5 ngày", "kỳ ~2019-2023 , ~3 - 5 ngày"),
            ("TP. Quảng Ngãi có 15/51 TTHC", "TP . Quảng Ngãi có =15 / =51 TTHC"),
            ("0912345678, 4G, 7h30", "?0912345678 , ?4G , ?7h30"),
            ("1,07 ngàn hồ sơ", "=1,07 nghìn hồ sơ"),
            ("2.798ha/2.770ha, 55hộ, 102chiếm", "=2.798 ha / =2.770 ha , =55 hộ , =102 chiếm"),
            ("1B, 12a, 3TB", "?1B , ?12a , ?3TB"),
            ("hồ sơ (5%)", "hồ sơ ( =5% )"),
        ] {
            let expected: Vec<&str> = expected.split(' ').collect();
            let found = shown(text).join(" ");
            assert_eq!(found.split(' ').collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
