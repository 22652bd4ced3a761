//! The rows to add, change, move and take out, one after the other as the catalogue is to read them.

use std::collections::HashSet;

use crate::model::{Code, FormRow, Indicator};
use crate::output::blank::Plan;
use crate::output::form_changes::align::moved;
use crate::output::form_changes::codes::{Codes, beginning};
use crate::output::form_changes::fields::{self, Said};
use crate::output::form_changes::names::{Named, Names};
use crate::output::form_changes::title;
use crate::output::form_changes::toml::{Entry, named};
use crate::workbook::ProposedRow;

/// Everything that the rows ask for.
#[derive(Debug, Default)]
pub(super) struct Steps {
    /// In words, a line each, in the order of the form.
    pub(super) words: Vec<String>,
    /// Rows of the catalogue that stay where they are or leave, from the last to the first: the number above
    /// a row is the catalogue's own until it is reached.
    pub(super) standing: Vec<(usize, Entry)>,
    /// Rows that come to their place, in the order of the form.
    pub(super) placed: Vec<Entry>,
    pub(super) remarks: Vec<String>,
    /// Indicators that are of another unit or kind than before.
    pub(super) changed: Vec<Indicator>,
    /// The codes that no row has any more.
    pub(super) removed: HashSet<Code>,
}

pub(super) fn steps(plan: &Plan<'_>, rows: &[ProposedRow], base: &[Option<usize>]) -> Steps {
    let form = &plan.catalogue.form;
    let before = Names::new(form.iter().map(Named::of).collect());
    let mut codes = Codes::new(plan.catalogue);
    let after = Names::new(finals(form, (rows, base), &mut codes));
    let mut walk =
        Walk { plan, before, after, moved: moved(base), last: String::new(), steps: Steps::default() };
    for (index, row) in rows.iter().enumerate() {
        match base.get(index).copied().flatten() {
            Some(known) => walk.known(index, row, known),
            None => walk.add(index, row),
        }
    }
    walk.leave(base);
    walk.steps.standing.sort_by_key(|(row, _)| std::cmp::Reverse(*row));
    walk.steps
}

/// The rows as they are to be, new ones with a code of their own.
fn finals(
    form: &[FormRow],
    (rows, base): (&[ProposedRow], &[Option<usize>]),
    codes: &mut Codes,
) -> Vec<Named> {
    let mut finals: Vec<Named> = Vec::with_capacity(rows.len());
    let mut under = String::new();
    for (row, base) in rows.iter().zip(base) {
        let known = base.and_then(|base| form.get(base));
        let stt = row.stt.clone().unwrap_or_else(|| known.map(|known| known.stt.clone()).unwrap_or_default());
        let mut made = known.map_or_else(
            || Named {
                code: None,
                choice: None,
                stt: String::new(),
                label: String::new(),
                under: String::new(),
            },
            Named::of,
        );
        (made.stt, made.label) = (stt, row.label.clone());
        if let Some(number) = made.number() {
            under = number.to_owned();
        }
        made.under.clone_from(&under);
        if made.code.is_none()
            && fields::takes_figures(row)
            && known.is_none_or(|known| known.unit.is_empty())
        {
            let beside = finals.iter().rev().take_while(|other| other.under == under);
            let beside = beginning(beside.filter_map(|other| other.code.as_ref()).next(), &under);
            made.code = codes.propose(row.code.as_ref(), &beside, &row.label);
        }
        finals.push(made);
    }
    finals
}

struct Walk<'a> {
    plan: &'a Plan<'a>,
    before: Names,
    after: Names,
    moved: HashSet<usize>,
    /// The name of the row above; empty at the top.
    last: String,
    steps: Steps,
}

