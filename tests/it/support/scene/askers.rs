//! Everybody who can ask for something, as the program tells them apart: by a link, by a session, by a role.

use super::World;
use super::holder::Holder;
use super::place::Place;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};
use crate::support::staff::Staff;
use hoering::accounts;
use hoering::db::Uid;
use hoering::db::schema::staff_session;
use hoering::role::Role;
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
}

impl Who {
    pub const ALL: [Self; 19] = [
        Self::Nobody,
        Self::ThisDesk,
        Self::OtherDesk,
        Self::DeskElsewhere,
        Self::EndedLink,
        Self::InvitedBody,
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
    ];
}

/// One of them, with what they show when they ask.
pub struct Asker {
    pub who: Who,
    client: Client,
    /// What a program of theirs shows.
    bearer: Option<String>,
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
            _ => Self::staff(world, who, of),
        }
    }

    fn bare(app: &TestApp, who: Who) -> Self {
        Self {
            who,
            client: app.client(),
            bearer: None,
            csrf: String::new(),
            staff: None,
        }
    }

    /// Whoever holds this link, and nothing else.
    pub fn with_link(app: &TestApp, who: Who, holder: &Holder) -> Self {
        let mut asker = Self::bare(app, who);
        asker.client.cookies = holder.client.cookies.clone();
        asker.bearer = Some(holder.token.clone());
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
        match who {
            Who::AccessEnded => app
                .database(|conn| accounts::disable(conn, id, app.operator()))
                .expect("an end"),
            Who::RoleTaken if of.is_some() => give(of, None),
            Who::Rested => rest(app, id),
            _ => {}
        }
        // A session that was ended with the access leaves its cookie in the browser.
        Self {
            client,
            csrf,
            staff: Some(id),
            ..Self::bare(app, who)
        }
    }

    /// The same with a session of its own: one of its forms may end it.
    pub fn again(&self, app: &TestApp) -> Self {
        let fresh = self.staff.map(|id| app.signed_in(id));
        let client = fresh.as_ref().map_or(&self.client, |staff| &staff.client);
        let mut asker = Self::bare(app, self.who);
        asker.client.cookies = client.cookies.clone();
        asker.bearer = self.bearer.clone();
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

    /// As a browser does, or as a program where the path is the API's.
    pub fn ask(&mut self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let is_api = path.starts_with("/api/");
        let cookies = self.client.cookies.clone();
        if is_api {
            self.client.cookies.clear();
        }
        let mut request = self.client.request(method, path);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        if let Some(bearer) = self.bearer.as_ref().filter(|_| is_api) {
            request = request.header("Authorization", &format!("Bearer {bearer}"));
        }
        request = match (method, is_api) {
            ("GET" | "HEAD", _) => request,
            (_, true) => request.body("application/json", "{}"),
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
    use diesel::prelude::*;
    let since = hoering::db::Instant(app.clock.now() - chrono::TimeDelta::minutes(31));
    app.database(|conn| {
        diesel::update(staff_session::table.filter(staff_session::staff_id.eq(Uid(staff))))
            .set(staff_session::seen_at.eq(since))
            .execute(conn)
    })
    .expect("an old session");
}
