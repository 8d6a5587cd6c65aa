//! Real values for what stands in braces in the route table: of things that are there.

use super::World;
use super::askers::Take;
use super::place::{Place, TEXT, id_after};
use crate::support::app::TestApp;
use hoering::web::route::RouteDef;

/// What a path is about.
#[derive(Clone, Copy)]
pub struct About<'a> {
    pub slug: &'a str,
    /// Where desks, answers and what else belongs to a consultation come from.
    pub things: &'a Place,
    /// Hash and name of a document of the working copy at this slug.
    pub copied: &'a (String, String),
    /// A file that whoever asks had made.
    pub job: &'a str,
}

/// What has an address whatever the consultation.
pub struct Found {
    /// A letter of the development mailbox, with an attachment.
    pub letter: String,
    pub asset: String,
}

impl Found {
    pub fn look(app: &TestApp) -> Self {
        let mut client = app.client();
        let front = client.get("/").send();
        let list = client.get("/utvikling/post").send();
        let names = list.text().split("/utvikling/post/").skip(1);
        let mut names = names.map(|rest| rest.split(['"', '/', '?']).next().expect("a name"));
        let has_attachment = |name: &&str| {
            let letter = client.get(&format!("/utvikling/post/{name}")).send();
            letter.text().contains("/vedlegg/")
        };
        let letter = names.find(has_attachment);
        Self {
            letter: letter.expect("a letter with an attachment").to_owned(),
            asset: id_after(front.text(), "/assets/"),
        }
    }
}

/// The path with everything filled in; the name of a parameter that there is no value for.
pub fn filled(
    def: &RouteDef,
    world: &World,
    found: &Found,
    about: About<'_>,
) -> Result<String, String> {
    let mut path = String::new();
    for part in def.path.split('/').skip(1) {
        path.push('/');
        match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
            None => path.push_str(part),
            Some(name) => path.push_str(
                &value(def.path, name, world, found, about)
                    .ok_or_else(|| format!("{} has no value for {{{name}}}", def.path))?,
            ),
        }
    }
    Ok(path)
}

/// The parameters that name something of one consultation: under another's address there is no such thing.
pub fn names_own_thing(name: &str, path: &str) -> bool {
    match name {
        "meeting" | "invited" | "request" | "number" | "report" | "export" | "webhook" => true,
        "id" => path.contains("/eksport/"),
        "sha256" => path.contains("/visning/"),
        _ => false,
    }
}

fn value(path: &str, name: &str, world: &World, found: &Found, about: About<'_>) -> Option<String> {
    let things = about.things;
    let is_in = |part: &str| path.contains(part);
    let text = match name {
        "slug" => about.slug,
        "desk" => &things.desk.desk,
        "contributor" => &things.contributor,
        "letter_link" => &things.letter_link,
        "cosigner" => &things.cosigner,
        "batch" => &things.batch,
        "note" => &things.note,
        "attachment" => &things.attachment,
        "reading" => &things.reading,
        "field" => TEXT,
        "meeting" => &things.meeting,
        "invited" => return Some(things.body.id.to_string()),
        "request" => &things.request,
        "report" => &things.report,
        "webhook" if is_in("{slug}") => &things.webhook,
        "webhook" => &world.webhook,
        "export" => about.job,
        "number" if is_in("/utvikling/post/") => "1",
        // The answer that was sent with it.
        "number" if is_in("/vedlegg/") || is_in("/attachments/") => "1",
        // The body that was invited has answered, and shares that.
        "number" if is_in("/stotte/") || is_in("/shared-answers/") || is_in("/endorsements/") => {
            "2"
        }
        "number" => return Some(things.number.to_string()),
        "token" if is_in("/invitasjon/") => &things.invitation,
        "token" if is_in("/virksomhet/") => &things.feed,
        "token" if is_in("/lenke/") => &things.desk.token,
        "token" if is_in("/medunderskrift/") => &things.contributor(Take::Signs).token,
        "token" if is_in("/logg-inn/") => &world.sign_in,
        "advice" => "r1",
        "key" if is_in("/fields/") => TEXT,
        "key" if is_in("/parts/") => "r1",
        "key" if is_in("/raad/") || is_in("/rad/") || is_in("/advice/") || is_in("/svar/") => "r1",
        "no" => "1",
        "sha256" if is_in("/visning/") => &about.copied.0,
        "name" if is_in("/visning/") => &about.copied.1,
        "sha256" => &things.document.0,
        "name" if is_in("/dokument/") => &things.document.1,
        "name" if is_in("/assets/") => &found.asset,
        "name" if is_in("/utvikling/post/") => &found.letter,
        "id" if is_in("/eksport/") => about.job,
        "id" if is_in("/import/") => &world.import,
        "id" if is_in("/meldinger/") => &things.body_id,
        "id" if is_in("/instanser/") => &world.body,
        "body" if is_in("/reports/") => &things.body_id,
        "body" => &world.body,
        "import" => &world.import,
        "list" => &world.list,
        "member" => &world.member,
        "token_id" => &world.token_id,
        "organisation" => &things.member,
        "table" => "grupper.csv",
        _ => return None,
    };
    Some(text.to_owned())
}
