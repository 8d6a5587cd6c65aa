//! One answer whole: who sent it with everything that staff may know, each version that was sent, how they
//! stand, and every text.

use super::Visit;
use super::row::{Row, how_late, standing_name};
use crate::app::App;
use crate::archive::to_archive;
use crate::attachments::pages::download as give_out;
use crate::bodies;
use crate::calendar;
use crate::consultations::{Consultation, at_version};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::review::entry::{Entry, Standing};
use crate::review::filter::Filter;
use crate::review::find::{Found, look, read_senders};
use crate::review::read::{Whole, whole};
use crate::review::store::Supporter;
use crate::review::supporters::{self, Supporters, extent, supporters};
use crate::session::staff::StaffAccess;
use crate::submissions::StoredVersion;
use crate::submissions::compare::Side;
use crate::submissions::cosigners::{Cosigner, content_sha256};
use crate::submissions::endorsement;
use crate::submissions::pages::{
    FileLine, Sent, SentPart, adoption_facts, advice_numbers, confirmed_facts, download, grouped,
    paper as paper_of, sender_facts, sent_parts, supported_text, withdrawn_support,
};
use crate::submissions::receipt::{Supported, hex};
use crate::tabs::Tab;
use crate::web::components::{Crumb, Fact};
use crate::web::layout::Page;
use crate::web::{in_path, render};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which version of the answer is shown.
const VERSION: &str = "vis";

#[derive(Template)]
#[template(path = "review/templates/one.html")]
struct OnePage {
    page: Page,
    crumbs: Vec<Crumb>,
    newer: Option<String>,
    older: Option<String>,
    row: Row,
    /// The version shown does not stand: why.
    not_standing: Option<String>,
    claim: Option<String>,
    /// The page of the body that was invited.
    invitation: Option<String>,
    withhold: Option<String>,
    facts: Vec<Fact>,
    /// Who was asked to give it together; absent where it is the sender's own.
    joint: Option<Vec<CosignerRow>>,
    /// The answers that it supports: address and text, and whether it was taken back since.
    supports: Vec<(String, String, bool)>,
    /// Of those that it supports, what was taken back since.
    support_gone: Vec<String>,
    /// Those that support it, and apart those that support what was taken back: a heading, and address and text of each.
    supported: Vec<(String, Vec<(String, String)>)>,
    versions: Vec<VersionLink>,
    decisions: Vec<Shown>,
    parts: Vec<SentPart>,
    files: Vec<FileLine>,
    checksum: Vec<String>,
    file: Option<String>,
    /// The version as an archive takes it in.
    archive: Option<String>,
    pdf: String,
}

struct CosignerRow {
    name: String,
    color: &'static str,
    state: String,
    lines: Vec<String>,
}

struct VersionLink {
    href: Option<String>,
    text: String,
    standing: String,
    late: Option<String>,
}

struct Shown {
    when: String,
    what: String,
    by: String,
    reason: Option<String>,
}

/// What is asked for: the answer among those that are looked for, and the version of it.
struct Asked {
    visit: Visit,
    filter: Filter,
    found: Found,
    at: usize,
    whole: Whole,
    version: usize,
}

impl Asked {
    async fn read(app: &App, staff: StaffAccess, req: &HttpRequest) -> Result<Self, Error> {
        let visit = Visit::enter(app, staff, req).await?;
        let filter = visit.filter();
        let found = look(app, &visit.consultation, &filter).await?;
        let number = in_path(req, "number").parse().ok();
        let (at, whole) = whole(app, &found, number, visit.staff.actor()).await?;
        let entry = found.roster.entry(at);
        let mut versions = whole.versions.iter();
        let version = match visit.get(VERSION) {
            Some(no) => versions.position(|v| no.parse() == Ok(v.no)),
            None => versions.position(|v| v.id == entry.version_id),
        };
        let version = version.ok_or_else(|| Error::new(Problem::NotFound))?;
        Ok(Self {
            visit,
            filter,
            found,
            at,
            whole,
            version,
        })
    }

    fn entry(&self) -> &Entry {
        self.found.roster.entry(self.at)
    }

    fn shown(&self) -> &StoredVersion {
        &self.whole.versions[self.version]
    }

