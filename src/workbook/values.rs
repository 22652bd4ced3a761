//! The value of an indicator: what its cell shows, by the kind of the indicator.

use rust_decimal::Decimal;

use super::codes;
use super::dates::is_date_text;
use super::grid::CellValue;
use super::reader::{Reader, Spot, fault};
use super::words::key;
use crate::finding::RuleCode;
use crate::model::{Indicator, Kind, Value};
use crate::num::{CellText, Figure, Magnitude, fold, grouped, is_dash, parse, parse_cell};

/// What is to be read from a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) kind: Kind,
    pub(super) unit: &'a str,
    /// Codes with their meanings.
    pub(super) allowed: &'a [(u32, String)],
}

/// A figure and the words typed after it.
#[derive(Debug, Clone, Copy)]
struct Typed<'a> {
    figure: Figure,
    unit: &'a str,
}

impl<'a> From<&'a Indicator> for Wanted<'a> {
    fn from(indicator: &'a Indicator) -> Self {
        Self { kind: indicator.kind, unit: &indicator.unit, allowed: &indicator.allowed }
    }
}

impl Reader<'_> {
    /// The value of a cell. What cannot be understood is reported and kept as the words it is.
    pub(super) fn value(&mut self, wanted: Wanted<'_>, spot: &Spot<'_>) -> Value {
        let Some(cell) = spot.cell.filter(|_| !spot.is_blank()) else { return Value::Blank };
        let text = spot.shown();
        match (wanted.kind, &cell.value) {
            // reported with every other such cell of the table
            (_, CellValue::Error(_) | CellValue::NotCalculated | CellValue::Unreadable(_)) => {
                Value::Text(text)
            }
            _ if is_dash(&text) => Value::NotApplicable,
            (Kind::Date, _) => self.day(spot).map_or(Value::Text(text), |day| Value::Date(day.value)),
            (Kind::List, _) => Value::Items(items(&text)),
            (Kind::Text, _) => Value::Text(text),
            (_, CellValue::Number { value, percent }) => {
                let figure = if *percent { Figure::percent(*value) } else { Figure::new(*value) };
                self.figure(wanted, Typed { figure, unit: "" }, spot)
            }
            (Kind::Code, CellValue::Bool(yes)) => Value::Figure(Figure::count(u64::from(*yes))),
            (_, CellValue::Text(_)) => self.worded(wanted, &text, spot),
            _ => self.no_number(wanted, spot),
        }
    }

    /// A figure typed as text, perhaps with its unit.
    fn worded(&mut self, wanted: Wanted<'_>, text: &str, spot: &Spot<'_>) -> Value {
        // an increase is often typed with its sign
        let unsigned = text.strip_prefix('+').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        match parse_cell(unsigned.unwrap_or(text)) {
            CellText::Figure { figure, unit } => self.figure(wanted, Typed { figure, unit }, spot),
            _ => self.no_number(wanted, spot),
        }
    }

    fn no_number(&mut self, wanted: Wanted<'_>, spot: &Spot<'_>) -> Value {
        let text = spot.shown();
        if wanted.kind == Kind::Code {
            let codes: Vec<String> =
                wanted.allowed.iter().map(|(code, meaning)| format!("{meaning} = {code}")).collect();
            let finding = fault((codes::NOT_A_NUMBER, "code"), spot, &[("codes", &codes.join(", "))]);
            let meant = wanted.allowed.iter().find(|(_, meaning)| fold(meaning) == fold(&text));
            self.push(match meant {
                Some((code, _)) => {
                    finding.sides(code.to_string(), text.clone()).repair(text.clone(), code.to_string())
                }
                None => finding,
            });
        } else {
            let way = if is_date_text(spot) { "date" } else { "text" };
            self.report((codes::NOT_A_NUMBER, way), spot, &[("unit", wanted.unit)]);
        }
        Value::Text(text)
    }

    fn figure(&mut self, wanted: Wanted<'_>, typed: Typed<'_>, spot: &Spot<'_>) -> Value {
        let Some(figure) = self.in_unit(wanted, typed, spot) else { return Value::Text(spot.shown()) };
        let value = figure.value();
        match wanted.kind {
            Kind::Rate => {
                if !figure.is_percent() && value.scale() > 0 && value > Decimal::ZERO && value <= Decimal::ONE
                {
                    self.bare_rates.insert(spot.place.clone());
                }
                Value::Figure(Figure::percent(value).with_qualifier(figure.qualifier()))
            }
            Kind::Count | Kind::Code if figure.magnitude() == Magnitude::One && !value.fract().is_zero() => {
                self.fraction(value, spot);
                Value::Text(spot.shown())
            }
            Kind::Count | Kind::Code if value.scale() > 0 && figure.magnitude() == Magnitude::One => {
                Value::Figure(Figure::new(value.normalize()).with_qualifier(figure.qualifier()))
            }
            _ => Value::Figure(figure),
        }
    }

    /// The figure in the unit of its row; a unit in the cell is reported, another unit than the row's
    /// makes the figure unusable.
    fn in_unit(&mut self, wanted: Wanted<'_>, typed: Typed<'_>, spot: &Spot<'_>) -> Option<Figure> {
        let Typed { figure, unit } = typed;
        let scaled = figure.magnitude() != Magnitude::One;
        if unit.is_empty() && !scaled && (wanted.kind == Kind::Rate || !figure.is_percent()) {
            return Some(figure);
        }
        let (magnitude, own) = base(wanted.unit);
        let same = unit.is_empty() || same_measure(unit, own) || same_measure(unit, wanted.unit);
        let clash = match (wanted.kind, figure.is_percent()) {
            (Kind::Rate, _) => scaled || !unit.is_empty(),
            (_, true) => true,
            _ if scaled => {
                !same || !matches!(magnitude, Some(own) if own == figure.magnitude()) && magnitude.is_some()
            }
            _ => !same || (magnitude.is_some() && !unit.is_empty() && !same_measure(unit, wanted.unit)),
        };
        if clash {
            self.report((codes::NOT_A_NUMBER, "unit"), spot, &[("unit", wanted.unit)]);
            return None;
        }
        if !unit.is_empty() || scaled {
            self.report((codes::UNIT_IN_CELL, "unit"), spot, &[("unit", wanted.unit)]);
        }
        let in_row = magnitude == Some(figure.magnitude());
        Some(if in_row { figure.with_magnitude(Magnitude::One) } else { figure })
    }

    /// Reports a count with decimals; up to three of them may be thousands in English style.
    fn fraction(&mut self, value: Decimal, spot: &Spot<'_>) {
        let code: RuleCode = codes::FRACTIONAL_COUNT;
        let whole = value.checked_mul(Decimal::from(1_000)).map(|thousands| thousands.normalize());
        let meant =
            whole.filter(|whole| whole.scale() == 0 && value >= Decimal::ONE && value < Decimal::from(1_000));
        let shown = spot.shown();
        let finding = match meant.map(grouped) {
            Some(meant) => fault((code, "thousands"), spot, &[("meant", &meant)])
                .sides(meant.clone(), shown.clone())
                .repair(shown, meant),
            None => fault((code, "fraction"), spot, &[]),
        };
        self.push(finding);
    }
}

