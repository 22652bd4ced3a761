//! What a figure is about: the words of its clause, the facets they name.

use crate::claims::prose::lexicon::{Cue, Lexicon, Sense, Tag};
use crate::claims::prose::text::{Count, Fraction, Text};
use crate::claims::prose::token::Kind;

/// So many scalar values of a label are kept.
const LABEL: usize = 70;

/// A facet and its value.
pub(crate) type Value = (u8, u8);

impl Text<'_> {
    /// The tokens of a figure's own clause, before it and after it.
    pub(crate) fn clause(&self, count: &Count) -> [(usize, usize); 2] {
        count.about.clause
    }

    /// The word that makes a figure a change.
    pub(crate) fn change(&self, count: &Count) -> Option<Tag> {
        count.about.change
    }

    /// The count that a share speaks of.
    pub(crate) fn antecedent(&self, share: usize) -> Option<usize> {
        let own = self.counts.get(share)?;
        if own.figure.is_percent() { own.about.antecedent } else { self.find_antecedent(share) }
    }

    pub(crate) fn find_clause(&self, count: &Count) -> [(usize, usize); 2] {
        let fraction_start =
            if count.fraction == Fraction::Whole { self.part_start(count) } else { count.at };
        let start = self.before(fraction_start);
        [(start, fraction_start), (count.end, self.after(count.end))]
    }

    fn part_start(&self, whole: &Count) -> usize {
        let before = self.counts.partition_point(|count| count.at < whole.at).checked_sub(1);
        let part = before.and_then(|before| self.counts.get(before));
        let part = part.filter(|part| part.fraction == Fraction::Part && part.end == whole.end);
        part.map_or(whole.at, |part| part.at)
    }

    /// Where the words before a token begin that belong to it.
    fn before(&self, at: usize) -> usize {
        let known = self.counts.partition_point(|count| count.end <= at);
        let counts = self.counts.get(..known).unwrap_or_default().iter();
        let counted = counts.rev().find(|count| !count.figure.is_percent()).map_or(0, |count| count.end);
        let tokens = self.tokens.get(counted..at).unwrap_or_default();
        let mark = (counted..at).zip(tokens).rev().find(|(at, token)| match token.kind {
            Kind::Stop | Kind::Mark(';' | ',' | '(') => !self.covered(*at),
            // after a figure a colon begins what that is divided into
            Kind::Mark(':') => counted > 0,
            Kind::Word { .. } => self.is_and(*at),
            _ => false,
        });
        mark.map_or(counted, |(mark, _)| mark + 1)
    }

    /// Where the words after a token end that belong to what stands before it.
    fn after(&self, at: usize) -> usize {
        let known = self.counts.partition_point(|count| count.at < at);
        let next = self.counts.get(known).map_or(self.tokens.len(), |next| next.at);
        let tokens = self.tokens.get(at..next).unwrap_or_default();
        let mark = (at..).zip(tokens).find(|(at, token)| match token.kind {
            Kind::Stop | Kind::Mark(';' | ',' | '(' | ')' | ':') => !self.covered(*at),
            Kind::Word { .. } => self.is_and(*at) || self.turns_at(*at),
            _ => false,
        });
        mark.map_or(next, |(mark, _)| mark)
    }

    /// Whether a mark stands inside a phrase.
    fn covered(&self, at: usize) -> bool {
        let inside = |tag: &Tag| tag.at < at && at + 1 < tag.end;
        self.tags_from(at.saturating_sub(Lexicon::builtin().longest))
            .iter()
            .take_while(|tag| tag.at < at)
            .any(|tag| inside(tag) && !matches!(tag.sense, Sense::Cue(_)))
    }

    fn is_and(&self, at: usize) -> bool {
        matches!(self.printed(at, at + 1), "và" | "Và") && !self.covered(at) && !self.joins_a_name(at)
    }

    /// Whether a word turns to something else, and begins no value: `do công dân rút`.
    fn turns_at(&self, at: usize) -> bool {
        let value =
            || self.tags_at(at).any(|tag| tag.end > at + 1 && matches!(tag.sense, Sense::Value { .. }));
        self.cue_at(at, Cue::Turn).is_some() && !value()
    }

    /// Whether a word stands inside a body's name: `Sở Lao động - Thương binh và Xã hội`.
    fn joins_a_name(&self, at: usize) -> bool {
        let capital = |at: usize| matches!(self.kind(at), Some(Kind::Word { capital: true }));
        let plain = |at: usize| matches!(self.kind(at), Some(Kind::Word { .. }));
        capital(at + 1) && (at.saturating_sub(3)..at).any(capital) && (at.saturating_sub(2)..at).all(plain)
    }

    /// The phrases of a figure's clause.
    pub(crate) fn clause_tags(&self, count: &Count) -> impl Iterator<Item = Tag> {
        let noun = (count.at, count.end);
        let [before, after] = self.clause(count);
        let inside = move |tag: &Tag, (from, to): (usize, usize)| from <= tag.at && tag.end <= to;
        self.tags_within(before.0, after.1.max(count.end)).filter(move |tag| {
            inside(tag, before)
                || inside(tag, after)
                || inside(tag, noun)
                || inside(tag, (before.0, count.end))
        })
    }

    /// The facets that a figure's clause names, each with the value nearest to the figure.
    pub(crate) fn values(&self, count: &Count) -> Vec<Value> {
        let mut found: Vec<(u8, usize, u8)> = Vec::new();
        let [(from, to), _] = self.clause(count);
        // `tin bài về dịch vụ công trực tuyến`: what a thing tells of makes it no other kind of thing
        let follows =
            |at: usize| at == count.end || at > from && matches!(self.kind(at - 1), Some(Kind::Word { .. }));
        let told =
            (from..to).chain(count.end..count.end + 1).find(|at| self.is_word(*at, "về") && follows(*at));
        for tag in self.clause_tags(count).filter(|tag| told.is_none_or(|told| tag.at < told)) {
            // `khảo sát sự hài lòng` asks whether they are
            if let Sense::Value { facet, value } = tag.sense
                && (self.cue_before(tag.at, Cue::Nominal).is_none() || count.figure.is_percent())
            {
                let away =
                    if tag.end <= count.at { count.at - tag.end } else { tag.at.saturating_sub(count.end) };
                found.push((facet, away, value));
            }
        }
        found.sort_unstable();
        found.dedup_by_key(|(facet, ..)| *facet);
        found.into_iter().map(|(facet, _, value)| (facet, value)).collect()
    }

    /// Where the cues before a share begin: `, chiếm tỷ lệ`.
    pub(crate) fn before_cues(&self, at: usize) -> usize {
        let mut start = at;
        loop {
            let cue = self.tags_before(start).filter(|tag| {
                matches!(
                    tag.sense,
                    Sense::Cue(
                        Cue::Ratio
                            | Cue::Rate
                            | Cue::More
                            | Cue::Less
                            | Cue::About
                            | Cue::AtLeast
                            | Cue::AtMost
                    )
                )
            });
            let before = cue.map(|tag| tag.at).min().or_else(|| {
                start.checked_sub(1).filter(|before| {
                    matches!(self.kind(*before), Some(Kind::Mark(',' | '(' | ':' | '–' | '-' | '=')))
                })
            });
            match before {
                Some(before) if before < start => start = before,
                _ => return start,
            }
        }
    }

    /// Whether a figure's clause says that it may share members with its neighbours.
    pub(crate) fn overlaps(&self, count: &Count) -> bool {
        self.clause_tags(count).any(|tag| tag.sense == Sense::Cue(Cue::Overlap))
    }

    /// The figure's clause as printed, to name it in a message.
    pub(crate) fn label(&self, count: &Count) -> String {
        let [(from, _), (_, to)] = self.clause(count);
        let printed = self.printed(from, to);
        // what a bracket that opened before still says is of another figure
        let closed = printed.split_once(')').filter(|(inside, _)| !inside.contains('('));
        let printed = closed.map_or(printed, |(_, after)| after);
        let printed = printed.trim_start_matches(['-', '+', '*', '–', '•', ' ']);
        if printed.chars().count() <= LABEL {
            return printed.to_owned();
        }
        printed.chars().take(LABEL).chain(['…']).collect()
    }
}
