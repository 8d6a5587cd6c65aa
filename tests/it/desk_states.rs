//! Every kind of answer in every state × everybody who can hold a link to it × every operation and every button of a desk,
//! from the route table: what is done and what is refused follows from the rules here. What is done is seen in the
//! database, where it leaves something; what is refused has left nothing there, in no table, and neither has whoever only
//! looks. A row of the route table without rules fails.

mod operations;
mod presses;
mod scene;
mod touched;

use crate::support::app::TestApp;
use crate::support::client::Answer;
use crate::support::colleague::colleague;
use crate::support::files::{form, to};
use crate::support::pdf;
use crate::support::respondent::{ADVICE, NEXT_ADVICE, Respondent, TEXT};
use crate::support::scope::{is_full, is_walked_whole};
use crate::support::tables;
use crate::word::send_file;
use hoering::db::Conn;
use hoering::right::Right;
use hoering::routes;
use hoering::web::route::{Access, Face, RouteDef};
use operations::{RULES, Reach, Rule, parameter, rule};
use presses::{Brings, Fields, PRESSES, Press, hidden_in};
use scene::{Asker, By, First, House, Scene, Things, Who, askers};
use serde_json::Value;
use std::collections::BTreeSet;
use touched::Touched;

/// Whose answer it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Own,
    /// Given together with others, who are asked to sign it.
    Joint,
    /// A member's, which is handed over to its umbrella organisation and never sent.
    Member,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    Locked,
    Ready,
    Approved,
    /// Sent by somebody whose address is not confirmed.
    Unconfirmed,
    /// Sent; of a member, handed over.
    Sent,
    Changed,
    Reserved,
    /// Sent in time with reservation, and after the deadline with more.
    Supplemented,
    /// Sent after the deadline alone.
    SentLate,
    Withdrawn,
    /// Begun, and not sent when the deadline passed.
    Unsent,
    /// The same, and the consultation is concluded.
    Concluded,
    /// Sent, and the consultation is concluded.
    ConcludedSent,
}

use Kind::*;
use State::*;

impl State {
    const fn is_sent(self) -> bool {
        matches!(
            self,
            Unconfirmed
                | Sent
                | Changed
                | Reserved
                | Supplemented
                | SentLate
                | Withdrawn
                | ConcludedSent
        )
    }

    const fn is_concluded(self) -> bool {
        matches!(self, Concluded | ConcludedSent)
    }
}

/// What a request is to do, and by which rule.
enum Act {
    /// An operation, or a page that is looked at.
    Ask,
    Press(&'static Press),
}

/// Tables that hold what would be sent: while it is locked nothing changes there, whatever is asked.
const CONTENT: [&str; 5] = [
    "attachment",
    "desk_advice",
    "desk_endorsement",
    "desk_field",
    "desk_field_version",
];

/// Tables that hold what was sent.
const WAS_SENT: [&str; 6] = [
    "answer",
    "endorsement",
    "no_comment",
    "receipt",
    "submission_attachment",
    "submission_version",
];

/// The operations that change what was sent, or how it stands.
const SENDS: [&str; 6] = [
    "sendDraft",
    "confirmAdoption",
    "withdrawAnswer",
    "cosign",
    "declineToCosign",
    "takeBackCosignature",
];

/// What whoever asks is to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    Done(u16),
    /// It is so already: it is answered as done, and changes nothing.
    Idle(u16),
    /// The link does not let its holder: 403.
    Forbidden,
    Refused(u16),
    RefusedSomehow,
}

fn needed(def: &RouteDef) -> Right {
    match def.access {
        Access::Desk(needed) => needed,
        _ => unreachable!("the table has only routes of desks"),
    }
}

fn id(def: &RouteDef) -> Option<&'static str> {
    def.operation.map(|operation| operation().id)
}

/// What only a co-signer does, by its own link.
fn is_for_who_signs(def: &RouteDef) -> bool {
    def.path.contains("/cosignature") || def.path.contains("/medunderskrift/")
}

