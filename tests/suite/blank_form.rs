//! The form of a blank workbook as rows that can be edited, and the workbook with the edited form.

use crate::package::{packed, parts};

/// The form's first row below its header, as the file counts.
const FIRST: usize = 3;

/// A row of the form: what its five cells show, the fill of its value cell, the list that it offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) stt: String,
    pub(crate) label: String,
    pub(crate) unit: String,
    pub(crate) note: String,
    /// As `FFFFE699`; empty where the cell has none.
    pub(crate) fill: String,
    /// As `0,1,-`; empty where the cell offers no list.
    pub(crate) list: String,
}

/// The rows of a workbook's form.
pub(crate) fn lines(workbook: &[u8]) -> Vec<Line> {
    let parts = parts(workbook);
    let strings = strings(&parts["xl/sharedStrings.xml"]);
    let fills = fills(&parts["xl/styles.xml"]);
    let sheet = &parts[&form_part(&parts["xl/workbook.xml"])];
    let lists = lists(sheet);
    let rows = sheet.split("<row ").skip(FIRST);
    rows.zip(FIRST..)
        .map(|(row, number)| {
            let cell = |column: char| {
                let open = row.split_once(&format!("<c r=\"{column}{number}\""));
                open.map_or("", |(_, rest)| rest.split("<c ").next().unwrap())
            };
            let text = |column: char| {
                let index = between(cell(column), "<v>", "</v>").filter(|_| cell(column).contains("t=\"s\""));
                index.map_or_else(String::new, |index| strings[index.parse::<usize>().unwrap()].clone())
            };
            let style: usize = between(cell('D'), "s=\"", "\"").unwrap().parse().unwrap();
            let list = lists.iter().find(|((first, last), _)| (*first..=*last).contains(&number));
            Line {
                stt: text('A'),
                label: text('B'),
                unit: text('C'),
                note: text('E'),
                fill: fills[style].clone(),
                list: list.map_or_else(String::new, |(_, list)| list.clone()),
            }
        })
        .collect()
}

/// The workbook with these rows in its form.
pub(crate) fn with_lines(workbook: &[u8], lines: &[Line]) -> Vec<u8> {
    let parts = parts(workbook);
    let fills = fills(&parts["xl/styles.xml"]);
    let part = form_part(&parts["xl/workbook.xml"]);
    let sheet = &parts[&part];
    let head = sheet.find(&format!("<row r=\"{FIRST}\"")).unwrap();
    let (mut rows, mut lists) = (String::new(), String::new());
    for (line, number) in lines.iter().zip(FIRST..) {
        let style = fills.iter().position(|fill| *fill == line.fill).unwrap();
        let text = |column: char, text: &str| {
            format!(
                "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                escaped(text)
            )
        };
        let cells = [text('A', &line.stt), text('B', &line.label), text('C', &line.unit)].concat();
        let rest = [format!("<c r=\"D{number}\" s=\"{style}\"/>"), text('E', &line.note)].concat();
        rows.push_str(&format!("<row r=\"{number}\">{cells}{rest}</row>"));
        if !line.list.is_empty() {
            let list = &line.list;
            lists.push_str(&format!("<dataValidation type=\"list\" sqref=\"D{number}\"><formula1>\"{list}\"</formula1></dataValidation>"));
        }
    }
    let made =
        format!("{}{rows}</sheetData><dataValidations>{lists}</dataValidations></worksheet>", &sheet[..head]);
    let others = parts.iter().filter(|(name, _)| **name != part);
    packed(others.map(|(name, text)| (name.as_str(), text.as_str())).chain([(part.as_str(), made.as_str())]))
}

fn form_part(workbook: &str) -> String {
    let sheets = workbook.split("<sheet name=\"").skip(1);
    let at = sheets.into_iter().position(|sheet| sheet.starts_with("Phụ lục 1\"")).unwrap();
    format!("xl/worksheets/sheet{}.xml", at + 1)
}

fn strings(xml: &str) -> Vec<String> {
    let inside = |item: &str| item.split_once("</t>").unwrap().0.split_once('>').unwrap().1.to_owned();
    xml.split("<si><t").skip(1).map(|item| plain(&inside(item))).collect()
}

/// The fill of each cell format.
fn fills(styles: &str) -> Vec<String> {
    let table = between(styles, "<fills ", "</fills>").unwrap();
    let colour = |fill: &str| between(fill, "<fgColor rgb=\"", "\"").unwrap_or_default().to_owned();
    let fills: Vec<String> = table.split("<fill>").skip(1).map(colour).collect();
    let formats = between(styles, "<cellXfs ", "</cellXfs>").unwrap();
    let fill = |format: &str| between(format, "fillId=\"", "\"").unwrap().parse::<usize>().unwrap();
    formats.split("<xf ").skip(1).map(|format| fills[fill(format)].clone()).collect()
}

/// The lists that rows of the value column offer.
fn lists(sheet: &str) -> Vec<((usize, usize), String)> {
    let rules = sheet.split("<dataValidation ").skip(1).filter(|rule| rule.contains("type=\"list\""));
    rules
        .map(|rule| {
            let cells = between(rule, "sqref=\"", "\"").unwrap();
            let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
            let row = |cell: &str| cell.trim_start_matches('D').parse().unwrap();
            ((row(first), row(last)), between(rule, "<formula1>\"", "\"").unwrap().to_owned())
        })
        .collect()
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    text.split_once(from)?.1.split_once(to).map(|(inside, _)| inside)
}

fn plain(xml: &str) -> String {
    xml.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
