//! Who comes in where, written down beside the guard and not after it.

use crate::support::pdf;
use crate::support::scene::askers::{Take, Token, Who};
use hoering::right::Right;
use hoering::role::Role;
use hoering::scope::Scope;
use hoering::web::route::{Access, Face, RouteDef};

/// How far a consultation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Only written.
    Draft,
    /// Imported for a later day, and open for change.
    Waiting,
    Open,
    /// Open, with a working copy of the next version.
    Changing,
    /// The deadline has passed.
    Closed,
    Concluded,
}

impl State {
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::Waiting,
        Self::Open,
        Self::Changing,
        Self::Closed,
        Self::Concluded,
    ];

    pub fn is_public(self) -> bool {
        !matches!(self, Self::Draft | Self::Waiting)
    }

    fn has_copy(self) -> bool {
        matches!(self, Self::Draft | Self::Waiting | Self::Changing)
    }
}

/// What whoever asks is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Admitted,
    /// 401.
    WhoAreYou,
    /// 303 to the page where staff sign in.
    SignIn,
    /// 403.
    NotYou,
    /// 404.
    NotHere,
    /// 410.
    NoMore,
}

pub fn told(def: &RouteDef, who: Who, state: State) -> Told {
    match def.access {
        Access::Start if def.path.starts_with("/api/v1/invitation") => by_invitation(def, who),
        Access::Anyone | Access::Start | Access::Token | Access::Development => Told::Admitted,
        Access::Desk(needed) => at_desk(def, needed, who),
        Access::SignedIn => match is_signed_in(who) {
            true => Told::Admitted,
            false => signed_out(def),
        },
        Access::Staff(_) if !is_signed_in(who) => signed_out(def),
        Access::Staff(needed) => staff(def, who, state, needed),
        Access::Program(scope, needed) => program(def, who, state, scope, needed),
        Access::OwnTokens(scope) => own_tokens(who, scope),
    }
}

/// Everybody has tokens of their own, whatever their roles and whatever consultation the token that asks is for.
fn own_tokens(who: Who, scope: Scope) -> Told {
    match who {
        Who::Program(Token::Ended | Token::Expired) | Who::AccessEnded => Told::WhoAreYou,
        Who::Program(Token::BodiesOnly) if scope != Scope::BodiesRead => Told::NotYou,
        Who::Program(_) | Who::Rested => Told::Admitted,
        who if is_signed_in(who) => Told::Admitted,
        _ => Told::WhoAreYou,
    }
}

/// The token of the link says which invitation: whoever holds another link has none.
fn by_invitation(def: &RouteDef, who: Who) -> Told {
    match who {
        Who::InvitedBody => Told::Admitted,
        Who::EndedLink | Who::Contributor(Take::Ended) => Told::NoMore,
        Who::ThisDesk | Who::OtherDesk | Who::DeskElsewhere | Who::Contributor(_)
            if def.is_safe() =>
        {
            Told::NotHere
        }
        // What the body lacks may be told first.
        Who::ThisDesk | Who::OtherDesk | Who::DeskElsewhere | Who::Contributor(_) => Told::Admitted,
        _ => Told::WhoAreYou,
    }
}

/// A program may what its owner may, where its token says so; that their session has ended is nothing to it.
fn program(def: &RouteDef, who: Who, state: State, scope: Scope, needed: Role) -> Told {
    let owner = match who {
        Who::Program(Token::Ended | Token::Expired) | Who::AccessEnded => return Told::WhoAreYou,
        Who::Program(Token::BodiesOnly) if scope != Scope::BodiesRead => return Told::NotYou,
        Who::Program(Token::BodiesOnly) | Who::Rested => Who::Everywhere(Role::Admin),
        // Everything that the owner may everywhere, and on one consultation alone.
        Who::Program(Token::OnlyHere) => Who::Here(Role::Admin),
        Who::Program(Token::OnlyElsewhere) => Who::Elsewhere(Role::Admin),
        who if is_signed_in(who) => who,
        _ => return Told::WhoAreYou,
    };
    staff(def, owner, state, needed)
}

/// A desk is its holders' alone: staff have nothing there, whatever their role. Whoever was asked to take part may
/// what their right says; who was asked to write in some parts writes in no other, and marks none of them all at once.
fn at_desk(def: &RouteDef, needed: Right, who: Who) -> Told {
    match (who, def.face) {
        // Whoever writes an answer does not sign it for another body.
        (Who::ThisDesk, _) if is_for_who_signs(def) => Told::NotHere,
        (Who::Contributor(take), _)
            if is_for_who_signs(def) && !matches!(take, Take::Signs | Take::Ended) =>
        {
            Told::NotHere
        }
        (Who::ThisDesk, _) => Told::Admitted,
        // A browser that holds other links is told as one that holds none; a program shows one, which does not open this.
        (Who::OtherDesk | Who::DeskElsewhere | Who::InvitedBody, Face::Page) => Told::WhoAreYou,
        (Who::OtherDesk | Who::DeskElsewhere | Who::InvitedBody, _) => Told::NotHere,
        // A session is told so, too: it held the link.
        (Who::EndedLink | Who::Contributor(Take::Ended), _) => Told::NoMore,
        (Who::Contributor(take), _) if take.right() < needed => Told::NotYou,
        (Who::Contributor(Take::WritesElsewhere), _)
            if needed == Right::Write && is_about_one_part(def) =>
        {
            Told::NotYou
        }
        (Who::Contributor(Take::WritesElsewhere | Take::WritesHere), _)
            if is_about_all_parts(def, needed) =>
        {
            Told::NotYou
        }
        (Who::Contributor(_), _) => Told::Admitted,
        _ => Told::WhoAreYou,
    }
}

