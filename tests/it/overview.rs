//! The overview: every number is what plain SQL counts, and leads to a list of exactly that many.

use crate::review::found;
use crate::support::answers::{a_person, an_organisation, content};
use crate::support::app::{EXAMPLE, ROUND, TestApp, round_file};
use crate::support::invited::{Invited, Wanted};
use crate::support::respondent::{confirm, key, letter_token, send_whole_to};
use crate::support::staff::Staff;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use hoering::bodies::Kind;
use hoering::db::Uid;
use hoering::db::types::UuidCol;
use hoering::role::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub const PAGE: &str = "/saksbehandling/horinger/24-13304";

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

pub fn count(app: &TestApp, sql: &str) -> usize {
    let counted = app.database(|conn| sql_query(sql).get_result::<Counted>(conn));
    usize::try_from(counted.unwrap_or_else(|e| panic!("{sql}: {e}")).n).expect("a number")
}

#[derive(QueryableByName)]
struct Listed {
    #[diesel(sql_type = UuidCol)]
    id: Uid,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    address: Option<String>,
}

/// So many of those that the example's list names, where this is true.
fn listed(app: &TestApp, most: usize, is: &str) -> Vec<Invited> {
    let sql = format!(
        "SELECT i.id, i.name, i.address FROM invited i JOIN body b ON b.id = i.body_id \
         JOIN listed_line l ON l.id = i.line_id WHERE {is} ORDER BY i.name LIMIT {most}"
    );
    let rows = app.database(|conn| sql_query(sql).load::<Listed>(conn));
    let invited = |row: Listed| Invited {
        id: row.id.0,
        name: row.name,
        address: row.address,
    };
    rows.expect("invited bodies")
        .into_iter()
        .map(invited)
        .collect()
}

fn have_letters_sent(app: &TestApp, bodies: &[Invited]) {
    let mut staff = app.staff(Role::Officer);
    let ids: Vec<String> = bodies.iter().map(|body| body.id.to_string()).collect();
    let mut fields = vec![
        ("handling", "send"),
        ("hvem", "valgte"),
        ("nokkel", "trykk"),
    ];
    fields.extend(ids.iter().map(|id| ("id", id.as_str())));
    assert_eq!(
        staff.post(&format!("{PAGE}/invitasjoner"), &fields).status,
        303
    );
    app.deliver_letters();
}

pub fn answers(stance: &str) -> Value {
    content("Vi har skrevet noe.", stance)
}

/// Municipalities of one county and a group with a heading, some of which answer; one that declines, one that has
/// begun, one whose letter came back; one invited later; a claim, an organisation, persons; and what never counts.
pub fn scene() -> TestApp {
    let app = TestApp::start();
    let of_county = listed(&app, 8, "b.county_no = '46' AND b.kind = 'municipality'");
    let of_group = listed(&app, 2, "l.group_no = 1");
    have_letters_sent(&app, &of_county);
    let second = listed(&app, 3, "l.group_no = 1");
    let later = app.invite_with_letters(&[Wanted::new(
        "Eksempelforeningen",
        Some("post@forening.example"),
    )
    .kind(Kind::Organisation)]);
    for body in &of_group {
        let mut staff = app.staff(Role::Officer);
        let (id, list) = (body.id.to_string(), format!("{PAGE}/invitasjoner"));
        let fields = [
            ("handling", "send"),
            ("hvem", "valgte"),
            ("nokkel", id.as_str()),
            ("id", id.as_str()),
        ];
        assert_eq!(staff.post(&list, &fields).status, 303);
    }
    app.deliver_letters();
    for (n, body) in of_county[..5].iter().enumerate() {
        let stance = ["stotter", "stotter-med-endringer", "stotter-ikke"][n % 3];
        app.answer_invited(body, &answers(stance));
    }
    app.answer_invited(&of_group[0], &answers("stotter"));
    app.answer_invited(&later[0], &answers("stotter-ikke"));
    decline(&app, &of_county[5]);
    app.invited_respondent(&of_county[6]);
    app.execute(&format!(
        "UPDATE outbox SET state = 'parked', sent_at = NULL WHERE recipient = '{}'",
        of_county[7].address.as_deref().expect("an address")
    ));
    let of_stance = |stance: &str| json!({ "answers": answers(stance) });
    let municipality = an_organisation(&second[2].name, "ukjent@eksempel.example");
    app.send_confirmed(&municipality, &of_stance("stotter"));
    app.send_confirmed(
        &an_organisation("Uinvitert lag", "lag@eksempel.example"),
        &of_stance("stotter"),
    );
    for n in 0..6 {
        let stance = if n < 2 { "stotter" } else { "stotter-ikke" };
        app.send_confirmed(
            &a_person(&format!("p{n}@eksempel.example")),
            &of_stance(stance),
        );
    }
    app.send_unconfirmed(&a_person("glemt@eksempel.example"), &of_stance("stotter"));
    for (n, standing) in ["withdrawn", "duplicate"].into_iter().enumerate() {
        let number = app.send_confirmed(
            &a_person(&format!("x{n}@eksempel.example")),
            &of_stance("stotter"),
        );
        app.execute(&format!(
            "UPDATE submission SET standing = '{standing}' WHERE number = {number}"
        ));
    }
    app.pass_deadline();
    app.send_confirmed(&a_person("sen@eksempel.example"), &of_stance("stotter"));
    app
}

