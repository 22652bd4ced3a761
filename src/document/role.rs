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

impl Role {
    /// The id and the name of the role's style in a Word file (Word takes a comma in a name for an alias).
    pub(crate) fn style(self) -> (&'static str, &'static str) {
        match self {
            Self::NationalName => ("national-name", "Quốc hiệu"),
            Self::Motto => ("motto", "Tiêu ngữ"),
            Self::SuperiorBody => ("superior-body", "Cơ quan chủ quản"),
            Self::IssuingBody => ("issuing-body", "Cơ quan ban hành"),
            Self::Number => ("number", "Số và ký hiệu"),
            Self::PlaceDate => ("place-date", "Địa danh và thời gian"),
            Self::Kind => ("kind", "Tên loại văn bản"),
            Self::Subject => ("subject", "Trích yếu"),
            Self::PeriodLine => ("period-line", "Kỳ số liệu"),
            Self::Salutation => ("salutation", "Kính gửi"),
            Self::SalutationItem => ("salutation-item", "Nơi được kính gửi"),
            Self::Body => ("body", "Nội dung"),
            Self::Heading1 => ("heading1", "Đề mục I"),
            Self::Heading2 => ("heading2", "Đề mục 1"),
            Self::Heading3 => ("heading3", "Đề mục a"),
            Self::RunIn => ("run-in", "Tiêu đề trong mục"),
            Self::Item => ("item", "Gạch đầu dòng"),
            Self::SubItem => ("sub-item", "Ý trong gạch đầu dòng"),
            Self::TableHead => ("table-head", "Bảng: đầu cột"),
            Self::TableText => ("table-text", "Bảng: chữ"),
            Self::TableNumber => ("table-number", "Bảng: số"),
            Self::TableGroup => ("table-group", "Bảng: nhóm"),
            Self::TableTotal => ("table-total", "Bảng: tổng cộng"),
            Self::Authority => ("authority", "Quyền hạn và chức vụ"),
            Self::Signer => ("signer", "Người ký"),
            Self::RecipientsLabel => ("recipients-label", "Nơi nhận"),
            Self::Recipient => ("recipient", "Tên nơi nhận"),
            Self::AppendixNumber => ("appendix-number", "Số phụ lục"),
            Self::AppendixTitle => ("appendix-title", "Tên phụ lục"),
            Self::AppendixReference => ("appendix-reference", "Văn bản kèm phụ lục"),
        }
    }

    /// The role of a style that this library wrote: by its id, or by its name where another program has
    /// given it an id of its own.
    pub(crate) fn of_style(id: &str, name: &str) -> Option<Self> {
        let ours = |role: &&Self| role.style().0 == id || role.style().1 == name;
        ROLES.iter().find(ours).copied()
    }
}

/// Every role.
pub(super) const ROLES: [Role; 30] = [
    Role::NationalName,
    Role::Motto,
    Role::SuperiorBody,
    Role::IssuingBody,
    Role::Number,
    Role::PlaceDate,
    Role::Kind,
    Role::Subject,
    Role::PeriodLine,
    Role::Salutation,
    Role::SalutationItem,
    Role::Body,
    Role::Heading1,
    Role::Heading2,
    Role::Heading3,
    Role::RunIn,
    Role::Item,
    Role::SubItem,
    Role::TableHead,
    Role::TableText,
    Role::TableNumber,
    Role::TableGroup,
    Role::TableTotal,
    Role::Authority,
    Role::Signer,
    Role::RecipientsLabel,
    Role::Recipient,
    Role::AppendixNumber,
    Role::AppendixTitle,
    Role::AppendixReference,
];

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde::de::value::{Error, StrDeserializer};

    use super::*;

    #[test]
    fn a_style_gives_back_its_role() {
        for role in ROLES {
            let (id, name) = role.style();
            assert_eq!(Role::of_style(id, ""), Some(role));
            assert_eq!(Role::of_style("Nidung", name), Some(role));
            assert_eq!(Role::deserialize(StrDeserializer::<Error>::new(id)), Ok(role), "the layout's key");
        }
        assert_eq!(Role::of_style("Heading1", "heading 1"), None);
    }
}
