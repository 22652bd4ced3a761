//! Forms far larger than any office sends: a catalogue and a workbook of so many indicators, their relations
//! included, converted stage by stage and as a process.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Cursor};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use baocao::{
    Case, RuleSet, Templates, assemble, check, read_workbook, write_appendix, write_blank, write_docx,
};
use rust_xlsxwriter::Workbook;

use super::{black_box, median_of};

/// How many indicators Word prints; the others stand in the Excel appendix only.
const IN_WORD: usize = 70;
/// A group is a row with its number, a total, and the parts of the total.
const PARTS: usize = 9;
const NAME: &str = "bao-cao-lon";
/// What tells the bench that it is the process to be measured: the folder it finds everything in.
const FOLDER: &str = "BAOCAO_BENCH_FOLDER";

type Files = BTreeMap<String, String>;

/// Prints the stages and the process of each size.
pub(super) fn measure() {
    for size in [1_000, 10_000] {
        let files = files(size);
        let workbook = workbook(size);
        println!("\n{size} indicators, {IN_WORD} in Word");
        stages(&files, &workbook);
        process(&files, &workbook);
    }
}

/// Converts what stands in the folder that the environment names; whether it did.
pub(super) fn is_child() -> bool {
    let Ok(folder) = std::env::var(FOLDER) else { return false };
    let folder = Path::new(&folder);
    let files = fs::read_dir(folder.join(NAME)).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())
    });
    let templates = load(&files.collect());
    let catalogue = templates.catalogue();
    let workbook = BufReader::new(File::open(folder.join("so.xlsx")).unwrap());
    let book = read_workbook(workbook, catalogue).unwrap();
    let report = assemble(&book.value, catalogue, &templates).unwrap();
    let review = check(&Case::report(catalogue, &book, &report), &RuleSet::default());
    assert!(review.is_clear());
    let output = |name: &str| BufWriter::new(File::create(folder.join(name)).unwrap());
    write_docx(&report, output("ra.docx")).unwrap();
    write_appendix(&book.value, catalogue, &review, output("ra.xlsx")).unwrap();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{}", peak.map_or("", str::trim));
    true
}

fn stages(files: &Files, workbook: &[u8]) {
    let runs = if workbook.len() > 100_000 { 20 } else { 100 };
    let templates = load(files);
    let catalogue = templates.catalogue();
    let book = read_workbook(Cursor::new(workbook), catalogue).unwrap();
    let report = assemble(&book.value, catalogue, &templates).unwrap();
    let review = check(&Case::report(catalogue, &book, &report), &RuleSet::default());
    let show = |name: &str, run: &mut dyn FnMut()| {
        println!("  {name:<26}{:>8.2} ms", median_of(runs, run).as_secs_f64() * 1e3);
    };
    show("load templates", &mut || drop(black_box(load(files))));
    show("read workbook", &mut || {
        drop(black_box(read_workbook(Cursor::new(workbook), catalogue).unwrap()));
    });
    show("assemble report", &mut || {
        drop(black_box(assemble(&book.value, catalogue, &templates).unwrap()));
    });
    show("claims and checks", &mut || {
        drop(black_box(check(&Case::report(catalogue, &book, &report), &RuleSet::default())));
    });
    show("write Word report", &mut || write_docx(&report, Vec::new()).unwrap());
    show("write Excel appendix", &mut || {
        write_appendix(&book.value, catalogue, &review, Vec::new()).unwrap();
    });
    let period = catalogue.periods.last().unwrap().0;
    show("write blank workbook", &mut || write_blank(catalogue, period, Vec::new()).unwrap());
}

/// The whole conversion as a process: from its start to its end, and the most memory it held.
fn process(files: &Files, workbook: &[u8]) {
    let folder = std::env::temp_dir().join(format!("baocao-bench-{}", std::process::id()));
    fs::create_dir_all(folder.join(NAME)).unwrap();
    for (name, text) in files {
        fs::write(folder.join(NAME).join(name), text).unwrap();
    }
    fs::write(folder.join("so.xlsx"), workbook).unwrap();
    let run = || {
        let start = Instant::now();
        let child = Command::new(std::env::current_exe().unwrap()).env(FOLDER, &folder).output().unwrap();
        assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
        (start.elapsed(), String::from_utf8(child.stdout).unwrap().trim().to_owned())
    };
    let mut runs: Vec<_> = (0..11).map(|_| run()).collect();
    runs.sort();
    let (time, peak) = &runs[runs.len() / 2];
    println!("  {:<26}{:>8.2} ms, peak {peak}", "as a process", time.as_secs_f64() * 1e3);
    fs::remove_dir_all(folder).unwrap();
}

fn load(files: &Files) -> Templates {
    Templates::new(NAME, |name| Ok((name == NAME).then(|| files.clone()))).unwrap()
}

