//! A desk of each kind in each state, with everybody who can hold a link to it, and what an action needs to be there first.

use super::{Kind, State};
use crate::extension::at;
use crate::support::app::{EXAMPLE, NOW, TestApp};
use crate::support::client::Client;
use crate::support::respondent::{ADVICE, Respondent, TEXT, sender, text_of};
use crate::support::scene::holder::Holder;
use crate::support::scene::id_of;
use crate::word::with_cell;
use actix_web::web::Data;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use diesel::prelude::*;
use hoering::app::App;
use hoering::bodies::{self, Kind as BodyKind, NewBody, Source};
use hoering::colleagues::{self, NewContributor};
use hoering::db::schema::{contributor, invited, member};
use hoering::db::{Conn, Instant, Uid, transaction};
use hoering::i18n::Lang;
use hoering::ids;
use hoering::keys::Keys;
use hoering::right::Right;
use hoering::server;
use hoering::session::{self, LinkKind, NewLink};
use hoering::submissions::desk::SenderDetails;
use hoering::submissions::receipt::OnBehalf;
use hoering::submissions::{self, NewDesk};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What stands in every answer; what is asked about is the råd before it, where nothing does.
pub const STANDS: &str = "r2.tekst";
/// Some time before, so that whoever was written to then can be reminded.
const BEFORE: &str = "2026-02-27T09:00:00Z";
const AFTER_DEADLINE: &str = "2026-05-05T10:00:00Z";
/// A day on which members can be asked to be done.
pub const DUE_ON: &str = "2026-03-20";

/// By which link somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// They were asked to take part by it.
    Colleague,
    /// The same, and they were taken out.
    Ended,
    /// Whoever has the whole answer in their hands: an answer is begun with it, it stands in a letter, or in the body's.
    Desk,
    Letter,
    Invitation,
}

/// Who asks: a right everywhere, or to write in one råd.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who {
    pub right: Right,
    pub parts: &'static [&'static str],
    pub by: By,
}

const fn everywhere(right: Right) -> Who {
    Who {
        right,
        parts: &[],
        by: By::Colleague,
    }
}

impl Who {
    /// The links by which they come. Whoever coordinates does so by one of each kind: what they may is the same. The letter of
    /// somebody who was not invited would confirm their address, and the answer be in another state.
    fn comes_by(self, (kind, state): (Kind, State)) -> &'static [By] {
        match (self.right, self.by, kind, state) {
            (_, By::Ended, ..) => &[By::Ended],
            (Right::Coordinate, _, Kind::Own | Kind::Joint, State::Unconfirmed) => {
                &[By::Colleague, By::Desk]
            }
            (Right::Coordinate, _, Kind::Own | Kind::Joint, _) => {
                &[By::Colleague, By::Desk, By::Letter, By::Invitation]
            }
            _ => &[By::Colleague],
        }
    }

    /// By one of their links in turn.
    pub fn in_turn(self, (kind, state): (Kind, State), n: usize) -> Self {
        let links = self.comes_by((kind, state));
        let by = links[(n + state as usize) % links.len()];
        Self { by, ..self }
    }
}

const WRITERS: &[Who] = &[
    everywhere(Right::Read),
    Who {
        right: Right::Write,
        parts: &[ADVICE],
        by: By::Colleague,
    },
    everywhere(Right::Write),
    everywhere(Right::Send),
    Who {
        right: Right::Coordinate,
        parts: &[],
        by: By::Ended,
    },
    everywhere(Right::Coordinate),
];

/// What is given together differs by whoever signs it; all else is as in an answer of one's own, which is looked at once.
const SIGNERS: &[Who] = &[everywhere(Right::Confirm), everywhere(Right::Coordinate)];

pub fn askers(kind: Kind, state: State) -> &'static [Who] {
    match (kind, state) {
        (Kind::Own | Kind::Member, _) | (_, State::Sent) => WRITERS,
        (Kind::Joint, _) => SIGNERS,
    }
}

