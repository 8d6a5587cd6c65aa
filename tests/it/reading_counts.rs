//! Every number that staff read is a count by plain SQL: beside each value of each control, above the list, and as
//! rows of every file, whatever else is looked for.

use crate::review::found;
use crate::support::answers::{a_person, an_organisation, content};
use crate::support::app::TestApp;
use crate::support::exported::{EXPORT, csv_of, fetch, sheets_of};
use crate::support::invited::Wanted;
use crate::support::staff::Staff;
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::BigInt};
use hoering::bodies::Kind;
use hoering::role::Role;
use serde_json::{Value, json};

const LIST: &str = "/saksbehandling/horinger/24-13304/innspill";

/// Answers of every kind of sender on several days, one of them late in an evening in Oslo.
fn scene() -> TestApp {
    let app = TestApp::start();
    let mut fjellvik = Wanted::new("Fjellvik kommune", Some("post@fjellvik.example"));
    fjellvik.county_no = Some("46".to_owned());
    let society = Wanted::new("Eksempelforeningen", Some("post@forening.example"));
    let invited = app.invite_with_letters(&[fjellvik, society.kind(Kind::Organisation)]);
    app.answer_invited(&invited[0], &content("Vi støtter rådet.", "stotter"));
    app.answer_invited(&invited[1], &content("Rådet er uklart.", "stotter-ikke"));
    let on = |at: &str, sender: &Value, answers: Value| {
        app.clock.set(at.parse().expect("an instant"));
        app.send_confirmed(sender, &json!({ "answers": answers }))
    };
    let person = |n: i32| a_person(&format!("p{n}@eksempel.example"));
    let said = |stance: &str| content("Vi har skrevet noe.", stance);
    on(
        "2026-03-10T22:59:59Z",
        &an_organisation("Fjellvik kommune", "ukjent@eksempel.example"),
        said("stotter"),
    );
    on("2026-03-10T23:00:00Z", &person(1), said("stotter"));
    on(
        "2026-03-11T12:00:00Z",
        &an_organisation("Uinvitert lag", "lag@eksempel.example"),
        said("stotter-med-endringer"),
    );
    on("2026-03-20T22:59:59Z", &person(2), said("stotter-ikke"));
    on(
        "2026-03-20T23:00:00Z",
        &person(3),
        json!([{ "field": "r2.tekst", "text": "Bare om råd to." }]),
    );
    app.send_unconfirmed(&person(4), &json!({ "answers": said("stotter") }));
    let withdrawn = on("2026-03-25T09:00:00Z", &person(5), said("stotter"));
    app.execute(&format!(
        "UPDATE submission SET standing = 'withdrawn' WHERE number = {withdrawn}"
    ));
    app.pass_deadline();
    app.send_confirmed(&person(6), &json!({ "answers": said("stotter") }));
    app
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

const NUMBERED: &str = "FROM submission s JOIN submission_version v ON v.submission_id = s.id AND v.no = s.current_version \
    LEFT JOIN body b ON b.id = s.body_id LEFT JOIN invited i ON i.body_id = s.body_id \
    LEFT JOIN listed_line l ON l.id = i.line_id LEFT JOIN desk d ON d.id = s.desk_id WHERE s.number IS NOT NULL";

fn count_of(app: &TestApp, sql: &str) -> usize {
    let counted = app.database(|conn| sql_query(sql).get_result::<Counted>(conn));
    usize::try_from(counted.unwrap_or_else(|e| panic!("{sql}: {e}")).n).expect("a number")
}

fn count(app: &TestApp, conditions: &[String]) -> usize {
    let and: String = conditions.iter().map(|is| format!(" AND ({is})")).collect();
    count_of(app, &format!("SELECT count(*) AS n {NUMBERED}{and}"))
}

/// Said something in a field, or in one whose key begins so.
fn in_field(like: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM answer a JOIN field f ON f.id = a.field_id \
         WHERE a.submission_version_id = v.id AND f.key LIKE '{like}')"
    )
}

fn no_comment(advice: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM no_comment n JOIN advice c ON c.id = n.advice_id \
         WHERE n.submission_version_id = v.id AND c.key LIKE '{advice}')"
    )
}

