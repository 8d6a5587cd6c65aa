//! Everybody who can ask for something, as the program tells them apart: by a link, by a session, by a role.

use super::World;
use super::holder::Holder;
use super::place::Place;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};
use crate::support::staff::Staff;
use diesel::prelude::*;
use hoering::accounts;
use hoering::db::Uid;
use hoering::db::schema::{staff_session, staff_token};
use hoering::right::Right;
use hoering::role::Role;
use hoering::scope::Scope;
use std::net::SocketAddr;
use uuid::Uuid;

/// Who asks, seen from the consultation that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Nobody,
    /// Holds the link to the desk that is asked about.
    ThisDesk,
    OtherDesk,
    DeskElsewhere,
    /// Held a link to the desk that is asked about; it was ended.
    EndedLink,
    /// Holds the link of an invitation to another desk.
    InvitedBody,
    /// Was asked to take part in the answer of the desk that is asked about.
    Contributor(Take),
    /// Staff, by their highest role: none at all, on all consultations, on this one, on another.
    SignedIn,
    Everywhere(Role),
    Here(Role),
    Elsewhere(Role),
    /// Had every role; their access was ended.
    AccessEnded,
    /// Led this consultation a moment ago.
    RoleTaken,
    /// Has every role, and a session that rested too long.
    Rested,
    /// A program of somebody who has every role, with a token of which this must be known.
    Program(Token),
}

/// What somebody takes part with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    Reads,
    /// Everywhere, in the part that is asked about, in another.
    Writes,
    WritesHere,
    WritesElsewhere,
    Sends,
    Coordinates,
    /// Coordinated, and was taken out.
    Ended,
    /// Is no colleague: was asked to sign what they write.
    Signs,
}

impl Take {
    /// Those who write together.
    pub const ALL: [Self; 7] = [
        Self::Reads,
        Self::Writes,
        Self::WritesHere,
        Self::WritesElsewhere,
        Self::Sends,
        Self::Coordinates,
        Self::Ended,
    ];

    pub fn right(self) -> Right {
        match self {
            Self::Reads => Right::Read,
            Self::Writes | Self::WritesHere | Self::WritesElsewhere => Right::Write,
            Self::Sends => Right::Send,
            Self::Coordinates | Self::Ended => Right::Coordinate,
            Self::Signs => Right::Confirm,
        }
    }

    /// The parts that they were asked about; none is all.
    pub fn parts(self) -> &'static [&'static str] {
        match self {
            Self::WritesHere => &["r1"],
            Self::WritesElsewhere => &["r2", "generelt"],
            _ => &[],
        }
    }
}

/// What is the matter with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Ended,
    Expired,
    /// It lets read the register of bodies, and do nothing else.
    BodiesOnly,
    /// It opens this consultation only, or another only.
    OnlyHere,
    OnlyElsewhere,
}

impl Who {
    pub const ALL: [Self; 32] = [
        Self::Nobody,
        Self::ThisDesk,
        Self::OtherDesk,
        Self::DeskElsewhere,
        Self::EndedLink,
        Self::InvitedBody,
        Self::Contributor(Take::Reads),
        Self::Contributor(Take::Writes),
        Self::Contributor(Take::WritesHere),
        Self::Contributor(Take::WritesElsewhere),
        Self::Contributor(Take::Sends),
        Self::Contributor(Take::Coordinates),
        Self::Contributor(Take::Ended),
        Self::Contributor(Take::Signs),
        Self::SignedIn,
        Self::Everywhere(Role::Reader),
        Self::Everywhere(Role::Officer),
        Self::Everywhere(Role::Leader),
        Self::Everywhere(Role::Admin),
        Self::Here(Role::Reader),
        Self::Here(Role::Officer),
        Self::Here(Role::Leader),
        Self::Elsewhere(Role::Reader),
        Self::Elsewhere(Role::Leader),
        Self::AccessEnded,
        Self::RoleTaken,
        Self::Rested,
        Self::Program(Token::Ended),
        Self::Program(Token::Expired),
        Self::Program(Token::BodiesOnly),
        Self::Program(Token::OnlyHere),
        Self::Program(Token::OnlyElsewhere),
    ];
}

