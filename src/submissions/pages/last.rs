//! What a page about something that was sent says of itself: the version that it showed last. Whoever decides on what a
//! colleague has sent anew meanwhile must look first.

use crate::web::form::Form;

/// The hidden control with the version that was sent last.
pub const LAST: &str = "sist";
/// What is said where another was sent since.
pub const SENT_SINCE: &str = "error-sent-since";

/// The version that the page showed last.
pub fn last_seen(form: &Form) -> Option<i32> {
    form.filled(LAST)?.parse().ok()
}
