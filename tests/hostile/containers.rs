//! Packages that are none, that are cut, that lie about their entries, that swell.

use crate::build::{Entry, Pack, Raw, compound};
use crate::case::{Case, Expected, Reader, Seed};
use crate::samples::{DOCUMENT, SHEET, STRINGS, STYLES, WORKBOOK, draft_with, ods_number, ods_row, row};
use Expected::{Fails, Passes, Reads};

/// The three honest packages: a name, the reader, the parts, the part that must be read.
fn honest() -> [(&'static str, Reader, Pack, &'static str); 3] {
    [
        ("xlsx", Reader::Workbook, row(r#"<c r="A1"><v>1913</v></c>"#), SHEET),
        ("ods", Reader::Workbook, ods_row(&ods_number("")), "content.xml"),
        ("docx", Reader::Draft, draft_with(""), DOCUMENT),
    ]
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = others();
    for (name, reader, pack, part) in honest() {
        let raw = pack.raw();
        let mut add = |what: &str, expected: Expected, bytes: Vec<u8>| {
            cases.push(Case::new((format!("{name}: {what}"), reader), expected, move || bytes.clone()));
        };
        add("honest", Reads, pack.deflated());
        add("honest, stored", Reads, raw.bytes());
        lies(&raw, part, &mut add);
        names(&pack, part, &mut add);
        swollen(&pack, part, &mut add);
        let bytes = pack.deflated();
        let mut seed = Seed::new(bytes.len() as u64);
        for length in [1, 2, 4, 30, bytes.len() - 1, bytes.len() - 22] {
            let kind = if length < 4 { "foreign" } else { "damaged" };
            add(&format!("cut to {length}"), Fails(kind), bytes[..length].to_vec());
        }
        for _ in 0..6 {
            let length = 30 + seed.below(bytes.len() - 52);
            add(&format!("cut at {length} by lot"), Fails("damaged"), bytes[..length].to_vec());
        }
    }
    cases
}

/// Files that are no package of this kind.
fn others() -> Vec<Case> {
    let heads: [(&str, Vec<u8>, &'static str); 16] = [
        ("nothing", Vec::new(), "empty"),
        ("a PDF", b"%PDF-1.7\n".to_vec(), "foreign"),
        ("a picture", b"\x89PNG\r\n\x1a\n".to_vec(), "foreign"),
        ("a list", b"a;b\n1;2\n".to_vec(), "foreign"),
        ("a page", b"\n<HTML><table>".to_vec(), "foreign"),
        ("RTF", b"{\\rtf1 ".to_vec(), "foreign"),
        ("flat XML", b"<?xml version=\"1.0\"?><office:document xmlns:a=\"b\">".to_vec(), "foreign"),
        ("zeros", vec![0; 100_000], "foreign"),
        ("an empty package", b"PK\x05\x06".iter().copied().chain([0; 18]).collect(), "foreign"),
        ("another archive", b"Rar!\x1a\x07\x00".to_vec(), "foreign"),
        ("a gzip", b"\x1f\x8b\x08\x00".to_vec(), "foreign"),
        ("an old workbook", compound("Workbook"), "foreign"),
        ("an old document", compound("WordDocument"), "foreign"),
        ("with a password", compound("EncryptedPackage"), "encrypted"),
        ("an old file cut", compound("Workbook")[..600].to_vec(), "foreign"),
        ("text in UTF-16", "\u{feff}Báo cáo".encode_utf16().flat_map(u16::to_le_bytes).collect(), "foreign"),
    ];
    let both = [("workbook", Reader::Workbook), ("draft", Reader::Draft)];
    both.iter()
        .flat_map(|(what, reader)| {
            heads.iter().cloned().map(move |(name, bytes, kind)| {
                Case::new((format!("{what}: {name}"), *reader), Fails(kind), move || bytes.clone())
            })
        })
        .collect()
}

type Add<'a> = &'a mut dyn FnMut(&str, Expected, Vec<u8>);

/// A directory that says what is not so.
fn lies(raw: &Raw, part: &str, add: Add<'_>) {
    let change = |change: fn(&mut Entry)| raw.clone().change(part, change).bytes();
    let with = |change: fn(&mut Raw)| {
        let mut raw = raw.clone();
        change(&mut raw);
        raw.bytes()
    };
    let damaged = Fails("damaged");
    add("a wrong checksum", damaged.clone(), change(|entry| entry.crc ^= 1));
    add("a checksum of zero", damaged.clone(), change(|entry| entry.crc = 0));
    add(
        "one byte less",
        damaged.clone(),
        change(|entry| (entry.size, entry.packed) = (entry.size - 1, entry.packed - 1)),
    );
    add(
        "far more bytes",
        damaged.clone(),
        change(|entry| (entry.size, entry.packed) = (u32::MAX - 1, u32::MAX - 1)),
    );
    add("a method that nobody knows", damaged.clone(), change(|entry| entry.method = 77));
    add("deflate64", damaged.clone(), change(|entry| entry.method = 9));
    add("bzip2", damaged.clone(), change(|entry| entry.method = 12));
    add("said to be deflated", damaged.clone(), change(|entry| entry.method = 8));
    add("said to be encrypted", Fails("encrypted"), change(|entry| entry.flags = 1));
    add("encrypted by AES", Fails("encrypted"), change(|entry| (entry.flags, entry.method) = (1, 99)));
    add("two names", damaged.clone(), change(|entry| entry.own_name[0] ^= 2));
    add("a longer name of its own", damaged.clone(), change(|entry| entry.own_name.push(b'x')));
    add("an offset beyond the file", damaged.clone(), change(|entry| entry.offset = Some(u32::MAX - 1)));
    add("an offset into another entry", damaged.clone(), change(|entry| entry.offset = Some(5)));
    add("the offset of the first entry", damaged.clone(), change(|entry| entry.offset = Some(0)));
    add("not listed", damaged.clone(), change(|entry| entry.listed = false));
    add("a link", Reads, change(|entry| entry.attributes = 0o120_777 << 16));
    add("one entry fewer", damaged.clone(), with(|raw| raw.declared = Some(raw.entries.len() as u16 - 1)));
    add("one entry more", damaged.clone(), with(|raw| raw.declared = Some(raw.entries.len() as u16 + 1)));
    add("no entry", Fails("foreign"), with(|raw| raw.declared = Some(0)));
    add("60 000 entries", Passes("entries"), with(|raw| raw.declared = Some(60_000)));
    add("entries that a longer record counts", damaged.clone(), with(|raw| raw.declared = Some(u16::MAX)));
    add(
        "a directory beyond the file",
        damaged.clone(),
        with(|raw| raw.directory_offset = Some(u32::MAX - 1)),
    );
    add("a directory at the start", damaged.clone(), with(|raw| raw.directory_offset = Some(0)));
    add("bytes before the package", Fails("foreign"), with(|raw| raw.before = b"MZ\x90".to_vec()));
    add("a comment", Reads, with(|raw| raw.comment = b"B\xc3\xa1o c\xc3\xa1o".to_vec()));
    add("a long comment", Reads, with(|raw| raw.comment = vec![b' '; 65_535]));
    add(
        "a second end in the comment",
        Passes("entries"),
        with(|raw| {
            raw.comment = b"PK\x05\x06\0\0\0\0\xff\x7f\xff\x7f\0\0\0\0\0\0\0\0\0\0".to_vec();
        }),
    );
}

/// Names that are twins, paths, or nobody's.
fn names(pack: &Pack, part: &str, add: Add<'_>) {
    let twin = |name: &str| pack.clone().and(name, "<a/>").raw().bytes();
    add("a twin", Fails("damaged"), twin(part));
    add("a twin in capitals", Fails("damaged"), twin(&part.to_uppercase()));
    add("a twin behind a stroke", Fails("damaged"), twin(&format!("/{part}")));
    add("a twin with other strokes", Fails("damaged"), twin(&part.replace('/', "\\")));
    names_beside(pack, add);
}

/// Entries that nobody asks for.
fn names_beside(pack: &Pack, add: Add<'_>) {
    for (what, name) in [
        ("a path upwards", "../../../../etc/passwd".to_owned()),
        ("a path of another system", "..\\..\\Windows\\win.ini".to_owned()),
        ("a path from the root", "/etc/shadow".to_owned()),
        ("a drive", "C:\\autoexec.bat".to_owned()),
        ("a folder", "thu-muc/".to_owned()),
        ("no name", String::new()),
        ("a zero in the name", "a\0b.xml".to_owned()),
        ("a line in the name", "a\nb\rc".to_owned()),
        ("letters from right to left", "\u{202e}lmx.oac".to_owned()),
        ("a name in parts", "tie\u{302}\u{301}ng.xml".to_owned()),
        ("a name of 60 000 letters", "a".repeat(60_000)),
        ("a template for a name", "{{ v(c=1) }}.xml".to_owned()),
    ] {
        add(what, Reads, pack.clone().and(&name, "x").raw().bytes());
    }
    let many = (0..5_000).fold(pack.clone(), |pack, number| pack.and(&format!("x{number}"), ""));
    add("5 000 entries", Passes("entries"), many.raw().bytes());
    add("a package inside", Reads, pack.clone().and("x.zip", pack.deflated()).deflated());
}

/// Parts that swell when they are unpacked.
fn swollen(pack: &Pack, part: &str, add: Add<'_>) {
    let parts: &[&str] = match part {
        SHEET => &[SHEET, STRINGS, STYLES, WORKBOOK, "_rels/.rels"],
        DOCUMENT => &[DOCUMENT, "word/styles.xml", "word/footnotes.xml", "word/_rels/document.xml.rels"],
        _ => &["content.xml", "styles.xml", "META-INF/manifest.xml"],
    };
    for name in parts {
        let text = pack.text(name) + &" ".repeat(3 << 20);
        add(&format!("{name} swells"), Passes("ratio"), pack.clone().with(name, text).deflated());
    }
    let beside = pack.clone().and("media/bomb.png", vec![0; 8 << 20]).deflated();
    add("a bomb that nobody opens", Reads, beside);
}
