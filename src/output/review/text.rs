//! Reviews as text, the way a good compiler talks: what, where, both sides, what to do.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::Reviewed;
use super::summary::{Found, Summary};
use crate::finding::{Finding, Pointed, Related, Repair, Review, Severity, pointed};

/// The escapes around a head, a place and a quiet word.
pub(super) struct Colours {
    error: &'static str,
    warning: &'static str,
    info: &'static str,
    quiet: &'static str,
    end: &'static str,
}

pub(super) const PLAIN: Colours = Colours { error: "", warning: "", info: "", quiet: "", end: "" };

pub(super) const COLOURED: Colours = Colours {
    error: "\u{1b}[1;31m",
    warning: "\u{1b}[1;33m",
    info: "\u{1b}[1;36m",
    quiet: "\u{1b}[2m",
    end: "\u{1b}[0m",
};

/// One review after the other; below several, a table of them all.
pub(super) fn write<W: Write>(
    reviewed: impl Iterator<Item: Borrow<Reviewed>>,
    colours: &Colours,
    mut output: W,
) -> io::Result<()> {
    let mut summary = Summary::default();
    for one in reviewed {
        let one = one.borrow();
        let file = flat(&one.file);
        match &one.outcome {
            Ok(review) => {
                write_findings(review, colours, &mut output)?;
                writeln!(output, "{file}: {}; {}", Found::of(review), covered(review))?;
            }
            Err(error) => {
                let Colours { error: head, end, .. } = colours;
                writeln!(output, "{head}lỗi{end}: {file}: {error}. {}", error.hint())?;
            }
        }
        summary.add(one);
    }
    match summary.files() {
        0 | 1 => Ok(()),
        _ => write!(output, "\n{summary}"),
    }
}

/// The findings in their order, those of one cause under the first of them.
fn write_findings<W: Write>(review: &Review, colours: &Colours, output: &mut W) -> io::Result<()> {
    let mut groups: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for (group, finding) in review.findings.iter().filter_map(|found| Some((found.group.as_deref()?, found)))
    {
        groups.entry(group).or_default().push(finding);
    }
    for finding in &review.findings {
        match finding.group.as_deref().map(|group| groups.remove(group)) {
            None => Pen { colours, indent: "", output }.finding(finding, &finding.repair)?,
            Some(Some(group)) => write_group(&group, colours, output)?,
            // Shown with the first of its group.
            Some(None) => {}
        }
    }
    Ok(())
}

/// A repair that several findings of a group share is shown once.
fn write_group<W: Write>(group: &[&Finding], colours: &Colours, output: &mut W) -> io::Result<()> {
    let Some((first, others)) = group.split_first() else { return Ok(()) };
    Pen { colours, indent: "", output }.finding(first, &first.repair)?;
    let Colours { quiet, end, .. } = colours;
    if !others.is_empty() {
        writeln!(output, "  {quiet}cùng nguyên nhân:{end}\n")?;
    }
    let mut shown: Vec<&Repair> = first.repair.iter().collect();
    for finding in others {
        let new = finding.repair.iter().filter(|repair| !shown.contains(repair));
        let new: Vec<Repair> = new.cloned().collect();
        shown.extend(&finding.repair);
        Pen { colours, indent: "  ", output: &mut *output }.finding(finding, &new)?;
    }
    Ok(())
}

/// Writes the lines of one finding.
struct Pen<'a, W> {
    colours: &'a Colours,
    indent: &'static str,
    output: &'a mut W,
}

