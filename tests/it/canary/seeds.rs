//! The house with a word in every place that holds what somebody may not see.

use crate::support::app::TestApp;
use crate::support::respondent::{Respondent, letter_token};
use crate::support::scene::canary::{Canary, Marks};
use crate::support::scene::holder::Holder;
use crate::support::scene::paths::Found;
use crate::support::scene::place::{Place, TEXT, invited_body, press, sender, whole_answer};
use crate::support::scene::unpublished::{first_document, write_over};
use crate::support::scene::{World, made_file};
use crate::support::staff::Staff;
use chrono::TimeDelta;
use hoering::accounts::{self, NewMember};
use hoering::i18n::Lang;
use hoering::ids;
use hoering::role::Role;
use serde_json::json;
use uuid::Uuid;

pub struct House {
    pub world: World,
    pub found: Found,
    /// What everything is kept secret of.
    pub main: Place,
    /// Hash and name of the document of its working copy.
    pub copied: (String, String),
    /// The file that somebody had made.
    pub job: String,
    /// Whoever writes there and has nothing to do with the others.
    pub bystander: Holder,
    /// Invited to the same, and not who the words are about.
    pub other_body: Holder,
}

const SLUG: &str = "hovedsaken";

impl House {
    pub fn new() -> Self {
        let app = TestApp::start_with(&[
            ("HOERING_RATE_PER_MINUTE", "100000"),
            ("HOERING_RATE_BURST", "100000"),
        ]);
        let mut main = Place::new(&app, SLUG, 1, "2026-03-02", Marks::Canaries);
        let mut decider = decider(&app);
        unconfirmed(&app);
        private_person(&app);
        told_since(&app, &main.invited);
        let mut late = late_writer(&app);
        let bystander = bystander(&app);
        let (name, marks) = ("Vanlig kommune", Marks::None);
        let (_, other_body, _) =
            invited_body(&app, &mut app.staff(Role::Officer), SLUG, name, marks);
        answered(&mut decider, &main);
        let job = export(&app, decider.id, &main);
        main.open_copy(&mut decider);
        let words = [Canary::CopyNb, Canary::CopyNn, Canary::CopyFile];
        write_over(&app, &mut decider, SLUG, words.map(Canary::word));
        // The deadline of the day has passed; sessions of those who answer live on.
        app.clock
            .advance(TimeDelta::hours(14) + TimeDelta::minutes(30));
        assert_eq!(late.send("sent").json()["standing"], "late");
        let mut decider = app.signed_in(decider.id);
        decided(&mut decider);
        minutes(&app, &mut decider, &main);
        let world = World::new(app, Marks::Canaries);
        behind_the_back(&world, &main);
        main.number = 5;
        Self {
            found: Found::look(&world.app),
            copied: first_document(&world.app, SLUG),
            world,
            main,
            job,
            bystander,
            other_body,
        }
    }
}

fn decider(app: &TestApp) -> Staff {
    let new = NewMember::check(
        "avgjor@staff.example",
        &Canary::DeciderName.word(),
        Lang::Nb,
    );
    let new = new.expect("a member of staff");
    let id = app.database(|conn| accounts::add(conn, &new, app.operator()).expect("an id"));
    app.give_role(id, Some(SLUG), Some(Role::Leader));
    app.signed_in(id)
}

fn unconfirmed(app: &TestApp) {
    let word = Canary::UnconfirmedSender.word();
    let told = sender(&word, &Canary::UnconfirmedEmail.address());
    let (text, reason) = (
        Canary::UnconfirmedText.word(),
        Canary::UnconfirmedReason.word(),
    );
    whole_answer(app, SLUG, &told, &text, &reason);
}

