//! Figures and texts as officials write them, and as nobody should.

use std::sync::LazyLock;

use super::lot::Lot;

/// The ends of what can be computed with exactly, and beyond.
const ENDS: [&str; 12] = [
    "79228162514264337593543950335",
    "79.228.162.514.264.337.593.543.950.335",
    "79.228.162.514.264.337.593.543.950.336",
    "7,9228162514264337593543950335",
    "0,0000000000000000000000000001",
    "0,9999999999999999999999999999",
    "9.999.999.999.999.999.999.999.999.999",
    "39.614.081.257.132.168.796.771.975.168",
    "1.000.000.000.000.000.000.000.000.000,5",
    "792.281.625.142.643.375.935.439.503,35",
    "18.446.744.073.709.551.616",
    "0",
];

const BEFORE: [&str; 10] =
    ["", "hơn ", "trên ", "gần ", "khoảng ", "ít nhất ", "tối đa ", "đạt ", "-", "\u{2212}"];

const AFTER: [&str; 9] = ["", "%", " %", " nghìn", " triệu", " tỷ", " hồ sơ", "‰", " điểm phần trăm"];

/// Figures of one text: the next may follow from those before.
#[derive(Debug, Default)]
pub(crate) struct Figures(Vec<i128>);

impl Figures {
    /// A figure without the words around it.
    pub(crate) fn bare(&mut self, lot: &mut Lot<'_>) -> String {
        match lot.below(12) {
            0..=2 => self.kept(i128::from(lot.byte())),
            3 => self.kept(i128::from(lot.byte()) << 8 | i128::from(lot.byte())),
            4 => self.kept(self.0.iter().rev().take(1 + lot.below(5)).sum()),
            5 => self.kept(self.0.last().map_or(1, |last| last + i128::from(lot.byte()) - 128)),
            6 => self.kept(self.0.first().copied().unwrap_or_default()),
            7 => self.rate(lot),
            8 => {
                let (whole, decimals) = (lot.byte(), 1 + lot.below(3));
                format!("{whole},{}", lot.digits(decimals))
            }
            9 => lot.pick(&ENDS).to_owned(),
            10 => {
                let count = 1 + lot.below(32);
                grouped(&lot.digits(count))
            }
            _ => {
                let (whole, decimals) = (1 + lot.below(30), lot.below(30));
                format!("{},{}", lot.digits(whole), lot.digits(decimals))
            }
        }
    }

    /// A figure, as often as not with words that bound it, round it or make it a share.
    pub(crate) fn any(&mut self, lot: &mut Lot<'_>) -> String {
        let before = if lot.happens(60) { lot.pick(&BEFORE) } else { "" };
        let figure = self.bare(lot);
        let after = if lot.happens(90) { lot.pick(&AFTER) } else { "" };
        format!("{before}{figure}{after}")
    }

    fn kept(&mut self, value: i128) -> String {
        self.0.push(value);
        let digits = grouped(&value.unsigned_abs().to_string());
        if value < 0 { format!("-{digits}") } else { digits }
    }

    /// What one of the last figures is of another, in percent.
    fn rate(&self, lot: &mut Lot<'_>) -> String {
        let mut last = self.0.iter().rev();
        let (part, whole) = (last.next().copied().unwrap_or(1), last.next().copied().unwrap_or(1).max(1));
        let tenths = (part * 1_000 / whole).abs() + i128::from(lot.byte() % 3);
        format!("{},{}", tenths / 10, tenths % 10)
    }
}

fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// The passages that the reading of prose was built on, each as its lines.
static PASSAGES: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let files = [
        include_str!("../../corpus/passages/sum.md"),
        include_str!("../../corpus/passages/pct.md"),
        include_str!("../../corpus/passages/table.md"),
        include_str!("../../corpus/passages/wholes.md"),
        include_str!("../../corpus/passages/percents.md"),
        include_str!("../../corpus/passages/several.md"),
        include_str!("../../corpus/passages/note.md"),
        include_str!("../../corpus/passages/cite.md"),
        include_str!("../../corpus/passages/time.md"),
        include_str!("../../corpus/passages/again.md"),
        include_str!("../../corpus/passages/name.md"),
        include_str!("../../corpus/passages/measures.md"),
        include_str!("../../corpus/passages/form.md"),
    ];
    let told = files.into_iter().flat_map(|file| file.split("\n## ").skip(1));
    told.map(|passage| passage.lines().skip(1).filter(|line| !line.starts_with('>')).collect()).collect()
});

/// Words that lead figures, and what is seldom met.
const PIECES: [&str; 40] = [
    "Tiếp nhận ",
    " hồ sơ",
    ", trong đó: ",
    " gồm ",
    "; ",
    ". ",
    " (",
    ")",
    "/",
    ", đạt ",
    " so với cùng kỳ năm 2022",
    "tăng ",
    "giảm ",
    "từ ",
    " xuống còn ",
    "còn lại ",
    " gấp ",
    " lần",
    "mỗi hộ ",
    "- ",
    "+ ",
    "I. ",
    "1. ",
    "a) ",
    "Kế hoạch số ",
    "/KH-UBND ngày ",
    "ngày 31/02/2023",
    "Tổng cộng",
    "| ",
    " |",
    "[^1]",
    "\t",
    "e\u{301}",
    "\u{202e}",
    "\u{200d}",
    "\u{a0}",
    "½",
    "đ\u{fe0f}",
    "\u{f0b7}",
    "𝟏𝟐",
];

/// The lines of a report: passages with some of their figures changed, and words thrown together.
pub(crate) fn lines(lot: &mut Lot<'_>) -> Vec<String> {
    let (mut lines, mut figures) = (Vec::new(), Figures::default());
    while !lot.is_over() && lines.len() < 60 {
        if lot.happens(50) {
            lines.push(thrown(lot, &mut figures));
            continue;
        }
        let often = lot.byte();
        for line in &PASSAGES[lot.below(PASSAGES.len())] {
            lines.push(refigured(line, often, (lot, &mut figures)));
        }
    }
    lines
}

fn thrown(lot: &mut Lot<'_>, figures: &mut Figures) -> String {
    let mut line = String::new();
    for _ in 0..1 + lot.below(24) {
        if lot.happens(110) {
            line.push_str(&figures.any(lot));
        } else {
            line.push_str(lot.pick(&PIECES));
        }
    }
    line
}

/// The line with so many of 256 of its figures changed.
fn refigured(line: &str, often: u8, (lot, figures): (&mut Lot<'_>, &mut Figures)) -> String {
    let (mut text, mut rest) = (String::new(), line);
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let inside = |letter: char| letter.is_ascii_digit() || ".,".contains(letter);
        let end = from.find(|letter| !inside(letter)).unwrap_or(from.len());
        let figure = from[..end].trim_end_matches(['.', ',']);
        text.push_str(before);
        // a note's number keeps to its note
        if !before.ends_with("[^") && lot.happens(often) {
            text.push_str(&figures.bare(lot));
        } else {
            text.push_str(figure);
        }
        rest = &from[figure.len()..];
    }
    text + rest
}

/// A few words, or a figure among them.
pub(crate) fn piece(lot: &mut Lot<'_>, figures: &mut Figures) -> String {
    match lot.below(3) {
        0 => lot.pick(&PIECES).to_owned(),
        1 => figures.any(lot),
        _ => format!("{}{}{}", lot.pick(&PIECES), figures.any(lot), lot.pick(&PIECES)),
    }
}
