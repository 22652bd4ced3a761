//! Numbers of headings, and the section that they make: `II.2.b`.

/// The kind of a heading's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// `I.`
    Roman,
    /// `1.`, `1.1.`, by how many numbers it has.
    Arabic(usize),
    /// `a)`
    Letter,
}

/// A number at the start of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) rank: Rank,
    /// The number without its stop, as `II`, `1.1`, `b`.
    pub(super) token: String,
    /// Whether it ends in a stop: `1.1 Tên mục` might be a figure.
    pub(super) stopped: bool,
}

impl Number {
    /// The number at the start of a text. A figure (`1.913 hồ sơ`), a date and a list's dash are none.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = text.trim_start();
        let end = text.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(text.len());
        let head = text.get(..end)?;
        // `1.Tên mục`: the title begins at its first letter after a stop
        let glued = head.rmatch_indices('.').map(|(at, _)| at + 1).find(|at| {
            head.get(*at..).is_some_and(|rest| rest.chars().next().is_some_and(char::is_uppercase))
                && is_number(head.get(..*at).unwrap_or_default().trim_end_matches('.')).is_some()
        });
        let head = glued.and_then(|at| head.get(..at)).unwrap_or(head);
        let after = text.get(head.len()..)?;
        let sign = after.starts_with([')', '/']);
        let stopped = sign || head.ends_with('.');
        let rest = if sign { after.get(1..)? } else { after };
        let title = rest.trim_start().chars().next();
        let apart =
            rest.is_empty() || rest.starts_with(char::is_whitespace) || title.is_some_and(char::is_uppercase);
        if !apart || title.is_some_and(|c| c.is_ascii_digit() && !rest.starts_with(' ')) {
            return None;
        }
        let token = head.trim_end_matches('.');
        let rank = is_number(token)?;
        // the last of `II.1` is the number under II
        let token = match (rank, token.rsplit_once('.')) {
            (Rank::Arabic(1), Some((_, last))) => last,
            _ => token,
        };
        (stopped || matches!(rank, Rank::Arabic(2..))).then(|| Self {
            rank,
            token: token.to_owned(),
            stopped,
        })
    }
}

/// What kind of number a word is, if it is one.
fn is_number(word: &str) -> Option<Rank> {
    let short =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_digit());
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some('a'..='z' | 'đ'), None) => return Some(Rank::Letter),
        (None, _) => return None,
        _ => {}
    }
    if is_roman(word) {
        return Some(Rank::Roman);
    }
    let mut parts = word.split('.');
    let first = parts.next()?;
    let numbers = parts.clone().count();
    match (is_roman(first), parts.all(short)) {
        (true, true) if numbers == 1 => Some(Rank::Arabic(1)),
        (false, true) if short(first) && numbers < 4 && first != "0" => Some(Rank::Arabic(numbers + 1)),
        _ => None,
    }
}

/// Roman numerals up to 39: no report has more sections, and `C`, `D`, `L`, `M` are letters.
fn is_roman(word: &str) -> bool {
    let tens = word.trim_start_matches('X');
    word.len() - tens.len() <= 3
        && !word.is_empty()
        && matches!(tens, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX")
}

/// The headings in force, outermost first.
#[derive(Debug, Clone, Default)]
pub(super) struct Chain(Vec<(Rank, String)>);

impl Chain {
    /// A heading with its number begins.
    pub(super) fn begin(&mut self, number: &Number) {
        self.0.retain(|(rank, _)| *rank < number.rank);
        let token = match number.token.rsplit_once('.') {
            Some((above, last)) if self.arabic() == above => last,
            _ => &number.token,
        };
        self.0.push((number.rank, token.to_owned()));
    }

    /// A heading without a number ends those of its rank and below.
    pub(super) fn end(&mut self, rank: Rank) {
        self.0.retain(|(other, _)| *other < rank);
    }

    /// Whether a number of several parts goes on from the heading in force.
    pub(super) fn is_under(&self, number: &Number) -> bool {
        let mut outer = self.clone();
        outer.end(number.rank);
        number.token.rsplit_once('.').is_some_and(|(above, _)| outer.arabic() == above)
    }

    /// Whether a number comes after the one of its rank in force, if there is one.
    pub(super) fn grows(&self, number: &Number) -> bool {
        let in_force = self.0.iter().find(|(rank, _)| *rank == number.rank);
        let place = |token: &str| token.parse::<u32>().ok();
        in_force.is_none_or(|(_, token)| match (place(token), place(&number.token)) {
            (Some(before), Some(number)) => number > before,
            _ => *token != number.token,
        })
    }

    /// The section, as `II.2.b`.
    pub(super) fn section(&self) -> Option<String> {
        let tokens: Vec<&str> = self.0.iter().map(|(_, token)| token.as_str()).collect();
        (!tokens.is_empty()).then(|| tokens.join("."))
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    fn arabic(&self) -> String {
        let arabic = self.0.iter().filter(|(rank, _)| matches!(rank, Rank::Arabic(_)));
        arabic.map(|(_, token)| token.as_str()).collect::<Vec<_>>().join(".")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings_are_told_from_figures() {
        use Rank::{Arabic, Letter, Roman};
        for (text, found) in [
            ("I. CÔNG TÁC CHỈ ĐẠO", Some((Roman, "I"))),
            ("XIV/ Kiến nghị", Some((Roman, "XIV"))),
            ("1. Cải cách thể chế", Some((Arabic(1), "1"))),
            ("1.Cải cách thể chế", Some((Arabic(1), "1"))),
            ("2/ Kết quả", Some((Arabic(1), "2"))),
            ("12) Việc khác", Some((Arabic(1), "12"))),
            ("1.1. Văn bản", Some((Arabic(2), "1.1"))),
            ("1.1 Văn bản", Some((Arabic(2), "1.1"))),
            ("II.3. Văn bản", Some((Arabic(1), "3"))),
            ("a) Kế hoạch", Some((Letter, "a"))),
            ("đ. Kế hoạch", Some((Letter, "đ"))),
            ("1.913 hồ sơ", None),
            ("1.913. Hồ sơ", None),
            ("06/9/2023 là hạn", None),
            ("05 văn bản", None),
            ("2023. Năm", None),
            ("- 1. mục", None),
            ("C. Mục", None),
            ("a, b", None),
            ("TM. ỦY BAN", None),
            ("5.356.443 nghìn đồng", None),
            ("", None),
            (".", None),
        ] {
            let number = Number::of(text).map(|number| (number.rank, number.token));
            assert_eq!(number, found.map(|(rank, token)| (rank, token.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_section_is_the_chain_of_its_headings() {
        let mut chain = Chain::default();
        for (text, section) in [
            ("1. Trước", "1"),
            ("a) Ý", "1.a"),
            ("I. Một", "I"),
            ("1. Mục", "I.1"),
            ("b) Ý", "I.1.b"),
            ("đ) Ý", "I.1.đ"),
            ("2. Mục", "I.2"),
            ("2.1. Tiểu mục", "I.2.1"),
            ("a) Ý", "I.2.1.a"),
            ("2.2. Tiểu mục", "I.2.2"),
            ("7.1. Lạ", "I.2.7.1"),
            ("II. Hai", "II"),
            ("a. Ý", "II.a"),
        ] {
            chain.begin(&Number::of(text).unwrap());
            assert_eq!(chain.section().as_deref(), Some(section), "{text}");
        }
    }
}
