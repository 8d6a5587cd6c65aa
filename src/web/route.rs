//! What a row of the route table says, and how it becomes an actix route behind its guard.

use super::openapi::{Operation, Place};
use crate::right::Right;
use crate::role::Role;
use crate::scope::Scope;
use actix_web::http::Method;

/// Who may come in. Every route has exactly one of these; the guard enforces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody; reads only.
    Anyone,
    /// Everybody may begin or send something; the network's limit applies.
    Start,
    /// Whoever holds a live link with this right to the desk in the path, by session cookie or bearer token.
    Desk(Right),
    /// Whoever has the token that stands in the path.
    Token,
    /// Staff who are signed in, whatever their roles.
    SignedIn,
    /// Staff with at least this role: on the consultation that the path names (`{slug}`), or else on all.
    Staff(Role),
    /// A program that shows a token of staff with this scope, whose owner has at least this role there.
    Program(Scope, Role),
    /// A program that shows a token of staff with this scope, whatever the roles of its owner and whatever consultation it
    /// is for: as [`Self::SignedIn`] is to a browser, it leads to the owner's own. The token that the path names
    /// (`{token_id}`) may come in without the scope, since whoever holds it may always end it.
    OwnTokens(Scope),
    /// Only in the development profile; elsewhere there is nothing here.
    Development,
}

/// Who reads the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// People: HTML in bokmål and, under `/nn`, nynorsk.
    Page,
    /// Programs: JSON and problem+json.
    Api,
    /// Files and probes: no language, no face of their own.
    Plain,
}

/// One row of the table in `routes.rs`.
pub struct RouteDef {
    pub method: Method,
    /// As actix writes it; for a page the bokmål path.
    pub path: &'static str,
    pub access: Access,
    pub face: Face,
    pub handler: fn() -> actix_web::Route,
    /// What the OpenAPI document says of it; every API route has one.
    pub operation: Option<fn() -> Operation>,
    /// The most bytes of a form that may hold a file; `None` where it holds none, and the setting's limit is the most.
    pub file_bytes: Option<usize>,
    /// Files come with it, which are laid down while they come (`upload.rs`).
    pub takes_files: bool,
    /// Files that come are kept.
    pub keeps_files: bool,
    /// What a form of a page does, and how a program does the same.
    pub pairs: Vec<Pair>,
}

/// An action of a page and the operation of the API that is the same use case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The function that both call, with the modules it lies in: `deadlines::extend::move_deadline`.
    pub use_case: &'static str,
    /// The operation's id.
    pub operation: &'static str,
}

impl RouteDef {
    /// A row of which nothing more is said.
    pub fn new(
        method: Method,
        path: &'static str,
        access: Access,
        face: Face,
        handler: fn() -> actix_web::Route,
    ) -> Self {
        Self {
            method,
            path,
            access,
            face,
            handler,
            operation: None,
            file_bytes: None,
            takes_files: false,
            keeps_files: false,
            pairs: Vec::new(),
        }
    }

    /// A page that is asked for.
    pub fn get(path: &'static str, access: Access, handler: fn() -> actix_web::Route) -> Self {
        Self::new(Method::GET, path, access, Face::Page, handler)
    }

    /// A form that is sent.
    pub fn post(path: &'static str, access: Access, handler: fn() -> actix_web::Route) -> Self {
        Self::new(Method::POST, path, access, Face::Page, handler)
    }

    /// An operation of the API, with what the OpenAPI document says of it.
    pub fn api(
        method: Method,
        path: &'static str,
        access: Access,
        handler: fn() -> actix_web::Route,
        operation: fn() -> Operation,
    ) -> Self {
        Self {
            operation: Some(operation),
            ..Self::new(method, path, access, Face::Api, handler)
        }
    }

    /// The form may hold a file, and be this large with it. The file is kept, and refused where there is no room.
    #[must_use]
    pub fn with_file(self, bytes: usize) -> Self {
        Self {
            keeps_files: true,
            ..self.with_much(bytes)
        }
    }

    /// The form may hold a file that is only looked at, or the body be this large without one.
    #[must_use]
    pub fn with_much(self, bytes: usize) -> Self {
        Self {
            file_bytes: Some(bytes),
            ..self
        }
    }

    /// Files of an answer come with it: any number of bytes that one of those may have, at the pace of whoever sends.
    #[must_use]
    pub fn with_files(self) -> Self {
        Self {
            takes_files: true,
            keeps_files: true,
            ..self
        }
    }

    /// What the form does, and the operation by which a program does it; once for each thing that it can do.
    #[must_use]
    pub fn does(mut self, use_case: &'static str, operation: &'static str) -> Self {
        self.pairs.push(Pair {
            use_case,
            operation,
        });
        self
    }

    /// The query parameters that it has.
    pub fn query_names(&self) -> Vec<&'static str> {
        let parameters = self.operation.map(|o| o().parameters).unwrap_or_default();
        let in_query = parameters.iter().filter(|p| p.place == Place::Query);
        in_query.map(|p| p.name).collect()
    }

    /// Changes nothing when asked.
    pub fn is_safe(&self) -> bool {
        self.method == Method::GET || self.method == Method::HEAD
    }
}
