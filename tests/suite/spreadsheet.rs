//! The appendix and the blank workbook as packages, and the appendix read back.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::LazyLock;

use crate::package::{Parts, in_order, parts, values};
use crate::support::{Checked, TEMPLATES};
use baocao::model::{Book, Entry, PeriodKey, TaskRow};
use baocao::{read_workbook, write_blank};

/// The workbooks that we write, by name.
static WRITTEN: LazyLock<Vec<(String, Parts)>> = LazyLock::new(|| {
    let mut books = vec![
        ("clean".to_owned(), Checked::clean().appendix()),
        ("drafted".to_owned(), Checked::drafted().appendix()),
    ];
    for period in [PeriodKey::Quarter1, PeriodKey::Year] {
        let mut blank = Vec::new();
        write_blank(TEMPLATES.catalogue(), period, &mut blank).unwrap();
        books.push((format!("blank {period:?}"), blank));
    }
    books.into_iter().map(|(name, book)| (name, parts(&book))).collect()
});

fn each(check: impl Fn(&str, &Parts)) {
    WRITTEN.iter().for_each(|(name, parts)| check(name, parts));
}

#[test]
fn the_package_is_whole() {
    each(|book, parts| {
        for name in [
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "xl/worksheets/sheet1.xml",
            "docProps/core.xml",
        ] {
            assert!(parts.contains_key(name), "{book}: {name} is missing");
        }
    });
}

#[test]
fn every_part_has_a_type() {
    each(|book, parts| {
        let types = &parts["[Content_Types].xml"];
        let own: BTreeSet<_> = values(types, "Override", "PartName").into_iter().collect();
        let by_end: BTreeSet<_> = values(types, "Default", "Extension").into_iter().collect();
        for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
            let end = name.rsplit('.').next().unwrap();
            // “xml” by its ending alone would say nothing of what is inside
            let typed = own.contains(&format!("/{name}")) || (end != "xml" && by_end.contains(end));
            assert!(typed, "{book}: {name} has no content type");
        }
        for name in own {
            assert!(parts.contains_key(name.trim_start_matches('/')), "{book}: a type without {name}");
        }
    });
}

#[test]
fn every_relation_has_a_target() {
    each(|book, parts| {
        for (list, xml) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
            // `xl/worksheets/_rels/sheet1.xml.rels` speaks of what is in `xl/worksheets`
            let folder = list.split("_rels/").next().unwrap();
            let ids = values(xml, "Relationship", "Id");
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{book}, {list}: an id twice");
            for target in values(xml, "Relationship", "Target") {
                assert!(parts.contains_key(&resolved(folder, &target)), "{book}, {list}: {target}");
            }
            assert!(!xml.contains("TargetMode"), "{book}, {list}: nothing outside the file");
        }
    });
}

