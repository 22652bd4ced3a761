//! The workbook reader: an .xlsx or .xlsm becomes a [`Book`](crate::Book) and its findings.