impl Walk<'_> {
    fn add(&mut self, index: usize, row: &ProposedRow) {
        let code = self.after.rows.get(index).and_then(|row| row.code.clone());
        let said = fields::new(row, code.as_ref());
        self.say('+', format!("thêm {}, {}", self.title(index), self.where_to(index)), (&said, row));
        self.steps.placed.push(said.entry.text("after", &self.last));
        self.pass(index);
    }

    fn known(&mut self, index: usize, row: &ProposedRow, base: usize) {
        let Some(known) = self.plan.catalogue.form.get(base) else { return };
        let mut said = fields::differing(self.plan, known, row);
        let code = self.after.rows.get(index).and_then(|row| row.code.clone());
        if let (None, Some(code)) = (&known.indicator, &code) {
            fields::opened(&mut said, row, code);
        }
        self.steps.changed.extend(said.indicator.take());
        let name = self.title_before(base);
        if self.moved.contains(&index) {
            self.say('>', format!("chuyển {name} đến chỗ mới, {}", self.where_to(index)), (&said, row));
            self.shift((base, known), row, said);
        } else if !said.entry.is_empty() || !said.remarks.is_empty() {
            self.say('~', format!("sửa {name}"), (&said, row));
            if !said.entry.is_empty() {
                self.amend(base, said.entry);
            }
        }
        self.pass(index);
    }

    /// Moves a row: one without a code leaves and comes again.
    fn shift(&mut self, (base, known): (usize, &FormRow), row: &ProposedRow, said: Said) {
        let entry = match &known.indicator {
            Some(code) => named(code, known.choice).and(said.entry),
            None => {
                self.amend(base, Entry::default().bare("remove", true));
                let entry = fields::new(row, None).entry;
                if known.word { entry } else { entry.bare("word", false) }
            }
        };
        self.steps.placed.push(entry.text("after", &self.last));
    }

    /// Says something of a row of the catalogue that keeps its place or leaves.
    fn amend(&mut self, base: usize, entry: Entry) {
        let Some(row) = self.before.rows.get(base) else { return };
        let which = match &row.code {
            Some(code) => Some(named(code, row.choice)),
            None => self.before.of(base).map(|name| Entry::default().text("was", &name)),
        };
        match which {
            Some(which) => self.steps.standing.push((base, which.and(entry))),
            None => self.steps.remarks.push(format!(
                "{}: chưa ghi được thành TOML, vì có dòng khác cùng tên trong cùng mục và đều không có mã, STT",
                self.title_before(base)
            )),
        }
    }

    /// Rows of the catalogue that the proposed form has no more.
    fn leave(&mut self, base: &[Option<usize>]) {
        let kept: HashSet<usize> = base.iter().copied().flatten().collect();
        let form = &self.plan.catalogue.form;
        let codes = |stays: bool| {
            let rows = form.iter().enumerate().filter(|(row, _)| kept.contains(row) == stays);
            rows.filter_map(|(_, row)| row.indicator.clone()).collect::<HashSet<Code>>()
        };
        let (gone, stay) = (codes(false), codes(true));
        self.steps.removed = gone.difference(&stay).cloned().collect();
        for row in (0..form.len()).filter(|row| !kept.contains(row)) {
            let code = form.get(row).and_then(|row| row.indicator.as_ref());
            let code = code.map(|code| format!(" (mã {code})")).unwrap_or_default();
            self.steps.words.push(format!("- bỏ {}{code}", self.title_before(row)));
            self.amend(row, Entry::default().bare("remove", true));
        }
    }

    fn say(&mut self, sign: char, what: String, (said, row): (&Said, &ProposedRow)) {
        let words =
            if said.words.is_empty() { String::new() } else { format!(": {}", said.words.join("; ")) };
        self.steps.words.push(format!("{sign} {what}{words}  [{}]", row.place));
        let name = title(row.stt.as_deref().unwrap_or_default(), &row.under, &row.label);
        self.steps.remarks.extend(said.remarks.iter().map(|remark| format!("{name}: {remark}")));
    }

    /// What comes next stands below this row, where it has a name.
    fn pass(&mut self, index: usize) {
        match self.after.of(index) {
            Some(name) => self.last = name,
            None => {
                let name = self.title(index);
                self.steps.remarks.push(format!("{name}: trùng tên, nên dòng ngay sau có thể đứng lệch chỗ"));
            }
        }
    }

    fn where_to(&self, index: usize) -> String {
        match index.checked_sub(1) {
            None => "ở đầu biểu".to_owned(),
            Some(above) => format!("sau {}", self.title(above)),
        }
    }

    fn title(&self, index: usize) -> String {
        self.after.rows.get(index).map(titled).unwrap_or_default()
    }

    fn title_before(&self, base: usize) -> String {
        self.before.rows.get(base).map(titled).unwrap_or_default()
    }
}

fn titled(row: &Named) -> String {
    title(&row.stt, &row.under, &row.label)
}
