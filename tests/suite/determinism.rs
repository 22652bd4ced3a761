//! Equal input gives equal bytes: in a second run, in another thread. `command.rs` holds it for another
//! language and time zone.

use baocao::model::PeriodKey;
use baocao::write_blank;

use crate::support::{Checked, TEMPLATES, drafted};

/// The report, the appendix and the blank workbook.
fn written() -> [Vec<u8>; 3] {
    let checked = Checked::new(&drafted());
    let mut blank = Vec::new();
    write_blank(TEMPLATES.catalogue(), PeriodKey::Year, &mut blank).unwrap();
    [checked.docx(), checked.appendix(), blank]
}

#[test]
fn two_runs_and_two_threads_write_the_same_bytes() {
    let elsewhere = std::thread::spawn(written);
    let here = written();
    let elsewhere = elsewhere.join().unwrap();
    for (name, (one, other)) in ["report", "appendix", "blank"].iter().zip(here.iter().zip(&elsewhere)) {
        assert!(one == other, "{name}: {} and {} bytes", one.len(), other.len());
    }
}
