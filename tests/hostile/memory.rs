//! Files made to take memory: each reads within 64 MiB, four times its bytes and 100 bytes a cell, or is refused.

use crate::case::{Case, Expected};
use crate::samples::{WORKBOOK, draft_with, ods_data, paragraph, sheet, workbook};
use Expected::{Passes, Reads};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = drafts();
    cases.extend(workbooks());
    cases
}

/// Drafts of many small things.
#[expect(clippy::too_many_lines, reason = "a list of files")]
fn drafts() -> Vec<Case> {
    let bold = "<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>";
    let refused = Passes("draft_overhead_bytes");
    let shapes: Vec<(&str, Expected, String)> = vec![
        ("60 000 empty paragraphs", Reads, "<w:p/>".repeat(60_000)),
        ("empty paragraphs", refused.clone(), "<w:p/>".repeat(490_000)),
        ("paragraphs of a letter", refused.clone(), "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(300_000)),
        ("30 000 runs of two looks", Reads, format!("<w:p>{}</w:p>", bold.repeat(15_000))),
        ("runs of two looks", refused.clone(), format!("<w:p>{}</w:p>", bold.repeat(200_000))),
        (
            "runs of two looks in small paragraphs",
            refused.clone(),
            format!("<w:p>{bold}</w:p>").repeat(120_000),
        ),
        ("tabs of one run", Reads, format!("<w:p><w:r>{}</w:r></w:p>", "<w:tab/>".repeat(60_000))),
        ("references of characters", Reads, paragraph(&"&#97;".repeat(60_000))),
        ("letters in parts", Reads, paragraph(&"e\u{302}\u{301} ".repeat(100_000))),
        (
            "cells of a letter",
            refused.clone(),
            format!(
                "<w:tbl>{}</w:tbl>",
                format!("<w:tr>{}</w:tr>", "<w:tc><w:p/></w:tc>".repeat(40)).repeat(5_000)
            ),
        ),
        (
            "tables of a cell",
            refused.clone(),
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>".repeat(150_000),
        ),
        (
            "references of a note",
            refused.clone(),
            format!("<w:p>{}</w:p>", r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#.repeat(600_000)),
        ),
        (
            "comments",
            refused.clone(),
            format!(
                "<w:p>{}</w:p>",
                (0..200_000)
                    .map(|n| format!(r#"<w:r><w:commentReference w:id="{n}"/></w:r>"#))
                    .collect::<String>()
            ),
        ),
        ("sections", refused.clone(), "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>".repeat(150_000)),
        (
            "text boxes",
            refused.clone(),
            format!("<w:p><w:r>{}</w:r></w:p>", "<w:txbxContent><w:p/></w:txbxContent>".repeat(150_000)),
        ),
        (
            "fields",
            Reads,
            format!("<w:p>{}</w:p>", r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#.repeat(300_000)),
        ),
        (
            "numbers of a list",
            refused,
            r#"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>"#.repeat(250_000),
        ),
        (
            "hidden pieces",
            Reads,
            format!("<w:p>{}</w:p>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r>".repeat(60_000)),
        ),
        ("one long text", Reads, paragraph(&"Tiếp nhận ".repeat(200_000))),
    ];
    shapes
        .into_iter()
        .map(|(what, expected, body)| {
            let usual =
                ["empty paragraphs", "cells of a letter", "comments", "tabs of one run", "letters in parts"];
            let case = Case::draft(format!("memory of a draft: {what}"), expected, move || {
                draft_with(&body).raw().bytes()
            });
            if usual.contains(&what) { case } else { case.long() }
        })
        .collect()
}

/// A workbook of a sheet that is none of ours.
fn unknown(rows: &str) -> crate::build::Pack {
    let pack = workbook(rows);
    let list = pack.text(WORKBOOK).replace("Số liệu", "Dữ liệu");
    pack.with(WORKBOOK, list)
}

fn workbooks() -> Vec<Case> {
    let numbers = |rows: u64, cells: &'static str| {
        (0..rows).map(move |_| format!("<row>{cells}</row>")).collect::<String>()
    };
    vec![
        Case::workbook("memory of a workbook: 400 000 numbers", Reads, move || {
            unknown(&numbers(100_000, "<c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c>"))
                .raw()
                .bytes()
        })
        .counting(400_000)
        .long(),
        Case::workbook("memory of a workbook: 100 000 texts in place", Reads, move || {
            unknown(&numbers(100_000, r#"<c t="inlineStr"><is><t>a</t></is></c>"#)).raw().bytes()
        })
        .counting(100_000),
        Case::workbook("memory of a workbook: 300 000 cells that cannot be read", Reads, move || {
            unknown(&numbers(300_000, "<c><v>x</v></c>")).raw().bytes()
        })
        .counting(300_000)
        .long(),
        Case::workbook("memory of a workbook: blank cells", Reads, move || {
            workbook(&numbers(200_000, "<c/><c/><c/>")).raw().bytes()
        }),
        Case::workbook("memory of a workbook: merged cells", Reads, || {
            let merges: String =
                (1..=100_000).map(|row| format!(r#"<mergeCell ref="A{row}:B{row}"/>"#)).collect();
            sheet(&format!("<worksheet><sheetData/><mergeCells>{merges}</mergeCells></worksheet>"))
                .raw()
                .bytes()
        }),
        Case::workbook("memory of a workbook: 100 000 texts of an .ods", Reads, || {
            let cell =
                r#"<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>"#;
            ods_data(&format!("<table:table-row>{cell}</table:table-row>").repeat(100_000)).raw().bytes()
        })
        .counting(100_000),
    ]
}
