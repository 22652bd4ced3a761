//! Documents that a text names: type, number, date, issuer, subject; and days that are in no calendar.

use crate::claim::{Citation, Claims, Impossible};
use crate::claims::prose::Prose;
use crate::claims::prose::day::Written;
use crate::claims::prose::lexicon::{Cue, Sense, Tag};
use crate::claims::prose::text::{Level, Text};
use crate::claims::prose::token::{Kind, Token};

/// So many words of a body's name or a subject are read.
const BODY: usize = 12;
const SUBJECT: usize = 40;

/// A named document with the token of its number and its day.
type Named = (usize, Citation, Option<Written>);

/// Reads every named document and every impossible day.
pub(crate) fn read(prose: &Prose<'_>, claims: &mut Claims) {
    for (number, text) in prose.texts.iter().enumerate() {
        let mut cited: Vec<Named> = Vec::new();
        for at in 0..text.tokens.len() {
            if text.kind(at) == Some(Kind::Code)
                && let Some(citation) = text.citation(at, (number, &cited))
            {
                cited.push((at, citation.0, citation.1));
            }
        }
        claims.citations.extend(text.unnumbered());
        share_issuers(text, &mut cited);
        let days: Vec<usize> = cited.iter().filter_map(|(.., day)| day.map(|day| day.from)).collect();
        impossible(text, &days, claims);
        claims.citations.extend(cited.into_iter().map(|(_, citation, _)| citation));
    }
}

/// Days that are in no calendar, those of named documents told apart.
fn impossible(text: &Text<'_>, cited: &[usize], claims: &mut Claims) {
    let found = text.days().filter(|written| written.date.is_none()).map(|written| Impossible {
        printed: text.printed(written.from, written.to).to_owned(),
        place: text.place(written.from, written.to),
        excerpt: text.excerpt(written.from, written.to),
        cited: cited.contains(&written.from),
    });
    claims.impossible.extend(found);
}

/// `Quyết định số 118/QĐ-UBND … và Quyết định số 210/QĐ-UBND … của UBND huyện`: one issuer of both.
fn share_issuers(text: &Text<'_>, cited: &mut [Named]) {
    for index in (1..cited.len()).rev() {
        let Some((before, rest)) = cited.split_at_mut_checked(index) else { return };
        let (Some((at, earlier, day)), Some((next, later, _))) = (before.last_mut(), rest.first()) else {
            return;
        };
        let end = day.map_or(*at + 1, |day| day.to);
        let joined = (end..*next).all(|at| match text.kind(at) {
            Some(Kind::Mark(',' | ';')) => true,
            Some(Kind::Word { .. }) => {
                let word = text.printed(at, at + 1).to_lowercase();
                word == "và"
                    || word == "số"
                    || text.cues(Cue::Document).any(|tag| tag.at <= at && at < tag.end)
            }
            _ => false,
        });
        if joined && earlier.issuer.is_empty() && !later.issuer.is_empty() {
            earlier.issuer.clone_from(&later.issuer);
        }
    }
}

