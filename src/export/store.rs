//! The SQL of taking answers out: the contents of versions, a chunk at a time. The tables are written by
//! `submissions`; a file of all answers needs them set by set.

use super::fields::Only;
use crate::attachments;
use crate::consultations::Consultation;
use crate::db::schema::{
    answer, desk, no_comment, receipt, standing_decision, submission, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use crate::submissions::adoption::Confirmed;
use crate::submissions::endorsement::grouped;
use crate::submissions::receipt::{Adoption, ReceiptAttachment, Sender, Supported};
use crate::submissions::{GivenTogether, confirmed_of, endorsed_in, given_together};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A version, whole.
#[derive(Debug, Clone)]
pub struct Content {
    pub version_id: Uuid,
    pub submission_id: Uuid,
    pub no: i32,
    pub received_at: DateTime<Utc>,
    pub deadline_on: NaiveDate,
    pub late_seconds: Option<i64>,
    pub proposal: i32,
    pub sender: Sender,
    pub withhold_reason: Option<String>,
    pub adoption: Option<Adoption>,
    /// It was sent with reservation, and has been adopted as it was sent.
    pub confirmed: Option<Confirmed>,
    pub language: String,
    pub channel: String,
    /// As it was told with this version, and as it was confirmed.
    pub email: Option<String>,
    pub confirmed_email: Option<String>,
    /// A private person who does not want the name published, as it was told with this version.
    pub is_name_withheld: bool,
    pub checksum: Option<Vec<u8>>,
    /// By field: what was written, and what was chosen.
    pub answers: HashMap<Uuid, (Option<String>, Option<String>)>,
    /// Råd without comment.
    pub no_comment: Vec<Uuid>,
    /// Who stands behind it beside its sender, and who was asked and does not; absent for the sender's own.
    pub together: Option<GivenTogether>,
    /// The answers that it supports.
    pub supports: Vec<Supported>,
    /// The files that were sent with it.
    pub attachments: Vec<ReceiptAttachment>,
}

#[derive(Queryable)]
struct Row {
    version_id: Uid,
    submission_id: Uid,
    no: i32,
    received_at: Instant,
    deadline_on: NaiveDate,
    late_seconds: Option<i64>,
    proposal: i32,
    sender: Json,
    withhold_reason: Option<String>,
    adoption: Option<Json>,
    language: String,
    channel: String,
    email: Option<String>,
    confirmed_email: Option<String>,
    name_withheld: bool,
    checksum: Option<Vec<u8>>,
}

/// These versions, in this order, with what they say in these fields.
pub fn contents(
    conn: &mut Conn,
    versions: &[Uuid],
    consultation: &Consultation,
    only: Option<&Only>,
) -> Result<Vec<Content>, Error> {
    use submission_version as v;
    let ids = uids(versions);
    let rows: Vec<Row> = v::table
        .inner_join(submission::table.on(submission::id.eq(v::submission_id)))
        .left_join(desk::table.on(desk::id.nullable().eq(submission::desk_id)))
        .left_join(receipt::table.on(receipt::submission_version_id.eq(v::id)))
        .filter(v::id.eq_any(&ids))
        .select((
            v::id,
            v::submission_id,
            v::no,
            v::received_at,
            v::deadline_on,
            v::late_seconds,
            v::proposal_version,
            v::sender,
            v::withhold_reason,
            v::adoption,
            v::language,
            submission::channel,
            v::email,
            desk::confirmed_email.nullable(),
            v::name_withheld,
            receipt::sha256.nullable(),
        ))
        .load(conn)?;
    let mut said = answers(conn, &ids, only)?;
    let mut marked = marks(conn, &ids, only)?;
    let told = rows.iter().filter(|row| row.adoption.is_some());
    let told: Vec<Uuid> = told.map(|row| row.version_id.0).collect();
    let mut confirmed = confirmed_of(conn, &told)?;
    let mut together = given_together(conn, versions)?;
    let mut supported = endorsed_in(conn, versions)?;
    let mut attached = attachments::of_versions(conn, versions)?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in rows {
        let id = row.version_id.0;
        let mut content = row.content(said.remove(&id), marked.remove(&id))?;
        content.confirmed = confirmed.remove(&id);
        content.together = together.remove(&id);
        let mut supports = supported.remove(&id).unwrap_or_default();
        supports.retain(|one| {
            let part = one.advice.as_ref().zip(only);
            part.is_none_or(|((id, _), only)| only.advice.contains(id))
        });
        content.supports = grouped(&supports, consultation);
        let files = attached.remove(&id).unwrap_or_default();
        content.attachments = files.iter().map(Into::into).collect();
        found.insert(id, content);
    }
    // One that was swept meanwhile (only what was never confirmed can be) is left out.
    Ok(versions.iter().filter_map(|id| found.remove(id)).collect())
}

type Said = HashMap<Uuid, (Option<String>, Option<String>)>;

fn answers(
    conn: &mut Conn,
    versions: &[Uid],
    only: Option<&Only>,
) -> Result<HashMap<Uuid, Said>, Error> {
    let mut wanted = answer::table
        .filter(answer::submission_version_id.eq_any(versions))
        .select((
            answer::submission_version_id,
            answer::field_id,
            answer::body,
            answer::choice,
        ))
        .into_boxed();
    if let Some(only) = only {
        wanted = wanted.filter(answer::field_id.eq_any(uids(&only.fields)));
    }
    let rows: Vec<(Uid, Uid, Option<String>, Option<String>)> = wanted.load(conn)?;
    let mut said: HashMap<Uuid, Said> = HashMap::new();
    for (version, field, text, choice) in rows {
        said.entry(version.0)
            .or_default()
            .insert(field.0, (text, choice));
    }
    Ok(said)
}

fn marks(
    conn: &mut Conn,
    versions: &[Uid],
    only: Option<&Only>,
) -> Result<HashMap<Uuid, Vec<Uuid>>, Error> {
    let mut wanted = no_comment::table
        .filter(no_comment::submission_version_id.eq_any(versions))
        .select((no_comment::submission_version_id, no_comment::advice_id))
        .into_boxed();
    if let Some(only) = only {
        wanted = wanted.filter(no_comment::advice_id.eq_any(uids(&only.advice)));
    }
    let rows: Vec<(Uid, Uid)> = wanted.load(conn)?;
    let mut marked: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (version, advice) in rows {
        marked.entry(version.0).or_default().push(advice.0);
    }
    Ok(marked)
}

impl Row {
    fn content(
        self,
        answers: Option<Said>,
        no_comment: Option<Vec<Uuid>>,
    ) -> Result<Content, Error> {
        Ok(Content {
            version_id: self.version_id.0,
            submission_id: self.submission_id.0,
            no: self.no,
            received_at: self.received_at.0,
            deadline_on: self.deadline_on,
            late_seconds: self.late_seconds,
            proposal: self.proposal,
            sender: serde_json::from_value(self.sender.0)
                .map_err(|e| Error::internal(e.to_string()))?,
            withhold_reason: self.withhold_reason,
            adoption: self
                .adoption
                .map(|told| serde_json::from_value(told.0))
                .transpose()
                .map_err(|e| Error::internal(e.to_string()))?,
            confirmed: None,
            language: self.language,
            channel: self.channel,
            email: self.email,
            confirmed_email: self.confirmed_email,
            is_name_withheld: self.name_withheld,
            checksum: self.checksum,
            answers: answers.unwrap_or_default(),
            no_comment: no_comment.unwrap_or_default(),
            together: None,
            supports: Vec::new(),
            attachments: Vec::new(),
        })
    }
}

/// An answer that is not confirmed.
pub struct Unconfirmed {
    pub version_id: Uuid,
    pub submission_id: Uuid,
    /// Its sender asks in the version that stands that something be withheld, or in any that was sent.
    pub is_withheld: bool,
    pub is_ever_withheld: bool,
}

/// Those that are not confirmed, in the order they came.
pub fn unconfirmed(conn: &mut Conn, consultation: Uuid) -> Result<Vec<Unconfirmed>, Error> {
    use submission_version as v;
    let rows: Vec<(Uid, Uid, Option<String>)> = submission::table
        .inner_join(
            v::table.on(v::submission_id
                .eq(submission::id)
                .and(v::no.eq(submission::current_version))),
        )
        .filter(submission::consultation_id.eq(Uid(consultation)))
        .filter(submission::standing.eq("unconfirmed"))
        .order((v::received_at, v::id))
        .select((v::id, submission::id, v::withhold_reason))
        .load(conn)?;
    let ever_withheld: Vec<Uid> = submission::table
        .inner_join(v::table.on(v::submission_id.eq(submission::id)))
        .filter(submission::consultation_id.eq(Uid(consultation)))
        .filter(submission::standing.eq("unconfirmed"))
        .filter(v::withhold_reason.is_not_null())
        .select(submission::id)
        .load(conn)?;
    let ever_withheld: HashSet<Uuid> = ever_withheld.into_iter().map(|id| id.0).collect();
    let one = |(version, submission, withheld): (Uid, Uid, Option<String>)| Unconfirmed {
        version_id: version.0,
        submission_id: submission.0,
        is_withheld: withheld.is_some(),
        is_ever_withheld: withheld.is_some() || ever_withheld.contains(&submission.0),
    };
    Ok(rows.into_iter().map(one).collect())
}

pub fn count_unconfirmed(conn: &mut Conn, consultation: Uuid) -> Result<i64, Error> {
    let of = submission::table.filter(submission::consultation_id.eq(Uid(consultation)));
    Ok(of
        .filter(submission::standing.eq("unconfirmed"))
        .count()
        .get_result(conn)?)
}

/// Every version of these answers that had come by then, the oldest of each first.
pub fn versions_of(
    conn: &mut Conn,
    submissions: &[Uuid],
    until: DateTime<Utc>,
) -> Result<Vec<Uuid>, Error> {
    use submission_version as v;
    let ids: Vec<Uid> = v::table
        .filter(v::submission_id.eq_any(uids(submissions)))
        .filter(v::received_at.le(Instant(until)))
        .order((v::submission_id, v::no))
        .select(v::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// What was last decided of each of these versions.
pub fn standings(conn: &mut Conn, versions: &[Uuid]) -> Result<HashMap<Uuid, String>, Error> {
    use standing_decision as d;
    let rows: Vec<(Uid, String)> = d::table
        .filter(d::submission_version_id.eq_any(uids(versions)))
        .order((d::at, d::id))
        .select((d::submission_version_id, d::standing))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, standing)| (id.0, standing))
        .collect())
}

fn uids(ids: &[Uuid]) -> Vec<Uid> {
    ids.iter().map(|id| Uid(*id)).collect()
}
