//! The command line's contract: exit codes, what goes where, and that nothing half-written is left.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{WORKBOOK, drafted};
use crate::tables::tables;

/// A folder of its own for one test, gone with it.
pub(crate) struct Desk(pub(crate) PathBuf);

impl Desk {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("command-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let desk = Self(folder);
        desk.put("sach.xlsx", WORKBOOK);
        desk
    }

    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), bytes).unwrap();
    }

    /// The sample as drafted, which has errors.
    pub(crate) fn put_drafted(&self) {
        self.put("nhap.xlsx", drafted());
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap()
    }

    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.0.join(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(Command::new(program()).args(arguments).current_dir(&self.0).output().unwrap())
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }

    /// The work could not be done: one line on stderr, nothing on stdout.
    pub(crate) fn failed(&self) -> &str {
        assert_eq!((self.code, self.out.as_str(), self.err.lines().count()), (2, "", 1), "{}", self.err);
        &self.err
    }
}

/// The example next to this test: `target/debug/deps/suite-…` → `target/debug/examples/baocao`.
pub(crate) fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let program = test.parent().unwrap().parent().unwrap().join("examples").join("baocao");
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    assert!(
        program.is_file(),
        "{}: `cargo test` builds it, `cargo test --test suite` does not",
        program.display()
    );
    program
}

