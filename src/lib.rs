//! baocao (báo cáo, *report*) reads the indicator workbook of a Vietnamese administrative-reform report,
//! checks that everything in it agrees, and writes the official Word report (Nghị định 30/2020/NĐ-CP) and
//! its Excel appendix from it.
//!
//! ```text
//! workbook ─► Book ──────────────► Claims ─┐
//!              └─ + Templates ─► Document ─┼─► check(Case, RuleSet) ─► Review ─► text | json | sarif | comments
//! draft.docx ──────────────────► Document ─┘        └─ clear ─► write_docx, write_appendix
//! ```
//!
//! Two readers make typed values, everything after reads only those; figures that do not agree are
//! [findings](Finding), each with its cell and a repair, and a report that is not clear is not written.
//!
//! ```
//! use std::fs::File;
//! use baocao::{Case, RuleSet, Templates, assemble, check, read_workbook, write_docx};
//!
//! # fn main() -> baocao::Result<()> {
//! # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/tinh-chau-2023.xlsx");
//! let templates = Templates::builtin()?;
//! let workbook = File::open(path).expect("a workbook");
//! let book = read_workbook(workbook, templates.catalogue())?;
//! let report = assemble(&book.value, templates.catalogue(), &templates)?;
//! let review = check(&Case::report(templates.catalogue(), &book, &report), &RuleSet::default());
//! if review.is_clear() {
//!     let mut docx = Vec::new();
//!     write_docx(&report, &mut docx)?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Glossary
//! | word | Vietnamese | meaning |
//! |---|---|---|
//! | figure | số liệu | one printed number with its precision, magnitude and sign ([`Figure`]) |
//! | indicator | chỉ tiêu | a quantity or fact of the catalogue, with a code ([`model::Indicator`]) |
//! | catalogue | danh mục chỉ tiêu | the indicators, form, sections and relations of a report type ([`model::Catalogue`]) |
//! | book | sổ số liệu | what one workbook says, typed ([`model::Book`]) |
//! | document | văn bản, báo cáo | a report as blocks, before or after it is a Word file ([`document::Document`]) |
//! | mark | dấu | what a run of text prints: which indicator, which figure ([`document::Mark`]) |
//! | link | liên kết số liệu | what a printed figure comes from, kept in the file ([`model::Link`]) |
//! | claim | điều được nêu | one figure somewhere: what it is about, as printed, where |
//! | place | vị trí | sheet and cell, paragraph, template line ([`Place`]) |
//! | case | hồ sơ kiểm tra | what is checked: a workbook, or a workbook and its report ([`Case`]) |
//! | rule | quy tắc | one thing that must hold ([`RuleSet`]) |
//! | finding | phát hiện | one thing that does not ([`Finding`]) |
//! | baseline | quyết định rà soát | the findings that a reviewer has accepted ([`Baseline`]) |
//! | review | kết quả kiểm tra | all findings of a case and how many figures were tied ([`Review`]) |
//! | summary | bảng tổng hợp | what came of many files, a line each ([`Summary`]) |

mod arithmetic;
mod assembly;
mod checks;
mod claim;
mod claims;
pub mod document;
mod draft;
mod error;
mod files;
pub mod finding;
pub mod model;
mod num;
mod output;
mod package;
mod place;
mod recognition;
mod workbook;

pub use draft::{read_draft, read_draft_with};
pub use package::Limits;
pub use recognition::{Kind, kind_of, kind_of_with};
pub use workbook::{read_workbook, read_workbook_with};

pub use assembly::{Templates, assemble};

pub use checks::{RuleSet, check};
pub use claim::Case;
pub use finding::{Baseline, Finding, Review};

pub use output::linked;
pub use output::{
    FormChanges, Format, Reviewed, Summary, rule_table, write_appendix, write_blank, write_comments,
    write_comments_with, write_docx, write_review,
};

pub use error::{Error, ErrorKind, Result};
pub use files::{Outputs, refuse_overwriting};
pub use num::{Figure, Interval, Magnitude, Qualifier};
pub use place::{CellRef, Place};

/// The README's example compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
