//! What looks like a national identity number is warned of once, wherever something is written, and never stops anybody.

use crate::adoption::{browser, page, submit};
use crate::invitations::{csrf, hidden};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};
use crate::support::files::pdf_of;
use crate::support::respondent::{ADVICE, EMAIL, Respondent, TEXT};
use crate::support::tables::{contents, places_of};

/// Made up as the tax agency makes its test people.
const NUMBER: &str = "01819010001";

#[test]
fn a_national_identity_number_in_the_name_of_a_file_is_warned_of_before_it_is_sent() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    respondent.attach("01819010001.pdf", &pdf_of(100));
    let mut client = browser(&app, &respondent.token);
    let path = format!("/svar/{}/se-over", respondent.desk);
    let shown = page(&mut client, &path);
    let warns = "Det ser ut som det står et fødselsnummer i innspillet";
    assert!(shown.contains(warns), "{shown}");
    assert_eq!(respondent.send("all-the-same").status, 201);
}

#[test]
fn a_national_identity_number_is_warned_of_and_never_stops_anybody() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    let mut client = browser(&app, &respondent.token);
    let desk = format!("/svar/{}", respondent.desk);
    let path = format!("{desk}/raad/{ADVICE}");
    let form = page(&mut client, &path);
    // Made up as the tax agency makes its test people.
    let save = |client: &mut Client, form: &str, text: &str| {
        let (base, shown) = (hidden(form, "v.r1.tekst"), hidden(form, "varslet"));
        let fields = [
            ("v.r1.tekst", base.as_str()),
            ("varslet", shown.as_str()),
            (TEXT, text),
            ("gjor", "neste"),
        ];
        submit(client, &path, &csrf(form), &fields)
    };
    let saved = save(&mut client, &form, "Sønnen (018190 10001) fikk hjelp.");
    assert_eq!(saved.header("location"), Some(&*format!("{path}#{TEXT}")));
    let warned = page(&mut client, &path);
    assert!(warned.contains("fødselsnummer eller D-nummer"), "{warned}");
    // Also when something else in the text was mended; another number is another warning.
    let goes_on = save(
        &mut client,
        &warned,
        "Sønnen min (018190 10001) fikk hjelp.",
    );
    assert_eq!(
        goes_on.header("location"),
        Some(&*format!("{desk}/raad/r2"))
    );
    let warned = page(&mut client, &path);
    let other = save(&mut client, &warned, "Sønnen min (01419010029) fikk hjelp.");
    assert_eq!(other.header("location"), Some(&*format!("{path}#{TEXT}")));
    let warned = page(&mut client, &path);
    save(
        &mut client,
        &warned,
        "Sønnen min (018190 10001) fikk hjelp.",
    );
    assert!(
        page(&mut client, &format!("{desk}/se-over"))
            .contains("ser ut som det står et fødselsnummer")
    );
    assert_eq!(respondent.send("all-the-same").status, 201);
    let all = app.database(contents);
    let places = places_of(&all, "018190 10001");
    let known = ["answer", "desk_field", "outbox", "receipt", "word"];
    assert!(
        places
            .iter()
            .all(|place| known.iter().any(|k| place.starts_with(k))),
        "{places:?}"
    );
}

/// Presses twice: the first time the form comes back with what was typed and the warning, the second it is done.
fn warned_once(client: &mut Client, at: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
    let form = page(client, at);
    let key = form
        .contains("name=\"nokkel\"")
        .then(|| hidden(&form, "nokkel"));
    let mut fields = fields.to_vec();
    fields.extend(key.as_deref().map(|key| ("nokkel", key)));
    let warned = submit(client, action, &csrf(&form), &fields);
    assert_eq!(warned.status, 200, "{action}: {}", warned.text());
    let shown = warned.text();
    assert!(
        shown.contains("ser ut som det står et fødselsnummer"),
        "{action}: {shown}"
    );
    assert!(shown.contains(NUMBER), "{action}: what was typed is kept");
    let mark = hidden(shown, "varslet");
    fields.push(("varslet", mark.as_str()));
    let done = submit(client, action, &csrf(shown), &fields);
    assert_eq!(done.status, 303, "{action}: {}", done.text());
    done
}

#[test]
fn what_is_not_saved_while_it_is_written_is_warned_of_once_before_it_is_done() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    let mut client = browser(&app, &respondent.token);
    let desk = format!("/svar/{}", respondent.desk);
    let at = |rest: &str| format!("{desk}{rest}");
    let name = format!("Kari {NUMBER}");
    let (approval, lock) = (at("/godkjenning"), at("/laas"));
    let approved = [
        ("handling", "godkjenn"),
        ("name", name.as_str()),
        ("role", "leder"),
    ];
    warned_once(&mut client, &approval, &approval, &approved);
    assert_eq!(respondent.get("/approval").json()["state"], "approved");
    let locked = [
        ("handling", "laas"),
        ("treated_in", name.as_str()),
        ("meets_on", "2026-06-12"),
    ];
    warned_once(&mut client, &approval, &lock, &locked);
    let form = page(&mut client, &approval);
    submit(&mut client, &lock, &csrf(&form), &[("handling", "opp")]);
    let note = [("notat", name.as_str())];
    warned_once(&mut client, &desk, &at("/notat"), &note);
    let part = at(&format!("/raad/{ADVICE}"));
    warned_once(&mut client, &part, &format!("{part}/notat"), &note);
    let more_time = [("new_on", "2026-05-20"), ("reason", name.as_str())];
    let more_time = [&more_time[..], &[("email", EMAIL)]].concat();
    warned_once(&mut client, &at("/frist"), &at("/frist"), &more_time);
    let decided = [
        ("spurt", "ja"),
        ("behandlet", "political"),
        ("vedtatt_av", name.as_str()),
        ("vedtatt_dato", "2026-03-02"),
    ];
    let form = page(&mut client, &at("/se-over"));
    let version = hidden(&form, "versjon");
    let sent = [&decided[..], &[("versjon", version.as_str())]].concat();
    warned_once(&mut client, &at("/se-over"), &at("/send"), &sent);
    assert_eq!(respondent.submission()["standing"], "counts");
    let shown = page(&mut client, &at("/vedtak"));
    assert!(
        shown.contains("ser ut som det står et fødselsnummer"),
        "{shown}"
    );
    let reason = [("reason", name.as_str())];
    warned_once(&mut client, &at("/trekk"), &at("/trekk"), &reason);
    assert_eq!(respondent.submission()["standing"], "withdrawn");
}
