//! What is said where, what stops the start, and what production refuses.

use std::fs;

use super::*;
use crate::keys;

fn load(variables: &[(&str, &str)]) -> Result<Settings, Vec<SettingProblem>> {
    let variables = variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Settings::load(variables, None)
}

/// The problems as people read them, one line each.
fn problems(loaded: Result<Settings, Vec<SettingProblem>>) -> String {
    let lines = loaded
        .unwrap_err()
        .into_iter()
        .map(|problem| format!("{problem}\n"));
    lines.collect()
}

/// A directory of its own for one test, removed when the test is over.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("hoering-settings-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn key_file(&self) -> String {
        let path = self.0.join("keys.toml");
        keys::add(&path, "2026-11-21T12:00:00Z".parse().unwrap()).unwrap();
        path.display().to_string()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn with_nothing_said_it_is_development_on_loopback_with_sqlite_and_letters_as_files() {
    let settings = load(&[("PATH", "/bin"), ("HOERING_TEST_PYTHON", "python")]).unwrap();
    assert_eq!(settings.profile, Profile::Development);
    assert!(settings.listen.ip().is_loopback());
    assert_eq!(settings.base_url, "http://127.0.0.1:8080");
    assert_eq!(
        settings.database_url,
        DatabaseUrl::Sqlite("data/hoering.sqlite3".into())
    );
    assert_eq!(settings.mail.way, MailWay::Files("data/mail".into()));
    assert_eq!(settings.key_file, Path::new("data/keys.toml"));
    assert!(settings.load_example && !settings.is_https() && settings.workers > 0);
    assert_eq!(settings.log_format, LogFormat::Text);
}

#[test]
fn a_variable_stands_over_the_file_and_the_file_over_the_default() {
    let place = Place::new("order");
    let file = place.file(
        "own.toml",
        "listen = \"127.0.0.1:1\"\nworkers = 3\ntrusted_proxies = [\"::1\"]\n",
    );
    let environment = [("HOERING_LISTEN".to_owned(), "127.0.0.1:2".to_owned())];
    let settings = Settings::load(environment, Some(&file)).unwrap();
    assert_eq!(settings.listen.port(), 2);
    assert_eq!(settings.workers, 3);
    assert_eq!(settings.trusted_proxies.len(), 1);
    let source = |key: &str| {
        settings
            .shown()
            .iter()
            .find(|shown| shown.key == key)
            .unwrap()
            .source
            .clone()
    };
    assert_eq!(source("listen"), Source::Variable);
    assert_eq!(source("workers"), Source::File(file));
    assert_eq!(source("data_dir"), Source::Default);
}

