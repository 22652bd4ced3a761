//! The register of a file's marks: the custom XML part that says what each of them prints, written and read here.
//!
//! ```text
//! <links xmlns="urn:baocao:links" schema="1" catalogue="bao-cao-cchc-xa" version="1" figures="9f86d081884c7d65">
//! <f c="ho-so.tiep-nhan">3.472</f><t k="2" t="Thực hiện kế hoạch" o="on-time">5</t>…
//! ```
//!
//! An entry is numbered `n`, or one more than the entry before it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::links::{Entry, Links, Origin, Unread};
use crate::model::{Code, Link, TaskColumn, Way};
use crate::package::{Limits, Node, Walk, text, xml_clean};

/// The vocabulary of the part.
pub(crate) const NAMESPACE: &str = "urn:baocao:links";

/// The schema that is written, and the highest one that is read.
const SCHEMA: u32 = 1;

/// A report has no more figures than that: an entry takes more memory than its bytes.
const MOST: usize = 100_000;

const WAYS: [(&str, Way); 3] = [("up", Way::Up), ("down", Way::Down), ("same", Way::Same)];

/// The register as XML, without a declaration.
pub(crate) fn written(origin: &Origin, entries: &BTreeMap<u32, Entry>) -> String {
    let Origin { catalogue, version, figures } = origin;
    let (catalogue, version) = (escape(catalogue), escape(version));
    let mut out = format!(
        r#"<links xmlns="{NAMESPACE}" schema="{SCHEMA}" catalogue="{catalogue}" version="{version}" figures="{figures}">"#
    );
    let mut next: u32 = 1;
    for (number, entry) in entries {
        let n = if *number == next { String::new() } else { format!(r#" n="{number}""#) };
        next = number.saturating_add(1);
        let (name, attributes) = named(&entry.link);
        // writing to a String does not fail
        let _ = write!(out, "<{name}{n}{attributes}>{}</{name}>", escape(xml_clean(&entry.text)));
    }
    out.push_str("</links>");
    out
}

/// The element of a link and its attributes.
fn named(link: &Link) -> (&'static str, String) {
    let code = |code: &Code| format!(r#" c="{code}""#);
    let words = |label: &str, nth: usize| {
        let nth = if nth == 0 { String::new() } else { format!(r#" k="{nth}""#) };
        // a line end in an attribute would be read as a space
        let label = escape(xml_clean(label)).replace('\n', "&#10;").replace('\t', "&#9;");
        format!(r#"{nth} t="{label}""#)
    };
    match link {
        Link::Figure { code: of } => ("f", code(of)),
        Link::Form { code: of, choice: None } => ("r", code(of)),
        Link::Form { code: of, choice: Some(choice) } => ("r", format!(r#"{} a="{choice}""#, code(of))),
        Link::Row { label, nth } => ("w", words(label, *nth)),
        Link::Task { label, nth, column } => ("t", format!(r#"{} o="{}""#, words(label, *nth), column.key())),
        Link::Change { code: of } => ("c", code(of)),
        Link::Share { code: of } => ("s", code(of)),
        Link::Direction { code: of, way } => {
            let way = WAYS.iter().find(|(_, known)| known == way).map_or("", |(name, _)| name);
            ("d", format!(r#"{} w="{way}""#, code(of)))
        }
    }
}

/// What a custom XML part says of the marks; none where it is no register of ours.
pub(crate) fn read((part, content): (&str, &[u8]), limits: &Limits) -> Option<Links> {
    let unread = |reason| Some(Links { unread: Some(reason), ..Links::default() });
    match entries((part, content), limits) {
        Ok(links) => links,
        Err(Fault::Newer(schema)) => unread(Unread::Newer(schema)),
        // only its own namespace makes a part ours
        Err(Fault::Broken) if String::from_utf8_lossy(content).contains(NAMESPACE) => unread(Unread::Broken),
        Err(Fault::Broken) => None,
    }
}

/// Why a part cannot be read.
enum Fault {
    Broken,
    Newer(u32),
}

impl From<crate::error::Error> for Fault {
    fn from(_: crate::error::Error) -> Self {
        Self::Broken
    }
}

fn entries((part, content): (&str, &[u8]), limits: &Limits) -> Result<Option<Links>, Fault> {
    let mut walk = Walk::new(part, content, limits)?;
    let mut links = Links::default();
    let mut open: Option<(u32, Entry)> = None;
    let mut next: u32 = 1;
    while let Some(node) = walk.step()? {
        match (node, walk.depth()) {
            (Node::Open(root), 1) => {
                let of = |name| text(&walk, &root, name).map(Option::unwrap_or_default);
                if of("xmlns")? != NAMESPACE {
                    return Ok(None);
                }
                let schema: u32 = of("schema")?.parse().map_err(|_| Fault::Broken)?;
                if schema > SCHEMA {
                    return Err(Fault::Newer(schema));
                }
                let (catalogue, version, figures) = (of("catalogue")?, of("version")?, of("figures")?);
                links.origin = Some(Origin { catalogue, version, figures });
            }
            (Node::Open(element), 2) => {
                let attribute = |name: &str| text(&walk, &element, name).ok().flatten();
                let link = link(element.local_name().as_ref(), attribute).ok_or(Fault::Broken)?;
                let number = attribute("n").map_or(Ok(next), |n| n.parse()).map_err(|_| Fault::Broken)?;
                next = number.saturating_add(1);
                if links.entries.len() >= MOST {
                    return Err(Fault::Broken);
                }
                open = Some((number, Entry { link, text: String::new() }));
            }
            (Node::Open(_), _) => return Err(Fault::Broken),
            (Node::Close, 1) => links.entries.extend(open.take()),
            (Node::Text(text) | Node::CData(text), _) => {
                open.iter_mut().for_each(|(_, entry)| entry.text.push_str(&text));
            }
            (Node::Reference(sign), _) => open.iter_mut().for_each(|(_, entry)| entry.text.push(sign)),
            _ => {}
        }
    }
    Ok(Some(links))
}

/// The link of an element.
fn link(name: &str, attribute: impl Fn(&str) -> Option<String>) -> Option<Link> {
    let code = || Code::new(&attribute("c")?).ok();
    let nth = || attribute("k").map_or(Some(0), |nth| nth.parse().ok());
    Some(match name {
        "f" => Link::Figure { code: code()? },
        "r" => {
            let choice = attribute("a").map(|choice| choice.parse()).transpose().ok()?;
            Link::Form { code: code()?, choice }
        }
        "w" => Link::Row { label: attribute("t")?, nth: nth()? },
        "t" => {
            let key = attribute("o")?;
            let column = TaskColumn::ALL.into_iter().find(|column| column.key() == key)?;
            Link::Task { label: attribute("t")?, nth: nth()?, column }
        }
        "c" => Link::Change { code: code()? },
        "s" => Link::Share { code: code()? },
        "d" => {
            let word = attribute("w")?;
            let (_, way) = WAYS.into_iter().find(|(name, _)| *name == word)?;
            Link::Direction { code: code()?, way }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin() -> Origin {
        Origin { catalogue: "mẫu".to_owned(), version: "1 & 2".to_owned(), figures: "00ff".to_owned() }
    }

    fn every() -> BTreeMap<u32, Entry> {
        let code = || Code::new("ho-so.tong").unwrap();
        let links = [
            Link::Figure { code: code() },
            Link::Form { code: code(), choice: None },
            Link::Form { code: code(), choice: Some(2) },
            Link::Row { label: "Dòng <thêm>\n& \"khác\"".to_owned(), nth: 1 },
            Link::Task { label: "Nhiệm vụ".to_owned(), nth: 0, column: TaskColumn::OnTime },
            Link::Change { code: code() },
            Link::Share { code: code() },
            Link::Direction { code: code(), way: Way::Down },
        ];
        let entry = |(n, link)| (n, Entry { link, text: format!("{n} < 5") });
        [1, 2, 3, 7, 8, 9, 20, u32::MAX].into_iter().zip(links).map(entry).collect()
    }

    #[test]
    fn what_is_written_reads_back() {
        let xml = written(&origin(), &every());
        let links = read(("item1.xml", xml.as_bytes()), &Limits::default()).unwrap();
        assert_eq!((links.origin, links.entries, links.unread), (Some(origin()), every(), None));
    }

    #[test]
    fn what_is_not_understood_is_told() {
        let xml = written(&origin(), &every());
        let unread = |xml: &str| read(("item1.xml", xml.as_bytes()), &Limits::default()).map(|it| it.unread);
        assert_eq!(unread(&xml.replace("schema=\"1\"", "schema=\"7\"")), Some(Some(Unread::Newer(7))));
        let cut = xml.strip_suffix("</links>").unwrap();
        for broken in [cut, &xml.replace("<w ", "<x "), &xml.replace("on-time", "never")] {
            assert_eq!(unread(broken), Some(Some(Unread::Broken)), "{broken}");
        }
        assert_eq!(unread("<b:Sources xmlns:b=\"http://x\"/>"), None);
        assert_eq!(unread("<links/>"), None);
    }
}
