//! The end of the report: Nơi nhận and the signature, side by side (NĐ 30/2020, PL I, II.7, II.9).

use crate::assembly::letterhead::{items, row};
use crate::assembly::print::Printer;
use crate::document::{Block, Frame, Role, Table};

/// The block of recipients and signature.
pub(crate) fn block(printer: &Printer<'_>) -> Block {
    Block::Table(Table {
        frame: Frame::None,
        widths: printer.columns.closing.to_vec(),
        header_rows: 0,
        rows: vec![row(recipients(printer), signature(printer))],
    })
}

fn recipients(printer: &Printer<'_>) -> Vec<Block> {
    let info = &printer.book.info;
    let mut names: Vec<&str> = info.recipients.iter().map(|given| given.value.as_str()).collect();
    if names.is_empty() {
        return vec![Block::text(Role::Recipient, "")];
    }
    let as_above = printer.phrases.as_above.as_str();
    // A report sent upward names its addressees once, under Kính gửi.
    if !info.addressees.is_empty() && !names.iter().any(|name| name.contains(as_above)) {
        names.insert(0, as_above);
    }
    let label = Block::text(Role::RecipientsLabel, printer.phrases.recipients.clone());
    let lines = items(names.into_iter()).into_iter().map(|line| Block::text(Role::Recipient, line));
    [label].into_iter().chain(lines).collect()
}

fn signature(printer: &Printer<'_>) -> Vec<Block> {
    let info = &printer.book.info;
    let mut blocks = Vec::new();
    for line in [&info.authority, &info.position].into_iter().flatten() {
        blocks.push(Block::text(Role::Authority, line.value.to_uppercase()));
    }
    let signer = info.signer.as_ref().map_or("", |signer| &signer.value);
    blocks.push(Block::text(Role::Signer, signer));
    blocks
}
