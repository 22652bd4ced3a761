//! Choices drawn from bytes: the same bytes make the same file, fewer bytes a simpler one.

/// What is left of the bytes; when none are, every choice is the first.
#[derive(Debug, Clone)]
pub(crate) struct Lot<'b>(&'b [u8]);

impl<'b> Lot<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let drawn = usize::from(self.byte());
        if end <= 256 { drawn % end.max(1) } else { (drawn << 8 | usize::from(self.byte())) % end }
    }

    /// Whether something happens that happens so often of 256 times; never when the bytes are over.
    pub(crate) fn happens(&mut self, of_256: u8) -> bool {
        !self.is_over() && self.byte() < of_256
    }

    pub(crate) fn pick<'t, T: ?Sized>(&mut self, from: &[&'t T]) -> &'t T {
        from[self.below(from.len())]
    }

    /// So many digits.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.byte() % 10)).collect()
    }
}
