//! Out to the archive: messages that the schema of Fiks Arkiv takes, checked by xmllint, with every file that they name.

use crate::extension;
use crate::support::answers::{a_person, an_organisation, content, sequence};
use crate::support::app::{EXAMPLE, TestApp, round_file};
use crate::support::files::{PDF, pdf_of};
use crate::support::pdf::{self, Pdf};
use crate::support::respondent::{Respondent, TEXT, key, send_whole_to, sender, whole_answer_to};
use crate::support::staff::audited;
use crate::support::temp_dir::TempDir;
use hoering::consultations::ImportOutcome;
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{Cursor, ErrorKind, Read};
use std::path::PathBuf;
use std::process::Command;
use zip::ZipArchive;

const SCHEMA: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/data/fiks-arkiv-v1/no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.xsd"
);

type Files = BTreeMap<String, Vec<u8>>;

fn files_of(package: &[u8]) -> Files {
    let mut zip = ZipArchive::new(Cursor::new(package)).expect("a ZIP");
    let mut files = Files::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        files.insert(entry.name().expect("its name").into_owned(), bytes);
    }
    files
}

/// Whether the schema takes it, and what xmllint says.
fn valid(message: &[u8]) -> (bool, String) {
    let folder = TempDir::new();
    let file = folder.path().join("arkivmelding.xml");
    std::fs::write(&file, message).expect("a file");
    let output = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema", SCHEMA])
        .arg(&file)
        .output()
        .expect("xmllint, which scripts/provision installs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.success(), said)
}

/// The texts of all elements of this name, as they stand in the file.
fn texts(message: &str, name: &str) -> Vec<String> {
    let (begin, end) = (format!("<{name}>"), format!("</{name}>"));
    let after = message.split(&begin).skip(1);
    let inner = after.filter_map(|rest| rest.split_once(&end));
    inner.map(|(text, _)| text.to_owned()).collect()
}

/// The message of a package, when the schema takes it and its files are those that it names.
fn message_of(files: &Files, folder: &str) -> String {
    let message = &files[&format!("{folder}arkivmelding.xml")];
    let (good, said) = valid(message);
    let message = String::from_utf8(message.clone()).expect("UTF-8");
    assert!(good, "{said}\n{message}");
    let named = texts(&message, "referanseDokumentfil");
    let beside = files.keys().filter(|name| name.starts_with(folder));
    assert_eq!(beside.count(), named.len() + 1);
    assert_eq!(texts(&message, "antallFiler"), [named.len().to_string()]);
    for (at, name) in named.iter().enumerate() {
        let bytes = &files[&format!("{folder}{name}")];
        let sum = ring::digest::digest(&ring::digest::SHA256, bytes);
        let sum = hoering::text::hex(sum.as_ref());
        assert_eq!(texts(&message, "sjekksum")[at], sum);
        let size = bytes.len().to_string();
        assert_eq!(texts(&message, "filstoerrelse")[at], size);
    }
    message
}

fn package(app: &TestApp, number: i64, more: &str) -> Files {
    let path = format!("/saksbehandling/horinger/{EXAMPLE}/innspill/{number}/arkivpakke.zip{more}");
    let answer = app.staff(Role::Reader).get(&path);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    files_of(&answer.body)
}

#[test]
fn an_answer_goes_to_the_archive_as_one_incoming_statement_with_its_files() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    kari.attach("Vedtak blåbær.pdf", PDF);
    let sent = kari.send("send");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let files = package(&app, 1, "");
    let message = message_of(&files, "");
    assert_eq!(texts(&message, "filnavn")[2], "Vedtak blåbær.pdf");
    assert_eq!(files["vedlegg-1.pdf"], PDF);
    assert_eq!(texts(&message, "m:saksaar"), ["2024"]);
    assert_eq!(texts(&message, "m:sakssekvensnummer"), ["13304"]);
    assert_eq!(texts(&message, "mottattDato"), ["2026-03-02T09:00:00Z"]);
    assert_eq!(
        texts(&message, "korrespondansepartNavn"),
        ["Eksempel kommune"]
    );
    let receipt = &files["kvittering-24-13304-H1.json"];
    let receipt = String::from_utf8(receipt.clone()).expect("UTF-8");
    assert!(hoering::submissions::receipt::verify(&receipt).is_ok());
    if pdf::is_left_out() {
        return;
    }
    let main = Pdf::of(&files["uttalelse-24-13304-H1.pdf"]);
    assert!(main.text().contains("Rådet er klart."), "{}", main.text());
    main.is_as_it_must_be();
    assert_eq!(texts(&message, "mimeType")[0], "application/pdf");
}