/// Somebody who asks not to be named.
fn private_person(app: &TestApp) {
    let email = "privat@eksempel.example";
    let told = json!({ "on_behalf": "person", "person": Canary::PrivateName.word(), "email": email,
        "name_withheld": true });
    let holder = whole_answer(app, SLUG, &told, "Fra en som ikke vil nevnes", "En grunn");
    let mut writer = Respondent {
        client: app.client(),
        desk: holder.desk,
        token: holder.token,
    };
    writer.confirm(app, email);
    let since = Canary::UnsentEmail.address();
    writer.tell(&json!({ "sender": { "name_withheld": false, "email": since } }));
}

/// Whoever has sent and holds the link of a body tells another address, and does not send it.
fn told_since(app: &TestApp, sent: &Holder) {
    let mut writer = Respondent {
        client: app.client(),
        desk: sent.desk.clone(),
        token: sent.token.clone(),
    };
    writer.tell(&json!({ "sender": { "email": Canary::UnsentEmail.address() } }));
}

fn late_writer(app: &TestApp) -> Respondent {
    let (word, email) = (Canary::LateSender.word(), Canary::LateSender.address());
    let told = json!({ "sender": sender(&word, &email) });
    let mut writer = Respondent::begin_at(app, SLUG, &told);
    writer.write(TEXT, 0, &Canary::LateText.word());
    writer.have_link_sent(&email);
    writer.confirm(app, &email);
    writer
}

fn bystander(app: &TestApp) -> Holder {
    let told = json!({ "sender": sender("vanlig", "andre@eksempel.example") });
    let mut desk = Respondent::begin_at(app, SLUG, &told);
    desk.write(TEXT, 0, "Noe vanlig.");
    Holder::new(app, &desk.desk, &desk.token)
}

/// The question for more time is refused, and a body gets a deadline of its own.
fn answered(staff: &mut Staff, main: &Place) {
    let frist = format!("/saksbehandling/horinger/{SLUG}/frist");
    let reason = Canary::RequestAnswer.word();
    let fields = [
        ("svar", "avsla"),
        ("new_on", ""),
        ("reason", reason.as_str()),
        ("reason_nn", reason.as_str()),
        ("nokkel", "avslag"),
    ];
    let refused = staff.post(&format!("{frist}/anmodninger/{}", main.request), &fields);
    assert_eq!(refused.status, 303, "{}", refused.text());
    let reason = Canary::OwnDeadline.word();
    let fields = [
        ("new_on", "2026-04-20"),
        ("reason", reason.as_str()),
        ("reason_nn", reason.as_str()),
        ("nokkel", "egen"),
        ("bekreftet", "ja"),
    ];
    let moved = staff.post(&format!("{frist}/instanser/{}", main.body.id), &fields);
    assert_eq!(moved.status, 303, "{}", moved.text());
}

/// It is decided of the late answer that it counts.
fn decided(staff: &mut Staff) {
    let late = format!("/saksbehandling/horinger/{SLUG}/frist/sene");
    let page = staff.get(&late);
    let value = page.text().split("name=\"id\" value=\"").nth(1);
    let value = value.and_then(|rest| rest.split('"').next());
    let reason = Canary::LateDecision.word();
    let fields = [
        ("avgjorelse", "teller"),
        ("reason", reason.as_str()),
        ("nokkel", "teller"),
        ("id", value.expect("a late answer")),
    ];
    let done = staff.post(&late, &fields);
    assert_eq!(done.status, 303, "{}", done.text());
}

/// Minutes that are written and not sent.
fn minutes(app: &TestApp, staff: &mut Staff, main: &Place) {
    let path = format!(
        "/saksbehandling/horinger/{SLUG}/moter/{}/referat",
        main.meeting
    );
    let opened = staff.post(&path, &[]);
    let link = opened.header("location").expect("a link").to_owned();
    let mut client = app.client();
    let entered = press(&mut client, &link, &[]);
    let desk = crate::support::scene::place::desk_in(entered.header("location").expect("a desk"));
    let token = link.rsplit('/').next().expect("a token").to_owned();
    let mut writer = Respondent {
        client,
        desk,
        token,
    };
    writer.client.cookies.clear();
    writer.write(TEXT, 0, &Canary::MinutesText.word());
}

