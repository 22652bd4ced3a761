//! Checks every workbook of a folder and prints one line each: how a tool for reviewers would call the library.
//!
//! `cargo run --example check_folder [FOLDER]`

use std::fs::{self, File};

use baocao::finding::Severity;
use baocao::{Case, Result, RuleSet, Templates, assemble, check, read_workbook};

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "examples/data".to_owned());
    let templates = Templates::builtin()?;
    let entries = fs::read_dir(&folder).map_err(|error| baocao::Error::opening(folder.as_ref(), error))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "xlsx")) {
        let file = File::open(path).map_err(|error| baocao::Error::opening(path, error))?;
        let book = read_workbook(file, templates.catalogue())?;
        let report = assemble(&book.value, templates.catalogue(), &templates)?;
        let review = check(&Case::report(templates.catalogue(), &book, &report), &RuleSet::default());
        let [errors, warnings] = [Severity::Error, Severity::Warning].map(|severity| review.count(severity));
        println!("{}: {errors} errors, {warnings} warnings", path.display());
    }
    Ok(())
}
