//! A small catalogue for tests: the head that every catalogue has, and the rows that a test is about.

use crate::model::catalogue::Catalogue;

const HEAD: &str = r#"
schema = 1
title = "Báo cáo thử"
version = "1"
subject = "Kết quả {kỳ}"
form-title = "Thống kê số liệu {kỳ}"
form-heading = "Phụ lục"
form-reference = "(Kèm theo Báo cáo số {số}/{ký hiệu} {ngày} của {cơ quan})"
periods.nam = { title = "năm {năm}", within = "trong năm", next = "năm {năm sau}", closing = "15/12–14/12" }
"#;

/// A small catalogue as it is written.
pub(crate) fn written(rows: &str) -> String {
    format!("{HEAD}{rows}")
}

/// A small catalogue with these rows.
pub(crate) fn catalogue(rows: &str) -> Catalogue {
    Catalogue::parse("bao-cao-thu", "catalogue.toml", &written(rows)).unwrap()
}
