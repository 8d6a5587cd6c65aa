//! Every state of an answer × every right of a link × every route of a desk, from the route table: what is done and what
//! is refused follows from the rules here, and whatever a route is, nothing is changed that must not be.

use crate::adoption::colleague;
use crate::extension::at;
use crate::invitations::csrf;
use crate::support::app::{NOW, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::respondent::{ADVICE, NEXT_ADVICE, Respondent, TEXT, sender};
use hoering::right::Right;
use hoering::routes;
use hoering::web::route::{Access, Face, RouteDef};
use serde_json::{Value, json};

/// How far an answer has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Locked,
    Ready,
    Approved,
    Unconfirmed,
    Sent,
    Changed,
    Reserved,
    Withdrawn,
    /// Begun, and not sent when the deadline passed.
    Unsent,
}

use State::*;

const STATES: [State; 10] = [
    Open,
    Locked,
    Ready,
    Approved,
    Unconfirmed,
    Sent,
    Changed,
    Reserved,
    Withdrawn,
    Unsent,
];

/// Who asks: a right everywhere, or to write in one råd.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Who {
    right: Right,
    parts: &'static [&'static str],
}

const EVERYWHERE: &[&str] = &[];

const fn who(right: Right) -> Who {
    Who {
        right,
        parts: EVERYWHERE,
    }
}

const WHO: [Who; 5] = [
    who(Right::Read),
    Who {
        right: Right::Write,
        parts: &[ADVICE],
    },
    who(Right::Write),
    who(Right::Send),
    who(Right::Coordinate),
];

/// What a route does to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// Shows it.
    Look,
    /// Shows what was sent.
    LookAtSent,
    /// Changes what would be sent, in one råd or in all.
    Write {
        everywhere: bool,
    },
    /// Says who answers.
    Tell,
    Send,
    /// Steps of the approval, and the lock.
    Step {
        everywhere: bool,
    },
    /// Says who has decided on it.
    Adopt,
    /// Confirms what was sent with reservation.
    Confirm,
    Withdraw,
    /// Something that is neither content nor sending: only who may is known here.
    Other,
}

/// The operations whose outcome is known; every other row of the table is held to what no route may do.
const KNOWN: &[(&str, Does)] = &[
    ("readDraft", Does::Look),
    ("readField", Does::Look),
    ("readApproval", Does::Look),
    ("readAdoption", Does::Look),
    ("readSubmission", Does::LookAtSent),
    ("listSharedAnswers", Does::Look),
    ("listEndorsements", Does::Look),
    ("readChanges", Does::LookAtSent),
    ("writeField", Does::Write { everywhere: false }),
    ("setNoComment", Does::Write { everywhere: false }),
    ("setReady", Does::Write { everywhere: false }),
    ("setNoCommentToTheRest", Does::Write { everywhere: true }),
    ("changeDraft", Does::Tell),
    ("sendDraft", Does::Send),
    ("setReadyForApproval", Does::Step { everywhere: true }),
    ("approveDraft", Does::Step { everywhere: false }),
    ("reopenDraft", Does::Step { everywhere: false }),
    ("lockDraft", Does::Step { everywhere: false }),
    ("unlockDraft", Does::Step { everywhere: false }),
    ("tellAdoption", Does::Adopt),
    ("removeAdoption", Does::Adopt),
    ("confirmAdoption", Does::Confirm),
    ("withdrawAnswer", Does::Withdraw),
];

fn does(def: &RouteDef) -> Does {
    let id = def.operation.map(|operation| operation().id);
    let known = KNOWN.iter().find(|(known, _)| Some(*known) == id);
    known.map_or(Does::Other, |(_, does)| *does)
}

