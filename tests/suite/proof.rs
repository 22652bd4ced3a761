//! The sheet `Kiểm tra` of the appendix as a file: what it computes with, what it refers to, how it prints.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::package::{Parts, parts, values};
use crate::support::{Checked, TEMPLATES};

/// The part that the sheet is written to, after the form, the task table and the figures.
const PROOF: &str = "xl/worksheets/sheet4.xml";

/// What Excel and LibreOffice both compute.
const FUNCTIONS: [&str; 15] = [
    "ABS",
    "AND",
    "CHAR",
    "COUNT",
    "COUNTA",
    "COUNTIF",
    "IF",
    "ISNUMBER",
    "LEN",
    "MAX",
    "MIN",
    "OR",
    "ROUND",
    "SUBSTITUTE",
    "SUM",
];

/// A cell that is written.
struct Cell {
    at: String,
    /// The type of its value; a number has none.
    kind: String,
    formula: Option<String>,
    value: String,
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    text.split_once(from)?.1.split_once(to).map(|(inside, _)| inside)
}

fn cells(parts: &Parts, sheet: &str) -> Vec<Cell> {
    let plain = |text: &str| {
        ["&lt;", "&gt;", "&quot;", "&amp;"]
            .iter()
            .zip(["<", ">", "\"", "&"])
            .fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign))
    };
    let strings: Vec<&str> = parts["xl/sharedStrings.xml"].split("<si>").skip(1).collect();
    let cell = |xml: &str| {
        let kind = between(xml.split('>').next().unwrap(), "t=\"", "\"").unwrap_or_default().to_owned();
        let value = between(xml, "<v>", "</v>").unwrap_or_default();
        let shared = || {
            let string = strings[value.parse::<usize>().unwrap()];
            string.split_once("<t").unwrap().1.split_once('>').unwrap().1.split("</t>").next().unwrap()
        };
        let value = plain(if kind == "s" { shared() } else { value });
        Cell {
            at: between(xml, "r=\"", "\"").unwrap().to_owned(),
            kind,
            formula: between(xml, "<f>", "</f>").map(plain),
            value,
        }
    };
    // a cell without a value ends at once and is followed by others
    parts[sheet].split("<c ").skip(1).map(|xml| cell(xml.split("</c>").next().unwrap())).collect()
}

fn appendices() -> [Parts; 2] {
    [parts(&Checked::clean().appendix()), parts(&Checked::drafted().appendix())]
}

fn sheets(parts: &Parts) -> impl Iterator<Item = &str> {
    parts.keys().map(String::as_str).filter(|name| name.starts_with("xl/worksheets/sheet"))
}

#[test]
fn the_formulas_are_what_excel_and_libreoffice_compute() {
    for parts in appendices() {
        for cell in sheets(&parts).flat_map(|sheet| cells(&parts, sheet)) {
            let Some(formula) = cell.formula else { continue };
            let code: String = formula.split('"').step_by(2).collect();
            let names = code.split('(').filter(|piece| piece.ends_with(|c: char| c.is_ascii_uppercase()));
            for name in names.map(|piece| piece.rsplit(|c: char| !c.is_ascii_uppercase()).next().unwrap()) {
                assert!(FUNCTIONS.contains(&name), "{name} in {} {formula}", cell.at);
            }
            assert!(formula.len() < 8_192, "{}: {formula}", cell.at);
            let said = !cell.value.is_empty() || cell.kind == "str";
            assert!(said, "{} has no value beside {formula}", cell.at);
        }
    }
}

#[test]
fn both_sides_of_a_relation_are_cells_of_the_file() {
    for parts in appendices() {
        let names = values(&parts["xl/workbook.xml"], "sheet", "name");
        for cell in cells(&parts, PROOF) {
            let row: u32 = cell.at[1..].parse().unwrap();
            if row < 5 || !cell.at.starts_with(['C', 'D']) {
                continue;
            }
            match cell.formula {
                Some(formula) => {
                    let sheets: BTreeSet<&str> = formula
                        .split("'!")
                        .filter_map(|before| before.rsplit_once('\''))
                        .map(|(_, name)| name)
                        .collect();
                    assert!(!sheets.is_empty(), "{}: {formula}", cell.at);
                    assert!(sheets.iter().all(|sheet| names.contains(&(*sheet).to_owned())), "{sheets:?}");
                }
                None => assert_eq!(cell.value, "100", "{}", cell.at),
            }
        }
    }
}

#[test]
fn every_indicator_has_its_cell_by_name() {
    let checked = Checked::clean();
    let xml = &parts(&checked.appendix())["xl/workbook.xml"];
    let names: Vec<String> = values(xml, "definedName", "name");
    let now = names.iter().filter_map(|name| name.strip_prefix("bc_"));
    let codes: BTreeSet<String> = now.map(|name| name.replace('_', "-")).collect();
    let entries: BTreeSet<String> = checked.book.value.entries.keys().map(ToString::to_string).collect();
    assert_eq!(codes, entries);
    assert!(xml.contains(r#"<definedName name="bc_ho_so.tiep_nhan">'Số liệu'!$D$21</definedName>"#));
    assert!(xml.contains(r#"<definedName name="kt_cbcc.tong">'Số liệu'!$E$"#));
    assert_eq!(TEMPLATES.catalogue().indicator("ho-so.tiep-nhan").unwrap().unit, "hồ sơ");
}

#[test]
fn each_sheet_prints_with_its_header_and_keeps_it_in_sight() {
    let parts = parts(&Checked::clean().appendix());
    let workbook = &parts["xl/workbook.xml"];
    for (sheet, rows) in
        [("Phụ lục 1", "$5:$6"), ("Nhiệm vụ", "$1:$2"), ("Số liệu", "$1:$1"), ("Kiểm tra", "$4:$4")]
    {
        assert!(workbook.contains(&format!("'{sheet}'!{rows}</definedName>")), "{sheet} in {workbook}");
    }
    for sheet in sheets(&parts) {
        assert!(parts[sheet].contains("state=\"frozen\""), "{sheet}");
        let wide = parts[sheet].contains("orientation=\"landscape\"");
        assert_eq!(wide, ["xl/worksheets/sheet3.xml", PROOF].contains(&sheet), "{sheet}");
    }
    let proof = &parts[PROOF];
    for verdict in ["Khớp", "Lệch", "Không kiểm tra được"] {
        assert!(proof.contains(&format!("<formula>\"{verdict}\"</formula>")), "a colour for {verdict}");
    }
}

#[test]
fn findings_stand_at_the_cells_of_every_sheet() {
    let parts = parts(&Checked::drafted().appendix());
    let notes: Vec<&String> =
        parts.iter().filter(|(name, _)| name.starts_with("xl/comments")).map(|(_, xml)| xml).collect();
    assert_eq!(notes.len(), 3, "the form, the tasks, the figures");
    assert!(notes.iter().all(|xml| xml.contains("<author>baocao</author>")));
    assert!(notes[1].contains(r#"ref="D10""#) && notes[1].contains("SUM004"), "{}", notes[1]);
}

#[test]
fn what_the_sheet_says() {
    let parts = parts(&Checked::clean().appendix());
    let mut said = String::new();
    for cell in cells(&parts, PROOF) {
        let row: usize = cell.at[1..].parse().unwrap();
        if row < 5 || row.is_multiple_of(9) {
            let formula = cell.formula.map(|formula| format!(" ={formula}")).unwrap_or_default();
            let _ = writeln!(said, "{} {}{formula}", cell.at, cell.value);
        }
    }
    insta::assert_snapshot!(said);
}