impl Text<'_> {
    /// The document whose number stands at a token, if the words round it say that one is named.
    fn citation(
        &self,
        at: usize,
        (number, before): (usize, &[Named]),
    ) -> Option<(Citation, Option<Written>)> {
        let numbered =
            at.checked_sub(1).is_some_and(|before| self.printed(before, at).eq_ignore_ascii_case("số"));
        let colon =
            at.checked_sub(2).is_some_and(|before| self.is_mark(at - 1, ':') && self.is_word(before, "số"));
        let start = if numbered { at - 1 } else { at };
        let kind = self.cue_before(start, Cue::Document);
        let date = [at + 1, at + 2]
            .into_iter()
            .find_map(|next| self.date_at(next))
            .filter(|date| date.from <= at + 3);
        if colon || (!numbered && kind.is_none() && date.is_none()) {
            return None;
        }
        let from = kind.map_or(start, |kind| kind.at);
        let (sentence, _) = self.sentence(at);
        let shared =
            before.last().filter(|(at, ..)| *at >= sentence).map(|(_, citation, _)| citation.kind.clone());
        let word =
            kind.map_or_else(|| shared.unwrap_or_default(), |kind| capital(self.printed(kind.at, kind.end)));
        let end = date.map_or(at + 1, |date| date.to);
        let (issuer, end) = self.issuer(end);
        let issuer = if issuer.is_empty() { self.subject_body(from) } else { issuer };
        let (code, place) = (self.printed(at, at + 1).to_owned(), self.place(at, at + 1));
        let citation = Citation {
            code: None,
            kind: word,
            number: code,
            date: date.and_then(|date| date.date),
            issuer,
            subject: self.about(end),
            excerpt: self.excerpt(from, date.map_or(at + 1, |date| date.to)),
            listed_in: self.list(from, at, number),
            date_place: date.map_or_else(|| place.clone(), |date| self.place(date.from, date.to)),
            unread: date.is_some_and(|date| date.date.is_none()),
            place,
        };
        Some((citation, date))
    }

    /// Documents whose number was left open: `Quyết định số …/QĐ-UBND ngày 12/3/2023`.
    fn unnumbered(&self) -> Vec<Citation> {
        let open = |tag: &Tag| {
            let dots = |at: usize| matches!(self.kind(at), Some(Kind::Mark('…' | '.' | '_') | Kind::Stop));
            let from = tag.end + 1;
            let slash = (from + 1..from + 6).find(|at| self.is_mark(*at, '/'))?;
            let named = self.printed(tag.end, from).eq_ignore_ascii_case("số") && (from..slash).all(dots);
            let symbol = matches!(self.kind(slash + 1), Some(Kind::Word { capital: true }));
            if !(named && symbol) {
                return None;
            }
            let end = if self.is_mark(slash + 2, '-') { slash + 4 } else { slash + 2 };
            let place = self.place(from, end);
            Some(Citation {
                code: None,
                kind: capital(self.printed(tag.at, tag.end)),
                number: self.printed(from, end).to_owned(),
                date: None,
                issuer: String::new(),
                subject: String::new(),
                listed_in: None,
                date_place: place.clone(),
                unread: false,
                excerpt: self.excerpt(tag.at, end),
                place,
            })
        };
        self.cues(Cue::Document).filter_map(|tag| open(&tag)).collect()
    }

    /// `của UBND tỉnh Quảng Ngãi`, and the token after it.
    fn issuer(&self, at: usize) -> (String, usize) {
        let says = |word: &str| self.is_word(at, word);
        if !(says("của") || says("do")) {
            return (String::new(), at);
        }
        let name = self.body(at + 1);
        (self.printed(at + 1, name).to_owned(), name)
    }

    /// One past the last word of a body's name; none where it does not begin with a capital.
    fn body(&self, at: usize) -> usize {
        let named = matches!(self.kind(at), Some(Kind::Word { capital: true }));
        if !named {
            return at;
        }
        let inside = |at: &usize| match self.kind(*at) {
            Some(Kind::Word { .. }) => !self.tags_at(*at).any(|tag| tag.sense == Sense::Cue(Cue::AfterBody)),
            Some(Kind::Mark('-' | '–')) => true,
            _ => false,
        };
        at + (at..at + BODY).take_while(inside).count()
    }

    /// The body whose act a document is: `UBND huyện đã ban hành Kế hoạch số …`, `UBND huyện tại Công văn số …`.
    fn subject_body(&self, at: usize) -> String {
        let (from, _) = self.sentence(at.saturating_sub(1));
        let committee = (from.max(at.saturating_sub(10))..at).rev().find(|at| {
            matches!(self.printed(*at, at + 1), "UBND" | "HĐND" | "Huyện" | "Tỉnh" | "Sở" | "Bộ" | "Phòng")
                && self.kind(at + 1).is_some()
        });
        let Some(start) = committee else { return String::new() };
        let acts = self.cues(Cue::Issues).find(|tag| tag.at > start && tag.end <= at && at - tag.end <= 1);
        acts.map_or_else(String::new, |tag| {
            let end = (start..tag.at)
                .find(|at| matches!(self.printed(*at, at + 1), "đã" | "có" | "vừa" | ","))
                .unwrap_or(tag.at);
            self.printed(start, end).to_owned()
        })
    }

    fn about(&self, at: usize) -> String {
        let ends = |token: &Token| matches!(token.kind, Kind::Stop | Kind::Mark(';' | ')') | Kind::Code);
        let tail = self.tokens.get(at..).unwrap_or_default();
        let length = tail.iter().position(ends).unwrap_or(tail.len()).min(SUBJECT);
        self.printed(at, at + length).trim_start_matches([',', ' ', '“', '"', '(']).to_owned()
    }

    /// The list that a document is an item of: its line's section, or its own sentence of many.
    fn list(&self, from: usize, at: usize, number: usize) -> Option<String> {
        let lead =
            self.tokens.get(..from)?.iter().filter(|token| matches!(token.kind, Kind::Word { .. })).count();
        let listed = matches!(self.level, Level::Item | Level::SubItem);
        let section = self.met.paragraph.and_then(|paragraph| paragraph.section.clone());
        if listed && lead <= 3 && !self.is_mark(from.saturating_sub(1), '(') {
            return Some(section.unwrap_or_default());
        }
        let (start, end) = self.sentence(at);
        let inside = self.tokens.get(start..end)?;
        let codes = inside.iter().filter(|token| token.kind == Kind::Code).count();
        let marks = inside.iter().filter(|token| token.kind == Kind::Mark(';')).count();
        (codes > 2 && marks + 1 >= codes).then(|| format!("{}#{number}.{start}", section.unwrap_or_default()))
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