/// What a co-signer reads and says, by its own link alone.
fn is_for_who_signs(def: &RouteDef) -> bool {
    ["/medunderskrift/{cosigner}", "/cosignature"]
        .iter()
        .any(|own| def.path.contains(own))
}

/// Writing in, or marking, the part of the path: the first råd.
fn is_about_one_part(def: &RouteDef) -> bool {
    [
        "/raad/{key}",
        "/fields/{key}",
        "/advice/{key}",
        "/parts/{key}",
    ]
    .iter()
    .any(|part| def.path.contains(part))
}

/// «Ingen merknad» to all the rest, that the whole is ready to be approved, that the newest proposal was seen, and the files
/// that go with it.
fn is_about_all_parts(def: &RouteDef, needed: Right) -> bool {
    let changes_files = ["{desk}/vedlegg", "{desk}/attachments"];
    if needed == Right::Write && changes_files.iter().any(|of| def.path.contains(of)) {
        return true;
    }
    let all = [
        "/svar/{desk}/ingen-merknad",
        "/svar/{desk}/klar",
        "/svar/{desk}/sett-endringer",
    ];
    let to_programs = ["/no-comments", "/approval/ready", "/seen-proposal"];
    all.contains(&def.path) || to_programs.iter().any(|end| def.path.contains(end))
}

/// Which part it is about is told by the handler: to a program, after what its body lacks.
pub fn may_lack_something(def: &RouteDef, who: Who) -> bool {
    let in_some = matches!(
        who,
        Who::Contributor(Take::WritesElsewhere | Take::WritesHere)
    );
    let asks_in_handler = in_some || is_for_who_signs(def) || is_about_the_register(def);
    asks_in_handler && def.face == Face::Api && !def.is_safe()
}

/// Where an invited body is written to stands in the register, which all consultations have.
fn is_about_the_register(def: &RouteDef) -> bool {
    let ends = [
        "/invitasjoner/{invited}/adresse",
        "/invitations/{invited}/address",
    ];
    ends.iter().any(|end| def.path.ends_with(end))
}

fn is_signed_in(who: Who) -> bool {
    matches!(
        who,
        Who::SignedIn | Who::Everywhere(_) | Who::Here(_) | Who::Elsewhere(_) | Who::RoleTaken
    )
}

fn signed_out(def: &RouteDef) -> Told {
    match def.is_safe() {
        true => Told::SignIn,
        false => Told::WhoAreYou,
    }
}

/// A role on one consultation is worth something on what is published under it, and nothing anywhere else. What
/// is not published is there only for those who have a role on all.
fn staff(def: &RouteDef, who: Who, state: State, needed: Role) -> Told {
    let everywhere = match who {
        Who::Everywhere(role) => Some(role),
        _ => None,
    };
    let is_about_one = def.path.contains("{slug}");
    let is_of_one = is_about_one && !is_about_the_register(def);
    let role = match who {
        Who::Here(role) if is_of_one && state.is_public() => Some(role),
        _ => everywhere,
    };
    match role {
        Some(role) if role >= needed => Told::Admitted,
        None if is_about_one && !state.is_public() => Told::NotHere,
        _ => Told::NotYou,
    }
}

/// The status of a page that is asked for by somebody who may see it.
pub fn shown(path: &str, who: Who, state: State) -> u16 {
    let is_setup = path.contains("{slug}/oppsett") || path.contains("/working-copies/{slug}");
    match path {
        // Whose answer this is was invited by nobody.
        "/svar/{desk}/virksomheten" | "/api/v1/drafts/{desk}/body" => 404,
        // Nobody's member writes there.
        "/svar/{desk}/lever" | "/api/v1/drafts/{desk}/handing-over" => 404,
        // What others have shared is read as long as answers are taken.
        "/svar/{desk}/stotte/{number}" | "/api/v1/drafts/{desk}/shared-answers/{number}"
            if state == State::Concluded =>
        {
            404
        }
        // On to the first page of staff.
        "/saksbehandling/logg-inn" if is_signed_in(who) => 303,
        // A copy of what is published begins without dates.
        _ if path.ends_with("/visning/frist.ics") && state == State::Draft => 404,
        // Where the tests are run without what makes it.
        _ if is_pdf(path) && pdf::setting().is_none() => 404,
        _ if !path.contains("{slug}") => 200,
        "/horinger/{slug}/svar" if state == State::Concluded => 409,
        // What is published can be opened for change.
        "/saksbehandling/horinger/{slug}/oppsett" => 200,
        _ if is_setup && !state.has_copy() => 404,
        // It asks for a day.
        _ if path.ends_with("/deadline/preview") && state.is_public() => 422,
        _ if !is_setup && !state.is_public() => 404,
        _ => 200,
    }
}

fn is_pdf(path: &str) -> bool {
    [".pdf", "/pdf-form", "/receipt-pdf"]
        .iter()
        .any(|end| path.ends_with(end))
}
