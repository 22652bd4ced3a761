//! One conversion, warm, stage by stage, each with its ratio to the floor: inflating the parts that were read
//! and deflating the parts that were written, which no implementation can avoid.
//!
//! Then forms of a thousand and of ten thousand indicators, of which Word prints 70: stage by stage, and as a
//! process of their own with the memory that it takes.
//!
//! `cargo bench --bench convert` prints medians; nothing is asserted.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::disallowed_methods,
    reason = "a bench stops at what it did not expect, and reads the clock"
)]

#[path = "support/large.rs"]
mod large;

use std::hint::black_box;
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

use baocao::document::Document;
use baocao::finding::Sourced;
use baocao::linked::{Revision, refresh};
use baocao::model::Book;
use baocao::{
    Case, RuleSet, Templates, assemble, check, read_draft, read_workbook, write_appendix, write_comments,
    write_docx,
};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// How often each stage runs; the first tenth warms up.
const RUNS: usize = 300;

const WORKBOOK: &[u8] = include_bytes!("../examples/data/tinh-chau-2023.xlsx");

type Parts = Vec<(String, Vec<u8>)>;

fn main() {
    if large::is_child() {
        return;
    }
    let templates = Templates::builtin().unwrap();
    let catalogue = templates.catalogue();
    let book = read_workbook(Cursor::new(WORKBOOK), catalogue).unwrap();
    let report = assemble(&book.value, catalogue, &templates).unwrap();
    let review = check(&Case::report(catalogue, &book, &report), &RuleSet::default());
    let docx = || {
        let mut bytes = Vec::new();
        write_docx(&report, &mut bytes).unwrap();
        bytes
    };
    let appendix = || {
        let mut bytes = Vec::new();
        write_appendix(&book.value, catalogue, &review, &mut bytes).unwrap();
        bytes
    };
    let written = [parts(&docx()), parts(&appendix())];
    let floor = median(|| {
        black_box(parts(WORKBOOK));
        written.iter().for_each(|parts| drop(black_box(deflated(parts))));
    });
    println!("{:<28}{:>10}  {:>9}", "stage", "median", "of floor");
    let show = |name: &str, time: Duration| {
        let (ms, ratio) = (time.as_secs_f64() * 1e3, time.as_secs_f64() / floor.as_secs_f64());
        println!("{name:<28}{ms:>8.3} ms {ratio:>8.2} ×");
    };
    show("floor (inflate, deflate)", floor);
    show("load templates", median(|| Templates::builtin().unwrap()));
    show("read workbook", median(|| read_workbook(Cursor::new(WORKBOOK), catalogue).unwrap()));
    show("assemble report", median(|| assemble(&book.value, catalogue, &templates).unwrap()));
    show(
        "claims and checks",
        median(|| check(&Case::report(catalogue, &book, &report), &RuleSet::default())),
    );
    show("write Word report", median(docx));
    tied(&report, (&book, &templates), show);
    show("write Excel appendix", median(appendix));
    show("whole conversion, warm", median(|| whole(&templates)));
    let written = docx();
    let draft = read_draft(Cursor::new(&written)).unwrap();
    let judged = check(&Case::draft(catalogue, &draft), &RuleSet::default());
    show("read it as a draft", median(|| read_draft(Cursor::new(&written)).unwrap()));
    show("check it as a draft", median(|| check(&Case::draft(catalogue, &draft), &RuleSet::default())));
    show(
        "write its comments",
        median(|| write_comments(Cursor::new(&written), &judged, None, Cursor::new(Vec::new())).unwrap()),
    );
    let (bulk, size) = bulk();
    let time = median_of(RUNS / 30, || {
        let draft = read_draft(Cursor::new(&bulk)).unwrap();
        check(&Case::draft(catalogue, &draft), &RuleSet::default())
    });
    let (ms, speed) = (time.as_secs_f64() * 1e3, size as f64 / 1e6 / time.as_secs_f64());
    println!("{:<28}{ms:>8.3} ms {speed:>8.2} MB/s", "read and check bulk prose");
    large::measure();
}

/// What the marks of a report cost, and to refresh it.
fn tied(report: &Document, own: (&Sourced<Book>, &Templates), show: impl Fn(&str, Duration)) {
    let written = |report: &Document| {
        let mut bytes = Vec::new();
        write_docx(report, &mut bytes).unwrap();
        bytes
    };
    let untied = report.clone().untied();
    let (marked, plain) = (written(report), written(&untied));
    show("write it without marks", median(|| written(&untied)));
    let again = || refresh(Cursor::new(&marked), own, Revision::Silent, Cursor::new(Vec::new())).unwrap();
    show("refresh it", median_of(RUNS / 10, again));
    let figures = read_draft(Cursor::new(&marked)).unwrap().value.links.entries.len();
    let deflated = |package: &[u8]| -> u64 {
        let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
        (0..archive.len()).map(|number| archive.by_index(number).unwrap().compressed_size()).sum()
    };
    let parts = (deflated(&marked) - deflated(&plain)) as f64 / figures as f64;
    let file = (marked.len() - plain.len()) as f64 / figures as f64;
    println!("{:<28}{parts:>8.1} B a figure deflated, {file:.1} B in the file, {figures} figures", "marks");
}

