//! A blank workbook whose form was edited becomes a variant whose blank workbook has the same form.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::LazyLock;

use baocao::model::PeriodKey;
use baocao::{FormChanges, Result, Templates, write_blank};
use proptest::prelude::*;

use crate::blank_form::{Line, lines, with_lines};
use crate::support::{TEMPLATES, files, report_type};

const CONTROL: &str = "bao-cao-kiem-soat-tthc";
const REQUIRED: &str = "FFFFE699";
const OPTIONAL: &str = "FFFFF9E5";

static CONTROLS: LazyLock<Templates> = LazyLock::new(|| report_type(CONTROL));

/// The blank workbooks of both report types.
static BLANKS: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| [written(&TEMPLATES), written(&CONTROLS)]);

fn blank(templates: &Templates) -> &'static [u8] {
    &BLANKS[usize::from(templates.catalogue().name == CONTROL)]
}

fn written(templates: &Templates) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_blank(templates.catalogue(), PeriodKey::Year, &mut bytes).unwrap();
    bytes
}

fn changes(templates: &Templates, form: &[Line]) -> Result<FormChanges> {
    FormChanges::read(Cursor::new(with_lines(blank(templates), form)), templates.catalogue())
}

/// The form of the variant that a proposal makes.
fn variant(base: &Templates, proposal: &FormChanges) -> Vec<Line> {
    let text = proposal.to_string();
    let own = BTreeMap::from([("catalogue.toml".to_owned(), text.clone())]);
    let folder = |name: &str| Ok(Some(if name == "de-nghi" { own.clone() } else { files(name) }));
    let name = base.catalogue().name.clone();
    let loaded = match Templates::new("de-nghi", folder) {
        Ok(loaded) => loaded,
        Err(error) => panic!("{name}: {error}\n{text}"),
    };
    lines(&written(&loaded))
}

/// The row of a label, and its place.
fn at(form: &[Line], label: &str) -> usize {
    form.iter().position(|line| line.label == label).unwrap()
}

fn made(stt: &str, label: &str, unit: &str, fill: &str) -> Line {
    let text = str::to_owned;
    let list = String::new();
    Line { stt: text(stt), label: text(label), unit: text(unit), note: list.clone(), fill: text(fill), list }
}

/// A row that no other shows: a group.
fn group(form: &[Line], stt: &str, label: &str) -> Line {
    made(stt, label, "", &form[0].fill)
}

#[test]
fn a_form_that_nobody_edited_has_no_changes() {
    for templates in [&*TEMPLATES, &*CONTROLS] {
        let form = lines(blank(templates));
        let same = changes(templates, &form).unwrap();
        assert!(same.is_empty());
        assert!(same.to_string().contains("không có gì thay đổi"), "{same}");
    }
}

/// An edit: its name, what the proposal says of it, and what it does.
type Edited = (&'static str, &'static str, fn(&mut Vec<Line>));

#[test]
fn every_kind_of_edit_comes_back_in_the_variant() {
    for (name, said, edit) in [of_words(), of_values(), of_rows()].concat() {
        let mut form = lines(blank(&TEMPLATES));
        edit(&mut form);
        let proposal = changes(&TEMPLATES, &form).unwrap();
        assert!(proposal.to_string().contains(said), "{name}: {proposal}");
        assert_eq!(told(&variant(&TEMPLATES, &proposal)), told(&form), "{name}: {proposal}");
    }
}

/// Edits of what a row says of itself.
fn of_words() -> Vec<Edited> {
    vec![
        (
            "label",
            "sửa dòng 2.3. “Số VBQPPL đã rà soát”: tên “Số VBQPPL đã rà soát” → “Số “văn bản” rà soát \\ & <2>”",
            |form| {
                let row = at(form, "Số VBQPPL đã rà soát");
                form[row].label = "Số “văn bản” rà soát \\ & <2>".to_owned();
            },
        ),
        ("group label", "tên “Vận hành cổng dịch vụ công” → “Cổng”", |form| {
            let row = at(form, "Vận hành cổng dịch vụ công");
            form[row].label = "Cổng".to_owned();
        }),
        ("unit", "đơn vị tính “Số lượng” → “Phiếu”", |form| {
            let row = at(form, "Số lượng phiếu khảo sát");
            form[row].unit = "Phiếu".to_owned();
        }),
        (
            "unit of a sum",
            "catalogue.toml:423: sum: “pl.3-3.cac-cap” tính bằng “Quy trình”",
            |form| {
                let row = at(form, "Số TTHC liên thông giữa các cấp chính quyền");
                form[row].unit = "Quy trình".to_owned();
            },
        ),
        ("unit of a rate", "loại rate → count", |form| {
            let row = at(form, "Tỷ lệ hồ sơ xử lý trực tuyến mức một phần");
            form[row].unit = "Hồ sơ".to_owned();
        }),
        ("note", "ghi chú “Phòng Nội vụ” → “”", |form| {
            let row = at(form, "Cải cách chế độ công vụ");
            form[row].note.clear();
        }),
    ]
}