/// The rules: what this is answered with.
fn expected(def: &RouteDef, rule: &Rule, (kind, state): (Kind, State), who: Who) -> Expected {
    if who.right < needed(def) {
        return Expected::Forbidden;
    }
    if is_for_who_signs(def) && who.right != Right::Confirm {
        return Expected::Refused(404);
    }
    let in_one_part = !who.parts.is_empty();
    match rule.refuses(kind, state) {
        // Both are so: which is said first is nobody's concern.
        Some(_) if rule.reach == Reach::Everywhere && in_one_part => Expected::RefusedSomehow,
        Some(status) => Expected::Refused(status),
        None if rule.reach == Reach::Everywhere && in_one_part => Expected::Forbidden,
        None if (rule.idle)(kind, state) => Expected::Idle(rule.done),
        None => Expected::Done(rule.done),
    }
}

impl Asker {
    fn path(&self, def: &RouteDef, all: &Things) -> String {
        self.fill(def.path, all)
    }

    /// The path with what is there.
    fn fill(&self, path: &str, all: &Things) -> String {
        let value = |part: &str| match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
            Some(name) => parameter(self, all, path, name),
            None => part.to_owned(),
        };
        path.split('/').map(value).collect::<Vec<_>>().join("/")
    }

    /// Asks as the route wants to be asked.
    fn ask(&mut self, def: &RouteDef, act: &Act, all: &Things, n: usize) -> Answer {
        match (act, def.face) {
            (Act::Press(press), _) => self.press(def, press, all, n),
            (Act::Ask, Face::Page) => {
                let path = self.path(def, all);
                self.browser().get(&path).send()
            }
            // A file that a browser fetches.
            (Act::Ask, Face::Plain) => {
                let path = self.path(def, all);
                self.browser().get(&path).send()
            }
            (Act::Ask, Face::Api) => self.call(def, all, n),
        }
    }

    fn call(&mut self, def: &RouteDef, all: &Things, n: usize) -> Answer {
        let operation = (def.operation.expect("an operation"))();
        let path = self.path(def, all);
        if operation.id == "cosign" {
            self.read_what_is_signed();
        }
        if def.takes_files {
            let at = to(&format!("fil-{n}.txt"));
            return self
                .program
                .post(&at)
                .body("application/octet-stream", b"Vedlegg.".as_slice())
                .send();
        }
        let body = rule(operation.id).map(|rule| (rule.body)(self, all, n));
        let bearer = self.program.bearer();
        let takes = |name| operation.parameters.iter().any(|one| one.name == name);
        let etag = takes("If-Match").then(|| self.version_of(&path));
        let request = self.program.client.request(def.method.as_str(), &path);
        let mut request = request.header("Authorization", &bearer);
        if def.is_safe() {
            return request.send();
        }
        if let Some(etag) = etag {
            request = request.header("If-Match", &format!("\"{etag}\""));
        }
        if takes("Idempotency-Key") {
            request = request.header("Idempotency-Key", &format!("asked-{n}"));
        }
        match body.filter(|body| !body.is_null()) {
            Some(body) => request.json(&body).send(),
            None => request.send(),
        }
    }

    /// The version of what is changed there: of a field, or of the draft. Null where there is none to be seen.
    fn version_of(&mut self, path: &str) -> Value {
        let seen = match path.contains("/fields/") {
            true => self.program.get(&format!("/fields/{TEXT}")),
            false => self.program.get(""),
        };
        match seen.status {
            200 => seen.json()["version"].clone(),
            _ => Value::Null,
        }
    }

    fn read_what_is_signed(&mut self) {
        let asked = self.program.get("/cosignature");
        if asked.status == 200 {
            let asked = asked.json();
            let text = if asked["sent"].is_null() {
                &asked["draft"]
            } else {
                &asked["sent"]
            };
            let sha256 = text["sha256"].as_str().expect("a checksum").to_owned();
            self.own.insert("sha256", sha256);
        }
    }

    /// Fills in the form as it stands on its page, where that is shown, and presses.
    fn press(&mut self, def: &RouteDef, press: &Press, all: &Things, n: usize) -> Answer {
        if press.does.contains(&"cosign") {
            self.read_what_is_signed();
        }
        let (path, from) = (self.path(def, all), self.fill(press.from, all));
        let csrf = self.csrf();
        match press.brings {
            Brings::File("fil") => {
                let name = format!("side-{n}.txt");
                let body = form(&csrf, &[(&name, b"Vedlegg.")]);
                let request = self
                    .browser()
                    .post(&path)
                    .header("Sec-Fetch-Site", "same-origin");
                request
                    .body("multipart/form-data; boundary=grense", body)
                    .send()
            }
            Brings::File(_) => {
                let file = crate::support::files::docx(&[]);
                send_file(self.browser(), &path, &csrf, &file)
            }
            Brings::Fields(made) => {
                let typed = made(self, all, n);
                let drawn = self.browser().get(&from).send();
                let answer = self.send(&path, &drawn, &typed, &csrf);
                let Some(then) = press.then.filter(|_| answer.status == 200) else {
                    return answer;
                };
                let mut again = typed;
                again.extend(then());
                self.send(&path, &answer, &again, &csrf)
            }
        }
    }

    fn send(&mut self, path: &str, drawn: &Answer, typed: &Fields, csrf: &str) -> Answer {
        let mut fields = vec![("csrf".to_owned(), csrf.to_owned())];
        let page = if drawn.status < 500 { drawn.text() } else { "" };
        let is_typed = |name: &str| name == "csrf" || typed.iter().any(|(own, _)| own == name);
        fields.extend(
            hidden_in(page, path)
                .into_iter()
                .filter(|(name, _)| !is_typed(name)),
        );
        fields.extend(typed.iter().cloned());
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        let request = self
            .browser()
            .post(path)
            .header("Sec-Fetch-Site", "same-origin");
        request.form(&fields).send()
    }
}