/// The rules: the status that an operation answers with.
fn expected(def: &RouteDef, state: State, asker: Who) -> Option<u16> {
    let Access::Desk(needed) = def.access else {
        unreachable!("the table has only routes of desks")
    };
    if asker.right < needed {
        return Some(403);
    }
    let in_one_part = !asker.parts.is_empty();
    let is_numbered = matches!(state, Sent | Changed | Reserved | Withdrawn);
    Some(match does(def) {
        Does::Other => return None,
        Does::Look => 200,
        Does::LookAtSent if is_numbered || state == Unconfirmed => 200,
        Does::LookAtSent => 404,
        Does::Write { everywhere: true } | Does::Step { everywhere: true } if in_one_part => 403,
        Does::Write { .. } | Does::Tell if state == Locked => 409,
        Does::Write { everywhere: true } => 201,
        Does::Write { .. } if is_mark(def) => 204,
        Does::Write { .. } | Does::Tell | Does::Step { .. } | Does::Adopt => 200,
        // What stands there is sent, locked or not, unchanged or not, in time or late.
        Does::Send => 201,
        Does::Confirm if state == Reserved => 200,
        Does::Confirm => 404,
        Does::Withdraw if is_numbered => 204,
        Does::Withdraw => 404,
    })
}

fn is_mark(def: &RouteDef) -> bool {
    def.path.contains("/advice/{key}/")
}

/// What may be otherwise after a request was answered.
fn may_change(def: &RouteDef, state: State, answer: &Answer) -> [bool; 2] {
    let is_done = matches!(answer.status, 200..=399);
    let is_open = state != Locked;
    // A field that another has saved meanwhile keeps what was sent, and what stands stays.
    let writes = !def.is_safe() && is_done;
    [writes && is_open, writes]
}

/// A body's answer with a text in it, for the nth time; its address confirmed unless it shall not be.
fn written(app: &TestApp, state: State, n: usize) -> Respondent {
    let email = format!("tilstand-{n}@kommune.example");
    let mut told = sender();
    told["email"] = json!(email);
    let mut respondent = Respondent::begin_with(app, &json!({ "sender": told }));
    respondent.write(TEXT, 0, "Rådet er klart.");
    if state != Unconfirmed {
        respondent.have_link_sent(&email);
        respondent.confirm(app, &email);
    }
    respondent
}

/// An answer in this state; its token coordinates.
fn in_state(app: &TestApp, state: State, n: usize) -> Respondent {
    let mut respondent = written(app, state, n);
    let mut put = |rest: &str, body: &Value| {
        let done = respondent.request("PUT", rest).json(body).send();
        assert!(done.status < 300, "{state:?} {rest}: {}", done.text());
    };
    match state {
        Open | Unsent | Unconfirmed | Sent | Changed | Withdrawn | Reserved => {}
        Locked => put("/lock", &json!({ "treated_in": "formannskapet" })),
        Ready => {
            let ready = respondent.request("PUT", "/approval/ready").send();
            assert_eq!(ready.status, 200, "{}", ready.text());
        }
        Approved => put("/approval", &json!({ "name": "Anne", "role": "Leder" })),
    }
    if state == Reserved {
        let version = respondent.draft()["version"].clone();
        let reserved = json!({ "kind": "reserved", "body": "rådet", "on": "2026-06-12" });
        let told = respondent
            .request("PUT", "/adoption")
            .header("If-Match", &format!("\"{version}\""))
            .json(&reserved)
            .send();
        assert_eq!(told.status, 200, "{}", told.text());
    }
    if matches!(state, Unconfirmed | Sent | Changed | Reserved | Withdrawn) {
        let sent = respondent.send("for-the-state");
        assert_eq!(sent.status, 201, "{}", sent.text());
    }
    match state {
        Changed => respondent.write(TEXT, 1, "Noe annet."),
        Withdrawn => {
            let reason = json!({ "reason": "Feil sak." });
            let done = respondent
                .request("PUT", "/submission/withdrawal")
                .json(&reason)
                .send();
            assert_eq!(done.status, 204, "{}", done.text());
        }
        _ => {}
    }
    respondent
}