impl<W: Write> Pen<'_, W> {
    fn finding(&mut self, finding: &Finding, repairs: &[Repair]) -> io::Result<()> {
        let Self { colours, indent, .. } = *self;
        let Colours { quiet, end, .. } = colours;
        let Finding { code, name, message, place, excerpt, .. } = finding;
        let head = self.head(finding.severity);
        writeln!(self.output, "{indent}{head}{}[{code}]{end}: {message}", finding.severity.label())?;
        let group = finding.group.as_ref().filter(|_| indent.is_empty());
        let group = group.map(|group| format!(", nhóm {group}")).unwrap_or_default();
        writeln!(self.output, "{indent}  {quiet}-->{end} {place} {quiet}({name}{group}){end}")?;
        if !excerpt.is_empty() {
            match pointed(place, excerpt, finding.found.as_deref()) {
                Some(pointed) => self.pointed(&pointed, (head, '^'))?,
                None => writeln!(self.output, "{indent}   {quiet}|{end} {}", window(excerpt, 0..0).text)?,
            }
        }
        finding.related.iter().try_for_each(|related| self.related(related))?;
        for Repair { place, from, to } in repairs {
            writeln!(self.output, "{indent}   {quiet}= có thể sửa{end} {place}: {from} → {to}")?;
        }
        writeln!(self.output)
    }

    /// Another place: with its words pointed at where they stand in a text, else on one line.
    fn related(&mut self, Related { place, excerpt }: &Related) -> io::Result<()> {
        let Self { colours: Colours { quiet, end, .. }, indent, .. } = *self;
        match pointed(place, excerpt, None) {
            Some(pointed) => {
                writeln!(self.output, "{indent}  {quiet}:::{end} {place}")?;
                self.pointed(&pointed, (quiet, '-'))
            }
            None => {
                writeln!(self.output, "{indent}   {quiet}={end} {place}: {}", window(excerpt, 0..0).text)
            }
        }
    }

    /// The printed words, and below them a line that points at the accused ones.
    fn pointed(&mut self, pointed: &Pointed, (colour, mark): (&str, char)) -> io::Result<()> {
        let Self { colours: Colours { quiet, end, .. }, indent, .. } = *self;
        let Pointed { before, words, after } = pointed;
        let start = before.chars().count();
        let line = format!("{before}{words}{after}");
        let Window { text, before, wide } = window(&line, start..start + words.chars().count());
        let (before, marks) = (" ".repeat(before), mark.to_string().repeat(wide.max(1)));
        writeln!(self.output, "{indent}   {quiet}|{end} {text}")?;
        writeln!(self.output, "{indent}   {quiet}|{end} {before}{colour}{marks}{end}")
    }

    fn head(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.colours.error,
            Severity::Warning => self.colours.warning,
            Severity::Info => self.colours.info,
        }
    }
}

/// One line of a text, and the columns of the words that are pointed at.
struct Window {
    text: String,
    before: usize,
    wide: usize,
}

/// A text on one line, shortened where it is long so that the span stays in sight.
fn window(text: &str, span: Range<usize>) -> Window {
    const LONG: usize = 100;
    const BEFORE: usize = 30;
    let letters: Vec<char> = flat(text.trim_end()).chars().collect();
    let from = if span.end > LONG { span.start.saturating_sub(BEFORE) } else { 0 };
    let shown: Vec<char> = letters.iter().skip(from).take(LONG).copied().collect();
    let [head, tail] = [from > 0, from + shown.len() < letters.len()].map(|cut| if cut { "…" } else { "" });
    let (start, end) = (span.start.saturating_sub(from), span.end.saturating_sub(from).min(shown.len()));
    Window {
        text: format!("{head}{}{tail}", shown.iter().collect::<String>()),
        before: head.chars().count() + columns(shown.get(..start)),
        wide: columns(shown.get(start..end)),
    }
}

/// A text on one line. One character for one: a span keeps its place, and no text of a file, nor its name, moves the
/// terminal's cursor.
fn flat(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect()
}

/// How many columns characters take: a mark over the letter before it takes none.
fn columns(letters: Option<&[char]>) -> usize {
    letters.unwrap_or_default().iter().filter(|c| !is_combining_mark(**c)).count()
}

