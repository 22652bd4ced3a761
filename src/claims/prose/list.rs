//! A whole and its parts: `… 3.472 hồ sơ. Trong đó:` over bullets, after a cue in the sentence, in brackets.

use crate::claims::prose::items::column;
use crate::claims::prose::lexicon::{Cue, Sense, Tag};
use crate::claims::prose::parts;
use crate::claims::prose::text::{Count, Fraction, Level, Text};
use crate::claims::prose::token::{Kind, Token};
use crate::claims::prose::whole::{List, Opener};
use crate::claims::prose::{At, Prose};

/// Finds every list and what must hold of it.
pub(crate) fn bind(prose: &mut Prose<'_>) {
    let mut lists = Vec::new();
    for text in 0..prose.texts.len() {
        let list = under(prose, text);
        lists.extend(list.as_ref().and_then(|list| column(prose, list)));
        lists.extend(list);
        lists.extend(inline(prose, text));
        lists.extend(bracketed(prose, text));
    }
    for list in lists {
        parts::bind(prose, &list);
    }
}

/// The list whose items are the paragraphs below.
fn under(prose: &Prose<'_>, text: usize) -> Option<List> {
    let above = prose.texts.get(text)?;
    let children = children(prose, text);
    if children.is_empty() {
        return None;
    }
    let end = above.tokens.len();
    let cue = above.last_opener(0, end);
    let said =
        cue.filter(|(tag, _)| !above.counts.iter().any(|count| count.at >= tag.end && count.depth == 0));
    let (until, opener) = said.map_or((end, Opener::Open), |(tag, opener)| (tag.at, opener));
    let wholes = above.wholes_before(until);
    let parts =
        children.iter().filter_map(|child| Some((*child, prose.texts.get(*child)?.main()?))).collect();
    Some(List { wholes: at(text, wholes), parts, opener, bullets: true })
}

fn at(text: usize, counts: Vec<usize>) -> Vec<At> {
    counts.into_iter().map(|count| (text, count)).collect()
}

/// The paragraphs that stand one level below a paragraph.
pub(crate) fn children(prose: &Prose<'_>, text: usize) -> Vec<usize> {
    let Some(above) = prose.texts.get(text) else { return Vec::new() };
    let title = matches!(above.level, Level::Heading(_)) && above.counts.is_empty();
    if title || !above.met.is_body() {
        return Vec::new();
    }
    let announces = above.words.trim_end().ends_with(':');
    let deeper = |text: &Text<'_>| {
        let title = matches!(text.level, Level::RunIn | Level::Heading(3));
        let under = title && announces && above.level == Level::Body;
        text.met.is_body() && (text.level > above.level || under)
    };
    let below = prose.texts.iter().enumerate().skip(text + 1);
    let mut inside = below.take_while(|(_, text)| deeper(text)).peekable();
    let Some(level) = inside.peek().map(|(_, text)| text.level) else { return Vec::new() };
    let list = inside.take_while(|(_, text)| text.level >= level);
    list.filter(|(_, text)| text.level == level).map(|(index, _)| index).collect()
}

/// The lists that a cue opens inside a sentence.
fn inline(prose: &Prose<'_>, number: usize) -> Vec<List> {
    let Some(text) = prose.texts.get(number) else { return Vec::new() };
    let mut openers: Vec<(Tag, Opener)> = text.openers().collect();
    openers.extend(text.colons(&openers));
    openers.sort_by_key(|(tag, _)| tag.at);
    let list = |(index, (tag, opener)): (usize, &(Tag, Opener))| {
        let (_, end) = text.sentence(tag.at);
        let next = openers.get(index + 1).map_or(end, |(next, _)| next.at.min(end));
        let depth = text.depth_at(tag.at);
        let close = text.closes(tag.at, depth).min(end);
        let parts = text.parts_between(tag.end, next.min(close), depth);
        let mut wholes = at(number, text.wholes_before(tag.at));
        if wholes.is_empty() && tag.at <= text.after_number() && *opener == Opener::Open && text.met.is_body()
        {
            wholes = above(prose, number);
        }
        (!parts.is_empty() && !wholes.is_empty()).then(|| List {
            wholes,
            parts: at(number, parts),
            opener: *opener,
            bullets: false,
        })
    };
    openers.iter().enumerate().filter_map(list).collect()
}

