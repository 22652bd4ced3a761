//! What the arguments stand for: a file for itself, a folder for the workbooks and drafts in it.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use baocao::{Error, ErrorKind, Kind, Result, Templates, kind_of, read_workbook};

use crate::commands::open;

/// What a command takes of a folder.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Workbooks,
    WorkbooksAndDrafts,
}

/// The files to work on, in the order of the arguments; those of a folder by their names.
pub(crate) struct Inputs {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) folders: Vec<PathBuf>,
}

impl Inputs {
    /// Looks into the folders, and says what in them is passed over.
    pub(crate) fn of(given: &[PathBuf], wanted: Wanted) -> Result<Self> {
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        for path in given {
            if path.is_dir() {
                files.extend(inside(path, wanted)?);
                folders.push(path.clone());
            } else {
                files.push(path.clone());
            }
        }
        match folders.first().filter(|_| files.is_empty()) {
            Some(folder) => Err(Error::opening(folder, io::Error::other(nothing(wanted)))),
            None => Ok(Self { files, folders }),
        }
    }

    /// The file, where exactly one was named and no folder.
    pub(crate) fn single(&self) -> Option<&Path> {
        match (self.files.as_slice(), self.folders.as_slice()) {
            ([only], []) => Some(only),
            _ => None,
        }
    }
}

fn nothing(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Workbooks => "thư mục không có sổ tính nào",
        Wanted::WorkbooksAndDrafts => "thư mục không có sổ tính hay dự thảo nào",
    }
}

/// The files of a folder that a command takes, by name.
fn inside(folder: &Path, wanted: Wanted) -> Result<Vec<PathBuf>> {
    let refused = |error| Error::opening(folder, error);
    let entries = fs::read_dir(folder).map_err(refused)?;
    let mut entries: Vec<DirEntry> = entries.collect::<io::Result<_>>().map_err(refused)?;
    entries.sort_by_key(DirEntry::file_name);
    let mut taken = Vec::new();
    for path in entries.into_iter().map(|entry| folder.join(entry.file_name())) {
        match passed_over(&path, wanted) {
            None => taken.push(path),
            Some(reason) => eprintln!("bỏ qua {}: {reason}", shown(&path)),
        }
    }
    Ok(taken)
}

/// Why a file of a folder is not for a command; none where it is, also where it cannot be read: a report that arrived
/// damaged is told, not passed over.
fn passed_over(path: &Path, wanted: Wanted) -> Option<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if path.is_dir() {
        return Some("là thư mục con".to_owned());
    }
    if !path.is_file() {
        return Some("không phải là tệp".to_owned());
    }
    if name.starts_with('.') || name.starts_with("~$") {
        return Some("là tệp ẩn hoặc tệp tạm".to_owned());
    }
    let claimed = claimed(path);
    match (open(path).and_then(kind_of), claimed) {
        (Ok(kind), claimed) if takes(wanted, kind) => {
            let error = claimed.is_none().then(|| foreign(path, kind))?;
            error.map(|error| error.to_string())
        }
        (Ok(Kind::Appendix), _) => Some("là phụ lục, hãy kiểm tra riêng với --against".to_owned()),
        (Ok(_), _) => Some("là dự thảo, không phải sổ tính".to_owned()),
        (Err(_), Some(kind)) if takes(wanted, kind) => None,
        (Err(error), None) if !is_foreign(&error) => None,
        (Err(error), _) => Some(error.to_string()),
    }
}

fn takes(wanted: Wanted, kind: Kind) -> bool {
    kind == Kind::Workbook || kind == Kind::Draft && wanted == Wanted::WorkbooksAndDrafts
}

fn is_foreign(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Foreign { .. } | ErrorKind::Empty)
}

/// What a package is that no name calls a workbook: one of another kind (`.zip`, `.pptx`) is told by reading it.
fn foreign(path: &Path, kind: Kind) -> Option<Error> {
    let Kind::Workbook = kind else { return None };
    let usual = Templates::builtin().ok()?;
    let read = open(path).and_then(|file| read_workbook(file, usual.catalogue()));
    read.err().filter(is_foreign)
}

/// What a file's name says that it is.
fn claimed(path: &Path) -> Option<Kind> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    match extension.as_str() {
        "xlsx" | "xlsm" | "xltx" | "xltm" | "xlsb" | "xls" | "ods" | "fods" => Some(Kind::Workbook),
        "docx" | "docm" | "dotx" | "dotm" | "doc" | "odt" => Some(Kind::Draft),
        _ => None,
    }
}

/// A path on one line: no name of a file moves the terminal's cursor.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
