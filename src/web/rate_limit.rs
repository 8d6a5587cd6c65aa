//! How often one network may begin or send: room for two hundred people behind one address.
//!
//! Kept in memory, per instance: it must never stand on the path of a write or hold a lock there.

use crate::error::{Error, Problem};
use crate::settings::Network;
use actix_web::http::header::HeaderMap;
use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;

type Bucket = [u8; 8];

/// The limiter of one instance.
pub struct RateLimit {
    limiter: RateLimiter<Bucket, DashMapStateStore<Bucket>, DefaultClock>,
    proxies: Vec<Network>,
}

impl RateLimit {
    /// `per_minute` for each network, `burst` at once; `proxies` are believed about where a
    /// request came from, nobody else is.
    pub fn new(per_minute: u32, burst: u32, proxies: Vec<Network>) -> Self {
        let at_least_one = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(at_least_one(per_minute)).allow_burst(at_least_one(burst));
        Self {
            limiter: RateLimiter::keyed(quota),
            proxies,
        }
    }

    /// Refuses when the network has used up its share.
    pub fn check(&self, peer: Option<IpAddr>, headers: &HeaderMap) -> Result<(), Error> {
        let Some(peer) = peer else { return Ok(()) };
        let network = network_of(self.client(peer, headers));
        self.limiter
            .check_key(&network)
            .map_err(|_| Error::new(Problem::TooMany))
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

/// A /24 or a /56.
fn network_of(address: IpAddr) -> Bucket {
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
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn forwarded(value: &'static str) -> HeaderMap {
        let mut map = HeaderMap::new();
        map.insert(
            HeaderName::from_static("x-forwarded-for"),
            HeaderValue::from_static(value),
        );
        map
    }

    #[test]
    fn a_header_from_a_stranger_does_not_move_the_bucket() {
        let limit = RateLimit::new(2, 2, vec![]);
        let peer = Some("192.0.2.1".parse().unwrap());
        assert!(limit.check(peer, &forwarded("198.51.100.1")).is_ok());
        assert!(limit.check(peer, &forwarded("198.51.101.1")).is_ok());
        assert!(limit.check(peer, &forwarded("198.51.102.1")).is_err());
    }

    #[test]
    fn clients_behind_our_proxy_have_a_bucket_each() {
        let proxy: IpAddr = "127.0.0.1".parse().unwrap();
        let limit = RateLimit::new(1, 1, vec!["127.0.0.0/8".parse().unwrap()]);
        assert!(
            limit
                .check(Some(proxy), &forwarded("203.0.113.9, 198.51.100.1"))
                .is_ok()
        );
        assert!(
            limit
                .check(Some(proxy), &forwarded("203.0.113.9, 198.51.101.1"))
                .is_ok()
        );
        assert!(
            limit
                .check(Some(proxy), &forwarded("192.0.2.77, 198.51.100.1"))
                .is_err()
        );
    }
}