/// What a value of a control means, of answers to the first råd where the page is about it.
fn meaning(control: &str, value: &str, of_first: bool) -> String {
    let unlisted = "s.channel <> 'meeting' AND s.body_id IS NULL AND s.claimed_body_id IS NULL AND d.on_behalf";
    match (control, value) {
        ("avsender", "claimed") => "s.body_id IS NULL AND s.claimed_body_id IS NOT NULL".to_owned(),
        ("avsender", "unlisted") => format!("{unlisted} <> 'person'"),
        ("avsender", "person") => format!("{unlisted} = 'person'"),
        ("avsender", "meeting") => "s.channel = 'meeting'".to_owned(),
        ("avsender", kind) => format!("b.kind = '{kind}'"),
        ("gruppe", "senere") => "i.id IS NOT NULL AND i.line_id IS NULL".to_owned(),
        ("gruppe", no) => format!("l.group_no = {no}"),
        ("fylke", no) => format!("b.county_no = '{no}'"),
        ("status", word) => {
            let standings = [
                ("teller", "counts"),
                ("for-sent", "late"),
                ("tillegg", "supplement"),
                ("trukket", "withdrawn"),
                ("dublett", "duplicate"),
            ];
            let known = standings.iter().find(|(known, _)| *known == word);
            match known.expect("a standing").1 {
                "supplement" => "s.standing = 'counts' AND EXISTS (SELECT 1 FROM submission_version w WHERE \
                    w.submission_id = s.id AND w.no > s.current_version AND w.late_seconds IS NOT NULL)"
                    .to_owned(),
                standing => format!("s.standing = '{standing}'"),
            }
        }
        ("gitt", "felles") => "d.capacity = 'joint'".to_owned(),
        ("gitt", "eget") => "d.capacity IS NULL OR d.capacity = 'own'".to_owned(),
        ("ankomst", "i-tide") => "v.late_seconds IS NULL".to_owned(),
        ("ankomst", "etter-fristen") => "v.late_seconds IS NOT NULL".to_owned(),
        ("kanal", "skjema") => "s.channel = 'form'".to_owned(),
        ("kanal", "api") => "s.channel = 'api'".to_owned(),
        ("utkast", no) => format!("v.proposal_version = {no}"),
        ("raad", "generelt") => in_field("generelt"),
        ("raad", key) => format!("{} OR {}", in_field(&format!("{key}.%")), no_comment(key)),
        ("holdning", "ingen-merknad") => no_comment(if of_first { "r1" } else { "%" }),
        ("holdning", stance) => {
            let (field, choice) = stance.split_once(':').expect("a field and a choice");
            format!(
                "EXISTS (SELECT 1 FROM answer a JOIN field f ON f.id = a.field_id \
                 WHERE a.submission_version_id = v.id AND f.key = '{field}' AND a.choice = '{choice}')"
            )
        }
        // The clock is an hour ahead of UTC in Oslo until the end of March.
        ("fra", "2026-03-11") => "v.received_at >= '2026-03-10T23:00:00.000000Z'".to_owned(),
        ("fra", "2026-03-21") => "v.received_at >= '2026-03-20T23:00:00.000000Z'".to_owned(),
        ("til", "20.3.2026") => "v.received_at < '2026-03-20T23:00:00.000000Z'".to_owned(),
        ("til", "2026-03-10") => "v.received_at < '2026-03-10T23:00:00.000000Z'".to_owned(),
        (control, value) => panic!("what is {control}={value}?"),
    }
}

/// What a query looks for: each control with what any of its values means.
fn conditions(query: &str, without: &str, of_first: bool) -> Vec<String> {
    let mut by_control: Vec<(String, Vec<String>)> = Vec::new();
    for (control, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let is = format!("({})", meaning(&control, &value, of_first));
        match by_control.iter_mut().find(|(known, _)| *known == control) {
            Some((_, any)) => any.push(is),
            None => by_control.push((control.into_owned(), vec![is])),
        }
    }
    let others = by_control
        .into_iter()
        .filter(|(control, _)| control != without);
    others.map(|(_, any)| any.join(" OR ")).collect()
}

/// Every value of every control on a page, with the number beside it.
fn values(page: &str) -> Vec<(String, String, usize)> {
    let attribute = |of: &str, name: &str| {
        let rest = of.split(&format!(" {name}=\"")).nth(1)?;
        rest.split('"').next().map(ToOwned::to_owned)
    };
    let number = |text: &str| {
        let behind = text.rsplit('(').next()?.split(')').next()?;
        behind.parse::<usize>().ok()
    };
    let form = page.split("role=\"search\"").nth(1).expect("the filter");
    let form = form.split("</form>").next().expect("its end");
    let mut found = Vec::new();
    for field in form.split("<div class=\"ds-field").skip(1) {
        if field.contains("type=\"checkbox\"") {
            let label = field.split("</label>").next().expect("a label");
            found.push((
                attribute(field, "name").expect("a name"),
                attribute(field, "value").expect("a value"),
                number(label).expect("a number"),
            ));
        }
        let Some(select) = field.split("<select").nth(1) else {
            continue;
        };
        let name = attribute(select, "name").expect("a name");
        // The first is «Alle».
        for option in select.split("<option").skip(2) {
            let text = option.split("</option>").next().expect("an end");
            let value = attribute(option, "value").expect("a value");
            found.push((name.clone(), value, number(text).expect("a number")));
        }
    }
    found
}

