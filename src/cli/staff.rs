//! `hoering staff …`: who may come in, said by the operator; the first administrator can only come from here.

use crate::accounts::{self, By, Member, NewMember, NewToken, USUAL_LIFE, as_kept, secret};
use crate::audit::Actor;
use crate::consultations::{self, Key};
use crate::db::{Conn, transaction};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::keys::Keys;
use crate::role::Role;
use crate::scope::Scope;
use crate::settings::Settings;
use clap::{Args, Subcommand};
use std::fmt::Write as _;
use uuid::Uuid;

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Staff {
    #[command(subcommand)]
    pub what: What,
}

#[derive(Debug, PartialEq, Eq, Subcommand)]
pub enum What {
    /// Add somebody, who signs in by a link sent to this address
    ///
    /// The first administrator is added here; administrators add others on the page «Medarbeidere».
    Add {
        /// Where the links to sign in go
        #[arg(value_name = "EMAIL")]
        email: String,
        /// As colleagues know them
        #[arg(long)]
        name: String,
        /// A role on all consultations: reader, officer, leader or admin
        #[arg(long, value_parser = role)]
        role: Option<Role>,
        /// The language of letters to them: nb or nn
        #[arg(long, default_value = "nb", value_parser = language)]
        language: Lang,
    },

    /// List everybody, with their roles
    List,

    /// End somebody's access at once; their roles stay, should an administrator let them in again
    Disable {
        #[arg(value_name = "EMAIL")]
        email: String,
    },

    /// Make a token for a program that acts for somebody, and print it
    ///
    /// People make their own on the page «Nøkler for programmer».
    Token {
        /// Whose roles it acts with
        #[arg(value_name = "EMAIL")]
        email: String,
        /// Which program it is for
        #[arg(long)]
        name: String,
        /// What it may do: answers:read, bodies:write …; several by repeating
        #[arg(long = "scope", value_name = "SCOPE", value_parser = scope, required = true)]
        scopes: Vec<Scope>,
        /// 30, 90 or 365
        #[arg(long, value_name = "DAYS", default_value_t = USUAL_LIFE)]
        days: i64,
        /// On this consultation only, by the last part of its address (24-13304); else on all
        #[arg(long, value_name = "SLUG")]
        consultation: Option<String>,
    },

    /// Give a role, in place of the one they had; `none` takes it
    Role {
        #[arg(value_name = "EMAIL")]
        email: String,
        /// reader, officer, leader, admin, or none
        #[arg(value_name = "ROLE", value_parser = role_or_none)]
        role: Given,
        /// On this consultation only, by the last part of its address (24-13304); else on all
        #[arg(long, value_name = "SLUG")]
        consultation: Option<String>,
    },
}

/// A role, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given(Option<Role>);

fn role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| "a role is reader, officer, leader or admin".to_owned())
}

fn scope(text: &str) -> Result<Scope, String> {
    Scope::parse(text).ok_or_else(|| {
        let all = Scope::ALL.map(Scope::as_str).join(", ");
        format!("a scope is one of {all}")
    })
}

fn role_or_none(text: &str) -> Result<Given, String> {
    match text {
        "none" => Ok(Given(None)),
        text => role(text).map(|role| Given(Some(role))),
    }
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| "a language is nb or nn".to_owned())
}

