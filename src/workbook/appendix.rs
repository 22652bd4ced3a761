//! An appendix read by the names of its cells, wherever these have been moved.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::{Read, Seek};

use rust_decimal::{Decimal, RoundingStrategy};

use super::grid::{Cell, CellValue, Outline, Sheet, Spot, hundredfold, kept, read_sheets, spots};
use super::names::{Defined, Names, Reference};
use crate::error::Result;
use crate::model::{Appendix, NamedCell, Said, Target, named_by};
use crate::num::{Figure, fold};
use crate::package::{Expected, Limits, Package, Walk, main_part};
use crate::place::{CellRef, Place};

/// Reads an Excel appendix (.xlsx) that [`write_appendix`](crate::write_appendix) wrote and people may have edited.
///
/// Its cells are found by their names; where they stand and which program saved them does not matter.
///
/// # Errors
/// The file is empty, encrypted, damaged, of another kind, or passes one of the default [`Limits`].
pub fn read_appendix<R: Read + Seek>(input: R) -> Result<Appendix> {
    read_appendix_with(input, &Limits::default())
}

/// [`read_appendix`] within limits of your own.
///
/// # Errors
/// As [`read_appendix`].
pub fn read_appendix_with<R: Read + Seek>(input: R, limits: &Limits) -> Result<Appendix> {
    Placed::read(input, limits).map(|placed| placed.appendix)
}

/// An appendix, and where its cells stand in its parts.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) appendix: Appendix,
    /// The main part.
    pub(crate) main: String,
    /// The part of each sheet, by the sheet's name.
    pub(crate) parts: BTreeMap<String, String>,
    /// The cells that have a name.
    pub(crate) spots: BTreeMap<Place, Spot>,
    /// Whether a cell without such a name is computed: what it gives after a change is not known.
    pub(crate) computes: bool,
    /// Whether a cell format, by its number, shows a number a hundredfold.
    hundredfold: Vec<bool>,
}

