//! Which database, read from its URL. Connecting to it is for `db`.

use std::{fmt, net::IpAddr, path::PathBuf};

use percent_encoding::percent_decode_str;

/// The database to use. Neither `Display` nor `Debug` shows a password.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    Sqlite(PathBuf),
    /// The whole URL, password included, as libpq reads it.
    Postgres(String),
}

const FORMS: &str = "write sqlite://PATH or postgresql://USER:PASSWORD@HOST/NAME";

impl DatabaseUrl {
    /// The error says what is wrong and what to do; it never holds the URL.
    pub fn parse(text: &str) -> Result<Self, (String, String)> {
        let refuse = |what: &str| Err((what.to_owned(), FORMS.to_owned()));
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return match path {
                "" => refuse("it names no file"),
                ":memory:" => refuse("a database in memory would forget every answer"),
                _ if path.contains('?') => refuse("the path of an SQLite file takes no ?options"),
                _ => Ok(Self::Sqlite(PathBuf::from(path))),
            };
        }
        if !["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| text.starts_with(scheme))
        {
            return refuse("it is neither an SQLite nor a PostgreSQL URL");
        }
        if text.contains(|c: char| c.is_control() || c == ' ') {
            return refuse("it holds a space or a control character");
        }
        let parts = Parts::of(text);
        let port = |port: &str| port.bytes().all(|b| b.is_ascii_digit());
        let hosts = &parts.hosts;
        if parts.after.contains('@')
            || hosts
                .iter()
                .any(|(host, no)| host.contains('@') || !port(no))
        {
            return refuse(
                "a character of the password would be taken for a part of the host; write @ as %40, / as %2F",
            );
        }
        Ok(Self::Postgres(text.to_owned()))
    }

    /// For a program that is started beside, whose command line others on the machine can read: a PostgreSQL URL
    /// without its passwords, and the one that it connects with. Nothing for SQLite.
    pub fn without_password(&self) -> Option<(String, Option<String>)> {
        let Self::Postgres(url) = self else {
            return None;
        };
        let parts = Parts::of(url);
        let (user, in_user) = match parts.before.split_once(':') {
            Some((user, password)) => (user, Some(decoded(password))),
            None => (parts.before, None),
        };
        let password = parts.option("password").or(in_user);
        let secret = |pair: &str| {
            let name = decoded(pair.split('=').next().unwrap_or_default());
            name == "password" || name == "sslpassword"
        };
        let options: Vec<&str> = parts.options.split('&').filter(|p| !secret(p)).collect();
        let (scheme, _) = url.split_once("://").unwrap_or(("postgresql", url));
        let at = if user.is_empty() { "" } else { "@" };
        let hosts: Vec<String> = parts.hosts.iter().map(written).collect();
        let (hosts, after) = (hosts.join(","), parts.after);
        let mark = if parts.options.is_empty() { "" } else { "?" };
        let options = options.join("&");
        let bare = format!("{scheme}://{user}{at}{hosts}{after}{mark}{options}");
        Some((bare, password))
    }

    /// Why this database may not be used in production, if so.
    pub fn unsafe_because(&self, tls_built_in: bool) -> Option<(String, String)> {
        let Self::Postgres(url) = self else {
            return None;
        };
        let parts = Parts::of(url);
        if let Some(key) = ["service", "servicefile"]
            .iter()
            .find(|key| parts.option(key).is_some())
        {
            return Some((
                format!("{key} in it hides which server is meant"),
                "write the host in the URL".to_owned(),
            ));
        }
        let remote = parts
            .all_hosts()
            .into_iter()
            .find(|host| !on_this_host(host))?;
        if !tls_built_in {
            return Some((
                format!(
                    "{remote} is another machine, and this program was built without TLS to PostgreSQL"
                ),
                "build it with: cargo build --release --features postgres-tls".to_owned(),
            ));
        }
        if parts.option("sslmode").as_deref() != Some("verify-full") {
            return Some((
                format!("{remote} is another machine, and the connection to it may be without TLS"),
                "add ?sslmode=verify-full (and &sslrootcert=FILE for an own authority)".to_owned(),
            ));
        }
        None
    }
}

