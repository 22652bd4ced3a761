//! Drafts that nest, count, refer and repeat without measure.

use crate::build::Pack;
use crate::case::{Case, Expected};
use crate::samples::{DOCUMENT, WORD, draft, draft_with, paragraph, relations};
use Expected::{Fails, Finds, Passes, Reads};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = nested();
    cases.extend(bodies());
    cases.extend(counted());
    cases.extend(parts());
    cases
}

fn tables(times: usize) -> String {
    format!(
        "{}{}{}",
        "<w:tbl><w:tr><w:tc>".repeat(times),
        paragraph("sâu"),
        "</w:tc></w:tr></w:tbl>".repeat(times)
    )
}

fn nested() -> Vec<Case> {
    let mut cases = Vec::new();
    let wrap = |element: &str, times: usize| {
        format!(
            "{}{}{}",
            format!("<w:{element}>").repeat(times),
            paragraph("sâu"),
            format!("</w:{element}>").repeat(times)
        )
    };
    for (what, expected, body) in [
        ("30 tables", Reads, tables(30)),
        ("33 tables", Passes(""), tables(33)),
        ("10 000 tables", Expected::Survives, tables(10_000)),
        ("200 insertions", Reads, wrap("ins", 200)),
        ("300 insertions", Passes("xml_depth"), wrap("ins", 300)),
        ("100 controls", Reads, wrap("sdtContent", 100)),
        ("100 000 controls", Passes("xml_depth"), wrap("sdtContent", 100_000)),
        ("60 text boxes", Reads, format!("<w:p>{}{}{}</w:p>", "<w:r><w:txbxContent><w:p>".repeat(60), "<w:r><w:t>a</w:t></w:r>", "</w:p></w:txbxContent></w:r>".repeat(60))),
        ("100 readings", Reads, format!("<w:p>{}<w:r><w:t>a</w:t></w:r>{}</w:p>", "<w:r><w:ruby><w:rubyBase>".repeat(60), "</w:rubyBase></w:ruby></w:r>".repeat(60))),
        ("80 alternatives", Reads, format!("<w:p><w:r>{}<w:t>a</w:t>{}</w:r></w:p>", "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice>".repeat(80), "</mc:Choice></mc:AlternateContent>".repeat(80))),
        ("200 hyperlinks", Reads, format!("<w:p>{}<w:r><w:t>a</w:t></w:r>{}</w:p>", "<w:hyperlink>".repeat(200), "</w:hyperlink>".repeat(200))),
    ] {
        cases.push(Case::draft(format!("nested: {what}"), expected, move || draft_with(&body).raw().bytes()));
    }
    cases
}

