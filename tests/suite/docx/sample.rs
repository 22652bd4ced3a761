//! Documents with everything a report can hold.

use baocao::document::{
    Block, Comment, Document, Frame, Layout, Links, Merge, Note, NoteKind, Paragraph, Part, Role, Row, Rule,
    Run, Table, TableCell,
};

pub(crate) fn full() -> Document {
    let comments = ["Tổng khác số chi tiết.", "Xem lại ngày.", "Nguồn của chú thích?"];
    let mut notes = [
        "Theo báo cáo tổng hợp <quý IV>.",
        "Kế hoạch số 05/KH-UBND & các phụ lục.",
        "Số liệu của bộ phận một cửa.",
    ]
    .map(|text| Note { kind: NoteKind::Footnote, code: None, runs: vec![Run::plain(text)] });
    notes[2].runs[0].comments = vec![2];
    Document {
        title: "Báo cáo kết quả công tác cải cách hành chính năm 2023".to_owned(),
        creator: "Ủy ban nhân dân xã Tịnh Châu".to_owned(),
        parts: vec![main_part(), wide_part(), tall_part()],
        notes: notes.to_vec(),
        headers: Vec::new(),
        boxes: Vec::new(),
        comments: comments
            .map(|line| Comment { lines: vec![line.to_owned(), "Dòng hai.".to_owned()] })
            .to_vec(),
        layout: layout(),
        links: Links::default(),
    }
}

pub(crate) fn without_extras() -> Document {
    let mut document = full();
    document.notes.clear();
    document.comments.clear();
    document.parts.truncate(1);
    strip_notes(&mut document.parts);
    strip_comments(&mut document.parts);
    document
}

pub(crate) fn empty() -> Document {
    let part = Part { page: "main".to_owned(), blocks: Vec::new() };
    Document { parts: vec![part.clone(), part], ..without_extras() }
}

pub(crate) fn small() -> Document {
    let cell = TableCell { columns: 2, ..TableCell::text(Role::TableGroup, "A") };
    let rows = vec![row(&["TT", "Tên"]), Row { cells: vec![cell] }];
    let mut table = table(Frame::Grid, &[1, 3], rows);
    table.header_rows = 1;
    let marked = Run { bold: true, note: Some(0), comments: vec![0], ..Run::plain("05 văn bản") };
    Document {
        notes: full().notes,
        headers: Vec::new(),
        boxes: Vec::new(),
        comments: full().comments,
        parts: vec![Part {
            page: "main".to_owned(),
            blocks: vec![
                Block::text(Role::Kind, "BÁO CÁO"),
                Block::Rule(Rule { under: "BÁO CÁO".to_owned(), role: Role::Kind, percent: 50 }),
                paragraph(Role::Body, vec![Run::plain("Đã ban hành "), marked, Run::plain(".\n\tHết.")]),
                Block::Table(table),
            ],
        }],
        ..without_extras()
    }
}

fn main_part() -> Part {
    let mut blocks = vec![letterhead()];
    let subject = "Kết quả công tác cải cách hành chính năm 2023";
    blocks.extend([
        Block::text(Role::Kind, "BÁO CÁO"),
        Block::text(Role::Subject, subject),
        Block::Rule(Rule { under: subject.to_owned(), role: Role::Subject, percent: 40 }),
        Block::text(Role::PeriodLine, "(Số liệu từ ngày 01/01/2023 đến ngày 06/12/2023)"),
        Block::text(Role::Salutation, "Kính gửi: Ủy ban nhân dân thành phố Quảng Ngãi."),
        Block::text(Role::Heading1, "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"),
        Block::text(Role::Heading2, "1. Ban hành văn bản"),
        Block::text(Role::Heading3, "a) Kế hoạch"),
    ]);
    let noted = Run { note: Some(0), ..Run::plain("Trong kỳ, xã tiếp nhận") };
    let checked = Run { comments: vec![0], bold: true, ..Run::plain(" 1.234 hồ sơ") };
    let second = Run { note: Some(1), comments: vec![1], ..Run::plain(", giải quyết 1.230 hồ sơ") };
    blocks.push(paragraph(Role::Body, vec![noted, checked, second, Run::plain(".")]));
    blocks.push(Block::text(Role::RunIn, "Kết quả cụ thể"));
    blocks.push(Block::text(Role::Item, "- Tiếp nhận trực tuyến: 800 hồ sơ."));
    blocks.push(Block::text(Role::SubItem, "+ Mức độ toàn trình: 500 hồ sơ."));
    blocks.extend([Block::Table(figures(2)), Block::Table(figures(30))]);
    for number in 1..6 {
        blocks.push(Block::text(
            Role::Body,
            format!("Đoạn {number}. {}", "Nội dung đoạn văn đủ dài để tràn dòng. ".repeat(6)),
        ));
    }
    blocks.push(Block::text(Role::Body, "Trên đây là báo cáo của Ủy ban nhân dân xã./."));
    blocks.push(signature());
    Part { page: "main".to_owned(), blocks }
}

fn wide_part() -> Part {
    let mut blocks = appendix_head("Phụ lục I");
    blocks.push(Block::Table(figures(40)));
    Part { page: "wide".to_owned(), blocks }
}

