//! Letters over SMTP: a few connections that are kept open, and what each answer of the mail server means.
//!
//! lettre's own transport does not tell which command failed, and that decides whether one letter is at fault or all
//! are; so its connection is driven command by command here.

mod pool;

use std::time::{Duration, Instant};

use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{Certificate, SmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt, Rset},
        extension::ClientId,
        response::Response,
    },
};

use self::pool::Pool;
use super::{Composed, Delivery, MailSetupError};
use crate::{
    address::EmailAddress,
    settings::{Settings, SmtpSecurity, SmtpUrl},
};

/// Servers close connections that idle, and ones that have carried many letters.
const LONGEST_IDLE: Duration = Duration::from_secs(30);
const MOST_LETTERS: u32 = 50;

pub struct Smtp {
    url: SmtpUrl,
    time: Duration,
    hello: ClientId,
    tls: Option<TlsParameters>,
    pool: Pool,
}

struct Open {
    connection: SmtpConnection,
    since: Instant,
    letters: u32,
}

/// How far a letter had come when something went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Connect,
    Tls,
    SignIn,
    Sender,
    Recipient,
    Data,
    Content,
}

/// What went wrong, as far as it matters for what to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The server answered with this code.
    Answer(u16),
    /// No answer, or none that can be read.
    Broken,
    /// The server does not offer what we ask for.
    NotOffered,
}

struct Failure {
    stage: Stage,
    fault: Fault,
    why: String,
}

impl Smtp {
    pub fn new(url: &SmtpUrl, settings: &Settings) -> Result<Self, MailSetupError> {
        Ok(Self {
            url: url.clone(),
            time: settings.mail.time,
            hello: hello(&settings.base_url),
            tls: match url.security {
                SmtpSecurity::Clear => None,
                SmtpSecurity::Implicit | SmtpSecurity::StartTls => Some(tls(url, settings)?),
            },
            pool: Pool::of(settings.mail.connections),
        })
    }
}

/// The name we greet with: the host of the service, which servers can look up, unlike the name of a container.
fn hello(base_url: &str) -> ClientId {
    match url::Url::parse(base_url)
        .ok()
        .as_ref()
        .and_then(url::Url::host)
    {
        Some(url::Host::Domain(domain)) => ClientId::Domain(domain.to_owned()),
        Some(url::Host::Ipv4(ip)) => ClientId::Ipv4(ip),
        Some(url::Host::Ipv6(ip)) => ClientId::Ipv6(ip),
        None => ClientId::default(),
    }
}

fn tls(url: &SmtpUrl, settings: &Settings) -> Result<TlsParameters, MailSetupError> {
    let mut tls = TlsParameters::builder(url.host.clone());
    if let Some(path) = &settings.mail.root_certificate {
        let pem = std::fs::read(path).map_err(|error| MailSetupError(error.to_string()))?;
        let certificate =
            Certificate::from_pem(&pem).map_err(|error| MailSetupError(error.to_string()))?;
        tls = tls.add_root_certificate(certificate);
    }
    tls.build()
        .map_err(|error| MailSetupError(error.to_string()))
}

impl Smtp {
    pub fn deliver(&self, letter: &Composed) -> Delivery {
        let _turn = self.pool.turn();
        match self.reused().map_or_else(|| self.connect(), Ok) {
            Err(failure) => failure.delivery(),
            Ok(mut open) => match hand_over(&mut open.connection, letter) {
                Ok(response) => {
                    open.letters += 1;
                    self.keep(open);
                    Delivery::Sent {
                        reply: said(&response),
                    }
                }
                Err(failure) => {
                    // Only a refused recipient leaves the connection in a state known for sure.
                    match (failure.stage, failure.fault) {
                        (Stage::Recipient, Fault::Answer(code)) if code != 421 => self.keep(open),
                        _ => open.connection.abort(),
                    }
                    failure.delivery()
                }
            },
        }
    }

    /// A kept connection that still answers, or none.
    fn reused(&self) -> Option<Open> {
        loop {
            let mut open = self.pool.take()?;
            if open.since.elapsed() < LONGEST_IDLE && open.connection.command(Rset).is_ok() {
                return Some(open);
            }
            open.connection.abort();
        }
    }

    fn keep(&self, mut open: Open) {
        if open.letters < MOST_LETTERS && !open.connection.has_broken() {
            open.since = Instant::now();
            self.pool.put(open);
        } else {
            let _ = open.connection.quit();
        }
    }

