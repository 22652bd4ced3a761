//! Rows of a catalogue as TOML.

use crate::model::{Code, Operand, Relation};

/// A row of `form` or `relations`: its keys with their values as TOML writes them.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry(Vec<(&'static str, String)>);

impl Entry {
    pub(super) fn text(mut self, key: &'static str, text: &str) -> Self {
        self.0.push((key, quoted(text)));
        self
    }

    /// A text, where there is one.
    pub(super) fn some(self, key: &'static str, text: &str) -> Self {
        if text.is_empty() { self } else { self.text(key, text) }
    }

    pub(super) fn bare(mut self, key: &'static str, value: impl ToString) -> Self {
        self.0.push((key, value.to_string()));
        self
    }

    fn codes<'c>(mut self, key: &'static str, codes: impl IntoIterator<Item = &'c Operand>) -> Self {
        let codes: Vec<String> = codes.into_iter().map(|side| quoted(side.code().as_str())).collect();
        self.0.push((key, format!("[{}]", codes.join(", "))));
        self
    }

    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A relation of the extended catalogue that no longer holds.
    pub(super) fn off(relation: &Relation<Operand>) -> Self {
        let entry = Self::default().text("kind", relation.kind());
        let one = |entry: Self, key, side: &Operand| entry.text(key, side.code().as_str());
        let entry = match relation {
            Relation::Sum { total, parts } => one(entry, "total", total).codes("parts", parts),
            Relation::PartOf { whole, parts } => one(entry, "whole", whole).codes("parts", parts),
            Relation::Ratio { rate, part, whole } => {
                one(one(one(entry, "rate", rate), "part", part), "whole", whole)
            }
            Relation::Complement { rates } => entry.codes("rates", rates),
            Relation::Equal { figures } => entry.codes("figures", figures),
            Relation::AtMost { smaller, larger } => one(one(entry, "smaller", smaller), "larger", larger),
            Relation::Flow { incoming, outgoing } => {
                entry.codes("incoming", incoming).codes("outgoing", outgoing)
            }
            Relation::Growth { change, now, .. } => one(one(entry, "change", change), "of", now),
            // only drafts state these, a catalogue never does
            Relation::Multiple { .. } | Relation::Product { .. } => entry,
        };
        entry.text("weight", "off")
    }
}

impl std::fmt::Display for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pairs: Vec<String> = self.0.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        write!(f, "{{ {} }}", pairs.join(", "))
    }
}

/// The row that a code, and one of its answers, names.
pub(super) fn named(code: &Code, choice: Option<u32>) -> Entry {
    let entry = Entry::default().text("code", code.as_str());
    match choice {
        Some(choice) => entry.bare("choice", choice),
        None => entry,
    }
}

/// The answers of a coded question.
pub(super) fn answers(allowed: &[(u32, String)]) -> String {
    let pairs: Vec<String> =
        allowed.iter().map(|(code, meaning)| format!("\"{code}\" = {}", quoted(meaning))).collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_text_is_read_back_as_it_was() {
        for text in ["Có = 1\nKhông = 0", "“\"\\\" \u{7f}\u{1}\tx", ""] {
            let table: toml::Table = toml::from_str(&format!("a = {}", quoted(text))).unwrap();
            assert_eq!(table["a"].as_str(), Some(text));
        }
    }
}