fn tall_part() -> Part {
    let mut blocks = appendix_head("Phụ lục II");
    let noted = Run { note: Some(2), ..Run::plain("Danh mục") };
    blocks.push(paragraph(Role::Body, vec![noted]));
    let mut outer = table(Frame::Grid, &[1, 1], vec![row(&["trái", "phải"])]);
    outer.rows[0].cells[1].blocks =
        vec![Block::Table(table(Frame::Grid, &[1, 2], vec![row(&["trong", "bảng"])]))];
    blocks.extend([Block::Table(outer), Block::Table(figures(60))]);
    Part { page: "appendix".to_owned(), blocks }
}

fn letterhead() -> Block {
    let cell = |blocks| TableCell { columns: 1, merge: Merge::Single, blocks };
    let rule = |under: &str, role, percent| Block::Rule(Rule { under: under.to_owned(), role, percent });
    let left = cell(vec![
        Block::text(Role::SuperiorBody, "THÀNH PHỐ QUẢNG NGÃI"),
        Block::text(Role::IssuingBody, "ỦY BAN NHÂN DÂN XÃ TỊNH CHÂU"),
        rule("ỦY BAN NHÂN DÂN XÃ TỊNH CHÂU", Role::IssuingBody, 40),
    ]);
    let right = cell(vec![
        Block::text(Role::NationalName, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        Block::text(Role::Motto, "Độc lập - Tự do - Hạnh phúc"),
        rule("Độc lập - Tự do - Hạnh phúc", Role::Motto, 100),
    ]);
    let second = [
        TableCell::text(Role::Number, "Số: 05/BC-UBND"),
        TableCell::text(Role::PlaceDate, "Tịnh Châu, ngày 07 tháng 12 năm 2023"),
    ];
    Block::Table(table(
        Frame::None,
        &[42, 58],
        vec![Row { cells: vec![left, right] }, Row { cells: second.into() }],
    ))
}

fn signature() -> Block {
    let mut left = vec![Block::text(Role::RecipientsLabel, "Nơi nhận:")];
    left.extend(["- Như trên;", "- Lưu: VT, VP."].map(|line| Block::text(Role::Recipient, line)));
    let right = [
        (Role::Authority, "TM. ỦY BAN NHÂN DÂN"),
        (Role::Authority, "CHỦ TỊCH"),
        (Role::Signer, "Nguyễn Văn A"),
    ]
    .map(|(role, text)| Block::text(role, text));
    let cells = [left, right.into()].map(|blocks| TableCell { columns: 1, merge: Merge::Single, blocks });
    Block::Table(table(Frame::None, &[1, 1], vec![Row { cells: cells.into() }]))
}

/// A table with two head rows, merges across and down, and this many rows of figures.
fn figures(rows: usize) -> Table {
    let head =
        |text: &str, columns, merge| TableCell { columns, merge, ..TableCell::text(Role::TableHead, text) };
    let first =
        vec![head("TT", 1, Merge::First), head("Lĩnh vực", 1, Merge::First), head("Hồ sơ", 2, Merge::Single)];
    let second = vec![
        head("", 1, Merge::Below),
        head("", 1, Merge::Below),
        head("Tiếp nhận", 1, Merge::Single),
        head("Đúng hạn", 1, Merge::Single),
    ];
    let mut table = table(Frame::Grid, &[8, 52, 20, 20], vec![Row { cells: first }, Row { cells: second }]);
    table.header_rows = 2;
    for number in 1..=rows {
        let mut row = row(&[&number.to_string(), "Đất đai, môi trường và xây dựng", "1.234", "98,5%"]);
        row.cells[1] = TableCell::text(Role::TableText, "Đất đai, môi trường và xây dựng");
        table.rows.push(row);
    }
    table
}

fn appendix_head(number: &str) -> Vec<Block> {
    vec![
        Block::text(Role::AppendixNumber, number),
        Block::text(Role::AppendixTitle, "KẾT QUẢ GIẢI QUYẾT HỒ SƠ"),
        Block::text(Role::AppendixReference, "(Kèm theo Báo cáo số 05/BC-UBND ngày 07 tháng 12 năm 2023)"),
    ]
}

pub(crate) fn row(texts: &[&str]) -> Row {
    Row { cells: texts.iter().map(|text| TableCell::text(Role::TableNumber, *text)).collect() }
}

pub(crate) fn table(frame: Frame, widths: &[u16], rows: Vec<Row>) -> Table {
    Table { frame, widths: widths.to_vec(), header_rows: 0, rows }
}

pub(crate) fn paragraph(role: Role, runs: Vec<Run>) -> Block {
    Block::Paragraph(Paragraph { role, section: None, label: None, runs })
}

fn layout() -> Layout {
    let text = include_str!("../../../templates/bao-cao-cchc-xa/layout.toml");
    let mut layout = Layout::parse("layout.toml", text).unwrap();
    let mut wide = layout.pages["appendix"].clone();
    std::mem::swap(&mut wide.width, &mut wide.height);
    layout.pages.insert("wide".to_owned(), wide);
    layout
}

pub(crate) fn strip_notes(parts: &mut [Part]) {
    for_runs(parts, |run| run.note = None);
}

pub(crate) fn strip_comments(parts: &mut [Part]) {
    for_runs(parts, |run| run.comments.clear());
}

fn for_runs(parts: &mut [Part], change: impl Fn(&mut Run)) {
    for block in parts.iter_mut().flat_map(|part| &mut part.blocks) {
        if let Block::Paragraph(paragraph) = block {
            paragraph.runs.iter_mut().for_each(&change);
        }
    }
}
