//! `check`: workbooks and drafts, what a reviewer has accepted, and what is written of both.

use std::fs::{self, File};
use std::io::{self, BufReader, IsTerminal as _};
use std::path::{Path, PathBuf};

use baocao::finding::{Decision, Review, Severity};
use baocao::{
    Baseline, Case, Error, Format, Kind, Outputs, Result, Reviewed, RuleSet, Templates, check as check_case,
    kind_of, read_appendix, read_draft, refuse_overwriting, write_comments, write_review,
};

use crate::arguments::Check;
use crate::commands::{Beside, CLEAN, FAILED, FINDINGS, Refused, beside, checked, open, refused, terminal};
use crate::report_type::{named_by, report_type};

/// What every file is checked with.
struct Desk {
    templates: Templates,
    against: Option<Beside>,
    previous: Option<Beside>,
    baseline: Baseline,
}

pub(crate) fn check(arguments: &Check) -> Result<u8> {
    refuse_outputs(arguments)?;
    if let Some(refusal) = refuse_kind(arguments) {
        eprintln!("lỗi: {refusal}");
        return Ok(FAILED);
    }
    let files = || arguments.against.iter().chain(&arguments.files);
    let templates = report_type(arguments.templates.as_deref(), || named_by(files()))?;
    let desk = match Desk::new(arguments, templates) {
        Ok(desk) => desk,
        Err(refusal) => return Ok(refused(refusal)),
    };
    let reviewed: Vec<Reviewed> = arguments.files.iter().map(|file| desk.reviewed(file, arguments)).collect();
    let mut outputs = Outputs::new();
    let unneeded = stage_baseline(arguments, &reviewed, &mut outputs)?;
    stage_annotated(arguments, &reviewed, &mut outputs)?;
    outputs.commit()?;
    say_unneeded(&unneeded);
    let format = match arguments.format {
        Format::Text => terminal(io::stdout().is_terminal()),
        other => other,
    };
    write_review(&reviewed, format, io::stdout().lock())?;
    Ok(reviewed.iter().map(|one| code(&one.outcome)).max().unwrap_or(CLEAN))
}

impl Desk {
    fn new(arguments: &Check, templates: Templates) -> std::result::Result<Self, Refused> {
        let book = |path: &Option<PathBuf>| path.as_deref().map(|path| beside(path, &templates)).transpose();
        let (against, previous) = (book(&arguments.against)?, book(&arguments.previous)?);
        let against = match (against, &previous) {
            (Some(own), Some(earlier)) => Some(own.after(earlier.clone(), &templates)),
            (against, _) => against,
        };
        let baseline = arguments.baseline.as_deref().map(decisions).transpose();
        let baseline = baseline.map_err(|error| (arguments.baseline.clone().unwrap_or_default(), error))?;
        Ok(Self { templates, against, previous, baseline: baseline.unwrap_or_default() })
    }

    fn reviewed(&self, path: &Path, arguments: &Check) -> Reviewed {
        let review = self.review(path).map(|review| review.accept(&self.baseline));
        let against = arguments.against.as_ref().map(|workbook| workbook.display().to_string());
        Reviewed { against, ..Reviewed::new(path.display().to_string(), review) }
    }

    fn review(&self, path: &Path) -> Result<Review> {
        let mut file = open(path)?;
        match kind_of(&mut file)? {
            Kind::Draft => self.draft(file),
            Kind::Appendix => self.appendix(path, file),
            _ => self.workbook(file),
        }
    }

    fn workbook(&self, file: BufReader<File>) -> Result<Review> {
        checked(file, self.previous.clone(), &self.templates).map(|(.., review)| review)
    }

    /// An appendix against a workbook; alone it is read as the workbook that it is not.
    fn appendix(&self, path: &Path, file: BufReader<File>) -> Result<Review> {
        let Some(workbook) = &self.against else {
            eprintln!("lưu ý: {} là phụ lục; hãy so với sổ tính của nó bằng --against", path.display());
            return self.workbook(file);
        };
        let appendix = read_appendix(file)?;
        let case = Case::appendix_against(self.templates.catalogue(), &appendix, &workbook.book);
        Ok(check_case(&case, &RuleSet::default()))
    }

    /// A draft alone, or against a workbook.
    fn draft(&self, file: BufReader<File>) -> Result<Review> {
        let catalogue = self.templates.catalogue();
        let draft = read_draft(file)?;
        let case = match &self.against {
            Some(workbook) => Case::draft_against(catalogue, &draft, &workbook.book),
            None => Case::draft(catalogue, &draft),
        };
        Ok(check_case(&case, &RuleSet::default()))
    }
}

