//! Texts that mean something to a template, to Markdown, to XML or to Excel, through the whole way from the workbook to
//! the report and its appendix: they come out as they were typed, or a finding names their cell, and no file is broken.

use std::io::{Cursor, Read as _};
use std::sync::LazyLock;

use baocao::finding::{Review, Sourced};
use baocao::model::Book;
use baocao::{Case, RuleSet, assemble, check, read_draft, read_workbook, write_appendix, write_docx};
use unicode_normalization::UnicodeNormalization as _;

use crate::build::Pack;
use crate::judge::TEMPLATES;
use crate::samples::STRINGS;
use crate::strings::texts;

/// Texts of the sample that the report prints: a row of a table, a citation, who signs, a note of the form.
const PRINTED: [&str; 4] = [
    "Cải cách chế độ công vụ",
    "về chuyển đổi số xã Tịnh Châu năm 2023",
    "(Họ và tên)",
    "2 nhiệm vụ chưa thực hiện, còn hạn",
];

/// The sample's parts.
static SAMPLE: LazyLock<Pack> =
    LazyLock::new(|| unpacked(include_bytes!("../../examples/data/tinh-chau-2023.xlsx")));

fn unpacked(bytes: &[u8]) -> Pack {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let part = |at: usize| {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        (file.name().unwrap().into_owned(), content)
    };
    Pack((0..count).map(part).collect())
}

/// The sample with this text, as XML, before each of the printed ones.
pub(crate) fn workbook(text: &str) -> Vec<u8> {
    let mut strings = SAMPLE.text(STRINGS);
    for printed in PRINTED {
        let changed = strings
            .replace(&format!(">{printed}</t>"), &format!(" xml:space=\"preserve\">{text} {printed}</t>"));
        assert!(changed != strings, "no {printed}");
        strings = changed.replace("xml:space=\"preserve\" xml:space=\"preserve\"", "xml:space=\"preserve\"");
    }
    SAMPLE.clone().with(STRINGS, strings).raw().bytes()
}

struct Written {
    book: Sourced<Book>,
    review: Review,
    docx: Vec<u8>,
    appendix: Vec<u8>,
}

fn written(workbook: &[u8]) -> Written {
    let catalogue = TEMPLATES.catalogue();
    let book = read_workbook(Cursor::new(workbook), catalogue).unwrap();
    let report = assemble(&book.value, catalogue, &TEMPLATES).unwrap();
    let review = check(&Case::report(catalogue, &book, &report), &RuleSet::default());
    let (mut docx, mut appendix) = (Vec::new(), Vec::new());
    write_docx(&report, &mut docx).unwrap();
    write_appendix(&book.value, catalogue, &review, &mut appendix).unwrap();
    Written { book, review, docx, appendix }
}

/// The text of a report, and how many paragraphs it has.
fn shown(docx: &[u8]) -> (String, usize) {
    let xml = unpacked(docx).text("word/document.xml");
    let read = read_draft(Cursor::new(docx)).unwrap();
    assert!(read.findings.iter().all(|finding| finding.code != "FORM203"), "{:?}", read.findings);
    let plain = quick_xml_text(&xml);
    (plain, xml.matches("<w:p>").count() + xml.matches("<w:p ").count())
}

/// The text between the tags, references resolved; breaks and tabs as they are typed.
fn quick_xml_text(xml: &str) -> String {
    let xml = xml.replace("<w:br/>", "\n").replace("<w:tab/>", "\t");
    let pieces = xml.split('<').skip(1).filter_map(|piece| piece.split_once('>').map(|(_, text)| text));
    let text: String = pieces.collect();
    quick_xml::escape::unescape(&text).unwrap().into_owned()
}

