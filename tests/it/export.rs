//! Staff take the answers out: every text whole in every format, never a formula, by the filter that review
//! has, and nothing that should not be there.

use crate::support::answers::{a_person, an_organisation, content};
use crate::support::app::TestApp;
use crate::support::database::Backend;
use crate::support::exported::{EXPORT, Grid, column, csv_of, fetch, sheets_of, undone, workbook};
use crate::support::invited::Wanted;
use crate::support::respondent::key;
use crate::support::staff::{Staff, audited};
use calamine::{Data, Reader};
use hoering::bodies::Kind;
use hoering::role::Role;
use serde_json::{Value, json};

/// Texts that programs for tables, files and XML each treat in their own way.
const NASTY: [&str; 12] = [
    "=1+1",
    "+47 22 22 22 22 er ikke et regnestykke",
    "- første punkt\n- andre punkt",
    "@SUM(A1:A9)",
    "\tinnrykk først",
    "=HYPERLINK(\"http://x.example\";\"trykk her\")",
    "Čálloságat đŋŧž «æøå ÆØÅ» 🫐 👩🏽‍💻",
    "Semikolon; \"sitat\", komma,\n\nto linjeskift og tab\tmidt i",
    "'en apostrof først",
    "_x0041_ og \u{ffff} og <b>&amp;</b>",
    "＝fullbredde",
    "Helt vanlig tekst",
];

fn all_sent(app: &TestApp) -> Vec<i64> {
    let sent = |(n, text): (usize, &&str)| {
        let sender = an_organisation(&format!("=Lag {n}"), &format!("lag{n}@eksempel.example"));
        app.send_confirmed(&sender, &json!({ "answers": content(text, "stotter") }))
    };
    NASTY.iter().enumerate().map(sent).collect()
}

/// The place of the column that has this text.
fn first_text(grid: &Grid, text: &str) -> usize {
    let at = grid[1..]
        .iter()
        .find_map(|row| row.iter().position(|cell| undone(cell) == text));
    at.unwrap_or_else(|| panic!("{text:?} is not there"))
}

#[test]
fn a_csv_file_has_every_text_whole_and_none_that_a_program_would_calculate() {
    let app = TestApp::start();
    let numbers = all_sent(&app);
    let mut staff = app.staff(Role::Reader);
    let file = fetch(&mut staff, "format=csv");
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(file.header("cache-control"), Some("no-store"));
    let name = "24-13304-innspill-2026-03-02.csv";
    let attached = file.header("content-disposition").expect("a name");
    assert!(
        attached.starts_with(&format!(
            "attachment; filename=\"{name}\"; filename*=UTF-8''"
        )),
        "{attached}"
    );
    let grid = csv_of(&file.body);
    let sequence: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    assert_eq!(column(&grid, "Nr."), sequence);
    let at = first_text(&grid, NASTY[11]);
    for (row, text) in grid[1..].iter().zip(NASTY) {
        assert_eq!(undone(&row[at]), text);
        assert!(
            row.iter()
                .all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '＝'])),
            "{row:?}"
        );
        assert_eq!(
            row[at] == text,
            ["Č", "S", "_", "H"].iter().any(|c| text.starts_with(c)),
            "{text:?}"
        );
    }
    assert!(
        column(&grid, "Avsender")
            .iter()
            .all(|name| name.starts_with("'=Lag "))
    );
    assert_eq!(
        column(&grid, "Mottatt")[0],
        "2026-03-02 10:00:00",
        "as the clock stood in Norway"
    );
    assert!(
        !grid[0].iter().any(|h| h == "E-post"),
        "nobody asked for addresses"
    );
}

#[test]
fn a_row_for_each_answer_to_a_field_says_the_same_as_a_row_for_each_submission() {
    let app = TestApp::start();
    all_sent(&app);
    let mut staff = app.staff(Role::Reader);
    let long = csv_of(&fetch(&mut staff, "format=csv&rader=svar").body);
    // A text, a choice and a mark of each.
    assert_eq!(long.len() - 1, NASTY.len() * 3);
    let texts = column(&long, "Tekst");
    let texts: Vec<&str> = texts
        .into_iter()
        .filter(|t| !t.is_empty())
        .map(undone)
        .collect();
    assert_eq!(texts, NASTY);
    let fields: Vec<&str> = column(&long, "Svarfelt").into_iter().take(3).collect();
    assert_eq!(fields, ["r1.standpunkt", "r1.tekst", ""]);
    assert_eq!(column(&long, "Ingen merknad")[..3], ["", "", "Ja"]);
    assert_eq!(column(&long, "Del")[..3], ["Råd 1", "Råd 1", "Råd 2"]);
    let texts_only =
        csv_of(&fetch(&mut staff, "format=csv&rader=svar&valgt=1&kol=tekst&del=r1").body);
    assert_eq!(texts_only.len() - 1, NASTY.len());
}

