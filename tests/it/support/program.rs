//! A program of a member of staff: asks the API with their token.

use super::app::TestApp;
use super::client::{Answer, Client};
use hoering::scope::Scope;
use serde_json::Value;
use uuid::Uuid;

pub struct Program {
    client: Client,
    bearer: String,
    root: String,
}

impl TestApp {
    /// A program that acts for this member of staff, and asks below this path.
    pub fn program(&self, staff: Uuid, scopes: &[Scope], root: &str) -> Program {
        self.program_with(&self.token(staff, scopes), root)
    }

    /// One that shows this token.
    pub fn program_with(&self, token: &str, root: &str) -> Program {
        Program {
            client: self.client(),
            bearer: format!("Bearer {token}"),
            root: root.to_owned(),
        }
    }
}

impl Program {
    pub fn get(&mut self, rest: &str) -> Answer {
        self.ask("GET", rest, &[], None)
    }

    /// What stands there, and its tag.
    pub fn read(&mut self, rest: &str) -> (Value, String) {
        let answer = self.get(rest);
        assert_eq!(answer.status, 200, "{rest}: {}", answer.text());
        let tag = answer.header("etag").unwrap_or_default().to_owned();
        (answer.json(), tag)
    }

    /// With these headers, and a body if there is one.
    pub fn ask(
        &mut self,
        method: &str,
        rest: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let path = format!("{}{rest}", self.root);
        let mut request = self.client.request(method, &path);
        request = request.header("Authorization", &self.bearer);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        match body {
            Some(body) => request.json(body).send(),
            None => request.send(),
        }
    }

    pub fn post(&mut self, rest: &str, body: &Value) -> Answer {
        self.ask("POST", rest, &[], Some(body))
    }

    /// Once for each key.
    pub fn post_once(&mut self, rest: &str, key: &str, body: &Value) -> Answer {
        self.ask("POST", rest, &[("Idempotency-Key", key)], Some(body))
    }

    /// About the version that was seen.
    pub fn seen(&mut self, method: &str, rest: &str, tag: &str, body: Option<&Value>) -> Answer {
        self.ask(method, rest, &[("If-Match", tag)], body)
    }
}
