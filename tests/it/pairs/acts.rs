//! What tells the buttons of a page apart, by the file of its handler: the words, and the use case that is called then.

pub enum Act {
    Does(&'static str),
    /// No use case of its own: why.
    Only(&'static str),
}
use Act::{Does, Only};

const SAVE: Act = Does("setup::working_copy::save");
const WRITE: Act = Does("submissions::draft::save");
const NEXT: Act = Only("which page comes next");
const MANY: Act = Only("how many, of the same");
const FORM: Act = Only("changes what stands in the form; a program sends the whole");

/// The words of a line stand apart by commas.
pub const ACTS: &[(&str, &str, Act)] = &[
    (
        "accounts/pages/member.rs",
        "end",
        Does("accounts::manage::disable"),
    ),
    (
        "accounts/pages/member.rs",
        "open",
        Does("accounts::manage::enable"),
    ),
    (
        "body_page/pages.rs",
        "avslutt",
        Does("body_page::feed::end"),
    ),
    (
        "endorsements/pages/one.rs",
        "hele, raad, bytt",
        Does("endorsements::endorse::endorse"),
    ),
    (
        "endorsements/pages/one.rs",
        "angre",
        Does("endorsements::endorse::let_go"),
    ),
    (
        "endorsements/pages/one.rs",
        "behold",
        Does("endorsements::endorse::keep"),
    ),
    (
        "endorsements/pages/share.rs",
        "del",
        Does("endorsements::share::share"),
    ),
    (
        "endorsements/pages/share.rs",
        "slutt",
        Does("endorsements::share::unshare"),
    ),
    (
        "cosigners/pages/ask.rs",
        "minn",
        Does("cosigners::ask::remind"),
    ),
    (
        "cosigners/pages/ask.rs",
        "liste",
        Does("cosigners::ask::ask"),
    ),
    (
        "cosigners/pages/ask.rs",
        "begge",
        Does("cosigners::both::open"),
    ),
    (
        "cosigners/pages/sign.rs",
        "bekreft, avsla, trekk",
        Does("cosigners::reply::reply"),
    ),
    ("members/pages/input.rs", "valgte", MANY),
    (
        "members/pages/members.rs",
        "begynn",
        Does("members::hold::begin"),
    ),
    (
        "members/pages/members.rs",
        "dag",
        Does("members::hold::move_day"),
    ),
    (
        "members/pages/members.rs",
        "avslutt",
        Does("members::hold::end"),
    ),
    (
        "members/pages/members.rs",
        "en, liste",
        Does("members::ask::ask"),
    ),
    (
        "members/pages/members.rs",
        "minn",
        Does("members::ask::remind"),
    ),
    (
        "members/pages/typed.rs",
        "begynn",
        Does("members::hold::begin"),
    ),
    ("setup/pages/bodies.rs", "ja", SAVE),
    ("setup/pages/documents.rs", "ja", SAVE),
    (
        "submissions/pages/attachments.rs",
        "angre",
        Does("submissions::attach::put_back"),
    ),
    ("submissions/pages/adopted.rs", "lagre", WRITE),
    ("submissions/pages/adoption.rs", "se-over", NEXT),
    (
        "submissions/pages/adoption_form.rs",
        "ikke-aktuelt",
        Does("submissions::adoption::tell"),
    ),
    (
        "submissions/pages/approval.rs",
        "gjenapne",
        Does("submissions::approval::take_step"),
    ),
    (
        "submissions/pages/approval.rs",
        "opp",
        Does("submissions::lock::unlock"),
    ),
    (
        "submissions/pages/holder.rs",
        "ingen, meg",
        Does("colleagues::holders::hold"),
    ),
    (
        "accounts/pages/roles.rs",
        "none",
        Does("accounts::manage::set_role"),
    ),
    ("bodies/pages/lists.rs", "alle", MANY),
    (
        "deadlines/pages/late.rs",
        "teller, teller-ikke",
        Does("submissions::decide::decide"),
    ),
    (
        "deadlines/pages/request.rs",
        "innvilg, avsla",
        Does("deadlines::request::answer"),
    ),
    ("invitations/pages/act.rs", "alle", MANY),
    ("invitations/pages/landing.rs", "frist", NEXT),
    (
        "setup/pages/bodies.rs",
        "ta-inn",
        Does("setup::answered::add"),
    ),
    (
        "setup/pages/bodies.rs",
        "ta-inn-liste",
        Does("setup::lists::take_into"),
    ),
    ("setup/pages/bodies.rs", "les", Does("setup::paste::read")),
    ("setup/pages/bodies.rs", "fjern:", SAVE),
    ("setup/pages/documents.rs", "fjern:", SAVE),
    ("setup/pages/drafts.rs", "sammen, del", FORM),
    ("setup/pages/drafts.rs", "bruk", SAVE),
    ("setup/pages/leaf.rs", "lagre", SAVE),
    (
        "setup/pages/leaf/view.rs",
        "tekstfelt, standpunkt, mal, hent, fjern, opp, ned",
        SAVE,
    ),
    (
        "setup/pages/outline.rs",
        "kapittel, raad, opp, ned, fjern, hent, nummerer",
        SAVE,
    ),
    (
        "setup/pages/preview.rs",
        "raad, hele-svaret",
        Only("a try of the form: what is written goes nowhere"),
    ),
    (
        "setup/pages/publishing.rs",
        "be, trekk",
        Does("setup::publish::ask"),
    ),
    (
        "setup/pages/publishing.rs",
        "publiser",
        Does("setup::publish::publish"),
    ),
    (
        "submissions/pages/conflict.rs",
        "min",
        Does("submissions::draft::once_saved"),
    ),
    ("submissions/pages/conflict.rs", "flett", WRITE),
    ("submissions/pages/no_comment.rs", "ja", WRITE),
    ("submissions/pages/posted.rs", "ja, ingen merknad", WRITE),
    ("submissions/pages/save.rs", "neste, forrige, senere", NEXT),
    ("submissions/pages/sender.rs", "se-over", NEXT),
    (
        "submissions/pages/sender.rs",
        "private",
        Does("submissions::draft::revise"),
    ),
    ("submissions/pages/start.rs", "frist", NEXT),
    ("submissions/pages/tasks/newer.rs", "se-over", NEXT),
    (
        "webhooks/pages/press.rs",
        "ny-nokkel",
        Does("webhooks::change::renew_secret"),
    ),
    (
        "webhooks/pages/press.rs",
        "prov",
        Does("webhooks::send_again::send_test"),
    ),
    (
        "webhooks/pages/press.rs",
        "pause",
        Does("webhooks::change::pause"),
    ),
    (
        "webhooks/pages/press.rs",
        "fortsett",
        Does("webhooks::change::resume"),
    ),
    (
        "webhooks/pages/press.rs",
        "avslutt",
        Does("webhooks::end::end"),
    ),
    (
        "webhooks/pages/press.rs",
        "igjen",
        Does("webhooks::send_again::send_again"),
    ),
];

/// What no button sends: names of fields, and what the page itself is told.
pub const NO_BUTTONS: &[(&str, &str)] = &[
    (
        "cosigners/pages/ask.rs",
        "error-cosigners-confirm, error-cosigners-other, error-cosigners-who",
    ),
    ("cosigners/pages/landing.rs", "landing-ended-replaced"),
    ("cosigners/pages/sign.rs", "ny"),
    (
        "endorsements/pages/one.rs",
        "advice/, error-endorse-no-comment",
    ),
    (
        "members/pages/members.rs",
        "error-members-confirm, error-members-who, gjort=",
    ),
    ("members/pages/typed.rs", "members"),
    ("setup/pages/bodies.rs", "name."),
    ("setup/pages/documents.rs", "title"),
    ("setup/pages/drafts.rs", "tittel."),
    ("setup/pages/gone.rs", "borte., merke."),
    ("submissions/pages/adoption.rs", "body, case, error-day"),
    (
        "submissions/pages/adoption_form.rs",
        "behandlet, body, case, error-day, forbehold_i, godkjent_av, godkjent_dato, godkjent_rolle, godkjent_sak, name, \
         on, role, vedtatt_av, vedtatt_dato, vedtatt_sak",
    ),
    (
        "submissions/pages/approval.rs",
        "error-day, name, role, treated_in",
    ),
    ("setup/pages/leaf/view.rs", "options"),
    ("setup/pages/outline.rs", "ny"),
    ("setup/pages/publishing.rs", "true"),
    (
        "submissions/pages/sender.rs",
        "on_behalf, organisation, organisation_number, person, role, email, withhold_reason",
    ),
];
