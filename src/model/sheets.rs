//! The names of the workbook's sheets.

/// Who reports what to whom.
pub(crate) const INFO: &str = "Thông tin";
/// The task table.
pub(crate) const TASKS: &str = "Nhiệm vụ";
/// The official form.
pub(crate) const FORM: &str = "Phụ lục 1";
/// The figures behind the narrative.
pub(crate) const FIGURES: &str = "Số liệu";
/// Documents issued, relied on or cited.
pub(crate) const DOCUMENTS: &str = "Văn bản";
/// Free paragraphs.
pub(crate) const CONTENT: &str = "Nội dung";
/// Footnotes.
pub(crate) const NOTES: &str = "Chú thích";
/// The instructions of a blank workbook; they hold nothing of the report.
pub(crate) const GUIDE: &str = "Hướng dẫn";
/// Every relation between the figures of an appendix, computed.
pub(crate) const PROOF: &str = "Kiểm tra";
