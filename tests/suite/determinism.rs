//! Equal input gives equal bytes: in a second run, in other threads, on one processor, in another environment.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use baocao::model::PeriodKey;
use baocao::{Case, Format, Reviewed, RuleSet, check, read_draft, write_blank, write_comments, write_review};

use crate::command::{Desk, program};
use crate::support::{Checked, TEMPLATES, drafted};

/// Everything that is written of the sample as drafted, by name.
fn written() -> Vec<(&'static str, Vec<u8>)> {
    let checked = Checked::new(&drafted());
    let docx = checked.docx();
    let mut blank = Vec::new();
    write_blank(TEMPLATES.catalogue(), PeriodKey::Year, &mut blank).unwrap();
    let draft = read_draft(Cursor::new(&docx)).unwrap();
    let review = check(&Case::draft(TEMPLATES.catalogue(), &draft), &RuleSet::default());
    let mut annotated = Vec::new();
    write_comments(Cursor::new(&docx), &checked.review, None, &mut annotated).unwrap();
    let mut all =
        vec![("report", docx), ("appendix", checked.appendix()), ("blank", blank), ("annotated", annotated)];
    for (name, format) in [("text", Format::Text), ("json", Format::Json), ("sarif", Format::Sarif)] {
        let mut out = Vec::new();
        let files = [("so.xlsx", &checked.review), ("nhap.docx", &review)];
        let files = files.map(|(file, review)| Reviewed::new(file, Ok(review.clone())));
        write_review(&files, format, &mut out).unwrap();
        all.push((name, out));
    }
    all
}

#[test]
fn two_runs_and_many_threads_write_the_same_bytes() {
    let here = written();
    let elsewhere = std::thread::scope(|scope| {
        let others: Vec<_> = (0..4).map(|_| scope.spawn(written)).collect();
        others.into_iter().map(|other| other.join().unwrap()).collect::<Vec<_>>()
    });
    for other in elsewhere {
        for ((name, one), (_, other)) in here.iter().zip(&other) {
            assert!(one == other, "{name}: {} and {} bytes", one.len(), other.len());
        }
    }
}

/// What is run; `@` is the folder of inputs and outputs, which is where it is whatever the current one is.
const RUNS: [&[&str]; 9] = [
    &["convert", "@/sach.xlsx", "-o", "@/ra"],
    &["convert", "@/nhap.xlsx", "--draft", "-o", "@/ra"],
    &["blank", "@/ra/trong.xlsx", "--period", "quy-3"],
    &["form", "@/sach.xlsx"],
    &["check", "@/nhap.xlsx", "@/nhap.docx", "@/khong-co.xlsx"],
    &["check", "@/nhap.xlsx", "@/nhap.docx", "@/khong-co.xlsx", "--format", "json"],
    &["check", "@/nhap.docx", "--format", "sarif", "--annotate", "@/ra/chu-thich.docx"],
    &["check", "@/nhap.docx", "--against", "@/sach.xlsx", "--write-baseline", "@/ra/da-duyet.toml"],
    &["convert", "@/sach.xlsx", "--previous", "@/khac.xlsx", "-o", "@/ra"],
];

/// What every run says and writes, by name, where the program is started so.
fn said(desk: &Desk, start: impl Fn() -> Command) -> Vec<(String, Vec<u8>)> {
    let folder = desk.0.to_str().unwrap();
    let mut said = Vec::new();
    for arguments in RUNS {
        let mut command = start();
        command.args(arguments.iter().map(|argument| argument.replace('@', folder)));
        let output = command.output().unwrap();
        assert!(output.status.code().is_some(), "{arguments:?}: {}", output.status);
        said.push((format!("{arguments:?} says"), output.stdout));
        said.push((format!("{arguments:?} complains"), output.stderr));
        said.push((format!("{arguments:?} ends"), output.status.to_string().into_bytes()));
        for name in desk.names("ra") {
            said.push((format!("{arguments:?} writes {name}"), desk.bytes(&format!("ra/{name}"))));
            fs::remove_file(desk.0.join("ra").join(name)).unwrap();
        }
    }
    said
}

fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.put_drafted();
    desk.put("nhap.docx", Checked::drafted().docx());
    desk.put("khac.xlsx", drafted());
    fs::create_dir(desk.0.join("ra")).unwrap();
    desk
}

/// Holds that everything said is the same.
fn same(what: &str, one: &[(String, Vec<u8>)], other: &[(String, Vec<u8>)]) {
    let names = |said: &[(String, Vec<u8>)]| said.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(one), names(other), "{what}");
    for ((name, one), (_, other)) in one.iter().zip(other) {
        let text = String::from_utf8_lossy;
        assert!(one == other, "{what}: {name}\n{}\n{}", text(one), text(other));
    }
}

/// Each way of starting the program differs from the usual one in much.
#[test]
fn another_environment_changes_nothing() {
    let desk = desk("environment");
    let started = |program: &Path| {
        let mut command = Command::new(program);
        command.current_dir(&desk.0);
        command
    };
    let usual = || started(&program());
    let expected = said(&desk, usual);
    assert!(expected.len() > 3 * RUNS.len() + 6, "files are written too");
    let bare = || {
        let mut command = usual();
        command.env_clear();
        command
    };
    same("no environment at all", &expected, &said(&desk, bare));
    let vietnamese = || {
        let mut command = usual();
        command.envs([("LANG", "vi_VN.UTF-8"), ("LC_ALL", "vi_VN.UTF-8"), ("TZ", "Asia/Ho_Chi_Minh")]);
        command.env_remove("HOME").current_dir(std::env::temp_dir());
        command
    };
    same("Vietnamese, without a home, elsewhere", &expected, &said(&desk, vietnamese));
    // where a large letter i has no dot, a day begins before all others, and there is but one processor
    let is_bound = Command::new("taskset").args(["-c", "0", "true"]).status().is_ok_and(|ran| ran.success());
    let turkish = || {
        let mut command = if is_bound { started(Path::new("taskset")) } else { usual() };
        if is_bound {
            command.args(["-c", "0"]).arg(program());
        }
        command.envs([("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati")]);
        command.envs([("TMPDIR", "/khong-co"), ("CLICOLOR_FORCE", "1"), ("COLUMNS", "20")]);
        command
    };
    if !is_bound {
        println!("skipped: no taskset, so that all processors are used");
    }
    same("Turkish, on one processor", &expected, &said(&desk, turkish));
}
