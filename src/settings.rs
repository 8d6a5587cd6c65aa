//! What the operator decides: compiled-in `config/default.toml`, over it a file, over that the environment. The only
//! place that reads environment variables. Every problem is found at once, each with where it was said and what to do.
//!
//! A new setting is a line in `config/default.toml`, a field here and a line in `settings/read.rs`.

mod database_url;
mod files;
mod layers;
mod network;
mod production;
mod read;
mod smtp_url;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{address::Mailbox, clock::Clock};

pub use database_url::DatabaseUrl;
pub use files::{Clamd, Files, S3Url};
use layers::Layers;
pub use layers::{SettingProblem, Source};
pub use network::Network;
pub use smtp_url::{SmtpSecurity, SmtpUrl};

#[derive(Debug, Clone)]
pub struct Settings {
    pub profile: Profile,
    pub listen: SocketAddr,
    /// Scheme, host and port without a slash at the end; every link outside the pages begins with it.
    pub base_url: String,
    /// The base URL follows from the address the server listens on.
    base_url_follows: bool,
    pub workers: usize,
    pub trusted_proxies: Vec<Network>,
    pub limits: Limits,
    pub data_dir: PathBuf,
    pub database_url: DatabaseUrl,
    pub database_connections: u32,
    pub key_file: PathBuf,
    /// Fill an empty database with the example; never so in production.
    pub load_example: bool,
    /// Publishing asks for a second person.
    pub publishing_second_person: bool,
    pub mail: Mail,
    pub files: Files,
    pub sweep: Sweep,
    pub exports: Exports,
    pub pdf: Pdf,
    pub webhooks: Webhooks,
    pub log: String,
    pub log_format: LogFormat,
    clock_file: Option<PathBuf>,
    shown: Vec<Shown>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Development,
    Production,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// What one request, one client and the whole server may take.
#[derive(Debug, Clone)]
pub struct Limits {
    pub connections: usize,
    pub head_time: Duration,
    pub body_time: Duration,
    pub keep_alive: Duration,
    pub body_bytes: usize,
    pub import_bytes: usize,
    pub rate_per_minute: u32,
    pub rate_burst: u32,
    pub shutdown_time: Duration,
}

#[derive(Debug, Clone)]
pub struct Mail {
    pub way: MailWay,
    /// Whom letters come from.
    pub from: Mailbox,
    pub root_certificate: Option<PathBuf>,
    pub connections: usize,
    pub time: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailWay {
    Smtp(SmtpUrl),
    /// Letters become files in this directory, which the development mailbox shows.
    Files(PathBuf),
}

/// How long is kept what is not kept for good.
#[derive(Debug, Clone)]
pub struct Sweep {
    pub every: Duration,
    /// Days after the deadline.
    pub drafts_days: u32,
    /// Days after the deadline.
    pub unconfirmed_days: u32,
    pub idempotency_days: u32,
}

/// What files with answers may take.
#[derive(Debug, Clone)]
pub struct Exports {
    /// A workbook of so many answers is made while one waits for it; of more, by a worker.
    pub at_once: usize,
    /// How many workers this instance has.
    pub workers: usize,
    /// Hours that a file made by a worker is kept.
    pub keep_hours: u32,
}

/// What makes PDF, and what one may take.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// None: nothing makes them here.
    pub program: Option<PathBuf>,
    pub time: Duration,
    pub megabytes: u64,
    pub at_once: usize,
}

/// How other systems are told what happens.
#[derive(Debug, Clone)]
pub struct Webhooks {
    /// Addresses that may be posted to although they are not public; also without TLS.
    pub networks: Vec<Network>,
    pub root_certificate: Option<PathBuf>,
    /// The most patience with one receiver.
    pub time: Duration,
}

/// One setting as `check-config` shows it, without secrets.
#[derive(Debug, Clone)]
pub struct Shown {
    pub key: String,
    pub value: String,
    pub source: Source,
}

/// The environment of this process; what is not UTF-8 is shown with replacement characters.
#[allow(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment"
)]
pub fn environment() -> impl Iterator<Item = (String, String)> {
    let text = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
    std::env::vars_os().map(move |(name, value)| (text(name), text(value)))
}

