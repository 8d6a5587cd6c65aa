//! Files that go with an answer: added and taken away at its desk, sent with it and kept as they were sent, given out to
//! those who may read it and to nobody else.

use crate::invitations::{csrf, press};
use crate::support::answers::sequence;
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::Client;
use crate::support::colleague::colleague;
use crate::support::exported::{csv_of, fetch};
use crate::support::files::{PDF, docx, packed, pdf_of, png, send_form, to};
use crate::support::respondent::{ADVICE, EMAIL, Respondent, TEXT, faults, problem, text_of};
use crate::support::scene::holder::Holder;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::{sql_query, sql_types};
use hoering::right::Right;
use hoering::role::Role;
use hoering::schedule;
use hoering::scope::Scope;
use serde_json::json;
use std::path::PathBuf;

fn hex(bytes: &[u8]) -> String {
    let sum = ring::digest::digest(&ring::digest::SHA256, bytes);
    hoering::submissions::receipt::hex(sum.as_ref())
}

/// What lies in the storage, kept or on its way in.
fn lying(app: &TestApp) -> usize {
    let kept = app.block_on(app.app.storage.all()).expect("a list");
    let spool = app.block_on(app.app.storage.left_in_spool());
    kept.len() + spool.expect("a list").len()
}

fn browser(app: &TestApp, of: &Respondent) -> Client {
    Holder::new(app, &of.desk, &of.token).client
}

/// The files that a page shows, each a link to it.
fn links(page: &str) -> Vec<String> {
    let rest = page.split("<a href=\"").skip(1);
    let links = rest.filter_map(|rest| {
        let (href, rest) = rest.split_once('"')?;
        (href.contains("/vedlegg/") && rest.starts_with(" download")).then(|| href.to_owned())
    });
    links.collect()
}

#[test]
fn a_file_is_added_on_the_page_sent_with_the_answer_and_given_out_to_those_who_read_it() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    let mut client = browser(&app, &kari);
    let path = format!("/svar/{}/vedlegg", kari.desk);
    let page = client.get(&path).send();
    assert!(page.text().contains("Ingen vedlegg"), "{}", page.text());
    let word = docx(&[]);
    let files: &[(&str, &[u8])] = &[("Vedtak blåbær.pdf", PDF), ("svar.docx", &word)];
    let sent = send_form(&mut client, &path, &csrf(page.text()), files);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let page = client.get(&path).send();
    let text = page.text();
    for shown in ["Vedtak blåbær.pdf", "PDF, 77 byte", "svar.docx", "2 filer"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    let [first, _] = links(text).try_into().expect("two links");
    let file = client.get(&first).send();
    assert_eq!((file.status, file.body.as_slice()), (200, PDF));
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("content-length", "77"),
        (
            "content-disposition",
            "attachment; filename=\"Vedtak bl_b_r.pdf\"; filename*=UTF-8''Vedtak%20bl%C3%A5b%C3%A6r%2Epdf",
        ),
    ] {
        assert_eq!(file.header(name), Some(value), "{name}");
    }
    let over = client.get(&format!("/svar/{}/se-over", kari.desk)).send();
    assert_eq!(links(over.text()).len(), 2);

    let answer = kari.send("first").json();
    let receipt = kari.receipt(1)["receipt"].clone();
    let expected = json!([
        { "name": "Vedtak blåbær.pdf", "sha256": hex(PDF), "size": 77 },
        { "name": "svar.docx", "sha256": hex(&word), "size": word.len() },
    ]);
    assert_eq!(receipt["attachments"], expected);
    let shown = client
        .get(&format!("/svar/{}/kvittering", kari.desk))
        .send();
    assert_eq!(links(shown.text()).len(), 2);
    let submission = kari.submission();
    let attached = &submission["versions"][0]["attachments"];
    assert_eq!(attached[1]["name"], "svar.docx");

    let mut reader = app.staff(Role::Reader);
    let number = sequence(&answer["number"]);
    let read = format!("/saksbehandling/horinger/{EXAMPLE}/innspill/{number}");
    let page = reader.get(&read);
    let to_staff = links(page.text());
    assert_eq!(to_staff.len(), 2, "{}", page.text());
    let file = reader.get(&to_staff[1]);
    assert_eq!((file.status, file.body), (200, word));
    let path = format!("/api/v1/staff/consultations/{EXAMPLE}/answers/{number}");
    let mut program = app.program(reader.id, &[Scope::AnswersRead], &path);
    let (whole, _) = program.read("");
    let id = text_of(&whole["versions"][0]["attachments"][0]["id"]);
    let file = program.get(&format!("/attachments/{id}"));
    assert_eq!((file.status, file.body.as_slice()), (200, PDF));

    let rows = csv_of(&fetch(&mut reader, "format=csv").body);
    let column = rows[0].iter().position(|head| head == "Vedlegg");
    let cell = &rows[1][column.expect("a column of names")];
    assert_eq!(cell, "Vedtak blåbær.pdf\nsvar.docx");
    let file = fetch(&mut reader, "format=json").json();
    assert_eq!(file[0]["version"]["attachments"], expected);
}