/// What there must be before an action does anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// Two texts in the field, the second of which stands.
    Versions,
    NoComment,
    Ready,
    Batch,
    Held,
    /// A note of whoever asks.
    Note,
    /// The råd was chosen at the start.
    Chosen,
    /// The proposal as it was before its newest version was seen last.
    Behind,
    Colleague,
    /// A link in a letter that a colleague has had sent.
    InLetter,
    Attached,
    /// A file that was taken away.
    Detached,
    /// A Word file of whoever asks, in which the field is filled in.
    Reading,
    Round,
    Member,
    /// What a member has handed over.
    Input,
    Cosigner,
    /// Whoever asks has confirmed what they read.
    Signed,
    /// Another answer is supported, which is shared.
    Endorsed,
    /// What is supported is shared no more.
    Unshared,
    /// Others may support this one.
    Shared,
    Feed,
    Adoption,
}

/// What the paths and the bodies name.
pub type Things = BTreeMap<&'static str, String>;

/// What all scenes of a walk have in common.
pub struct House {
    pub app: TestApp,
    /// Behind the program's back.
    pub conn: Conn,
    of: Uuid,
    federation: Respondent,
    /// The number of its answer, which it lets others support.
    number: String,
    form: Option<Vec<u8>>,
}

impl House {
    pub fn new(makes_pdf: bool) -> Self {
        let mut settings = vec![
            ("HOERING_RATE_PER_MINUTE", "100000"),
            ("HOERING_RATE_BURST", "100000"),
        ];
        if !makes_pdf {
            settings.push(("HOERING_PDF", ""));
        }
        let app = TestApp::start_with(&settings);
        let mut federation = Respondent::confirmed(&app);
        let sent = federation.send("the-federation").json();
        let number = text_of(&sent["number"]);
        let number = number.rsplit('H').next().expect("a number").to_owned();
        // Everybody who begins from here on sees the second version.
        app.retire("r11");
        let (conn, of) = (Conn::open(app.app.db.url()), id_of(&app, EXAMPLE));
        Self {
            conn: conn.expect("the test's database"),
            of,
            app,
            federation,
            number,
            form: None,
        }
    }

    fn set(&self, status: &str) {
        self.app.execute(&format!(
            "UPDATE consultation SET status = '{status}' WHERE slug = '{EXAMPLE}' AND status <> '{status}';
             UPDATE revision SET value = value + 1"
        ));
        let looked = self.app.block_on(server::refresh(&self.app.app));
        looked.expect("a look at what is published");
    }

    fn at_desk(&self, desk: Uuid, token: String) -> Respondent {
        Respondent {
            client: self.app.client(),
            desk: desk.to_string(),
            token,
        }
    }

    /// Somebody who was asked to take part at a desk, some time ago, and has used their link.
    fn takes_part(&mut self, desk: &str, who: Who, name: &str) -> (String, Respondent) {
        let (before, desk_id) = (at(BEFORE), desk.parse().expect("an id"));
        let asked = NewContributor {
            id: ids::new(before),
            desk_id,
            name: name.to_owned(),
            email: format!("{}@kommune.example", name.to_lowercase().replace(' ', ".")),
            may: who.right,
            parts: who.parts.iter().map(|part| (*part).to_owned()).collect(),
            language: Lang::Nb,
            at: before,
        };
        let link = NewLink::for_contributor(&self.app.app.keys, desk_id, asked.id, before);
        let (link, token) = link.expect("a key");
        transaction::write(&mut self.conn, |conn| {
            colleagues::insert(conn, &asked)?;
            session::insert_link(conn, &link)?;
            session::note_opened(conn, asked.id, before)?;
            match who.right {
                Right::Confirm => submissions::insert_cosigner(conn, asked.id, None, None),
                _ => Ok(()),
            }
        })
        .expect("somebody who takes part");
        (asked.id.to_string(), self.at_desk(desk_id, token))
    }