#[test]
fn a_workbook_has_every_text_as_text_in_one_sheet_for_all_and_one_for_each_part() {
    let app = TestApp::start();
    all_sent(&app);
    let mut staff = app.staff(Role::Reader);
    let file = fetch(&mut staff, "format=xlsx");
    let sheets = sheets_of(&file.body);
    let names: Vec<String> = workbook(&file.body).sheet_names();
    assert_eq!(names[..3], ["Alle innspill", "Råd 1", "Råd 2"]);
    assert!(
        !names.contains(&"Ikke bekreftet".to_owned())
            && !names.contains(&"Lange tekster".to_owned())
    );
    for name in ["Alle innspill", "Råd 1"] {
        let at = first_text(&sheets[name], NASTY[11]);
        let texts: Vec<&str> = sheets[name][1..]
            .iter()
            .map(|row| row[at].as_str())
            .collect();
        assert_eq!(texts, NASTY, "{name}");
    }
    assert_eq!(
        sheets["Råd 2"].len() - 1,
        NASTY.len(),
        "all had no comment to it"
    );
    assert_eq!(column(&sheets["Råd 2"], "Råd 2: Ingen merknad")[0], "Ja");
    assert_eq!(sheets["Råd 3"].len(), 1, "nobody said anything to it");
    let range = workbook(&file.body)
        .worksheet_range("Alle innspill")
        .expect("a sheet");
    let headings: Vec<String> = range
        .rows()
        .next()
        .expect("headings")
        .iter()
        .map(ToString::to_string)
        .collect();
    let kind = |heading: &str| {
        let at = headings
            .iter()
            .position(|h| h == heading)
            .expect("a heading");
        range.rows().nth(1).expect("a row")[at].clone()
    };
    assert!(matches!(kind("Nr."), Data::Float(_) | Data::Int(_)));
    assert!(
        matches!(kind("Mottatt"), Data::DateTime(_)) && matches!(kind("Frist"), Data::DateTime(_))
    );
    assert_eq!(
        column(&sheets["Alle innspill"], "Mottatt")[0],
        "2026-03-02 10:00:00"
    );
}

#[test]
fn a_text_that_no_cell_holds_is_whole_in_every_format() {
    let app = TestApp::start();
    let number = app.send_confirmed(
        &a_person("lang@eksempel.example"),
        &json!({ "answers": content("Kort.", "stotter") }),
    );
    // As one comes that was sent on paper and is over every limit.
    let text = format!(
        "{}\n= slutt 🫐",
        "Ordene er mange og lange, sier vi på Čálloságat. ".repeat(850)
    );
    assert!(text.chars().count() > 40_000);
    app.execute(&format!(
        "INSERT INTO answer (submission_version_id, field_id, body, over_limit) \
         SELECT v.id, f.id, '{text}', {} FROM submission_version v, field f WHERE f.key = 'r3.tekst'",
        match Backend::chosen() {
            Backend::Postgres => "true",
            Backend::Sqlite => "1",
        }
    ));
    let mut staff = app.staff(Role::Reader);
    let sheets = sheets_of(&fetch(&mut staff, "format=xlsx").body);
    let long = &sheets["Lange tekster"];
    assert_eq!(column(long, "Tekst").concat(), text);
    assert_eq!(column(long, "Stykke"), ["1/2", "2/2"]);
    assert!(
        column(long, "Nummer")
            .iter()
            .all(|n| *n == format!("24/13304-H{number}"))
    );
    assert!(
        column(long, "Tekst")
            .iter()
            .all(|piece| piece.encode_utf16().count() <= 32_767)
    );
    for name in ["Alle innspill", "Råd 3"] {
        let refers = sheets[name][1]
            .iter()
            .find(|cell| cell.contains("«Lange tekster», rad 2–3"));
        assert!(refers.is_some(), "{name}: {:?}", sheets[name][1]);
    }
    let csv = csv_of(&fetch(&mut staff, "format=csv").body);
    assert!(csv[1].contains(&text));
    let all: Value = serde_json::from_slice(&fetch(&mut staff, "format=json").body).expect("JSON");
    let answers = all[0]["version"]["answers"].as_array().expect("answers");
    assert!(
        answers
            .iter()
            .any(|a| a["field"] == "r3.tekst" && a["text"] == text.as_str())
    );
}

