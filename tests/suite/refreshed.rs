//! Refreshed reports: today's figures in their places, and not a byte else.

use std::collections::BTreeMap;
use std::io::Cursor;

use baocao::document::Document;
use baocao::finding::Sourced;
use baocao::linked::{Refreshed, Revision, refresh};
use baocao::model::{Book, Link};
use baocao::{Place, Templates, read_draft};
use proptest::prelude::*;

use crate::annotated::texts;
use crate::cells::{changed as book_with, numeric};
use crate::command::Desk;
use crate::laws::few;
use crate::linked::{DOCUMENT, NOTES, REGISTER, against, changed, elsewhere, of_marks, samples};
use crate::package::parts;
use crate::previous::last_year;
use crate::support::{CLEAN, Checked, TEMPLATES, WORKBOOK};
use crate::tables::{tables, tables_with_changes};

/// A draft with a workbook's figures.
fn refreshed(draft: &[u8], book: &Sourced<Book>, templates: &Templates) -> (Vec<u8>, Refreshed) {
    with(draft, book, templates, Revision::Silent)
}

fn with(
    draft: &[u8],
    book: &Sourced<Book>,
    templates: &Templates,
    how: Revision<'_>,
) -> (Vec<u8>, Refreshed) {
    let mut out = Vec::new();
    let refreshed = refresh(Cursor::new(draft), (book, templates), how, &mut out).unwrap();
    (out, refreshed)
}

fn read(draft: &[u8]) -> Document {
    read_draft(Cursor::new(draft)).unwrap().value
}

/// The sample with some figures changed, after the year before.
fn later() -> Checked {
    let figures = [
        ("ho-so.tiep-nhan", "3.500"),
        ("ho-so.truc-tuyen", "1.600"),
        ("ho-so.truc-tiep", "1.900"),
        ("ho-so.ty-le-truc-tuyen", ""),
        ("ho-so.ty-le-truc-tiep", ""),
        ("chi-dao.van-ban", "6"),
        ("danh-gia.luot", "1.020"),
    ];
    let rows = figures.map(|(code, value)| format!("| {code} | Số liệu | {value} |\n"));
    let changes = format!("## Số liệu\n\n| Dòng | Cột | Giá trị mới |\n|---|---|---|\n{}", rows.concat());
    Checked::after(&tables_with_changes(CLEAN, &changes), &last_year(""), &TEMPLATES)
}

fn earlier() -> Checked {
    Checked::after(WORKBOOK, &last_year(""), &TEMPLATES)
}

#[test]
fn a_fresh_report_refreshed_from_its_own_workbook_changes_no_byte() {
    for (name, workbook, templates) in samples() {
        let checked = Checked::of(&workbook, &templates);
        let docx = checked.docx();
        for how in [Revision::Silent, Revision::Tracked { date: None }] {
            let (out, told) = with(&docx, &checked.book, &templates, how);
            assert_eq!(parts(&out), parts(&docx), "{name}");
            assert!(told.replaced.is_empty() && told.left.is_empty(), "{name}: {told:?}");
        }
    }
}

/// A mark: its span, and what it prints.
type Marked = ((usize, usize), String);

/// A text of a draft without its figures, what each comes from in their place; and with them.
fn sentences(document: &Document) -> Vec<(String, String)> {
    let mut found: Vec<(Place, String)> = Vec::new();
    for (place, runs) in &texts(document).found {
        found.push((place(0, 0), runs.iter().map(|run| run.text.as_str()).collect()));
    }
    for (note, number) in document.notes.iter().zip(1..) {
        let text = note.runs.iter().map(|run| run.text.as_str()).collect();
        found.push((Place::Footnote { number, start: 0, end: 0 }, text));
    }
    let key = |place: &Place| {
        let mut value = serde_json::to_value(place).unwrap();
        value.as_object_mut().unwrap().retain(|name, _| name != "start" && name != "end");
        value.to_string()
    };
    let mut spans: BTreeMap<String, Vec<Marked>> = BTreeMap::new();
    for span in &document.links.spans {
        let link = match &document.links.entries[&span.number].link {
            Link::Direction { code, .. } => format!("which way {code}"),
            link => format!("{link:?}"),
        };
        spans.entry(key(&span.place)).or_default().push((span.place.span().unwrap(), link));
    }
    let bare = |(place, text): (Place, String)| {
        let letters: Vec<char> = text.chars().collect();
        let (mut bare, mut at) = (String::new(), 0);
        let mut own = spans.get(&key(&place)).cloned().unwrap_or_default();
        own.sort();
        for ((start, end), link) in own {
            bare.extend(&letters[at..start]);
            bare.push_str(&format!("⟦{link}⟧"));
            at = end;
        }
        bare.extend(&letters[at..]);
        (bare, text)
    };
    found.into_iter().map(bare).collect()
}