    /// They are taken out again.
    fn take_out(&mut self, id: &str) {
        let (id, now) = (id.parse().expect("an id"), at(NOW));
        transaction::write(&mut self.conn, |conn| {
            diesel::update(contributor::table.find(Uid(id)))
                .set(contributor::ended_at.eq(Some(Instant(now))))
                .execute(conn)?;
            session::revoke_of_contributor(conn, id, now)
        })
        .expect("somebody who is taken out");
    }

    /// Somebody who has the whole answer in their hands, by a link of this kind.
    fn has_all(&mut self, desk: &str, kind: LinkKind, confirms: Option<String>) -> Respondent {
        let desk_id = desk.parse().expect("an id");
        let keys = &self.app.app.keys;
        let link = NewLink::issue(keys, kind, desk_id, confirms, at(BEFORE));
        let (link, token) = link.expect("a key");
        transaction::write(&mut self.conn, |conn| session::insert_link(conn, &link))
            .expect("a link");
        self.at_desk(desk_id, token)
    }

    /// A link in a letter that a colleague has had sent somewhere.
    fn in_letter(&mut self, desk: &str) -> String {
        let (id, program) = self.takes_part(desk, everywhere(Right::Coordinate), "Brev Vik");
        let (desk, id) = (program.desk.parse().expect("an id"), id.parse().ok());
        let keys = &self.app.app.keys;
        let link = NewLink::for_letters(keys, desk, "vik@privat.example", id, at(BEFORE));
        let link = link.expect("a key");
        transaction::write(&mut self.conn, |conn| session::insert_link(conn, &link))
            .expect("a link");
        link.id.to_string()
    }

    /// The answer of a body that was not invited and has not confirmed its address.
    fn uninvited(&self, k: usize) -> Respondent {
        let mut told = sender();
        told["email"] = json!(format!("tilstand-{k}@kommune.example"));
        Respondent::begin_with(&self.app, &json!({ "sender": told }))
    }

    /// An invited body at its desk, by the link of its invitation.
    fn invited_body(&mut self, k: usize, is_joint: bool) -> Respondent {
        let name = format!("Tilstand {k} kommune");
        let address = format!("post@tilstand-{k}.example");
        let (now, of) = (self.app.clock.now(), self.of);
        let (invited_id, desk) = (ids::new(now), ids::new(now));
        let link = NewLink::issue(&self.app.app.keys, LinkKind::Invitation, desk, None, now);
        let (link, token) = link.expect("a key");
        let body = NewBody {
            kind: BodyKind::Municipality,
            official: Some(address.clone()),
            ..NewBody::named(&name, None)
        };
        transaction::write(&mut self.conn, |conn| {
            let registered =
                bodies::insert_bodies(conn, std::slice::from_ref(&body), Source::Staff, now)?;
            let body_id = registered[0];
            diesel::insert_into(invited::table)
                .values((
                    invited::id.eq(Uid(invited_id)),
                    invited::consultation_id.eq(Uid(of)),
                    invited::body_id.eq(Uid(body_id)),
                    invited::name.eq(&name),
                    invited::address.eq(Some(&address)),
                    invited::language.eq("nb"),
                    invited::added_at.eq(Instant(now)),
                ))
                .execute(conn)?;
            let new = NewDesk {
                id: desk,
                consultation_id: of,
                sender: SenderDetails {
                    on_behalf: Some(OnBehalf::PublicBody),
                    organisation: Some(name.clone()),
                    person: Some("Kari".to_owned()),
                    email: Some(address.clone()),
                    ..SenderDetails::default()
                },
                chosen: vec![],
                language: Lang::Nb,
                proposal_version: 2,
                of: Some((invited_id, body_id)),
                parent: None,
                is_joint,
                at: now,
            };
            submissions::insert_desks(conn, &[&new])?;
            session::insert_link(conn, &link)?;
            submissions::begin_invited(conn, desk, now)
        })
        .expect("an invited body");
        self.at_desk(desk, token)
    }