fn rows() -> impl Iterator<Item = &'static RouteDef> {
    let all = routes::table().iter();
    all.filter(|def| matches!(def.access, Access::Desk(_)))
        // It ends the browser's session, and nothing of the answer.
        .filter(|def| def.path != "/svar/{desk}/logg-ut")
}

/// Everything that is asked of a row, with the rule that holds for it. A page that is looked at has none of its own.
fn acts(def: &'static RouteDef) -> Vec<(Act, Option<&'static Rule>)> {
    match (def.face, def.is_safe()) {
        (Face::Api, _) => vec![(Act::Ask, id(def).and_then(rule))],
        (_, true) => vec![(Act::Ask, None)],
        _ => PRESSES
            .iter()
            .filter(|press| press.path == def.path)
            .map(|press| (Act::Press(press), rule(press.does[0])))
            .collect(),
    }
}

fn first(act: &Act, rule: Option<&Rule>) -> Vec<First> {
    let mut first = rule.map_or(&[][..], |rule| rule.first).to_vec();
    if let Act::Press(press) = act {
        first.extend(press.first);
    }
    first
}

/// What is asked in one scene: the number of each in the whole walk, its row, itself, and the rule that holds for it.
type Acts = Vec<(usize, &'static RouteDef, Act, Option<&'static Rule>)>;

/// Everything that is asked, together with what needs the same things to be there first.
fn by_needs() -> Vec<(Vec<First>, Acts)> {
    let mut groups: Vec<(Vec<First>, Acts)> = Vec::new();
    let all = rows().flat_map(|def| {
        acts(def)
            .into_iter()
            .map(move |(act, rule)| (def, act, rule))
    });
    for (n, (def, act, rule)) in all.enumerate() {
        let needs = first(&act, rule);
        match groups.iter_mut().find(|(of, _)| *of == needs) {
            Some((_, together)) => together.push((n, def, act, rule)),
            None => groups.push((needs, vec![(n, def, act, rule)])),
        }
    }
    groups
}

/// One state of each kind, and what most do.
const WALKED_EVERYWHERE: [(Kind, State); 4] =
    [(Own, Open), (Own, Sent), (Joint, Sent), (Member, Open)];

/// Making a PDF takes longer than all else that is asked: two states are enough to see that it is.
fn makes_pdf(kind: Kind, state: State) -> bool {
    let is_tried = is_full() || matches!((kind, state), (Own, Open | Sent));
    is_tried && !pdf::is_left_out()
}

