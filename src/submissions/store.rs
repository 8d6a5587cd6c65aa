//! All the SQL of answers: `desk` while they are written, `history` what stood there before, `sent` once they are,
//! `lost` whose links were sent to an address, `late` what staff decide of those that came after the deadline,
//! `writers` whom letters about them reach, `steps` how they are approved and locked, `adoption` what became of those
//! that were sent with reservation, `cosigners` who gives them together and stands behind what was sent, `umbrella` whose member a desk is and what members have handed over to it.

mod adoption;
mod cosigners;
mod desk;
mod endorsement;
mod history;
mod late;
mod lost;
mod requests;
mod sent;
mod steps;
mod sweep;
mod umbrella;
mod writers;

pub use adoption::*;
pub use cosigners::*;
pub use desk::*;
pub use endorsement::*;
pub use history::*;
pub use late::*;
pub use lost::*;
pub use requests::*;
pub use sent::*;
pub use steps::*;
pub use sweep::*;
pub use umbrella::*;
pub use writers::*;
