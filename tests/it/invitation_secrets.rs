//! The real program, the real mail server, all 426 letters: none of the tokens in them stands anywhere but in
//! its letter. Searched for are the log when everything is logged, every column of the database, and every
//! file of the data folder.

use crate::smtp_server::{SmtpServer, left_out};
use crate::support::app::EXAMPLE;
use crate::support::client::{Answer, Client};
use crate::support::mailbox::Letter;
use crate::support::process::{House, until};
use crate::support::tables;
use hoering::db::Conn;
use hoering::settings::DatabaseUrl;
use std::collections::BTreeSet;
use std::path::Path;

const OFFICER: &str = "saksbehandler@staff.example";
const SIGN_IN: &str = "/saksbehandling/logg-inn";

fn press(client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    client
        .post(path)
        .header("Sec-Fetch-Site", "same-origin")
        .form(fields)
        .send()
}

fn letters(server: &SmtpServer) -> Vec<Letter> {
    let taken = server.taken();
    taken.iter().map(|t| Letter::parse(&t.bytes)).collect()
}

/// The tokens of every link of a letter: what stands behind these words of a path.
fn tokens(letter: &Letter) -> Vec<String> {
    let links = letter.links("http");
    let token = |link: &&str| {
        let secret = ["/invitasjon/", "/lenke/", "/logg-inn/"];
        let (_, rest) = secret.iter().find_map(|word| link.split_once(word))?;
        Some(rest.to_owned())
    };
    links.iter().filter_map(token).collect()
}

fn token_to(server: &SmtpServer, address: &str) -> String {
    until(|| {
        let all = letters(server);
        let own = all.iter().rfind(|letter| letter.to == [address])?;
        tokens(own).pop()
    })
}

/// Signs in by the letter; the hidden field of the forms.
fn sign_in(house: &House, server: &SmtpServer, client: &mut Client) -> String {
    let added = house.run(&[
        "staff",
        "add",
        OFFICER,
        "--name",
        "Kari Eksempel",
        "--role",
        "officer",
    ]);
    assert!(added.status.success());
    press(client, SIGN_IN, &[("email", OFFICER)]);
    let token = token_to(server, OFFICER);
    assert_eq!(
        press(client, &format!("{SIGN_IN}/{token}"), &[]).status,
        303
    );
    crate::invitations::csrf(client.get("/saksbehandling").send().text())
}

/// What people and machines do with links: look, begin, write, decline, report, and send what they have seen on.
fn use_links(client: &mut Client, tokens: &[String]) {
    for (n, token) in tokens.iter().take(20).enumerate() {
        let path = format!("/invitasjon/{token}");
        for path in [
            path.clone(),
            format!("/nn{path}"),
            format!("{path}?x={token}"),
        ] {
            client.request("HEAD", &path).send();
            let seen = client.get(&path).header("Referer", &path).send();
            assert_eq!(
                seen.header("referrer-policy"),
                Some("strict-origin"),
                "{path}"
            );
        }
        match n % 4 {
            0 => {
                let started = press(client, &path, &[]);
                assert_eq!(started.status, 303);
                let desk = started.header("location").expect("a place");
                assert!(!desk.contains(token.as_str()));
                assert_eq!(client.get(desk).header("Referer", &path).send().status, 200);
            }
            1 => drop(press(client, &format!("{path}/svarer-ikke"), &[])),
            2 => {
                let said = [("adresse", "ny@eksempel.example"), ("melding", "Ikke oss.")];
                press(client, &format!("{path}/feil-mottaker"), &said);
            }
            _ => drop(client.get(&format!("/lenke/{token}")).send()),
        }
        client
            .get(&format!("/horinger/{EXAMPLE}?fra={token}"))
            .send();
        client.get(&format!("/api/v1/drafts/{token}")).send();
    }
}

/// Every file below a folder, as bytes that may hold text.
fn files(folder: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => {
                let bytes = std::fs::read(&path).expect("a file");
                let text = String::from_utf8_lossy(&bytes).into_owned();
                vec![(path.display().to_string(), text)]
            }
        })
        .collect()
}

#[test]
fn no_token_of_426_letters_stands_in_the_log_the_database_or_a_file() {
    if left_out() {
        return;
    }
    let server = SmtpServer::start_with(&["--mode", "plain"]);
    let url = format!("smtp://127.0.0.1:{}", server.port);
    let house = House::new()
        .with("HOERING_SMTP_URL", url)
        .with("HOERING_LOG", "trace")
        .with("HOERING_LOG_FORMAT", "json");
    let process = house.start();
    let mut staff = process.client();
    let csrf = sign_in(&house, &server, &mut staff);
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner");
    let fields = |act: &'static str, key: &'static str| {
        vec![
            ("csrf", csrf.clone()),
            ("handling", act.to_owned()),
            ("hvem", "alle".to_owned()),
            ("bekreftet", "ja".to_owned()),
            ("nokkel", key.to_owned()),
        ]
    };
    let act = |client: &mut Client, fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(press(client, &list, &fields).status, 303);
    };
    act(&mut staff, fields("send", "a"));
    until(|| (server.count() >= 427).then_some(()));
    let invited = |letters: &[Letter]| -> Vec<String> {
        let ours = letters
            .iter()
            .filter(|l| l.message_id.starts_with("invitation."));
        ours.flat_map(tokens).collect()
    };
    let first = invited(&letters(&server));
    use_links(&mut process.client(), &first);
    let mut anew = fields("ny-lenke", "b");
    anew.push(("type", "health_authority".to_owned()));
    act(&mut staff, anew);
    until(|| (server.count() >= 431).then_some(()));
    assert_eq!(process.stop().code(), Some(0));

    let all: BTreeSet<String> = letters(&server).iter().flat_map(tokens).collect();
    assert_eq!(
        all.len(),
        426 + 4 + 1,
        "a token for each link, and one to sign in by"
    );
    let database = DatabaseUrl::parse(house.database.url()).expect("a URL of ours");
    let mut conn = Conn::open(&database).expect("the database answers");
    let rows = tables::contents(&mut conn);
    assert!(rows["delivery_event"].len() >= 426 && rows["outbox"].len() >= 426);
    assert!(
        house.log().lines().count() > 150,
        "it logged next to nothing"
    );
    let stored: String = rows.values().flatten().cloned().collect();
    let mut places = vec![
        ("a column".to_owned(), stored.clone()),
        // Bytes stand there as hexadecimal digits.
        ("bytes of a column".to_owned(), stored.to_lowercase()),
    ];
    places.extend(files(house.folder.path()));
    for token in &all {
        let hex: String = token.bytes().map(|b| format!("{b:02x}")).collect();
        for (place, text) in &places {
            assert!(
                !text.contains(token.as_str()) && !text.contains(&hex),
                "{place}"
            );
        }
    }
}