/// One of them, with what they show when they ask.
pub struct Asker {
    pub who: Who,
    client: Client,
    /// What a program of theirs shows.
    bearer: Option<String>,
    /// It is the token of a link to a desk.
    holds_link: bool,
    csrf: String,
    /// Whose forms these are.
    pub staff: Option<Uuid>,
}

impl Asker {
    /// For a consultation that has an id, published or not; links are to `place`, or else to desks elsewhere.
    pub fn new(world: &World, who: Who, of: Option<Uuid>, place: Option<&Place>) -> Self {
        let app = &world.app;
        let elsewhere = &world.elsewhere;
        let own = place.unwrap_or(elsewhere);
        match who {
            Who::Nobody => Self::bare(app, who),
            Who::ThisDesk => Self::with_link(app, who, &own.desk),
            Who::OtherDesk => Self::with_link(app, who, &own.other),
            Who::DeskElsewhere => Self::with_link(app, who, &elsewhere.desk),
            Who::EndedLink => Self::with_link(app, who, &own.ended),
            Who::InvitedBody => Self::with_link(app, who, &own.invited),
            Who::Contributor(take) => Self::with_link(app, who, own.contributor(take)),
            Who::Program(token) => Self::program(world, token, of),
            _ => Self::staff(world, who, of),
        }
    }

    fn bare(app: &TestApp, who: Who) -> Self {
        Self {
            who,
            client: app.client(),
            bearer: None,
            holds_link: false,
            csrf: String::new(),
            staff: None,
        }
    }

    /// Whoever holds this link, and nothing else.
    pub fn with_link(app: &TestApp, who: Who, holder: &Holder) -> Self {
        let mut asker = Self::bare(app, who);
        asker.client.cookies = holder.client.cookies.clone();
        asker.bearer = Some(holder.token.clone());
        asker.holds_link = true;
        let cookie = holder.client.cookies.get("hoering").expect("a session");
        let hash = hoering::keys::Keys::token_hash(cookie);
        asker.csrf = app.app.keys.csrf(&hash);
        asker
    }

    fn staff(world: &World, who: Who, of: Option<Uuid>) -> Self {
        let app = &world.app;
        let id = app.add_staff(&format!("{}@staff.example", mailbox(who, of)));
        let give = |on: Option<Uuid>, role: Option<Role>| {
            app.database(|conn| accounts::set_role(conn, id, on, role, app.operator()))
                .expect("a role");
        };
        match who {
            Who::Everywhere(role) => give(None, Some(role)),
            Who::Here(role) if of.is_some() => give(of, Some(role)),
            // Nobody has a role on what has no id yet.
            Who::Here(role) | Who::Elsewhere(role) => give(Some(world.elsewhere.id), Some(role)),
            Who::AccessEnded | Who::Rested => give(None, Some(Role::Admin)),
            Who::RoleTaken if of.is_some() => give(of, Some(Role::Leader)),
            _ => {}
        }
        let Staff { client, csrf, .. } = app.signed_in(id);
        // Programs of theirs may whatever they may.
        let bearer = app.token(id, &Scope::ALL);
        match who {
            Who::AccessEnded => app
                .database(|conn| accounts::disable(conn, id, app.operator()))
                .expect("an end"),
            Who::RoleTaken if of.is_some() => give(of, None),
            Who::Rested => rest(app, id),
            _ => {}
        }
        // A session that was ended with the access leaves its cookie in the browser.
        let mut asker = Self {
            client,
            csrf,
            bearer: Some(bearer),
            staff: Some(id),
            ..Self::bare(app, who)
        };
        asker.use_token();
        asker
    }

