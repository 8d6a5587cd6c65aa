//! The pages by which anyone answers a consultation: begin, write råd by råd, say who answers, see over,
//! send, and keep the receipt. Every step works without a script, in bokmål and nynorsk.
//! Owns the rows of the route table; the rules are the use cases' beside this file.

mod adopted;
mod adoption;
mod adoption_form;
mod approval;
mod at_desk;
mod attachments;
mod begun;
mod changed;
mod colleagues;
mod conflict;
mod controls;
mod cosigners;
mod differ;
mod endorsed;
mod history;
mod holder;
mod keep;
mod landing;
mod last;
mod leave;
mod locked;
mod merge;
mod minutes;
mod more_time;
mod no_comment;
mod notes;
mod paper;
mod parts;
mod people;
mod posted;
mod presence;
mod read;
mod receipt;
mod receipt_text;
mod review;
mod review_rows;
mod save;
mod say;
mod send;
mod sender;
mod start;
mod tasks;
mod unconfirmed;
mod visit;
mod who;
mod withdraw;
mod write;

pub use adoption::{adoption_facts, confirmed_facts};
pub use at_desk::AtDesk;
pub use attachments::{FileLine, receipt_lines};
pub use cosigners::cosigner_facts;
pub use differ::{DiffItem, DiffPart};
pub use endorsed::{numbers as advice_numbers, supported_text, withdrawn_support};
pub use last::{LAST, SENT_SINCE, last_seen};
pub use paper::{paper, paper_as_sent};
pub use receipt::{download, facts as receipt_facts, grouped, sender_facts};
pub use receipt_text::{Sent, SentPart, parts as sent_parts};
pub use review_rows::{Said, tag as choice_tag};
pub use visit::{about, about_until, demo_notice, own_deadline};

use crate::idempotency::Stored;
use crate::right::Right;
use crate::role::Role;
use crate::web::route::{Access, RouteDef};
use actix_web::http::StatusCode;
use actix_web::web::{get, post};
use actix_web::{HttpRequest, HttpResponse, Route};

/// Who takes part in an answer.
const COLLEAGUES: &str = "/svar/{desk}/medskrivere";

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let mut rows = writing_together();
    rows.extend(files());
    rows.extend(writing_alone());
    rows
}

/// What those who write one answer at once have between them.
fn writing_together() -> Vec<RouteDef> {
    let history = "/svar/{desk}/raad/{key}/historikk/{field}";
    let here = "/svar/{desk}/raad/{key}/til-stede";
    vec![
        RouteDef::get(history, Access::Desk(Right::Read), || {
            get().to(history::show)
        }),
        desk_post(history, Right::Write, || post().to(history::go_back))
            .does("submissions::draft::once_saved", "chooseFieldVersion")
            .does("submissions::draft::save", "writeField"),
        RouteDef::get(here, Access::Desk(Right::Read), || get().to(presence::show)),
        desk_post(here, Right::Write, || post().to(presence::announce))
            .does("colleagues::presence::announce", "announcePresence"),
        desk_post("/svar/{desk}/notat", Right::Read, || {
            post().to(notes::of_whole)
        })
        .does("colleagues::notes::write", "writeNote")
        .does("colleagues::notes::take_away", "removeNote"),
        desk_post("/svar/{desk}/raad/{key}/notat", Right::Read, || {
            post().to(notes::of_part)
        })
        .does("colleagues::notes::write", "writeNote")
        .does("colleagues::notes::take_away", "removeNote"),
        desk_post("/svar/{desk}/raad/{key}/skrives-av", Right::Write, || {
            post().to(holder::choose)
        })
        .does("colleagues::holders::hold", "setHolder")
        .does("colleagues::holders::hold", "removeHolder"),
    ]
}

/// The files that go with an answer. Whoever reads it fetches them, and whoever is asked to sign it.
fn files() -> Vec<RouteDef> {
    let (all, one) = ("/svar/{desk}/vedlegg", "/svar/{desk}/vedlegg/{attachment}");
    vec![
        RouteDef::get(all, Access::Desk(Right::Read), || {
            get().to(attachments::show)
        }),
        desk_post(all, Right::Write, || post().to(attachments::add))
            .with_files()
            .does("submissions::attach::add", "addAttachment"),
        RouteDef::get(one, Access::Desk(Right::Confirm), || {
            get().to(attachments::file)
        }),
        desk_post(one, Right::Write, || post().to(attachments::change))
            .does("submissions::attach::remove", "removeAttachment")
            .does("submissions::attach::put_back", "restoreAttachment"),
    ]
}