#[test]
fn where_no_pdf_is_made_the_archive_gets_the_answer_as_text() {
    let app = TestApp::start_with(&[("HOERING_PDF", "")]);
    let number = app.send_confirmed(
        &a_person("ola@ola.example"),
        &json!({ "answers": content("Rådet er klart.", "stotter") }),
    );
    let files = package(&app, number, "");
    let message = message_of(&files, "");
    assert_eq!(texts(&message, "mimeType")[0], "text/plain");
    let main = String::from_utf8(files["uttalelse-24-13304-H1.txt"].clone()).expect("UTF-8");
    assert!(main.contains("Rådet er klart."), "{main}");
}

#[test]
fn the_answer_as_text_says_what_the_pdf_says_of_it() {
    let app = TestApp::start_with(&[("HOERING_PDF", "")]);
    let more = json!({
        "answers": content("Rådet er klart.", "stotter"),
        "withhold_reason": "Et barn er nevnt.",
        "adoption": { "kind": "political", "body": "Styret", "on": "2026-02-20", "case": "1/26" },
    });
    let lag = an_organisation("Eksempellag", "lag@lag.example");
    let mut lag_sends = app.send_unconfirmed(&lag, &more);
    lag_sends.confirm(&app, "lag@lag.example");
    app.pass_deadline();
    let again = lag_sends.rewrite_and_send(TEXT, "Rådet er uklart.", &key("igjen"));
    assert_eq!(again.status, 201, "{}", again.text());
    let main = |version: &str| {
        let files = package(&app, 1, &format!("?vis={version}"));
        String::from_utf8(files["uttalelse-24-13304-H1.txt"].clone()).expect("UTF-8")
    };
    let (first, second) = (main("1"), main("2"));
    for said in ["Høringsfrist: ", "Styret", "1/26", "Et barn er nevnt."] {
        assert!(first.contains(said), "{said}: {first}");
    }
    let late = "etter fristen";
    assert!(!first.contains(late) && second.contains(late), "{second}");
}

#[test]
fn the_archive_is_told_that_an_answer_was_taken_back_and_what_was_decided_of_a_late_one() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    app.pass_deadline();
    assert_eq!(kari.send("late").json()["standing"], "late");
    let officer = app.staff(Role::Officer);
    let root = format!("/api/v1/staff/consultations/{EXAMPLE}");
    let mut program = app.program(officer.id, &[Scope::AnswersWrite], &root);
    let late = program.get("/late-answers").json()["items"][0]["version_id"].clone();
    let decision = json!({
        "answers": [{ "version_id": late, "seen_decision": null }],
        "counts": false,
        "reason": "Saken er <avgjort>.",
    });
    let decided = program.post("/late-answers/decisions", &decision);
    assert_eq!(decided.status, 200, "{}", decided.text());
    let decided = message_of(&package(&app, 1, ""), "");
    let says = "at det teller ikke med. Begrunnelse: Saken er &lt;avgjort&gt;.";
    assert!(decided.contains(says), "{decided}");
    assert!(!decided.contains("trakk innspillet"), "{decided}");
    let reason = json!({ "reason": "Feil & sak." });
    let withdrawn = kari.request("PUT", "/submission/withdrawal").json(&reason);
    assert_eq!(withdrawn.send().status, 204);
    let withdrawn = message_of(&package(&app, 1, ""), "");
    let says = "Begrunnelse: Feil &amp; sak.";
    assert!(withdrawn.contains("Avsenderen trakk innspillet 20") && withdrawn.contains(says));
}