    fn program(world: &World, token: Token, of: Option<Uuid>) -> Self {
        let (app, who) = (&world.app, Who::Program(token));
        let id = app.add_staff(&format!("{}@staff.example", mailbox(who, of)));
        app.give_role(id, None, Some(Role::Admin));
        let on = match token {
            Token::OnlyHere => of.or(Some(world.elsewhere.id)),
            Token::OnlyElsewhere => Some(world.elsewhere.id),
            _ => None,
        };
        let scopes = match token {
            Token::BodiesOnly => vec![Scope::BodiesRead],
            _ => Scope::ALL.to_vec(),
        };
        let mut asker = Self::bare(app, who);
        asker.staff = Some(id);
        asker.bearer = Some(app.token_for(id, on, &scopes));
        asker.use_token();
        let now = Some(hoering::db::Instant(app.clock.now()));
        let row = staff_token::table.filter(staff_token::staff_id.eq(Uid(id)));
        let past = app.database(|conn| match token {
            Token::Ended => diesel::update(row)
                .set(staff_token::ended_at.eq(now))
                .execute(conn),
            Token::Expired => diesel::update(row)
                .set(staff_token::expires_at.eq(staff_token::created_at))
                .execute(conn),
            _ => Ok(0),
        });
        past.expect("a token that is worth nothing");
        asker
    }

    /// That a token is used is written down, once in a while: before anything is compared.
    fn use_token(&mut self) {
        self.ask("GET", "/api/v1/staff/tokens", &[]);
    }

    /// The same with a session of its own: one of its forms may end it.
    pub fn again(&self, app: &TestApp) -> Self {
        let in_browser = self.staff.filter(|_| !self.csrf.is_empty());
        let fresh = in_browser.map(|id| app.signed_in(id));
        let client = fresh.as_ref().map_or(&self.client, |staff| &staff.client);
        let mut asker = Self::bare(app, self.who);
        asker.client.cookies = client.cookies.clone();
        asker.bearer = self.bearer.clone();
        asker.holds_link = self.holds_link;
        asker.csrf = fresh
            .as_ref()
            .map_or(&self.csrf, |staff| &staff.csrf)
            .clone();
        asker.staff = self.staff;
        asker
    }

    /// The same at another instance.
    pub fn at(self, address: SocketAddr) -> Self {
        let mut client = Client::new(address);
        client.cookies = self.client.cookies;
        Self { client, ..self }
    }

    /// What they show that opens something, and what their forms hold.
    pub fn secrets(&self) -> Vec<String> {
        let cookies = self.client.cookies.values().cloned();
        let mut all: Vec<String> = cookies.chain(self.bearer.clone()).collect();
        all.push(self.csrf.clone());
        all.retain(|secret| !secret.is_empty());
        all
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// As a browser does, or as a program where the path is the API's; with nothing in the form or the body.
    pub fn ask(&mut self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.say(method, path, headers, "{}")
    }

    /// The same with a body, where it is a program's.
    pub fn say(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let is_api = path.starts_with("/api/");
        let cookies = self.client.cookies.clone();
        if is_api {
            self.client.cookies.clear();
        }
        let mut request = self.client.request(method, path);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        // Nobody shows a token of staff where none is asked for.
        let is_asked_for = is_api
            && (path.starts_with("/api/v1/staff/")
                || path.starts_with("/api/v1/drafts/")
                || self.holds_link);
        if let Some(bearer) = self.bearer.as_ref().filter(|_| is_asked_for) {
            request = request.header("Authorization", &format!("Bearer {bearer}"));
        }
        request = match (method, is_api) {
            ("GET" | "HEAD", _) => request,
            (_, true) => request.body("application/json", body),
            (_, false) => request
                .header("Sec-Fetch-Site", "same-origin")
                .form(&[("csrf", &self.csrf)]),
        };
        let answer = request.send();
        if is_api {
            self.client.cookies = cookies;
        }
        answer
    }
}

/// The local part of an address that each has alone.
fn mailbox(who: Who, of: Option<Uuid>) -> String {
    let on = of.map_or_else(String::new, |id| format!("-{}", id.simple()));
    let word: String = format!("{who:?}")
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    format!("{word}{on}").to_lowercase()
}

/// Nothing was seen of their sessions for longer than they live without.
fn rest(app: &TestApp, staff: Uuid) {
    let since = hoering::db::Instant(app.clock.now() - chrono::TimeDelta::minutes(31));
    app.database(|conn| {
        diesel::update(staff_session::table.filter(staff_session::staff_id.eq(Uid(staff))))
            .set(staff_session::seen_at.eq(since))
            .execute(conn)
    })
    .expect("an old session");
}
