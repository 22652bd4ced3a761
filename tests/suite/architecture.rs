//! The floors of the house: a file imports lower floors, its own folder, and on the floors 0–2 what stands
//! before it on its own floor. Folders of one floor never import each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of each floor, lowest first; on the first three floors the order within a floor counts too.
const FLOORS: [&[&str]; 7] = [
    &["place", "error", "num", "package"],
    &["model", "arithmetic", "document"],
    &["finding", "claim"],
    &["workbook", "draft", "claims", "checks"],
    &["assembly", "recognition"],
    &["output"],
    &["files"],
];

/// On these floors a room may import the rooms before it.
const ORDERED: usize = 3;

fn floor_and_order(room: &str) -> Option<(usize, usize)> {
    let floors = FLOORS.iter().enumerate();
    floors
        .flat_map(|(floor, rooms)| rooms.iter().enumerate().map(move |(order, known)| (floor, order, known)))
        .find(|(.., known)| **known == room)
        .map(|(floor, order, _)| (floor, order))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every file of `src` as (room, path inside src, text), lib.rs aside.
fn files() -> Vec<(String, String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&src, &mut paths);
    let read = |path: PathBuf| {
        let inside = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        let room = inside.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        (room, inside, fs::read_to_string(path).unwrap())
    };
    paths.into_iter().map(read).filter(|(room, ..)| room != "lib").collect()
}

/// The rooms that a file's code names, its tests aside.
fn imports(text: &str) -> Vec<&str> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let named = code.flat_map(|line| line.split("crate::").skip(1));
    named.map(|rest| rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap()).collect()
}

#[test]
fn every_file_stands_on_a_floor() {
    for (room, file, _) in files() {
        assert!(floor_and_order(&room).is_some(), "src/{file} stands on no floor");
    }
}

#[test]
fn imports_go_down() {
    let mut wrong = BTreeMap::new();
    for (room, file, text) in files() {
        let (floor, order) = floor_and_order(&room).unwrap();
        for import in imports(&text).into_iter().filter(|import| *import != room) {
            let allowed = floor_and_order(import).is_some_and(|(below, before)| {
                below < floor || (below == floor && floor < ORDERED && before < order)
            });
            if !allowed {
                wrong.insert(file.clone(), import.to_owned());
            }
        }
    }
    assert!(wrong.is_empty(), "imports that do not go down: {wrong:?}");
}

#[test]
fn files_have_room() {
    const LINES: usize = 400;
    for (_, file, text) in files() {
        let lines = text.lines().count();
        assert!(lines <= LINES, "src/{file} has {lines} lines");
    }
}
