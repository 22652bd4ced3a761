//! What became of a file that was refreshed.

use crate::finding::Review;
use crate::place::Place;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refreshed {
    /// The figures that were put in the places of others, in the order of the file.
    pub replaced: Vec<Replaced>,
    /// What could not be put in its place.
    pub left: Vec<Left>,
    /// What the checks say of the refreshed file against the workbook.
    pub review: Review,
}

/// A figure that was put in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// What it is.
    pub label: String,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
    /// The cells that it comes from.
    pub cells: Vec<Place>,
    /// Where it stands in the file.
    pub place: Place,
}

/// Something that could not be put in its place, and is left to the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Where it stands, in the refreshed file.
    pub place: Place,
    /// A whole Vietnamese sentence: what it is and why it was left.
    pub message: String,
}
