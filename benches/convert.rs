//! One conversion, warm, stage by stage, each with its ratio to the floor: inflating the parts that were read
//! and deflating the parts that were written, which no implementation can avoid.
//!
//! `cargo bench --bench convert` prints medians; nothing is asserted.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a bench stops at what it did not expect, and reads the clock"
)]

use std::hint::black_box;
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

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

fn median<T>(mut run: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .skip(RUNS / 10)
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
