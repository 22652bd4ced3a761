//! The reporting periods (kỳ báo cáo) and their words.

use serde::{Deserialize, Serialize};

use crate::num::fold;

/// A reporting period, by the regime of Nghị định 09/2019/NĐ-CP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum PeriodKey {
    /// Quý I.
    #[serde(rename = "quy-1")]
    Quarter1,
    /// 6 tháng đầu năm.
    #[serde(rename = "6-thang")]
    HalfYear,
    /// Quý III.
    #[serde(rename = "quy-3")]
    Quarter3,
    /// 9 tháng đầu năm.
    #[serde(rename = "9-thang")]
    NineMonths,
    /// Năm.
    #[serde(rename = "nam")]
    Year,
}

/// The words of a period; `{năm}` stands for the year, `{năm sau}` for the next one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Period {
    /// In titles: `năm {năm}`.
    pub title: String,
    /// In sentences: `trong năm`.
    pub within: String,
    /// The period that section IV plans: `năm {năm sau}`.
    pub next: String,
    /// The regime's closing dates as `15/12–14/12`, for an info only.
    pub closing: String,
}

impl PeriodKey {
    /// Every period in the order of the year.
    pub const ALL: [Self; 5] = [Self::Quarter1, Self::HalfYear, Self::Quarter3, Self::NineMonths, Self::Year];

    /// The label in the sheet `Thông tin`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Quarter1 => "Quý I",
            Self::HalfYear => "6 tháng",
            Self::Quarter3 => "Quý III",
            Self::NineMonths => "9 tháng",
            Self::Year => "Năm",
        }
    }

    /// The name on the command line and in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Quarter1 => "quy-1",
            Self::HalfYear => "6-thang",
            Self::Quarter3 => "quy-3",
            Self::NineMonths => "9-thang",
            Self::Year => "nam",
        }
    }

    /// The month in which it ends.
    pub(crate) fn last_month(self) -> u32 {
        match self {
            Self::Quarter1 => 3,
            Self::HalfYear => 6,
            Self::Quarter3 | Self::NineMonths => 9,
            Self::Year => 12,
        }
    }

    /// The period of a label or a name, letter case aside; the year may follow.
    pub fn parse(text: &str) -> Option<Self> {
        let text = fold(text).replace('/', " ");
        let without_year = text.rsplit_once(' ').filter(|(_, year)| is_year(year)).map(|(rest, _)| rest);
        let text = without_year.unwrap_or(&text);
        let bare = ["đầu năm", "năm"].iter().find_map(|words| text.strip_suffix(words)?.strip_suffix(' '));
        let text = match bare.unwrap_or(text) {
            "quý 1" => "quý i",
            "quý 3" => "quý iii",
            text => text,
        };
        Self::ALL.into_iter().find(|key| text == key.key() || text == fold(key.label()))
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Period {
    /// Puts the year into one of the period's phrases.
    pub fn phrase(template: &str, year: i32) -> String {
        template.replace("{năm sau}", &(year + 1).to_string()).replace("{năm}", &year.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_clerks_type_them() {
        for (text, period) in [
            ("Năm", Some(PeriodKey::Year)),
            ("năm 2023", Some(PeriodKey::Year)),
            ("Quý 1", Some(PeriodKey::Quarter1)),
            ("QUÝ III NĂM 2023", Some(PeriodKey::Quarter3)),
            ("6 tháng đầu năm 2023", Some(PeriodKey::HalfYear)),
            ("9 tháng đầu năm", Some(PeriodKey::NineMonths)),
            ("quy-1", Some(PeriodKey::Quarter1)),
            ("Quý III/2024", Some(PeriodKey::Quarter3)),
            ("Quý II", None),
            ("6 tháng cuối năm", None),
            ("Tháng 5", None),
        ] {
            assert_eq!(PeriodKey::parse(text), period, "{text}");
        }
    }
}
