//! Annotated copies: the comments stand on the exact words, and nothing else changes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;

use baocao::document::{Block, Document, NoteKind, Paragraph, Run, Table};
use baocao::finding::{Finding, Review, Severity, Verdict};
use baocao::{Place, read_draft, write_comments};
use proptest::prelude::*;

use crate::docx::package::bytes;
use crate::made::{body, docx, parts};
use crate::plain::plain;
use crate::support::Checked;

/// A finding at a place.
fn finding(place: Place, message: &str) -> Finding {
    Finding {
        code: "SUM001",
        name: "sum-of-parts",
        severity: Severity::Error,
        verdict: Verdict::Wrong,
        message: message.to_owned(),
        excerpt: String::new(),
        place,
        expected: None,
        found: None,
        related: Vec::new(),
        group: None,
        repair: Vec::new(),
        fingerprint: String::new(),
    }
}

fn review(places: impl IntoIterator<Item = Place>) -> Review {
    let findings =
        places.into_iter().enumerate().map(|(number, place)| finding(place, &format!("lỗi {number}")));
    Review { findings: findings.collect(), ..Review::default() }
}

fn annotated(draft: &[u8], review: &Review) -> Vec<u8> {
    let mut out = Vec::new();
    write_comments(Cursor::new(draft), review, None, &mut out).unwrap();
    out
}

fn read(draft: &[u8]) -> Document {
    read_draft(Cursor::new(draft)).unwrap().value
}

/// The place of a span of a text.
pub(crate) type Placing = Box<dyn Fn(usize, usize) -> Place>;

/// Every text of the body and its tables with the place of a span of it.
pub(crate) struct Texts<'d> {
    pub(crate) found: Vec<(Placing, &'d [Run])>,
    paragraphs: usize,
    tables: usize,
}

pub(crate) fn texts(document: &Document) -> Texts<'_> {
    let mut texts = Texts { found: Vec::new(), paragraphs: 0, tables: 0 };
    for block in document.parts.iter().flat_map(|part| &part.blocks) {
        match block {
            Block::Paragraph(Paragraph { section, runs, .. }) => {
                let (index, section) = (texts.paragraphs, section.clone());
                let place =
                    move |start, end| Place::Paragraph { index, start, end, section: section.clone() };
                texts.found.push((Box::new(place), runs));
                texts.paragraphs += 1;
            }
            Block::Table(table) => texts.table(table),
            _ => texts.paragraphs += 1,
        }
    }
    texts
}

impl<'d> Texts<'d> {
    fn table(&mut self, inside: &'d Table) {
        let table = self.tables;
        self.tables += 1;
        for (row, cells) in inside.rows.iter().enumerate() {
            let mut column = 0;
            for cell in &cells.cells {
                let mut before = 0;
                for block in &cell.blocks {
                    match block {
                        Block::Paragraph(paragraph) => {
                            let place = move |start, end| Place::TableCell {
                                table,
                                row,
                                column,
                                start: before + start,
                                end: before + end,
                            };
                            self.found.push((Box::new(place), &paragraph.runs));
                            before += paragraph.text().chars().count() + 1;
                        }
                        Block::Table(inner) => self.table(inner),
                        _ => {}
                    }
                }
                column += cell.columns;
            }
        }
    }
}

/// The words that a comment covers.
fn covered(document: &Document, message: &str) -> String {
    let comment =
        document.comments.iter().position(|comment| comment.lines[0].ends_with(&format!(": {message}")));
    let comment = comment.unwrap_or_else(|| panic!("no comment says {message}"));
    let texts = texts(document);
    let runs = texts.found.iter().flat_map(|(_, runs)| runs.iter());
    runs.filter(|run| run.comments.contains(&comment)).map(|run| run.text.as_str()).collect()
}

/// The document without comments by us.
fn text_alone(document: &Document) -> Document {
    let mut document = plain(document);
    let ours: Vec<bool> = document
        .comments
        .iter()
        .map(|comment| comment.lines.first().is_some_and(|line| line.starts_with("SUM001")))
        .collect();
    let number =
        |index: &usize| (!ours[*index]).then(|| ours[..*index].iter().filter(|ours| !**ours).count());
    let keep = |run: &mut Run| run.comments = run.comments.iter().filter_map(number).collect();
    for block in document.parts.iter_mut().flat_map(|part| &mut part.blocks) {
        for_runs(block, &keep);
    }
    document.notes.iter_mut().flat_map(|note| &mut note.runs).for_each(keep);
    let mut kept = ours.iter().map(|ours| !ours);
    document.comments.retain(|_| kept.next().unwrap());
    plain(&document)
}

