//! What stops the work: one error type, each kind with its place and how to mend it.

use crate::place::Place;

/// The library's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The work could not be done: the file is not what it should be, or it could not be read or written.
///
/// Anything wrong in the *content* of a readable file is a [`Finding`](crate::Finding) instead. The
/// message and the hint are Vietnamese, for the clerk; [`Error::kind`] is for the program.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    place: Option<Place>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What kind of thing stopped the work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input has no bytes.
    Empty,
    /// The input is not the kind of file it should be; names what its bytes say it is.
    Foreign {
        /// What was expected, as `sổ tính Excel (.xlsx)`.
        expected: &'static str,
        /// What the bytes look like.
        found: String,
    },
    /// The file is password-protected.
    Encrypted,
    /// The file is damaged: truncated, a wrong checksum, broken XML.
    Damaged {
        /// The part inside the package.
        part: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A limit was passed.
    TooLarge {
        /// The field of [`Limits`](crate::Limits) that was passed, as `part_bytes`; empty for a bound that is none.
        name: &'static str,
        /// What was counted, as `kích thước phần xl/sharedStrings.xml`.
        what: String,
        /// The value found.
        value: u64,
        /// The limit in force.
        limit: u64,
    },
    /// A template or a data file of a report type is wrong.
    Template {
        /// What is wrong and what was expected.
        reason: String,
    },
    /// The file of a reviewer's decisions is wrong.
    Baseline {
        /// What is wrong and what was expected.
        reason: String,
    },
    /// The form of a workbook cannot be held against that of the report type.
    OtherForm {
        /// What does not fit.
        reason: String,
    },
    /// The figures of a draft are not tied to a workbook, or not to this one.
    Untied {
        /// What is missing or does not fit.
        reason: String,
    },
    /// Reading or writing failed.
    Io {
        /// What was being done.
        doing: String,
    },
    /// A part of the library broke a promise of its own; please report it.
    Internal {
        /// What happened.
        reason: String,
    },
}

