//! What a machine refuses: folders and disks that take no file are one line that names it, exit code 2, nothing left.
//!
//! Root may write anywhere. Where the tests run as root, a folder is closed to a process of `nobody`; a disk that is
//! read-only or full is mounted in a namespace of its own. Where neither can be had, that is printed and skipped.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::Command;

use crate::command::{Desk, Ran, program};
use crate::support::Checked;

/// What is written, with a folder or file in it as `@`.
const WRITES: [&[&str]; 5] = [
    &["convert", "sach.xlsx", "-o", "@"],
    &["convert", "nhap.xlsx", "--draft", "-o", "@"],
    &["blank", "@/trong.xlsx"],
    &["check", "nhap.docx", "--annotate", "@/chu-thich.docx"],
    &["check", "nhap.docx", "--write-baseline", "@/da-duyet.toml"],
];

fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.put_drafted();
    desk.put("nhap.docx", Checked::drafted().docx());
    fs::create_dir(desk.0.join("dong")).unwrap();
    fs::write(desk.0.join("dong/cu.txt"), "cũ").unwrap();
    desk
}

/// The program with what writes into a folder, started by a shell line in which `"$@"` is the program.
fn written(desk: &Desk, line: &str, arguments: &[&str]) -> Ran {
    let arguments = arguments.iter().map(|argument| argument.replace('@', "dong"));
    let mut command = Command::new("sh");
    command.args(["-c", line, "sh"]).arg(program()).args(arguments).current_dir(&desk.0);
    Ran::from(command.output().unwrap())
}

/// The shell line that starts a program for which a closed folder is closed; none where there is none.
fn closed_to(folder: &Path) -> Option<&'static str> {
    if fs::metadata(folder).unwrap().uid() != 0 {
        return Some("exec \"$@\"");
    }
    let line = "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"";
    let tried = Command::new("sh").args(["-c", line, "sh"]).arg(program()).arg("--version").output().unwrap();
    if !tried.status.success() {
        println!("skipped: nobody cannot start the program: {}", String::from_utf8_lossy(&tried.stderr));
    }
    tried.status.success().then_some(line)
}

