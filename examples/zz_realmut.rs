#![allow(missing_docs, dead_code, clippy::all)]
#[path = "../tests/support/sketch.rs"]
mod sketch;
use baocao::finding::{Severity, Sourced};
use baocao::{Case, RuleSet, Templates, check};
fn run(t: &Templates, body: &str) -> Vec<String> {
    let d = Sourced { value: sketch::document(body), findings: Vec::new() };
    check(&Case::draft(t.catalogue(), &d), &RuleSet::default())
        .findings
        .into_iter()
        .filter(|f| f.severity != Severity::Info)
        .map(|f| format!("{} {}", f.code, f.message))
        .collect()
}
fn main() {
    let mut text = String::new();
    std::io::Read::read_to_string(&mut std::io::stdin(), &mut text).unwrap();
    let t = Templates::builtin().unwrap();
    let (mut all, mut hit) = (0, 0);
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
        let base = run(&t, &body);
        // digit groups
        let b = body.as_bytes();
        let mut p = 0;
        let mut out = body.clone();
        let mut shift = 0;
        let (mut n, mut f) = (0, 0);
        while p < b.len() {
            if b[p].is_ascii_digit() {
                let s = p;
                while p < b.len()
                    && (b[p].is_ascii_digit()
                        || ((b[p] == b'.' || b[p] == b',') && p + 1 < b.len() && b[p + 1].is_ascii_digit()))
                {
                    p += 1;
                }
                // change the last digit but one, or the only one
                let at = if p - s > 1 && b[p - 2].is_ascii_digit() { p - 2 } else { p - 1 };
                let old = b[at] - b'0';
                let new = if old == 9 { 7 } else { old + 1 };
                let mut m = b.to_vec();
                m[at] = b'0' + new;
                let found = run(&t, std::str::from_utf8(&m).unwrap());
                let fresh = found.iter().any(|x| !base.contains(x));
                n += 1;
                if fresh {
                    f += 1;
                }
                let mark = if fresh { "✓" } else { "✗" };
                out.insert_str(p + shift, mark);
                shift += mark.len();
            } else {
                p += 1;
            }
        }
        all += n;
        hit += f;
        println!("##### {i} {f}/{n} {}\n{out}", block.trim().lines().next().unwrap_or(""));
    }
    println!("TOTAL {hit}/{all}");
}
