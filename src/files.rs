//! Saving files so that nothing half-written is ever seen: temporaries first, then all are renamed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// How many names for a temporary are tried; each stands for another file being written into the same folder.
const TRIES: u32 = 1_000;

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
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) naming the target when its folder or the disk takes no more, or
    /// what `write` gives.
    pub fn add(&mut self, target: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        let doing = || format!("ghi tệp {}", target.display());
        let refused = |error| Error::io(doing(), error);
        let (file, temporary) = create(target).map_err(refused)?;
        self.staged.push(Staged { temporary, target: target.to_owned() });
        let mut buffer = BufWriter::new(Watched { file, has_failed: false });
        if let Err(error) = write(&mut buffer) {
            // the writers know no names
            return Err(if buffer.get_ref().has_failed { error.doing(doing()) } else { error });
        }
        let watched = buffer.into_inner().map_err(io::IntoInnerError::into_error).map_err(refused)?;
        watched.file.sync_all().map_err(refused)
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

/// A file that remembers whether it could not be written.
struct Watched {
    file: File,
    has_failed: bool,
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).inspect_err(|_| self.has_failed = true)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
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

/// A new file in the target's folder; its name starts with a dot, is free, and is short however long the target's is.
fn create(target: &Path) -> io::Result<(File, PathBuf)> {
    target.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    // Renaming would find out too late: after the files before it have taken their places.
    if target.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    for number in 0..TRIES {
        let path = target.with_file_name(format!(".baocao-{}-{number}.tmp", std::process::id()));
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
    fn any_name_that_the_system_takes_is_written() {
        let folder = folder("names");
        let longest = "a".repeat(250) + ".docx";
        for name in [
            "báo cáo (1).docx",
            "-o",
            "a'b\"c.docx",
            "a\nb.docx",
            "\u{202e}xcod.docx",
            "👍.docx",
            longest.as_str(),
        ] {
            let target = folder.join(name);
            let mut outputs = Outputs::new();
            outputs.add(&target, |out| out.write_all(b"new").map_err(|error| Error::io("", error))).unwrap();
            outputs.commit().unwrap();
            assert_eq!(fs::read_to_string(&target).unwrap(), "new", "{name:?}");
        }
        let too_long = folder.join("a".repeat(300));
        let mut outputs = Outputs::new();
        outputs.add(&too_long, |_| Ok(())).unwrap();
        assert!(outputs.commit().is_err());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 7, "no temporary is left");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn files_written_at_once_into_one_folder_are_all_whole() {
        let folder = folder("at-once");
        std::thread::scope(|scope| {
            for number in 0..8 {
                let target = folder.join(format!("{}.docx", number % 2));
                scope.spawn(move || {
                    let text = number.to_string().repeat(100_000);
                    let mut outputs = Outputs::new();
                    let write = |out: &mut dyn Write| {
                        out.write_all(text.as_bytes()).map_err(|error| Error::io("", error))
                    };
                    outputs.add(&target, write).unwrap();
                    outputs.commit().unwrap();
                });
            }
        });
        for name in ["0.docx", "1.docx"] {
            let text = fs::read_to_string(folder.join(name)).unwrap();
            let first = text.chars().next().unwrap();
            assert!(text.len() == 100_000 && text.chars().all(|c| c == first), "{name} is of several");
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "no temporary is left");
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        let error = Outputs::new().add(Path::new("/proc/khong-ghi-duoc/a.docx"), |_| Ok(())).unwrap_err();
        assert!(error.to_string().contains("/proc/khong-ghi-duoc/a.docx"), "{error}");
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
