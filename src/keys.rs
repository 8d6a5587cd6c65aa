//! What is derived from the key file: personal links, CSRF tokens, session tokens, keys of webhooks. Reading and writing that file is
//! `keys/file.rs`; what a link may do is for `session` to say.
//!
//! Nothing in the database opens anything without the key file: a table holds the hash of a token, never the token.
//! Each use has a key of its own (HKDF-SHA256 with a label), so a token for one use is worthless for another.

mod file;

use std::{fmt, path::Path, sync::Arc};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use ring::signature::Ed25519KeyPair;
use ring::{digest, hkdf, hmac};
use uuid::Uuid;

pub use file::{KeyFileError, add, check_for_production};

/// All keys of one key file. The newest signs; older ones stay valid for what they signed.
#[derive(Clone)]
pub struct Keys {
    /// Never empty, oldest first.
    versions: Vec<Version>,
}

#[derive(Clone)]
struct Version {
    no: i32,
    links: hmac::Key,
    csrf: hmac::Key,
    sessions: hmac::Key,
    webhooks: hmac::Key,
    staff_tokens: hmac::Key,
    receipt_log: Arc<Ed25519KeyPair>,
}

/// A row was signed with a key that the key file no longer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key file has no key of version {0}, which something in the database was made with")]
pub struct UnknownKey(pub i32);

impl Keys {
    /// Reads a key file; the production profile also asks [`check_for_production`].
    pub fn load(path: &Path) -> Result<Self, KeyFileError> {
        Self::from_secrets(file::read(path)?.secrets)
    }

    /// Reads the key file, or makes one (mode 0600, marked for development) when there is none.
    pub fn load_or_create(path: &Path, at: DateTime<Utc>) -> Result<Self, KeyFileError> {
        if !path.exists() {
            file::create(path, file::Use::Development, at)?;
        }
        Self::load(path)
    }

    /// Keys made of one secret that stands in no file, for tests.
    pub fn of_secret(secret: [u8; 32]) -> Result<Self, KeyFileError> {
        Self::from_secrets(vec![(1, secret.to_vec())])
    }

    fn from_secrets(mut secrets: Vec<(i32, Vec<u8>)>) -> Result<Self, KeyFileError> {
        secrets.sort_by_key(|(no, _)| *no);
        let versions: Vec<_> = secrets
            .iter()
            .map(|(no, secret)| Version::derive(*no, secret))
            .collect::<Result<_, _>>()?;
        if versions.is_empty() {
            return Err(KeyFileError::Malformed("it holds no [[key]]".to_owned()));
        }
        Ok(Self { versions })
    }

    /// The version to store beside whatever is signed now.
    pub fn newest(&self) -> i32 {
        self.current().no
    }

    /// The token of a personal link. The same arguments always give the same token, so a reminder carries the same
    /// link; the next generation is another token, and the one before no longer opens anything.
    pub fn link_token(
        &self,
        version: i32,
        kind: &str,
        grant_id: Uuid,
        generation: i32,
    ) -> Result<String, UnknownKey> {
        let parts = [
            kind.as_bytes(),
            grant_id.as_bytes(),
            &generation.to_be_bytes(),
        ];
        Ok(encode(&mac(&self.version(version)?.links, &parts)))
    }

    /// The token that the cookie of a session carries, so that a replayed response can set the same cookie again.
    pub fn session_token(&self, version: i32, session_id: Uuid) -> Result<String, UnknownKey> {
        Ok(encode(&mac(
            &self.version(version)?.sessions,
            &[session_id.as_bytes()],
        )))
    }

    /// The secret that a webhook's deliveries are signed with, known to its receiver alone. The next generation is
    /// another.
    pub fn webhook_secret(
        &self,
        version: i32,
        webhook_id: Uuid,
        generation: i32,
    ) -> Result<[u8; 32], UnknownKey> {
        let parts = [&webhook_id.as_bytes()[..], &generation.to_be_bytes()];
        let tag = mac(&self.version(version)?.webhooks, &parts);
        let mut secret = [0; 32];
        secret.copy_from_slice(tag.as_ref());
        Ok(secret)
    }

