//! What each paragraph is in the report: its style says so in our own files, its words in a stranger's.

use std::slice::Iter;

use super::headings::{Chain, Number, Rank};
use super::paragraph::Facts;
use super::signs::{self, Sign};
use crate::document::{Block, Paragraph, Part, Role, Table};

/// The longest text that can be a heading without being bold.
const SHORT: usize = 150;

/// The longest bold text that can be a heading.
const LONG: usize = 300;

/// How many lines the trích yếu may have.
const TITLE_LINES: usize = 4;

/// The names of our own styles for paragraphs that say nothing: a line under a title, room around tables.
const FILLERS: [&str; 3] = ["đường kẻ", "đoạn đệm", "khoảng trống sau bảng"];

/// The stretch of the report that the reading is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    /// Letterhead.
    Head,
    /// Under `BÁO CÁO`: so many lines of the title.
    Title(usize),
    /// Under `Kính gửi`.
    Salutation,
    Body,
    /// From the closing sentence on.
    Closing,
    Appendix,
}

/// Gives every paragraph its role and its section.
pub(super) fn assign(parts: &mut [Part], facts: &[Facts]) {
    let mut roles = Roles {
        facts: facts.iter(),
        zone: Zone::Head,
        chain: Chain::default(),
        recipients: false,
        signs: false,
        marked: Vec::new(),
    };
    for block in parts.iter_mut().flat_map(|part| &mut part.blocks) {
        roles.block(block);
    }
}

struct Roles<'f> {
    facts: Iter<'f, Facts>,
    zone: Zone,
    chain: Chain,
    /// `Nơi nhận:` was met.
    recipients: bool,
    /// Quyền hạn, chức vụ was met: the next name signs.
    signs: bool,
    /// The ranks of headings that are bold or have a style.
    marked: Vec<Rank>,
}