fn page(staff: &mut Staff, path: &str) -> String {
    let page = staff.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page.text().to_owned()
}

const QUERIES: [&str; 13] = [
    "",
    "avsender=person",
    "avsender=municipality&avsender=claimed",
    "fylke=46",
    "gruppe=senere&status=teller",
    "fra=2026-03-11",
    "til=20.3.2026",
    "fra=2026-03-11&til=20.3.2026&avsender=person",
    "fra=2026-03-21&ankomst=i-tide",
    "gitt=eget&status=teller",
    "status=tillegg&status=for-sent",
    "til=2026-03-10&status=teller&raad=r1",
    "raad=r1&holdning=r1.standpunkt%3Astotter&holdning=r1.standpunkt%3Astotter-ikke&fra=2026-03-11",
];

#[test]
fn every_number_beside_a_value_is_what_choosing_it_would_show_by_plain_sql() {
    let app = scene();
    let mut staff = app.staff(Role::Reader);
    let mut checked = 0;
    for query in QUERIES {
        for of_first in [false, true] {
            let (path, own) = match of_first {
                true => (
                    format!("{LIST}/rad/r1?{query}"),
                    Some(meaning("raad", "r1", true)),
                ),
                false => (format!("{LIST}?{query}"), None),
            };
            let is_of_part = of_first || query.contains("raad=r1");
            let with = |without: &str, more: Option<String>| {
                let looked_for = conditions(query, without, is_of_part);
                count(
                    &app,
                    &[
                        looked_for,
                        own.iter().cloned().collect(),
                        more.into_iter().collect(),
                    ]
                    .concat(),
                )
            };
            let shown = page(&mut staff, &path);
            assert_eq!(found(&shown), with("", None), "{path}");
            for (control, value, n) in values(&shown) {
                let is = meaning(&control, &value, is_of_part);
                assert_eq!(n, with(&control, Some(is)), "{control}={value} on {path}");
                checked += 1;
            }
        }
    }
    assert!(checked > 150, "{checked} numbers");
    let all = count(&app, &[]);
    assert!(count(&app, &conditions(QUERIES[7], "", false)) > 0 && all > 8);
}

#[test]
fn every_file_has_as_many_rows_as_plain_sql_counts() {
    let app = scene();
    let mut staff = app.staff(Role::Reader);
    for query in QUERIES {
        let looked_for = conditions(query, "", query.contains("raad=r1"));
        let answers = count(&app, &looked_for);
        let of = |is: String| count(&app, &[looked_for.clone(), vec![is]].concat());
        let and: String = looked_for.iter().map(|is| format!(" AND ({is})")).collect();
        let mut file = |format: &str| fetch(&mut staff, &format!("format={format}&{query}"));
        assert_eq!(csv_of(&file("csv").body).len() - 1, answers, "{query}");
        assert_eq!(file("jsonl").text().lines().count(), answers, "{query}");
        let all = file("json").json();
        assert_eq!(all.as_array().expect("answers").len(), answers, "{query}");
        // A row for each answer in a field and for each mark.
        let said = |table: &str| {
            let sql = format!(
                "SELECT count(*) AS n FROM {table} x JOIN (SELECT v.id {NUMBERED}{and}) t ON t.id = x.submission_version_id"
            );
            count_of(&app, &sql)
        };
        let long = csv_of(&file("csv&rader=svar").body);
        assert_eq!(
            long.len() - 1,
            said("answer") + said("no_comment"),
            "{query}"
        );
        let only = csv_of(&file("csv&rader=svar&felt=r1.tekst").body);
        assert_eq!(only.len() - 1, of(in_field("r1.tekst")), "{query}");
        let sheets = sheets_of(&file("xlsx").body);
        assert_eq!(sheets["Alle innspill"].len() - 1, answers, "{query}");
        for key in ["r1", "r2", "r3"] {
            let rows = sheets[&format!("Råd {}", &key[1..])].len() - 1;
            assert_eq!(rows, of(meaning("raad", key, false)), "{key}: {query}");
        }
        let form = page(&mut staff, &format!("{EXPORT}?{query}"));
        let said = match answers {
            1 => "1 innspill</h2>".to_owned(),
            n => format!(">{n} innspill</h2>"),
        };
        assert!(form.contains(&said), "{query}: {said}");
    }
    let everything = "format=csv&ubekreftet=1";
    let unconfirmed =
        "SELECT count(*) AS n FROM submission WHERE number IS NULL AND standing = 'unconfirmed'";
    assert_eq!(
        csv_of(&fetch(&mut staff, everything).body).len() - 1,
        count(&app, &[]) + count_of(&app, unconfirmed)
    );
}
