//! Consultations against a real database: what an import makes of a file, what it refuses of the next one,
//! and how what is published is found.

use crate::support::database::{Backend, Database};
use chrono::{DateTime, NaiveDate, Utc};
use hoering::audit::Actor;
use hoering::consultations::file::{self, Imported};
use hoering::consultations::{
    Catalogue, Consultation, Cursor, ImportOutcome, Key, ListQuery, Listed, Stage, Status, Terms,
    count, current_revision, find_document, import, list, load, load_example, publish_due,
};
use hoering::db::{self, Conn, Db, transaction};
use hoering::i18n::Lang;
use hoering::settings::DatabaseUrl;

const EXAMPLE: &str = include_str!("../../examples/24-13304/hoering.toml");
const ROUND: &str = include_str!("../../examples/innspillsrunde/hoering.toml");

/// A migrated database, and the file that is imported into it.
struct House {
    database: Database,
    conn: Conn,
}

impl House {
    fn new() -> Self {
        let database = Database::empty(Backend::chosen());
        let url = DatabaseUrl::parse(database.url()).expect("a URL of ours");
        let mut conn = Conn::open(&url).expect("the database answers");
        db::migrate(&mut conn).expect("migrations");
        Self { database, conn }
    }

    fn with_example() -> Self {
        let mut house = Self::new();
        assert_eq!(house.import(EXAMPLE, "2024-05-01"), ImportOutcome::Created);
        house
    }

    fn import(&mut self, text: &str, day: &str) -> ImportOutcome {
        let terms = Terms {
            actor: Actor::Operator,
            now: noon(day),
            moved: None,
        };
        let imported = read(text);
        transaction::write(&mut self.conn, |conn| import(conn, &imported, &terms))
            .expect("an outcome")
    }

    /// What the import says against the file, one line for each.
    fn refusal(&mut self, text: &str, day: &str) -> String {
        match self.import(text, day) {
            ImportOutcome::Refused(problems) => problems.iter().map(|p| format!("{p}\n")).collect(),
            other => panic!("not refused: {other:?}"),
        }
    }

    fn load(&mut self, slug: &str, version: Option<i32>) -> Option<Consultation> {
        load(&mut self.conn, &Key::from(slug), version).expect("a reading")
    }

    fn example(&mut self) -> Consultation {
        self.load("24-13304", None).expect("the example")
    }

    fn list(
        &mut self,
        stage: Option<Stage>,
        words: &str,
        after: Option<Cursor>,
        limit: u32,
    ) -> Listed {
        let query = ListQuery {
            stage,
            words: words.to_owned(),
            after,
            limit,
            today: day("2024-05-01"),
        };
        list(&mut self.conn, &query).expect("a list")
    }
}

