//! The sheet `Kiểm tra`: every relation between the figures of the other sheets, computed where it stands.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign};

use crate::error::Result;
use crate::finding::say;
use crate::output::appendix::formula::{Formula, round};
use crate::output::appendix::relations::{Allowed, Check};
use crate::output::appendix::value::{Ink, Shape};
use crate::output::appendix::verdict::{Cells, FAILS, HOLDS, OPEN, Values};
use crate::output::measure::lines;
use crate::output::sheet::{Look, Pen, SIZE, plain};
use crate::place::CellRef;

const COLUMNS: [(&str, f64); 7] = [
    ("STT", 5.5),
    ("Quan hệ được kiểm tra", 64.5),
    ("Vế trái", 14.0),
    ("Vế phải", 14.0),
    ("Chênh lệch", 12.5),
    ("Cho phép", 11.5),
    ("Kết luận", 20.0),
];
const NUMBER: u16 = 0;
const WORDS: u16 = 1;
const LEFT: u16 = 2;
const RIGHT: u16 = 3;
const APART: u16 = 4;
const ALLOWED: u16 = 5;
const VERDICT: u16 = 6;
/// The row of the columns' names; the title, what the sheet is and how it stands come before.
const HEADER: u32 = 3;
const FIRST: u32 = HEADER + 1;
/// The size of the title, in points.
const TITLE: f64 = 14.0;
/// What a line of the words holds, in hundredths of an em; and one across the sheet.
const LINE: u32 = 3_150;
const WIDE: u32 = 6_900;

/// Writes the sheet.
pub(super) fn write(pen: &mut Pen, checks: &[Check], ink: &mut Ink) -> Result<()> {
    pen.landscape();
    let last = (FIRST..).zip(checks).last().map_or(FIRST, |(row, _)| row);
    let verdicts: Vec<&str> = checks.iter().map(Check::verdict).collect();
    heading(pen, &verdicts, last)?;
    pen.usual(WORDS, &ink.looks.text)?;
    for column in [NUMBER, LEFT, RIGHT, APART, ALLOWED, VERDICT] {
        pen.usual(column, ink.looks.count())?;
    }
    pen.table(HEADER, &COLUMNS, &ink.looks.header)?;
    pen.freeze(CellRef::new(FIRST, LEFT))?;
    for ((row, check), verdict) in (FIRST..).zip(checks).zip(&verdicts) {
        check.write(pen, (row, verdict), ink)?;
    }
    for (verdict, look) in colours() {
        pen.colour((CellRef::new(FIRST, VERDICT), CellRef::new(last, VERDICT)), verdict, &look)?;
    }
    pen.filter((CellRef::new(HEADER, 0), CellRef::new(last, VERDICT)))
}

/// The title, what the sheet is, and how many relations hold.
fn heading(pen: &mut Pen, verdicts: &[&str], last: u32) -> Result<()> {
    let across = |row| (CellRef::new(row, 0), CellRef::new(row, VERDICT));
    let title = plain().set_bold().set_font_size(TITLE).set_align(FormatAlign::Center);
    pen.merged(across(0), &say("APPENDIX", "title", &[]), &title)?;
    pen.height(0, 1, TITLE)?;
    let note = say("APPENDIX", "note", &[]);
    pen.merged(across(1), &note, &plain().set_italic())?;
    pen.height(1, lines(&note, WIDE), SIZE)?;
    let range = format!("{}:{}", CellRef::new(FIRST, VERDICT), CellRef::new(last, VERDICT));
    let counts = [HOLDS, FAILS, OPEN].map(|verdict| {
        let count = verdicts.iter().filter(|known| **known == verdict).count();
        (format!("\"{verdict}: \"&COUNTIF({range},\"{verdict}\")"), format!("{verdict}: {count}"))
    });
    let text = counts.each_ref().map(|(text, _)| text.as_str()).join("&\"; \"&");
    let result = counts.each_ref().map(|(_, result)| result.as_str()).join("; ");
    pen.formula(CellRef::new(2, 0), (&text, &result), &Look::new(plain().set_bold().unset_text_wrap()))
}

