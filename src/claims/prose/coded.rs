//! Figures of the prose as indicators of the catalogue: by the words of its labels, so that the report and its form
//! are held to each other, and a draft to its workbook.

use std::collections::{BTreeMap, HashMap};

use crate::claim::{Basis, Bound, ClaimId, Claims};
use crate::claims::prose::kin::{near, value};
use crate::claims::prose::lexicon::Sense;
use crate::claims::prose::subject::{Labelled, Subject};
use crate::claims::prose::telling::noun_word;
use crate::claims::prose::text::{Fraction, Noun, Text};
use crate::claims::prose::token::Word;
use crate::claims::prose::{Indicators, Prose};
use crate::claims::{Bindings, printed_again};
use crate::model::{Catalogue, Code, Home, Indicator, Kind, Operand, Relation, Weight};

/// The prose's figures by the indicator that each prints.
type Coded = BTreeMap<Code, Vec<Subject>>;

/// Finds the indicators that the prose prints, and holds them against the form and the workbook.
pub(crate) fn bind(
    prose: &Prose<'_>,
    subjects: &[Subject],
    indicators: &Indicators<'_>,
    claims: &mut Claims,
) {
    let coded = recognise(subjects, indicators.catalogue);
    within(&coded, indicators.catalogue, indicators.form, claims);
    for (code, subjects) in indicators.cells.iter().flat_map(|_| &coded) {
        let cell = indicators.cells.and_then(|cells| cells.get(&Operand::Now(code.clone())));
        let Some(cell) = cell.copied() else { continue };
        for subject in subjects {
            let Some(claim) = claims.claim(cell) else { continue };
            let other = Subject { id: cell, figure: claim.figure, ..subject.clone() };
            let meets = value(subject).meets(&value(&other));
            // `1.836/3.471 hồ sơ thuộc diện số hóa`: the words may be those of the whole
            let whole =
                prose.whole(subject).filter(|whole| !meets && whole.figure.amount() == other.figure.amount());
            let print = whole.as_ref().unwrap_or(subject);
            let sure = meets || whole.is_some() || near(subject, &other);
            let weight = if sure { Weight::Must } else { Weight::Should };
            if print.id != cell {
                claims.relations.push(Bound { weight, ..printed_again(cell, print.id) });
            }
        }
    }
}

impl Prose<'_> {
    /// The whole of the fraction whose part a subject is.
    fn whole(&self, part: &Subject) -> Option<Subject> {
        let text = part.sentence.0;
        let index = self.ids.get(text)?.iter().position(|id| *id == part.id)?;
        self.count((text, index)).filter(|count| count.fraction == Fraction::Part)?;
        let whole = (text, index + 1);
        Some(Subject { id: self.id(whole), figure: self.count(whole)?.figure, ..part.clone() })
    }
}

/// Finds the indicators that the prose prints.
fn recognise(subjects: &[Subject], catalogue: &Catalogue) -> Coded {
    let named = catalogue.named.get(|| named(catalogue));
    let mut coded = Coded::new();
    let prints =
        |subject: &&Subject| !subject.apart && !subject.note && !subject.is_cell() && subject.own.len() > 1;
    for subject in subjects.iter().filter(prints) {
        if let Some(Some(code)) = named.get(subject.own.as_slice()) {
            coded.entry(code.clone()).or_default().push(subject.clone());
        }
    }
    coded
}

/// The indicators by their names; a name that several bear tells none of them.
fn named(catalogue: &Catalogue) -> HashMap<Vec<Word>, Option<Code>> {
    let home = |indicator: &&Indicator| {
        indicator.home == Home::Figures && matches!(indicator.kind, Kind::Count | Kind::Rate | Kind::Amount)
    };
    let mut named: HashMap<Vec<Word>, Option<Code>> = HashMap::new();
    for indicator in catalogue.indicators.iter().filter(home) {
        for name in names(indicator) {
            let code = named.entry(name).or_insert_with(|| Some(indicator.code.clone()));
            *code = code.take().filter(|known| *known == indicator.code);
        }
    }
    named
}

/// The words of an indicator's label, and of its other names.
fn names(indicator: &Indicator) -> impl Iterator<Item = Vec<Word>> {
    let rate = indicator.kind == Kind::Rate;
    let unit = Text::label_of(&indicator.unit);
    let noun = unit.first_noun().map(noun_word).filter(|_| !rate);
    let names = std::iter::once(&indicator.label).chain(&indicator.synonyms);
    names.map(move |name| Labelled::read(name).named(noun, rate))
}

/// Binds what the catalogue states between the prose and the form.
fn within(coded: &Coded, catalogue: &Catalogue, form: &Bindings, claims: &mut Claims) {
    let mut twins: HashMap<&Operand, ClaimId> = HashMap::new();
    for declared in &catalogue.relations {
        let Relation::Equal { figures } = &declared.relation else { continue };
        let Some(id) = figures.iter().find_map(|side| form.get(side)) else { continue };
        for side in figures {
            twins.insert(side, *id);
            for subject in coded.get(side.code()).into_iter().flatten() {
                tie(subject, *id, claims);
            }
        }
    }
    for declared in &catalogue.relations {
        let (mut prose, mut printed) = (false, false);
        let bound = declared.relation.bind(|side| {
            let own = coded.get(side.code()).and_then(|all| all.first()).map(|subject| subject.id);
            let of_form = form.get(side).or_else(|| twins.get(side)).copied();
            prose |= of_form.is_none();
            printed |= of_form.is_some();
            of_form.or(own).ok_or(())
        });
        if let Ok(relation @ (Relation::Complement { .. } | Relation::Sum { .. })) = bound
            && prose
            && printed
        {
            let basis = Basis::Catalogue { line: declared.line };
            claims.relations.push(Bound { relation, basis, weight: Weight::Should });
        }
    }
}

/// Ties a figure of the prose to that of the form, unless they are too far apart to be meant as one.
fn tie(subject: &Subject, id: ClaimId, claims: &mut Claims) {
    let Some(claim) = claims.claim(id) else { return };
    let other = Subject { id, figure: claim.figure, ..subject.clone() };
    if value(subject).meets(&value(&other)) || near(subject, &other) {
        let relation = Relation::Equal { figures: vec![subject.id, id] };
        claims.relations.push(Bound { relation, basis: Basis::Stated, weight: Weight::Should });
    }
}

impl Text<'_> {
    /// The first counted thing that a text names.
    fn first_noun(&self) -> Option<Noun> {
        self.tags.iter().find_map(|tag| match tag.sense {
            Sense::Noun(line) => Some(Noun::Known(line)),
            _ => None,
        })
    }
}