/// Edits of what a value cell takes.
fn of_values() -> Vec<Edited> {
    vec![
        ("answers by unit", "2 Đang làm”", |form| {
            let row = at(form, "Cập nhật Kiến trúc chính quyền điện tử phiên bản 2.0");
            form[row].unit = "Chưa = 0\nHoàn thành = 1\nĐang làm = 2".to_owned();
            form[row].list = "0,1,2,-".to_owned();
        }),
        ("answers by list", "chưa biết mã trả lời 7 nghĩa là gì", |form| {
            let row = at(form, "Cập nhật Kiến trúc chính quyền điện tử phiên bản 2.0");
            form[row].list = "0,1,7,-".to_owned();
        }),
        ("required", "bắt buộc ghi → ghi nếu có", |form| {
            let row = at(form, "Tỷ lệ cơ quan chuyên môn đã kết nối, liên thông với UBND tỉnh");
            form[row].fill = OPTIONAL.to_owned();
        }),
    ]
}

/// Edits of which rows there are, and in what order.
fn of_rows() -> Vec<Edited> {
    vec![
        (
            "added",
            "thêm dòng “Số cuộc họp” (mục 1.1), sau dòng “Số nhiệm vụ đã hoàn thành” (mục 1.1)",
            |form| {
                let row = at(form, "Số nhiệm vụ đã hoàn thành");
                form.insert(row + 1, made("", "Số cuộc họp", "Cuộc", REQUIRED));
                form.insert(row + 2, made("", "Tỷ lệ họp trực tuyến", "%", OPTIONAL));
            },
        ),
        ("added first", "ở đầu biểu", |form| {
            form.insert(0, made("0.", "Thông tin chung", "Người", OPTIONAL));
        }),
        ("added group, the next ones renumbered", "STT “3.4.” → “3.5.”", |form| {
            let row = at(form, "Kết quả giải quyết TTHC");
            form[row].stt = "3.5.".to_owned();
            let made = [group(form, "3.4.", "Số hóa"), made("", "Hồ sơ đã số hóa", "Hồ sơ", REQUIRED)];
            form.splice(row..row, made);
        }),
        (
            "removed",
            "bỏ dòng “Số TTHC liên thông cùng cấp” (mục 3.3) (mã pl.3-3.cung-cap)",
            |form| {
                let row = at(form, "Số TTHC liên thông cùng cấp");
                form.remove(row);
            },
        ),
        (
            "moved",
            "chuyển dòng 2.5. “Số VBQPPL có kiến nghị xử lý đã được xử lý xong” đến chỗ mới, sau dòng 2. “Cải cách thể chế”",
            |form| {
                let row = at(form, "Số VBQPPL có kiến nghị xử lý đã được xử lý xong");
                let moved = form.remove(row);
                let row = at(form, "Cải cách thể chế");
                form.insert(row + 1, moved);
            },
        ),
        ("one answer of several rows", "“2 cấp = 1” → “Hai cấp = 1”", |form| {
            let row = at(form, "Liên thông 2 cấp: Từ UBND tỉnh đến thành phố.");
            form[row].unit = "Hai cấp = 1".to_owned();
        }),
    ]
}

/// A form in lines that differ visibly; what follows from other cells is not a thing of the form.
fn told(form: &[Line]) -> Vec<String> {
    let fill = |line: &Line| match line.fill.as_str() {
        REQUIRED => "bắt buộc",
        OPTIONAL => "nếu có",
        "" => "nhóm",
        _ => "tự tính",
    };
    form.iter()
        .map(|line| {
            format!("{}|{}|{}|{}|{}|{}", line.stt, line.label, line.unit, line.note, fill(line), line.list)
        })
        .collect()
}

