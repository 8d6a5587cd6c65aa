//! Where a delivery may go: to public addresses by https, and beyond that to the networks that the operator excepts.
//! Every address is judged as what it is, however it was spelled.

use crate::settings::Network;
use std::net::IpAddr;
use url::{Host, Url};

/// In characters, as it is typed; the API says the same.
const LONGEST_URL: usize = 2_000;

/// IPv4 networks that are not of the public internet, or not of single machines (IANA's registry of special-purpose
/// addresses, and multicast).
const NOT_PUBLIC_V4: [&str; 15] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
];
/// The one part of IPv6 that is given out to the public internet …
const PUBLIC_V6: &str = "2000::/3";
/// … and what in it is not: protocols (Teredo among them), documentation, and 6to4, which carries any IPv4.
const NOT_PUBLIC_V6: [&str; 4] = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

/// An address that can be posted to, as far as it can be told without asking for its name.
#[derive(Debug, Clone)]
pub struct Target {
    pub url: Url,
    pub host: Host,
    pub port: u16,
    pub is_https: bool,
}

impl Target {
    /// Reads an address as it was typed; the error is the key of what to tell.
    pub fn parse(typed: &str, excepted: &[Network]) -> Result<Self, &'static str> {
        const WRONG: &str = "error-webhook-url";
        let typed = typed.trim();
        let url = Url::parse(typed).map_err(|_| WRONG)?;
        let is_https = url.scheme() == "https";
        let plain = url.scheme() == "http" && !excepted.is_empty();
        let bare = url.username().is_empty() && url.password().is_none();
        let good = (is_https || plain) && bare && url.fragment().is_none();
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(WRONG);
        };
        if !good || port == 0 || typed.chars().count() > LONGEST_URL {
            return Err(WRONG);
        }
        let target = Self {
            host: host.to_owned(),
            port,
            is_https,
            url,
        };
        match target.literal() {
            Some(address) if !target.may_reach(address, excepted) => Err("error-webhook-private"),
            _ => Ok(target),
        }
    }

    /// The address, where it needs no asking for.
    pub fn literal(&self) -> Option<IpAddr> {
        match self.host {
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
            Host::Domain(_) => None,
        }
    }

    /// Whether a connection to this address may be made; without TLS only where the operator excepts it.
    pub fn may_reach(&self, address: IpAddr, excepted: &[Network]) -> bool {
        excepted.iter().any(|network| network.contains(address))
            || (self.is_https && is_public(address))
    }
}

fn is_public(address: IpAddr) -> bool {
    let within = |network: &str| {
        let network = network.parse::<Network>();
        network.is_ok_and(|network| network.contains(address))
    };
    match address {
        IpAddr::V4(_) => !NOT_PUBLIC_V4.into_iter().any(within),
        IpAddr::V6(_) => within(PUBLIC_V6) && !NOT_PUBLIC_V6.into_iter().any(within),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(typed: &str, excepted: &[&str]) -> Result<(), &'static str> {
        let excepted: Vec<Network> = excepted.iter().map(|n| n.parse().unwrap()).collect();
        Target::parse(typed, &excepted).map(|_| ())
    }

    #[test]
    fn every_spelling_of_an_address_that_is_not_public_is_refused() {
        for host in [
            "127.0.0.1",
            "127.0.0.1.",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "0177.0.0.1",
            "%31%32%37.0.0.1",
            "１２７.0.0.1",
            "0.0.0.0",
            "0",
            "10.0.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:8.8.8.8]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::1]",
            "[100::1]",
            "[fc00::1]",
            "[fd12:3456::1]",
            "[fe80::1]",
            "[fec0::1]",
            "[ff02::1]",
            "[2001::1]",
            "[2001:db8::1]",
            "[2002:7f00:1::]",
            "[3fff::1]",
            "[5f00::1]",
        ] {
            let url = format!("https://{host}/h");
            assert_eq!(judged(&url, &[]), Err("error-webhook-private"), "{url}");
        }
    }

    #[test]
    fn public_addresses_and_names_are_taken_on_any_port() {
        for url in [
            "https://8.8.8.8/h",
            "https://[2a02:c0::1]/",
            "https://mottak.example",
            "  https://mottak.example:8443/h?k=1 ",
            "https://blåbær.example/",
        ] {
            assert_eq!(judged(url, &[]), Ok(()), "{url}");
        }
    }

    #[test]
    fn only_https_without_credentials_is_an_address() {
        let long = format!("https://a.example/{}", "x".repeat(LONGEST_URL));
        for url in [
            "",
            "mottak.example",
            "http://mottak.example/",
            "http://8.8.8.8/",
            "ftp://mottak.example/",
            "file:///etc/passwd",
            "https://",
            "https://a@b.example/",
            "https://a:b@c.example/",
            "https://a.example/#x",
            "https://a.example:0/",
            "https://a b.example/",
            long.as_str(),
        ] {
            assert_eq!(judged(url, &[]), Err("error-webhook-url"), "{url}");
        }
    }

    #[test]
    fn the_operator_can_except_a_network_also_without_tls() {
        let own = ["10.1.0.0/16"];
        assert_eq!(judged("http://10.1.2.3:8080/h", &own), Ok(()));
        assert_eq!(judged("https://10.1.2.3/h", &own), Ok(()));
        for url in [
            "http://10.2.0.1/",
            "https://10.2.0.1/",
            "http://127.0.0.1/",
            "http://8.8.8.8/",
        ] {
            assert_eq!(judged(url, &own), Err("error-webhook-private"), "{url}");
        }
        // The name's addresses are looked at when it is posted to.
        assert_eq!(judged("http://sak.example/", &own), Ok(()));
    }
}