#[test]
fn a_file_can_be_taken_away_and_put_back_and_what_was_sent_with_it_keeps_it() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    let id = kari.attach("vedtak.pdf", PDF);
    kari.send("first");
    let mut client = browser(&app, &kari);
    let path = format!("/svar/{}/vedlegg", kari.desk);
    let token = csrf(client.get(&path).send().text());
    let one = format!("{path}/{id}");
    let gone = press(&mut client, &one, &[("csrf", &token), ("gjor", "fjern")]);
    assert_eq!(gone.status, 303);
    assert!(kari.attachments().is_empty());
    let text = client.get(&path).send();
    assert!(text.text().contains("Legg tilbake"), "{}", text.text());
    // What is not what was sent can be sent anew, and the version that had it keeps it.
    let changes = kari.get("/submission/changes").json();
    assert_eq!(changes["attachments"][0]["stands"], false);
    assert_eq!(client.get(&one).send().status, 200);
    assert_eq!(kari.send("second").status, 201);
    assert_eq!(kari.receipt(2)["receipt"]["attachments"], json!([]));
    assert_eq!(kari.receipt(1)["receipt"]["attachments"][0]["size"], 77);
    app.clock.advance(TimeDelta::days(30));
    app.block_on(schedule::sweep(&app.app)).expect("a sweep");
    assert_eq!(kari.get(&format!("/attachments/{id}")).status, 200);
    let back = kari.request("PUT", &format!("/attachments/{id}")).send();
    assert_eq!(back.status, 204);
    assert_eq!(kari.attachments().len(), 1);
}

#[test]
fn what_was_attached_after_sending_is_shown_as_not_sent_until_it_is() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    kari.attach("vedtak.pdf", PDF);
    let mut client = browser(&app, &kari);
    let path = format!("/svar/{}/vedlegg", kari.desk);
    let mut shown = || {
        let page = client.get(&path).send().text().to_owned();
        let to_send = page.contains("/se-over\">Se over og send på nytt</a>");
        (page, to_send)
    };
    const TAG: &str = "ikke sendt ennå";
    let (page, to_send) = shown();
    assert!(!page.contains(TAG) && !to_send, "nothing is sent: {page}");
    kari.send("first");
    let (page, to_send) = shown();
    assert!(!page.contains(TAG) && !to_send, "all is sent: {page}");
    let id = kari.attach("tegning.pdf", &pdf_of(2_000));
    let (page, to_send) = shown();
    assert!(to_send && page.matches(TAG).count() == 1, "{page}");
    let (_, behind) = page.split_once("tegning.pdf</a>").expect("the file");
    let (line, _) = behind.split_once("</li>").expect("its line");
    assert!(line.contains(TAG), "{line}");
    kari.send("second");
    let (page, to_send) = shown();
    assert!(!page.contains(TAG) && !to_send, "all is sent: {page}");
    // What was taken away after sending is still in what was sent.
    let removed = kari.request("DELETE", &format!("/attachments/{id}")).send();
    assert_eq!(removed.status, 204);
    let (page, to_send) = shown();
    assert!(!page.contains(TAG) && to_send, "{page}");
}

#[test]
fn a_file_that_was_added_anew_is_not_put_back_beside_itself() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    let first = kari.attach("vedtak.pdf", PDF);
    let path = format!("/attachments/{first}");
    assert_eq!(kari.request("DELETE", &path).send().status, 204);
    let again = kari.attach("vedtak.pdf", PDF);
    assert_ne!(first, again);
    assert_eq!(kari.request("PUT", &path).send().status, 204);
    assert_eq!(kari.attachments().len(), 1);
    assert_eq!(kari.send("first").status, 201);
    let sent = kari.receipt(1)["receipt"]["attachments"].clone();
    assert_eq!(sent.as_array().map(Vec::len), Some(1), "{sent}");
    // Another file, or the same under another name, comes back beside it.
    assert_eq!(
        kari.request("DELETE", &format!("/attachments/{again}"))
            .send()
            .status,
        204
    );
    kari.attach("merknad.pdf", PDF);
    assert_eq!(kari.request("PUT", &path).send().status, 204);
    assert_eq!(kari.attachments().len(), 2);
}

