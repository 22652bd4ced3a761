//! Who reports what to whom: the sheet `Thông tin`.

use chrono::NaiveDate;

use crate::model::period::PeriodKey;
use crate::place::Place;

/// A value and the cell it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// The sheet `Thông tin`: who reports what to whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Info {
    /// Mẫu báo cáo, the report type's folder.
    pub report: Option<Given<String>>,
    /// Cơ quan chủ quản.
    pub superior_body: Option<Given<String>>,
    /// Cơ quan ban hành.
    pub issuing_body: Option<Given<String>>,
    /// Địa danh.
    pub place_name: Option<Given<String>>,
    /// Số; absent until the report is numbered.
    pub number: Option<Given<String>>,
    /// Ký hiệu, as `BC-UBND`.
    pub symbol: Option<Given<String>>,
    /// Ngày ban hành; absent until the report is signed.
    pub issued: Option<Given<NaiveDate>>,
    /// Kỳ báo cáo.
    pub period: Option<Given<PeriodKey>>,
    /// Năm.
    pub year: Option<Given<i32>>,
    /// Từ ngày.
    pub from: Option<Given<NaiveDate>>,
    /// Đến ngày.
    pub to: Option<Given<NaiveDate>>,
    /// Trích yếu.
    pub subject: Option<Given<String>>,
    /// Kính gửi.
    pub addressees: Vec<Given<String>>,
    /// Nơi nhận.
    pub recipients: Vec<Given<String>>,
    /// Quyền hạn, as `TM. ỦY BAN NHÂN DÂN`.
    pub authority: Option<Given<String>>,
    /// Chức vụ.
    pub position: Option<Given<String>>,
    /// Người ký.
    pub signer: Option<Given<String>>,
}
