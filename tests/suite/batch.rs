//! Many files at once: folders, threads, the table of them all, and that nothing is lost or left half-written.

use std::fs;
use std::io::{Cursor, Read as _};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use calamine::{Data, Reader as _, Xlsx};

use crate::command::{Desk, Ran, program};
use crate::support::{Checked, WORKBOOK, drafted};

/// A folder as it arrives from the communes: good, wanting, damaged, foreign files, and what belongs to none.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    fs::create_dir_all(desk.0.join("gui/huyen")).unwrap();
    let wrong = Checked::drafted().docx();
    let mut encrypted = vec![0_u8; 4096];
    encrypted[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let key: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    encrypted[1024..1024 + key.len()].copy_from_slice(&key);
    for (name, bytes) in [
        ("a.xlsx", WORKBOOK.to_vec()),
        ("b.xlsx", drafted()),
        ("c.xlsx", WORKBOOK[..WORKBOOK.len() / 2].to_vec()),
        ("d.xlsx", Vec::new()),
        ("e.xlsx", encrypted),
        ("f.xls", b"<html><table></table></html>".to_vec()),
        ("g.xlsx", bomb()),
        ("h\u{1b}[2J", WORKBOOK.to_vec()),
        ("i.docx", Checked::clean().docx()),
        ("j.xlsx", wrong),
        ("k.pdf", b"%PDF-1.7\n".to_vec()),
        ("~$a.xlsx", b"owner".to_vec()),
        (".~lock.a.xlsx#", b"owner".to_vec()),
        ("l.xlsx", WORKBOOK.to_vec()),
        ("m.zip", zipped("ghi-chu.txt", b"mua giay")),
    ] {
        desk.put(&format!("gui/{name}"), bytes);
    }
    desk
}

/// A package with one part that unpacks to far more than it is packed in.
fn bomb() -> Vec<u8> {
    zipped("[Content_Types].xml", &vec![b' '; 4 << 20])
}

fn zipped(part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

/// The line of a table that begins with a file's name.
fn line<'t>(table: &'t str, file: &str) -> &'t str {
    let table = &table[table.find("\nTệp ").unwrap_or_else(|| panic!("no table: {table}"))..];
    table.lines().find(|line| line.starts_with(file)).unwrap_or_else(|| panic!("{file} in {table}"))
}