#[test]
fn what_was_sent_cannot_be_changed_in_the_database_whoever_tries() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    kari.attach("vedtak.pdf", PDF);
    kari.send("first");
    for statement in [
        "UPDATE attachment SET name = 'annet.pdf'",
        "UPDATE submission_attachment SET place = 7",
        "DELETE FROM submission_attachment",
        "DELETE FROM attachment",
    ] {
        let done = app.database(|conn| sql_query(statement).execute(conn));
        assert!(done.is_err(), "{statement}");
    }
}

#[test]
fn an_answer_may_be_a_file_alone_and_none_may_be_nothing() {
    let app = TestApp::start();
    let told = json!({ "sender": crate::support::respondent::sender() });
    let mut kari = Respondent::begin_with(&app, &told);
    kari.have_link_sent(EMAIL);
    kari.confirm(&app, EMAIL);
    assert_eq!(problem(&kari.send("empty")), "nothing-written");
    kari.attach("svar.docx", &docx(&[]));
    assert_eq!(kari.send("file").status, 201);
}

#[test]
fn the_same_file_and_the_same_request_again_are_the_one_that_is_there() {
    let app = TestApp::start();
    let mut kari = Respondent::begin(&app);
    let first = kari.attach("vedtak.pdf", PDF);
    assert_eq!(kari.attach("vedtak.pdf", PDF), first);
    let other = kari.attach("vedtak 2.pdf", PDF);
    assert_ne!(other, first);
    let mut ask = |name: &str, bytes: &[u8]| {
        let asked = kari.post(&to(name)).header("Idempotency-Key", "once");
        asked.body("application/octet-stream", bytes).send()
    };
    let once = ask("a.txt", b"hei");
    assert_eq!((once.status, ask("a.txt", b"hei").body), (201, once.body));
    assert_eq!(problem(&ask("a.txt", b"hallo")), "idempotency-key-reused");
    assert_eq!(problem(&ask("b.txt", b"hei")), "idempotency-key-reused");
    assert_eq!(kari.attachments().len(), 3);
    assert_eq!(lying(&app), 3);
}

#[test]
fn whoever_reads_fetches_files_and_only_whoever_writes_everywhere_adds_them() {
    let app = TestApp::start();
    let mut kari = Respondent::ready_to_send(&app);
    let id = kari.attach("vedtak.pdf", PDF);
    let may = [
        (Right::Read, &[][..], false),
        (Right::Write, &[ADVICE][..], false),
        (Right::Write, &[][..], true),
        (Right::Send, &[][..], true),
    ];
    for (n, (right, parts, changes)) in may.into_iter().enumerate() {
        let mut one = colleague(&app, &kari.desk, &format!("Ola {n}"), right, parts).program;
        let one_of = format!("/attachments/{id}");
        assert_eq!(one.get(&one_of).body, PDF);
        let added = one.add_file(&format!("{n}.pdf"), PDF).status;
        let removed = one.request("DELETE", &one_of).send().status;
        let back = one.request("PUT", &one_of).send().status;
        let expected = if changes {
            (201, 204, 204)
        } else {
            (403, 403, 403)
        };
        assert_eq!((added, removed, back), expected, "{right:?} {parts:?}");
        let mut client = browser(&app, &one);
        let page = client.get(&format!("/svar/{}/vedlegg", kari.desk)).send();
        assert_eq!(page.text().contains("type=\"file\""), changes, "{right:?}");
    }
    // Another answer's file is not there.
    let mut other = Respondent::begin(&app);
    let path = format!("/attachments/{id}");
    assert_eq!(other.get(&path).status, 404);
    assert_eq!(other.request("DELETE", &path).send().status, 404);
    assert_eq!(lying(&app), 3);
}

