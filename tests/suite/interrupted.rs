//! A conversion that is stopped, that finds the disk full or another one beside it leaves the old files or whole new ones.

use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::command::{Desk, program};

const OUTPUTS: [&str; 2] = ["sach.docx", "sach-phu-luc.xlsx"];
const OLD: &[u8] = b"old";

/// A desk with old outputs, and what a conversion writes over them.
fn desk(name: &str) -> (Desk, [Vec<u8>; 2]) {
    let desk = Desk::new(name);
    assert_eq!(desk.run(&["convert", "sach.xlsx"]).code, 0);
    let new = OUTPUTS.map(|name| desk.bytes(name));
    (desk, new)
}

/// Whether every output is what it was, or whole.
fn is_whole(desk: &Desk, new: &[Vec<u8>; 2]) -> bool {
    OUTPUTS.iter().zip(new).all(|(name, new)| [OLD, new.as_slice()].contains(&desk.bytes(name).as_slice()))
}

#[test]
fn a_conversion_killed_at_any_moment_leaves_whole_files() {
    let (desk, new) = desk("killed");
    let mut written = 0;
    for step in 0..60 {
        OUTPUTS.iter().for_each(|name| desk.put(name, OLD));
        let mut running = Command::new(program())
            .args(["convert", "sach.xlsx"])
            .current_dir(&desk.0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(step * 4));
        let _ = running.kill();
        running.wait().unwrap();
        assert!(is_whole(&desk, &new), "after {} ms", step * 4);
        written += usize::from(desk.bytes(OUTPUTS[0]) != OLD);
    }
    assert!(written < 60, "no conversion was stopped in time");
}

#[test]
fn two_conversions_into_one_folder_write_whole_files() {
    let (desk, new) = desk("both");
    for _ in 0..10 {
        OUTPUTS.iter().for_each(|name| desk.put(name, OLD));
        let start = || Command::new(program()).args(["convert", "sach.xlsx"]).current_dir(&desk.0).output();
        let both = thread::scope(|scope| {
            [(); 2].map(|()| scope.spawn(start)).map(|run| run.join().unwrap().unwrap())
        });
        assert!(both.iter().all(|ran| ran.status.success()));
        assert!(OUTPUTS.iter().zip(&new).all(|(name, new)| desk.bytes(name) == *new));
        assert_eq!(desk.names("."), ["sach-phu-luc.xlsx", "sach.docx", "sach.xlsx"]);
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_is_one_line_and_the_old_one_stays() {
    let (desk, _) = desk("bounded");
    OUTPUTS.iter().for_each(|name| desk.put(name, OLD));
    for blocks in ["0", "1", "8", "20"] {
        let bounded = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" convert sach.xlsx");
        let ran =
            Command::new("sh").args(["-c", &bounded]).arg(program()).current_dir(&desk.0).output().unwrap();
        assert_eq!(ran.status.code(), Some(2), "{}", String::from_utf8_lossy(&ran.stderr));
        assert!(OUTPUTS.iter().all(|name| desk.bytes(name) == OLD));
        assert_eq!(desk.names("."), ["sach-phu-luc.xlsx", "sach.docx", "sach.xlsx"]);
    }
}
