//! The fixed words of a report: mandated formulas and short phrases (`phrases.toml`).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::model::{Way, unknown_place};

/// The fixed words; `{tên}` is a place that is filled in.
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
    pub(crate) change_share: String,
    pub(crate) change_points: String,
    pub(crate) last_period: String,
    pub(crate) source: String,
    pub(crate) unknown: String,
    pub(crate) total: String,
    pub(crate) letterhead: BTreeMap<String, String>,
}

/// The places of each phrase; the others have none.
const PLACES: [(&str, &[&str]); 18] = [
    ("number", &["số", "ký hiệu"]),
    ("unnumbered", &["ký hiệu"]),
    ("date", &["ngày", "tháng", "năm"]),
    ("undated", &["năm"]),
    ("period-line", &["từ", "đến"]),
    ("issued-item", &["văn bản"]),
    ("listed-item", &["văn bản"]),
    ("numbered", &["loại", "số"]),
    ("dated", &["ngày"]),
    ("month", &["ngày"]),
    ("issued-by", &["cơ quan"]),
    ("about", &["trích yếu"]),
    ("increase", &["số", "kỳ trước"]),
    ("decrease", &["số", "kỳ trước"]),
    ("unchanged", &["số", "kỳ trước"]),
    ("change-share", &["số", "tỷ lệ"]),
    ("change-points", &["số"]),
    ("source", &["nguồn"]),
];

impl Phrases {
    /// The phrase of a change.
    pub(crate) fn change(&self, way: Way) -> &str {
        match way {
            Way::Up => &self.increase,
            Way::Down => &self.decrease,
            Way::Same => &self.unchanged,
        }
    }

    /// The word with which that phrase says which way; empty where it opens with something else.
    pub(crate) fn direction(&self, way: Way) -> &str {
        self.change(way).split('{').next().unwrap_or_default().trim_end()
    }

    /// Reads the file.
    ///
    /// # Errors
    /// [`ErrorKind::Template`](crate::ErrorKind::Template) with file and line where it is not such a file, or a
    /// phrase has a place that nothing fills.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self> {
        let phrases = toml::from_str(text).map_err(|error| Error::toml(file, text, &error))?;
        let written: toml::Table = toml::from_str(text).map_err(|error| Error::toml(file, text, &error))?;
        for (key, value) in &written {
            let known = PLACES.iter().find(|(known, _)| known == key).map_or(&[][..], |(_, places)| places);
            if let Some(reason) = value.as_str().and_then(|phrase| unknown_place(phrase, known)) {
                let is_key = |line: &str| line.split('=').next().is_some_and(|name| name.trim() == key);
                let line = text.lines().position(is_key).map_or(1, |at| at + 1);
                return Err(Error::template(file, line, format!("{key}: {reason}")));
            }
        }
        Ok(phrases)
    }
}
