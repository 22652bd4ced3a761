//! The decisions' file, line by line: what people write is told back to them with its line.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Decision, SCHEMA};
use crate::error::{Error, Result};

/// The keys of the file and of one decision.
const FILE: [&str; 2] = ["schema", "accepted"];
const DECISION: [&str; 5] = ["fingerprint", "code", "excerpt", "reason", "count"];

pub(super) fn decisions(file: &str, text: &str) -> Result<Vec<Decision>> {
    let source = Source { file, text };
    let table = DeTable::parse(text).map_err(|error| {
        source.fault(error.span().unwrap_or_default(), format!("sai cú pháp TOML ({})", error.message()))
    })?;
    let fields = Fields::new(source, table.span(), table.get_ref(), &FILE)?;
    fields.schema()?;
    let mut lines: HashMap<String, usize> = HashMap::new();
    let mut decisions = Vec::new();
    for entry in fields.entries()? {
        let decision = source.decision(entry)?;
        let line = source.line(&entry.span());
        if let Some(first) = lines.insert(decision.fingerprint.clone(), line) {
            let Decision { fingerprint, .. } = &decision;
            return Err(source.fault(entry.span(), format!("“{fingerprint}” đã có ở dòng {first}")));
        }
        decisions.push(decision);
    }
    Ok(decisions)
}

#[derive(Clone, Copy)]
struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

/// The keys and values of one table.
struct Fields<'a> {
    source: Source<'a>,
    span: Range<usize>,
    table: &'a DeTable<'a>,
}

impl<'a> Source<'a> {
    fn line(&self, span: &Range<usize>) -> usize {
        let before = self.text.get(..span.start).unwrap_or_default();
        before.matches('\n').count() + 1
    }

    fn fault(&self, span: Range<usize>, reason: impl Into<String>) -> Error {
        Error::baseline(self.file, self.line(&span), reason)
    }

    fn decision(self, entry: &'a Spanned<DeValue<'a>>) -> Result<Decision> {
        let Some(table) = entry.get_ref().as_table() else {
            return Err(self.fault(entry.span(), "mỗi mục của “accepted” phải là một bảng [[accepted]]"));
        };
        let fields = Fields::new(self, entry.span(), table, &DECISION)?;
        Ok(Decision {
            fingerprint: fields.fingerprint()?,
            code: fields.required("code")?,
            excerpt: fields.text("excerpt")?.unwrap_or_default(),
            reason: fields.text("reason")?.unwrap_or_default(),
            count: fields.count()?,
        })
    }
}

impl<'a> Fields<'a> {
    /// The table, unless it has a key that is none of the known.
    fn new(source: Source<'a>, span: Range<usize>, table: &'a DeTable<'a>, known: &[&str]) -> Result<Self> {
        match table.keys().find(|key| !known.contains(&key.get_ref().as_ref())) {
            Some(odd) => Err(source.fault(
                odd.span(),
                format!("không có khóa “{}”: chỉ nhận {}", odd.get_ref(), known.join(", ")),
            )),
            None => Ok(Self { source, span, table }),
        }
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.get(key)
    }

    fn missing(&self, key: &str) -> Error {
        self.source.fault(self.span.clone(), format!("thiếu “{key}”"))
    }

    fn schema(&self) -> Result<()> {
        let schema = self.get("schema").ok_or_else(|| self.missing("schema"))?;
        match whole(schema.get_ref()) {
            Some(SCHEMA) => Ok(()),
            _ => Err(self.source.fault(schema.span(), format!("“schema” phải là {SCHEMA}"))),
        }
    }

    fn entries(&self) -> Result<&'a [Spanned<DeValue<'a>>]> {
        let Some(entries) = self.get("accepted") else { return Ok(&[]) };
        match entries.get_ref().as_array() {
            Some(entries) => Ok(entries),
            None => Err(self.source.fault(entries.span(), "“accepted” phải là các bảng [[accepted]]")),
        }
    }

    fn text(&self, key: &str) -> Result<Option<String>> {
        let Some(value) = self.get(key) else { return Ok(None) };
        match value.get_ref().as_str() {
            Some(text) => Ok(Some(text.to_owned())),
            None => Err(self.source.fault(value.span(), format!("“{key}” phải là chữ trong ngoặc kép"))),
        }
    }

    fn required(&self, key: &str) -> Result<String> {
        self.text(key)?.ok_or_else(|| self.missing(key))
    }

    fn fingerprint(&self) -> Result<String> {
        let text = self.required("fingerprint")?;
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 16 && text.bytes().all(hex) {
            return Ok(text);
        }
        let span = self.get("fingerprint").map(Spanned::span).unwrap_or_default();
        Err(self.source.fault(span, format!("“fingerprint” phải là 16 ký tự 0–9, a–f, ở đây là “{text}”")))
    }

    fn count(&self) -> Result<Option<usize>> {
        let Some(value) = self.get("count") else { return Ok(None) };
        match whole(value.get_ref()).and_then(|count| usize::try_from(count).ok()) {
            Some(count) if count > 0 => Ok(Some(count)),
            _ => Err(self.source.fault(value.span(), "“count” phải là số nguyên từ 1")),
        }
    }
}

/// A whole number, as people write it.
fn whole(value: &DeValue<'_>) -> Option<u64> {
    value.as_integer()?.as_str().parse().ok()
}
