//! The sheet `Thông tin`: who reports what to whom, a label a row.

use crate::error::Result;
use crate::output::blank::rule::{self, Rule};
use crate::output::blank::{Looks, Plan};
use crate::output::sheet::Pen;
use crate::place::CellRef;

const COLUMNS: [(&str, f64); 2] = [("Mục", 21.0), ("Nội dung", 54.0)];

/// The labels in the order of the report; a label that may repeat has several rows.
fn rows(plan: &Plan) -> Vec<(&'static str, Rule)> {
    let periods = plan.catalogue.periods.iter().map(|(period, _)| period.label()).collect();
    vec![
        ("Mẫu báo cáo", Rule::Hint("Đã ghi sẵn; không sửa.")),
        ("Cơ quan chủ quản", Rule::Hint("Cơ quan cấp trên trực tiếp, như in ở đầu báo cáo.")),
        ("Cơ quan ban hành", Rule::Hint("Cơ quan ký báo cáo, như in ở đầu báo cáo.")),
        ("Địa danh", Rule::Hint("Tên nơi ban hành, in trước ngày, ví dụ tên xã.")),
        ("Số", Rule::Hint("Để trống khi chưa lấy số.")),
        ("Ký hiệu", Rule::Hint("Phần sau dấu / của số báo cáo, ví dụ BC-UBND.")),
        ("Ngày ban hành", Rule::Day),
        ("Kỳ báo cáo", Rule::OneOf(periods)),
        ("Năm", Rule::Year),
        ("Từ ngày", Rule::Day),
        ("Đến ngày", Rule::Day),
        ("Trích yếu", Rule::Hint("Để trống thì dùng trích yếu chung của mẫu.")),
        ("Kính gửi", Rule::Hint(ONE_BODY)),
        ("Kính gửi", Rule::Hint(ONE_BODY)),
        ("Kính gửi", Rule::Hint(ONE_BODY)),
        ("Nơi nhận", Rule::Hint(ONE_BODY)),
        ("Nơi nhận", Rule::Hint(ONE_BODY)),
        ("Nơi nhận", Rule::Hint(ONE_BODY)),
        ("Nơi nhận", Rule::Hint(ONE_BODY)),
        ("Nơi nhận", Rule::Hint("Dòng cuối thường là Lưu: VT, kèm đơn vị soạn thảo.")),
        ("Quyền hạn", Rule::Hint("Ví dụ: TM. ỦY BAN NHÂN DÂN")),
        ("Chức vụ", Rule::Hint("Ví dụ: CHỦ TỊCH")),
        ("Người ký", Rule::Hint("Họ và tên, không ghi học hàm, học vị.")),
    ]
}

const ONE_BODY: &str = "Mỗi dòng một nơi; dòng thừa để trống, thiếu thì chèn thêm dòng cùng nhãn.";

pub(super) fn write(pen: &mut Pen, plan: &Plan, looks: &Looks) -> Result<()> {
    pen.table(0, &COLUMNS, &looks.header)?;
    pen.freeze(CellRef::new(1, 1))?;
    let rows = rows(plan);
    for (at, (label, rule)) in (1..).zip(&rows) {
        pen.text(CellRef::new(at, 0), label, &looks.bold)?;
        let given = match *label {
            "Mẫu báo cáo" => plan.catalogue.name.as_str(),
            "Kỳ báo cáo" => plan.period.label(),
            _ => "",
        };
        let look = if *rule == Rule::Year { &looks.year } else { &looks.words };
        pen.text(CellRef::new(at, 1), given, look)?;
    }
    let rules: Vec<Option<Rule>> = rows.into_iter().map(|(_, rule)| Some(rule)).collect();
    pen.numbers_as_text(1, (1, u32::try_from(rules.len()).unwrap_or(1)))?;
    rule::apply(pen, CellRef::new(1, 1), &rules)
}
