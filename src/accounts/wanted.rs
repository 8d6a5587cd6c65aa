//! The page that somebody asked for before they were sent to sign in: only ever one of ours for staff.

use crate::i18n::Lang;

/// Where staff come when they asked for nothing else.
pub const START: &str = "/saksbehandling";
/// Where they sign in.
pub const SIGN_IN: &str = "/saksbehandling/logg-inn";

const LONGEST: usize = 1_000;

/// The path with its query, if it leads to a page of staff that can be opened.
pub fn safe(path: &str) -> Option<&str> {
    let plain = |b: u8| b.is_ascii_graphic() && b != b'\\';
    let (way, _) = path.split_once('?').unwrap_or((path, ""));
    let below = Lang::of_path(way).1.strip_prefix(START)?;
    let is_ours = below.is_empty() || below.starts_with('/');
    let is_door = below.starts_with("/logg-");
    let climbs = way.contains("//") || way.contains("..") || way.contains('%');
    let good = path.len() <= LONGEST && path.bytes().all(plain) && !path.contains('#');
    (good && is_ours && !is_door && !climbs).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_staff_are_gone_back_to() {
        for ours in [
            "/saksbehandling",
            "/nn/saksbehandling",
            "/saksbehandling?etter=1",
            "/saksbehandling/horinger/24-13304/invitasjoner?status=sendt&side=2",
            "/saksbehandling/instanser?q=%C3%A5s",
        ] {
            assert_eq!(safe(ours), Some(ours));
        }
        for other in [
            "",
            "/",
            "saksbehandling",
            "//saksbehandling",
            "//evil.example/saksbehandling",
            "/saksbehandlingen",
            "https://evil.example/saksbehandling",
            "/\\evil.example/saksbehandling",
            "/saksbehandling/../svar",
            "/saksbehandling//evil.example",
            "/saksbehandling/%2e%2e/svar",
            "/saksbehandling/logg-inn",
            "/saksbehandling/logg-ut",
            "/saksbehandling/a b",
            "/saksbehandling\r\nSet-Cookie: a=b",
            "/saksbehandling/å",
            "/saksbehandling#x",
        ] {
            assert_eq!(safe(other), None, "{other}");
        }
        assert_eq!(
            safe(&format!("/saksbehandling?{}", "a".repeat(1_000))),
            None
        );
    }
}
