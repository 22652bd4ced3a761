#![allow(missing_docs, dead_code, clippy::all)]
#[path = "../tests/support/sketch.rs"]
mod sketch;
use baocao::finding::{Severity, Sourced};
use baocao::{Case, RuleSet, Templates, check};
fn main() {
    let mut text = String::new();
    std::io::Read::read_to_string(&mut std::io::stdin(), &mut text).unwrap();
    let info = std::env::args().any(|a| a == "info");
    let t = Templates::builtin().unwrap();
    let mut n = 0;
    for (i, block) in text.split("=====").enumerate() {
        let body: String = block
            .trim()
            .lines()
            .filter(|l| !l.starts_with("# "))
            .map(|l| format!("{}\n", l.trim().replace('|', "/")))
            .collect();
        if body.trim().is_empty() {
            continue;
        }
        n += 1;
        let d = Sourced { value: sketch::document(&body), findings: Vec::new() };
        let found: Vec<_> = check(&Case::draft(t.catalogue(), &d), &RuleSet::default())
            .findings
            .into_iter()
            .filter(|f| info || f.severity != Severity::Info)
            .collect();
        if found.is_empty() {
            continue;
        }
        println!("##### {i} {}", block.trim().lines().next().unwrap_or(""));
        println!("{body}");
        for f in found {
            println!("   >> {:?} {} {}", f.severity, f.code, f.message);
        }
    }
    println!("blocks {n}");
}
