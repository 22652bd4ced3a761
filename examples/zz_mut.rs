//! scratch: mutates every figure of a draft
#![allow(clippy::all, missing_docs, clippy::unwrap_used, clippy::disallowed_methods)]
use baocao::{document::*, finding::*, *};
use std::collections::BTreeSet;
fn each(d: &mut Document, f: &mut dyn FnMut(&mut Run)) {
    fn block(b: &mut Block, f: &mut dyn FnMut(&mut Run)) {
        match b {
            Block::Paragraph(p) => p.runs.iter_mut().for_each(|r| f(r)),
            Block::Table(t) => {
                for r in &mut t.rows {
                    for c in &mut r.cells {
                        for b in &mut c.blocks {
                            block(b, f)
                        }
                    }
                }
            }
            _ => {}
        }
    }
    for p in &mut d.parts {
        for b in &mut p.blocks {
            block(b, f)
        }
    }
    for n in &mut d.notes {
        n.runs.iter_mut().for_each(|r| f(r))
    }
}
fn heavy(d: &Document, t: &Templates) -> BTreeSet<String> {
    let s = Sourced { value: d.clone(), findings: vec![] };
    check(&Case::draft(t.catalogue(), &s), &RuleSet::default())
        .findings
        .iter()
        .filter(|f| f.severity <= Severity::Warning)
        .map(|f| format!("{} {} {:?} {:?}", f.code, f.place, f.found, f.expected))
        .collect()
}
fn main() {
    let t = Templates::builtin().unwrap();
    let path = std::env::args().nth(1).unwrap();
    let d = read_draft(std::fs::File::open(path).unwrap()).unwrap().value;
    let base = heavy(&d, &t);
    // all digit groups
    let mut tokens: Vec<(usize, usize, usize, String)> = vec![]; // run, start, end
    let mut n = 0;
    each(&mut d.clone(), &mut |r| {
        let s = r.text.clone();
        let b = s.as_bytes();
        let mut i = 0;
        while i < b.len() {
            if b[i].is_ascii_digit() {
                let mut j = i;
                while j < b.len()
                    && (b[j].is_ascii_digit()
                        || ((b[j] == b'.' || b[j] == b',') && j + 1 < b.len() && b[j + 1].is_ascii_digit()))
                {
                    j += 1
                }
                tokens.push((n, i, j, s[i..j].to_owned()));
                i = j
            } else {
                i += 1
            }
        }
        n += 1;
    });
    let (mut hit, mut all) = (0, 0);
    for (run, a, b, tok) in &tokens {
        let digits: Vec<usize> =
            tok.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).collect();
        let mut variants = vec![];
        // last digit +1
        let bump = |at: usize, by: u8| {
            let mut v = tok.clone().into_bytes();
            v[at] = b'0' + (v[at] - b'0' + by) % 10;
            String::from_utf8(v).unwrap()
        };
        variants.push(bump(*digits.last().unwrap(), 1));
        if digits.len() > 1 {
            variants.push(bump(digits[0], 1));
            let mut v = tok.clone().into_bytes();
            let (x, y) = (digits[digits.len() - 2], digits[digits.len() - 1]);
            v.swap(x, y);
            let v = String::from_utf8(v).unwrap();
            if &v != tok {
                variants.push(v)
            }
        }
        for v in variants {
            let mut m = d.clone();
            let mut k = 0;
            let mut ctx = String::new();
            each(&mut m, &mut |r| {
                if k == *run {
                    ctx = r.text.chars().collect::<String>();
                    let cut = |i: usize| {
                        let mut i = i;
                        while !ctx.is_char_boundary(i) {
                            i -= 1
                        }
                        i
                    };
                    let c = format!(
                        "{}«{}→{}»{}",
                        &ctx[cut(a.saturating_sub(50))..*a],
                        tok,
                        v,
                        &ctx[*b..cut((*b + 40).min(ctx.len()))]
                    );
                    let mut s = r.text.clone();
                    s.replace_range(*a..*b, &v);
                    r.text = s;
                    ctx = c;
                }
                k += 1
            });
            let new = heavy(&m, &t);
            all += 1;
            if new.difference(&base).count() > 0 || new.len() != base.len() {
                hit += 1
            } else {
                println!("{}", ctx.replace('\n', " "))
            }
        }
    }
    println!("{hit}/{all}");
}
