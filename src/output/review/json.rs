//! Reviews as JSON, schema 1.

use std::borrow::Borrow;
use std::io::{self, Write};

use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer as _};
use serde_json::Serializer;

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

/// One object, or an array of them that is written as the reviews come.
pub(super) fn write<W: Write>(
    mut reviewed: impl Iterator<Item: Borrow<Reviewed>>,
    mut output: W,
) -> io::Result<()> {
    match (reviewed.next(), reviewed.next()) {
        (Some(only), None) => serde_json::to_writer_pretty(&mut output, &entry(only.borrow()))?,
        (first, second) => {
            let mut json = Serializer::pretty(&mut output);
            let mut several = json.serialize_seq(None)?;
            for one in first.into_iter().chain(second).chain(reviewed) {
                several.serialize_element(&entry(one.borrow()))?;
            }
            several.end()?;
        }
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
