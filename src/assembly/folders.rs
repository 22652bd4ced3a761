//! The folders of a report type: its own, and those of the report types that it extends.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::model::Written;
use crate::package::{Limits, at_most, count};

/// Names a folder's files and takes their texts into the binary.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/bao-cao-cchc-xa/", $name)))),*]
    };
}

/// The built-in report type: the commune's report on administrative reform.
pub(crate) const BUILTIN: &str = "bao-cao-cchc-xa";

/// The files of the built-in report type by name.
const FILES: &[(&str, &str)] = files![
    "I.tera",
    "II.1.tera",
    "II.2.b.tera",
    "II.2.c.tera",
    "II.2.d.tera",
    "II.2.e.tera",
    "II.2.g.tera",
    "II.2.h.tera",
    "II.2.i.tera",
    "II.2.đ.tera",
    "II.3.tera",
    "II.4.a.tera",
    "II.4.b.tera",
    "II.4.c.tera",
    "II.4.d.tera",
    "II.4.đ.tera",
    "II.5.tera",
    "II.6.a.tera",
    "II.6.b.tera",
    "II.6.c.tera",
    "III.1.tera",
    "III.2.tera",
    "catalogue.toml",
    "ket-thuc.tera",
    "layout.toml",
    "mo-dau.tera",
    "phrases.toml",
];

/// What is wrong with a report type that lacks one of its files.
pub(crate) const MISSING: &str = "không có tệp này trong mẫu báo cáo";

/// The files of one report type by name.
pub(crate) type Files = BTreeMap<String, String>;

/// A report type's folder, its catalogue read.
pub(crate) struct Folder {
    pub(crate) name: String,
    pub(crate) files: Files,
    pub(crate) catalogue: Written,
}

/// Where a catalogue asks for the report type that it extends.
struct Asked {
    file: String,
    line: usize,
}

/// The folder of a report type, then those that it extends, nearest first.
pub(crate) fn chain(
    name: &str,
    find: impl Fn(&str) -> Result<Option<Files>>,
    limits: &Limits,
) -> Result<Vec<Folder>> {
    let mut chain: Vec<Folder> = Vec::new();
    let mut asked = Asked { file: format!("{name}/catalogue.toml"), line: 1 };
    let mut next = Some(name.to_owned());
    while let Some(name) = next {
        let refuse = |reason: String| Error::template(&asked.file, asked.line, reason);
        if chain.iter().any(|known| known.name == name) {
            let names: Vec<&str> = chain.iter().map(|known| known.name.as_str()).collect();
            return Err(refuse(format!("extends đi vòng: {} → {name}", names.join(" → "))));
        }
        if !is_name(&name) {
            return Err(refuse(format!("cần tên của một thư mục mẫu báo cáo, không phải “{name}”")));
        }
        let files = match find(&name)? {
            Some(files) => files,
            None if name == BUILTIN => built_in(),
            None => return Err(refuse(format!("không có mẫu báo cáo “{name}” cạnh mẫu này hay dựng sẵn"))),
        };
        hold(&name, &files, limits)?;
        let path = format!("{name}/catalogue.toml");
        let catalogue = files.get("catalogue.toml").ok_or_else(|| Error::template(&path, 1, MISSING))?;
        let catalogue = Written::parse(&path, catalogue)?;
        next = catalogue.extends().map(|(base, line)| {
            asked = Asked { file: path, line };
            base.to_owned()
        });
        chain.push(Folder { name, files, catalogue });
    }
    Ok(chain)
}

/// Refuses a folder of too many files or too long ones.
fn hold(name: &str, files: &Files, limits: &Limits) -> Result<()> {
    at_most(("template_files", limits.template_files), count(files.len()), || {
        format!("số tệp của mẫu {name}")
    })?;
    files.iter().try_for_each(|(file, text)| {
        let what = || format!("kích thước tệp mẫu {name}/{file} (byte)");
        at_most(("template_bytes", limits.template_bytes), count(text.len()), what)
    })
}

/// A name is never a path.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':'])
}

fn built_in() -> Files {
    FILES.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/bao-cao-cchc-xa");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        let mut known: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        known.sort_unstable();
        assert_eq!(names, known);
    }
}
