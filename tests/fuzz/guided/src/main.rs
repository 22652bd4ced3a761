//! One target of `tests/fuzz`, led by coverage; `BAOCAO_FUZZ_TARGET` names it.

#![no_main]
#![allow(dead_code, reason = "what the tests beside this program use")]

#[path = "../../../hostile/build.rs"]
mod build;
#[path = "../../../suite/plain.rs"]
mod plain;
#[path = "../../../hostile/samples.rs"]
mod samples;
#[path = "../../targets/mod.rs"]
mod targets;

use std::sync::LazyLock;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("BAOCAO_FUZZ_TARGET").expect("BAOCAO_FUZZ_TARGET names a target");
    let found = targets::TARGETS.iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no target {name}")).1
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| TARGET(bytes));
