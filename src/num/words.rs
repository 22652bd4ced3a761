//! The words that stand round a figure.

use super::figure::{Magnitude, Qualifier};

/// Verbs that may stand before a figure and say nothing about it.
pub(super) const VERBS: [&str; 2] = ["đạt", "là"];

pub(super) const QUALIFIERS: [(&str, Qualifier); 13] = [
    ("trên dưới", Qualifier::About),
    ("hơn", Qualifier::MoreThan),
    ("trên", Qualifier::MoreThan),
    ("gần", Qualifier::LessThan),
    ("dưới", Qualifier::LessThan),
    ("chưa đến", Qualifier::LessThan),
    ("khoảng", Qualifier::About),
    ("xấp xỉ", Qualifier::About),
    ("tối thiểu", Qualifier::AtLeast),
    ("ít nhất", Qualifier::AtLeast),
    ("không dưới", Qualifier::AtLeast),
    ("tối đa", Qualifier::AtMost),
    ("không quá", Qualifier::AtMost),
];

pub(super) const MAGNITUDES: [(&str, Magnitude); 6] = [
    ("nghìn", Magnitude::Thousand),
    ("ngàn", Magnitude::Thousand),
    ("triệu", Magnitude::Million),
    ("trđ", Magnitude::Million),
    ("tỷ", Magnitude::Billion),
    ("tỉ", Magnitude::Billion),
];