/// A draft of a megabyte of prose, and how many bytes its text has: many sentences, some with figures that agree.
fn bulk() -> (Vec<u8>, usize) {
    const OPENING: [&str; 4] = ["Trong kỳ", "Bên cạnh đó", "Đến nay", "Qua theo dõi"];
    const SUBJECT: [[&str; 8]; 3] = [
        ["đất đai", "hộ tịch", "chứng thực", "xây dựng", "giáo dục", "văn hóa", "lao động", "môi trường"],
        ["mới", "chuyên ngành", "liên ngành", "cơ bản", "nâng cao", "thường xuyên", "đột xuất", "bổ sung"],
        ["tuyến phố", "nông thôn", "vùng ven", "bãi ngang", "trung tâm", "ven sông", "miền núi", "đồng bằng"],
    ];
    const PLACE: [&str; 5] =
        ["thôn An Phú", "thôn Bình Minh", "khu phố Đông Hòa", "tổ dân phố Lạc Sơn", "xóm Trung Thành"];
    let mut text = String::new();
    let mut paragraphs = String::new();
    for number in 0_usize.. {
        let (opening, place) = (OPENING[number % 4], PLACE[number / 4 % 5]);
        let [first, second, third] = SUBJECT;
        let about = [first[number % 8], second[number / 8 % 8], third[number / 64 % 8]].join(" ");
        let (a, b) = (number * 7 % 991 + 20, number * 13 % 83 + 5);
        let sum = a + b;
        let sentence = match number % 7 {
            0 => format!("{opening}, {place} tiếp nhận {sum} hồ sơ {about}, trong đó trực tuyến {a} hồ sơ, trực tiếp {b} hồ sơ."),
            1 => format!("{opening}, cán bộ của {place} đã niêm yết công khai các quy trình, hướng dẫn người dân nộp hồ sơ qua mạng và trả kết quả đúng hẹn."),
            2 => format!("- {place} có {a} hộ gia đình được tuyên truyền về {about}."),
            3 => format!("Thực hiện Kế hoạch số {b}/KH-UBND ngày 15/3/2023 của UBND huyện, {place} đã tổ chức {b} buổi sinh hoạt về {about}."),
            4 => format!("{opening}, công tác chỉ đạo, điều hành được thực hiện nghiêm túc; kỷ luật, kỷ cương hành chính tiếp tục được tăng cường tại {place}."),
            5 => format!("{place} đã số hóa {a}/{sum} hồ sơ {about}."),
            _ => "Tuy nhiên, việc ứng dụng công nghệ thông tin của một số bộ phận còn chậm, trang thiết bị chưa đồng bộ, kinh phí còn hạn chế.".to_owned(),
        };
        text.push_str(&sentence);
        paragraphs.push_str(&format!("<w:p><w:r><w:t>{sentence}</w:t></w:r></w:p>"));
        if text.len() > 1_000_000 {
            break;
        }
    }
    let package = "http://schemas.openxmlformats.org/package/2006";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let part = |name: &str, content: String| (name.to_owned(), content.into_bytes());
    let parts = vec![
        part(
            "[Content_Types].xml",
            format!(
                r#"<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{word}"/></Types>"#
            ),
        ),
        part(
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{office}" Target="word/document.xml"/></Relationships>"#
            ),
        ),
        part(
            "word/document.xml",
            format!(r#"<w:document xmlns:w="{main}"><w:body>{paragraphs}</w:body></w:document>"#),
        ),
    ];
    (deflated(&parts), text.len())
}

fn whole(templates: &Templates) -> (Vec<u8>, Vec<u8>) {
    let catalogue = templates.catalogue();
    let book = read_workbook(Cursor::new(WORKBOOK), catalogue).unwrap();
    let report = assemble(&book.value, catalogue, templates).unwrap();
    let review = check(&Case::report(catalogue, &book, &report), &RuleSet::default());
    let (mut docx, mut appendix) = (Vec::new(), Vec::new());
    write_docx(&report, &mut docx).unwrap();
    write_appendix(&book.value, catalogue, &review, &mut appendix).unwrap();
    (docx, appendix)
}

fn median<T>(run: impl FnMut() -> T) -> Duration {
    median_of(RUNS, run)
}

fn median_of<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .skip(runs / 10)
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn parts(package: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    (0..archive.len())
        .map(|number| {
            let mut part = archive.by_index(number).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn deflated(parts: &Parts) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
