//! The content of a working copy, written whole: råd are added, moved, split and retired by what is sent.

use super::view::WorkingCopyView;
use super::{CHANGE_PROBLEMS, as_seen, saved};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::programs::if_match_parameter;
use crate::session::staff::StaffAccess;
use crate::setup::manuscript::Manuscript;
use crate::setup::put_back::tell_of_deadline;
use crate::setup::replace::replaced;
use crate::web::json::Json;
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;
use validator::{Validate, ValidationErrors};

/// Whatever is written is kept, right or not; what the checks say of it is told beside it.
impl Validate for Manuscript {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

pub fn replace_doc() -> Operation {
    Operation {
        id: "replaceWorkingCopy",
        summary: "Write a working copy",
        description: "What is sent takes the place of the whole content; a member that is left out is empty. It is kept right or not: \
                      `findings` says what lacks. A chapter, råd, field or option without a key gets a new one. Documents are those \
                      that the working copy has: they can be named, put in order and left out, and are added by an operation of \
                      their own. The deadline of what is published is moved by moveDeadline only; its day, its kind and those on its list stand as \
                      they are published, and `put_back` tells what was sent otherwise. Addresses, dates, numbers and \
                      titles stand on one line.",
        parameters: vec![
            if_match_parameter("The working copy's ETag, as it was last seen.").required(),
        ],
        request: Some(schema_of::<Manuscript>()),
        responses: vec![
            Response::of::<WorkingCopyView>(200, "The working copy as it is now.")
                .headers(&["ETag"]),
        ],
        problems: CHANGE_PROBLEMS,
        ..Operation::default()
    }
}

pub async fn replace(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<Manuscript>,
) -> Result<HttpResponse, Error> {
    let found = as_seen(&app, &req).await?;
    let copy = found.copy;
    let unreadable =
        |e: serde_json::Error| Error::because(Problem::MalformedRequest, e.to_string());
    let given: Value = serde_json::from_slice(&body.received.bytes).map_err(unreadable)?;
    let read = serde_json::to_value(&body.value).map_err(unreadable)?;
    let mut faults = Vec::new();
    strange(&given, &read, "", &mut faults);
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let mut new = replaced(&copy.manuscript, body.value)?;
    if let Some(old) = &found.published {
        tell_of_deadline(&mut new, old);
    }
    saved(&app, &staff, &req, copy.version, new).await
}

/// What was given and not read: what is stored must be read leniently, what is sent must not.
fn strange(given: &Value, read: &Value, at: &str, faults: &mut Vec<FieldError>) {
    match (given, read) {
        (Value::Object(given), Value::Object(read)) => {
            for (name, given) in given {
                let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                match read.get(name) {
                    Some(read) => strange(given, read, &at, faults),
                    None => faults.push(FieldError::new(at, "error-unknown-key")),
                }
            }
        }
        (Value::Array(given), Value::Array(read)) => {
            for (n, (given, read)) in given.iter().zip(read).enumerate() {
                strange(given, read, &format!("{at}/{n}"), faults);
            }
        }
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => {
            faults.push(FieldError::new(at, "error-type"));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_that_is_not_known_and_an_array_in_the_place_of_an_object_are_told() {
        let sent = r#"{"title":["a","b"],"contact":{"mail":"x"},"chapters":[{"key":"k1"}]}"#;
        let read: Manuscript = serde_json::from_str(sent).unwrap();
        let mut faults = Vec::new();
        let given = serde_json::from_str(sent).unwrap();
        strange(
            &given,
            &serde_json::to_value(read).unwrap(),
            "",
            &mut faults,
        );
        let at: Vec<_> = faults.iter().map(|f| (f.at.as_str(), f.code)).collect();
        assert_eq!(
            at,
            [
                ("/contact/mail", "error-unknown-key"),
                ("/title", "error-type")
            ]
        );
    }
}