    /// The token by which a program of staff asks, so that the page that made it can be shown again to the same press.
    pub fn staff_token(&self, version: i32, token_id: Uuid) -> Result<String, UnknownKey> {
        let key = &self.version(version)?.staff_tokens;
        Ok(encode(&mac(key, &[token_id.as_bytes()])))
    }

    /// What the database keeps of a token. A plain hash suffices, since a token is 256 bits nobody chose.
    pub fn token_hash(token: &str) -> [u8; 32] {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest::digest(&digest::SHA256, token.as_bytes()).as_ref());
        hash
    }

    /// What the heads of the logs of receipts are signed with.
    pub fn receipt_log(&self) -> Arc<Ed25519KeyPair> {
        Arc::clone(&self.current().receipt_log)
    }

    /// What they have been signed with, the newest first.
    pub fn receipt_logs(&self) -> impl Iterator<Item = Arc<Ed25519KeyPair>> {
        let versions = self.versions.iter().rev();
        versions.map(|version| Arc::clone(&version.receipt_log))
    }

    /// The hidden field of every form within a session.
    pub fn csrf(&self, session_hash: &[u8; 32]) -> String {
        encode(&mac(&self.current().csrf, &[session_hash]))
    }

    /// Whether a form's hidden field belongs to this session; takes the same time wherever it differs.
    pub fn csrf_matches(&self, session_hash: &[u8; 32], given: &str) -> bool {
        let Ok(given) = URL_SAFE_NO_PAD.decode(given) else {
            return false;
        };
        let message = framed(&[session_hash]);
        self.versions
            .iter()
            .rev()
            .any(|version| hmac::verify(&version.csrf, &message, &given).is_ok())
    }

    fn current(&self) -> &Version {
        &self.versions[self.versions.len() - 1]
    }

    fn version(&self, no: i32) -> Result<&Version, UnknownKey> {
        self.versions
            .iter()
            .find(|version| version.no == no)
            .ok_or(UnknownKey(no))
    }
}

impl Version {
    fn derive(no: i32, secret: &[u8]) -> Result<Self, KeyFileError> {
        let extracted = hkdf::Salt::new(hkdf::HKDF_SHA256, b"hoering").extract(secret);
        let key = |label: &[u8]| {
            let info = [label];
            let derived = extracted.expand(&info, hmac::HMAC_SHA256);
            derived.map(hmac::Key::from).map_err(|_| underivable())
        };
        Ok(Self {
            no,
            links: key(b"links")?,
            csrf: key(b"csrf")?,
            sessions: key(b"sessions")?,
            webhooks: key(b"webhooks")?,
            staff_tokens: key(b"staff tokens")?,
            receipt_log: Arc::new(signing_key(&extracted, b"receipt log")?),
        })
    }
}

/// A pair of Ed25519 (RFC 8032), its seed derived like every other key.
fn signing_key(from: &hkdf::Prk, label: &[u8]) -> Result<Ed25519KeyPair, KeyFileError> {
    let mut seed = [0; 32];
    let info = [label];
    let derived = from.expand(&info, hkdf::HKDF_SHA256);
    derived
        .and_then(|seeds| seeds.fill(&mut seed))
        .map_err(|_| underivable())?;
    Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| underivable())
}

fn underivable() -> KeyFileError {
    KeyFileError::Malformed("no key could be derived from it".to_owned())
}

/// Shows which keys there are, nothing of what they are.
impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let versions = self.versions.iter().map(|version| version.no);
        f.debug_list().entries(versions).finish()
    }
}

fn mac(key: &hmac::Key, parts: &[&[u8]]) -> hmac::Tag {
    hmac::sign(key, &framed(parts))
}

/// Each part after its length, so that no two different lists of parts are the same bytes.
fn framed(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.len() + 8).sum());
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

