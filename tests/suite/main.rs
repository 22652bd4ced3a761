//! The tests of baocao: one binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at what it did not expect"
)]

mod annotated;
mod architecture;
mod batch;
mod blank_form;
mod cells;
mod command;
mod corpus;
mod determinism;
mod docx;
mod drafts;
mod folders;
mod form_changes;
mod interrupted;
mod laws;
mod laws_of_drafts;
mod linked;
mod made;
mod mutations;
mod named;
mod open_document;
mod package;
mod periods;
mod plain;
mod previous;
mod proof;
mod readme;
mod refreshed;
mod report_types;
mod reviewer;
mod rules;
mod sarif;
mod shown;
#[path = "../support/sketch.rs"]
mod sketch;
mod snapshots;
mod spreadsheet;
mod support;
#[path = "../support/tables.rs"]
mod tables;
mod typed;
