//! Programs read the numbers of the overview: each has as many behind its address as it says.

use crate::overview::scene;
use hoering::role::Role;
use serde_json::Value;

/// Every number with the address of its list.
fn numbers(value: &Value, found: &mut Vec<(u64, String)>) {
    match value {
        Value::Object(members) => {
            if let (Some(n), Some(list)) = (
                members.get("count").and_then(Value::as_u64),
                members.get("list").and_then(Value::as_str),
            ) {
                found.push((n, list.to_owned()));
            }
            members.values().for_each(|member| numbers(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| numbers(item, found)),
        _ => {}
    }
}

#[test]
fn every_number_of_answers_leads_to_a_list_of_exactly_that_many() {
    let app = scene();
    let mut program = app.reader();
    let mut all = Vec::new();
    numbers(&program.read("/overview"), &mut all);
    let of_answers = all.iter().filter(|(_, list)| list.contains("/answers"));
    let mut looked_at = 0;
    for (n, list) in of_answers {
        let read = program.at("GET", list);
        assert_eq!(read.status, 200, "{list}: {}", read.text());
        assert_eq!(read.json()["found"], *n, "{list}");
        looked_at += usize::from(*n > 0);
    }
    assert!(looked_at > 50, "{looked_at}");
    let waiting = all
        .iter()
        .find(|(_, list)| list.ends_with("/unconfirmed-answers"));
    let (n, list) = waiting.expect("those that wait");
    let items = program.at("GET", list).json()["items"]
        .as_array()
        .map(Vec::len);
    assert_eq!(items, usize::try_from(*n).ok());
}

#[test]
fn programs_are_told_the_numbers_that_the_page_shows() {
    let app = scene();
    let (mut staff, mut program) = (app.staff(Role::Reader), app.reader());
    let shown = staff
        .get("/saksbehandling/horinger/24-13304?valg=1")
        .text()
        .to_owned();
    let read = program.read("/overview?first_choices=1");
    let figure = |key: &str| read["figures"][key]["count"].to_string();
    for n in [
        figure("counted"),
        figure("begun"),
        figure("late"),
        figure("undelivered"),
    ] {
        assert!(shown.contains(&format!("<b class=\"num\">{n}</b>")), "{n}");
    }
    for group in read["groups"].as_array().expect("groups") {
        assert!(
            shown.contains(group["name"]["nb"].as_str().expect("a name")),
            "{group}"
        );
        let share = &group["share"];
        let count = |key: &str| share[key]["count"].as_u64().expect("a number");
        let all = count("answered") + count("declined") + count("missing");
        assert_eq!(count("invited"), all, "{group}");
    }
    assert_eq!(read["scales"][0]["first_choices"], 1);
    let cell = &read["scales"][0]["rows"][0]["among"][0];
    assert_eq!(cell["first"]["count"], cell["chosen"][0]["number"]["count"]);
    assert_eq!(program.ask("GET", "/overview?first_choices=0").status, 400);
}
