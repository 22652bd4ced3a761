//! Packages: usual ones, and those whose directory lies, written byte by byte.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The parts of a package by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pack(pub(crate) Vec<(String, Vec<u8>)>);

impl Pack {
    /// The same with this part, in place of the part of that name if there is one.
    pub(crate) fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        let content = content.into();
        match self.0.iter_mut().find(|(other, _)| other == name) {
            Some(part) => part.1 = content,
            None => self.0.push((name.to_owned(), content)),
        }
        self
    }

    /// The same with one more entry, whatever the others are called.
    pub(crate) fn and(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.0.push((name.to_owned(), content.into()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(other, _)| other != name);
        self
    }

    pub(crate) fn text(&self, name: &str) -> String {
        let part = self.0.iter().find(|(other, _)| other == name).expect(name);
        String::from_utf8(part.1.clone()).unwrap()
    }

    pub(crate) fn deflated(&self) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, content) in &self.0 {
            out.start_file(name, options).unwrap();
            out.write_all(content).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    /// The package without compression, its directory as it should be.
    pub(crate) fn raw(&self) -> Raw {
        let entry = |(name, content): &(String, Vec<u8>)| Entry::new(name.as_bytes(), content);
        Raw { entries: self.0.iter().map(entry).collect(), ..Raw::default() }
    }
}

/// An entry as it is written, each lie a field.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: Vec<u8>,
    /// Its name at its own head.
    pub(crate) own_name: Vec<u8>,
    pub(crate) content: Vec<u8>,
    pub(crate) method: u16,
    pub(crate) flags: u16,
    pub(crate) crc: u32,
    pub(crate) size: u32,
    pub(crate) packed: u32,
    /// Where the directory says that it stands, if not where it does.
    pub(crate) offset: Option<u32>,
    pub(crate) extra: Vec<u8>,
    pub(crate) attributes: u32,
    /// Whether the directory lists it.
    pub(crate) listed: bool,
}

impl Entry {
    pub(crate) fn new(name: &[u8], content: &[u8]) -> Self {
        let length = content.len() as u32;
        Self {
            name: name.to_vec(),
            own_name: name.to_vec(),
            content: content.to_vec(),
            method: 0,
            flags: 0,
            crc: crc(content),
            size: length,
            packed: length,
            offset: None,
            extra: Vec::new(),
            attributes: 0,
            listed: true,
        }
    }
}

/// A package as it is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Raw {
    pub(crate) entries: Vec<Entry>,
    pub(crate) before: Vec<u8>,
    /// How many entries the end record says.
    pub(crate) declared: Option<u16>,
    pub(crate) directory_offset: Option<u32>,
    pub(crate) directory_size: Option<u32>,
    /// What stands between the directory and its end record.
    pub(crate) between: Vec<u8>,
    pub(crate) comment: Vec<u8>,
}

impl Raw {
    /// The same with an entry changed.
    pub(crate) fn change(mut self, name: &str, change: impl FnOnce(&mut Entry)) -> Self {
        change(self.entries.iter_mut().find(|entry| entry.name == name.as_bytes()).expect(name));
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let (mut out, mut directory, mut listed) = (self.before.clone(), Vec::new(), 0_u16);
        for entry in &self.entries {
            let offset = entry.offset.unwrap_or(out.len() as u32);
            out.extend(b"PK\x03\x04\x14\0");
            out.extend(entry.fields(&entry.own_name));
            out.extend(&entry.own_name);
            out.extend(&entry.extra);
            out.extend(&entry.content);
            if entry.listed {
                listed = listed.wrapping_add(1);
                directory.extend(b"PK\x01\x02\x14\x03\x14\0");
                directory.extend(entry.fields(&entry.name));
                directory.extend([0; 6]);
                directory.extend(entry.attributes.to_le_bytes());
                directory.extend(offset.to_le_bytes());
                directory.extend(&entry.name);
                directory.extend(&entry.extra);
            }
        }
        let start = self.directory_offset.unwrap_or(out.len() as u32);
        let size = self.directory_size.unwrap_or(directory.len() as u32);
        let declared = self.declared.unwrap_or(listed).to_le_bytes();
        out.extend(directory);
        out.extend(&self.between);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend(declared);
        out.extend(declared);
        out.extend(size.to_le_bytes());
        out.extend(start.to_le_bytes());
        out.extend((self.comment.len() as u16).to_le_bytes());
        out.extend(&self.comment);
        out
    }
}

impl Entry {
    /// What the two heads of an entry have in common: flags, method, time, checksum, sizes, lengths.
    fn fields(&self, name: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend(self.flags.to_le_bytes());
        out.extend(self.method.to_le_bytes());
        out.extend([0, 0, 0x21, 0]);
        out.extend(self.crc.to_le_bytes());
        out.extend(self.packed.to_le_bytes());
        out.extend(self.size.to_le_bytes());
        out.extend((name.len() as u16).to_le_bytes());
        out.extend((self.extra.len() as u16).to_le_bytes());
        out
    }
}

/// The checksum of ZIP.
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

/// The head of an old Office file that holds such a stream.
pub(crate) fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 2048];
    bytes[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes[1024 + 128..][..name.len()].copy_from_slice(&name);
    bytes
}
