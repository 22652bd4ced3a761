//! The smallest honest files, which every family changes.

use crate::build::Pack;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub(crate) const SHEET: &str = "xl/worksheets/sheet1.xml";
pub(crate) const STRINGS: &str = "xl/sharedStrings.xml";
pub(crate) const STYLES: &str = "xl/styles.xml";
pub(crate) const WORKBOOK: &str = "xl/workbook.xml";
pub(crate) const DOCUMENT: &str = "word/document.xml";
pub(crate) const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

pub(crate) fn relations(found: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!(r#"<Relationship Id="{id}" Type="{RELATION}/{kind}" Target="{target}"/>"#)
    };
    format!("{HEAD}<Relationships>{}</Relationships>", found.iter().map(one).collect::<String>())
}

/// A workbook whose one sheet, `Số liệu`, has these rows; its strings are `a` and `b`, format 1 is `0.0`, 2 a day.
pub(crate) fn workbook(rows: &str) -> Pack {
    sheet(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))
}

/// A workbook whose one sheet is this.
pub(crate) fn sheet(content: &str) -> Pack {
    Pack::default()
        .with("[Content_Types].xml", format!("{HEAD}<Types/>"))
        .with("_rels/.rels", relations(&[("1", "officeDocument", WORKBOOK)]))
        .with(WORKBOOK, format!(r#"{HEAD}<workbook><sheets><sheet name="Số liệu" sheetId="1" r:id="1"/></sheets></workbook>"#))
        .with(
            "xl/_rels/workbook.xml.rels",
            relations(&[
                ("1", "worksheet", "worksheets/sheet1.xml"),
                ("2", "sharedStrings", "sharedStrings.xml"),
                ("3", "styles", "styles.xml"),
            ]),
        )
        .with(STRINGS, format!(r#"{HEAD}<sst uniqueCount="2"><si><t>a</t></si><si><t>b</t></si></sst>"#))
        .with(
            STYLES,
            format!(r#"{HEAD}<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
        )
        .with(SHEET, format!("{HEAD}{content}"))
}

/// A workbook whose first row holds these cells.
pub(crate) fn row(cells: &str) -> Pack {
    workbook(&format!(r#"<row r="1">{cells}</row>"#))
}

/// A workbook with a text, written in place, in A1.
pub(crate) fn said(text: &str) -> Pack {
    row(&format!(r#"<c r="A1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#))
}

/// A workbook whose table of figures has this label, in B2.
pub(crate) fn tabled(label: &str) -> Pack {
    let cell = |text: &str| format!(r#"<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#);
    let row = |cells: [&str; 4]| format!("<row>{}</row>", cells.map(cell).concat());
    workbook(&(row(["Mã", "Chỉ tiêu", "ĐVT", "Số liệu"]) + &row(["ho-so.rut", label, "hồ sơ", "1"])))
}

const NAMES: &str = concat!(
    r#" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0""#,
    r#" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0""#,
    r#" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0""#,
    r#" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0""#,
    r#" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0""#,
    r#" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0""#,
    r#" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0""#,
);

/// An .ods whose one sheet, `Số liệu`, has these rows.
pub(crate) fn ods(rows: &str) -> Pack {
    ods_of("", &format!(r#"<table:table table:name="Số liệu">{rows}</table:table>"#))
}

/// An .ods whose first row holds these cells.
pub(crate) fn ods_row(cells: &str) -> Pack {
    ods(&format!("<table:table-row>{cells}</table:table-row>"))
}

/// An .ods whose one sheet, which is none of ours, has these rows.
pub(crate) fn ods_data(rows: &str) -> Pack {
    ods_of("", &format!(r#"<table:table table:name="Dữ liệu">{rows}</table:table>"#))
}

/// An .ods with these styles and tables.
pub(crate) fn ods_of(styles: &str, tables: &str) -> Pack {
    Pack::default()
        .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        .with(
            "META-INF/manifest.xml",
            format!(r#"{HEAD}<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="styles.xml"/></m:manifest>"#),
        )
        .with(
            "styles.xml",
            format!(r#"{HEAD}<office:document-styles{NAMES}><office:styles><style:default-style style:family="table-cell"/></office:styles></office:document-styles>"#),
        )
        .with(
            "content.xml",
            format!(
                "{HEAD}<office:document-content{NAMES}><office:automatic-styles>{styles}</office:automatic-styles>\
                 <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
            ),
        )
}

/// A number of an .ods, with these attributes beside its own.
pub(crate) fn ods_number(attributes: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="float" office:value="1913" {attributes}><text:p>1913</text:p></table:table-cell>"#
    )
}

/// A draft with this in its body, a style, a list, a footnote and a comment.
pub(crate) fn draft(body: &str) -> Pack {
    Pack::default()
        .with("[Content_Types].xml", format!(r#"{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#))
        .with("_rels/.rels", relations(&[("1", "officeDocument", DOCUMENT)]))
        .with(
            "word/_rels/document.xml.rels",
            relations(&[
                ("1", "styles", "styles.xml"),
                ("2", "numbering", "numbering.xml"),
                ("3", "footnotes", "footnotes.xml"),
                ("4", "comments", "comments.xml"),
            ]),
        )
        .with("word/styles.xml", format!(r#"{HEAD}<w:styles {WORD}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style></w:styles>"#))
        .with("word/numbering.xml", format!(r#"{HEAD}<w:numbering {WORD}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#))
        .with("word/footnotes.xml", format!(r#"{HEAD}<w:footnotes {WORD}><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/><w:t> Ghi chú.</w:t></w:r></w:p></w:footnote></w:footnotes>"#))
        .with("word/comments.xml", format!(r#"{HEAD}<w:comments {WORD}><w:comment w:id="7" w:author="Lan"><w:p><w:r><w:t>Xem lại.</w:t></w:r></w:p></w:comment></w:comments>"#))
        .with(DOCUMENT, format!("{HEAD}<w:document {WORD}><w:body>{body}</w:body></w:document>"))
}

/// A paragraph of one run.
pub(crate) fn paragraph(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

/// A draft that says something, and this.
pub(crate) fn draft_with(body: &str) -> Pack {
    draft(&format!("{}{body}", paragraph("Tiếp nhận 1.913 hồ sơ.")))
}