    fn connect(&self) -> Result<Open, Failure> {
        let address = (self.url.host.as_str(), self.url.port);
        let at_once = self
            .tls
            .as_ref()
            .filter(|_| self.url.security == SmtpSecurity::Implicit);
        let mut connection =
            SmtpConnection::connect(address, Some(self.time), &self.hello, at_once, None)
                .map_err(at(Stage::Connect))?;
        if let (SmtpSecurity::StartTls, Some(tls)) = (self.url.security, &self.tls) {
            if !connection.can_starttls() {
                connection.abort();
                let why =
                    "the mail server does not offer STARTTLS, and nothing is sent in the clear";
                return Err(Failure::not_offered(Stage::Tls, why));
            }
            connection
                .starttls(tls, &self.hello)
                .map_err(at(Stage::Tls))?;
        }
        if self.url.security != SmtpSecurity::Clear && !connection.is_encrypted() {
            connection.abort();
            return Err(Failure::not_offered(
                Stage::Tls,
                "the connection is not encrypted",
            ));
        }
        self.sign_in(&mut connection)?;
        Ok(Open {
            connection,
            since: Instant::now(),
            letters: 0,
        })
    }

    fn sign_in(&self, connection: &mut SmtpConnection) -> Result<(), Failure> {
        let (Some(user), Some(password)) = (&self.url.user, &self.url.password) else {
            return Ok(());
        };
        let offered = [Mechanism::Plain, Mechanism::Login];
        if connection
            .server_info()
            .get_auth_mechanism(&offered)
            .is_none()
        {
            connection.abort();
            return Err(Failure::not_offered(
                Stage::SignIn,
                "the mail server does not let us sign in",
            ));
        }
        let credentials = Credentials::new(user.clone(), password.clone());
        let response = connection
            .auth(&offered, &credentials)
            .map_err(at(Stage::SignIn))?;
        expect(235, response, Stage::SignIn)?;
        Ok(())
    }
}

fn hand_over(connection: &mut SmtpConnection, letter: &Composed) -> Result<Response, Failure> {
    let from = Mail::new(Some(address(&letter.from, Stage::Sender)?), vec![]);
    connection.command(from).map_err(at(Stage::Sender))?;
    let to = Rcpt::new(address(&letter.to, Stage::Recipient)?, vec![]);
    connection.command(to).map_err(at(Stage::Recipient))?;
    let response = connection.command(Data).map_err(at(Stage::Data))?;
    expect(354, response, Stage::Data)?;
    let bytes = letter.bytes();
    let response = match whole(bytes) {
        Some(text) => connection.command(text),
        None => connection.message(bytes),
    };
    expect(250, response.map_err(at(Stage::Content))?, Stage::Content)
}

/// A letter as it goes over the wire, with its end (RFC 5321, 4.5.2), to be written at once. lettre writes the
/// end by itself, and the operating system holds that back until the server has acknowledged what came before:
/// 40 milliseconds for every letter. None for what is not text in whole lines.
fn whole(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut whole = String::with_capacity(text.len() + 64);
    for line in text.strip_suffix("\r\n").unwrap_or(text).split("\r\n") {
        if line.contains(['\r', '\n']) {
            return None;
        }
        if line.starts_with('.') {
            whole.push('.');
        }
        whole.push_str(line);
        whole.push_str("\r\n");
    }
    whole.push_str(".\r\n");
    Some(whole)
}

fn address(address: &EmailAddress, stage: Stage) -> Result<Address, Failure> {
    let parsed = address.as_str().parse();
    parsed.map_err(|_| Failure::not_offered(stage, "the mail library does not take the address"))
}

/// An answer to another command than the one just given means that the answers have come out of step: somebody on the
/// way has added to them. lettre reads on after STARTTLS in what it had read before.
fn expect(code: u16, response: Response, stage: Stage) -> Result<Response, Failure> {
    if response.has_code(code) {
        return Ok(response);
    }
    let why = format!("the mail server answered out of step: {}", said(&response));
    Err(Failure {
        stage,
        fault: Fault::Broken,
        why,
    })
}

fn at(stage: Stage) -> impl Fn(Error) -> Failure {
    move |error| {
        let fault = match error.status() {
            Some(code) => Fault::Answer(code.into()),
            None => Fault::Broken,
        };
        let mut why = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(inner) = source {
            why = format!("{why}: {inner}");
            source = inner.source();
        }
        Failure {
            stage,
            fault,
            why: one_line(&why),
        }
    }
}

fn said(response: &Response) -> String {
    let lines: Vec<_> = response.message().collect();
    one_line(&format!("{} {}", response.code(), lines.join(" ")))
}

/// What a server says is stored and shown, so it is cut and cleaned as anything from outside.
fn one_line(text: &str) -> String {
    let text = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    text.take(500).collect()
}

impl Failure {
    fn not_offered(stage: Stage, why: &str) -> Self {
        Self {
            stage,
            fault: Fault::NotOffered,
            why: why.to_owned(),
        }
    }