/// What a text typed as XML says, as every reader gives it.
fn said(xml: &str) -> String {
    let text = quick_xml::escape::unescape(xml).unwrap().replace("\r\n", "\n").replace('\r', "\n");
    let text = text.replace("_x005F_x0020_", "_x0020_\u{1}").replace("a_x0020_b", "a b").replace('\u{1}', "");
    text.nfc().collect::<String>()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn texts_are_printed_as_they_are_typed() {
    let (_, paragraphs) = shown(&written(&workbook("x")).docx);
    for (what, text) in texts() {
        let Written { book, docx, appendix, review } = written(&workbook(&text));
        let (printed, count) = shown(&docx);
        assert_eq!(count, paragraphs, "{what}: other paragraphs");
        let expected = squeezed(&said(&text));
        let (printed, told) = (squeezed(&printed), !book.findings.is_empty());
        let times = printed.matches(&expected).count();
        assert!(times >= 3 || told, "{what}: printed {times} times: {expected}");
        formulas_are_ours(what, &appendix);
        assert!(!review.findings.iter().any(|finding| finding.message.is_empty()), "{what}");
    }
}

/// No formula of the appendix has anything of the text in it, and its strings are strings.
fn formulas_are_ours(what: &str, appendix: &[u8]) {
    let pack = unpacked(appendix);
    for (name, content) in pack.0.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
        let xml = String::from_utf8(content.clone()).unwrap();
        let formulas: Vec<&str> =
            xml.split("<f>").skip(1).filter_map(|rest| rest.split("</f>").next()).collect();
        for formula in formulas {
            let strange =
                ["cmd", "HYPERLINK", "DROP", "{{", "javascript"].iter().any(|word| formula.contains(word));
            assert!(!strange, "{what}: {name}: {formula}");
        }
        assert!(!xml.contains("<hyperlink"), "{what}: {name} has a link");
    }
    read_workbook(Cursor::new(appendix), TEMPLATES.catalogue()).expect(what);
}

#[test]
fn characters_that_no_document_holds_leave_a_mark_and_a_finding() {
    for (what, text) in [
        ("a bell", "a&#7;b"),
        ("half a character", "a_xD800_b"),
        ("the character 0", "a_x0000_b"),
        ("a character that is none", "a&#xFFFE;b"),
    ] {
        let Written { book, docx, appendix, .. } = written(&workbook(text));
        let cells: Vec<String> = book
            .findings
            .iter()
            .filter(|finding| finding.code == "FORM122")
            .map(|finding| finding.place.to_string())
            .collect();
        assert!(cells.len() >= 3, "{what}: {cells:?}");
        assert!(shown(&docx).0.contains("a\u{fffd}b"), "{what}");
        formulas_are_ours(what, &appendix);
    }
}

/// The sample with this text, as XML, behind a free paragraph.
pub(crate) fn free_text(text: &str) -> Vec<u8> {
    let strings = SAMPLE.text(STRINGS);
    let from = "- Ban hành và tổ chức thực hiện kế hoạch CCHC.";
    let changed = strings.replace(from, &format!("{from} {text}"));
    assert!(changed != strings);
    SAMPLE.clone().with(STRINGS, changed).raw().bytes()
}

#[test]
fn two_braces_are_one_and_nothing_is_evaluated() {
    let Written { book, docx, .. } = written(&free_text("{{ v(c=&quot;ho-so.rut&quot;) }} {{% if true %}"));
    assert!(book.findings.is_empty(), "{:?}", book.findings);
    let printed = shown(&docx).0;
    assert!(printed.contains("{ v(c=\"ho-so.rut\") }} {% if true %}"), "{printed}");
}

#[test]
fn a_template_typed_into_free_text_is_reported_at_its_cell() {
    for text in ["{khong.co}", "[^khong-co]", "{vb:khong-co}", "{"] {
        let Written { book, docx, .. } = written(&free_text(text));
        let told = book.findings.iter().find(|finding| finding.code == "FORM106");
        let place = told.map(|finding| finding.place.to_string()).unwrap_or_default();
        assert!(place.starts_with("Nội dung!"), "{text}: {:?}", book.findings);
        shown(&docx);
    }
}