#[test]
fn the_archive_is_told_that_what_was_sent_with_reservation_was_adopted_as_it_was_sent() {
    let app = TestApp::start();
    let more = json!({
        "answers": content("Rådet er klart.", "stotter"),
        "adoption": { "kind": "reserved", "body": "formannskapet", "on": "2026-06-12" },
    });
    let mut kari = app.send_unconfirmed(&sender(), &more);
    kari.confirm(&app, "kari@kommune.example");
    let before = message_of(&package(&app, 1, ""), "");
    assert!(before.contains("Sendt med forbehold") && !before.contains("er vedtatt slik"));
    app.clock.set(extension::at("2026-06-15T10:00:00Z"));
    let told = json!({ "adopted_on": "2026-06-12", "case": "FS 9/26" });
    let confirmed = kari.request("PUT", "/adoption/confirmed").json(&told);
    let confirmed = confirmed.send();
    assert_eq!(confirmed.status, 200, "{}", confirmed.text());
    let after = message_of(&package(&app, 1, ""), "");
    let says = "Avsenderen meldte 2026-06-15 at innspillet er vedtatt slik det ble sendt, av formannskapet 2026-06-12, sak FS 9/26.";
    assert!(after.contains(says), "{after}");
}

#[test]
fn the_archive_is_told_that_a_private_person_does_not_want_the_name_published() {
    let app = TestApp::start();
    let mut shy = a_person("ola@ola.example");
    shy["name_withheld"] = json!(true);
    let more = json!({ "answers": content("Rådet er klart.", "stotter") });
    let mut ola = app.send_unconfirmed(&shy, &more);
    let hidden = sequence(&ola.confirm(&app, "ola@ola.example")["submission"]["number"]);
    let shown = app.send_confirmed(&a_person("kari@kari.example"), &more);
    // What is told at the desk and not sent is not in the answer.
    ola.tell(&json!({ "sender": { "name_withheld": false } }));
    let message = message_of(&package(&app, hidden, ""), "");
    let says = "ønsker ikke at navnet blir publisert";
    assert!(message.contains(says), "{message}");
    assert_eq!(texts(&message, "erSkjermet"), ["true"]);
    let message = message_of(&package(&app, shown, ""), "");
    assert!(!message.contains(says), "{message}");
}

#[test]
fn answers_from_before_a_round_had_its_reference_go_into_the_case_that_it_has_now() {
    let app = TestApp::start();
    app.publish("runde-to", "2026-06-20");
    let whole = whole_answer_to("runde-to", "b@b.example", "Enig.");
    let sent = send_whole_to(&mut app.client(), "runde-to", &key("b"), &whole);
    Respondent::after(&app, &sent).confirm(&app, "b@b.example");
    let message = || {
        let path = "/saksbehandling/horinger/runde-to/innspill/1/arkivpakke.zip";
        let answer = app.staff(Role::Reader).get(path);
        assert_eq!(answer.status, 200, "{}", answer.text());
        message_of(&files_of(&answer.body), "")
    };
    assert_eq!(texts(&message(), "m:saksaar"), [""; 0]);
    let of_case = "slug = \"runde-to\"\nreference = \"26/4711\"\nprofessional_change = false\nchange_note = \"Saken har fått nummer.\"\n";
    let file = round_file("runde-to", "2026-06-20").replacen("slug = \"runde-to\"\n", of_case, 1);
    app.publish_file(&file, |_| None);
    let message = message();
    assert_eq!(texts(&message, "m:saksaar"), ["2026"]);
    assert_eq!(texts(&message, "m:sakssekvensnummer"), ["4711"]);
}

