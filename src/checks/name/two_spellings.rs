//! A name is spelt one way.
//!
//! **What it does.** Looks through all texts for the names of the reporting body, its place and its superior, in a
//! draft also for every place that it names, and for words that are the same but for their marks. The rarer
//! spelling is held to be the slip.
//! **Why it matters.** A report that misspells its own commune is an embarrassment in every copy.
//! **Example.** `Tịnh Châu` 13 times, `Tỉnh Châu` 3 times.
//! **Use instead.** The spelling that is proposed.
//! **Limits.** Only names that begin with a capital, of two words or more or after a word such as `xã`. Where
//! the tone stands (`Hòa`, `Hoà`) makes no difference; which tone it is does. A place that only the text names
//! must be named three times or more, since two neighbours may bear like names (`Tịnh An`, `Tịnh Ấn`).
//! **Basis.** `Cơ quan ban hành`, `Cơ quan chủ quản` and `Địa danh` of the workbook.

use std::collections::{BTreeMap, HashSet};

use crate::checks::name::named::names;
use crate::checks::name::{Written, spanned, trimmed};
use crate::checks::rule::{Found, rule};
use crate::claim::{Case, Passage};
use crate::finding::{Finding, say};
use crate::model::Given;
use crate::num::{bare, distance, fold};
use crate::place::Place;

rule!(NAME001 "two-spellings" Warning "a name is spelt in two ways", check);

/// Words of a body's name that are not its place, without marks.
const BODY: [&str; 19] = [
    "uy", "ban", "nhan", "dan", "ubnd", "hoi", "dong", "hdnd", "xa", "phuong", "thi", "tran", "dac", "khu",
    "huyen", "quan", "thanh", "pho", "tinh",
];

/// The words that a commune's name follows, without marks.
const PLACE: [&str; 3] = ["xa", "phuong", "tran"];

/// So often a place is named before its spellings are compared.
const NAMED: usize = 3;

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(info) = case.book().map(|book| &book.info) else { return };
    let mut done = HashSet::new();
    let known = [&info.place_name, &info.issuing_body, &info.superior_body];
    let texts: Vec<Text<'_>> =
        case.claims.texts.iter().map(|passage| (passage, words(&passage.text))).collect();
    for given in known.into_iter().flatten() {
        let name = Name::of(&given.value);
        if !name.words.is_empty() && done.insert(name.words.clone()) {
            let written = name.written(&texts, known);
            report(&written, found);
        }
    }
    if case.source().is_none() {
        let names = names(&case.claims.texts);
        for (name, written) in &names {
            let own = done.contains(&name.split(' ').map(str::to_owned).collect::<Vec<String>>());
            if !own && written.len() >= NAMED {
                report(written, found);
            }
        }
        for pair in mistyped(names) {
            report(&pair, found);
        }
    }
}