#[test]
fn a_period_of_its_own_is_changed_for_that_period() {
    let mut form = lines(blank(&CONTROLS));
    let row = at(&form, "Số TTHC rà soát theo kế hoạch năm");
    assert_eq!(form[row].fill, REQUIRED);
    form[row].fill = OPTIONAL.to_owned();
    let proposal = changes(&CONTROLS, &form).unwrap();
    assert!(
        proposal.to_string().contains(r#"code = "ra-soat.ke-hoach", required = ["6-thang"]"#),
        "{proposal}"
    );
    assert_eq!(told(&variant(&CONTROLS, &proposal)), told(&form));
}

#[test]
fn another_form_is_refused_with_one_clear_line() {
    let foreign: Vec<Line> =
        (0..40).map(|row| made("", &format!("Chỉ tiêu lạ {row}"), "Cái", OPTIONAL)).collect();
    let refused = changes(&TEMPLATES, &foreign).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "biểu trong sổ tính không phải biểu của mẫu “bao-cao-cchc-xa”: chỉ nhận ra 0 dòng, trong khi mẫu có 68 dòng, sổ tính có 40 dòng"
    );
    let wrong = FormChanges::read(Cursor::new(blank(&CONTROLS)), TEMPLATES.catalogue()).unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "sổ tính dành cho mẫu báo cáo “bao-cao-kiem-soat-tthc”, không phải “bao-cao-cchc-xa”"
    );
    assert!(wrong.hint().contains("baocao blank"));
}

#[test]
fn a_proposal_reads_as_a_list_and_as_a_catalogue() {
    let mut form = lines(blank(&CONTROLS));
    let row = at(&form, "Bãi bỏ");
    form[row].label = "Bãi bỏ, hủy bỏ".to_owned();
    form.insert(row + 1, made("", "Chưa phân loại", "thủ tục", OPTIONAL));
    let row = at(&form, "Đang xử lý");
    form.remove(row);
    form.swap(2, 6);
    insta::assert_snapshot!(changes(&CONTROLS, &form).unwrap());
}

/// An edit by numbers that any form can take.
#[derive(Debug, Clone)]
enum Edit {
    Label(usize, String),
    Unit(usize, &'static str),
    Number(usize, String),
    Remove(usize),
    Move(usize, usize),
    Insert(usize, &'static str, Option<String>),
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = 0..1_000_usize;
    let unit = prop::sample::select(vec!["Hồ sơ", "%", "Triệu đồng", "Không = 0\nCó = 1", "Thủ tục"]);
    let number = (20..90_u32).prop_map(|number| format!("{number}."));
    prop_oneof![
        (place.clone(), "[a-zđ]{3,8} [a-zơ]{3,9} [a-z=/\"]{1,6}")
            .prop_map(|(row, label)| Edit::Label(row, label)),
        (place.clone(), unit.clone()).prop_map(|(row, unit)| Edit::Unit(row, unit)),
        (place.clone(), number.clone()).prop_map(|(row, number)| Edit::Number(row, number)),
        place.clone().prop_map(Edit::Remove),
        (place.clone(), place.clone()).prop_map(|(from, to)| Edit::Move(from, to)),
        (place, unit, prop::option::of(number))
            .prop_map(|(row, unit, number)| Edit::Insert(row, unit, number)),
    ]
}

fn apply(form: &mut Vec<Line>, (count, edit): (usize, &Edit)) {
    let size = form.len();
    match edit {
        Edit::Label(row, label) => form[row % size].label = label.trim().to_owned(),
        // a narrative that asks for an answer which is gone does not load, as the proposal says
        Edit::Unit(row, _) if form[row % size].unit.contains('=') => {}
        Edit::Unit(row, unit) => form[row % size].unit = (*unit).to_owned(),
        Edit::Number(row, number) => form[row % size].stt.clone_from(number),
        Edit::Remove(row) => drop(form.remove(row % size)),
        Edit::Move(from, to) => {
            let line = form.remove(from % size);
            form.insert(to % size, line);
        }
        Edit::Insert(row, unit, number) => {
            let number = number.clone().unwrap_or_default();
            let label = format!("Dòng chèn thứ {count}");
            form.insert(row % size, made(&number, &label, unit, OPTIONAL));
        }
    }
}

proptest! {
    #![proptest_config(crate::laws::few(12))]

    /// Whatever is done to the rows: words, numbers and order come back.
    #[test]
    fn any_edit_comes_back_in_the_variant(edits in prop::collection::vec(edit(), 1..7), commune: bool) {
        let base: &Templates = if commune { &TEMPLATES } else { &CONTROLS };
        let mut form = lines(blank(base));
        edits.iter().enumerate().for_each(|edit| apply(&mut form, edit));
        let proposal = changes(base, &form).unwrap();
        let words = |form: &[Line]| -> Vec<[String; 4]> {
            form.iter().map(|line| [&line.stt, &line.label, &line.unit, &line.note].map(Clone::clone)).collect()
        };
        prop_assert_eq!(words(&variant(base, &proposal)), words(&form), "{}", proposal);
    }
}
