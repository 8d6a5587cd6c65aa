//! Programs of staff set consultations up: a working copy is read and written whole, and published by the same import
//! as what the pages write.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::files::{PDF, docx, packed};
use crate::support::program::Program;
use crate::support::respondent::{faults, problem};
use crate::support::staff::{Staff, audited};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::{Value, json};

const ROOT: &str = "/api/v1/staff";
const COPY: &str = "/working-copies/22-47329";

fn program(app: &TestApp, staff: &Staff) -> Program {
    app.program(staff.id, &[Scope::ConsultationsWrite], ROOT)
}

/// A working copy with nothing in it but its title and reference.
fn begun(program: &mut Program) {
    let new =
        json!({ "title": "Høring – kompensasjon", "kind": "høring", "reference": "22/47329" });
    let made = program.post_once("/working-copies", "k", &new);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(
        made.header("location"),
        Some("/api/v1/staff/working-copies/22-47329")
    );
}

#[test]
fn a_working_copy_is_written_with_the_tag_that_its_beginning_gave() {
    let app = TestApp::start();
    let leader = app.staff(Role::Leader);
    let mut program = program(&app, &leader);
    let new = json!({ "title": "Høring – kompensasjon", "reference": "22/47329" });
    let made = program.post_once("/working-copies", "k", &new);
    let tag = made.header("etag").expect("a tag").to_owned();
    let (content, read) = written(&mut program);
    assert_eq!(tag, read);
    let saved = program.seen("PUT", COPY, &tag, Some(&content));
    assert_eq!(saved.status, 200, "{}", saved.text());
}

#[test]
fn a_program_that_publishes_the_same_again_is_told_what_became_of_it() {
    let app = TestApp::start();
    let leader = app.staff(Role::Leader);
    let mut program = program(&app, &leader);
    begun(&mut program);
    let (content, tag) = written(&mut program);
    let saved = program.seen("PUT", COPY, &tag, Some(&content));
    let tag = saved.header("etag").expect("a tag").to_owned();
    let publication = format!("{COPY}/publication");
    let first = program.seen("POST", &publication, &tag, None);
    assert_eq!(first.status, 200, "{}", first.text());
    let again = program.seen("POST", &publication, &tag, None);
    assert_eq!(again.status, 200, "{}", again.text());
    assert_eq!(again.json(), first.json());
    let published = app.database(|conn| audited(conn, "working_copy.published"));
    assert_eq!(published.len(), 1);
}

/// The content and its tag, with what the directorate for agriculture said publicly of its case 22/47329.
fn written(program: &mut Program) -> (Value, String) {
    let (copy, tag) = program.read(COPY);
    let mut content = copy["content"].clone();
    content["published_on"] = "2026-03-02".into();
    content["deadline_on"] = "2026-06-10".into();
    content["owner"] = json!({
        "name": { "nb": "Landbruksdirektoratet", "nn": "Landbruksdirektoratet" },
        "org_no": "312345676",
        "reply_address": "postmottak@landbruk.example",
    });
    content["nobody_invited"] = true.into();
    content["contact"] = json!({ "email": "postmottak@landbruk.example" });
    content["ingress"] = json!({ "nb": "Innspill merkes 22/47329.\r\n\r\nVelkommen." });
    content["chapters"] = json!([{
        "number": "1",
        "title": { "nb": "Endringer i forskriften" },
        "advice": [{
            "number": "1",
            "title": { "nb": "Forslaget\ntil endringer" },
            "body": { "nb": "Teksten til forslaget er ikke funnet." },
            "fields": [{ "kind": "text", "label": { "nb": "Innspill" }, "limit": "4 000" }],
        }],
    }]);
    (content, tag)
}