/// A unit's magnitude word and the unit itself: `nghìn đồng` is thousands of `đồng`.
fn base(unit: &str) -> (Option<Magnitude>, &str) {
    match parse(&format!("1 {}", unit.split_whitespace().next().unwrap_or_default())) {
        Some(figure) if figure.magnitude() != Magnitude::One => (
            Some(figure.magnitude()),
            unit.trim().split_once(char::is_whitespace).map_or("", |(_, own)| own.trim()),
        ),
        _ => (None, unit.trim()),
    }
}

/// Whether the unit in a cell may stand for the unit of its row: the same words, one of several
/// (`đơn vị` for `cơ quan, đơn vị`), the first words of it (`lượt` for `lượt đánh giá`) or more of them
/// (`hồ sơ TTHC`), or anything where the row only says `số lượng`.
fn same_measure(typed: &str, own: &str) -> bool {
    let word = |unit: &str| match key(unit).as_str() {
        "đồng chí" => "người".to_owned(),
        "thủ tục" | "thủ tục hành chính" => "tthc".to_owned(),
        folded => folded.to_owned(),
    };
    let typed = word(typed);
    let begins = |one: &str, other: &str| {
        !other.is_empty() && one.strip_prefix(other).is_some_and(|rest| rest.starts_with(' '))
    };
    let whole = word(own);
    let alike = whole == typed || begins(&whole, &typed) || begins(&typed, &whole);
    whole == "số lượng" || alike || own.split(',').any(|own| word(own) == typed)
}