impl Roles<'_> {
    fn block(&mut self, block: &mut Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => self.table(table),
            Block::Rule(_) => {}
        }
    }

    /// A table in a table is read by the same hand; the reader has bounded how deep they go.
    fn table(&mut self, table: &mut Table) {
        let head = table.header_rows;
        for (number, row) in table.rows.iter_mut().enumerate() {
            let plain = if number < head { Role::TableHead } else { Role::TableText };
            for block in row.cells.iter_mut().flat_map(|cell| &mut cell.blocks) {
                match block {
                    Block::Paragraph(paragraph) => self.cell(paragraph, plain),
                    inner => self.block(inner),
                }
            }
        }
    }

    fn cell(&mut self, paragraph: &mut Paragraph, plain: Role) {
        let Some(facts) = self.facts.next() else { return };
        if facts.style.role.is_some() || FILLERS.contains(&facts.style.name.as_str()) {
            return;
        }
        let text = paragraph.text();
        let sign = Sign::of(&text);
        if sign == Some(Sign::Recipients) {
            self.zone = Zone::Closing;
        }
        paragraph.role = match self.zone {
            Zone::Head if sign == Some(Sign::Kind) => {
                self.zone = Zone::Title(0);
                Some(Role::Kind)
            }
            Zone::Head => self.in_head(&text, sign, facts),
            Zone::Closing => self.in_closing(&text, sign),
            _ => None,
        }
        .unwrap_or(plain);
    }

    fn paragraph(&mut self, paragraph: &mut Paragraph) {
        let Some(facts) = self.facts.next() else { return };
        let text = paragraph.text();
        let number = paragraph.label.as_deref().and_then(Number::of).or_else(|| Number::of(&text));
        match facts.style.role {
            Some(role) => self.told(role, &text),
            None => paragraph.role = self.inferred(&text, number.as_ref(), facts),
        }
        let rank = match paragraph.role {
            Role::Heading1 => Some(Rank::Roman),
            Role::Heading2 => Some(Rank::Arabic(1)),
            Role::Heading3 => Some(Rank::Letter),
            _ => None,
        };
        match (rank, &number) {
            (Some(_), Some(number)) => {
                if facts.bold || facts.heading_level().is_some() {
                    self.marked.push(number.rank);
                    self.marked.dedup();
                }
                self.chain.begin(number);
            }
            (Some(rank), None) => self.chain.end(rank),
            (None, _) => {}
        }
        if self.zone == Zone::Body {
            paragraph.section = self.chain.section();
        }
    }

    /// Follows a role that the style tells.
    fn told(&mut self, role: Role, text: &str) {
        let zone = match role {
            Role::Kind => Zone::Title(0),
            Role::Heading1 | Role::Heading2 | Role::Heading3 if self.zone != Zone::Appendix => Zone::Body,
            Role::Body if signs::closes(text) => Zone::Closing,
            Role::AppendixNumber => Zone::Appendix,
            _ => return,
        };
        self.move_to(zone);
    }

    fn move_to(&mut self, zone: Zone) {
        if matches!(zone, Zone::Closing | Zone::Appendix) {
            self.chain.clear();
        }
        self.zone = zone;
    }

    fn inferred(&mut self, text: &str, number: Option<&Number>, facts: &Facts) -> Role {
        if text.trim().is_empty() && number.is_none() {
            return Role::Body;
        }
        let sign = Sign::of(text);
        match sign {
            Some(Sign::Kind) if self.zone != Zone::Body => {
                self.move_to(Zone::Title(0));
                return Role::Kind;
            }
            Some(Sign::Recipients) => self.move_to(Zone::Closing),
            Some(Sign::Appendix) => {
                self.move_to(Zone::Appendix);
                return Role::AppendixNumber;
            }
            Some(Sign::Closing) if self.zone == Zone::Body => {
                self.move_to(Zone::Closing);
                return Role::Body;
            }
            _ => {}
        }
        let in_zone = match self.zone {
            Zone::Head => self.in_head(text, sign, facts),
            Zone::Title(lines) if number.is_none() => self.in_title(text, sign, lines),
            Zone::Title(_) => None,
            Zone::Salutation => self.in_salutation(text),
            Zone::Body => None,
            Zone::Closing => self.in_closing(text, sign),
            Zone::Appendix => in_appendix(text, sign, facts),
        };
        in_zone.unwrap_or_else(|| self.in_body(text, number, facts))
    }

    fn in_head(&mut self, text: &str, sign: Option<Sign>, facts: &Facts) -> Option<Role> {
        match sign {
            Some(Sign::NationalName) => Some(Role::NationalName),
            Some(Sign::Motto) => Some(Role::Motto),
            Some(Sign::Number) => Some(Role::Number),
            Some(Sign::PlaceDate) => Some(Role::PlaceDate),
            _ if signs::is_capitals(text) && Number::of(text).is_none() => {
                Some(if facts.bold { Role::IssuingBody } else { Role::SuperiorBody })
            }
            _ => None,
        }
    }

    fn in_title(&mut self, text: &str, sign: Option<Sign>, lines: usize) -> Option<Role> {
        let first = text.trim_start();
        if sign == Some(Sign::Salutation) {
            self.zone = Zone::Salutation;
            return Some(Role::Salutation);
        }
        if first.starts_with('(') {
            return Some(Role::PeriodLine);
        }
        let ends = text.trim_end().ends_with(['.', ':', ';', ',']);
        let is_title = lines < TITLE_LINES && text.chars().count() <= LONG && !ends;
        if !is_title || signs::begins_body(first) {
            return None;
        }
        self.zone = Zone::Title(lines + 1);
        Some(Role::Subject)
    }

    fn in_salutation(&mut self, text: &str) -> Option<Role> {
        signs::dash(text).map(|_| Role::SalutationItem)
    }

    fn in_closing(&mut self, text: &str, sign: Option<Sign>) -> Option<Role> {
        match sign {
            Some(Sign::Recipients) => {
                self.recipients = true;
                return Some(Role::RecipientsLabel);
            }
            Some(Sign::Authority) => {
                self.signs = true;
                return Some(Role::Authority);
            }
            Some(Sign::NationalName) => return Some(Role::NationalName),
            Some(Sign::Motto) => return Some(Role::Motto),
            _ => {}
        }
        if self.recipients && signs::dash(text).is_some() {
            return Some(Role::Recipient);
        }
        if self.signs && signs::is_name(text) {
            self.signs = false;
            return Some(Role::Signer);
        }
        None
    }

    /// Text with numbers, dashes, pluses and stars at the start, as reports are typed.
    fn in_body(&mut self, text: &str, number: Option<&Number>, facts: &Facts) -> Role {
        let heading = number.filter(|number| self.is_heading(text, number, facts));
        let level = facts.heading_level().filter(|_| text.chars().count() <= LONG);
        if let Some(role) = heading.map(|number| role_of(number.rank)).or(level) {
            if !matches!(self.zone, Zone::Appendix | Zone::Closing)
                || (role == Role::Heading1 && !self.recipients)
            {
                self.move_to(if self.zone == Zone::Appendix { Zone::Appendix } else { Zone::Body });
            }
            return role;
        }
        let ends = text.trim_end().ends_with(['.', ':', ';']);
        if matches!(self.zone, Zone::Title(_) | Zone::Salutation) || (self.zone == Zone::Head && ends) {
            self.zone = Zone::Body;
        }
        if let Some(label) = &facts.label {
            let is_inner = label.level > 0 || label.text == "+" || facts.is_inner_list();
            return if is_inner { Role::SubItem } else { Role::Item };
        }
        match text.trim_start().chars().next() {
            _ if signs::dash(text).is_some() => Role::Item,
            Some('+') => Role::SubItem,
            Some('*') if text.chars().count() <= LONG => Role::RunIn,
            _ if facts.bold
                && self.zone == Zone::Body
                && !text.trim_end().ends_with(['.', ';'])
                && text.chars().count() <= SHORT =>
            {
                Role::RunIn
            }
            _ => Role::Body,
        }
    }

    fn is_heading(&self, text: &str, number: &Number, facts: &Facts) -> bool {
        let length = text.chars().count();
        if facts.style.name.starts_with("toc ") || text.trim().is_empty() {
            return false;
        }
        let marked = facts.bold || facts.heading_level().is_some();
        if !number.stopped {
            return marked && self.chain.is_under(number);
        }
        if marked {
            return length <= LONG;
        }
        // where the headings before it are bold, or it counts backwards, it is an item of a list
        let is_plain = number.rank != Rank::Letter && self.marked.contains(&number.rank);
        let known = is_plain || !self.chain.grows(number);
        !known && length <= SHORT && !text.trim_end().ends_with(['.', ';', ','])
    }
}

