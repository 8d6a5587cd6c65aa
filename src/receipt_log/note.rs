//! Heads of a log as signed notes: a checkpoint of C2SP (tlog-checkpoint) in a signed note with Ed25519 (signed-note),
//! which other programs read, too. The name of the key is the host of the service; the origin of a log is that,
//! the case and the log's id.

use super::tree::Hash;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, SecondsFormat, Utc};
use ring::digest::{SHA256, digest};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use std::fmt;
use std::sync::Arc;
use uuid::Uuid;

/// What C2SP calls an Ed25519 key.
const ED25519_KIND: u8 = 1;

/// A log at one size: signed, it cannot be denied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Which log of which service: host, case and the log's id.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    pub root: Hash,
    /// When the newest leaf came in.
    pub at: DateTime<Utc>,
}

impl Head {
    /// The text that is signed.
    fn text(&self) -> String {
        let root = STANDARD.encode(self.root);
        let at = self.at.to_rfc3339_opts(SecondsFormat::Micros, true);
        format!("{}\n{}\n{root}\n{at}\n", self.origin, self.size)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let (origin, size) = (lines.next()?, lines.next()?);
        let (root, at) = (lines.next()?, lines.next()?);
        let head = Self {
            origin: origin.to_owned(),
            size: size.parse().ok()?,
            root: STANDARD.decode(root).ok()?.try_into().ok()?,
            at: DateTime::parse_from_rfc3339(at).ok()?.to_utc(),
        };
        // One spelling, so that one changed character is another text.
        (head.text() == text && !origin.is_empty()).then_some(head)
    }
}

/// Signs heads in the name of the service.
#[derive(Clone)]
pub struct Signer {
    key: VerifyingKey,
    pair: Arc<Ed25519KeyPair>,
}

impl Signer {
    /// `name` is the host of the service.
    pub fn new(name: &str, pair: Arc<Ed25519KeyPair>) -> Self {
        Self {
            key: VerifyingKey {
                name: name.to_owned(),
                public: public(&pair),
            },
            pair,
        }
    }

    pub const fn key(&self) -> &VerifyingKey {
        &self.key
    }

    pub fn sign(&self, head: &Head) -> String {
        let text = head.text();
        let signature = self.pair.sign(text.as_bytes());
        let signed = [&self.key.id()[..], signature.as_ref()].concat();
        let signed = STANDARD.encode(signed);
        format!("{text}\n— {} {signed}\n", self.key.name)
    }
}

/// The public half of a pair.
pub fn public(pair: &Ed25519KeyPair) -> [u8; 32] {
    let mut public = [0; 32];
    public.copy_from_slice(pair.public_key().as_ref());
    public
}

/// What a signature is checked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    pub name: String,
    public: [u8; 32],
}

impl VerifyingKey {
    /// The public half of the pair.
    pub const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// The origin of the log of a case. Two owners may each have a case of this number: the id tells their logs apart.
    pub fn origin(&self, case: &str, case_series: Uuid) -> String {
        format!("{}/{case}/{case_series}", self.name)
    }

    /// Four bytes by which a signature names its key.
    fn id(&self) -> [u8; 4] {
        let named = [self.name.as_bytes(), b"\n", &[ED25519_KIND], &self.public].concat();
        let mut id = [0; 4];
        id.copy_from_slice(&digest(&SHA256, &named).as_ref()[..4]);
        id
    }

    /// As it is published, and as [`fmt::Display`] writes it: `name+id+key`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('+')?;
        let (_, key) = rest.split_once('+')?;
        let key = STANDARD.decode(key).ok()?;
        let (kind, public) = key.split_first()?;
        let parsed = Self {
            name: name.to_owned(),
            public: public.try_into().ok()?,
        };
        (*kind == ED25519_KIND && !name.is_empty() && parsed.to_string() == text).then_some(parsed)
    }

    /// The head of a note that this key has signed, and nobody else; `None` otherwise.
    pub fn open(&self, note: &str) -> Option<Head> {
        let (text, signature) = note.split_once("\n\n")?;
        let text = format!("{text}\n");
        let signature = signature.strip_prefix("— ")?.strip_suffix('\n')?;
        let signature = signature.strip_prefix(&self.name)?.strip_prefix(' ')?;
        let signature = STANDARD.decode(signature).ok()?;
        let signature = signature.strip_prefix(&self.id())?;
        let key = UnparsedPublicKey::new(&ED25519, &self.public);
        key.verify(text.as_bytes(), signature).ok()?;
        let head = Head::parse(&text)?;
        let case = head.origin.strip_prefix(&self.name)?;
        case.starts_with('/').then_some(head)
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = u32::from_be_bytes(self.id());
        let key = [&[ED25519_KIND], &self.public[..]].concat();
        write!(f, "{}+{id:08x}+{}", self.name, STANDARD.encode(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Uuid = Uuid::from_u128(0x0189_0a5d_ac96_774b_bcce_b302_099a_8057);

    fn signer() -> Signer {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
        Signer::new("horing.example", Arc::new(pair))
    }

    fn head() -> Head {
        Head {
            origin: signer().key().origin("24/13304", ID),
            size: 17,
            root: [9; 32],
            at: "2024-07-30T12:00:00.1Z".parse().unwrap(),
        }
    }

    #[test]
    fn a_head_is_a_checkpoint_in_a_signed_note() {
        let note = signer().sign(&head());
        let lines: Vec<&str> = note.lines().collect();
        assert_eq!(
            lines[..5],
            [
                "horing.example/24/13304/01890a5d-ac96-774b-bcce-b302099a8057",
                "17",
                "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=",
                "2024-07-30T12:00:00.100000Z",
                ""
            ]
        );
        assert!(lines[5].starts_with("— horing.example ") && lines.len() == 6);
        assert_eq!(signer().key().open(&note), Some(head()));
    }

    #[test]
    fn a_note_with_any_byte_changed_was_not_signed() {
        let note = signer().sign(&head());
        for at in 0..note.len() {
            for bit in 0..8 {
                let mut bytes = note.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                if let Ok(other) = String::from_utf8(bytes) {
                    assert_eq!(signer().key().open(&other), None, "{other}");
                }
            }
        }
        assert_eq!(signer().key().open(&format!("{note}\n")), None);
        assert_eq!(signer().key().open(&note[..note.len() - 1]), None);
    }

    #[test]
    fn a_published_key_is_read_in_its_one_spelling() {
        let key = signer().key().clone();
        let text = key.to_string();
        assert_eq!(VerifyingKey::parse(&text), Some(key));
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            if let Ok(other) = String::from_utf8(bytes) {
                assert_eq!(VerifyingKey::parse(&other), None, "{other}");
            }
        }
    }

    #[test]
    fn another_key_or_another_service_does_not_open_it() {
        let note = signer().sign(&head());
        let pair = Arc::new(Ed25519KeyPair::from_seed_unchecked(&[8; 32]).unwrap());
        assert_eq!(Signer::new("horing.example", pair).key().open(&note), None);
        let elsewhere = Head {
            origin: "other.example/24/13304".into(),
            ..head()
        };
        assert_eq!(signer().key().open(&signer().sign(&elsewhere)), None);
    }
}
