//! Figures.
mod figure;
pub use figure::Figure;