#[test]
fn while_the_text_is_locked_files_stay_as_they_are_and_nothing_is_laid_down() {
    let app = TestApp::start();
    let mut kari = Respondent::ready_to_send(&app);
    let id = kari.attach("vedtak.pdf", PDF);
    let lock = json!({ "treated_in": "formannskapet", "meets_on": "2026-06-12" });
    assert_eq!(kari.request("PUT", "/lock").json(&lock).send().status, 200);
    assert_eq!(problem(&kari.add_file("a.pdf", PDF)), "locked");
    let path = format!("/attachments/{id}");
    assert_eq!(problem(&kari.request("DELETE", &path).send()), "locked");
    assert_eq!(lying(&app), 1);
    let mut client = browser(&app, &kari);
    let page = client.get(&format!("/svar/{}/vedlegg", kari.desk)).send();
    assert!(page.text().contains("låst") && !page.text().contains("type=\"file\""));
}

#[test]
fn files_that_were_refused_are_not_said_to_be_kept() {
    let app = TestApp::start();
    let mut kari = Respondent::ready_to_send(&app);
    let mut client = browser(&app, &kari);
    let path = format!("/svar/{}/vedlegg", kari.desk);
    let token = csrf(client.get(&path).send().text());
    let files: &[(&str, &[u8])] = &[("vedtak.pdf", PDF)];
    let stale = send_form(&mut client, &path, "fra-i-gaar", files);
    let lock = json!({ "treated_in": "formannskapet" });
    assert_eq!(kari.request("PUT", "/lock").json(&lock).send().status, 200);
    let locked = send_form(&mut client, &path, &token, files);
    for (refused, status) in [(stale, 403), (locked, 409)] {
        let text = refused.text();
        assert_eq!(refused.status, status, "{text}");
        for untrue in [
            "Ingenting er tapt",
            "Det du hadde skrevet",
            "Prøv igjen</button>",
        ] {
            assert!(!text.contains(untrue), "{untrue}: {text}");
        }
        let back = format!("href=\"{path}\">Tilbake til siden</a>");
        assert!(
            text.contains("velges på nytt") && text.contains(&back),
            "{text}"
        );
    }
}

#[test]
fn a_press_that_was_refused_can_be_made_again_without_being_called_a_text() {
    let app = TestApp::start();
    let mut kari = Respondent::ready_to_send(&app);
    let id = kari.attach("vedtak.pdf", PDF);
    let mut client = browser(&app, &kari);
    let path = format!("/svar/{}/vedlegg/{id}", kari.desk);
    let refused = press(
        &mut client,
        &path,
        &[("csrf", "gammelt"), ("gjor", "fjern")],
    );
    let text = refused.text();
    assert_eq!(refused.status, 403, "{text}");
    assert!(!text.contains("Ingenting er tapt"), "{text}");
    let again = [("csrf", csrf(text)), ("gjor", "fjern".to_owned())];
    let again = again
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    assert_eq!(press(&mut client, &path, &again).status, 303);
    assert_eq!(kari.attachments().len(), 0);
}

#[test]
fn a_confirmation_and_an_approval_hold_for_the_files_too() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    let approve = json!({ "name": "Anne", "role": "Rådmann" });
    let approved = kari.request("PUT", "/approval").json(&approve).send();
    assert_eq!(approved.status, 200, "{}", approved.text());
    assert_eq!(kari.get("/approval").json()["changed_since"], false);
    let id = kari.attach("vedtak.pdf", PDF);
    assert_eq!(kari.get("/approval").json()["changed_since"], true);
    let gone = kari.request("DELETE", &format!("/attachments/{id}")).send();
    assert_eq!(gone.status, 204);
    assert_eq!(kari.get("/approval").json()["changed_since"], false);
}

#[derive(QueryableByName)]
struct Audited {
    #[diesel(sql_type = sql_types::Text)]
    action: String,
}

#[test]
fn the_audit_knows_who_added_took_away_and_put_back() {
    let app = TestApp::start();
    let mut kari = Respondent::begin(&app);
    let id = kari.attach("hemmelig navn.pdf", PDF);
    let path = format!("/attachments/{id}");
    kari.request("DELETE", &path).send();
    kari.request("PUT", &path).send();
    let query = "SELECT action FROM audit WHERE object_kind = 'attachment' ORDER BY id";
    let all: Vec<Audited> = app.database(|conn| sql_query(query).load(conn).expect("rows"));
    let all: Vec<&str> = all.iter().map(|one| one.action.as_str()).collect();
    assert_eq!(
        all,
        [
            "attachment.added",
            "attachment.removed",
            "attachment.put_back"
        ]
    );
}

