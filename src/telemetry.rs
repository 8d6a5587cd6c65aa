//! Logs: text for people in development, one JSON object per line in production, on standard error.
//!
//! A log never holds a query string, a token, a name, an address or what somebody wrote; whoever logs a path passes it
//! through [`loggable_path`]. What each request logs is for `server` to say.

use std::{borrow::Cow, panic};

use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::{
    EnvFilter, Layer as _,
    filter::filter_fn,
    fmt::{self, MakeWriter},
    layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

use crate::settings::{LogFormat, Settings};

/// Starts logging for the whole process. A second call changes nothing.
pub fn start(settings: &Settings) {
    let started = subscriber(&settings.log, settings.log_format, std::io::stderr).try_init();
    if started.is_ok() {
        log_panics(!settings.is_production());
    }
}

fn subscriber<W>(filter: &str, format: LogFormat, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let layer = fmt::layer().with_writer(writer);
    let layer = match format {
        LogFormat::Json => layer
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .boxed(),
        // Colours are codes in the text, and a file or a pipe keeps them.
        LogFormat::Text => layer.with_ansi(false).boxed(),
    };
    // The settings have been checked before, so this is the operator's filter.
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let layer = layer
        .with_filter(filter)
        .with_filter(filter_fn(is_ours_or_no_detail));
    tracing_subscriber::registry().with(layer)
}

/// Libraries log whole requests and letters at debug level, tokens and addresses included.
fn is_ours_or_no_detail(event: &Metadata<'_>) -> bool {
    event.target().starts_with("hoering") || *event.level() <= Level::INFO
}

/// The message of a panic may quote what somebody wrote (a text cut inside a letter does), so production logs where only.
fn log_panics(with_message: bool) {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let at = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(panic.location = at, "panic");
        if with_message {
            before(panic);
        }
    }));
}

/// The path of a request as it may stand in a log: no query, no token of a personal link, no control characters.
pub fn loggable_path(path: &str) -> Cow<'_, str> {
    let plain = path.split(['?', '#']).next().unwrap_or_default();
    let secret = |before: Option<&str>, segment: &str| {
        !segment.is_empty()
            && (matches!(
                before,
                Some("lenke" | "invitasjon" | "medunderskrift" | "virksomhet" | "logg-inn")
            ) || looks_like_a_token(segment))
    };
    let mut before = None;
    let clean = plain.split('/').all(|segment| {
        let clean = !secret(before, segment) && !segment.contains(char::is_control);
        before = Some(segment);
        clean
    });
    if clean {
        return Cow::Borrowed(plain);
    }
    let mut before = None;
    let shown = plain.split('/').map(|segment| {
        let hide = secret(before, segment);
        before = Some(segment);
        if hide {
            "…".to_owned()
        } else {
            segment.escape_debug().to_string()
        }
    });
    Cow::Owned(shown.collect::<Vec<_>>().join("/"))
}

/// Wherever it stands, and however the word before it is spelled: 43 characters of base64url are 256 bits.
fn looks_like_a_token(segment: &str) -> bool {
    let token = |b: u8| b.is_ascii_alphanumeric() || b"-_%=".contains(&b);
    // A long slug has words between its hyphens; a token has capitals or digits in between.
    segment.len() >= 40
        && segment.bytes().all(token)
        && segment.bytes().any(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use std::{
        io,
        sync::{Arc, Mutex},
    };

    use super::*;

    const TOKEN: &str = "d9Irvuo6IsfvBxopWzvZggzj5PL_bfvTnjRlHLJVENY";

    #[test]
    fn a_plain_path_is_logged_as_it_is() {
        for path in [
            "/",
            "/nn/horinger/rad-om-noe",
            "/svar/0190f5a2-7b3c-7d4e-8f00-0123456789ab/raad/1",
            "/lenke",
            "/lenke/",
            "/horinger/et-veldig-langt-navn-paa-en-hoering-som-aldri-tar-slutt",
        ] {
            assert_eq!(loggable_path(path), path);
        }
    }

    #[test]
    fn no_token_and_no_query_is_ever_logged() {
        for (path, logged) in [
            (format!("/lenke/{TOKEN}"), "/lenke/…"),
            (format!("/nn/lenke/{TOKEN}/start"), "/nn/lenke/…/start"),
            (
                "/virksomhet/abc/frister.ics".to_owned(),
                "/virksomhet/…/frister.ics",
            ),
            (
                format!("/nn/medunderskrift/{}", &TOKEN[..9]),
                "/nn/medunderskrift/…",
            ),
            (
                "/invitasjon/abc/svar-ikke".to_owned(),
                "/invitasjon/…/svar-ikke",
            ),
            (format!("/lenke/{}", &TOKEN[..9]), "/lenke/…"),
            (format!("/%6cenke/{TOKEN}"), "/%6cenke/…"),
            (format!("//lenke//{TOKEN}"), "//lenke//…"),
            (format!("/svar?token={TOKEN}"), "/svar"),
            (format!("/svar#{TOKEN}"), "/svar"),
        ] {
            assert_eq!(loggable_path(&path), logged);
        }
    }

    #[test]
    fn control_characters_in_a_path_do_not_reach_the_log() {
        assert_eq!(loggable_path("/a\u{1b}[2J\n/b"), "/a\\u{1b}[2J\\n/b");
    }

    /// A log in memory.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged(filter: &str, format: LogFormat, event: impl FnOnce()) -> String {
        let log = Log::default();
        let writer = log.clone();
        tracing::subscriber::with_default(
            subscriber(filter, format, move || writer.clone()),
            event,
        );
        let bytes = log.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn each_event_is_one_json_line_whatever_a_field_holds() {
        let text = logged("info", LogFormat::Json, || {
            tracing::info!(file.name = "a\r\n\u{1b}[31m\u{2028}b", "stored");
        });
        assert_eq!(text.lines().count(), 1);
        assert!(
            !text.trim_end().contains(|c: char| c.is_ascii_control()),
            "{text:?}"
        );
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["file.name"], "a\r\n\u{1b}[31m\u{2028}b");
        assert_eq!(value["message"], "stored");
    }

    #[test]
    fn libraries_never_log_in_detail_even_when_asked() {
        let text = logged("trace", LogFormat::Text, || {
            tracing::debug!(target: "actix_http::h1", "a whole request");
            tracing::debug!(target: "hoering::server", "ours");
            tracing::warn!(target: "actix_http::h1", "a warning");
        });
        assert!(!text.contains("whole request"), "{text}");
        assert!(
            text.contains("ours") && text.contains("a warning"),
            "{text}"
        );
    }

    #[test]
    fn text_logs_hold_no_terminal_codes() {
        let text = logged("info", LogFormat::Text, || {
            tracing::info!(name = "\u{1b}[31m", "x\u{1b}[2J")
        });
        assert!(!text.contains('\u{1b}'), "{text:?}");
    }
}