#[test]
fn documents_that_are_called_the_same_all_go_into_the_package_of_the_case() {
    let app = TestApp::start();
    let document = |language: &str, file: &str| {
        format!(
            "\n[[document]]\nkind = \"paper\"\nlanguage = \"{language}\"\ntitle = \"Brev\"\nfile = \"{file}\"\n"
        )
    };
    let all = ["nb/brev.txt", "nn/brev.txt", "nn/Brev.txt"];
    let file = round_file("to-brev", "2026-06-20") + &all.map(|name| document("nb", name)).concat();
    app.publish_file(&file, |name| Some(name.as_bytes().to_vec()));
    let published = app.client().get("/api/v1/consultations/to-brev").send();
    let published = published.json()["documents"].clone();
    let published = published.as_array().expect("documents").iter();
    let names: Vec<_> = published.map(|one| one["file_name"].clone()).collect();
    assert_eq!(names, ["brev.txt", "brev-2.txt", "Brev-3.txt"]);
    let packed = || {
        let folder = TempDir::new();
        let file = folder.path().join("sak.zip");
        let asked = ["archive", "to-brev", file.to_str().expect("a path")];
        let (done, said) = app.place().run(&asked);
        assert!(done, "{said}");
        files_of(&std::fs::read(file).expect("a package"))
    };
    let holds = |files: &Files| {
        for (at, name) in ["brev.txt", "brev-2.txt", "Brev-3.txt"].iter().enumerate() {
            assert_eq!(files[&format!("hoering/{name}")], all[at].as_bytes());
        }
    };
    holds(&packed());
    // As they were published before names were made unique.
    app.execute("UPDATE document SET file_name = 'brev.txt' WHERE file_name = 'brev-2.txt'");
    app.execute("UPDATE document SET file_name = 'Brev.txt' WHERE file_name = 'Brev-3.txt'");
    holds(&packed());
}

#[test]
fn the_documents_that_an_earlier_version_had_stay_in_the_package_and_on_its_page() {
    const SLUG: &str = "nye-vedlegg";
    let app = TestApp::start();
    let document = |title: &str, file: &str| {
        format!(
            "\n[[document]]\nkind = \"paper\"\nlanguage = \"nb\"\ntitle = \"{title}\"\nfile = \"{file}\"\n"
        )
    };
    let bare = round_file(SLUG, "2026-06-20");
    let publish = |file: String, paper: &'static str| {
        app.publish_file(&file, |name| {
            let bytes = if name == "notat.txt" { paper } else { name };
            Some(bytes.as_bytes().to_vec())
        })
    };
    let first = bare.clone()
        + &document("Notat", "notat.txt")
        + &document("Regneark", "tall.txt")
        + &document("Brev", "brev.txt");
    publish(first, "Slik var det.");
    let note = "professional_change = true\nchange_note.nb = \"Notatet er et annet.\"\n";
    let noted = bare.replacen("format = 1\n", &format!("format = 1\n{note}"), 1);
    let second = noted + &document("Notat", "notat.txt") + &document("Brev", "brev.txt");
    assert_eq!(
        publish(second, "Slik er det."),
        ImportOutcome::NewVersion(2)
    );
    let folder = TempDir::new();
    let file = folder.path().join("sak.zip");
    let asked = ["archive", SLUG, file.to_str().expect("a path")];
    let (done, said) = app.place().run(&asked);
    assert!(done, "{said}");
    let files = files_of(&std::fs::read(file).expect("a package"));
    let documents: Vec<(&str, &[u8])> = files
        .iter()
        .filter(|(name, _)| name.starts_with("hoering/"))
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let expected: [(&str, &[u8]); 4] = [
        ("hoering/brev.txt", b"brev.txt"),
        ("hoering/notat.txt", b"Slik er det."),
        ("hoering/v1/notat.txt", b"Slik var det."),
        ("hoering/v1/tall.txt", b"tall.txt"),
    ];
    assert_eq!(documents, expected);
    let address = |no: i32| format!("/horinger/{SLUG}/versjoner/{no}");
    let (old, new) = (address(1), address(2));
    let [old, new] = [old, new].map(|path| app.client().get(&path).send().text().to_owned());
    // Above, the page of the newer one says what has changed in them.
    let listed = |page: &str| {
        let (_, list) = page.rsplit_once("id=\"dokumenter\"").expect("documents");
        list.to_owned()
    };
    let (old, new) = (listed(&old), listed(&new));
    assert!(old.contains("Regneark") && old.contains("Brev"), "{old}");
    assert!(!new.contains("Regneark") && new.contains("Brev"), "{new}");
    let (_, from) = old.split_once("href=\"").expect("a link");
    let (notat, _) = from.split_once('"').expect("its end");
    assert_eq!(app.client().get(notat).send().text(), "Slik var det.");
}

