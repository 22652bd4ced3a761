//! Where something stands: in a workbook, in a document, in a template.

use serde::Serialize;

/// Where a figure, a finding or an error stands.
///
/// Offsets count Unicode scalar values of the NFC text of that paragraph, cell or note; indices count
/// from 0, footnote numbers from 1 as printed. Places order as a reader meets them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[non_exhaustive]
pub enum Place {
    /// The workbook as a whole.
    Workbook,
    /// A whole sheet (trang tính).
    Sheet {
        /// The sheet's name as the file spells it.
        sheet: String,
    },
    /// One cell (ô) of a sheet.
    Cell {
        /// The sheet's name as the file spells it.
        sheet: String,
        /// The cell's address.
        cell: CellRef,
    },
    /// The document as a whole.
    Document,
    /// A span of a body paragraph; tables are not counted in `index`.
    Paragraph {
        /// The paragraph's number in the body, from 0.
        index: usize,
        /// First scalar value of the span.
        start: usize,
        /// One past the span's last scalar value.
        end: usize,
        /// The section the paragraph belongs to, as `II.2.b`.
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<String>,
    },
    /// A span of a table cell's text.
    TableCell {
        /// The table's number in the document, from 0.
        table: usize,
        /// The row, from 0.
        row: usize,
        /// The column of the grid, from 0.
        column: usize,
        /// First scalar value of the span.
        start: usize,
        /// One past the span's last scalar value.
        end: usize,
    },
    /// A span of a footnote (chú thích cuối trang).
    Footnote {
        /// The note's printed number.
        number: usize,
        /// First scalar value of the span.
        start: usize,
        /// One past the span's last scalar value.
        end: usize,
    },
    /// A span of an endnote (chú thích cuối bài).
    Endnote {
        /// The note's printed number.
        number: usize,
        /// First scalar value of the span.
        start: usize,
        /// One past the span's last scalar value.
        end: usize,
    },
    /// A span of a paragraph in a page header or footer (đầu trang, chân trang).
    Header {
        /// The paragraph's number among those of headers and footers, from 0.
        index: usize,
        /// First scalar value of the span.
        start: usize,
        /// One past the span's last scalar value.
        end: usize,
    },
    /// A span of a paragraph in a text box (hộp văn bản).
    TextBox {
        /// The paragraph's number among those of text boxes, from 0.
        index: usize,
        /// First scalar value of the span.
        start: usize,
        /// One past the span's last scalar value.
        end: usize,
    },
    /// A text template, a data file of a report type, or a file of decisions.
    Template {
        /// The file's name, of a report type that inside its folder.
        file: String,
        /// The line, from 1.
        line: usize,
    },
}

impl Place {
    /// The place of a cell.
    pub fn cell(sheet: &str, cell: CellRef) -> Self {
        Self::Cell { sheet: sheet.to_owned(), cell }
    }

    /// A part of the span, by scalar values from its start; a place without a span stays as it is.
    pub(crate) fn narrowed(&self, from: usize, to: usize) -> Self {
        self.with_span(|(start, _)| (start + from, start + to))
    }

    /// The paragraph, cell or note that a place is in: its span is empty.
    pub(crate) fn around(&self) -> Self {
        self.with_span(|_| (0, 0))
    }

    /// Whether a place is in the same paragraph, cell or note.
    pub(crate) fn is_beside(&self, other: &Self) -> bool {
        self.around() == other.around()
    }

    /// The place with another span, if it has one.
    fn with_span(&self, span: impl Fn((usize, usize)) -> (usize, usize)) -> Self {
        let mut place = self.clone();
        if let Self::Paragraph { start, end, .. }
        | Self::TableCell { start, end, .. }
        | Self::Footnote { start, end, .. }
        | Self::Endnote { start, end, .. }
        | Self::Header { start, end, .. }
        | Self::TextBox { start, end, .. } = &mut place
        {
            (*start, *end) = span((*start, *end));
        }
        place
    }

    /// The place of a sheet.
    pub fn sheet(sheet: &str) -> Self {
        Self::Sheet { sheet: sheet.to_owned() }
    }

    /// The span of the text, first scalar value and one past the last; a place in a workbook has none.
    pub fn span(&self) -> Option<(usize, usize)> {
        match *self {
            Self::Paragraph { start, end, .. }
            | Self::TableCell { start, end, .. }
            | Self::Footnote { start, end, .. }
            | Self::Endnote { start, end, .. }
            | Self::Header { start, end, .. }
            | Self::TextBox { start, end, .. } => Some((start, end)),
            Self::Workbook
            | Self::Sheet { .. }
            | Self::Cell { .. }
            | Self::Document
            | Self::Template { .. } => None,
        }
    }
}

impl std::fmt::Display for Place {
    /// The place as a clerk would say it: `Số liệu!D7`, `II.2.b, đoạn 12`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Workbook => f.write_str("sổ tính"),
            Self::Sheet { sheet } => write!(f, "trang tính “{sheet}”"),
            Self::Cell { sheet, cell } => write!(f, "{sheet}!{cell}"),
            Self::Document => f.write_str("văn bản"),
            Self::Paragraph { index, section: Some(section), .. } => {
                write!(f, "mục {section}, đoạn {}", index + 1)
            }
            Self::Paragraph { index, section: None, .. } => write!(f, "đoạn {}", index + 1),
            Self::TableCell { table, row, column, .. } => {
                write!(f, "bảng {}, dòng {}, cột {}", table + 1, row + 1, column + 1)
            }
            Self::Footnote { number, .. } => write!(f, "chú thích {number}"),
            Self::Endnote { number, .. } => write!(f, "chú thích cuối bài {number}"),
            Self::Header { index, .. } => write!(f, "đầu trang, đoạn {}", index + 1),
            Self::TextBox { index, .. } => write!(f, "hộp văn bản, đoạn {}", index + 1),
            Self::Template { file, line } => write!(f, "{file}:{line}"),
        }
    }
}

/// A cell's address: row and column from 0, printed as `D12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
}

impl CellRef {
    /// The address of a row and a column, both from 0.
    pub const fn new(row: u32, column: u16) -> Self {
        Self { row, column }
    }
}

impl std::fmt::Display for CellRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut letters = [0_u8; 4];
        let mut left = u32::from(self.column) + 1;
        let mut used = 0;
        for slot in letters.iter_mut().rev() {
            if left == 0 {
                break;
            }
            *slot = b'A' + u8::try_from((left - 1) % 26).unwrap_or(0);
            left = (left - 1) / 26;
            used += 1;
        }
        for letter in letters.iter().skip(letters.len() - used) {
            write!(f, "{}", char::from(*letter))?;
        }
        write!(f, "{}", u64::from(self.row) + 1)
    }
}

impl Serialize for CellRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_print_like_a_spreadsheet() {
        for (row, column, printed) in
            [(0, 0, "A1"), (11, 3, "D12"), (0, 25, "Z1"), (0, 26, "AA1"), (1_048_575, 16_383, "XFD1048576")]
        {
            assert_eq!(CellRef::new(row, column).to_string(), printed);
        }
    }
}
