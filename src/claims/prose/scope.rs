//! The periods, levels of government and places that figures are of.

use crate::claims::prose::lexicon::{Cue, Lexicon, Sense, Tag};
use crate::claims::prose::telling::{Mark, SILENT, names_level};
use crate::claims::prose::text::{Count, Text};
use crate::claims::prose::token::{Kind, Word};
use crate::claims::prose::vocabulary::Places;

/// So many words after `chỉ đạo của` its body is named: `Ủy ban nhân dân tỉnh`.
const DIRECTS: usize = 5;

impl Text<'_> {
    /// The periods and bodies that a sentence names before the figure or right after it.
    pub(crate) fn scope(&self, from: usize, to: usize, count: &Count) -> Vec<Word> {
        let mut scope = Vec::new();
        let segment = (from..count.at).rev().find(|at| self.is_mark(*at, ';')).map_or(from, |at| at + 1);
        // what follows its clause is of others: `…, vượt chỉ tiêu huyện giao`
        let [_, (_, end)] = self.clause(count);
        for at in segment..self.bracketed(end, count).min(to) {
            let Some(token) = self.tokens.get(at) else { break };
            match token.kind {
                Kind::Day(_) | Kind::Month { .. } => scope.push(token.word),
                Kind::Figure(_) if !self.counts.iter().any(|count| count.at == at) => {
                    let months = self.tokens.get(at + 1).filter(|_| self.printed(at + 1, at + 2) == "tháng");
                    let half = self.tokens.get(at + 2).filter(|_| {
                        months.is_some() && (self.is_word(at + 2, "đầu") || self.is_word(at + 2, "cuối"))
                    });
                    scope.push(
                        token.word ^ months.map_or(0, |next| next.word) ^ half.map_or(0, |next| next.word),
                    );
                }
                Kind::Word { .. } => {
                    let named = || self.is_place(at) || self.is_named_part(at);
                    let level = self.level_at(at).filter(|_| !self.directs(at) && !self.is_counted(at));
                    scope.extend(level.or_else(|| named().then_some(token.word)));
                }
                _ => {}
            }
        }
        if !scope.iter().copied().any(names_level) {
            // `các sở tiếp nhận …; đã giải quyết …`: of the same bodies
            let before = (from..segment).rev().take_while(|at| !self.is_mark(*at, ':'));
            let level = before.filter_map(|at| self.level_at(at).map(|level| (at, level))).next();
            let start =
                level.map(|(at, _)| (from..at).rev().find(|at| self.is_mark(*at, ';')).unwrap_or(from));
            scope.extend(
                start.into_iter().flat_map(|start| (start..segment).filter_map(|at| self.level_at(at))),
            );
        }
        scope.sort_unstable();
        scope.dedup();
        scope
    }

    /// Whether a body is named as the one that directs others: `bám sát chỉ đạo của UBND tỉnh`, `UBND tỉnh giao`.
    fn directs(&self, at: usize) -> bool {
        let gives = |tag: Tag| matches!(tag.sense, Sense::Body(_)) && self.is_word(tag.end, "giao");
        if self.tags_at(at).any(gives) {
            return true;
        }
        let near = at.saturating_sub(DIRECTS)..=at;
        self.cues(Cue::Directed).any(|tag| {
            near.contains(&tag.end)
                && (tag.end..at).all(|at| matches!(self.kind(at), Some(Kind::Word { .. })))
        })
    }

    /// Whether a word says which part is meant: `ngành` of `toàn ngành`, `trường` of `các trường`, `III` of `quý III`.
    fn is_named_part(&self, at: usize) -> bool {
        let Places { all, several, .. } = &Lexicon::builtin().places;
        at.checked_sub(1).is_some_and(|before| self.is_of(before, all) || self.is_of(before, several))
            && !self.tags.iter().any(|tag| {
                let all = tag.at < at && tag.end > at && tag.sense == Sense::Cue(Cue::All);
                all || tag.at == at && matches!(tag.sense, Sense::Cue(cue) if SILENT.contains(&cue))
            })
    }

    /// The level of government that a word names, all of it (`toàn huyện`) or not.
    pub(crate) fn level_at(&self, at: usize) -> Option<Word> {
        let level = self.tags_at(at).find_map(|tag| match tag.sense {
            Sense::Body(line) => Some(u64::from(line)),
            _ => None,
        })?;
        let all = at.checked_sub(1).is_some_and(|before| self.is_of(before, &Lexicon::builtin().places.all));
        Some(if all { Mark::WHOLE_LEVEL } else { Mark::LEVEL }.of(level))
    }

    /// The levels of government that a text names, those aside that only direct.
    pub(crate) fn levels(&self) -> impl Iterator<Item = Word> {
        (0..self.tokens.len()).filter_map(|at| self.level_at(at).filter(|_| !self.directs(at)))
    }

    /// The words of the names of places.
    pub(crate) fn places(&self) -> impl Iterator<Item = Word> {
        let named = (0..self.tokens.len()).filter(|at| self.is_place(*at));
        named.filter_map(|at| self.tokens.get(at)).map(|token| token.word)
    }

    /// Whether a word is of the name of a place or body: `Lạc` of `phường Hòa Lạc`.
    pub(crate) fn is_place(&self, at: usize) -> bool {
        let capital = |at: usize| matches!(self.kind(at), Some(Kind::Word { capital: true }));
        let mut before = at;
        // `Thôn Tân Sơn` begins with a capital itself
        while capital(before) {
            match before.checked_sub(1) {
                Some(bearer) if self.bears_name(bearer) => return true,
                Some(word) => before = word,
                None => break,
            }
        }
        false
    }

    /// Whether a word says what place a name is of.
    fn bears_name(&self, at: usize) -> bool {
        self.is_of(at, &Lexicon::builtin().places.bearers)
            || self.tags_before(at + 1).any(|tag| matches!(tag.sense, Sense::Body(_)))
    }

    /// Where the name of a body ends that is of the scope and no counted thing: `xã` of `trên địa bàn xã`, not of
    /// `12 xã`, `số xã`.
    pub(crate) fn body_end(&self, at: usize) -> Option<usize> {
        let tag = self.tags_at(at).find(|tag| matches!(tag.sense, Sense::Body(_)))?;
        let counted =
            self.is_counted(at) || self.is_of(at.wrapping_sub(1), &Lexicon::builtin().places.number);
        let longer =
            self.tags_at(at).any(|other| other.end > tag.end && matches!(other.sense, Sense::Noun(_)));
        (!counted && !longer).then_some(tag.end)
    }

    /// Whether a figure stands right before a body's name: `xếp thứ 04/19 sở, ngành`.
    fn is_counted(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_some_and(|token| !matches!(token.kind, Kind::Word { .. } | Kind::Mark(_) | Kind::Stop))
    }

    /// Whether a token is one of some words.
    fn is_of(&self, at: usize, words: &[Word]) -> bool {
        self.tokens.get(at).is_some_and(|token| words.contains(&token.word))
    }
}
