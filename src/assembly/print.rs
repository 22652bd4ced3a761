//! Printing: what a book says becomes runs, each figure with its mark, each note at its first figure.

use std::collections::HashSet;

use crate::assembly::citation;
use crate::assembly::markup::{Look, Piece};
use crate::assembly::phrases::Phrases;
use crate::assembly::templates::Templates;
use crate::assembly::token::Print;
use crate::document::{Columns, Mark, Note, NoteKind, Run};
use crate::model::{
    Book, Catalogue, Code, Indicator, Inline, Kind, Link, NoteText, Period, Today, Value, capitalised, day,
    phrase, running,
};

/// What assembly knows while it goes through the report from top to bottom.
pub(crate) struct Printer<'a> {
    pub(crate) book: &'a Book,
    /// What the book's figures print.
    pub(crate) today: Today<'a>,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) phrases: &'a Phrases,
    pub(crate) columns: &'a Columns,
    /// The section being printed.
    pub(crate) section: Option<&'a str>,
    /// The notes placed so far, in order.
    pub(crate) notes: Vec<Note>,
    /// A note whose figure was printed without its unit: its mark follows the unit, or it would read as a power.
    pending: Option<usize>,
    /// The unit of the figure printed last without it.
    unit: Option<String>,
    /// The documents cited so far: later mentions are short.
    pub(crate) cited: HashSet<Code>,
}

impl<'a> Printer<'a> {
    pub(crate) fn new(book: &'a Book, catalogue: &'a Catalogue, templates: &'a Templates) -> Self {
        Self {
            book,
            today: Today::new(book, catalogue),
            catalogue,
            phrases: &templates.phrases,
            columns: &templates.layout.columns,
            section: None,
            notes: Vec::new(),
            pending: None,
            unit: None,
            cited: HashSet::new(),
        }
    }

