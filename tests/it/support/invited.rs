//! Bodies that are invited to a consultation, put into the database as publishing does it.

use super::app::TestApp;
use diesel::sql_types::{Nullable, Text};
use diesel::{RunQueryDsl, sql_query};
use hoering::bodies::{self, Form, Kind, NewBody, Source};
use hoering::db::types::{InstantCol, UuidCol};
use hoering::db::{Instant, Uid};
use hoering::{each, ids};
use uuid::Uuid;

/// A body as a test describes it.
#[derive(Clone)]
pub struct Wanted {
    pub name: String,
    pub address: Option<String>,
    pub form: Form,
    pub kind: Kind,
    pub org_no: Option<String>,
    pub county_no: Option<String>,
}

impl Wanted {
    pub fn new(name: &str, address: Option<&str>) -> Self {
        Self {
            name: name.to_owned(),
            address: address.map(str::to_owned),
            form: Form::Nb,
            kind: Kind::Municipality,
            org_no: None,
            county_no: None,
        }
    }

    pub fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    pub fn org_no(mut self, org_no: &str) -> Self {
        self.org_no = Some(org_no.to_owned());
        self
    }
}

/// An invited body.
pub struct Invited {
    pub id: Uuid,
    pub name: String,
    pub address: Option<String>,
}

impl TestApp {
    /// Registers these bodies and writes them among those that a consultation invites.
    pub fn invite(&self, slug: &str, wanted: &[Wanted]) -> Vec<Invited> {
        let found = self.app.consultations.get(&self.app.db, slug);
        let consultation = self.block_on(found).expect("a consultation").id;
        let registered = self.register(wanted);
        let now = self.clock.now();
        self.database(|conn| {
            let mut invited = Vec::new();
            for (body_id, wanted) in registered.into_iter().zip(wanted) {
                let id = ids::new(now);
                let row = sql_query(
                    "INSERT INTO invited (id, consultation_id, body_id, name, address, language, added_at) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7)",
                )
                .bind::<UuidCol, _>(Uid(id))
                .bind::<UuidCol, _>(Uid(consultation))
                .bind::<UuidCol, _>(Uid(body_id))
                .bind::<Text, _>(&wanted.name)
                .bind::<Nullable<Text>, _>(&wanted.address)
                .bind::<Text, _>(wanted.form.lang().code())
                .bind::<InstantCol, _>(Instant(now));
                row.execute(conn).expect("an invited body");
                invited.push(Invited {
                    id,
                    name: wanted.name.clone(),
                    address: wanted.address.clone(),
                });
            }
            invited
        })
    }

    /// Only registers them; their ids.
    pub fn register(&self, wanted: &[Wanted]) -> Vec<Uuid> {
        let new: Vec<NewBody> = wanted
            .iter()
            .map(|wanted| NewBody {
                kind: wanted.kind,
                language: wanted.form,
                county_no: wanted.county_no.clone(),
                official: wanted.address.clone(),
                ..NewBody::named(&wanted.name, wanted.org_no.as_deref())
            })
            .collect();
        let now = self.clock.now();
        self.database(|conn| bodies::insert_bodies(conn, &new, Source::Staff, now))
            .expect("bodies")
    }

    /// Does something in the database behind the program's back.
    pub fn execute(&self, statement: &str) {
        use diesel::connection::SimpleConnection;
        self.database(|conn| each!(conn, c => c.batch_execute(statement)))
            .expect("a statement that holds");
    }
}
