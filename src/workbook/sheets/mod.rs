//! One file for each sheet of the contract: its columns, and how its rows become the book.

mod content;
mod documents;
mod figures;
mod form;
mod info;
mod tasks;
