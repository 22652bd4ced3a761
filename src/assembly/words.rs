//! What a template can say: functions that leave a token where a figure, a citation or a name goes.
//!
//! The engine sees codes only. It asks which indicators are filled, and what it prints of them are tokens;
//! the text of the workbook is put in after the markup is read, so it can never be read as markup.

use std::collections::HashSet;
use std::sync::Arc;

use rust_decimal::Decimal;
use tera::{Context, Kwargs, State, Tera};

use crate::assembly::token::token;
use crate::model::{Book, Value};

/// The names and phrases that every template can use.
pub(crate) const WORDS: [&str; 9] =
    ["ky", "trong_ky", "Trong_ky", "ky_sau", "nam", "nam_sau", "co_quan", "dia_danh", "chu_quan"];

/// The functions that a template can call.
pub(crate) const FUNCTIONS: [&str; 11] =
    ["v", "n", "text", "list", "change", "source", "can_cu", "has", "zero", "some", "is"];

/// Filters of the engine that make a text as long as a template asks.
const LONGER: [&str; 4] = ["indent", "replace", "join", "split"];

/// Registers the functions; each refuses a code that the catalogue does not have.
pub(crate) fn register(tera: &mut Tera, codes: &Arc<HashSet<String>>) {
    for (name, letter) in
        [("v", 'v'), ("n", 'n'), ("text", 'v'), ("list", 'v'), ("change", 'c'), ("source", 's')]
    {
        let codes = Arc::clone(codes);
        tera.register_function(name, move |kwargs: Kwargs, _: &State| {
            code(&kwargs, &codes).map(|code| token(letter, code))
        });
    }
    for name in LONGER {
        tera.register_filter(name, |_: &tera::Value, _: Kwargs, _: &State| -> tera::TeraResult<String> {
            Err(tera::Error::message("bộ lọc này không dùng được trong mẫu"))
        });
    }
    tera.register_function("range", |_: Kwargs, _: &State| -> tera::TeraResult<String> {
        Err(tera::Error::message("hàm range không dùng được trong mẫu"))
    });
    tera.register_function("can_cu", |_: Kwargs, _: &State| token('b', ""));
    for (name, holds) in TESTS {
        let codes = Arc::clone(codes);
        tera.register_function(name, move |kwargs: Kwargs, state: &State| -> tera::TeraResult<bool> {
            let value = state.get::<String>(code(&kwargs, &codes)?)?;
            Ok(value.is_some_and(|value| holds(&value, kwargs.get::<i64>("code").ok().flatten())))
        });
    }
}

/// A test on a filled value, as its digits or words.
type Test = fn(&str, Option<i64>) -> bool;

const TESTS: [(&str, Test); 4] = [
    ("has", |_, _| true),
    ("zero", |value, _| value.parse::<Decimal>().is_ok_and(|value| value.is_zero())),
    ("some", |value, _| value.parse::<Decimal>().is_ok_and(|value| value > Decimal::ZERO)),
    ("is", |value, code| code.is_some_and(|code| value.parse() == Ok(Decimal::from(code)))),
];

/// What the engine may know of a book: which indicators are filled, and their plain values for tests.
pub(crate) fn context(book: &Book) -> Context {
    let mut context = Context::new();
    for word in WORDS {
        context.insert(word, &token('w', word));
    }
    for (code, entry) in &book.entries {
        match &entry.value {
            Value::Blank | Value::NotApplicable => {}
            Value::Figure(figure) => context.insert(code.to_string(), &figure.value().to_string()),
            Value::Date(_) | Value::Items(_) | Value::Text(_) => context.insert(code.to_string(), "x"),
        }
    }
    context
}

fn code<'k>(kwargs: &'k Kwargs, codes: &HashSet<String>) -> tera::TeraResult<&'k str> {
    let code = kwargs.must_get::<&str>("c")?;
    if codes.contains(code) {
        Ok(code)
    } else {
        Err(tera::Error::message(format!("không có chỉ tiêu mã “{code}” trong catalogue.toml")))
    }
}
