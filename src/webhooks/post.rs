//! Posts one delivery: asks for the name once, judges every address, connects to what was judged, and reads no more
//! than the head of the answer. Redirects, proxies and cookies it does not know.

use super::delivery::{Outcome, Why};
use super::target::Target;
use crate::error::Error;
use crate::settings::{Network, Settings};
use crate::tls;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

/// Finds the addresses of a name; it may block.
pub type Resolver = Arc<dyn Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync>;

/// The most bytes that the head of an answer may have; what comes after it is not read.
const HEAD: usize = 8 * 1024;

/// What is posted, ready signed.
pub(super) struct Signed {
    pub id: String,
    pub timestamp: i64,
    pub signature: String,
    pub body: String,
}

#[derive(Clone)]
pub struct Courier {
    excepted: Vec<Network>,
    patience: Duration,
    resolver: Resolver,
    tls: TlsConnector,
}

impl Courier {
    pub fn new(settings: &Settings) -> Result<Self, Error> {
        let settings = &settings.webhooks;
        let resolver = |name: &str| Ok((name, 0).to_socket_addrs()?.map(|a| a.ip()).collect());
        Ok(Self {
            excepted: settings.networks.clone(),
            patience: settings.time,
            resolver: Arc::new(resolver),
            tls: tls::connector(settings.root_certificate.as_deref())?,
        })
    }

    /// The same with another way to find addresses.
    #[must_use]
    pub fn asking(self, resolver: Resolver) -> Self {
        Self { resolver, ..self }
    }

    pub(super) async fn post(&self, url: &str, signed: Signed) -> Outcome {
        let whole = tokio::time::timeout(self.patience, self.attempt(url, signed));
        match whole.await {
            Ok(Ok(status)) => Outcome::Answered(status),
            Ok(Err(why)) => Outcome::Failed(why),
            Err(_) => Outcome::Failed(Why::Timeout),
        }
    }

    async fn attempt(&self, url: &str, signed: Signed) -> Result<u16, Why> {
        // The excepted networks may have changed since it was registered.
        let target = Target::parse(url, &self.excepted).map_err(|_| Why::Private)?;
        let addresses = self.addresses(&target).await?;
        let stream = connect(&addresses, target.port).await?;
        if !target.is_https {
            return exchange(stream, &target, signed).await;
        }
        let host = target.host.to_string();
        let name = host.trim_matches(['[', ']']).trim_end_matches('.');
        let name = ServerName::try_from(name.to_owned()).map_err(|_| Why::Tls)?;
        let stream = self.tls.connect(name, stream).await;
        exchange(stream.map_err(|_| Why::Tls)?, &target, signed).await
    }

    /// The addresses to connect to; none where one of them is not to be reached.
    async fn addresses(&self, target: &Target) -> Result<Vec<IpAddr>, Why> {
        let found = match target.literal() {
            Some(address) => vec![address],
            None => self.ask(target.host.to_string()).await?,
        };
        if found.is_empty() {
            return Err(Why::UnknownHost);
        }
        let good = |address: &IpAddr| target.may_reach(*address, &self.excepted);
        match found.iter().all(good) {
            true => Ok(found),
            false => Err(Why::Private),
        }
    }

    async fn ask(&self, name: String) -> Result<Vec<IpAddr>, Why> {
        let resolver = Arc::clone(&self.resolver);
        let asked = tokio::task::spawn_blocking(move || resolver(&name)).await;
        asked.ok().and_then(Result::ok).ok_or(Why::UnknownHost)
    }
}

/// To the first of the addresses that answers.
async fn connect(addresses: &[IpAddr], port: u16) -> Result<TcpStream, Why> {
    for address in addresses {
        if let Ok(stream) = TcpStream::connect(SocketAddr::new(*address, port)).await {
            return Ok(stream);
        }
    }
    Err(Why::Unreachable)
}

/// Sends it on this connection, and reads the status of the answer.
async fn exchange<S>(stream: S, target: &Target, signed: Signed) -> Result<u16, Why>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let request = request(target, signed)?;
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(HEAD)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|_| Why::Broken)?;
    let mut answer = pin!(sender.send_request(request));
    // The connection may end as soon as it has handed the answer over: then the answer is there.
    let answer = tokio::select! {
        answer = &mut answer => answer,
        _ = connection => answer.await,
    };
    Ok(answer.map_err(|_| Why::Broken)?.status().as_u16())
}

fn request(target: &Target, signed: Signed) -> Result<Request<Full<Bytes>>, Why> {
    let url = &target.url;
    let host = match url.port() {
        Some(port) => format!("{}:{port}", target.host),
        None => target.host.to_string(),
    };
    let path = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    Request::post(path)
        .header(header::HOST, host)
        .header(header::USER_AGENT, "Hoering")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CONNECTION, "close")
        .header("webhook-id", signed.id)
        .header("webhook-timestamp", signed.timestamp)
        .header("webhook-signature", signed.signature)
        .body(Full::new(Bytes::from(signed.body)))
        .map_err(|_| Why::Broken)
}
