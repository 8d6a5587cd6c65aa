//! Reading each setting from what was said: its form, its bounds, and what holds when nothing was said.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use super::{
    Clamd, DatabaseUrl, Exports, Files, Limits, LogFormat, Mail, MailWay, Network, Pdf, Profile,
    S3Url, Settings, SmtpUrl, Sweep, Webhooks, layers::Layers,
};
use crate::address::{EmailAddress, Mailbox};

pub fn settings(layers: &mut Layers) -> Settings {
    let profile = layers.read("profile", profile);
    let production = profile == Profile::Production;
    let listen = layers.read("listen", listen);
    let base_url = layers.read("base_url", |said| optional(said, base_url));
    let data_dir = layers.read("data_dir", |said| {
        Ok::<_, (String, String)>(PathBuf::from(text(said)))
    });
    let in_data_dir = |name: &str| data_dir.join(name);
    let database_url = layers.read("database_url", |said| optional(said, DatabaseUrl::parse));
    let key_file = layers.read("key_file", |said| optional(said, path));
    let load_example = layers.read("load_example", flag) && !production;
    let publishing_second_person = layers.read("publishing_second_person", flag);
    let mail = mail(layers, &data_dir);
    let files = files(layers, &data_dir);
    let log_format = layers.read("log_format", |said| optional(said, log_format));
    Settings {
        profile,
        listen,
        base_url_follows: base_url.is_none(),
        base_url: base_url.unwrap_or_else(|| base_url_of(listen)),
        workers: match layers.read("workers", number(0, 256)) {
            0 => std::thread::available_parallelism().map_or(2, usize::from),
            workers => workers,
        },
        trusted_proxies: layers.read("trusted_proxies", networks),
        limits: limits(layers),
        database_url: database_url
            .unwrap_or_else(|| DatabaseUrl::Sqlite(in_data_dir("hoering.sqlite3"))),
        database_connections: layers.read("database_connections", number(1, 256)),
        key_file: key_file.unwrap_or_else(|| in_data_dir("keys.toml")),
        load_example,
        publishing_second_person,
        mail,
        files,
        sweep: sweep(layers),
        exports: exports(layers),
        pdf: pdf(layers),
        webhooks: webhooks(layers),
        log: layers.read("log", log),
        log_format: log_format.unwrap_or(if production {
            LogFormat::Json
        } else {
            LogFormat::Text
        }),
        clock_file: layers.read("clock_file", |said| optional(said, path)),
        data_dir,
        shown: Vec::new(),
    }
}

fn limits(layers: &mut Layers) -> Limits {
    Limits {
        connections: layers.read("connections", number(16, 1_000_000)),
        head_time: layers.read("head_seconds", seconds(1, 60)),
        body_time: layers.read("body_seconds", seconds(1, 600)),
        keep_alive: layers.read("keep_alive_seconds", seconds(1, 600)),
        // One legal field of 4,000 «ø», written as a form, is 24 kB; there are many fields.
        body_bytes: layers.read("body_bytes", number(65_536, 64 << 20)),
        import_bytes: layers.read("import_bytes", number(65_536, 256 << 20)),
        rate_per_minute: layers.read("rate_per_minute", number(1, 1_000_000)),
        rate_burst: layers.read("rate_burst", number(1, 1_000_000)),
        shutdown_time: layers.read("shutdown_seconds", seconds(0, 600)),
    }
}

fn mail(layers: &mut Layers, data_dir: &Path) -> Mail {
    let smtp = layers.read("smtp_url", |said| optional(said, SmtpUrl::parse));
    let directory = layers.read("mail_dir", |said| optional(said, path));
    Mail {
        way: match smtp {
            Some(url) => MailWay::Smtp(url),
            None => MailWay::Files(directory.unwrap_or_else(|| data_dir.join("mail"))),
        },
        from: layers.read("mail_from", sender),
        root_certificate: layers.read("smtp_root_certificate", |said| optional(said, certificate)),
        connections: layers.read("smtp_connections", number(1, 16)),
        time: layers.read("smtp_seconds", seconds(1, 300)),
    }
}