/// Stages the draft with its findings as comments.
fn stage_annotated(arguments: &Check, reviewed: &[Reviewed], outputs: &mut Outputs) -> Result<()> {
    let (Some(target), [file], [Reviewed { outcome: Ok(review), .. }]) =
        (&arguments.annotate, arguments.files.as_slice(), reviewed)
    else {
        return Ok(());
    };
    outputs.add(target, |output| write_comments(open(file)?, review, None, output))
}

/// Stages the decisions with everything that was found, and gives the earlier ones that nothing needs any more.
fn stage_baseline(arguments: &Check, reviewed: &[Reviewed], outputs: &mut Outputs) -> Result<Vec<Decision>> {
    let Some(target) = &arguments.write_baseline else { return Ok(Vec::new()) };
    let reviews = reviewed.iter().filter_map(|one| one.outcome.as_ref().ok());
    if reviews.clone().count() < reviewed.len() {
        // The decisions on a file that could not be read would be lost.
        eprintln!("lỗi: chưa ghi {}: có tệp không kiểm tra được", target.display());
        return Ok(Vec::new());
    }
    let mut baseline = Baseline::of(reviews);
    let mut unneeded: Vec<Decision> = Vec::new();
    for path in [arguments.baseline.as_ref(), Some(target).filter(|target| target.exists())] {
        let Some(path) = path else { continue };
        let (merged, left) = baseline.merged(decisions(path)?);
        baseline = merged;
        unneeded.extend(left);
    }
    unneeded.sort_by(|one, other| one.fingerprint.cmp(&other.fingerprint));
    unneeded.dedup_by(|one, other| one.fingerprint == other.fingerprint);
    outputs
        .add(target, |output| write!(output, "{baseline}").map_err(|error| Error::opening(target, error)))?;
    Ok(unneeded)
}

fn say_unneeded(unneeded: &[Decision]) {
    for Decision { fingerprint, code, excerpt, reason, .. } in unneeded {
        let reason = if reason.is_empty() { String::new() } else { format!(", lý do: {reason}") };
        eprintln!("không còn cần, đã bỏ: {code} {fingerprint} “{excerpt}”{reason}");
    }
}

fn decisions(path: &Path) -> Result<Baseline> {
    let text = fs::read_to_string(path).map_err(|error| Error::opening(path, error))?;
    Baseline::parse(&path.display().to_string(), &text)
}

/// Refuses an output that is an input, also by a link, or the other output.
fn refuse_outputs(arguments: &Check) -> Result<()> {
    if let (Some(one), Some(other)) = (&arguments.annotate, &arguments.write_baseline)
        && full(one) == full(other)
    {
        return Err(Error::opening(one, io::Error::other("hai kết quả không thể ghi vào cùng một tệp")));
    }
    let inputs = || arguments.files.iter().chain(&arguments.against).chain(&arguments.previous);
    // The decisions are renewed in place; only the annotated draft must not take theirs.
    for input in inputs().chain(&arguments.baseline).chain(&arguments.write_baseline) {
        arguments.annotate.iter().try_for_each(|output| refuse_overwriting(input, output))?;
    }
    for input in inputs() {
        arguments.write_baseline.iter().try_for_each(|output| refuse_overwriting(input, output))?;
    }
    Ok(())
}

/// A path that need not be there yet, from the root.
fn full(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(folder.canonicalize().ok()?.join(path.file_name()?))
}

/// What asks for a draft, an appendix or a workbook refuses the others; a file that is none is told as every unreadable
/// file is.
fn refuse_kind(arguments: &Check) -> Option<String> {
    let Check { against, annotate, previous, .. } = arguments;
    // beside --against, last period's workbook belongs to that workbook
    let previous = if against.is_some() { &None } else { previous };
    let asked: [(&str, &[Kind], &Option<PathBuf>); 3] = [
        ("--against", &[Kind::Draft, Kind::Appendix], against),
        ("--annotate", &[Kind::Draft], annotate),
        ("--previous", &[Kind::Workbook], previous),
    ];
    let file = arguments.files.first()?;
    let mut asked = asked.into_iter().filter(|(.., given)| given.is_some()).peekable();
    asked.peek()?;
    let kind = open(file).and_then(kind_of).ok()?;
    let (option, wanted, _) = asked.find(|(_, wanted, _)| !wanted.contains(&kind))?;
    let wanted: Vec<&str> = wanted.iter().map(|kind| named(*kind)).collect();
    let (wanted, given) = (wanted.join(" hoặc "), named(kind));
    Some(format!("{option} cần đúng một {wanted}, nhưng {} là {given}", file.display()))
}

fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::Draft => "dự thảo (.docx)",
        Kind::Appendix => "phụ lục (.xlsx)",
        _ => "sổ tính",
    }
}

fn code(outcome: &Result<Review>) -> u8 {
    match outcome {
        Ok(review) if review.worst() == Some(Severity::Error) => FINDINGS,
        Ok(_) => CLEAN,
        Err(_) => FAILED,
    }
}
