//! The small parts that hardly change: settings, properties, the header with the page number.

use quick_xml::escape::escape;

use super::styles::PAGE_NUMBER;
use crate::document::{Document, Page};
use crate::package::xml_clean;

/// The header of a part: the page number, centred.
pub(super) fn header(page: &Page) -> String {
    let size = page.number_size.saturating_mul(2);
    let look = format!(r#"<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>"#);
    let field = [
        r#"<w:fldChar w:fldCharType="begin"/>"#,
        r#"<w:instrText xml:space="preserve"> PAGE </w:instrText>"#,
        r#"<w:fldChar w:fldCharType="separate"/>"#,
        "<w:t>2</w:t>",
        r#"<w:fldChar w:fldCharType="end"/>"#,
    ];
    let runs: String = field.iter().map(|piece| format!("<w:r>{look}{piece}</w:r>")).collect();
    format!(
        r#"<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{PAGE_NUMBER}"/></w:pPr>{runs}</w:p></w:hdr>"#
    )
}

/// The settings: today's Word, Vietnamese signs for decimals and lists, the separators of the notes.
pub(super) fn settings(language: &str, notes: &str) -> String {
    let notes = if notes.is_empty() { "" } else { NOTE_SEPARATORS };
    let language = escape(language);
    format!(
        r#"<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>{notes}<w:compat>{COMPATIBILITY}</w:compat><w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"#
    )
}

/// The properties a file manager shows. No dates: the library has no clock.
pub(super) fn core(document: &Document) -> String {
    let [title, creator, language] =
        [&document.title, &document.creator, &document.layout.language].map(|text| xml_clean(text));
    format!(
        r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>{}</dc:language></cp:coreProperties>"#,
        escape(title),
        escape(creator),
        escape(language)
    )
}

/// The part of the comments.
pub(super) fn comments(list: &str) -> String {
    format!("<w:comments {NAMESPACES}>{list}</w:comments>")
}

/// The part of the notes.
pub(super) fn notes(list: &str, vocabularies: &str) -> String {
    format!("<w:footnotes {NAMESPACES}{vocabularies}>{SEPARATORS}{list}</w:footnotes>")
}

/// What the register of the marks is to Word: an id that is no other part's.
pub(super) const REGISTER: &str = r#"<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{BA0CA0BA-0CA0-4A0C-A0BA-0CA0BA0CA0BA}"/>"#;

/// The program's name.
pub(super) const APP: &str = r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>baocao</Application></Properties>"#;

/// The two vocabularies our parts use.
pub(super) const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// The lines between text and notes, which Word wants as notes of their own.
const SEPARATORS: &str = r#"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"#;

const NOTE_SEPARATORS: &str = r#"<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"#;

/// Without the mode, Word opens the file in compatibility with 2007.
const COMPATIBILITY: &str = r#"<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/><w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/><w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/><w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/><w:compatSetting w:name="differentiateMultirowTableHeaders" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>"#;