#[test]
fn a_program_sets_a_consultation_up_alone_and_everybody_reads_it_once_it_is_published() {
    let app = TestApp::start();
    let mut leader = app.staff(Role::Leader);
    let mut program = program(&app, &leader);
    begun(&mut program);
    begun(&mut program);
    let (copies, _) = program.read("/working-copies");
    assert_eq!(copies["items"].as_array().map(Vec::len), Some(1), "once");
    let (checks, _) = program.read(&format!("{COPY}/checks"));
    assert_eq!(checks["may_publish"], false);
    let codes = |view: &Value| -> Vec<String> {
        let found = view["findings"].as_array().expect("findings").iter();
        found
            .filter_map(|f| Some(f["code"].as_str()?.to_owned()))
            .collect()
    };
    assert!(codes(&checks).contains(&"setup-lacks-deadline".to_owned()));
    let (_, tag) = program.read(COPY);
    let publication = format!("{COPY}/publication");
    let too_early = program.seen("POST", &publication, &tag, None);
    assert_eq!(problem(&too_early), "invalid");
    assert!(codes(&too_early.json()).contains(&"setup-lacks-deadline".to_owned()));

    let (content, tag) = written(&mut program);
    assert_eq!(program.ask("PUT", COPY, &[], Some(&content)).status, 428);
    let saved = program.seen("PUT", COPY, &tag, Some(&content));
    assert_eq!(saved.status, 200, "{}", saved.text());
    let kept = saved.json()["content"].clone();
    assert_eq!(kept["chapters"][0]["key"], "k1");
    let advice = &kept["chapters"][0]["advice"][0];
    assert_eq!(
        (&advice["key"], &advice["title"]["nb"]),
        (&json!("r1"), &json!("Forslaget til endringer"))
    );
    assert_eq!(
        (&advice["fields"][0]["key"], &advice["fields"][0]["limit"]),
        (&json!("felt1"), &json!("4000"))
    );
    assert_eq!(
        kept["ingress"]["nb"],
        "Innspill merkes 22/47329.\n\nVelkommen."
    );
    let page = leader.get("/saksbehandling/horinger/22-47329/oppsett/raad/r1");
    assert!(
        page.text().contains("Forslaget til endringer"),
        "{}",
        page.text()
    );
    let overtaken = program.seen("PUT", COPY, &tag, Some(&content));
    assert_eq!(problem(&overtaken), "precondition-failed");
    assert_eq!(overtaken.json()["current"]["content"], kept);

    let (file, _) = program.read(&format!("{COPY}/file"));
    let text = file["text"].as_str().expect("a file");
    assert!(text.contains("reference = \"22/47329\""), "{text}");
    let tag = saved.header("etag").expect("a tag").to_owned();
    let published = program.seen("POST", &publication, &tag, None);
    assert_eq!(published.status, 200, "{}", published.text());
    assert_eq!(
        published.json(),
        json!({ "slug": "22-47329", "version": 1, "is_public": true })
    );
    let public = app.client().get("/horinger/22-47329").send();
    assert!(
        public.text().contains("Endringer i forskriften"),
        "{}",
        public.text()
    );
    assert_eq!(program.get(COPY).status, 404, "it is published");
    let trail = app.database(|conn| audited(conn, "working_copy."));
    assert!(!trail.is_empty() && trail.iter().all(|entry| entry.token_id.is_some()));
}

#[test]
fn a_program_calls_off_what_waits_for_its_day_and_not_what_everybody_sees() {
    let app = TestApp::start();
    let leader = app.staff(Role::Leader);
    let mut program = program(&app, &leader);
    begun(&mut program);
    let (mut content, tag) = written(&mut program);
    content["published_on"] = "2026-03-20".into();
    let saved = program.seen("PUT", COPY, &tag, Some(&content));
    let tag = saved.header("etag").expect("a tag");
    let published = program.seen("POST", &format!("{COPY}/publication"), tag, None);
    assert_eq!(published.json()["is_public"], false);
    let waiting = "/consultations/22-47329/publication";
    assert_eq!(program.ask("DELETE", waiting, &[], None).status, 204);
    app.clock
        .set("2026-03-21T09:00:00Z".parse().expect("an instant"));
    assert_eq!(app.client().get("/horinger/22-47329").send().status, 404);
    let of_example = format!("/consultations/{EXAMPLE}/publication");
    let refused = program.ask("DELETE", &of_example, &[], None);
    assert_eq!(
        faults(&refused),
        [(String::new(), "error-published-already".to_owned())]
    );
    let unknown = program.ask("DELETE", "/consultations/99-1/publication", &[], None);
    assert_eq!(problem(&unknown), "not-found");
}