/// Bodies that a writer of XML can make and no program of an office does.
fn bodies() -> Vec<Case> {
    let told: Vec<(&str, Expected, String)> = vec![
        ("a paragraph in a paragraph", Fails("damaged"), format!("<w:p>{}</w:p>", paragraph("a"))),
        ("a paragraph in a table", Fails("damaged"), format!("<w:tbl>{}</w:tbl>", paragraph("a"))),
        ("a row without a table", Fails("damaged"), "<w:tr/>".to_owned()),
        ("a cell without a row", Fails("damaged"), "<w:tbl><w:tc/></w:tbl>".to_owned()),
        ("a table in a paragraph", Fails("damaged"), "<w:p><w:tbl/></w:p>".to_owned()),
        ("a run outside", Fails("damaged"), "<w:r/>".to_owned()),
        ("text outside", Fails("damaged"), "<w:t>a</w:t>".to_owned()),
        ("text in a paragraph without a run", Fails("damaged"), "<w:p><w:t>a</w:t></w:p>".to_owned()),
        ("a run in a run", Fails("damaged"), "<w:p><w:r><w:r/></w:r></w:p>".to_owned()),
        ("an entity", Fails("damaged"), paragraph("&x;")),
        ("2 000 columns", Passes(""), format!("<w:tbl><w:tblGrid>{}</w:tblGrid></w:tbl>", "<w:gridCol/>".repeat(2_000))),
        ("a cell of 99 999 999 999 columns", Reads, r#"<w:tbl><w:tr><w:trPr><w:gridBefore w:val="99999999999"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="-4"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#.to_owned()),
        ("a cell of 4 294 967 295 columns", Reads, r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="4294967295"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#.to_owned()),
        ("a merge that nothing begins", Reads, r#"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#.to_owned()),
        ("a table without rows", Reads, "<w:tbl/>".to_owned()),
        ("a row without cells", Reads, "<w:tbl><w:tr/></w:tbl>".to_owned()),
        ("a field that nothing ends", Finds("FORM205", ""), r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>còn</w:t></w:r></w:p>"#.to_owned()),
        ("1 000 fields that nothing ends", Finds("FORM205", ""), format!("<w:p>{}<w:r><w:t>còn</w:t></w:r></w:p>", r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#.repeat(1_000))),
        ("ends of fields that nothing begins", Reads, format!("<w:p>{}</w:p>", r#"<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r>"#.repeat(1_000))),
        ("a note that is none", Finds("FORM204", ""), r#"<w:p><w:r><w:footnoteReference w:id="9"/></w:r></w:p>"#.to_owned()),
        ("a note of 1 000 references", Reads, format!("<w:p>{}</w:p>", r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#.repeat(1_000))),
        ("a list that is none", Finds("FORM204", ""), r#"<w:p><w:pPr><w:numPr><w:numId w:val="99"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"#.to_owned()),
        ("a list of level 99", Reads, r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"#.to_owned()),
        ("something embedded", Finds("FORM202", ""), r#"<w:altChunk r:id="x"/>"#.to_owned()),
        ("an object of another program", Finds("FORM202", ""), r#"<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link"/></w:object></w:r></w:p>"#.to_owned()),
        ("hidden text", Finds("FORM206", ""), "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>giấu</w:t></w:r></w:p>".to_owned()),
        ("characters that are none", Finds("FORM203", ""), paragraph("&#11;&#xFFFE;")),
        ("text in a VNI font", Finds("FORM201", ""), r#"<w:p><w:r><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr><w:t>Uûy ban nhaân daân</w:t></w:r></w:p>"#.to_owned()),
        ("text typed for TCVN3 in another font", Finds("FORM201", ""), paragraph("ñy ban nh©n d©n x·")),
        ("text typed for VNI in another font", Finds("FORM201", ""), paragraph("Uûy ban nhaân daân")),
        ("text in a TCVN3 font", Reads, r#"<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>ñy ban nh©n d©n</w:t></w:r></w:p>"#.to_owned()),
        ("comments that nothing ends", Reads, format!("<w:p>{}</w:p>", (0..1_000).map(|n| format!(r#"<w:commentRangeStart w:id="{n}"/>"#)).collect::<String>())),
        ("a comment that is none", Reads, r#"<w:p><w:commentRangeEnd w:id="x"/><w:r><w:commentReference w:id="99"/></w:r></w:p>"#.to_owned()),
        ("1 000 letters that combine", Reads, paragraph(&format!("a{}", "\u{301}\u{323}".repeat(1_000)))),
        ("a page header that is none", Finds("FORM204", ""), r#"<w:sectPr><w:headerReference r:id="rId99"/></w:sectPr>"#.to_owned()),
        ("tracked changes", Finds("FORM207", ""), r#"<w:p><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del></w:p>"#.to_owned()),
        ("two bodies", Reads, format!("</w:body><w:body>{}", paragraph("b"))),
        ("a page of no size", Reads, r#"<w:sectPr><w:pgSz w:w="-1" w:h="99999999999999999999"/></w:sectPr>"#.to_owned()),
        ("a sign that is none", Reads, r#"<w:p><w:r><w:sym w:font="x" w:char="FFFFFFFFFF"/></w:r></w:p>"#.to_owned()),
    ];
    told.into_iter()
        .map(|(what, expected, body)| {
            Case::draft(format!("body: {what}"), expected, move || draft_with(&body).deflated())
        })
        .collect()
}

/// Drafts that are only large.
fn counted() -> Vec<Case> {
    let filler = |length: usize| (0..length).map(|at| char::from(b'a' + (at % 23) as u8)).collect::<String>();
    vec![
        Case::draft("counted: 501 000 paragraphs", Passes("paragraphs"), || {
            draft_with(&format!("<w:p w:rsidR=\"{}\"/>", "0".repeat(180)).repeat(501_000)).raw().bytes()
        })
        .long(),
        Case::draft("counted: 2 100 000 runs", Passes("runs"), || {
            draft_with(&format!("<w:p>{}</w:p>", "<w:r/>".repeat(2_100_000))).raw().bytes()
        })
        .long(),
        Case::draft("counted: 6 000 pieces of a text", Reads, move || {
            draft_with(&paragraph(&"a&amp;".repeat(3_000))).raw().bytes()
        }),
        Case::draft("counted: a paragraph of 300 000 letters", Reads, move || {
            draft_with(&paragraph(&filler(300_000))).raw().bytes()
        }),
        Case::draft("counted: 5 000 numbered paragraphs", Reads, || {
            let one =
                r#"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"#;
            draft_with(&one.repeat(5_000)).raw().bytes()
        }),
        Case::draft("counted: a table of 4 000 cells", Reads, || {
            let row = format!("<w:tr>{}</w:tr>", format!("<w:tc>{}</w:tc>", paragraph("1")).repeat(20));
            draft_with(&format!("<w:tbl>{}</w:tbl>", row.repeat(200))).raw().bytes()
        }),
    ]
}

fn styled(styles: &str) -> Pack {
    draft_with(r#"<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"#)
        .with("word/styles.xml", format!("<w:styles {WORD}>{styles}</w:styles>"))
}

fn listed(levels: &str) -> Pack {
    let item = r#"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"#;
    draft_with(item).with(
        "word/numbering.xml",
        format!(r#"<w:numbering {WORD}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#),
    )
}

fn parts() -> Vec<Case> {
    let style = |name: usize, base: usize| {
        format!(r#"<w:style w:styleId="s{name}"><w:basedOn w:val="s{base}"/></w:style>"#)
    };
    let level = |text: &str| format!(r#"<w:lvl w:ilvl="0"><w:lvlText w:val="{text}"/></w:lvl>"#);
    let main = |content: &str| draft("").with(DOCUMENT, content);
    let told: Vec<(&str, Expected, Pack)> = vec![
        ("styles in a circle", Reads, styled(&(style(0, 1) + &style(1, 0)))),
        ("a style of itself", Reads, styled(&style(0, 0))),
        ("a chain of 5 000 styles", Reads, styled(&(0..5_000).map(|n| style(n, n + 1)).collect::<String>())),
        ("20 000 styles", Passes(""), styled(&(0..20_000).map(|n| style(n, n)).collect::<String>())),
        ("a number of 100 000 places", Expected::Survives, listed(&level(&"%1".repeat(50_000)))),
        ("a number of unknown places", Reads, listed(&level("%9.%0.%"))),
        ("a list that starts at 99 999 999 999", Reads, listed(r#"<w:lvl w:ilvl="0"><w:start w:val="99999999999"/><w:lvlText w:val="%1"/></w:lvl>"#)),
        ("roman numbers of 4 294 967 295", Reads, listed(r#"<w:lvl w:ilvl="0"><w:start w:val="4294967295"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>"#)),
        ("letters of 4 294 967 295", Reads, listed(r#"<w:lvl w:ilvl="0"><w:start w:val="4294967295"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1"/></w:lvl>"#)),
        ("a workbook", Fails("foreign"), main("<workbook/>")),
        ("slides", Fails("foreign"), main("<presentation/>")),
        ("another vocabulary", Fails("foreign"), main("<document/>")),
        ("no text", Fails("foreign"), draft("<w:p/>")),
        ("a note that refers to itself", Reads, draft_with(r#"<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>"#).with("word/footnotes.xml", format!(r#"<w:footnotes {WORD}><w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/><w:t>a</w:t></w:r></w:p></w:footnote></w:footnotes>"#))),
        ("two notes of one number", Reads, draft_with("").with("word/footnotes.xml", format!(r#"<w:footnotes {WORD}>{}</w:footnotes>"#, r#"<w:footnote w:id="1"><w:p/></w:footnote>"#.repeat(2)))),
        ("a comment of the highest number", Reads, draft_with("").with("word/comments.xml", format!(r#"<w:comments {WORD}><w:comment w:id="18446744073709551615" w:author="x"><w:p/></w:comment></w:comments>"#))),
        ("comments without a root of their own", Expected::Survives, draft_with("").with("word/comments.xml", "<x/>")),
        ("without styles", Fails("damaged"), draft_with("").without("word/styles.xml")),
        ("without notes", Fails("damaged"), draft_with("").without("word/footnotes.xml")),
        ("without comments", Fails("damaged"), draft_with("").without("word/comments.xml")),
        ("without the text", Fails("damaged"), draft_with("").without(DOCUMENT)),
        ("without relations", Fails("damaged"), draft_with("").without("_rels/.rels")),
        ("a text that is its own header", Reads, draft_with(r#"<w:sectPr><w:headerReference r:id="9"/></w:sectPr>"#).with("word/_rels/document.xml.rels", relations(&[("9", "header", "document.xml")]))),
        ("a part outside", Fails("damaged"), draft_with("").with("word/_rels/document.xml.rels", relations(&[("1", "styles", "../../../etc/passwd")]))),
    ];
    told.into_iter()
        .map(|(what, expected, pack)| {
            Case::draft(format!("parts: {what}"), expected, move || pack.deflated())
        })
        .collect()
}