fn decline(app: &TestApp, body: &Invited) {
    let letters = app
        .mailbox
        .letters_to(body.address.as_deref().expect("an address"));
    let links = letters.last().expect("a letter").links(&app.base_url);
    let link = links
        .iter()
        .find(|link| link.contains("/invitasjon/"))
        .expect("its link");
    let pressed = app
        .client()
        .post(&format!("{}/svarer-ikke", &link[app.base_url.len()..]))
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[])
        .send();
    assert_eq!(pressed.status, 303, "{}", pressed.text());
}

pub fn page(staff: &mut Staff, path: &str) -> String {
    let page = staff.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page.text().to_owned()
}

/// The rows of a file, without its headings.
pub fn rows(staff: &mut Staff, file: &str) -> Vec<Vec<String>> {
    let answer = staff.get(&format!("{PAGE}/tall/{file}"));
    assert_eq!(answer.status, 200, "{file}");
    let disposition = answer.header("content-disposition").expect("a name");
    assert_eq!(
        disposition,
        format!("attachment; filename=\"24-13304-{file}\"")
    );
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let text = answer
        .text()
        .strip_prefix('\u{FEFF}')
        .expect("a byte order mark");
    let lines = text.lines().skip(1);
    lines
        .map(|line| {
            line.split(';')
                .map(|cell| cell.trim_matches('"').to_owned())
                .collect()
        })
        .collect()
}

pub fn number(cell: &str) -> usize {
    cell.parse()
        .unwrap_or_else(|_| panic!("{cell} is no number"))
}

/// Each link of a part of the page: its address and its text.
pub fn links(part: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for link in part.split("<a ").skip(1) {
        let href = link
            .split("href=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let inner = link.split('>').skip(1).collect::<Vec<_>>().join(">");
        let text = inner.split("</a>").next().expect("an end");
        let plain: String = text
            .split('<')
            .map(|piece| piece.split_once('>').map_or(piece, |(_, rest)| rest))
            .collect();
        found.push((
            href.expect("an address").replace("&#38;", "&"),
            plain.replace("&nbsp;", " "),
        ));
    }
    found
}

/// How many a list says that it found: of answers, or of bodies.
pub fn list_of(staff: &mut Staff, path: &str) -> usize {
    let shown = page(staff, path);
    if path.contains("/innspill") {
        return found(&shown);
    }
    let line = shown
        .split("<p class=\"muted num\">")
        .nth(1)
        .expect("how many are shown");
    let line = line.split("</p>").next().expect("its end");
    line.rsplit(' ')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0)
}

pub fn main_of(page: &str) -> &str {
    page.split("<main")
        .nth(1)
        .and_then(|rest| rest.split("</main>").next())
        .expect("the content")
}