#[test]
fn names_are_kept_without_what_could_deceive_and_that_is_told() {
    let app = TestApp::start();
    let mut kari = Respondent::begin(&app);
    let mut client = browser(&app, &kari);
    let path = format!("/svar/{}/vedlegg", kari.desk);
    let token = csrf(client.get(&path).send().text());
    let files: &[(&str, &[u8])] = &[
        ("vedtak\u{202E}fdp.exe", PDF),
        ("../../start.bat", b"echo hei"),
    ];
    assert_eq!(send_form(&mut client, &path, &token, files).status, 303);
    let names: Vec<String> = kari
        .attachments()
        .iter()
        .map(|one| text_of(&one["name"]))
        .collect();
    assert_eq!(names, ["vedtakfdp.exe.pdf", "start.bat.txt"]);
    let page = client.get(&path).send();
    assert_eq!(page.text().matches("Navnet er endret").count(), 2);
}

#[test]
fn what_may_not_be_sent_is_refused_with_what_to_do_and_leaves_nothing_behind() {
    let app = TestApp::start();
    let mut kari = Respondent::begin(&app);
    let zeros = vec![0; 30 << 20];
    let zip = packed(&[("a.txt", b"hei")]);
    let corpus: Vec<(&str, Vec<u8>, &str)> = vec![
        ("tom.pdf", Vec::new(), "error-file-empty"),
        (
            "bilde.png",
            b"<svg xmlns='x'><script>1</script></svg>".to_vec(),
            "error-file-kind",
        ),
        (
            "side.txt",
            b"<!doctype html><script>1</script>".to_vec(),
            "error-file-kind",
        ),
        ("program.pdf", b"MZ\x90\0".to_vec(), "error-file-kind"),
        ("arkiv.docx", zip.clone(), "error-file-kind"),
        (
            "laast.pdf",
            b"%PDF-1.7\n/Encrypt 3 0 R\n%%EOF".to_vec(),
            "error-file-encrypted",
        ),
        (
            "makro.docx",
            docx(&[("word/vbaProject.bin", b"x")]),
            "error-file-macros",
        ),
        (
            "bombe.docx",
            docx(&[("word/a.xml", &zeros)]),
            "error-file-bomb",
        ),
        ("stort.png", png(50_000, 50_000), "error-file-picture"),
        ("kuttet.pdf", b"%PDF-1.7".to_vec(), "error-file-broken"),
        (
            "merket.pdf",
            [b"\xEF\xBB\xBF \r\n", PDF].concat(),
            "error-file-broken",
        ),
        ("begge.pdf", [PDF, &zip].concat(), "error-file-ambiguous"),
        (
            "begge-og-mer.pdf",
            [PDF, &zip, b"\n"].concat(),
            "error-file-ambiguous",
        ),
        (
            "mer.docx",
            [docx(&[]).as_slice(), PDF].concat(),
            "error-file-ambiguous",
        ),
        (
            "to.docx",
            docx(&[("word/a.xml", b"x"), ("WORD/a.xml", b"y")]),
            "error-file-ambiguous",
        ),
        (
            "bilde.docx",
            docx(&[("word/media/a.png", &png(50_000, 50_000))]),
            "error-file-picture",
        ),
        (
            "laast-2.pdf",
            b"%PDF-1.7\n/#45ncrypt%x\n3 0 R\n%%EOF".to_vec(),
            "error-file-encrypted",
        ),
        (
            "makro-2.docx",
            docx(&[("word\\vbaProject.bin", b"x")]),
            "error-file-macros",
        ),
        ("ut.docx", docx(&[("../ut.xml", b"x")]), "error-file-paths"),
    ];
    let mut client = browser(&app, &kari);
    let path = format!("/svar/{}/vedlegg", kari.desk);
    let token = csrf(client.get(&path).send().text());
    for (name, bytes, code) in &corpus {
        let refused = kari.add_file(name, bytes);
        assert_eq!(refused.status, 422, "{name}: {}", refused.text());
        assert_eq!(
            faults(&refused),
            [(String::new(), (*code).to_owned())],
            "{name}"
        );
        let on_page = send_form(&mut client, &path, &token, &[(name, bytes)]);
        assert_eq!(on_page.status, 422, "{name}");
        assert!(on_page.text().contains(&format!("«{name}»")), "{name}");
        assert_eq!(lying(&app), 0, "{name}");
    }
    // One that is refused takes no other with it.
    let both: &[(&str, &[u8])] = &[("tom.pdf", b""), ("god.pdf", PDF)];
    assert_eq!(send_form(&mut client, &path, &token, both).status, 422);
    assert_eq!(kari.attachments().len(), 1);
    // A form from before this session, and one from elsewhere.
    let strange = send_form(&mut client, &path, "feil", &[("a.pdf", PDF)]);
    assert_eq!(strange.status, 403);
    assert_eq!(lying(&app), 1);
}

