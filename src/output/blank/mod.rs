pub const GUIDE_SHEET: &str = "Hướng dẫn";
/// x
/// # Errors
/// x
pub fn write_blank<W: std::io::Write>(
    _c: &crate::model::Catalogue,
    _p: crate::model::PeriodKey,
    _o: W,
) -> crate::error::Result<()> {
    Ok(())
}