#[test]
fn a_folder_is_converted_past_everything_bad_in_it() {
    let desk = desk("batch-convert");
    let ran = desk.run(&["convert", "gui", "-o", "ra", "--summary", "tong-hop.xlsx"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    let names = ["a-phu-luc.xlsx", "a.docx", "h\u{1b}[2J", "l-phu-luc.xlsx", "l.docx"];
    let written = desk.names("ra");
    // the name without an extension has none to lose, whatever stands behind its dot
    let plain: Vec<&String> = written.iter().filter(|name| !name.starts_with('h')).collect();
    assert_eq!(plain, names.iter().filter(|name| !name.starts_with('h')).collect::<Vec<_>>());
    assert_eq!(written.len(), 6, "{written:?}");
    let lone = desk.run(&["convert", "sach.xlsx", "-o", "rieng"]);
    assert_eq!(lone.code, 0);
    for (one, alone) in [("a.docx", "sach.docx"), ("l-phu-luc.xlsx", "sach-phu-luc.xlsx")] {
        assert!(desk.bytes(&format!("ra/{one}")) == desk.bytes(&format!("rieng/{alone}")), "{one}");
    }
    for (file, verdict) in [
        ("gui/a.xlsx", "Đạt"),
        ("gui/b.xlsx", "Có lỗi"),
        ("gui/c.xlsx", "cắt cụt"),
        ("gui/d.xlsx", "tệp rỗng"),
        ("gui/e.xlsx", "mật khẩu"),
        ("gui/f.xls", "HTML"),
        ("gui/g.xlsx", "Không xử lý được"),
        ("gui/h [2J", "Đạt"),
        ("gui/l.xlsx", "Đạt"),
    ] {
        assert!(line(&ran.err, file).contains(verdict), "{}", line(&ran.err, file));
    }
    for passed in ["i.docx", "j.xlsx", "k.pdf", "m.zip", "~$a.xlsx", ".~lock.a.xlsx#", "huyen"] {
        assert!(ran.err.contains(&format!("bỏ qua gui/{passed}: ")), "{passed}: {}", ran.err);
    }
    assert!(
        !ran.err.contains('\u{1b}'),
        "no name moves a cursor, and nothing is drawn where there is no terminal"
    );
    assert!(ran.err.contains("Chưa ghi tệp nào từ 1 sổ tính"), "{}", ran.err);
    assert_eq!(ran.out.lines().filter(|line| line.starts_with("Đã ghi ra/")).count(), 6, "{}", ran.out);
    assert_eq!(sheet(&desk.bytes("tong-hop.xlsx")).len(), 3 + 9);
}

/// The rows of a summary.
fn sheet(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    book.worksheet_range("Tổng hợp").unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_folder_is_checked_by_what_its_files_are() {
    let desk = desk("batch-check");
    let ran = desk.run(&["check", "gui", "sach.xlsx", "--summary", "tong-hop.xlsx"]);
    assert_eq!(ran.code, 2);
    assert!(line(&ran.out, "gui/i.docx").contains("Đạt"));
    assert!(line(&ran.out, "gui/j.xlsx").contains("Có lỗi"), "a draft by its bytes, whatever its name");
    let last = ran.out.lines().last().unwrap();
    assert!(last.starts_with("12 tệp: ") && last.ends_with("; 5 tệp không kiểm tra được"), "{last}");
    let rows = sheet(&desk.bytes("tong-hop.xlsx"));
    let heads = ["STT", "Tệp", "Kết luận", "Lỗi", "Cảnh báo", "Thiếu gì, hoặc vì sao không đọc được"];
    assert_eq!(rows[2], heads.map(|head| Data::String(head.to_owned())));
    assert_eq!(rows[1][0].to_string(), last);
    let wrong = rows.iter().find(|row| row[1] == *"gui/b.xlsx").unwrap();
    assert_eq!((&wrong[3], &wrong[4]), (&Data::Float(10.0), &Data::Float(8.0)), "counts are numbers");
    assert!(wrong[5].to_string().contains("trống 3 số liệu"), "{wrong:?}");
    let damaged = rows.iter().find(|row| row[1] == *"gui/c.xlsx").unwrap();
    assert!(damaged[3].to_string().is_empty() && damaged[5].to_string().contains("cắt cụt"), "{damaged:?}");
    let json = desk.run(&["check", "gui", "sach.xlsx", "--format", "json"]);
    assert_eq!(json.code, 2);
    let several = json.json();
    let files: Vec<&str> =
        several.as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap()).collect();
    assert_eq!((files[0], files[11], files.len()), ("gui/a.xlsx", "sach.xlsx", 12));
}

#[test]
fn threads_change_nothing() {
    let desk = desk("batch-threads");
    fs::remove_file(desk.0.join("gui/g.xlsx")).unwrap();
    for copy in 0..6 {
        desk.put(
            &format!("gui/xa-{copy:02}.xlsx"),
            if copy % 3 == 1 { drafted() } else { WORKBOOK.to_vec() },
        );
    }
    let said = |threads: &str| {
        let mut said = Vec::new();
        for arguments in [
            ["convert", "gui", "-o", "ra", "--draft", "--summary", "ra/tong-hop.xlsx"].as_slice(),
            &["check", "gui", "sach.xlsx", "--summary", "ra/tong-hop.xlsx"],
            &["check", "gui", "sach.xlsx", "--format", "json", "--write-baseline", "duyet.toml"],
            &["check", "gui", "sach.xlsx", "--format", "sarif"],
        ] {
            fs::create_dir_all(desk.0.join("ra")).unwrap();
            let Ran { code, out, err } = desk.run(&[arguments, &["--threads", threads]].concat());
            assert_eq!(code, 2, "{err}");
            said.push((format!("{arguments:?} says"), out.into_bytes()));
            said.push((format!("{arguments:?} complains"), err.into_bytes()));
            for name in desk.names("ra") {
                said.push((format!("{arguments:?} writes {name}"), desk.bytes(&format!("ra/{name}"))));
            }
            fs::remove_dir_all(desk.0.join("ra")).unwrap();
        }
        said
    };
    let one = said("1");
    assert!(one.len() > 25, "files are written too");
    for threads in ["2", "8"] {
        let several = said(threads);
        assert_eq!(one.len(), several.len());
        for ((what, one), (same, several)) in one.iter().zip(&several) {
            let text = String::from_utf8_lossy;
            assert!(
                what == same && one == several,
                "{threads} threads: {what}\n{}\n{}",
                text(one),
                text(several)
            );
        }
    }
}

#[test]
fn two_workbooks_of_one_output_are_refused_before_anything_is_written() {
    let desk = desk("batch-stem");
    fs::create_dir(desk.0.join("khac")).unwrap();
    desk.put("khac/A.ods", WORKBOOK);
    let refused = |arguments: &[&str], said: &[&str]| {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        let last = ran.err.lines().last().unwrap();
        assert!(
            last.starts_with("lỗi: ") && said.iter().all(|said| last.contains(said)),
            "{arguments:?}: {last}"
        );
        assert!(!desk.0.join("ra").exists(), "{arguments:?}");
    };
    let both = ["convert", "gui/a.xlsx", "sach.xlsx", "khac/A.ods", "-o", "ra"];
    refused(&both, &["gui/a.xlsx", "khac/A.ods", "ra/a.docx"]);
    refused(&["convert", "gui", "gui/a.xlsx", "-o", "ra"], &["gui/a.xlsx"]);
    refused(&["convert", "gui", "-o", "gui"], &["gui", "-o"]);
    refused(&["convert", "gui", "-o", "ra", "--previous", "sach.xlsx"], &["--previous"]);
    refused(&["convert", "gui", "-o", "ra", "--summary", "ra/a-phu-luc.xlsx"], &["gui/a.xlsx"]);
    refused(&["convert", "gui", "-o", "ra", "--summary", "gui/a.xlsx"], &["gui/a.xlsx"]);
    refused(&["check", "gui", "--summary", "gui/b.xlsx"], &["gui/b.xlsx"]);
    refused(&["check", "gui", "--against", "sach.xlsx"], &["--against"]);
    refused(&["check", "gui/huyen"], &["gui/huyen", "không có sổ tính hay dự thảo"]);
    refused(&["check", "gui", "--summary", "a.xlsx", "--write-baseline", "a.xlsx"], &["cùng một tệp"]);
    // an input whose name another one's output has, as it is and by a link
    desk.put("a.docx", WORKBOOK);
    refused(&["convert", "gui/a.xlsx", "a.docx"], &["a.docx vừa là tệp vào vừa là tệp ra"]);
    fs::remove_file(desk.0.join("a.docx")).unwrap();
    fs::hard_link(desk.0.join("sach.xlsx"), desk.0.join("a-phu-luc.xlsx")).unwrap();
    refused(&["convert", "gui/a.xlsx", "sach.xlsx"], &["sach.xlsx vừa là tệp vào vừa là tệp ra"]);
    let ran = desk.run(&["convert", "sach.xlsx", "--summary", "sach-phu-luc.xlsx"]);
    assert!(ran.failed().contains("đã là tệp ra của sach.xlsx"), "{}", ran.err);
    assert!(desk.bytes("sach.xlsx") == WORKBOOK && desk.bytes("gui/a.xlsx") == WORKBOOK);
}

#[test]
fn many_outputs_that_are_there_already_are_renewed() {
    let desk = Desk::new("batch-again");
    fs::create_dir(desk.0.join("gui")).unwrap();
    for copy in 0..5 {
        desk.put(&format!("gui/{copy}.xlsx"), WORKBOOK);
    }
    assert_eq!(desk.run(&["convert", "gui", "-o", "ra"]).code, 0);
    let whole = desk.bytes("ra/3.docx");
    desk.put("ra/3.docx", "cũ");
    assert_eq!(desk.run(&["convert", "gui", "-o", "ra"]).code, 0);
    assert!(desk.bytes("ra/3.docx") == whole);
    assert_eq!(desk.names("ra").len(), 10);
}

/// A folder of copies, and what each becomes.
#[cfg(unix)]
fn copies(name: &str, count: usize) -> (Desk, [Vec<u8>; 2]) {
    let desk = Desk::new(name);
    assert_eq!(desk.run(&["convert", "sach.xlsx", "-o", "rieng"]).code, 0);
    fs::create_dir(desk.0.join("gui")).unwrap();
    for copy in 0..count {
        desk.put(&format!("gui/{copy:02}.xlsx"), WORKBOOK);
    }
    let whole = [".docx", "-phu-luc.xlsx"].map(|end| desk.bytes(&format!("rieng/sach{end}")));
    (desk, whole)
}

#[cfg(unix)]
#[test]
fn a_batch_that_is_interrupted_finishes_what_it_began_and_leaves_whole_files() {
    const COPIES: usize = 60;
    let (desk, whole) = copies("batch-interrupted", COPIES);
    let mut running = Command::new(program())
        .args(["convert", "gui", "-o", "ra", "--threads", "2", "--summary", "tong-hop.xlsx"])
        .current_dir(&desk.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let is_begun = |_| {
        thread::sleep(Duration::from_millis(5));
        desk.0.join("ra/00-phu-luc.xlsx").exists()
    };
    assert!((0..12_000).any(is_begun), "nothing was written in a minute");
    let sent = Command::new("kill").args(["-INT", &running.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let (mut out, mut err) = (String::new(), String::new());
    running.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    running.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    assert_eq!(running.wait().unwrap().code(), Some(2), "{err}");
    let names = desk.names("ra");
    let done = names.len() / 2;
    assert!((1..COPIES).contains(&done), "{done}");
    for copy in 0..done {
        for (end, whole) in [".docx", "-phu-luc.xlsx"].iter().zip(&whole) {
            assert!(desk.bytes(&format!("ra/{copy:02}{end}")) == *whole, "{copy} of {names:?}");
        }
    }
    assert_eq!(names.len(), 2 * done, "no temporary is left: {names:?}");
    assert_eq!(out.lines().count(), 2 * done, "what was written is named");
    let left = format!("còn {} tệp chưa xử lý, từ gui/{done:02}.xlsx trở đi", COPIES - done);
    assert!(err.contains(&left), "{left}: {err}");
    assert_eq!(sheet(&desk.bytes("tong-hop.xlsx")).len(), 3 + done);
}

#[cfg(unix)]
#[test]
fn a_batch_that_is_killed_leaves_whole_files() {
    let (desk, whole) = copies("batch-killed", 12);
    for milliseconds in [150, 300, 450] {
        let mut running = Command::new(program())
            .args(["convert", "gui", "-o", "ra"])
            .current_dir(&desk.0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(milliseconds));
        let _ = running.kill();
        running.wait().unwrap();
        let names = if desk.0.join("ra").exists() { desk.names("ra") } else { Vec::new() };
        for name in names.iter().filter(|name| !name.starts_with('.')) {
            let bytes = desk.bytes(&format!("ra/{name}"));
            assert!(whole.contains(&bytes), "{name} after {milliseconds} ms");
        }
    }
}

/// A terminal of its own for stderr, where the system has `script`.
#[cfg(target_os = "linux")]
#[test]
fn a_bar_is_drawn_on_a_terminal_and_is_gone_at_the_end() {
    let desk = Desk::new("batch-bar");
    desk.put("hai.xlsx", WORKBOOK);
    let drawn = |files: &str| {
        let line = format!("stty cols 100; {} check {files} > ra.txt", program().display());
        let ran = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .env("TERM", "xterm")
            .current_dir(&desk.0)
            .stdin(Stdio::null())
            .output();
        ran.ok().map(|ran| String::from_utf8_lossy(&ran.stdout).into_owned())
    };
    let Some(several) = drawn("sach.xlsx hai.xlsx") else {
        println!("skipped: no terminal can be had here");
        return;
    };
    assert!(several.contains("/2 tệp") && several.contains("còn khoảng"), "{several:?}");
    assert!(several.ends_with("\u{1b}[2K") || several.ends_with('\r'), "{several:?}");
    assert_eq!(drawn("sach.xlsx").unwrap(), "", "one file needs no bar");
    assert!(!fs::read_to_string(desk.0.join("ra.txt")).unwrap().contains('\u{1b}'));
}
