//! Which cell formats show a number a hundredfold: a percentage is kept as a share there.

use std::collections::HashMap;

use super::number::{NumberFormat, Origin};
use crate::error::Result;
use crate::package::{Node, Walk, raw};

/// For each cell format, by its number in the part of the styles.
pub(crate) fn hundredfold(walk: &mut Walk<'_>) -> Result<Vec<bool>> {
    let mut codes: HashMap<String, bool> = HashMap::new();
    let (mut formats, mut inside) = (Vec::new(), false);
    while let Some(node) = walk.step()? {
        let Node::Open(element) = node else { continue };
        match (walk.depth(), element.local_name().as_ref()) {
            (2, table) => inside = table == "cellXfs",
            (3, "numFmt") => {
                let id = raw(&element, "numFmtId").unwrap_or_default().into_owned();
                let code = raw(&element, "formatCode").unwrap_or_default();
                let code = quick_xml::escape::unescape(&code).unwrap_or_default();
                codes.insert(id, is_hundredfold(&code));
            }
            (3, "xf") if inside => {
                let id = raw(&element, "numFmtId").unwrap_or_default();
                formats.push(codes.get(&*id).copied().unwrap_or(matches!(&*id, "9" | "10")));
            }
            _ => {}
        }
    }
    Ok(formats)
}

fn is_hundredfold(code: &str) -> bool {
    let shown = NumberFormat::parse(code).show(1.0, Origin::Typed);
    shown.is_some_and(|shown| shown.percent && shown.value == rust_decimal::Decimal::ONE_HUNDRED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::Limits;

    #[test]
    fn percent_formats_are_told_from_percent_words() {
        let styles = r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.0%"/><numFmt numFmtId="171" formatCode="0.0&quot;%&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="3"/></cellXfs></styleSheet>"#;
        let limits = Limits::default();
        let mut walk = Walk::new("styles", styles.as_bytes(), &limits).unwrap();
        assert_eq!(hundredfold(&mut walk).unwrap(), [false, true, true, false, false]);
    }
}
