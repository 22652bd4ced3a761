//! Drafts of WordprocessingML elements: mostly where they belong, sometimes not.

use super::laws;
use super::lot::Lot;
use super::prose::escaped;
use super::words::{self, Figures};
use crate::samples;

pub(crate) fn hold(bytes: &[u8]) {
    let mut maker = Maker { lot: Lot::new(bytes), figures: Figures::default(), depth: 0 };
    let styles = maker.styles();
    let numbering = maker.numbering();
    let notes = maker.notes();
    let body = maker.blocks(24);
    let pack = samples::draft(&body)
        .with("word/styles.xml", styles)
        .with("word/numbering.xml", numbering)
        .with("word/footnotes.xml", notes);

    laws::draft(&pack.raw().bytes());
}

struct Maker<'b> {
    lot: Lot<'b>,
    figures: Figures,
    depth: usize,
}

/// Numbers as attributes have them.
const NUMBERS: [&str; 12] =
    ["1", "0", "2", "3", "7", "9", "-1", "99", "4294967295", "99999999999999999999", "x", ""];

const STYLES: [&str; 8] = ["a", "s0", "s1", "s2", "Heading1", "ListBullet", "TableGrid", "BcHeading1"];

/// Elements that stand anywhere in a paragraph, or nowhere.
const MARKS: [&str; 14] = [
    "<w:proofErr w:type=\"spellStart\"/>",
    "<w:bookmarkStart w:id=\"1\" w:name=\"_x\"/>",
    "<w:bookmarkEnd w:id=\"1\"/>",
    "<w:commentRangeStart w:id=\"7\"/>",
    "<w:commentRangeEnd w:id=\"7\"/>",
    "<w:r><w:commentReference w:id=\"7\"/></w:r>",
    "<w:r><w:commentReference w:id=\"8\"/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
    "<w:r><w:instrText> PAGE </w:instrText></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
    "<!-- x -->",
    "<?x y?>",
    "<x:y xmlns:x=\"z\">1</x:y>",
];

/// What a run holds beside its text.
const INSIDE: [&str; 16] = [
    "<w:tab/>",
    "<w:br/>",
    "<w:br w:type=\"page\"/>",
    "<w:cr/>",
    "<w:noBreakHyphen/>",
    "<w:softHyphen/>",
    "<w:lastRenderedPageBreak/>",
    "<w:sym w:font=\"Symbol\" w:char=\"F0B7\"/>",
    "<w:sym w:font=\"x\" w:char=\"zz\"/>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:footnoteReference w:id=\"2\"/>",
    "<w:endnoteReference w:id=\"1\"/>",
    "<w:pgNum/>",
    "<w:object/>",
    "<w:ptab w:alignment=\"left\"/>",
    "<w:delText>999</w:delText>",
];

const LOOKS: [&str; 12] = [
    "<w:b/>",
    "<w:b w:val=\"0\"/>",
    "<w:i/>",
    "<w:vanish/>",
    "<w:caps/>",
    "<w:smallCaps/>",
    "<w:vertAlign w:val=\"superscript\"/>",
    "<w:rFonts w:ascii=\".VnTime\" w:hAnsi=\".VnTime\"/>",
    "<w:rFonts w:ascii=\"VNI-Times\"/>",
    "<w:rStyle w:val=\"s1\"/>",
    "<w:rFonts w:ascii=\"Symbol\"/>",
    "<w:strike/>",
];

