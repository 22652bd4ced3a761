//! How much a text may say in one piece to be read for its figures.

/// The most figures of one paragraph that are related to each other; the longest honest paragraph has a tenth of it.
pub(crate) const MOST_FIGURES: usize = 400;
/// The longest paragraph that is read for what it states, in bytes.
const LONGEST: usize = 16_000;

/// Whether a paragraph has so many figures, or is so long, that relating all of it would take too long.
pub(crate) fn is_too_dense(text: &str) -> bool {
    let begins = |(before, digit): (u8, u8)| digit.is_ascii_digit() && !before.is_ascii_digit();
    let bytes = || text.bytes();
    text.len() > LONGEST
        || std::iter::once(b' ').chain(bytes()).zip(bytes()).filter(|pair| begins(*pair)).count()
            > MOST_FIGURES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_any_report_are_read() {
        assert!(!is_too_dense(&"Tiếp nhận 1.913 hồ sơ. ".repeat(100)));
        assert!(is_too_dense(&"1 ".repeat(401)) && !is_too_dense(&"1 ".repeat(400)));
        assert!(is_too_dense(&"a".repeat(16_001)));
    }
}
