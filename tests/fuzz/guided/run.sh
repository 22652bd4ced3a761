#!/bin/sh
# ./run.sh TARGET [options of libFuzzer]: finds are kept in found/TARGET, what fails in artifacts.
set -eu
cd "$(dirname "$0")"
target=$1
shift
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Ccodegen-units=1"
cargo +nightly build --release --quiet --target "$(rustc -vV | sed -n 's/^host: //p')"
mkdir -p "found/$target" artifacts
BAOCAO_FUZZ_TARGET=$target exec "target/$(rustc -vV | sed -n 's/^host: //p')/release/baocao-guided" \
    "found/$target" "../corpus/$target" -max_len=1000 -len_control=0 -timeout=20 -rss_limit_mb=2048 "-artifact_prefix=artifacts/$target-" "$@"
