//! Footnotes: what a note's items are to the figure that stands before its mark.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::claim::{Basis, Bound, Claim, ClaimId, Claims};
use crate::claims::prose::lexicon::{Cue, Lexicon, Sense};
use crate::claims::prose::partition::near;
use crate::claims::prose::text::{Count, Fraction, Noun, Text};
use crate::claims::prose::token::{Kind, tokens};
use crate::claims::prose::whole::{is_complete, mixes, overlap};
use crate::claims::prose::{At, Prose};
use crate::model::{Code, Relation, Weight};
use crate::num::Figure;

/// A name has fewer words: `Phòng Tài chính - Kế hoạch`.
const NAME: usize = 9;

/// Ties every note to its figure.
pub(crate) fn bind(prose: &mut Prose<'_>, claims: &mut Claims) {
    let notes: Vec<usize> = prose
        .texts
        .iter()
        .enumerate()
        .filter(|(_, text)| text.met.paragraph.is_none())
        .map(|(at, _)| at)
        .collect();
    let mut found = Vec::new();
    for (number, text) in prose.texts.iter().enumerate() {
        for (index, letter) in text.marks() {
            let Some((note, count)) = notes.get(index).zip(text.explained(letter)) else { continue };
            let other = text.told_beside(count).filter(|_| tells_of_two(prose, (number, count), *note));
            for count in [Some(count), other].into_iter().flatten() {
                found.extend(relation(prose, (number, count), *note, claims).map(|found| (index, found)));
            }
        }
    }
    for (index, (relation, weight)) in found {
        let Ok(code) = Code::new(&format!("ghi-chu-{}", index + 1)) else { continue };
        prose.relations.push(Bound { relation, basis: Basis::Note { code }, weight });
    }
}

/// What must hold between a figure and the items of its note.
fn relation(
    prose: &Prose<'_>,
    at: At,
    note: usize,
    claims: &mut Claims,
) -> Option<(Relation<ClaimId>, Weight)> {
    let text = prose.texts.get(note)?;
    let own = prose.count(at)?;
    let mut items: Vec<At> = text.items().into_iter().map(|count| (note, count)).collect();
    let figure = prose.id(at);
    let part = text.names_some();
    let alike =
        |item: &At| prose.count(*item).is_some_and(|count| count.noun.is_none() || count.noun == own.noun);
    if tells_of_two(prose, at, note) {
        items.retain(|item| prose.noun(*item) == own.noun);
    }
    match items.as_slice() {
        [] if part => None,
        [] => {
            let listed = text.listed(own)?;
            let figures = vec![figure, claims.add(count_of(text, listed))];
            Some((Relation::Equal { figures }, Weight::Should))
        }
        [_, _, ..] if !part && items.iter().all(alike) && adds_up(prose, at, &items) => {
            Some((Relation::Sum { total: figure, parts: prose.ids(&items) }, Weight::Must))
        }
        // `14 văn bản`: 05 kế hoạch, 03 quyết định
        [_, _, ..] if !part && are_kinds(prose, own, &items) && adds_up(prose, at, &items) => {
            Some((Relation::Sum { total: figure, parts: prose.ids(&items) }, Weight::Must))
        }
        // what the items count is named otherwise: `17 lượt cán bộ`, each item so many `lượt`
        [_, _, ..]
            if !part
                && !items.iter().all(alike)
                && one_noun(prose, &items)
                && near(prose, at, &items, 20) =>
        {
            Some((Relation::Sum { total: figure, parts: prose.ids(&items) }, Weight::Should))
        }
        parts if parts.iter().all(alike) => {
            Some((Relation::PartOf { whole: figure, parts: prose.ids(parts) }, Weight::Must))
        }
        _ => None,
    }
}

/// Whether each item of a note tells of two things, one of them the figure's: `04 quyết định, 36 triệu đồng; 05 quyết định,
/// 31,5 triệu đồng`.
fn tells_of_two(prose: &Prose<'_>, at: At, note: usize) -> bool {
    let noun = prose.noun(at);
    let items = prose.texts.get(note).map(Text::items).unwrap_or_default();
    let own = items.iter().filter(|item| prose.noun((note, **item)) == noun).count();
    noun.is_some() && own > 1 && own * 2 == items.len()
}