/// A target against its folder: `../comments1.xml` in `xl/worksheets/`.
fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.trim_start_matches('/').split('/') {
        match step {
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

#[test]
fn every_reference_is_defined() {
    each(|book, parts| {
        let ids = values(&parts["xl/_rels/workbook.xml.rels"], "Relationship", "Id");
        let sheets = values(&parts["xl/workbook.xml"], "sheet", "r:id");
        assert!(!sheets.is_empty() && sheets.iter().all(|id| ids.contains(id)), "{book}: {sheets:?}");
        let formats = number_of(&parts["xl/styles.xml"], "cellXfs", "xf");
        let strings = parts.get("xl/sharedStrings.xml").map_or(0, |xml| xml.matches("<si>").count());
        for (name, xml) in parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
            let below = |used: Vec<String>, many: usize| {
                used.iter().all(|number| number.parse::<usize>().unwrap() < many)
            };
            assert!(below(values(xml, "c", "s"), formats), "{book}, {name}: a cell format");
            assert!(below(texts_of_strings(xml), strings), "{book}, {name}: a shared string");
            let related =
                parts.get(&name.replace("worksheets/", "worksheets/_rels/").replace(".xml", ".xml.rels"));
            for element in ["drawing", "legacyDrawing", "hyperlink"] {
                for id in values(xml, element, "r:id") {
                    let known = values(related.unwrap(), "Relationship", "Id");
                    assert!(known.contains(&id), "{book}, {name}: {element} {id}");
                }
            }
        }
    });
}

/// How many children of a name an element has.
fn number_of(xml: &str, element: &str, child: &str) -> usize {
    let inside = xml.split_once(&format!("<{element} ")).unwrap().1;
    let inside = inside.split_once(&format!("</{element}>")).unwrap().0;
    inside.matches(&format!("<{child} ")).count()
}

/// The numbers of the shared strings that a sheet's cells show.
fn texts_of_strings(xml: &str) -> Vec<String> {
    let cells = xml.split("<c ").skip(1).filter(|cell| cell.split('>').next().unwrap().contains("t=\"s\""));
    cells.map(|cell| cell.split("<v>").nth(1).unwrap().split('<').next().unwrap().to_owned()).collect()
}

/// What ECMA-376 part 1 allows in each element we write, in order (18.2.27, 18.3.1.99, 18.8.39, 18.7.6).
const ORDERS: &[(&str, &str)] = &[
    ("workbook", "fileVersion workbookPr bookViews sheets definedNames calcPr"),
    (
        "worksheet",
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells \
         conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter \
         rowBreaks colBreaks ignoredErrors drawing legacyDrawing",
    ),
    ("sheetPr", "tabColor outlinePr pageSetUpPr"),
    ("sheetView", "pane selection"),
    ("c", "f v is"),
    ("dataValidation", "formula1 formula2"),
    ("headerFooter", "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter"),
    ("styleSheet", "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles"),
    ("border", "left right top bottom diagonal"),
    ("xf", "alignment protection"),
    ("comments", "authors commentList"),
    ("comment", "text"),
];

#[test]
fn children_stand_in_the_order_of_the_schema() {
    each(|book, parts| {
        for (name, xml) in parts.iter().filter(|(name, _)| name.ends_with(".xml")) {
            in_order((&format!("{book}, {name}"), xml), ORDERS);
        }
    });
}

/// Rows of the form without their places.
fn form(book: &Book) -> Vec<String> {
    let line = |line: &baocao::model::FormLine| {
        format!("{} | {} | {} | {:?} | {}", line.stt, line.label, line.unit, line.value, line.note)
    };
    book.form.iter().map(line).collect()
}

#[test]
fn our_own_appendix_reads_back_as_it_was() {
    for checked in [Checked::clean(), Checked::drafted()] {
        let again = read_workbook(Cursor::new(checked.appendix()), TEMPLATES.catalogue()).unwrap();
        assert_eq!(again.value.form.len(), TEMPLATES.catalogue().form.len());
        for (before, after) in form(&checked.book.value).iter().zip(form(&again.value)) {
            assert_eq!(*before, after);
        }
        assert_eq!(again.value.entries.len(), checked.book.value.entries.len());
        for (code, before) in &checked.book.value.entries {
            let after = &again.value.entries[code];
            assert_eq!(before.value, after.value, "{code}");
            let previous = |entry: &Entry| entry.previous.as_ref().map(|previous| previous.value.clone());
            assert_eq!(previous(before), previous(after), "{code}");
            assert_eq!((&before.source, &before.note), (&after.source, &after.note), "{code}");
        }
        let tasks = |book: &Book| {
            let row = |row: &TaskRow| row.figures.values().map(|given| given.value).collect::<Vec<_>>();
            book.tasks.iter().map(|task| (task.label.clone(), row(task))).collect::<Vec<_>>()
        };
        assert_eq!(tasks(&checked.book.value), tasks(&again.value));
        let missing = |finding: &&baocao::Finding| finding.code == "FORM101";
        assert_eq!(again.findings.iter().filter(missing).count(), 1, "the sheet of who reports to whom");
    }
}