#[test]
fn what_is_published_is_opened_changed_compared_and_published_as_a_new_version() {
    let app = TestApp::start();
    let mut leader = app.staff(Role::Leader);
    let mut program = program(&app, &leader);
    begun(&mut program);
    let (nothing, _) = program.read(&format!("{COPY}/differences"));
    assert_eq!(
        nothing,
        json!({ "published_version": null, "changes": null })
    );
    let opened = program.ask(
        "POST",
        &format!("/consultations/{EXAMPLE}/working-copy"),
        &[],
        None,
    );
    assert_eq!(opened.status, 200, "{}", opened.text());
    let copy = opened.json();
    assert_eq!(
        (&copy["base_version"], &copy["is_published"]),
        (&json!(1), &json!(true))
    );
    let path = format!("/working-copies/{EXAMPLE}");
    let mut content = copy["content"].clone();
    let chapters = content["chapters"].as_array_mut().expect("chapters");
    // The first råd is divided in two, and the last of the same chapter goes.
    let advice = chapters
        .iter_mut()
        .map(|chapter| chapter["advice"].as_array_mut().expect("råd"))
        .find(|advice| advice.len() > 2)
        .expect("a chapter with råd");
    let retired = advice.pop().expect("a råd")["key"].clone();
    let mut second = advice[0].clone();
    second["key"] = "".into();
    second["number"] = "99".into();
    advice[0]["title"]["nb"] = "Den første halvdelen".into();
    second["title"] = json!({ "nb": "Den andre halvdelen" });
    advice.insert(1, second);
    content["change_note"] = json!({ "nb": "Råd 1 er delt i to." });
    content["professional_change"] = "true".into();
    let tag = opened.header("etag").expect("a tag").to_owned();
    let saved = program.seen("PUT", &path, &tag, Some(&content));
    assert_eq!(saved.status, 200, "{}", saved.text());
    let (checks, _) = program.read(&format!("{path}/checks"));
    assert_eq!(
        (&checks["may_publish"], &checks["next_version"]),
        (&json!(true), &json!(2)),
        "{checks}"
    );
    let (differences, _) = program.read(&format!("{path}/differences"));
    assert_eq!(differences["published_version"], 1);
    let changed = differences["changes"].as_array().expect("changes");
    let of = |facts: Value| changed.iter().find(|changed| changed["facts"] == facts);
    let added = of(json!([{ "kind": "added" }])).expect("what is new");
    assert_eq!(
        (&added["of"], &added["title"]["nb"]),
        (&json!("advice"), &json!("Den andre halvdelen"))
    );
    let text = changed
        .iter()
        .flat_map(|changed| changed["texts"].as_array());
    let mut texts = text.flatten();
    let title = texts.find(|text| text["part"] == "title").expect("a title");
    let runs = title["runs"].as_array().expect("runs").iter();
    let now = runs.filter(|run| run["is"] != "gone");
    let now: String = now.filter_map(|run| run["text"].as_str()).collect();
    assert_eq!(
        (now.as_str(), &title["language"]),
        ("Den første halvdelen", &json!("nb"))
    );
    let gone = of(json!([{ "kind": "retired" }])).expect("what goes");
    assert_eq!(gone["key"], retired);
    let told = leader.get(&format!(
        "/saksbehandling/horinger/{EXAMPLE}/oppsett/publiser"
    ));
    for changed in changed {
        let id = format!("endret-{}", changed["key"].as_str().expect("a key"));
        assert!(told.text().contains(&id), "{id}");
    }
    let tag = saved.header("etag").expect("a tag").to_owned();
    let published = program.seen("POST", &format!("{path}/publication"), &tag, None);
    assert_eq!(published.json()["version"], 2, "{}", published.text());
    let page = app.client().get(&format!("/horinger/{EXAMPLE}")).send();
    assert!(page.text().contains("Den andre halvdelen"));
    let gone = app
        .client()
        .get(&format!(
            "/horinger/{EXAMPLE}/raad/{}",
            retired.as_str().expect("a key")
        ))
        .send();
    assert_ne!(gone.status, 200);
}

#[test]
fn a_program_that_writes_another_deadline_or_day_of_what_is_published_is_told_until_it_writes_the_right_one()
 {
    let app = TestApp::start();
    let leader = app.staff(Role::Leader);
    let mut program = program(&app, &leader);
    let open = format!("/consultations/{EXAMPLE}/working-copy");
    let opened = program.ask("POST", &open, &[], None);
    let path = format!("/working-copies/{EXAMPLE}");
    let right = opened.json()["content"].clone();
    let mut tag = opened.header("etag").expect("a tag").to_owned();
    let mut write = |content: &Value| -> Vec<String> {
        let saved = program.seen("PUT", &path, &tag, Some(content));
        assert_eq!(saved.status, 200, "{}", saved.text());
        saved.header("etag").expect("a tag").clone_into(&mut tag);
        let kept = saved.json()["content"].clone();
        assert_eq!(kept["deadline_on"], right["deadline_on"]);
        assert_eq!(kept["published_on"], right["published_on"]);
        let findings = saved.json()["findings"].clone();
        let codes = findings.as_array().expect("findings").iter();
        let codes = codes.filter_map(|finding| finding["code"].as_str());
        let codes = codes.filter(|code| code.starts_with("setup-warn-put-back"));
        codes.map(ToOwned::to_owned).collect()
    };
    let mut other = right.clone();
    other["deadline_on"] = "2029-06-15".into();
    assert_eq!(write(&other), ["setup-warn-put-back-deadline"]);
    other["published_on"] = "2025-01-01".into();
    let both = ["setup-warn-put-back-deadline", "setup-warn-put-back-day"];
    let mut told = write(&other);
    told.sort_unstable_by(|one, other| other.cmp(one));
    assert_eq!(told, both);
    assert!(write(&right).is_empty());
}