/// The sentences of a refreshed report that stand in the report of the same workbook too print the same there.
fn agrees(a: &Checked, b: &Checked) -> Result<(usize, usize), TestCaseError> {
    let (out, _) = refreshed(&a.docx(), &b.book, &TEMPLATES);
    let of_b: BTreeMap<String, String> = sentences(&read(&b.docx())).into_iter().collect();
    let (mut same, mut others) = (0, 0);
    for (bare, text) in sentences(&read(&out)) {
        match of_b.get(&bare).filter(|_| bare.contains('⟦')) {
            Some(expected) => {
                prop_assert_eq!(&text, expected, "{}", bare);
                same += 1;
            }
            None => others += usize::from(bare.contains('⟦')),
        }
    }
    Ok((same, others))
}

#[test]
fn a_refreshed_report_prints_what_the_new_report_prints() {
    for (a, b) in [(earlier(), later()), (later(), earlier())] {
        let (same, others) = agrees(&a, &b).unwrap();
        // only `bằng năm 2022` is another sentence
        assert!(same > 150 && others == 1, "{same} sentences, {others} others");
    }
}

proptest! {
    #![proptest_config(few(12))]

    #[test]
    fn any_two_workbooks_agree(
        changes in prop::collection::btree_map(0..numeric().len(), 0_u32..5_000, 1..40),
        other in prop::collection::btree_map(0..numeric().len(), 0_u32..5_000, 0..10),
        compares in any::<bool>(),
    ) {
        let cells = numeric();
        let book = |changes: &BTreeMap<usize, u32>| {
            let values: Vec<(usize, String)> =
                changes.iter().map(|(at, value)| (*at, value.to_string())).collect();
            let workbook = book_with(values.iter().map(|(at, value)| (&cells[*at], value.as_str())));
            match compares {
                true => Checked::after(&workbook, &last_year(""), &TEMPLATES),
                false => Checked::new(&workbook),
            }
        };
        let (a, b) = (book(&other), book(&changes));
        let (same, others) = agrees(&a, &b)?;
        prop_assert!(same > 4 * others && same > 100, "{} sentences, {} others", same, others);
    }
}

/// The sample as its author has edited it: a sentence moved, words changed, one figure typed over, one deleted.
fn edited(docx: &[u8]) -> Vec<u8> {
    changed(docx, DOCUMENT, |text| {
        let text = text.replace("đã tiếp nhận ", "đã nhận và vào sổ ").replacen(
            "<w:t>3.472</w:t>",
            "<w:t>3.742</w:t>",
            1,
        );
        // a paragraph goes to the end of the body's first part
        let from = text.find("<w:p><w:pPr><w:pStyle w:val=\"item\"/></w:pPr>").unwrap();
        let to = from + text[from..].find("</w:p>").unwrap() + "</w:p>".len();
        let moved = text[from..to].to_owned();
        let rest = format!("{}{}", &text[..from], &text[to..]);
        let at = rest.find("<w:p><w:pPr><w:pStyle w:val=\"heading2\"/>").unwrap();
        format!("{}{moved}{}", &rest[..at], &rest[at..])
    })
}

