//! Reviews as text, the way a good compiler talks: what, where, both sides, what to do.

use std::io::{self, Write};

use crate::finding::{Finding, Review, Severity};
use crate::output::review::Reviewed;

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

pub(super) fn write<W: Write>(reviewed: &[Reviewed], colours: &Colours, mut output: W) -> io::Result<()> {
    for one in reviewed {
        match &one.outcome {
            Ok(review) => write_one(&one.file, review, colours, &mut output)?,
            Err(error) => {
                let Colours { error: head, end, .. } = colours;
                writeln!(output, "{head}lỗi{end}: {}: {error}. {}", one.file, error.hint())?;
            }
        }
    }
    Ok(())
}

fn write_one<W: Write>(file: &str, review: &Review, colours: &Colours, output: &mut W) -> io::Result<()> {
    for finding in &review.findings {
        write_finding(finding, colours, output)?;
    }
    writeln!(output, "{file}: {}", summary(review))
}

/// One line: how many findings of each severity, and how many figures were tied.
fn summary(review: &Review) -> String {
    let count = |severity: Severity| format!("{} {}", review.count(severity), severity.label());
    let found = [Severity::Error, Severity::Warning, Severity::Info].map(count).join(", ");
    let coverage = &review.coverage;
    format!(
        "{found}; {} số liệu: {} khớp, {} sai, {} không có quan hệ, {} chưa đọc được",
        coverage.figures, coverage.tied, coverage.wrong, coverage.no_relation, coverage.unread
    )
}

fn write_finding<W: Write>(finding: &Finding, colours: &Colours, output: &mut W) -> io::Result<()> {
    let Colours { quiet, end, .. } = colours;
    let head = match finding.severity {
        Severity::Error => colours.error,
        Severity::Warning => colours.warning,
        Severity::Info => colours.info,
    };
    let Finding { code, name, message, place, .. } = finding;
    writeln!(output, "{head}{}[{code}]{end}: {message}", finding.severity.label())?;
    let group = finding.group.as_ref().map(|group| format!(", nhóm {group}")).unwrap_or_default();
    writeln!(output, "  {quiet}-->{end} {place} {quiet}({name}{group}){end}")?;
    if !finding.excerpt.is_empty() {
        writeln!(output, "   {quiet}|{end} {}", one_line(&finding.excerpt))?;
    }
    for related in &finding.related {
        writeln!(output, "   {quiet}={end} {}: {}", related.place, one_line(&related.excerpt))?;
    }
    for repair in &finding.repair {
        writeln!(output, "   {quiet}= có thể sửa{end} {}: {} → {}", repair.place, repair.from, repair.to)?;
    }
    writeln!(output)
}

/// A text on one line, shortened where it is long.
fn one_line(text: &str) -> String {
    const LONG: usize = 100;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= LONG {
        return flat;
    }
    flat.chars().take(LONG).chain(['…']).collect()
}