/// The items of a list, one a line, without the marks before and after them.
fn items(text: &str) -> Vec<String> {
    let item = |line: &str| {
        let line = line.trim().trim_start_matches(['-', '+', '*', '•']).trim();
        line.trim_end_matches([';', '.']).trim_end().to_owned()
    };
    text.lines().map(item).filter(|item| !item.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{CellRef, Place};
    use crate::workbook::sketch::{cell, with_catalogue};

    /// What is read and the codes of what is found.
    fn read(kind: Kind, unit: &str, shorthand: &str) -> (Value, Vec<&'static str>, Option<String>) {
        with_catalogue(|catalogue| {
            let mut reader = Reader::new(catalogue);
            let cell = cell(shorthand);
            let spot = Spot { cell: cell.as_ref(), place: Place::cell("A", CellRef::new(0, 0)) };
            let allowed = [(0, "Không".to_owned()), (1, "Có".to_owned())];
            let value = reader.value(Wanted { kind, unit, allowed: &allowed }, &spot);
            let repair = reader.findings().first().and_then(|finding| finding.repair.first());
            let repair = repair.map(|repair| repair.to.clone());
            (value, reader.findings().iter().map(|finding| finding.name).collect(), repair)
        })
    }

    #[test]
    fn cells_are_read_by_kind() {
        use Kind::{Amount, Code, Count, Rate};
        for (kind, unit, cell, printed, found) in [
            (Count, "lượt", "#1913", "1.913", ""),
            (Count, "lượt", "#1913.00", "1.913", ""),
            (Count, "lượt", "1.913", "1.913", ""),
            (Count, "lượt", "05", "05", ""),
            (Count, "lượt", "1032 lượt", "1.032", "unit-in-cell"),
            (Count, "lượt đánh giá", "1032 lượt", "1.032", "unit-in-cell"),
            (Count, "hồ sơ", "3369 hồ sơ TTHC", "3.369", "unit-in-cell"),
            (Count, "người", "+1", "1", ""),
            (Count, "Người", "5 đồng chí", "5", "unit-in-cell"),
            (Count, "Cơ quan, đơn vị", "2 đơn vị", "2", "unit-in-cell"),
            (Count, "Số lượng", "120 phiếu", "120", "unit-in-cell"),
            (Count, "Thủ tục", "51 TTHC", "51", "unit-in-cell"),
            (Amount, "nghìn đồng", "5.356.443 nghìn đồng", "5.356.443", "unit-in-cell"),
            (Amount, "nghìn đồng", "#12.50", "12,50", ""),
            (Amount, "đồng", "3 tỷ đồng", "3 tỷ", "unit-in-cell"),
            (Rate, "%", "%44.8", "44,8%", ""),
            (Rate, "%", "#44.8", "44,8%", ""),
            (Rate, "%", "44,8%", "44,8%", ""),
            (Rate, "%", "44.8", "44,8%", ""),
            (Code, "", "#1", "1", ""),
            (Code, "", "?true", "1", ""),
        ] {
            let (value, names, _) = read(kind, unit, cell);
            let Value::Figure(figure) = value else { panic!("{cell}: {value:?}") };
            assert_eq!((figure.to_string().as_str(), names.join(" ").as_str()), (printed, found), "{cell}");
        }
    }

    #[test]
    fn what_is_no_figure_is_reported_with_its_repair() {
        use Kind::{Amount, Code, Count, Date, Rate};
        for (kind, unit, cell, found, repair) in [
            (Rate, "%", "Đã kết nối", "not-a-number", None),
            (Count, "lượt", "#1.913", "fractional-count", Some("1.913")),
            (Count, "lượt", "1,913", "fractional-count", Some("1.913")),
            (Count, "lượt", "#1.91", "fractional-count", Some("1.910")),
            (Count, "lượt", "#0.5", "fractional-count", None),
            (Count, "lượt", "#1.23456", "fractional-count", None),
            (Count, "lượt", "5 người", "not-a-number", None),
            (Count, "lượt đánh giá", "5 lượt người", "not-a-number", None),
            (Count, "bộ máy", "5 b", "not-a-number", None),
            (Count, "lượt", "%5", "not-a-number", None),
            (Count, "lượt", "@2023-09-05", "not-a-number", None),
            (Count, "TTHC", "15/51 TTHC", "not-a-number", None),
            (Amount, "nghìn đồng", "5 triệu đồng", "not-a-number", None),
            (Amount, "nghìn đồng", "5 đồng", "not-a-number", None),
            (Code, "", "Có", "not-a-number", Some("1")),
            (Code, "", "x", "not-a-number", None),
            (Date, "", "31/4/2023", "impossible-date", None),
            (Date, "", "#45000", "impossible-date", None),
        ] {
            let (value, names, repaired) = read(kind, unit, cell);
            assert!(matches!(value, Value::Text(_)), "{cell}: {value:?}");
            assert_eq!((names.join(" ").as_str(), repaired.as_deref()), (found, repair), "{cell}");
        }
    }

    #[test]
    fn blank_dash_and_zero_are_three_things() {
        for kind in [Kind::Count, Kind::Rate, Kind::Code, Kind::Date, Kind::List, Kind::Text] {
            assert_eq!(read(kind, "", " ").0, Value::Blank);
            for dash in ["-", " – ", "—", "\u{2212}"] {
                assert_eq!(read(kind, "", dash).0, Value::NotApplicable);
            }
        }
        assert_eq!(read(Kind::Count, "", "#0").0, Value::Figure(Figure::count(0)));
        let items = Value::Items(vec!["Bộ phận Một cửa".to_owned(), "Văn phòng".to_owned()]);
        assert_eq!(read(Kind::List, "", "- Bộ phận Một cửa;\n\n- Văn phòng.").0, items);
    }
}
