//! How often one network may begin or send: room for two hundred people behind one address.
//!
//! Kept in memory, per instance: it must never stand on the path of a write or hold a lock there.

use crate::error::{Error, Problem};
use crate::settings;
use actix_web::HttpRequest;
use actix_web::http::header::HeaderMap;
use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;

/// A /24 or a /56, as its first bytes.
pub type Network = [u8; 8];

/// The limiter of one instance.
pub struct RateLimit {
    limiter: RateLimiter<Network, DashMapStateStore<Network>, DefaultClock>,
    proxies: Vec<settings::Network>,
}

impl RateLimit {
    /// `per_minute` for each network, `burst` at once; `proxies` are believed about where a
    /// request came from, nobody else is.
    pub fn new(per_minute: u32, burst: u32, proxies: Vec<settings::Network>) -> Self {
        let at_least_one = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(at_least_one(per_minute)).allow_burst(at_least_one(burst));
        Self {
            limiter: RateLimiter::keyed(quota),
            proxies,
        }
    }

    /// Refuses when the network has used up its share.
    pub fn check(&self, req: &HttpRequest) -> Result<(), Error> {
        let Some(network) = self.network(req) else {
            return Ok(());
        };
        let checked = self.limiter.check_key(&network);
        checked.map_err(|_| Error::new(Problem::TooMany))
    }

    /// The network that a request came from; `None` where nobody knows.
    pub fn network(&self, req: &HttpRequest) -> Option<Network> {
        let peer = req.peer_addr()?.ip();
        Some(network_of(self.client(peer, req.headers())))
    }

    /// The right-most hop that is not ours, and only when the peer is a proxy of ours.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.is_ours(peer) {
            return peer;
        }
        headers
            .get_all("x-forwarded-for")
            .filter_map(|v| v.to_str().ok())
            .flat_map(|v| v.split(','))
            .filter_map(|hop| hop.trim().parse().ok())
            .filter(|hop| !self.is_ours(*hop))
            .last()
            .unwrap_or(peer)
    }

    fn is_ours(&self, address: IpAddr) -> bool {
        self.proxies.iter().any(|proxies| proxies.contains(address))
    }

    /// Forgets networks that have been quiet.
    pub fn sweep(&self) {
        self.limiter.retain_recent();
    }
}

fn network_of(address: IpAddr) -> Network {
    let mut network = [0; 8];
    match address {
        IpAddr::V4(v4) => network[..3].copy_from_slice(&v4.octets()[..3]),
        IpAddr::V6(v6) => network[..7].copy_from_slice(&v6.octets()[..7]),
    }
    network
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    use std::net::SocketAddr;

    fn from(peer: &str, forwarded: &'static str) -> HttpRequest {
        let peer = SocketAddr::new(peer.parse().unwrap(), 4_321);
        let request = TestRequest::default().peer_addr(peer);
        let request = request.insert_header(("x-forwarded-for", forwarded));
        request.to_http_request()
    }

    #[test]
    fn a_header_from_a_stranger_does_not_move_the_bucket() {
        let limit = RateLimit::new(2, 2, vec![]);
        assert!(limit.check(&from("192.0.2.1", "198.51.100.1")).is_ok());
        assert!(limit.check(&from("192.0.2.1", "198.51.101.1")).is_ok());
        assert!(limit.check(&from("192.0.2.1", "198.51.102.1")).is_err());
    }

    #[test]
    fn clients_behind_our_proxy_have_a_bucket_each() {
        let limit = RateLimit::new(1, 1, vec!["127.0.0.0/8".parse().unwrap()]);
        let through = |hops| limit.check(&from("127.0.0.1", hops));
        assert!(through("203.0.113.9, 198.51.100.1").is_ok());
        assert!(through("203.0.113.9, 198.51.101.1").is_ok());
        assert!(through("192.0.2.77, 198.51.100.1").is_err());
    }
}
