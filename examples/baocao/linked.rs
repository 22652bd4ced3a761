//! `refresh`: a workbook's figures of today in an edited report or appendix; `trace`: what each of its figures comes from.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use baocao::linked::{Refreshed, Revision, refresh as refresh_draft, refresh_appendix, trace as trace_draft};
use baocao::{Kind, Outputs, Result, Reviewed, kind_of, refuse_overwriting, write_review};

use crate::arguments::{Refresh, Trace};
use crate::commands::{CLEAN, FAILED, FINDINGS, beside, checked, open, refused, say, terminal};
use crate::report_type::{named_by, report_type};

pub(crate) fn refresh(arguments: &Refresh) -> Result<u8> {
    let templates = report_type(arguments.templates.as_deref(), || named_by([&arguments.workbook]))?;
    let earlier = match arguments.previous.as_deref().map(|path| beside(path, &templates)).transpose() {
        Ok(earlier) => earlier,
        Err(refusal) => return Ok(refused(refusal)),
    };
    for input in [&arguments.draft, &arguments.workbook].into_iter().chain(&arguments.previous) {
        refuse_overwriting(input, &arguments.output)?;
    }
    let kind = kind_of(open(&arguments.draft)?)?;
    if kind == Kind::Appendix && arguments.track {
        eprintln!(
            "lỗi: --track cần một dự thảo (.docx), nhưng {} là phụ lục (.xlsx)",
            arguments.draft.display()
        );
        return Ok(FAILED);
    }
    let (book, _, review) = checked(open(&arguments.workbook)?, earlier, &templates)?;
    if !review.is_clear() {
        report(arguments.workbook.display().to_string(), review)?;
        eprintln!("Chưa ghi tệp nào: hãy sửa các lỗi trên trong sổ tính trước.");
        return Ok(FINDINGS);
    }
    let revision = match arguments.track {
        true => Revision::Tracked { date: arguments.date.as_deref() },
        false => Revision::Silent,
    };
    let mut outputs = Outputs::new();
    let mut refreshed = None;
    outputs.add(&arguments.output, |output| {
        let file = open(&arguments.draft)?;
        refreshed = Some(match kind {
            Kind::Appendix => refresh_appendix(file, (&book, templates.catalogue()), output)?,
            _ => refresh_draft(file, (&book, &templates), revision, output)?,
        });
        Ok(())
    })?;
    outputs.commit()?;
    say(&format!("Đã ghi {}\n", arguments.output.display()));
    let Some(refreshed) = refreshed else { return Ok(CLEAN) };
    tell(&refreshed);
    if kind == Kind::Appendix && !refreshed.replaced.is_empty() {
        say(
            "Các công thức khác được tính lại khi mở bằng Excel; trong LibreOffice hãy nhấn Ctrl+Shift+F9.\n",
        );
    }
    let clear = refreshed.review.is_clear();
    report(arguments.output.display().to_string(), refreshed.review)?;
    Ok(if clear { CLEAN } else { FINDINGS })
}

pub(crate) fn trace(arguments: &Trace) -> Result<u8> {
    let templates = report_type(arguments.templates.as_deref(), || named_by(&arguments.against))?;
    let catalogue = templates.catalogue();
    let book = |path: &Option<PathBuf>| path.as_deref().map(|path| beside(path, &templates)).transpose();
    let (against, previous) = match (book(&arguments.against), book(&arguments.previous)) {
        (Ok(against), Ok(previous)) => (against, previous),
        (Err(refusal), _) | (_, Err(refusal)) => return Ok(refused(refusal)),
    };
    if let Some(output) = &arguments.output {
        let mut inputs =
            std::iter::once(&arguments.draft).chain(&arguments.against).chain(&arguments.previous);
        inputs.try_for_each(|input| refuse_overwriting(input, output))?;
    }
    let own = against.map(|own| match previous {
        Some(earlier) => own.after(earlier, &templates),
        None => own,
    });
    let trace = trace_draft(open(&arguments.draft)?, catalogue, own.as_ref().map(|own| &own.book.value))?;
    if let Some(target) = &arguments.output {
        let mut outputs = Outputs::new();
        outputs.add(target, |output| trace.write_sheet(output))?;
        outputs.commit()?;
        say(&format!("Đã ghi {}\n", target.display()));
    } else if arguments.json {
        trace.write_json(io::stdout().lock())?;
    } else {
        say(&trace.to_string());
    }
    Ok(CLEAN)
}

/// What was replaced, and what is left to the author.
fn tell(refreshed: &Refreshed) {
    say(&format!("Đã thay {} số liệu.\n", refreshed.replaced.len()));
    for one in &refreshed.replaced {
        let cells: Vec<String> = one.cells.iter().map(ToString::to_string).collect();
        let cells = if cells.is_empty() { String::new() } else { format!(" ← {}", cells.join(", ")) };
        say(&format!("  {}: {} → {} ({}){cells}\n", one.place, one.old, one.new, one.label));
    }
    if !refreshed.left.is_empty() {
        say(&format!("Cần tự sửa {} chỗ:\n", refreshed.left.len()));
    }
    for left in &refreshed.left {
        say(&format!("  {}: {}\n", left.place, left.message));
    }
}

/// Findings go to stderr, so that stdout says what was done.
fn report(name: String, review: baocao::Review) -> Result<()> {
    write_review(
        &[Reviewed::new(name, Ok(review))],
        terminal(io::stderr().is_terminal()),
        io::stderr().lock(),
    )
}