    /// A member at its own desk, asked by a body that was invited.
    fn of_member(&mut self, k: usize) -> Respondent {
        let mut umbrella = self.invited_body(k, false);
        let round = json!({ "due_on": DUE_ON, "message": "" });
        let begun = umbrella.post("/members/round").json(&round).send();
        assert_eq!(begun.status, 200, "{}", begun.text());
        let member = json!({ "name": "Vik lag", "email": format!("post@vik-{k}.example") });
        let asked = json!({ "members": [member] });
        let asked = umbrella.post("/members").json(&asked).send();
        assert_eq!(asked.status, 200, "{}", asked.text());
        let round = umbrella.get("/members").json();
        self.at_members_desk(&text_of(&round["members"][0]["id"]), Right::Coordinate)
    }

    /// Somebody at the desk of this member. Its own link lets it write; what may be done with more is looked at, too.
    fn at_members_desk(&mut self, id: &str, right: Right) -> Respondent {
        let id = Uid(id.parse().expect("an id"));
        let row = member::table.find(id).select(member::desk_id);
        let desk: Uid = row.first(&mut self.conn).expect("a desk");
        self.takes_part(&desk.0.to_string(), everywhere(right), "Vik")
            .1
    }
}

/// A desk, and everybody who asks about it.
pub struct Scene {
    pub owner: Respondent,
    askers: Vec<Asker>,
    things: Things,
}

pub struct Asker {
    pub who: Who,
    pub program: Respondent,
    pub browser: Option<Client>,
    /// What is theirs alone.
    pub own: Things,
    app: Data<App>,
}

impl Scene {
    /// The kth desk of a walk, and everybody in a browser.
    pub fn new(house: &mut House, (kind, state): (Kind, State), first: &[First], k: usize) -> Self {
        house.app.clock.set(at(NOW));
        if state.is_concluded() {
            house.set("open");
        }
        let owner = match (kind, state) {
            (_, State::Unconfirmed) => house.uninvited(k),
            (Kind::Own, _) => house.invited_body(k, false),
            (Kind::Joint, _) => house.invited_body(k, true),
            (Kind::Member, _) => house.of_member(k),
        };
        let by_each = |who: &Who| {
            let who = *who;
            let links = who.comes_by((kind, state)).iter();
            links.map(move |by| Who { by: *by, ..who })
        };
        let all = askers(kind, state).iter().flat_map(by_each);
        let mut askers: Vec<Asker> = all.map(|who| Asker::new(house, &owner.desk, who)).collect();
        // The link of a co-signer opens nothing once the answer is taken back: its browser came before.
        for asker in &mut askers {
            if asker.who.right == Right::Confirm && state == State::Withdrawn {
                asker.come(house);
            }
        }
        let mut scene = Self {
            askers,
            owner,
            things: Things::from([("number", house.number.clone()), ("sha256", "0".repeat(64))]),
        };
        if kind == Kind::Joint {
            let desk = &scene.owner.desk;
            let (other, _) = house.takes_part(desk, everywhere(Right::Confirm), "Elveby lag");
            scene.things.insert("cosigner", other);
        }
        scene.owner.write(STANDS, 0, "Rådet er klart.");
        for one in first.iter().filter(|one| !one.comes_after()) {
            scene.prepare(house, *one);
        }
        scene.enter(house, state, kind);
        for one in first.iter().filter(|one| one.comes_after()) {
            scene.prepare(house, *one);
        }
        match state {
            State::Unsent => house.app.clock.set(at(AFTER_DEADLINE)),
            State::Concluded | State::ConcludedSent => house.set("concluded"),
            _ => {}
        }
        for asker in &mut scene.askers {
            asker.come(house);
        }
        scene
    }

