//! Draws every part once, in both languages, and looks at what accessibility depends on.

use std::collections::BTreeSet;

use askama::Template;

use super::*;
use crate::i18n::Lang;
use crate::web::layout::{DraftBar, Nav, Page, tests::site};

/// One page with every part on it.
#[derive(Template)]
#[template(path = "web/components/specimen.html")]
struct Specimen {
    page: Page,
    crumbs: Vec<Crumb>,
    card: DeadlineCard,
    steps: Vec<Step>,
    tasks: Vec<Task>,
    stance: Choices,
    fields: Vec<AnswerField>,
    email: TextInput,
    which: Choices,
    pages: Pages,
    facts: Vec<Fact>,
}

fn specimen(lang: Lang) -> Specimen {
    let sentence = "Små kommuner mangler ofte et eget fagmiljø for dette. ";
    let stances = [
        "Støtter",
        "Støtter med endringer",
        "Støtter ikke",
        "Ingen merknad",
    ];
    let task = |number: &str, title: &str, status: &str, tone, current| Task {
        about: Vec::new(),
        number: number.to_owned(),
        title: title.to_owned(),
        title_lang: None,
        href: (!number.is_empty()).then(|| format!("/svar/1/raad/{number}")),
        status: status.to_owned(),
        yours: None,
        note: None,
        tone,
        current,
    };
    Specimen {
        page: Page::new(&site(), lang, "/prøve?side=2", "Prøveside")
            .nav(Nav::Consultations)
            .bar(DraftBar {
                title: "Innspill fra Fjellvik kommune".to_owned(),
                tag: Some(("Utkast".to_owned(), "warning")),
                about: "Overdoseforebyggende arbeid i kommunen · 24/13304 · frist 1. august 2024"
                    .to_owned(),
                saved: Some("Lagret kl. 14.32".to_owned()),
            })
            .notice(Some("Eksempel: datoene er flyttet.".to_owned()))
            .errors(vec![
                ErrorLink::field("praksis", "Teksten er 127 tegn for lang"),
                ErrorLink::field(
                    "epost",
                    "Skriv en e-postadresse i riktig format, som navn@eksempel.no",
                ),
            ]),
        crumbs: vec![Crumb::to("/", "Høringer"), Crumb::here("Prøveside")],
        card: DeadlineCard {
            heading: "Høringsfrist".to_owned(),
            when: "torsdag 1. august 2024 kl. 23.59".to_owned(),
            left: "48 dager igjen".to_owned(),
            gone: Some(55),
            actions: vec![
                ("/svar".to_owned(), "Send inn innspill".to_owned()),
                (
                    "/fortsett".to_owned(),
                    "Fortsett på et påbegynt innspill".to_owned(),
                ),
            ],
            lost: None,
            note: Some("Har du fått invitasjon på e-post? Bruk lenken i e-posten.".to_owned()),
        },
        steps: vec![
            Step::new("Sendt på høring", "15. april 2024", Progress::Done),
            Step::new("Åpen for innspill", "til 1. august 2024", Progress::Now),
            Step::new(
                "Vi leser og vurderer",
                "august–oktober 2024",
                Progress::Later,
            ),
        ],
        tasks: vec![
            task("5", "Ha lavterskeltilbud", "Klar", Tone::Done, false),
            task(
                "6",
                "Følge opp personer etter en ikke-dødelig overdose",
                "Må kortes ned",
                Tone::Wrong,
                true,
            ),
            task("7", "Sikre gode overganger", "Påbegynt", Tone::Begun, false),
            task(
                "",
                "Se over og send inn",
                "Kan ikke starte ennå",
                Tone::Quiet,
                false,
            ),
        ],
        stance: Choices::new(
            "holdning",
            "Hva mener dere om rådet?",
            stances
                .map(|label| Choice::new(label, label, label == "Støtter"))
                .to_vec(),
        )
        .hint("Valgfritt.")
        .framed(),
        fields: vec![
            AnswerField::new(
                "innspill",
                "Innspill til selve rådet",
                &sentence.repeat(70),
                4000,
            )
            .hint("Skriv gjerne konkrete forslag til ny tekst."),
            AnswerField::new(
                "praksis",
                "Begrunnelse",
                &format!("\n{}", sentence.repeat(80)),
                4000,
            ),
            AnswerField::new("tomt", "Generelt", "", 4000),
        ],
        email: TextInput::new("epost", "E-post", "kari(at)eksempel")
            .email()
            .hint("Dit sender vi kvitteringen.")
            .error(Some(
                "Skriv en e-postadresse i riktig format, som navn@eksempel.no".to_owned(),
            )),
        which: Choices::new(
            "raad",
            "Hvilke råd vil du si noe om?",
            vec![
                Choice::new("1", "Råd 1", true).hint("Om oversikt"),
                Choice::new("2", "Råd 2", false),
            ],
        )
        .error(Some("Velg minst ett råd".to_owned())),
        pages: Pages::new(5, 12, |page| format!("/?side={page}")),
        facts: vec![Fact::new("Referanse", "24/13304")],
    }
}

