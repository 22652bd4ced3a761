//! Small workbooks made by hand, for the tests of the reader.

pub(crate) use crate::package::samples::{Sample, relations};

impl Sample {
    /// A workbook of one sheet, `Số liệu`, with these rows, the shared strings `a` and `b`, and a cell
    /// format 1 that is `0.0`.
    pub(crate) fn with_rows(rows: &str) -> Self {
        Self::with_sheet(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))
    }

    /// A workbook of one sheet with this content.
    pub(crate) fn with_sheet(sheet: &str) -> Self {
        Self::default()
            .with("[Content_Types].xml", "<Types/>")
            .with("_rels/.rels", &relations(&[("1", "officeDocument", "xl/workbook.xml")]))
            .with("xl/workbook.xml", &workbook(&[("Số liệu", "1")]))
            .with(
                "xl/_rels/workbook.xml.rels",
                &relations(&[
                    ("1", "worksheet", "worksheets/sheet1.xml"),
                    ("2", "sharedStrings", "sharedStrings.xml"),
                    ("3", "styles", "styles.xml"),
                ]),
            )
            .with("xl/sharedStrings.xml", r#"<sst uniqueCount="2"><si><t>a</t></si><si><t>b</t></si></sst>"#)
            .with(
                "xl/styles.xml",
                r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#,
            )
            .with("xl/worksheets/sheet1.xml", sheet)
    }
}

/// The list of sheets: names and relations.
pub(crate) fn workbook(sheets: &[(&str, &str)]) -> String {
    let listed: String = sheets
        .iter()
        .map(|(name, id)| format!(r#"<sheet name="{name}" sheetId="{id}" r:id="{id}"/>"#))
        .collect();
    format!("<workbook><sheets>{listed}</sheets></workbook>")
}
