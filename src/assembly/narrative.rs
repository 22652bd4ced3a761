//! The narrative of a report type: one template a section, one for the opening, one for the end.
//!
//! What a template can never print, or would leave out in silence, is refused when it is loaded: the engine itself
//! takes an unknown name in `{% if %}` for false.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, Tera};

use crate::assembly::words::{self, FUNCTIONS, WORDS};
use crate::error::{Error, Result};
use crate::model::Catalogue;
use crate::package::{at_most, count};

/// The opening of the report.
pub(crate) const OPENING: &str = "mo-dau.tera";
/// The end of the report.
pub(crate) const END: &str = "ket-thuc.tera";
/// The one table that a line `@…` puts into the narrative.
pub(crate) const TASKS: &str = "nhiem-vu";

/// The templates of a report type.
#[derive(Debug)]
pub(crate) struct Narrative {
    tera: Tera,
    /// The path in messages of each file by its name.
    paths: BTreeMap<String, String>,
    /// The most that one template may print, in bytes.
    most: u64,
}

impl Narrative {
    /// Takes the files by name, each with its path in messages and its text.
    pub(crate) fn new(
        catalogue: &Catalogue,
        files: BTreeMap<String, (String, String)>,
        most: u64,
    ) -> Result<Self> {
        for (path, text) in files.values() {
            Source { path, text }.tags()?;
        }
        let mut tera = Tera::new();
        tera.autoescape_on(Vec::<&str>::new());
        let codes: HashSet<String> =
            catalogue.indicators.iter().map(|known| known.code.to_string()).collect();
        words::register(&mut tera, &Arc::new(codes));
        let texts = files.values().map(|(path, text)| (path.as_str(), text.as_str()));
        tera.add_raw_templates(texts).map_err(|error| template_error(&error))?;
        for (file, (path, text)) in &files {
            let source = Source { path, text };
            source.belongs(file, catalogue)?;
            source.names(&tera)?;
            source.lines(catalogue)?;
        }
        Ok(Self { tera, paths: files.into_iter().map(|(file, (path, _))| (file, path)).collect(), most })
    }

    /// The text of a template; none where the report type has no such file.
    pub(crate) fn render(&self, file: &str, context: &Context) -> Result<Option<String>> {
        let Some(path) = self.paths.get(file) else { return Ok(None) };
        let mut printed = Printed { text: Vec::new(), most: self.most, reached: 0 };
        let rendered = self.tera.render_to(path, context, &mut printed);
        at_most(("narrative_bytes", self.most), printed.reached, || format!("chữ mà {path} in ra (byte)"))?;
        rendered.map_err(|error| template_error(&error))?;
        Ok(Some(String::from_utf8_lossy(&printed.text).into_owned()))
    }
}

/// What a template prints, up to its limit.
struct Printed {
    text: Vec<u8>,
    most: u64,
    reached: u64,
}

impl Write for Printed {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.reached = count(self.text.len()).saturating_add(count(piece.len()));
        if self.reached > self.most {
            return Err(io::Error::other("quá dài"));
        }
        self.text.extend(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The tags that a template can use. None of them repeats, includes or names anything, so that what a template does is
/// bounded by its length.
const TAGS: [&str; 4] = ["if", "elif", "else", "endif"];

/// A template's text and its path in messages.
struct Source<'a> {
    path: &'a str,
    text: &'a str,
}

impl Source<'_> {
    fn fault(&self, line: usize, reason: impl Into<String>) -> Error {
        Error::template(self.path, line, reason)
    }

    /// Refuses tags that a template cannot use.
    fn tags(&self) -> Result<()> {
        for (at, opens) in self.text.match_indices("{%") {
            let (before, after) = self.text.split_at(at + opens.len());
            let word = after.trim_start_matches(|c: char| c == '-' || c.is_whitespace());
            let word = word.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            if !TAGS.contains(&word) {
                let known = TAGS.join(", ");
                let line = before.matches('\n').count() + 1;
                return Err(
                    self.fault(line, format!("không dùng được thẻ “{{% {word} %}}”; dùng được: {known}"))
                );
            }
        }
        Ok(())
    }

    /// A template that no section prints would be left out in silence.
    fn belongs(&self, file: &str, catalogue: &Catalogue) -> Result<()> {
        let number = file.strip_suffix(".tera").unwrap_or(file);
        if [OPENING, END].contains(&file) || catalogue.section(number).is_some() {
            return Ok(());
        }
        let reason = format!("không có mục “{number}” trong sections, nên tệp này không bao giờ được in");
        Err(self.fault(1, reason))
    }

    /// Every name that the template reads is one of the words it can use.
    fn names(&self, tera: &Tera) -> Result<()> {
        let names = tera.get_template_variables(self.path).map_err(|error| template_error(&error))?;
        let unknown = names.into_iter().filter(|name| !WORDS.contains(name));
        let first = unknown.map(|name| (self.line_of(name), name)).min();
        first.map_or(Ok(()), |(line, name)| {
            Err(self.fault(line, format!("không có tên “{name}”; dùng được: {}", WORDS.join(", "))))
        })
    }