/// The names that are another but for one letter at the end of a syllable, each with that other: `Hòa Khươn`.
fn mistyped(names: BTreeMap<String, Vec<Written<'_>>>) -> Vec<Vec<Written<'_>>> {
    let mut alike: BTreeMap<String, Vec<(String, Vec<Written<'_>>)>> = BTreeMap::new();
    for (name, written) in names {
        alike.entry(without_ends(&name)).or_default().push((name, written));
    }
    let mut pairs = Vec::new();
    for mut names in alike.into_values().filter(|names| names.len() == 2) {
        names.sort_by_key(|(_, written)| std::cmp::Reverse(written.len()));
        let [(usual, many), (slip, one)] = names.as_mut_slice() else { continue };
        if one.len() == 1
            && many.len() + 1 >= NAMED
            && distance(&usual.chars().collect::<Vec<_>>(), slip) == 1
        {
            let first = many.first().map(|first| first.folded.clone());
            many.retain(|written| Some(&written.folded) == first.as_ref());
            many.append(one);
            pairs.push(std::mem::take(many));
        }
    }
    pairs
}

/// A name without marks, and without the consonants that end its syllables.
fn without_ends(name: &str) -> String {
    let vowel = |letter: char| "aeiouy".contains(letter);
    let syllables = name.split(' ').map(|syllable| syllable.trim_end_matches(|letter| !vowel(letter)));
    syllables.collect::<Vec<_>>().join(" ")
}

/// One finding for each rarer spelling.
fn report(written: &[Written<'_>], found: &mut Found) {
    let mut spellings: BTreeMap<&str, Vec<&Written<'_>>> = BTreeMap::new();
    for one in written {
        spellings.entry(&one.folded).or_default().push(one);
    }
    let first = written.first().map(|one| one.folded.as_str());
    let usual = spellings.iter().max_by_key(|(name, all)| (all.len(), Some(**name) == first));
    let Some((usual, right)) = usual.and_then(|(name, all)| Some((*name, *all.first()?))) else { return };
    let times = spellings.get(usual).map_or(0, Vec::len).to_string();
    for (_, slips) in spellings.iter().filter(|(name, _)| **name != usual) {
        let Some((slip, others)) = slips.split_first() else { continue };
        // two names that stand side by side again and again are of two places: xã Tân Hòa, xã Tân Hóa
        let usuals = || spellings.get(usual).into_iter().flatten();
        if !others.is_empty() && slips.iter().all(|slip| usuals().any(|one| one.place.is_beside(&slip.place)))
        {
            continue;
        }
        let to = like(right.text, slip.text);
        let facts = [("found", slip.text), ("expected", to.as_str()), ("times", &times)];
        let mut finding = Finding::new(CODE, slip.place.clone(), say(CODE.id, "two", &facts))
            .excerpt(slip.excerpt.as_str())
            .repair(slip.text, to.as_str());
        for other in others {
            finding = finding.related(other.place.clone(), other.text);
        }
        found.report(finding.sides(to, slip.text));
    }
}

/// The usual spelling in capitals where the slip is.
fn like(usual: &str, slip: &str) -> String {
    let upper = |text: &str| !text.chars().any(char::is_lowercase);
    if upper(slip) {
        return usual.to_uppercase();
    }
    if !upper(usual) {
        return usual.to_owned();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().collect();
        first + &letters.as_str().to_lowercase()
    };
    usual.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// A passage and its words.
type Text<'a> = (&'a Passage, Vec<&'a str>);

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().map(trimmed).collect()
}

/// A place's name, word by word without marks.
struct Name {
    words: Vec<String>,
}

impl Name {
    /// The name without the words that say what kind of body or place it is.
    fn of(text: &str) -> Self {
        let bare = bare(text);
        let words = bare.split_whitespace().map(trimmed).collect::<Vec<_>>();
        // `ủy ban nhân dân xã Tịnh Châu` ends in its place; without a word such as `xã`, the last two words
        // stay, since `Tịnh` without its mark looks like `tỉnh`.
        let kinds = words.iter().take_while(|word| BODY.contains(word)).count();
        let place = words.iter().rposition(|word| PLACE.contains(word)).map(|at| at + 1);
        let start = place.unwrap_or_else(|| kinds.min(words.len().saturating_sub(2)));
        Self { words: words.into_iter().skip(start).map(str::to_owned).collect() }
    }

    /// Where the name is written, as it is or with other marks; `own` only where no text holds it.
    fn written<'a>(&self, texts: &[Text<'a>], own: [&'a Option<Given<String>>; 3]) -> Vec<Written<'a>> {
        let own = own.into_iter().flatten();
        let mut written = Vec::new();
        for given in own
            .clone()
            .filter(|given| !texts.iter().any(|(passage, _)| given.place.is_beside(&passage.place)))
        {
            self.search(
                (&given.value, &words(&given.value)),
                |_| (given.place.clone(), given.value.clone()),
                &mut written,
            );
        }
        for (passage, words) in texts {
            self.search(
                (&passage.text, words),
                |text| (passage.within(text), passage.around(text)),
                &mut written,
            );
        }
        written
    }

    fn search<'a>(
        &self,
        (text, words): (&'a str, &[&'a str]),
        place: impl Fn(&str) -> (Place, String),
        written: &mut Vec<Written<'a>>,
    ) {
        for (at, window) in words.windows(self.words.len()).enumerate() {
            let alone = self.words.len() == 1;
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            if !self.words.iter().zip(window).all(|(name, word)| is_written(name, word)) {
                continue;
            }
            let placed = before.is_some_and(|word| PLACE.contains(&bare(word).as_str()));
            // `Bình An` of `Nguyễn Bình An` is a person's
            let of_a_name = before.is_some_and(|word| is_of_a_name(word));
            if !of_a_name && (placed || !alone) {
                let text = spanned(text, window);
                let (place, excerpt) = place(text);
                written.push(Written { text, folded: fold(text), place, excerpt });
            }
        }
    }
}

/// Whether a word is the first of a longer name.
fn is_of_a_name(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
    let place = ["xã", "phường", "trấn", "huyện", "quận", "phố", "tỉnh", "dân", "khu"];
    capital && !place.contains(&fold(word).as_str())
}

/// Whether a word is this one, marks aside; most words are told apart by their length or first letter.
fn is_written(name: &str, word: &str) -> bool {
    let mut letters = word.chars();
    let Some(first) = letters.next().filter(|first| first.is_uppercase()) else { return false };
    let plain = !first.is_ascii() || name.starts_with(first.to_ascii_lowercase());
    plain && letters.count() + 1 == name.chars().count() && bare(word) == name
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Bench;

    fn bench(texts: &[&str]) -> Bench {
        let mut bench = Bench::new();
        bench.book.info.issuing_body = bench.given("ỦY BAN NHÂN DÂN XÃ TỊNH CHÂU".to_owned());
        for text in texts {
            bench.text(text);
        }
        bench
    }

    #[test]
    fn fires() {
        let texts =
            ["UBND xã Tỉnh Châu báo cáo.", "địa bàn xã Tịnh Châu", "UBND XÃ TỈNH CHÂU", "xã Tịnh Châu;"];
        let findings = bench(&texts).findings("NAME001");
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(
            (finding.found.as_deref(), finding.expected.as_deref()),
            (Some("Tỉnh Châu"), Some("Tịnh Châu"))
        );
        assert_eq!(finding.related.len(), 1);
    }

    #[test]
    fn the_body_above_is_looked_for() {
        let mut bench = bench(&["UBND thành phố Quảng Ngải chỉ đạo", "thành phố Quảng Ngãi"]);
        bench.book.info.superior_body = bench.given("UBND thành phố Quảng Ngãi".to_owned());
        assert_eq!(bench.findings("NAME001")[0].found.as_deref(), Some("Quảng Ngải"));
    }

    #[test]
    fn the_own_heading_may_be_the_slip() {
        let findings = bench(&["xã Tĩnh Châu", "xã Tĩnh Châu", "xã Tĩnh Châu"]).findings("NAME001");
        assert_eq!(findings[0].found.as_deref(), Some("TỊNH CHÂU"));
        assert_eq!(findings[0].repair[0].to, "TĨNH CHÂU");
    }

    #[test]
    fn stays_silent() {
        for text in ["xã Tịnh Châu", "tính châu", "Tịnh Chân", "", "Tịnh  Châu"] {
            assert_eq!(bench(&[text]).messages("NAME001"), [""; 0], "{text}");
        }
    }
}
