//! `refresh` of an appendix: a workbook's figures of today in its named cells.

use std::io::{self, IsTerminal as _};

use baocao::linked::{Refreshed, refresh_appendix};
use baocao::{Kind, Outputs, Result, Reviewed, kind_of, refuse_overwriting, write_review};

use crate::arguments::Refresh;
use crate::commands::{CLEAN, FAILED, FINDINGS, beside, checked, open, refused, terminal};
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
    if kind_of(open(&arguments.draft)?)? != Kind::Appendix {
        eprintln!(
            "lỗi: refresh cần một phụ lục (.xlsx) do convert ghi, nhưng {} không phải",
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
    let mut outputs = Outputs::new();
    let mut refreshed = None;
    outputs.add(&arguments.output, |output| {
        refreshed = Some(refresh_appendix(open(&arguments.draft)?, (&book, templates.catalogue()), output)?);
        Ok(())
    })?;
    outputs.commit()?;
    println!("Đã ghi {}", arguments.output.display());
    let Some(refreshed) = refreshed else { return Ok(CLEAN) };
    say(&refreshed);
    let clear = refreshed.review.is_clear();
    report(arguments.output.display().to_string(), refreshed.review)?;
    Ok(if clear { CLEAN } else { FINDINGS })
}

/// What was replaced, and what is left to the author.
fn say(refreshed: &Refreshed) {
    println!("Đã thay {} số liệu.", refreshed.replaced.len());
    for one in &refreshed.replaced {
        let cells: Vec<String> = one.cells.iter().map(ToString::to_string).collect();
        let cells = if cells.is_empty() { String::new() } else { format!(" ← {}", cells.join(", ")) };
        println!("  {}: {} → {} ({}){cells}", one.place, one.old, one.new, one.label);
    }
    if !refreshed.left.is_empty() {
        println!("Cần tự sửa {} chỗ:", refreshed.left.len());
    }
    for left in &refreshed.left {
        println!("  {}: {}", left.place, left.message);
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
