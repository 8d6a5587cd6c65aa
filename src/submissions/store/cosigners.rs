//! The SQL of those who give an answer together: who was asked and what they said, who stands behind which sent version.

use crate::db::schema::{
    case_series, contributor, cosignature, cosigner, cosigner_reply, desk, outbox, receipt,
    submission, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use crate::i18n::Lang;
use crate::right::Right;
use crate::session;
use crate::submissions::cosigners::{Cosigner, Reply, Says, capacity};
use crate::{each, insert_rows};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Ids in one statement.
const AT_ONCE: usize = 1_000;

#[derive(Queryable)]
struct CosignerRow {
    id: Uid,
    desk_id: Uid,
    name: String,
    org_no: Option<String>,
    body_id: Option<Uid>,
    email: String,
    language: String,
    asked_at: Instant,
    opened_at: Option<Instant>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = cosigner_reply)]
struct ReplyRow {
    id: Uid,
    contributor_id: Uid,
    reply: String,
    name: Option<String>,
    role: Option<String>,
    message: Option<String>,
    content_sha256: Vec<u8>,
    submission_version_id: Option<Uid>,
    stood: Option<Json>,
    at: Instant,
}

impl ReplyRow {
    fn read(self) -> Result<Reply, Error> {
        let unknown = || Error::internal("an unknown reply of a co-signer");
        let stood = self.stood.map(|stood| serde_json::from_value(stood.0));
        Ok(Reply {
            id: self.id.0,
            says: Says::parse(&self.reply).ok_or_else(unknown)?,
            name: self.name,
            role: self.role,
            message: self.message,
            content_sha256: self.content_sha256,
            version_id: self.submission_version_id.map(|id| id.0),
            stood: stood
                .transpose()
                .map_err(|e| Error::internal(e.to_string()))?,
            at: self.at.0,
        })
    }
}

