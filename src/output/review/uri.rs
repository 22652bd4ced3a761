//! A file's name as a URI reference (RFC 3986): relative stays relative, absolute becomes `file:`.

use std::fmt::Write;
use std::path::is_separator;

pub(super) fn uri(file: &str) -> String {
    let slashed: String = file.chars().map(|c| if is_separator(c) { '/' } else { c }).collect();
    let scheme = match slashed.as_bytes() {
        [b'/', b'/', ..] if cfg!(windows) => "file:",
        [b'/', ..] => "file://",
        [letter, b':', ..] if cfg!(windows) && letter.is_ascii_alphabetic() => "file:///",
        _ => "",
    };
    // Two slashes would start a host; only Windows has one there.
    let path = if scheme == "file://" { slashed.trim_start_matches('/') } else { slashed.as_str() };
    let mut uri = format!("{scheme}{}", if scheme == "file://" { "/" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            // Before the first slash of a relative reference a colon would end a scheme.
            b':' if !scheme.is_empty() => uri.push(':'),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            byte => {
                // Writing to a String does not fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_references() {
        for (file, expected) in [
            ("sach.xlsx", "sach.xlsx"),
            ("../báo cáo/số 1.docx", "../b%C3%A1o%20c%C3%A1o/s%E1%BB%91%201.docx"),
            ("100%#?.docx", "100%25%23%3F.docx"),
            ("a:b.docx", "a%3Ab.docx"),
            ("/tmp/a b.docx", "file:///tmp/a%20b.docx"),
        ] {
            assert_eq!(uri(file), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_doubled_slash_is_no_host() {
        assert_eq!(uri("//tmp/a.docx"), "file:///tmp/a.docx");
        assert_eq!(uri("a\\b.docx"), "a%5Cb.docx");
    }
}
