//! How roles are named and chosen.

use crate::i18n::Lang;
use crate::role::Role;
use crate::web::components::Choice;
use crate::web::form::Form;

/// What is sent for no role.
const NONE: &str = "none";

pub(super) fn name(lang: Lang, role: Role) -> String {
    lang.t(&format!("role-{}", role.as_str()))
}

/// No role, and each of these, with what it allows.
pub(super) fn choices(lang: Lang, roles: &[Role], chosen: Option<Role>) -> Vec<Choice> {
    let none = Choice::new(NONE, lang.t("staff-no-role"), chosen.is_none());
    let each = roles.iter().map(|role| {
        let hint = lang.t(&format!("role-{}-hint", role.as_str()));
        Choice::new(role.as_str(), name(lang, *role), chosen == Some(*role)).hint(hint)
    });
    std::iter::once(none).chain(each).collect()
}

/// What was chosen; `None` when it is none of the alternatives.
pub(super) fn chosen(form: &Form) -> Option<Option<Role>> {
    match form.get("role")? {
        NONE => Some(None),
        role => Role::parse(role).map(Some),
    }
}