#[test]
fn what_no_page_lets_anybody_write_is_refused_with_its_place() {
    let app = TestApp::start();
    let leader = app.staff(Role::Leader);
    let mut program = program(&app, &leader);
    begun(&mut program);
    let (mut content, tag) = written(&mut program);
    content["tittel"] = "x".into();
    content["contact"] = json!(["x"]);
    let mut strange = faults(&program.seen("PUT", COPY, &tag, Some(&content)));
    strange.sort();
    assert_eq!(
        strange,
        [
            ("/contact".into(), "error-type".into()),
            ("/tittel".into(), "error-unknown-key".into())
        ]
    );
    let (mut content, _) = written(&mut program);
    content["slug"] = EXAMPLE.into();
    content["documents"] = json!([{
        "kind": "paper", "language": "nb", "title": "x", "file": "x.pdf", "sha256": "00".repeat(32), "size": 1,
    }]);
    content["chapters"][0]["advice"][0]["strength"] = "må".into();
    content["chapters"][0]["key"] = "../x".into();
    content["chapters"][0]["advice"][0]["key"] = "generelt".into();
    let refused = faults(&program.seen("PUT", COPY, &tag, Some(&content)));
    let at: Vec<&str> = refused.iter().map(|(at, _)| at.as_str()).collect();
    assert_eq!(
        at,
        [
            "/slug",
            "/chapters/0/advice/0/strength",
            "/documents/0",
            "/chapters/0/key",
            "/chapters/0/advice/0/key"
        ]
    );
    assert_eq!(program.read(COPY).1, tag, "nothing is written");
    let gone = program.seen("DELETE", COPY, &tag, None);
    assert_eq!(gone.status, 204, "{}", gone.text());
    assert_eq!(program.get(COPY).status, 404);
}