fn noon(day: &str) -> DateTime<Utc> {
    format!("{day}T10:00:00Z").parse().expect("an instant")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn read(text: &str) -> Imported {
    let found = file::parse(text, |name| Some(format!("Innhold i {name}").into_bytes()));
    found.unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The text with one thing changed.
fn but(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old}");
    text.replacen(old, new, 1)
}

/// The text as a next version, with a change note.
fn next(text: &str) -> String {
    but(
        text,
        "[owner]",
        "change_note.nb = \"Språket er rettet.\"\nchange_note.nn = \"Språket er retta.\"\nprofessional_change = false\n\n[owner]",
    )
}

/// The line of the first of these words.
fn line_of(text: &str, words: &str) -> String {
    let at = text.find(words).unwrap_or_else(|| panic!("{words}"));
    format!("linje {},", text[..at].matches('\n').count() + 1)
}

#[test]
fn the_example_is_stored_whole_in_both_languages() {
    let mut house = House::with_example();
    let found = house.example();
    assert_eq!(found.reference.as_deref(), Some("24/13304"));
    assert_eq!(found.number_prefix, "24/13304");
    assert_eq!(found.status, Status::Open);
    assert_eq!(
        found.title.get(Lang::Nn),
        "Overdoseførebyggjande arbeid i kommunen"
    );
    assert_eq!(found.chapters.len(), 3);
    assert_eq!(found.advice().count(), 11);
    assert!(
        found
            .advice()
            .all(|a| a.fields.len() == 3 && a.example_title)
    );
    let (advice, field) = found.find_field("r3.tekst").expect("a field");
    assert_eq!(
        (advice.map(|a| a.key.as_str()), field.limit),
        (Some("r3"), 4_000)
    );
    let stance = &found
        .find_field("r3.standpunkt")
        .expect("a stance")
        .1
        .choices;
    assert_eq!(stance[1].label.get(Lang::Nn), "Støttar med endringar");
    assert_eq!(found.groups.len(), 3);
    assert_eq!(
        found.groups.iter().map(|g| g.lines.len()).sum::<usize>(),
        58
    );
    assert_eq!(found.invited(), 426);
    assert_eq!(found.documents.len(), 4);
    assert_eq!(
        found.first_published(),
        Some("2024-04-14T22:00:00Z".parse().unwrap())
    );
    assert_eq!((found.version, found.versions.len()), (1, 1));
    assert!(found.demo.is_none() && found.versions[0].change_note.is_none());
}

#[test]
fn an_identical_file_changes_nothing_and_a_comment_in_it_neither() {
    let mut house = House::with_example();
    let revision = current_revision(&mut house.conn).unwrap();
    let before = house.example();
    assert_eq!(
        house.import(EXAMPLE, "2024-05-02"),
        ImportOutcome::Unchanged
    );
    let commented = format!("# En merknad.\n{EXAMPLE}");
    assert_eq!(
        house.import(&commented, "2024-05-02"),
        ImportOutcome::Unchanged
    );
    assert_eq!(house.example(), before);
    assert_eq!(current_revision(&mut house.conn).unwrap(), revision);
}

#[test]
fn a_changed_file_is_the_next_version_and_the_one_before_stays_readable() {
    let mut house = House::with_example();
    let changed = but(
        &next(EXAMPLE),
        "Forebygging av overdoser",
        "Å forebygge overdoser",
    );
    assert_eq!(
        house.import(&changed, "2024-05-03"),
        ImportOutcome::NewVersion(2)
    );
    let now = house.example();
    assert_eq!(
        (now.version, now.chapters[0].title.nb.as_str()),
        (2, "Å forebygge overdoser")
    );
    assert_eq!(now.versions[1].published_at, noon("2024-05-03"));
    let note = now.versions[1].change_note.as_ref().expect("a note");
    assert_eq!(note.get(Lang::Nn), "Språket er retta.");
    assert_eq!(now.last_professional_change(), now.first_published());
    let before = house.load("24-13304", Some(1)).expect("version 1");
    assert_eq!(before.chapters[0].title.nb, "Forebygging av overdoser");
    assert_eq!(before.versions, now.versions);
    assert_eq!(before.chapters[0].id, now.chapters[0].id);
    assert_eq!(house.load("24-13304", Some(3)), None);
}

#[test]
fn a_text_that_is_taken_out_is_gone_from_the_new_version_only() {
    let mut house = House::with_example();
    let from = EXAMPLE.find("background.nb").unwrap();
    let to = EXAMPLE.find("[owner]").unwrap();
    let without = next(&format!("{}{}", &EXAMPLE[..from], &EXAMPLE[to..]));
    assert_eq!(
        house.import(&without, "2024-05-03"),
        ImportOutcome::NewVersion(2)
    );
    assert_eq!(house.example().background, None);
    assert!(
        house
            .load("24-13304", Some(1))
            .unwrap()
            .background
            .is_some()
    );
}

#[test]
fn a_changed_file_without_a_note_or_with_the_last_one_is_refused() {
    let mut house = House::with_example();
    let changed = but(EXAMPLE, "Forebygging av overdoser", "Å forebygge overdoser");
    let said = house.refusal(&changed, "2024-05-03");
    assert!(said.contains("«change_note»"), "{said}");
    assert_eq!(
        house.import(&next(&changed), "2024-05-03"),
        ImportOutcome::NewVersion(2)
    );
    let again = but(&next(&changed), "Å forebygge", "Å hindre");
    let said = house.refusal(&again, "2024-05-04");
    assert!(
        said.starts_with(&line_of(&again, "change_note.nb")),
        "{said}"
    );
}

#[test]
fn what_people_may_have_answered_cannot_be_changed_and_each_is_named_with_its_line() {
    let mut house = House::with_example();
    let text = next(EXAMPLE);
    let cases = [
        (
            but(
                &text,
                "deadline_on = 2024-08-01",
                "deadline_on = 2024-07-31",
            ),
            "deadline_on",
            "Fristen",
        ),
        (
            but(
                &text,
                "published_on = 2024-04-15",
                "published_on = 2024-04-16",
            ),
            "published_on",
            "published_on",
        ),
        (
            but(
                &text,
                "reference = \"24/13304\"",
                "reference = \"24/13305\"",
            ),
            "reference",
            "24/13304",
        ),
        (
            but(&text, "983 544 622", "974 767 880"),
            "slug",
            "virksomhet",
        ),
        (
            but(&text, "key = \"stotter-ikke\"", "key = \"imot\""),
            "",
            "stotter-ikke",
        ),
        (
            but(&text, "label.nb = \"Støtter\"", "label.nb = \"Liker\""),
            "",
            "«stotter»",
        ),
        (
            but(
                &text,
                "key = \"tekst\"\nkind = \"text\"\nlimit = 4000",
                "key = \"tekst\"\nkind = \"text\"\nlimit = 3999",
            ),
            "",
            "4000",
        ),
        (
            but(&text, "\"ADHD Norge\"", "\"ADHD i Norge\""),
            "",
            "ADHD Norge",
        ),
    ];
    for (changed, at, words) in cases {
        let said = house.refusal(&changed, "2024-05-03");
        assert!(said.contains(words), "{words}: {said}");
        if !at.is_empty() {
            let line = line_of(&changed, &format!("{at} ="));
            assert!(said.lines().any(|l| l.starts_with(&line)), "{line} {said}");
        }
    }
    assert_eq!(house.example().version, 1);
}

#[test]
fn a_kind_of_field_a_retired_key_and_a_status_backwards_are_refused() {
    let mut house = House::with_example();
    let to_scale = "key = \"generelt\"\nkind = \"choice\"\noption = [{ key = \"a\", label = \"A\" }, { key = \"b\", label = \"B\" }]";
    let changed = but(
        &next(EXAMPLE),
        "key = \"generelt\"\nkind = \"text\"\nlimit = 4000",
        to_scale,
    );
    let said = house.refusal(&changed, "2024-05-03");
    assert!(
        said.starts_with(&line_of(&changed, "key = \"generelt\"")),
        "{said}"
    );

    let general = but(
        &next(EXAMPLE),
        "[[chapter.advice]]\nkey = \"r4\"",
        "[[chapter.advice]]\nkey = \"generelt\"",
    );
    let problems = file::parse(&general, |_| Some(b"x".to_vec())).unwrap_err();
    assert!(problems[0].to_string().contains("de generelle feltene"));

    let from = EXAMPLE.find("[[chapter.advice]]\nkey = \"r4\"").unwrap();
    let to = EXAMPLE.find("[[chapter.advice]]\nkey = \"r5\"").unwrap();
    let without = format!("{}{}", &next(&EXAMPLE[..to])[..], &EXAMPLE[to..]);
    let without = without.replace(&EXAMPLE[from..to], "");
    assert_eq!(
        house.import(&without, "2024-05-03"),
        ImportOutcome::NewVersion(2)
    );
    assert!(house.example().find_advice("r4").is_none());
    assert!(
        house
            .load("24-13304", Some(1))
            .unwrap()
            .find_advice("r4")
            .is_some()
    );
    let back = but(&next(EXAMPLE), "Språket er rettet.", "Råd 4 er tilbake.");
    let said = house.refusal(&back, "2024-05-04");
    assert!(said.contains("«r4» har vært brukt"), "{said}");

    let concluded = but(&without, "slug =", "status = \"concluded\"\nslug =");
    let concluded = but(&concluded, "Språket er rettet.", "Ferdig.");
    assert_eq!(
        house.import(&concluded, "2024-09-01"),
        ImportOutcome::NewVersion(3)
    );
    let open = but(&concluded, "\"concluded\"", "\"open\"");
    let said = house.refusal(&but(&open, "Ferdig.", "Åpen igjen."), "2024-09-02");
    assert!(said.contains("status"), "{said}");
}

#[test]
fn a_later_deadline_is_an_extension_with_the_note_as_its_reason() {
    let mut house = House::with_example();
    let later = but(
        &next(EXAMPLE),
        "deadline_on = 2024-08-01",
        "deadline_on = 2024-08-15",
    );
    assert_eq!(
        house.import(&later, "2024-07-01"),
        ImportOutcome::NewVersion(2)
    );
    let found = house.example();
    assert_eq!(found.deadline_on, day("2024-08-15"));
    let change = &found.deadline_changes[0];
    assert_eq!(
        (change.old_on, change.new_on),
        (day("2024-08-01"), day("2024-08-15"))
    );
    assert_eq!(change.reason.nb, "Språket er rettet.");
}

#[test]
fn no_file_says_that_the_deadline_has_passed_before_it_has() {
    let mut house = House::with_example();
    for status in ["processing", "concluded"] {
        let line = format!("status = \"{status}\"\nslug =");
        let early = but(&next(EXAMPLE), "slug =", &line);
        let said = house.refusal(&early, "2024-08-01");
        assert!(said.starts_with(&line_of(&early, "status =")), "{said}");
        assert!(said.contains("den siste fristen er 2024-08-01"), "{said}");
        let first = but(&but(ROUND, "2026-11-16", "2024-01-05"), "slug =", &line);
        let said = house.refusal(&first, "2024-08-02");
        assert!(said.contains("den siste fristen er 2027-02-26"), "{said}");
    }
    assert_eq!(house.example().status, Status::Open);
    let passed = but(ROUND, "2026-11-16", "2024-01-05");
    let passed = but(&passed, "2027-02-26", "2024-05-01");
    let passed = but(&passed, "slug =", "status = \"concluded\"\nslug =");
    assert_eq!(house.import(&passed, "2024-05-02"), ImportOutcome::Created);
}

#[test]
fn no_file_moves_the_deadline_of_what_is_no_longer_open_or_to_a_day_that_has_passed() {
    let mut house = House::with_example();
    let later = but(
        &next(EXAMPLE),
        "deadline_on = 2024-08-01",
        "deadline_on = 2024-08-15",
    );
    let said = house.refusal(&later, "2024-08-16");
    assert!(said.contains("en dag som er passert"), "{said}");
    let concluded = but(&next(EXAMPLE), "slug =", "status = \"concluded\"\nslug =");
    assert_eq!(
        house.import(&concluded, "2024-08-02"),
        ImportOutcome::NewVersion(2)
    );
    let later = but(&later, "Språket er rettet.", "Ny frist.");
    let said = house.refusal(&later, "2024-08-03");
    assert!(said.starts_with(&line_of(&later, "deadline_on")), "{said}");
    assert!(said.contains("ikke lenger åpen"), "{said}");
    assert!(house.example().deadline_changes.is_empty());
}

#[test]
fn lines_may_be_added_to_the_list_and_are_marked_with_the_version() {
    let mut house = House::with_example();
    let more = but(
        &next(EXAMPLE),
        "  \"ADHD Norge\",",
        "  \"Eksempelforeningen\",\n  \"ADHD Norge\",",
    );
    assert_eq!(
        house.import(&more, "2024-05-03"),
        ImportOutcome::NewVersion(2)
    );
    let found = house.example();
    let added: Vec<_> = found
        .groups
        .iter()
        .flat_map(|g| &g.lines)
        .filter(|l| l.added_in == 2)
        .collect();
    assert_eq!(
        added
            .iter()
            .map(|l| l.as_listed.as_str())
            .collect::<Vec<_>>(),
        ["Eksempelforeningen"]
    );
    assert_eq!(found.invited(), 427);
    assert_eq!(house.load("24-13304", Some(1)).unwrap().invited(), 426);
}

#[test]
fn two_rounds_in_one_case_share_its_series_and_a_round_without_reference_keeps_its_own() {
    let mut house = House::with_example();
    let second = but(
        EXAMPLE,
        "slug = \"24-13304\"",
        "slug = \"24-13304-ny\"\nfollows = \"24-13304\"",
    );
    let second = but(&second, "\"24/13304\"", "\"2024/13304\"");
    assert_eq!(house.import(&second, "2024-05-02"), ImportOutcome::Created);
    let (first, second) = (house.example(), house.load("24-13304-ny", None).unwrap());
    assert_eq!(first.case_series_id, second.case_series_id);
    assert_eq!(
        second.follows.as_ref().map(|f| f.slug.as_str()),
        Some("24-13304")
    );
    assert_eq!(first.followed_by[0].slug, "24-13304-ny");

    assert_eq!(house.import(ROUND, "2026-11-20"), ImportOutcome::Created);
    let round = house.load("lettere-a-svare", None).unwrap();
    assert_eq!(
        (round.reference, round.number_prefix.as_str()),
        (None, "lettere-a-svare")
    );
    let with_case = but(&next(ROUND), "slug =", "reference = \"26/77\"\nslug =");
    assert_eq!(
        house.import(&with_case, "2026-11-21"),
        ImportOutcome::NewVersion(2)
    );
    let later = house.load("lettere-a-svare", None).unwrap();
    assert_eq!(later.reference.as_deref(), Some("26/77"));
    assert_eq!(later.case_series_id, round.case_series_id);
    assert_eq!(later.number_prefix, "lettere-a-svare");
}

#[test]
fn an_unknown_forerunner_and_a_circle_are_refused() {
    let mut house = House::new();
    let lonely = but(
        EXAMPLE,
        "slug = \"24-13304\"",
        "slug = \"24-13304\"\nfollows = \"finnes-ikke\"",
    );
    let said = house.refusal(&lonely, "2024-05-01");
    assert!(said.starts_with(&line_of(&lonely, "follows =")), "{said}");
    assert_eq!(house.import(EXAMPLE, "2024-05-01"), ImportOutcome::Created);
    let second = but(
        EXAMPLE,
        "slug = \"24-13304\"",
        "slug = \"b\"\nfollows = \"24-13304\"",
    );
    assert_eq!(house.import(&second, "2024-05-01"), ImportOutcome::Created);
    let circle = but(
        &next(EXAMPLE),
        "slug = \"24-13304\"",
        "slug = \"24-13304\"\nfollows = \"b\"",
    );
    assert!(house.refusal(&circle, "2024-05-02").contains("følger selv"));
}

#[test]
fn a_new_name_of_its_owner_waits_with_a_consultation_for_its_day() {
    let mut house = House::new();
    let first = but(ROUND, "2026-11-16", "2024-01-05");
    assert_eq!(house.import(&first, "2024-05-01"), ImportOutcome::Created);
    let next = but(ROUND, "lettere-a-svare", "den-neste");
    let next = but(&next, "Eksempeldirektoratet\"", "Nytt navn\"");
    let next = but(&next, "postmottak@", "ny.adresse@");
    assert_eq!(house.import(&next, "2024-05-02"), ImportOutcome::Created);
    let owner_of = |house: &mut House, slug| {
        let owner = house.load(slug, None).unwrap().owner;
        (owner.name.nb, owner.reply_address)
    };
    let new = (
        "Nytt navn".to_owned(),
        "ny.adresse@eksempeldirektoratet.example".to_owned(),
    );
    let (name, _) = owner_of(&mut house, "lettere-a-svare");
    assert_eq!(name, "Eksempeldirektoratet");
    assert_eq!(owner_of(&mut house, "den-neste"), new);
    let day = noon("2026-11-16");
    let published = transaction::write(&mut house.conn, |c| publish_due(c, day)).unwrap();
    assert_eq!(published, 1);
    for slug in ["lettere-a-svare", "den-neste"] {
        assert_eq!(owner_of(&mut house, slug), new, "{slug}");
    }
}

#[test]
fn what_waits_for_its_day_does_not_give_its_owner_the_old_name_back() {
    let mut house = House::new();
    let first = but(ROUND, "2026-11-16", "2024-01-05");
    assert_eq!(house.import(&first, "2024-05-01"), ImportOutcome::Created);
    let waits = but(ROUND, "lettere-a-svare", "den-neste");
    assert_eq!(house.import(&waits, "2024-05-02"), ImportOutcome::Created);
    let renamed = but(&next(&first), "Eksempeldirektoratet\"", "Nytt navn\"");
    let renamed = but(&renamed, "postmottak@", "ny.adresse@");
    assert_eq!(
        house.import(&renamed, "2024-05-03"),
        ImportOutcome::NewVersion(2)
    );
    let day = noon("2026-11-16");
    let published = transaction::write(&mut house.conn, |c| publish_due(c, day)).unwrap();
    assert_eq!(published, 1);
    for slug in ["lettere-a-svare", "den-neste"] {
        let owner = house.load(slug, None).unwrap().owner;
        assert_eq!(owner.name.nb, "Nytt navn", "{slug}");
        assert!(owner.reply_address.starts_with("ny.adresse@"), "{slug}");
    }
}

#[test]
fn a_later_day_of_publication_keeps_it_hidden_until_then_and_free_to_change() {
    let mut house = House::new();
    assert_eq!(house.import(EXAMPLE, "2024-04-10"), ImportOutcome::Created);
    assert_eq!(house.example().status, Status::Preparing);
    assert!(house.list(None, "", None, 10).items.is_empty());
    let document = house.example().documents[0].clone();
    let sha256: Vec<u8> = (0..64)
        .step_by(2)
        .map(|n| u8::from_str_radix(&document.sha256[n..n + 2], 16).unwrap())
        .collect();
    assert!(
        find_document(&mut house.conn, &sha256, &document.file_name)
            .unwrap()
            .is_none()
    );
    let changed = but(EXAMPLE, "Forebygging av overdoser", "Å forebygge overdoser");
    assert_eq!(
        house.import(&changed, "2024-04-11"),
        ImportOutcome::Replaced
    );
    assert_eq!(
        transaction::write(&mut house.conn, |c| publish_due(
            c,
            "2024-04-14T21:59:59Z".parse().unwrap()
        ))
        .unwrap(),
        0
    );
    assert_eq!(
        transaction::write(&mut house.conn, |c| publish_due(
            c,
            "2024-04-14T22:00:00Z".parse().unwrap()
        ))
        .unwrap(),
        1
    );
    let found = house.example();
    assert_eq!((found.status, found.version), (Status::Open, 1));
    assert_eq!(found.chapters[0].title.nb, "Å forebygge overdoser");
    assert_eq!(
        found.first_published(),
        Some("2024-04-14T22:00:00Z".parse().unwrap())
    );
    assert!(
        find_document(&mut house.conn, &sha256, &document.file_name)
            .unwrap()
            .is_some()
    );
    assert!(
        find_document(&mut house.conn, &sha256, "annet.txt")
            .unwrap()
            .is_none()
    );
}

#[test]
fn the_example_of_a_new_house_is_open_and_tells_its_true_dates() {
    let mut house = House::new();
    let now = noon("2026-11-20");
    assert!(transaction::write(&mut house.conn, |c| load_example(c, now)).unwrap());
    assert!(!transaction::write(&mut house.conn, |c| load_example(c, now)).unwrap());
    let found = house.example();
    assert!(found.is_open_at(now));
    assert_eq!(found.stage(now), Stage::Open);
    assert_eq!((found.deadline_on - found.published_on).num_days(), 108);
    let demo = found.demo.expect("true dates");
    assert_eq!(
        (demo.published_on, demo.deadline_on),
        (day("2024-04-15"), day("2024-08-01"))
    );
}

#[test]
fn the_list_is_by_deadline_and_goes_on_where_it_stopped() {
    let mut house = House::new();
    for (n, deadline) in [
        "2024-08-01",
        "2024-06-14",
        "2024-08-01",
        "2024-04-30",
        "2024-09-02",
    ]
    .iter()
    .enumerate()
    {
        let one = but(EXAMPLE, "slug = \"24-13304\"", &format!("slug = \"s{n}\""));
        let one = but(
            &one,
            "deadline_on = 2024-08-01",
            &format!("deadline_on = {deadline}\nshort_reason = \"Det haster.\""),
        );
        assert_eq!(house.import(&one, "2024-04-20"), ImportOutcome::Created);
    }
    let slugs = |listed: &Listed| {
        listed
            .items
            .iter()
            .map(|i| i.slug.clone())
            .collect::<Vec<_>>()
    };
    let first = house.list(Some(Stage::Open), "", None, 2);
    assert_eq!(slugs(&first), ["s1", "s0"]);
    let cursor = first
        .next
        .expect("more")
        .to_string()
        .parse()
        .expect("our cursor");
    let second = house.list(Some(Stage::Open), "", Some(cursor), 2);
    assert_eq!(
        (slugs(&second), second.next),
        (vec!["s2".to_owned(), "s4".to_owned()], None)
    );
    let processing = house.list(Some(Stage::Processing), "", None, 10);
    assert_eq!(
        (slugs(&processing), processing.items[0].stage),
        (vec!["s3".to_owned()], Stage::Processing)
    );
    assert_eq!(slugs(&house.list(None, "", None, 2)), ["s4", "s2"]);
    assert_eq!(
        house.list(None, "", None, 2).items[0].owner.nb,
        "Helsedirektoratet"
    );
    let counts = count(&mut house.conn, "", day("2024-05-01")).unwrap();
    assert_eq!(
        (counts.open, counts.processing, counts.concluded),
        (4, 1, 0)
    );
}

#[test]
fn search_folds_letters_and_knows_the_case_in_every_written_form() {
    let mut house = House::with_example();
    for words in [
        "overdoseFOREBYGGENDE",
        "førebyggjande kommunen",
        "24/13304",
        "2024/13304-9",
        "helsedirektoratet",
    ] {
        assert_eq!(house.list(None, words, None, 10).items.len(), 1, "{words}");
    }
    for words in ["24/1330", "landbruk", "100%", "over_oser"] {
        assert_eq!(house.list(None, words, None, 10).items.len(), 0, "{words}");
    }
}

#[tokio::test]
async fn the_catalogue_sees_an_import_of_another_process_at_its_next_look() {
    let mut house = House::with_example();
    let url = DatabaseUrl::parse(house.database.url()).unwrap();
    let db = Db::open(&url, 2).unwrap();
    let catalogue = Catalogue::default();
    let now = noon("2024-05-03");
    let before = catalogue.refresh(&db, now).await.unwrap();
    assert_eq!(catalogue.get(&db, "24-13304").await.unwrap().version, 1);
    assert!(catalogue.get(&db, "finnes-ikke").await.is_err());
    let changed = but(
        &next(EXAMPLE),
        "Forebygging av overdoser",
        "Å forebygge overdoser",
    );
    assert_eq!(
        house.import(&changed, "2024-05-03"),
        ImportOutcome::NewVersion(2)
    );
    assert!(catalogue.refresh(&db, now).await.unwrap() > before);
    let found = catalogue.get(&db, "24-13304").await.unwrap();
    assert_eq!(found.version, 2);
    assert_eq!(catalogue.get(&db, found.id).await.unwrap(), found);
    db.close();
}
