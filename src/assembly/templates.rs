//! The files of a report type: catalogue, layout, phrases and the narrative of each section.

use std::collections::BTreeMap;

use crate::assembly::folders::{BUILTIN, Files, MISSING, chain};
use crate::assembly::narrative::Narrative;
use crate::assembly::phrases::Phrases;
use crate::document::Layout;
use crate::error::{Error, Result};
use crate::model::Catalogue;
use crate::package::Limits;

/// A report type, loaded and linted: everything that is words or data rather than Rust.
#[derive(Debug)]
pub struct Templates {
    pub(crate) catalogue: Catalogue,
    pub(crate) layout: Layout,
    pub(crate) phrases: Phrases,
    pub(crate) narrative: Narrative,
}

impl Templates {
    /// The built-in commune report (báo cáo CCHC cấp xã).
    ///
    /// # Errors
    /// None in a released version: a test loads it.
    pub fn builtin() -> Result<Self> {
        Self::new(BUILTIN, |_| Ok(None))
    }

    /// A report type by the name of its folder: `catalogue.toml`, `layout.toml`, `phrases.toml` and `*.tera`.
    ///
    /// `folder` gives the files of a folder by name, `None` where there is no such folder; it is asked for this
    /// report type and for those that it `extends`, of which the built-in one is always there. A file that the
    /// folder lacks is that of the extended report type.
    ///
    /// # Errors
    /// [`ErrorKind::Template`](crate::ErrorKind::Template) with file and line for a file that is missing or wrong:
    /// an unknown code, a relation that can never hold, a name that a template cannot use;
    /// [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) for a folder past the default [`Limits`]. What `folder`
    /// refuses.
    pub fn new(name: &str, folder: impl Fn(&str) -> Result<Option<Files>>) -> Result<Self> {
        Self::new_with(name, folder, &Limits::default())
    }

    /// [`Templates::new`] within limits of your own.
    ///
    /// # Errors
    /// As [`Templates::new`].
    pub fn new_with(
        name: &str,
        folder: impl Fn(&str) -> Result<Option<Files>>,
        limits: &Limits,
    ) -> Result<Self> {
        let mut written = Vec::new();
        let mut files: BTreeMap<String, (String, String)> = BTreeMap::new();
        for folder in chain(name, folder, limits)? {
            written.insert(0, folder.catalogue);
            for (file, text) in folder.files {
                files.entry(file.clone()).or_insert_with(|| (format!("{}/{file}", folder.name), text));
            }
        }
        let text = |file: &str| {
            let found = files.get(file).map(|(path, text)| (path.as_str(), text.as_str()));
            found.ok_or_else(|| Error::template(&format!("{name}/{file}"), 1, MISSING))
        };
        let catalogue = Catalogue::of(name, written)?;
        let (path, layout) = text("layout.toml")?;
        let layout = Layout::parse(path, layout)?;
        let (path, phrases) = text("phrases.toml")?;
        let phrases = Phrases::parse(path, phrases)?;
        files.retain(|file, _| file.ends_with(".tera"));
        let narrative = Narrative::new(&catalogue, files, limits.narrative_bytes)?;
        Ok(Self { catalogue, layout, phrases, narrative })
    }

    /// The catalogue of the report type.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
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
}
