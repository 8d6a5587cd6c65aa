//! All the SQL of answers: `desk` while they are written, `sent` once they are,
//! `lost` whose links were sent to an address, `late` what staff decide of those that came after the deadline, `writers` whom letters about them reach.

mod desk;
mod late;
mod lost;
mod requests;
mod sent;
mod sweep;
mod writers;

pub use desk::*;
pub use late::*;
pub use lost::*;
pub use requests::*;
pub use sent::*;
pub use sweep::*;
pub use writers::*;
