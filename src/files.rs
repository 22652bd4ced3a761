//! Saving files so that nothing half-written is ever seen: temporaries first, then all are renamed.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// How many names for a temporary are tried; each stands for another program writing the same file.
const TRIES: u32 = 100;

/// Files that are written next to their targets and take their places together.
///
/// Dropped before [`Outputs::commit`], every temporary is removed and no target is touched.
#[derive(Debug, Default)]
pub struct Outputs {
    staged: Vec<Staged>,
}

#[derive(Debug)]
struct Staged {
    temporary: PathBuf,
    target: PathBuf,
}

impl Outputs {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a temporary next to `target`, flushed to the disk.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) naming the target when its folder cannot be written, or what
    /// `write` gives.
    pub fn add(&mut self, target: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        let doing = |error| Error::io(format!("ghi tệp {}", target.display()), error);
        let (file, temporary) = create(target).map_err(doing)?;
        self.staged.push(Staged { temporary, target: target.to_owned() });
        let mut buffer = BufWriter::new(file);
        write(&mut buffer)?;
        let file = buffer.into_inner().map_err(io::IntoInnerError::into_error).map_err(doing)?;
        file.sync_all().map_err(doing)
    }

    /// Puts every file in its place.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) naming the target that could not be replaced.
    pub fn commit(mut self) -> Result<()> {
        self.staged.reverse();
        while let Some(Staged { temporary, target }) = self.staged.last() {
            fs::rename(temporary, target)
                .map_err(|error| Error::io(format!("ghi tệp {}", target.display()), error))?;
            self.staged.pop();
        }
        Ok(())
    }
}

impl Drop for Outputs {
    fn drop(&mut self) {
        for staged in &self.staged {
            // Nothing better can be done about a temporary that will not go.
            let _ = fs::remove_file(&staged.temporary);
        }
    }
}

/// Refuses an output that is one of the inputs, also by a link.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) naming the file.
pub fn refuse_overwriting(input: &Path, output: &Path) -> Result<()> {
    match same_file::is_same_file(input, output) {
        Ok(true) => Err(Error::io(
            format!("ghi đè lên tệp đầu vào {}", input.display()),
            io::Error::new(io::ErrorKind::AlreadyExists, "tệp ra trùng tệp vào"),
        )),
        // An output that is not there yet is no input.
        Ok(false) | Err(_) => Ok(()),
    }
}

/// A new file in the target's folder; its name starts with a dot and is free.
fn create(target: &Path) -> io::Result<(File, PathBuf)> {
    let name = target.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    // Renaming would find out too late: after the files before it have taken their places.
    if target.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    for number in 0..TRIES {
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{number}.tmp", std::process::id()));
        let path = target.with_file_name(hidden);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("baocao-files-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn nothing_is_touched_until_all_are_written() {
        let folder = folder("fail");
        let (one, two) = (folder.join("a.docx"), folder.join("b.xlsx"));
        fs::write(&one, "old").unwrap();
        let mut outputs = Outputs::new();
        outputs.add(&one, |out| out.write_all(b"new").map_err(|error| Error::io("", error))).unwrap();
        outputs.add(&two, |_| Err(Error::internal("no"))).unwrap_err();
        drop(outputs);
        assert_eq!(fs::read_to_string(&one).unwrap(), "old");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no temporary is left");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn all_take_their_places() {
        let folder = folder("good");
        let target = folder.join("a.docx");
        let mut outputs = Outputs::new();
        outputs.add(&target, |out| out.write_all(b"new").map_err(|error| Error::io("", error))).unwrap();
        outputs.commit().unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn an_input_is_refused_as_output() {
        let folder = folder("same");
        let (input, link) = (folder.join("a.xlsx"), folder.join("b.xlsx"));
        fs::write(&input, "x").unwrap();
        fs::hard_link(&input, &link).unwrap();
        assert!(refuse_overwriting(&input, &link).is_err());
        assert!(refuse_overwriting(&input, &folder.join("c.xlsx")).is_ok());
        fs::remove_dir_all(folder).unwrap();
    }
}
