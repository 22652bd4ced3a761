//! Figures: as printed, as intervals, read and written the Vietnamese way.