#[test]
fn a_file_has_so_many_bytes_and_an_answer_so_many_files() {
    let app = TestApp::start();
    let mut kari = Respondent::begin(&app);
    let large = kari.add_file("stor.pdf", &pdf_of((25 << 20) + 1));
    assert_eq!(
        (large.status, problem(&large)),
        (413, "too-large".to_owned())
    );
    assert_eq!(lying(&app), 0);
    for n in 0..4 {
        kari.attach(&format!("{n}.pdf"), &pdf_of(25 << 20));
    }
    let more = kari.add_file("mer.pdf", PDF);
    assert_eq!(faults(&more)[0].1, "error-files-large");
    let id = text_of(&kari.attachments()[0]["id"]);
    let path = format!("/attachments/{id}");
    assert_eq!(kari.request("DELETE", &path).send().status, 204);
    kari.attach("mer.pdf", PDF);
    // There is no room for it any more.
    let back = kari.request("PUT", &path).send();
    assert_eq!(faults(&back)[0].1, "error-files-large");
    assert_eq!(lying(&app), 5);
}

#[test]
fn of_more_files_than_are_taken_at_once_the_first_are_kept_and_the_others_named() {
    let app = TestApp::start();
    let mut kari = Respondent::begin(&app);
    let mut client = browser(&app, &kari);
    let path = format!("/svar/{}/vedlegg", kari.desk);
    let page = client.get(&path).send();
    assert!(
        page.text().contains("Høyst 10 filer om gangen og 50 i alt"),
        "{}",
        page.text()
    );
    let token = csrf(page.text());
    let names: Vec<String> = (1..=12).map(|n| format!("fil {n:02}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), n.as_bytes())).collect();
    let sent = send_form(&mut client, &path, &token, &files);
    assert_eq!(sent.status, 422, "{}", sent.text());
    let kept = kari.attachments();
    let kept: Vec<String> = kept.iter().map(|one| text_of(&one["name"])).collect();
    assert_eq!(kept, names[..10]);
    for name in &names[10..] {
        let told = format!("«{name}»: Du kan legge ved 10 filer om gangen.");
        assert!(sent.text().contains(&told), "{}", sent.text());
    }
    assert!(!sent.text().contains("«fil 10.txt»"));
    assert_eq!(lying(&app), 10);
    // One that is far too large takes none of the others with it.
    let large = pdf_of(101 << 20);
    let both: &[(&str, &[u8])] = &[("stor.pdf", &large), ("god.pdf", PDF)];
    let sent = send_form(&mut client, &path, &token, both);
    assert_eq!(sent.status, 422, "{}", sent.text());
    let told = "«stor.pdf»: Filen er større enn 25 MB.";
    assert!(sent.text().contains(told), "{}", sent.text());
    assert_eq!(kari.attachments().len(), 11);
}

#[test]
fn what_was_taken_away_can_be_put_back_as_long_as_it_is_no_more_than_goes_with_an_answer() {
    let app = TestApp::start();
    let mut kari = Respondent::begin(&app);
    let mut add = |name: &str, bytes: usize| {
        let id = kari.attach(name, &pdf_of(bytes));
        let path = format!("/attachments/{id}");
        assert_eq!(kari.request("DELETE", &path).send().status, 204);
        app.clock.advance(TimeDelta::seconds(1));
        path
    };
    let all: Vec<String> = (0..5).map(|n| add(&format!("{n}.pdf"), 25 << 20)).collect();
    // The bytes of the first are gone with its row.
    assert_eq!(lying(&app), 4);
    assert_eq!(kari.request("PUT", &all[0]).send().status, 404);
    for path in &all[1..] {
        assert_eq!(kari.request("PUT", path).send().status, 204);
    }
    // What was sent is kept with what it was sent with, whatever is taken away.
    let mut ola = Respondent::confirmed(&app);
    let sent: Vec<String> = (0..4)
        .map(|n| ola.attach(&format!("{n}.pdf"), &pdf_of(25 << 20)))
        .collect();
    assert_eq!(ola.send("first").status, 201);
    for id in &sent {
        let path = format!("/attachments/{id}");
        assert_eq!(ola.request("DELETE", &path).send().status, 204);
    }
    let more = ola.attach("mer.pdf", PDF);
    let gone = ola.request("DELETE", &format!("/attachments/{more}"));
    assert_eq!(gone.send().status, 204);
    assert_eq!(lying(&app), 4 + 5);
}

/// Where its bytes lie.
fn place_of(app: &TestApp, id: &str) -> PathBuf {
    app.app.settings.files.directory.join(id)
}

#[test]
fn a_file_that_is_lost_or_changed_is_named_to_whoever_asks_for_it_and_given_to_nobody() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    let (lost, changed) = (
        kari.attach("tapt.pdf", PDF),
        kari.attach("endret.txt", b"ja"),
    );
    let whole = pdf_of(1 << 20);
    let large = kari.attach("stor.pdf", &whole);
    assert_eq!(kari.send("first").status, 201);
    std::fs::remove_file(place_of(&app, &lost)).expect("it lay there");
    std::fs::write(place_of(&app, &changed), b"nei").expect("a file");
    let mut client = browser(&app, &kari);
    let mut reader = app.staff(Role::Reader);
    let answer = format!("/saksbehandling/horinger/{EXAMPLE}/innspill/1");
    for (id, name) in [(&lost, "tapt.pdf"), (&changed, "endret.txt")] {
        let told = kari.get(&format!("/attachments/{id}"));
        assert_eq!((told.status, problem(&told).as_str()), (503, "file-lost"));
        assert_eq!(told.json()["file"], name);
        let page = client.get(&format!("/svar/{}/vedlegg/{id}", kari.desk));
        let page = page.send();
        assert_eq!(page.status, 503);
        assert!(page.text().contains(&format!("«{name}» er borte")));
        let page = reader.get(&format!("{answer}/vedlegg/{id}"));
        assert!(page.status == 503 && page.text().contains(&format!("«{name}» er borte")));
        let page = reader.get(&format!("/nn{answer}/vedlegg/{id}"));
        assert!(page.text().contains("tryggleikskopi"), "{}", page.text());
    }
    // What is found out while it is given out breaks off: of the same length, longer, and shorter.
    let path = format!("/svar/{}/vedlegg/{large}", kari.desk);
    let mut other = whole.clone();
    other[700_000] = b'x';
    let longer = [other.as_slice(), b"%%EOF"].concat();
    for bytes in [other.as_slice(), &longer, &whole[..500_000]] {
        std::fs::write(place_of(&app, &large), bytes).expect("a file");
        let broken = client.get(&path).try_send();
        assert!(broken.is_err(), "{} bytes look whole", bytes.len());
    }
    std::fs::write(place_of(&app, &large), &whole).expect("a file");
    assert_eq!(client.get(&path).send().body, whole);
}

#[test]
fn whoever_sends_too_slowly_is_let_go_and_nothing_is_left() {
    let app = TestApp::start_with(&[("HOERING_FILES_SECONDS", "1")]);
    let kari = Respondent::begin(&app);
    let mut connection = app.client().connect().expect("a connection");
    let head = format!(
        "POST /api/v1/drafts/{}/attachments?name=a.pdf HTTP/1.1\r\nHost: x\r\nAuthorization: {}\r\n\
         Content-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\n%PDF-1.7",
        kari.desk,
        kari.bearer()
    );
    use std::io::Write as _;
    let stream = connection.get_mut();
    stream.write_all(head.as_bytes()).expect("a head");
    let answer = crate::support::client::read_answer(&mut connection, false).expect("an answer");
    assert_eq!(problem(&answer), "request-timeout");
    assert_eq!(lying(&app), 0);
}

#[test]
fn nobody_fills_the_disk_who_may_not_write() {
    let app = TestApp::start();
    let kari = Respondent::begin(&app);
    let path = format!("/api/v1/drafts/{}{}", kari.desk, to("a.pdf"));
    let mut client = app.client();
    for bearer in ["Bearer feil", &Respondent::begin(&app).bearer()] {
        // Not a byte of the body is waited for.
        let mut connection = client.connect().expect("a connection");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {bearer}\r\nContent-Type: application/octet-stream\r\n\
             Content-Length: 1000\r\n\r\n"
        );
        use std::io::Write as _;
        let stream = connection.get_mut();
        stream.write_all(head.as_bytes()).expect("a head");
        let answer = crate::support::client::read_answer(&mut connection, false);
        assert!(matches!(answer.expect("an answer").status, 401 | 404));
    }
    assert_eq!(client.get("/").send().status, 200);
    assert_eq!(lying(&app), 0);
}

