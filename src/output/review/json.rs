//! Reviews as JSON, schema 1.

use std::io::{self, Write};

use serde::Serialize;

use crate::finding::{Accepted, Coverage, Finding};
use crate::output::review::Reviewed;

/// The number of the shape that is written.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Review {
        schema: u32,
        file: &'a str,
        findings: &'a [Finding],
        coverage: &'a Coverage,
        /// Only there when a reviewer has accepted something.
        #[serde(skip_serializing_if = "Option::is_none")]
        accepted: Option<&'a [Accepted]>,
    },
    Unread {
        schema: u32,
        file: &'a str,
        error: Message<'a>,
    },
}

#[derive(Serialize)]
struct Message<'a> {
    message: String,
    hint: &'a str,
}

pub(super) fn write<W: Write>(reviewed: &[Reviewed], mut output: W) -> io::Result<()> {
    let entries: Vec<Entry<'_>> = reviewed.iter().map(entry).collect();
    match entries.as_slice() {
        [only] => serde_json::to_writer_pretty(&mut output, only)?,
        several => serde_json::to_writer_pretty(&mut output, several)?,
    }
    writeln!(output)
}

fn entry(reviewed: &Reviewed) -> Entry<'_> {
    let (schema, file) = (SCHEMA, reviewed.file.as_str());
    match &reviewed.outcome {
        Ok(review) => Entry::Review {
            schema,
            file,
            findings: &review.findings,
            coverage: &review.coverage,
            accepted: Some(review.accepted.as_slice()).filter(|accepted| !accepted.is_empty()),
        },
        Err(error) => {
            Entry::Unread { schema, file, error: Message { message: error.to_string(), hint: error.hint() } }
        }
    }
}
