//! The two written languages of the pages.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    #[serde(rename = "nb")]
    Nb,
    #[serde(rename = "nn")]
    Nn,
}
