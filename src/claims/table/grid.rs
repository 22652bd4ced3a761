//! A table of a draft as a grid: what each cell says, which rows are its head, which column means what.

use std::collections::BTreeMap;

use crate::claims::Known;
use crate::claims::prose::{Cue, Lexicon, Sense, levels, tokens};
use crate::document::{Cells, Met, Role, Spot};
use crate::num::{CellText, Figure, fold, is_dash, parse_cell};
use crate::place::Place;

/// What stands over sections.
const HEADINGS: [Role; 3] = [Role::Heading1, Role::Heading2, Role::Heading3];

/// A table's cells, header rows apart.
pub(crate) struct Grid {
    pub(crate) number: usize,
    /// The paragraph above the table.
    pub(crate) caption: String,
    /// The levels of government that the heading above names.
    pub(crate) scope: Vec<u64>,
    /// The heading of each column, its levels joined.
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<Line>,
    pub(crate) columns: usize,
}

/// A row of data.
pub(crate) struct Line {
    pub(crate) cells: Vec<Cell>,
}

/// A cell: its text, and its figure if it is one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) figure: Option<Figure>,
    /// Where the figure stands.
    pub(crate) place: Option<Place>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// Numbers of lines, names, notes.
    Words,
    /// Figures that may be added.
    Figures,
    /// Percentages.
    Rates,
    /// Figures that are never added: prices, years, marks.
    Apart,
}

impl Grid {
    /// The tables of a document that nothing else has read.
    pub(crate) fn all(met: &[Met<'_>], known: &Known<'_>) -> Vec<Self> {
        let mut around: BTreeMap<usize, (String, Vec<u64>)> = BTreeMap::new();
        let (mut above, mut scope) = (String::new(), Vec::new());
        for one in met {
            if one.is_body() {
                above = one.text();
            }
            if one.paragraph.is_some_and(|paragraph| HEADINGS.contains(&paragraph.role)) {
                scope = levels(&above);
            }
            if let Spot::Cell { table, .. } = one.spot {
                around.entry(table).or_insert_with(|| (std::mem::take(&mut above), scope.clone()));
            }
        }
        let unread = known.cells.iter().filter(|(number, _)| !known.read.contains(number));
        unread.filter_map(|(number, cells)| Self::of(*number, around.remove(number)?, cells)).collect()
    }

    fn of(number: usize, (caption, scope): (String, Vec<u64>), cells: &Cells) -> Option<Self> {
        let columns = cells.keys().map(|(_, column)| column + 1).max()?;
        let count = cells.keys().map(|(row, _)| row + 1).max()?;
        let mut lines: Vec<Line> =
            (0..count).map(|_| Line { cells: vec![Cell::default(); columns] }).collect();
        for ((row, column), (text, place)) in cells {
            if let Some(slot) = lines.get_mut(*row).and_then(|line| line.cells.get_mut(*column)) {
                *slot = Cell { text: text.clone(), figure: figure(text), place: Some(place.clone()) };
            }
        }
        let head = lines.iter().position(Line::is_data)?;
        let mut rows = lines.split_off(head);
        let heads = heads(&lines, columns);
        rows.retain(|row| !row.repeats(&lines) && !row.counts_columns());
        Some(Self { number, caption, scope, heads, rows, columns })
    }

    /// What a column holds.
    pub(crate) fn column(&self, column: usize) -> Column {
        let head = fold(self.heads.get(column).map_or("", String::as_str));
        let cells: Vec<&Cell> = self.rows.iter().filter_map(|row| row.cells.get(column)).collect();
        let figures = cells.iter().filter(|cell| cell.figure.is_some()).count();
        let filled = cells.iter().filter(|cell| !cell.text.is_empty() && !is_dash(&cell.text)).count();
        if figures * 2 <= filled
            || figures == 0
            || ["stt", "tt", "số tt", "số thứ tự"].contains(&head.as_str())
        {
            return Column::Words;
        }
        if self.ordinals(column) && head.is_empty() {
            return Column::Words;
        }
        let percent = cells.iter().any(|cell| cell.figure.is_some_and(|figure| figure.is_percent()));
        if percent || head.contains('%') || says(&head, Cue::Rate) {
            return Column::Rates;
        }
        if is_apart(&head) { Column::Apart } else { Column::Figures }
    }

    /// Whether a column only numbers its rows.
    fn ordinals(&self, column: usize) -> bool {
        let figures = self.rows.iter().filter_map(|row| row.cells.get(column)?.figure);
        figures.zip(1_u32..).all(|(figure, number)| figure.amount() == Some(number.into()))
    }
}

impl Line {
    /// Whether the row holds figures beside its number.
    fn is_data(&self) -> bool {
        let figures = self.cells.iter().enumerate().filter(|(_, cell)| cell.figure.is_some()).count();
        let first = self.cells.first().is_some_and(|cell| cell.figure.is_some());
        figures > usize::from(first) && !self.counts_columns()
    }

    /// Whether the row only numbers the columns: `1 2 3`, `(1) (2) (3)`, `A B 1 2`.
    fn counts_columns(&self) -> bool {
        let marks: Vec<&str> = self
            .cells
            .iter()
            .map(|cell| cell.text.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|text| !text.is_empty())
            .collect();
        let numbers: Vec<u32> = marks.iter().filter_map(|text| text.parse().ok()).collect();
        let letters =
            marks.iter().filter(|text| text.chars().count() == 1 && text.chars().all(char::is_alphabetic));
        let run = numbers.iter().zip(1_u32..).all(|(number, expected)| *number == expected);
        numbers.len() > 2 && run && numbers.len() + letters.count() == marks.len()
    }

