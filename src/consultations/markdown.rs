//! Markdown as people wrote it, made into HTML that can stand on our pages: no raw HTML, no pictures from
//! elsewhere, headings below those of the page.

mod blocks;

pub use blocks::{Block, Words, blocks};

use ammonia::Builder;
use comrak::nodes::{AstNode, NodeLink, NodeValue};
use comrak::{Arena, Options, format_html, parse_document};
use std::collections::HashSet;
use std::sync::LazyLock;

/// HTML of a text. Its highest headings get the level `top`, which is free on the page, and those below them follow without a
/// gap, however many marks stand before them.
pub fn html(markdown: &str, top: u8) -> String {
    let arena = Arena::new();
    let options = options();
    let root = parse_document(&arena, markdown, &options);
    let mut above = Vec::new();
    for node in root.descendants() {
        fit(node, top, &mut above);
    }
    unlink(root);
    let mut written = String::new();
    if format_html(root, &options, &mut written).is_err() {
        return String::new();
    }
    let clean = CLEANER.clean(&written).to_string();
    // Wide tables scroll by themselves, also from the keyboard.
    clean
        .replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
}

/// The words alone, on one line: for lists and descriptions.
pub fn plain(markdown: &str) -> String {
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options());
    let mut text = String::new();
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            value if value.block() => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.render.r#unsafe = false;
    options
}

/// `above` are the levels, as they are written, of the headings that the place lies under.
fn fit<'a>(node: &'a AstNode<'a>, top: u8, above: &mut Vec<u8>) {
    let mut data = node.data.borrow_mut();
    match &mut data.value {
        NodeValue::Heading(heading) => {
            above.retain(|level| *level < heading.level);
            let depth = u8::try_from(above.len()).unwrap_or(6);
            above.push(heading.level);
            heading.level = top.saturating_add(depth).min(6);
        }
        // Nothing is fetched from elsewhere: a picture becomes a link with its description.
        NodeValue::Image(link) => {
            let link = NodeLink {
                url: link.url.clone(),
                title: link.title.clone(),
            };
            data.value = NodeValue::Link(Box::new(link));
        }
        _ => {}
    }
}

/// What would be a link to nowhere is its words alone: without an address it would lead to the page that it stands on.
fn unlink<'a>(root: &'a AstNode<'a>) {
    let is_dead = |node: &&AstNode<'a>| match &node.data.borrow().value {
        NodeValue::Link(link) => !may_lead_to(&link.url),
        _ => false,
    };
    let dead: Vec<_> = root.descendants().filter(is_dead).collect();
    for link in dead {
        while let Some(words) = link.first_child() {
            link.insert_before(words);
        }
        link.detach();
    }
}

/// As the cleaner lets through: these schemes, or a place here.
fn may_lead_to(address: &str) -> bool {
    match url::Url::parse(address) {
        Ok(url) => SCHEMES.contains(&url.scheme()),
        Err(url::ParseError::RelativeUrlWithoutBase) => !address.trim().is_empty(),
        Err(_) => false,
    }
}

/// Where a link may lead outside of this site.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from([
            "a",
            "blockquote",
            "br",
            "code",
            "del",
            "em",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "strong",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ]))
        .generic_attributes(HashSet::new())
        .tag_attributes(
            [
                ("a", HashSet::from(["href"])),
                ("ol", HashSet::from(["start"])),
            ]
            .into(),
        )
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_below_those_of_the_page() {
        let levels = |markdown: &str| -> String {
            let html = html(markdown, 3);
            let tags = html.split("<h").skip(1);
            tags.filter_map(|rest| rest.chars().next()).collect()
        };
        assert_eq!(levels("# A\n\n## B\n\n# C"), "343");
        assert_eq!(levels("## A\n\n###### B\n\n### C\n\n## D"), "3443");
        assert_eq!(levels("### A\n\n# B"), "33");
        let deep = "# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F";
        assert_eq!(levels(deep), "345666");
    }

    #[test]
    fn raw_html_scripts_and_strange_addresses_do_not_come_through() {
        let bad = "<script>alert(1)</script><b onclick=x>a</b>\n\n[her](javascript:alert(1)) <style>*{}</style>";
        let clean = html(bad, 2);
        assert!(
            !clean.contains("script") && !clean.contains("onclick") && !clean.contains("style"),
            "{clean}"
        );
        assert!(!html("![x](data:text/html,1)", 2).contains("data:"));
    }

    #[test]
    fn a_link_that_may_not_lead_anywhere_is_its_words() {
        for bad in [
            "javascript:alert(1)",
            "data:text/html,1",
            "file:///etc/passwd",
            "",
        ] {
            let clean = html(&format!("Les [*alt* her]({bad}) nå."), 2);
            assert_eq!(clean, "<p>Les <em>alt</em> her nå.</p>\n", "{bad}");
        }
        for good in [
            "https://a.example/",
            "mailto:a@b.example",
            "/horinger",
            "#r1",
        ] {
            let kept = html(&format!("[her]({good})"), 2);
            assert_eq!(kept, format!("<p><a href=\"{good}\">her</a></p>\n"));
        }
    }

    #[test]
    fn a_picture_is_a_link_so_that_nothing_is_fetched() {
        let clean = html("![Kart](https://a.example/k.png)", 2);
        assert_eq!(
            clean,
            "<p><a href=\"https://a.example/k.png\">Kart</a></p>\n"
        );
    }

    #[test]
    fn a_table_scrolls_by_itself() {
        let table = html("| a | b |\n|---|---|\n| 1 | 2 |", 2);
        assert!(
            table.starts_with("<div class=\"scroll\" tabindex=\"0\"><table>"),
            "{table}"
        );
        assert!(table.contains("<td>2</td>"));
    }

    #[test]
    fn words_alone_are_on_one_line() {
        assert_eq!(
            plain("# A\n\n*B* [c](https://d.example)\n- e\n- `f`"),
            "A B c e f"
        );
    }
}