impl Settings {
    /// Reads the settings of `environment` and of `config`, or of `config/<profile>.toml` when that is there.
    pub fn load(
        environment: impl IntoIterator<Item = (String, String)>,
        config: Option<&Path>,
    ) -> Result<Self, Vec<SettingProblem>> {
        let environment: Vec<_> = environment.into_iter().collect();
        let mut layers = Layers::defaults();
        match config {
            Some(path) => layers.overlay_file(path, true),
            None => layers.overlay_file(&profile_file(&environment), false),
        }
        layers.overlay_environment(environment.iter().cloned());
        let settings = read::settings(&mut layers);
        if settings.profile == Profile::Production {
            production::refuse(&settings, &environment, &mut layers);
        }
        if layers.problems.is_empty() {
            Ok(settings.with_shown(&layers))
        } else {
            Err(layers.problems)
        }
    }

    pub fn is_production(&self) -> bool {
        self.profile == Profile::Production
    }

    /// The development mailbox is there: not in production, and not when letters really leave the house.
    pub fn shows_development_pages(&self) -> bool {
        !self.is_production() && matches!(self.mail.way, MailWay::Files(_))
    }

    /// Cookies carry `Secure` and the `__Host-` name where people come by https.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// The domain that letters come from, and that their Message-IDs end with.
    pub fn mail_domain(&self) -> &str {
        self.mail.from.address.domain()
    }

    /// The settings of a server that now knows its port, where `listen` left it to the system (port 0).
    pub fn bound_to(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        if self.base_url_follows {
            self.base_url = read::base_url_of(address);
        }
        self
    }

    /// The clock of the program: the system's, unless a test moves it by a file.
    pub fn clock(&self) -> Clock {
        match &self.clock_file {
            Some(path) => Clock::following(path.clone()),
            None => Clock::system(),
        }
    }

    /// Every setting in the order of its name, with where it was said, for people to read.
    pub fn shown(&self) -> &[Shown] {
        &self.shown
    }

    fn with_shown(mut self, layers: &Layers) -> Self {
        let effective = |key: &str, said: &[String]| match key {
            "database_url" => self.database_url.to_string(),
            "smtp_url" => match &self.mail.way {
                MailWay::Smtp(url) => url.to_string(),
                MailWay::Files(_) => String::new(),
            },
            "files_s3_url" => self
                .files
                .s3
                .as_ref()
                .map_or_else(String::new, S3Url::to_string),
            "files_dir" => self.files.directory.display().to_string(),
            "base_url" => self.base_url.clone(),
            "key_file" => self.key_file.display().to_string(),
            "mail_dir" => match &self.mail.way {
                MailWay::Smtp(_) => String::new(),
                MailWay::Files(directory) => directory.display().to_string(),
            },
            "pdf" => self
                .pdf
                .program
                .as_ref()
                .map_or_else(String::new, |path| path.display().to_string()),
            "workers" => self.workers.to_string(),
            "load_example" => self.load_example.to_string(),
            "publishing_second_person" => self.publishing_second_person.to_string(),
            "log_format" => format!("{:?}", self.log_format).to_lowercase(),
            _ => said.join(", "),
        };
        let shown = layers.keys().map(|(key, said)| Shown {
            key: key.to_owned(),
            value: effective(key, &said.texts),
            source: said.source.clone(),
        });
        let shown = shown.collect();
        self.shown = shown;
        self
    }
}

/// The profile decides which file is read, so it is looked up before the layers; what it may be is checked with them.
fn profile_file(environment: &[(String, String)]) -> PathBuf {
    let said = environment
        .iter()
        .find(|(name, _)| name == "HOERING_PROFILE");
    match said.map(|(_, value)| value.as_str()) {
        Some("production") => PathBuf::from("config/production.toml"),
        _ => PathBuf::from("config/development.toml"),
    }
}

#[cfg(test)]
mod tests;
