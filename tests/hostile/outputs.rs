//! Writers that fail: wherever the disk is full, the error is said, and the file that was there stays.

use std::io::{self, Cursor, Write};
use std::path::Path;

use baocao::linked::refresh_appendix;
use baocao::{
    Case, Error, ErrorKind, Outputs, RuleSet, assemble, check, read_draft, read_workbook, write_appendix,
    write_blank, write_comments, write_docx,
};

use crate::judge::TEMPLATES;
use crate::samples::{draft_with, paragraph};

/// A writer that takes so many bytes and no more.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let taken = piece.len().min(self.0);
        if taken == 0 && !piece.is_empty() {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Every writer of the library, to an output.
type Writer = Box<dyn Fn(&mut dyn Write) -> baocao::Result<()>>;

fn writers() -> Vec<(&'static str, Writer)> {
    let catalogue = TEMPLATES.catalogue();
    let sample = include_bytes!("../../examples/data/binh-lam-quy-3-2024.xlsx");
    let book = read_workbook(Cursor::new(sample), catalogue).unwrap();
    let report = assemble(&book.value, catalogue, &TEMPLATES).unwrap();
    let review = check(&Case::report(catalogue, &book, &report), &RuleSet::default());
    let period = book.value.info.period.as_ref().unwrap().value;
    let draft = draft_with(&paragraph("Đạt 39/41 nhiệm vụ, đạt 85,1%.")).deflated();
    let read = read_draft(Cursor::new(&draft)).unwrap();
    let of_draft = check(&Case::draft(catalogue, &read), &RuleSet::default());
    let (edited, own) = (include_bytes!("../appendices/libreoffice.xlsx"), book.clone());
    let refreshed =
        move |out: &mut dyn Write| refresh_appendix(Cursor::new(edited), (&own, catalogue), out).map(drop);
    vec![
        ("refreshed appendix", Box::new(refreshed)),
        ("report", Box::new(move |out| write_docx(&report, out))),
        ("appendix", Box::new(move |out| write_appendix(&book.value, catalogue, &review, out))),
        ("blank", Box::new(move |out| write_blank(catalogue, period, out))),
        ("comments", Box::new(move |out| write_comments(Cursor::new(&draft), &of_draft, None, out))),
    ]
}

fn is_said(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Io { .. })
}

#[test]
fn a_disk_that_is_full_at_any_byte_is_said() {
    for (what, write) in writers() {
        let mut whole = Vec::new();
        write(&mut whole).unwrap();
        let places = [0, 1, 2, 30, whole.len() / 3, whole.len() / 2, whole.len() - 22, whole.len() - 1];
        for bytes in places {
            let error = write(&mut Full(bytes)).expect_err(what);
            assert!(is_said(&error), "{what} at {bytes}: {error}");
        }
        write(&mut Full(whole.len())).expect(what);
    }
}

#[test]
fn the_old_file_stays_until_the_new_one_is_whole() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("outputs-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let target = folder.join("bao-cao.docx");
    std::fs::write(&target, "cũ").unwrap();
    for (what, write) in writers() {
        let mut outputs = Outputs::new();
        let full = outputs.add(&target, |out| {
            write(&mut Full(500))?;
            out.write_all(b"never").map_err(|error| panic!("{error}"))
        });
        assert!(is_said(&full.expect_err(what)));
        drop(outputs);
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "cũ", "{what}");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "{what} leaves a temporary");
    }
    std::fs::remove_dir_all(folder).unwrap();
}