/// Two invited bodies, a claim, an organisation, a person who wants something withheld, one who never confirmed
/// and one who came too late.
fn scene() -> TestApp {
    let app = TestApp::start();
    let mut fjellvik = Wanted::new("Fjellvik kommune", Some("post@fjellvik.example"));
    fjellvik.county_no = Some("46".to_owned());
    let society = Wanted::new("Eksempelforeningen", Some("post@forening.example"));
    let invited = app.invite_with_letters(&[fjellvik, society.kind(Kind::Organisation)]);
    app.answer_invited(&invited[0], &content("Vi støtter rådet.", "stotter"));
    app.answer_invited(&invited[1], &content("Rådet er uklart.", "stotter-ikke"));
    let answers = |text: &str| json!({ "answers": content(text, "stotter") });
    app.send_confirmed(
        &an_organisation("Fjellvik kommune", "ukjent@eksempel.example"),
        &answers("Vi sier det."),
    );
    app.send_confirmed(
        &a_person("ola@eksempel.example"),
        &json!({ "answers": [{ "field": "r2.tekst", "text": "Bare om råd to." }], "withhold_reason": "Det gjelder en sak." }),
    );
    app.send_unconfirmed(
        &a_person("glemt@eksempel.example"),
        &answers("Aldri bekreftet."),
    );
    app.pass_deadline();
    app.send_confirmed(
        &a_person("sen@eksempel.example"),
        &answers("Dette kom for sent."),
    );
    app
}

#[test]
fn a_filter_takes_out_as_many_as_review_finds_and_the_form_says_which() {
    let app = scene();
    let mut staff = app.staff(Role::Reader);
    for (filter, n, words) in [
        ("avsender=municipality", 1, "Kommune"),
        ("avsender=person&status=for-sent", 1, "Kom for sent"),
        ("fylke=46", 1, "Vestland"),
        ("ankomst=i-tide", 4, "I tide"),
        ("raad=r1&holdning=r1.standpunkt%3Astotter", 3, "Råd 1"),
        ("kanal=brev", 0, "Brev"),
    ] {
        let list = staff.get(&format!(
            "/saksbehandling/horinger/24-13304/innspill?{filter}"
        ));
        let shown = format!("av {n} innspill");
        assert!(
            list.text()
                .contains(if n == 0 { "Ingen innspill" } else { &shown }),
            "{filter}"
        );
        let escaped = filter.replace('&', "&#38;");
        assert!(
            list.text().contains(&format!("{EXPORT}?{escaped}")),
            "{filter}: no way to the form"
        );
        let form = staff.get(&format!("{EXPORT}?{filter}"));
        assert_eq!(form.status, 200);
        assert!(form.text().contains(words), "{filter}: {words} is not said");
        for format in ["csv", "jsonl"] {
            let file = fetch(&mut staff, &format!("format={format}&{filter}"));
            let rows = match format {
                "csv" => csv_of(&file.body).len() - 1,
                _ => file.text().lines().count(),
            };
            assert_eq!(rows, n, "{filter} as {format}");
        }
        let sheets = sheets_of(&fetch(&mut staff, &format!("format=xlsx&{filter}")).body);
        assert_eq!(sheets["Alle innspill"].len() - 1, n, "{filter}");
    }
}

#[test]
fn what_is_not_confirmed_is_nowhere_unless_asked_for_and_then_apart_and_marked() {
    let app = scene();
    let mut staff = app.staff(Role::Reader);
    let all = |staff: &mut Staff, more: &str| {
        let csv = csv_of(&fetch(staff, &format!("format=csv&{more}")).body);
        let sheets = sheets_of(&fetch(staff, &format!("format=xlsx&{more}")).body);
        let json: Value =
            serde_json::from_slice(&fetch(staff, &format!("format=json&{more}")).body)
                .expect("JSON");
        (csv, sheets, json)
    };
    for more in ["", "avsender=person&ubekreftet=1"] {
        let (csv, sheets, json) = all(&mut staff, more);
        let everything = format!("{csv:?}{sheets:?}{json}");
        assert!(
            !everything.contains("Aldri bekreftet") && !everything.contains("glemt@"),
            "{more}"
        );
    }
    let (csv, sheets, json) = all(&mut staff, "ubekreftet=1&valgt=1&kol=tekst&del=r1");
    let last = csv.last().expect("a row");
    assert!(last.iter().any(|cell| cell == "Aldri bekreftet.") && last[0].is_empty());
    assert_eq!(
        column(&csv, "Status").last(),
        Some(&"Ikke bekreftet"),
        "asked for or not"
    );
    assert_eq!(sheets["Ikke bekreftet"].len(), 2);
    assert!(!format!("{:?}", sheets["Alle innspill"]).contains("Aldri bekreftet"));
    let last = json
        .as_array()
        .and_then(|all| all.last())
        .expect("an answer");
    assert_eq!(
        (&last["standing"], &last["number"]),
        (&json!("unconfirmed"), &Value::Null)
    );
}

