//! An edited Excel appendix with today's figures in its named cells, and every other byte as it was.

mod element;
mod plan;
mod recalculation;
mod refresh;

pub use refresh::refresh_appendix;
