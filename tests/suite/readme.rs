//! The README's rule table is what the library says of itself.

const START: &str = "<!-- rules: written by the test `the_readme_lists_every_rule` -->\n";
const END: &str = "<!-- end of rules -->";

#[test]
fn the_readme_lists_every_rule() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once(START).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let wanted = format!("{before}{START}{}{END}{after}", baocao::rule_table());
    if readme != wanted {
        // A stale table is mended where the tests run and still fails once, so that CI sees it.
        std::fs::write(path, wanted).unwrap();
        panic!("the README's rule table was stale and has been rewritten");
    }
}