/// How many figures were tied.
fn covered(review: &Review) -> String {
    let coverage = &review.coverage;
    format!(
        "{} số liệu: {} khớp, {} sai, {} không có quan hệ, {} chưa đọc được",
        coverage.figures, coverage.tied, coverage.wrong, coverage.no_relation, coverage.unread
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, ErrorKind};
    use crate::finding::{RuleCode, around};
    use crate::place::{CellRef, Place};

    const CODE: RuleCode =
        RuleCode { id: "TIE001", name: "same-indicator-differs", severity: Severity::Error, summary: "" };

    const SEEN: &str = "Tỷ lệ hồ sơ nộp trực tuyến trong kỳ đạt 44,3%, tăng so với cùng kỳ năm trước.";

    /// The place of a figure in a paragraph, and the words around it.
    fn printed(index: usize, text: &str, figure: &str) -> (Place, String) {
        let letters: Vec<char> = text.chars().collect();
        let start = text.split(figure).next().unwrap().chars().count();
        let end = start + figure.chars().count();
        let section = Some("II.2.b".to_owned());
        (Place::Paragraph { index, start, end, section }, around(&letters, start, end))
    }

    fn finding() -> Finding {
        let (place, excerpt) = printed(11, SEEN, "44,3%");
        let (other, words) = printed(40, "Tỷ lệ trực tuyến là 44,8%.", "44,8%");
        Finding::new(CODE, place, "Hai nơi khác nhau.".to_owned())
            .excerpt(excerpt)
            .sides("44,8%", "44,3%")
            .related(other, words)
            .related(Place::cell("Số liệu", CellRef::new(8, 3)), "Tỷ lệ: 44,8%")
            .repair("44,3%", "44,8%")
    }

    fn text(reviewed: &[Reviewed]) -> String {
        let mut out = Vec::new();
        write(reviewed.iter(), &PLAIN, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn reviewed(findings: Vec<Finding>) -> Reviewed {
        let review = Review { findings, ..Review::default() };
        Reviewed::new("bao-cao.docx", Ok(review))
    }

    #[test]
    fn both_places_of_a_difference_are_pointed_at() {
        insta::assert_snapshot!(text(&[reviewed(vec![finding()])]));
    }

    #[test]
    fn findings_of_one_cause_stand_under_the_first() {
        let of = |group: Option<&str>, message: &str| Finding {
            message: message.to_owned(),
            group: group.map(str::to_owned),
            ..finding()
        };
        let other = Finding { repair: Vec::new(), ..of(None, "Thứ hai, riêng.") };
        let findings = vec![
            of(Some("G-1"), "Thứ nhất."),
            other,
            of(Some("G-1"), "Thứ ba, cùng nguyên nhân với thứ nhất."),
        ];
        insta::assert_snapshot!(text(&[reviewed(findings)]));
    }

    #[test]
    fn several_files_end_in_a_total() {
        let unread = Reviewed::new("rong.docx", Err(Error::new(ErrorKind::Empty)));
        let info = Finding { severity: Severity::Info, ..finding() };
        let all = text(&[reviewed(vec![finding()]), unread, reviewed(vec![finding(), info])]);
        assert_eq!(
            all.lines().last().unwrap(),
            "3 tệp: 2 lỗi, 0 cảnh báo, 1 lưu ý; 1 tệp không kiểm tra được"
        );
    }

    #[test]
    fn a_long_text_keeps_the_pointed_words_in_sight() {
        let long = format!("{} 44,3% {}", "chữ ".repeat(60), "chữ ".repeat(60));
        let at = 4 * 60 + 1;
        let Window { text, before, wide } = window(&long, at..at + 5);
        assert_eq!(text.chars().skip(before).take(wide).collect::<String>(), "44,3%");
        assert!(text.starts_with('…') && text.ends_with('…') && text.chars().count() == 102, "{text}");
    }

    #[test]
    fn marks_over_letters_take_no_column_and_controls_do_not_pass() {
        let Window { text, before, wide } = window("x\u{31a}\u{1b}[2J\tsố\n20", 9..11);
        assert_eq!((text.as_str(), before, wide), ("x\u{31a} [2J số 20", 8, 2));
    }
}
