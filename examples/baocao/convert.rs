//! `convert`: workbooks become reports and their appendices.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use baocao::{
    Outputs, Result, Review, Reviewed, Templates, refuse_overwriting, write_appendix, write_docx,
    write_review,
};
use same_file::Handle;
use unicode_normalization::UnicodeNormalization as _;

use crate::arguments::Convert;
use crate::batch::{Crew, Tally};
use crate::commands::{Beside, CLEAN, FAILED, FINDINGS, beside, checked, open, refused, say, terminal};
use crate::inputs::{Inputs, Wanted, shown};
use crate::report_type::{named_by, report_type};

/// How many files are held open to tell whether one of them is another.
const OPEN_AT_ONCE: usize = 100;

/// What every workbook is converted with.
struct Desk<'a> {
    arguments: &'a Convert,
    templates: Templates,
    earlier: Option<Beside>,
}

/// What came of a workbook: its review, and the files, where they were written.
type Converted = (Review, Option<[PathBuf; 2]>);

pub(crate) fn convert(arguments: &Convert) -> Result<u8> {
    let inputs = Inputs::of(&arguments.workbooks, Wanted::Workbooks)?;
    let alone = inputs.single().filter(|_| arguments.summary.is_none());
    if alone.is_none() {
        let refusals = refusals(arguments, &inputs);
        refusals.iter().for_each(|refusal| eprintln!("lỗi: {refusal}"));
        if !refusals.is_empty() {
            return Ok(FAILED);
        }
    }
    if let Some(summary) = &arguments.summary {
        inputs
            .files
            .iter()
            .chain(&arguments.previous)
            .try_for_each(|input| refuse_overwriting(input, summary))?;
    }
    let templates = report_type(arguments.templates.as_deref(), || named_by(&inputs.files))?;
    let earlier = match arguments.previous.as_deref().map(|path| beside(path, &templates)).transpose() {
        Ok(earlier) => earlier,
        Err(refusal) => return Ok(refused(refusal)),
    };
    let desk = Desk { arguments, templates, earlier };
    match alone {
        Some(workbook) => desk.one(workbook),
        None => desk.many(&inputs.files),
    }
}

impl Desk<'_> {
    fn converted(&self, workbook: &Path) -> Result<Converted> {
        let Convert { draft, plain, folder, previous, .. } = self.arguments;
        let catalogue = self.templates.catalogue();
        let (book, document, review) = checked(open(workbook)?, self.earlier.clone(), &self.templates)?;
        if !review.is_clear() && !draft {
            return Ok((review, None));
        }
        let document = if *draft { document.commented(&book.value, &review) } else { document };
        let document = if *plain { document.untied() } else { document };
        let targets = targets(workbook, folder);
        for target in &targets {
            let mut inputs = [workbook].into_iter().chain(previous.as_deref());
            inputs.try_for_each(|input| refuse_overwriting(input, target))?;
        }
        // What is wrong with a folder that cannot be made, writing into it says.
        let _ = fs::create_dir_all(folder);
        let [report, appendix] = &targets;
        let mut outputs = Outputs::new();
        outputs.add(report, |output| write_docx(&document, output))?;
        outputs.add(appendix, |output| write_appendix(&book.value, catalogue, &review, output))?;
        outputs.commit()?;
        Ok((review, Some(targets)))
    }

    /// One workbook: why it cannot be converted is all that is said.
    fn one(&self, workbook: &Path) -> Result<u8> {
        let (review, written) = self.converted(workbook)?;
        say(&told(written.as_ref()));
        let code = if review.is_clear() { CLEAN } else { FINDINGS };
        let reviewed = [Reviewed::new(workbook.display().to_string(), Ok(review))];
        write_review(&reviewed, terminal(io::stderr().is_terminal()), io::stderr().lock())?;
        if written.is_none() {
            eprintln!(
                "Chưa ghi tệp nào: hãy sửa các lỗi trên, hoặc dùng --draft để ghi bản nháp có ghi chú."
            );
        }
        Ok(code)
    }

    /// Many workbooks: each goes its own way, and a table tells what came of them.
    fn many(&self, workbooks: &[PathBuf]) -> Result<u8> {
        let crew = Crew::new(workbooks.len(), self.arguments.threads);
        let (mut tally, mut unwritten) = (Tally::new(), 0);
        let work = |workbook: &PathBuf| (workbook.display().to_string(), self.converted(workbook));
        let said = crew.each(workbooks, work, |converted| {
            let mut reviewed = converted.map(|(name, converted)| {
                let written = converted.as_ref().ok().map(|(_, written)| written.as_ref());
                unwritten += usize::from(matches!(written, Some(None)));
                // A reader who has seen enough closes stdout, which is no fault.
                let _ = crew.above(io::stdout()).write_all(told(written.flatten()).as_bytes());
                let reviewed = Reviewed::new(name, converted.map(|(review, _)| review));
                tally.add(&reviewed);
                reviewed
            });
            let format = terminal(io::stderr().is_terminal());
            let said = write_review(&mut reviewed, format, crew.above(io::stderr()));
            // Nobody may read what is said; the others are converted all the same.
            reviewed.for_each(drop);
            said
        });
        let code = tally.end(workbooks, self.arguments.summary.as_deref())?;
        if unwritten > 0 {
            eprintln!(
                "Chưa ghi tệp nào từ {unwritten} sổ tính có lỗi: hãy sửa các lỗi trên, hoặc dùng --draft để ghi bản nháp có ghi chú."
            );
        }
        said.map(|()| code)
    }
}

