//! An import file for a small consultation with one of everything.

use crate::support::app::TestApp;
use hoering::audit::Actor;
use hoering::consultations::{self, ImportOutcome, Terms};
use hoering::db::transaction;
use hoering::server;

/// What differs between two of them.
pub struct Told<'a> {
    pub slug: &'a str,
    /// The case number is 26/ and this.
    pub case: u32,
    pub published_on: &'a str,
    pub deadline_on: &'a str,
    /// Stands in every text, in bokmål and in nynorsk.
    pub words: (&'a str, &'a str),
    /// Stands in the name of the owner, who is the same by number.
    pub owner: &'a str,
    /// Stands in the list of who is invited, which only grows.
    pub listed: &'a str,
    /// Stands in the bytes of the document.
    pub inside: &'a str,
    /// What the next version says of itself.
    pub change_note: Option<&'a str>,
}

impl Told<'_> {
    fn text(&self) -> String {
        let (nb, nn) = self.words;
        let Self {
            slug,
            case,
            published_on,
            deadline_on,
            listed,
            owner,
            ..
        } = self;
        let both = |name: &str, text: &str| {
            format!("{name}.nb = \"{text} {nb}\"\n{name}.nn = \"{text} {nn}\"\n")
        };
        let note = self.change_note.map_or_else(String::new, |note| {
            format!(
                "professional_change = true\nchange_note.nb = \"{note}\"\nchange_note.nn = \"{note}\"\n"
            )
        });
        let advice = |n: u8| {
            format!(
                "[[chapter.advice]]\nkey = \"r{n}\"\nnumber = {n}\n{}{}{}\
                 [[chapter.advice.field]]\nkey = \"tekst\"\nkind = \"text\"\n{}\n",
                both("title", &format!("Råd {n}")),
                both("body", "Brødtekst"),
                both("rationale", "Begrunnelse"),
                both("label", "Hva mener du?"),
            )
        };
        format!(
            "format = 1\nkind = \"høring\"\nreference = \"26/{case}\"\nslug = \"{slug}\"\n\
             published_on = {published_on}\ndeadline_on = {deadline_on}\nshort_reason = \"Haster {nb}\"\n{note}{}{}{}\
             [owner]\n{}org_no = \"312345676\"\nreply_address = \"postmottak@eksempeldirektoratet.example\"\n\
             [contact]\nname = \"Gruppen {nb}\"\nemail = \"gruppe@eksempeldirektoratet.example\"\n\
             [[document]]\nkind = \"letter\"\nlanguage = \"nb\"\ntitle = \"Brev {nb}\"\nfile = \"brev-{nb}.txt\"\n\
             [[chapter]]\nkey = \"k1\"\nnumber = 1\n{}{}{}{}\
             [[general_field]]\nkey = \"generelt\"\nkind = \"text\"\n{}\
             [[group]]\nname.nb = \"Gruppe {listed}\"\nname.nn = \"Gruppe {listed}\"\n\
             line = [{{ text = \"Listet {listed}\", name = \"Laget {listed} {slug}\" }}]\n",
            both("title", &format!("Høring {case}")),
            both("ingress", "Ingress"),
            both("background", "Bakgrunn"),
            format_args!(
                "name.nb = \"Direktoratet {owner}\"\nname.nn = \"Direktoratet {owner}\"\n"
            ),
            both("title", "Kapittel"),
            both("body", "Innledning"),
            advice(1),
            advice(2),
            both("label", "Annet?"),
        )
    }

    /// Imports it and makes it known.
    pub fn import(&self, app: &TestApp) -> ImportOutcome {
        let bytes = format!("Høringsbrev {}", self.inside).into_bytes();
        let read = |_: &str| Some(bytes.clone());
        let imported = consultations::file::parse(&self.text(), read)
            .unwrap_or_else(|problems| panic!("{problems:#?}\n{}", self.text()));
        let terms = Terms {
            actor: Actor::Operator,
            now: app.clock.now(),
            moved: None,
        };
        let outcome = app.database(|conn| {
            transaction::write(conn, |c| consultations::import(c, &imported, &terms))
        });
        app.block_on(server::refresh(&app.app))
            .expect("a look at what is published");
        outcome.expect("an outcome")
    }
}