/// What would be sent, and what was.
fn content(owner: &mut Respondent) -> [Value; 2] {
    let draft = owner.draft();
    let sent = owner.get("/submission");
    let versions = match sent.status {
        200 => sent.json()["versions"].clone(),
        _ => Value::Null,
    };
    [json!([draft["parts"], draft["sender"]]), versions]
}

struct Asker {
    who: Who,
    program: Respondent,
    browser: Client,
}

impl Asker {
    fn new(app: &TestApp, owner: &Respondent, who: Who, n: usize) -> Self {
        let name = format!("Kollega {n}");
        let program = colleague(app, &owner.desk, &name, who.right, who.parts);
        let browser = crate::adoption::browser(app, &program.token);
        Self {
            who,
            program,
            browser,
        }
    }

    /// Asks as the route wants to be asked.
    fn ask(&mut self, def: &RouteDef, n: usize) -> Answer {
        let path = def
            .path
            .replace("{desk}", &self.program.desk)
            .replace("{batch}", "0198c0de-0000-7000-8000-000000000000")
            .replace("{no}", "1")
            .replace("{number}", "1");
        let path = match path.contains("/fields/") {
            true => path.replace("{key}", TEXT),
            false => path.replace("{key}", ADVICE),
        };
        if def.face == Face::Page {
            return self.ask_page(def, &path);
        }
        let etag = match path.contains("/fields/") {
            true => self.program.get(&format!("/fields/{TEXT}")).json()["version"].clone(),
            false => self.program.draft()["version"].clone(),
        };
        let bearer = self.program.bearer();
        let key = format!("asked-{n}");
        let mut request = self
            .program
            .client
            .request(def.method.as_str(), &path)
            .header("Authorization", &bearer);
        if def.is_safe() {
            return request.send();
        }
        let operation = (def.operation.expect("an operation"))();
        for parameter in &operation.parameters {
            request = match parameter.name {
                "If-Match" => request.header("If-Match", &format!("\"{etag}\"")),
                "Idempotency-Key" => request.header("Idempotency-Key", &key),
                _ => request,
            };
        }
        match body(operation.id, n) {
            Some(body) => request.json(&body).send(),
            None if operation.request.is_some() => request.json(&json!({})).send(),
            None => request.send(),
        }
    }

    fn ask_page(&mut self, def: &RouteDef, path: &str) -> Answer {
        if def.is_safe() {
            return self.browser.get(path).send();
        }
        let desk = format!("/svar/{}", self.program.desk);
        let token = csrf(self.browser.get(&format!("{desk}/logg-ut")).send().text());
        self.browser
            .post(path)
            .header("Sec-Fetch-Site", "same-origin")
            .form(&[("csrf", &token)])
            .send()
    }
}

fn body(operation: &str, n: usize) -> Option<Value> {
    Some(match operation {
        "writeField" => json!({ "text": format!("Tekst {n}.") }),
        "changeDraft" => json!({ "sender": { "role": format!("Rolle {n}") } }),
        "approveDraft" => json!({ "name": "Anne", "role": "Leder" }),
        "lockDraft" => json!({ "treated_in": "kommunestyret" }),
        "tellAdoption" => json!({ "kind": "political", "body": "rådet", "on": "2026-02-26" }),
        "confirmAdoption" => json!({ "adopted_by": "rådet", "adopted_on": "2026-02-27" }),
        "withdrawAnswer" => json!({ "reason": "Feil sak." }),
        _ => return None,
    })
}

fn rows() -> impl Iterator<Item = &'static RouteDef> {
    let all = routes::table().iter();
    all.filter(|def| matches!(def.access, Access::Desk(_)))
        // It ends the browser's session, and nothing of the answer.
        .filter(|def| def.path != "/svar/{desk}/logg-ut")
}

/// An answer in this state, and everybody who asks about it.
struct Scene {
    owner: Respondent,
    askers: Vec<Asker>,
    before: [Value; 2],
}

