//! The element of a cell with something else in it.

use quick_xml::escape::partial_escape;
use rust_decimal::Decimal;

use crate::output::splice::Edit;
use crate::package::xml_clean;
use crate::place::CellRef;
use crate::workbook::{Spot, Standing};

/// What is put into a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    Blank,
    Number(Decimal),
    Text(String),
}

/// The edits of a sheet's part that put this into a cell; a formula stays, and only its value changes.
pub(super) fn edits(part: &str, (at, spot): (CellRef, &Spot), content: &Content) -> Option<Vec<Edit>> {
    match spot {
        Spot::Cell(cell) => standing(part, cell, content),
        Spot::Room { at: byte, style } => {
            let p = prefix(part.get(*byte..)?);
            let style = style.map(|style| format!(r#" s="{style}""#)).unwrap_or_default();
            let text = whole(&format!(r#"<{p}c r="{at}"{style}"#), p, content);
            Some(vec![Edit { span: (*byte, *byte), text }])
        }
    }
}

fn standing(part: &str, cell: &Standing, content: &Content) -> Option<Vec<Edit>> {
    let opening = part.get(cell.opening.0..cell.opening.1)?;
    let p = prefix(opening);
    let is_number = matches!(cell.kind.as_str(), "" | "n");
    match (content, cell.formula, cell.value) {
        (Content::Number(number), None, Some(value)) if is_number => {
            Some(vec![Edit { span: value, text: format!("<{p}v>{number}</{p}v>") }])
        }
        (Content::Number(number), Some(formula), value) => {
            let span = value.unwrap_or((formula.1, formula.1));
            let mut edits = vec![Edit { span, text: format!("<{p}v>{number}</{p}v>") }];
            if !is_number {
                edits.push(Edit { span: cell.opening, text: format!("{}>", untyped(opening)?) });
            }
            Some(edits)
        }
        (_, None, _) => Some(vec![Edit { span: cell.whole, text: whole(&untyped(opening)?, p, content) }]),
        (_, Some(_), _) => None,
    }
}

/// A cell from the beginning of its start tag.
fn whole(opening: &str, p: &str, content: &Content) -> String {
    match content {
        Content::Blank => format!("{opening}/>"),
        Content::Number(number) => format!("{opening}><{p}v>{number}</{p}v></{p}c>"),
        Content::Text(text) => {
            let text = escaped(text);
            format!(
                r#"{opening} t="inlineStr"><{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>"#
            )
        }
    }
}

/// Words as a spreadsheet's part holds them: what looks like its own `_x0041_` is none.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let digits =
            from.get(2..6).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        out.push_str(if digits && from.get(6..7) == Some("_") { "_x005F_x" } else { "_x" });
        rest = from.get(2..).unwrap_or_default();
    }
    out.push_str(rest);
    partial_escape(xml_clean(&out)).into_owned()
}

/// The prefix of the element that a text begins with, with its colon.
pub(super) fn prefix(text: &str) -> &str {
    let name = text.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    name.rfind(':').and_then(|colon| name.get(..=colon)).unwrap_or_default()
}

/// A start tag without its end and without the attribute `t`.
fn untyped(opening: &str) -> Option<String> {
    let tag = opening.strip_suffix("/>").or_else(|| opening.strip_suffix('>'))?.trim_end();
    let Some((from, to)) = attribute(tag, "t") else { return Some(tag.to_owned()) };
    Some([tag.get(..from)?, tag.get(to..)?].concat())
}

/// The bytes of an attribute in a start tag, with the space before it.
pub(super) fn attribute(tag: &str, name: &str) -> Option<(usize, usize)> {
    let mut at = tag.find(char::is_whitespace)?;
    loop {
        let rest = tag.get(at..)?;
        let start = at;
        let equals = rest.find('=')?;
        let key = rest.get(..equals)?.trim();
        let after = rest.get(equals + 1..)?;
        let quote = after.trim_start().chars().next()?;
        let opened = equals + 1 + after.find(quote)? + 1;
        let closed = opened + rest.get(opened..)?.find(quote)? + 1;
        at += closed;
        if key == name {
            return Some((start, at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::splice::spliced;

    fn put(cell: &str, content: &Content) -> Option<String> {
        let whole = (0, cell.len());
        let opening = (0, cell.find('>').unwrap() + 1);
        let find = |name: &str| {
            let from = cell.find(&format!("<{name}>"))?;
            let end = format!("</{name}>");
            Some((from, cell.find(&end)? + end.len()))
        };
        let tag = cell.get(..opening.1).unwrap();
        let kind = attribute(tag, "t").and_then(|(from, to)| cell.get(from..to)?.split(['"', '\'']).nth(1));
        let standing = Standing {
            whole,
            opening,
            style: None,
            kind: kind.unwrap_or_default().to_owned(),
            formula: find("f"),
            value: find("v"),
            written: String::new(),
        };
        let edits = edits(cell, (CellRef::new(0, 0), &Spot::Cell(standing)), content)?;
        Some(spliced(cell, edits))
    }

    #[test]
    fn only_the_value_of_a_cell_changes() {
        let number = Content::Number(Decimal::from(7));
        for (cell, expected) in [
            (r#"<c r="A1" s="2"><v>5</v></c>"#, r#"<c r="A1" s="2"><v>7</v></c>"#),
            (r#"<c r="A1" s="2" t="n"><v>5</v></c>"#, r#"<c r="A1" s="2" t="n"><v>7</v></c>"#),
            (r#"<c r="A1" s="2"/>"#, r#"<c r="A1" s="2"><v>7</v></c>"#),
            (r#"<c r="A1" s="2" t="s"><v>5</v></c>"#, r#"<c r="A1" s="2"><v>7</v></c>"#),
            (r#"<c t='e' r="A1"><v>#N/A</v></c>"#, r#"<c r="A1"><v>7</v></c>"#),
            (r#"<c r="A1"><f>B1+C1</f><v>5</v></c>"#, r#"<c r="A1"><f>B1+C1</f><v>7</v></c>"#),
            (r#"<c r="A1" t="str"><f>B1</f><v>x</v></c>"#, r#"<c r="A1"><f>B1</f><v>7</v></c>"#),
            (r#"<c r="A1"><f>B1</f></c>"#, r#"<c r="A1"><f>B1</f><v>7</v></c>"#),
        ] {
            assert_eq!(put(cell, &number).as_deref(), Some(expected), "{cell}");
        }
    }

    #[test]
    fn words_stand_in_their_cell_and_a_blank_one_is_empty() {
        let text = Content::Text("hơn 20 & _x0041_ <b>\n_x".to_owned());
        assert_eq!(
            put(r#"<c r="A1" s="2"><v>5</v></c>"#, &text).as_deref(),
            Some(
                "<c r=\"A1\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">hơn 20 &amp; _x005F_x0041_ &lt;b&gt;\n_x</t></is></c>"
            )
        );
        assert_eq!(
            put(r#"<c r="A1" s="2" t="s"><v>5</v></c>"#, &Content::Blank).as_deref(),
            Some(r#"<c r="A1" s="2"/>"#)
        );
        assert_eq!(put(r#"<c r="A1"><f>B1</f><v>5</v></c>"#, &text), None, "a formula stays one");
    }

    #[test]
    fn a_cell_that_is_not_there_is_put_into_its_row() {
        let room = Spot::Room { at: 3, style: Some(4) };
        let put = |part: &str| {
            let edits = edits(part, (CellRef::new(6, 3), &room), &Content::Number(Decimal::from(7))).unwrap();
            spliced(part, edits)
        };
        assert_eq!(put("...</x:row>"), r#"...<x:c r="D7" s="4"><x:v>7</x:v></x:c></x:row>"#);
        assert_eq!(put(r#"...<c r="E7"/>"#), r#"...<c r="D7" s="4"><v>7</v></c><c r="E7"/>"#);
    }
}