    /// The address of an answer, with the filter going on.
    fn address(&self, number: i64, more: &[(&str, String)]) -> String {
        format!("/{number}{}", self.filter.query(more))
    }
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let asked = Asked::read(&app, staff, &req).await?;
    let (visit, entry, version) = (&asked.visit, asked.entry(), asked.shown());
    let lang = visit.lang;
    let senders = read_senders(&app, &[(asked.at, entry)]).await?;
    let of = entry.submission_id;
    let by = supporters(&app, vec![of], supporters::Part::All)
        .await?
        .remove(&of);
    let by = by.unwrap_or_default();
    let (newest, no) = (Arc::clone(&visit.consultation), version.proposal_version);
    let claimed = asked.whole.origin.claimed_body_id;
    let all = by.by.iter().chain(&by.gone);
    let read_by: BTreeSet<i32> = all.map(|one| one.proposal).collect();
    let (answered, claimed, read_by) = app
        .db
        .read(move |conn| {
            let claimed = match claimed {
                Some(id) => bodies::find(conn, id)?,
                None => None,
            };
            let read_by = read_by.into_iter().map(|no| at_version(conn, &newest, no));
            let read_by: Vec<_> = read_by.collect::<Result<_, Error>>()?;
            Ok((at_version(conn, &newest, no)?, claimed, read_by))
        })
        .await?;
    let answers = asked.found.roster.answered(asked.at);
    let row = Row::of(visit, entry, senders.first(), answers, "");
    let answers = version.answers.iter();
    let supports = endorsement::grouped(&version.endorsements, &answered);
    let sent = Sent {
        answers: answers
            .map(|(key, text, choice)| (key.as_str(), text.as_deref(), choice.as_deref()))
            .collect(),
        no_comment: &version.no_comment,
        supports: &supports,
    };
    let (newer, older) = asked.found.around(entry.number);
    let to = |number: Option<i64>| number.map(|no| visit.path(&asked.address(no, &[])));
    let title = format!("{} {}", row.number, row.name);
    let rest = asked.address(entry.number, &[]);
    Ok(render(&OnePage {
        page: visit.page(&app, &rest, title),
        crumbs: vec![
            Crumb::to(visit.path(&asked.filter.query(&[])), lang.t("review-title")),
            Crumb::here(row.number.clone()),
        ],
        newer: to(newer),
        older: to(older),
        not_standing: not_standing(&asked),
        claim: claimed.map(|body| lang.with("review-claim", &[("name", &body.name(lang))])),
        invitation: asked.whole.origin.invited_id.map(|id| {
            let list = Tab::Bodies.path(&visit.consultation.slug);
            lang.path(&format!("{list}/{id}"))
        }),
        withhold: version.withhold_reason.clone(),
        facts: facts(&asked),
        joint: joint(&asked),
        supports: version_supports(visit, &version.endorsements, &answered),
        support_gone: withdrawn_support(lang, &version.endorsements),
        supported: {
            let line = |one: &Supporter| supporter(visit, one, &read_by);
            signatures(lang, &by, line)
        },
        versions: versions(&asked),
        decisions: decisions(&asked),
        parts: sent_parts(lang, &answered, &sent),
        files: {
            let folder = visit.path(&format!("/{}/vedlegg", entry.number));
            FileLine::for_readers(lang, &version.attachments, &folder)
        },
        checksum: version
            .receipt
            .as_ref()
            .map(|receipt| grouped(&hex(&receipt.sha256)))
            .unwrap_or_default(),
        pdf: {
            let number = entry.number;
            visit.path(&format!(
                "/{number}/kvittering.pdf?{VERSION}={}",
                version.no
            ))
        },
        file: version.receipt.as_ref().map(|_| {
            let number = entry.number;
            visit.path(&format!(
                "/{number}/kvittering.json?{VERSION}={}",
                version.no
            ))
        }),
        archive: version.receipt.as_ref().map(|_| {
            let number = entry.number;
            visit.path(&format!(
                "/{number}/arkivpakke.zip?{VERSION}={}",
                version.no
            ))
        }),
        row,
    }))
}

/// The receipt of the version, as its sender has it.
pub(super) async fn receipt(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let asked = Asked::read(&app, staff, &req).await?;
    download(&app, asked.shown()).await
}

/// The version as an archive takes it in.
pub(super) async fn archive(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let asked = Asked::read(&app, staff, &req).await?;
    to_archive(&app, &asked.visit.consultation, asked.shown()).await
}