/// What was not as the rules say, in one kind of answer in one state.
fn walk(kind: Kind, state: State) -> Vec<String> {
    if !is_walked_whole() && !WALKED_EVERYWHERE.contains(&(kind, state)) {
        eprintln!("left to the other database");
        return Vec::new();
    }
    let mut house = House::new(makes_pdf(kind, state));
    let mut touched = Touched::new(&mut house.conn);
    let mut wrong = Vec::new();
    for (k, (needs, acts)) in by_needs().into_iter().enumerate() {
        let mut scene = Scene::new(&mut house, (kind, state), &needs, k);
        touched.since(&mut house.conn);
        for (n, def, act, rule) in acts {
            for (k, who) in askers(kind, state).iter().enumerate() {
                let who = who.in_turn((kind, state), n);
                let (asker, things) = scene.asker(who);
                let cookies = asker.browser().cookies.clone();
                let answer = asker.ask(def, &act, things, 10 * n + k);
                let changed = touched.since(&mut house.conn);
                let changed: BTreeSet<&str> = changed.iter().map(String::as_str).collect();
                let judged = judge(def, (&act, rule), (kind, state), who, &answer, &changed);
                wrong.extend(judged.map(|why| {
                    let what = match &act {
                        Act::Press(press) => press.does[0],
                        Act::Ask => id(def).unwrap_or_default(),
                    };
                    let said: String = match def.face {
                        Face::Api => answer.text().chars().take(300).collect(),
                        _ => String::new(),
                    };
                    format!(
                        "{kind:?} {state:?} {:?} by {:?}{} {} {} {what}: {}: {why} {changed:?} {said}",
                        who.right,
                        who.by,
                        if who.parts.is_empty() { "" } else { " in one part" },
                        def.method,
                        def.path,
                        answer.status,
                    )
                }));
                // Something was done: the next one finds the state as it was.
                if !changed.is_empty() {
                    touched.undo(&mut house.conn);
                    asker.browser().cookies = cookies;
                }
            }
        }
    }
    wrong
}

/// What only the program gives that makes PDF.
const PDFS: [&str; 2] = ["readReceiptAsPdf", "getDraftAsPdf"];

/// What is wrong with what came of it.
fn judge(
    def: &RouteDef,
    (act, rule): (&Act, Option<&Rule>),
    (kind, state): (Kind, State),
    who: Who,
    answer: &Answer,
    changed: &BTreeSet<&str>,
) -> Option<String> {
    let is_page = def.face != Face::Api;
    // A browser that was away until after the deadline has no session any more, and nothing to be told.
    let is_told = answer.status == 410 || (is_page && answer.status == 401);
    if who.by == By::Ended {
        let is_alone = is_told && changed.is_empty();
        return (!is_alone).then(|| "somebody who was taken out is told that alone".to_owned());
    }
    if matches!(answer.status, 401 | 500..) {
        return Some("not to be answered so".to_owned());
    }
    let Some(rule) = rule else {
        let is_refused = answer.status == 403;
        return match who.right < needed(def) {
            _ if !changed.is_empty() => Some("looking changed something".to_owned()),
            lacks if lacks != is_refused => Some("let in against the right".to_owned()),
            _ => None,
        };
    };
    let is_known = |names: &[&str]| names.contains(&rule.id);
    if state == Locked && CONTENT.iter().any(|table| changed.contains(table)) {
        return Some("changed what is locked".to_owned());
    }
    if !is_known(&SENDS)
        && WAS_SENT.iter().any(|table| changed.contains(table))
        && rule.id != "unshareAnswer"
    {
        return Some("changed what was sent".to_owned());
    }
    let expected = match (expected(def, rule, (kind, state), who), act) {
        (Expected::Done(status), Act::Press(press)) if (press.idle)(kind, state) => {
            Expected::Idle(status)
        }
        (expected, _) => expected,
    };
    match expected {
        Expected::Idle(_) if !changed.is_empty() => Some("changed what is so already".to_owned()),
        Expected::Idle(status) if !is_page && answer.status != status => {
            Some(format!("not answered with {status}"))
        }
        Expected::Idle(_) if answer.status >= 400 => Some("refused what is so already".to_owned()),
        Expected::Idle(_) => None,
        Expected::Forbidden | Expected::Refused(_) | Expected::RefusedSomehow
            if !changed.is_empty() =>
        {
            Some("to be refused, and left something".to_owned())
        }
        Expected::Forbidden => (answer.status != 403).then(|| "not 403".to_owned()),
        Expected::RefusedSomehow if answer.status < 400 => Some("not refused".to_owned()),
        Expected::RefusedSomehow => None,
        // A page says it in its own way, or shows where one is by now.
        Expected::Refused(status) if !is_page && answer.status != status => {
            Some(format!("not refused with {status}"))
        }
        Expected::Refused(_) => None,
        // Whoever may have it is told that none is made here.
        Expected::Done(_) if is_known(&PDFS) && !makes_pdf(kind, state) => {
            let said = if is_page { "PDF" } else { "no-pdf" };
            let is_told = answer.status == 404 && answer.text().contains(said);
            (!is_told).then(|| "not told that no PDF is made".to_owned())
        }
        Expected::Done(status) if !is_page && answer.status != status => {
            Some(format!("not done with {status}"))
        }
        Expected::Done(_) if !matches!(answer.status, 200..=399) => Some("not done".to_owned()),
        Expected::Done(_) => match rule.leaves {
            Some(table) if !changed.contains(table) => Some(format!("left nothing in {table}")),
            None if !changed.is_empty() => Some("reading changed something".to_owned()),
            _ => None,
        },
    }
}