#[test]
fn documents_lists_of_bodies_and_drafts_come_in_by_operations_of_their_own() {
    let app = TestApp::start();
    let leader = app.staff(Role::Leader);
    let mut program = program(&app, &leader);
    begun(&mut program);
    let (_, tag) = program.read(COPY);
    let file = |name: &str, bytes: &[u8]| json!({ "file_name": name, "content": BASE64_STANDARD.encode(bytes) });
    let path = format!("{COPY}/documents");
    let wrong = program.seen("POST", &path, &tag, Some(&file("brev.pdf", b"ikke en pdf")));
    assert_eq!(
        faults(&wrong),
        [("/content".into(), "setup-wrong-file".into())]
    );
    let zip = packed(&[("a.txt", b"hei")]);
    let page = b"<html><script>1</script></html>";
    for (name, bytes, code) in [
        ("falsk.docx", zip.as_slice(), "setup-wrong-file"),
        ("side.txt", page, "setup-wrong-file"),
        ("notat.txt", PDF, "setup-wrong-file"),
        ("tom.txt", b"", "error-file-empty"),
        ("kuttet.pdf", b"%PDF-1.7 brev", "error-file-broken"),
        ("begge.pdf", &[PDF, &zip].concat(), "error-file-ambiguous"),
        (
            "makro.docx",
            &docx(&[("word/vbaProject.bin", b"x")]),
            "error-file-macros",
        ),
        (
            "bombe.docx",
            &docx(&[("word/a.xml", &vec![0; 20 << 20])]),
            "error-file-bomb",
        ),
    ] {
        let wrong = program.seen("POST", &path, &tag, Some(&file(name, bytes)));
        let expected = ("/content".to_owned(), code.to_owned());
        assert_eq!(faults(&wrong), [expected], "{name}");
    }
    let mut letter = file("brev.pdf", PDF);
    letter["kind"] = "letter".into();
    let added = program.seen("POST", &path, &tag, Some(&letter));
    assert_eq!(added.status, 200, "{}", added.text());
    let document = added.json()["content"]["documents"][0].clone();
    assert_eq!(
        (&document["kind"], &document["title"]),
        (&json!("letter"), &json!("brev"))
    );

    let text = "Kommuner:\nAlle landets kommuner\nOrganisasjoner:\nHelt ukjent forening for prøver";
    let read = program.post(&format!("{COPY}/bodies/reading"), &json!({ "text": text }));
    assert_eq!(read.status, 200, "{}", read.text());
    let lines = read.json()["lines"].clone();
    let meanings: Vec<&Value> = lines
        .as_array()
        .expect("lines")
        .iter()
        .map(|l| &l["meaning"])
        .collect();
    assert_eq!(
        meanings,
        [
            &json!("heading"),
            &json!("collective"),
            &json!("heading"),
            &json!("new")
        ]
    );
    assert_eq!(lines[1]["count"], 357);
    let answered: Vec<Value> = lines
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| json!({ "text": line["text"], "meaning": line["meaning"] }))
        .collect();
    let bodies = format!("{COPY}/bodies");
    let tag = added.header("etag").expect("a tag").to_owned();
    let lacks = json!({ "lines": [{ "text": "Hvem som helst", "meaning": "body" }] });
    assert_eq!(
        faults(&program.seen("POST", &bodies, &tag, Some(&lacks)))[0].0,
        "/lines/0/meaning"
    );
    let added = program.seen("POST", &bodies, &tag, Some(&json!({ "lines": answered })));
    assert_eq!(added.status, 200, "{}", added.text());
    let groups = added.json()["content"]["groups"].clone();
    assert_eq!(groups[0]["lines"][0]["count"], 357);
    assert_eq!(groups[1]["name"]["nb"], "Organisasjoner");

    let draft = "# Forebygging\n\n## Råd 1: Kommunen bør se\n\nTekst.\n\n## Råd 2: Kommunen bør høre\n\nTo.";
    let path = format!("{COPY}/draft");
    let found = program.post(
        &format!("{path}/reading"),
        &file("utkast.md", draft.as_bytes()),
    );
    assert_eq!(found.status, 200, "{}", found.text());
    let found = found.json();
    assert_eq!(
        found["chapters"],
        json!([{ "title": "Forebygging", "advice": ["Kommunen bør se", "Kommunen bør høre"] }])
    );
    // What the button «Slå sammen» does is to make the heading a part.
    let text = found["text"]
        .as_str()
        .expect("a text")
        .replace("## Kommunen bør høre", "### Kommunen bør høre");
    let tag = added.header("etag").expect("a tag").to_owned();
    let taken = program.seen("POST", &path, &tag, Some(&json!({ "text": text })));
    assert_eq!(taken.status, 200, "{}", taken.text());
    let chapters = taken.json()["content"]["chapters"].clone();
    assert_eq!(chapters[0]["advice"].as_array().map(Vec::len), Some(1));
    let body = chapters[0]["advice"][0]["body"]["nb"]
        .as_str()
        .expect("a text");
    assert!(body.contains("### Kommunen bør høre\n\nTo."), "{body}");
}

#[test]
fn with_a_second_person_the_program_of_the_one_who_asked_cannot_publish() {
    let app = TestApp::start_with(&[("HOERING_PUBLISHING_SECOND_PERSON", "true")]);
    let (one, other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let (mut one, mut other) = (program(&app, &one), program(&app, &other));
    begun(&mut one);
    let (content, tag) = written(&mut one);
    let saved = one.seen("PUT", COPY, &tag, Some(&content));
    let tag = saved.header("etag").expect("a tag").to_owned();
    let (asks, go) = (
        format!("{COPY}/approval-request"),
        format!("{COPY}/publication"),
    );
    let refused = other.seen("POST", &go, &tag, None);
    assert_eq!(problem(&refused), "second-person");
    for (method, asked) in [("PUT", true), ("DELETE", false), ("PUT", true)] {
        assert_eq!(one.seen(method, &asks, &tag, None).status, 204);
        assert_eq!(one.read(COPY).0["approval_asked_by"].is_string(), asked);
    }
    assert_eq!(problem(&one.seen("POST", &go, &tag, None)), "second-person");
    assert_eq!(other.seen("POST", &go, &tag, None).status, 200);
}
