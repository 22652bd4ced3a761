//! The parts of a written package, and a package with one part changed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use quick_xml::events::Event;
use quick_xml::reader::Reader;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The parts of a package by name.
pub(crate) type Parts = BTreeMap<String, String>;

pub(crate) fn parts(package: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut content = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    names.into_iter().map(|name| (name.clone(), content(&name))).collect()
}

/// A package of these parts, stored: nothing is deflated, so that many can be written.
pub(crate) fn packed<'a>(parts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub(crate) fn events(xml: &str) -> Vec<Event<'_>> {
    let mut reader = Reader::from_str(xml);
    std::iter::from_fn(|| Some(reader.read_event().unwrap()).filter(|event| *event != Event::Eof)).collect()
}

/// The values of an attribute, wherever it stands on an element of this name.
pub(crate) fn values(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    let tags = events(xml).into_iter().filter_map(|event| match event {
        Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == element => Some(tag),
        _ => None,
    });
    tags.filter_map(|tag| tag.try_get_attribute(attribute).unwrap().map(|found| found.value.into_owned()))
        .collect()
}

/// Holds that children stand as `orders` lists them for their parent, and that every element is closed.
pub(crate) fn in_order((name, xml): (&str, &str), orders: &[(&str, &str)]) {
    let mut open: Vec<(String, usize)> = Vec::new();
    for event in events(xml) {
        let (tag, leaf) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::End(_) => {
                open.pop();
                continue;
            }
            _ => continue,
        };
        let child = tag.name().as_ref().to_owned();
        if let Some((parent, last)) = open.last_mut()
            && let Some((_, order)) = orders.iter().find(|(element, _)| element == parent)
        {
            let place = order.split_whitespace().position(|known| known == child);
            let place = place.unwrap_or_else(|| panic!("{name}: {parent} may not hold {child}"));
            assert!(place >= *last, "{name}: {child} stands too late in {parent}");
            *last = place;
        }
        if !leaf {
            open.push((child, 0));
        }
    }
    assert!(open.is_empty(), "{name} ends inside an element");
}