impl Placed {
    /// Reads both.
    pub(crate) fn read<R: Read + Seek>(mut input: R, limits: &Limits) -> Result<Self> {
        let sheets = read_sheets(&mut input, limits)?;
        let mut package = Package::open(&mut input, Expected::Workbook, limits)?;
        let main = main_part(&mut package)?;
        let content = package.xml(&main)?;
        let names = Names::read(&mut Walk::new(&main, &content, limits)?)?;
        let outline = Outline::read(&mut package, limits)?;
        let mut placed = Self {
            appendix: Appendix::default(),
            main,
            parts: outline.sheets.into_iter().map(|sheet| (sheet.name, sheet.part)).collect(),
            spots: BTreeMap::new(),
            computes: false,
            hundredfold: Vec::new(),
        };
        if let Some(part) = &outline.styles {
            let content = package.xml(part)?;
            placed.hundredfold = hundredfold(&mut Walk::new(part, &content, limits)?)?;
        }
        let by_name: HashMap<String, &Sheet> =
            sheets.iter().map(|sheet| (fold(&sheet.name), sheet)).collect();
        let found: Vec<(Defined, Found<'_>)> = names
            .defined
            .into_iter()
            .map(|name| {
                let found = Found::of(&name, &by_name);
                (name, found)
            })
            .collect();
        placed.place(&found, &mut package)?;
        placed.computes = sheets.iter().any(|sheet| computes(sheet, &found));
        placed.appendix.cells = found.into_iter().map(|(name, found)| placed.named(name, found)).collect();
        Ok(placed)
    }

    /// Finds the elements of the named cells.
    fn place<R: Read + Seek>(
        &mut self,
        found: &[(Defined, Found<'_>)],
        package: &mut Package<'_, R>,
    ) -> Result<()> {
        let mut wanted: BTreeMap<&str, BTreeSet<CellRef>> = BTreeMap::new();
        for (_, found) in found {
            if let Found::Cell(sheet, at) = found {
                wanted.entry(&sheet.name).or_default().insert(*at);
            }
        }
        for (sheet, wanted) in wanted {
            let Some(part) = self.parts.get(sheet) else { continue };
            let content = package.xml(part)?;
            let standing = spots((part, &content), &wanted, package.limits())?;
            self.spots.extend(standing.into_iter().map(|(at, spot)| (Place::cell(sheet, at), spot)));
        }
        Ok(())
    }

    fn named(&self, name: Defined, found: Found<'_>) -> NamedCell {
        let target = match found {
            Found::Cell(sheet, at) => {
                let place = Place::cell(&sheet.name, at);
                let said = self.said(sheet.at(at), &place);
                Target::Cell(place, said)
            }
            Found::Gone => Target::Gone,
            Found::Other => Target::Other(name.refers_to),
        };
        NamedCell { side: named_by(&name.name), name: name.name, target }
    }

    fn said(&self, cell: Option<&Cell>, place: &Place) -> Said {
        match cell.map(|cell| &cell.value) {
            None => Said::Blank,
            Some(CellValue::Text(text)) if text.trim().is_empty() => Said::Blank,
            Some(CellValue::Text(text)) => Said::Text(text.trim().to_owned()),
            Some(CellValue::Number { value, percent }) => Said::Figure {
                shown: if *percent { Figure::percent(*value) } else { Figure::new(*value) },
                kept: self.kept(place).unwrap_or(*value),
            },
            Some(CellValue::Date(day)) => Said::Date(*day),
            Some(CellValue::Bool(yes)) => Said::Text(if *yes { "TRUE" } else { "FALSE" }.to_owned()),
            Some(CellValue::Error(error)) => Said::Error(error.clone()),
            Some(CellValue::NotCalculated) => Said::NotCalculated,
            Some(CellValue::Unreadable(why)) => Said::Error(why.clone()),
        }
    }

    /// The number that a cell keeps, in percent where it shows a share so.
    fn kept(&self, place: &Place) -> Option<Decimal> {
        const DIGITS: u32 = 15; // of which a spreadsheet keeps so many
        let Spot::Cell(cell) = self.spots.get(place)? else { return None };
        let number = kept(&cell.written)?;
        let number =
            if self.is_hundredfold(cell.style) { number.checked_mul(Decimal::ONE_HUNDRED)? } else { number };
        Some(number.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero)?.normalize())
    }

    /// Whether a cell of this style shows a number a hundredfold.
    pub(crate) fn is_hundredfold(&self, style: Option<usize>) -> bool {
        self.hundredfold.get(style.unwrap_or(0)).copied().unwrap_or(false)
    }
}

/// Whether a sheet has a formula in a cell that no name refers to.
fn computes(sheet: &Sheet, found: &[(Defined, Found<'_>)]) -> bool {
    let named: HashSet<CellRef> = found
        .iter()
        .filter_map(|(_, found)| match found {
            Found::Cell(own, at) if own.name == sheet.name => Some(*at),
            _ => None,
        })
        .collect();
    sheet.cells.iter().any(|(at, cell)| cell.formula && !named.contains(at))
}

/// What a name refers to.
enum Found<'s> {
    /// The cell that speaks for it: the first of a merged region.
    Cell(&'s Sheet, CellRef),
    Gone,
    Other,
}

impl<'s> Found<'s> {
    fn of(name: &Defined, sheets: &HashMap<String, &'s Sheet>) -> Self {
        if name.refers_to.contains("#REF!") {
            return Self::Gone;
        }
        let Some(reference) = Reference::parse(&name.refers_to) else { return Self::Other };
        let Some(sheet) = sheets.get(&fold(&reference.sheet)) else { return Self::Gone };
        match sheet.anchor(reference.first) {
            anchor if anchor == sheet.anchor(reference.last) => Self::Cell(sheet, anchor),
            _ => Self::Other,
        }
    }
}
