//! The lines above the form: draft mark, "Phụ lục", title, the report it belongs to.

use rust_xlsxwriter::{Color, Format, FormatAlign};

use crate::error::Result;
use crate::finding::{Review, Severity};
use crate::model::{Book, Catalogue, reference};
use crate::output::columns::form;
use crate::output::measure::{lines, width};
use crate::output::sheet::{Pen, plain};
use crate::place::CellRef;

/// The size of these lines, in points (PL I, III).
const SIZE: f64 = 14.0;
/// Hundredths of an em of this size that a line across the form holds.
const LINE: u32 = 3_150;

/// What stands above the form.
pub(super) struct Heading {
    draft: Option<String>,
    number: String,
    /// The title with the period's words, in capitals.
    pub(super) title: String,
    period: String,
    reference: String,
}

impl Heading {
    /// The heading of a book's form.
    pub(super) fn new(book: &Book, catalogue: &Catalogue, review: &Review) -> Self {
        let errors = review.count(Severity::Error);
        let draft = format!("BẢN NHÁP: còn {errors} lỗi chưa xử lý; xem ghi chú tại các ô và bản rà soát.");
        let words = catalogue.period_phrase(&book.info, |period| &period.title).unwrap_or_default();
        let title = catalogue.form_title.replace("{kỳ}", &words).trim().to_uppercase();
        Self {
            draft: (errors > 0).then_some(draft),
            title,
            period: words.to_uppercase(),
            number: catalogue.form_heading.clone(),
            reference: reference(&catalogue.form_reference, &book.info),
        }
    }

    /// The row below the lines and the gap after them.
    pub(super) fn rows(&self) -> u32 {
        4 + u32::from(self.draft.is_some())
    }

    /// Writes the lines.
    pub(super) fn write(&self, pen: &mut Pen) -> Result<()> {
        let centred = || plain().set_align(FormatAlign::Center).set_font_size(SIZE);
        let mut rows = 0;
        if let Some(draft) = &self.draft {
            let red = plain().set_bold().set_font_color(Color::RGB(0x00C0_0000));
            line(pen, &mut rows, draft, &red)?;
        }
        line(pen, &mut rows, &self.number, &centred().set_bold())?;
        line(pen, &mut rows, &self.broken_title(), &centred().set_bold())?;
        line(pen, &mut rows, &self.reference, &centred().set_italic())
    }

    /// The title, a long one with its period on a line of its own.
    fn broken_title(&self) -> String {
        match self.title.strip_suffix(&self.period) {
            Some(rest) if !self.period.is_empty() && width(&self.title) > LINE => {
                format!("{}\n{}", rest.trim_end(), self.period)
            }
            _ => self.title.clone(),
        }
    }
}

/// Writes one text across the form, as high as it needs.
fn line(pen: &mut Pen, rows: &mut u32, text: &str, look: &Format) -> Result<()> {
    pen.merged((CellRef::new(*rows, form::STT), CellRef::new(*rows, form::NOTE)), text, look)?;
    pen.height(*rows, lines(text, LINE), SIZE)?;
    *rows += 1;
    Ok(())
}
