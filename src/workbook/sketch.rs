//! Sheets for tests, sketched in text.

use std::sync::Arc;

use super::grid::{Cell, CellValue, Sheet};
use crate::model::{Catalogue, sample};
use crate::place::CellRef;

/// A cell in shorthand: `#1.5` a number, `%44.8` a percentage, `@2023-09-06` a day, `?true`, `!#REF!` an
/// error, `~` a formula without result, `^` an unreadable cell, `=` before any of them a formula; else text.
pub(crate) fn cell(shorthand: &str) -> Option<Cell> {
    let (formula, written) = shorthand.strip_prefix('=').map_or((false, shorthand), |rest| (true, rest));
    let rest = written.get(1..).unwrap_or_default();
    let value = match written.chars().next()? {
        '#' => CellValue::Number { value: rest.parse().unwrap(), percent: false },
        '%' if !rest.is_empty() => CellValue::Number { value: rest.parse().unwrap(), percent: true },
        '@' => CellValue::Date(rest.parse().unwrap()),
        '?' => CellValue::Bool(rest == "true"),
        '!' => CellValue::Error(rest.to_owned()),
        '~' => CellValue::NotCalculated,
        '^' => CellValue::Unreadable("hỏng".to_owned()),
        _ => CellValue::Text(Arc::from(written)),
    };
    Some(Cell { value, formula })
}

/// A sheet of cells in shorthand, from A1.
pub(crate) fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let cells = rows.iter().zip(0..).flat_map(|(row, number)| {
        row.iter()
            .zip(0..)
            .filter_map(move |(text, column)| Some((CellRef::new(number, column), cell(text)?)))
    });
    Sheet { name: name.to_owned(), hidden: false, cells: cells.collect(), merges: Default::default() }
}

/// Runs with a small catalogue.
pub(crate) fn with_catalogue<T>(run: impl FnOnce(&Catalogue) -> T) -> T {
    run(&sample::catalogue(CATALOGUE))
}

const CATALOGUE: &str = r#"
[[sections]]
number = "I"
title = "CÔNG TÁC CHỈ ĐẠO"
[[sections]]
number = "II"
title = "KẾT QUẢ"
[[sections]]
number = "II.2"
title = "Cải cách thủ tục"
[[sections]]
number = "II.2.a"
title = "Về thể chế"
[[sections]]
number = "II.2.d"
title = "Kiểm soát thủ tục hành chính"
[[sections]]
number = "II.2.đ"
title = "Kết quả giải quyết hồ sơ"
[[sections]]
number = "III"
title = "Nhiệm vụ {kỳ sau}"

[[form]]
stt = "1."
label = "Hồ sơ"
[[form]]
stt = "1.1."
code = "ho-so"
label = "Số hồ sơ của TP"
unit = "hồ sơ"
[[form]]
code = "ho-so.dung-han"
label = "Đúng hạn"
unit = "hồ sơ"
[[form]]
code = "ho-so.ty-le"
label = "Tỷ lệ đúng hạn"
unit = "%"
[[form]]
stt = "2"
label = "Văn bản"
code = "van-ban"
unit = "văn bản"
[[form]]
code = "van-ban.dung-han"
label = "Đúng hạn"
unit = "văn bản"
[[form]]
code = "hinh-thuc"
choice = 1
kind = "code"
allowed = { 1 = "Trực tuyến", 2 = "Trực tiếp" }
label = "Trực tuyến"
[[form]]
code = "hinh-thuc"
choice = 2
kind = "code"
label = "Trực tiếp"

[[figures]]
code = "bien-che"
label = "Biên chế"
unit = "người"
[[figures]]
code = "kinh-phi"
label = "Kinh phí"
unit = "nghìn đồng"
kind = "amount"
[[figures]]
code = "ket-noi"
label = "Đã kết nối"
kind = "code"
allowed = { 0 = "Không", 1 = "Có" }
[[figures]]
code = "tinh-den"
label = "Tính đến"
kind = "date"
[[figures]]
code = "tinh-den.bo-sung"
label = "Tính đến (bổ sung)"
kind = "date"
[[figures]]
code = "don-vi"
label = "Đơn vị"
kind = "list"
[[figures]]
code = "nhan-xet"
label = "Nhận xét"
kind = "text"

[tasks]
section = "I"
unit = "nhiệm vụ"
total = "Tổng cộng"
count = "nhiem-vu"
on-time = "nhiem-vu.dung-han"
late = "nhiem-vu.qua-han"
pending = "nhiem-vu.con-han"
overdue = "nhiem-vu.tre-han"

[[relations]]
kind = "ratio"
rate = "ho-so.ty-le"
part = "ho-so.dung-han"
whole = "ho-so"
"#;