/// How each verdict looks.
fn colours() -> [(&'static str, Format); 3] {
    let filled =
        |ink, paper| Format::new().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(paper));
    [
        (HOLDS, filled(0x0000_6100, 0x00C6_EFCE)),
        (FAILS, filled(0x009C_0006, 0x00FF_C7CE)),
        (OPEN, filled(0x009C_5700, 0x00FF_EB9C)),
    ]
}

impl Check {
    fn write(&self, pen: &mut Pen, (row, verdict): (u32, &str), ink: &mut Ink) -> Result<()> {
        let cells = cells(row);
        pen.number(CellRef::new(row, NUMBER), Decimal::from(row - HEADER), None)?;
        pen.text(CellRef::new(row, WORDS), &self.words, None)?;
        pen.height(row, lines(&self.words, LINE), SIZE)?;
        let [stated, computed] = self.decimals;
        self.left.write(pen, cells.left, ink.look(Shape::grouped(stated)))?;
        let look = ink.look(Shape::grouped(computed));
        self.right.write(pen, cells.right, look)?;
        self.apart(&cells).write(pen, cells.apart, look)?;
        let allowed = self.allowed(&cells);
        allowed.write(pen, cells.allowed, ink.look(self.shape_of(&allowed)))?;
        pen.formula(CellRef::new(row, VERDICT), (&self.test.formula(&cells), verdict), None)
    }

    /// 0 by itself, else `±0.05`.
    fn shape_of(&self, allowed: &Formula) -> Shape {
        let [_, computed] = self.decimals;
        match allowed.value.map(|value| value.normalize().scale()) {
            Some(0) if allowed.text.is_empty() => Shape::grouped(0),
            Some(scale) => Shape::either_way(scale.min(computed + 1)),
            None => Shape::either_way(computed + 1),
        }
    }

    /// The difference of the sides.
    fn apart(&self, cells: &Cells) -> Formula {
        let Cells { left, right, .. } = cells;
        let text = format!("ROUND({left}-{right},{})", self.places);
        let apart = Formula { text, value: self.difference() };
        apart.guarded(&format!("COUNT({left}:{right})=2"))
    }

    fn difference(&self) -> Option<Decimal> {
        let apart = self.left.value?.checked_sub(self.right.value?)?;
        Some(round(apart, self.places))
    }

    /// How far apart the sides may be.
    fn allowed(&self, cells: &Cells) -> Formula {
        let (half, [least, most]) = match &self.allowed {
            Allowed::Even(allowed) => return allowed.clone(),
            Allowed::Span { half, span } => (half, span),
        };
        let Cells { right, apart, .. } = cells;
        let (below, above) = (format!("{right}-{}", least.text), format!("{}-{right}", most.text));
        let text = format!("ROUND({half}+IF({apart}<0,{below},{above}),{})", self.places);
        let allowed = Formula { text, value: self.reach(*half, [least, most]) };
        allowed.guarded(&format!("ISNUMBER({apart})"))
    }

    /// From the quotient to the farthest one on the rate's side, and half a unit of the rate.
    fn reach(&self, half: Decimal, [least, most]: [&Formula; 2]) -> Option<Decimal> {
        let (right, apart) = (self.right.value?, self.difference()?);
        let reach = if apart.is_sign_negative() && !apart.is_zero() {
            right.checked_sub(least.value?)?
        } else {
            most.value?.checked_sub(right)?
        };
        Some(round(half.checked_add(reach)?, self.places))
    }

    /// The verdict with the values written.
    pub(super) fn verdict(&self) -> &'static str {
        let values = || {
            let (left, right, apart) = (self.left.value?, self.right.value?, self.difference()?);
            Some(Values { left, right, apart, allowed: self.allowed(&cells(FIRST)).value? })
        };
        values().map_or(OPEN, |values| self.test.verdict(&values))
    }
}

fn cells(row: u32) -> Cells {
    let at = |column| CellRef::new(row, column);
    Cells { left: at(LEFT), right: at(RIGHT), apart: at(APART), allowed: at(ALLOWED) }
}