#[test]
fn reading_what_should_be_withheld_is_told_once_for_each_file_and_taking_nothing_is_not_told() {
    let app = scene();
    let mut staff = app.staff(Role::Reader);
    let told = |action: &str| app.database(|conn| audited(conn, action).len());
    fetch(&mut staff, "format=csv&kanal=brev");
    assert_eq!(
        (
            told("consultation.exported"),
            told("submission.withheld_read")
        ),
        (0, 0)
    );
    fetch(&mut staff, "format=csv&avsender=municipality");
    assert_eq!(
        (
            told("consultation.exported"),
            told("submission.withheld_read")
        ),
        (1, 0)
    );
    for (n, format) in ["csv", "json", "jsonl", "xlsx"].iter().enumerate() {
        fetch(&mut staff, &format!("format={format}"));
        assert_eq!(
            (
                told("consultation.exported"),
                told("submission.withheld_read")
            ),
            (n + 2, n + 1)
        );
    }
    let entries = app.database(|conn| audited(conn, "consultation.exported"));
    assert_eq!(entries[1].detail.as_deref(), Some("csv 5"));
    assert_eq!(entries[1].actor, format!("staff:{}", staff.id));
}

#[test]
fn files_with_every_version_are_told_of_by_claims_in_any_and_tables_by_those_that_stand() {
    let app = TestApp::start();
    app.send_with_claims_elsewhere();
    let mut staff = app.staff(Role::Reader);
    let told = || app.database(|conn| audited(conn, "submission.withheld_read").len());
    let mut n = 0;
    for (format, is_whole) in [
        ("csv", false),
        ("xlsx", false),
        ("json", true),
        ("jsonl", true),
    ] {
        let file = fetch(&mut staff, &format!("format={format}"));
        if format != "xlsx" {
            let text = String::from_utf8(file.body).expect("UTF-8");
            assert_eq!(text.contains("og unntatt."), is_whole, "{format}: {text}");
        }
        n += if is_whole { 2 } else { 0 };
        assert_eq!(told(), n, "{format}");
    }
}

#[test]
fn earlier_versions_of_what_is_not_confirmed_are_in_json_and_reading_what_they_withhold_is_told() {
    let app = TestApp::start();
    let mut writer = app.send_unconfirmed(
        &a_person("glemt@eksempel.example"),
        &json!({ "answers": content("Den første.", "stotter"), "withhold_reason": "Et barn er nevnt." }),
    );
    writer.ask_to_withhold(None);
    let sent = writer.rewrite_and_send("r1.tekst", "Den andre.", &key("den-andre"));
    assert_eq!(sent.status, 201, "{}", sent.text());
    let mut staff = app.staff(Role::Reader);
    let told = || app.database(|conn| audited(conn, "submission.withheld_read").len());
    for (format, n) in [("csv", 0), ("json", 1), ("jsonl", 2)] {
        let file = fetch(&mut staff, &format!("format={format}&ubekreftet=1"));
        assert_eq!(told(), n, "{format}");
        let text = file.text();
        assert!(text.contains("Den andre."), "{format}: {text}");
        assert_eq!(text.contains("Den første."), n > 0, "{format}: {text}");
        if n == 0 {
            continue;
        }
        let one: Value = serde_json::from_str(text.trim_matches(['[', ']', '\n'])).expect("JSON");
        assert_eq!(one["standing"], "unconfirmed");
        assert_eq!(one["version"]["version"], 2);
        let others = one["other_versions"].as_array().expect("versions");
        assert_eq!(others.len(), 1, "{format}");
        assert_eq!(others[0]["version"], 1);
        assert_eq!(others[0]["confidentiality_claim"], "Et barn er nevnt.");
    }
}

