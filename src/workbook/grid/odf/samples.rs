//! Small .ods workbooks made by hand, for the tests of the reader.

use crate::package::samples::Sample;

const NAMES: &str = concat!(
    r#" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0""#,
    r#" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0""#,
    r#" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0""#,
    r#" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0""#,
    r#" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0""#,
    r#" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0""#,
    r#" xmlns:dc="http://purl.org/dc/elements/1.1/""#,
    r#" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0""#,
);

/// The styles of every sample: `thap-phan` is `0.0`, `phan-tram` is `0.0%`, `ngay` a date.
pub(super) const STYLES: &str = concat!(
    r#"<number:number-style style:name="N1"><number:number number:decimal-places="1" number:min-decimal-places="1"/>"#,
    r#"</number:number-style><number:percentage-style style:name="N2"><number:number number:decimal-places="1"/>"#,
    r#"<number:text>%</number:text></number:percentage-style><number:date-style style:name="N3"><number:day/>"#,
    r#"</number:date-style><style:style style:name="an" style:family="table"><style:table-properties table:display="false"/>"#,
    r#"</style:style><style:style style:name="thap-phan" style:family="table-cell" style:data-style-name="N1"/>"#,
    r#"<style:style style:name="phan-tram" style:family="table-cell" style:data-style-name="N2"/>"#,
    r#"<style:style style:name="ngay" style:family="table-cell" style:data-style-name="N3"/>"#,
);

/// The named styles of every sample: `hai` is `0.00`, and what is not said elsewhere is as typed.
const NAMED: &str = concat!(
    r#"<number:number-style style:name="N9"><number:number number:decimal-places="2"/></number:number-style>"#,
    r#"<style:default-style style:family="table-cell"/>"#,
    r#"<style:style style:name="hai" style:family="table-cell" style:data-style-name="N9"/>"#,
);

impl Sample {
    /// An .ods whose one sheet, `Số liệu`, holds these columns and rows.
    pub(super) fn ods(rows: &str) -> Self {
        Self::ods_of(STYLES, &format!(r#"<table:table table:name="Số liệu">{rows}</table:table>"#))
    }

    /// An .ods whose first row holds these cells.
    pub(super) fn ods_row(cells: &str) -> Self {
        Self::ods(&format!("<table:table-row>{cells}</table:table-row>"))
    }

    /// An .ods with these styles and tables.
    pub(super) fn ods_of(styles: &str, tables: &str) -> Self {
        Self::default()
            .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            .with(
                "META-INF/manifest.xml",
                r#"<m:manifest><m:file-entry m:full-path="styles.xml"/></m:manifest>"#,
            )
            .with("styles.xml", &format!("<office:document-styles{NAMES}><office:styles>{NAMED}</office:styles></office:document-styles>"))
            .with("content.xml", &content(styles, tables))
    }
}

/// A content with these styles and tables.
pub(super) fn content(styles: &str, tables: &str) -> String {
    format!(
        "<office:document-content{NAMES}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
}

/// A cell of a type, with its value and its shown text.
pub(super) fn cell(attributes: &str, shown: &str) -> String {
    format!("<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>")
}