fn files(layers: &mut Layers, data_dir: &Path) -> Files {
    let directory = layers.read("files_dir", |said| optional(said, path));
    Files {
        directory: directory.unwrap_or_else(|| data_dir.join("files")),
        s3: layers.read("files_s3_url", |said| optional(said, S3Url::parse)),
        s3_root_certificate: layers.read("files_s3_root_certificate", |said| {
            optional(said, certificate)
        }),
        clamd: layers.read("files_clamd", |said| optional(said, Clamd::parse)),
        time: layers.read("files_seconds", seconds(1, 3_600)),
        bytes_per_second: layers.read("files_bytes_per_second", number(0, 1 << 30)),
        free_for_uploads: layers.read("free_space_uploads_percent", number(0, 100)),
        free_for_writes: layers.read("free_space_writes_percent", number(0, 100)),
    }
}

fn sweep(layers: &mut Layers) -> Sweep {
    Sweep {
        every: layers.read("sweep_minutes", |said| {
            number(1, 1440)(said).map(|n: u64| Duration::from_secs(n * 60))
        }),
        drafts_days: layers.read("keep_drafts_days", number(1, 3650)),
        unconfirmed_days: layers.read("keep_unconfirmed_days", number(1, 3650)),
        idempotency_days: layers.read("keep_idempotency_days", number(1, 365)),
    }
}

fn exports(layers: &mut Layers) -> Exports {
    Exports {
        at_once: layers.read("export_answers_at_once", number(0, 1_000_000)),
        workers: layers.read("export_workers", number(0, 16)),
        keep_hours: layers.read("keep_exports_hours", number(1, 8_760)),
    }
}

fn pdf(layers: &mut Layers) -> Pdf {
    let said = layers.read("pdf", |said| optional(said, program));
    // As they are installed together.
    let beside = || {
        let here = std::env::current_exe().ok()?;
        let name = format!("hoering-pdf{}", std::env::consts::EXE_SUFFIX);
        Some(here.with_file_name(name)).filter(|path| path.is_file())
    };
    Pdf {
        program: said.or_else(beside),
        time: layers.read("pdf_seconds", seconds(1, 300)),
        megabytes: layers.read("pdf_megabytes", number(64, 65_536)),
        at_once: layers.read("pdf_at_once", number(1, 64)),
    }
}

fn webhooks(layers: &mut Layers) -> Webhooks {
    Webhooks {
        networks: layers.read("webhook_networks", networks),
        root_certificate: layers.read("webhook_root_certificate", |said| {
            optional(said, certificate)
        }),
        time: layers.read("webhook_seconds", seconds(1, 60)),
    }
}

/// What is wrong with a value and what to do about it.
type Wrong = (String, String);

fn wrong<T>(what: &str, remedy: impl Into<String>) -> Result<T, Wrong> {
    Err((what.to_owned(), remedy.into()))
}

fn text(said: &[String]) -> &str {
    said.first().map_or("", |text| text.trim())
}

fn optional<T>(
    said: &[String],
    parse: impl Fn(&str) -> Result<T, Wrong>,
) -> Result<Option<T>, Wrong> {
    match text(said) {
        "" => Ok(None),
        text => parse(text).map(Some),
    }
}

fn path(text: &str) -> Result<PathBuf, Wrong> {
    Ok(PathBuf::from(text))
}

fn program(text: &str) -> Result<PathBuf, Wrong> {
    match std::path::absolute(text) {
        Ok(path) if path.is_file() => Ok(path),
        _ => wrong("is no file", "give the path of the program, or nothing"),
    }
}