#[test]
fn a_name_that_is_not_to_be_shown_is_marked_wherever_the_name_is() {
    let app = TestApp::start();
    let mut shy = a_person("ola@ola.example");
    shy["name_withheld"] = json!(true);
    for sender in [shy, a_person("kari@kari.example")] {
        app.send_confirmed(
            &sender,
            &json!({ "answers": content("Rådet er klart.", "stotter") }),
        );
    }
    let mut staff = app.staff(Role::Reader);
    let mark = "Navnet skal ikke vises";
    for (query, name) in [
        ("format=csv", "Avsender"),
        ("format=csv&valgt=1&kol=avsender", "Avsender"),
        ("format=csv&valgt=1&kol=kontakt", "Person"),
        ("format=csv&valgt=1&kol=avsender&kol=kontakt", "Person"),
    ] {
        let grid = csv_of(&fetch(&mut staff, query).body);
        assert_eq!(column(&grid, name), ["Ola Eksempel"; 2], "{query}");
        let marks = grid[0].iter().filter(|heading| *heading == mark);
        assert_eq!(marks.count(), 1, "{query}");
        assert_eq!(column(&grid, mark), ["Ja", ""], "{query}");
    }
    let sheets = sheets_of(&fetch(&mut staff, "format=xlsx").body);
    assert_eq!(column(&sheets["Alle innspill"], mark), ["Ja", ""]);
    let grid = csv_of(&fetch(&mut staff, "format=csv&valgt=1&kol=tid").body);
    assert!(
        !grid[0]
            .iter()
            .any(|heading| heading == "Avsender" || heading == mark)
    );
}

#[test]
fn addresses_are_in_a_table_only_when_they_are_asked_for() {
    let app = scene();
    let mut staff = app.staff(Role::Reader);
    let usual = String::from_utf8(fetch(&mut staff, "format=csv").body).expect("UTF-8");
    assert!(!usual.contains("@eksempel.example"));
    let asked = csv_of(&fetch(&mut staff, "format=csv&valgt=1&kol=kontakt").body);
    assert!(column(&asked, "E-post").contains(&"ola@eksempel.example"));
    assert!(
        !asked[0].iter().any(|h| h.starts_with("Råd 1")),
        "no part was chosen"
    );
}

#[test]
fn json_holds_every_version_and_its_lines_are_the_same_objects() {
    let app = scene();
    let mut respondent = crate::support::respondent::Respondent::confirmed(&app);
    let first = respondent.send("en-noekkel-til-den-foerste");
    assert_eq!(first.status, 201, "{}", first.text());
    respondent.write("r1.tekst", 1, "Vi har tenkt oss om.");
    assert_eq!(respondent.send("en-noekkel-til-den-andre").status, 201);
    let mut staff = app.staff(Role::Reader);
    let file = fetch(&mut staff, "format=json");
    let all: Vec<Value> = serde_json::from_slice(&file.body).expect("JSON");
    let lines: Vec<Value> = fetch(&mut staff, "format=jsonl")
        .text()
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(all, lines);
    let last = all.last().expect("an answer");
    let others = last["other_versions"].as_array().expect("versions");
    assert_eq!(others.len(), 1);
    let keys = |value: &Value| {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut expected = vec![
        "channel",
        "county",
        "email",
        "group",
        "group_number",
        "name_withheld",
        "number",
        "other_versions",
        "sender_kind",
        "sequence",
        "standing",
        "version",
    ];
    expected.sort_unstable();
    assert!(all.iter().all(|answer| keys(answer) == expected));
    let version = &all[0]["version"];
    assert_eq!(all[0]["sender_kind"], "municipality");
    assert_eq!(all[0]["county"], "46");
    assert_eq!(version["sender"]["body"], "Fjellvik kommune");
    assert_eq!(version["no_comment"], json!(["r2"]));
    assert_eq!(version["received_at"], "2026-03-02T09:00:00.000000Z");
    assert_eq!(
        version["receipt_sha256"]
            .as_str()
            .expect("a checksum")
            .len(),
        64
    );
    let documented = include_str!("../../docs/export.md");
    for key in expected
        .iter()
        .map(ToString::to_string)
        .chain(keys(version))
        .chain(keys(&others[0]))
    {
        assert!(
            documented.contains(&format!("`{key}`")),
            "docs/export.md does not know {key}"
        );
    }
}

#[test]
fn a_file_of_no_answers_is_whole_all_the_same() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Reader);
    assert_eq!(csv_of(&fetch(&mut staff, "format=csv").body).len(), 1);
    assert_eq!(fetch(&mut staff, "format=json").json(), json!([]));
    assert_eq!(fetch(&mut staff, "format=jsonl").body, b"");
    assert_eq!(
        sheets_of(&fetch(&mut staff, "format=xlsx").body)["Alle innspill"].len(),
        1
    );
    let nynorsk = staff.get(&format!("/nn{EXPORT}/fil?format=csv"));
    assert!(nynorsk.text().contains("Avsendar"), "{}", nynorsk.text());
    let form = staff.get(EXPORT);
    assert!(form.text().contains("Ingen innspill"));
}

