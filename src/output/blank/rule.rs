//! What a cell takes: the validation of each kind of value, with words that help.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula};

use crate::error::Result;
use crate::model::{Indicator, Kind};
use crate::output::sheet::{Pen, fault};
use crate::place::CellRef;

/// What a cell takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rule {
    /// A whole number, 0 or above, or `-`.
    Count,
    /// A whole number of either sign, or `-`: a change.
    Change,
    /// A number, 0 or above, or `-`.
    Amount,
    /// A percentage, asked about outside 0 to 100, or `-`.
    Rate,
    /// One of these codes, or `-`.
    Answer(Vec<u32>),
    /// A day, as `07/12/2023`.
    Day,
    /// Items, one a line.
    Items,
    /// A year.
    Year,
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// One of these words, or another.
    Offer(Vec<&'static str>),
    /// A cell of this range.
    Range(String),
    /// Anything; these words help.
    Hint(&'static str),
}

impl Rule {
    /// What the value cell of an indicator takes.
    pub(super) fn of(indicator: &Indicator, change: Change) -> Option<Self> {
        Some(match (indicator.kind, change) {
            (Kind::Count, Change::Yes) => Self::Change,
            (Kind::Count, Change::No) => Self::Count,
            (Kind::Amount, Change::No) => Self::Amount,
            (Kind::Rate, Change::No) => Self::Rate,
            (Kind::Code, _) => Self::Answer(indicator.allowed.iter().map(|(code, _)| *code).collect()),
            (Kind::Date, _) => Self::Day,
            (Kind::List, _) => Self::Items,
            _ => return None,
        })
    }

    /// The validation of a range that begins at a cell.
    fn validation(&self, at: CellRef) -> Result<DataValidation> {
        let new = DataValidation::new;
        let custom = |test: String| new().allow_custom(Formula::new(test));
        let whole = |test: &str| custom(format!("=IF({at}=\"-\",TRUE,IF(ISNUMBER({at}),{test},FALSE))"));
        let made = match self {
            Self::Count => whole(&format!("AND({at}>=0,{at}=INT({at}))")),
            Self::Change => whole(&format!("{at}=INT({at})")),
            Self::Amount => whole(&format!("{at}>=0")),
            Self::Rate => whole(&format!("AND({at}>=0,{at}<=100)")).set_error_style(WARNING),
            Self::Day => custom(day(at)).set_error_style(WARNING),
            Self::Year => custom(format!("=AND(ISNUMBER({at}),{at}>=2000,{at}<=2100,{at}=INT({at}))")),
            Self::Answer(codes) => {
                let codes = codes.iter().map(ToString::to_string);
                new().allow_list_strings(&codes.chain(["-".to_owned()]).collect::<Vec<_>>()).map_err(fault)?
            }
            Self::OneOf(words) => new().allow_list_strings(words).map_err(fault)?,
            Self::Offer(words) => new().allow_list_strings(words).map_err(fault)?.show_error_message(false),
            Self::Range(range) => new().allow_list_formula(Formula::new(range)).set_error_style(WARNING),
            Self::Items | Self::Hint(_) => new().allow_any_value(),
        };
        self.worded(made)
    }

    fn worded(&self, made: DataValidation) -> Result<DataValidation> {
        let (hint, fault_text) = match self {
            Self::Count => ("", "Ghi số nguyên từ 0 trở lên; không phát sinh ghi 0, không áp dụng ghi -."),
            Self::Change => ("Tăng ghi số dương, giảm ghi số âm.", "Ghi số nguyên; không áp dụng ghi -."),
            Self::Amount => ("", "Ghi số từ 0 trở lên; không áp dụng ghi -."),
            Self::Rate => ("", "Tỷ lệ ghi theo phần trăm, từ 0 đến 100 (44,8 chứ không phải 0,448)."),
            Self::Day => ("Ghi đủ ngày/tháng/năm, ví dụ 07/12/2023.", "Ngày chưa đúng dạng 07/12/2023."),
            Self::Year => ("", "Ghi năm bằng bốn chữ số."),
            Self::Answer(_) | Self::OneOf(_) => ("", "Hãy chọn trong danh sách."),
            Self::Range(_) => ("", "Mục này không có trong danh sách của trang Hướng dẫn."),
            Self::Items => ("Mỗi dòng một mục (xuống dòng bằng Alt+Enter).", ""),
            Self::Offer(_) => ("Chọn trong danh sách hoặc ghi loại khác.", ""),
            Self::Hint(hint) => (*hint, ""),
        };
        let made = if hint.is_empty() { made } else { made.set_input_message(hint).map_err(fault)? };
        if fault_text.is_empty() { Ok(made) } else { made.set_error_message(fault_text).map_err(fault) }
    }
}

/// Whether an indicator is a change since last period, which may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Yes,
    No,
}

const WARNING: DataValidationErrorStyle = DataValidationErrorStyle::Warning;

/// Gives every row of a column its rule; neighbours with the same rule share one validation.
pub(super) fn apply(pen: &mut Pen, from: CellRef, rules: &[Option<Rule>]) -> Result<()> {
    let mut row = from.row;
    for run in rules.chunk_by(|one, next| one == next) {
        let below = row + u32::try_from(run.len()).unwrap_or(0);
        if let Some(Some(rule)) = run.first() {
            let validation = rule.validation(CellRef::new(row, from.column))?;
            pen.validate(from.column, (row, below - 1), &validation)?;
        }
        row = below;
    }
    Ok(())
}

/// Whether the text is a day of the calendar, day first: typed as text, no locale can swap day and month.
fn day(at: CellRef) -> String {
    let (d, m, y) =
        (format!("VALUE(LEFT({at},2))"), format!("VALUE(MID({at},4,2))"), format!("VALUE(RIGHT({at},4))"));
    let same = format!("AND(LEN({at})=10,{m}<=12,DAY(DATE({y},{m},{d}))={d})");
    format!("=IF(ISNUMBER({at}),TRUE,IFERROR({same},FALSE))")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_fits_the_limits_of_a_validation() {
        let at = CellRef::new(999, 3);
        let offer = vec!["Nghị quyết", "Quyết định"];
        for rule in [
            Rule::Count,
            Rule::Change,
            Rule::Amount,
            Rule::Rate,
            Rule::Answer(vec![0, 1, 2]),
            Rule::Day,
            Rule::Items,
            Rule::Year,
            Rule::OneOf(offer.clone()),
            Rule::Offer(offer),
            Rule::Range("='Hướng dẫn'!$B$2:$B$9".to_owned()),
            Rule::Hint("Ghi"),
        ] {
            assert!(rule.validation(at).is_ok(), "{rule:?}");
        }
        assert!(day(at).len() < 256, "{}", day(at).len());
    }
}
