//! What any Office file needs before it means anything: limits, the ZIP package, its relations, a guarded walk
//! over the XML of a part.

mod archive;
mod clean;
mod directory;
mod limits;
mod relations;
#[cfg(test)]
pub(crate) mod samples;
mod sniff;
mod walk;

pub(crate) use archive::{Package, damaged};
pub(crate) use clean::xml_clean;
pub use limits::Limits;
pub(crate) use limits::{FIXED, at_most, count};
pub(crate) use relations::{
    Relation, is_open_spreadsheet, main_part, package_relations, relations_of, relations_part,
};
pub(crate) use sniff::Expected;
pub(crate) use walk::{Node, Walk, index, plausible, raw, raws, text};
