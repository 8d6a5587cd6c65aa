//! Programs read answers as staff do: what they find, count and are told of is what the pages show.

use crate::review::{Scene, found, number_of, scene};
use crate::support::reader::Reader;
use crate::support::respondent::faults;
use crate::support::staff::audited;
use hoering::role::Role;
use serde_json::{Value, json};

const LIST: &str = "/saksbehandling/horinger/24-13304/innspill";

fn numbers(list: &Value) -> Vec<i64> {
    let items = list["items"].as_array().expect("items").iter();
    let number = |item: &Value| item["number"].as_i64().expect("a number");
    items.map(number).collect()
}

fn counted(list: &Value, parameter: &str, value: &str) -> Option<usize> {
    let of = |name: &str, of: &Value, wanted: &str| of[name] == wanted;
    let counts = list["counts"].as_array().expect("counts");
    let counts = counts.iter().find(|c| of("parameter", c, parameter))?;
    let values = counts["values"].as_array().expect("values");
    let value = values.iter().find(|v| of("value", v, value))?;
    usize::try_from(value["count"].as_u64()?).ok()
}

#[test]
fn what_is_found_and_counted_is_what_the_page_shows_by_the_same_filter() {
    let Scene { app, .. } = scene();
    let (mut staff, mut program) = (app.staff(Role::Reader), app.reader());
    for (page, api) in [
        ("", ""),
        (
            "avsender=municipality&avsender=person",
            "sender=municipality,person",
        ),
        ("fylke=46", "county=46"),
        ("status=for-sent", "standing=late"),
        ("ankomst=i-tide", "arrival=in_time"),
        ("kanal=api", "channel=api"),
        ("utkast=1", "proposal_version=1"),
        ("raad=r2", "advice=r2"),
        (
            "raad=r1&holdning=r1.standpunkt%3Astotter",
            "advice=r1&stance=r1.standpunkt%3Astotter",
        ),
        ("gruppe=senere", "group=added_later"),
        (
            "fra=2020-01-01&til=2020-12-31",
            "received_from=2020-01-01&received_to=2020-12-31",
        ),
        ("q=kommunen", "q=kommunen"),
    ] {
        let shown = staff.get(&format!("{LIST}?{page}")).text().to_owned();
        let read = program.read(&format!("/answers?{api}"));
        assert_eq!(read["found"], found(&shown), "{api}");
        for (control, word, parameter, value) in [
            ("avsender", "municipality", "sender", "municipality"),
            ("status", "teller", "standing", "counts"),
            ("raad", "r1", "advice", "r1"),
            (
                "holdning",
                "r1.standpunkt:stotter",
                "stance",
                "r1.standpunkt:stotter",
            ),
        ] {
            if let Some(n) = number_of(&shown, control, word) {
                assert_eq!(counted(&read, parameter, value), Some(n), "{api}: {value}");
            }
        }
    }
    assert_eq!(
        program.read("/unconfirmed-answers")["items"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn cursors_lead_from_the_newest_to_the_oldest_and_back() {
    let Scene { app, .. } = scene();
    let mut program = app.reader();
    let all = numbers(&program.read("/answers"));
    assert!(all.is_sorted_by(|a, b| a > b) && all.len() == 6, "{all:?}");
    let mut page = program.read("/answers?limit=4");
    let first = numbers(&page);
    assert_eq!(
        (first.as_slice(), &page["previous_cursor"]),
        (&all[..4], &Value::Null)
    );
    let older = page["next_cursor"].as_str().expect("older ones").to_owned();
    page = program.read(&format!("/answers?limit=4&cursor={older}"));
    assert_eq!(
        (numbers(&page).as_slice(), &page["next_cursor"]),
        (&all[4..], &Value::Null)
    );
    let newer = page["previous_cursor"]
        .as_str()
        .expect("newer ones")
        .to_owned();
    assert_eq!(
        numbers(&program.read(&format!("/answers?limit=4&cursor={newer}"))),
        first
    );
}

#[test]
fn an_answer_is_read_whole_and_the_audit_is_told_of_one_that_asks_to_withhold() {
    let Scene {
        app,
        municipality,
        person,
        late,
        ..
    } = scene();
    let (mut staff, mut program) = (app.staff(Role::Reader), app.reader());
    let told = || app.database(|conn| audited(conn, "submission.withheld_read").len());
    let whole = program.read(&format!("/answers/{municipality}"));
    assert_eq!(told(), 0);
    assert_eq!(whole["answer"]["name"], "Fjellvik kommune");
    let said = whole["versions"][0]["answers"].to_string();
    assert!(said.contains("Vi støtter <b>rådet</b> & mer."), "{said}");
    assert_eq!(whole["decisions"][0], {
        let at = &whole["decisions"][0]["at"];
        json!({ "version": 1, "standing": "counts", "by": "rules", "reason": null, "at": at })
    });
    let withheld = program.read(&format!("/answers/{person}"));
    assert_eq!(
        withheld["versions"][0]["withhold_reason"],
        "Det gjelder en sak."
    );
    assert_eq!(withheld["confirmed_email"], "ola@eksempel.example");
    assert_eq!(told(), 1);
    let receipt = program.ask("GET", &format!("/answers/{person}/versions/1/receipt"));
    assert_eq!(told(), 2);
    let own = staff.get(&format!("{LIST}/{person}/kvittering.json?vis=1"));
    assert_eq!(receipt.body, own.body);
    let late = program.read(&format!("/answers/{late}"));
    assert_eq!(late["answer"]["standing"], "late");
    assert!(late["answer"]["late_seconds"].as_i64() > Some(0));
    for nothing in [
        "/answers/999",
        &format!("/answers/{person}/versions/2/receipt"),
    ] {
        assert_eq!(program.ask("GET", nothing).status, 404, "{nothing}");
    }
}

#[test]
fn answers_to_one_raad_stand_side_by_side_with_every_text_whole() {
    let Scene {
        app, claim, person, ..
    } = scene();
    let mut program = app.reader();
    let to = program.read("/advice/r1/answers?sender=claimed");
    assert_eq!(
        (&to["found"], &to["items"][0]["answer"]["number"]),
        (&json!(1), &json!(claim))
    );
    let said = to["items"][0]["said"].to_string();
    assert!(said.contains("Vi sier at vi er kommunen."), "{said}");
    assert_eq!(counted(&to, "stance", "r1.standpunkt:stotter"), Some(1));
    program.read("/advice/r1/answers");
    let told = |program: &mut Reader, path: &str| {
        program.read(path);
        app.database(|conn| audited(conn, "submission.withheld_read").len())
    };
    assert_eq!(told(&mut program, "/advice/r1/answers?sender=person"), 0);
    let of_r2 = program.read("/advice/r2/answers");
    assert_eq!(of_r2["items"][0]["answer"]["number"], person);
    assert_eq!(told(&mut program, "/advice/r2/answers?limit=1"), 2);
    assert_eq!(
        program.ask("GET", "/advice/finnes-ikke/answers").status,
        404
    );
}

#[test]
fn a_value_that_means_nothing_is_told_by_its_parameter_and_nobody_is_shown_all_instead() {
    let Scene { app, .. } = scene();
    let mut program = app.reader();
    for (query, at) in [
        ("standing=teller", "?standing"),
        ("sender=person,alle", "?sender"),
        ("received_to=i+dag", "?received_to"),
        ("cursor=eg", "?cursor"),
        ("avsender=person", "?avsender"),
    ] {
        let refused = program.ask("GET", &format!("/answers?{query}"));
        assert_eq!(refused.status, 400, "{query}");
        let told = faults(&refused);
        assert_eq!(told.first().map(|(at, _)| at.as_str()), Some(at), "{query}");
    }
}