impl Maker<'_> {
    fn number(&mut self) -> &'static str {
        // the first ones far more often than the others
        let count = if self.lot.happens(40) { NUMBERS.len() } else { 4 };
        self.lot.pick(&NUMBERS[..count])
    }

    fn blocks(&mut self, most: usize) -> String {
        self.depth += 1;
        let mut out = String::new();
        for _ in 0..most {
            if self.lot.is_over() || self.depth > 6 {
                break;
            }
            out.push_str(&self.block());
        }
        self.depth -= 1;
        out
    }

    fn block(&mut self) -> String {
        match self.lot.below(24) {
            0..=2 => self.table(),
            3 => format!(
                "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                self.blocks(3)
            ),
            4 => format!("<w:ins w:id=\"1\">{}</w:ins>", self.blocks(2)),
            5 => format!("<w:customXml>{}</w:customXml>", self.blocks(2)),
            6 if self.lot.happens(20) => format!("<w:r>{}</w:r>", self.run_content()),
            7 => self.lot.pick(&MARKS[..5]).to_owned(),
            8 => {
                format!("<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"{}\"/></w:sectPr></w:pPr></w:p>", self.number())
            }
            _ => self.paragraph(),
        }
    }

    fn table(&mut self) -> String {
        let mut out = "<w:tbl><w:tblPr/>".to_owned();
        let columns = 1 + self.lot.below(5);
        out.push_str(&format!("<w:tblGrid>{}</w:tblGrid>", "<w:gridCol/>".repeat(columns)));
        for _ in 0..1 + self.lot.below(5) {
            let before = if self.lot.happens(20) {
                format!("<w:trPr><w:gridBefore w:val=\"{}\"/><w:tblHeader/></w:trPr>", self.number())
            } else {
                String::new()
            };
            out.push_str(&format!("<w:tr>{before}"));
            for _ in 0..columns {
                let cell = if self.lot.happens(50) {
                    self.blocks(2) + &self.paragraph()
                } else {
                    self.figure_cell()
                };
                let properties = match self.lot.below(12) {
                    1 => format!("<w:tcPr><w:gridSpan w:val=\"{}\"/></w:tcPr>", self.number()),
                    2 => "<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>".to_owned(),
                    3 => "<w:tcPr><w:vMerge/></w:tcPr>".to_owned(),
                    _ => String::new(),
                };
                out.push_str(&format!("<w:tc>{properties}{cell}</w:tc>"));
            }
            out.push_str("</w:tr>");
        }
        out + "</w:tbl>"
    }

    fn figure_cell(&mut self) -> String {
        let figure = self.figures.any(&mut self.lot);
        format!("<w:p><w:r><w:t>{figure}</w:t></w:r></w:p>")
    }

    fn paragraph(&mut self) -> String {
        let mut properties = String::new();
        if self.lot.happens(40) {
            properties.push_str(&format!("<w:pStyle w:val=\"{}\"/>", self.lot.pick(&STYLES)));
        }
        if self.lot.happens(40) {
            let (level, list) = (self.number(), self.number());
            properties.push_str(&format!(
                "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"
            ));
        }
        format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", self.inline(8))
    }

    fn inline(&mut self, most: usize) -> String {
        self.depth += 1;
        let mut out = String::new();
        for _ in 0..1 + self.lot.below(most) {
            if self.depth > 9 {
                break;
            }
            let piece = match self.lot.below(20) {
                0 => format!("<w:ins w:id=\"2\">{}</w:ins>", self.inline(3)),
                1 => format!("<w:del w:id=\"3\">{}</w:del>", self.inline(2)),
                2 => format!("<w:hyperlink>{}</w:hyperlink>", self.inline(3)),
                3 => format!("<w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>", self.inline(2)),
                4 => format!("<w:smartTag>{}</w:smartTag>", self.inline(2)),
                5 => self.alternatives(),
                6 | 7 => self.lot.pick(&MARKS).to_owned(),
                8 => format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", self.inline(2)),
                9 => format!("<w:moveFrom w:id=\"4\">{}</w:moveFrom>", self.inline(2)),
                _ => self.run(),
            };
            out.push_str(&piece);
        }
        self.depth -= 1;
        out
    }

    fn alternatives(&mut self) -> String {
        let (choice, fallback) = (self.run(), self.run());
        format!(
            "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
        )
    }

    fn run(&mut self) -> String {
        let looks = if self.lot.happens(60) {
            format!("<w:rPr>{}</w:rPr>", self.lot.pick(&LOOKS))
        } else {
            String::new()
        };
        format!("<w:r>{looks}{}</w:r>", self.run_content())
    }

    fn run_content(&mut self) -> String {
        let mut out = String::new();
        for _ in 0..1 + self.lot.below(3) {
            if self.depth < 4 && self.lot.happens(8) {
                let inside = self.blocks(2);
                out.push_str(&format!("<w:drawing><wps:txbx xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><w:txbxContent>{inside}</w:txbxContent></wps:txbx></w:drawing>"));
            } else if self.lot.happens(60) {
                out.push_str(self.lot.pick(&INSIDE));
            } else {
                let text = words::piece(&mut self.lot, &mut self.figures);
                out.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(&text)));
            }
        }
        out
    }

    fn styles(&mut self) -> String {
        let mut styles = String::new();
        for number in 0..self.lot.below(4) {
            let (base, name) =
                (self.lot.below(4), self.lot.pick(&["heading 1", "Normal", "Title", "List Bullet"]));
            styles.push_str(&format!("<w:style w:styleId=\"s{number}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"s{base}\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"));
        }
        format!("<w:styles {}>{styles}</w:styles>", samples::WORD)
    }

    fn numbering(&mut self) -> String {
        let mut levels = String::new();
        for level in 0..self.lot.below(4) {
            let format = self.lot.pick(&["decimal", "upperRoman", "lowerLetter", "bullet", "none", "x"]);
            let text = self.lot.pick(&["%1.", "%1.%2.", "-", "%9", "", "%1)"]);
            let start = self.number();
            levels.push_str(&format!("<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"));
        }
        format!(
            "<w:numbering {}><w:abstractNum w:abstractNumId=\"1\">{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
            samples::WORD
        )
    }

    fn notes(&mut self) -> String {
        let mut notes = String::new();
        for number in 1..=self.lot.below(3) {
            notes.push_str(&format!("<w:footnote w:id=\"{number}\">{}</w:footnote>", self.paragraph()));
        }
        format!("<w:footnotes {}>{notes}</w:footnotes>", samples::WORD)
    }
}
