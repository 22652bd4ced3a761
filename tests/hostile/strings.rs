//! Texts that mean something to another program: they are printed as they stand, or reported.

use crate::case::{Case, Expected};
use crate::injection::{free_text, workbook};
use crate::samples::{draft_with, paragraph, said, tabled};
use Expected::{Finds, Reads};

/// What strangers type into cells and paragraphs, as XML.
pub(crate) fn texts() -> Vec<(&'static str, String)> {
    vec![
        ("a figure of a template", "{{ v(c=&quot;ho-so.rut&quot;) }}".to_owned()),
        ("a condition of a template", "{% if true %}x{% endif %}".to_owned()),
        ("a loop of a template", "{% for x in range(end=1000000000) %}x{% endfor %}".to_owned()),
        ("a comment of a template", "{# x #}".to_owned()),
        ("a brace that nothing closes", "{".to_owned()),
        ("a mark of a note", "[^x]".to_owned()),
        ("bold of Markdown", "**x** __y__ `z`".to_owned()),
        ("a link of Markdown", "[x](javascript:alert(1))".to_owned()),
        ("XML of Word", "&lt;w:p&gt;&lt;w:r&gt;&lt;w:t&gt;x&lt;/w:t&gt;&lt;/w:r&gt;&lt;/w:p&gt;".to_owned()),
        ("the end of characters", "]]&gt;&lt;x/&gt;".to_owned()),
        ("an entity", "&amp;amp;&amp;lt;&amp;#0;".to_owned()),
        ("a call of a program", "=cmd|'/c calc'!A0".to_owned()),
        ("a link of Excel", "=HYPERLINK(&quot;http://example.com&quot;;&quot;x&quot;)".to_owned()),
        ("a sum", "+1+1".to_owned()),
        ("a difference", "-2-3".to_owned()),
        ("a name", "@SUM(A1)".to_owned()),
        ("a tab and a sum", "\t=1+1".to_owned()),
        ("right to left", "\u{202e}1.913\u{202c}".to_owned()),
        ("isolates", "\u{2066}1.913\u{2069}".to_owned()),
        ("no width", "1\u{200b}9\u{200d}1\u{feff}3".to_owned()),
        ("letters in parts", "Tie\u{302}\u{301}p nha\u{323}\u{302}n".to_owned()),
        ("an escape of a space", "a_x0020_b".to_owned()),
        ("an escape of an escape", "a_x005F_x0020_b".to_owned()),
        ("letters of another script", "А\u{410}B\u{392}".to_owned()),
        ("pictures", "👨‍👩‍👧‍👦🇻🇳".to_owned()),
        ("a family of marks", format!("a{}", "\u{301}".repeat(500))),
        ("a path", "../../etc/passwd".to_owned()),
        ("a device", "CON.xlsx NUL AUX".to_owned()),
        ("a script", "&lt;script&gt;alert(1)&lt;/script&gt;".to_owned()),
        ("a query", "'; DROP TABLE bao_cao; --".to_owned()),
        ("a format", "%s%n%x {0} ${jndi:ldap://x}".to_owned()),
        ("a colour of a terminal", "[31m".to_owned()),
        ("a lone escape", "_x".to_owned()),
        ("32 600 letters", "a".repeat(32_600)),
        ("a line feed", "a\nb\r\nc".to_owned()),
        ("spaces of every kind", "a\u{a0}\u{2009}\u{3000}\u{2028}\u{2029}b".to_owned()),
    ]
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (what, text) in texts() {
        let typed = text.clone();
        cases.push(Case::workbook(format!("in a cell: {what}"), Reads, move || said(&typed).deflated()));
        cases.push(Case::draft(format!("in a draft: {what}"), Reads, move || {
            draft_with(&paragraph(&text)).deflated()
        }));
    }
    cases.extend(long());
    for (what, text, code) in [
        ("half a character", "a_xD800_b".to_owned(), "FORM122"),
        ("the other half", "a_xDC00_b".to_owned(), "FORM122"),
        ("the character 0", "a_x0000_b".to_owned(), "FORM122"),
        ("a bell", "a&#7;b".to_owned(), "FORM122"),
        ("a character that is none", "a&#xFFFF;b".to_owned(), "FORM122"),
        ("32 768 letters", "a".repeat(32_768), "FORM122"),
        ("32 768 units of pictures", "👍".repeat(16_384), "FORM122"),
        ("a font of old in its letters", "ñy ban nh©n d©n x·".to_owned(), "FORM122"),
    ] {
        cases.push(Case::workbook(
            format!("reported in a cell: {what}"),
            Finds(code, "Số liệu!B2"),
            move || tabled(&text).deflated(),
        ));
    }
    for (what, text) in [
        ("a bell", "a&#7;b"),
        ("a character that is none", "a&#xFFFF;b"),
        ("a sign that no font has", "\u{f0ff}"),
    ] {
        cases.push(Case::draft(format!("reported in a draft: {what}"), Finds("FORM203", ""), move || {
            draft_with(&paragraph(text)).deflated()
        }));
    }
    cases
}

/// Pieces that a reader of texts looks at again and again, 200 KB of each: what is read must stay linear.
fn long() -> Vec<Case> {
    let pieces: [(&str, &str); 16] = [
        ("braces", "{"),
        ("closed braces", "{a} "),
        ("marks of notes", "[^"),
        ("brackets", "("),
        ("figures", "1.913 "),
        ("digits", "9"),
        ("points", "1."),
        ("days", "31/12/2023 "),
        ("strokes", "1/"),
        ("sums", "tổng số 5 hồ sơ, trong đó 3 hồ sơ; "),
        ("shares", "đạt 95,1% "),
        ("documents", "Quyết định số 12/QĐ-UBND ngày 01/02/2023; "),
        ("lines", "\n"),
        ("spaces", " a"),
        ("capitals", "Ủy ban Nhân dân Xã "),
        ("marks", "a\u{301}"),
    ];
    let mut cases = Vec::new();
    for (what, piece) in pieces {
        let text = move || piece.repeat(200_000 / piece.len());
        let of_cells =
            Case::workbook(format!("long texts of cells: {what}"), Expected::Survives, move || {
                workbook(&text())
            });
        cases.push(if ["figures", "brackets"].contains(&what) { of_cells } else { of_cells.long() });
        cases.push(Case::workbook(format!("a long free text: {what}"), Expected::Survives, move || {
            free_text(&text())
        }));
        cases.push(Case::draft(format!("a long paragraph: {what}"), Reads, move || {
            draft_with(&paragraph(&text())).raw().bytes()
        }));
    }
    cases
}
