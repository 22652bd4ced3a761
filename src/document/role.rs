//! The roles of paragraphs: what the layout gives a look to.

/// What a paragraph is in an official report (NĐ 30/2020, PL I, II and table V).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Role {
    /// Quốc hiệu.
    NationalName,
    /// Tiêu ngữ.
    Motto,
    /// Tên cơ quan chủ quản.
    SuperiorBody,
    /// Tên cơ quan ban hành.
    IssuingBody,
    /// Số, ký hiệu.
    Number,
    /// Địa danh và thời gian ban hành.
    PlaceDate,
    /// Tên loại văn bản: `BÁO CÁO`.
    Kind,
    /// Trích yếu nội dung.
    Subject,
    /// The period line under the trích yếu: `(Số liệu từ ngày … đến ngày …)`.
    PeriodLine,
    /// Kính gửi.
    Salutation,
    /// One recipient of several under Kính gửi.
    SalutationItem,
    /// Body text.
    Body,
    /// A heading `I. …`.
    Heading1,
    /// A heading `1. …`.
    Heading2,
    /// A heading `a) …`.
    Heading3,
    /// A run-in title inside a section.
    RunIn,
    /// An item `- …`.
    Item,
    /// An item under an item `+ …`.
    SubItem,
    /// Text of a table's head.
    TableHead,
    /// Text in a table.
    TableText,
    /// A figure or a short centred text in a table.
    TableNumber,
    /// Text of a group row in a table.
    TableGroup,
    /// Figures and words of a total row.
    TableTotal,
    /// Quyền hạn, chức vụ: `TM. ỦY BAN NHÂN DÂN`.
    Authority,
    /// Họ và tên người ký.
    Signer,
    /// `Nơi nhận:`.
    RecipientsLabel,
    /// One of the Nơi nhận.
    Recipient,
    /// `Phụ lục`, with its Roman number where there are several.
    AppendixNumber,
    /// The appendix's title.
    AppendixTitle,
    /// `(Kèm theo Báo cáo số …)`.
    AppendixReference,
}
