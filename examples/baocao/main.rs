//! The command line: arguments, files, colours and exit codes around the library.

mod arguments;
mod batch;
mod check;
mod commands;
mod convert;
mod inputs;
mod linked;
mod report_type;

use std::process::ExitCode;

use arguments::Command;

const HELP: &str = "\
Checks the indicator workbook of a commune's administrative-reform report and writes the official
Word report and its Excel appendix from it. Checks drafted reports (.docx) too.

usage:
  baocao convert WORKBOOK|FOLDER... [-o DIR] [--draft] [--plain] [--previous WORKBOOK] [--templates DIR]
                       [--threads N] [--summary OUT.xlsx]
  baocao check FILE|FOLDER... [--against WORKBOOK] [--previous WORKBOOK] [--format text|json|sarif]
                       [--annotate OUT.docx] [--baseline FILE] [--write-baseline FILE] [--templates DIR]
                       [--threads N] [--summary OUT.xlsx]
  baocao refresh DRAFT|APPENDIX WORKBOOK -o OUT [--track] [--date DATE] [--previous WORKBOOK] [--templates DIR]
  baocao trace DRAFT [--against WORKBOOK] [--previous WORKBOOK] [--format text|json] [-o OUT.xlsx]
                     [--templates DIR]        what every figure of a report comes from
  baocao blank OUT.xlsx [--period quy-1|6-thang|quy-3|9-thang|nam] [--templates DIR]
  baocao form WORKBOOK [--templates DIR]      what an edited form of a blank workbook changes, in words
                                              (Vietnamese) and as the catalogue.toml of a variant

options:
  -o DIR                  folder of the outputs of convert (default: the current folder); -o FILE for the others
  --draft                 write both files even when the checks find an error, each finding a Word comment
  --plain                 write the report without the marks that tie its figures to the workbook
  --against WORKBOOK      hold one draft or appendix against the workbook it was written from
  --previous WORKBOOK     last period's workbook: blank cells of Kỳ trước are taken from it, the others
                          held against it; beside --against, of that workbook
  --format FORMAT         text (default), json or sarif (SARIF 2.1.0)
  --annotate OUT.docx     write one draft again with each finding as a Word comment
  --track                 write changed figures as tracked changes by baocao, dated --date (2024-12-07)
  --baseline FILE         findings that a reviewer has accepted there stay silent
  --write-baseline FILE   accept everything that is found: write it there, known reasons kept
  --period PERIOD         the reporting period of a blank workbook (default: nam)
  --templates DIR         a folder with a report type of your own; of several inside DIR, the one that
                          the workbook names (Mẫu báo cáo)
  --threads N             how many files are worked on at once (default: one for each core)
  --summary OUT.xlsx      write a sheet with a line for each file: verdict, errors, warnings, what is missing
  -h, --help              this text
  -V, --version           the version

A FILE is a workbook, an appendix or a draft by its bytes, whatever its name; a FOLDER stands for those in it,
not for those of its subfolders. No output is ever written over an input. Of several files each goes its own
way, a table tells what came of them, and Ctrl-C ends after those that were begun.

exit codes: 0 clean (warnings allowed), 1 findings of severity error, 2 the work could not be done
";

fn main() -> ExitCode {
    let done = match arguments::parse(lexopt::Parser::from_env()) {
        Ok(Command::Help) => {
            commands::say(HELP);
            Ok(commands::CLEAN)
        }
        Ok(Command::Version) => {
            commands::say(&format!("baocao {}\n", env!("CARGO_PKG_VERSION")));
            Ok(commands::CLEAN)
        }
        Ok(Command::Convert(convert)) => convert::convert(&convert),
        Ok(Command::Check(check)) => check::check(&check),
        Ok(Command::Blank(blank)) => commands::blank(&blank),
        Ok(Command::Form(form)) => commands::form(&form),
        Ok(Command::Refresh(refresh)) => linked::refresh(&refresh),
        Ok(Command::Trace(trace)) => linked::trace(&trace),
        Err(error) => {
            eprintln!("lỗi: {error}. Xem: baocao --help");
            Ok(commands::FAILED)
        }
    };
    ExitCode::from(done.unwrap_or_else(|error| {
        eprintln!("lỗi: {error}. {}", error.hint());
        commands::FAILED
    }))
}