#[test]
fn whatever_people_write_the_schema_takes_the_message_and_the_words_stand_in_it() {
    let app = TestApp::start();
    let name = "Foreningen <b> & \"søstre\" ]]> \u{ffff}";
    let mut sender = an_organisation(name, "lag@lag.example");
    sender["person"] = json!("Áššu <script>");
    let more = json!({
        "answers": content("Rådet er & blir <klart>.", "stotter"),
        "withhold_reason": "Et <barn> & en sak",
        "adoption": { "kind": "political", "body": "Styret <1>", "on": "2026-02-20", "case": "1/26" },
    });
    let number = app.send_confirmed(&sender, &more);
    let message = message_of(&package(&app, number, ""), "");
    assert!(message.contains("Foreningen &lt;b&gt; &amp; "), "{message}");
    assert!(message.contains("Et &lt;barn&gt; &amp; en sak"));
    assert!(message.contains("Styret &lt;1&gt; 2026-02-20, sak 1/26."));
}

#[test]
fn a_later_version_is_a_message_of_its_own_and_says_that_it_is() {
    let app = TestApp::start();
    let mut respondent = app.send_unconfirmed(
        &a_person("ola@ola.example"),
        &json!({ "answers": content("Rådet er klart.", "stotter") }),
    );
    respondent.confirm(&app, "ola@ola.example");
    app.pass_deadline();
    let again = respondent.rewrite_and_send(TEXT, "Rådet er uklart.", &key("igjen"));
    assert_eq!(again.status, 201, "{}", again.text());
    let first = message_of(&package(&app, 1, "?vis=1"), "");
    let second = message_of(&package(&app, 1, "?vis=2"), "");
    assert!(!first.contains("<merknad>") && second.contains("Er versjon 2"));
    assert!(second.contains("Kom etter fristen"), "{second}");
    assert_eq!(texts(&first, "erPersonnavn"), ["true"]);
    assert_ne!(texts(&first, "m:noekkel"), texts(&second, "m:noekkel"));
}

#[test]
fn a_message_that_the_schema_does_not_take_is_found_out() {
    let app = TestApp::start();
    let number = app.send_confirmed(
        &a_person("ola@ola.example"),
        &json!({ "answers": content("Rådet er klart.", "stotter") }),
    );
    let message = message_of(&package(&app, number, ""), "");
    for (from, to) in [
        ("<journalposttype>", "<journalpostslag>"),
        ("<antallFiler>2", "<antallFiler>to"),
        ("<system>Høring</system>", ""),
    ] {
        let other = message.replacen(from, to, 1);
        assert_ne!(other, message, "{from}");
        assert!(!valid(other.as_bytes()).0, "{from}");
    }
}

#[test]
fn a_file_that_may_hold_malware_stays_behind_and_the_message_says_so() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    kari.attach("Vedtak.pdf", PDF);
    kari.attach("Merknader.pdf", PDF);
    assert_eq!(kari.send("send").status, 201);
    app.execute("UPDATE attachment SET scan = 'infected' WHERE name = 'Vedtak.pdf'");
    let files = package(&app, 1, "");
    let message = message_of(&files, "");
    assert!(message.contains("Vedlegget «Vedtak.pdf» følger ikke med"));
    assert_eq!(texts(&message, "filnavn")[2..], ["Merknader.pdf"]);
}

