//! The words of a text that tell one measure from another: those of a figure's clause without what only says how it
//! is stated.

use crate::claims::prose::lexicon::{Cue, Sense, Tag};
use crate::claims::prose::text::{Count, Fraction, Noun, Text};
use crate::claims::prose::token::{Kind, Word};

/// Cues that say how a figure is stated and nothing of what it is.
pub(crate) const SILENT: [Cue; 20] = [
    Cue::All,
    Cue::Time,
    Cue::Function,
    Cue::Neutral,
    Cue::Ratio,
    Cue::Rate,
    Cue::Whole,
    Cue::Open,
    Cue::Part,
    Cue::Remaining,
    Cue::Total,
    Cue::SumUp,
    Cue::More,
    Cue::Less,
    Cue::About,
    Cue::AtLeast,
    Cue::AtMost,
    Cue::Over,
    Cue::AsOf,
    Cue::Led,
];

/// A longer stretch before a colon is no topic.
const TOPIC: usize = 16;

/// So many words after a figure are compared as they are.
const TAIL: usize = 8;

/// Of phrases that end together the one that says most counts.
fn weight(sense: Sense) -> u8 {
    match sense {
        Sense::Value { .. } => 4,
        Sense::Noun(_) => 3,
        Sense::Mixed { .. } => 2,
        // a level is of the scope
        Sense::Body(_) => 0,
        Sense::Cue(cue) if SILENT.contains(&cue) => 1,
        Sense::Cue(_) | Sense::Decoy(_) => 0,
    }
}

/// What a mark says takes so many bits; a word's hash fills those above them too.
const MARKED: u32 = 32;

/// What a number that stands among words says in place of a word; no hash of a word is likely to be one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark(u64);

impl Mark {
    /// A counted thing, by its line.
    pub(crate) const NOUN: Self = Self(1);
    /// A value of a facet.
    pub(crate) const VALUE: Self = Self(2);
    /// That the figure is a rate.
    pub(crate) const RATE: Self = Self(3);
    /// That several values of a facet are meant.
    pub(crate) const MIXED: Self = Self(4);
    /// That all of a thing is meant.
    pub(crate) const ALL: Self = Self(5);
    /// A level of government.
    pub(crate) const LEVEL: Self = Self(6);
    /// All of a level: `toàn huyện`.
    pub(crate) const WHOLE_LEVEL: Self = Self(7);

    pub(crate) fn of(self, value: u64) -> Word {
        (self.0 << 56) | (value << 1) | 1
    }

    pub(crate) fn value(facet: u8, value: u8) -> Word {
        Self::VALUE.of(u64::from(facet) << 8 | u64::from(value))
    }

    /// Whether a word is such a mark.
    pub(crate) fn is(self, word: Word) -> bool {
        word >> MARKED == self.0 << (56 - MARKED)
    }
}

/// The facet whose value a word is.
pub(crate) fn facet(word: Word) -> Option<Word> {
    Mark::VALUE.is(word).then_some((word & 0x00ff_ffff_ffff_ffff) >> 9)
}

/// The level that a word names, all of it or not.
pub(crate) fn level(word: Word) -> Word {
    word & 0x00ff_ffff_ffff_ffff
}

/// Whether a word names a level of government.
pub(crate) fn names_level(word: Word) -> bool {
    Mark::LEVEL.is(word) || Mark::WHOLE_LEVEL.is(word)
}

pub(crate) fn noun_word(noun: Noun) -> Word {
    match noun {
        Noun::Known(line) => Mark::NOUN.of(u64::from(line)),
        Noun::Other(word) => word,
    }
}