impl Scene {
    fn new(app: &TestApp, state: State, n: usize) -> Self {
        app.clock.set(at(NOW));
        let mut owner = in_state(app, state, n);
        if state == Unsent {
            app.clock.set(at("2026-05-05T10:00:00Z"));
        }
        let all = WHO.iter().enumerate();
        let askers = all.map(|(n, who)| Asker::new(app, &owner, *who, n));
        Self {
            askers: askers.collect(),
            before: content(&mut owner),
            owner,
        }
    }
}

/// What was not as the rules say.
fn walk(state: State) -> Vec<String> {
    let app = TestApp::start_with(&[
        ("HOERING_RATE_PER_MINUTE", "100000"),
        ("HOERING_RATE_BURST", "100000"),
    ]);
    let (mut wrong, mut scenes) = (Vec::new(), 0);
    let mut scene = Scene::new(&app, state, scenes);
    for (n, def) in rows().enumerate() {
        for at in 0..WHO.len() {
            let asker = &mut scene.askers[at];
            let answer = asker.ask(def, n * 10 + at);
            let told = format!("{state:?} {:?}: {} {}", asker.who, def.method, def.path);
            match expected(def, state, asker.who) {
                Some(status) if status != answer.status => wrong.push(format!(
                    "{told}: {} and not {status}: {}",
                    answer.status,
                    answer.text().chars().take(300).collect::<String>()
                )),
                None if matches!(answer.status, 401 | 500..) => {
                    wrong.push(format!("{told}: {}", answer.status));
                }
                _ => {}
            }
            let after = content(&mut scene.owner);
            let may = may_change(def, state, &answer);
            for (n, kind) in ["content", "sent"].into_iter().enumerate() {
                if scene.before[n] != after[n] && !may[n] {
                    wrong.push(format!("{told}: {kind} was changed"));
                }
            }
            if !def.is_safe() && answer.status < 400 {
                // Something was done: the next one finds the state as it was.
                scenes += 1;
                scene = Scene::new(&app, state, scenes);
            }
        }
    }
    wrong
}

macro_rules! walks {
    ($($name:ident: $state:expr),+ $(,)?) => {
        $(
            #[test]
            fn $name() {
                let wrong = walk($state);
                assert!(wrong.is_empty(), "{}", wrong.join("\n"));
            }
        )+
        const WALKED: &[State] = &[$($state),+];
    };
}

walks! {
    nothing_is_done_with_an_open_draft_that_should_not_be: Open,
    nothing_is_done_with_a_locked_draft_that_should_not_be: Locked,
    nothing_is_done_with_a_ready_draft_that_should_not_be: Ready,
    nothing_is_done_with_an_approved_draft_that_should_not_be: Approved,
    nothing_is_done_with_an_unconfirmed_answer_that_should_not_be: Unconfirmed,
    nothing_is_done_with_a_sent_answer_that_should_not_be: Sent,
    nothing_is_done_with_a_changed_answer_that_should_not_be: Changed,
    nothing_is_done_with_a_reserved_answer_that_should_not_be: Reserved,
    nothing_is_done_with_a_withdrawn_answer_that_should_not_be: Withdrawn,
    nothing_is_done_with_an_unsent_draft_that_should_not_be: Unsent,
}

#[test]
fn every_state_is_walked_and_every_known_operation_is_there() {
    assert_eq!(WALKED, STATES);
    let there: Vec<&str> = rows().filter_map(|def| Some(def.operation?().id)).collect();
    for (known, _) in KNOWN {
        assert!(there.contains(known), "{known} is no operation of a desk");
    }
}

#[test]
fn whoever_writes_in_one_part_writes_in_no_other() {
    let app = TestApp::start();
    let owner = Respondent::confirmed(&app);
    let mut one = colleague(&app, &owner.desk, "Ola", Right::Write, &[ADVICE]);
    let other = one
        .request("PUT", &format!("/advice/{NEXT_ADVICE}/ready"))
        .send();
    assert_eq!(other.status, 403, "{}", other.text());
}
