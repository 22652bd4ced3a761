//! Report types whose files lie, loop or swell.

use std::collections::BTreeMap;

use crate::case::{Case, Expected, Reader};
use Expected::{Fails, Passes, Reads};

type Files = BTreeMap<String, String>;

/// The built-in report type, as a folder of its own.
fn honest() -> Files {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/bao-cao-cchc-xa");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: std::path::PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap())
    };
    paths.map(named).collect()
}

fn packed(files: &Files) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, text) in files {
        out.extend((name.len() as u32).to_le_bytes());
        out.extend((text.len() as u32).to_le_bytes());
        out.extend(name.as_bytes());
        out.extend(text.as_bytes());
    }
    out
}

#[expect(clippy::too_many_lines, reason = "a list of files")]
pub(crate) fn cases() -> Vec<Case> {
    let mut told: Vec<(String, Expected, &'static str, String)> =
        vec![("honest".to_owned(), Reads, "I.tera", String::new())];
    let template = || Fails("template");
    for (what, text) in [
        ("a loop", "{% for x in [1, 2] %}x{% endfor %}".to_owned()),
        (
            "a loop of loops",
            "{%- for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}"
                .to_owned(),
        ),
        ("a word that doubles", "{% set a = 'xx' %}{% set a = a ~ a %}{{ a }}".to_owned()),
        ("itself", "{% include \"thu/I.tera\" %}".to_owned()),
        ("a file of the disk", "{% include \"/etc/passwd\" %}".to_owned()),
        ("a base", "{% extends \"thu/II.1.tera\" %}".to_owned()),
        ("an indent without end", "{{ \"a\" | indent(width=4000000000) }}".to_owned()),
        ("a word for each letter", "{{ \"aaaa\" | replace(from=\"a\", to=\"bbbb\") }}".to_owned()),
        ("a range without end", "{{ range(end=100000) }}".to_owned()),
        ("a throw", "{{ throw(message=\"x\") }}".to_owned()),
        ("a condition without end", "{% if has(c=\"ho-so.rut\") %}".to_owned()),
        ("100 000 brackets", format!("{{{{ {}1{} }}}}", "(".repeat(100_000), ")".repeat(100_000))),
        ("100 000 conditions", "{% if true %}".repeat(100_000) + &"{% endif %}".repeat(100_000)),
        ("100 000 denials", format!("{{% if {}true %}}{{% endif %}}", "not ".repeat(100_000))),
        ("100 000 minus signs", format!("{{{{ {}1 }}}}", "-".repeat(100_000))),
        ("100 000 lists", format!("{{{{ {}{} }}}}", "[".repeat(100_000), "]".repeat(100_000))),
        ("100 000 filters", format!("{{{{ 'a'{} }}}}", " | nosuch".repeat(100_000))),
        ("a name that is none", "{{ secret }}".to_owned()),
        ("a function that is none", "{{ get_env(name=\"HOME\") }}".to_owned()),
        ("a code that is none", "{{ v(c=\"khong.co\") }}".to_owned()),
    ] {
        told.push((format!("narrative: {what}"), template(), "I.tera", text));
    }
    told.push((
        "narrative: 100 000 sums".to_owned(),
        Expected::Survives,
        "I.tera",
        format!("{{{{ 1{} }}}}", " + 1".repeat(100_000)),
    ));
    told.push(("narrative: 5 MiB".to_owned(), Passes("template_bytes"), "I.tera", "x".repeat(5 << 20)));
    for (file, what, text) in [
        ("catalogue.toml", "lists in lists", "a = ".to_owned() + &"[".repeat(100_000)),
        ("catalogue.toml", "tables in tables", "a = ".to_owned() + &"{a=".repeat(100_000)),
        ("catalogue.toml", "a key of 100 000 dots", "a.".repeat(100_000) + "a = 1"),
        ("catalogue.toml", "no byte", String::new()),
        ("catalogue.toml", "a number of 10 000 digits", format!("schema = {}", "9".repeat(10_000))),
        ("layout.toml", "lists in lists", "a = ".to_owned() + &"[".repeat(100_000)),
        ("layout.toml", "no byte", String::new()),
        ("phrases.toml", "tables in tables", "a = ".to_owned() + &"{a=".repeat(100_000)),
        ("phrases.toml", "no byte", String::new()),
    ] {
        told.push((format!("{file}: {what}"), template(), file, text));
    }
    told.push((
        "catalogue.toml: 5 MiB".to_owned(),
        Passes("template_bytes"),
        "catalogue.toml",
        "# x\n".repeat(5 << 18),
    ));
    let mut cases: Vec<Case> = told
        .into_iter()
        .map(|(name, expected, file, text)| {
            let is_honest = name == "honest";
            Case::new((format!("report type: {name}"), Reader::Templates), expected, move || {
                let mut files = honest();
                if !is_honest {
                    files.insert(file.to_owned(), text.clone());
                }
                packed(&files)
            })
        })
        .collect();
    cases.push(Case::new(("report type: 2 000 files", Reader::Templates), Passes("template_files"), || {
        let mut files = honest();
        files.extend((0..2_000).map(|number| (format!("{number}.tera"), String::new())));
        packed(&files)
    }));
    cases.push(Case::new(("report type: of itself", Reader::Templates), Fails("template"), || {
        let mut files = honest();
        let catalogue = files["catalogue.toml"].clone();
        files.insert("catalogue.toml".to_owned(), format!("extends = \"thu\"\n{catalogue}"));
        packed(&files)
    }));
    cases.push(Case::new(("report type: of a path", Reader::Templates), Fails("template"), || {
        let mut files = honest();
        let catalogue = files["catalogue.toml"].clone();
        files.insert("catalogue.toml".to_owned(), format!("extends = \"../../etc\"\n{catalogue}"));
        packed(&files)
    }));
    cases
}