/// The parts of a PostgreSQL URL, cut as libpq cuts it, so that what is checked is what it connects to.
struct Parts<'a> {
    before: &'a str,
    hosts: Vec<(&'a str, &'a str)>,
    after: &'a str,
    options: &'a str,
}

impl<'a> Parts<'a> {
    fn of(url: &'a str) -> Self {
        let (_, rest) = url.split_once("://").unwrap_or(("", url));
        // libpq looks for the first @ as far as the first slash, past a question mark.
        let (before, rest) = match rest.find(['@', '/']) {
            Some(end) if rest[end..].starts_with('@') => (&rest[..end], &rest[end + 1..]),
            _ => ("", rest),
        };
        let (rest, options) = rest.split_once('?').unwrap_or((rest, ""));
        let (hosts, after) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Self {
            before,
            hosts: hosts.split(',').map(host_and_port).collect(),
            after,
            options,
        }
    }

    /// The last one stands, as for libpq.
    fn option(&self, key: &str) -> Option<String> {
        self.options
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .filter(|(name, _)| decoded(name) == key)
            .map(|(_, value)| decoded(value))
            .next_back()
    }

    /// Every host that may be connected to; an empty one is the socket of this machine.
    fn all_hosts(&self) -> Vec<String> {
        let of_url = || {
            let names: Vec<_> = self.hosts.iter().map(|(host, _)| decoded(host)).collect();
            names.join(",")
        };
        let mut hosts = self.option("host").unwrap_or_else(of_url);
        if let Some(addresses) = self.option("hostaddr") {
            hosts = format!("{hosts},{addresses}");
        }
        hosts.split(',').map(str::to_owned).collect()
    }
}

fn host_and_port(host: &str) -> (&str, &str) {
    if let Some((address, port)) = host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        return (address, port.strip_prefix(':').unwrap_or(port));
    }
    host.split_once(':').unwrap_or((host, ""))
}