fn writing_alone() -> Vec<RouteDef> {
    let start = "/horinger/{slug}/svar";
    let advice = "/svar/{desk}/raad/{key}";
    let no_comment = "/svar/{desk}/raad/{key}/ingen-merknad";
    let colleague = "/svar/{desk}/medskrivere/{contributor}";
    vec![
        RouteDef::get(start, Access::Start, || get().to(start::show)),
        RouteDef::post(start, Access::Start, || post().to(start::begin))
            .does("submissions::draft::begin", "beginDraft"),
        RouteDef::get("/svar/{desk}", Access::Desk(Right::Read), || {
            get().to(tasks::show)
        }),
        desk_post("/svar/{desk}/ingen-merknad", Right::Write, || {
            post().to(no_comment::rest)
        })
        .does(
            "submissions::draft::no_comment_to_the_rest",
            "setNoCommentToTheRest",
        )
        .does(
            "submissions::draft::undo_no_comment",
            "undoNoCommentToTheRest",
        ),
        desk_post("/svar/{desk}/sett-endringer", Right::Write, || {
            post().to(tasks::seen_changes)
        })
        .does("submissions::draft::see_proposal", "seeProposal"),
        desk_post("/svar/{desk}/vis-alle", Right::Write, || {
            post().to(tasks::show_all)
        })
        .does("submissions::draft::revise", "changeDraft"),
        RouteDef::get(advice, Access::Desk(Right::Read), || get().to(write::show)),
        desk_post(advice, Right::Write, || post().to(save::save))
            .does("submissions::draft::save", "writeField")
            .does("submissions::draft::save", "setNoComment")
            .does("submissions::draft::save", "removeNoComment")
            .does("submissions::draft::save", "setReady")
            .does("submissions::draft::save", "removeReady"),
        RouteDef::get(no_comment, Access::Desk(Right::Write), || {
            get().to(no_comment::ask)
        }),
        desk_post(no_comment, Right::Write, || post().to(no_comment::answer))
            .does("submissions::draft::save", "setNoComment")
            .does("submissions::draft::save", "removeNoComment"),
        desk_post("/svar/{desk}/raad/{key}/valg", Right::Write, || {
            post().to(conflict::choose)
        })
        .does("submissions::draft::once_saved", "chooseFieldVersion")
        .does("submissions::draft::save", "writeField"),
        RouteDef::get("/svar/{desk}/avsender", Access::Desk(Right::Send), || {
            get().to(sender::show)
        }),
        desk_post("/svar/{desk}/avsender", Right::Send, || {
            post().to(sender::save)
        })
        .does("submissions::draft::revise", "changeDraft"),
        RouteDef::get("/svar/{desk}/frist", Access::Desk(Right::Send), || {
            get().to(more_time::show)
        }),
        RouteDef::post("/svar/{desk}/frist", Access::Desk(Right::Send), || {
            post().to(more_time::ask)
        })
        .does("submissions::more_time::ask", "askForMoreTime"),
        RouteDef::get(
            "/svar/{desk}/lagre",
            Access::Desk(Right::Coordinate),
            || get().to(keep::show),
        ),
        desk_post("/svar/{desk}/lagre", Right::Coordinate, || {
            post().to(keep::send)
        })
        .does("submissions::links::send_link", "sendLink"),
        RouteDef::get("/svar/{desk}/se-over", Access::Desk(Right::Read), || {
            get().to(review::show)
        }),
        desk_post("/svar/{desk}/send", Right::Send, || post().to(send::send))
            .does("submissions::submit::send_desk", "sendDraft"),
        RouteDef::get(
            "/svar/{desk}/godkjenning",
            Access::Desk(Right::Read),
            || get().to(approval::show),
        ),
        desk_post("/svar/{desk}/klar", Right::Write, || {
            post().to(approval::ready)
        })
        .does("submissions::approval::take_step", "setReadyForApproval"),
        desk_post("/svar/{desk}/godkjenning", Right::Send, || {
            post().to(approval::approve)
        })
        .does("submissions::approval::take_step", "approveDraft")
        .does("submissions::approval::take_step", "reopenDraft"),
        desk_post("/svar/{desk}/laas", Right::Coordinate, || {
            post().to(approval::lock)
        })
        .does("submissions::lock::lock", "lockDraft")
        .does("submissions::lock::unlock", "unlockDraft"),
        RouteDef::get("/svar/{desk}/vedtak", Access::Desk(Right::Read), || {
            get().to(adoption::show)
        }),
        desk_post("/svar/{desk}/vedtak", Right::Send, || {
            post().to(adoption::tell)
        })
        .does("submissions::adoption::tell", "tellAdoption")
        .does("submissions::adoption::tell", "removeAdoption"),
        desk_post("/svar/{desk}/vedtak/bekreft", Right::Send, || {
            post().to(adoption::confirm)
        })
        .does("submissions::adoption::confirm", "confirmAdoption"),
        RouteDef::get(
            "/svar/{desk}/vedtatt-tekst",
            Access::Desk(Right::Write),
            || get().to(adopted::show),
        ),
        desk_post("/svar/{desk}/vedtatt-tekst", Right::Write, || {
            post().to(adopted::save)
        })
        .does("submissions::draft::save", "writeField"),
        desk_post(
            "/svar/{desk}/vedtatt-tekst/laas-opp",
            Right::Coordinate,
            || post().to(adopted::unlock),
        )
        .does("submissions::lock::unlock", "unlockDraft"),
        RouteDef::get("/svar/{desk}/endret", Access::Desk(Right::Read), || {
            get().to(changed::show)
        }),
        RouteDef::get("/svar/{desk}/trekk", Access::Desk(Right::Send), || {
            get().to(withdraw::show)
        }),
        desk_post("/svar/{desk}/trekk", Right::Send, || {
            post().to(withdraw::withdraw)
        })
        .does("submissions::withdraw::withdraw", "withdrawAnswer"),
        RouteDef::get("/svar/{desk}/kvittering", Access::Desk(Right::Read), || {
            get().to(receipt::show)
        }),
        RouteDef::get(
            "/svar/{desk}/kvittering.json",
            Access::Desk(Right::Read),
            || get().to(receipt::file),
        ),
        RouteDef::get(
            "/svar/{desk}/kvittering.pdf",
            Access::Desk(Right::Read),
            || get().to(receipt::paper),
        ),
        desk_post("/svar/{desk}/bekreftelse", Right::Coordinate, || {
            post().to(unconfirmed::resend)
        })
        .does(
            "submissions::links::send_confirmation_again",
            "sendConfirmationAgain",
        ),
        RouteDef::get(COLLEAGUES, Access::Desk(Right::Read), || {
            get().to(colleagues::show)
        }),
        desk_post(COLLEAGUES, Right::Coordinate, || post().to(colleagues::ask))
            .does("colleagues::manage::ask", "askContributor"),
        RouteDef::get(colleague, Access::Desk(Right::Coordinate), || {
            get().to(colleagues::show_one)
        }),
        desk_post(colleague, Right::Coordinate, || {
            post().to(colleagues::change)
        })
        .does("colleagues::manage::change", "changeContributor"),
        desk_post(
            "/svar/{desk}/medskrivere/{contributor}/lenke",
            Right::Coordinate,
            || post().to(colleagues::send_link),
        )
        .does("colleagues::manage::send_again", "sendContributorLetter")
        .does("colleagues::manage::replace_link", "replaceContributorLink"),
        desk_post(
            "/svar/{desk}/medskrivere/{contributor}/ut",
            Right::Coordinate,
            || post().to(colleagues::end),
        )
        .does("colleagues::manage::end", "endContributor"),
        desk_post(
            "/svar/{desk}/lenker/{letter_link}/avslutt",
            Right::Coordinate,
            || post().to(colleagues::end_link),
        )
        .does("submissions::links::end_letter_link", "endLetterLink"),
        // A co-signer leaves its page, too.
        RouteDef::get("/svar/{desk}/logg-ut", Access::Desk(Right::Confirm), || {
            get().to(leave::show)
        }),
        desk_post("/svar/{desk}/logg-ut", Right::Confirm, || {
            post().to(leave::leave)
        }),
        RouteDef::post(minutes::PATH, Access::Staff(Role::Officer), || {
            post().to(minutes::open)
        })
        .does("submissions::minutes::open", "openMinutes"),
        RouteDef::get("/lenke/{token}", Access::Token, || get().to(landing::show)),
        RouteDef::post("/lenke/{token}", Access::Token, || {
            post().to(landing::enter)
        })
        .does("submissions::links::enter", "confirm"),
    ]
}

fn desk_post(path: &'static str, right: Right, handler: fn() -> Route) -> RouteDef {
    RouteDef::post(path, Access::Desk(right), handler)
}

/// The way to another page, as it is stored with a request. Pages answer with nothing else: nothing secret is stored.
fn see(path: &str) -> Stored {
    Stored {
        status: 303,
        headers: vec![("location".to_owned(), path.to_owned())],
        body: String::new(),
    }
}

/// An answer that was stored with its request, given (again).
fn respond(stored: Stored) -> HttpResponse {
    let status = StatusCode::from_u16(stored.status).unwrap_or(StatusCode::SEE_OTHER);
    let mut response = HttpResponse::build(status);
    for (name, value) in stored.headers {
        response.insert_header((name, value));
    }
    response.body(stored.body)
}

/// The values of a name in the address.
pub fn query(req: &HttpRequest, name: &str) -> Vec<String> {
    url::form_urlencoded::parse(req.query_string().as_bytes())
        .filter(|(n, _)| n == name)
        .map(|(_, value)| value.into_owned())
        .collect()
}