#[test]
fn all_problems_are_named_at_once_each_with_its_place_and_what_to_do() {
    let place = Place::new("all");
    let file = place.file(
        "own.toml",
        "lisen = \"x\"\nworkers = -1\nlog_format = \"xml\"\n[mail]\nfrom = \"x\"\n",
    );
    let environment = [
        ("HOERING_BODY_SECONDS", "soon"),
        ("HOERING_SMTP_ULR", "smtps://mail.example"),
        ("HOERING_Listen", "127.0.0.1:1"),
        ("HOERING_TRUSTED_PROXIES", "10.0.0.0/8, everyone"),
        ("HOERING_BASE_URL", "https://horing.example/sti"),
        ("HOERING_PROFILE", "prod"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let said = problems(Settings::load(environment, Some(&file)));
    for line in [
        "own.toml, lisen: is no setting. What to do: did you mean listen?",
        "own.toml, workers: is not a number it can be. What to do: give a whole number from 0 to 256",
        "own.toml, log_format: is no log format. What to do: write text or json",
        "own.toml, mail: is neither",
        "HOERING_BODY_SECONDS: is not a number",
        "HOERING_SMTP_ULR: is no setting. What to do: did you mean HOERING_SMTP_URL?",
        "HOERING_Listen: is no setting. What to do: did you mean HOERING_LISTEN?",
        "HOERING_TRUSTED_PROXIES: holds something that is no network",
        "HOERING_BASE_URL: is more or less",
        "HOERING_PROFILE: is no profile",
    ] {
        assert!(said.contains(line), "{line}\n— is not in —\n{said}");
    }
    assert_eq!(said.lines().count(), 10, "{said}");
}

#[test]
fn a_file_that_is_no_toml_or_not_there_is_a_problem_with_its_line_and_without_what_stands_there() {
    let place = Place::new("toml");
    let file = place.file("own.toml", "workers = 1\nsmtp_url = smtps://u:hemmelig@h\n");
    let said = problems(Settings::load([], Some(&file)));
    assert!(said.contains("own.toml line 2: is not TOML"), "{said}");
    assert!(!said.contains("hemmelig"), "{said}");
    let said = problems(Settings::load([], Some(&place.0.join("none.toml"))));
    assert!(said.contains("none.toml: cannot be read"), "{said}");
}

#[test]
fn production_names_everything_that_is_missing_at_once() {
    let said = problems(load(&[("HOERING_PROFILE", "production")]));
    for line in [
        "base_url (or HOERING_BASE_URL): is not set",
        "smtp_url",
        "mail_from",
        "key_file",
    ] {
        assert!(said.contains(line), "{line}\n— is not in —\n{said}");
    }
    assert_eq!(said.lines().count(), 4, "{said}");
}

#[test]
fn production_starts_when_all_of_it_is_said_and_never_loads_the_example() {
    let place = Place::new("ready");
    let key_file = place.key_file();
    let ready = [
        ("HOERING_PROFILE", "production"),
        ("HOERING_BASE_URL", "https://Horing.example:443/"),
        ("HOERING_SMTP_URL", "smtp://u:p@mail.example?tls=required"),
        ("HOERING_MAIL_FROM", "Høring <horing@horing.example>"),
        ("HOERING_KEY_FILE", key_file.as_str()),
    ];
    let settings = load(&ready).unwrap();
    assert_eq!(settings.base_url, "https://horing.example");
    assert_eq!(settings.mail.from.name, "Høring");
    assert!(!settings.load_example && settings.is_https());
    assert_eq!(settings.log_format, LogFormat::Json);

    for (name, value, complaint) in [
        (
            "HOERING_BASE_URL",
            "http://horing.example",
            "HOERING_BASE_URL: is without TLS",
        ),
        (
            "HOERING_SMTP_URL",
            "smtp://127.0.0.1:25",
            "HOERING_SMTP_URL: is without TLS",
        ),
        ("HOERING_SMTP_URL", "", "HOERING_SMTP_URL: is not set"),
        (
            "HOERING_KEY_FILE",
            "no/such/keys",
            "HOERING_KEY_FILE: there is no key file",
        ),
        (
            "HOERING_CLOCK_FILE",
            "clock",
            "HOERING_CLOCK_FILE: would let a file",
        ),
        (
            "HOERING_DATABASE_URL",
            "postgresql://db.example/h",
            "HOERING_DATABASE_URL: db.example",
        ),
    ] {
        let changed = ready.iter().copied().filter(|(other, _)| *other != name);
        let changed: Vec<_> = changed.chain([(name, value)]).collect();
        let said = problems(load(&changed));
        assert!(said.starts_with(complaint), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }

    let elsewhere = [
        ("HOERING_DATABASE_URL", "postgresql:///h"),
        ("PGHOST", "db.example"),
    ];
    let said = problems(load(&[&ready[..], &elsewhere].concat()));
    assert!(said.starts_with("PGHOST: could lead"), "{said}");
}

#[test]
fn what_is_shown_and_what_is_printed_for_developers_holds_no_password() {
    let settings = load(&[
        (
            "HOERING_DATABASE_URL",
            "postgresql://u:hemmelig@localhost/h",
        ),
        ("HOERING_SMTP_URL", "smtps://u:hemmelig@mail.example"),
    ])
    .unwrap();
    let shown = format!("{settings:?}");
    assert!(!shown.contains("hemmelig"), "{shown}");
    assert!(shown.contains("postgresql://u@localhost/h"), "{shown}");
}

#[test]
fn a_server_on_a_port_the_system_chose_has_links_to_that_port_unless_told_otherwise() {
    let settings = load(&[("HOERING_LISTEN", "0.0.0.0:0")]).unwrap();
    let settings = settings.bound_to("0.0.0.0:4711".parse().unwrap());
    assert_eq!(settings.base_url, "http://127.0.0.1:4711");
    let settings = load(&[
        ("HOERING_LISTEN", "127.0.0.1:0"),
        ("HOERING_BASE_URL", "http://h.example"),
    ])
    .unwrap();
    assert_eq!(
        settings
            .bound_to("127.0.0.1:4711".parse().unwrap())
            .base_url,
        "http://h.example"
    );
}

#[test]
fn a_sender_is_a_name_and_an_address_or_an_address_alone() {
    for (said, name) in [
        ("Høring <a@b.example>", "Høring"),
        ("a@b.example", ""),
        ("\"A, B\" <a@b.example>", "A, B"),
    ] {
        assert_eq!(read::sender(&[said.to_owned()]).unwrap().name, name);
    }
    for said in [
        "",
        "Høring",
        "Høring <a>",
        "A\rB <a@b.example>",
        "<a@b.example> x",
    ] {
        assert!(read::sender(&[said.to_owned()]).is_err(), "{said}");
    }
}

#[test]
fn the_examples_in_config_are_settings_that_can_be_read() {
    for name in ["config/development.toml", "config/production.example.toml"] {
        let said = Settings::load([], Some(Path::new(name)));
        let unreadable = said
            .err()
            .unwrap_or_default()
            .into_iter()
            .filter(|problem| problem.what.contains("no setting") || problem.what.contains("TOML"));
        assert_eq!(unreadable.count(), 0, "{name}");
    }
}
