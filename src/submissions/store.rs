//! All the SQL of answers: `desk` while they are written, `sent` once they are.

mod desk;
mod sent;
mod sweep;

pub use desk::*;
pub use sent::*;
pub use sweep::*;
