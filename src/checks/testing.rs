//! A bench for the rules' tests: claims made by hand, a catalogue and a book where a rule needs them.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::{RuleSet, check};
use crate::claim::{
    Basis, Bound, Case, Citation, Claim, ClaimId, Claims, Dated, Meaning, NamedState, NamedTie, Passage, Tie,
    TieState,
};
use crate::finding::{Finding, Review};
use crate::model::{
    Book, Catalogue, Code, DocumentDate, Entry, FormLine, FormRow, Given, Home, Indicator, Kind, Link,
    Operand, Origin, PeriodKey, Relation, Value, Weight,
};
use crate::num::parse;
use crate::place::{CellRef, Place};

/// What is checked, made by hand.
pub(super) struct Bench {
    pub(super) catalogue: Catalogue,
    pub(super) book: Book,
    pub(super) claims: Claims,
    row: u32,
}

impl Bench {
    pub(super) fn new() -> Self {
        Self { catalogue: catalogue(), book: Book::default(), claims: Claims::default(), row: 0 }
    }

    /// A typed figure as printed; counts are exact, figures with decimals or `%` rounded.
    pub(super) fn figure(&mut self, printed: &str) -> ClaimId {
        let figure = parse(printed).unwrap_or_else(|| panic!("{printed} is no figure"));
        let place = self.place();
        self.claims.add(Claim {
            code: None,
            label: format!("Chỉ tiêu {}", self.row),
            figure,
            exact: figure.decimals() == 0 && !figure.is_percent(),
            place,
            excerpt: printed.to_owned(),
            typed: true,
            change: false,
        })
    }

    pub(super) fn figures(&mut self, printed: &[&str]) -> Vec<ClaimId> {
        printed.iter().map(|printed| self.figure(printed)).collect()
    }

    /// The figure of an indicator, which is added to the catalogue.
    pub(super) fn coded(&mut self, code: &str, kind: Kind, printed: &str) -> ClaimId {
        self.indicator(code, kind);
        let id = self.figure(printed);
        let claim = self.claims.figures.get_mut(id.0).unwrap();
        claim.code = Code::new(code).ok();
        claim.exact = kind.is_exact();
        id
    }

    /// An indicator of the catalogue; codes 0, 1 and 2 are allowed.
    pub(super) fn indicator(&mut self, code: &str, kind: Kind) -> &mut Indicator {
        let code = Code::new(code).unwrap();
        self.catalogue.index.insert(code.clone(), self.catalogue.indicators.len());
        self.catalogue.indicators.push(Indicator {
            label: format!("Chỉ tiêu {code}"),
            code,
            unit: String::new(),
            kind,
            home: Home::Form,
            section: None,
            synonyms: Vec::new(),
            decimals: 1,
            allowed: (0..3).map(|code| (code, String::new())).collect(),
            required: Vec::new(),
            cumulative: false,
        });
        self.catalogue.indicators.last_mut().unwrap()
    }

    /// A marked figure: as printed once, as the draft has it, as its cell prints it today.
    pub(super) fn tie(&mut self, state: TieState, [printed, found, today]: [&str; 3]) {
        self.claims.ties.ties.push(Tie {
            link: Link::Figure { code: Code::new("chi-tieu").unwrap() },
            label: "Chỉ tiêu".to_owned(),
            printed: printed.to_owned(),
            found: found.to_owned(),
            today: (!today.is_empty()).then(|| today.to_owned()),
            rewritten: false,
            cells: vec![Place::cell("Số liệu", CellRef::new(6, 3))],
            place: Place::Paragraph { index: 0, start: 0, end: found.len(), section: None },
            excerpt: found.to_owned(),
            state,
        });
    }

    /// A named cell of an appendix, and what the workbook says.
    pub(super) fn named(&mut self, state: NamedState, [found, today]: [&str; 2]) {
        self.claims.named.ties.push(NamedTie {
            side: Operand::Now(Code::new("chi-tieu").unwrap()),
            label: "Chỉ tiêu".to_owned(),
            name: "bc_chi_tieu".to_owned(),
            found: found.to_owned(),
            today: today.to_owned(),
            cell: Some(Place::cell("Số liệu", CellRef::new(6, 3))),
            place: Place::cell("Biểu", CellRef::new(11, 3)),
            state,
        });
    }

