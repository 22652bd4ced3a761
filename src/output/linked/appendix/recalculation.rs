//! A workbook that computes its formulas anew when it is opened.

use super::element::{attribute, prefix};
use crate::error::Result;
use crate::output::splice::Edit;
use crate::package::{Limits, Node, Walk, index, raw};

const ASKED: &str = r#" fullCalcOnLoad="1""#;

/// The edit of the main part that asks for it; none where the part asks for it already.
pub(super) fn asked((part, text): (&str, &str), limits: &Limits) -> Result<Option<Edit>> {
    let mut walk = Walk::new(part, text.as_bytes(), limits)?;
    let mut names = None;
    while let Some(node) = walk.step()? {
        let Node::Open(element) = node else {
            // it stands after the names
            if walk.depth() == 1 && names == Some(0) {
                names = Some(index(walk.position()));
            }
            continue;
        };
        match (walk.depth(), element.local_name().as_ref()) {
            (2, "definedNames") => names = Some(0),
            (2, "calcPr") => {
                let is_asked =
                    raw(&element, "fullCalcOnLoad").is_some_and(|asked| matches!(&*asked, "1" | "true"));
                return Ok((!is_asked)
                    .then(|| added(text, index(walk.start()), index(walk.position())))
                    .flatten());
            }
            _ => {}
        }
    }
    Ok(names.map(|at| {
        let before = text.get(..at).unwrap_or_default();
        let p = prefix(before.rfind('<').and_then(|tag| before.get(tag..)).unwrap_or_default());
        Edit { span: (at, at), text: format!("<{p}calcPr{ASKED}/>") }
    }))
}

/// The attribute in a start tag, in the place of another value of it.
fn added(text: &str, start: usize, end: usize) -> Option<Edit> {
    let tag = text.get(start..end)?;
    let name = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    let (from, to) = attribute(tag, "fullCalcOnLoad").unwrap_or((name, name));
    Some(Edit { span: (start + from, start + to), text: ASKED.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::splice::spliced;

    #[test]
    fn it_is_asked_once() {
        for (inside, expected) in [
            (r#"<calcPr calcId="1"/>"#, r#"<calcPr fullCalcOnLoad="1" calcId="1"/>"#),
            ("<calcPr/>", r#"<calcPr fullCalcOnLoad="1"/>"#),
            (r#"<calcPr a="1" fullCalcOnLoad="0"/>"#, r#"<calcPr a="1" fullCalcOnLoad="1"/>"#),
            (r#"<calcPr fullCalcOnLoad="1"/>"#, r#"<calcPr fullCalcOnLoad="1"/>"#),
            (
                "<definedNames><definedName>A</definedName></definedNames><oleSize/>",
                r#"<definedNames><definedName>A</definedName></definedNames><calcPr fullCalcOnLoad="1"/><oleSize/>"#,
            ),
        ] {
            let main = format!("<workbook>{inside}</workbook>");
            let edit = asked(("sổ", &main), &Limits::default()).unwrap();
            assert_eq!(
                spliced(&main, edit.into_iter().collect()),
                format!("<workbook>{expected}</workbook>")
            );
        }
    }
}
