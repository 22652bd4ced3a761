//! The sheets `Văn bản`, `Nội dung` and `Chú thích`: open rows below their columns.

use crate::error::Result;
use crate::model::sheets;
use crate::output::blank::Looks;
use crate::output::blank::rule::{self, Rule};
use crate::output::sheet::Pen;
use crate::place::CellRef;

/// Types of documents by the decree's list of abbreviations (PL III), the ones reports cite.
const TYPES: [&str; 17] = [
    "Nghị quyết",
    "Quyết định",
    "Chỉ thị",
    "Kế hoạch",
    "Công văn",
    "Thông báo",
    "Báo cáo",
    "Tờ trình",
    "Hướng dẫn",
    "Chương trình",
    "Đề án",
    "Phương án",
    "Quy chế",
    "Quy định",
    "Kết luận",
    "Công điện",
    "Giấy mời",
];

/// A sheet of open rows.
pub(super) struct Open {
    pub(super) name: &'static str,
    columns: Vec<Column>,
    rows: u32,
}

struct Column {
    name: &'static str,
    width: f64,
    rule: Option<Rule>,
}

/// The three sheets; `sections` is the range that lists the report's sections.
pub(super) fn sheets(sections: &str) -> [Open; 3] {
    let section = || Rule::Range(sections.to_owned());
    [documents(section()), paragraphs(section()), notes()]
}

fn documents(section: Rule) -> Open {
    Open {
        name: sheets::DOCUMENTS,
        columns: vec![
            column("Mã", 14.0, "Tự đặt: chữ thường không dấu, số, nối bằng - hoặc ., ví dụ kh-117."),
            Column { name: "Mục", width: 23.0, rule: Some(section) },
            Column {
                name: "Vai trò", width: 10.5, rule: Some(Rule::OneOf(vec!["căn cứ", "viện dẫn"]))
            },
            Column { name: "Loại", width: 12.0, rule: Some(Rule::Offer(TYPES.to_vec())) },
            column("Số, ký hiệu", 14.0, "Như in trên văn bản, ví dụ 117/KH-UBND."),
            column("Ngày", 11.5, "Ngày/tháng/năm (07/12/2023); chỉ biết tháng thì ghi tháng/năm (4/2023)."),
            column("Cơ quan ban hành", 21.0, "Để trống nếu là văn bản của chính cơ quan báo cáo."),
            Column { name: "Trích yếu", width: 42.0, rule: None },
        ],
        rows: 60,
    }
}

fn paragraphs(section: Rule) -> Open {
    Open {
        name: sheets::CONTENT,
        columns: vec![
            Column { name: "Mục", width: 35.0, rule: Some(section) },
            Column { name: "Đoạn văn", width: 79.0, rule: None },
        ],
        rows: 80,
    }
}

fn notes() -> Open {
    Open {
        name: sheets::NOTES,
        columns: vec![
            column("Mã", 16.0, "Tự đặt; gọi ở Nội dung bằng [^mã]."),
            Column { name: "Nội dung", width: 70.0, rule: None },
            column(
                "Giải thích cho",
                26.0,
                "Mã của số liệu mà các con số trong chú thích cộng thành; có thể để trống.",
            ),
        ],
        rows: 30,
    }
}

fn column(name: &'static str, width: f64, hint: &'static str) -> Column {
    Column { name, width, rule: Some(Rule::Hint(hint)) }
}

impl Open {
    /// Writes the sheet.
    pub(super) fn write(&self, pen: &mut Pen, looks: &Looks) -> Result<()> {
        pen.landscape();
        let columns: Vec<(&str, f64)> =
            self.columns.iter().map(|column| (column.name, column.width)).collect();
        pen.table(0, &columns, &looks.header)?;
        pen.freeze(CellRef::new(1, 0))?;
        for (at, column) in (0..).zip(&self.columns) {
            for row in 1..=self.rows {
                pen.text(CellRef::new(row, at), "", &looks.words)?;
            }
            let rules = vec![column.rule.clone(); usize::try_from(self.rows).unwrap_or(0)];
            rule::apply(pen, CellRef::new(1, at), &rules)?;
            pen.numbers_as_text(at, (1, self.rows))?;
        }
        Ok(())
    }
}