impl Error {
    /// An error of this kind, with no place yet.
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner { kind, place: None, source: None }))
    }

    /// Broken promise of the library itself, or of a crate it stands on.
    pub(crate) fn internal(reason: impl Into<String>) -> Self {
        Self::new(ErrorKind::Internal { reason: reason.into() })
    }

    /// A template or data file is wrong at this line.
    pub(crate) fn template(file: &str, line: usize, reason: impl Into<String>) -> Self {
        Self::new(ErrorKind::Template { reason: reason.into() })
            .at(Place::Template { file: file.to_owned(), line })
    }

    /// A data file is not what it should be, at the line where its reader stopped.
    pub(crate) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        Self::template(file, line, Self::toml_reason(error.message()))
    }

    /// What a data file's reader says, its usual complaints in Vietnamese.
    pub(crate) fn toml_reason(message: &str) -> String {
        const WORDS: [(&str, &str); 10] = [
            ("missing field ", "thiếu "),
            ("unknown field ", "không có khóa "),
            ("unknown variant ", "không có giá trị "),
            ("duplicate key", "khóa ghi hai lần"),
            ("invalid type: ", "sai kiểu: "),
            ("invalid value: ", "sai giá trị: "),
            (", expected one of ", "; cần một trong "),
            (", expected ", "; cần "),
            ("string ", "chuỗi "),
            ("integer ", "số nguyên "),
        ];
        let said = WORDS.iter().fold(message.to_owned(), |said, (english, ours)| said.replace(english, ours));
        said.replace('`', "\"")
    }

    /// The file of a reviewer's decisions is wrong at this line.
    pub(crate) fn baseline(file: &str, line: usize, reason: impl Into<String>) -> Self {
        Self::new(ErrorKind::Baseline { reason: reason.into() })
            .at(Place::Template { file: file.to_owned(), line })
    }

    /// Reading or writing failed while doing this.
    pub(crate) fn io(doing: impl Into<String>, source: std::io::Error) -> Self {
        let mut error = Self::new(ErrorKind::Io { doing: doing.into() });
        error.0.source = Some(Box::new(source));
        error
    }

    /// The same refusal of the system, said of something else that was done.
    #[must_use]
    pub(crate) fn doing(mut self, doing: impl Into<String>) -> Self {
        if let ErrorKind::Io { doing: said } = &mut self.0.kind {
            *said = doing.into();
        }
        self
    }

    /// A file or folder could not be opened.
    pub fn opening(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::io(format!("mở {}", path.display()), source)
    }

    /// The same error at a place.
    #[must_use]
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.0.place = Some(place);
        self
    }

    /// What kind of error this is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// Where it happened, if it has a place.
    pub fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }

    /// How to mend it, one Vietnamese sentence.
    pub fn hint(&self) -> &'static str {
        match &self.0.kind {
            ErrorKind::Empty => "Hãy chọn lại tệp: tệp này không có nội dung.",
            ErrorKind::Foreign { .. } => "Hãy mở tệp bằng Excel hoặc Word rồi lưu lại đúng định dạng.",
            ErrorKind::Encrypted => "Hãy mở tệp, bỏ mật khẩu rồi lưu lại.",
            ErrorKind::Damaged { .. } => "Hãy mở tệp bằng Excel hoặc Word, lưu thành tệp mới rồi thử lại.",
            ErrorKind::TooLarge { .. } => "Hãy xóa phần thừa (trang tính, hình ảnh, dòng trống) rồi lưu lại.",
            ErrorKind::Template { .. } => "Hãy sửa tệp mẫu tại dòng đã nêu.",
            ErrorKind::Baseline { .. } => "Hãy sửa tệp quyết định rà soát tại dòng đã nêu.",
            ErrorKind::OtherForm { .. } => {
                "Hãy lấy sổ tính mà `baocao blank` ghi cho mẫu báo cáo này, sửa biểu trong đó, hoặc chọn mẫu khác bằng --templates."
            }
            ErrorKind::Untied { .. } => {
                "Hãy dùng tệp do `baocao convert` ghi (đã sửa lời văn, dòng, cột cũng được) cùng đúng sổ tính và mẫu báo cáo của nó."
            }
            ErrorKind::Io { .. } => "Hãy kiểm tra thư mục, quyền ghi và dung lượng đĩa.",
            ErrorKind::Internal { .. } => "Đây là lỗi của chương trình; hãy gửi tệp cho người phát triển.",
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(place) = &self.0.place {
            write!(f, "{place}: ")?;
        }
        match &self.0.kind {
            ErrorKind::Empty => f.write_str("tệp rỗng")?,
            ErrorKind::Foreign { expected, found } => write!(f, "cần {expected}, tệp này là {found}")?,
            ErrorKind::Encrypted => f.write_str("tệp được đặt mật khẩu")?,
            ErrorKind::Damaged { part, reason } => write!(f, "tệp hỏng ở phần {part}: {reason}")?,
            ErrorKind::TooLarge { what, value, limit, .. } => {
                write!(f, "{what} là {value}, vượt giới hạn {limit}")?;
            }
            ErrorKind::Template { reason }
            | ErrorKind::Baseline { reason }
            | ErrorKind::OtherForm { reason }
            | ErrorKind::Untied { reason } => {
                f.write_str(reason)?;
            }
            ErrorKind::Io { doing } => write!(f, "{doing} không được")?,
            ErrorKind::Internal { reason } => write!(f, "lỗi bên trong chương trình: {reason}")?,
        }
        match &self.0.source {
            Some(source) => write!(f, " ({})", reason(source.as_ref())),
            None => Ok(()),
        }
    }
}

/// Why the system refused, in words that a clerk knows where it is one of the usual reasons.
fn reason(source: &(dyn std::error::Error + 'static)) -> String {
    use std::io::ErrorKind as Refusal;
    let kind = source.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    let known = match kind {
        Some(Refusal::NotFound) => "không có tệp hoặc thư mục này",
        Some(Refusal::PermissionDenied) => "không có quyền",
        Some(Refusal::IsADirectory) => "đây là thư mục, không phải tệp",
        Some(Refusal::NotADirectory) => "đây không phải là thư mục",
        Some(Refusal::ReadOnlyFilesystem) => "ổ đĩa chỉ cho đọc",
        Some(Refusal::StorageFull) => "ổ đĩa đã đầy",
        Some(Refusal::WouldBlock) => "máy đang hết tài nguyên",
        _ => return source.to_string(),
    };
    known.to_owned()
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::ErrorKind as Refusal;

    #[test]
    fn the_usual_refusals_are_told_in_vietnamese() {
        for (kind, told) in [
            (Refusal::NotFound, "mở a.xlsx không được (không có tệp hoặc thư mục này)"),
            (Refusal::IsADirectory, "mở a.xlsx không được (đây là thư mục, không phải tệp)"),
        ] {
            let error = Error::opening(std::path::Path::new("a.xlsx"), kind.into());
            assert_eq!(error.to_string(), told);
        }
    }
}
