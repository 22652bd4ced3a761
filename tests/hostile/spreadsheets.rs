//! Workbooks of Excel whose cells, strings, styles or lists lie: each is an error, or a finding with its address.

use crate::case::{Case, Expected};
use crate::samples::{SHEET, STRINGS, STYLES, WORKBOOK, relations, row, sheet, workbook};
use Expected::{Fails, Finds, Passes, Reads};

/// A cell that could not be believed.
const UNREADABLE: Expected = Finds("FORM115", "Số liệu!A1");

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(cells());
    cases.extend(misplaced());
    cases.extend(strings());
    cases.extend(merges());
    cases.extend(lists());
    cases.extend(styles());
    cases.extend(sizes());
    cases
}

/// One cell that lies, and one behind it that does not.
fn cells() -> Vec<Case> {
    let told: [(&str, Expected, &str); 40] = [
        ("a junk index", UNREADABLE, r#"<c r="A1" t="s"><v>x</v></c>"#),
        ("an index beyond the table", UNREADABLE, r#"<c r="A1" t="s"><v>2</v></c>"#),
        ("an index below zero", UNREADABLE, r#"<c r="A1" t="s"><v>-1</v></c>"#),
        ("an index of 20 digits", UNREADABLE, r#"<c r="A1" t="s"><v>99999999999999999999</v></c>"#),
        ("an index with a point", UNREADABLE, r#"<c r="A1" t="s"><v>1.0</v></c>"#),
        ("a number with letters", UNREADABLE, r#"<c r="A1"><v>12abc</v></c>"#),
        ("no number", UNREADABLE, r#"<c r="A1"><v>NaN</v></c>"#),
        ("an endless number", UNREADABLE, r#"<c r="A1"><v>inf</v></c>"#),
        ("an endless number below zero", UNREADABLE, r#"<c r="A1"><v>-Infinity</v></c>"#),
        ("a number beyond all", UNREADABLE, r#"<c r="A1"><v>1e300</v></c>"#),
        ("a number beyond floats", UNREADABLE, r#"<c r="A1"><v>1e99999</v></c>"#),
        ("a number of base 16", UNREADABLE, r#"<c r="A1"><v>0x10</v></c>"#),
        ("a number in Vietnamese", UNREADABLE, r#"<c r="A1"><v>1,5</v></c>"#),
        ("digits of another script", UNREADABLE, "<c r=\"A1\"><v>١٢</v></c>"),
        ("a digit by reference", UNREADABLE, r#"<c r="A1"><v>1&#48;</v></c>"#),
        ("a comment in a number", UNREADABLE, r#"<c r="A1"><v>1<!-- -->0</v></c>"#),
        ("characters as a number", UNREADABLE, r#"<c r="A1"><v><![CDATA[1]]></v></c>"#),
        ("an element in a number", UNREADABLE, r#"<c r="A1"><v>1<x/>0</v></c>"#),
        ("two values", UNREADABLE, r#"<c r="A1"><v>1</v><v>2</v></c>"#),
        ("a value before its formula", UNREADABLE, r#"<c r="A1"><v>1</v><f>B1</f></c>"#),
        ("a text and a value", UNREADABLE, r#"<c r="A1" t="s"><is><t>a</t></is><v>0</v><v>1</v></c>"#),
        ("a style that is none", UNREADABLE, r#"<c r="A1" s="9"><v>45000</v></c>"#),
        ("a style below zero", UNREADABLE, r#"<c r="A1" s="-1"><v>45000</v></c>"#),
        ("a style of letters", UNREADABLE, r#"<c r="A1" s="x"><v>45000</v></c>"#),
        ("a third truth", UNREADABLE, r#"<c r="A1" t="b"><v>2</v></c>"#),
        ("a type that is none", UNREADABLE, r#"<c r="A1" t="zz"><v>2</v></c>"#),
        ("a day that is no day", UNREADABLE, r#"<c r="A1" t="d"><v>31/12/2023</v></c>"#),
        ("a day in no calendar", UNREADABLE, r#"<c r="A1" t="d"><v>2023-02-31</v></c>"#),
        ("a day below zero", UNREADABLE, r#"<c r="A1" s="2"><v>-1</v></c>"#),
        ("a day before all time", UNREADABLE, r#"<c r="A1" s="2"><v>-1.07e11</v></c>"#),
        ("a day after all time", UNREADABLE, r#"<c r="A1" s="2"><v>2958466</v></c>"#),
        ("a day of 1e300", UNREADABLE, r#"<c r="A1" s="2"><v>1e300</v></c>"#),
        ("the day that never was", UNREADABLE, r#"<c r="A1" s="2"><v>60</v></c>"#),
        ("a formula without a result", Reads, r#"<c r="A1"><f>B1</f></c>"#),
        ("a formula that spills", Reads, r#"<c r="A1" t="e"><f>B1:B9</f><v>#SPILL!</v></c>"#),
        (
            "a formula shared a billion times",
            Reads,
            r#"<c r="A1"><f t="shared" ref="A1:A2" si="1000000000">B1</f><v>1</v></c>"#,
        ),
        ("a formula shared by nobody", Reads, r#"<c r="A1"><f t="shared" si="7"/><v>1</v></c>"#),
        ("a call of a program", Reads, r#"<c r="A1" t="str"><f>cmd|'/c calc'!A0</f><v>x</v></c>"#),
        ("a formula of 100 000 brackets", Reads, "FORMULA"),
        ("a blank cell", Reads, r#"<c r="A1"/>"#),
    ];
    let case = |(what, expected, cell): (&str, Expected, &str)| {
        let cell = match cell {
            "FORMULA" => {
                format!(r#"<c r="A1"><f>{}1{}</f><v>1</v></c>"#, "(".repeat(100_000), ")".repeat(100_000))
            }
            cell => cell.to_owned(),
        };
        Case::workbook(what, expected, move || row(&format!(r#"{cell}<c r="B1"><v>7</v></c>"#)).raw().bytes())
    };
    told.into_iter().map(case).collect()
}

/// Cells that stand where no cell can.
#[expect(clippy::too_many_lines, reason = "a list of files")]
fn misplaced() -> Vec<Case> {
    let rows: [(&str, &'static str); 20] = [
        ("an address beyond 32 bits", r#"<row r="1"><c r="A4294967297"><v>1</v></c></row>"#),
        ("a column too far", r#"<row r="1"><c r="XFE1"><v>1</v></c></row>"#),
        (
            "a column of 60 letters",
            r#"<row r="1"><c r="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1"/></row>"#,
        ),
        ("a row too far", r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#),
        ("row 0", r#"<row r="0"><c r="A0"><v>1</v></c></row>"#),
        ("a row below zero", r#"<row r="-1"/>"#),
        ("an address of another row", r#"<row r="1"><c r="A2"><v>1</v></c></row>"#),
        ("an address without a row", r#"<row r="1"><c r="A"><v>1</v></c></row>"#),
        ("an address with signs", r#"<row r="1"><c r="$A$1"><v>1</v></c></row>"#),
        ("an empty address", r#"<row r="1"><c r=""><v>1</v></c></row>"#),
        ("an address of other letters", "<row r=\"1\"><c r=\"Đ1\"><v>1</v></c></row>"),
        ("two cells of one address", r#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#),
        (
            "two rows of one number",
            r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>"#,
        ),
        ("a cell in a cell", r#"<row r="1"><c r="A1"><x><c r="B1"/></x></c></row>"#),
        ("a cell in a value", r#"<row r="1"><c r="A1"><v><c r="B1"/></v></c></row>"#),
        ("a cell in a formula", r#"<row r="1"><c r="A1"><f><c r="B1"/></f></c></row>"#),
        ("a cell outside of rows", "<c/>"),
        ("a row in a row", r#"<row r="1"><row r="2"/></row>"#),
        ("a strange element", r#"<x><c r="A1"/></x>"#),
        (
            "a string in a string",
            r#"<row r="1"><c r="A1" t="inlineStr"><is><is><t>a</t></is></is></c></row>"#,
        ),
    ];
    let mut cases: Vec<Case> = rows
        .into_iter()
        .map(|(what, rows)| {
            let expected = match what {
                // an element inside a value is a fault of the cell alone
                "a cell in a value" => UNREADABLE,
                _ => Fails("damaged"),
            };
            Case::workbook(what, expected, move || workbook(rows).deflated())
        })
        .collect();
    for (what, content) in [
        ("two tables of cells", "<worksheet><sheetData/><sheetData/></worksheet>"),
        ("no table of cells", "<worksheet/>"),
        ("a table of cells too deep", "<worksheet><x><sheetData/></x></worksheet>"),
        ("a chart in place of a sheet", "<chartsheet><sheetData/></chartsheet>"),
        ("a workbook in place of a sheet", "<workbook><sheetData/></workbook>"),
    ] {
        cases.push(Case::workbook(what, Fails("damaged"), move || sheet(content).deflated()));
    }
    for (what, dimension) in
        [("a dimension that lies", "A1:XFD1048576"), ("a dimension that is none", "A1:A0")]
    {
        cases.push(Case::workbook(what, Reads, move || {
            let content = format!(r#"<worksheet><dimension ref="{dimension}"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#);
            sheet(&content).deflated()
        }));
    }
    cases.push(Case::workbook("two far cells", Reads, || {
        workbook(
            r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
        )
        .deflated()
    }));
    cases
}

/// Shared strings that lie.
fn strings() -> Vec<Case> {
    let told: [(&str, Expected, &'static str); 12] = [
        ("four billion strings said", Fails("damaged"), r#"<sst uniqueCount="4294967295"><si/></sst>"#),
        ("strings below zero said", Fails("damaged"), r#"<sst uniqueCount="-1"><si/></sst>"#),
        (
            "a number of 30 digits said",
            Fails("damaged"),
            r#"<sst uniqueCount="999999999999999999999999999999"><si/></sst>"#,
        ),
        ("fewer strings than said", Reads, r#"<sst uniqueCount="3"><si><t>a</t></si></sst>"#),
        ("a string inside a string", Fails("damaged"), "<sst><si><si/></si></sst>"),
        ("a table inside a table", Fails("damaged"), "<sst><sst/></sst>"),
        ("spaces between runs", Reads, "<sst><si><r><t>Thu </t></r><r><t>ngân sách</t></r></si></sst>"),
        ("half a character", Reads, "<sst><si><t>a_xD800_b</t></si></sst>"),
        ("an escaped escape", Reads, "<sst><si><t>_x005F_x0041_</t></si></sst>"),
        ("escapes cut short", Reads, "<sst><si><t>_x00_xD8_x_x0041</t></si></sst>"),
        ("no strings", Reads, "<sst/>"),
        ("another root", Reads, "<x/>"),
    ];
    let mut cases: Vec<Case> = told
        .into_iter()
        .map(|(what, expected, content)| {
            Case::workbook(format!("strings: {what}"), expected, move || {
                row(r#"<c r="A1"><v>1</v></c>"#).with(STRINGS, content).deflated()
            })
        })
        .collect();
    cases.push(Case::workbook("strings: one longer than a cell may hold", Passes("cell_text_bytes"), || {
        let long: String = (0..300_000).map(|number| format!("{number} ")).collect();
        row("").with(STRINGS, format!("<sst><si><t>{long}</t></si></sst>")).raw().bytes()
    }));
    cases.push(
        Case::workbook("strings: a million empty ones", Reads, || {
            row("").with(STRINGS, format!("<sst>{}</sst>", "<si/>".repeat(1_000_000))).raw().bytes()
        })
        .long(),
    );
    cases
}

fn merged(merges: &str) -> Vec<u8> {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Mã</t></is></c></row>"#;
    sheet(&format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"))
        .raw()
        .bytes()
}

fn merges() -> Vec<Case> {
    let mut cases = Vec::new();
    for (written, expected) in [
        ("A1:B2", Reads),
        ("50:50", Reads),
        ("50:52", Reads),
        ("B:C", Reads),
        ("A1", Reads),
        ("A1:XFD1048576", Reads),
        ("B2:A1", Fails("damaged")),
        ("52:50", Fails("damaged")),
        ("C:B", Fails("damaged")),
        ("A1:XFE2", Fails("damaged")),
        ("1:1048577", Fails("damaged")),
        ("A:XFE", Fails("damaged")),
        ("0:1", Fails("damaged")),
        ("A:5", Fails("damaged")),
        ("A1:", Fails("damaged")),
        ("", Fails("damaged")),
        ("A1:A4294967297", Fails("damaged")),
    ] {
        cases.push(Case::workbook(format!("merged {written:?}"), expected, move || {
            merged(&format!(r#"<mergeCell ref="{written}"/>"#))
        }));
    }
    cases.push(Case::workbook("100 001 merged regions", Passes("merges"), || {
        merged(&(1..=100_001).map(|row| format!(r#"<mergeCell ref="A{row}:B{row}"/>"#)).collect::<String>())
    }));
    cases.push(Case::workbook("regions merged over each other", Fails("damaged"), || {
        merged(r#"<mergeCell ref="A1:C3"/><mergeCell ref="B2:D4"/>"#)
    }));
    cases.push(Case::workbook("one region merged twice", Reads, || {
        merged(r#"<mergeCell ref="A1:C3"/><mergeCell ref="A1:C3"/>"#)
    }));
    cases
}

/// The list of sheets and what it leads to.
fn lists() -> Vec<Case> {
    let listed = |sheets: &str| format!("<workbook><sheets>{sheets}</sheets></workbook>");
    let told: [(&str, Expected, String); 9] = [
        (
            "two sheets of one name",
            Fails("damaged"),
            listed(r#"<sheet name="Số liệu" r:id="1"/><sheet name="Số liệu" r:id="1"/>"#),
        ),
        (
            "two sheets of one name in capitals",
            Fails("damaged"),
            listed(r#"<sheet name="Số liệu" r:id="1"/><sheet name="SỐ LIỆU" r:id="1"/>"#),
        ),
        ("a sheet without a part", Fails("damaged"), listed(r#"<sheet name="Số liệu" r:id="9"/>"#)),
        ("a sheet without an id", Fails("damaged"), listed(r#"<sheet name="Số liệu"/>"#)),
        ("strings for a sheet", Reads, listed(r#"<sheet name="Số liệu" r:id="2"/>"#)),
        ("no sheet", Reads, listed("")),
        (
            "a sheet of 10 000 letters",
            Reads,
            listed(&format!(r#"<sheet name="{}" r:id="1"/>"#, "ă".repeat(10_000))),
        ),
        (
            "1 025 sheets",
            Passes("sheets"),
            listed(
                &(0..1_025).map(|number| format!(r#"<sheet name="{number}" r:id="1"/>"#)).collect::<String>(),
            ),
        ),
        ("another root", Fails("foreign"), "<presentation/>".to_owned()),
    ];
    let mut cases: Vec<Case> = told
        .into_iter()
        .map(|(what, expected, content)| {
            Case::workbook(format!("list: {what}"), expected, move || {
                row(r#"<c r="A1"><v>1</v></c>"#).with(WORKBOOK, content.clone()).deflated()
            })
        })
        .collect();
    for (what, kind, target, expected) in [
        ("a part outside", "officeDocument", "../../../etc/passwd", Fails("damaged")),
        ("a binary workbook", "officeDocument", "xl/workbook.bin", Fails("foreign")),
        ("no workbook", "image", "x.png", Fails("foreign")),
        ("itself", "officeDocument", "_rels/.rels", Fails("foreign")),
    ] {
        cases.push(Case::workbook(format!("relations: {what}"), expected, move || {
            row("").with("_rels/.rels", relations(&[("1", kind, target)])).deflated()
        }));
    }
    cases.push(Case::workbook("relations: 5 000", Passes("entries"), || {
        let many: Vec<String> = (0..5_000).map(|number| format!("r{number}")).collect();
        let many: Vec<(&str, &str, &str)> = many.iter().map(|id| (id.as_str(), "image", "x.png")).collect();
        row("").with("xl/_rels/workbook.xml.rels", relations(&many)).raw().bytes()
    }));
    for part in [SHEET, STRINGS, STYLES, WORKBOOK, "_rels/.rels", "xl/_rels/workbook.xml.rels"] {
        cases.push(Case::workbook(format!("relations: without {part}"), Fails("damaged"), move || {
            row("").without(part).deflated()
        }));
    }
    cases
}

fn styles() -> Vec<Case> {
    let styled = |formats: &str, count: usize| {
        let xf = r#"<xf numFmtId="164"/>"#.repeat(count);
        format!("<styleSheet><numFmts>{formats}</numFmts><cellXfs>{xf}</cellXfs></styleSheet>")
    };
    let format = |code: &str| format!(r#"<numFmt numFmtId="164" formatCode="{code}"/>"#);
    let told: Vec<(&str, Expected, String)> = vec![
        ("65 537 formats", Passes("formats"), styled(&format("0"), 65_537)),
        ("a format of 100 000 signs", Reads, styled(&format(&"0".repeat(100_000)), 1)),
        ("a long format used often", Passes(""), styled(&format(&"#".repeat(100_000)), 1_000)),
        ("a format of brackets", Fails("damaged"), styled(&format(&"[".repeat(10_000)), 1)),
        ("a format of quotes", Reads, styled(&format("&quot;"), 1)),
        ("a format of sections", Reads, styled(&format(&";".repeat(10_000)), 1)),
        ("a format without a code", Reads, styled(r#"<numFmt numFmtId="164"/>"#, 1)),
        (
            "formats in formats",
            Fails("damaged"),
            "<styleSheet><cellXfs><xf><xf/></xf></cellXfs></styleSheet>".to_owned(),
        ),
        ("no formats", Reads, "<styleSheet/>".to_owned()),
    ];
    told.into_iter()
        .map(|(what, expected, content)| {
            Case::workbook(format!("styles: {what}"), expected, move || {
                row(r#"<c r="A1" s="0"><v>1</v></c>"#).with(STYLES, content.clone()).raw().bytes()
            })
        })
        .collect()
}

/// Workbooks that are only large.
fn sizes() -> Vec<Case> {
    vec![
        Case::workbook("20 000 merged regions beside 20 000 rows of a form", Reads, || {
            let head = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Mã</t></is></c><c r="B1" t="inlineStr"><is><t>Số liệu</t></is></c></row>"#;
            let rows: String = (2..20_000)
                .map(|row| format!(r#"<row r="{row}"><c r="B{row}"><v>1</v></c></row>"#))
                .collect();
            let merges: String =
                (2..20_000).map(|row| format!(r#"<mergeCell ref="E{row}:F{row}"/>"#)).collect();
            sheet(&format!(
                "<worksheet><sheetData>{head}{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
            ))
            .raw()
            .bytes()
        }),
        Case::workbook("20 000 cells that cannot be read", Finds("FORM115", "Số liệu!A1"), || {
            let rows: String = (1..=20_000)
                .map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>x</v></c></row>"#))
                .collect();
            workbook(&rows).raw().bytes()
        }),
        Case::workbook("100 001 rows of a form", Passes("rows"), || {
            workbook(&"<row><c><v>1</v></c></row>".repeat(100_001)).raw().bytes()
        }),
        Case::workbook("16 384 columns", Reads, || row(&"<c><v>1</v></c>".repeat(16_384)).raw().bytes()),
        Case::workbook("16 385 columns", Fails("damaged"), || {
            row(&"<c><v>1</v></c>".repeat(16_385)).raw().bytes()
        }),
    ]
}