fn in_appendix(text: &str, sign: Option<Sign>, facts: &Facts) -> Option<Role> {
    match sign {
        Some(Sign::Enclosed) => Some(Role::AppendixReference),
        _ if Number::of(text).is_some() => None,
        _ if signs::is_capitals(text) || (facts.bold && text.chars().count() <= LONG) => {
            Some(Role::AppendixTitle)
        }
        _ => None,
    }
}

fn role_of(rank: Rank) -> Role {
    match rank {
        Rank::Roman => Role::Heading1,
        Rank::Arabic(1) => Role::Heading2,
        Rank::Arabic(_) | Rank::Letter => Role::Heading3,
    }
}

impl Facts {
    /// Whether its style is one of Word's for lists in lists: `List Bullet 2`.
    fn is_inner_list(&self) -> bool {
        self.style.name.starts_with("list ") && self.style.name.ends_with(['2', '3', '4', '5'])
    }

    /// The heading that the paragraph's style or its level in the navigation pane makes it.
    fn heading_level(&self) -> Option<Role> {
        let by_name = self.style.name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
        let level = by_name.or(self.outline.filter(|level| *level < 9).map(|level| level + 1))?;
        Some(match level {
            1 => Role::Heading1,
            2 => Role::Heading2,
            _ => Role::Heading3,
        })
    }
}