/// A host and its port as a URL has them; an address of IPv6 stands in brackets.
fn written((host, port): &(&str, &str)) -> String {
    let host = match host.contains(':') {
        true => format!("[{host}]"),
        false => (*host).to_owned(),
    };
    match *port {
        "" => host,
        port => format!("{host}:{port}"),
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn on_this_host(host: &str) -> bool {
    host.is_empty()
        || host.starts_with(['/', '@'])
        || host == "localhost"
        || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// Shows where, not with which password.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = match self {
            Self::Sqlite(path) => return write!(f, "sqlite://{}", path.display()),
            Self::Postgres(url) => url,
        };
        let parts = Parts::of(url);
        let user = parts.before.split(':').next().unwrap_or_default();
        let at = if parts.before.is_empty() { "" } else { "@" };
        write!(f, "postgresql://{user}{at}")?;
        for (n, (host, port)) in parts.hosts.iter().enumerate() {
            let comma = if n > 0 { "," } else { "" };
            let colon = if port.is_empty() { "" } else { ":" };
            write!(f, "{comma}{host}{colon}{port}")?;
        }
        f.write_str(parts.after)?;
        match parts.option("sslmode") {
            Some(mode) => write!(f, "?sslmode={mode}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_sqlite_url_is_a_path() {
        for (text, path) in [
            ("sqlite://./data/h.sqlite3", "./data/h.sqlite3"),
            ("sqlite:data/h.sqlite3", "data/h.sqlite3"),
            ("sqlite:///var/lib/h.sqlite3", "/var/lib/h.sqlite3"),
        ] {
            let url = DatabaseUrl::parse(text).unwrap();
            assert_eq!(url, DatabaseUrl::Sqlite(path.into()));
        }
    }

    #[test]
    fn what_is_no_database_is_refused_without_repeating_it() {
        for text in [
            "",
            "data/h.sqlite3",
            "sqlite://",
            "sqlite::memory:",
            "sqlite://h?mode=ro",
            "mysql://u:hemmelig@h/d",
            "postgres://u:hemmelig@h/d b",
            "postgres://u:p@hemmelig@h/d",
            "postgres://u:hemmelig/x@h/d",
            "postgres://u/hemmelig@h/d",
        ] {
            let (what, _) = DatabaseUrl::parse(text).unwrap_err();
            assert!(!what.contains("hemmelig"), "{what}");
        }
    }

    #[test]
    fn a_password_is_never_shown_wherever_it_stands() {
        for text in [
            "postgres://kari:hemmelig@db.example/h?sslmode=require",
            "postgres://kari@db.example/h?password=hemmelig&sslmode=require",
            "postgres://kari@db.example/h?sslpassword=hemmelig",
        ] {
            let url = DatabaseUrl::parse(text).unwrap();
            let shown = format!("{url} {url:?}");
            assert!(!shown.contains(":hem"), "{shown}");
            assert!(shown.contains("db.example"), "{shown}");
        }
    }

    #[test]
    fn another_program_is_told_the_url_without_its_passwords() {
        for (text, bare, password) in [
            (
                "postgresql://u:h%2Fm@db.example:5433/h?sslmode=verify-full",
                "postgresql://u@db.example:5433/h?sslmode=verify-full",
                Some("h/m"),
            ),
            (
                "postgres://u@%2Frun%2Fpg/h",
                "postgres://u@%2Frun%2Fpg/h",
                None,
            ),
            (
                "postgresql:///h?user=u&password=hm&sslpassword=hm&connect_timeout=3",
                "postgresql:///h?user=u&connect_timeout=3",
                Some("hm"),
            ),
            // The last one stands, whoever else is named.
            (
                "postgresql://u:alt@[::1]:5432,b.example/h?p%61ssword=ny",
                "postgresql://u@[::1]:5432,b.example/h?",
                Some("ny"),
            ),
        ] {
            let url = DatabaseUrl::parse(text).unwrap();
            let expected = (bare.to_owned(), password.map(str::to_owned));
            assert_eq!(url.without_password(), Some(expected), "{text}");
        }
    }

    #[test]
    fn production_wants_tls_to_a_database_on_another_machine() {
        for (url, passes) in [
            ("sqlite://h.sqlite3", true),
            ("postgresql:///h", true),
            ("postgresql://localhost/h", true),
            ("postgresql://u:p@127.0.0.1:5433/h", true),
            ("postgresql://[::1]:5433/h", true),
            ("postgresql://%2Fvar%2Frun%2Fpostgresql/h", true),
            ("postgresql:///h?host=/var/run/postgresql", true),
            ("postgresql://db.example/h", false),
            ("postgresql://db.example/h?sslmode=require", false),
            ("postgresql://db.example/h?sslmode=verify-full", true),
            (
                "postgresql://db.example/h?sslmode=verify-full&sslmode=disable",
                false,
            ),
            ("postgresql://db.example/h?ssl%6dode=verify-full", true),
            ("postgresql://localhost,db.example/h", false),
            ("postgresql://localhost:1,10.0.0.1:2/h", false),
            ("postgresql://localhost/h?host=db.example", false),
            ("postgresql://localhost/h?hostaddr=10.0.0.1", false),
            ("postgresql://localhost/h?hostaddr=::1", true),
            ("postgresql://localhost/h?service=x", false),
            ("postgresql://127.0.0.1@db.example/h", false),
            ("postgresql://localhost?x=@db.example/h", false),
        ] {
            let database = DatabaseUrl::parse(url).unwrap();
            assert_eq!(database.unsafe_because(true).is_none(), passes, "{url}");
        }
    }

    #[test]
    fn without_tls_built_in_no_other_machine_will_do_and_the_message_says_so() {
        let url = "postgresql://db.example/h?sslmode=verify-full";
        let (what, todo) = DatabaseUrl::parse(url)
            .unwrap()
            .unsafe_because(false)
            .unwrap();
        assert!(what.contains("built without TLS"), "{what}");
        assert!(todo.contains("postgres-tls"), "{todo}");
    }
}
