//! The cell formats (kiểu ô), cut down to what decides a figure before the spreadsheet reader takes
//! them in: it copies the font, fill and borders of every format.

use std::collections::HashMap;

use crate::error::Result;
use crate::package::{FIXED, Node, Walk, at_most, count, index, raw};

const MOST_CODE_BYTES: u64 = 16 << 20; // format codes, each as often as it is used

/// Brackets, or references that may stand for one, in a format code, which has 255 characters at most: the spreadsheet
/// reader counts them in a byte.
const MOST_BRACKETS: usize = 250;

/// The two tables that are kept, as they stand in the part.
pub(crate) fn number_formats<'c>(walk: &mut Walk<'_>, content: &'c [u8]) -> Result<Vec<&'c [u8]>> {
    let mut kept = Vec::new();
    let mut codes: HashMap<String, u64> = HashMap::new();
    let (mut formats, mut code_bytes, mut table) = (0, 0, None);
    while let Some(node) = walk.step()? {
        match node {
            Node::Open(element) => match (walk.depth(), element.local_name().as_ref()) {
                (2, "numFmts" | "cellXfs") => table = Some(walk.start()),
                (3, "numFmt") if table.is_some() => {
                    let id = raw(&element, "numFmtId").unwrap_or_default().into_owned();
                    let code = raw(&element, "formatCode").unwrap_or_default();
                    if code.matches(['[', '&']).count() > MOST_BRACKETS {
                        return Err(walk.fault(format!("định dạng số {id} không có thật")));
                    }
                    codes.insert(id, count(code.len()));
                }
                (3, "xf") if table.is_some() => {
                    formats += 1;
                    code_bytes += raw(&element, "numFmtId").and_then(|id| codes.get(&*id)).unwrap_or(&0);
                    at_most(("formats", walk.limits().formats), formats, || "số kiểu ô".to_owned())?;
                    at_most((FIXED, MOST_CODE_BYTES), code_bytes, || {
                        "chữ của các định dạng số (byte)".to_owned()
                    })?;
                }
                (_, "xf" | "numFmt" | "numFmts" | "cellXfs") if table.is_some() => {
                    return Err(walk.fault("kiểu ô đặt sai chỗ"));
                }
                _ => {}
            },
            Node::Close if walk.depth() == 1 => {
                kept.extend(table.take().and_then(|start| content.get(index(start)..index(walk.position()))));
            }
            _ => {}
        }
    }
    Ok(kept)
}
