//! The tests of baocao: one binary.

mod architecture;