/// Does it; what to tell the operator.
pub fn staff(conn: &mut Conn, asked: &Staff, settings: &Settings) -> Result<String, String> {
    let by = By {
        actor: Actor::Operator,
        at: settings.clock().now(),
    };
    let done = transaction::write(conn, |conn| match &asked.what {
        What::Add {
            email,
            name,
            role,
            language,
        } => {
            let new = NewMember::check(email, name, *language)?;
            let id = accounts::add(conn, &new, by)?;
            accounts::set_role(conn, id, None, *role, by)?;
            Ok(format!("Added {}.", new.email))
        }
        What::List => {
            let everybody = accounts::list(conn)?;
            listed(conn, &everybody)
        }
        What::Disable { email } => {
            let member = member(conn, email)?;
            accounts::disable(conn, member.id, by)?;
            Ok(format!("{} can no longer sign in.", member.email))
        }
        What::Token {
            email,
            name,
            scopes,
            days,
            consultation,
        } => {
            let member = member(conn, email)?;
            let on = consultation.as_deref().map(|slug| id_of(conn, slug));
            let new = NewToken::check(name, scopes.clone(), on.transpose()?, Some(*days))?;
            let broken = |e: String| Error::because(Problem::Unavailable, e);
            let keys = Keys::load(&settings.key_file).map_err(|e| broken(e.to_string()))?;
            let id = accounts::issue(conn, &keys, member.id, &new, by)?;
            secret(&keys, keys.newest(), id).map_err(|e| broken(e.to_string()))
        }
        What::Role {
            email,
            role,
            consultation,
        } => {
            let member = member(conn, email)?;
            let on = consultation.as_deref().map(|slug| id_of(conn, slug));
            accounts::set_role(conn, member.id, on.transpose()?, role.0, by)?;
            let role = role.0.map_or("no role", Role::as_str);
            let on = consultation.as_deref().unwrap_or("all consultations");
            Ok(format!("{} has {role} on {on}.", member.email))
        }
    });
    done.map_err(|error| told(&error))
}

fn member(conn: &mut Conn, email: &str) -> Result<Member, Error> {
    let found = match as_kept(email) {
        Some(email) => accounts::find_by_email(conn, &email)?,
        None => None,
    };
    let nobody = "nobody has this address: hoering staff list";
    found.ok_or_else(|| Error::because(Problem::NotFound, nobody))
}

fn id_of(conn: &mut Conn, slug: &str) -> Result<Uuid, Error> {
    let found = consultations::load(conn, &Key::Slug(slug.to_owned()), None)?;
    let none = "no consultation has this name: it is the last part of the address of its page";
    Ok(found
        .ok_or_else(|| Error::because(Problem::NotFound, none))?
        .id)
}

/// A line for each: address, name, roles, and whether they may come in.
fn listed(conn: &mut Conn, everybody: &[Member]) -> Result<String, Error> {
    if everybody.is_empty() {
        return Ok(
            "There are no staff yet: hoering staff add EMAIL --name NAME --role admin".into(),
        );
    }
    let mut text = String::new();
    for member in everybody {
        let mut roles = Vec::new();
        for grant in &member.grants {
            let on = match grant.consultation {
                Some(id) => consultations::load(conn, &Key::Id(id), None)?.map(|c| c.slug),
                None => None,
            };
            let on = on.map(|slug| format!(" on {slug}")).unwrap_or_default();
            roles.push(format!("{}{on}", grant.role.as_str()));
        }
        if roles.is_empty() {
            roles.push("no role".to_owned());
        }
        let ended = if member.is_active() { "" } else { "; disabled" };
        let (email, name, roles) = (&member.email, &member.name, roles.join(", "));
        let _ = writeln!(text, "{email}  {name}  ({roles}{ended})");
    }
    Ok(text.trim_end().to_owned())
}

/// Why not, and what to do.
fn told(error: &Error) -> String {
    let faults = error.fields.iter().map(|fault| match fault.code {
        "error-email" => "this is no address that a letter can be sent to",
        "error-staff-name" | "error-token-name" => "--name is empty",
        "error-value" => "--days is 30, 90 or 365",
        "error-length" => "--name is too long",
        "error-staff-known" => "somebody has this address already: hoering staff list",
        "error-staff-last-admin" => {
            "this is the last administrator who can sign in: give the role to another first"
        }
        "error-staff-admin-everywhere" => {
            "an administrator is so on all consultations: leave out --consultation"
        }
        other => other,
    });
    let faults: Vec<_> = faults.collect();
    if faults.is_empty() {
        let cause = error.cause.clone();
        return cause.unwrap_or_else(|| error.problem.title().to_owned());
    }
    format!("Not done: {}.", faults.join("; "))
}