macro_rules! walks {
    ($($name:ident: $kind:expr, $state:expr;)+) => {
        $(
            #[test]
            fn $name() {
                let wrong = walk($kind, $state);
                assert!(wrong.is_empty(), "{}", wrong.join("\n"));
            }
        )+
        const WALKED: &[(Kind, State)] = &[$(($kind, $state)),+];
    };
}

walks! {
    nothing_is_done_with_an_open_draft_that_should_not_be: Own, Open;
    nothing_is_done_with_a_locked_draft_that_should_not_be: Own, Locked;
    nothing_is_done_with_a_ready_draft_that_should_not_be: Own, Ready;
    nothing_is_done_with_an_approved_draft_that_should_not_be: Own, Approved;
    nothing_is_done_with_an_unconfirmed_answer_that_should_not_be: Own, Unconfirmed;
    nothing_is_done_with_a_sent_answer_that_should_not_be: Own, Sent;
    nothing_is_done_with_a_changed_answer_that_should_not_be: Own, Changed;
    nothing_is_done_with_a_reserved_answer_that_should_not_be: Own, Reserved;
    nothing_is_done_with_an_answer_with_a_supplement_that_should_not_be: Own, Supplemented;
    nothing_is_done_with_a_late_answer_that_should_not_be: Own, SentLate;
    nothing_is_done_with_a_withdrawn_answer_that_should_not_be: Own, Withdrawn;
    nothing_is_done_with_an_unsent_draft_that_should_not_be: Own, Unsent;
    nothing_is_done_with_a_draft_that_should_not_be_once_all_is_concluded: Own, Concluded;
    nothing_is_done_with_an_answer_that_should_not_be_once_all_is_concluded: Own, ConcludedSent;
    nothing_is_done_with_an_open_joint_draft_that_should_not_be: Joint, Open;
    nothing_is_done_with_a_locked_joint_draft_that_should_not_be: Joint, Locked;
    nothing_is_done_with_a_sent_joint_answer_that_should_not_be: Joint, Sent;
    nothing_is_done_with_a_changed_joint_answer_that_should_not_be: Joint, Changed;
    nothing_is_done_with_a_reserved_joint_answer_that_should_not_be: Joint, Reserved;
    nothing_is_done_with_a_joint_answer_with_a_supplement_that_should_not_be: Joint, Supplemented;
    nothing_is_done_with_a_withdrawn_joint_answer_that_should_not_be: Joint, Withdrawn;
    nothing_is_done_with_an_unsent_joint_draft_that_should_not_be: Joint, Unsent;
    nothing_is_done_with_a_joint_draft_that_should_not_be_once_all_is_concluded: Joint, Concluded;
    nothing_is_done_with_a_joint_answer_that_should_not_be_once_all_is_concluded: Joint, ConcludedSent;
    nothing_is_done_with_an_open_draft_of_a_member_that_should_not_be: Member, Open;
    nothing_is_done_with_what_a_member_has_handed_over_that_should_not_be: Member, Sent;
    nothing_is_done_with_an_unsent_draft_of_a_member_that_should_not_be: Member, Unsent;
    nothing_is_done_with_a_draft_of_a_member_that_should_not_be_once_all_is_concluded: Member, Concluded;
}

