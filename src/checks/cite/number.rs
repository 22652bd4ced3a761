//! What a document's number says: `01/2023/QĐ-UBND`.

/// A document's number and symbol (số, ký hiệu), taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// The running number; leading zeros say nothing.
    pub(super) serial: u64,
    /// The year inside the number, which only documents of the normative series have.
    pub(super) year: Option<i32>,
    /// The symbol in lower case: `qđ-ubnd`, `ct/tu`.
    pub(super) code: String,
}

impl Number {
    /// Reads a number as printed; party style (`31-CT/TU`) has a dash after the running number.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        let (serial, rest) = text.split_once(['/', '-'])?;
        let year = rest.split_once('/').filter(|(year, _)| year.len() == 4 && is_digits(year));
        let (year, code) = match year {
            Some((year, code)) => (year.parse().ok(), code),
            None => (None, rest),
        };
        let serial = serial.parse().ok().filter(|_| is_digits(serial) && !code.is_empty())?;
        Some(Self { serial, year, code: code.to_owned() })
    }

    /// The part of the symbol that may say the type: `qđ`.
    pub(super) fn kind(&self) -> &str {
        self.code.split(['-', '/']).next().unwrap_or_default()
    }

    /// The part of the symbol that says the body: `ubnd`.
    pub(super) fn body(&self) -> &str {
        self.code.split_once(['-', '/']).map_or(self.code.as_str(), |(_, body)| body)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_apart() {
        for (text, serial, year, kind, body) in [
            ("117/KH-UBND", 117, None, "kh", "ubnd"),
            ("04/QĐ-UBND", 4, None, "qđ", "ubnd"),
            ("01/2023/QĐ-UBND", 1, Some(2023), "qđ", "ubnd"),
            ("31-CT/TU", 31, None, "ct", "tu"),
            ("30/PVHTT", 30, None, "pvhtt", "pvhtt"),
            ("248/UBND-NC", 248, None, "ubnd", "nc"),
            ("14 / KH-UBND", 14, None, "kh", "ubnd"),
        ] {
            let number = Number::read(text).unwrap_or_else(|| panic!("{text}"));
            let parts = (number.serial, number.year, number.kind(), number.body());
            assert_eq!(parts, (serial, year, kind, body), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in ["", "KH-UBND", "/KH-UBND", "117", "117/", "x1/KH-UBND"] {
            assert_eq!(Number::read(text), None, "{text}");
        }
    }
}
