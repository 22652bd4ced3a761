//! Reads a written package back, part by part.

use std::collections::BTreeSet;

use baocao::document::Document;
use baocao::write_docx;
use quick_xml::events::Event;

pub(crate) use crate::package::{Parts, events, in_order, values};

pub(crate) fn bytes(document: &Document) -> Vec<u8> {
    let mut out = Vec::new();
    write_docx(document, &mut out).unwrap();
    out
}

pub(crate) fn parts(document: &Document) -> Parts {
    crate::package::parts(&bytes(document))
}

/// The text of a part's runs.
pub(crate) fn texts(xml: &str) -> String {
    let mut out = String::new();
    for event in events(xml) {
        match event {
            Event::Text(text) if !text.trim_ascii().is_empty() || text.len() == 1 => out.push_str(&text),
            Event::GeneralRef(name) => out.push_str(match &*name {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                other => panic!("&{other};"),
            }),
            _ => {}
        }
    }
    out.trim_start_matches('\n').to_owned()
}

pub(crate) fn every_part_has_a_type(parts: &Parts) {
    let types = &parts["[Content_Types].xml"];
    let typed: BTreeSet<_> = values(types, "Override", "PartName").into_iter().collect();
    for name in parts.keys().filter(|name| !name.ends_with(".rels") && *name != "[Content_Types].xml") {
        assert!(typed.contains(&format!("/{name}")), "{name} has no content type");
    }
    let part = |name: &String| parts.contains_key(name.trim_start_matches('/'));
    assert!(typed.iter().all(part), "a type without its part");
}

pub(crate) fn every_relation_has_a_target(parts: &Parts) {
    let lists = [
        ("_rels/.rels", ""),
        ("word/_rels/document.xml.rels", "word/"),
        ("customXml/_rels/item1.xml.rels", "customXml/"),
    ];
    for (list, folder) in lists.into_iter().filter(|(list, _)| parts.contains_key(*list)) {
        let targets = values(&parts[list], "Relationship", "Target");
        let ids: BTreeSet<_> = values(&parts[list], "Relationship", "Id").into_iter().collect();
        assert_eq!(ids.len(), targets.len(), "{list}: an id twice");
        for target in targets {
            let name = target.strip_prefix("../").map_or_else(|| format!("{folder}{target}"), str::to_owned);
            assert!(parts.contains_key(&name), "{list}: {target}");
        }
        assert!(!parts[list].contains("TargetMode"), "nothing outside the file");
    }
}

/// Relations, styles, notes and comments the text refers to.
pub(crate) fn every_reference_is_defined(parts: &Parts) {
    let none = String::new();
    let part = |name: &str| parts.get(name).unwrap_or(&none);
    let document = part("word/document.xml");
    let held = |used: Vec<String>, defined: Vec<String>| {
        let defined: BTreeSet<_> = defined.into_iter().collect();
        assert!(used.iter().all(|id| defined.contains(id)), "{used:?} are not all in {defined:?}");
    };
    let relations = || values(part("word/_rels/document.xml.rels"), "Relationship", "Id");
    held(values(document, "w:headerReference", "r:id"), relations());
    for text in ["word/document.xml", "word/footnotes.xml", "word/comments.xml", "word/header1.xml"] {
        for style in ["w:pStyle", "w:rStyle"] {
            held(values(part(text), style, "w:val"), values(part("word/styles.xml"), "w:style", "w:styleId"));
        }
    }
    let notes = || values(part("word/footnotes.xml"), "w:footnote", "w:id");
    held(values(document, "w:footnoteReference", "w:id"), notes());
    held(values(part("word/settings.xml"), "w:footnote", "w:id"), notes());
    let comments = || values(part("word/comments.xml"), "w:comment", "w:id");
    assert_eq!(values(document, "w:commentReference", "w:id"), comments());
}

/// One element a line.
pub(crate) fn indented(xml: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    for event in events(xml) {
        let (line, before, after) = match event {
            Event::Start(tag) => (format!("<{}>", &*tag), 0, 1),
            Event::Empty(tag) => (format!("<{}/>", tag.trim_end()), 0, 0),
            Event::End(_) => (String::new(), 1, 0),
            Event::Text(text) if !text.trim().is_empty() => (format!("“{}”", &*text), 0, 0),
            _ => continue,
        };
        depth -= before;
        if !line.is_empty() {
            out.push_str(&format!("{}{line}\n", "  ".repeat(depth)));
        }
        depth += after;
    }
    out
}