fn encode(tag: &hmac::Tag) -> String {
    URL_SAFE_NO_PAD.encode(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::from_secrets(vec![(2, vec![2; 32]), (1, vec![1; 32])]).unwrap()
    }

    #[test]
    fn the_newest_key_signs_and_an_old_one_still_derives_its_tokens() {
        let (keys, id) = (keys(), Uuid::from_u128(7));
        assert_eq!(keys.newest(), 2);
        let old = keys.link_token(1, "answer", id, 1).unwrap();
        let only_old = Keys::of_secret([1; 32]).unwrap();
        assert_eq!(only_old.link_token(1, "answer", id, 1), Ok(old.clone()));
        assert_ne!(keys.link_token(2, "answer", id, 1), Ok(old));
        assert_eq!(keys.link_token(3, "answer", id, 1), Err(UnknownKey(3)));
    }

    #[test]
    fn a_link_token_differs_by_kind_grant_and_generation_and_is_43_characters_for_a_path() {
        let (keys, id) = (keys(), Uuid::from_u128(7));
        let token = keys.link_token(2, "answer", id, 1).unwrap();
        assert_eq!(token.len(), 43);
        assert!(
            token
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        );
        assert_eq!(keys.link_token(2, "answer", id, 1), Ok(token.clone()));
        assert_ne!(keys.link_token(2, "confirm", id, 1), Ok(token.clone()));
        assert_ne!(
            keys.link_token(2, "answer", Uuid::from_u128(8), 1),
            Ok(token.clone())
        );
        assert_ne!(keys.link_token(2, "answer", id, 2), Ok(token.clone()));
        assert_ne!(keys.session_token(2, id), Ok(token));
    }

    #[test]
    // Computed from RFC 5869 and RFC 2104 by another program.
    fn links_that_people_already_hold_stay_the_same_from_version_to_version_of_the_program() {
        let token =
            Keys::of_secret([7; 32])
                .unwrap()
                .link_token(1, "answer", Uuid::from_u128(1), 1);
        assert_eq!(
            token.unwrap(),
            "d9Irvuo6IsfvBxopWzvZggzj5PL_bfvTnjRlHLJVENY"
        );
    }

    #[test]
    fn a_csrf_token_holds_for_its_own_session_and_survives_a_new_key() {
        let old = Keys::of_secret([1; 32]).unwrap();
        let token = old.csrf(&[9; 32]);
        assert!(old.csrf_matches(&[9; 32], &token));
        assert!(keys().csrf_matches(&[9; 32], &token));
        assert_ne!(keys().csrf(&[9; 32]), token);
        assert!(!old.csrf_matches(&[8; 32], &token));
        for wrong in ["", "å", &token[1..], &format!("{token}A"), &"A".repeat(43)] {
            assert!(!old.csrf_matches(&[9; 32], wrong), "{wrong}");
        }
    }

    #[test]
    fn the_secret_of_a_webhook_differs_by_webhook_and_generation_and_is_no_link() {
        let (keys, id) = (keys(), Uuid::from_u128(7));
        let secret = keys.webhook_secret(2, id, 1).unwrap();
        assert_eq!(keys.webhook_secret(2, id, 1), Ok(secret));
        assert_ne!(keys.webhook_secret(2, id, 2), Ok(secret));
        assert_ne!(keys.webhook_secret(2, Uuid::from_u128(8), 1), Ok(secret));
        assert_ne!(keys.webhook_secret(1, id, 1), Ok(secret));
        assert_eq!(keys.webhook_secret(3, id, 1), Err(UnknownKey(3)));
        assert_ne!(
            keys.session_token(2, id),
            Ok(URL_SAFE_NO_PAD.encode(secret))
        );
    }

    #[test]
    fn parts_that_run_together_are_not_the_same() {
        assert_ne!(framed(&[b"ab", b"c"]), framed(&[b"a", b"bc"]));
    }

    #[test]
    fn what_is_printed_tells_nothing_of_a_secret() {
        assert_eq!(format!("{:?}", keys()), "[1, 2]");
    }

    #[test]
    fn a_token_hash_is_plain_sha_256() {
        assert_eq!(Keys::token_hash("abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
    }
}