#[test]
fn a_whole_answer_that_comes_for_a_draft_takes_its_files_along() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    kari.attach("vedtak.pdf", PDF);
    let whole = crate::support::respondent::whole_answer("Alt på én gang.");
    let path = format!("/api/v1/consultations/{EXAMPLE}/submissions");
    let bearer = kari.bearer();
    let sent = kari
        .client
        .post(&path)
        .header("Authorization", &bearer)
        .header("Idempotency-Key", "alt-paa-en-gang-nokkel")
        .json(&whole)
        .send();
    assert_eq!(sent.status, 201, "{}", sent.text());
    let receipt = kari.receipt(1)["receipt"].clone();
    assert_eq!(receipt["attachments"][0]["name"], "vedtak.pdf");
    assert_eq!(receipt["answers"][0]["field"], TEXT);
}

#[test]
fn what_waits_for_its_sender_has_its_files_in_the_receipt_once_it_is_confirmed() {
    let app = TestApp::start();
    let mut kari = Respondent::ready_to_send(&app);
    kari.attach("vedtak.pdf", PDF);
    let sent = kari.send("first");
    assert_eq!(sent.json()["standing"], "unconfirmed");
    let mut client = browser(&app, &kari);
    let page = client
        .get(&format!("/svar/{}/kvittering", kari.desk))
        .send();
    assert_eq!(links(page.text()).len(), 1);
    kari.confirm(&app, EMAIL);
    let receipt = kari.receipt(1)["receipt"].clone();
    assert_eq!(receipt["attachments"][0]["sha256"], hex(PDF));
    app.deliver_letters();
    let letter = app.mailbox.letters_to(EMAIL).pop().expect("a letter");
    assert!(
        letter
            .text
            .contains(&format!("vedtak.pdf (77 byte), SHA-256 {}", hex(PDF)))
    );
}

