//! A reviewer's decisions that last: findings that were looked at and accepted, by their fingerprints.

mod parse;

use std::collections::HashMap;
use std::fmt;

use crate::error::Result;
use crate::finding::finding::Finding;
use crate::finding::review::{Accepted, Review};

/// The number of the shape that is read and written.
const SCHEMA: u64 = 1;

/// Findings that a reviewer has accepted: they stay silent until their words or figures change.
///
/// Kept as TOML that people read and edit. A fingerprint leaves positions out, so a decision survives an
/// edit elsewhere in the file.
///
/// ```
/// let text = r#"
/// schema = 1
///
/// [[accepted]]
/// fingerprint = "e5efeb16f5e20443"
/// code = "SUM004"
/// excerpt = "Tổng cộng: 38 nhiệm vụ"
/// reason = "số liệu theo văn bản của huyện"
/// "#;
/// let baseline = baocao::Baseline::parse("da-duyet.toml", text)?;
/// assert_eq!(baseline.decisions().len(), 1);
/// # Ok::<(), baocao::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    decisions: Vec<Decision>,
}

/// One finding that a reviewer has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// The finding's code, for people.
    pub code: String,
    /// The printed words, for people.
    pub excerpt: String,
    /// Why it was accepted; may be empty.
    pub reason: String,
    /// How many findings of one review with this fingerprint are accepted; none for all of them.
    ///
    /// The same words may be wrong in two places. What is written counts them, so that a third one, which
    /// nobody has seen, is shown.
    pub count: Option<usize>,
}

impl Baseline {
    /// Reads the decisions; `file_name` is for the messages.
    ///
    /// # Errors
    /// [`ErrorKind::Baseline`](crate::ErrorKind::Baseline) with file and line where the text is no such file.
    pub fn parse(file_name: &str, text: &str) -> Result<Self> {
        Ok(Self { decisions: parse::decisions(file_name, text)? })
    }

    /// Everything that reviews found, as accepted; what was accepted before keeps its reason.
    pub fn of<'r>(reviews: impl IntoIterator<Item = &'r Review>) -> Self {
        let mut baseline = Self::default();
        for review in reviews {
            baseline.add(Self::of_one(review));
        }
        baseline.decisions.sort_by(|one, other| one.key().cmp(&other.key()));
        baseline
    }

    /// The same with the reasons of an earlier one, and the earlier decisions that nothing needs any more.
    #[must_use]
    pub fn merged(mut self, earlier: Self) -> (Self, Vec<Decision>) {
        let mut earlier = earlier.by_fingerprint();
        for decision in &mut self.decisions {
            let Some(known) = earlier.remove(&decision.fingerprint) else { continue };
            if decision.reason.is_empty() {
                decision.reason = known.reason;
            }
            // Who accepted all of them has accepted more of them too.
            decision.count = known.count.and(decision.count);
        }
        let mut unneeded: Vec<Decision> = earlier.into_values().collect();
        unneeded.sort_by(|one, other| one.key().cmp(&other.key()));
        (self, unneeded)
    }

    /// The decisions, as they stand in the file.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    fn of_one(review: &Review) -> Vec<Decision> {
        let before = review.accepted.iter().map(|accepted| (&accepted.finding, accepted.reason.as_str()));
        let found = review.findings.iter().map(|finding| (finding, ""));
        let mut decisions: Vec<Decision> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (finding, reason) in before.chain(found) {
            let at = *known.entry(&finding.fingerprint).or_insert(decisions.len());
            match decisions.get_mut(at) {
                Some(decision) => decision.count = decision.count.map(|count| count + 1),
                None => decisions.push(Decision::new(finding, reason)),
            }
        }
        decisions
    }

    /// Adds the decisions of one more review; each review may have as many findings as the one with the most.
    fn add(&mut self, decisions: Vec<Decision>) {
        let mut known = std::mem::take(self).by_fingerprint();
        for decision in decisions {
            let count = decision.count;
            let kept = known.entry(decision.fingerprint.clone()).or_insert(decision);
            kept.count = kept.count.max(count);
        }
        self.decisions = known.into_values().collect();
    }

    fn by_fingerprint(self) -> HashMap<String, Decision> {
        self.decisions.into_iter().map(|decision| (decision.fingerprint.clone(), decision)).collect()
    }
}

impl Decision {
    fn new(finding: &Finding, reason: &str) -> Self {
        Self {
            fingerprint: finding.fingerprint.clone(),
            code: finding.code.to_owned(),
            excerpt: finding.excerpt.clone(),
            reason: reason.to_owned(),
            count: Some(1),
        }
    }

    /// The order in the file; no position is in it, so an edit elsewhere moves no entry.
    fn key(&self) -> (&str, &str, &str) {
        (&self.code, &self.excerpt, &self.fingerprint)
    }
}

impl Review {
    /// The same with the findings that a reviewer has accepted set apart: they do not count any more.
    #[must_use]
    pub fn accept(mut self, baseline: &Baseline) -> Self {
        let known = baseline.decisions.iter().map(|decision| (decision.fingerprint.as_str(), decision));
        let known: HashMap<&str, &Decision> = known.collect();
        let mut used: HashMap<&str, usize> = HashMap::new();
        for finding in std::mem::take(&mut self.findings) {
            let decision = known.get(finding.fingerprint.as_str()).filter(|decision| {
                let used = used.entry(&decision.fingerprint).or_default();
                *used += 1;
                decision.count.is_none_or(|count| *used <= count)
            });
            match decision {
                Some(decision) => self.accepted.push(Accepted { finding, reason: decision.reason.clone() }),
                None => self.findings.push(finding),
            }
        }
        self
    }
}

impl fmt::Display for Baseline {
    /// The file's text, as [`Baseline::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# Các phát hiện đã được người rà soát chấp nhận; nên ghi lý do vào reason.")?;
        writeln!(f, "# count là số lần câu chữ ấy sai; bỏ dòng count thì chấp nhận mọi lần.")?;
        writeln!(f, "schema = {SCHEMA}")?;
        for Decision { fingerprint, code, excerpt, reason, count } in &self.decisions {
            writeln!(f, "\n[[accepted]]\nfingerprint = {}\ncode = {}", Quoted(fingerprint), Quoted(code))?;
            writeln!(f, "excerpt = {}\nreason = {}", Quoted(excerpt), Quoted(reason))?;
            if let Some(count) = count {
                writeln!(f, "count = {count}")?;
            }
        }
        Ok(())
    }
}

/// A basic string of TOML.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                c if c.is_control() => write!(f, "\\u{:04X}", u32::from(c))?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}

#[cfg(test)]
mod tests;
