//! What was there at first, what came, what went, what is there at last: `Đầu năm 214 …; thêm 37, chuyển đi 05, tử vong 03;
//! cuối năm là 243`.

use crate::claims::prose::Prose;
use crate::claims::prose::implied::slip::{ALWAYS, LIKELY};
use crate::claims::prose::implied::{Reading, amounts, is_base};
use crate::claims::prose::lexicon::{Cue, Sense};
use crate::claims::prose::text::{Count, Text};
use crate::model::Relation;

/// So many comings and goings are told of one stock at most.
const MOVES: usize = 6;

/// What a figure is to a stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Opening,
    Came,
    Went,
    Closing,
    /// No word says which way it went.
    Moved,
}

pub(super) fn ask(prose: &Prose<'_>, number: usize, questions: &mut Vec<Vec<Reading>>) {
    let Some(text) = prose.texts.get(number) else { return };
    let roles: Vec<(usize, &Count, Role)> = amounts(text)
        .filter(|(_, count)| count.noun.is_some() && !is_base(count))
        .map(|(at, count)| (at, count, text.role(count)))
        .collect();
    for (opening, first, _) in roles.iter().filter(|(.., role)| *role == Role::Opening) {
        let like = |count: &Count| count.noun == first.noun && text.is_of_one_kind(first, count);
        let Some((closing, last, _)) =
            roles.iter().find(|(_, count, role)| *role == Role::Closing && like(count))
        else {
            continue;
        };
        let between = |count: &Count| count.at > first.at && count.at < last.at;
        let moves: Vec<(usize, Role)> = roles
            .iter()
            .filter(|(_, count, role)| match role {
                Role::Came | Role::Went => like(count),
                Role::Moved => like(count) && between(count),
                Role::Opening | Role::Closing => false,
            })
            .map(|(at, _, role)| (*at, *role))
            .collect();
        if !moves.is_empty() && moves.len() <= MOVES {
            questions.push(ways(number, (*opening, *closing), &moves));
        }
    }
}

/// The ways in which the figures may hold: one, where the words tell of each which way it went.
fn ways(number: usize, (opening, closing): (usize, usize), moves: &[(usize, Role)]) -> Vec<Reading> {
    let open: Vec<usize> = moves.iter().filter(|(_, role)| *role == Role::Moved).map(|(at, _)| *at).collect();
    let ways = 1_u32 << open.len();
    let way = |way: u32| {
        let comes = |(at, role): &(usize, Role)| {
            let index = open.iter().position(|open| open == at);
            *role == Role::Came || index.is_some_and(|index| way >> index & 1 == 1)
        };
        let (came, went): (Vec<_>, Vec<_>) = moves.iter().partition(|moved| comes(moved));
        let at = |(at, _): &(usize, Role)| (number, *at);
        let incoming = [(number, opening)].into_iter().chain(came.iter().map(at)).collect();
        let outgoing = went.iter().map(at).chain([(number, closing)]).collect();
        let bound = if open.is_empty() { ALWAYS } else { LIKELY / ways };
        Reading { relation: Relation::Flow { incoming, outgoing }, bound }
    };
    (0..ways).map(way).collect()
}

impl Text<'_> {
    /// What a figure's clause says that it is to a stock; when that was may stand before a comma: `Đến cuối năm, xã còn …`.
    fn role(&self, count: &Count) -> Role {
        let (sentence, _) = self.sentence(count.at);
        let before = self.counts.iter().map(|other| other.end).filter(|end| *end <= count.at).max();
        let start = before.unwrap_or(0).max(sentence);
        let start = (start..count.at).rfind(|at| self.is_mark(*at, ';')).map_or(start, |at| at + 1);
        let clause = |cue: Cue| self.clause_tags(count).any(|tag| tag.sense == Sense::Cue(cue));
        let led = |cue: Cue| {
            clause(cue) || self.tags_within(start, count.at).any(|tag| tag.sense == Sense::Cue(cue))
        };
        if clause(Cue::Came) {
            Role::Came
        } else if clause(Cue::Went) {
            Role::Went
        } else if led(Cue::Closing) {
            Role::Closing
        } else if led(Cue::Opening) {
            Role::Opening
        } else {
            Role::Moved
        }
    }

    /// Whether two figures name no two values of one facet: of poor families and nearly poor ones each has its stock.
    fn is_of_one_kind(&self, one: &Count, other: &Count) -> bool {
        let (values, others) = (self.values(one), self.values(other));
        !values.iter().any(|(facet, value)| others.iter().any(|(own, other)| own == facet && other != value))
    }
}
