//! The columns of the sheets that both the appendix and the blank workbook have.

/// The columns of the form.
pub(super) mod form {
    /// STT.
    pub(in crate::output) const STT: u16 = 0;
    /// Chỉ tiêu thống kê.
    pub(in crate::output) const LABEL: u16 = 1;
    /// Đơn vị tính.
    pub(in crate::output) const UNIT: u16 = 2;
    /// Số liệu.
    pub(in crate::output) const VALUE: u16 = 3;
    /// Ghi chú.
    pub(in crate::output) const NOTE: u16 = 4;
    /// Their widths: together the text width of A4 portrait.
    pub(in crate::output) const WIDTHS: [f64; 5] = [5.5, 33.0, 12.5, 9.5, 15.0];
}

/// The columns of the sheet `Số liệu`.
pub(super) mod figures {
    /// Mã.
    pub(in crate::output) const CODE: u16 = 0;
    /// Chỉ tiêu.
    pub(in crate::output) const LABEL: u16 = 1;
    /// Đơn vị tính.
    pub(in crate::output) const UNIT: u16 = 2;
    /// Số liệu.
    pub(in crate::output) const VALUE: u16 = 3;
    /// Kỳ trước.
    pub(in crate::output) const BEFORE: u16 = 4;
    /// Nguồn.
    pub(in crate::output) const SOURCE: u16 = 5;
    /// Ghi chú.
    pub(in crate::output) const NOTE: u16 = 6;
    /// Their names.
    pub(in crate::output) const COLUMNS: [&str; 7] =
        ["Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Kỳ trước", "Nguồn", "Ghi chú"];
}

/// The columns of the task table.
pub(super) mod tasks {
    /// STT.
    pub(in crate::output) const STT: u16 = 0;
    /// Nội dung.
    pub(in crate::output) const LABEL: u16 = 1;
    /// The first of the five figures.
    pub(in crate::output) const FIGURES: u16 = 2;
    /// The last of them.
    pub(in crate::output) const LAST: u16 = 6;
    /// Their widths.
    pub(in crate::output) const WIDTHS: [f64; 7] = [5.5, 38.5, 10.5, 9.5, 9.5, 9.5, 9.5];
    /// The rows of the header.
    pub(in crate::output) const HEADER: u32 = 2;
    /// What a line of the label holds, in hundredths of an em.
    pub(in crate::output) const LINE: u32 = 1_890;
}