#[test]
fn the_help() {
    let desk = Desk::new("help");
    for arguments in [["--help"].as_slice(), &["-h"], &[], &["convert", "--help"]] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        insta::assert_snapshot!("the_help", ran.out);
    }
    assert_eq!(desk.run(&["--version"]).out, format!("baocao {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_arguments_are_one_line() {
    let desk = Desk::new("arguments");
    for arguments in [
        ["bay"].as_slice(),
        &["convert"],
        &["convert", "sach.xlsx", "--threads", "0"],
        &["check", "sach.xlsx", "--threads", "hai"],
        &["check", "sach.xlsx", "--summary"],
        &["blank", "trong.xlsx", "--threads", "2"],
        &["convert", "sach.xlsx", "-o"],
        &["convert", "sach.xlsx", "--format", "json"],
        &["check"],
        &["check", "sach.xlsx", "--format", "xml"],
        &["check", "sach.xlsx", "--draft"],
        &["check", "a.docx", "b.docx", "--annotate", "c.docx"],
        &["check", "a.docx", "b.docx", "--against", "sach.xlsx"],
        &["check", "--annotate", "c.docx"],
        &["check", "sach.xlsx", "--baseline"],
        &["check", "sach.xlsx", "--write-baseline"],
        &["convert", "sach.xlsx", "--annotate", "c.docx"],
        &["blank", "trong.xlsx", "--baseline", "a.toml"],
        &["blank", "trong.xlsx", "--period", "quy-5"],
        &["blank"],
    ] {
        let ran = desk.run(arguments);
        assert!(ran.failed().contains("--help"), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(desk.names(""), ["sach.xlsx"]);
}

#[test]
fn a_clean_workbook_gives_both_files() {
    let desk = Desk::new("clean");
    let ran = desk.run(&["convert", "sach.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    assert_eq!(desk.names(""), ["sach-phu-luc.xlsx", "sach.docx", "sach.xlsx"]);
    assert_eq!(desk.bytes("sach.xlsx"), WORKBOOK);
    assert_eq!(desk.run(&["check", "sach.xlsx"]).code, 0);
    let ran = desk.run(&["check", "sach-phu-luc.xlsx"]);
    assert!(
        ran.code == 1 && ran.err.contains("--against"),
        "the appendix is no workbook of ours: {}",
        ran.err
    );
}

#[test]
fn a_folder_that_is_not_there_is_made() {
    let desk = Desk::new("folder");
    assert_eq!(desk.run(&["convert", "sach.xlsx", "-o", "nam/2023"]).code, 0);
    assert_eq!(desk.names("nam/2023"), ["sach-phu-luc.xlsx", "sach.docx"]);
    desk.put_drafted();
    assert_eq!(desk.run(&["convert", "nhap.xlsx", "-o", "khong"]).code, 1);
    assert!(!desk.0.join("khong").exists(), "nothing is written, so nothing is made");
}

#[test]
fn errors_stop_the_writing_unless_it_is_a_draft() {
    let desk = Desk::new("draft");
    desk.put_drafted();
    let ran = desk.run(&["convert", "nhap.xlsx"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("SUM004") && ran.err.contains("--draft"), "{}", ran.err);
    assert_eq!(desk.names(""), ["nhap.xlsx", "sach.xlsx"]);
    let ran = desk.run(&["convert", "nhap.xlsx", "--draft"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("SUM004"));
    assert_eq!(desk.names(""), ["nhap-phu-luc.xlsx", "nhap.docx", "nhap.xlsx", "sach.xlsx"]);
    let comments = &crate::package::parts(&desk.bytes("nhap.docx"))["word/comments.xml"];
    assert!(comments.contains("SUM004"));
}

#[test]
fn json_is_all_that_stands_on_stdout() {
    let desk = Desk::new("json");
    desk.put_drafted();
    desk.put("rong.xlsx", "");
    let one = desk.run(&["check", "sach.xlsx", "--format", "json"]);
    assert_eq!((one.code, one.err.as_str()), (0, ""));
    let one = one.json();
    assert_eq!((&one["schema"], &one["file"]), (&Value::from(1), &Value::from("sach.xlsx")));
    let coverage = one["coverage"].as_object().unwrap();
    let count = |key: &str| coverage[key].as_u64().unwrap();
    assert_eq!(
        count("figures"),
        ["tied", "wrong", "no-relation", "unread"].into_iter().map(count).sum::<u64>()
    );
    let three = desk.run(&["check", "sach.xlsx", "rong.xlsx", "nhap.xlsx", "--format", "json"]);
    assert_eq!((three.code, three.err.as_str()), (2, ""), "the highest code wins");
    let three = three.json();
    assert_eq!(three.as_array().unwrap().len(), 3);
    assert_eq!(three[0], one);
    assert_eq!(three[2]["findings"][0]["place"]["kind"], "cell");
    let keys: Vec<&String> = three[1].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["error", "file", "schema"]);
    let keys: Vec<&String> = three[1]["error"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["hint", "message"]);
    assert_eq!(desk.run(&["check", "nhap.xlsx", "--format", "json"]).code, 1);
}

#[test]
fn an_output_that_is_an_input_is_refused() {
    let desk = Desk::new("same");
    desk.put("sach-phu-luc.xlsx", "");
    fs::remove_file(desk.0.join("sach-phu-luc.xlsx")).unwrap();
    fs::hard_link(desk.0.join("sach.xlsx"), desk.0.join("sach-phu-luc.xlsx")).unwrap();
    let ran = desk.run(&["convert", "sach.xlsx"]);
    assert!(ran.failed().contains("sach.xlsx"), "{}", ran.err);
    assert_eq!(desk.bytes("sach.xlsx"), WORKBOOK);
    assert_eq!(desk.names(""), ["sach-phu-luc.xlsx", "sach.xlsx"]);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_to_the_input_is_refused_too() {
    let desk = Desk::new("link");
    std::os::unix::fs::symlink("sach.xlsx", desk.0.join("sach.docx")).unwrap();
    desk.run(&["convert", "sach.xlsx"]).failed();
    assert_eq!(desk.names(""), ["sach.docx", "sach.xlsx"]);
    assert_eq!(desk.bytes("sach.docx"), WORKBOOK);
}

#[test]
fn a_folder_that_cannot_be_written_is_one_line() {
    let desk = Desk::new("unwritable");
    desk.put("tep", "một tệp, không phải thư mục");
    let ran = desk.run(&["convert", "sach.xlsx", "-o", "tep"]);
    assert!(ran.failed().contains("tep"), "{}", ran.err);
    let ran = desk.run(&["blank", "tep/trong.xlsx"]);
    assert!(ran.failed().contains("tep"), "{}", ran.err);
    assert_eq!(desk.names(""), ["sach.xlsx", "tep"]);
    // One target cannot be replaced: the other is not written either.
    fs::create_dir(desk.0.join("sach-phu-luc.xlsx")).unwrap();
    desk.run(&["convert", "sach.xlsx"]).failed();
    assert_eq!(desk.names(""), ["sach-phu-luc.xlsx", "sach.xlsx", "tep"]);
}

#[test]
fn files_that_cannot_be_read_are_one_line_and_touch_nothing() {
    let desk = Desk::new("unreadable");
    assert_eq!(desk.run(&["convert", "sach.xlsx", "-o", "ra"]).code, 0);
    let report = desk.bytes("ra/sach.docx");
    let mut encrypted = vec![0_u8; 4096];
    encrypted[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    encrypted[1024..1024 + name.len()].copy_from_slice(&name);
    for (name, bytes, said) in [
        ("rong.xlsx", Vec::new(), "rỗng"),
        ("anh.xlsx", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n".to_vec(), "PDF"),
        ("khoa.xlsx", encrypted, "mật khẩu"),
        ("bao-cao.xlsx", report.clone(), "Word"),
        ("cat.xlsx", WORKBOOK[..WORKBOOK.len() / 2].to_vec(), "hỏng"),
        ("bang.xlsx", b"STT;So\n1;2\n".to_vec(), "Excel"),
    ] {
        desk.put(name, &bytes);
        let ran = desk.run(&["convert", name, "--draft"]);
        assert!(ran.failed().contains(said), "{name}: {}", ran.err);
        let ran = desk.run(&["check", name, "--format", "json"]);
        if said == "Word" {
            // what is checked is what the file is, whatever its name
            assert_eq!((ran.code, &ran.json()["coverage"]["wrong"]), (0, &0.into()), "{}", ran.out);
        } else {
            assert_eq!((ran.code, ran.err.as_str()), (2, ""));
            assert!(ran.json()["error"]["message"].as_str().unwrap().contains(said), "{}", ran.out);
        }
        fs::remove_file(desk.0.join(name)).unwrap();
    }
    let ran = desk.run(&["convert", "khong-co.xlsx"]);
    assert!(ran.failed().contains("khong-co.xlsx"), "{}", ran.err);
    assert_eq!(desk.names(""), ["ra", "sach.xlsx"]);
    assert_eq!(desk.bytes("ra/sach.docx"), report);
}

#[test]
fn a_blank_workbook_is_written_for_each_period() {
    let desk = Desk::new("blank");
    for period in ["quy-1", "6-thang", "quy-3", "9-thang", "nam"] {
        let name = format!("{period}.xlsx");
        assert_eq!(desk.run(&["blank", &name, "--period", period]).code, 0);
    }
    let ran = desk.run(&["check", "nam.xlsx"]);
    assert_eq!(ran.code, 1, "nothing says who reports on what");
    let errors: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("lỗi[")).collect();
    assert!(errors.iter().all(|line| line.starts_with("lỗi[FORM006]")), "{errors:?}");
}

#[test]
fn an_edited_form_is_printed_and_a_workbook_without_one_is_refused() {
    let desk = Desk::new("form");
    let ran = desk.run(&["form", "sach.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("sửa 3 dòng") && ran.out.contains("extends = \"bao-cao-cchc-xa\""),
        "{}",
        ran.out
    );
    desk.put("khac.xlsx", tables("## Trang khác\n\n| Mục | Nội dung |\n|---|---|\n| Năm | 2023 |\n"));
    let ran = desk.run(&["form", "khac.xlsx"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("lỗi: sổ tính không có trang “Phụ lục 1”. Hãy"), "{}", ran.err);
}
