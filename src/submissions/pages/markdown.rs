//! The text of a råd, written in Markdown, as HTML that can stand on our pages.

use comrak::nodes::NodeValue;

/// What is not plain text and structure does not come through.
pub(super) fn html(markdown: &str) -> String {
    let html = comrak::markdown_to_html(markdown, &comrak::Options::default());
    ammonia::clean(&html)
}

/// Its words alone, for a hint that is read aloud with a field.
pub(super) fn plain(markdown: &str) -> String {
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, markdown, &comrak::Options::default());
    let mut words = String::new();
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
            NodeValue::Paragraph | NodeValue::Item(_) if !words.is_empty() => words.push(' '),
            _ => {}
        }
    }
    words.trim().to_owned()
}