fn number<T>(least: u64, most: u64) -> impl Fn(&[String]) -> Result<T, Wrong>
where
    T: TryFrom<u64>,
{
    move |said| {
        let number = text(said)
            .parse()
            .ok()
            .filter(|n| (least..=most).contains(n));
        match number.and_then(|n| T::try_from(n).ok()) {
            Some(number) => Ok(number),
            None => wrong(
                "is not a number it can be",
                format!("give a whole number from {least} to {most}"),
            ),
        }
    }
}

fn seconds(least: u64, most: u64) -> impl Fn(&[String]) -> Result<Duration, Wrong> {
    move |said| number(least, most)(said).map(Duration::from_secs)
}

fn flag(said: &[String]) -> Result<bool, Wrong> {
    match text(said) {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => wrong("is neither true nor false", "write true or false"),
    }
}

fn profile(said: &[String]) -> Result<Profile, Wrong> {
    match text(said) {
        "development" => Ok(Profile::Development),
        "production" => Ok(Profile::Production),
        _ => wrong("is no profile", "write development or production"),
    }
}

fn listen(said: &[String]) -> Result<SocketAddr, Wrong> {
    text(said).parse().or_else(|_| {
        wrong(
            "is not an address with a port",
            "write for instance 127.0.0.1:8080 or [::1]:8080",
        )
    })
}

fn base_url(text: &str) -> Result<String, Wrong> {
    let remedy = "write scheme and host alone, for instance https://horing.example";
    let Ok(url) = url::Url::parse(text) else {
        return wrong("cannot be read as a URL", remedy);
    };
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let known = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| !host.is_empty());
    if !known || !bare || !url.username().is_empty() || url.password().is_some() {
        return wrong("is more or less than scheme, host and port", remedy);
    }
    // As a browser writes it in Origin: lower case, ASCII, without the usual port.
    Ok(url.origin().ascii_serialization())
}

/// Where a browser on this machine reaches a server that listens here.
pub fn base_url_of(listen: SocketAddr) -> String {
    let ip = match listen.ip() {
        ip if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, listen.port()))
}

fn networks(said: &[String]) -> Result<Vec<Network>, Wrong> {
    let networks: Option<Vec<_>> = said
        .iter()
        .map(|text| Network::from_str(text).ok())
        .collect();
    match networks {
        Some(networks) => Ok(networks),
        None => wrong(
            "holds something that is no network",
            "write networks like 10.0.0.0/8 or 2001:db8::/32",
        ),
    }
}

pub fn sender(said: &[String]) -> Result<Mailbox, Wrong> {
    let text = text(said);
    let (name, address) = match text.strip_suffix('>').and_then(|text| text.split_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"'), address),
        None => ("", text),
    };
    if name.chars().any(char::is_control) {
        return wrong(
            "has a control character in the name",
            "write: \"Name <address>\"",
        );
    }
    match EmailAddress::parse(address) {
        Ok(address) => Ok(Mailbox {
            name: name.to_owned(),
            address,
        }),
        Err(why) => wrong(
            &format!("has no address that letters can come from: {why}"),
            "write: \"Name <address>\"",
        ),
    }
}

fn certificate(text: &str) -> Result<PathBuf, Wrong> {
    match std::fs::read_to_string(text) {
        Ok(pem) if pem.contains("-----BEGIN CERTIFICATE-----") => Ok(PathBuf::from(text)),
        Ok(_) => wrong(
            "is a file without a certificate",
            "give the authority's certificate as PEM",
        ),
        Err(error) => wrong(
            &format!("cannot be read: {error}"),
            "give the path of a PEM file, or nothing",
        ),
    }
}

fn log(said: &[String]) -> Result<String, Wrong> {
    match tracing_subscriber::EnvFilter::try_new(text(said)) {
        Ok(_) => Ok(text(said).to_owned()),
        Err(_) => wrong(
            "is no log filter",
            "write for instance info or info,hoering=debug",
        ),
    }
}

fn log_format(text: &str) -> Result<LogFormat, Wrong> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => wrong("is no log format", "write text or json"),
    }
}