/// The same with the whole text, for the case file.
pub(super) async fn paper(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let asked = Asked::read(&app, staff, &req).await?;
    let (visit, version) = (&asked.visit, asked.shown());
    let current = asked.whole.current(asked.entry()).unwrap_or(version.no);
    paper_of(
        &app,
        &req,
        visit.lang,
        &visit.consultation,
        version,
        current,
    )
    .await
}

/// A file that was sent with a version of the answer.
pub(super) async fn attachment(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let asked = Asked::read(&app, staff, &req).await?;
    let one = asked.whole.attachment(in_path(&req, "attachment"))?;
    give_out(&app, one).await
}

/// «Eksempelforbundet (24/13304-H17): råd 3 og 7», each leading to what is supported.
fn version_supports(
    visit: &Visit,
    endorsements: &[endorsement::Endorsement],
    answered: &Consultation,
) -> Vec<(String, String, bool)> {
    let groups = endorsement::grouped(endorsements, answered);
    let line = |group: &Supported| {
        let mut all = endorsements.iter();
        let one = all.find(|one| one.reference == group.number)?;
        let address = visit.path(&format!("/{}?{VERSION}={}", one.number, group.version));
        let text = supported_text(visit.lang, answered, group);
        Some((address, text, one.withdrawn))
    };
    groups.iter().filter_map(line).collect()
}

/// Who supports an answer, under a heading with their number, and under one of their own those who support a version that was
/// taken back.
pub(super) fn signatures(
    lang: Lang,
    supporters: &Supporters,
    line: impl Fn(&Supporter) -> (String, String),
) -> Vec<(String, Vec<(String, String)>)> {
    let (by, gone) = (&supporters.by, &supporters.gone);
    let number = lang.with1("review-supported-by", "n", by.len());
    [(number, by), (lang.t("review-supported-gone"), gone)]
        .into_iter()
        .filter(|(_, all)| !all.is_empty())
        .map(|(heading, all)| (heading, all.iter().map(&line).collect()))
        .collect()
}

/// «Fjellvik kommune (24/13304-H21), hele», leading to their answer. The råd are called what they were called in the version
/// of the proposal that the supporter answered: that is what was read, whatever they are called where it is shown.
fn supporter(visit: &Visit, one: &Supporter, versions: &[Arc<Consultation>]) -> (String, String) {
    let lang = visit.lang;
    let mut versions = versions.iter();
    let answered = versions.find(|version| version.version == one.proposal);
    let answered = answered.unwrap_or(&visit.consultation);
    let number = format!("{}-H{}", visit.consultation.number_prefix, one.number);
    let extent = match extent(answered, one) {
        None => lang.t("review-supported-whole"),
        Some(keys) => {
            let numbers = advice_numbers(lang, answered, &keys);
            lang.with1("review-supported-advice", "advice", &numbers)
        }
    };
    let said: [(&str, &dyn crate::i18n::Value); 4] = [
        ("name", &one.name),
        ("number", &number),
        ("extent", &extent),
        ("version", &one.version),
    ];
    let text = lang.with("review-supporter", &said);
    (visit.path(&format!("/{}", one.number)), text)
}

fn not_standing(asked: &Asked) -> Option<String> {
    let stands = asked.whole.versions.iter();
    let stands = stands.clone().find(|v| v.id == asked.entry().version_id)?;
    let shown = asked.shown();
    let key = match shown.no {
        no if no == stands.no => return None,
        no if no > stands.no => "review-version-supplement",
        _ => "review-version-replaced",
    };
    Some(asked.visit.lang.with(key, &[("no", &stands.no)]))
}

fn facts(asked: &Asked) -> Vec<Fact> {
    let (lang, version, origin) = (asked.visit.lang, asked.shown(), &asked.whole.origin);
    let mut facts = sender_facts(lang, &version.sender);
    let adoption = version.adoption.as_ref();
    facts.extend(adoption.map_or_else(Vec::new, |told| adoption_facts(lang, told)));
    let confirmed = version.confirmed.as_ref();
    facts.extend(confirmed.map_or_else(Vec::new, |told| confirmed_facts(lang, told)));
    let mut fact = |key: &str, text: Option<String>| {
        facts.extend(text.map(|text| Fact::new(lang.t(key), text)));
    };
    let email = match (&origin.confirmed_email, &version.email) {
        (Some(confirmed), _) => Some(lang.with("review-email-confirmed", &[("email", confirmed)])),
        (None, Some(told)) => Some(lang.with("review-email-told", &[("email", told)])),
        (None, None) => None,
    };
    fact("sender-email", email);
    fact(
        "sender-shown",
        version
            .is_name_withheld
            .then(|| lang.t("sender-shown-private")),
    );
    let day = calendar::long_date(lang, calendar::oslo_date(version.received_at));
    let time = calendar::exact_time(lang, version.received_at);
    let received = lang.with("receipt-when", &[("day", &day), ("time", &time)]);
    fact("receipt-received", Some(received));
    fact(
        "receipt-deadline",
        Some(calendar::long_date(lang, version.deadline_on)),
    );
    let channel = format!("review-channel-{}", asked.entry().channel.word());
    fact("review-by-channel", Some(lang.t(&channel)));
    fact("receipt-version", Some(version.no.to_string()));
    fact(
        "receipt-proposal-version",
        Some(version.proposal_version.to_string()),
    );
    facts
}