    /// Somebody who asks, and what there is to ask about.
    pub fn asker(&mut self, who: Who) -> (&mut Asker, &Things) {
        let found = self.askers.iter_mut().find(|asker| asker.who == who);
        (found.expect("somebody who asks"), &self.things)
    }

    /// What is refused here, as much of a member is, is not there; an action that should have found it is seen to do
    /// nothing.
    fn put(&mut self, rest: &str, body: &Value) -> bool {
        self.owner.request("PUT", rest).json(body).send().status < 300
    }

    fn ask(&mut self, method: &str, rest: &str) -> bool {
        self.owner.request(method, rest).send().status < 300
    }

    /// Makes something; its id is what `path` leads to in the answer.
    fn make(&mut self, rest: &str, body: &Value, name: &'static str, path: &str) {
        let made = self.owner.post(rest).json(body).send();
        if made.status < 300
            && let Some(id) = made.json().pointer(path).and_then(Value::as_str)
        {
            self.things.insert(name, id.to_owned());
        }
    }

    fn over(&mut self, method: &str, rest: &str, body: &Value) -> bool {
        let version = self.owner.draft()["version"].clone();
        let request = self.owner.request(method, rest);
        let request = request.header("If-Match", &format!("\"{version}\""));
        request.json(body).send().status < 300
    }

    /// Goes on from an open draft.
    fn enter(&mut self, house: &House, state: State, kind: Kind) {
        let done = match state {
            State::Locked => self.put("/lock", &json!({ "treated_in": "formannskapet" })),
            State::Ready => self.ask("PUT", "/approval/ready"),
            State::Approved => self.put("/approval", &json!({ "name": "Anne", "role": "Leder" })),
            State::Reserved | State::Supplemented => {
                let reserved = json!({ "kind": "reserved", "body": "rådet", "on": "2026-06-12" });
                self.over("PUT", "/adoption", &reserved)
            }
            _ => true,
        };
        assert!(done, "{state:?}");
        if !state.is_sent() {
            return;
        }
        if state == State::SentLate {
            house.app.clock.set(at(AFTER_DEADLINE));
        }
        let sent = match kind {
            Kind::Member => self.owner.post("/handing-over").send(),
            Kind::Own | Kind::Joint => self.owner.send("for-the-state"),
        };
        assert!(sent.status < 300, "{state:?}: {}", sent.text());
        let done = match state {
            State::Changed => {
                self.owner.write(STANDS, 1, "Noe annet.");
                true
            }
            State::Supplemented => {
                house.app.clock.set(at(AFTER_DEADLINE));
                let told = json!({ "kind": "administrative", "name": "Anne", "on": "2026-05-05" });
                self.owner.write(STANDS, 1, "Og noe til.");
                self.over("PUT", "/adoption", &told)
                    && self.owner.send("the-supplement").status == 201
            }
            State::Withdrawn => {
                self.put("/submission/withdrawal", &json!({ "reason": "Feil sak." }))
            }
            _ => true,
        };
        assert!(done, "{state:?}");
    }

