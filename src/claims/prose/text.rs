//! A paragraph that has been read: its tokens, its phrases, its sentences and the figures it states.

use crate::claims::prose::lexicon::{Cue, Lexicon, Sense, Tag};
use crate::claims::prose::token::{Kind, Token, Tokenizer, Word};
use crate::document::{Met, Role, Spot};
use crate::num::{Figure, Magnitude, Qualifier};

/// A paragraph that has been read.
#[derive(Debug)]
pub(crate) struct Text<'t> {
    pub(crate) met: Met<'t>,
    pub(crate) words: &'t str,
    pub(crate) level: Level,
    pub(crate) tokens: Vec<Token>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) counts: Vec<Count>,
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
    /// Reads a paragraph.
    pub(crate) fn read(
        met: Met<'t>,
        words: &'t str,
        tokenizer: &mut Tokenizer<'t>,
        lexicon: &Lexicon,
    ) -> Self {
        let tokens = tokenizer.tokens(words);
        let tags = lexicon.tags(&tokens);
        let level = level(met, words);
        let mut text = Self { met, words, level, tokens, tags, counts: Vec::new() };
        text.count();
        text
    }

    /// A label as a text of its own.
    pub(crate) fn label_of(label: &'t str) -> Self {
        let met = Met { spot: Spot::Body { index: 0 }, paragraph: None, runs: &[] };
        Self::read(met, label, &mut Tokenizer::default(), Lexicon::builtin())
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
        self.cues(cue).find(|tag| tag.end == end)
    }

    /// The phrases that start at a token.
    pub(crate) fn tags_at(&self, at: usize) -> impl Iterator<Item = Tag> {
        let from = self.tags.partition_point(|tag| tag.at < at);
        self.tags.get(from..).unwrap_or_default().iter().copied().take_while(move |tag| tag.at == at)
    }

    /// The token, if there is one.
    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(crate) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(Kind::Mark(mark))
    }

    /// The printed words from one token up to another.
    pub(crate) fn printed(&self, from: usize, to: usize) -> &'t str {
        let (first, last) = (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last)));
        let range = first.zip(last).map(|(first, last)| first.bytes.0..last.bytes.1);
        range.and_then(|range| self.words.get(range)).unwrap_or_default()
    }

    /// Whether a token is this word, in capitals or not.
    pub(crate) fn is_word(&self, at: usize, word: &str) -> bool {
        self.printed(at, at + 1).chars().flat_map(char::to_lowercase).eq(word.chars())
    }

    /// The sentence of a token: its tokens from and to.
    pub(crate) fn sentence(&self, at: usize) -> (usize, usize) {
        let is_stop = |token: &Token| token.kind == Kind::Stop;
        let before = self.tokens.get(..at).unwrap_or_default();
        let from = before.iter().rposition(is_stop).map_or(0, |stop| stop + 1);
        let after = self.tokens.get(at..).unwrap_or_default();
        let to = after.iter().position(is_stop).map_or(self.tokens.len(), |stop| at + stop);
        (from, to)
    }

    fn count(&mut self) {
        let (mut depth, mut sentence) = (0_u8, 0);
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            match token.kind {
                Kind::Mark('(' | '[') => depth = depth.saturating_add(1),
                Kind::Mark(')' | ']') => depth = depth.saturating_sub(1),
                Kind::Stop => (sentence, depth) = (sentence + 1, 0),
                Kind::Figure(figure) if !self.only_names(at, figure) => {
                    at = self.add(at, figure, (depth, sentence));
                    continue;
                }
                // `ngày 15/6` is no fraction
                Kind::Figure(_)
                    if self.is_mark(at + 1, '/') && matches!(self.kind(at + 2), Some(Kind::Figure(_))) =>
                {
                    at += 2
                }
                _ => {}
            }
            at += 1;
        }
        self.drop_enumerators();
    }

    /// Adds a figure, or both sides of a fraction; gives the token after it.
    fn add(&mut self, at: usize, figure: Figure, (depth, sentence): (u8, usize)) -> usize {
        let figure = figure.with_qualifier(self.qualifier(at));
        let (noun, end) = self.noun(at + 1, figure);
        let alone = self.is_alone(at);
        let plain = Count { at, figure, noun, end, fraction: Fraction::No, depth, sentence, alone };
        let Some((over, whole)) = self.denominator(&plain) else {
            self.counts.push(plain);
            return end;
        };
        let (of, end) = self.noun(over + 1, whole);
        let noun = of.or(noun);
        if self.is_day((figure, whole), noun, end) {
            return end;
        }
        let (part, whole_side) = (Fraction::Part, Fraction::Whole);
        // `1.018/1.088 triệu đồng`: the magnitude is of both
        let unit = figure.magnitude() == Magnitude::One;
        let figure = if unit { figure.with_magnitude(whole.magnitude()) } else { figure };
        self.counts.push(Count { figure, noun, end, fraction: part, alone: false, ..plain });
        self.counts.push(Count {
            at: over,
            figure: whole,
            fraction: whole_side,
            noun,
            end,
            alone: false,
            ..plain
        });
        end
    }

    /// Whether `30/11` is a day: nothing is counted, and no share follows; or a part would exceed its whole.
    fn is_day(&self, (day, month): (Figure, Figure), noun: Option<Noun>, end: usize) -> bool {
        let near = |figure: Figure, most: i64| whole(figure).is_some_and(|value| (1..=most).contains(&value));
        let shared = (end..end + 6)
            .any(|at| matches!(self.kind(at), Some(Kind::Figure(figure)) if figure.is_percent()));
        let larger = day.value() > month.value() && !matches!(noun, Some(Noun::Known(_)));
        near(day, 31) && near(month, 12) && (larger || (noun.is_none() && !shared))
    }

    /// The whole of `15/51` or `15 hồ sơ trên tổng số 51`, its token first.
    fn denominator(&self, part: &Count) -> Option<(usize, Figure)> {
        if part.figure.is_percent() {
            return None;
        }
        let at = if self.is_mark(part.end, '/') {
            part.end + 1
        } else {
            let over = self.cue_at(part.end, Cue::Over)?;
            // `trên 20` alone is a qualifier: both sides need one noun or `tổng số`
            let plain = over.end - over.at == 1;
            (!plain || part.end > part.at + 1).then_some(over.end)?
        };
        match self.kind(at)? {
            Kind::Figure(whole) if !whole.is_percent() => {
                let (noun, _) = self.noun(at + 1, whole);
                let same = noun.is_none() || part.noun.is_none() || noun == part.noun;
                (same || self.is_mark(part.end, '/')).then_some((at, whole))
            }
            _ => None,
        }
    }

    /// The thing that the figure before a token counts, and the token after it.
    fn noun(&self, at: usize, figure: Figure) -> (Option<Noun>, usize) {
        if figure.is_percent() {
            return (None, at);
        }
        let known = self.tags_at(at).find_map(|tag| match tag.sense {
            Sense::Noun(noun) => Some((Some(Noun::Known(noun)), tag.end)),
            _ => None,
        });
        known.unwrap_or_else(|| match self.tokens.get(at) {
            Some(Token { kind: Kind::Word { .. }, word, .. }) if !self.says_nothing(at) => {
                (Some(Noun::Other(*word)), at + 1)
            }
            _ => (None, at),
        })
    }

    /// Whether a word is a cue or a value and no counted thing.
    fn says_nothing(&self, at: usize) -> bool {
        self.tags_at(at).any(|tag| {
            !matches!(
                tag.sense,
                Sense::Noun(_) | Sense::Decoy(_) | Sense::Cue(Cue::Neutral | Cue::Loose | Cue::Parallel)
            )
        })
    }

    fn qualifier(&self, at: usize) -> Qualifier {
        let said = [
            (Cue::More, Qualifier::MoreThan),
            (Cue::Less, Qualifier::LessThan),
            (Cue::About, Qualifier::About),
            (Cue::AtLeast, Qualifier::AtLeast),
            (Cue::AtMost, Qualifier::AtMost),
        ];
        // `cao hơn 8,9 điểm` is a change and no bound
        let change = [Cue::Up, Cue::Down].iter().any(|cue| self.cue_before(at, *cue).is_some());
        let before = said.into_iter().find(|(cue, _)| !change && self.cue_before(at, *cue).is_some());
        before.map_or(Qualifier::Exactly, |(_, qualifier)| qualifier)
    }

    /// Whether a figure only names something: a year, a chapter, a line's own number.
    fn only_names(&self, at: usize, figure: Figure) -> bool {
        let plain = !figure.is_percent() && figure.magnitude() == Magnitude::One;
        if !plain {
            return false;
        }
        // `quý III/2023`
        let dated = at.checked_sub(2).is_some_and(|before| {
            self.is_mark(before + 1, '/') && matches!(self.kind(before), Some(Kind::Word { .. }))
        });
        if dated {
            return true;
        }
        let opens = at == 0 || (at == 1 && self.is_mark(0, '('));
        let closes = matches!(self.kind(at + 1), Some(Kind::Stop | Kind::Mark('.' | ')')));
        if opens && closes && self.tokens.len() > at + 2 {
            return true;
        }
        if self.cue_at(at + 1, Cue::Time).is_some() {
            return true;
        }
        let counted = matches!(self.noun(at + 1, figure).0, Some(Noun::Known(_)));
        self.is_named(at, counted)
    }

    fn is_named(&self, at: usize, counted: bool) -> bool {
        let spared = [Cue::Total, Cue::Neutral, Cue::Plan, Cue::Rate, Cue::SumUp];
        let strict = self.cue_before(at, Cue::Naming).is_some();
        let loose = || {
            let tag = self.cue_before(at, Cue::Loose);
            tag.is_some_and(|tag| {
                !self.tags.iter().any(|other| {
                    other.end == at
                        && other.at < tag.at
                        && matches!(other.sense, Sense::Cue(cue) if spared.contains(&cue))
                })
            })
        };
        let year = || matches!(self.kind(at), Some(Kind::Figure(figure)) if is_year(figure));
        let chained = || {
            let joined = at
                .checked_sub(1)
                .is_some_and(|before| self.is_mark(before, ',') || self.printed(before, at) == "và");
            let before = at.checked_sub(2);
            joined
                && !counted
                && before.is_some_and(|before| {
                    matches!(self.kind(before), Some(Kind::Figure(_)))
                        && !self.counts.iter().any(|count| count.at == before)
                })
        };
        strict
            || (!counted && (loose() || chained()))
            || (year() && self.printed(at.saturating_sub(1), at).eq_ignore_ascii_case("năm"))
    }

    /// Whether a figure stands alone in brackets.
    fn is_alone(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_mark(before, '(')) && self.is_mark(at + 1, ')')
    }

    /// `(1) …; (2) …` counts nothing: what stands in brackets before the words it numbers.
    fn drop_enumerators(&mut self) {
        let lone = |count: &&Count| count.alone && !count.figure.is_percent();
        let before = |count: &Count| count.at.checked_sub(2).and_then(|at| self.kind(at));
        let numbers: Vec<Option<i64>> =
            self.counts.iter().filter(lone).map(|count| whole(count.figure)).collect();
        let enumerates = numbers.iter().zip(1..).all(|(number, expected)| *number == Some(expected));
        let leads =
            self.counts.iter().filter(lone).all(|count| !matches!(before(count), Some(Kind::Word { .. })));
        if enumerates && leads {
            self.counts.retain(|count| !count.alone || count.figure.is_percent());
        }
    }
}

fn whole(figure: Figure) -> Option<i64> {
    use rust_decimal::prelude::ToPrimitive;
    figure.value().to_i64()
}

fn is_year(figure: Figure) -> bool {
    whole(figure).is_some_and(|year| (1900..2200).contains(&year)) && figure.decimals() == 0
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
