//! A file with what must come of it.

use std::fmt;

/// Which reader a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    Workbook,
    Draft,
    /// A report type: the files of its folder, one after the other.
    Templates,
}

/// What must come of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expected {
    /// It is read; what is found in it does not matter.
    Reads,
    /// It is read with a finding of this code, whose place begins so.
    Finds(&'static str, &'static str),
    /// It is refused by an error of this kind.
    Fails(&'static str),
    /// It is refused by this limit, a field of `Limits`.
    Passes(&'static str),
    /// It is read or refused, and the library is never to blame.
    Survives,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Outcome {
    /// The kind of the error; empty where the file was read.
    pub(crate) error: String,
    /// The codes and places of the findings, or what the error says.
    pub(crate) says: String,
}

pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) reader: Reader,
    pub(crate) expected: Expected,
    pub(crate) make: Box<dyn Fn() -> Vec<u8> + Send + Sync>,
    /// Cells that the file counts instead of holding them.
    pub(crate) cells: u64,
    /// Whether it is so large that only the long run reads it.
    pub(crate) long: bool,
}

impl Case {
    pub(crate) fn new(
        (name, reader): (impl Into<String>, Reader),
        expected: Expected,
        make: impl Fn() -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        Self { name: name.into(), reader, expected, make: Box::new(make), cells: 0, long: false }
    }

    pub(crate) fn workbook(
        name: impl Into<String>,
        expected: Expected,
        make: impl Fn() -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        Self::new((name, Reader::Workbook), expected, make)
    }

    pub(crate) fn draft(
        name: impl Into<String>,
        expected: Expected,
        make: impl Fn() -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        Self::new((name, Reader::Draft), expected, make)
    }

    pub(crate) fn long(mut self) -> Self {
        self.long = true;
        self
    }

    pub(crate) fn counting(mut self, cells: u64) -> Self {
        self.cells = cells;
        self
    }
}

impl Expected {
    pub(crate) fn is_met_by(&self, outcome: &Outcome) -> bool {
        let Outcome { error, says } = outcome;
        match self {
            Self::Reads => error.is_empty(),
            Self::Finds(code, place) => {
                error.is_empty() && says.split(" | ").any(|said| said.starts_with(&format!("{code} {place}")))
            }
            Self::Fails(kind) => error.split(' ').next() == Some(kind),
            Self::Passes(limit) => error == &format!("large {limit}"),
            Self::Survives => true,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error.as_str() {
            "" => write!(f, "read: {}", self.says),
            error => write!(f, "{error}: {}", self.says),
        }
    }
}

/// Numbers that look drawn by lot and are the same for the same seed.
#[derive(Debug, Clone)]
pub(crate) struct Seed(u64);

impl Seed {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub(crate) fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}