/// An answer with these files, and where the bytes of each lie.
fn sent_with(app: &TestApp, names: &[&str]) -> Vec<PathBuf> {
    let mut kari = Respondent::confirmed(app);
    let folder = &app.app.settings.files.directory;
    let ids = names.iter().map(|name| kari.attach(name, PDF));
    let places = ids.map(|id| folder.join(id)).collect();
    assert_eq!(kari.send("send").status, 201);
    places
}

/// What the command that takes the case out says, and the package when there is one.
fn taken_out(app: &TestApp) -> (bool, String, Option<Files>) {
    let folder = TempDir::new();
    let file = folder.path().join("sak.zip");
    let asked = ["archive", EXAMPLE, file.to_str().expect("a path")];
    let (done, said) = app.place().run(&asked);
    let package = std::fs::read(&file).ok();
    (done, said, package.map(|bytes| files_of(&bytes)))
}

#[test]
fn a_file_that_the_storage_has_lost_is_left_out_and_everybody_is_told_which() {
    let app = TestApp::start();
    let places = sent_with(&app, &["Vedtak.pdf", "Merknader.pdf"]);
    std::fs::remove_file(&places[0]).expect("it lay there");
    let of_one = package(&app, 1, "");
    let message = message_of(&of_one, "");
    let told = "Vedlegget «Vedtak.pdf» følger ikke med, fordi filen ikke lenger finnes";
    assert!(message.contains(told), "{message}");
    assert_eq!(texts(&message, "filnavn")[2..], ["Merknader.pdf"]);
    let (done, said, case) = taken_out(&app);
    let case = case.expect("a package");
    let named = "24/13304-H1, versjon 1: Vedtak.pdf (";
    assert!(done && said.contains("1 files are not in the storage") && said.contains(named));
    message_of(&case, "innspill/24-13304-H1-v1/");
    let missing = String::from_utf8(case["mangler.txt"].clone()).expect("UTF-8");
    assert!(missing.starts_with(named), "{missing}");
    let fetched = app.reader().ask("GET", "/archive-package");
    assert_eq!(fetched.status, 200);
    let same = files_of(&fetched.body)["mangler.txt"].clone();
    assert_eq!(same, missing.into_bytes());
}

#[test]
fn a_file_that_was_changed_in_the_storage_goes_to_no_archive_and_is_named() {
    let app = TestApp::start();
    let places = sent_with(&app, &["Merknader.pdf", "Vedtak.pdf"]);
    let other = pdf_of(PDF.len());
    std::fs::write(&places[1], other).expect("a file");
    let (done, said, case) = taken_out(&app);
    assert!(!done && case.is_none(), "{said}");
    let id = places[1].file_name().expect("an id").to_string_lossy();
    let named =
        format!("vedlegg-2.pdf of 24-13304-H1-v1: attachment {id} is not as it was received");
    assert!(said.contains(&named), "{said}");
    // Whoever fetches it gets nothing that looks whole.
    let mut reader = app.staff(Role::Reader);
    for path in ["innspill/1/arkivpakke.zip", "eksport/arkivpakke.zip"] {
        let path = format!("/saksbehandling/horinger/{EXAMPLE}/{path}");
        match reader.client.get(&path).try_send() {
            Ok(answer) => assert_eq!(answer.status, 503, "{path}"),
            Err(broken) => assert_eq!(broken.kind(), ErrorKind::UnexpectedEof, "{path}"),
        }
    }
}

#[test]
fn a_program_fetches_the_same_package() {
    let app = TestApp::start();
    let number = app.send_confirmed(
        &a_person("ola@ola.example"),
        &json!({ "answers": content("Rådet er klart.", "stotter") }),
    );
    let mut reader = app.reader();
    let rest = format!("/answers/{number}/versions/1/archive-package");
    let answer = reader.ask("GET", &rest);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(files_of(&answer.body), package(&app, number, ""));
}

