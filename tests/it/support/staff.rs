//! A member of staff who is signed in: a client with their cookie, whose forms carry their hidden field.

use super::app::TestApp;
use super::client::{Answer, Client};
use diesel::prelude::*;
use hoering::accounts::{self, By, NewMember, NewToken};
use hoering::audit::Actor;
use hoering::db::schema::audit;
use hoering::db::{Conn, Uid};
use hoering::i18n::Lang;
use hoering::ids;
use hoering::keys::Keys;
use hoering::role::Role;
use hoering::scope::Scope;
use hoering::session::staff as sessions;
use uuid::Uuid;

pub struct Staff {
    pub id: Uuid,
    pub client: Client,
    pub csrf: String,
}

impl TestApp {
    /// Somebody with this role everywhere.
    pub fn staff(&self, role: Role) -> Staff {
        let id = self.add_staff(&format!("{}@staff.example", role.as_str()));
        self.give_role(id, None, Some(role));
        self.signed_in(id)
    }

    /// Somebody with this role on one consultation and no other.
    pub fn staff_on(&self, slug: &str, role: Role) -> Staff {
        let id = self.add_staff(&format!("{}-{slug}@staff.example", role.as_str()));
        self.give_role(id, Some(slug), Some(role));
        self.signed_in(id)
    }

    /// The member of staff with this address, who is added when there is none.
    pub fn add_staff(&self, email: &str) -> Uuid {
        self.add_staff_in(email, Lang::Nb)
    }

    /// The same, with the language of letters to them.
    pub fn add_staff_in(&self, email: &str, language: Lang) -> Uuid {
        let new = NewMember::check(email, "Kari Eksempel", language).expect("a member of staff");
        self.database(|conn| {
            let known = accounts::find_by_email(conn, email).expect("a reading");
            known.map_or_else(
                || accounts::add(conn, &new, self.operator()).expect("an id"),
                |known| known.id,
            )
        })
    }

    /// Gives a role on a consultation, or everywhere; `None` takes it.
    pub fn give_role(&self, staff: Uuid, slug: Option<&str>, role: Option<Role>) {
        let consultation = slug.map(|slug| {
            let found = self.app.consultations.get(&self.app.db, slug);
            self.block_on(found).expect("a consultation").id
        });
        let by = self.operator();
        let given = self.database(|conn| accounts::set_role(conn, staff, consultation, role, by));
        given.expect("a role");
    }

    pub fn operator(&self) -> By {
        By {
            actor: Actor::Operator,
            at: self.clock.now(),
        }
    }

    /// A token by which a program acts for this member of staff.
    pub fn token(&self, staff: Uuid, scopes: &[Scope]) -> String {
        self.token_for(staff, None, scopes)
    }

    /// One that opens nothing but this consultation.
    pub fn token_on(&self, staff: Uuid, slug: &str, scopes: &[Scope]) -> String {
        let found = self.app.consultations.get(&self.app.db, slug);
        let id = self.block_on(found).expect("a consultation").id;
        self.token_for(staff, Some(id), scopes)
    }

    /// The same by the consultation's id, also of one that waits for its day.
    pub fn token_for(&self, staff: Uuid, on: Option<Uuid>, scopes: &[Scope]) -> String {
        let days = accounts::USUAL_LIFE;
        let new = NewToken::check("Programmet", scopes.to_vec(), on, Some(days));
        let (new, keys) = (new.expect("a token"), &self.app.keys);
        let made = self.database(|conn| accounts::issue(conn, keys, staff, &new, self.operator()));
        accounts::secret(keys, keys.newest(), made.expect("an id")).expect("a secret")
    }

    /// The ids of somebody's tokens, the newest first.
    pub fn token_ids(&self, staff: Uuid) -> Vec<Uuid> {
        let tokens = self.database(|conn| accounts::tokens_of(conn, staff));
        tokens
            .expect("a reading")
            .iter()
            .map(|token| token.id)
            .collect()
    }

    /// A browser that has just signed in.
    pub fn signed_in(&self, staff: Uuid) -> Staff {
        let (now, keys) = (self.clock.now(), &self.app.keys);
        let session = ids::new(now);
        let token = keys.session_token(keys.newest(), session).expect("a token");
        let hash = Keys::token_hash(&token);
        self.database(|conn| sessions::open(conn, session, staff, &hash, now))
            .expect("a session");
        let mut client = self.client();
        client.cookies.insert("hoering-staff".to_owned(), token);
        Staff {
            id: staff,
            client,
            csrf: keys.csrf(&hash),
        }
    }
}

impl Staff {
    /// The session's cookie.
    pub fn cookie(&self) -> &str {
        &self.client.cookies["hoering-staff"]
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.client.get(path).send()
    }

    /// Presses a button of a form that holds these fields.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut whole = vec![("csrf", self.csrf.as_str())];
        whole.extend(fields);
        self.client
            .post(path)
            .header("Sec-Fetch-Site", "same-origin")
            .form(&whole)
            .send()
    }
}

/// An entry of the audit.
pub struct Audited {
    pub actor: String,
    pub action: String,
    pub object_id: Uuid,
    pub detail: Option<String>,
    /// By which token of theirs.
    pub token_id: Option<Uuid>,
}

/// The entries whose action begins so, in order.
pub fn audited(conn: &mut Conn, action: &str) -> Vec<Audited> {
    type Row = (String, String, Uid, Option<String>, Option<Uid>);
    let rows: Vec<Row> = audit::table
        .filter(audit::action.like(format!("{action}%")))
        .order((audit::at, audit::id))
        .select((
            audit::actor,
            audit::action,
            audit::object_id,
            audit::detail,
            audit::token_id,
        ))
        .load(conn)
        .expect("the audit");
    let entry = |(actor, action, object, detail, token): Row| Audited {
        actor,
        action,
        object_id: object.0,
        detail,
        token_id: token.map(|id| id.0),
    };
    rows.into_iter().map(entry).collect()
}
