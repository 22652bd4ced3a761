//! The markup of a rendered template: one block a line, `**bold**`, `//italic//`, `[optional]`, tokens.

use crate::assembly::token::{CLOSE, OPEN, Print};
use crate::document::Role;

/// A line of a rendered template.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    /// A paragraph in a role.
    Paragraph(Role, Vec<Piece<'a>>),
    /// `@name`: a table.
    Table(&'a str),
}

/// A piece of a line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Words.
    Text(&'a str, Look),
    /// What a token prints of a code.
    Token(Print, &'a str, Look),
    /// Pieces that vanish when a figure among them is blank.
    Optional(Vec<Piece<'a>>),
}

/// How a piece looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Look {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
}

/// The lines of a rendered template; blank ones are nothing.
pub(crate) fn lines(rendered: &str) -> impl Iterator<Item = Line<'_>> {
    rendered.lines().map(str::trim).filter(|line| !line.is_empty()).map(line)
}

fn line(text: &str) -> Line<'_> {
    if let Some(name) = text.strip_prefix('@') {
        return Line::Table(name.trim());
    }
    let role = match text.get(..2) {
        Some("- ") => Role::Item,
        Some("+ ") => Role::SubItem,
        Some("* ") => Role::RunIn,
        _ => Role::Body,
    };
    let text = if role == Role::RunIn { text.trim_start_matches("* ") } else { text };
    let mut reader = Reader { rest: text, look: Look::default() };
    Line::Paragraph(role, reader.pieces())
}

struct Reader<'a> {
    rest: &'a str,
    look: Look,
}

impl<'a> Reader<'a> {
    /// Pieces up to the closing bracket or the end.
    fn pieces(&mut self) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        while let Some(next) = self.rest.chars().next() {
            match next {
                ']' => {
                    self.skip("]");
                    break;
                }
                '[' => {
                    self.skip("[");
                    pieces.push(Piece::Optional(self.pieces()));
                }
                OPEN => pieces.extend(self.token()),
                _ => pieces.extend(self.words()),
            }
        }
        pieces
    }

    fn skip(&mut self, mark: &str) {
        self.rest = self.rest.strip_prefix(mark).unwrap_or(self.rest);
    }

    fn token(&mut self) -> Option<Piece<'a>> {
        self.rest = self.rest.strip_prefix(OPEN)?;
        let (inside, rest) = self.rest.split_once(CLOSE).unwrap_or((self.rest, ""));
        self.rest = rest;
        let letter = inside.chars().next()?;
        Some(Piece::Token(Print::parse(letter)?, inside.strip_prefix(letter)?, self.look))
    }

    /// Words up to the next mark; a toggle changes the look and gives nothing.
    fn words(&mut self) -> Option<Piece<'a>> {
        let look = self.look;
        if let Some(rest) = self.rest.strip_prefix("**") {
            (self.look.bold, self.rest) = (!look.bold, rest);
            return None;
        }
        if let Some(rest) = self.rest.strip_prefix("//") {
            (self.look.italic, self.rest) = (!look.italic, rest);
            return None;
        }
        let end = self.rest.char_indices().find(|(at, letter)| match letter {
            '[' | ']' | &OPEN => true,
            '*' | '/' => is_doubled(self.rest, *at),
            _ => false,
        });
        let end = end.map_or(self.rest.len(), |(at, _)| at);
        let (words, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(Piece::Text(words, look))
    }
}

/// Whether the ASCII mark at a position stands twice.
fn is_doubled(text: &str, at: usize) -> bool {
    let mut marks = text.bytes().skip(at);
    marks.next() == marks.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Look = Look { bold: false, italic: false };
    const BOLD: Look = Look { bold: true, italic: false };

    #[test]
    fn a_line_is_a_role_and_pieces() {
        let text = "- Tiếp nhận \u{e000}vho-so\u{e001}[, **trong đó** \u{e000}nnop\u{e001}].";
        let parsed: Vec<Line> = lines(text).collect();
        let inner = vec![
            Piece::Text(", ", PLAIN),
            Piece::Text("trong đó", BOLD),
            Piece::Text(" ", PLAIN),
            Piece::Token(Print::Bare, "nop", PLAIN),
        ];
        let pieces = vec![
            Piece::Text("- Tiếp nhận ", PLAIN),
            Piece::Token(Print::Whole, "ho-so", PLAIN),
            Piece::Optional(inner),
            Piece::Text(".", PLAIN),
        ];
        assert_eq!(parsed, [Line::Paragraph(Role::Item, pieces)]);
    }

    #[test]
    fn blank_lines_are_nothing_and_tables_are_named() {
        assert_eq!(lines("\n  \n@nhiem-vu\n").collect::<Vec<_>>(), [Line::Table("nhiem-vu")]);
    }

    #[test]
    fn unclosed_marks_end_with_the_line() {
        for text in ["[a", "a]b", "**a", "\u{e000}vx", "//", "\u{e000}"] {
            assert_eq!(lines(text).count(), 1, "{text}");
        }
    }
}