#[test]
fn a_read_only_folder_is_named_and_nothing_is_left() {
    let desk = desk("read-only");
    let closed = desk.0.join("dong");
    let Some(line) = closed_to(&closed) else { return };
    let before = desk.names("");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    for arguments in WRITES {
        let ran = written(&desk, line, arguments);
        let said = ran.failed();
        assert!(said.contains("dong/") && said.contains("không có quyền"), "{arguments:?}: {said}");
        assert_eq!(desk.names("dong"), ["cu.txt"], "{arguments:?}");
        assert_eq!(desk.names(""), before, "{arguments:?}");
    }
    // a folder inside it cannot be made either
    let ran = written(&desk, line, &["convert", "sach.xlsx", "-o", "@/trong/nua"]);
    assert!(ran.failed().contains("dong/trong/nua"), "{}", ran.err);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(desk.names("dong"), ["cu.txt"]);
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let desk = desk("no-reading");
    let Some(line) = closed_to(&desk.0) else { return };
    for name in ["sach.xlsx", "nhap.docx"] {
        fs::set_permissions(desk.0.join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    let ran = written(&desk, line, &["convert", "sach.xlsx", "-o", "@"]);
    assert!(ran.failed().contains("sach.xlsx") && ran.err.contains("không có quyền"), "{}", ran.err);
    let ran = written(&desk, line, &["check", "nhap.docx"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    let said = ran.out + &ran.err;
    assert!(said.contains("nhap.docx") && said.contains("không có quyền"), "{said}");
}

#[test]
fn a_folder_of_the_system_takes_no_file() {
    let desk = desk("system");
    for folder in ["/proc", "/proc/self", "/sys", "/dev/null", "/proc/khong-co/nua"] {
        if !Path::new("/proc/self").exists() {
            println!("skipped: no /proc");
            return;
        }
        for arguments in WRITES {
            let arguments: Vec<String> =
                arguments.iter().map(|argument| argument.replace('@', folder)).collect();
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let ran = desk.run(&arguments);
            assert!(ran.failed().contains(folder), "{arguments:?}: {}", ran.err);
        }
    }
    assert_eq!(desk.names(""), ["dong", "nhap.docx", "nhap.xlsx", "sach.xlsx"]);
}

/// A disk of its own over the folder `dong`, seen by this process alone; what is left there is said last.
fn mounted(desk: &Desk, options: &str, arguments: &[&str]) -> Option<(Ran, String)> {
    let line = format!(
        "mount -t tmpfs -o {options} tmpfs dong 2>/dev/null || exit 77; \"$@\"; code=$?; ls -A dong > left; exit $code"
    );
    let line = format!("exec unshare --mount sh -c '{line}' sh \"$@\"");
    let arguments = arguments.iter().map(|argument| argument.replace('@', "dong"));
    let mut command = Command::new("sh");
    command.args(["-c", &line, "sh"]).arg(program()).args(arguments).current_dir(&desk.0);
    let output = command.output().unwrap();
    let left = fs::read_to_string(desk.0.join("left")).ok();
    let _ = fs::remove_file(desk.0.join("left"));
    if left.is_none() {
        println!("skipped: no disk can be mounted here: {}", String::from_utf8_lossy(&output.stderr));
    }
    left.map(|left| (Ran::from(output), left))
}

#[test]
fn a_disk_that_is_read_only_or_full_is_said() {
    let desk = desk("disk");
    for (options, reason) in [
        ("ro", "ổ đĩa chỉ cho đọc"),
        ("size=4k", "ổ đĩa đã đầy"),
        // the report fits, the appendix does not
        ("size=28k", "ổ đĩa đã đầy"),
        ("nr_inodes=1", "ổ đĩa đã đầy"),
    ] {
        for arguments in &WRITES[..4] {
            let Some((ran, left)) = mounted(&desk, options, arguments) else { return };
            if options == "size=28k" && arguments[0] != "convert" {
                continue;
            }
            let said = ran.failed();
            assert!(said.contains("dong/") && said.contains(reason), "{options} {arguments:?}: {said}");
            assert_eq!(left, "", "{options} {arguments:?}");
        }
    }
}

/// A user of its own, of whom only this process runs: it gets no second thread.
#[cfg(target_os = "linux")]
#[test]
fn without_a_second_thread_the_same_is_read_and_what_cannot_be_written_is_said() {
    let desk = desk("no-thread");
    let checks: [&[&str]; 2] = [&["check", "nhap.xlsx", "nhap.docx"], &["form", "sach.xlsx"]];
    let expected = checks.map(|arguments| desk.run(arguments).out);
    fs::set_permissions(desk.0.join("dong"), fs::Permissions::from_mode(0o777)).unwrap();
    let line = "exec prlimit --nproc=1 setpriv --reuid=64973 --regid=64973 --clear-groups \"$@\"";
    let start = |arguments: &[&str]| {
        let mut command = Command::new("sh");
        command.args(["-c", line, "sh"]).arg(program()).args(arguments).current_dir(&desk.0);
        command.output().unwrap()
    };
    let tried = start(&["--version"]);
    if !tried.status.success() {
        println!("skipped: no other user here: {}", String::from_utf8_lossy(&tried.stderr));
        return;
    }
    assert_eq!(checks.map(|arguments| Ran::from(start(arguments)).out), expected);
    // the writer of spreadsheets asks for threads of its own
    let ran = Ran::from(start(&["convert", "sach.xlsx", "-o", "dong"]));
    let said = ran.err.lines().last().unwrap();
    assert!(said.starts_with("lỗi: ghi sổ tính không được (máy đang hết tài nguyên)"), "{}", ran.err);
    assert_eq!((ran.code, desk.names("dong")), (2, vec!["cu.txt".to_owned()]));
}