    /// Whether the row repeats a row of the head, as on a new page.
    fn repeats(&self, head: &[Self]) -> bool {
        let text = |line: &Self| line.cells.iter().map(|cell| fold(&cell.text)).collect::<Vec<_>>();
        let own = text(self);
        own.iter().any(|cell| !cell.is_empty()) && head.iter().any(|line| text(line) == own)
    }

    /// The words that name the row.
    pub(crate) fn label(&self) -> &str {
        let words = self
            .cells
            .iter()
            .filter(|cell| cell.figure.is_none() && cell.text.chars().any(char::is_alphabetic));
        let longest = words.take(2).max_by_key(|cell| cell.text.chars().count());
        longest.map_or("", |cell| cell.text.as_str())
    }

    /// The depth of a row without a mark.
    pub(crate) const UNMARKED: u8 = u8::MAX;

    /// The depth down to which marks are those of sections.
    pub(crate) const GROUP: u8 = 1;

    /// Whether the row is a total: `Tổng cộng`, `Cộng`, `Tổng (I + II)`.
    pub(crate) fn is_total(&self) -> bool {
        let totals = &Lexicon::builtin().rows.total;
        let mut words =
            self.cells.iter().take(2).filter(|cell| cell.figure.is_none()).map(|cell| fold(&cell.text));
        words.any(|words| {
            let bare = words.split(['(', ':']).next().unwrap_or_default().trim();
            totals.iter().any(|total| total == bare)
        })
    }

    /// Whether the row heads a section: `I`, `II`, `A`.
    pub(crate) fn is_group(&self) -> bool {
        self.depth() <= Self::GROUP
    }

    /// How deep the row's mark puts it: `A` over `I` over `1` over `1.1` over `a` over `-`.
    pub(crate) fn depth(&self) -> u8 {
        let first = self.cells.first().map_or("", |cell| cell.text.trim());
        let mark = section(first).unwrap_or(first).trim_end_matches(['.', ')']);
        let within = |label: &str| label.starts_with(['-', '–', '+', '*']) || opens(label, Cue::Open);
        let mut letters = mark.chars();
        let alone = letters.next().filter(|_| letters.next().is_none());
        if within(self.label()) || (!mark.is_empty() && within(mark)) {
            return 9;
        }
        if !mark.is_empty() && mark.chars().all(|c| "IVX".contains(c)) {
            return Self::GROUP;
        }
        if mark.starts_with(|c: char| c.is_ascii_digit())
            && mark.chars().all(|c| c.is_ascii_digit() || c == '.')
        {
            let dots = mark.chars().filter(|c| *c == '.').count();
            return u8::try_from(dots).map_or(8, |dots| (Self::GROUP + 1).saturating_add(dots).min(7));
        }
        match alone {
            Some(letter) if letter.is_ascii_uppercase() => 0,
            Some(letter) if letter.is_lowercase() => 8,
            _ => Self::UNMARKED,
        }
    }
}

/// The mark that stands before the name of a section in one cell: `A. Nông nghiệp`, `II. Chi`. Other letters shorten what a
/// place is: `P. Tân Lộc`, `H. Ea Kar`.
fn section(cell: &str) -> Option<&str> {
    let (mark, name) = cell.split_once(['.', ')'])?;
    let letter = matches!(mark, "A" | "B" | "C" | "D" | "E" | "F" | "G");
    let roman = !mark.is_empty() && mark.chars().all(|c| "IVX".contains(c)) && mark != "X";
    ((letter || roman) && name.starts_with(' ')).then_some(mark)
}

/// The heading of each column; a heading over several columns stands over each.
fn heads(lines: &[Line], columns: usize) -> Vec<String> {
    let mut heads = vec![String::new(); columns];
    for (level, line) in lines.iter().enumerate() {
        let mut above = String::new();
        for (column, head) in heads.iter_mut().enumerate() {
            let own = line.cells.get(column).map_or("", |cell| cell.text.as_str());
            let below = lines
                .iter()
                .skip(level + 1)
                .any(|line| line.cells.get(column).is_some_and(|cell| !cell.text.is_empty()));
            if !own.is_empty() {
                own.clone_into(&mut above);
            } else if !below {
                above.clear();
            }
            if !above.is_empty() && !head.ends_with(above.as_str()) {
                if !head.is_empty() {
                    head.push_str(" – ");
                }
                head.push_str(&above.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    heads
}

fn figure(text: &str) -> Option<Figure> {
    match parse_cell(text) {
        // `9 tháng` heads a column
        CellText::Figure { figure, .. } => Some(figure).filter(|_| !text.trim_end().ends_with("tháng")),
        _ => None,
    }
}

/// Whether a heading holds a cue.
pub(crate) fn says(head: &str, cue: Cue) -> bool {
    let tokens = tokens(head);
    Lexicon::builtin().tags(&tokens).iter().any(|tag| tag.sense == Sense::Cue(cue))
}

/// Whether a heading names what never adds up: `Đơn giá`, `Năm`; `Kết quả năm 2025` names a period.
fn is_apart(head: &str) -> bool {
    let tokens = tokens(head);
    let tags = Lexicon::builtin().tags(&tokens);
    let period =
        |at: usize| at > 0 && tags.iter().any(|tag| tag.at == at && tag.sense == Sense::Cue(Cue::Time));
    tags.iter().any(|tag| tag.sense == Sense::Cue(Cue::Unsummed) && !period(tag.at))
}

/// Whether a label begins with a cue.
fn opens(label: &str, cue: Cue) -> bool {
    let tokens = tokens(label);
    Lexicon::builtin().tags(&tokens).iter().any(|tag| tag.at == 0 && tag.sense == Sense::Cue(cue))
}
