//! `hoering check-config`: whether the program could start, and with what.

use std::{fmt::Write as _, path::Path, process::ExitCode};

use crate::webhooks::Courier;
use crate::{
    clock::Clock,
    keys::Keys,
    mail::Mailer,
    settings::{Profile, SettingProblem, Settings, Source},
};

/// Prints every setting, or every problem. `environment` is this process's.
pub fn check_config(
    environment: impl IntoIterator<Item = (String, String)>,
    config: Option<&Path>,
) -> ExitCode {
    let checked = Settings::load(environment, config).and_then(|settings| {
        let problems = unusable(&settings);
        if problems.is_empty() {
            Ok(settings)
        } else {
            Err(problems)
        }
    });
    match checked {
        Ok(settings) => {
            print!("{}", report(&settings));
            ExitCode::SUCCESS
        }
        Err(problems) => {
            eprint!("{}", complaint(&problems));
            ExitCode::from(2)
        }
    }
}

/// The problems of settings that stop the start, as every command prints them.
pub fn complaint(problems: &[SettingProblem]) -> String {
    let mut text = match problems.len() {
        1 => "The settings have a problem:\n".to_owned(),
        n => format!("The settings have {n} problems:\n"),
    };
    for problem in problems {
        let _ = writeln!(text, "- {problem}");
    }
    text
}

/// What only shows when the files behind the settings are read.
fn unusable(settings: &Settings) -> Vec<SettingProblem> {
    let mut problems = Vec::new();
    let mut note = |place: &str, what: String| {
        let (place, remedy) = (
            place.to_owned(),
            "mend the file, or name another".to_owned(),
        );
        problems.push(SettingProblem {
            place,
            what,
            remedy,
        });
    };
    // In development the key file is made at the first start.
    if settings.key_file.exists()
        && let Err(error) = Keys::load(&settings.key_file)
    {
        note("key_file", error.to_string());
    }
    if let Err(error) = Mailer::new(settings, Clock::system()) {
        note("smtp_root_certificate", error.to_string());
    }
    if let Err(error) = Courier::new(settings) {
        note("webhook_root_certificate", error.to_string());
    }
    problems
}

fn report(settings: &Settings) -> String {
    let mut text = String::new();
    for shown in settings.shown() {
        let value = if shown.value.is_empty() {
            "–"
        } else {
            &shown.value
        };
        let source = match &shown.source {
            Source::Default => String::new(),
            Source::File(path) => format!("   ({})", path.display()),
            Source::Variable => "   (environment)".to_owned(),
        };
        let _ = writeln!(text, "{:24} {value}{source}", shown.key);
    }
    for note in notes(settings) {
        let _ = writeln!(text, "\nNote: {note}");
    }
    let profile = match settings.profile {
        Profile::Development => "development",
        Profile::Production => "production",
    };
    let _ = writeln!(
        text,
        "\nThe settings can be used. Profile: {profile}. Pages: {}",
        settings.base_url
    );
    text
}

/// What is allowed, and yet seldom meant.
fn notes(settings: &Settings) -> Vec<&'static str> {
    let mut notes = Vec::new();
    if settings.is_production() && !settings.listen.ip().is_loopback() {
        notes.push(
            "listen is not on this machine alone. Let nobody but the proxy that ends TLS reach it: \
             what is sent to it directly travels in the clear.",
        );
    }
    if settings.is_production() && settings.trusted_proxies.is_empty() {
        notes.push(
            "trusted_proxies is empty. Behind a proxy all people then count as one network, and share its limit.",
        );
    }
    if !settings.is_production() && !settings.listen.ip().is_loopback() {
        notes.push("listen is not on this machine alone, and the development profile shows every letter to everyone.");
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(variables: &[(&str, &str)]) -> Settings {
        let variables = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Settings::load(variables, None).unwrap()
    }

    #[test]
    fn the_report_shows_every_setting_and_where_it_was_said_and_no_password() {
        let report = report(&load(&[
            ("HOERING_LISTEN", "0.0.0.0:8081"),
            (
                "HOERING_DATABASE_URL",
                "postgresql://u:hemmelig@localhost/h",
            ),
        ]));
        assert!(
            report.contains("listen                   0.0.0.0:8081   (environment)"),
            "{report}"
        );
        assert!(
            report.contains("base_url                 http://127.0.0.1:8081\n"),
            "{report}"
        );
        assert!(
            report.contains("shows every letter to everyone"),
            "{report}"
        );
        assert!(!report.contains("hemmelig"), "{report}");
    }

    #[test]
    fn a_key_file_that_cannot_be_used_is_found_before_the_start() {
        let file = std::env::temp_dir().join(format!("hoering-bad-keys-{}", std::process::id()));
        std::fs::write(&file, "key = 1").unwrap();
        let found = unusable(&load(&[("HOERING_KEY_FILE", &file.display().to_string())]));
        std::fs::remove_file(&file).unwrap();
        let said = complaint(&found);
        assert!(
            said.starts_with("The settings have a problem:\n- key_file: the key file is not"),
            "{said}"
        );
    }
}