pub const COUNTS: &str = "FROM submission s JOIN submission_version v ON v.submission_id = s.id AND v.no = s.current_version \
    LEFT JOIN body b ON b.id = s.body_id LEFT JOIN invited i ON i.body_id = s.body_id \
    LEFT JOIN listed_line l ON l.id = i.line_id WHERE s.standing = 'counts'";

#[test]
fn the_key_figures_are_what_plain_sql_counts() {
    let app = scene();
    let seen = page(&mut app.staff(Role::Reader), PAGE);
    let tiles = seen.split("<ul class=\"kpis\"").nth(1).expect("the tiles");
    let tiles: Vec<String> = links(tiles.split("</ul>").next().expect("their end"))
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let invited = count(&app, "SELECT count(*) AS n FROM invited");
    let of_bodies = count(
        &app,
        &format!("SELECT count(*) AS n {COUNTS} AND s.body_id IS NOT NULL"),
    );
    let declined = count(&app, "SELECT count(*) AS n FROM decline WHERE declined");
    let begun = "SELECT count(*) AS n FROM desk d WHERE d.begun_at IS NOT NULL AND d.invited_id IS NOT NULL \
                 AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.desk_id = d.id) \
                 AND NOT EXISTS (SELECT 1 FROM decline c WHERE c.invited_id = d.invited_id AND c.declined)";
    let expected = [
        format!(
            "{} innspill som teller",
            count(&app, &format!("SELECT count(*) AS n {COUNTS}"))
        ),
        format!(
            "{}\u{A0}% {of_bodies} av {invited} inviterte har svart",
            (of_bodies * 200 + invited) / (invited * 2)
        ),
        format!("{declined} har sagt at de ikke skal svare"),
        format!(
            "{} inviterte har begynt, men ikke sendt",
            count(&app, begun)
        ),
        format!(
            "{} kom for sent og er ikke tatt med",
            count(
                &app,
                "SELECT count(*) AS n FROM submission WHERE standing = 'late'"
            )
        ),
        format!(
            "{} invitasjoner kom ikke fram",
            count(
                &app,
                "SELECT count(*) AS n FROM outbox WHERE kind = 'invitation' AND state = 'parked'"
            )
        ),
    ];
    assert_eq!(tiles, expected);
    for text in [
        "1 som ikke er bekreftet",
        "1 trukket",
        "1 dublett",
        "Tallene viser hvem som har svart",
    ] {
        assert!(seen.contains(text), "{text}");
    }
}

#[test]
fn what_came_late_to_an_answer_that_counts_is_told_and_leads_to_that_answer() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Reader);
    assert!(!page(&mut staff, PAGE).contains("tillegg etter fristen"));
    app.send_with_claims_elsewhere();
    // Time has passed since.
    let mut staff = app.staff(Role::Reader);
    let seen = page(&mut staff, PAGE);
    let mut all = links(main_of(&seen)).into_iter();
    let told = all.find(|(_, text)| text == "1 tillegg etter fristen");
    let (href, _) = told.expect("the supplement");
    assert!(href.ends_with("/innspill?status=tillegg"), "{href}");
    assert_eq!(list_of(&mut staff, &href), 1);
}

