//! The words of findings: `templates/wording.toml`, one text for each way a rule can fail.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::phrase;

/// Every text by rule code, then by the way it fails.
type Texts = BTreeMap<String, BTreeMap<String, String>>;

static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| toml::from_str(include_str!("../../templates/wording.toml")).unwrap_or_default());

/// The Vietnamese text of one way to fail, with `{name}` places filled from `facts`.
///
/// A text that is missing shows its key and facts, so that nothing is lost; a test holds that none is.
pub(crate) fn say(code: &str, way: &str, facts: &[(&str, &str)]) -> String {
    let Some(text) = TEXTS.get(code).and_then(|ways| ways.get(way)) else {
        return format!("{code}.{way} {facts:?}");
    };
    phrase(text, facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wording_is_a_table_of_texts() {
        let texts: Result<Texts, _> = toml::from_str(include_str!("../../templates/wording.toml"));
        assert!(texts.is_ok_and(|texts| !texts.is_empty()));
    }

    #[test]
    fn facts_are_put_in_once() {
        let said = say("SUM001", "total", &[("total", "{parts}"), ("parts", "x")]);
        assert!(!said.contains("{total}"), "{said}");
    }
}
