//! The rules: what must hold between claims, which of it does not, and what one change would mend.

mod coverage;
mod group;
mod registry;
mod relations;
mod repair;
mod rule;
mod run;
mod view;

mod cite;
mod form;
mod name;
mod note;
mod percent;
mod sum;
mod tie;
mod time;

#[cfg(test)]
mod testing;

pub(crate) use registry::codes;
pub use run::{RuleSet, check};
