//! What `check` gives a reviewer: accepted findings, SARIF, several files, and what asks for a draft.

use std::fs;

use serde_json::Value;

use crate::command::Desk;

/// A desk with a clean and a drafted workbook, and with the clean one's report.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.put_drafted();
    desk
}

/// A desk with a Word report too, named so that only its bytes tell what it is.
fn desk_with_report(name: &str) -> Desk {
    let desk = Desk::new(name);
    assert_eq!(desk.run(&["convert", "sach.xlsx"]).code, 0);
    fs::remove_file(desk.0.join("sach-phu-luc.xlsx")).unwrap();
    fs::rename(desk.0.join("sach.docx"), desk.0.join("bao-cao.xlsx")).unwrap();
    desk
}

fn text(desk: &Desk, name: &str) -> String {
    String::from_utf8(desk.bytes(name)).unwrap()
}

#[test]
fn what_was_accepted_is_silent_and_told() {
    let desk = desk("accepted");
    let written = desk.run(&["check", "nhap.xlsx", "--write-baseline", "duyet.toml"]);
    assert_eq!((written.code, written.err.as_str()), (1, ""), "writing accepts nothing in this run");
    let silent = desk.run(&["check", "nhap.xlsx", "--baseline", "duyet.toml"]);
    assert_eq!((silent.code, silent.out.lines().count()), (0, 1), "{}", silent.out);
    assert!(
        silent.out.contains("0 lỗi, 0 cảnh báo, 0 lưu ý (và 22 phát hiện đã được chấp nhận)"),
        "{}",
        silent.out
    );
    let json = desk.run(&["check", "nhap.xlsx", "--baseline", "duyet.toml", "--format", "json"]).json();
    assert_eq!(json["findings"], Value::Array(Vec::new()));
    assert_eq!(json["accepted"].as_array().unwrap().len(), 22);
    let json = desk.run(&["check", "nhap.xlsx", "--format", "json"]).json();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["coverage", "file", "findings", "schema"], "nothing was accepted");
    assert_eq!(desk.names(""), ["duyet.toml", "nhap.xlsx", "sach.xlsx"]);
}

#[test]
fn decisions_are_renewed_in_place() {
    let desk = desk("renewed");
    desk.run(&["check", "nhap.xlsx", "--write-baseline", "duyet.toml"]);
    let first = text(&desk, "duyet.toml");
    let reasoned = first.replacen("reason = \"\"", "reason = \"theo huyện\"", 1);
    let gone = "\n[[accepted]]\nfingerprint = \"0123456789abcdef\"\ncode = \"SUM001\"\nexcerpt = \"12 hồ sơ\"\nreason = \"đã rõ\"\n";
    desk.put("duyet.toml", format!("{reasoned}{gone}"));
    let ran = desk.run(&["check", "nhap.xlsx", "--baseline", "duyet.toml", "--write-baseline", "duyet.toml"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.err, "không còn cần, đã bỏ: SUM001 0123456789abcdef “12 hồ sơ”, lý do: đã rõ\n");
    assert_eq!(text(&desk, "duyet.toml"), reasoned);
    // A file that is already there keeps its reasons without being named twice.
    desk.run(&["check", "nhap.xlsx", "--write-baseline", "duyet.toml"]);
    assert_eq!(text(&desk, "duyet.toml"), reasoned);
}

#[test]
fn decisions_are_not_lost() {
    let desk = desk("kept");
    desk.put("rong.docx", "");
    desk.put("duyet.toml", "schema = 1\n");
    let ran = desk.run(&["check", "nhap.xlsx", "rong.docx", "--write-baseline", "duyet.toml"]);
    assert_eq!((ran.code, ran.err.lines().count()), (2, 1), "{}", ran.err);
    assert_eq!(text(&desk, "duyet.toml"), "schema = 1\n", "the decisions on an unread file would be lost");
    desk.put("ghi-chu.txt", "mua giấy\n");
    let ran = desk.run(&["check", "nhap.xlsx", "--write-baseline", "ghi-chu.txt"]);
    assert!(ran.failed().contains("ghi-chu.txt:1"), "{}", ran.err);
    assert_eq!(text(&desk, "ghi-chu.txt"), "mua giấy\n", "a file of another kind is not written over");
    for (arguments, said) in [
        (["check", "nhap.xlsx", "--baseline", "khong-co.toml"], "khong-co.toml"),
        (["check", "nhap.xlsx", "--baseline", "ghi-chu.txt"], "ghi-chu.txt:1: sai cú pháp TOML"),
        (["check", "nhap.xlsx", "--write-baseline", "nhap.xlsx"], "nhap.xlsx"),
    ] {
        let ran = desk.run(&arguments);
        assert!(ran.failed().contains(said), "{}", ran.err);
    }
}

#[test]
fn the_log_holds_every_file() {
    let desk = desk("sarif");
    desk.put("rong.xlsx", "");
    let ran = desk.run(&["check", "sach.xlsx", "rong.xlsx", "nhap.xlsx", "--format", "sarif"]);
    assert_eq!((ran.code, ran.err.as_str()), (2, ""));
    let log = ran.json();
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    assert_eq!(log["runs"][0]["artifacts"].as_array().unwrap().len(), 3);
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 25);
}

