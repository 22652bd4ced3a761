//! A paragraph that has been read: its tokens, its phrases, its sentences and the figures it states.

use crate::claims::prose::lexicon::{Cue, Lexicon, Sense, Tag};
use crate::claims::prose::token::{Kind, Token, Word, tokens};
use crate::document::{Met, Role, Spot};
use crate::finding::around_in;
use crate::num::{Figure, is_in_small};
use crate::place::Place;

/// A paragraph that has been read.
#[derive(Debug)]
pub(crate) struct Text<'t> {
    pub(crate) met: Met<'t>,
    pub(crate) words: &'t str,
    pub(crate) level: Level,
    pub(crate) tokens: Vec<Token>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) counts: Vec<Count>,
    /// The ends of the phrases, each with the phrase's number, in order.
    ends: Vec<(usize, usize)>,
    /// The tokens that end a sentence.
    stops: Vec<usize>,
}

/// How deep a paragraph stands: a list's items belong to the paragraph above that stands less deep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Heading(u8),
    RunIn,
    Body,
    Item,
    SubItem,
}

/// A figure that a text states, and the thing it counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    /// Its token.
    pub(crate) at: usize,
    pub(crate) figure: Figure,
    pub(crate) noun: Option<Noun>,
    /// One past the last token of the figure and its noun.
    pub(crate) end: usize,
    /// The other side, where it is a side of a fraction: its number among the counts.
    pub(crate) fraction: Fraction,
    /// How many brackets are open round it.
    pub(crate) depth: u8,
    /// The number of its sentence.
    pub(crate) sentence: usize,
    /// Whether it stands alone in brackets: `(2)`.
    pub(crate) alone: bool,
    /// What the text says of it; read once, when all figures are known.
    pub(crate) about: About,
}

/// What a text says of a figure.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct About {
    /// The tokens of its own clause, before it and after it.
    pub(crate) clause: [(usize, usize); 2],
    /// The word that makes it a change.
    pub(crate) change: Option<Tag>,
    /// The count that it speaks of, where it is a share.
    pub(crate) antecedent: Option<usize>,
}

/// A counted thing: one of the lexicon's, or the word that follows the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Noun {
    Known(u16),
    Other(Word),
}

/// Which side of a fraction a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fraction {
    No,
    /// The part; the whole is the next count.
    Part,
    /// The whole; the part is the count before.
    Whole,
}

