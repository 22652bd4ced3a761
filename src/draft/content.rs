//! What text consists of: paragraphs, runs, characters, notes, fields, comments.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::codes;
use super::fonts::{self, Font};
use super::paragraph::{Bytes, Facts, Piece, PointKind, Print, Raw, SourceRun};
use super::scan::{Field, Item, Kind, OpenRun, OpenText, Scan};
use super::spaces::attribute;
use crate::document::NoteKind;
use crate::error::Result;
use crate::package::count;

impl Scan<'_, '_> {
    /// An element of the text itself.
    pub(super) fn content(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        match name {
            "p" => return self.begin_paragraph(),
            "tbl" => return self.begin_table(),
            "tr" => return self.begin_row(),
            "tc" => return self.begin_cell(),
            "r" => return self.begin_run(),
            "body" | "hdr" | "ftr" => {
                self.flows.push(Vec::new());
                self.enter(Kind::Body);
            }
            "footnote" | "endnote" | "comment" => return self.begin_item(element),
            "txbxContent" => {
                self.boxes += 1;
                self.enter(Kind::TextBox);
            }
            "pPr" => self.enter_in(Kind::Paragraph, Kind::ParagraphProperties),
            "tblPr" => self.enter_in(Kind::Table, Kind::TableProperties),
            "tblGrid" => self.enter_in(Kind::Table, Kind::Grid),
            "trPr" => self.enter_in(Kind::Row, Kind::RowProperties),
            "tcPr" => self.enter_in(Kind::Cell, Kind::CellProperties),
            "sectPr" => self.enter_in(Kind::Body, Kind::Section),
            "rPr" => self.begin_run_properties(),
            "del" | "moveFrom" => {
                self.tracks();
                self.skip();
            }
            "ins" | "moveTo" => self.tracks(),
            "sdt" => self.begin_control(),
            "sdtPr" if self.top() == Some(Kind::Control) => self.enter(Kind::ControlProperties),
            "bookmarkStart" => return self.begin_bookmark(element),
            "bookmarkEnd" => return self.end_bookmark(element),
            "sdtPr" | "sdtEndPr" | "rt" | "tblPrEx" | "instrText" | "delText" | "delInstrText" => self.skip(),
            "altChunk" | "subDoc" => self.notice(codes::UNREAD_OBJECT, "embedded", ""),
            _ if self.around() == Some(Kind::Run) => return self.in_run(name, element),
            _ => self.between(name, element)?,
        }
        Ok(())
    }

    /// Properties count where they belong, and nowhere else.
    fn enter_in(&mut self, around: Kind, kind: Kind) {
        if self.around() == Some(around) { self.enter(kind) } else { self.skip() }
    }

    /// What stands between runs.
    fn between(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        let kind: fn(usize) -> PointKind = match name {
            "commentRangeStart" => PointKind::CommentStart,
            "commentRangeEnd" => PointKind::CommentEnd,
            "t" => return Err(self.walk.fault("chữ đặt sai chỗ")),
            _ => return Ok(()),
        };
        self.remark(element, kind)
    }

    fn remark(&mut self, element: &BytesStart<'_>, kind: fn(usize) -> PointKind) -> Result<()> {
        self.shared.budget.run()?;
        let id = attribute(element, "id").unwrap_or_default();
        if self.shared.remarks.is_new(&id) {
            self.shared.budget.known()?;
        }
        let comment = self.shared.remarks.refer(&id);
        if let Some((_, raw)) = self.paragraphs.last_mut() {
            raw.cost += self.shared.budget.point()?;
            raw.point(kind(comment));
        }
        Ok(())
    }

    /// What stands in a run.
    fn in_run(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        if let Some(run) = self.runs.last_mut() {
            run.begun = true;
        }
        match name {
            "t" => self.begin_text(element),
            "ruby" => self.enter(Kind::Ruby),
            "tab" | "ptab" => return self.put("\t", None),
            "br" | "cr" => return self.put("\n", None),
            "noBreakHyphen" => return self.put("-", None),
            "sym" => return self.sign(element),
            "footnoteReference" => return self.reference(NoteKind::Footnote, element),
            "endnoteReference" => return self.reference(NoteKind::Endnote, element),
            "footnoteRef" | "endnoteRef" => self.own_mark(),
            "fldChar" => return self.field(element),
            "commentRangeStart" => return self.remark(element, PointKind::CommentStart),
            "commentRangeEnd" => return self.remark(element, PointKind::CommentEnd),
            "commentReference" => return self.remark(element, PointKind::Comment),
            _ => {}
        }
        Ok(())
    }