    pub(super) fn bind(&mut self, relation: Relation<ClaimId>, basis: Basis) {
        self.claims.relations.push(Bound { relation, basis, weight: Weight::Must });
    }

    /// A relation that the catalogue states.
    pub(super) fn must(&mut self, relation: Relation<ClaimId>) {
        self.bind(relation, Basis::Catalogue { line: 1 });
    }

    pub(super) fn sum(&mut self, total: &str, parts: &[&str], basis: Basis) {
        let (total, parts) = (self.figure(total), self.figures(parts));
        self.bind(Relation::Sum { total, parts }, basis);
    }

    pub(super) fn ratio(&mut self, rate: &str, part: &str, whole: &str) {
        let (rate, part, whole) = (self.figure(rate), self.figure(part), self.figure(whole));
        self.must(Relation::Ratio { rate, part, whole });
    }

    pub(super) fn equal(&mut self, figures: &[&str], basis: Basis) {
        let figures = self.figures(figures);
        self.bind(Relation::Equal { figures }, basis);
    }

    pub(super) fn at_most(&mut self, smaller: &str, larger: &str) {
        let (smaller, larger) = (self.figure(smaller), self.figure(larger));
        self.must(Relation::AtMost { smaller, larger });
    }

    /// A cited document: `Kế hoạch`, `117/KH-UBND`, `31/12/2022`; no date for an empty text.
    pub(super) fn cite(&mut self, kind: &str, number: &str, date: &str) -> &mut Citation {
        let date = if date.is_empty() { None } else { Some(DocumentDate::Day(day(date))) };
        let citation = Citation {
            code: None,
            kind: kind.to_owned(),
            number: number.to_owned(),
            date,
            issuer: String::new(),
            subject: String::new(),
            listed_in: None,
            place: self.place(),
            date_place: self.place(),
            unread: false,
            excerpt: number.to_owned(),
        };
        self.claims.citations.push(citation);
        self.claims.citations.last_mut().unwrap()
    }

    pub(super) fn date(&mut self, meaning: Meaning, date: &str) {
        let place = self.place();
        self.claims.dates.push(Dated { meaning, label: format!("{meaning:?}"), date: day(date), place });
    }

    pub(super) fn span(&mut self, from: &str, to: &str) {
        let dated = |date: &str, place| {
            let (meaning, label) = (Meaning::Span, date.to_owned());
            Dated { meaning, label, date: day(date), place }
        };
        let span = [dated(from, self.place()), dated(to, self.place())];
        self.claims.spans.push(span);
    }

    pub(super) fn text(&mut self, text: &str) {
        let place = self.place();
        self.claims.texts.push(Passage { text: text.to_owned(), place });
    }

    /// The figures typed into one free text.
    pub(super) fn typed(&mut self, printed: &[&str]) -> Vec<ClaimId> {
        let figures = self.figures(printed);
        self.claims.typed.push(figures.clone());
        figures
    }

    /// A value of the sheet `Thông tin`.
    pub(super) fn given<T>(&mut self, value: T) -> Option<Given<T>> {
        Some(Given { value, place: self.place() })
    }

    pub(super) fn place(&mut self) -> Place {
        self.row += 1;
        Place::cell("Số liệu", CellRef::new(self.row, 3))
    }

    /// The period and the year of the report.
    pub(super) fn period(&mut self, period: PeriodKey, year: i32) {
        (self.book.info.period, self.book.info.year) = (self.given(period), self.given(year));
    }

    /// What the workbook says of an indicator.
    pub(super) fn entry(&mut self, code: &str, printed: &str) {
        let entry = entry(printed, self.place());
        self.book.entries.insert(Code::new(code).unwrap(), entry);
    }

    /// The review; every message must be whole sentences without an unfilled place.
    pub(super) fn review(self, rules: &RuleSet) -> Review {
        let Self { catalogue, book, claims, .. } = self;
        let case = Case {
            catalogue: &catalogue,
            book: Some(Cow::Borrowed(&book)),
            document: None,
            read: Cow::Borrowed(&[]),
            claims,
        };
        let review = check(&case, rules);
        for message in review.findings.iter().map(|finding| &finding.message) {
            assert!(message.ends_with('.') && !message.contains(['{', '}']), "{message}");
            assert!(!["  ", " ,", " .", "“”", "()"].iter().any(|slip| message.contains(slip)), "{message}");
        }
        review
    }

