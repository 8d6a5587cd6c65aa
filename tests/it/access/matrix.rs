//! Every route × everybody who can ask × every state of a consultation, with the ids of things that are there.

use super::rules::{State, Told, may_lack_something, shown, told};
use crate::support::answers::sequence;
use crate::support::app::TestApp;
use crate::support::client::Answer;
use crate::support::respondent::Respondent;
use crate::support::scene::askers::{Asker, Who};
use crate::support::scene::canary::Marks;
use crate::support::scene::paths::{About, Found, filled};
use crate::support::scene::place::{Place, TEXT, sender};
use crate::support::scene::{World, conclude, made_file};
use crate::support::scope::is_walked_whole;
use crate::support::tables;
use hoering::role::Role;
use hoering::routes;
use hoering::web::route::{Face, RouteDef};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The house, with a consultation in each state that everybody may see.
pub struct House {
    pub world: World,
    pub found: Found,
    open: Place,
    changing: Place,
    closed: Place,
    concluded: Place,
}

impl House {
    pub fn new() -> Self {
        let app = TestApp::start_with(&[
            ("HOERING_RATE_PER_MINUTE", "100000"),
            ("HOERING_RATE_BURST", "100000"),
        ]);
        let place =
            |slug, case, deadline_on| Place::new(&app, slug, case, deadline_on, Marks::None);
        let mut open = place("aapen", 1, "2026-04-20");
        let changing = place("endres", 2, "2026-04-20");
        let closed = place("over-fristen", 3, "2026-02-27");
        let concluded = place("ferdig", 4, "2026-02-27");
        open.number = one_more(&app, open.slug);
        changing.open_copy(&mut app.staff(Role::Admin));
        conclude(&app, concluded.slug);
        let world = World::new(app, Marks::None);
        Self {
            found: Found::look(&world.app),
            world,
            open,
            changing,
            closed,
            concluded,
        }
    }

    pub fn place(&self, state: State) -> Option<&Place> {
        match state {
            State::Draft | State::Waiting => None,
            State::Open => Some(&self.open),
            State::Changing => Some(&self.changing),
            State::Closed => Some(&self.closed),
            State::Concluded => Some(&self.concluded),
        }
    }

    /// Everybody, each with a file that they had made, or somebody else where they have no name.
    fn askers(&self, state: State) -> Vec<(Asker, String)> {
        let (app, id) = (&self.world.app, self.about(state, "").1);
        let nobodys = app.staff(Role::Admin).id;
        let asker = |who| {
            let asker = Asker::new(&self.world, who, id, self.place(state));
            let of = id.unwrap_or(self.world.elsewhere.id);
            let job = job(app, asker.staff.unwrap_or(nobodys), of);
            (asker, job)
        };
        Who::ALL.into_iter().map(asker).collect()
    }

    /// What is asked about, and its id.
    pub fn about<'a>(&'a self, state: State, job: &'a str) -> (About<'a>, Option<Uuid>) {
        let place = self.place(state);
        let things = place.unwrap_or(&self.world.elsewhere);
        let (slug, id, copied) = match (state, place) {
            (State::Draft, _) => (self.world.draft.slug, None, &self.world.draft.document),
            (State::Waiting, _) => {
                let waiting = &self.world.waiting;
                (waiting.slug, waiting.id, &waiting.document)
            }
            (_, Some(place)) => (place.slug, Some(place.id), &place.document),
            (_, None) => unreachable!("everything that is public is a place"),
        };
        let about = About {
            slug,
            things,
            copied,
            job,
        };
        (about, id)
    }
}

/// Another answer, so that there is a number that other consultations have not.
fn one_more(app: &TestApp, slug: &str) -> i64 {
    let email = "en-til@eksempel.example";
    let told = sender("vanlig", email);
    let mut writer = Respondent::begin_at(app, slug, &json!({ "sender": told }));
    writer.write(TEXT, 0, "Enda et innspill.");
    writer.have_link_sent(email);
    writer.confirm(app, email);
    sequence(&writer.send("en-til").json()["number"])
}

/// A file that somebody had made of a consultation's answers.
pub fn job(app: &TestApp, staff: Uuid, of: Uuid) -> String {
    let words = ["format=json", "innspill.json", "[]"];
    made_file(app, staff, of, words.map(str::to_owned))
}

/// What an answer says, in the words of the rules.
pub fn heard(answer: &Answer) -> Option<Told> {
    let to = answer.header("location").unwrap_or_default();
    match answer.status {
        401 => Some(Told::WhoAreYou),
        403 => Some(Told::NotYou),
        404 => Some(Told::NotHere),
        410 => Some(Told::NoMore),
        303 if to.contains("/saksbehandling/logg-inn?til=") => Some(Told::SignIn),
        _ => None,
    }
}

