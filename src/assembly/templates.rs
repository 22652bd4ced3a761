//! The files of a report type: catalogue, layout, phrases and the narrative of each section.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;
use tera::Tera;

use crate::assembly::words;
use crate::document::Layout;
use crate::error::{Error, Result};
use crate::model::Catalogue;

/// Names a folder's files and takes their texts into the binary.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/bao-cao-cchc-xa/", $name)))),*]
    };
}

/// The built-in report type: the commune's report on administrative reform.
const BUILTIN: &str = "bao-cao-cchc-xa";

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

/// A report type, loaded and linted: everything that is words or data rather than Rust.
#[derive(Debug)]
pub struct Templates {
    pub(crate) catalogue: Catalogue,
    pub(crate) layout: Layout,
    pub(crate) phrases: Phrases,
    pub(crate) tera: Tera,
}

/// The fixed words of a report: mandated formulas and short phrases (`phrases.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Phrases {
    pub(crate) national_name: String,
    pub(crate) motto: String,
    pub(crate) kind: String,
    pub(crate) number: String,
    pub(crate) unnumbered: String,
    pub(crate) date: String,
    pub(crate) undated: String,
    pub(crate) period_line: String,
    pub(crate) salutation: String,
    pub(crate) recipients: String,
    pub(crate) as_above: String,
    pub(crate) issued_item: String,
    pub(crate) listed_item: String,
    pub(crate) numbered: String,
    pub(crate) dated: String,
    pub(crate) month: String,
    pub(crate) issued_by: String,
    pub(crate) about: String,
    pub(crate) about_openers: Vec<String>,
    pub(crate) increase: String,
    pub(crate) decrease: String,
    pub(crate) unchanged: String,
    pub(crate) source: String,
    pub(crate) unknown: String,
    pub(crate) total: String,
    pub(crate) letterhead: BTreeMap<String, String>,
}

impl Templates {
    /// The built-in commune report (báo cáo CCHC cấp xã).
    ///
    /// # Errors
    /// None in a released version: a test loads it.
    pub fn builtin() -> Result<Self> {
        Self::new(BUILTIN, FILES.iter().copied())
    }

    /// A report type from its files: `catalogue.toml`, `layout.toml`, `phrases.toml` and `*.tera`, each
    /// with its name inside the folder.
    ///
    /// # Errors
    /// [`ErrorKind::Template`](crate::ErrorKind::Template) with file and line for a file that is missing or
    /// wrong: an unknown code, a relation that can never hold, a template that is not one.
    pub fn new<'a>(name: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        let files: BTreeMap<&str, &str> = files.into_iter().collect();
        let text = |file: &str| {
            files
                .get(file)
                .copied()
                .ok_or_else(|| Error::template(file, 1, "không có tệp này trong mẫu báo cáo"))
        };
        let catalogue = Catalogue::parse(name, "catalogue.toml", text("catalogue.toml")?)?;
        let layout = Layout::parse("layout.toml", text("layout.toml")?)?;
        let phrases = text("phrases.toml")?;
        let phrases =
            toml::from_str(phrases).map_err(|error| Error::toml("phrases.toml", phrases, &error))?;
        let narrative = files.iter().filter(|(file, _)| file.ends_with(".tera"));
        let tera = engine(&catalogue, narrative.map(|(file, text)| (*file, *text)))?;
        Ok(Self { catalogue, layout, phrases, tera })
    }

    /// The catalogue of the report type.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }
}

/// A tera engine that knows the catalogue's codes; workbook text never passes through it.
fn engine<'a>(catalogue: &Catalogue, files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Tera> {
    let mut tera = Tera::new();
    tera.autoescape_on(Vec::<&str>::new());
    let codes: HashSet<String> = catalogue.indicators.iter().map(|known| known.code.to_string()).collect();
    words::register(&mut tera, &Arc::new(codes));
    tera.add_raw_templates(files).map_err(|error| template_error(&error))?;
    Ok(tera)
}

/// A tera error as ours, with file and line.
pub(crate) fn template_error(error: &tera::Error) -> Error {
    match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            Error::template(report.filename(), report.span().start_line, report.message())
        }
        other => Error::template("*.tera", 1, other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_report_type_loads() {
        let templates = Templates::builtin().unwrap();
        assert!(templates.catalogue().indicators.len() > 100);
    }

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

    #[test]
    fn an_unknown_code_is_named_with_file_and_line() {
        let files = FILES.iter().copied().chain([("I.tera", "\n{{ v(c=\"khong-co\") }}")]);
        let templates = Templates::new("thu", files).unwrap();
        let book = crate::model::Book::default();
        let error = crate::assembly::assemble(&book, templates.catalogue(), &templates).unwrap_err();
        assert_eq!(error.to_string(), "I.tera:2: không có chỉ tiêu mã “khong-co” trong catalogue.toml");
    }
}