#[test]
fn an_edited_report_takes_the_new_figures_and_keeps_its_words() {
    let draft = edited(&earlier().docx());
    let later = later();
    let (out, told) = refreshed(&draft, &later.book, &TEMPLATES);
    let (before, after) = (parts(&draft), parts(&out));
    let differ: Vec<&str> =
        before.keys().filter(|name| before[*name] != after[*name]).map(String::as_str).collect();
    assert!(differ.iter().all(|name| [DOCUMENT, NOTES, REGISTER].contains(name)), "{differ:?}");
    // `bằng năm 2022` is no sentence for a figure that fell
    let stale: Vec<&str> = of_marks(&told.review).iter().map(|finding| finding.message.as_str()).collect();
    assert!(matches!(stale[..], [one] if one.ends_with("hãy viết lại câu.")), "{stale:?}");
    let typed = told.replaced.iter().find(|one| one.old == "3.742").unwrap();
    assert_eq!((typed.new.as_str(), typed.label.as_str()), ("3.500", "Hồ sơ TTHC đã tiếp nhận"));
    assert!(typed.cells[0].to_string().starts_with("Số liệu!D"), "{typed:?}");
    let text: String = sentences(&read(&out)).into_iter().map(|(_, text)| text + "\n").collect();
    assert!(
        text.contains("đã nhận và vào sổ")
            && text.contains("giảm 11 ")
            && text.contains("giảm 112 hồ sơ (3,1%)"),
        "{text}"
    );
    insta::assert_snapshot!(
        told.replaced
            .iter()
            .map(|one| format!("{} → {} ({})\n", one.old, one.new, one.label))
            .collect::<String>()
    );
}

