//! The page that a problem's type leads to: `docs/problems.md`, as HTML. In English, the language of the API.

use crate::error::Problem;
use askama::Template;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../docs/problems.md");

/// The page, rendered once.
pub fn page() -> Result<&'static str, askama::Error> {
    static PAGE: LazyLock<askama::Result<String>> = LazyLock::new(|| {
        let page = ProblemsPage {
            name: "Høring",
            text: html(),
        };
        page.render()
    });
    PAGE.as_deref().map_err(|_| askama::Error::Fmt)
}

#[derive(Template)]
#[template(path = "web/problems.html")]
struct ProblemsPage {
    name: &'static str,
    /// Our own file: nothing that anybody sends is in it.
    text: String,
}

/// Each section gets its heading as id, which is where the type of a problem leads.
fn html() -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    let mut html = comrak::markdown_to_html(TEXT, &options);
    for problem in Problem::ALL {
        let slug = problem.slug();
        html = html.replace(
            &format!("<h2>{slug}</h2>"),
            &format!("<h2 id=\"{slug}\">{slug}</h2>"),
        );
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_its_section_with_its_status_and_every_section_its_problem() {
        let sections: Vec<(&str, &str)> = TEXT
            .split("\n## ")
            .skip(1)
            .filter_map(|section| section.split_once('\n'))
            .collect();
        let slugs: Vec<&str> = sections.iter().map(|(slug, _)| *slug).collect();
        let mut problems: Vec<_> = Problem::ALL
            .iter()
            .map(|p| (p.status(), p.slug()))
            .collect();
        for (status, slug) in &problems {
            let section = sections.iter().find(|(s, _)| s == slug);
            let (_, text) = section.unwrap_or_else(|| panic!("{slug} has no section"));
            assert!(text.trim().starts_with(&format!("**{status}.**")), "{slug}");
        }
        problems.sort_by_key(|(status, _)| *status);
        assert_eq!(
            slugs.len(),
            problems.len(),
            "a section without a problem: {slugs:?}"
        );
    }

    #[test]
    fn the_page_has_a_place_for_every_type() {
        let page = page().unwrap();
        for problem in Problem::ALL {
            assert!(
                page.contains(&format!("<h2 id=\"{}\">", problem.slug())),
                "{problem:?}"
            );
        }
    }
}