    fn delivery(self) -> Delivery {
        let Self { stage, fault, why } = self;
        let why = format!("{}: {why}", stage.name());
        match (stage, fault) {
            (Stage::Content, Fault::Broken) => Delivery::Later {
                why,
                maybe_delivered: true,
            },
            (Stage::SignIn, Fault::NotOffered) => Delivery::RelayFault { why },
            (Stage::Sender | Stage::Recipient, Fault::NotOffered) => Delivery::Never { why },
            (_, Fault::Broken | Fault::NotOffered | Fault::Answer(0..500)) => Delivery::later(why),
            // A missing or failing STARTTLS may be somebody in between, and goes away with them.
            (Stage::Tls, Fault::Answer(_)) => Delivery::later(why),
            (Stage::Connect | Stage::SignIn | Stage::Sender, Fault::Answer(_)) => {
                Delivery::RelayFault { why }
            }
            (Stage::Recipient, Fault::Answer(code)) if refuses_us(code, &why) => {
                Delivery::RelayFault { why }
            }
            (Stage::Recipient | Stage::Data | Stage::Content, Fault::Answer(_)) => {
                Delivery::Never { why }
            }
        }
    }
}

/// Many servers say only at the recipient that they do not relay for us or want us to sign in.
fn refuses_us(code: u16, why: &str) -> bool {
    matches!(code, 530 | 534 | 535 | 538) || why.to_ascii_lowercase().contains("relay")
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Self::Connect => "connecting",
            Self::Tls => "TLS",
            Self::SignIn => "signing in",
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Data | Self::Content => "letter",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_means_what_the_stage_makes_of_it() {
        use Fault::*;
        use Stage::*;
        for (stage, fault, why, kind) in [
            (Connect, Broken, "connection refused", "later"),
            (Connect, Answer(421), "too busy", "later"),
            (Connect, Answer(554), "no service for you", "relay"),
            (Tls, Broken, "invalid certificate", "later"),
            (Tls, NotOffered, "no STARTTLS", "later"),
            (Tls, Answer(502), "not here", "later"),
            (SignIn, Answer(454), "later", "later"),
            (SignIn, Answer(535), "wrong password", "relay"),
            (SignIn, NotOffered, "no AUTH", "relay"),
            (Sender, Answer(451), "later", "later"),
            (Sender, Answer(550), "not from you", "relay"),
            (Recipient, Answer(450), "greylisted", "later"),
            (Recipient, Answer(550), "no such user", "never"),
            (Recipient, Answer(530), "sign in first", "relay"),
            (Recipient, Answer(554), "5.7.1 Relay access denied", "relay"),
            (Data, Answer(554), "no valid recipients", "never"),
            (Data, Broken, "timed out", "later"),
            (Content, Answer(452), "disk full", "later"),
            (Content, Answer(552), "too large", "never"),
            (Content, Broken, "connection reset", "maybe"),
        ] {
            let why = why.to_owned();
            let said = match (Failure {
                stage,
                fault,
                why: why.clone(),
            })
            .delivery()
            {
                Delivery::Sent { .. } => "sent",
                Delivery::Later {
                    maybe_delivered: false,
                    ..
                } => "later",
                Delivery::Later { .. } => "maybe",
                Delivery::Never { .. } => "never",
                Delivery::RelayFault { .. } => "relay",
            };
            assert_eq!(said, kind, "{stage:?} {fault:?} {why}");
        }
    }

    #[test]
    fn what_a_server_says_is_one_short_line() {
        let line = one_line(&format!("550\r\n\u{1b}[31m{}", "x".repeat(9000)));
        assert!(line.chars().count() == 500 && !line.contains(char::is_control));
    }

    #[test]
    fn we_greet_with_the_host_of_the_service() {
        for (base, name) in [
            ("https://horing.example", "horing.example"),
            ("http://127.0.0.1:8080", "[127.0.0.1]"),
            ("http://[::1]:8080", "[IPv6:::1]"),
        ] {
            assert_eq!(hello(base).to_string(), name);
        }
    }

    #[test]
    fn a_letter_goes_out_in_one_piece_with_its_dots_doubled_and_its_end_once() {
        let sent = |letter: &str| whole(letter.as_bytes());
        assert_eq!(
            sent("Til: æ\r\n\r\n.\r\n..punkt\r\nslutt\r\n").as_deref(),
            Some("Til: æ\r\n\r\n..\r\n...punkt\r\nslutt\r\n.\r\n")
        );
        assert_eq!(sent("uten slutt").as_deref(), Some("uten slutt\r\n.\r\n"));
        for odd in ["a\n.\nb\r\n", "a\r.\r\n"] {
            assert_eq!(sent(odd), None, "{odd:?}");
        }
        assert_eq!(whole(b"\xff\r\n"), None);
    }
}