#[test]
fn several_files_end_in_one_line() {
    let desk = desk("several");
    desk.put("rong.xlsx", "");
    let ran = desk.run(&["check", "sach.xlsx", "nhap.xlsx"]);
    assert_eq!((ran.code, ran.out.lines().last()), (1, Some("2 tệp: 10 lỗi, 8 cảnh báo, 7 lưu ý")));
    let ran = desk.run(&["check", "rong.xlsx", "nhap.xlsx"]);
    let last = "2 tệp: 10 lỗi, 8 cảnh báo, 4 lưu ý; 1 tệp không kiểm tra được";
    assert_eq!((ran.code, ran.out.lines().last()), (2, Some(last)));
}

#[test]
fn what_asks_for_a_draft_refuses_a_workbook() {
    let desk = desk("workbook");
    for option in ["--against", "--annotate"] {
        let ran = desk.run(&["check", "nhap.xlsx", option, "sach.docx"]);
        assert!(ran.failed().contains(&format!("{option} cần đúng một dự thảo")), "{}", ran.err);
    }
    assert_eq!(desk.names(""), ["nhap.xlsx", "sach.xlsx"]);
}

#[test]
fn an_annotated_draft_takes_the_place_of_no_input() {
    let desk = desk_with_report("annotate");
    desk.put("duyet.toml", "schema = 1\n");
    fs::hard_link(desk.0.join("bao-cao.xlsx"), desk.0.join("lien-ket.docx")).unwrap();
    let report = desk.bytes("bao-cao.xlsx");
    for arguments in [
        ["--annotate", "bao-cao.xlsx"].as_slice(),
        &["--annotate", "./bao-cao.xlsx"],
        &["--annotate", "lien-ket.docx"],
        &["--against", "sach.xlsx", "--annotate", "sach.xlsx"],
        &["--baseline", "duyet.toml", "--annotate", "duyet.toml"],
        &["--write-baseline", "duyet.toml", "--annotate", "duyet.toml"],
        &["--write-baseline", "moi.toml", "--annotate", "./moi.toml"],
        &["--against", "sach.xlsx", "--write-baseline", "sach.xlsx"],
        &["--against", "duyet.toml"],
        &["--against", "khong-co.xlsx"],
    ] {
        let ran = desk.run(&[["check", "bao-cao.xlsx"].as_slice(), arguments].concat());
        ran.failed();
    }
    assert_eq!(desk.names(""), ["bao-cao.xlsx", "duyet.toml", "lien-ket.docx", "sach.xlsx"]);
    assert_eq!(desk.bytes("bao-cao.xlsx"), report);
}
