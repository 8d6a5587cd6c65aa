//! Every row of every table of the overview is a count by plain SQL, and so is every number over time, which leads to
//! the answers of its days.

use crate::overview::{
    COUNTS, PAGE, answers, count, links, list_of, main_of, number, page, rows, scene,
};
use crate::support::answers::a_person;
use crate::support::app::TestApp;
use hoering::bodies::COUNTIES;
use hoering::role::Role;
use serde_json::json;

/// Whose answers are counted together, each with how SQL knows them: answers and, if they can be invited, bodies.
fn groups() -> Vec<(&'static str, String, Option<String>)> {
    let nameless = |kind: &str| format!("l.group_no = 0 AND b.kind = '{kind}'");
    let listed = |name, is: String| (name, is.clone(), Some(is));
    let other = "s.body_id IS NULL AND s.claimed_body_id IS NULL AND s.desk_id IN (SELECT id FROM desk WHERE on_behalf";
    vec![
        listed("Kommuner", nameless("municipality")),
        listed("Fylkeskommuner", nameless("county_authority")),
        listed("Statsforvaltere", nameless("county_governor")),
        listed("Regionale helseforetak", nameless("health_authority")),
        listed("Statlige virksomheter", nameless("state")),
        listed("Organisasjoner", nameless("organisation")),
        listed("Andre instanser", nameless("other")),
        listed("Foreninger og organisasjoner", "l.group_no = 1".to_owned()),
        listed("Kompetansesentre/tjenester", "l.group_no = 2".to_owned()),
        listed(
            "Invitert senere",
            "i.id IS NOT NULL AND i.line_id IS NULL".to_owned(),
        ),
        (
            "Oppgir å være en instans",
            "s.claimed_body_id IS NOT NULL AND s.body_id IS NULL".to_owned(),
            None,
        ),
        ("Andre virksomheter", format!("{other} <> 'person')"), None),
        ("Privatpersoner", format!("{other} = 'person')"), None),
    ]
}

const INVITED: &str = "FROM invited i JOIN body b ON b.id = i.body_id LEFT JOIN listed_line l ON l.id = i.line_id WHERE";
const DECLINED: &str = "EXISTS (SELECT 1 FROM decline c WHERE c.invited_id = i.id AND c.declined) \
    AND NOT EXISTS (SELECT 1 FROM submission s JOIN desk d ON d.id = s.desk_id WHERE d.invited_id = i.id)";
const SENT: &str = "EXISTS (SELECT 1 FROM submission s JOIN desk d ON d.id = s.desk_id WHERE d.invited_id = i.id AND s.standing <> 'withdrawn')";

/// Invited, answered, declined, missing, and sent something that does not count.
fn share(app: &TestApp, answered: &str, bodies: &str) -> [usize; 5] {
    let of_bodies = |and: &str| {
        count(
            app,
            &format!("SELECT count(*) AS n {INVITED} ({bodies}){and}"),
        )
    };
    [
        of_bodies(""),
        count(
            app,
            &format!("SELECT count(*) AS n {COUNTS} AND ({answered})"),
        ),
        of_bodies(&format!(" AND {DECLINED}")),
        of_bodies(&format!(" AND NOT ({DECLINED}) AND NOT ({SENT})")),
        of_bodies(&format!(
            " AND ({SENT}) AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.body_id = b.id AND s.standing = 'counts')"
        )),
    ]
}

#[test]
fn every_row_of_the_tables_of_who_has_answered_is_what_plain_sql_counts() {
    let app = scene();
    // A body that has taken its answer back has none, and one whose answer came late has one that does not count.
    for (standing, at) in [("withdrawn", 0), ("late", 1)] {
        app.execute(&format!(
            "UPDATE submission SET standing = '{standing}' WHERE number = (SELECT number FROM submission \
             WHERE body_id IS NOT NULL AND standing = 'counts' ORDER BY number LIMIT 1 OFFSET {at})"
        ));
    }
    let mut staff = app.staff(Role::Reader);
    let shares = |row: &Vec<String>| [1, 2, 3, 4, 6].map(|at| number(&row[at]));
    let table = rows(&mut staff, "grupper.csv");
    assert!(table.len() >= 4, "{table:?}");
    assert!(table.iter().any(|row| number(&row[6]) > 0), "{table:?}");
    for row in &table {
        let known = groups().into_iter().find(|(name, ..)| *name == row[0]);
        let (_, answered, bodies) = known.unwrap_or_else(|| panic!("who are {}?", row[0]));
        let bodies = bodies.expect("such as can be invited");
        assert_eq!(shares(row), share(&app, &answered, &bodies), "{}", row[0]);
    }
    for row in rows(&mut staff, "fylker.csv") {
        let county = COUNTIES.iter().find(|(_, name)| *name == row[0]);
        let is = format!(
            "b.kind = 'municipality' AND b.county_no = '{}'",
            county.expect("a county").0
        );
        assert_eq!(shares(&row), share(&app, &is, &is), "{}", row[0]);
    }
    let seen = page(&mut staff, PAGE);
    let missing = count(
        &app,
        &format!("SELECT count(*) AS n {INVITED} NOT ({DECLINED}) AND NOT ({SENT})"),
    );
    assert!(
        seen.contains(&format!("{missing} har ikke svart")),
        "{missing}"
    );
}