/// Each body that was asked, and how it stands to the version shown.
fn joint(asked: &Asked) -> Option<Vec<CosignerRow>> {
    let lang = asked.visit.lang;
    let content = content_sha256(&Side::from(asked.shown()));
    let row = |one: &Cosigner| {
        let state = one.state(&content);
        let register = match one.body_id {
            Some(_) => "cosign-staff-register",
            None => "cosign-staff-not-register",
        };
        let mut lines = vec![lang.t(register)];
        lines.extend(one.org_no.clone());
        if let Some(reply) = one.confirmed(&content).or(one.replies.last()) {
            let when = calendar::date_time(lang, reply.at);
            lines.push(match (&reply.name, &reply.role) {
                (Some(name), Some(role)) => lang.with(
                    "cosign-by-whom",
                    &[("name", name), ("role", role), ("when", &when)],
                ),
                _ => lang.with1("cosign-replied", "when", when),
            });
        }
        CosignerRow {
            name: one.name.clone(),
            color: state.color(),
            state: lang.t(&format!("cosign-state-{}", state.word())),
            lines,
        }
    };
    let all = asked.whole.cosigners.as_ref()?;
    Some(all.iter().map(row).collect())
}

/// Every version that was sent, the last first.
fn versions(asked: &Asked) -> Vec<VersionLink> {
    let visit = &asked.visit;
    let number = asked.entry().number;
    let link = |version: &StoredVersion| {
        let when = calendar::date_time(visit.lang, version.received_at);
        let text: [(&str, &dyn crate::i18n::Value); 2] = [("no", &version.no), ("when", &when)];
        let address = asked.address(number, &[(VERSION, version.no.to_string())]);
        VersionLink {
            href: (version.no != asked.shown().no).then(|| visit.path(&address)),
            text: visit.lang.with("receipt-version-link", &text),
            standing: match version.id == asked.entry().version_id {
                true => visit.lang.t("review-version-stands"),
                false => stored_standing(visit.lang, asked.whole.standing(version.id)),
            },
            late: version
                .late_seconds
                .map(|seconds| how_late(visit.lang, seconds)),
        }
    };
    asked.whole.versions.iter().rev().map(link).collect()
}

/// A standing as it is stored; what waits for its sender has none of the others' names.
fn stored_standing(lang: Lang, stored: Option<&str>) -> String {
    match stored.and_then(Standing::of_stored) {
        Some(Standing::Counts) => lang.t("review-version-replaced-tag"),
        Some(standing) => standing_name(lang, standing),
        None => lang.t("svar-tag-unconfirmed"),
    }
}

fn decisions(asked: &Asked) -> Vec<Shown> {
    let lang = asked.visit.lang;
    let version = |id| asked.whole.versions.iter().find(|v| v.id == id);
    let shown = |decision: &crate::review::store::Decision| {
        let no = version(decision.version_id).map_or(0, |v| v.no);
        let standing = match Standing::of_stored(&decision.standing) {
            Some(standing) => standing_name(lang, standing),
            None => lang.t("svar-tag-unconfirmed"),
        };
        let what: [(&str, &dyn crate::i18n::Value); 2] = [("no", &no), ("standing", &standing)];
        Shown {
            when: calendar::date_time(lang, decision.at),
            what: lang.with("review-decided", &what),
            by: lang.t(match decision.by_whom.as_str() {
                "program" => "review-decided-by-program",
                by if by.starts_with("link:") => "review-decided-by-sender",
                _ => "review-decided-by-staff",
            }),
            reason: decision.reason.clone(),
        }
    };
    asked.whole.decisions.iter().map(shown).collect()
}