#[test]
fn what_was_never_confirmed_goes_with_its_files() {
    let app = TestApp::start();
    let mut kari = Respondent::ready_to_send(&app);
    kari.attach("vedtak.pdf", PDF);
    assert_eq!(kari.send("first").json()["standing"], "unconfirmed");
    app.clock.advance(TimeDelta::days(365));
    let swept = app.block_on(schedule::sweep(&app.app)).expect("a sweep");
    assert_eq!((swept.unconfirmed, swept.drafts), (1, 0));
    let query = "SELECT name AS action FROM attachment";
    let left: Vec<Audited> = app.database(|conn| sql_query(query).load(conn).expect("rows"));
    assert!(left.is_empty());
}

#[test]
fn a_body_that_signs_reads_the_files_and_its_confirmation_does_not_hold_for_others() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    let id = kari.attach("vedtak.pdf", PDF);
    let (name, email) = ("Elveby lag", "post@elveby.example");
    let ask = json!({ "name": name, "email": email });
    let asked = kari.post("/cosigners").json(&ask).send();
    assert_eq!(asked.status, 200, "{}", asked.text());
    app.deliver_letters();
    let letter = app.mailbox.letters_to(email).pop().expect("a letter");
    let links_in = letter.links(&app.base_url);
    let link = links_in
        .iter()
        .find_map(|l| l.split_once("/medunderskrift/"));
    let token = link.expect("a co-signer's link").1.to_owned();
    let mut signs = Respondent {
        client: app.client(),
        desk: kari.desk.clone(),
        token,
    };
    assert_eq!(signs.get(&format!("/attachments/{id}")).body, PDF);
    assert_eq!(signs.get("/attachments").status, 403);
    let stands = signs.get("/cosignature").json()["draft"]["sha256"].clone();
    let signed = json!({ "sha256": stands, "name": "Anne", "role": "Leder" });
    let signed = signs.request("PUT", "/cosignature").json(&signed).send();
    assert_eq!(signed.status, 200, "{}", signed.text());
    let state = |kari: &mut Respondent| kari.get("/cosigners").json()["items"][0]["state"].clone();
    assert_eq!(state(&mut kari), "confirmed");
    let other = kari.attach("et til.pdf", PDF);
    assert_eq!(state(&mut kari), "confirmed_earlier");
    kari.request("DELETE", &format!("/attachments/{other}"))
        .send();
    assert_eq!(state(&mut kari), "confirmed");
}
