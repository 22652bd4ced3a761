//! What a proposed row says of itself: as a new row, or where it differs from the catalogue's.

use crate::model::{Code, FormRow, Indicator, Kind, PeriodKey};
use crate::output::blank::{Plan, State};
use crate::output::form_changes::shown;
use crate::output::form_changes::toml::{Entry, answers, quoted};
use crate::workbook::ProposedRow;

/// What is said of a row: in words, and as keys of the catalogue.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) words: Vec<String>,
    pub(super) entry: Entry,
    /// What the catalogue cannot say.
    pub(super) remarks: Vec<String>,
    /// The indicator as the change leaves it.
    pub(super) indicator: Option<Indicator>,
}

/// Units that are measured and rounded rather than counted.
const MEASURED: [&str; 9] = ["đồng", "trđ", "km", "m", "m2", "m²", "ha", "kg", "tấn"];

impl Said {
    fn text(&mut self, (key, name): (&'static str, &str), (old, new): (&str, Option<&str>)) {
        let Some(new) = new.filter(|new| *new != old.trim()) else { return };
        self.words.push(format!("{name} {} → {}", shown(old), shown(new)));
        self.take(|entry| entry.text(key, new));
    }

    fn take(&mut self, add: impl FnOnce(Entry) -> Entry) {
        self.entry = add(std::mem::take(&mut self.entry));
    }
}

/// Where a row differs from the catalogue's.
pub(super) fn differing(plan: &Plan<'_>, base: &FormRow, row: &ProposedRow) -> Said {
    let mut said = Said::default();
    said.text(("stt", "STT"), (&base.stt, row.stt.as_deref()));
    said.text(("label", "tên"), (&base.label, Some(&row.label)));
    said.text(("unit", "đơn vị tính"), (&base.unit, row.unit.as_deref()));
    said.text(("note", "ghi chú"), (&base.note, row.note.as_deref()));
    let indicator = base.indicator.as_ref().and_then(|code| plan.catalogue.indicator(code.as_str()));
    let (Some(indicator), None) = (indicator, base.choice) else { return said };
    let mut changed = indicator.clone();
    kind(&mut said, (base, row), &mut changed);
    allowed(&mut said, (base, row), &mut changed);
    required(&mut said, plan, (indicator, row));
    if changed != *indicator {
        said.indicator = Some(changed);
    }
    said
}

/// What a new row says, but for its place; `code` is that of a row that takes figures.
pub(super) fn new(row: &ProposedRow, code: Option<&Code>) -> Said {
    let mut said = Said::default();
    let unit = row.unit.as_deref().unwrap_or_default();
    said.take(|entry| {
        let entry = entry.some("stt", row.stt.as_deref().unwrap_or_default()).text("label", &row.label);
        entry.some("unit", unit).some("note", row.note.as_deref().unwrap_or_default())
    });
    let Some(code) = code else {
        said.words.push("dòng nhóm, không nhận số liệu".to_owned());
        return said;
    };
    said.take(|entry| entry.text("code", code.as_str()));
    said.words.push(match unit {
        "" => "không ghi đơn vị tính".to_owned(),
        unit => format!("đơn vị tính {}", shown(unit)),
    });
    said.words.push(format!("mã đề nghị {code}, có thể đặt lại"));
    takes(&mut said, row);
    said
}

/// A row of the catalogue that had no code and takes figures now.
pub(super) fn opened(said: &mut Said, row: &ProposedRow, code: &Code) {
    said.words.push(format!("nay nhận số liệu, mã đề nghị {code}, có thể đặt lại"));
    said.take(|entry| entry.text("code", code.as_str()));
    takes(said, row);
}

/// Whether a row takes figures: it has a unit, or its value cell has the colour of one that is filled in.
pub(super) fn takes_figures(row: &ProposedRow) -> bool {
    let numbered = row.stt.as_deref().is_some_and(|stt| !stt.trim().is_empty());
    let unit = row.unit.as_deref().is_some_and(|unit| !unit.trim().is_empty());
    unit || (!numbered && row.colour.and_then(State::of).is_some())
}

/// The kind, the answers and whether a new row must be filled in.
fn takes(said: &mut Said, row: &ProposedRow) {
    let unit = row.unit.as_deref().unwrap_or_default();
    let listed = row.answers.as_deref().filter(|codes| codes.len() > 1);
    let answers_of =
        in_unit(unit).or_else(|| Some(listed?.iter().map(|code| (*code, String::new())).collect()));
    match (answers_of, kind_of(unit)) {
        (Some(allowed), _) => {
            let allowed = with_meanings(said, allowed);
            said.take(|entry| entry.text("kind", "code").bare("allowed", answers(&allowed)));
        }
        (None, Kind::Amount) => said.take(|entry| entry.text("kind", "amount")),
        (None, _) => {}
    }
    if row.colour.and_then(State::of) == Some(State::Required) {
        said.words.push("bắt buộc ghi".to_owned());
        said.take(|entry| entry.bare("required", true));
    }
}

/// Another unit may make another kind of figure.
fn kind(said: &mut Said, (base, row): (&FormRow, &ProposedRow), changed: &mut Indicator) {
    let Some(unit) = row.unit.as_deref().filter(|unit| *unit != base.unit.trim()) else { return };
    unit.clone_into(&mut changed.unit);
    let kind = if in_unit(unit).is_some() { Kind::Code } else { kind_of(unit) };
    let was = if in_unit(&base.unit).is_some() { Kind::Code } else { kind_of(&base.unit) };
    if kind == was || kind == changed.kind || !changed.kind.is_numeric() {
        return;
    }
    let name = |kind: Kind| match kind {
        Kind::Rate => "rate",
        Kind::Amount => "amount",
        Kind::Code => "code",
        _ => "count",
    };
    said.words.push(format!("loại {} → {}", name(changed.kind), name(kind)));
    said.take(|entry| entry.text("kind", name(kind)));
    let decimals = if kind == Kind::Rate { 1 } else { 0 };
    if changed.decimals != decimals {
        said.take(|entry| entry.bare("decimals", decimals));
    }
    (changed.kind, changed.decimals) = (kind, decimals);
    if kind != Kind::Code {
        gone(said, &changed.allowed, &[]);
        changed.allowed.clear();
    }
}

/// Other answers: those that the unit column names, or those that the cell's list offers.
fn allowed(said: &mut Said, (base, row): (&FormRow, &ProposedRow), changed: &mut Indicator) {
    if changed.kind != Kind::Code {
        return;
    }
    let unit = row.unit.as_deref().unwrap_or(&base.unit);
    let renamed = unit != base.unit.trim();
    let mut offered = row.answers.clone().unwrap_or_default();
    offered.sort_unstable();
    let mut known: Vec<u32> = changed.allowed.iter().map(|(code, _)| *code).collect();
    known.sort_unstable();
    let named = in_unit(unit);
    let allowed = match named {
        Some(named) if renamed => named,
        _ if offered.is_empty() || offered == known => return,
        named => {
            let named = named.unwrap_or_default();
            let meaning = |code: &u32| {
                let mut all = changed.allowed.iter().chain(&named);
                all.find(|(other, _)| other == code).map_or_else(String::new, |(_, meaning)| meaning.clone())
            };
            let pairs: Vec<(u32, String)> = offered.iter().map(|code| (*code, meaning(code))).collect();
            with_meanings(said, pairs)
        }
    };
    if allowed == changed.allowed {
        return;
    }
    let list = |pairs: &[(u32, String)]| {
        pairs.iter().map(|(code, meaning)| format!("{code} {meaning}")).collect::<Vec<_>>().join(", ")
    };
    said.words.push(format!("mã trả lời {} → {}", shown(&list(&changed.allowed)), shown(&list(&allowed))));
    said.take(|entry| entry.bare("allowed", answers(&allowed)));
    gone(said, &changed.allowed, &allowed);
    changed.allowed = allowed;
}

/// The narrative may ask for an answer that is no more; its file is then to be changed too.
fn gone(said: &mut Said, old: &[(u32, String)], new: &[(u32, String)]) {
    let is_left = |code: &u32| new.iter().any(|(other, _)| other == code);
    let gone: Vec<String> =
        old.iter().filter(|(code, _)| !is_left(code)).map(|(code, _)| code.to_string()).collect();
    if !gone.is_empty() {
        said.remarks.push(format!(
            "đã bỏ mã trả lời {}: lời văn (.tera) nào còn hỏi mã ấy thì phải sửa trong mẫu mới, nếu không mẫu chưa nạp được",
            gone.join(", ")
        ));
    }
}

/// Answers whose meaning nothing tells are called by their code.
fn with_meanings(said: &mut Said, mut allowed: Vec<(u32, String)>) -> Vec<(u32, String)> {
    for (code, meaning) in allowed.iter_mut().filter(|(_, meaning)| meaning.is_empty()) {
        said.remarks.push(format!("chưa biết mã trả lời {code} nghĩa là gì: hãy ghi nghĩa vào allowed"));
        *meaning = code.to_string();
    }
    allowed
}

/// Whether the cell must be filled in, as far as its colour says.
fn required(said: &mut Said, plan: &Plan<'_>, (indicator, row): (&Indicator, &ProposedRow)) {
    let Some(proposed) = row.colour.and_then(State::of) else { return };
    let state = plan.state(indicator);
    let must = match (state, proposed) {
        (one, other) if one == other => return,
        (State::Optional, State::Required) => true,
        (State::Required, State::Optional) => false,
        (State::Derived, _) => {
            said.remarks.push(
                "ô vẫn là ô tự tính, vì tính được từ ô khác; muốn bắt buộc ghi thì phải bỏ quan hệ ấy"
                    .to_owned(),
            );
            return;
        }
        _ => {
            said.remarks
                .push("tô màu ô tự tính chưa đủ: hãy ghi vào relations ô này tính từ ô nào".to_owned());
            return;
        }
    };
    let words = |must: bool| if must { "bắt buộc ghi" } else { "ghi nếu có" };
    let known = plan.catalogue.periods.iter().map(|(period, _)| *period);
    let always = known.clone().all(|period| indicator.required.contains(&period));
    let uniform = always || known.clone().all(|period| !indicator.required.contains(&period));
    let (value, when) =
        if uniform { (must.to_string(), "") } else { by_period(indicator, plan.period, must) };
    let when = if when.is_empty() { String::new() } else { format!(" (chỉ kỳ {when})") };
    said.words.push(format!("{} → {}{when}", words(!must), words(must)));
    said.take(|entry| entry.bare("required", value));
}

/// The periods in which a row is required, this one added or taken out.
fn by_period(indicator: &Indicator, period: PeriodKey, must: bool) -> (String, &'static str) {
    let is_required =
        |other: &PeriodKey| if *other == period { must } else { indicator.required.contains(other) };
    let periods: Vec<String> =
        PeriodKey::ALL.iter().filter(|other| is_required(other)).map(|other| quoted(other.key())).collect();
    (format!("[{}]", periods.join(", ")), period.key())
}

/// `Không = 0` over `Có = 1`: the answers that a unit column names.
fn in_unit(unit: &str) -> Option<Vec<(u32, String)>> {
    let pair = |line: &str| {
        let (meaning, code) = line.rsplit_once('=')?;
        Some((code.trim().parse().ok()?, meaning.trim().to_owned()))
    };
    let lines = unit.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let mut pairs = lines.map(pair).collect::<Option<Vec<_>>>()?;
    pairs.sort_by_key(|(code, _): &(u32, String)| code.to_string());
    let distinct = pairs.windows(2).all(|pair| matches!(pair, [one, other] if one.0 != other.0));
    (pairs.len() > 1 && distinct).then_some(pairs)
}

/// The kind of figure that has a unit.
fn kind_of(unit: &str) -> Kind {
    let unit = unit.trim();
    let last = unit.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    match unit {
        "%" => Kind::Rate,
        _ if MEASURED.contains(&last.as_str()) => Kind::Amount,
        _ => Kind::Count,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, in_unit, kind_of};

    #[test]
    fn a_unit_tells_the_kind() {
        assert_eq!(
            [kind_of("%"), kind_of("Triệu đồng"), kind_of("Hồ sơ")],
            [Kind::Rate, Kind::Amount, Kind::Count]
        );
        assert_eq!(in_unit("Không = 0\nCó = 1"), Some(vec![(0, "Không".to_owned()), (1, "Có".to_owned())]));
        for other in ["2 cấp = 1", "Hồ sơ", "Có = 1\nKhông = 1", "a = b\nc = d"] {
            assert_eq!(in_unit(other), None, "{other}");
        }
    }
}