/// A file of answers, as the worker leaves it.
fn export(app: &TestApp, owner: Uuid, main: &Place) -> String {
    let file = [
        format!("q={}&format=json", Canary::ExportAsked.word()),
        Canary::ExportName.word(),
        Canary::ExportFile.word(),
    ];
    made_file(app, owner, main.id, file)
}

/// What no form of ours writes, or only after something outside has gone wrong.
fn behind_the_back(world: &World, main: &Place) {
    let app = &world.app;
    let staff = NewMember::check(
        &Canary::StaffEmail.address(),
        &Canary::StaffName.word(),
        Lang::Nb,
    );
    let id = app.database(|conn| {
        accounts::add(conn, &staff.expect("a member"), app.operator()).expect("an id")
    });
    app.give_role(id, Some(world.elsewhere.slug), Some(Role::Reader));
    let fields = [
        ("email", Canary::StaffEmail.address()),
        (
            "til",
            format!("/saksbehandling?etter={}", Canary::SignInWanted.word()),
        ),
    ];
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    assert_eq!(
        press(&mut app.client(), "/saksbehandling/logg-inn", &fields).status,
        200
    );
    let lost = [("who", Canary::LostWho.word())];
    let lost = lost.each_ref().map(|(name, who)| (*name, who.as_str()));
    let asked = press(&mut app.client(), &format!("/horinger/{SLUG}/lenke"), &lost);
    assert_eq!(asked.status, 303, "{}", asked.text());
    letter_token(app, &Canary::SentEmail.address());
    let word = Canary::word;
    let hex = |id: Uuid| match is_sqlite(app) {
        true => format!("X'{}'", id.simple()),
        false => format!("'{id}'"),
    };
    let new = || hex(ids::new(app.clock.now()));
    let at = "'2026-03-02T09:00:00.000000Z'";
    let letter = new();
    // The register has another address by now than the one that was written down.
    app.execute(&format!(
        "UPDATE body_address SET address = 'flyttet@eksempel.example' WHERE body_id = {};
         UPDATE staff SET issuer = 'https://innlogging.example', subject = '{}' WHERE name = '{}';
         UPDATE register_import SET file_name = '{}';
         INSERT INTO body_address (id, body_id, address, kind, state, note, created_at)
            VALUES ({}, {}, '{}', 'contact', 'active', '{}', {at});
         INSERT INTO outbox (id, kind, about, slot, recipient, language, message_id, state, due_at, attempts, reply, created_at)
            VALUES ({letter}, 'invitation', {}, 'kanari', '{}', 'nb', 'kanari@eksempel.example', 'parked', {at}, 1, '{}', {at});
         INSERT INTO delivery_event (id, outbox_id, outcome, detail, at)
            VALUES ({}, {letter}, 'never', '{}', {at});
         INSERT INTO audit (id, at, actor, action, object_kind, object_id, detail)
            VALUES ({}, {at}, 'operator', 'tested', 'desk', {}, '{}');
         INSERT INTO idempotency (scope, key, payload_sha256, status, headers, body, created_at)
            VALUES ('{repeated}', '{repeated}', {}, 200, '[\"{repeated}\"]', '{repeated}', {at});",
        hex(main.body_id.parse().expect("an id")),
        word(Canary::Subject),
        word(Canary::StaffName),
        word(Canary::ImportName),
        new(),
        hex(world.body.parse().expect("an id")),
        Canary::ContactAddress.address(),
        word(Canary::AddressNote),
        hex(main.body.id),
        Canary::LetterTo.address(),
        word(Canary::LetterReply),
        new(),
        word(Canary::LetterEvent),
        new(),
        new(),
        word(Canary::AuditDetail),
        match is_sqlite(app) {
            true => "X'00'",
            false => "'\\x00'",
        },
        repeated = word(Canary::Repeated),
    ));
}

fn is_sqlite(app: &TestApp) -> bool {
    app.database(|conn| matches!(conn, hoering::db::Conn::Sqlite(_)))
}