/// The values of an attribute, in order.
fn values(html: &str, attribute: &str) -> Vec<String> {
    html.split(&format!(" {attribute}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .collect()
}

#[test]
fn ids_are_unique_and_everything_referred_to_is_there() {
    for lang in Lang::ALL {
        let html = specimen(lang).render().unwrap();
        let ids = values(&html, "id");
        let known: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), known.len(), "an id stands twice: {ids:?}");
        let mut referred: Vec<String> = Vec::new();
        for attribute in ["for", "aria-describedby", "aria-labelledby"] {
            for value in values(&html, attribute) {
                referred.extend(value.split(' ').map(str::to_owned));
            }
        }
        let links = values(&html, "href");
        referred.extend(
            links
                .iter()
                .filter_map(|href| href.strip_prefix('#').map(str::to_owned)),
        );
        for id in referred {
            assert!(known.contains(&id), "nothing has the id {id}");
        }
    }
}

#[test]
fn nothing_is_styled_or_scripted_inline() {
    let html = specimen(Lang::Nb).render().unwrap();
    for forbidden in [
        " style=",
        "<style",
        "javascript:",
        " onclick",
        " onload",
        " oninput",
    ] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    assert!(
        !html.contains("maxlength"),
        "a limit must never cut what is typed or pasted"
    );
}

#[test]
fn the_error_summary_comes_first_in_main_and_before_the_heading() {
    let html = specimen(Lang::Nb).render().unwrap();
    let main = html.split("<main").nth(1).unwrap();
    assert!(main.find("ds-error-summary").unwrap() < main.find("<h1").unwrap());
    assert!(main.contains("Du må rette 2 ting"));
}

#[test]
fn a_text_survives_the_newline_that_browsers_drop() {
    let html = specimen(Lang::Nb).render().unwrap();
    let (_, after) = html.split_once("id=\"praksis\" name").unwrap();
    assert!(after.split_once('>').unwrap().1.starts_with("\n\nSmå"));
}

#[test]
fn a_field_tells_how_much_is_left_and_what_is_too_much() {
    let left = AnswerField::new("a", "A", &"ø".repeat(3712), 4000);
    assert_eq!(
        left.count_text(Lang::Nb),
        "288 tegn igjen (3\u{a0}712 av 4\u{a0}000)"
    );
    assert_eq!((left.state(), left.surplus()), ("near", ""));
    let over = AnswerField::new("a", "A", &format!("{}slutt", "ø".repeat(4000)), 4000);
    assert_eq!(
        over.count_text(Lang::Nn),
        "5 teikn for mykje (4\u{a0}005 av 4\u{a0}000)"
    );
    assert_eq!((over.state(), over.surplus()), ("over", "slutt"));
    assert_eq!(
        AnswerField::new("a", "A", &"a".repeat(4000), 4000).state(),
        "near"
    );
}

#[test]
fn the_message_about_length_describes_the_field_only_when_it_holds() {
    let short = AnswerField::new("a", "A", "kort", 4000).hint("h");
    assert_eq!(short.described_by(), "a-hint a-teller");
    let long = AnswerField::new("a", "A", "for lang", 3).error(Some("e".to_owned()));
    assert_eq!(long.described_by(), "a-feil a-lang a-teller");
}

#[test]
fn page_links_leave_out_the_middle_and_keep_the_ends() {
    let shown = |current, total| {
        let pages = Pages::new(current, total, |page| page.to_string());
        let links = pages
            .links
            .iter()
            .map(|l| l.href.clone().unwrap_or_else(|| "…".to_owned()));
        links.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(1, 3), "1 2 3");
    assert_eq!(shown(5, 12), "1 … 4 5 6 … 12");
    assert_eq!(shown(1, 12), "1 2 … 12");
    assert!(!Pages::new(1, 1, |_| String::new()).is_needed());
    assert!(!Pages::new(1, 0, |_| String::new()).is_needed());
}

#[test]
fn what_people_wrote_is_never_read_as_html() {
    let field = AnswerField::new("a", "A", "</textarea><script>x</script>", 4000);
    let mut page = specimen(Lang::Nb);
    page.fields = vec![field];
    let html = page.render().unwrap();
    assert!(!html.contains("<script>x"));
}