fn for_runs(block: &mut Block, change: &impl Fn(&mut Run)) {
    match block {
        Block::Paragraph(paragraph) => paragraph.runs.iter_mut().for_each(change),
        Block::Table(table) => {
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.flat_map(|cell| &mut cell.blocks).for_each(|block| for_runs(block, change));
        }
        _ => {}
    }
}

/// Every draft of the tests, by name.
fn drafts() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts");
    let mut found = vec![("own".to_owned(), bytes(&Checked::clean().report))];
    for path in [folder.clone(), folder.join("made")] {
        for entry in std::fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            match path.extension().and_then(|end| end.to_str()) {
                Some("docx") => found.push((name, std::fs::read(&path).unwrap())),
                Some("xml") => found.push((name, docx(&std::fs::read_to_string(&path).unwrap()))),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// The parts of a package as bytes.
fn raw(package: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        parts.insert(entry.name().unwrap().into_owned(), content);
    }
    parts
}

/// Three spans of every text: its first letter, its middle, all of it.
fn spans(document: &Document) -> Vec<(Place, String)> {
    let mut spans = Vec::new();
    for (place, runs) in texts(document).found {
        let letters: Vec<char> = runs.iter().flat_map(|run| run.text.chars()).collect();
        let length = letters.len();
        for (start, end) in [(0, 1), (length / 3, (length / 3 + 7).min(length)), (0, length)] {
            if start < end && end <= length {
                spans.push((place(start, end), letters[start..end].iter().collect()));
            }
        }
    }
    spans
}

#[test]
fn comments_stand_on_the_exact_words() {
    for (name, draft) in drafts() {
        let before = read(&draft);
        let spans = spans(&before);
        let review = review(spans.iter().map(|(place, _)| place.clone()));
        let copy = annotated(&draft, &review);
        let after = read(&copy);
        for (number, (place, words)) in spans.iter().enumerate() {
            let covered = covered(&after, &format!("lỗi {number}"));
            // a run with an alternative in it cannot be split
            let is_exact = name != "boxes.xml" && covered == *words;
            assert!(
                is_exact || (name == "boxes.xml" && covered.contains(words)),
                "{name}: {place:?} {covered}"
            );
        }
        assert_eq!(text_alone(&after), text_alone(&before), "{name}");
        assert_eq!(annotated(&draft, &review), copy, "{name}: the same bytes");
        assert_eq!(
            crate::package::parts(&annotated(&copy, &review)),
            crate::package::parts(&copy),
            "{name}: a second run replaces the first"
        );
        let cleared = read(&annotated(&copy, &Review::default()));
        assert_eq!(plain(&cleared), plain(&before), "{name}: nothing is left of ours");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(folder.join(format!("annotated-{name}.docx")), copy).unwrap();
    }
}

#[test]
fn only_the_text_and_its_lists_change() {
    for (name, draft) in drafts() {
        let (before, after) = (raw(&draft), raw(&annotated(&draft, &review([Place::Document]))));
        let changed: Vec<&str> = after
            .iter()
            .filter(|(part, content)| before.get(*part) != Some(content))
            .map(|(part, _)| part.as_str())
            .collect();
        let had_comments = before.contains_key("word/comments.xml");
        let text = if before.contains_key("word/text.xml") { "word/text.xml" } else { "word/document.xml" };
        let rels = "word/_rels/document.xml.rels";
        let expected: &[&str] = match had_comments {
            true => &["word/comments.xml", text],
            false => &["[Content_Types].xml", rels, "word/comments.xml", text],
        };
        assert_eq!(changed, expected, "{name}");
        assert!(before.keys().all(|part| after.contains_key(part)), "{name}");
    }
}

#[test]
fn notes_headers_and_boxes_have_their_comments_at_a_place_that_can_hold_one() {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts/made/notes.xml"))
            .unwrap();
    let draft = docx(&text);
    let places = [
        Place::Footnote { number: 2, start: 0, end: 3 },
        Place::Endnote { number: 1, start: 0, end: 1 },
        Place::Header { index: 0, start: 0, end: 4 },
        Place::Document,
        Place::Workbook,
        Place::Paragraph { index: 999, start: 0, end: 1, section: None },
        // never referred to
        Place::Footnote { number: 3, start: 0, end: 1 },
    ];
    let copy = read(&annotated(&draft, &review(places)));
    let notes: Vec<(NoteKind, usize)> = copy
        .notes
        .iter()
        .map(|note| (note.kind, note.runs.iter().map(|run| run.comments.len()).sum()))
        .collect();
    assert_eq!(
        notes,
        [(NoteKind::Footnote, 0), (NoteKind::Endnote, 1), (NoteKind::Footnote, 1), (NoteKind::Footnote, 0)]
    );
    let title = "Ban hành 12 văn bản và 03 kế hoạch; lại 12 văn bản.";
    for number in 2..7 {
        assert_eq!(covered(&copy, &format!("lỗi {number}")), title, "{number}");
    }
    assert_eq!(covered(&copy, "lỗi 0"), "");
}

#[test]
fn a_comment_says_what_is_wrong_and_what_to_do() {
    use baocao::finding::{Related, Repair};
    let at = |start, end| Place::Paragraph { index: 0, start, end, section: None };
    let mut finding = finding(at(8, 11), "150 khác <152> & …");
    finding.related.push(Related { place: at(0, 2), excerpt: "Xã".to_owned() });
    finding.repair.push(Repair { place: at(8, 11), from: "150".to_owned(), to: "152".to_owned() });
    let review = Review { findings: vec![finding], ..Review::default() };
    let draft = docx(&body("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Xã nhận 150 hồ sơ</w:t></w:r></w:p>"));
    let mut out = Vec::new();
    write_comments(Cursor::new(&draft), &review, Some("2024-12-07T08:00:00Z"), &mut out).unwrap();
    let parts = crate::package::parts(&out);
    insta::assert_snapshot!(format!("{}\n\n{}", parts["word/text.xml"], parts["word/comments.xml"]));
}

#[test]
fn the_lists_of_a_package_keep_their_prefix() {
    let text = body("<w:p><w:r><w:t>Văn bản.</w:t></w:r></w:p>");
    let without: Vec<(&str, String)> = parts(&text)
        .into_iter()
        .filter(|(name, _)| *name != "word/comments.xml" && *name != "word/_rels/text.xml.rels")
        .map(|(name, text)| match name {
            "[Content_Types].xml" => (
                name,
                text.replace("<Types xmlns=", "<t:Types xmlns:t=")
                    .replace("<Default", "<t:Default")
                    .replace("<Override", "<t:Override")
                    .replace("</Types", "</t:Types"),
            ),
            _ => (name, text),
        })
        .collect();
    let draft = crate::package::packed(without.iter().map(|(name, text)| (*name, text.as_str())));
    let after = crate::package::parts(&annotated(&draft, &review([Place::Document])));
    assert!(after["[Content_Types].xml"].ends_with(
        r#"<t:Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></t:Types>"#
    ));
    assert!(after["word/_rels/text.xml.rels"].contains(r#"relationships/comments" Target="comments.xml"/>"#));
}

/// A paragraph of runs: text with entities, tabs, marks apart from their letters, spaces that do not print.
fn paragraph() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![
        "<w:t>một</w:t>",
        "<w:t> hai </w:t>",
        r#"<w:t xml:space="preserve"> ba &amp; bốn </w:t>"#,
        "<w:t>nă&#x6D; e&#x301;</w:t>",
        "<w:t>\u{301}\u{323}o</w:t>",
        "<w:tab/>",
        "<w:br/><w:t>sau</w:t>",
        "<w:lastRenderedPageBreak/>",
        r#"<w:sym w:font="Wingdings" w:char="F0FC"/>"#,
        "<w:t/>",
    ]);
    let run = prop::collection::vec(text, 0..4).prop_map(|texts| texts.concat());
    let run = (run, prop::bool::ANY).prop_map(|(texts, bold)| {
        let look = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
        format!("<w:r>{look}{texts}</w:r>")
    });
    let around = prop::sample::select(vec![
        ("", ""),
        (r#"<w:ins w:id="9" w:author="A">"#, "</w:ins>"),
        ("<w:hyperlink>", "</w:hyperlink>"),
    ]);
    prop::collection::vec((run, around), 1..5)
        .prop_map(|runs| runs.iter().map(|(run, (open, close))| format!("{open}{run}{close}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_span_of_any_runs_has_its_comment(
        runs in paragraph(),
        spans in prop::collection::vec((any::<prop::sample::Index>(), 1_usize..6), 1..5),
    ) {
        let draft = docx(&body(&format!("<w:p><w:r><w:t>đầu</w:t></w:r></w:p><w:p>{runs}</w:p>")));
        let before = read(&draft);
        let letters: Vec<char> = texts(&before).found[1].1.iter().flat_map(|run| run.text.chars()).collect();
        prop_assume!(!letters.is_empty());
        let spans: Vec<(usize, usize)> = spans
            .iter()
            .map(|(start, length)| {
                let start = start.index(letters.len());
                (start, (start + length).min(letters.len()))
            })
            .collect();
        let places = spans.iter().map(|(start, end)| Place::Paragraph { index: 1, start: *start, end: *end, section: None });
        let review = review(places);
        let copy = annotated(&draft, &review);
        let after = read(&copy);
        for (number, (start, end)) in spans.iter().enumerate() {
            let words: String = letters[*start..*end].iter().collect();
            let covered = covered(&after, &format!("lỗi {number}"));
            // a letter and a mark that stay two characters are not torn apart
            let is_marked = |c: char| matches!(c, '\u{300}'..='\u{323}');
            let is_exact = covered == words || (covered.contains(is_marked) && covered.contains(&words));
            prop_assert!(is_exact, "{} for {}", covered, words);
        }
        prop_assert_eq!(text_alone(&after), text_alone(&before));
        let text = |draft: &[u8]| crate::package::parts(draft)["word/text.xml"].clone();
        prop_assert_eq!(text(&annotated(&copy, &review)), text(&copy));
        prop_assert_eq!(plain(&read(&annotated(&copy, &Review::default()))), plain(&before));
    }
}

/// A text typed by hand, with pieces cut out and put elsewhere.
fn broken() -> impl Strategy<Value = String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts/made");
    let texts = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    // whole elements, so that most of what comes out is still XML
    let edit = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>());
    (prop::sample::select(texts), prop::collection::vec(edit, 1..6)).prop_map(|(text, edits)| {
        let mut text = text;
        for (from, to, removed) in edits {
            let starts: Vec<usize> = text.match_indices("<w:").map(|(at, _)| at).skip(2).collect();
            if starts.is_empty() {
                return text;
            }
            let (from, to) = (starts[from.index(starts.len())], starts[to.index(starts.len())]);
            let name: String =
                text[from + 1..].chars().take_while(|c| !matches!(c, ' ' | '>' | '/')).collect();
            let tag = from + text[from..].find('>').unwrap() + 1;
            let end = match text[..tag].ends_with("/>") {
                true => tag,
                false => from + text[from..].find(&format!("</{name}>")).map_or(0, |at| at + name.len() + 3),
            };
            let piece = text[from..end.max(from)].to_owned();
            text.insert_str(to, &piece);
            if removed && to >= end {
                text.replace_range(from..end.max(from), "");
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// What can be read can be annotated, and reads the same.
    #[test]
    fn odd_drafts_are_annotated_too(text in broken()) {
        let draft = docx(&text);
        let Ok(before) = read_draft(Cursor::new(&draft)) else { return Ok(()) };
        let before = before.value;
        let review = review(spans(&before).into_iter().map(|(place, _)| place));
        let copy = annotated(&draft, &review);
        let after = read(&copy);
        prop_assert_eq!(after.comments.iter().filter(|comment| comment.lines[0].starts_with("SUM001")).count(), review.findings.len());
        prop_assert_eq!(text_alone(&after), text_alone(&before));
        prop_assert_eq!(plain(&read(&annotated(&copy, &Review::default()))), plain(&before));
    }
}
