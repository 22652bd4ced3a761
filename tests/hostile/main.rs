//! Files that strangers may send: made from seeds, read in processes of their own under bounds of memory and time.
//!
//! A case is a file with what must come of it. `runner` starts this binary again for a family of cases and starts it
//! anew behind a case that killed it or hung; `judge` is what such a process does with one file.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::as_conversions,
    reason = "a test stops at what it did not expect"
)]

mod bits;
mod build;
mod case;
mod containers;
mod documents;
mod figures;
mod injection;
mod judge;
mod limits;
mod memory;
mod mutations;
mod open_documents;
mod outputs;
mod runner;
mod samples;
mod silent;
mod spreadsheets;
mod strings;
mod templates;
mod xml;

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;
