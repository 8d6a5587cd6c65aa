//! All the SQL of answers: `desk` while they are written, `fields`, `marks` and `told` what is saved there, `held` what holds
//! them meanwhile, `history` what stood there before, `laid_out` what comes
//! there from an answer that was sent in one call, `sent` once they are, `lost` whose links were sent to an address, `late`
//! what staff decide of those that came after the deadline, `writers` whom letters about them reach, `steps` how they are
//! approved and locked, `adoption` what became of those that were sent with reservation, `cosigners` who gives them together
//! and stands behind what was sent, `umbrella` whose member a desk is and what members have handed over to it.

mod adoption;
mod cosigners;
mod desk;
mod endorsement;
mod fields;
mod held;
mod history;
mod laid_out;
mod late;
mod lost;
mod marks;
mod requests;
mod sent;
mod steps;
mod sweep;
mod told;
mod umbrella;
mod writers;

pub use adoption::*;
pub use cosigners::*;
pub use desk::*;
pub use endorsement::*;
pub use fields::*;
pub use held::*;
pub use history::*;
pub use laid_out::*;
pub use late::*;
pub use lost::*;
pub use marks::*;
pub use requests::*;
pub use sent::*;
pub use steps::*;
pub use sweep::*;
pub use told::*;
pub use umbrella::*;
pub use writers::*;