/// Whether a note's items are there to add up: counts in brackets, or items that come near the figure and do not
/// overlap.
fn adds_up(prose: &Prose<'_>, whole: At, items: &[At]) -> bool {
    let alone = items.iter().all(|item| prose.count(*item).is_some_and(|count| count.alone));
    let opens = prose.texts.get(items.first().map_or(usize::MAX, |item| item.0));
    let whole_of = opens.is_some_and(|text| text.cue_at(0, Cue::Whole).is_some());
    let within = if whole_of { 60 } else { 20 };
    let partial = opens.is_some_and(|text| text.begins("trong đó"));
    if partial {
        let within = if items.len() > 2 && one_noun(prose, items) { 10 } else { 1 };
        return alone || is_complete(prose, items) || near(prose, whole, items, within);
    }
    alone || !(overlap(prose, items) || mixes(prose, items)) && near(prose, whole, items, within)
}

/// Whether each item counts another kind of what the figure counts.
fn are_kinds(prose: &Prose<'_>, own: &Count, items: &[At]) -> bool {
    let nouns: HashSet<Option<Noun>> = items.iter().map(|item| prose.noun(*item)).collect();
    let known = |noun: &Option<Noun>| matches!(noun, Some(Noun::Known(_)));
    prose.lexicon.is_generic(own.noun)
        && nouns.len() == items.len()
        && nouns.iter().all(known)
        && !nouns.iter().any(|noun| prose.lexicon.is_generic(*noun))
}

/// Whether all items count one thing and share none of it.
fn one_noun(prose: &Prose<'_>, items: &[At]) -> bool {
    items.first().and_then(|at| prose.noun(*at)).is_some()
        && prose.of_one_noun(items)
        && !overlap(prose, items)
        && !mixes(prose, items)
}

/// The names that `và` joins; one inside a name is followed by a small letter or stands in a body's: `Quản lý nhà và thị
/// trường`, `Phòng Tài nguyên và Môi trường`.
fn joined(piece: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(piece);
    std::iter::from_fn(move || {
        let piece = rest.take()?;
        let both = piece.split_once(" và ").filter(|(name, next)| {
            next.starts_with(char::is_uppercase) && (names_a_body(next) || !names_a_body(name))
        });
        Some(both.map_or(piece, |(name, next)| {
            rest = Some(next);
            name
        }))
    })
}

/// Whether a name begins with what a body is called: `Phòng`, `Sở`, `Trung tâm`.
fn names_a_body(name: &str) -> bool {
    let tokens = tokens(name);
    let tags = Lexicon::builtin().tags(&tokens);
    tags.iter().any(|tag| tag.at == 0 && tag.sense == Sense::Cue(Cue::Body))
}

fn count_of(text: &Text<'_>, listed: usize) -> Claim {
    let figure = Figure::count(u64::try_from(listed).unwrap_or(u64::MAX));
    let place = text.place(0, text.tokens.len());
    let label = "số mục của chú thích".to_owned();
    Claim {
        code: None,
        label,
        figure,
        exact: true,
        place,
        excerpt: text.words.to_owned(),
        typed: false,
        change: false,
    }
}