/// The figures of the paragraph before one that opens with `Trong đó`.
fn above(prose: &Prose<'_>, number: usize) -> Vec<At> {
    let before = number.checked_sub(1).and_then(|above| Some((above, prose.texts.get(above)?)));
    let body = before.filter(|(_, text)| text.met.is_body());
    body.map(|(above, text)| at(above, text.wholes_before(text.tokens.len()))).unwrap_or_default()
}

/// `120 hồ sơ (80 trực tuyến, 40 trực tiếp)`.
fn bracketed(prose: &Prose<'_>, number: usize) -> Vec<List> {
    let Some(text) = prose.texts.get(number) else { return Vec::new() };
    let opens =
        text.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Mark('(')).map(|(at, _)| at);
    let list = |open: usize| {
        let depth = text.depth_at(open + 1);
        let close = text.closes(open + 1, depth);
        if text.openers().any(|(tag, _)| tag.at > open && tag.at < close) {
            return None;
        }
        let parts = text.parts_between(open + 1, close, depth);
        let whole = text.counts.iter().rposition(|count| {
            count.end <= open && open <= count.end + 4 && !count.figure.is_percent() && !text.is_change(count)
        })?;
        let wholes = vec![text.part_of(whole)];
        // `45 hồ sơ (1.310 hồ sơ tiếp nhận, 1.265 hồ sơ đã giải quyết)` says what it lies between
        let own = text.counts.get(whole).and_then(|count| count.figure.amount());
        let part = |part: &usize| text.counts.get(*part).and_then(|count| count.figure.amount());
        let explains = parts.iter().all(|at| part(at) > own);
        (parts.len() > 1 && !explains).then(|| List {
            wholes: at(number, wholes),
            parts: at(number, parts),
            opener: Opener::Open,
            bullets: false,
        })
    };
    opens.filter_map(list).collect()
}

