//! What each mark of a draft prints today: what is put in its place, and what has to be left to the author.

use std::collections::BTreeMap;

use crate::assembly::Templates;
use crate::claims::{is_same, label};
use crate::document::{Entry, Linked, Links};
use crate::finding::say;
use crate::model::{Book, Link, Today, Way, capitalised};
use crate::place::Place;

/// A figure that was put in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// What it is.
    pub label: String,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
    /// The cells that it comes from.
    pub cells: Vec<Place>,
    /// Where it stands in the file.
    pub place: Place,
}

/// Something that could not be put in its place, and is left to the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Where it stands, in the refreshed file.
    pub place: Place,
    /// A whole Vietnamese sentence: what it is and why it was left.
    pub message: String,
}

/// What a draft's marks ask for.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The number of the mark with each.
    pub(super) replaced: Vec<(u32, Replaced)>,
    pub(super) left: Vec<Left>,
    /// The entries of the register afterwards.
    pub(super) entries: BTreeMap<u32, Entry>,
}

/// Today's figures of every mark.
pub(super) fn plan(links: &Links, book: &Book, templates: &Templates) -> Plan {
    let planner = Planner { today: Today::new(book, templates.catalogue()), templates };
    let mut plan = Plan { entries: links.entries.clone(), ..Plan::default() };
    for linked in &links.spans {
        let Some(entry) = links.entries.get(&linked.number) else { continue };
        match planner.asked(entry, linked) {
            Ok((replaced, entry)) => {
                plan.entries.insert(linked.number, entry);
                plan.replaced.extend(replaced.map(|replaced| (linked.number, replaced)));
            }
            Err(left) => plan.left.push(left),
        }
    }
    // a change is several figures of one sentence
    plan.left.dedup_by(|next, last| next.message == last.message && next.place.is_beside(&last.place));
    plan
}

struct Planner<'a> {
    today: Today<'a>,
    templates: &'a Templates,
}

/// What is put in the place of a mark's words, if anything, and what its entry says afterwards.
type Asked = (Option<Replaced>, Entry);

impl Planner<'_> {
    fn asked(&self, entry: &Entry, linked: &Linked) -> Result<Asked, Left> {
        let Some((from, to)) = entry.within(&linked.text) else {
            return Err(self.left("empty", entry, &linked.place));
        };
        let found = linked.text.get(from..to).unwrap_or_default();
        let letters = |bytes: usize| linked.text.get(..bytes).map_or(0, |before| before.chars().count());
        let place = linked.place.narrowed(letters(from), letters(to));
        let printed = match &entry.link {
            Link::Direction { way, .. } => self.direction(entry, (*way, found)),
            link => {
                let why = if link.is_change() { "sentence" } else { "gone" };
                self.today.text(link).map(|text| Entry { text, ..entry.clone() }).ok_or(why)
            }
        };
        let printed = printed.map_err(|why| self.left(why, entry, &place))?;
        if is_same(found, &printed.text) {
            return Ok((None, printed));
        }
        let new = match found.chars().next().is_some_and(char::is_uppercase) {
            true => capitalised(&printed.text),
            false => printed.text.clone(),
        };
        let replaced = Replaced {
            label: label(&entry.link, self.today.catalogue),
            old: found.to_owned(),
            new,
            cells: self.today.places(&entry.link),
            place,
        };
        Ok((Some(replaced), printed))
    }

    /// The word that says which way it changed today. A change that came to nothing, or out of it, is another sentence.
    fn direction(&self, entry: &Entry, (way, found): (Way, &str)) -> Result<Entry, &'static str> {
        let change = self.today.figure(&entry.link).ok_or("gone")?;
        let now = Way::of(change.value());
        let word = |way| self.templates.phrases.direction(way);
        let said = found.to_lowercase();
        let is_ours = said == entry.text.to_lowercase()
            || [Way::Up, Way::Down, Way::Same].into_iter().any(|way| said == word(way));
        if now == way {
            // a word of the author's own says it as well
            let text = if is_ours { entry.text.clone() } else { found.to_owned() };
            return Ok(Entry { text, ..entry.clone() });
        }
        let word = word(now);
        if [now, way].contains(&Way::Same) || word.is_empty() {
            return Err("sentence");
        }
        if !is_ours {
            return Err("word");
        }
        let link = entry.link.code().map(|code| Link::Direction { code: code.clone(), way: now });
        Ok(Entry { link: link.unwrap_or_else(|| entry.link.clone()), text: word.to_owned() })
    }

    fn left(&self, why: &str, entry: &Entry, place: &Place) -> Left {
        let cells: Vec<String> = self.today.places(&entry.link).iter().map(ToString::to_string).collect();
        let cells = if cells.is_empty() { say("TIE", "computed", &[]) } else { cells.join(", ") };
        let label = label(&entry.link, self.today.catalogue);
        let facts = [("label", label.as_str()), ("printed", entry.text.as_str()), ("cell", cells.as_str())];
        Left { place: place.clone(), message: say("REFRESH", why, &facts) }
    }
}