#[test]
fn every_number_leads_to_a_list_of_exactly_that_many() {
    let app = scene();
    let mut staff = app.staff(Role::Reader);
    let seen = page(&mut staff, PAGE);
    let (mut checked, mut percentages) = (0, Vec::new());
    for (href, text) in links(main_of(&seen)) {
        let is_list = href.contains("/innspill") || href.contains("/invitasjoner?");
        let shown: String = text.chars().take_while(char::is_ascii_digit).collect();
        match (text.strip_prefix("n = "), shown.parse::<usize>()) {
            _ if !is_list => continue,
            (Some(n), _) => assert_eq!(list_of(&mut staff, &href), number(n), "{href}"),
            // The row's own heading: «6. Følge opp …».
            (None, Ok(_)) if text[shown.len()..].starts_with(". ") => continue,
            (None, Ok(percent)) if text[shown.len()..].trim_start().starts_with('%') => {
                percentages.push((percent, href.clone()));
                continue;
            }
            // Those that are not confirmed stand beside the list of answers, not in it.
            (None, Ok(_)) if text.contains("bekreftet") => continue,
            (None, Ok(n)) => assert_eq!(list_of(&mut staff, &href), n, "{text}: {href}"),
            (None, Err(_)) => continue,
        }
        checked += 1;
    }
    assert!(checked > 50, "{checked}");
    let of_county = |text: &str| {
        links(main_of(&seen))
            .into_iter()
            .find(|(_, t)| t.contains(text))
    };
    let (href, text) = of_county("Vestland").expect("the county");
    assert!(
        text.contains("5/ av 43") || text.contains("5 av 43") || text.contains("5/43"),
        "{text}"
    );
    assert_eq!(list_of(&mut staff, &href), 5);
    // Of those who took a stance, so many in a hundred chose one of the two.
    let in_cells = percentages
        .iter()
        .filter(|(_, href)| href.contains("holdning"));
    for (percent, href) in in_cells.clone() {
        let chose = list_of(&mut staff, href);
        let all = href.split("&holdning").next().expect("the råd").to_owned()
            + &["stotter", "stotter-med-endringer", "stotter-ikke"]
                .map(|choice| format!("&holdning=r1.standpunkt%3A{choice}"))
                .concat();
        let of = list_of(&mut staff, &all);
        assert!(of >= 5, "{href}");
        assert_eq!(*percent, (chose * 200 + of) / (of * 2), "{href}");
    }
    assert_eq!(in_cells.count(), 2, "municipalities and persons");
}

#[test]
fn the_files_hold_what_plain_sql_counts_in_every_group() {
    let app = scene();
    let mut staff = app.staff(Role::Reader);
    let of = |what: &str| count(&app, &format!("SELECT count(*) AS n {COUNTS} AND {what}"));
    let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, is) in [
        ("Kommuner", "l.group_no = 0 AND b.kind = 'municipality'"),
        ("Foreninger og organisasjoner", "l.group_no = 1"),
        ("Invitert senere", "i.id IS NOT NULL AND i.line_id IS NULL"),
    ] {
        expected.insert(name, of(is));
    }
    let groups = rows(&mut staff, "grupper.csv");
    for (name, answered) in &expected {
        let row = groups
            .iter()
            .find(|row| row[0] == *name)
            .unwrap_or_else(|| panic!("{name}: {groups:?}"));
        assert_eq!(number(&row[2]), *answered, "{name}");
    }
    let sum = |at: usize| groups.iter().map(|row| number(&row[at])).sum::<usize>();
    assert_eq!(sum(1), count(&app, "SELECT count(*) AS n FROM invited"));
    assert_eq!(
        sum(2) + sum(3) + sum(4) + sum(5) + sum(6),
        sum(1),
        "nobody is counted twice or left out"
    );
    let counties = rows(&mut staff, "fylker.csv");
    assert_eq!(counties.len(), 15);
    let vestland = counties
        .iter()
        .find(|row| row[0] == "Vestland")
        .expect("Vestland");
    assert_eq!(vestland[1..], ["43", "5", "1", "37", "0", "0"]);

    expected.insert(
        "Oppgir å være en instans",
        of("s.claimed_body_id IS NOT NULL"),
    );
    let person = |is: &str| {
        format!(
            "s.body_id IS NULL AND s.claimed_body_id IS NULL AND s.desk_id IN (SELECT id FROM desk WHERE on_behalf {is} 'person')"
        )
    };
    expected.insert("Andre virksomheter", of(&person("<>")));
    expected.insert("Privatpersoner", of(&person("=")));
    let answered = rows(&mut staff, "svar-per-raad.csv");
    for (name, n) in &expected {
        let of_first = answered
            .iter()
            .find(|row| row[0].starts_with("1. ") && row[1] == *name);
        assert_eq!(
            number(&of_first.unwrap_or_else(|| panic!("{name}"))[2]),
            *n,
            "{name}"
        );
        let of_third = answered
            .iter()
            .find(|row| row[0].starts_with("3. ") && row[1] == *name);
        assert_eq!(of_third.expect("the third råd")[2], "0");
    }
    let stances = rows(&mut staff, "standpunkt.csv");
    for (choice, label) in [("stotter", "Støtter"), ("stotter-ikke", "Støtter ikke")] {
        let chose = format!(
            "EXISTS (SELECT 1 FROM answer a JOIN field f ON f.id = a.field_id WHERE a.submission_version_id = v.id \
             AND f.key = 'r1.standpunkt' AND a.choice = '{choice}')"
        );
        for (group, is) in [
            (
                "Kommuner",
                "l.group_no = 0 AND b.kind = 'municipality'".to_owned(),
            ),
            ("Privatpersoner", person("=")),
        ] {
            let row = stances
                .iter()
                .find(|row| row[1] == "r1.standpunkt" && row[2] == group && row[3] == label)
                .expect("a row");
            assert_eq!(
                number(&row[4]),
                of(&format!("{is} AND {chose}")),
                "{group} {label}"
            );
        }
    }
    let days = rows(&mut staff, "over-tid.csv");
    assert_eq!(
        days.iter().map(|row| number(&row[1])).sum::<usize>(),
        of("1 = 1")
    );
    assert_eq!(number(&days.last().expect("a day")[2]), of("1 = 1"));
    let sent = "SELECT count(*) AS n FROM outbox WHERE kind = 'invitation' AND sent_at IS NOT NULL";
    assert_eq!(
        days.iter().map(|row| number(&row[3])).sum::<usize>(),
        count(&app, sent)
    );
    assert_eq!(
        staff.get(&format!("{PAGE}/tall/finnes-ikke.csv")).status,
        404
    );
}

