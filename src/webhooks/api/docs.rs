//! What the OpenAPI document says of the operations on webhooks, which stand in two places.

use super::change::{NewWebhookInput, RepeatInput, StateInput, Tested};
use super::read::{SecretView, WebhookView, WebhooksView};
use crate::error::Problem;
use crate::programs::key_parameter;
use crate::web::openapi::{Operation, Response, schema_of};

/// The descriptions in one place.
pub struct Docs {
    pub list: fn() -> Operation,
    pub register: fn() -> Operation,
    pub one: fn() -> Operation,
    pub end: fn() -> Operation,
    pub state: fn() -> Operation,
    pub secret: fn() -> Operation,
    pub test: fn() -> Operation,
    pub repeat: fn() -> Operation,
}

pub const EVERYWHERE: Docs = Docs {
    list: || list("listWebhooks"),
    register: || register("registerWebhook"),
    one: || one("readWebhook"),
    end: || end("endWebhook"),
    state: || state("setWebhookState"),
    secret: || secret("renewWebhookSecret"),
    test: || test("testWebhook"),
    repeat: || repeat("repeatWebhookDeliveries"),
};

pub const ON_CONSULTATION: Docs = Docs {
    list: || list("listWebhooksOnConsultation"),
    register: || register("registerWebhookOnConsultation"),
    one: || one("readWebhookOnConsultation"),
    end: || end("endWebhookOnConsultation"),
    state: || state("setWebhookStateOnConsultation"),
    secret: || secret("renewWebhookSecretOnConsultation"),
    test: || test("testWebhookOnConsultation"),
    repeat: || repeat("repeatWebhookDeliveriesOnConsultation"),
};

fn list(id: &'static str) -> Operation {
    Operation {
        id,
        summary: "List webhooks",
        description: "Where it does not stand under a consultation: all there are, those on single consultations among them.",
        responses: vec![Response::of::<WebhooksView>(200, "The webhooks.")],
        ..Operation::default()
    }
}

fn register(id: &'static str) -> Operation {
    Operation {
        id,
        summary: "Register a webhook",
        description: "The secret that its deliveries are signed with is in the answer, and nowhere else.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<NewWebhookInput>()),
        responses: vec![Response::of::<SecretView>(201, "Registered.").headers(&["Location"])],
        problems: &[Problem::IdempotencyKeyReused, Problem::InFlight],
        ..Operation::default()
    }
}

fn one(id: &'static str) -> Operation {
    Operation {
        id,
        summary: "Read a webhook",
        description: "With its latest deliveries, the newest first.",
        responses: vec![Response::of::<WebhookView>(200, "The webhook.")],
        ..Operation::default()
    }
}

fn end(id: &'static str) -> Operation {
    Operation {
        id,
        summary: "End a webhook",
        description: "For good: what waits is dropped.",
        responses: vec![Response::empty(204, "It is sent nothing more.")],
        ..Operation::default()
    }
}

fn state(id: &'static str) -> Operation {
    Operation {
        id,
        summary: "Pause or resume a webhook",
        description: "What happens while it is paused is kept for it.",
        request: Some(schema_of::<StateInput>()),
        responses: vec![Response::empty(204, "It stands so now.")],
        ..Operation::default()
    }
}

fn secret(id: &'static str) -> Operation {
    Operation {
        id,
        summary: "Give a webhook a new secret",
        description: "The one before signs nothing more.",
        parameters: vec![key_parameter(true)],
        responses: vec![Response::of::<SecretView>(200, "The new secret.")],
        problems: &[
            Problem::Invalid,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        ..Operation::default()
    }
}

fn test(id: &'static str) -> Operation {
    Operation {
        id,
        summary: "Send a test",
        description: "An event that only says that it is a test.",
        responses: vec![Response::of::<Tested>(202, "It will be sent.")],
        problems: &[Problem::Invalid],
        ..Operation::default()
    }
}

fn repeat(id: &'static str) -> Operation {
    Operation {
        id,
        summary: "Send again what was given up",
        description: "With the same ids: one event, or all that was given up.",
        request: Some(schema_of::<RepeatInput>()),
        responses: vec![Response::empty(204, "It will be sent.")],
        ..Operation::default()
    }
}