/// What was written and chosen in every part, each text unlike any other.
fn said_everywhere(app: &TestApp) {
    let answers = json!([
        { "field": "r1.tekst", "text": "Hemmelig i ett." },
        { "field": "r1.standpunkt", "choice": "stotter-med-endringer" },
        { "field": "r1.begrunnelse", "text": "Begrunnet i ett." },
        { "advice": "r2", "no_comment": true },
        { "field": "r3.tekst", "text": "Skrevet i tre." },
        { "field": "generelt", "text": "Generelt sagt." },
    ]);
    app.send_confirmed(
        &a_person("ola@eksempel.example"),
        &json!({ "answers": answers }),
    );
    app.send_confirmed(
        &a_person("kari@eksempel.example"),
        &json!({ "answers": [{ "field": "r1.tekst", "text": "Hemmelig også her." }] }),
    );
}

/// Everything that a file says, its name included.
fn everything(staff: &mut Staff, format: &str, query: &str) -> String {
    let file = fetch(staff, &format!("format={format}&{query}"));
    let name = file
        .header("content-disposition")
        .expect("a name")
        .to_owned();
    let body = match format {
        "xlsx" => format!(
            "{:?} {:?}",
            sheets_of(&file.body),
            workbook(&file.body).sheet_names()
        ),
        "csv" | "csv&rader=svar" => format!("{:?}", csv_of(&file.body)),
        _ => String::from_utf8(file.body).expect("UTF-8"),
    };
    format!("{name} {body}")
}

const FORMATS: [&str; 5] = ["csv", "csv&rader=svar", "json", "jsonl", "xlsx"];

#[test]
fn what_is_not_chosen_is_in_no_file_sheet_heading_key_or_name() {
    let app = TestApp::start();
    said_everywhere(&app);
    let mut staff = app.staff(Role::Reader);
    let all = [
        "Hemmelig",
        "Begrunnet i ett.",
        "Skrevet i tre.",
        "Generelt sagt.",
    ];
    for (query, there) in [
        ("felt=r3.tekst", vec!["Skrevet i tre."]),
        ("del=r3", vec!["Skrevet i tre."]),
        (
            "felt=r1.begrunnelse&felt=generelt",
            vec!["Begrunnet i ett.", "Generelt sagt."],
        ),
        ("del=generelt", vec!["Generelt sagt."]),
        ("del=r1", vec!["Hemmelig", "Begrunnet i ett."]),
        ("felt=finnes-ikke", vec![]),
        ("", all.to_vec()),
    ] {
        for format in FORMATS {
            let said = everything(&mut staff, format, query);
            for text in all {
                assert_eq!(
                    said.contains(text),
                    there.contains(&text),
                    "{text}: {format}&{query}"
                );
            }
        }
    }
    // One field of one råd: nothing tells of the others, of its own marks or choices, or that they were answered.
    for format in FORMATS {
        let said = everything(&mut staff, format, "felt=r3.tekst");
        for trace in [
            "Råd 1",
            "Råd 2",
            "r1",
            "r2",
            "stotter",
            "Støtter",
            "Ingen merknad: ",
            "Generelle innspill",
            "\"Ja\"",
        ] {
            assert!(!said.contains(trace), "{trace} in {format}: {said}");
        }
    }
    let sheets = sheets_of(&fetch(&mut staff, "format=xlsx&felt=r3.tekst").body);
    assert_eq!(
        sheets.keys().collect::<Vec<_>>(),
        ["Alle innspill", "Råd 3"]
    );
    assert_eq!(
        sheets["Alle innspill"].len() - 1,
        2,
        "the filter decides which answers"
    );
    assert_eq!(sheets["Råd 3"].len() - 1, 1, "one said something in it");
}

