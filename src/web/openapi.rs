//! The OpenAPI 3.1 document, generated from the route table: what each row says of itself.

use crate::error::Problem;
use utoipa::openapi::{RefOr, schema::Schema};

/// What the document says of one operation beyond its method, path and access.
pub struct Operation {
    /// Unique; also the name that clients generate.
    pub id: &'static str,
    pub summary: &'static str,
    pub description: &'static str,
    /// Query and header parameters; those of the path are read from the path.
    pub parameters: Vec<Parameter>,
    pub request: Option<SchemaOf>,
    pub responses: Vec<Response>,
    /// Every problem that it can answer with, beyond those that all have.
    pub problems: &'static [Problem],
}

/// A query or header parameter.
pub struct Parameter {
    pub name: &'static str,
    pub place: Place,
    pub required: bool,
    pub description: &'static str,
    /// A JSON schema.
    pub schema: serde_json::Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Query,
    Header,
}

/// An answer that is no problem.
pub struct Response {
    pub status: u16,
    pub description: &'static str,
    /// `None` for an answer without a body.
    pub schema: Option<SchemaOf>,
    pub headers: &'static [&'static str],
}

/// A named schema and those that it refers to.
pub struct SchemaOf {
    pub name: String,
    pub schema: RefOr<Schema>,
    pub nested: Vec<(String, RefOr<Schema>)>,
}

/// The schema of a type.
pub fn schema_of<T: utoipa::ToSchema>() -> SchemaOf {
    let mut nested = Vec::new();
    T::schemas(&mut nested);
    SchemaOf {
        name: T::name().into_owned(),
        schema: T::schema(),
        nested,
    }
}
