//! What the OpenAPI document says of each route: the types that the rows of the route table are described
//! with. The document itself is made of them in `openapi/document.rs`.

mod document;

pub use document::document;
pub(in crate::web) use document::problem_type;

use crate::error::Problem;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};

/// What the document says of one operation beyond its method, path and access.
#[derive(Default)]
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
    /// What can be asked next with what it answered.
    pub links: &'static [Link],
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
    /// The media types of an answer that is a file.
    pub files: &'static [&'static str],
    pub headers: &'static [&'static str],
}

/// A link (OpenAPI 3.1, 4.8.20): from the first answer of one operation to another operation.
pub struct Link {
    pub name: &'static str,
    pub operation: &'static str,
    /// Parameter, and the runtime expression that gives its value.
    pub parameters: &'static [(&'static str, &'static str)],
}

/// A named schema and those that it refers to, and the media type that it is of.
pub struct SchemaOf {
    pub media_type: &'static str,
    pub name: String,
    pub schema: RefOr<Schema>,
    pub nested: Vec<(String, RefOr<Schema>)>,
}

/// The schema of a type.
pub fn schema_of<T: utoipa::ToSchema>() -> SchemaOf {
    let mut nested = Vec::new();
    T::schemas(&mut nested);
    SchemaOf {
        media_type: "application/json",
        name: T::name().into_owned(),
        schema: T::schema(),
        nested,
    }
}

/// A text of this media type, as it is.
pub fn text_as(media_type: &'static str) -> SchemaOf {
    SchemaOf {
        media_type,
        name: "Text".to_owned(),
        schema: <String as utoipa::PartialSchema>::schema(),
        nested: Vec::new(),
    }
}

/// A file of any kind, as it is.
pub fn bytes_as(media_type: &'static str) -> SchemaOf {
    let bytes = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)));
    SchemaOf {
        media_type,
        name: "File".to_owned(),
        schema: RefOr::T(Schema::Object(bytes.build())),
        nested: Vec::new(),
    }
}

impl Parameter {
    pub fn query(name: &'static str, description: &'static str, schema: serde_json::Value) -> Self {
        Self {
            name,
            place: Place::Query,
            required: false,
            description,
            schema,
        }
    }

    pub fn header(
        name: &'static str,
        description: &'static str,
        schema: serde_json::Value,
    ) -> Self {
        Self {
            name,
            place: Place::Header,
            required: false,
            description,
            schema,
        }
    }

    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

impl Response {
    pub fn of<T: utoipa::ToSchema>(status: u16, description: &'static str) -> Self {
        Self {
            status,
            description,
            schema: Some(schema_of::<T>()),
            files: &[],
            headers: &[],
        }
    }

    /// A file of one of these media types.
    pub fn file(files: &'static [&'static str], description: &'static str) -> Self {
        Self {
            status: 200,
            description,
            schema: None,
            files,
            headers: &["Content-Disposition"],
        }
    }

    /// A text of this media type.
    pub fn text(status: u16, media_type: &'static str, description: &'static str) -> Self {
        Self {
            status,
            description,
            schema: Some(text_as(media_type)),
            files: &[],
            headers: &[],
        }
    }

    pub fn empty(status: u16, description: &'static str) -> Self {
        Self {
            status,
            description,
            schema: None,
            files: &[],
            headers: &[],
        }
    }

    #[must_use]
    pub fn headers(mut self, headers: &'static [&'static str]) -> Self {
        self.headers = headers;
        self
    }
}
