//! All the SQL of answers: `desk` while they are written, `sent` once they are,
//! `late` what staff decide of those that came after the deadline, `writers` whom letters about them reach,
//! `umbrella` whose member a desk is, and what members have handed over to it.

mod desk;
mod late;
mod requests;
mod sent;
mod sweep;
mod umbrella;
mod writers;

pub use desk::*;
pub use late::*;
pub use requests::*;
pub use sent::*;
pub use sweep::*;
pub use umbrella::*;
pub use writers::*;
