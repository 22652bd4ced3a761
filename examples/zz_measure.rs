//! scratch
#![allow(
    clippy::all,
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::as_conversions
)]
#[path = "../tests/support/drafts.rs"]
mod drafts;
use baocao::{finding::*, *};
fn main() {
    let t = Templates::builtin().unwrap();
    let verbose = std::env::args().any(|a| a == "-v");
    let quiet = std::env::args().any(|a| a == "-q");
    let (mut hit, mut miss, mut fa, mut clean) = (0, 0, 0, 0);
    let mut extra = 0;
    for file in std::env::args().skip(1).filter(|a| !a.starts_with('-')) {
        let text = std::fs::read_to_string(&file).unwrap();
        for p in drafts::passages(&format!("\n{text}")) {
            let d = drafts::document(&p.text, t.layout().clone());
            let d = Sourced { value: d, findings: vec![] };
            let r = check(&Case::draft(t.catalogue(), &d), &RuleSet::default());
            let heavy: Vec<&Finding> =
                r.findings.iter().filter(|f| f.severity <= Severity::Warning).collect();
            let show = |fs: &[&Finding]| {
                for f in fs {
                    println!(
                        "    {} {} {} [{}] {:?} {}",
                        f.severity.label(),
                        f.code,
                        f.message,
                        f.excerpt,
                        f.found,
                        f.place
                    )
                }
            };
            match &p.expected {
                None => {
                    clean += 1;
                    if !heavy.is_empty() {
                        fa += 1;
                        if !quiet {
                            println!("FALSE {file}: {}", p.title);
                            show(&heavy);
                            if verbose {
                                println!("{}", p.text)
                            }
                        }
                    }
                }
                Some((fam, words)) => {
                    let ok = |f: &&&Finding| {
                        fam.iter().any(|x| f.code.starts_with(x.as_str())) && {
                            let mut all = vec![
                                f.excerpt.clone(),
                                f.found.clone().unwrap_or_default(),
                                f.message.clone(),
                            ];
                            all.extend(f.related.iter().map(|r| r.excerpt.clone()));
                            words.iter().any(|w| all.iter().any(|a| a.contains(w.as_str())))
                        }
                    };
                    if heavy.iter().filter(ok).count() > 0 {
                        hit += 1;
                        if heavy.iter().filter(|f| !ok(f)).count() > 0 {
                            extra += 1;
                            if !quiet {
                                println!("EXTRA {file}: {}", p.title);
                                show(&heavy);
                            }
                        }
                    } else {
                        miss += 1;
                        if !quiet {
                            println!("MISS {file}: {} {:?}", p.title, p.expected);
                            show(&heavy);
                            if verbose {
                                println!("{}", p.text)
                            }
                        }
                    }
                }
            }
        }
    }
    println!(
        "faulty: hit {hit} miss {miss} (extra {extra}); clean {clean} false {fa}; recall {:.1}% precision {:.1}%",
        100.0 * hit as f64 / (hit + miss).max(1) as f64,
        100.0 * hit as f64 / (hit + fa).max(1) as f64
    );
}
