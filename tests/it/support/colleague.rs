//! Somebody who was asked to take part in an answer, with a link of their own.

use super::app::TestApp;
use super::respondent::Respondent;
use hoering::colleagues::{self, NewContributor};
use hoering::i18n::Lang;
use hoering::ids;
use hoering::right::Right;
use hoering::session::{self, NewLink};
use uuid::Uuid;

pub struct Colleague {
    pub id: Uuid,
    /// What they ask as a program.
    pub program: Respondent,
}

/// Asks somebody to take part at a desk, in some parts or (none) in all.
pub fn colleague(app: &TestApp, desk: &str, name: &str, may: Right, parts: &[&str]) -> Colleague {
    let (at, desk_id) = (app.clock.now(), desk.parse().expect("an id"));
    let asked = NewContributor {
        id: ids::new(at),
        desk_id,
        name: name.to_owned(),
        email: format!("{}@kommune.example", name.to_lowercase().replace(' ', ".")),
        may,
        parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        language: Lang::Nb,
        at,
    };
    let link = NewLink::for_contributor(&app.app.keys, desk_id, asked.id, at);
    let (link, token) = link.expect("a key");
    app.database(|conn| {
        colleagues::insert(conn, &asked).expect("a colleague");
        session::insert_link(conn, &link).expect("a link");
    });
    Colleague {
        id: asked.id,
        program: Respondent {
            client: app.client(),
            desk: desk.to_owned(),
            token,
        },
    }
}
