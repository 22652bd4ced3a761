//! Figures at the end of what can be computed with exactly, in everything that figures can say together.

use baocao::model::Home;

use crate::build::Pack;
use crate::case::{Case, Expected};
use crate::judge::TEMPLATES;
use crate::samples::{WORD, WORKBOOK, draft, paragraph, workbook};

/// The largest and the finest that a decimal of 28 places holds, a little less and a little more; what is added to
/// them, taken from them and multiplied with them.
const FIGURES: [&str; 14] = [
    "79.228.162.514.264.337.593.543.950.335",
    "79.228.162.514.264.337.593.543.950.336",
    "99.999.999.999.999.999.999.999.999.999",
    "39.614.081.257.132.168.796.771.975.168",
    "9.999.999.999.999.999.999.999.999.999",
    "7,9228162514264337593543950335",
    "0,0000000000000000000000000001",
    "0,9999999999999999999999999999",
    "792.281.625.142.643.375.935.439.503,35",
    "-79.228.162.514.264.337.593.543.950.335",
    "79.228.162.514.264.337.593.543.950.335 tỷ",
    "18.446.744.073.709.551.616",
    "1",
    "0",
];

/// What figures say together, each once with `@` and `§` for two of them; a line is a paragraph, `|` stands between
/// the cells of a row.
const SAYINGS: [(&str, &str); 24] = [
    ("a sum", "Tổng số @ hồ sơ, gồm § hồ sơ trực tuyến, @ hồ sơ trực tiếp và § hồ sơ qua bưu chính."),
    (
        "a sum in brackets",
        "Tiếp nhận @ hồ sơ (trực tuyến § hồ sơ, trực tiếp @ hồ sơ, kỳ trước chuyển sang § hồ sơ).",
    ),
    (
        "a list",
        "Đã giải quyết @ hồ sơ, trong đó:\n- Đúng hạn: § hồ sơ;\n- Trước hạn: @ hồ sơ;\n- Quá hạn: § hồ sơ.",
    ),
    (
        "a list that nothing opens",
        "Kết quả tiếp nhận hồ sơ trong kỳ\nTổng số: @ hồ sơ\nĐúng hạn: § hồ sơ\nQuá hạn: @ hồ sơ",
    ),
    ("a share of counts", "Đã hoàn thành @/§ nhiệm vụ, đạt @%; §/@ nhiệm vụ, đạt §%; @/@ nhiệm vụ, đạt §%."),
    ("a share of a whole", "Có @ hồ sơ, đúng hạn § hồ sơ, chiếm tỷ lệ @%; quá hạn @ hồ sơ, chiếm §%."),
    ("shares of a hundred", "Kết quả: rất hài lòng @%, hài lòng §%, bình thường @%, không hài lòng §%."),
    ("a growth", "Tiếp nhận @ hồ sơ, tăng § hồ sơ (tăng @%) so với cùng kỳ năm 2022 (§ hồ sơ)."),
    (
        "a fall",
        "Hiện có @ vụ, giảm § vụ (giảm @%) so với năm trước. Số thu đạt §, giảm @% (tương ứng giảm § hồ sơ).",
    ),
    ("a pair in brackets", "Xảy ra @ vụ, giảm § vụ (@/§ vụ), bằng @% cùng kỳ (§/@ vụ)."),
    ("a span", "Rút ngắn từ @ ngày xuống còn § ngày, giảm @ ngày; từ § lên @, tăng §%."),
    ("what is left", "Đầu kỳ có @ hộ nghèo, đã thoát nghèo § hộ, còn lại @ hộ; cuối năm còn § hộ."),
    (
        "a stock",
        "Kỳ trước chuyển sang @ hồ sơ, tiếp nhận mới § hồ sơ, đã giải quyết @ hồ sơ, đang giải quyết § hồ sơ.",
    ),
    ("a multiple", "Đạt @ triệu đồng, gấp § lần so với năm trước (@ triệu đồng); gấp @ lần § con."),
    (
        "a product",
        "Mỗi hộ @ con; § hộ, tổng cộng @ con. Hỗ trợ § hộ, mỗi hộ @ triệu đồng, tổng § triệu đồng.",
    ),
    ("a plan", "Thu ngân sách đạt @ đồng, bằng §% dự toán (@ đồng), vượt § đồng (@%)."),
    (
        "a note",
        "Ban hành @ văn bản[^1], xử lý § văn bản[^2].\n[^1]: Gồm: § quyết định, @ kế hoạch, § công văn.\n[^2]: Các xã: An Phú (@), Bình Minh (§); Đông Hòa.",
    ),
    (
        "the same again",
        "I. KẾT QUẢ\nTrong kỳ tiếp nhận @ hồ sơ.\nII. ĐÁNH GIÁ\nTrong kỳ tiếp nhận § hồ sơ, cả @ thôn.",
    ),
    (
        "bounds",
        "Có hơn @ hồ sơ, gồm gần § hồ sơ trực tuyến và khoảng @ hồ sơ trực tiếp, đạt trên §%, tối đa @.",
    ),
    (
        "magnitudes",
        "Tổng thu @ tỷ đồng, gồm § triệu đồng phí, @ nghìn đồng lệ phí và § đồng khác, đạt @ triệu đồng.",
    ),
    (
        "documents and days",
        "Kế hoạch số @/KH-UBND ngày §/@/2023; Quyết định @/2023/QĐ-UBND; từ ngày @ đến ngày §; năm @.",
    ),
    (
        "a table of sums",
        "| Xã | Tổng số | Đúng hạn | Quá hạn |\n| An Phú | @ | § | @ |\n| Bình Minh | § | @ | § |\n| Đông Hòa | @ | @ | § |\n| Tổng cộng | @ | § | @ |",
    ),
    (
        "a table of rates",
        "| Đơn vị | Kế hoạch | Thực hiện | Tỷ lệ (%) | So cùng kỳ (%) |\n| An Phú | @ | § | @ | § |\n| Bình Minh | § | @ | @% | §% |\n| Đông Hòa | @ | @ | § | @ |\n| Cộng | § | § | @ | § |",
    ),
    (
        "a table with rows of rows",
        "| STT | Nội dung | Số lượng | Điểm tối đa |\n| I | Thể chế | @ | § |\n| 1 | Ban hành | § | @ |\n| 2 | Rà soát | @ | § |\n| II | Thủ tục | § | @ |\n| 1 | Niêm yết | @ | @ |\n| | Tổng điểm | § | § |",
    ),
];

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (what, saying) in SAYINGS {
        for figure in FIGURES {
            let name = format!("figures: {what} of {figure}");
            // with each of the others, in one document
            let others = [FIGURES[0], FIGURES[4], FIGURES[5], FIGURES[6], "3", "0"];
            let said = others.map(|other| saying.replace('@', figure).replace('§', other)).join("\n");
            cases.push(Case::draft(name, Expected::Reads, move || document(&said).raw().bytes()));
        }
    }
    cases.extend(books());
    cases
}