/// The report type: a form of groups, each with a total of its parts.
fn files(size: usize) -> Files {
    let mut form = String::new();
    let mut relations = String::new();
    for row in 0..size {
        let (group, part) = (row / (PARTS + 1), row % (PARTS + 1));
        let word = row < IN_WORD;
        if part == 0 {
            form.push_str(&format!(
                "  {{ stt = \"{}.\", label = \"Nhóm chỉ tiêu thứ {group}\", word = {word} }},\n",
                group + 1
            ));
            let parts: Vec<String> =
                (1..=PARTS).map(|part| format!("\"{}\"", code(row + part))).take(size - row - 1).collect();
            relations.push_str(&format!(
                "  {{ kind = \"sum\", total = \"{}\", parts = [{}] }},\n",
                code(row),
                parts.join(", ")
            ));
        }
        form.push_str(&format!(
            "  {{ label = \"{}\", unit = \"Hồ sơ\", code = \"{}\", required = true, word = {word} }},\n",
            label(row),
            code(row)
        ));
    }
    let catalogue = format!(
        "schema = 1\ntitle = \"Báo cáo lớn\"\nversion = \"1\"\nsubject = \"Kết quả {{kỳ}}\"\nform-title = \"Thống kê {{kỳ}}\"\n\
         form-heading = \"Phụ lục\"\nform-reference = \"(Kèm theo Báo cáo số {{số}}/{{ký hiệu}} {{ngày}} của {{cơ quan}})\"\n\
         sections = [{{ number = \"I\", title = \"Kết quả\" }}]\nform = [\n{form}]\nrelations = [\n{relations}]\n[periods]\n\
         nam = {{ title = \"năm {{năm}}\", within = \"trong năm\", next = \"năm {{năm sau}}\", closing = \"15/12–14/12\" }}\n"
    );
    let shared = [
        ("catalogue.toml", catalogue.as_str()),
        ("layout.toml", include_str!("../../templates/bao-cao-cchc-xa/layout.toml")),
        ("phrases.toml", include_str!("../../templates/bao-cao-cchc-xa/phrases.toml")),
        ("I.tera", "{{ Trong_ky }} có {{ v(c=\"pl.0\") }}.\n"),
    ];
    shared.map(|(name, text)| (name.to_owned(), text.to_owned())).into()
}

/// The workbook that fills it in: parts of 1 to 9, their total.
fn workbook(size: usize) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let mut sheet = |name: &str, rows: &mut dyn Iterator<Item = Vec<String>>| {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).unwrap(),
                    Err(_) => sheet.write(row, column, text).unwrap(),
                };
            }
        }
    };
    let strings = |row: &[&str]| row.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let info = [
        ["Mục", "Nội dung"],
        ["Mẫu báo cáo", NAME],
        ["Cơ quan chủ quản", "UBND TỈNH QUẢNG NGÃI"],
        ["Cơ quan ban hành", "ỦY BAN NHÂN DÂN XÃ TỊNH CHÂU"],
        ["Địa danh", "Tịnh Châu"],
        ["Số", "154"],
        ["Ký hiệu", "BC-UBND"],
        ["Ngày ban hành", "15/12/2023"],
        ["Kỳ báo cáo", "Năm"],
        ["Năm", "2023"],
        ["Nơi nhận", "Lưu: VT."],
        ["Quyền hạn", "TM. ỦY BAN NHÂN DÂN"],
        ["Chức vụ", "CHỦ TỊCH"],
        ["Người ký", "Nguyễn Văn An"],
    ];
    sheet("Thông tin", &mut info.iter().map(|row| strings(row)));
    let form = (0..size).flat_map(|row| {
        let (group, part) = (row / (PARTS + 1), row % (PARTS + 1));
        let parts = PARTS.min(size - (row - part) - 1);
        let value = if part == 0 { parts * (parts + 1) / 2 } else { part };
        let head = vec![format!("{}.", group + 1), format!("Nhóm chỉ tiêu thứ {group}")];
        let own = vec![String::new(), label(row), "Hồ sơ".to_owned(), value.to_string()];
        (part == 0).then_some(head).into_iter().chain([own])
    });
    let head = strings(&["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"]);
    sheet("Phụ lục 1", &mut std::iter::once(head).chain(form));
    let columns = ["Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Kỳ trước", "Nguồn", "Ghi chú"];
    sheet("Số liệu", &mut std::iter::once(strings(&columns)));
    workbook.save_to_buffer().unwrap()
}

fn code(row: usize) -> String {
    format!("pl.{row}")
}

fn label(row: usize) -> String {
    const WORDS: [&str; 8] = [
        "tiếp nhận trực tuyến",
        "tiếp nhận trực tiếp",
        "giải quyết đúng hạn",
        "giải quyết quá hạn",
        "chuyển liên thông",
        "số hóa thành phần",
        "thanh toán điện tử",
        "trả qua bưu chính",
    ];
    format!("Số hồ sơ {} thuộc lĩnh vực thứ {row}", WORDS[row % WORDS.len()])
}