#[test]
fn the_audit_is_told_of_a_claim_in_any_version_that_goes_to_the_archive() {
    let app = TestApp::start_with(&[("HOERING_PDF", "")]);
    let [supplemented, replaced] = app.send_with_claims_elsewhere();
    let told = || app.database(|conn| audited(conn, "submission.withheld_read").len());
    let message = message_of(&package(&app, supplemented, "?vis=2"), "");
    assert!(message.contains("Et barn er nevnt."), "{message}");
    assert_eq!(told(), 1);
    let mut reader = app.reader();
    let rest = format!("/answers/{replaced}/versions/1/archive-package");
    assert_eq!(reader.ask("GET", &rest).status, 200);
    assert_eq!(told(), 2);
    let case = reader.ask("GET", "/archive-package");
    assert_eq!(case.status, 200, "{}", case.text());
    assert_eq!(told(), 4, "each answer once");
}

#[test]
fn a_whole_case_is_one_package_for_staff_for_programs_and_for_an_operator_who_writes_over_nothing()
{
    let app = TestApp::start();
    for n in 0..3 {
        app.send_confirmed(
            &a_person(&format!("p{n}@p.example")),
            &json!({ "answers": content("Rådet er klart.", "stotter") }),
        );
    }
    app.send_unconfirmed(
        &a_person("uten@p.example"),
        &json!({ "answers": content("Ikke bekreftet.", "stotter") }),
    );
    app.block_on(hoering::receipts::publish(
        &app.app,
        &mut hoering::receipts::Rounds::default(),
    ))
    .expect("a head");
    let folder = TempDir::new();
    let file = folder.path().join("sak.zip");
    let asked = ["archive", EXAMPLE, file.to_str().expect("a path")];
    let done = app.command(&asked).output().expect("the program");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(
        done.status.success() && said.contains("3 messages"),
        "{done:?}"
    );
    let files = files_of(&std::fs::read(&file).expect("a package"));
    for n in 1..=3 {
        message_of(&files, &format!("innspill/24-13304-H{n}-v1/"));
    }
    let messages = files
        .keys()
        .filter(|name| name.ends_with("arkivmelding.xml"));
    assert_eq!(messages.count(), 3);
    let heads = String::from_utf8(files["kvitteringslogg.txt"].clone()).expect("UTF-8");
    assert!(
        heads.contains("127.0.0.1/24/13304/") && heads.contains("\n3\n"),
        "{heads}"
    );
    assert!(files.keys().any(|name| name.starts_with("hoering/")));
    let mut reader = app.reader();
    let fetched = reader.ask("GET", "/archive-package");
    assert_eq!(fetched.status, 200, "{}", fetched.text());
    assert_eq!(
        files_of(&fetched.body).keys().collect::<Vec<_>>(),
        files.keys().collect::<Vec<_>>()
    );
    let path = format!("/saksbehandling/horinger/{EXAMPLE}/eksport");
    let mut staff = app.staff(Role::Reader);
    let page = staff.get(&path);
    let package = format!("{path}/arkivpakke.zip");
    assert!(page.text().contains(&package), "{}", page.text());
    let by_page = files_of(&staff.get(&package).body);
    assert_eq!(by_page, files_of(&fetched.body));
    let told = app.database(|conn| audited(conn, "consultation.archived"));
    assert_eq!(told.len(), 2);
    assert_eq!(told[0].detail.as_deref(), Some("3"));
    let again = app.command(&asked).output().expect("the program");
    assert!(!again.status.success(), "a package is written over");
    let nowhere = folder.path().join("ingen.zip");
    let asked = ["archive", "finnes-ikke", nowhere.to_str().expect("a path")];
    let unknown = app.command(&asked).output().expect("the program");
    assert!(!unknown.status.success() && !nowhere.exists());
}