impl Text<'_> {
    /// The notes that the text refers to, with the letter after which each mark stands.
    fn marks(&self) -> Vec<(usize, usize)> {
        let mut letter = 0;
        let mut marks = Vec::new();
        for run in self.met.runs {
            letter += run.text.chars().count();
            marks.extend(run.note.map(|note| (note, letter)));
        }
        marks
    }

    /// The figure that a mark after a letter explains: the nearest before it in the sentence.
    fn explained(&self, letter: usize) -> Option<usize> {
        let before = self.tokens.partition_point(|token| token.letters.1 <= letter);
        let (from, _) = self.sentence(before.checked_sub(1)?);
        let near = |count: &Count| count.at >= from && count.at < before && count.depth == 0;
        let closest = |count: &Count| count.at >= from && count.end == before;
        let found = self.counts.iter().rposition(closest).or_else(|| self.counts.iter().rposition(near))?;
        let count = self.counts.get(found)?;
        if count.figure.is_percent() { self.antecedent(found) } else { Some(self.part_of(found)) }
    }

    /// Whether a note says that it names only some: `Trong đó có …`, `Một số mô hình tiêu biểu như: …`.
    fn names_some(&self) -> bool {
        let colon = self.first_colon();
        self.tags_at(0).any(|tag| tag.sense == Sense::Cue(Cue::Part))
            || self.tags_within(0, colon).any(|tag| tag.sense == Sense::Cue(Cue::Example))
            || self.cue_at(0, Cue::Example).is_some()
            || self.begins("trong đó có")
            || self.begins("trong đó, có")
    }

    /// The figure of another thing right before one: `18 trường hợp với tổng số tiền 64,5 triệu đồng`.
    fn told_beside(&self, count: usize) -> Option<usize> {
        let (own, before) = (self.counts.get(count)?, count.checked_sub(1)?);
        let other = self.counts.get(before)?;
        let plain = !other.figure.is_percent() && other.fraction == Fraction::No && !self.is_change(other);
        (plain && other.sentence == own.sentence && other.noun != own.noun).then_some(before)
    }

    /// The counts that a note's items state.
    fn items(&self) -> Vec<usize> {
        let item = |count: &Count| {
            let own = count.at.checked_sub(1).is_some_and(|at| self.is_mark(at, '('))
                && self.is_mark(count.end, ')');
            (count.depth == 0 || count.alone || own)
                && !count.figure.is_percent()
                && count.fraction != Fraction::Whole
                && !self.is_change(count)
        };
        self.counts.iter().enumerate().filter(|(_, count)| item(count)).map(|(index, _)| index).collect()
    }

    /// How many names a note lists: `Các xã: An Phú, Bình Minh, Đông Hòa.`
    fn names(&self, own: &Count) -> Option<usize> {
        let list =
            self.words.rsplit_once(':').map_or(self.words, |(_, list)| list).trim_end_matches(['.', ' ']);
        let mut depth = 0_u32;
        // what stands in brackets explains a name
        let bare: String = list
            .chars()
            .filter(|c| {
                match c {
                    '(' => depth += 1,
                    ')' => depth = depth.saturating_sub(1),
                    _ => return depth == 0,
                }
                false
            })
            .collect();
        // between semicolons a name may hold commas, or stand several: `Phòng Kinh tế, Hạ tầng; Trạm Y tế`
        let parted: Vec<&str> = bare.split(';').map(str::trim).collect();
        let names: Vec<&str> = bare.split([',', ';']).flat_map(joined).map(str::trim).collect();
        // which of the two, the figure tells
        let away =
            |names: &Vec<&str>| Some(own.figure.amount()?.saturating_sub(Decimal::from(names.len())).abs());
        let names = if away(&parted) < away(&names) { parted } else { names };
        let capital = |name: &&str| {
            name.chars().next().is_some_and(char::is_uppercase) && name.split_whitespace().count() < NAME
        };
        (names.len() > 1 && names.iter().all(capital)).then_some(names.len())
    }

    /// How many things a note lists: the documents it names, where documents are counted, or what stands between its
    /// semicolons.
    fn listed(&self, figure: &Count) -> Option<usize> {
        let codes = self.tokens.iter().filter(|token| token.kind == Kind::Code).count();
        let marks = self.tokens.iter().filter(|token| token.kind == Kind::Mark(';')).count();
        let kinds = self.tokens.iter().enumerate().filter(|(at, token)| {
            token.kind == Kind::Code
                && self.tags_within(at.saturating_sub(4), *at).any(|tag| match tag.sense {
                    Sense::Noun(noun) => figure.noun == Some(Noun::Known(noun)),
                    _ => false,
                })
        });
        // `06 kế hoạch` counts plans, `06 văn bản` documents of any kind
        let colon = self.first_colon();
        let named = self.tags_within(0, colon).any(|tag| match tag.sense {
            Sense::Noun(noun) => figure.noun == Some(Noun::Known(noun)),
            _ => false,
        });
        let documents =
            figure.noun == Some(Lexicon::builtin().things.documents) || named || kinds.count() == codes;
        match (codes, marks) {
            (0, 0) => self.names(figure),
            (0, marks) => self.names(figure).or_else(|| (!self.words.contains(',')).then_some(marks + 1)),
            (codes, _) => documents.then_some(codes),
        }
    }
}
