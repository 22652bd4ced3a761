//! Packages around a `document.xml` typed by hand: styles, lists, notes, comments, a header.

use crate::package::packed;

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package with this text.
pub(crate) fn docx(document: &str) -> Vec<u8> {
    packed(parts(document).iter().map(|(name, text)| (*name, text.as_str())))
}

/// The body of a document in the usual vocabulary.
pub(crate) fn body(blocks: &str) -> String {
    format!(r#"<w:document {WORD} xmlns:r="{RELATIONS}"><w:body>{blocks}</w:body></w:document>"#)
}

/// The parts of a package with this text.
pub(crate) fn parts(document: &str) -> Vec<(&'static str, String)> {
    vec![
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", relations(&[("rId1", "officeDocument", "word/text.xml")])),
        ("word/text.xml", document.to_owned()),
        (
            "word/_rels/text.xml.rels",
            relations(&[
                ("rIdStyles", "styles", "styles.xml"),
                ("rIdLists", "numbering", "lists.xml"),
                ("rIdNotes", "footnotes", "footnotes.xml"),
                ("rIdEndnotes", "endnotes", "endnotes.xml"),
                ("rIdComments", "comments", "comments.xml"),
                ("rIdHeader", "header", "header1.xml"),
                ("rIdFooter", "footer", "footer1.xml"),
            ]),
        ),
        ("word/styles.xml", format!("<w:styles {WORD}>{STYLES}</w:styles>")),
        ("word/lists.xml", format!("<w:numbering {WORD}>{}</w:numbering>", lists())),
        ("word/footnotes.xml", format!("<w:footnotes {WORD}>{FOOTNOTES}</w:footnotes>")),
        ("word/endnotes.xml", format!("<w:endnotes {WORD}>{ENDNOTES}</w:endnotes>")),
        ("word/comments.xml", format!("<w:comments {WORD}>{COMMENTS}</w:comments>")),
        ("word/header1.xml", format!("<w:hdr {WORD}>{HEADER}</w:hdr>")),
        ("word/footer1.xml", format!("<w:ftr {WORD}>{FOOTER}</w:ftr>")),
    ]
}

fn relations(found: &[(&str, &str, &str)]) -> String {
    let list: String = found
        .iter()
        .map(|(id, kind, target)| {
            format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
        })
        .collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{list}</Relationships>"#
    )
}

const TYPES: &str = concat!(
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/text.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    "</Types>"
);

const STYLES: &str = concat!(
    r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Vni"><w:name w:val="Cu"/><w:basedOn w:val="Normal"/><w:rPr><w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/></w:rPr></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>"#,
);

fn lists() -> String {
    let level = |level: u8, format: &str, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let pattern = |id: u8, levels: &[String]| {
        format!(r#"<w:abstractNum w:abstractNumId="{id}">{}</w:abstractNum>"#, levels.concat())
    };
    let headings =
        [level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)")];
    let bullets = [level(0, "bullet", "-"), level(1, "bullet", "+")];
    let styled = [level(0, "decimal", "Mục %1:")];
    let list = |id: u8| format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>"#);
    [pattern(1, &headings), pattern(2, &bullets), pattern(3, &styled), list(1), list(2), list(3)].concat()
}

const FOOTNOTES: &str = concat!(
    r#"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"#,
    r#"<w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Ghi sau.</w:t></w:r></w:p></w:footnote>"#,
    r#"<w:footnote w:id="6"><w:p><w:r><w:t>Không ai dẫn.</w:t></w:r></w:p></w:footnote>"#,
    r#"<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:tab/><w:t>Gồm 07 quyết định</w:t></w:r></w:p><w:p><w:r><w:t>và 05 kế hoạch.</w:t></w:r></w:p></w:footnote>"#,
);

const ENDNOTES: &str = r#"<w:endnote w:id="2"><w:p><w:r><w:endnoteRef/></w:r><w:r><w:t xml:space="preserve"> Chú thích cuối.</w:t></w:r></w:p></w:endnote>"#;

const COMMENTS: &str = concat!(
    r#"<w:comment w:id="3" w:author="Người khác"><w:p><w:r><w:t>Xem lại số này.</w:t></w:r></w:p><w:p><w:r><w:t>Dòng hai.</w:t></w:r></w:p></w:comment>"#,
    r#"<w:comment w:id="4" w:author="Người khác"><w:p><w:r><w:t>Chỉ có dấu.</w:t></w:r></w:p></w:comment>"#,
);

const HEADER: &str = r#"<w:p><w:r><w:t>UBND xã Bình An</w:t></w:r></w:p>"#;

const FOOTER: &str = r#"<w:p><w:r><w:t xml:space="preserve">Trang </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>"#;