    /// The findings of one code.
    pub(super) fn findings(self, code: &str) -> Vec<Finding> {
        let review = self.review(&RuleSet::default());
        review.findings.into_iter().filter(|finding| finding.code == code).collect()
    }

    /// The messages of one code.
    pub(super) fn messages(self, code: &str) -> Vec<String> {
        self.findings(code).into_iter().map(|finding| finding.message).collect()
    }
}

/// The bench after the workbook `truoc.xlsx` of an earlier period with these entries.
pub(super) fn earlier(mut bench: Bench, (period, year): (PeriodKey, i32), entries: &[(&str, &str)]) -> Bench {
    let mut other = Bench::new();
    other.period(period, year);
    entries.iter().for_each(|(code, printed)| other.entry(code, printed));
    bench.book = bench.book.after(other.book, "truoc.xlsx", &bench.catalogue);
    bench
}

fn entry(printed: &str, place: Place) -> Entry {
    let value = Value::Figure(parse(printed).unwrap());
    let (source, note) = (String::new(), String::new());
    Entry { value, origin: Origin::Typed, place: Some(place), previous: None, source, note }
}

/// The day of `31/12/2022`.
pub(super) fn day(text: &str) -> NaiveDate {
    let mut parts = text.split('/').map(|part| part.parse::<u32>().unwrap());
    let (day, month, year) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    NaiveDate::from_ymd_opt(i32::try_from(year).unwrap(), month, day).unwrap()
}

fn catalogue() -> Catalogue {
    Catalogue {
        name: "mau".to_owned(),
        title: "Mẫu".to_owned(),
        version: "1".to_owned(),
        indicators: Vec::new(),
        form: Vec::new(),
        subject: String::new(),
        form_title: String::new(),
        form_heading: String::new(),
        form_reference: String::new(),
        sections: Vec::new(),
        periods: vec![(
            PeriodKey::Year,
            crate::model::Period {
                title: "năm {năm}".to_owned(),
                within: "trong năm".to_owned(),
                next: "năm {năm sau}".to_owned(),
                closing: "15/12–14/12".to_owned(),
            },
        )],
        task_rows: Vec::new(),
        task_totals: Vec::new(),
        relations: Vec::new(),
        notes: Vec::new(),
        index: HashMap::new(),
        same_units: Vec::new(),
        named: Default::default(),
    }
}

/// A row of the form; its label is its indicator's code where it can be one.
pub(super) fn form_row(label: &str) -> FormRow {
    FormRow {
        stt: String::new(),
        under: "7".to_owned(),
        label: label.to_owned(),
        unit: String::new(),
        note: String::new(),
        indicator: Code::new(label).ok(),
        remark: None,
        choice: None,
        word: false,
    }
}

/// A line of the sheet: a figure, `-`, or blank.
pub(super) fn form_line(row: usize, value: &str, place: Place) -> FormLine {
    let value = match value {
        "" => Value::Blank,
        "-" => Value::NotApplicable,
        figure => Value::Figure(parse(figure).unwrap()),
    };
    FormLine {
        stt: String::new(),
        label: format!("Dòng {row}"),
        unit: String::new(),
        value,
        note: String::new(),
        row: Some(row),
        place,
    }
}

/// A draft of one paragraph with marks of notes, and so many notes.
pub(super) fn draft(marks: &[usize], notes: usize) -> crate::document::Document {
    use crate::document::{Block, Document, Layout, Links, Note, NoteKind, Paragraph, Part, Role, Run};
    let runs = marks.iter().map(|mark| Run { note: Some(*mark), ..Run::plain("Nội dung") }).collect();
    let paragraph = Paragraph { role: Role::Body, section: None, label: None, runs };
    let note = Note { kind: NoteKind::Footnote, code: None, runs: vec![Run::plain("Theo quy định.")] };
    Document {
        title: String::new(),
        creator: String::new(),
        parts: vec![Part { page: "main".to_owned(), blocks: vec![Block::Paragraph(paragraph)] }],
        notes: vec![note; notes],
        headers: Vec::new(),
        boxes: Vec::new(),
        comments: Vec::new(),
        layout: Layout::default(),
        links: Links::default(),
    }
}
