//! Letters: made of what a slice wrote, handed to a mail server or laid down as files. The only place that uses lettre.
//!
//! Which letter is due, how often it is tried and what is kept of it is for `outbox`; what a letter says is for the
//! `mails.rs` of the slice. One letter has one recipient, always: a list of addresses never exists here.

mod compose;
mod files;
mod letter;
mod smtp;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use uuid::Uuid;

use crate::{
    address::Mailbox,
    clock::Clock,
    settings::{MailWay, Settings},
};
pub use compose::{CannotCompose, Composed};
pub use letter::{Attachment, Letter};

/// What became of handing over one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// Taken over; the reply holds the queue id, which is the proof.
    Sent { reply: String },
    /// Not now. `maybe_delivered` when the connection broke after the last byte and before the answer: the next try
    /// carries the same Message-ID, and may be a second copy.
    Later { why: String, maybe_delivered: bool },
    /// This letter will never be taken over; other letters may.
    Never { why: String },
    /// The mail server refuses us, not this letter: every other would fare the same, so pause and raise an alarm.
    RelayFault { why: String },
}

impl Delivery {
    fn later(why: impl Into<String>) -> Self {
        let (why, maybe_delivered) = (why.into(), false);
        Self::Later {
            why,
            maybe_delivered,
        }
    }
}

/// Something in the settings that only shows when the mail is set up.
#[derive(Debug, thiserror::Error)]
#[error("the certificate of the mail server's authority cannot be used: {0}")]
pub struct MailSetupError(String);

/// Hands letters over; a clone is the same one.
#[derive(Clone)]
pub struct Mailer {
    transport: Arc<Transport>,
    from: Mailbox,
    clock: Clock,
}

enum Transport {
    Smtp(smtp::Smtp),
    Files(files::Files),
    Memory(Memory),
}

impl Mailer {
    pub fn new(settings: &Settings, clock: Clock) -> Result<Self, MailSetupError> {
        let transport = match &settings.mail.way {
            MailWay::Smtp(url) => Transport::Smtp(smtp::Smtp::new(url, settings)?),
            MailWay::Files(directory) => Transport::Files(files::Files::new(directory.clone())),
        };
        let (transport, from) = (Arc::new(transport), settings.mail.from.clone());
        Ok(Self {
            transport,
            from,
            clock,
        })
    }

    /// Keeps letters in memory for a test, which reads them and can say how the next ones fare.
    pub fn memory(from: Mailbox, clock: Clock) -> (Self, Memory) {
        let memory = Memory::default();
        let transport = Arc::new(Transport::Memory(memory.clone()));
        (
            Self {
                transport,
                from,
                clock,
            },
            memory,
        )
    }

    /// The Message-ID of a letter, without its angle brackets: the same for every try of the same letter.
    pub fn message_id(&self, kind: &str, letter: Uuid) -> String {
        format!("{kind}.{}@{}", letter.simple(), self.from.address.domain())
    }

    /// Makes the bytes that are sent. The same letter at the same instant makes the same bytes.
    pub fn compose(&self, letter: &Letter) -> Result<Composed, CannotCompose> {
        compose::compose(letter, &self.from, self.clock.now())
    }

    /// Hands over one letter. Never fails: what went wrong is the delivery.
    pub async fn deliver(&self, letter: Composed) -> Delivery {
        let mailer = self.clone();
        let handed_over = tokio::task::spawn_blocking(move || mailer.deliver_now(&letter)).await;
        handed_over.unwrap_or_else(|error| Delivery::later(error.to_string()))
    }

    /// The same, blocking the thread it is called on.
    pub fn deliver_now(&self, letter: &Composed) -> Delivery {
        match &*self.transport {
            Transport::Smtp(smtp) => smtp.deliver(letter),
            Transport::Files(files) => files.deliver(letter, self.clock.now()),
            Transport::Memory(memory) => memory.deliver(letter),
        }
    }
}

/// The letters a test has caused.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    sent: Vec<Composed>,
    next: VecDeque<Delivery>,
}

impl Memory {
    /// Every letter that was handed over, oldest first.
    pub fn sent(&self) -> Vec<Composed> {
        self.kept().sent.clone()
    }

    /// How the next letter fares, once for each call; afterwards letters are taken again.
    pub fn next(&self, delivery: Delivery) {
        self.kept().next.push_back(delivery);
    }

    fn deliver(&self, letter: &Composed) -> Delivery {
        let mut kept = self.kept();
        let reply = format!("kept as number {}", kept.sent.len() + 1);
        let delivery = kept.next.pop_front().unwrap_or(Delivery::Sent { reply });
        let arrived = match &delivery {
            Delivery::Sent { .. } => true,
            Delivery::Later {
                maybe_delivered, ..
            } => *maybe_delivered,
            Delivery::Never { .. } | Delivery::RelayFault { .. } => false,
        };
        if arrived {
            kept.sent.push(letter.clone());
        }
        delivery
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
