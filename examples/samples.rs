//! Writes the sample workbooks from their tables: `cargo run --example samples`.

#[path = "../tests/support/tables.rs"]
mod tables;

use std::{fs, io};

/// The samples that stand on their own tables.
const SAMPLES: [&str; 5] = [
    "tinh-chau-2023",
    "suoi-may-6-thang-2024",
    "binh-lam-quy-3-2024",
    "binh-lam-mau-van-khe-quy-3-2025",
    "suoi-may-kiem-soat-tthc-quy-3-2025",
];

fn main() -> io::Result<()> {
    let folder = "examples/data";
    let read = |name: &str| fs::read_to_string(format!("{folder}/{name}.md"));
    for name in SAMPLES {
        fs::write(format!("{folder}/{name}.xlsx"), tables::tables(&read(name)?))?;
    }
    let drafted = tables::tables_with_changes(&read("tinh-chau-2023")?, &read("tinh-chau-2023-nhu-du-thao")?);
    fs::write(format!("{folder}/tinh-chau-2023-nhu-du-thao.xlsx"), drafted)
}
