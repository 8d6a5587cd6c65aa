//! The overview of a consultation: how many have answered, who has not, when answers came, and what was chosen in
//! each group. Changes nothing. All numbers are counted from one reading ([`read`]), so that they agree with each
//! other, and over the same roster as the lists that they lead to, so that each list has as many as its number says.

mod api;
mod chart;
mod figures;
mod groups;
mod lists;
mod pages;
mod read;
mod stance;
mod store;
mod timeline;

use crate::web::route::RouteDef;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}

/// Below this many answers no percentage is shown: one answer more or less would move it too far.
const FEWEST: usize = 5;

/// How many in a hundred, rounded; `None` of too few.
fn percent(part: usize, of: usize) -> Option<usize> {
    (of >= FEWEST).then(|| (part * 200 + of) / (of * 2))
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn no_percentage_is_made_of_fewer_than_five() {
        assert_eq!(percent(4, 4), None);
        assert_eq!(percent(0, 5), Some(0));
        assert_eq!((percent(1, 8), percent(143, 357)), (Some(13), Some(40)));
    }
}
