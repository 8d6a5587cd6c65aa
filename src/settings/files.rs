//! Where attachments are kept, how slowly they may come, and who looks for malware in them.

use percent_encoding::percent_decode_str;
use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;
use url::Url;

/// What answers have as attachments.
#[derive(Debug, Clone)]
pub struct Files {
    pub directory: PathBuf,
    /// Instead of the directory.
    pub s3: Option<S3Url>,
    pub s3_root_certificate: Option<PathBuf>,
    pub clamd: Option<Clamd>,
    /// The most that a whole body may take.
    pub time: Duration,
    pub bytes_per_second: u64,
    /// How many percent of a disk are free at least when files are taken, and when drafts are begun; 0: never asked.
    pub free_for_uploads: u8,
    pub free_for_writes: u8,
}

/// A bucket. Neither `Display` nor `Debug` shows the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct S3Url {
    /// Scheme, host and port.
    pub endpoint: String,
    pub bucket: String,
    pub region: String,
    pub key: String,
    pub secret: String,
}

impl S3Url {
    /// The error says what is wrong and what to do; it never holds the URL.
    pub fn parse(text: &str) -> Result<Self, (String, String)> {
        let refuse = |what: &str| {
            let todo = "write https://KEY:SECRET@HOST/BUCKET?region=REGION";
            (what.to_owned(), todo.to_owned())
        };
        let url = Url::parse(text).map_err(|_| refuse("it cannot be read as a URL"))?;
        let host = url.host_str().unwrap_or_default().to_owned();
        let bare = host.trim_matches(['[', ']']);
        let is_local = bare == "localhost" || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
        match url.scheme() {
            "https" => {}
            "http" if is_local => {}
            "http" => return Err(refuse("it would send files over the network in the clear")),
            _ => return Err(refuse("it does not begin with https://")),
        }
        let region = match url.query_pairs().collect::<Vec<_>>().as_slice() {
            [] => "us-east-1".to_owned(),
            [(name, region)] if name == "region" && !region.is_empty() => region.to_string(),
            _ => return Err(refuse("the only option it can have is region=")),
        };
        let bucket = url.path().trim_matches('/').to_owned();
        let proper = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-".contains(&b);
        if bucket.is_empty() || !bucket.bytes().all(proper) || url.fragment().is_some() {
            return Err(refuse("it names no bucket"));
        }
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let (key, secret) = (decoded(url.username()), url.password().map(decoded));
        let Some(secret) = secret.filter(|_| !key.is_empty()) else {
            return Err(refuse("it has no key with its secret"));
        };
        let port = url
            .port()
            .map_or_else(String::new, |port| format!(":{port}"));
        Ok(Self {
            endpoint: format!("{}://{host}{port}", url.scheme()),
            bucket,
            region,
            key,
            secret,
        })
    }
}

impl fmt::Display for S3Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, host) = self.endpoint.split_once("://").unwrap_or_default();
        write!(
            f,
            "{scheme}://…@{host}/{}?region={}",
            self.bucket, self.region
        )
    }
}

impl fmt::Debug for S3Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Where ClamAV listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clamd {
    Socket(PathBuf),
    /// Host and port.
    Network(String),
}

impl Clamd {
    pub fn parse(text: &str) -> Result<Self, (String, String)> {
        let port = text.rsplit_once(':').map(|(_, port)| port.parse::<u16>());
        match (text.starts_with('/'), port) {
            (true, _) => Ok(Self::Socket(PathBuf::from(text))),
            (false, Some(Ok(_))) => Ok(Self::Network(text.to_owned())),
            _ => Err((
                "is neither host:port nor the path of a socket".to_owned(),
                "write for instance 127.0.0.1:3310 or /run/clamav/clamd.ctl".to_owned(),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_read_with_its_key_and_the_secret_is_not_shown() {
        let url = S3Url::parse("https://AKIA:h%2Fm%3A@s3.example:9000/vedlegg?region=eu-north-1");
        let url = url.unwrap();
        assert_eq!(url.endpoint, "https://s3.example:9000");
        assert_eq!(
            (url.bucket.as_str(), url.region.as_str()),
            ("vedlegg", "eu-north-1")
        );
        assert_eq!((url.key.as_str(), url.secret.as_str()), ("AKIA", "h/m:"));
        let shown = "https://…@s3.example:9000/vedlegg?region=eu-north-1";
        assert_eq!(format!("{url}"), shown);
        assert_eq!(format!("{url:?}"), shown);
        assert!(S3Url::parse("http://k:s@127.0.0.1:9000/b").is_ok());
    }

    #[test]
    fn what_could_be_meant_otherwise_is_refused_without_repeating_it() {
        for text in [
            "vedlegg",
            "http://k:s@s3.example/b",
            "https://s3.example/b",
            "https://k@s3.example/b",
            "https://k:s@s3.example/",
            "https://k:s@s3.example/Stor",
            "https://k:s@s3.example/b?omraade=a",
            "ftp://k:s@s3.example/b",
        ] {
            let (what, todo) = S3Url::parse(text).unwrap_err();
            assert!(!what.contains(text) && !todo.contains(text), "{text}");
        }
    }

    #[test]
    fn clamav_listens_on_a_port_or_a_socket() {
        let network = Clamd::Network("av.example:3310".into());
        assert_eq!(Clamd::parse("av.example:3310"), Ok(network));
        let socket = Clamd::Socket("/run/clamav/clamd.ctl".into());
        assert_eq!(Clamd::parse("/run/clamav/clamd.ctl"), Ok(socket));
        assert!(Clamd::parse("av.example").is_err());
    }
}