    fn prepare(&mut self, house: &mut House, first: First) {
        let advice = |what: &str| format!("/advice/{ADVICE}/{what}");
        match first {
            First::Versions => {
                self.owner.write(TEXT, 0, "Den første.");
                self.owner.write(TEXT, 1, "Den andre.");
            }
            First::NoComment => drop(self.ask("PUT", &advice("no-comment"))),
            First::Ready => drop(self.ask("PUT", &advice("ready"))),
            First::Batch => {
                let marked = self.owner.post("/no-comments").send();
                if marked.status == 201 {
                    let batch = text_of(&marked.json()["batch"]);
                    self.things.insert("batch", batch);
                }
            }
            First::Held => drop(self.put(&format!("/parts/{ADVICE}/holder"), &json!({}))),
            First::Chosen => drop(self.over("PATCH", "", &json!({ "advice": [ADVICE] }))),
            First::Behind => house.app.execute("UPDATE desk SET proposal_version = 1"),
            First::Colleague => {
                let email = "en-til@kommune.example";
                let told = json!({ "name": "En til", "email": email, "may": "write" });
                self.make("/contributors", &told, "contributor", "/id");
            }
            First::InLetter => {
                let link = house.in_letter(&self.owner.desk);
                self.things.insert("letter_link", link);
            }
            First::Attached | First::Detached => {
                let added = self.owner.add_file("vedtak.txt", b"Vedtatt.");
                if added.status == 201 {
                    let id = text_of(&added.json()["id"]);
                    if first == First::Detached {
                        self.ask("DELETE", &format!("/attachments/{id}"));
                    }
                    self.things.insert("attachment", id);
                }
            }
            First::Round | First::Member | First::Input => self.round(house, first),
            First::Cosigner => {
                house.app.clock.set(at(BEFORE));
                let told = json!({ "name": "Fjell lag", "email": "post@fjell.example" });
                self.make("/cosigners", &told, "cosigner", "/id");
                house.app.clock.set(at(NOW));
            }
            First::Endorsed => {
                let shared = house.federation.request("PUT", "/sharing").send();
                assert_eq!(shared.status, 200, "{}", shared.text());
                let wanted = json!({ "version": 1, "advice": [ADVICE] });
                self.put(&format!("/endorsements/{}", house.number), &wanted);
            }
            First::Unshared => {
                let ended = house.federation.request("DELETE", "/sharing").send();
                assert_eq!(ended.status, 200, "{}", ended.text());
            }
            First::Feed => drop(self.ask("PUT", "/body/feed")),
            First::Shared => drop(self.ask("PUT", "/sharing")),
            First::Adoption => {
                let told = json!({ "kind": "political", "body": "rådet", "on": "2026-02-26" });
                self.over("PUT", "/adoption", &told);
            }
            First::Note | First::Reading | First::Signed => {
                let mut all = std::mem::take(&mut self.askers);
                for asker in &mut all {
                    asker.prepare(house, first);
                }
                self.askers = all;
            }
        }
    }

    fn round(&mut self, house: &mut House, first: First) {
        house.app.clock.set(at(BEFORE));
        let round = json!({ "due_on": DUE_ON, "message": "Si hva dere mener." });
        let begun = self.owner.post("/members/round").json(&round).send();
        if begun.status == 200 && first != First::Round {
            let member = json!({ "name": "Vik lag", "email": "post@vik.example" });
            let asked = json!({ "members": [member] });
            let asked = self.owner.post("/members").json(&asked).send();
            assert_eq!(asked.status, 200, "{}", asked.text());
            let round = self.owner.get("/members").json();
            let id = text_of(&round["members"][0]["id"]);
            if first == First::Input {
                let mut writes = house.at_members_desk(&id, Right::Write);
                writes.write(TEXT, 0, "Vi i Vik er enige.");
                let handed = writes.post("/handing-over").send();
                assert_eq!(handed.status, 200, "{}", handed.text());
            }
            self.things.insert("organisation", id);
        }
        house.app.clock.set(at(NOW));
    }
}

impl First {
    /// It is there once the desk is in its state.
    const fn comes_after(self) -> bool {
        matches!(
            self,
            Self::Note | Self::Shared | Self::Signed | Self::Unshared
        )
    }
}

impl Asker {
    fn new(house: &mut House, desk: &str, who: Who) -> Self {
        let (id, program) = match who.by {
            By::Colleague => {
                let name = format!("{:?} {}", who.right, who.parts.join(" "));
                house.takes_part(desk, who, name.trim())
            }
            By::Ended => house.takes_part(desk, who, "Ute Vik"),
            By::Desk => (String::new(), house.has_all(desk, LinkKind::Desk, None)),
            By::Letter => {
                let address = Some("leder@kommune.example".to_owned());
                (
                    String::new(),
                    house.has_all(desk, LinkKind::Letter, address),
                )
            }
            By::Invitation => {
                let program = house.has_all(desk, LinkKind::Invitation, None);
                (String::new(), program)
            }
        };
        let own = match who.right {
            Right::Confirm => Things::from([("cosigner", id.clone())]),
            _ => Things::new(),
        };
        let mut asker = Self {
            who,
            program,
            browser: None,
            own,
            app: house.app.app.clone(),
        };
        if who.by == By::Ended {
            asker.come(house);
            house.take_out(&id);
        }
        asker
    }

