//! `check`: workbooks and drafts, what a reviewer has accepted, and what is written of both.

use std::fs::{self, File};
use std::io::{self, BufReader, IsTerminal as _};
use std::path::{Path, PathBuf};

use baocao::finding::{Decision, Review};
use baocao::linked::read_appendix;
use baocao::{
    Baseline, Case, Error, Format, Kind, Outputs, Result, Reviewed, RuleSet, Templates, check as check_case,
    kind_of, read_draft, refuse_overwriting, write_comments, write_review,
};

use crate::arguments::Check;
use crate::batch::{Crew, Tally};
use crate::commands::{Beside, FAILED, Refused, beside, checked, open, refused, terminal};
use crate::inputs::{Inputs, Wanted};
use crate::report_type::{named_by, report_type};

/// What every file is checked with.
struct Desk {
    templates: Templates,
    against: Option<Beside>,
    previous: Option<Beside>,
    baseline: Baseline,
}

pub(crate) fn check(arguments: &Check) -> Result<u8> {
    let inputs = Inputs::of(&arguments.files, Wanted::WorkbooksAndDrafts)?;
    let files = inputs.files.as_slice();
    refuse_outputs(arguments, files)?;
    if let Some(refusal) = refuse_kind(arguments, &inputs) {
        eprintln!("lỗi: {refusal}");
        return Ok(FAILED);
    }
    let named = || named_by(arguments.against.iter().chain(files));
    let templates = report_type(arguments.templates.as_deref(), named)?;
    let desk = match Desk::new(arguments, templates) {
        Ok(desk) => desk,
        Err(refusal) => return Ok(refused(refusal)),
    };
    let crew = Crew::new(files.len(), arguments.threads);
    let mut tally = Tally::new();
    crew.each(
        files,
        |file| desk.reviewed(file, arguments),
        |reviewed| {
            let reviewed = reviewed.inspect(|one| tally.add(one));
            let format = match arguments.format {
                Format::Text => terminal(io::stdout().is_terminal()),
                other => other,
            };
            if arguments.annotate.is_none() && arguments.write_baseline.is_none() {
                return write_review(reviewed, format, crew.above(io::stdout()));
            }
            // What was found in all files is needed, and is told after it was written.
            let reviewed: Vec<Reviewed> = reviewed.collect();
            if tally.is_all(files) {
                write_outputs(arguments, files, &reviewed)?;
            }
            write_review(&reviewed, format, crew.above(io::stdout()))
        },
    )?;
    tally.end(files, arguments.summary.as_deref())
}

/// Writes the decisions and the annotated draft, both or none.
fn write_outputs(arguments: &Check, files: &[PathBuf], reviewed: &[Reviewed]) -> Result<()> {
    let mut outputs = Outputs::new();
    let unneeded = stage_baseline(arguments, reviewed, &mut outputs)?;
    stage_annotated((&arguments.annotate, files), reviewed, &mut outputs)?;
    outputs.commit()?;
    say_unneeded(&unneeded);
    Ok(())
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
fn stage_annotated(
    (annotate, files): (&Option<PathBuf>, &[PathBuf]),
    reviewed: &[Reviewed],
    outputs: &mut Outputs,
) -> Result<()> {
    let (Some(target), [file], [Reviewed { outcome: Ok(review), .. }]) = (annotate, files, reviewed) else {
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

/// Refuses an output that is an input, also by a link, or another output.
fn refuse_outputs(arguments: &Check, files: &[PathBuf]) -> Result<()> {
    let Check { annotate, write_baseline, summary, .. } = arguments;
    for (one, other) in [(annotate, write_baseline), (annotate, summary), (summary, write_baseline)] {
        if let (Some(one), Some(other)) = (one, other)
            && full(one) == full(other)
        {
            return Err(Error::opening(one, io::Error::other("hai kết quả không thể ghi vào cùng một tệp")));
        }
    }
    let inputs = || files.iter().chain(&arguments.against).chain(&arguments.previous);
    // The decisions are renewed in place; only the other outputs must not take theirs.
    for input in inputs().chain(&arguments.baseline).chain(write_baseline) {
        annotate.iter().chain(summary).try_for_each(|output| refuse_overwriting(input, output))?;
    }
    for input in inputs() {
        write_baseline.iter().try_for_each(|output| refuse_overwriting(input, output))?;
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
fn refuse_kind(arguments: &Check, inputs: &Inputs) -> Option<String> {
    let Check { against, annotate, previous, .. } = arguments;
    // beside --against, last period's workbook belongs to that workbook
    let previous = if against.is_some() { &None } else { previous };
    let asked: [(&str, &[Kind], &Option<PathBuf>); 3] = [
        ("--against", &[Kind::Draft, Kind::Appendix], against),
        ("--annotate", &[Kind::Draft], annotate),
        ("--previous", &[Kind::Workbook], previous),
    ];
    let mut asked = asked.into_iter().filter(|(.., given)| given.is_some()).peekable();
    let (option, ..) = asked.peek()?;
    let Some(file) = inputs.single() else {
        return Some(format!("{option} cần đúng một tệp, không phải thư mục"));
    };
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
