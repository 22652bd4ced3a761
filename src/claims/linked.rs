//! The marked figures of a draft, held against the cells that they were printed from: exactly, whatever the words around
//! them have become.

use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeSet, HashMap};

use crate::claim::{Basis, ClaimId, Claims, Tie, TieFault, TieState, Ties};
use crate::claims::{Bindings, printed_again};
use crate::document::{Document, Entry, Linked, Links, Unread};
use crate::finding::{around, say};
use crate::model::{Book, Catalogue, Code, Link, Operand, Relation, Today, Way};
use crate::num::parse;
use crate::place::Place;

/// Reads the marks of a draft, and ties the figures in them to their cells by these alone.
pub(crate) fn read(
    document: &Document,
    (book, catalogue): (&Book, &Catalogue),
    cells: &Bindings,
    claims: &mut Claims,
) {
    claims.ties = held(document, Some(book), catalogue);
    bind(cells, claims);
}

/// The marked figures of a draft, each held against its cell, or against what was printed where there is no workbook.
pub(crate) fn held(document: &Document, book: Option<&Book>, catalogue: &Catalogue) -> Ties {
    let links = &document.links;
    let mut ties = Ties::default();
    if links.spans.is_empty() || !understood(links, catalogue, &mut ties.faults) {
        return ties;
    }
    let today = book.map(|book| Today::new(book, catalogue));
    let reader = Reader { catalogue, today, texts: texts(document) };
    let mut met = BTreeSet::new();
    for linked in &links.spans {
        let Some(entry) = links.entries.get(&linked.number) else { continue };
        met.insert(linked.number);
        if entry.link.code().is_none_or(|code| catalogue.indicator(code.as_str()).is_some()) {
            ties.ties.push(reader.tie(entry, linked));
        }
    }
    let gone = links.entries.iter().filter(|(number, _)| !met.contains(number));
    ties.deleted = gone
        .map(|(_, entry)| (entry.link.clone(), label(&entry.link, catalogue), entry.text.clone()))
        .collect();
    ties
}

/// Whether the register can be taken as it is; what of it cannot is told.
fn understood(links: &Links, catalogue: &Catalogue, faults: &mut Vec<TieFault>) -> bool {
    match (links.unread, &links.origin) {
        (Some(Unread::Broken), _) => faults.push(TieFault::Broken),
        (Some(Unread::Newer(schema)), _) => faults.push(TieFault::Newer(schema)),
        // the register is gone with its marks' names: they are any other program's
        (None, None) => {}
        (None, Some(origin)) if origin.catalogue != catalogue.name => {
            faults.push(TieFault::Other(origin.catalogue.clone()));
        }
        (None, Some(_)) => {
            let codes = links.entries.values().filter_map(|entry| entry.link.code());
            let unknown: BTreeSet<String> = codes
                .filter(|code| catalogue.indicator(code.as_str()).is_none())
                .map(ToString::to_string)
                .collect();
            if !unknown.is_empty() {
                faults.push(TieFault::Unknown(unknown.into_iter().collect()));
            }
            let unlisted =
                links.spans.iter().filter(|span| !links.entries.contains_key(&span.number)).count();
            if unlisted > 0 {
                faults.push(TieFault::Unlisted(unlisted));
            }
            return true;
        }
    }
    false
}

/// The letters of each text of a draft, by its place.
fn texts(document: &Document) -> HashMap<Place, Vec<char>> {
    let mut texts: HashMap<Place, Vec<char>> = HashMap::new();
    for met in document.met() {
        let more: Vec<char> = met.text().chars().collect();
        match texts.entry(met.place(0, 0).around()) {
            Slot::Vacant(text) => drop(text.insert(more)),
            // the paragraphs of a cell are lines of one text
            Slot::Occupied(text) => text.into_mut().extend(std::iter::once('\n').chain(more)),
        }
    }
    texts
}

struct Reader<'a> {
    catalogue: &'a Catalogue,
    /// The workbook, where there is one.
    today: Option<Today<'a>>,
    texts: HashMap<Place, Vec<char>>,
}

impl Reader<'_> {
    fn tie(&self, entry: &Entry, linked: &Linked) -> Tie {
        let span = entry.within(&linked.text);
        let found = span.and_then(|(from, to)| linked.text.get(from..to)).unwrap_or_default();
        let letters = |bytes: usize| linked.text.get(..bytes).map_or(0, |before| before.chars().count());
        let (from, to) = span.unwrap_or((0, linked.text.len()));
        let place = linked.place.narrowed(letters(from), letters(to));
        let figure = self.today.as_ref().and_then(|today| today.figure(&entry.link));
        let today = figure.map(|figure| match entry.link {
            Link::Direction { .. } => word(Way::of(figure.value())),
            _ => entry.link.text(figure),
        });
        let rewritten = match (&entry.link, figure.map(|figure| Way::of(figure.value()))) {
            (Link::Direction { way, .. }, Some(now)) => now != *way && [now, *way].contains(&Way::Same),
            _ => false,
        };
        // what changed since last period only a workbook that knows that period can say
        let is_known = self.today.is_some() && (figure.is_some() || !entry.link.is_change());
        let state = match span {
            None => TieState::Empty,
            Some(_) if !is_known && is_same(found, &entry.text) => TieState::Held,
            Some(_) => state(entry, found, today.as_deref()),
        };
        let letters = self.texts.get(&place.around()).map(Vec::as_slice).unwrap_or_default();
        let excerpt = place.span().map_or_else(String::new, |(start, end)| around(letters, start, end));
        Tie {
            link: entry.link.clone(),
            label: label(&entry.link, self.catalogue),
            printed: entry.text.clone(),
            found: found.to_owned(),
            today,
            rewritten,
            cells: self.today.as_ref().map_or_else(Vec::new, |today| today.places(&entry.link)),
            place,
            excerpt,
            state,
        }
    }
}

