//! A submitted HTML form: every pair in order, nothing lost, nothing silently repeated.

mod multipart;

use super::body::Received;
use crate::error::{Error, FieldError, Problem};
use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::{DateTime, Utc};
use std::future::{Ready, ready};

/// A file that came with a form.
#[derive(Clone, Debug)]
pub struct File {
    pub control: String,
    pub name: String,
    pub bytes: Bytes,
}

/// The name of the hidden field that ties a form to its session.
pub const CSRF: &str = "csrf";

/// The hidden field as it must be now, for a form that is shown again.
#[derive(Clone, Debug)]
pub struct FreshCsrf(pub String);

/// A form, decoded: `application/x-www-form-urlencoded` or, where a file may come along, `multipart/form-data`.
#[derive(Clone, Debug)]
pub struct Form {
    pairs: Vec<(String, String)>,
    files: Vec<File>,
    pub received_at: DateTime<Utc>,
}

impl Form {
    /// Decodes a body. Broken UTF-8 and another content type are refused.
    pub fn parse(content_type: &str, body: &Received) -> Result<Self, Error> {
        if !content_type
            .trim()
            .to_ascii_lowercase()
            .starts_with("application/x-www-form-urlencoded")
        {
            return Err(Problem::UnsupportedMediaType.into());
        }
        let pairs = body
            .bytes
            .split(|b| *b == b'&')
            .filter(|part| !part.is_empty())
            .map(|part| {
                let cut = part.iter().position(|b| *b == b'=').unwrap_or(part.len());
                let value = part.get(cut + 1..).unwrap_or_default();
                Ok((decode(&part[..cut])?, decode(value)?))
            })
            .collect::<Result<_, Error>>()?;
        Ok(Self {
            pairs,
            files: Vec::new(),
            received_at: body.at,
        })
    }

    /// Decodes a body that may hold files.
    pub fn parse_with_files(content_type: &str, body: &Received) -> Result<Self, Error> {
        let Some(boundary) = multipart::boundary(content_type) else {
            return Self::parse(content_type, body);
        };
        let parts = multipart::parts(&boundary, &body.bytes);
        let parts = parts.ok_or_else(|| Error::new(Problem::MalformedRequest))?;
        let (mut pairs, mut files) = (Vec::new(), Vec::new());
        for part in parts {
            match part.file_name {
                // A browser sends a file without name when none was chosen.
                Some(file_name) if file_name.is_empty() => {}
                Some(file_name) => files.push(File {
                    control: part.name,
                    name: file_name,
                    bytes: part.bytes,
                }),
                None => {
                    let text = String::from_utf8(part.bytes.to_vec());
                    let text = text.map_err(|_| Error::new(Problem::MalformedRequest))?;
                    pairs.push((part.name, text));
                }
            }
        }
        Ok(Self {
            pairs,
            files,
            received_at: body.at,
        })
    }

    /// A form without files: they were laid down elsewhere (`upload.rs`), or it is shown again.
    pub fn of(pairs: Vec<(String, String)>, received_at: DateTime<Utc>) -> Self {
        Self {
            pairs,
            files: Vec::new(),
            received_at,
        }
    }

    /// Whether a file was chosen in any control.
    pub fn has_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// The file of a control, when one was chosen.
    pub fn file(&self, control: &str) -> Option<&File> {
        self.files.iter().find(|file| file.control == control)
    }

    /// The value of a control; `None` when it was not sent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// The value of a control, trimmed; `None` when nothing is left.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).map(str::trim).filter(|v| !v.is_empty())
    }

    /// Every value of a control that may be sent several times (checkboxes).
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// Refuses names that the form does not have, and repeats of those that it has once. A name that
    /// ends in `*` stands for all that begin so.
    pub fn expect(&self, once: &[&str], many: &[&str]) -> Result<(), Error> {
        let is = |wanted: &&str, name: &str| match wanted.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => **wanted == *name,
        };
        let mut seen = std::collections::HashSet::new();
        let mut errors = Vec::new();
        for (name, _) in self.pairs() {
            if name == CSRF || many.iter().any(|wanted| is(wanted, name)) {
                continue;
            }
            if !once.iter().any(|wanted| is(wanted, name)) {
                errors.push(FieldError::new(name, "error-unknown-control"));
            } else if !seen.insert(name) {
                errors.push(FieldError::new(name, "error-repeated"));
            }
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::invalid(errors))
        }
    }
}

fn decode(part: &[u8]) -> Result<String, Error> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.iter();
    while let Some(b) = rest.next() {
        match b {
            b'+' => bytes.push(b' '),
            b'%' => {
                let pair = (
                    rest.next().copied().and_then(hex),
                    rest.next().copied().and_then(hex),
                );
                let (Some(high), Some(low)) = pair else {
                    return Err(Problem::MalformedRequest.into());
                };
                bytes.push(high << 4 | low);
            }
            _ => bytes.push(*b),
        }
    }
    String::from_utf8(bytes).map_err(|_| Problem::MalformedRequest.into())
}

fn hex(digit: u8) -> Option<u8> {
    (digit as char)
        .to_digit(16)
        .and_then(|d| u8::try_from(d).ok())
}

/// The guard has read and checked the form; a handler takes it from there.
impl FromRequest for Form {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            req.extensions()
                .get::<Self>()
                .cloned()
                .ok_or_else(|| Problem::MalformedRequest.into()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(body: &str) -> Result<Form, Error> {
        let body = Received {
            bytes: body.as_bytes().to_vec().into(),
            at: DateTime::UNIX_EPOCH,
        };
        Form::parse("application/x-www-form-urlencoded; charset=utf-8", &body)
    }

    #[test]
    fn letters_and_line_breaks_come_through() {
        let form = form("tekst=bl%C3%A5+b%C3%A6r%0D%0A&tom=").unwrap();
        assert_eq!(form.get("tekst"), Some("blå bær\r\n"));
        assert_eq!(form.get("tom"), Some(""));
        assert_eq!(form.filled("tom"), None);
    }

    #[test]
    fn broken_utf8_is_refused() {
        assert_eq!(
            form("a=%FF").unwrap_err().problem,
            Problem::MalformedRequest
        );
        assert_eq!(form("a=%F").unwrap_err().problem, Problem::MalformedRequest);
    }

    #[test]
    fn a_repeated_control_and_an_unknown_one_are_named() {
        let error = form("a=1&a=2&b=3&c-1=4")
            .unwrap()
            .expect(&["a", "c-*"], &[])
            .unwrap_err();
        let at: Vec<_> = error.fields.iter().map(|f| f.at.as_str()).collect();
        assert_eq!(at, ["a", "b"]);
    }
}
