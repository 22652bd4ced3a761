//! The figures that a text states, and what each counts; a number that only names something is none.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::claims::prose::lexicon::{Cue, Lexicon, Sense, Tag};
use crate::claims::prose::text::{About, Count, Fraction, Noun, Text};
use crate::claims::prose::token::{Kind, Token};
use crate::num::{Figure, Magnitude, Qualifier};

impl Text<'_> {
    /// Reads every figure that states something.
    pub(crate) fn read_counts(&mut self) {
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
        self.read_about();
    }

    /// Reads what the text says of each figure.
    fn read_about(&mut self) {
        let about = |count: &Count| About {
            clause: self.find_clause(count),
            change: self.find_change(count),
            antecedent: None,
        };
        let known: Vec<About> = self.counts.iter().map(about).collect();
        self.counts.iter_mut().zip(known).for_each(|(count, about)| count.about = about);
        // whether a figure is a change must be known of those before a share
        let spoken = |(share, count): (usize, &Count)| {
            if count.figure.is_percent() { self.find_antecedent(share) } else { None }
        };
        let spoken: Vec<Option<usize>> = self.counts.iter().enumerate().map(spoken).collect();
        self.counts.iter_mut().zip(spoken).for_each(|(count, spoken)| count.about.antecedent = spoken);
    }

    /// Adds a figure, or both sides of a fraction; gives the token after it.
    fn add(&mut self, at: usize, figure: Figure, (depth, sentence): (u8, usize)) -> usize {
        let figure = figure.with_qualifier(self.qualifier(at));
        let (noun, end) = self.noun(at + 1, figure);
        let alone = self.is_alone(at);
        let plain = Count {
            at,
            figure,
            noun,
            end,
            fraction: Fraction::No,
            depth,
            sentence,
            alone,
            about: About::default(),
        };
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
            // `18.462 triệu đồng/dự toán giao 19.350 triệu đồng`
            self.cue_at(part.end + 1, Cue::Plan).map_or(part.end + 1, |plan| plan.end)
        } else {
            let over = self.over(part.end)?;
            // `trên 20` alone is a qualifier: both sides need one noun or `tổng số`
            let plain = over.end - over.at == 1;
            (!plain || part.end > part.at + 1).then_some(over.end)?
        };
        match self.kind(at)? {
            Kind::Figure(whole) if !whole.is_percent() => {
                let (noun, _) = self.noun(at + 1, whole);
                // `4.500 vụ / 9.370 bị can` counts two things
                Lexicon::builtin().same_noun(noun, part.noun).then_some((at, whole))
            }
            _ => None,
        }
    }

    /// `trên` right after a part, or `trên tổng số` after some words more: `87 hộ nghèo trên tổng số 1.942 hộ`.
    fn over(&self, at: usize) -> Option<Tag> {
        let words = |to: usize| (at..to).all(|at| matches!(self.kind(at), Some(Kind::Word { .. })));
        self.cue_at(at, Cue::Over).or_else(|| {
            let later = (at + 1..at + 4).find_map(|later| self.cue_at(later, Cue::Over))?;
            (later.end - later.at > 2 && words(later.at)).then_some(later)
        })
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
            return !self.is_shortened(at);
        }
        let (noun, _) = self.noun(at + 1, figure);
        noun.is_none() && (self.is_year_of_name(at, figure) || self.ends_a_name(at, figure))
            || self.is_named(at, matches!(noun, Some(Noun::Known(_))))
    }

    /// Whether a span of time is measured: `từ 640 ngày xuống còn 428 ngày, giảm 212 ngày`.
    fn is_shortened(&self, at: usize) -> bool {
        let (from, to) = self.sentence(at);
        let span = |at: usize| {
            matches!(self.kind(at), Some(Kind::Figure(_))) && self.cue_at(at + 1, Cue::Time).is_some()
        };
        let leads = |at: usize, words: &[&str]| words.iter().any(|word| self.says(at, word));
        let spans = || (from..to).filter(|at| span(*at));
        let moved = spans().any(|at| leads(at, &["từ"])) && spans().any(|at| leads(at, &["còn", "xuống"]));
        let change = [Cue::Up, Cue::Down].iter().any(|cue| self.cue_before(at, *cue).is_some());
        moved && (change || leads(at, &["từ", "còn", "xuống"]))
    }

    /// Whether a figure is the year of a name: `Tết Mậu Tuất 2018`, `Festival Huế 2024`.
    fn is_year_of_name(&self, at: usize, figure: Figure) -> bool {
        let (from, _) = self.sentence(at);
        let named = at.checked_sub(1).is_some_and(|before| before > from && self.is_capital(before));
        named && is_year(figure) && !self.printed(at, at + 1).contains('.')
    }

    /// Whether a figure ends a name that a bracket tells of: `xã Phước Cát 2 (4,0%)`.
    fn ends_a_name(&self, at: usize, figure: Figure) -> bool {
        let named =
            at.checked_sub(2).is_some_and(|before| self.is_capital(before) && self.is_capital(before + 1));
        let told = self.is_mark(at + 1, '(') && matches!(self.kind(at + 2), Some(Kind::Figure(_)));
        named && told && figure.value() < Decimal::TEN
    }

    fn is_capital(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Word { capital: true }))
    }

    fn is_named(&self, at: usize, counted: bool) -> bool {
        let spared = [Cue::Total, Cue::Neutral, Cue::Plan, Cue::Rate, Cue::SumUp];
        let strict = self.cue_before(at, Cue::Naming).is_some();
        let loose = || {
            // `cấp 2.748 thẻ` counts, `cấp 3` names
            let long =
                matches!(self.kind(at), Some(Kind::Figure(figure)) if figure.value() >= Decimal::ONE_HUNDRED);
            // `… 08 cơ sở, chuyển làm nhà văn hóa thôn 02 cơ sở`
            let noun = self.noun_at(at);
            let again = noun.is_some() && self.counts.iter().any(|count| count.noun == noun);
            let counts = matches!(noun, Some(Noun::Other(_))) && (long || again) && !self.says(at, "số");
            let tag = self.cue_before(at, Cue::Loose).filter(|_| !counts);
            tag.is_some_and(|tag| {
                !self.tags_before(at).any(|other| {
                    other.at < tag.at
                        && match other.sense {
                            Sense::Cue(cue) => spared.contains(&cue),
                            // `một phần 56` names a value of what is counted
                            sense => matches!(sense, Sense::Value { .. }),
                        }
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
                        && self.counts.binary_search_by_key(&before, |count| count.at).is_err()
                })
        };
        strict
            || (!counted && (loose() || chained()))
            || (year() && self.printed(at.saturating_sub(1), at).eq_ignore_ascii_case("năm"))
    }

    /// What the figure at a token counts.
    fn noun_at(&self, at: usize) -> Option<Noun> {
        match self.kind(at)? {
            Kind::Figure(figure) => self.noun(at + 1, figure).0,
            _ => None,
        }
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
    figure.value().to_i64()
}

fn is_year(figure: Figure) -> bool {
    whole(figure).is_some_and(|year| (1900..2200).contains(&year)) && figure.decimals() == 0
}