    fn begin_item(&mut self, element: &BytesStart<'_>) -> Result<()> {
        self.shared.budget.paragraph()?;
        self.shared.budget.known()?;
        let id = attribute(element, "id").unwrap_or_default();
        self.item = Some(Item { id, kind: attribute(element, "type"), ..Item::default() });
        self.enter(Kind::Item);
        Ok(())
    }

    fn begin_paragraph(&mut self) -> Result<()> {
        if !matches!(self.around(), Some(Kind::Body | Kind::Cell | Kind::TextBox | Kind::Item)) {
            return Err(self.walk.fault("đoạn văn đặt sai chỗ"));
        }
        self.shared.budget.paragraph()?;
        let in_body = self.boxes == 0 && self.item.is_none();
        let seat = in_body.then(|| {
            self.story.facts.push(Facts::default());
            self.story.facts.len() - 1
        });
        let mut raw = Raw { style: self.shared.styles.paragraph(None), ..Raw::default() };
        raw.source.content = (self.bytes().1, self.bytes().1);
        self.paragraphs.push((seat, raw));
        self.enter(Kind::Paragraph);
        Ok(())
    }

    fn begin_run(&mut self) -> Result<()> {
        self.shared.budget.run()?;
        if !matches!(self.around(), Some(Kind::Paragraph | Kind::Ruby)) {
            return Err(self.walk.fault("chữ đặt sai chỗ"));
        }
        if let Some(outer) = self.runs.last_mut() {
            outer.begun = true;
        }
        let start = self.bytes();
        let Some((_, raw)) = self.paragraphs.last_mut() else { return Ok(()) };
        let number = raw.source.runs.len();
        if self.shared.keeps_sources {
            raw.cost += self.shared.budget.source()?;
            raw.source.runs.push(SourceRun { whole: start, content: start.1, properties: None });
        }
        self.runs.push(OpenRun { number, ..OpenRun::default() });
        self.enter(Kind::Run);
        Ok(())
    }

    fn begin_run_properties(&mut self) {
        let start = self.bytes();
        let is_direct = self.around() == Some(Kind::Run);
        let Some(run) = self.runs.last_mut().filter(|run| is_direct && !run.begun) else {
            return self.skip();
        };
        run.begun = true;
        let run = run.number;
        if let Some((_, raw)) = self.paragraphs.last_mut()
            && let Some(run) = raw.source.runs.get_mut(run)
        {
            run.properties = Some(start);
        }
        self.enter(Kind::RunProperties);
    }

    fn begin_text(&mut self, element: &BytesStart<'_>) {
        let preserve = attribute(element, "space").as_deref() == Some("preserve");
        let first = self.paragraphs.last().map_or(0, |(_, raw)| raw.pieces.len());
        self.text = Some(OpenText { tag: self.bytes(), preserve, first });
        self.enter(Kind::Text);
    }

    /// Text as it stands in a `w:t`: a line end in the file is a space on paper.
    pub(super) fn written(&mut self, text: &str) -> Result<()> {
        let tag = self.text.as_ref().map(|text| text.tag);
        let breaks = ['\n', '\r', '\t'];
        match text.contains(breaks) {
            true => self.put(&text.replace(breaks, " "), tag),
            false => self.put(text, tag),
        }
    }