/// The draft of such lines.
fn document(lines: &str) -> Pack {
    let (mut body, mut notes, mut rows) = (String::new(), String::new(), String::new());
    for line in lines.lines() {
        if let Some((number, text)) = line.strip_prefix("[^").and_then(|line| line.split_once("]:")) {
            notes += &format!(r#"<w:footnote w:id="{number}">{}</w:footnote>"#, paragraph(text));
            continue;
        }
        if let Some(cells) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) {
            let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text.trim()));
            rows += &format!("<w:tr>{}</w:tr>", cells.split('|').map(cell).collect::<String>());
            continue;
        }
        body += &table(&mut rows);
        body += &marked(line);
    }
    body += &table(&mut rows);
    draft(&body).with("word/footnotes.xml", format!("<w:footnotes {WORD}>{notes}</w:footnotes>"))
}

fn table(rows: &mut String) -> String {
    let rows = std::mem::take(rows);
    if rows.is_empty() { rows } else { format!("<w:tbl>{rows}</w:tbl>") }
}

/// A paragraph in which `[^1]` is the mark of a note.
fn marked(line: &str) -> String {
    let mark = |number| format!(r#"</w:t></w:r><w:r><w:footnoteReference w:id="{number}"/></w:r><w:r><w:t>"#);
    paragraph(line).replace("[^1]", &mark(1)).replace("[^2]", &mark(2))
}

/// Workbooks in which every indicator has such a figure, or every other one: as text, and as a number.
fn books() -> Vec<Case> {
    let mut cases = Vec::new();
    for (home, sheet) in [(Home::Figures, "Số liệu"), (Home::Form, "Phụ lục 1")] {
        for figure in FIGURES {
            for (how, other) in
                [("all", figure), ("every other", "1"), ("every other beside the largest", FIGURES[0])]
            {
                let name = format!("figures: {how} of {sheet} {figure}");
                cases.push(Case::workbook(name, Expected::Reads, move || {
                    book(home, [figure, other]).raw().bytes()
                }));
            }
        }
    }
    for number in
        ["7.9228162514264338E+28", "1e308", "1e-308", "-1e28", "0.1", "4.9E-324", "1.7976931348623157E308"]
    {
        let rows = move || {
            let head = row(&["Mã", "Chỉ tiêu", "ĐVT", "Số liệu"].map(text));
            let one = |code: &str| {
                row(&[text(code), text("x"), text(""), format!(r#"<c s="1"><v>{number}</v></c>"#)])
            };
            let codes = TEMPLATES.catalogue().indicators.iter().filter(|one| one.home == Home::Figures);
            head + &codes.map(|indicator| one(indicator.code.as_str())).collect::<String>()
        };
        let name = format!("figures: all cells {number}");
        cases.push(Case::workbook(name, Expected::Reads, move || workbook(&rows()).raw().bytes()));
    }
    cases
}

fn text(text: &str) -> String {
    format!(r#"<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
}

fn row(cells: &[String]) -> String {
    format!("<row>{}</row>", cells.concat())
}

/// A workbook whose one sheet has these figures in turn.
fn book(home: Home, figures: [&str; 2]) -> Pack {
    let catalogue = TEMPLATES.catalogue();
    let mut turn = figures.into_iter().cycle();
    let mut next = || text(turn.next().unwrap_or_default());
    if home == Home::Figures {
        let head = row(&["Mã", "Chỉ tiêu", "ĐVT", "Số liệu", "Kỳ trước"].map(text));
        let facts = catalogue.indicators.iter().filter(|indicator| indicator.home == home);
        let facts = facts.map(|fact| {
            let (value, before) = (next(), next());
            row(&[text(fact.code.as_str()), text(&fact.label), text(&fact.unit), value, before])
        });
        return workbook(&(head + &facts.collect::<String>()));
    }
    let head = row(&["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"].map(text));
    let lines = catalogue
        .form
        .iter()
        .map(|line| row(&[text(&line.stt), text(&line.label), text(&line.unit), next(), text(&line.note)]));
    let rows = head + &lines.collect::<String>();
    let named = workbook(&rows.replace('&', "&amp;"));
    let names = named.text(WORKBOOK).replace("Số liệu", "Phụ lục 1");
    named.with(WORKBOOK, names)
}
