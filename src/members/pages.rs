//! The pages of a round among members: at the umbrella organisation's desk who was asked and what was handed over, at a
//! member's handing over. Owns the rows of the route table.

mod hand_over;
mod input;
mod members;
mod parts;
mod typed;

use crate::i18n::Lang;
use crate::right::Right;
use crate::web::components::{Choice, Choices};
use crate::web::route::{Access, RouteDef};
use actix_web::web::{get, post};

const MEMBERS: &str = "/svar/{desk}/medlemmer";
const PART: &str = "/svar/{desk}/medlemmer/raad/{key}";
const HAND_OVER: &str = "/svar/{desk}/lever";

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    vec![
        RouteDef::get(MEMBERS, Access::Desk(Right::Read), || {
            get().to(members::show)
        }),
        RouteDef::post(MEMBERS, Access::Desk(Right::Coordinate), || {
            post().to(members::press)
        })
        .does("members::hold::begin", "beginMemberRound")
        .does("members::hold::move_day", "moveMemberRound")
        .does("members::hold::end", "endMemberRound")
        .does("members::ask::ask", "askMembers")
        .does("members::ask::remind", "remindMembers")
        .does("members::ask::take_out", "takeOutMember"),
        RouteDef::get(PART, Access::Desk(Right::Read), || get().to(input::show)),
        RouteDef::post(PART, Access::Desk(Right::Write), || {
            post().to(input::take_in)
        })
        .does("members::merge::take_in", "takeInMemberInput"),
        RouteDef::get(HAND_OVER, Access::Desk(Right::Write), || {
            get().to(hand_over::show)
        }),
        RouteDef::post(HAND_OVER, Access::Desk(Right::Write), || {
            post().to(hand_over::hand_over)
        })
        .does("members::hand_over::hand_over", "handOver"),
    ]
}

/// The language of the letters to members.
fn languages(lang: Lang, chosen: Lang) -> Choices {
    let choices = Lang::ALL.map(|one| Choice::new(one.code(), one.name(), one == chosen));
    Choices::new("language", lang.t("members-language"), choices.to_vec())
}