/// What became of a figure, or of the word that says which way it changed.
fn state(entry: &Entry, found: &str, today: Option<&str>) -> TieState {
    let is = |other: &str| is_same(found, other);
    match (&entry.link, today) {
        (_, Some(today)) if is(today) => TieState::Held,
        // another word than the ways' own is the author's: the words are read as any others
        (Link::Direction { way, .. }, Some(today)) if word(*way) == today => {
            let other =
                [Way::Up, Way::Down, Way::Same].into_iter().any(|other| other != *way && is(&word(other)));
            if other { TieState::Changed } else { TieState::Held }
        }
        (Link::Direction { .. }, _) => TieState::Stale,
        _ if is(&entry.text) => TieState::Stale,
        _ => TieState::Changed,
    }
}

/// Whether two prints are one figure: the same digits, whatever their dots and leading zeros.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    if one.to_lowercase() == other.to_lowercase() {
        return true;
    }
    let bare = |text: &str| {
        let figure = parse(text)?;
        Some((figure.amount()?, figure.decimals(), figure.is_percent(), figure.qualifier()))
    };
    bare(one).is_some_and(|figure| Some(figure) == bare(other))
}

/// The word for a way.
fn word(way: Way) -> String {
    let key = match way {
        Way::Up => "up",
        Way::Down => "down",
        Way::Same => "same",
    };
    say("WAY", key, &[])
}

/// What a link prints, in the words of the form.
pub(crate) fn label(link: &Link, catalogue: &Catalogue) -> String {
    let named = |code: &Code| {
        catalogue.indicator(code.as_str()).map_or_else(|| code.to_string(), |known| known.label.clone())
    };
    match link {
        Link::Figure { code } | Link::Form { code, .. } => named(code),
        Link::Row { label, .. } => label.clone(),
        Link::Task { label, column, .. } => format!("{label} – {}", column.label()),
        Link::Change { code } | Link::Share { code } | Link::Direction { code, .. } => {
            format!("{}, so với kỳ trước", named(code))
        }
    }
}

/// A claim and the span of its text.
type Standing = (ClaimId, (usize, usize));

/// A marked figure is tied to its own cell and to no other: what its words say of that is not asked.
fn bind(cells: &Bindings, claims: &mut Claims) {
    let mut at: HashMap<Place, Vec<Standing>> = HashMap::new();
    for (number, claim) in claims.figures.iter().enumerate() {
        if let Some(span) = claim.place.span() {
            at.entry(claim.place.around()).or_default().push((ClaimId(number), span));
        }
    }
    let (mut own, mut wrong) = (BTreeSet::new(), Vec::new());
    let mut relations = Vec::new();
    for Tie { link, place, found, state, .. } in &claims.ties.ties {
        let (Some((start, end)), Some(figure)) = (place.span(), parse(found)) else { continue };
        let here = at.get(&place.around()).into_iter().flatten();
        // what was computed from the figure stands at its place too
        let says = |id: &ClaimId| {
            claims.figures.get(id.0).is_some_and(|claim| claim.figure.value() == figure.value())
        };
        for (id, _) in here.filter(|(id, (from, to))| *from < end && start < *to && says(id)) {
            own.insert(*id);
            if matches!(state, TieState::Changed | TieState::Stale) {
                wrong.push(*id);
            }
            let cell = match link {
                Link::Figure { code } | Link::Form { code, .. } => cells.get(&Operand::Now(code.clone())),
                _ => None,
            };
            if let Some(cell) = cell.filter(|_| *state == TieState::Held) {
                relations.push(printed_again(*cell, *id));
            }
        }
    }
    let is_cell = |id: &ClaimId| claims.figures.get(id.0).is_some_and(|claim| claim.place.span().is_none());
    claims.relations.retain(|bound| match &bound.relation {
        Relation::Equal { figures } if bound.basis == Basis::Same => {
            !figures.iter().any(|id| own.contains(id)) || !figures.iter().any(is_cell)
        }
        _ => true,
    });
    claims.relations.extend(relations);
    claims.ties.wrong = wrong;
}
