//! Those who give the answer together, as the pages of the answer tell of them; they are asked on a page of their own.

use super::visit::Visit;
use crate::error::Error;
use crate::i18n::Lang;
use crate::right::Right;
use crate::submissions::compare::Side;
use crate::submissions::cosigners::{State, content_sha256};
use crate::submissions::draft::takes_input;
use crate::submissions::receipt::{OnBehalf, Receipt};
use crate::submissions::store;
use crate::web::components::Fact;

/// Who was asked, each with how far it has come with what stands here now.
pub(super) struct Cosigners {
    /// Name, colour and words.
    pub rows: Vec<(String, &'static str, String)>,
    pub confirmed: usize,
    pub href: String,
}

impl Cosigners {
    /// Nothing where the answer is the body's own.
    pub async fn of(visit: &Visit) -> Result<Option<Self>, Error> {
        if !visit.desk.is_joint {
            return Ok(None);
        }
        let desk = visit.desk.id;
        let asked = visit
            .app
            .db
            .read(move |conn| store::cosigners_at(conn, desk));
        let content = visit.desk.content(&visit.consultation);
        let content = content_sha256(&Side::from(&content));
        let mut confirmed = 0;
        let rows = asked.await?.into_iter().map(|one| {
            let state = one.state(&content);
            confirmed += usize::from(state == State::Confirmed);
            let words = visit.lang.t(&format!("cosign-state-{}", state.word()));
            (one.name, state.color(), words)
        });
        Ok(Some(Self {
            rows: rows.collect(),
            confirmed,
            href: visit.path("/medunderskrivere"),
        }))
    }

    /// Which of the two answers of its body this is, where it gives both, and the way to the other.
    pub fn which(visit: &Visit) -> Option<(String, String, String)> {
        visit.desk.body.as_ref()?.other?;
        let which = if visit.desk.is_joint { "joint" } else { "own" };
        let href = visit.path("/medunderskrivere#begge");
        let say = |key: &str| visit.lang.t(&format!("both-{which}-{key}"));
        Some((say("here"), href, say("to-other")))
    }

    /// The way to them from the answer: for whoever may ask them, and for everybody here once they have been.
    pub fn link(visit: &Visit, asked: Option<&Self>) -> Option<(String, String)> {
        let lang = visit.lang;
        let href = visit.path("/medunderskrivere");
        if let Some(asked) = asked.filter(|asked| !asked.rows.is_empty()) {
            let (n, of) = (asked.confirmed, asked.rows.len());
            return Some((href, lang.with2("cosign-link-have", ("n", n), ("of", of))));
        }
        let is_person = visit.desk.sender.on_behalf == Some(OnBehalf::Person);
        let may_ask = visit.may(Right::Coordinate)
            && !is_person
            && !visit.desk.is_minutes()
            && visit.desk.umbrella.is_none()
            && takes_input(&visit.consultation, visit.now);
        may_ask.then(|| (href, lang.t("cosign-link")))
    }
}

/// Who stood behind it when the receipt was issued.
pub fn cosigner_facts(lang: Lang, receipt: &Receipt) -> Option<Fact> {
    let names = match receipt.cosigners.is_empty() {
        true => lang.t("cosign-fact-none"),
        false => receipt.cosigners.join(", "),
    };
    (receipt.capacity == crate::submissions::cosigners::capacity(true))
        .then(|| Fact::new(lang.t("cosign-fact"), names))
}
