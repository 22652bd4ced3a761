//! scratch
#![allow(clippy::all, missing_docs, clippy::unwrap_used, clippy::disallowed_methods)]
use baocao::{finding::*, *};
fn main() {
    let t = Templates::builtin().unwrap();
    let path = std::env::args().nth(1).unwrap();
    let min = std::env::args().nth(2);
    let d = read_draft(std::fs::File::open(path).unwrap()).unwrap();
    let r = check(&Case::draft(t.catalogue(), &d), &RuleSet::default());
    for f in r.findings.iter().filter(|f| min.is_some() || f.severity <= Severity::Warning) {
        println!(
            "{} {} {} [{}] {:?} {} {:?}",
            f.severity.label(),
            f.code,
            f.message,
            f.excerpt,
            f.found,
            f.place,
            f.group
        )
    }
    println!("{:?}", r.coverage);
    for u in &r.untied {
        println!("  untied {u}")
    }
}