    /// Adds characters to the paragraph, as their font prints them.
    fn put(&mut self, text: &str, tag: Option<Bytes>) -> Result<()> {
        self.shared.budget.run()?;
        self.shared.budget.text(count(text.len()))?;
        let source = self.bytes();
        let in_code = self.codes > 0;
        let nested = self.is_nested();
        let Some((_, raw)) = self.paragraphs.last_mut() else { return Ok(()) };
        let Some(run) = self.runs.last_mut() else { return Ok(()) };
        let style = run.style.as_deref();
        let styles = &self.shared.styles;
        let look = *run.look.get_or_insert_with(|| styles.look(run.own, style, &raw.style));
        if look.hidden == Some(true) {
            raw.notice(codes::HIDDEN_TEXT, "hidden", text);
            return Ok(());
        }
        let font = look.font.unwrap_or(Font::Unicode);
        let mut text = fonts::printed(font, text);
        let raised = look.raised == Some(true);
        if raised {
            text = Cow::Owned(text.chars().map(fonts::raised).collect());
        }
        if text.contains(is_odd) {
            text = Cow::Owned(odd_replaced(&text, raw));
        }
        let start = raw.text.len();
        raw.text.push_str(&text);
        let direct = run.own.over(styles.character(style));
        let piece = Piece {
            text: (start, raw.text.len()),
            source,
            run: run.number,
            tag,
            print: Print { bold: direct.bold == Some(true), italic: direct.italic == Some(true), raised },
            strong: look.bold == Some(true),
            hidden: in_code,
            nested,
        };
        let goes_on = !self.shared.keeps_sources && raw.goes_on_as(&piece);
        raw.cost += self.shared.budget.piece(count(text.len()), !goes_on)?;
        match raw.pieces.last_mut().filter(|_| goes_on) {
            Some(last) => last.text.1 = piece.text.1,
            None => {
                if font == Font::Vni {
                    raw.vni.push(raw.pieces.len());
                }
                raw.pieces.push(piece);
            }
        }
        Ok(())
    }

    fn sign(&mut self, element: &BytesStart<'_>) -> Result<()> {
        let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let known = code.and_then(fonts::symbol);
        let plain = code.and_then(char::from_u32).filter(|c| !fonts::is_symbol(*c) && u32::from(*c) > 0xff);
        let sign = known.or(plain).unwrap_or('\u{f0ff}');
        self.put(sign.encode_utf8(&mut [0; 4]), None)
    }

    fn reference(&mut self, kind: NoteKind, element: &BytesStart<'_>) -> Result<()> {
        self.shared.budget.run()?;
        let id = attribute(element, "id").unwrap_or_default();
        let run = self.runs.last().map_or(0, |run| run.number);
        let note = self.shared.notes.refer(kind, &id);
        let Some((_, raw)) = self.paragraphs.last_mut() else { return Ok(()) };
        match note {
            Some(note) => {
                raw.cost += self.shared.budget.point()?;
                raw.point(PointKind::Note(note));
                raw.source.notes.push((note, run));
            }
            None => raw.notice(codes::BROKEN_REFERENCE, "note", &id),
        }
        Ok(())
    }

    /// The mark of a note inside the note itself: neither it nor the space after it is text.
    fn own_mark(&mut self) {
        if let Some((_, raw)) = self.paragraphs.last_mut() {
            raw.has_mark |= raw.text.is_empty();
        }
    }

    fn field(&mut self, element: &BytesStart<'_>) -> Result<()> {
        match attribute(element, "fldCharType").as_deref() {
            Some("begin") => {
                let piece = self.paragraphs.last().map_or(0, |(_, raw)| raw.pieces.len());
                self.shared.budget.cell()?;
                let paragraph = self.paragraphs.len();
                self.fields.push(Field { in_code: true, paragraph, piece });
                self.codes += 1;
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    self.codes -= usize::from(field.in_code);
                    field.in_code = false;
                }
            }
            Some("end") => {
                let ended = self.fields.pop();
                self.codes -= usize::from(ended.is_some_and(|field| field.in_code));
            }
            _ => {}
        }
        Ok(())
    }
}

/// Whether XML or the font gives a character no meaning.
fn is_odd(c: char) -> bool {
    fonts::is_symbol(c) || !matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..)
}

fn odd_replaced(text: &str, raw: &mut Raw) -> String {
    let mut lost = false;
    let mut known = |c: char| {
        let sign = if fonts::is_symbol(c) { fonts::symbol(u32::from(c)) } else { None };
        lost |= sign.is_none() && is_odd(c);
        if is_odd(c) { sign.unwrap_or(char::REPLACEMENT_CHARACTER) } else { c }
    };
    let replaced: String = text.chars().map(&mut known).collect();
    if lost {
        raw.notice(codes::ODD_CHARACTERS, "characters", &replaced);
    }
    replaced
}
