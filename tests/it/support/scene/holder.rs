//! Somebody with a link to a desk: a browser that has pressed its button, and the token for programs.

use super::place::press;
use crate::support::app::TestApp;
use crate::support::client::Client;

pub struct Holder {
    pub desk: String,
    pub token: String,
    pub client: Client,
}

impl Holder {
    pub fn new(app: &TestApp, desk: &str, token: &str) -> Self {
        Self::by(app, "lenke", desk, token)
    }

    /// By a link that lands there.
    pub fn by(app: &TestApp, landing: &str, desk: &str, token: &str) -> Self {
        let mut client = app.client();
        let entered = press(&mut client, &format!("/{landing}/{token}"), &[]);
        assert_eq!(entered.status, 303, "{}", entered.text());
        Self {
            desk: desk.to_owned(),
            token: token.to_owned(),
            client,
        }
    }
}
