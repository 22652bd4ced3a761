#![allow(missing_docs, dead_code, clippy::all)]
#[path = "../tests/support/sketch.rs"]
mod sketch;
use baocao::finding::Sourced;
use baocao::{Case, RuleSet, Templates, check};
fn main() {
    let mut text = String::new();
    std::io::Read::read_to_string(&mut std::io::stdin(), &mut text).unwrap();
    let t = Templates::builtin().unwrap();
    let d = Sourced { value: sketch::document(&text), findings: Vec::new() };
    for f in check(&Case::draft(t.catalogue(), &d), &RuleSet::default()).findings {
        println!("{:?} {} {}", f.severity, f.code, f.message);
    }
}
