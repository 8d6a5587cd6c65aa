//! All the SQL of answers: `desk` while they are written, `sent` once they are.

mod desk;
mod sent;

pub use desk::*;
pub use sent::*;
