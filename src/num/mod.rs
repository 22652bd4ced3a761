//! Figures: as printed, as intervals, read and written the Vietnamese way; and the folding of names.
//! Everything here is exact decimal arithmetic: what cannot be held exactly is `None`, never rounded.

mod dense;
mod encoding;
mod exact;
mod figure;
mod fnv;
mod format;
mod interval;
mod letter;
mod parse;
mod ratio;
mod slip;
mod text;
mod words;

pub(crate) use dense::{MOST_FIGURES, is_too_dense};
pub(crate) use encoding::{is_unicode_only, looks_old};
pub(crate) use exact::{sub, sum};
pub use figure::{Figure, Magnitude, Qualifier};
pub(crate) use fnv::Fnv;
pub(crate) use format::grouped;
pub use interval::Interval;
pub(crate) use letter::{is_in_small, is_letter, is_letter_or_digit};
pub(crate) use parse::{CellText, figure_at, is_dash, parse, parse_cell};
pub(crate) use ratio::{Fit, fit, percent, unlikely};
pub(crate) use slip::{ALWAYS, Chance, Slip, has_digits_of, is_slip, leaves_out, left_out, slip};
pub(crate) use text::{bare, distance, each_folded, fold, is_composed, nfc};