#[test]
fn a_tracked_refresh_reads_as_a_silent_one() {
    let draft = edited(&earlier().docx());
    let later = later();
    let (silent, _) = refreshed(&draft, &later.book, &TEMPLATES);
    let how = Revision::Tracked { date: Some("2024-12-07T00:00:00Z") };
    let (tracked, told) = with(&draft, &later.book, &TEMPLATES, how);
    assert_eq!(sentences(&read(&tracked)), sentences(&read(&silent)));
    let xml = &parts(&tracked)[DOCUMENT];
    let notes = &parts(&tracked)[NOTES];
    let count = |name: &str| xml.matches(name).count() + notes.matches(name).count();
    assert_eq!((count("<w:del "), count("<w:ins ")), (told.replaced.len(), told.replaced.len()));
    assert!(xml.contains(r#"w:author="baocao" w:date="2024-12-07T00:00:00Z"><w:r><w:delText xml:space="preserve">3.742</w:delText>"#));
    let (again, told) = with(&tracked, &later.book, &TEMPLATES, how);
    assert_eq!((parts(&again), told.replaced.len()), (parts(&tracked), 0));
}

#[test]
fn what_has_no_place_is_told() {
    let docx = earlier().docx();
    let typed = changed(&docx, DOCUMENT, |text| {
        let end = text.rfind("<w:p><w:pPr><w:pStyle w:val=\"body\"").unwrap();
        let sentence = "<w:p><w:r><w:t>Tóm lại, đã nhận 3.472 hồ sơ.</w:t></w:r></w:p>";
        format!("{}{sentence}{}", &text[..end], &text[end..])
    });
    let (_, told) = refreshed(&typed, &later().book, &TEMPLATES);
    let said: Vec<&str> = told.left.iter().map(|left| left.message.as_str()).collect();
    assert!(said.iter().any(|said| said.contains("còn ghi 3.472") && said.contains("3.500")), "{said:?}");
    // without last period's workbook no change can be told
    let alone = Checked::new(WORKBOOK);
    let (out, told) = refreshed(&docx, &alone.book, &TEMPLATES);
    let said: Vec<&str> = told.left.iter().map(|left| left.message.as_str()).collect();
    assert!(said.iter().any(|said| said.contains("hãy viết lại câu")), "{said:?}");
    // and so the check has nothing to hold it against
    assert_eq!(of_marks(&against(&out, &alone.book, &TEMPLATES)), Vec::<&baocao::Finding>::new());
}

#[test]
fn a_report_saved_by_other_programs_is_refreshed() {
    let text = include_str!("../../examples/data/binh-lam-quy-3-2024.md");
    let same = Checked::new(&tables(text));
    let later = Checked::new(&tables(&text.replace("| 527 |", "| 528 |").replace("| 324 |", "| 325 |")));
    for (name, draft) in elsewhere() {
        let (out, told) = refreshed(&draft, &same.book, &TEMPLATES);
        assert_eq!((parts(&out), told.replaced.len()), (parts(&draft), 0), "{name}");
        let (out, told) = refreshed(&draft, &later.book, &TEMPLATES);
        assert!(told.replaced.iter().any(|one| one.old == "527" && one.new == "528"), "{name}: {told:?}");
        let (before, after) = (parts(&draft), parts(&out));
        let differ: Vec<&str> =
            before.keys().filter(|part| before[*part] != after[*part]).map(String::as_str).collect();
        assert_eq!(differ, [REGISTER, DOCUMENT], "{name}");
        let codes: Vec<&str> = of_marks(&told.review).iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["TIE009"], "{name}");
    }
}

#[test]
fn a_draft_that_is_not_tied_to_the_workbook_is_refused() {
    let checked = earlier();
    let docx = checked.docx();
    let mut plain = Vec::new();
    baocao::write_docx(&checked.report.clone().untied(), &mut plain).unwrap();
    let register = |from: &str, to: &str| changed(&docx, REGISTER, |text| text.replacen(from, to, 1));
    for (draft, said) in [
        (plain, "không có số liệu nào mang dấu"),
        (register("schema=\"1\"", "schema=\"9\""), "lược đồ số 9"),
        (register("</links>", ""), "bị hỏng"),
        (register("\"bao-cao-cchc-xa\"", "\"mau-khac\""), "mau-khac"),
    ] {
        let mut out = Vec::new();
        let refused = refresh(Cursor::new(&draft), (&checked.book, &TEMPLATES), Revision::Silent, &mut out);
        let error = refused.unwrap_err();
        assert!(error.to_string().contains(said) && !error.hint().is_empty(), "{error}");
        assert_eq!(out, [0_u8; 0]);
    }
}

#[test]
fn the_command_refreshes_and_traces() {
    let desk = Desk::new("refreshed");
    desk.put(
        "moi.xlsx",
        tables_with_changes(
            CLEAN,
            "## Số liệu\n\n| Dòng | Cột | Giá trị mới |\n|---|---|---|\n| thanh-toan.luot | Số liệu | 975 |\n",
        ),
    );
    assert_eq!(desk.run(&["convert", "sach.xlsx"]).code, 0);
    let ran = desk.run(&["check", "sach.docx", "--against", "moi.xlsx"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("TIE007"), "{}", ran.out);
    let ran =
        desk.run(&["refresh", "sach.docx", "moi.xlsx", "-o", "ra.docx", "--track", "--date", "2024-12-07"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("Đã thay 1 số liệu.") && ran.out.contains("971 → 975"), "{}", ran.out);
    assert!(ran.out.contains("← Số liệu!D"), "{}", ran.out);
    let ran = desk.run(&["check", "ra.docx", "--against", "moi.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    let ran = desk.run(&["trace", "ra.docx", "--against", "moi.xlsx"]);
    assert!(ran.code == 0 && ran.out.contains("\t975\tLượt thanh toán"), "{}", ran.out);
    assert_eq!(desk.run(&["trace", "ra.docx", "--format", "json"]).json()["schema"], 1);
    assert_eq!(desk.run(&["trace", "ra.docx", "-o", "nguon.xlsx"]).code, 0);
    // what cannot be done leaves nothing behind
    assert_eq!(desk.run(&["convert", "sach.xlsx", "--plain", "-o", "tron"]).code, 0);
    let ran = desk.run(&["refresh", "tron/sach.docx", "moi.xlsx", "-o", "hong.docx"]);
    assert!(ran.code == 2 && ran.err.contains("không có số liệu nào mang dấu"), "{}", ran.err);
    let ran = desk.run(&["refresh", "sach.docx", "moi.xlsx", "-o", "sach.docx"]);
    assert!(ran.code == 2 && ran.err.contains("ghi đè"), "{}", ran.err);
    assert_eq!(desk.run(&["refresh", "sach.docx", "moi.xlsx"]).code, 2);
    assert_eq!(
        desk.run(&["refresh", "sach.docx", "moi.xlsx", "-o", "hong.docx", "--date", "2024-12-07"]).code,
        2
    );
    desk.put_drafted();
    let ran = desk.run(&["refresh", "sach.docx", "nhap.xlsx", "-o", "hong.docx"]);
    assert!(ran.code == 1 && ran.err.contains("Chưa ghi tệp nào"), "{}", ran.err);
    assert!(!desk.names(".").contains(&"hong.docx".to_owned()));
}

#[test]
fn a_report_after_last_period_is_checked_and_refreshed_after_it() {
    let desk = Desk::new("refreshed-after");
    desk.put("truoc.xlsx", last_year(""));
    assert_eq!(desk.run(&["convert", "sach.xlsx", "--previous", "truoc.xlsx"]).code, 0);
    let with = ["check", "sach.docx", "--against", "sach.xlsx", "--previous", "truoc.xlsx"];
    for ran in [desk.run(&with), desk.run(&with[..4])] {
        assert_eq!(ran.code, 0, "{}", ran.out);
        assert!(!ran.out.contains("TIE0"), "{}", ran.out);
    }
    let ran = desk.run(&["refresh", "sach.docx", "sach.xlsx", "--previous", "truoc.xlsx", "-o", "ra.docx"]);
    assert!(ran.code == 0 && ran.out.contains("Đã thay 0 số liệu."), "{}{}", ran.out, ran.err);
    assert!(!ran.out.contains("Cần tự sửa"), "{}", ran.out);
    let ran = desk.run(&["trace", "sach.docx", "--against", "sach.xlsx", "--previous", "truoc.xlsx"]);
    assert!(ran.out.contains("kỳ trước”") && ran.out.contains("chiều tăng, giảm"), "{}", ran.out);
}

#[test]
fn tasks_in_another_order_are_the_same_tasks() {
    let from = CLEAN.find("| Cải cách thể chế |").map(|at| CLEAN[..at].rfind('\n').unwrap() + 1).unwrap();
    let rows: Vec<&str> = CLEAN[from..].lines().take(2).collect();
    let (one, other) = (rows[0], rows[1]);
    let turned = CLEAN.replacen(&format!("{one}\n{other}"), &format!("{other}\n{one}"), 1);
    assert_ne!(turned, CLEAN);
    let docx = Checked::clean().docx();
    let (out, told) = refreshed(&docx, &Checked::new(&tables(&turned)).book, &TEMPLATES);
    assert_eq!(told.replaced, []);
    assert_eq!(parts(&out)[DOCUMENT], parts(&docx)[DOCUMENT]);
}

proptest! {
    #![proptest_config(few(16))]

    /// Whatever elements of an edited report were copied, moved or taken out: it is refreshed or refused, and a refreshed
    /// one says what it said but for its figures.
    #[test]
    fn odd_reports_are_refreshed_or_refused(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()), 1..8),
        tracked in any::<bool>(),
    ) {
        let draft = changed(&earlier().docx(), DOCUMENT, |text| {
            edits.iter().fold(text.to_owned(), |mut text, (from, to, removed)| {
                let starts: Vec<usize> =
                    ["<w:bookmark", "<w:sdt>", "<w:r>"].iter().flat_map(|tag| text.match_indices(tag)).map(|(at, _)| at).collect();
                let (from, to) = (starts[from.index(starts.len())], starts[to.index(starts.len())]);
                let name: String = text[from + 1..].chars().take_while(|c| !matches!(c, ' ' | '>' | '/')).collect();
                let tag = from + text[from..].find('>').unwrap() + 1;
                let end = match text[..tag].ends_with("/>") {
                    true => tag,
                    false => from + text[from..].find(&format!("</{name}>")).unwrap() + name.len() + 3,
                };
                let piece = text[from..end].to_owned();
                text.insert_str(to, &piece);
                if *removed && to >= end {
                    text.replace_range(from..end, "");
                }
                text
            })
        });
        let how = if tracked { Revision::Tracked { date: None } } else { Revision::Silent };
        let mut out = Vec::new();
        match refresh(Cursor::new(&draft), (&later().book, &TEMPLATES), how, &mut out) {
            Ok(_) => prop_assert!(read_draft(Cursor::new(&out)).is_ok()),
            Err(error) => {
                let internal = matches!(error.kind(), baocao::ErrorKind::Internal { .. });
                prop_assert!(!internal && out.is_empty(), "{}", error);
            }
        }
    }
}