#[test]
fn no_comment_goes_out_with_the_whole_rad_and_not_with_its_single_fields() {
    let app = TestApp::start();
    said_everywhere(&app);
    let mut staff = app.staff(Role::Reader);
    let marks = |staff: &mut Staff, query: &str| {
        let json: Value = fetch(staff, &format!("format=json&{query}")).json();
        let long = csv_of(&fetch(staff, &format!("format=csv&rader=svar&{query}")).body);
        let marked = column(&long, "Ingen merknad");
        let marked = marked.iter().filter(|cell| **cell == "Ja").count();
        (json[0]["version"]["no_comment"].clone(), marked)
    };
    assert_eq!(marks(&mut staff, "del=r2"), (json!(["r2"]), 1));
    let fields = "felt=r2.tekst&felt=r2.standpunkt&felt=r2.begrunnelse";
    assert_eq!(marks(&mut staff, fields), (json!([]), 0));
    assert_eq!(marks(&mut staff, "del=r1"), (json!([]), 0));
}

#[test]
fn earlier_versions_and_those_not_confirmed_hold_the_chosen_fields_only() {
    let app = TestApp::start();
    let mut respondent = crate::support::respondent::Respondent::confirmed(&app);
    assert_eq!(respondent.send("en-noekkel-til-den-foerste").status, 201);
    respondent.write("r1.tekst", 1, "Vi har tenkt oss om.");
    assert_eq!(respondent.send("en-noekkel-til-den-andre").status, 201);
    app.send_unconfirmed(
        &a_person("glemt@eksempel.example"),
        &json!({ "answers": content("Aldri bekreftet.", "stotter") }),
    );
    let mut staff = app.staff(Role::Reader);
    let whole: Value = fetch(&mut staff, "format=json&ubekreftet=1").json();
    let written = whole[0]["other_versions"][0]["answers"]
        .as_array()
        .expect("answers");
    assert!(!written.is_empty() && whole.to_string().contains("Aldri bekreftet."));
    let file: Value = fetch(&mut staff, "format=json&ubekreftet=1&felt=r4.tekst").json();
    for answer in file.as_array().expect("answers") {
        let others = answer["other_versions"]
            .as_array()
            .expect("versions")
            .iter();
        for version in others.chain([&answer["version"]]) {
            assert_eq!(
                (&version["answers"], &version["no_comment"]),
                (&json!([]), &json!([]))
            );
        }
    }
    let sheets = sheets_of(&fetch(&mut staff, "format=xlsx&ubekreftet=1&felt=r4.tekst").body);
    assert_eq!(sheets["Ikke bekreftet"].len(), 2);
    assert!(!format!("{sheets:?}").contains("Aldri bekreftet."));
}

#[test]
fn the_form_shows_every_field_and_ticks_those_that_its_address_chooses() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Reader);
    let plain = staff.get(EXPORT);
    assert!(
        plain
            .text()
            .contains("Alle svarfelt er med hvis ingen er krysset av.")
    );
    let boxes = |page: &str| -> Vec<String> {
        let inputs = page
            .split("<input ")
            .filter(|i| i.contains("name=\"del\"") || i.contains("name=\"felt\""));
        inputs
            .map(|i| i.split('>').next().expect("an end").to_owned())
            .collect()
    };
    let all = boxes(plain.text());
    assert_eq!(
        all.len(),
        11 + 11 * 3 + 2,
        "råd, their fields, the general one"
    );
    assert!(
        all.iter().all(|input| !input.ends_with("checked")),
        "nothing is chosen yet"
    );
    let query = "felt=r1.tekst&del=r2&kanal=skjema";
    let chosen = staff.get(&format!("{EXPORT}?{query}"));
    let ticked = boxes(chosen.text());
    let ticked: Vec<&String> = ticked.iter().filter(|i| i.ends_with("checked")).collect();
    assert_eq!(ticked.len(), 2, "{ticked:?}");
    assert!(ticked.iter().any(|i| i.contains("value=\"r1.tekst\"")));
    assert!(
        ticked
            .iter()
            .any(|i| i.contains("name=\"del\" value=\"r2\""))
    );
    assert!(
        chosen
            .text()
            .contains("<details class=\"ds-details\" open><summary>Velg enkelte råd og svarfelt")
    );
    assert!(
        staff
            .get(&format!("/nn{EXPORT}"))
            .text()
            .contains("Vel enkelte råd og svarfelt")
    );
}

/// The example with the field `begrunnelse` of every råd taken out and `tekst` called otherwise.
fn changed() -> String {
    let file = include_str!("../../examples/24-13304/hoering.toml");
    let from = file
        .find("[[default_field]]\nkey = \"begrunnelse\"")
        .expect("the field");
    let next = file[from + 1..].find("\n[[").expect("another after it") + from + 2;
    let without = format!("{}{}", &file[..from], &file[next..]);
    without.replacen(
        "label.nb = \"Innspill til rådet\"",
        "label.nb = \"Hva mener dere?\"",
        1,
    )
}

