//! What was typed for something that was not done, on a page that has no place for it any more: somebody else was first, or
//! what it hung on is gone. All of it is shown, to be copied.

use super::ErrorLink;
use crate::i18n::Lang;

/// Where it stands on its page.
const AT: &str = "beholdt";

/// A control's label and what was typed in it.
#[derive(Clone, Debug)]
pub struct Line {
    pub label: String,
    pub text: String,
}

impl Line {
    /// As high as what stands in it asks for.
    pub fn rows(&self) -> usize {
        let is_long = self.text.chars().count() > 60 || self.text.contains('\n');
        if is_long { 8 } else { 1 }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Undone {
    /// The controls that the page has.
    drawn: Vec<&'static str>,
    lines: Vec<Line>,
}

impl Undone {
    /// Of the controls that were sent, with their labels, those that were typed in and are not drawn.
    pub fn of(
        drawn: Vec<&'static str>,
        sent: impl IntoIterator<Item = (&'static str, String, String)>,
    ) -> Self {
        let sent = sent.into_iter();
        let typed = sent.filter(|(at, _, text)| !drawn.contains(at) && !text.trim().is_empty());
        let lines = typed.map(|(_, label, text)| Line { label, text });
        let lines = lines.collect();
        Self { drawn, lines }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// For the top of the page: faults by their controls. One about a control that is not there leads to what was typed, and
    /// where nothing was, to `otherwise`. Nothing that was typed is left without a word.
    pub fn errors(
        &self,
        lang: Lang,
        faults: Vec<(String, String)>,
        otherwise: &str,
    ) -> Vec<ErrorLink> {
        if faults.is_empty() && !self.is_empty() {
            return vec![ErrorLink::field(AT, lang.t("kept-not-done"))];
        }
        let place = |at: &str| match self.drawn.iter().find(|drawn| **drawn == at) {
            Some(drawn) => *drawn,
            None if self.is_empty() => otherwise,
            None => AT,
        };
        let link = |(at, text): (String, String)| ErrorLink::field(place(&at), text);
        faults.into_iter().map(link).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undone(drawn: Vec<&'static str>) -> Undone {
        let sent = |at: &'static str, text: &str| (at, format!("Om {at}"), text.to_owned());
        Undone::of(
            drawn,
            [
                sent("day", "1.6."),
                sent("reason", " "),
                sent("list", "A\nB"),
            ],
        )
    }

    #[test]
    fn what_has_no_place_any_more_is_shown_and_nothing_that_is_blank() {
        let labels = |undone: Undone| {
            let labels = undone.lines().iter().map(|line| line.label.clone());
            labels.collect::<Vec<_>>()
        };
        assert_eq!(labels(undone(vec![])), ["Om day", "Om list"]);
        assert_eq!(labels(undone(vec!["list"])), ["Om day"]);
        assert!(undone(vec!["day", "list"]).is_empty());
    }

    #[test]
    fn no_link_leads_to_a_control_that_is_not_drawn() {
        let hrefs = |undone: &Undone| {
            let faults = ["day", "round"].map(|at| (at.to_owned(), "Feil".to_owned()));
            let links = undone.errors(Lang::Nb, faults.into(), "innhold");
            links.into_iter().map(|link| link.href).collect::<Vec<_>>()
        };
        assert_eq!(hrefs(&undone(vec!["day"])), ["#day", "#beholdt"]);
        let nothing = Undone::of(vec![], []);
        assert_eq!(hrefs(&nothing), ["#innhold", "#innhold"]);
        assert!(nothing.errors(Lang::Nb, vec![], "innhold").is_empty());
        assert_eq!(undone(vec![]).errors(Lang::Nb, vec![], "innhold").len(), 1);
    }
}
