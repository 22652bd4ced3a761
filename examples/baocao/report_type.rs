//! `--templates`: a folder with a report type of one's own, or a folder of such folders.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use baocao::{Error, Result, Templates, read_workbook};

use crate::commands::open;

const CATALOGUE: &str = "catalogue.toml";

/// The built-in report type, or the one in a folder; a report type that it extends stands beside it.
///
/// Of several in a folder it is the one that `named` says.
pub(crate) fn report_type(
    folder: Option<&Path>,
    named: impl FnOnce() -> Result<Option<String>>,
) -> Result<Templates> {
    let Some(folder) = folder else { return Templates::builtin() };
    let own = report_folder(folder, named)?;
    let name = own.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = own.parent().unwrap_or(Path::new("."));
    Templates::new(&name, |asked| files(&if asked == name { own.clone() } else { beside.join(asked) }))
}

/// The report type that the first workbook among some files names (`Mẫu báo cáo`), or the usual one.
pub(crate) fn named_by<'p>(files: impl IntoIterator<Item = &'p PathBuf>) -> Result<Option<String>> {
    let usual = Templates::builtin()?;
    let book = |path: &PathBuf| read_workbook(open(path).ok()?, usual.catalogue()).ok();
    let report = files.into_iter().find_map(book).and_then(|book| book.value.info.report);
    Ok(Some(report.map_or_else(|| usual.catalogue().name.clone(), |report| report.value)))
}

/// The data files and templates of a report type's folder; none where it is no such folder.
fn files(folder: &Path) -> Result<Option<BTreeMap<String, String>>> {
    if !folder.join(CATALOGUE).is_file() {
        return Ok(None);
    }
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(|error| Error::opening(folder, error))? {
        let path = entry.map_err(|error| Error::opening(folder, error))?.path();
        let is_ours = path.extension().is_some_and(|kind| kind == "toml" || kind == "tera");
        if is_ours && path.is_file() {
            let text = fs::read_to_string(&path).map_err(|error| Error::opening(&path, error))?;
            files.insert(path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text);
        }
    }
    Ok(Some(files))
}

/// The folder itself where it has a catalogue, or else a folder inside.
fn report_folder(folder: &Path, named: impl FnOnce() -> Result<Option<String>>) -> Result<PathBuf> {
    let folder = folder.canonicalize().map_err(|error| Error::opening(folder, error))?;
    if folder.join(CATALOGUE).is_file() {
        return Ok(folder);
    }
    let entries = fs::read_dir(&folder).map_err(|error| Error::opening(&folder, error))?;
    let inside = entries.flatten().map(|entry| entry.path());
    let mut inside: Vec<PathBuf> = inside.filter(|path| path.join(CATALOGUE).is_file()).collect();
    inside.sort();
    let several = match <[PathBuf; 1]>::try_from(inside) {
        Ok([only]) => return Ok(only),
        Err(several) => several,
    };
    let named = named()?;
    let is_named = |path: &&PathBuf| {
        named.is_some() && path.file_name().and_then(|name| name.to_str()) == named.as_deref()
    };
    match several.iter().find(is_named) {
        Some(found) => Ok(found.clone()),
        None => Err(Error::opening(&folder, io::Error::other(choose(&several)))),
    }
}

/// Why a folder is not one report type.
fn choose(several: &[PathBuf]) -> String {
    let names: Vec<_> = several.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    match names.as_slice() {
        [] => format!("cần thư mục của một mẫu báo cáo, có tệp {CATALOGUE}"),
        _ => format!("có nhiều mẫu báo cáo, hãy chỉ rõ một thư mục: {}", names.join(", ")),
    }
}
