//! Who answers, as it has been told, in words.

use crate::i18n::Lang;
use crate::submissions::desk::Desk;
use crate::submissions::receipt::OnBehalf;
use crate::web::components::Fact;

/// Who answers, as far as it has been told.
pub(super) fn who_answers(lang: Lang, desk: &Desk) -> Vec<Fact> {
    let sender = &desk.sender;
    let mut facts = Vec::new();
    let mut fact = |term: String, text: Option<String>| {
        facts.extend(text.map(|text| Fact::new(term, text)));
    };
    let on_behalf = sender.on_behalf.map(|what| on_behalf_text(lang, what));
    fact(lang.t("sender-on-behalf"), on_behalf);
    if sender.on_behalf != Some(OnBehalf::Person) {
        fact(lang.t("sender-organisation"), sender.organisation.clone());
        fact(
            lang.t("sender-organisation-number"),
            sender.organisation_number.clone(),
        );
    }
    fact(lang.t("sender-person"), sender.person.clone());
    if sender.on_behalf != Some(OnBehalf::Person) {
        fact(lang.t("sender-role"), sender.role.clone());
    }
    fact(lang.t("sender-email"), sender.email.clone());
    if sender.on_behalf == Some(OnBehalf::Person) && sender.person.is_some() {
        let shown = if sender.name_withheld {
            lang.t("sender-shown-private")
        } else {
            lang.t("sender-shown-named")
        };
        fact(lang.t("sender-shown"), Some(shown));
    }
    fact(lang.t("sender-withhold"), sender.withhold_reason.clone());
    facts
}

pub(super) fn on_behalf_text(lang: Lang, on_behalf: OnBehalf) -> String {
    match on_behalf {
        OnBehalf::Person => lang.t("start-person"),
        OnBehalf::Organisation => lang.t("start-organisation"),
        OnBehalf::PublicBody => lang.t("start-public-body"),
    }
}