/// The states that an answer of this kind comes into, as far as they say something of their own. Whoever has others sign has
/// an address that is known, and is approved as an answer of one's own is; alone and late it is nobody's supplement. A
/// member's input is neither locked, approved, sent nor taken back.
fn states(kind: Kind) -> Vec<State> {
    let all = [
        Open,
        Locked,
        Ready,
        Approved,
        Unconfirmed,
        Sent,
        Changed,
        Reserved,
        Supplemented,
        SentLate,
        Withdrawn,
        Unsent,
        Concluded,
        ConcludedSent,
    ];
    let is_there = |state: &State| match kind {
        Own => true,
        Joint => !matches!(state, Unconfirmed | Ready | Approved | SentLate),
        Member => matches!(state, Open | Sent | Unsent | Concluded),
    };
    all.into_iter().filter(is_there).collect()
}

#[test]
fn every_state_of_every_kind_is_walked() {
    for kind in [Own, Joint, Member] {
        let walked: Vec<State> = WALKED
            .iter()
            .filter(|(of, _)| *of == kind)
            .map(|(_, state)| *state)
            .collect();
        assert_eq!(walked, states(kind));
    }
}

#[test]
fn every_operation_and_everything_that_a_form_does_has_its_rules() {
    let there: BTreeSet<&str> = rows().filter_map(id).collect();
    let known: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(known, there);
    let presses: BTreeSet<(&str, &str)> = PRESSES
        .iter()
        .flat_map(|press| press.does.iter().map(|does| (press.path, *does)))
        .collect();
    let forms: BTreeSet<(&str, &str)> = rows()
        .filter(|def| def.face == Face::Page && !def.is_safe())
        .flat_map(|def| {
            assert!(
                !def.pairs.is_empty(),
                "{} does nothing that is known",
                def.path
            );
            def.pairs.iter().map(|pair| (def.path, pair.operation))
        })
        .collect();
    assert_eq!(presses, forms);
}

#[test]
fn whoever_writes_in_one_part_writes_in_no_other() {
    let app = TestApp::start();
    let owner = Respondent::confirmed(&app);
    let mut one = colleague(&app, &owner.desk, "Ola", Right::Write, &[ADVICE]).program;
    let other = one
        .request("PUT", &format!("/advice/{NEXT_ADVICE}/ready"))
        .send();
    assert_eq!(other.status, 403, "{}", other.text());
}

#[test]
fn what_is_undone_leaves_everything_as_it_was() {
    let app = TestApp::start();
    let mut writer = Respondent::confirmed(&app);
    let mut conn = Conn::open(app.app.db.url()).expect("the test's database");
    let mut touched = Touched::new(&mut conn);
    let everything = || {
        let mut all = app.database(tables::contents);
        all.remove("touched");
        all
    };
    let before = everything();
    assert_eq!(writer.request("PUT", "/approval/ready").send().status, 200);
    assert_eq!(writer.add_file("vedtak.txt", b"Vedtatt.").status, 201);
    assert_eq!(writer.send("undone").status, 201);
    writer.write(TEXT, 1, "Noe annet.");
    assert!(touched.since(&mut conn).contains(&"receipt".to_owned()));
    assert_ne!(everything(), before);
    touched.undo(&mut conn);
    let left = tables::differences(&before, &everything());
    assert!(left.is_empty(), "{left:#?}");
    assert!(touched.since(&mut conn).is_empty());
    assert_eq!(writer.send("done").status, 201);
}