    /// The runs of a template's pieces; none when a figure outside brackets is blank.
    pub(crate) fn pieces(&mut self, pieces: &[Piece<'_>]) -> Option<Vec<Run>> {
        if !pieces.iter().all(|piece| self.is_filled(piece)) {
            return None;
        }
        let mut runs = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                Piece::Text(text, look) => runs.push(styled(Run::plain(*text), *look)),
                Piece::Token(print, code, look) => {
                    runs.extend(self.token(*print, code).into_iter().map(|run| styled(run, *look)));
                }
                Piece::Optional(inner) => runs.extend(self.pieces(inner).unwrap_or_default()),
            }
        }
        Some(runs)
    }

    /// The runs of a line of a template; a mark still waiting stands at its end.
    pub(crate) fn line(&mut self, pieces: &[Piece<'_>]) -> Option<Vec<Run>> {
        let mut runs = self.pieces(pieces)?;
        runs.extend(self.waiting());
        Some(runs)
    }

    /// The mark that waits for its place.
    fn waiting(&mut self) -> Option<Run> {
        self.pending.take().map(|note| Run { note: Some(note), ..Run::default() })
    }

    fn is_filled(&self, piece: &Piece<'_>) -> bool {
        let Piece::Token(print, code, _) = piece else { return true };
        let entry = self.book.entry(code);
        match print {
            Print::Word => true,
            Print::Bases => citation::bases(self.book).next().is_some(),
            Print::Source => entry.is_some_and(|entry| !entry.source.is_empty()),
            Print::Change => self.change(code).is_some(),
            Print::Whole | Print::Bare => {
                entry.is_some_and(|entry| !matches!(entry.value, Value::Blank | Value::NotApplicable))
            }
        }
    }

    fn token(&mut self, print: Print, code: &str) -> Vec<Run> {
        match print {
            Print::Word => vec![Run::plain(self.word(code))],
            Print::Bases => self.bases(),
            Print::Source => {
                let source = self.book.entry(code).map_or("", |entry| &entry.source);
                vec![Run::plain(phrase(&self.phrases.source, &[("nguồn", source)]))]
            }
            Print::Change => {
                let mut runs = self.change(code).unwrap_or_default();
                if let Some(last) = runs.last_mut() {
                    last.note = self.pending.take();
                }
                runs
            }
            Print::Whole | Print::Bare => self.value(print, code),
        }
    }

    /// An indicator's value; the first figure of its own section carries its note.
    fn value(&mut self, print: Print, code: &str) -> Vec<Run> {
        let Some(indicator) = self.catalogue.indicator(code) else { return Vec::new() };
        let mut run = match self.book.entry(code).map(|entry| &entry.value) {
            Some(Value::Figure(_)) => self.printed(indicator, print),
            Some(Value::Date(date)) => Run { mark: self.words_of(code), ..Run::plain(day(*date)) },
            Some(Value::Items(items)) => Run { mark: self.words_of(code), ..Run::plain(items.join("; ")) },
            Some(Value::Text(text)) => Run { mark: self.words_of(code), ..Run::plain(text.clone()) },
            _ => Run::default(),
        };
        let at_home = indicator.section.as_deref().is_none_or(|own| Some(own) == self.section);
        if at_home {
            let note = self.book.notes.iter().find(|note| note.explains.as_ref() == Some(&indicator.code));
            let placed = note.and_then(|note| self.place_note(note));
            self.pending = self.pending.or(placed);
        }
        if print != Print::Bare {
            run.note = self.pending.take();
        }
        vec![run]
    }

    /// An indicator's figure with its mark.
    fn printed(&self, indicator: &Indicator, print: Print) -> Run {
        let code = indicator.code.clone();
        let link = Link::Figure { code: code.clone() };
        let Some(figure) = self.today.figure(&link) else { return Run::default() };
        let text = with_unit(indicator, link.text(figure), print);
        Run { mark: Some(Mark::Figure { code, figure, link }), ..Run::plain(text) }
    }

    fn words_of(&self, code: &str) -> Option<Mark> {
        Some(Mark::Words { place: self.book.entry(code)?.place.clone()? })
    }

    /// Puts a note at the end of the list unless it has been placed; gives its index.
    fn place_note(&mut self, note: &NoteText) -> Option<usize> {
        if self.notes.iter().any(|placed| placed.code.as_ref() == Some(&note.code)) {
            return None;
        }
        let index = self.notes.len();
        self.notes.push(Note { kind: NoteKind::Footnote, code: Some(note.code.clone()), runs: Vec::new() });
        let outer = self.pending.take();
        let runs = self.inlines(&note.text);
        self.pending = outer;
        if let Some(placed) = self.notes.get_mut(index) {
            placed.runs = runs;
        }
        Some(index)
    }

    /// The runs of a typed text with placeholders.
    pub(crate) fn inlines(&mut self, text: &[Inline]) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::with_capacity(text.len());
        for piece in text {
            match piece {
                Inline::Text(words) => runs.extend(self.words(words)),
                Inline::Figure(code) => runs.extend(self.figure(code)),
                Inline::Citation(code) => runs.extend(self.cite(code.as_str())),
                Inline::Note(code) => {
                    let note = self.book.note(code.as_str()).and_then(|note| self.place_note(note));
                    match runs.last_mut() {
                        Some(last) if last.note.is_none() => last.note = note,
                        _ => runs.push(Run { note, ..Run::default() }),
                    }
                }
            }
        }
        runs.extend(self.waiting());
        runs
    }

    /// Typed words; a waiting mark goes after the unit they start with, or before them.
    fn words(&mut self, words: &str) -> Vec<Run> {
        let Some(note) = self.pending.take() else { return vec![Run::plain(words)] };
        let unit = self.unit.as_deref().unwrap_or_default();
        let rest = words.strip_prefix(' ').and_then(|words| words.strip_prefix(unit)).unwrap_or(words);
        let before = words.strip_suffix(rest).unwrap_or_default();
        vec![Run { note: Some(note), ..Run::plain(before) }, Run::plain(rest)]
    }

    /// `{mã}`: the figure without its unit, which the words after it may name.
    fn figure(&mut self, code: &Code) -> Vec<Run> {
        self.unit = self.catalogue.indicator(code.as_str()).map(|known| known.unit.clone());
        self.value(Print::Bare, code.as_str())
    }

    /// A document by its code: in full at the first mention, short later.
    fn cite(&mut self, code: &str) -> Option<Run> {
        let document = self.book.document(code)?;
        let text = if self.cited.insert(document.code.clone()) {
            citation::full(document, self.book, self.phrases)
        } else {
            citation::short(document, self.phrases)
        };
        Some(Run { mark: Some(Mark::Citation { code: document.code.clone() }), ..Run::plain(text) })
    }

    fn bases(&mut self) -> Vec<Run> {
        let codes: Vec<&str> = citation::bases(self.book).map(|basis| basis.code.as_str()).collect();
        let mut runs = Vec::new();
        for code in codes {
            if !runs.is_empty() {
                runs.push(Run::plain("; "));
            }
            runs.extend(self.cite(code));
        }
        runs
    }

    /// A name of the workbook or a phrase of the period; dots where the workbook does not say.
    fn word(&self, word: &str) -> String {
        let info = &self.book.info;
        let year = info.year.as_ref().map(|year| year.value);
        let words = |pick: fn(&Period) -> &String| self.catalogue.period_phrase(info, pick);
        let said = match word {
            "ky" => words(|period| &period.title),
            "trong_ky" => words(|period| &period.within),
            "Trong_ky" => words(|period| &period.within).map(|words| capitalised(&words)),
            "ky_sau" => words(|period| &period.next),
            "nam" => year.map(|year| year.to_string()),
            "nam_sau" => year.map(|year| (year + 1).to_string()),
            "co_quan" => info.issuing_body.as_ref().map(|body| running(&body.value)),
            "dia_danh" => info.place_name.as_ref().map(|name| name.value.clone()),
            "chu_quan" => info.superior_body.as_ref().map(|body| running(&body.value)),
            _ => None,
        };
        said.unwrap_or_else(|| self.phrases.unknown.clone())
    }

    /// A text of the catalogue with the period's words filled in.
    pub(crate) fn period_words(&self, template: &str) -> String {
        phrase(
            template,
            &[
                ("kỳ", &self.word("ky")),
                ("kỳ sau", &self.word("ky_sau")),
                ("trong kỳ", &self.word("trong_ky")),
            ],
        )
    }
}

/// A printed figure, with its unit where it is printed whole; a rate carries its sign.
pub(crate) fn with_unit(indicator: &Indicator, printed: String, print: Print) -> String {
    let unit = matches!(indicator.kind, Kind::Count | Kind::Amount) && print == Print::Whole;
    if unit && !indicator.unit.is_empty() { format!("{printed} {}", indicator.unit) } else { printed }
}

fn styled(run: Run, look: Look) -> Run {
    Run { bold: run.bold || look.bold, italic: run.italic || look.italic, ..run }
}
