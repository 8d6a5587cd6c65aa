//! A house with everything in it: consultations in every state, each with something of every kind, and everybody
//! who could ask for it. The access test and the canary test walk through it.

pub mod askers;
pub mod canary;
mod file;
pub mod holder;
pub mod paths;
pub mod place;
pub mod unpublished;

use crate::support::app::TestApp;
use canary::Marks;
use diesel::prelude::*;
use hoering::consultations::{Key, load};
use hoering::db::schema::{export_chunk, export_job};
use hoering::db::{Instant, Uid};
use hoering::ids;
use hoering::role::Role;
use hoering::server;
use place::Place;
use unpublished::{register, sign_in_link, token};
use uuid::Uuid;

/// A consultation that everybody may not see yet.
pub struct Unpublished {
    pub slug: &'static str,
    /// What was never imported has none.
    pub id: Option<Uuid>,
    /// Hash and name of the document of its working copy.
    pub document: (String, String),
}

pub struct World {
    pub app: TestApp,
    /// Published beside those that are asked about.
    pub elsewhere: Place,
    pub waiting: Unpublished,
    pub draft: Unpublished,
    /// In the register.
    pub body: String,
    /// Said of another body than this one.
    pub list: String,
    pub import: String,
    /// A member of staff, a link by which they sign in, and the token of a program of theirs.
    pub member: String,
    pub sign_in: String,
    pub token_id: String,
    pub token: String,
    /// Told of everything.
    pub webhook: String,
}

impl World {
    pub fn new(app: TestApp, marks: Marks) -> Self {
        let elsewhere = Place::new(&app, "et-annet-sted", 90, "2026-06-01", Marks::None);
        let mut admin = app.staff(Role::Admin);
        let waiting = Unpublished::waiting(&app, &mut admin, marks);
        let draft = Unpublished::draft(&app, &mut admin, marks);
        let (body, list, import) = register(&app, &mut admin, marks);
        let (member, sign_in) = sign_in_link(&app);
        let (token_id, token) = token(&app, &member, marks);
        Self {
            elsewhere,
            waiting,
            draft,
            body,
            list,
            import,
            member,
            sign_in,
            token_id,
            token,
            webhook: place::webhook(&app, crate::webhooks::ALL, marks),
            app,
        }
    }
}

/// Sets what the tests have no button for, and makes it known.
pub fn conclude(app: &TestApp, slug: &str) {
    app.execute(&format!(
        "UPDATE consultation SET status = 'concluded' WHERE slug = '{slug}';
         UPDATE revision SET value = value + 1"
    ));
    app.block_on(server::refresh(&app.app))
        .expect("a look at what is published");
}

pub fn id_of(app: &TestApp, slug: &str) -> Uuid {
    let found = app.database(|conn| load(conn, &Key::from(slug), None));
    found.expect("a reading").expect("a consultation").id
}

/// A file of answers that somebody asked for, as the worker leaves it: what was asked, its name, what is in it.
pub fn made_file(
    app: &TestApp,
    staff: Uuid,
    of: Uuid,
    [asked, name, inside]: [String; 3],
) -> String {
    let now = app.clock.now();
    let id = ids::new(now);
    let size = i64::try_from(inside.len()).expect("a small file");
    app.database(|conn| {
        diesel::insert_into(export_job::table)
            .values((
                export_job::id.eq(Uid(id)),
                export_job::consultation_id.eq(Uid(of)),
                export_job::staff_id.eq(Uid(staff)),
                export_job::language.eq("nb"),
                export_job::asked.eq(asked),
                export_job::state.eq("done"),
                export_job::attempts.eq(1),
                export_job::done.eq(1_i64),
                export_job::total.eq(1_i64),
                export_job::file_name.eq(name),
                export_job::size.eq(size),
                export_job::created_at.eq(Instant(now)),
                export_job::finished_at.eq(Instant(now)),
            ))
            .execute(conn)?;
        diesel::insert_into(export_chunk::table)
            .values((
                export_chunk::job_id.eq(Uid(id)),
                export_chunk::no.eq(0),
                export_chunk::bytes.eq(inside.as_bytes()),
            ))
            .execute(conn)
    })
    .expect("a file");
    id.to_string()
}
