//! TLS to other servers, the same for all: rustls with ring, Mozilla's authorities, and one of the operator's own.

use crate::error::Error;
use std::path::Path;
use std::sync::Arc;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Trusts Mozilla's authorities, and the certificate in the file `own` where there is one.
pub fn connector(own: Option<&Path>) -> Result<TlsConnector, Error> {
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
    Ok(TlsConnector::from(Arc::new(config)))
}