#[test]
fn fewer_than_five_give_no_percentage_and_the_number_stands_all_the_same() {
    let app = TestApp::start();
    for n in 0..4 {
        app.send_confirmed(
            &a_person(&format!("p{n}@eksempel.example")),
            &json!({ "answers": answers("stotter") }),
        );
    }
    let mut staff = app.staff(Role::Reader);
    let heat = |page: &str| {
        let table = page
            .split("<table class=\"heat\">")
            .nth(1)
            .expect("the table")
            .to_owned();
        table.split("</table>").next().expect("its end").to_owned()
    };
    let few = heat(&page(&mut staff, PAGE));
    assert!(
        few.contains("få svar") && few.contains("n&nbsp;=&nbsp;4") && !few.contains("&nbsp;%"),
        "{few}"
    );
    app.send_confirmed(
        &a_person("p4@eksempel.example"),
        &json!({ "answers": answers("stotter-ikke") }),
    );
    let enough = heat(&page(&mut staff, PAGE));
    assert!(
        enough.contains("80&nbsp;%") && enough.contains("n&nbsp;=&nbsp;5"),
        "{enough}"
    );
    let rates = page(&mut staff, PAGE);
    let tile = rates
        .split("<b>Oslo</b>")
        .nth(1)
        .and_then(|rest| rest.split("</a>").next());
    assert!(!tile.expect("Oslo").contains('%'), "a single municipality");
}

#[test]
fn which_options_are_counted_is_said_and_can_be_chosen_but_never_all() {
    let app = TestApp::start();
    for (n, stance) in [
        "stotter",
        "stotter",
        "stotter-med-endringer",
        "stotter-ikke",
        "stotter-ikke",
    ]
    .into_iter()
    .enumerate()
    {
        app.send_confirmed(
            &a_person(&format!("p{n}@eksempel.example")),
            &json!({ "answers": answers(stance) }),
        );
    }
    let mut staff = app.staff(Role::Reader);
    for (query, heading, percent) in [
        (
            "",
            "Andel som har valgt «Støtter» eller «Støtter med endringer»",
            "60&nbsp;%",
        ),
        ("?valg=1", "Andel som har valgt «Støtter»</h2>", "40&nbsp;%"),
        (
            "?valg=9",
            "Andel som har valgt «Støtter» eller «Støtter med endringer»",
            "60&nbsp;%",
        ),
        ("?valg=0", "Andel som har valgt «Støtter»</h2>", "40&nbsp;%"),
        (
            "?valg=x",
            "Andel som har valgt «Støtter» eller «Støtter med endringer»",
            "60&nbsp;%",
        ),
    ] {
        let seen = page(&mut staff, &format!("{PAGE}{query}"));
        assert!(seen.contains(heading) && seen.contains(percent), "{query}");
    }
}

