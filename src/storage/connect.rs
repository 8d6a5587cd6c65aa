//! Connections to the storage: TLS as for letters and webhooks, rustls with ring, Mozilla's authorities and one of the
//! operator's own; redirects and proxies it does not know.

use crate::error::Error;
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
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

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
        let mut roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        if let Some(path) = own {
            let wrong = |error: String| Error::internal(format!("{}: {error}", path.display()));
            let read = CertificateDer::from_pem_file(path).map_err(|e| wrong(e.to_string()))?;
            roots.add(read).map_err(|e| wrong(e.to_string()))?;
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|e| Error::internal(e.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self(TlsConnector::from(Arc::new(config))))
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