/// Names the files that were written.
fn told(written: Option<&[PathBuf; 2]>) -> String {
    written.into_iter().flatten().map(|target| format!("Đã ghi {}\n", target.display())).collect()
}

/// `DIR/<stem>.docx` and `DIR/<stem>-phu-luc.xlsx`.
fn targets(workbook: &Path, folder: &Path) -> [PathBuf; 2] {
    let stem = workbook.file_stem().unwrap_or_default();
    [".docx", "-phu-luc.xlsx"].map(|suffix| {
        let mut name = stem.to_os_string();
        name.push(suffix);
        folder.join(name)
    })
}

/// Why many workbooks cannot be converted at once; found before anything is written.
fn refusals(arguments: &Convert, inputs: &Inputs) -> Vec<String> {
    let mut refusals = Vec::new();
    if arguments.previous.is_some() && inputs.single().is_none() {
        refusals.push("--previous cần đúng một sổ tính".to_owned());
    }
    let is_output = |folder: &&PathBuf| same_file::is_same_file(folder, &arguments.folder).unwrap_or(false);
    if let Some(folder) = inputs.folders.iter().find(is_output) {
        let folder = shown(folder);
        refusals
            .push(format!("{folder} vừa là thư mục vào vừa là thư mục ra: hãy chọn thư mục ra khác bằng -o"));
        return refusals;
    }
    let mut writers: BTreeMap<String, (&Path, PathBuf)> = BTreeMap::new();
    for workbook in &inputs.files {
        for target in targets(workbook, &arguments.folder) {
            if let Some((other, target)) = writers.insert(folded(&target), (workbook, target)) {
                let (other, own, target) = (shown(other), shown(workbook), shown(&target));
                refusals.push(format!("{other} và {own} cùng ghi ra {target}: hãy đổi tên một tệp"));
                // of both outputs the first is enough
                break;
            }
        }
    }
    let summary = arguments.summary.as_deref();
    if let Some((workbook, target)) = summary.and_then(|summary| writers.get(&folded(summary))) {
        refusals.push(format!("{} đã là tệp ra của {}", shown(target), shown(workbook)));
    }
    let existing: Vec<&PathBuf> =
        writers.values().map(|(_, target)| target).filter(|target| target.exists()).collect();
    refusals.extend(overwritten(&inputs.files, &existing).iter().map(|input| {
        let input = shown(input);
        format!("{input} vừa là tệp vào vừa là tệp ra: hãy chọn thư mục ra khác bằng -o")
    }));
    refusals
}

/// A path as every system would tell it from others: some take capitals, or letters with their marks apart, for the
/// same name.
fn folded(path: &Path) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let path = folder.join(path.file_name().unwrap_or_default());
    path.to_string_lossy().nfc().collect::<String>().to_lowercase()
}

/// The inputs that outputs would be written over, also by a link.
fn overwritten<'i>(inputs: &'i [PathBuf], outputs: &[&PathBuf]) -> Vec<&'i Path> {
    let mut found = Vec::new();
    for inputs in inputs.chunks(OPEN_AT_ONCE).filter(|_| !outputs.is_empty()) {
        let open = |path: &'i PathBuf| Some((Handle::from_path(path).ok()?, path.as_path()));
        let open: std::collections::HashMap<Handle, &Path> = inputs.iter().filter_map(open).collect();
        let is_input = |output: &&PathBuf| open.get(&Handle::from_path(output).ok()?).copied();
        found.extend(outputs.iter().filter_map(is_input));
    }
    found
}