    /// Presses the button of their link in a browser.
    fn come(&mut self, house: &House) {
        let landing = match (self.who.right, self.who.by) {
            (Right::Confirm, _) => "medunderskrift",
            (_, By::Invitation) => "invitasjon",
            _ => "lenke",
        };
        if self.browser.is_none() {
            let program = &self.program;
            let holder = Holder::by(&house.app, landing, &program.desk, &program.token);
            self.browser = Some(holder.client);
        }
    }

    fn prepare(&mut self, house: &mut House, first: First) {
        match first {
            First::Note => {
                let noted = self
                    .program
                    .post("/notes")
                    .json(&json!({ "text": "Husk." }))
                    .send();
                if noted.status == 201 {
                    self.own.insert("note", text_of(&noted.json()["id"]));
                }
                let on_part = json!({ "text": "Husk.", "part": ADVICE });
                let noted = self.program.post("/notes").json(&on_part).send();
                if noted.status == 201 {
                    self.own.insert("part_note", text_of(&noted.json()["id"]));
                }
            }
            First::Signed => {
                let asked = self.program.get("/cosignature");
                if asked.status == 200 {
                    let asked = asked.json();
                    let text = if asked["sent"].is_null() {
                        &asked["draft"]
                    } else {
                        &asked["sent"]
                    };
                    let said = json!({ "sha256": text["sha256"], "name": "Per", "role": "Leder" });
                    let said = self
                        .program
                        .request("PUT", "/cosignature")
                        .json(&said)
                        .send();
                    assert_eq!(said.status, 200, "{}", said.text());
                }
            }
            _ => self.read_word(house),
        }
    }

    /// A form in which the field of the first råd is filled in, as they bring it.
    fn read_word(&mut self, house: &mut House) {
        if self.who.right < Right::Write || self.who.by == By::Ended {
            return;
        }
        let form = house.form.get_or_insert_with(|| {
            let form = self.program.get("/word-form").body;
            with_cell(
                &form,
                TEXT,
                "<w:p><w:r><w:t>Skrevet i Word.</w:t></w:r></w:p>",
            )
        });
        let given = json!({ "file_name": "svar.docx", "content": BASE64_STANDARD.encode(form) });
        let read = self.program.post("/word-readings").json(&given).send();
        if read.status != 201 {
            return;
        }
        let id = text_of(&read.json()["id"]);
        let reading = self.program.get(&format!("/word-readings/{id}")).json();
        let fields = reading["fields"].as_array().expect("fields");
        let field = fields
            .iter()
            .find(|field| field["key"] == TEXT)
            .expect("the field");
        self.own.insert("place", text_of(&field["place"]));
        self.own.insert("reading", id);
    }

    /// What every form of this browser's session says of itself, also where no form is shown.
    pub fn csrf(&mut self) -> String {
        let cookies = &self.browser().cookies;
        let secret = Keys::token_hash(cookies.values().next().expect("a session"));
        self.app.keys.csrf(&secret)
    }

    pub fn browser(&mut self) -> &mut Client {
        self.browser.as_mut().expect("a browser")
    }

    /// What a path or a body names; an id that nothing has where there is no such thing.
    pub fn thing(&self, all: &Things, name: &str) -> String {
        let found = self.own.get(name).or_else(|| all.get(name));
        found.cloned().unwrap_or_else(|| Uuid::nil().to_string())
    }
}
