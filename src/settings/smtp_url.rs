//! Which mail server, read from its URL. Talking to it is for `mail`.

use std::{fmt, net::IpAddr};

use percent_encoding::percent_decode_str;
use url::Url;

/// How the connection is kept from others' eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS from the first byte (`smtps://`).
    Implicit,
    /// STARTTLS or nothing is sent (`smtp://…?tls=required`).
    StartTls,
    /// In the clear (`smtp://`), for a developer's own mail catcher; production refuses it.
    Clear,
}

/// Neither `Display` nor `Debug` shows the password.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    pub host: String,
    pub port: u16,
    pub security: SmtpSecurity,
    pub user: Option<String>,
    pub password: Option<String>,
}

impl SmtpUrl {
    /// The error says what is wrong and what to do; it never holds the URL.
    pub fn parse(text: &str) -> Result<Self, (String, String)> {
        let refuse = |what: &str| {
            let todo = "write smtps://USER:PASSWORD@HOST or smtp://USER:PASSWORD@HOST?tls=required";
            (what.to_owned(), todo.to_owned())
        };
        let url = Url::parse(text).map_err(|_| refuse("it cannot be read as a URL"))?;
        let tls: Vec<_> = url.query_pairs().collect();
        let security = match (url.scheme(), tls.as_slice()) {
            ("smtps", []) => SmtpSecurity::Implicit,
            ("smtp", []) => SmtpSecurity::Clear,
            ("smtp", [(key, value)]) if key == "tls" && value == "required" => {
                SmtpSecurity::StartTls
            }
            ("smtp" | "smtps", _) => {
                return Err(refuse(
                    "the only option it can have is tls=required, after smtp://",
                ));
            }
            _ => return Err(refuse("it does not begin with smtp:// or smtps://")),
        };
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let proper = |b: u8| b.is_ascii_alphanumeric() || b".-:_".contains(&b);
        if host.is_empty() || !host.bytes().all(proper) {
            return Err(refuse("it names no mail server"));
        }
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(refuse(
                "something follows the host that does not belong there",
            ));
        }
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let user = Some(decoded(url.username())).filter(|user| !user.is_empty());
        let password = url.password().map(decoded);
        if user.is_some() != password.is_some() {
            return Err(refuse("it has a user without a password, or the reverse"));
        }
        let local = host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
        if security == SmtpSecurity::Clear && user.is_some() && !local {
            return Err(refuse(
                "it would send the password over the network in the clear",
            ));
        }
        let port = url.port().unwrap_or(match security {
            SmtpSecurity::Implicit => 465,
            SmtpSecurity::StartTls => 587,
            SmtpSecurity::Clear => 25,
        });
        let host = host.to_owned();
        Ok(Self {
            host,
            port,
            security,
            user,
            password,
        })
    }
}

impl fmt::Display for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, option) = match self.security {
            SmtpSecurity::Implicit => ("smtps", ""),
            SmtpSecurity::StartTls => ("smtp", "?tls=required"),
            SmtpSecurity::Clear => ("smtp", ""),
        };
        let user = if self.user.is_some() { "…@" } else { "" };
        write!(f, "{scheme}://{user}{}:{}{option}", self.host, self.port)
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_and_tls_say_how_the_connection_is_kept() {
        for (text, security, port) in [
            ("smtps://u:p@mail.example", SmtpSecurity::Implicit, 465),
            (
                "smtp://u:p@mail.example?tls=required",
                SmtpSecurity::StartTls,
                587,
            ),
            (
                "smtp://mail.example:2525/?tls=required",
                SmtpSecurity::StartTls,
                2525,
            ),
            ("smtp://127.0.0.1:1025", SmtpSecurity::Clear, 1025),
            ("smtp://u:p@[::1]", SmtpSecurity::Clear, 25),
        ] {
            let url = SmtpUrl::parse(text).unwrap();
            assert_eq!((url.security, url.port), (security, port), "{text}");
        }
    }

    #[test]
    fn user_and_password_may_hold_any_character_and_are_not_shown() {
        let url = SmtpUrl::parse("smtps://kari%40a.example:h%3Am%2F%C3%A6@mail.example").unwrap();
        assert_eq!(url.user.as_deref(), Some("kari@a.example"));
        assert_eq!(url.password.as_deref(), Some("h:m/æ"));
        assert_eq!(
            format!("{url} {url:?}"),
            "smtps://…@mail.example:465 smtps://…@mail.example:465"
        );
    }

    #[test]
    fn a_url_that_could_be_meant_otherwise_is_refused_without_repeating_it() {
        for text in [
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtp://mail.example?tls=opportunistic",
            "smtps://mail.example?tls=required",
            "smtp://mail.example?tls=required&tls=none",
            "smtp://u:hemmelig@mail.example",
            "smtps://u@mail.example",
            "smtps://u:hemmelig@mail.example/path",
            "smtps://u:hemmelig@",
        ] {
            let (what, _) = SmtpUrl::parse(text).unwrap_err();
            assert!(!what.contains("hemmelig"), "{what}");
        }
    }
}
