//! The indicator form.

pub(super) mod blank_code;
pub(super) mod changed_row;
pub(super) mod missing_info;
pub(super) mod missing_row;
pub(super) mod not_allowed;
pub(super) mod required_blank;
