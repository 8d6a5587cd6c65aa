//! Webhooks: addresses of other systems that are told what happens, which staff register, and the worker that posts
//! what is owed to them. What happens is said in `events`; `docs/webhooks.md` is written for receivers.

mod api;
mod change;
mod deliver;
mod delivery;
mod end;
mod pages;
mod post;
mod register;
mod send_again;
mod sign;
mod store;
mod target;
mod webhook;

pub use change::{pause, renew_secret, resume};
pub use deliver::{deliver, deliver_due, run};
pub use delivery::{Delivery, Progress, Why};
pub use end::end;
pub use post::{Courier, Resolver};
pub use register::{NewWebhook, register};
pub use send_again::{send_again, send_test};
pub use store::{deliveries, find, list, release_waiting, sweep, waiting};
pub use webhook::{State, Webhook};

/// The rows of the route table.
pub fn routes() -> Vec<crate::web::route::RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