#[test]
fn a_consultation_that_nobody_has_answered_says_so_and_names_who_is_missing() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Reader);
    let seen = page(&mut staff, PAGE);
    assert!(
        seen.contains("Ingen innspill som teller, har kommet ennå.")
            && !seen.contains("<svg class=\"ts")
    );
    assert!(
        seen.contains("426 har ikke svart") && seen.contains("0\u{A0}%"),
        "{seen}"
    );
    let all = seen.split("tilstand=mangler").count();
    assert!(all > 1);
    assert_eq!(
        list_of(&mut staff, &format!("{PAGE}/invitasjoner?tilstand=mangler")),
        426
    );
    let work = page(&mut staff, "/saksbehandling");
    assert!(
        work.contains(&format!("<a href=\"{PAGE}\">")),
        "the way here"
    );
}

#[test]
fn letters_and_the_deadline_are_drawn_over_time_before_anybody_has_answered() {
    let app = TestApp::start();
    let bodies = listed(&app, 3, "i.address IS NOT NULL");
    have_letters_sent(&app, &bodies);
    let seen = page(&mut app.staff(Role::Reader), PAGE);
    let time = over_time(&seen);
    for mark in ["3 brev", "Frist "] {
        // In a picture of either width.
        let marks = time.matches(&format!(">{mark}")).count();
        assert_eq!(marks, 2, "{mark}: {time}");
    }
    assert!(time.contains("Ingen innspill som teller, har kommet ennå."));
    assert!(time.contains("<td class=\"n\">3</td>"), "the table: {time}");
    assert!(!time.contains("Halvparten"), "{time}");
    app.pass_deadline();
    let late = json!({ "answers": answers("stotter") });
    app.send_confirmed(&a_person("sen@eksempel.example"), &late);
    let seen = page(&mut app.staff(Role::Reader), PAGE);
    let said = over_time(&seen);
    assert!(
        said.contains("Ingen innspill som teller, har kommet ennå."),
        "{said}"
    );
}

/// The panel of answers over time.
fn over_time(page: &str) -> &str {
    let (_, panel) = page.split_once("id=\"over-tid\"").expect("its panel");
    panel.split("</section>").next().expect("its end")
}

#[test]
fn a_round_without_rad_has_its_questions_instead() {
    let app = TestApp::start();
    app.import_round();
    let path = PAGE.replace(EXAMPLE, ROUND);
    let mut staff = app.staff(Role::Reader);
    let empty = page(&mut staff, &path);
    assert!(
        empty.contains("Ingen er invitert") || empty.contains("har ikke svart"),
        "{empty}"
    );
    for n in 0..5 {
        let email = format!("p{n}@eksempel.example");
        let choice = if n == 0 { "svart-vanskelig" } else { "lett" };
        let body = json!({
            "sender": a_person(&email),
            "answers": [{ "field": "finne", "choice": choice }, { "field": "erfaring", "text": "Bra." }],
        });
        let sent = send_whole_to(&mut app.client(), ROUND, &key(&email), &body);
        assert_eq!(sent.status, 201, "{}", sent.text());
        assert_eq!(confirm(&app, &letter_token(&app, &email)).status, 200);
    }
    let seen = page(&mut staff, &path);
    assert!(
        seen.contains("Andel som har valgt «Svært lett» eller «Lett»"),
        "{seen}"
    );
    assert!(
        seen.contains("Hvor lett er det å finne høringer som angår deg?")
            && seen.contains("80&nbsp;%")
    );
    assert!(seen.contains("Generelle innspill"));
    let general = links(main_of(&seen))
        .into_iter()
        .find(|(_, text)| text == "n = 5")
        .expect("all five")
        .0;
    assert_eq!(list_of(&mut staff, &general), 5);
}

