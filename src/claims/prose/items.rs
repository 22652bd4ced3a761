//! Where the items of a list stand: on lines of their own, between semicolons.

use crate::claims::prose::lexicon::Cue;
use crate::claims::prose::text::{Count, Fraction, Text};
use crate::claims::prose::token::Kind;
use crate::claims::prose::whole::List;
use crate::claims::prose::{At, Prose};

/// The figures of the parts' lines, also those that a mark parts from the first: `- Trả lại 06 hồ sơ; rút 03 hồ sơ.`
pub(crate) fn all_of_lines(prose: &Prose<'_>, parts: &[At], marks: &[char]) -> Vec<At> {
    let line = |at: &At| -> Vec<At> {
        let Some((text, own)) = prose.texts.get(at.0).zip(prose.count(*at)) else { return Vec::new() };
        let more = text.counts.iter().enumerate().skip(at.1 + 1).filter(|(_, count)| {
            let parted = (own.end..count.at).rfind(|at| matches!(text.kind(*at), Some(Kind::Mark(_))));
            count.depth == own.depth
                && count.noun == own.noun
                && count.fraction == Fraction::No
                && parted.is_some_and(|at| marks.iter().any(|mark| text.is_mark(at, *mark)))
        });
        [*at].into_iter().chain(more.map(|(count, _)| (at.0, count))).collect()
    };
    parts.iter().flat_map(line).collect()
}

/// The second figures of a list's lines, where each line has one of one kind: `+ Đất đai: 57 quyết định, 1.642 triệu đồng`.
pub(crate) fn column(prose: &Prose<'_>, list: &List) -> Option<List> {
    let next = |at: &At| -> Option<At> {
        let (text, own) = prose.texts.get(at.0).zip(prose.count(*at))?;
        let next = text.counts.get(at.1 + 1)?;
        let plain = next.depth == own.depth && next.sentence == own.sentence && next.noun != own.noun;
        (plain && !next.figure.is_percent() && next.fraction == Fraction::No).then_some((at.0, at.1 + 1))
    };
    let parts = list.parts.iter().map(next).collect::<Option<Vec<At>>>()?;
    let noun = prose.noun(*parts.first()?).filter(|_| parts.len() > 1 && prose.of_one_noun(&parts))?;
    let wholes: Vec<At> = list.wholes.iter().copied().filter(|at| prose.noun(*at) == Some(noun)).collect();
    (!wholes.is_empty()).then_some(List { wholes, parts, opener: list.opener, bullets: true })
}

/// Whether semicolons stand between all parts, as in a list of items; then none of them ends it.
pub(crate) fn is_cut_throughout(prose: &Prose<'_>, wholes: &[At], parts: &[At]) -> bool {
    let most = parts.iter().filter_map(|at| prose.amount(*at)).max();
    let fits = wholes.iter().any(|at| prose.amount(*at) > most);
    prose.of_one_noun(parts)
        && fits
        && parts.len() > 2
        && (1..parts.len()).all(|length| ends_at_semicolon(prose, parts, length))
}

/// Whether a semicolon stands between a part and the next one of its sentence.
pub(crate) fn ends_at_semicolon(prose: &Prose<'_>, parts: &[At], length: usize) -> bool {
    let pair = parts.get(length.wrapping_sub(1)).zip(parts.get(length)).filter(|(one, next)| one.0 == next.0);
    pair.is_some_and(|(one, next)| prose.parted(*one, *next))
}

impl Text<'_> {
    /// The first token after what numbers a line: `- `, `b) `.
    pub(crate) fn after_number(&self) -> usize {
        (0..2)
            .rfind(|at| matches!(self.kind(*at), Some(Kind::Mark(')' | '.' | '-' | '+'))))
            .map_or(0, |at| at + 1)
    }

    /// Whether a figure is the total of those before it: `…; tổng số 13 đơn vị`.
    pub(crate) fn sums_up(&self, count: &Count) -> bool {
        let said = [Cue::Total, Cue::SumUp].iter().any(|cue| self.cue_before(count.at, *cue).is_some());
        said && self.counts.iter().any(|other| other.at < count.at && other.sentence == count.sentence)
    }
}
