//! Rounds among members for programs: whoever coordinates the umbrella organisation's answer asks and merges with the
//! token of its link, a member hands over with its own.

mod hand_over;
mod input;
mod round;

use crate::error::{Error, FieldError};
use crate::members::round::WHOLE;
use crate::right::Right;
use crate::web::json;
use crate::web::route::{Access, RouteDef};
use actix_web::http::Method;
use actix_web::web::{delete, get, post, put};

pub fn routes() -> Vec<RouteDef> {
    const MEMBERS: &str = "/api/v1/drafts/{desk}/members";
    const ROUND: &str = "/api/v1/drafts/{desk}/members/round";
    const DAY: &str = "/api/v1/drafts/{desk}/members/round/day";
    const REMINDERS: &str = "/api/v1/drafts/{desk}/members/reminders";
    const MEMBER: &str = "/api/v1/drafts/{desk}/members/{organisation}";
    const PART: &str = "/api/v1/drafts/{desk}/advice/{key}/member-input";
    const FIELD: &str = "/api/v1/drafts/{desk}/fields/{key}/member-input";
    const HAND_OVER: &str = "/api/v1/drafts/{desk}/handing-over";
    let (reads, writes) = (Access::Desk(Right::Read), Access::Desk(Right::Write));
    let coordinates = Access::Desk(Right::Coordinate);
    let row = RouteDef::api;
    vec![
        row(
            Method::GET,
            MEMBERS,
            reads,
            || get().to(round::read),
            round::read_doc,
        ),
        row(
            Method::POST,
            MEMBERS,
            coordinates,
            || post().to(round::ask_members),
            round::ask_doc,
        ),
        row(
            Method::POST,
            ROUND,
            coordinates,
            || post().to(round::begin_round),
            round::begin_doc,
        ),
        row(
            Method::DELETE,
            ROUND,
            coordinates,
            || delete().to(round::end_round),
            round::end_doc,
        ),
        row(
            Method::PUT,
            DAY,
            coordinates,
            || put().to(round::move_round),
            round::move_doc,
        ),
        row(
            Method::POST,
            REMINDERS,
            coordinates,
            || post().to(round::remind_members),
            round::remind_doc,
        ),
        row(
            Method::DELETE,
            MEMBER,
            coordinates,
            || delete().to(round::take_member_out),
            round::take_out_doc,
        ),
        row(
            Method::GET,
            PART,
            reads,
            || get().to(input::read),
            input::read_doc,
        ),
        row(
            Method::POST,
            FIELD,
            writes,
            || post().to(input::take),
            input::take_doc,
        ),
        row(
            Method::GET,
            HAND_OVER,
            writes,
            || get().to(hand_over::read),
            hand_over::read_doc,
        ),
        row(
            Method::POST,
            HAND_OVER,
            writes,
            || post().to(hand_over::hand),
            hand_over::hand_doc,
        ),
    ]
}

/// Faults with their pointers; what stands in the way of anything at all is about the whole.
fn in_body(error: Error) -> Error {
    let mut error = error;
    let (whole, others): (Vec<FieldError>, Vec<FieldError>) =
        error.fields.drain(..).partition(|fault| fault.at == WHOLE);
    error.fields = others;
    let mut error = json::in_body(error);
    error
        .fields
        .extend(whole.into_iter().map(|fault| FieldError {
            at: String::new(),
            ..fault
        }));
    error
}
