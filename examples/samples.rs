//! Writes the sample workbooks from their tables: `cargo run --example samples`.

#[path = "../tests/support/tables.rs"]
mod tables;

use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = "examples/data";
    let clean = fs::read_to_string(format!("{folder}/tinh-chau-2023.md"))?;
    let faults = fs::read_to_string(format!("{folder}/tinh-chau-2023-nhu-du-thao.md"))?;
    fs::write(format!("{folder}/tinh-chau-2023.xlsx"), tables::tables(&clean))?;
    let drafted = tables::tables_with_changes(&clean, &faults);
    fs::write(format!("{folder}/tinh-chau-2023-nhu-du-thao.xlsx"), drafted)
}
