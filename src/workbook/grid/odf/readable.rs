//! What good and slightly odd .ods workbooks read as.

use super::samples::{STYLES, cell};
use crate::package::samples::Sample;
use crate::workbook::grid::readable::{at, sheets, told, told_of};

fn row(cells: &str) -> String {
    told(Sample::ods_row(cells).pack())
}

#[test]
fn values_are_as_shown() {
    for (attributes, shown, expected) in [
        (r#"office:value-type="string""#, "Tịnh Châu", "A1=“Tịnh Châu”"),
        (r#"office:value-type="string" office:string-value="a&amp;b""#, "", "A1=“a&b”"),
        (r#"office:value-type="string""#, "", ""),
        ("", "không kiểu", "A1=“không kiểu”"),
        (r#"office:value-type="void""#, "", ""),
        (r#"office:value-type="string""#, "#REF!", "A1=“#REF!”"),
        (r#"office:value-type="string""#, "_x0041_", "A1=“_x0041_”"),
        (r#"office:value-type="float" office:value="0.448""#, "0,448", "A1=0.448"),
        (r#"office:value-type="float" office:value="44.84" table:style-name="thap-phan""#, "44,8", "A1=44.8"),
        (r#"office:value-type="float" office:value="12" table:style-name="hai""#, "12,00", "A1=12.00"),
        (r#"office:value-type="float" office:value="12.5" table:style-name="Default""#, "12,5", "A1=12.5"),
        (r#"office:value-type="currency" office:currency="VND" office:value="5000""#, "5.000 ₫", "A1=5000"),
        (
            r#"office:value-type="percentage" office:value="0.448" table:style-name="phan-tram""#,
            "44,8%",
            "A1=44.8%",
        ),
        (r#"office:value-type="percentage" office:value="0.4485""#, "44,85%", "A1=44.85%"),
        (
            r#"office:value-type="date" office:date-value="2023-12-06T00:00:00" table:style-name="ngay""#,
            "6",
            "A1=2023-12-06",
        ),
        (r#"office:value-type="boolean" office:boolean-value="true""#, "ĐÚNG", "A1=true"),
        (
            r#"table:formula="of:=1/3" office:value-type="float" office:value="0.333333333333333""#,
            "0,33",
            "A1:=0.3333333333",
        ),
        (r#"table:formula="of:=&quot;&quot;""#, "", ""),
        (r#"table:formula="of:=TRUE()" office:value-type="float" office:value="1""#, "TRUE", "A1:=true"),
        (
            r#"table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error""#,
            "#DIV/0!",
            "A1:=#DIV/0!",
        ),
        (r#"table:formula="of:=A9" office:value-type="float" office:value="0""#, "#REF!", "A1:=#REF!"),
        (r#"table:formula="of:=A9" office:value-type="float" office:value="0""#, "Err:502", "A1:=Err:502"),
    ] {
        assert_eq!(row(&cell(attributes, shown)), expected, "{attributes} {shown}");
    }
    assert_eq!(row(r#"<table:table-cell table:formula="of:=A9"/>"#), "A1:=?");
    assert_eq!(row(r#"<table:table-cell table:formula="of:=A9" office:value-type="float"/>"#), "A1:=?");
    assert_eq!(row(r#"<table:table-cell office:value-type="float"/>"#), "");
}

#[test]
fn text_is_what_the_cell_shows() {
    for (content, expected) in [
        (
            "<text:p>a<text:s/>b<text:s text:c=\"3\"/>c<text:tab/>d<text:line-break/>e</text:p>",
            "a b   c\td\ne",
        ),
        ("<text:p>dòng 1</text:p><text:p/><text:p>dòng 3</text:p>", "dòng 1\n\ndòng 3"),
        (
            "<text:p>Thu <text:span>ngân </text:span><text:a href=\"x\">sách  x</text:a></text:p>",
            "Thu ngân sách  x",
        ),
        ("<text:p>\n    a\n    b \t c</text:p>", "a b c"),
        ("<text:p>a&#13;b&amp;<![CDATA[<c>]]></text:p>", "a\nb&<c>"),
        ("<text:p>Ti\u{323}nh</text:p>", "Tịnh"),
        (
            "<office:annotation><dc:creator>tôi</dc:creator><text:p>ghi chú</text:p></office:annotation><text:p>x</text:p>",
            "x",
        ),
        ("<text:p>x<office:annotation><text:p>ghi chú</text:p></office:annotation></text:p>", "x"),
        (
            "<draw:frame><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame><text:p>x</text:p>",
            "x",
        ),
    ] {
        let cell = format!(r#"<table:table-cell office:value-type="string">{content}</table:table-cell>"#);
        assert_eq!(row(&cell), format!("A1=“{expected}”"), "{content}");
    }
    let comment = "<office:annotation><text:p>chỉ ghi chú</text:p></office:annotation>";
    assert_eq!(row(&format!("<table:table-cell>{comment}</table:table-cell>")), "");
}

#[test]
fn repeats_are_as_many_cells() {
    let rows = concat!(
        r#"<table:table-row table:number-rows-repeated="2"><table:table-cell/>"#,
        r#"<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>"#,
        r#"</table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell"#,
        r#" table:number-columns-repeated="16384"/></table:table-row><table:table-row>"#,
        r#"<table:covered-table-cell table:number-columns-repeated="16383"/><table:table-cell"#,
        r#" office:value-type="float" office:value="9"/></table:table-row>"#,
    );
    assert_eq!(told(Sample::ods(rows).pack()), "B1=7 C1=7 B2=7 C2=7 XFD1048573=9");
}

#[test]
fn merged_and_covered_cells_are_those_of_an_xlsx() {
    let rows = concat!(
        r#"<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2">"#,
        r#"<text:p>gộp</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"#,
        r#"<table:table-row><table:covered-table-cell/><table:covered-table-cell><text:p>che</text:p>"#,
        r#"</table:covered-table-cell></table:table-row>"#,
    );
    let sheet = sheets(Sample::ods(rows).pack()).remove(0);
    assert_eq!(told_of(&sheet), "A1=“gộp” B2=“che”");
    for (written, anchor) in [("A1", "A1"), ("B1", "A1"), ("B2", "A1"), ("C1", "C1")] {
        assert_eq!(sheet.anchor(at(written)), at(anchor), "{written}");
    }
}

#[test]
fn rows_and_columns_give_their_style() {
    let number = |attributes: &str| {
        format!(r#"<table:table-cell {attributes} office:value-type="float" office:value="0.46"/>"#)
    };
    let rows = [
        r#"<table:table-columns><table:table-column table:number-columns-repeated="2" table:default-cell-style-name="thap-phan"/>"#,
        r#"<table:table-column table:default-cell-style-name="hai"/></table:table-columns>"#,
        "<table:table-header-rows><table:table-row>",
        &number(r#"table:number-columns-repeated="4""#),
        r#"</table:table-row></table:table-header-rows><table:table-row-group>"#,
        r#"<table:table-row table:default-cell-style-name="phan-tram">"#,
        &number(""),
        &number(r#"table:style-name="hai""#),
        "</table:table-row></table:table-row-group>",
    ]
    .concat();
    assert_eq!(told(Sample::ods(&rows).pack()), "A1=0.5 B1=0.5 C1=0.46 D1=0.46 A2=46.0% B2=0.46");
}

#[test]
fn styles_inherit_and_tell_signs_apart() {
    let styles = concat!(
        r#"<number:number-style style:name="P"><number:number number:decimal-places="1"/></number:number-style>"#,
        r#"<number:number-style style:name="Z"><number:text>-</number:text></number:number-style>"#,
        r#"<number:number-style style:name="M"><number:text>(</number:text><number:number number:decimal-places="0"/>"#,
        r#"<style:map style:condition="value()&gt;0" style:apply-style-name="P"/>"#,
        r#"<style:map style:condition="value()=0" style:apply-style-name="Z"/></number:number-style>"#,
        r#"<number:number-style style:name="C"><number:number number:decimal-places="0"/>"#,
        r#"<style:map style:condition="value()&gt;=5" style:apply-style-name="P"/></number:number-style>"#,
        r#"<number:number-style style:name="K"><number:number number:decimal-places="1" number:display-factor="1000"/>"#,
        r#"<number:text> %</number:text></number:number-style>"#,
        r#"<style:style style:name="dau" style:family="table-cell" style:data-style-name="M"/>"#,
        r#"<style:style style:name="con" style:family="table-cell" style:parent-style-name="hai"/>"#,
        r#"<style:style style:name="chau" style:family="table-cell" style:parent-style-name="con"/>"#,
        r#"<style:style style:name="nguong" style:family="table-cell" style:data-style-name="C"/>"#,
        r#"<style:style style:name="nghin" style:family="table-cell" style:data-style-name="K"/>"#,
    );
    let cells: String = [
        ("dau", "2.25"),
        ("dau", "-2.25"),
        ("dau", "0"),
        ("chau", "2.256"),
        ("nguong", "2.25"),
        ("nghin", "44840"),
    ]
    .iter()
    .map(|(style, value)| {
        cell(&format!(r#"table:style-name="{style}" office:value-type="float" office:value="{value}""#), "1")
    })
    .collect();
    let table =
        format!(r#"<table:table table:name="a"><table:table-row>{cells}</table:table-row></table:table>"#);
    assert_eq!(told(Sample::ods_of(styles, &table).pack()), "A1=2.3 B1=-2 C1=0.0 D1=2.26 E1=2.25 F1=44.8%");
}

#[test]
fn sheets_have_names_and_may_be_hidden() {
    let tables = concat!(
        r#"<table:dde-links><table:dde-link><table:table><table:table-row/></table:table></table:dde-link></table:dde-links>"#,
        r#"<table:table table:name="A&apos;b"/><table:table table:name="Ti&#803;nh" table:style-name="an"/>"#,
        r#"<table:table table:name="'file:///x.ods'#$a"><table:table-row><table:table-cell/></table:table-row></table:table>"#,
    );
    let sheets = sheets(Sample::ods_of(STYLES, tables).pack());
    let names: Vec<(&str, bool)> = sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(names, [("A'b", false), ("Tịnh", true)]);
}

#[test]
fn nonsense_in_one_cell_leaves_the_others() {
    for nonsense in [
        r#"<table:table-cell office:value-type="float" office:value="12abc"/>"#,
        r#"<table:table-cell office:value-type="float" office:value="NaN"/>"#,
        r#"<table:table-cell office:value-type="float" office:value="inf"/>"#,
        r#"<table:table-cell office:value-type="float" office:value="1e300"/>"#,
        r#"<table:table-cell office:value-type="float"><text:p>12</text:p></table:table-cell>"#,
        r#"<table:table-cell office:value-type="float" office:value="1"><text:p>###</text:p></table:table-cell>"#,
        r#"<table:table-cell office:value-type="float" office:value="1" table:style-name="lạ"/>"#,
        r#"<table:table-cell office:value-type="float" office:value="45000" table:style-name="ngay"/>"#,
        r#"<table:table-cell office:value-type="date" office:date-value="2023-02-30"/>"#,
        r#"<table:table-cell office:value-type="time" office:time-value="PT1H"/>"#,
        r#"<table:table-cell office:value-type="boolean" office:boolean-value="1"/>"#,
        r#"<table:table-cell office:value-type="zz"/>"#,
        r#"<table:table-cell>12</table:table-cell>"#,
        r#"<table:table-cell>&#49;</table:table-cell>"#,
        r#"<table:table-cell><text:list><text:p>12</text:p></text:list></table:table-cell>"#,
        r#"<table:table-cell><table:table><table:table-row/></table:table></table:table-cell>"#,
    ] {
        let read = row(&format!("{nonsense}{}", cell(r#"office:value-type="float" office:value="7""#, "7")));
        assert!(read.starts_with("A1=!(") && read.ends_with(" B1=7"), "{nonsense}: {read}");
    }
}

/// What LibreOffice itself says otherwise when it writes one workbook in both ways.
const OTHERWISE: [(&str, &str); 7] = [
    // it shows no such fraction
    ("O6=5356443000", "O6=!(là số mà hiện “#FMT”)"),
    ("O8=10000000000000000000000", "O8=!(là số mà hiện “#FMT”)"),
    ("A12:=#VALUE!", "A12:=Err:502"),
    ("A15:=“x  y ”", "A15:=“x  y”"),
    ("B3=!(ngày không có thật)", "B3=!(là khoảng thời gian, không phải ngày)"),
    // before March 1900 its days are not those of Excel
    ("B6=1900-01-05", "B6=1900-01-04"),
    ("B7=!(ngày không có thật)", "B7=1899-12-30"),
];

#[test]
fn cells_of_every_kind_read_as_in_the_xlsx() {
    let xlsx = sheets(include_bytes!("../../../../tests/workbooks/cac-loai-o.xlsx").to_vec());
    let ods = sheets(include_bytes!("../../../../tests/workbooks/cac-loai-o.ods").to_vec());
    assert_eq!(xlsx.len(), ods.len());
    for (xlsx, ods) in xlsx.iter().zip(&ods) {
        assert_eq!((&xlsx.name, xlsx.hidden, &xlsx.merges), (&ods.name, ods.hidden, &ods.merges));
        let told =
            OTHERWISE.iter().fold(told_of(xlsx), |told, (of_xlsx, of_ods)| told.replace(of_xlsx, of_ods));
        assert_eq!(told, told_of(ods), "{}", xlsx.name);
    }
}