    /// The first line that has this name as a word of its own.
    fn line_of(&self, name: &str) -> usize {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let has = |line: &str| line.split(|c: char| !is_word(c)).any(|word| word == name);
        self.text.lines().position(has).map_or(1, |at| at + 1)
    }

    /// The codes, answers and tables of every line.
    fn lines(&self, catalogue: &Catalogue) -> Result<()> {
        for (number, line) in (1..).zip(self.text.lines()) {
            for (code, rest) in codes(line) {
                self.code(number, (code, rest), catalogue)?;
            }
            if let Some(table) = line.trim().strip_prefix('@') {
                self.table(number, table.trim(), catalogue)?;
            }
        }
        Ok(())
    }

    fn code(&self, line: usize, (code, rest): (&str, &str), catalogue: &Catalogue) -> Result<()> {
        let Some(indicator) = catalogue.indicator(code) else {
            return Err(self.fault(line, format!("không có chỉ tiêu mã “{code}” trong catalogue.toml")));
        };
        let call = rest.split_once(')').map_or(rest, |(call, _)| call);
        let Some(answer) = arguments(call, "code").next().map(str::trim_end) else { return Ok(()) };
        if indicator.allowed.iter().any(|(known, _)| answer == known.to_string()) {
            return Ok(());
        }
        let known: Vec<String> = indicator.allowed.iter().map(|(known, _)| known.to_string()).collect();
        let known = if known.is_empty() { "không có mã nào".to_owned() } else { known.join(", ") };
        Err(self.fault(line, format!("{code} không có mã trả lời {answer}; có: {known}")))
    }

    fn table(&self, line: usize, table: &str, catalogue: &Catalogue) -> Result<()> {
        if table != TASKS {
            return Err(self.fault(line, format!("không có bảng “@{table}”: chỉ có “@{TASKS}”")));
        }
        if catalogue.task_totals.is_empty() {
            return Err(self.fault(line, format!("“@{TASKS}” cần phần [tasks] trong catalogue.toml")));
        }
        Ok(())
    }
}

/// The codes that a line's calls name (`c="ho-so.rut"`), each with what follows it.
fn codes(line: &str) -> impl Iterator<Item = (&str, &str)> {
    arguments(line, "c").filter_map(|value| {
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
        value.strip_prefix(quote)?.split_once(quote)
    })
}

/// What follows every `name =` of a text, where the name is a word of its own.
fn arguments<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let named = move |at: &usize| {
        let before = text.get(..*at).and_then(|before| before.trim_end().strip_suffix(name));
        before.is_some_and(|before| !before.ends_with(is_word))
    };
    let signs = text.match_indices('=').map(|(at, _)| at).filter(named);
    signs.filter_map(|at| Some(text.get(at + 1..)?.trim_start()))
}

/// A tera error as ours, with file and line.
fn template_error(error: &tera::Error) -> Error {
    match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            Error::template(report.filename(), report.span().start_line, reason(report.message()))
        }
        other => {
            let said = other.to_string();
            let (file, line) = reported(&said).unwrap_or(("*.tera", 1));
            Error::template(file, line, reason(said.lines().next().unwrap_or_default()))
        }
    }
}

/// Where a printed report says that it is: ` --> I.1.tera:1:9`.
fn reported(said: &str) -> Option<(&str, usize)> {
    let place = said.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = place.rsplitn(3, ':');
    let (_, line, file) = (parts.next()?, parts.next()?, parts.next()?);
    Some((file, line.parse().ok()?))
}

/// What the engine says, its usual complaints in Vietnamese.
fn reason(message: &str) -> String {
    const WORDS: [(&str, &str); 6] = [
        ("error: ", ""),
        ("Unknown function ", "không có hàm "),
        ("Unknown filter ", "không có bộ lọc "),
        ("Unknown test ", "không có phép thử "),
        ("Unexpected end of input", "thiếu phần kết của một thẻ, như {% endif %}"),
        ("`", "\""),
    ];
    let said = WORDS.iter().fold(message.to_owned(), |said, (english, ours)| said.replace(english, ours));
    let expected = format!("; dùng được: {}", FUNCTIONS.join(", "));
    said.trim_end_matches('.').to_owned() + if said.contains("không có hàm") { &expected } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_a_line_are_found_however_they_are_typed() {
        let line = r#"{{ v(c="a.b") }} {% if is( c = 'c', code = 1 ) %}{{ n(abc="d") }}{% endif %} c=e"#;
        let found: Vec<&str> = codes(line).map(|(code, _)| code).collect();
        assert_eq!(found, ["a.b", "c"]);
        assert_eq!(arguments(", code = 1 ", "code").collect::<Vec<_>>(), ["1 "]);
    }
}
