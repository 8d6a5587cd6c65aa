//! What the production profile refuses, and why: each of these is unsafe for people who are not developers.

use super::{
    DatabaseUrl, MailWay, Settings, SmtpSecurity,
    layers::{Layers, Source},
};
use crate::keys;

pub fn refuse(settings: &Settings, environment: &[(String, String)], layers: &mut Layers) {
    if settings.base_url_follows {
        layers.refuse(
            "base_url",
            "is not set",
            "say where people find the service: https://…",
        );
    } else if !settings.is_https() {
        let what = "is without TLS, so links and cookies would travel in the clear";
        layers.refuse(
            "base_url",
            what,
            "write https://…; the proxy in front ends TLS",
        );
    }
    refuse_mail(settings, layers);
    if layers.source("key_file") == Source::Default {
        let remedy =
            "keep it apart from the data and its backups; make one with: hoering keys FILE";
        layers.refuse("key_file", "is not set", remedy);
    } else if let Err(error) = keys::check_for_production(&settings.key_file) {
        layers.refuse("key_file", error.to_string(), "mend that, and start again");
    }
    if let Some((what, remedy)) = settings
        .database_url
        .unsafe_because(cfg!(feature = "postgres-tls"))
    {
        layers.refuse("database_url", what, &remedy);
    }
    if matches!(settings.database_url, DatabaseUrl::Postgres(_)) {
        refuse_libpq_variables(environment, layers);
    }
    if settings.clock_file.is_some() {
        let what = "would let a file decide whether an answer is in time";
        layers.refuse("clock_file", what, "remove it: it is for tests");
    }
}

fn refuse_mail(settings: &Settings, layers: &mut Layers) {
    match &settings.mail.way {
        MailWay::Files(_) => {
            let what = "is not set, and letters that become files reach nobody";
            layers.refuse(
                "smtp_url",
                what,
                "name a mail server: smtps://… or smtp://…?tls=required",
            );
        }
        MailWay::Smtp(url) if url.security == SmtpSecurity::Clear => {
            let what = "is without TLS, and letters carry personal links";
            layers.refuse("smtp_url", what, "write smtps://… or smtp://…?tls=required");
        }
        MailWay::Smtp(_) => {}
    }
    if layers.source("mail_from") == Source::Default {
        let remedy = "write \"Name <address>\" with an address that the mail server may send from";
        layers.refuse("mail_from", "is not set", remedy);
    }
}

/// libpq reads variables of its own, which could lead elsewhere than what was checked here.
fn refuse_libpq_variables(environment: &[(String, String)], layers: &mut Layers) {
    for name in [
        "PGHOST",
        "PGHOSTADDR",
        "PGSERVICE",
        "PGSERVICEFILE",
        "PGSYSCONFDIR",
    ] {
        if environment
            .iter()
            .any(|(other, value)| other == name && !value.is_empty())
        {
            let what =
                "could lead the database connection elsewhere than database_url says".to_owned();
            layers.problem(
                name.to_owned(),
                what,
                "unset it and write all of it in database_url",
            );
        }
    }
}
