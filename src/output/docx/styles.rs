//! One paragraph style for each role, so that the text itself carries no formatting.

use docx_rs as word;
use docx_rs::BuildXML;
use quick_xml::escape::escape;

use super::finish::finish;
use crate::document::{Align, Layout, Look, Role};
use crate::error::{Error, Result};

/// The style of a rule under a title.
pub(super) const RULE: &str = "rule";
/// The style of the smallest paragraph, where Word wants one and the report has none.
pub(super) const SPACER: &str = "spacer";
/// The style of the room under a table: the gap the decree asks for between paragraphs.
pub(super) const GAP: &str = "gap";
/// The style of the page number.
pub(super) const PAGE_NUMBER: &str = "page-number";
/// The style of a footnote's text.
pub(super) const NOTE_TEXT: &str = "note-text";
/// The style of a footnote's number.
pub(super) const NOTE_MARK: &str = "note-mark";
/// The style of a comment's text.
pub(super) const COMMENT_TEXT: &str = "comment-text";

/// Size of the text in notes and comments, in points.
const SMALL: u32 = 10;

/// The styles of a layout.
pub(super) fn styles(layout: &Layout) -> Result<String> {
    let mut xml = finish(&model(layout).build())?;
    // docx-rs has no model for the language of the text.
    let end = xml.find("</w:rPr></w:rPrDefault>");
    let end = end.ok_or_else(|| Error::internal("kiểu chữ thiếu phần mặc định"))?;
    let language = escape(layout.language.as_str());
    xml.insert_str(end, &format!(r#"<w:lang w:val="{language}" w:eastAsia="{language}"/>"#));
    Ok(xml)
}

fn model(layout: &Layout) -> word::Styles {
    let font = layout.font.as_str();
    let fonts = word::RunFonts::new().ascii(font).hi_ansi(font).cs(font).east_asia(font);
    let size = layout.roles.get(&Role::Body).map_or(14, |look| look.size);
    let mut styles = word::Styles::new().default_fonts(fonts).default_size(half_points(size));
    styles.styles = layout.roles.iter().map(|(role, look)| role_style(*role, look)).collect();
    styles.styles.extend(helpers());
    styles
}

fn role_style(role: Role, look: &Look) -> word::Style {
    let (id, name) = role.style();
    let mut style = paragraph_style(id, name).size(half_points(look.size)).align(alignment(look.align));
    if look.bold {
        style = style.bold();
    }
    if look.italic {
        style = style.italic();
    }
    if look.left != 0 || look.first_line != 0 {
        let first =
            (look.first_line != 0).then(|| word::SpecialIndentType::FirstLine(signed(look.first_line)));
        style = style.indent(Some(signed(look.left)), first, None, None);
    }
    let spacing = word::LineSpacing::new().before(look.before).after(look.after).line(signed(look.line));
    style = style.line_spacing(spacing.line_rule(word::LineSpacingType::Auto));
    style.paragraph_property.keep_next = look.keep_next.then_some(true);
    match look.outline {
        Some(level) => style.outline_lvl(usize::from(level.saturating_sub(1))),
        None => style,
    }
}

/// The styles the writer itself needs; those with an English name are Word's own.
fn helpers() -> Vec<word::Style> {
    let mut rule = paragraph_style(RULE, "Đường kẻ").line_spacing(exactly(40).before(40));
    let line = word::ParagraphBorder::new(word::ParagraphBorderPosition::Bottom).size(6);
    rule.paragraph_property =
        rule.paragraph_property.set_borders(word::ParagraphBorders::with_empty().set(line));
    let mut mark = word::Style::new(NOTE_MARK, word::StyleType::Character).name("footnote reference");
    mark.run_property = mark.run_property.vert_align(word::VertAlignType::SuperScript);
    let small = half_points(SMALL);
    vec![
        rule,
        paragraph_style(SPACER, "Đoạn đệm").size(2).line_spacing(exactly(20)),
        paragraph_style(GAP, "Khoảng trống sau bảng").size(2).line_spacing(exactly(120)),
        paragraph_style(PAGE_NUMBER, "header").align(word::AlignmentType::Center),
        paragraph_style(NOTE_TEXT, "footnote text").size(small).align(word::AlignmentType::Both),
        paragraph_style(COMMENT_TEXT, "annotation text").size(small),
        mark,
    ]
}

fn paragraph_style(id: &str, name: &str) -> word::Style {
    word::Style::new(id, word::StyleType::Paragraph).name(name).based_on("Normal")
}

/// A line of exactly this height in twips.
fn exactly(twips: i32) -> word::LineSpacing {
    word::LineSpacing::new().line(twips).line_rule(word::LineSpacingType::Exact)
}

fn alignment(align: Align) -> word::AlignmentType {
    match align {
        Align::Left => word::AlignmentType::Left,
        Align::Center => word::AlignmentType::Center,
        Align::Right => word::AlignmentType::Right,
        Align::Justify => word::AlignmentType::Both,
    }
}

fn half_points(points: u32) -> usize {
    usize::try_from(points).unwrap_or(0).saturating_mul(2)
}

/// docx-rs takes lengths as signed.
pub(super) fn signed(twips: u32) -> i32 {
    i32::try_from(twips).unwrap_or(i32::MAX)
}
