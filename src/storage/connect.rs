//! Connections to the storage, which object_store asks through: its own HTTP client would bring a second TLS. Redirects and
//! proxies it does not know.

use crate::error::Error;
use crate::tls;
use http_body_util::BodyExt as _;
use hyper::client::conn::http1;
use hyper::header::{HOST, HeaderValue};
use hyper_util::rt::TokioIo;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse,
    HttpResponseBody, HttpService,
};
use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

/// How long the storage may take to answer: 25 MiB go there in that time on a slow line.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Clone)]
pub struct Connector(TlsConnector);

impl std::fmt::Debug for Connector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Connector")
    }
}

impl Connector {
    pub fn new(own: Option<&Path>) -> Result<Self, Error> {
        tls::connector(own).map(Self)
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let uri = request.uri().clone();
        let host = uri.host().unwrap_or_default().to_owned();
        let is_https = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if is_https { 443 } else { 80 });
        let bare = host.trim_matches(['[', ']']).to_owned();
        let stream = TcpStream::connect((bare.as_str(), port)).await;
        let stream = stream.map_err(|e| HttpError::new(HttpErrorKind::Connect, e))?;
        if !is_https {
            return exchange(stream, request).await;
        }
        let name = ServerName::try_from(bare);
        let name = name.map_err(|e| HttpError::new(HttpErrorKind::Connect, e))?;
        let stream = self.0.connect(name, stream).await;
        exchange(
            stream.map_err(|e| HttpError::new(HttpErrorKind::Connect, e))?,
            request,
        )
        .await
    }
}

/// Asks on this connection, which ends with the answer's body.
async fn exchange<S>(stream: S, mut request: HttpRequest) -> Result<HttpResponse, HttpError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let interrupted = |e: hyper::Error| HttpError::new(HttpErrorKind::Interrupted, e);
    if let Some(authority) = request.uri().authority()
        && let Ok(host) = HeaderValue::from_str(authority.as_str())
        && !request.headers().contains_key(HOST)
    {
        request.headers_mut().insert(HOST, host);
    }
    // On the wire stands the path alone.
    if let Some(path) = request.uri().path_and_query().cloned() {
        *request.uri_mut() = path.into();
    }
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(interrupted)?;
    tokio::spawn(connection);
    let answer = sender.send_request(request).await.map_err(interrupted)?;
    let (head, body) = answer.into_parts();
    let body = body.map_err(interrupted);
    Ok(HttpResponse::from_parts(head, HttpResponseBody::new(body)))
}

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

/// What `async_trait` makes of it, written out.
impl HttpService for Connector {
    fn call<'s, 'f>(
        &'s self,
        request: HttpRequest,
    ) -> Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'f>>
    where
        's: 'f,
        Self: 'f,
    {
        Box::pin(async move {
            let asked = tokio::time::timeout(PATIENCE, self.ask(request)).await;
            asked.map_err(|e| HttpError::new(HttpErrorKind::Timeout, e))?
        })
    }
}