impl Text<'_> {
    /// The stretches of words that speak of a figure: its clause, and what surrounds it where that says little.
    pub(crate) fn spoken(&self, count: &Count) -> Vec<(usize, usize)> {
        let [mut before, (_, mut end)] = self.clause(count);
        if let Some(rate) = self.named_rate(count) {
            before.0 = rate;
        }
        let colon = (before.0..before.1).rev().find(|at| self.is_mark(*at, ':'));
        // what follows a fraction is of its whole: `Cấp kết quả bản điện tử: 1.946/2.097 hồ sơ đã giải quyết`
        let colon = colon.filter(|_| count.fraction != Fraction::Part);
        if let Some(colon) =
            colon.filter(|colon| self.telling(&[(colon + 1, before.1), (count.at + 1, end)]).len() > 1)
        {
            before.0 = colon + 1;
        }
        end = self.bracketed(end, count);
        let mut ranges = vec![before, (count.at + 1, end)];
        let last = count.at.checked_sub(1).map(|before| self.printed(before, count.at).to_lowercase());
        let (from, _) = self.sentence(count.at);
        let segment = (from..count.at).rev().find(|at| self.is_mark(*at, ';')).map_or(from, |at| at + 1);
        // `Tổng số lượt khách tham quan, du lịch là 245.600 lượt`: the comma stands inside a name
        let named = self.tags_within(segment, before.0).any(|tag| tag.sense == Sense::Cue(Cue::Total))
            && self.counts_within(segment, count.at).is_empty();
        if last.as_deref() == Some("là") && (named || self.telling(&[before]).is_empty()) {
            // `… qua 34 cuộc thanh tra là 12.486 triệu đồng`
            ranges = vec![(segment, count.at), (count.at + 1, end)];
        } else if self.telling(&ranges).len() < 2 {
            let (from, to) = self.sentence(count.at);
            let last = self.counts.iter().filter(|other| other.end <= before.0).map(|other| other.end).max();
            let next = self.counts.iter().filter(|other| other.at >= end).map(|other| other.at).min();
            // `Nuôi dê: 02 mô hình, 46 hộ`: what stands before the comma is the other figure's, its own what leads
            let comma = last.and_then(|last| (last..count.at).find(|at| self.is_mark(*at, ',')));
            let lead = comma.filter(|_| !count.figure.is_percent()).map(|_| self.lead(from, count.at));
            let last = comma.map(|comma| comma + 1).or(last).unwrap_or(from).max(from);
            let until = if count.depth > 0 { end } else { next.unwrap_or(to).min(to) };
            ranges = vec![(last, count.at), (count.at + 1, until)];
            ranges.extend(lead);
        }
        ranges.extend(self.accompanied(count).into_iter().flatten());
        ranges
    }

    /// The words of the figure that one goes with: `14 tổ công nghệ số cộng đồng với 86 thành viên`.
    fn accompanied(&self, count: &Count) -> Option<[(usize, usize); 2]> {
        let with = count.at.checked_sub(1).filter(|at| self.is_word(*at, "với"))?;
        let (from, _) = self.sentence(count.at);
        let before = self.counts.iter().rfind(|other| other.at < with && other.at >= from)?;
        let words = (before.at + 1..with)
            .all(|at| matches!(self.kind(at), Some(Kind::Word { .. } | Kind::Mark(','))));
        let [(start, _), _] = self.clause(before);
        (words && count.depth == before.depth && !before.figure.is_percent())
            .then_some([(start, before.at), (before.at + 1, with)])
    }

    /// Where what a bracket without figures explains of a count ends, if one stands at a token.
    pub(crate) fn bracketed(&self, end: usize, count: &Count) -> usize {
        if !self.is_mark(end, '(') || count.figure.is_percent() {
            return end;
        }
        let close = (end..self.tokens.len()).find(|at| self.is_mark(*at, ')')).unwrap_or(end);
        if self.counts.iter().any(|other| other.at > end && other.at < close) { end } else { close }
    }

    /// The words that lead a part of a sentence, up to its first figure: the part that begins at a token or, after it,
    /// at the last semicolon before the figure.
    fn lead(&self, from: usize, at: usize) -> (usize, usize) {
        let segment = (from..at).rev().find(|at| self.is_mark(*at, ';')).map_or(from, |at| at + 1);
        (segment, self.first_from(segment).min(at))
    }

    /// The first figure from a token on.
    fn first_from(&self, from: usize) -> usize {
        let figures = self.counts.iter().map(|count| count.at);
        figures.filter(|first| *first >= from).min().unwrap_or(usize::MAX)
    }

    /// What leads the sentence of a figure that is not the first it leads and has no subject of its own: `Phòng Tư pháp
    /// tiếp nhận …, đúng hạn 100 hồ sơ`.
    pub(crate) fn led(&self, count: &Count) -> Vec<Word> {
        let (from, _) = self.sentence(count.at);
        let [(start, _), _] = self.clause(count);
        let left = self.cues(Cue::Led).any(|tag| tag.at >= start && tag.end <= count.at);
        let lead = if left { (from, self.first_from(from).min(count.at)) } else { self.lead(from, count.at) };
        let led = lead.1 < count.at && lead.1 <= start && self.named_rate(count).is_none();
        if led { self.telling(&[lead]) } else { Vec::new() }
    }

    /// Where the name of a rate begins: `tỷ lệ thanh toán phí, lệ phí trực tuyến đạt 92%`.
    pub(crate) fn named_rate(&self, rate: &Count) -> Option<usize> {
        let (from, _) = self.sentence(rate.at);
        let last = self.counts.iter().filter(|other| other.end <= rate.at).map(|other| other.end).max();
        let start = last.unwrap_or(from).max(from);
        let cue = self.cues(Cue::Rate).filter(|tag| tag.at >= start && tag.end < rate.at).last()?;
        let plain = !(cue.at..rate.at).any(|at| self.is_mark(at, ';'));
        (rate.figure.is_percent() && plain).then_some(cue.at)
    }

    /// The words of some stretches that tell: nouns and values by what they say, other words as they are.
    pub(crate) fn telling(&self, ranges: &[(usize, usize)]) -> Vec<Word> {
        let mut words = Vec::new();
        for (from, to) in ranges {
            let mut at = *from;
            while at < *to {
                if let Some(end) = self.body_end(at) {
                    at = end;
                    continue;
                }
                let tags = self.tags_at(at).filter(|tag| tag.end <= *to);
                let known = tags.max_by_key(|tag| (tag.end, weight(tag.sense)));
                match known.map(|tag| (tag.sense, tag.end)) {
                    Some((Sense::Noun(line), end)) => {
                        words.push(noun_word(Noun::Known(line)));
                        at = end;
                    }
                    Some((Sense::Value { facet, value }, end)) => {
                        // `hộ nghèo`: its noun too
                        let noun = self.tags_at(at).find_map(|tag| match tag.sense {
                            Sense::Noun(line) if tag.end < end => Some(noun_word(Noun::Known(line))),
                            _ => None,
                        });
                        words.extend(noun);
                        words.push(Mark::value(facet, value));
                        at = end;
                    }
                    Some((Sense::Mixed { facet }, end)) => {
                        words.push(Mark::MIXED.of(u64::from(facet)));
                        at = end;
                    }
                    Some((Sense::Cue(cue), end)) if SILENT.contains(&cue) => at = end,
                    _ => {
                        if let Some(token) = self.tokens.get(at)
                            && matches!(token.kind, Kind::Word { .. })
                            && !self.is_place(at)
                        {
                            words.push(token.word);
                        }
                        at += 1;
                    }
                }
            }
        }
        words
    }

    /// What a paragraph says it is of before its figures: `Hỗ trợ nuôi gà: 02 mô hình, 25 hộ`; that it sums up is no topic.
    pub(crate) fn topic(&self, count: &Count) -> Vec<Word> {
        let first = self.counts.first().map_or(count.at, |first| first.at);
        let Some(colon) = (0..first.min(TOPIC)).find(|at| self.is_mark(*at, ':')) else { return Vec::new() };
        let mut from = 0;
        let mut ranges = Vec::new();
        for summary in self.cues(Cue::Summary).filter(|tag| tag.end <= colon) {
            ranges.push((from, summary.at));
            from = summary.end;
        }
        ranges.push((from, colon));
        self.telling(&ranges)
    }

    /// Whether a figure is named as one that is known: `trong số 46 đơn`, `với tỷ lệ … 92,6%`.
    pub(crate) fn refers(&self, count: &Count) -> bool {
        let at = self.named_rate(count).unwrap_or(count.at);
        self.cue_before(at, Cue::Referring).is_some()
    }

    /// The words right after a figure, as they are, up to a mark, another figure or a word that names nothing: `42 trường
    /// đạt chuẩn quốc gia đã …`.
    pub(crate) fn tail(&self, count: &Count) -> Vec<Word> {
        let from = count.at + 1;
        let named = |at: &usize| {
            matches!(self.kind(*at), Some(Kind::Word { .. }))
                && !(*at >= count.end && self.cue_at(*at, Cue::Function).is_some())
        };
        let words = (from..from + TAIL).take_while(named);
        words.filter_map(|at| self.tokens.get(at)).map(|token| token.word).collect()
    }

    /// Whether a figure is a plan, a target or another period's, or counts what others count too.
    pub(crate) fn is_apart(&self, count: &Count) -> bool {
        let [(start, _), (_, end)] = self.clause(count);
        // of a rate that has a name it is who is meant: `tỷ lệ trẻ em được tiêm chủng`
        let shared = || self.says_beside(count, (start, end), &[Cue::Overlap]);
        self.is_elsewhere(count) || self.named_rate(count).is_none() && shared()
    }

    /// Whether a stretch of text says one of these beside a figure.
    fn says_beside(&self, count: &Count, (from, to): (usize, usize), cues: &[Cue]) -> bool {
        let counted = |tag: &Tag| tag.at > count.at && tag.at < count.end;
        self.tags_within(from, to)
            .any(|tag| !counted(&tag) && matches!(tag.sense, Sense::Cue(cue) if cues.contains(&cue)))
    }

    /// Whether a figure is a plan, a target or another period's.
    pub(crate) fn is_elsewhere(&self, count: &Count) -> bool {
        let (from, _) = self.sentence(count.at);
        let [(start, _), (_, end)] = self.clause(count);
        let inside = |from: usize, to: usize, cues: &[Cue]| self.says_beside(count, (from, to), cues);
        // `đạt 87,4% kế hoạch` is no plan
        let plan = if count.figure.is_percent() { count.at } else { end };
        inside(start, end, &[Cue::Before, Cue::Compare])
            || inside(start, plan, &[Cue::Plan])
            || inside(from, end, &[Cue::After])
            || count.depth > 0 && self.is_compared(count)
            || self.begins("chỉ tiêu")
    }
}