#[test]
fn every_row_of_what_was_chosen_and_answered_is_what_plain_sql_counts() {
    let app = scene();
    let mut staff = app.staff(Role::Reader);
    let of = |group: &str, what: &str| {
        let known = groups().into_iter().find(|(name, ..)| *name == group);
        let (_, is, _) = known.unwrap_or_else(|| panic!("who are {group}?"));
        count(
            &app,
            &format!("SELECT count(*) AS n {COUNTS} AND ({is}) AND ({what})"),
        )
    };
    let stances = rows(&mut staff, "standpunkt.csv");
    for row in &stances {
        let choice = match row[3].as_str() {
            "Støtter" => "stotter",
            "Støtter med endringer" => "stotter-med-endringer",
            "Støtter ikke" => "stotter-ikke",
            other => panic!("nobody was asked whether {other}"),
        };
        let chose = format!(
            "EXISTS (SELECT 1 FROM answer a JOIN field f ON f.id = a.field_id WHERE a.submission_version_id = v.id \
             AND f.key = '{}' AND a.choice = '{choice}')",
            row[1]
        );
        assert_eq!(number(&row[4]), of(&row[2], &chose), "{row:?}");
    }
    let answered = rows(&mut staff, "svar-per-raad.csv");
    for row in &answered {
        let key = match row[0].split_once(". ") {
            Some((no, _)) => format!("r{no}."),
            None => "generelt".to_owned(),
        };
        let said = format!(
            "EXISTS (SELECT 1 FROM answer a JOIN field f ON f.id = a.field_id WHERE a.submission_version_id = v.id \
             AND f.key LIKE '{key}%') OR EXISTS (SELECT 1 FROM no_comment n JOIN advice c ON c.id = n.advice_id \
             WHERE n.submission_version_id = v.id AND c.key || '.' = '{key}')"
        );
        assert_eq!(number(&row[2]), of(&row[1], &said), "{row:?}");
    }
    let some = |rows: &[Vec<String>], at: usize| rows.iter().filter(|row| row[at] != "0").count();
    assert!(
        some(&stances, 4) > 6 && some(&answered, 2) > 6,
        "there was something to count"
    );
}

/// Weeks of Norway: from this instant until the first that is too late.
const WEEKS: [(&str, &str, &str); 3] = [
    (
        "Uke 10, 2026",
        "2026-03-01T23:00:00.000000Z",
        "2026-03-08T23:00:00.000000Z",
    ),
    (
        "Uke 11, 2026",
        "2026-03-08T23:00:00.000000Z",
        "2026-03-15T23:00:00.000000Z",
    ),
    // The clock is set forward on the last night of it.
    (
        "Uke 13, 2026",
        "2026-03-22T23:00:00.000000Z",
        "2026-03-29T22:00:00.000000Z",
    ),
];

#[test]
fn the_answers_and_letters_of_each_week_are_what_plain_sql_counts_and_the_answers_a_list() {
    let app = scene_over_weeks();
    let mut staff = app.staff(Role::Reader);
    let seen = page(&mut staff, PAGE);
    let table = seen
        .split("<table class=\"ds-table chart\"")
        .nth(1)
        .expect("the table");
    let table = table.split("</table>").next().expect("its end");
    for (week, from, until) in WEEKS {
        let row = table
            .split("<tr>")
            .find(|row| row.contains(week))
            .unwrap_or_else(|| panic!("{week}: {table}"));
        let of = |and: &str| count(&app, &format!("SELECT count(*) AS n {COUNTS} AND {and}"));
        let new = of(&format!(
            "v.received_at >= '{from}' AND v.received_at < '{until}'"
        ));
        let total = of(&format!("v.received_at < '{until}'"));
        assert!(new > 0, "{week} would prove nothing");
        let shown = links(row);
        let texts: Vec<usize> = shown.iter().map(|(_, text)| number(text)).collect();
        assert_eq!(texts, [new, total], "{week}");
        for (href, text) in shown {
            assert_eq!(list_of(&mut staff, &href), number(&text), "{href}");
        }
        let letters = count(
            &app,
            &format!(
                "SELECT count(*) AS n FROM outbox WHERE kind = 'invitation' AND sent_at >= '{from}' AND sent_at < '{until}'"
            ),
        );
        assert!(
            row.ends_with(&format!("<td class=\"n\">{letters}</td></tr>\n")),
            "{letters}: {row}"
        );
    }
    let empty = table
        .split("<tr>")
        .find(|row| row.contains("Uke 12, 2026"))
        .expect("a week of nothing");
    assert_eq!(links(empty).len(), 1, "nothing new is no link: {empty}");
    let busiest = links(main_of(&seen))
        .into_iter()
        .find(|(_, text)| text.starts_with("Les de"));
    let (href, text) = busiest.expect("the busiest day");
    assert_eq!(text, "Les de 3 innspillene fra 29. mars 2026");
    assert_eq!(list_of(&mut staff, &href), 3);
}

/// Answers at both ends of weeks, and some that do not count.
fn scene_over_weeks() -> TestApp {
    let app = TestApp::start();
    for (n, at) in [
        "2026-03-08T22:59:59Z",
        "2026-03-08T23:00:00Z",
        "2026-03-15T22:59:59Z",
        "2026-03-28T23:00:00Z",
        "2026-03-29T01:30:00Z",
        "2026-03-29T21:59:59Z",
        "2026-03-29T22:00:00Z",
    ]
    .into_iter()
    .enumerate()
    {
        app.clock.set(at.parse().expect("an instant"));
        let person = a_person(&format!("p{n}@eksempel.example"));
        app.send_confirmed(&person, &json!({ "answers": answers("stotter") }));
        if n == 5 {
            let gone = a_person("trukket@eksempel.example");
            let number = app.send_confirmed(&gone, &json!({ "answers": answers("stotter") }));
            app.execute(&format!(
                "UPDATE submission SET standing = 'withdrawn' WHERE number = {number}"
            ));
        }
    }
    app
}
