//! Fuzzing: files made of bytes by lot, each held to what must be true of every file.
//!
//! The usual run holds the corpus and a number of files that are the same every time. `BAOCAO_FUZZ=100000 cargo test
//! --test fuzz prose` makes so many others, and what fails is made as small as it can be. `guided` runs the same
//! targets by what the code does with each file, for hours; see its `Cargo.toml`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::as_conversions,
    reason = "a test stops at what it did not expect"
)]

#[allow(dead_code, reason = "what the hostile set makes beside")]
#[path = "../hostile/build.rs"]
mod build;
#[allow(dead_code, reason = "what the suite compares beside")]
#[path = "../suite/plain.rs"]
mod plain;
#[allow(dead_code, reason = "what the hostile set makes beside")]
#[path = "../hostile/samples.rs"]
mod samples;
mod targets;

use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestCaseError, TestRng, TestRunner};

use crate::targets::{TARGETS, Target};

/// How many files of a target are made: as asked for, or so many.
#[expect(clippy::disallowed_methods, reason = "how long a test runs is asked for by its environment")]
fn asked() -> Option<u32> {
    std::env::var("BAOCAO_FUZZ").ok().map(|count| count.parse().expect("a number of files"))
}

fn corpus((name, target): Target) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(name);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no corpus of {name}");
    for path in paths {
        println!("{}", path.display());
        target(&std::fs::read(path).unwrap());
    }
}

fn made((_, target): Target, usual: u32) {
    let config = ProptestConfig {
        cases: asked().unwrap_or(usual),
        failure_persistence: None,
        max_shrink_iters: 300,
        ..ProptestConfig::default()
    };
    let mut runner = match asked() {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..60),
        prop::collection::vec(any::<u8>(), 0..400),
        prop::collection::vec(any::<u8>(), 0..2_000),
    ];
    let hold = |bytes: Vec<u8>| {
        target(&bytes);
        Ok::<(), TestCaseError>(())
    };
    runner.run(&bytes, hold).unwrap_or_else(|error| panic!("{error}"));
}

fn run(name: &str, usual: u32) {
    let target = *TARGETS.iter().find(|(known, _)| *known == name).expect("a target");
    corpus(target);
    made(target, usual);
}

macro_rules! targets {
    ($($name:ident $usual:literal),*) => {
        $(#[test] fn $name() { run(stringify!($name), $usual); })*

        #[test]
        fn every_target_is_run() {
            assert_eq!([$(stringify!($name)),*], TARGETS.map(|(name, _)| name));
        }
    };
}

targets!(figures 40, prose 25, drafts 60, books 25, parts_of_drafts 150, parts_of_books 100);