/// Two general fields of the round: one whose options have the keys of «finne» and words of their own, one with both of it.
const MORE_SCALES: &str = r#"
[[general_field]]
key = "vansk"
kind = "scale"
label = "Hvor nyttig er veilederen?"
option = [
  { key = "svart-lett", label = "Svært nyttig" },
  { key = "lett", label = "Nyttig" },
  { key = "vanskelig", label = "Lite nyttig" },
  { key = "svart-vanskelig", label = "Unyttig" },
]

[[general_field]]
key = "svare"
kind = "scale"
label = "Hvor lett er det å svare?"
option = [
  { key = "svart-lett", label = "Svært lett" },
  { key = "lett", label = "Lett" },
  { key = "vanskelig", label = "Vanskelig" },
  { key = "svart-vanskelig", label = "Svært vanskelig" },
]
"#;

/// The panels of the page with a scale each.
fn heats_of(page: &str) -> Vec<&str> {
    let panels = page.split("<section").skip(1);
    panels
        .filter(|panel| panel.contains("<table class=\"heat\">"))
        .collect()
}

#[test]
fn a_percentage_stands_only_under_the_words_of_its_own_question() {
    let app = TestApp::start();
    let file = round_file(ROUND, "2027-02-26") + MORE_SCALES;
    app.publish_file(&file, |_| None);
    let path = PAGE.replace(EXAMPLE, ROUND);
    for n in 0..5 {
        let email = format!("p{n}@eksempel.example");
        let body = json!({
            "sender": a_person(&email),
            "answers": [
                { "field": "finne", "choice": "vanskelig" },
                { "field": "vansk", "choice": if n == 0 { "lett" } else { "svart-lett" } },
                { "field": "svare", "choice": "lett" },
            ],
        });
        let sent = send_whole_to(&mut app.client(), ROUND, &key(&email), &body);
        assert_eq!(sent.status, 201, "{}", sent.text());
        assert_eq!(confirm(&app, &letter_token(&app, &email)).status, 200);
    }
    let mut staff = app.staff(Role::Reader);
    let seen = page(&mut staff, &path);
    let heats = heats_of(&seen);
    assert_eq!(heats.len(), 2, "the same words are one table");
    for part in [
        "Andel som har valgt «Svært lett» eller «Lett»</h2>",
        "Hvor lett er det å finne høringer",
        "Hvor lett er det å svare?",
        ">0&nbsp;%",
    ] {
        assert!(heats[0].contains(part), "{part} in {}", heats[0]);
    }
    assert!(!heats[0].contains("nyttig"), "{}", heats[0]);
    for part in [
        "Andel som har valgt «Svært nyttig» eller «Nyttig»</h2>",
        "Hvor nyttig er veilederen?",
        ">100&nbsp;%",
    ] {
        assert!(heats[1].contains(part), "{part} in {}", heats[1]);
    }
    assert!(!heats[1].contains("lett»"), "{}", heats[1]);

    // Another cut is of that table alone.
    let (href, _) = links(heats[1])
        .into_iter()
        .find(|(_, text)| text == "«Svært nyttig»")
        .expect("a way to cut it");
    assert_eq!(href, format!("{path}?skala=vansk&valg=1"));
    let cut = page(&mut staff, &href);
    let heats = heats_of(&cut);
    assert!(heats[0].contains("Andel som har valgt «Svært lett» eller «Lett»</h2>"));
    assert!(heats[1].contains("Andel som har valgt «Svært nyttig»</h2>"));
    assert!(heats[1].contains("80&nbsp;%"), "{}", heats[1]);

    let file = staff.get(&format!("{path}/tall/standpunkt.csv"));
    let rows: Vec<&str> = file.text().lines().collect();
    let chose = |row: &str| rows.iter().any(|line| line.contains(row));
    assert!(chose("vansk;Privatpersoner;Svært nyttig;4"), "{rows:?}");
    assert!(chose("finne;Privatpersoner;Vanskelig;5"), "{rows:?}");
    let read = app.reader().at(
        "GET",
        &format!("/api/v1/staff/consultations/{ROUND}/overview"),
    );
    let read = read.json();
    let scales = read["scales"].as_array().expect("scales");
    let fields = |scale: &Value| {
        let rows = scale["rows"].as_array().expect("rows").iter();
        rows.map(|row| row["field"].as_str().expect("a field").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(fields(&scales[0]), ["finne", "svare"]);
    assert_eq!(fields(&scales[1]), ["vansk"]);
    assert_eq!(scales[0]["choices"], scales[1]["choices"]);
}

#[test]
fn the_picture_says_in_words_what_it_shows_in_both_widths_and_languages() {
    let app = TestApp::start();
    let day = |n: i64| chrono::TimeDelta::days(n);
    for (n, after) in [0, 3, 3, 8].into_iter().enumerate() {
        app.clock.set(crate::support::app::now() + day(after));
        app.send_confirmed(
            &a_person(&format!("p{n}@eksempel.example")),
            &json!({ "answers": answers("stotter") }),
        );
    }
    let mut staff = app.staff(Role::Reader);
    let seen = page(&mut staff, PAGE);
    for id in ["tid-bred", "tid-smal"] {
        for part in [
            format!("role=\"img\" aria-labelledby=\"{id}-t {id}-d\""),
            format!("<title id=\"{id}-t\">Samlet antall innspill som teller"),
            format!(
                "<desc id=\"{id}-d\">4 innspill teller. Halvparten var kommet 5. mars 2026. Flest kom 5. mars 2026: 2.</desc>"
            ),
        ] {
            assert!(seen.contains(&part), "{part} in {seen}");
        }
    }
    let nynorsk = page(&mut staff, &format!("/nn{PAGE}"));
    assert!(
        nynorsk.contains("4 innspel tel. Halvparten var komne 5. mars 2026."),
        "{nynorsk}"
    );
    assert!(!nynorsk.contains("overview-"), "a text is missing");
}

#[test]
fn an_answer_of_an_evening_stands_on_its_day_in_oslo() {
    let app = TestApp::start();
    app.clock
        .set("2026-03-10T23:30:00Z".parse().expect("an instant"));
    app.send_confirmed(
        &a_person("p@eksempel.example"),
        &json!({ "answers": answers("stotter") }),
    );
    let days = rows(&mut app.staff(Role::Reader), "over-tid.csv");
    let with: Vec<&str> = days
        .iter()
        .filter(|row| row[1] != "0")
        .map(|row| row[0].as_str())
        .collect();
    assert_eq!(with, ["2026-03-11"]);
    assert_eq!(
        days.last().expect("a day")[0],
        "2026-03-11",
        "no day that has not come"
    );
}

#[test]
fn a_name_that_a_spreadsheet_takes_for_a_formula_is_disarmed() {
    let app = TestApp::start();
    app.execute("UPDATE listed_line SET group_name_nb = '=1+1' WHERE group_no = 1");
    let other = app.beside(&[]);
    let groups = rows(&mut other.staff(Role::Reader), "grupper.csv");
    assert!(groups.iter().any(|row| row[0] == "'=1+1"), "{groups:?}");
}

#[test]
fn whoever_has_no_role_on_the_consultation_sees_no_number() {
    let app = TestApp::start();
    app.import_round();
    let mut other = app.staff_on(ROUND, Role::Leader);
    for rest in ["", "/tall/grupper.csv", "/tall/over-tid.csv"] {
        assert_eq!(other.get(&format!("{PAGE}{rest}")).status, 403, "{rest}");
        assert_eq!(
            app.client().get(&format!("{PAGE}{rest}")).send().status,
            303,
            "first sign in"
        );
    }
    let mut reader = app.staff_on(EXAMPLE, Role::Reader);
    let seen = reader.get(PAGE);
    assert_eq!(
        (seen.status, seen.header("cache-control")),
        (200, Some("no-store"))
    );
}