/// Whether an answer is the one that the rules say.
fn is_right(def: &RouteDef, who: Who, state: State, expected: Told, answer: &Answer) -> bool {
    match (expected, def.is_safe()) {
        (Told::Admitted, true) => answer.status == shown(def.path, who, state),
        // What the form lacks, and what there is no more, is not the guard's business.
        (Told::Admitted, false) => {
            !matches!(answer.status, 401 | 403 | 500..) && heard(answer) != Some(Told::SignIn)
        }
        (Told::NotYou | Told::NotHere, false) if may_lack_something(def, who) => {
            heard(answer) == Some(expected) || matches!(answer.status, 400 | 422 | 428)
        }
        _ => heard(answer) == Some(expected),
    }
}

/// Asks as one of them for every route where the rules say so; what was not as they say.
struct Walk<'h> {
    house: &'h House,
    state: State,
    wrong: Vec<String>,
    /// How many were told what.
    asked: BTreeMap<String, usize>,
}

impl Walk<'_> {
    fn of(
        &mut self,
        asker: &mut Asker,
        about: About<'_>,
        is_asked: impl Fn(&RouteDef, Told) -> bool,
    ) {
        for (n, def) in routes::table().iter().enumerate() {
            let expected = told(def, asker.who, self.state);
            if !is_asked_in(def, self.state) || !is_asked(def, expected) {
                continue;
            }
            let path = match filled(def, &self.house.world, &self.house.found, about) {
                Ok(path) => path,
                Err(missing) => {
                    self.wrong.push(missing);
                    continue;
                }
            };
            // Half of them in nynorsk: the same row of the table, the same guard.
            let path = match (def.face, n % 2) {
                (Face::Page, 0) => format!("/nn{}", path.trim_end_matches('/')),
                _ => path,
            };
            let mut again;
            let asks = match expected == Told::Admitted && !def.is_safe() {
                false => &mut *asker,
                true => {
                    again = asker.again(&self.house.world.app);
                    &mut again
                }
            };
            let answer = asks.ask(def.method.as_str(), &path, &[]);
            *self.asked.entry(format!("{expected:?}")).or_default() += 1;
            if !is_right(def, asker.who, self.state, expected, &answer) {
                self.wrong.push(format!(
                    "{} {} ({path}) as {:?}, {:?}: {} instead of {expected:?} {}",
                    def.method,
                    def.path,
                    asker.who,
                    self.state,
                    answer.status,
                    answer.header("location").unwrap_or_default(),
                ));
            }
        }
    }

    /// Everything that was not as the rules say, at once; and each rule was met.
    fn end(self) {
        let wrong = self.wrong;
        assert!(
            wrong.is_empty(),
            "{} deviations:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
        assert_eq!(self.asked.len(), 6, "{:?}", self.asked);
        assert!(self.asked.values().all(|n| *n > 30), "{:?}", self.asked);
    }
}

/// A route is about one consultation, or asked once.
fn is_asked_in(def: &RouteDef, state: State) -> bool {
    let names_one = def.path.contains("{slug}");
    let is_link = def.path.contains("{desk}") || def.path.contains("{token}");
    let hangs_on_one = is_link && !def.path.contains("/logg-inn/");
    match state {
        State::Open => true,
        _ if names_one => true,
        _ => hangs_on_one && state.is_public(),
    }
}

#[test]
fn everybody_comes_in_where_the_rules_say_and_nowhere_else_in_every_state_of_a_consultation() {
    let house = House::new();
    let app = &house.world.app;
    let mut walk = Walk {
        house: &house,
        state: State::Open,
        wrong: Vec::new(),
        asked: BTreeMap::new(),
    };
    // In the other of these two there are the most who are refused.
    let is_walked =
        |state: &State| is_walked_whole() || matches!(state, State::Open | State::Draft);
    for state in State::ALL.into_iter().filter(is_walked) {
        walk.state = state;
        let mut askers = house.askers(state);
        let before = app.database(tables::contents);
        for (asker, job) in &mut askers {
            let about = house.about(state, job).0;
            walk.of(asker, about, |_, expected| expected != Told::Admitted);
        }
        let after = app.database(tables::contents);
        let changed = tables::differences(&before, &after);
        if !changed.is_empty() {
            walk.wrong.push(format!(
                "whoever was refused, {state:?}, changed {changed:#?}"
            ));
        }
        for (asker, job) in &mut askers {
            let about = house.about(state, job).0;
            walk.of(asker, about, |def, expected| {
                def.is_safe() && expected == Told::Admitted
            });
        }
        // Last: what is done with a form changes what is there.
        for (asker, job) in &mut askers {
            let about = house.about(state, job).0;
            walk.of(asker, about, |def, expected| {
                !def.is_safe() && expected == Told::Admitted
            });
        }
    }
    walk.end();
}