impl Text<'_> {
    /// The cues that open a list, each once.
    fn openers(&self) -> impl Iterator<Item = (Tag, Opener)> {
        let longest = |tag: &Tag| {
            !self.tags.iter().any(|other| {
                opener(other.sense).is_some()
                    && other.at <= tag.at
                    && other.end >= tag.end
                    && other.end - other.at > tag.end - tag.at
            })
        };
        self.tags.iter().copied().filter_map(move |tag| {
            let opener = opener(tag.sense).filter(|_| longest(&tag))?;
            Some((tag, opener))
        })
    }

    /// The colons inside a sentence that no cue stands before.
    fn colons(&self, openers: &[(Tag, Opener)]) -> Vec<(Tag, Opener)> {
        let colon = |(at, token): (usize, &Token)| {
            let (from, _) = self.sentence(at);
            let told = openers.iter().any(|(tag, _)| {
                from <= tag.at
                    && tag.at <= at
                    && !self.counts.iter().any(|count| count.at >= tag.end && count.at < at)
            });
            (token.kind == Kind::Mark(':') && !told)
                .then_some((Tag { at, end: at + 1, sense: Sense::Cue(Cue::Open) }, Opener::Colon))
        };
        self.tokens.iter().enumerate().filter_map(colon).collect()
    }

    fn last_opener(&self, from: usize, to: usize) -> Option<(Tag, Opener)> {
        self.openers().filter(|(tag, _)| tag.at >= from && tag.end <= to).last()
    }

    /// How many brackets are open at a token.
    fn depth_at(&self, at: usize) -> u8 {
        let mut depth = 0_u8;
        for token in self.tokens.get(..at).unwrap_or_default() {
            match token.kind {
                Kind::Mark('(' | '[') => depth = depth.saturating_add(1),
                Kind::Mark(')' | ']') => depth = depth.saturating_sub(1),
                Kind::Stop => depth = 0,
                _ => {}
            }
        }
        depth
    }

    /// Where the bracket that is open at a token closes.
    pub(crate) fn closes(&self, at: usize, depth: u8) -> usize {
        if depth == 0 {
            return self.tokens.len();
        }
        let mut open = 1_u32;
        let tail = self.tokens.iter().enumerate().skip(at);
        for (at, token) in tail {
            match token.kind {
                Kind::Mark('(' | '[') => open += 1,
                Kind::Mark(')' | ']') => open -= 1,
                _ => {}
            }
            if open == 0 {
                return at;
            }
        }
        self.tokens.len()
    }

    /// The counts of a stretch that stand in no brackets of their own.
    fn parts_between(&self, from: usize, to: usize, depth: u8) -> Vec<usize> {
        let counts = self.counts.iter().enumerate();
        let inside = counts.filter(|(_, count)| {
            count.at >= from
                && count.end <= to.max(count.at)
                && count.at < to
                && (count.depth == depth || (count.alone && count.depth == depth + 1))
                && !count.figure.is_percent()
                && count.fraction != Fraction::Whole
        });
        inside.map(|(number, _)| number).collect()
    }

    /// The figures that a list opened at a token may divide: those of its sentence, the nearest first, then those
    /// of the sentence before.
    fn wholes_before(&self, at: usize) -> Vec<usize> {
        let (from, _) = self.sentence(at.min(self.tokens.len().saturating_sub(1)));
        let depth = self.depth_at(at);
        let fits = |count: &Count| {
            count.depth <= depth && !count.figure.is_percent() && count.end <= at && !self.is_change(count)
        };
        let own = self.counts.iter().enumerate().filter(|(_, count)| count.at >= from && fits(count));
        let mut wholes: Vec<usize> = own.map(|(number, _)| number).collect();
        wholes.reverse();
        let before = self.counts.iter().enumerate().filter(|(_, count)| count.at < from && fits(count));
        // a sentence that divides the whole itself is passed over: `Chia theo nghề: …. Chia theo nơi: …`
        let whole = before.clone().filter(|(_, count)| !self.divides(count.sentence));
        let sentence = whole.clone().map(|(_, count)| count.sentence).max();
        let mut earlier: Vec<usize> =
            whole.filter(|(_, count)| Some(count.sentence) == sentence).map(|(number, _)| number).collect();
        // of a fraction its part is divided, then its whole
        let is_whole =
            |number: &usize| self.counts.get(*number).is_some_and(|count| count.fraction == Fraction::Whole);
        wholes.sort_by_key(is_whole);
        earlier.sort_by_key(is_whole);
        wholes.extend(earlier);
        wholes
    }

    /// Whether a sentence begins with what opens a list: `Cụ thể …`, `Theo giới tính: nam 13, nữ 09`.
    fn divides(&self, sentence: usize) -> bool {
        let first = self.counts.iter().find(|count| count.sentence == sentence);
        first.is_some_and(|first| {
            let (from, _) = self.sentence(first.at);
            let by = self.is_word(from, "theo") && (from..first.at).any(|at| self.is_mark(at, ':'));
            by || self.openers().any(|(tag, opener)| {
                tag.at <= from + 1 && tag.end <= first.at && matches!(opener, Opener::Whole | Opener::Open)
            })
        })
    }

    /// The figure that a line is about: its first outside brackets.
    pub(crate) fn main(&self) -> Option<usize> {
        let counts = self.counts.iter();
        let mut counts = counts.enumerate().filter(|(_, count)| !count.figure.is_percent());
        let plain = counts.clone().find(|(_, count)| count.depth == 0);
        plain.or_else(|| counts.find(|(_, count)| count.alone)).map(|(number, _)| number)
    }
}

fn opener(sense: Sense) -> Option<Opener> {
    match sense {
        Sense::Cue(Cue::Whole) => Some(Opener::Whole),
        Sense::Cue(Cue::Open) => Some(Opener::Open),
        Sense::Cue(Cue::Part) => Some(Opener::Part),
        _ => None,
    }
}