#[test]
fn what_is_taken_out_says_so_and_everything_is_called_what_it_was_called_when_it_was_answered() {
    let app = TestApp::start();
    let answers = |text: &str| {
        json!({ "answers": [
            { "field": "r1.tekst", "text": text },
            { "field": "r5.tekst", "text": format!("{text} Og fem.") },
        ] })
    };
    app.send_confirmed(
        &an_organisation("Før", "for@eksempel.example"),
        &answers("Før."),
    );
    app.publish_changed(&changed());
    let after = json!({ "answers": [{ "field": "r1.tekst", "text": "Etter." }] });
    app.send_confirmed(&an_organisation("Etter", "etter@eksempel.example"), &after);
    let mut staff = app.staff(Role::Reader);

    let wide = csv_of(&fetch(&mut staff, "format=csv").body);
    let headings = wide[0].iter().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(headings.len(), wide[0].len(), "{:?}", wide[0]);
    for heading in [
        "Råd 1: Hva mener dere?",
        "Råd 1: Innspill til begrunnelse og praktisk gjennomføring (tatt ut i versjon 2)",
        "Råd 5: Hva mener dere?",
    ] {
        assert!(
            wide[0].iter().any(|h| h == heading),
            "{heading}: {:?}",
            wide[0]
        );
    }

    let long = csv_of(
        &fetch(
            &mut staff,
            "format=csv&rader=svar&valgt=1&kol=tekst&kol=versjon",
        )
        .body,
    );
    let rows: Vec<[&str; 3]> = ["Utkast", "Del", "Spørsmål"]
        .map(|heading| column(&long, heading))
        .into_iter()
        .fold(vec![[""; 3]; long.len() - 1], |mut rows, cells| {
            for (row, cell) in rows.iter_mut().zip(cells) {
                let at = row.iter().position(|c| c.is_empty()).expect("room");
                row[at] = cell;
            }
            rows
        });
    assert_eq!(
        rows,
        [
            ["1", "Råd 1", "Innspill til rådet"],
            ["1", "Råd 5", "Innspill til rådet"],
            ["2", "Råd 1", "Hva mener dere?"],
        ]
    );
    let form = staff.get(EXPORT);
    assert!(
        form.text()
            .contains("praktisk gjennomføring (tatt ut i versjon 2)"),
        "{}",
        form.text()
    );
}

#[test]
fn a_raad_that_is_taken_out_is_marked_in_headings_sheets_and_on_the_page() {
    let app = TestApp::start();
    let answers = json!({ "answers": [{ "field": "r5.tekst", "text": "Fem." }] });
    app.send_confirmed(&an_organisation("Før", "for@eksempel.example"), &answers);
    app.retire("r5");
    let mut staff = app.staff(Role::Reader);
    let marked = "Råd 5 (tatt ut i versjon 2)";
    let wide = csv_of(&fetch(&mut staff, "format=csv").body);
    assert!(
        wide[0]
            .iter()
            .any(|h| *h == format!("{marked}: Innspill til rådet")),
        "{:?}",
        wide[0]
    );
    let long = csv_of(&fetch(&mut staff, "format=csv&rader=svar").body);
    assert_eq!(column(&long, "Del"), [marked]);
    assert!(sheets_of(&fetch(&mut staff, "format=xlsx").body).contains_key(marked));
    let form = staff.get(EXPORT);
    assert!(
        form.text().contains("(tatt ut i versjon 2)</legend>"),
        "{}",
        form.text()
    );
}

#[test]
fn fields_that_are_called_the_same_have_headings_of_their_own() {
    let app = TestApp::start();
    let file = include_str!("../../examples/24-13304/hoering.toml");
    let same = file.replacen(
        "label.nb = \"Innspill til begrunnelse og praktisk gjennomføring\"",
        "label.nb = \"Innspill til rådet\"",
        1,
    );
    app.publish_changed(&same);
    let mut staff = app.staff(Role::Reader);
    let wide = csv_of(&fetch(&mut staff, "format=csv").body);
    for heading in [
        "Råd 1: Innspill til rådet (r1.tekst)",
        "Råd 1: Innspill til rådet (r1.begrunnelse)",
    ] {
        assert!(
            wide[0].iter().any(|h| h == heading),
            "{heading}: {:?}",
            wide[0]
        );
    }
}