/// Who gives these answers together with the bodies whose they are, by desk, each in the order in which they were asked.
/// Whoever was taken out is no more among them; who is out because every link was ended has still said what it said.
pub fn cosigners_of(
    conn: &mut Conn,
    desks: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Cosigner>>, Error> {
    let desks: Vec<Uid> = desks.iter().map(|id| Uid(*id)).collect();
    let taken_out = contributor::ended_at
        .is_not_null()
        .and(contributor::ended_with_links.eq(false));
    let rows: Vec<CosignerRow> = contributor::table
        .inner_join(cosigner::table.on(cosigner::contributor_id.eq(contributor::id)))
        .filter(contributor::desk_id.eq_any(desks))
        .filter(diesel::dsl::not(taken_out))
        .order(contributor::id)
        .select((
            contributor::id,
            contributor::desk_id,
            contributor::name,
            cosigner::org_no,
            cosigner::body_id,
            contributor::email,
            contributor::language,
            contributor::added_at,
            contributor::opened_at,
        ))
        .load(conn)?;
    let ids: Vec<Uid> = rows.iter().map(|row| row.id).collect();
    let said: Vec<ReplyRow> = match ids.is_empty() {
        true => Vec::new(),
        false => cosigner_reply::table
            .filter(cosigner_reply::contributor_id.eq_any(ids))
            .order(cosigner_reply::id)
            .select(ReplyRow::as_select())
            .load(conn)?,
    };
    let mut replies: HashMap<Uuid, Vec<Reply>> = HashMap::new();
    for row in said {
        let whose = row.contributor_id.0;
        replies.entry(whose).or_default().push(row.read()?);
    }
    let released = match replies.is_empty() {
        true => HashMap::new(),
        false => {
            let desks: Vec<Uid> = rows.iter().map(|row| row.desk_id).collect();
            super::withdrawn_at(conn, &desks)?
        }
    };
    let mut found: HashMap<Uuid, Vec<Cosigner>> = HashMap::new();
    for row in rows {
        found.entry(row.desk_id.0).or_default().push(Cosigner {
            replies: replies.remove(&row.id.0).unwrap_or_default(),
            id: row.id.0,
            desk_id: row.desk_id.0,
            name: row.name,
            org_no: row.org_no,
            body_id: row.body_id.map(|id| id.0),
            email: row.email,
            language: Lang::parse(&row.language).unwrap_or(Lang::Nb),
            asked_at: row.asked_at.0,
            opened_at: row.opened_at.map(|at| at.0),
            released_at: released.get(&row.desk_id.0).copied(),
        });
    }
    Ok(found)
}

/// Who gives this answer together with the body whose it is.
pub fn cosigners_at(conn: &mut Conn, desk: Uuid) -> Result<Vec<Cosigner>, Error> {
    Ok(cosigners_of(conn, &[desk])?
        .remove(&desk)
        .unwrap_or_default())
}

/// The same; `None` where the answer is the body's own.
pub fn cosigners_of_joint(conn: &mut Conn, id: Uuid) -> Result<Option<Vec<Cosigner>>, Error> {
    let given: Option<String> = desk::table
        .filter(desk::id.eq(Uid(id)))
        .select(desk::capacity)
        .first(conn)
        .optional()?;
    match given.is_some_and(|given| given == capacity(true)) {
        true => Ok(Some(cosigners_at(conn, id)?)),
        false => Ok(None),
    }
}

/// What is known of a co-signer beside its link, which it has as all who were asked to take part.
pub fn insert_cosigner(
    conn: &mut Conn,
    id: Uuid,
    org_no: Option<&str>,
    body: Option<Uuid>,
) -> Result<(), Error> {
    diesel::insert_into(cosigner::table)
        .values((
            cosigner::contributor_id.eq(Uid(id)),
            cosigner::org_no.eq(org_no),
            cosigner::body_id.eq(body.map(Uid)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The name of the organisation in which others were asked to give this desk's answer with it; none of a body that was
/// invited, whose name is not its own to tell.
pub fn named_to_cosigners(conn: &mut Conn, desk: Uuid) -> Result<Option<String>, Error> {
    let named: Option<Option<String>> = desk::table
        .filter(desk::id.eq(Uid(desk)))
        .filter(desk::capacity.eq(capacity(true)))
        .filter(desk::invited_id.is_null())
        .select(desk::claimed_name)
        .first(conn)
        .optional()?;
    let Some(named) = named.flatten() else {
        return Ok(None);
    };
    Ok((!cosigners_at(conn, desk)?.is_empty()).then_some(named))
}

/// When somebody was asked first to give this desk's answer with its sender, whether they were taken out since or not.
pub fn first_asked(conn: &mut Conn, desk: Uuid) -> Result<Option<DateTime<Utc>>, Error> {
    let first: Option<Instant> = contributor::table
        .filter(contributor::desk_id.eq(Uid(desk)))
        .filter(contributor::may.eq(Right::Confirm.as_str()))
        .order(contributor::added_at)
        .select(contributor::added_at)
        .first(conn)
        .optional()?;
    Ok(first.map(|at| at.0))
}

/// A letter with a link that opens something goes out to a co-signer, to this address.
pub fn set_cosigner_address(conn: &mut Conn, id: Uuid, address: &str) -> Result<(), Error> {
    diesel::update(contributor::table.filter(contributor::id.eq(Uid(id))))
        .set((
            contributor::email.eq(address),
            contributor::ended_at.eq(None::<Instant>),
            contributor::ended_with_links.eq(false),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes a co-signer out: its links open nothing, and it stands behind nothing.
pub fn end_cosigner(conn: &mut Conn, id: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    let signs = contributor::id
        .eq(Uid(id))
        .and(contributor::may.eq(Right::Confirm.as_str()));
    diesel::update(contributor::table.filter(signs))
        .set((
            contributor::ended_at.eq(Some(Instant(at))),
            contributor::ended_with_links.eq(false),
        ))
        .execute(conn)?;
    end_signatures(conn, id, at)?;
    session::revoke_of_contributor(conn, id, at)
}

pub fn insert_reply(conn: &mut Conn, whose: Uuid, reply: &Reply) -> Result<(), Error> {
    let stood = reply.stood.as_ref().map(serde_json::to_value).transpose();
    let stood = stood.map_err(|e| Error::internal(e.to_string()))?;
    let row = (
        cosigner_reply::id.eq(Uid(reply.id)),
        cosigner_reply::contributor_id.eq(Uid(whose)),
        cosigner_reply::reply.eq(reply.says.as_str()),
        cosigner_reply::name.eq(reply.name.as_deref()),
        cosigner_reply::role.eq(reply.role.as_deref()),
        cosigner_reply::message.eq(reply.message.as_deref()),
        cosigner_reply::content_sha256.eq(reply.content_sha256.as_slice()),
        cosigner_reply::submission_version_id.eq(reply.version_id.map(Uid)),
        cosigner_reply::stood.eq(stood.map(Json)),
        cosigner_reply::at.eq(Instant(reply.at)),
    );
    each!(conn, c => diesel::insert_into(cosigner_reply::table).values(row).execute(c))?;
    Ok(())
}

/// A reply, and whose it is.
pub fn find_reply(conn: &mut Conn, id: Uuid) -> Result<Option<(Uuid, Reply)>, Error> {
    let row: Option<ReplyRow> = cosigner_reply::table
        .filter(cosigner_reply::id.eq(Uid(id)))
        .select(ReplyRow::as_select())
        .first(conn)
        .optional()?;
    let row = row.map(|row| Ok::<_, Error>((row.contributor_id.0, row.read()?)));
    row.transpose()
}

/// Who stands behind a version from when.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    pub version_id: Uuid,
    pub cosigner_id: Uuid,
    pub at: DateTime<Utc>,
}

/// These stand behind versions that are new.
pub fn insert_signatures(conn: &mut Conn, signed: &[Signature]) -> Result<(), Error> {
    if signed.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = signed
        .iter()
        .map(|signed| {
            (
                cosignature::submission_version_id.eq(Uid(signed.version_id)),
                cosignature::contributor_id.eq(Uid(signed.cosigner_id)),
                cosignature::signed_at.eq(Instant(signed.at)),
            )
        })
        .collect();
    insert_rows!(conn, cosignature::table, &rows)?;
    Ok(())
}

/// A co-signer stands behind this version from now on.
pub fn sign(conn: &mut Conn, version: Uuid, whose: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    let stands = (
        cosignature::signed_at.eq(Instant(at)),
        cosignature::ended_at.eq(None::<Instant>),
    );
    each!(conn, c => diesel::insert_into(cosignature::table)
        .values((
            cosignature::submission_version_id.eq(Uid(version)),
            cosignature::contributor_id.eq(Uid(whose)),
            stands,
        ))
        .on_conflict((cosignature::submission_version_id, cosignature::contributor_id))
        .do_update()
        .set(stands)
        .execute(c))?;
    Ok(())
}

/// A co-signer stands behind no version any more.
pub fn end_signatures(conn: &mut Conn, whose: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    let stands = cosignature::contributor_id
        .eq(Uid(whose))
        .and(cosignature::ended_at.is_null());
    diesel::update(cosignature::table.filter(stands))
        .set(cosignature::ended_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(())
}

/// The body's own answer, or one given together with others.
pub fn set_joint(conn: &mut Conn, id: Uuid, is_joint: bool) -> Result<(), Error> {
    diesel::update(desk::table.filter(desk::id.eq(Uid(id))))
        .set(desk::capacity.eq(capacity(is_joint)))
        .execute(conn)?;
    Ok(())
}

/// When letters of this kind were owed to each of these, the newest last.
pub fn letters_about(
    conn: &mut Conn,
    kind: &str,
    about: &[Uuid],
) -> Result<HashMap<Uuid, Vec<DateTime<Utc>>>, Error> {
    let about: Vec<Uid> = about.iter().map(|id| Uid(*id)).collect();
    let rows: Vec<(Uid, Instant)> = outbox::table
        .filter(outbox::kind.eq(kind))
        .filter(outbox::about.eq_any(about))
        .order((outbox::created_at, outbox::id))
        .select((outbox::about, outbox::created_at))
        .load(conn)?;
    let mut found: HashMap<Uuid, Vec<DateTime<Utc>>> = HashMap::new();
    for (id, at) in rows {
        found.entry(id.0).or_default().push(at.0);
    }
    Ok(found)
}

/// What stands in the receipt of a version that was sent as one that others were asked to give, too. In a text its quotes
/// would be written with a backslash before them.
const SENT_TOGETHER: &str = "%\"capacity\":\"joint\"%";

/// Of these versions, those that are given together, each with its desk: they were sent so, or others stand behind them
/// since. To be asked makes no version that was sent another; what has no receipt yet is what its desk is.
fn joint_versions(conn: &mut Conn, versions: &[Uid]) -> Result<Vec<(Uid, Uid)>, Error> {
    let mut joint: Vec<(Uid, Uid)> = submission_version::table
        .inner_join(submission::table.on(submission::id.eq(submission_version::submission_id)))
        .inner_join(desk::table.on(desk::id.nullable().eq(submission::desk_id)))
        .filter(submission_version::id.eq_any(versions))
        .filter(desk::capacity.eq(capacity(true)))
        .select((submission_version::id, desk::id))
        .load(conn)?;
    if joint.is_empty() {
        return Ok(joint);
    }
    let candidates: Vec<Uid> = joint.iter().map(|(version, _)| *version).collect();
    let sent_alone: Vec<Uid> = receipt::table
        .filter(receipt::submission_version_id.eq_any(&candidates))
        .filter(receipt::document.not_like(SENT_TOGETHER))
        .select(receipt::submission_version_id)
        .load(conn)?;
    let signed: Vec<Uid> = cosignature::table
        .filter(cosignature::submission_version_id.eq_any(&sent_alone))
        .filter(cosignature::ended_at.is_null())
        .select(cosignature::submission_version_id)
        .load(conn)?;
    let mut alone: HashSet<Uid> = sent_alone.into_iter().collect();
    alone.retain(|version| !signed.contains(version));
    joint.retain(|(version, _)| !alone.contains(version));
    Ok(joint)
}

/// Of these versions, those that are given together.
pub fn given_jointly(conn: &mut Conn, versions: &[Uid]) -> Result<HashSet<Uid>, Error> {
    let joint = joint_versions(conn, versions)?.into_iter();
    Ok(joint.map(|(version, _)| version).collect())
}

/// Of these versions, those that are given together, and how many stand behind each beside its sender.
pub fn signed_by(conn: &mut Conn, versions: &[Uuid]) -> Result<HashMap<Uuid, usize>, Error> {
    let ids: Vec<Uid> = versions.iter().map(|id| Uid(*id)).collect();
    let joint = given_jointly(conn, &ids)?;
    let mut found: HashMap<Uuid, usize> = joint.iter().map(|id| (id.0, 0)).collect();
    if joint.is_empty() {
        return Ok(found);
    }
    let signed: Vec<Uid> = cosignature::table
        .filter(cosignature::submission_version_id.eq_any(joint))
        .filter(cosignature::ended_at.is_null())
        .select(cosignature::submission_version_id)
        .load(conn)?;
    for version in signed {
        *found.entry(version.0).or_default() += 1;
    }
    Ok(found)
}

/// Those who were asked to give an answer together, by whether they stand behind one version of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenTogether {
    pub confirmed: Vec<String>,
    /// Asked, and not counted.
    pub others: Vec<String>,
}

/// Of these versions, those that are given together; the names in the order in which they were asked.
pub fn given_together(
    conn: &mut Conn,
    versions: &[Uuid],
) -> Result<HashMap<Uuid, GivenTogether>, Error> {
    let ids: Vec<Uid> = versions.iter().map(|id| Uid(*id)).collect();
    let joint = joint_versions(conn, &ids)?;
    if joint.is_empty() {
        return Ok(HashMap::new());
    }
    let versions: Vec<Uid> = joint.iter().map(|(version, _)| *version).collect();
    let desks: Vec<Uuid> = joint.iter().map(|(_, desk)| desk.0).collect();
    let signed: Vec<(Uid, Uid)> = cosignature::table
        .filter(cosignature::submission_version_id.eq_any(versions))
        .filter(cosignature::ended_at.is_null())
        .select((
            cosignature::submission_version_id,
            cosignature::contributor_id,
        ))
        .load(conn)?;
    let signed: HashSet<(Uid, Uid)> = signed.into_iter().collect();
    let asked = cosigners_of(conn, &desks)?;
    let found = joint.into_iter().map(|(version, desk)| {
        let all = asked.get(&desk.0).map_or(&[][..], Vec::as_slice);
        let mut given = GivenTogether::default();
        for one in all {
            match signed.contains(&(version, Uid(one.id))) {
                true => given.confirmed.push(one.name.clone()),
                false => given.others.push(one.name.clone()),
            }
        }
        (version.0, given)
    });
    Ok(found.collect())
}

/// An answer by its number, and that number as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CosignedAnswer {
    pub number: i64,
    pub as_written: String,
    /// It is among those that count.
    pub counts: bool,
}

/// The registered bodies that stand behind an answer that others sent to a consultation, each with the first such
/// answer: by the version that stands, unless it was taken back.
pub fn cosigned(
    conn: &mut Conn,
    consultation: Uuid,
) -> Result<HashMap<Uuid, CosignedAnswer>, Error> {
    // From those who sign, who are few beside all answers.
    let signed: Vec<(Option<Uid>, Uid)> = cosigner::table
        .inner_join(contributor::table.on(contributor::id.eq(cosigner::contributor_id)))
        .inner_join(desk::table.on(desk::id.eq(contributor::desk_id)))
        .inner_join(cosignature::table.on(cosignature::contributor_id.eq(cosigner::contributor_id)))
        .filter(desk::consultation_id.eq(Uid(consultation)))
        .filter(cosigner::body_id.is_not_null())
        .filter(cosignature::ended_at.is_null())
        .select((cosigner::body_id, cosignature::submission_version_id))
        .load(conn)?;
    let signed = signed.into_iter();
    let signed = signed.filter_map(|(body, version)| Some((body?, version)));
    first_standing(conn, signed.collect())
}

/// The answers of others that a registered body stands behind, by consultation: the first of each, as above.
pub fn cosigned_by(conn: &mut Conn, body: Uuid) -> Result<HashMap<Uuid, CosignedAnswer>, Error> {
    let signed: Vec<(Uid, Uid)> = cosigner::table
        .inner_join(contributor::table.on(contributor::id.eq(cosigner::contributor_id)))
        .inner_join(desk::table.on(desk::id.eq(contributor::desk_id)))
        .inner_join(cosignature::table.on(cosignature::contributor_id.eq(cosigner::contributor_id)))
        .filter(cosigner::body_id.eq(Some(Uid(body))))
        .filter(cosignature::ended_at.is_null())
        .select((desk::consultation_id, cosignature::submission_version_id))
        .load(conn)?;
    first_standing(conn, signed)
}

/// Of versions that are signed, those that stand: for each key the first answer that counts, or the first of all.
fn first_standing(
    conn: &mut Conn,
    signed: Vec<(Uid, Uid)>,
) -> Result<HashMap<Uuid, CosignedAnswer>, Error> {
    let versions: Vec<Uid> = signed.iter().map(|(_, version)| *version).collect();
    let of_version = submission_version::submission_id
        .eq(submission::id)
        .and(submission_version::no.eq(submission::current_version));
    let mut standing: HashMap<Uid, CosignedAnswer> = HashMap::new();
    for chunk in versions.chunks(AT_ONCE) {
        let rows: Vec<(Uid, Option<i64>, String, String)> = submission_version::table
            .inner_join(submission::table.on(of_version))
            .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
            .filter(submission_version::id.eq_any(chunk))
            .filter(submission::standing.ne("withdrawn"))
            .select((
                submission_version::id,
                submission::number,
                case_series::as_written,
                submission::standing,
            ))
            .load(conn)?;
        for (version, number, series, of) in rows {
            let Some(number) = number else { continue };
            let answer = CosignedAnswer {
                number,
                as_written: super::number_text(&series, number),
                counts: of == "counts",
            };
            standing.insert(version, answer);
        }
    }
    let mut found: HashMap<Uuid, CosignedAnswer> = HashMap::new();
    for (key, version) in signed {
        let Some(answer) = standing.get(&version) else {
            continue;
        };
        let first = found.get(&key.0);
        let order = |one: &CosignedAnswer| (!one.counts, one.number);
        if first.is_none_or(|first| order(answer) < order(first)) {
            found.insert(key.0, answer.clone());
        }
    }
    Ok(found)
}

/// Nothing is left of who was to sign these answers, none of which has a number.
pub fn forget_cosigners(conn: &mut Conn, desks: &[Uid]) -> Result<(), Error> {
    let theirs: Vec<Uid> = contributor::table
        .filter(contributor::desk_id.eq_any(desks))
        .filter(contributor::may.eq(Right::Confirm.as_str()))
        .select(contributor::id)
        .load(conn)?;
    if theirs.is_empty() {
        return Ok(());
    }
    let replies: Vec<Uid> = cosigner_reply::table
        .filter(cosigner_reply::contributor_id.eq_any(&theirs))
        .select(cosigner_reply::id)
        .load(conn)?;
    crate::outbox::forget(conn, &replies)?;
    diesel::delete(cosignature::table.filter(cosignature::contributor_id.eq_any(&theirs)))
        .execute(conn)?;
    diesel::delete(cosigner_reply::table.filter(cosigner_reply::contributor_id.eq_any(&theirs)))
        .execute(conn)?;
    diesel::delete(cosigner::table.filter(cosigner::contributor_id.eq_any(&theirs)))
        .execute(conn)?;
    Ok(())
}
