//! The sheet `Hướng dẫn`: what each sheet is for, the colours, and the list of sections the drop-downs offer.

use rust_xlsxwriter::Format;

use crate::error::Result;
use crate::model::{Catalogue, Home, Kind, Section, sheets};
use crate::output::blank::{Looks, Plan, State};
use crate::output::measure::lines;
use crate::output::sheet::{Look, Pen, SIZE};
use crate::place::CellRef;

const WIDTHS: [f64; 2] = [17.5, 65.0];

const LINES: [(&str, &str); 17] = [
    (
        sheets::INFO,
        "Cơ quan, kỳ báo cáo, ngày tháng, nơi nhận, người ký. Mỗi dòng một mục; số và ngày ban hành có thể để trống đến khi phát hành.",
    ),
    (sheets::TASKS, "Bảng nhiệm vụ của mục {mục}. Dòng Tổng cộng tự cộng."),
    (sheets::FORM, "Biểu thống kê của cấp trên. Không đổi thứ tự, không sửa tên chỉ tiêu."),
    (
        sheets::FIGURES,
        "Số liệu và dữ kiện dùng trong lời văn của báo cáo. Số lấy từ hệ thống khác thì ghi tên hệ thống ở cột Nguồn.",
    ),
    (
        sheets::DOCUMENTS,
        "Văn bản đã ban hành (để trống Vai trò), làm căn cứ, hoặc chỉ viện dẫn. Mỗi văn bản một dòng, một mã.",
    ),
    (
        sheets::CONTENT,
        "Các đoạn viết riêng cho từng mục: nhận xét, hạn chế, giải pháp. Mỗi dòng một đoạn, in theo thứ tự dòng.",
    ),
    (sheets::NOTES, "Chú thích cuối trang; gọi từ Nội dung bằng mã."),
    ("Ô trống", "Chưa có số liệu. Ô bắt buộc mà để trống sẽ bị nhắc."),
    ("0", "Có theo dõi, trong kỳ không phát sinh."),
    ("-", "Chỉ tiêu không áp dụng cho đơn vị."),
    ("Tỷ lệ", "Ghi theo phần trăm: 44,8 là 44,8%."),
    ("Ngày", "Ghi đủ ngày/tháng/năm, ví dụ 07/12/2023."),
    ("{mã}", "Trong Nội dung và Chú thích: in số liệu có mã đó, ví dụ {ví dụ}. Không gõ lại con số."),
    ("{vb:mã}", "In tên văn bản: đầy đủ ở lần đầu, rút gọn ở lần sau."),
    ("[^mã]", "Đặt chú thích tại chỗ đó."),
    (
        "-  +  *",
        "Đứng đầu đoạn ở Nội dung: ý, ý nhỏ, tiêu đề nhỏ. Xuống dòng trong ô (Alt+Enter) là sang đoạn mới.",
    ),
    (
        "{số liệu}, {văn bản}",
        "Đứng một mình một dòng ở Nội dung: đưa phần số liệu, danh mục văn bản của mục vào chỗ đó. Muốn in dấu { thì gõ {{.",
    ),
];

/// Writes the sheet and gives the range of the sections, as a formula.
pub(super) fn write(pen: &mut Pen, plan: &Plan, looks: &Looks) -> Result<String> {
    pen.widths(&WIDTHS)?;
    pen.merged((CellRef::new(0, 0), CellRef::new(0, 1)), &plan.catalogue.title, &looks.title)?;
    pen.merged((CellRef::new(1, 0), CellRef::new(1, 1)), "Cách ghi sổ tính này", &looks.plain)?;
    let mut row = 2;
    let facts = facts(plan.catalogue);
    for (name, text) in LINES.into_iter().filter(|(name, _)| plan.catalogue.uses(name)) {
        let text = facts.iter().fold(text.to_owned(), |text, (key, fact)| text.replace(key, fact));
        pen.text(CellRef::new(row, 0), name, &looks.bold)?;
        pen.text(CellRef::new(row, 1), &text, &looks.text)?;
        pen.height(row, lines(&text, 3_200).max(lines(name, 800)), SIZE)?;
        row += 1;
    }
    row = colours(pen, row + 1, looks)? + 1;
    pen.text(CellRef::new(row, 0), "Các mục", &looks.bold)?;
    pen.text(CellRef::new(row, 1), "Chọn ở cột Mục của Văn bản và Nội dung", &looks.bold)?;
    let first = row + 1;
    for section in &plan.catalogue.sections {
        row += 1;
        pen.text(CellRef::new(row, 1), &offered(plan, section), &looks.text)?;
    }
    Ok(format!("='{}'!$B${}:$B${}", sheets::GUIDE, first + 1, row.max(first) + 1))
}

/// What the lines say of this report type: the section of the task table, and a figure as an example.
fn facts(catalogue: &Catalogue) -> [(&'static str, String); 2] {
    let total = catalogue.task_totals.first().and_then(|(_, code)| catalogue.indicator(code.as_str()));
    let section = total.and_then(|total| total.section.clone()).unwrap_or_default();
    let figure =
        catalogue.indicators.iter().find(|known| known.home == Home::Figures && known.kind == Kind::Count);
    let figure = figure.map_or("mã", |known| known.code.as_str());
    [("{mục}", section), ("{ví dụ}", format!("{{{figure}}}"))]
}

/// Shows what each colour means; gives the row below.
fn colours(pen: &mut Pen, first: u32, looks: &Looks) -> Result<u32> {
    for (row, state) in (first..).zip(State::ALL) {
        let (name, text) = match state {
            State::Required => ("Bắt buộc", "Ô phải ghi trong kỳ này."),
            State::Optional => ("Ghi nếu có", "Ô ghi khi có phát sinh."),
            State::Derived => (
                "Tự tính",
                "Ô có thể để trống: tính được từ ô khác (xem ghi chú của ô). Nếu ghi, chương trình sẽ đối chiếu.",
            ),
        };
        let look = Format::clone(&looks.text).set_background_color(state.color());
        pen.text(CellRef::new(row, 0), name, &Look::new(look))?;
        pen.text(CellRef::new(row, 1), text, &looks.text)?;
        pen.height(row, lines(text, 3_200), SIZE)?;
    }
    Ok(first + 3)
}

/// A section as the drop-down offers it: number and title, as far as the title does not depend on the year.
fn offered(plan: &Plan, section: &Section) -> String {
    let within = plan.catalogue.period(plan.period).map_or("", |period| period.within.as_str());
    let title = section.title.replace("{trong kỳ}", within);
    let title = title.split_once('{').map_or(title.as_str(), |(before, _)| before);
    format!("{}. {}", section.number, title.trim())
}
