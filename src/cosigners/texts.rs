//! What a co-signer is asked to stand behind: the version that stands, what was sent beside it, and what stands at the
//! desk where that is something else.

use crate::attachments::Attachment;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::submissions::approval::Stood;
use crate::submissions::compare::Side;
use crate::submissions::cosigners::{Cosigner, content_sha256};
use crate::submissions::desk::{Desk, SentState};
use crate::submissions::endorsement::Endorsement;
use crate::submissions::receipt::hex;
use crate::submissions::{StoredVersion, cosigners_at, get_desk, versions_of};
use uuid::Uuid;

/// A content that can be confirmed.
pub struct Text {
    pub side: Side,
    /// The answers of others that it supports.
    pub supports: Vec<Endorsement>,
    /// The files that go with it.
    pub attachments: Vec<Attachment>,
    pub sha256: [u8; 32],
    /// As it was sent; or else what stands at the desk.
    pub version: Option<StoredVersion>,
    pub stood: Option<Stood>,
}

impl Text {
    fn of_version(version: StoredVersion) -> Self {
        let side = Side::from(&version);
        Self {
            sha256: content_sha256(&side),
            side,
            supports: version.endorsements.clone(),
            attachments: version.attachments.clone(),
            version: Some(version),
            stood: None,
        }
    }

    fn of_desk(desk: &Desk, consultation: &Consultation) -> Self {
        let content = desk.content(consultation);
        let side = Side::from(&content);
        Self {
            sha256: content_sha256(&side),
            side,
            version: None,
            stood: Some(Stood::of(desk, &content)),
            supports: content.endorsements,
            attachments: content.attachments,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.side.fields.is_empty()
            && self.side.no_comment.is_empty()
            && self.supports.is_empty()
            && self.attachments.is_empty()
    }

    pub fn checksum(&self) -> String {
        hex(&self.sha256)
    }
}

pub struct Texts {
    /// What was sent and stands: it counts, or will when nothing else does. Nothing once it was taken back.
    pub sent: Option<Text>,
    /// What was sent after it and stands beside it, unless that says the same.
    pub supplement: Option<Text>,
    /// What stands at the desk, unless it is one of these.
    pub draft: Option<Text>,
}

impl Texts {
    pub fn read(conn: &mut Conn, desk: &Desk, consultation: &Consultation) -> Result<Self, Error> {
        let versions = match &desk.sent {
            Some(sent) => versions_of(conn, sent.submission_id)?,
            None => Vec::new(),
        };
        Ok(Self::of(desk, consultation, versions))
    }

    fn of(desk: &Desk, consultation: &Consultation, mut versions: Vec<StoredVersion>) -> Self {
        if desk.sent.as_ref().is_some_and(SentState::is_withdrawn) {
            return Self::of_withdrawn(desk, consultation, versions.pop());
        }
        let current = desk.sent.as_ref().map(|sent| sent.current_version);
        let last = versions.pop_if(|last| Some(last.no) != current);
        let sent = versions.into_iter().find(|v| Some(v.no) == current);
        let sent = sent.map(Text::of_version);
        let is_other = |text: &Text| sent.as_ref().is_none_or(|sent| text.sha256 != sent.sha256);
        let supplement = last.map(Text::of_version).filter(is_other);
        // What was sent in one call stands on no desk until something is written there.
        let is_laid_out = sent.is_none() || !desk.fields.is_empty() || !desk.marks.is_empty();
        let draft = is_laid_out.then(|| Text::of_desk(desk, consultation));
        let is_new = |draft: &Text| match (&sent, &supplement) {
            (None, _) => true,
            (Some(_), Some(beside)) if draft.sha256 == beside.sha256 => false,
            (Some(_), _) => is_other(draft) && !draft.is_empty(),
        };
        Self {
            draft: draft.filter(is_new),
            supplement,
            sent,
        }
    }

    /// Nobody stands behind what was taken back: what is asked is what would be sent next.
    fn of_withdrawn(desk: &Desk, consultation: &Consultation, last: Option<StoredVersion>) -> Self {
        let is_laid_out = !desk.fields.is_empty() || !desk.marks.is_empty();
        let draft = match last.filter(|_| !is_laid_out) {
            Some(last) => Text {
                version: None,
                ..Text::of_version(last)
            },
            None => Text::of_desk(desk, consultation),
        };
        Self {
            sent: None,
            supplement: None,
            draft: Some(draft),
        }
    }

    /// What is asked first: what stands, once something was sent.
    pub fn asked(&self) -> Option<&Text> {
        self.sent.as_ref().or(self.draft.as_ref())
    }

    /// What was sent, as far as it can be confirmed.
    pub fn all_sent(&self) -> impl Iterator<Item = &Text> {
        self.sent.iter().chain(&self.supplement)
    }

    /// The one with this checksum, if it still stands.
    pub fn find(&self, checksum: &str) -> Option<&Text> {
        let mut all = self.all_sent().chain(&self.draft);
        all.find(|text| text.checksum() == checksum)
    }

    /// Whether a sent version stands beside the one that counts.
    pub fn is_beside(&self, no: i32) -> bool {
        let stands = self.sent.as_ref().and_then(|sent| sent.version.as_ref());
        stands.is_some_and(|stands| stands.no < no)
    }
}

/// Everything that a co-signer's page and its reply stand on.
pub struct Asked {
    pub desk: Desk,
    pub cosigner: Cosigner,
    pub texts: Texts,
}

impl Asked {
    /// Not found for another's co-signer.
    pub fn read(
        conn: &mut Conn,
        desk_id: Uuid,
        id: Uuid,
        consultation: &Consultation,
    ) -> Result<Self, Error> {
        let desk = get_desk(conn, desk_id)?;
        let mut asked = cosigners_at(conn, desk_id)?.into_iter();
        let cosigner = asked.find(|one| one.id == id);
        let cosigner = cosigner.ok_or_else(|| Error::new(Problem::NotFound))?;
        Ok(Self {
            texts: Texts::read(conn, &desk, consultation)?,
            desk,
            cosigner,
        })
    }
}