impl<'t> Text<'t> {
    /// Reads a paragraph's words; its figures are read by [`Text::read_counts`].
    pub(crate) fn read(met: Met<'t>, words: &'t str, lexicon: &Lexicon) -> Self {
        let tokens = tokens(words);
        let tags = lexicon.tags(&tokens);
        let mut ends: Vec<(usize, usize)> =
            tags.iter().enumerate().map(|(number, tag)| (tag.end, number)).collect();
        ends.sort_unstable();
        let stops = tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Stop);
        let stops = stops.map(|(at, _)| at).collect();
        let level = level(met, words);
        Self { met, words, level, tokens, tags, counts: Vec::new(), ends, stops }
    }

    /// A label as a text of its own.
    pub(crate) fn label_of(label: &'t str) -> Self {
        let met = Met { spot: Spot::Body { index: 0 }, paragraph: None, runs: &[] };
        Self::read(met, label, Lexicon::builtin())
    }

    /// The phrases of a sense's kind, by a test.
    pub(crate) fn cues(&self, cue: Cue) -> impl Iterator<Item = Tag> {
        self.tags.iter().copied().filter(move |tag| tag.sense == Sense::Cue(cue))
    }

    /// The cue that starts at a token.
    pub(crate) fn cue_at(&self, at: usize, cue: Cue) -> Option<Tag> {
        self.tags_at(at).find(|tag| tag.sense == Sense::Cue(cue))
    }

    /// The cue that ends just before a token.
    pub(crate) fn cue_before(&self, end: usize, cue: Cue) -> Option<Tag> {
        self.tags_before(end).find(|tag| tag.sense == Sense::Cue(cue))
    }

    /// The phrases that end just before a token.
    pub(crate) fn tags_before(&self, end: usize) -> impl Iterator<Item = Tag> {
        let from = self.ends.partition_point(|(known, _)| *known < end);
        let ends =
            self.ends.get(from..).unwrap_or_default().iter().take_while(move |(known, _)| *known == end);
        ends.filter_map(|(_, number)| self.tags.get(*number).copied())
    }

    /// The phrases that start at a token.
    pub(crate) fn tags_at(&self, at: usize) -> impl Iterator<Item = Tag> {
        self.tags_from(at).iter().copied().take_while(move |tag| tag.at == at)
    }

    /// The phrases that start and end between two tokens.
    pub(crate) fn tags_within(&self, from: usize, to: usize) -> impl Iterator<Item = Tag> {
        let begun = self.tags_from(from).iter().copied().take_while(move |tag| tag.at < to);
        begun.filter(move |tag| tag.end <= to)
    }

    /// The phrases from a token on.
    pub(crate) fn tags_from(&self, at: usize) -> &[Tag] {
        let from = self.tags.partition_point(|tag| tag.at < at);
        self.tags.get(from..).unwrap_or_default()
    }

    /// The figures between two tokens.
    pub(crate) fn counts_within(&self, from: usize, to: usize) -> &[Count] {
        let number = |at: usize| self.counts.partition_point(|count| count.at < at);
        self.counts.get(number(from)..number(to)).unwrap_or_default()
    }

    /// The token, if there is one.
    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(crate) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(Kind::Mark(mark))
    }

    /// The first colon; the start where there is none, so that nothing stands before it.
    pub(crate) fn first_colon(&self) -> usize {
        (0..self.tokens.len()).find(|at| self.is_mark(*at, ':')).unwrap_or(0)
    }

    /// The printed words from one token up to another.
    pub(crate) fn printed(&self, from: usize, to: usize) -> &'t str {
        let (first, last) = (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last)));
        let range = first.zip(last).map(|(first, last)| first.bytes.0..last.bytes.1);
        range.and_then(|range| self.words.get(range)).unwrap_or_default()
    }

    /// Whether a token is this word, in capitals or not.
    pub(crate) fn is_word(&self, at: usize, word: &str) -> bool {
        is_in_small(self.printed(at, at + 1), word)
    }

    /// The sentence of a token: its tokens from and to.
    pub(crate) fn sentence(&self, at: usize) -> (usize, usize) {
        let before = self.stops.partition_point(|stop| *stop < at);
        let from = before.checked_sub(1).and_then(|last| self.stops.get(last)).map_or(0, |stop| stop + 1);
        (from, self.stops.get(before).copied().unwrap_or(self.tokens.len()))
    }

    /// Whether a semicolon stands between two figures.
    pub(crate) fn parted(&self, one: &Count, next: &Count) -> bool {
        (one.end..next.at).any(|at| self.is_mark(at, ';'))
    }

    /// Whether this word stands right before a token.
    pub(crate) fn says(&self, at: usize, word: &str) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_word(before, word))
    }

    /// Whether the text begins with these words, in capitals or not.
    pub(crate) fn begins(&self, words: &str) -> bool {
        let mut letters = self.words.trim_start().chars().flat_map(char::to_lowercase);
        words.chars().all(|letter| letters.next() == Some(letter))
    }

    /// The place of some tokens.
    pub(crate) fn place(&self, from: usize, to: usize) -> Place {
        let first = self.tokens.get(from).map_or(0, |token| token.letters.0);
        let last =
            to.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(first, |token| token.letters.1);
        self.met.place(first, last)
    }

    /// The scalar values of a figure, from and to.
    pub(crate) fn letters(&self, count: &Count) -> (usize, usize) {
        self.tokens.get(count.at).map_or((0, 0), |token| token.letters)
    }

    /// The words round some tokens.
    pub(crate) fn excerpt(&self, from: usize, to: usize) -> String {
        let first = self.tokens.get(from).map_or(0, |token| token.bytes.0);
        let last =
            to.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(first, |token| token.bytes.1);
        around_in(self.words, first..last)
    }
}

fn level(met: Met<'_>, words: &str) -> Level {
    let start = words.trim_start();
    match met.paragraph.map(|paragraph| paragraph.role) {
        Some(Role::Heading1) => Level::Heading(1),
        Some(Role::Heading2) => Level::Heading(2),
        Some(Role::Heading3) => Level::Heading(3),
        Some(Role::RunIn) => Level::RunIn,
        Some(Role::SubItem) => Level::SubItem,
        Some(Role::Item) => Level::Item,
        _ if start.starts_with(['+', '\u{2022}']) => Level::SubItem,
        _ if start.starts_with(['-', '–', '−']) => Level::Item,
        _ => Level::Body,
    }
}
