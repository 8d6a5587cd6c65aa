//! A program of a member of staff that reads answers.

use super::app::{EXAMPLE, TestApp};
use super::client::{Answer, Client};
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::Value;
use uuid::Uuid;

pub struct Reader {
    pub owner: Uuid,
    pub client: Client,
    bearer: String,
}

impl TestApp {
    /// By a token of somebody who may read, with the scope to read answers and no other.
    pub fn reader(&self) -> Reader {
        self.reader_for("program@staff.example")
    }

    pub fn reader_for(&self, email: &str) -> Reader {
        let owner = self.add_staff(email);
        self.give_role(owner, None, Some(Role::Reader));
        let token = self.token(owner, &[Scope::AnswersRead]);
        Reader {
            owner,
            client: self.client(),
            bearer: format!("Bearer {token}"),
        }
    }
}

impl Reader {
    /// `rest` comes after the address of the example.
    pub fn ask(&mut self, method: &str, rest: &str) -> Answer {
        let path = format!("/api/v1/staff/consultations/{EXAMPLE}{rest}");
        self.at(method, &path)
    }

    pub fn at(&mut self, method: &str, path: &str) -> Answer {
        let asked = self.client.request(method, path);
        asked.header("Authorization", &self.bearer).send()
    }

    pub fn read(&mut self, rest: &str) -> Value {
        let read = self.ask("GET", rest);
        assert_eq!(read.status, 200, "{rest}: {}", read.text());
        read.json()
    }
}
