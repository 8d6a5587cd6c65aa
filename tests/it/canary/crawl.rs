//! Goes everywhere as somebody: every GET route in both languages with the ids of what is there, the links of
//! those pages, and the ways in which the same can be asked for. What they saw and may not is written down.

use super::rules::{may_be_given, may_see};
use super::seeds::House;
use super::unpack::readable;
use crate::support::client::Answer;
use crate::support::scene::askers::{Asker, Who};
use crate::support::scene::canary::Canary;
use crate::support::scene::paths::{About, filled};
use hoering::routes;
use hoering::web::route::{Access, Face, RouteDef};
use std::collections::{BTreeMap, HashSet};

/// Pages of one shape whose links are followed.
const OF_A_SHAPE: usize = 2;

pub struct Crawl {
    pub asker: Asker,
    /// What was seen and should not have been.
    pub leaks: Vec<String>,
    /// What was seen at all.
    pub seen: HashSet<Canary>,
    pub asked: usize,
    words: Vec<(Canary, String)>,
    /// Whatever the rules say: tokens of others.
    tokens: Vec<String>,
    visited: HashSet<String>,
    shapes: BTreeMap<String, usize>,
    links: Vec<String>,
    may: fn(Canary, Who) -> bool,
    /// How many were told what.
    pub told: BTreeMap<u16, usize>,
}

impl Crawl {
    /// `tokens` are those of everybody.
    pub fn new(asker: Asker, tokens: &[String]) -> Self {
        let own = asker.secrets();
        let others = tokens.iter().filter(|token| !own.contains(token));
        let words = Canary::ALL.into_iter().chain([Canary::Control]);
        Self {
            leaks: Vec::new(),
            seen: HashSet::new(),
            asked: 0,
            words: words.map(|canary| (canary, canary.word())).collect(),
            tokens: others.cloned().collect(),
            visited: HashSet::new(),
            shapes: BTreeMap::new(),
            links: Vec::new(),
            may: may_see,
            told: BTreeMap::new(),
            asker,
        }
    }

    /// Every address that the route table gives, and one step on from there. `varied`: also in every way in which
    /// it can be asked for.
    pub fn everywhere(&mut self, house: &House, own_desk: Option<&str>, varied: bool) {
        for path in addresses(house, self.asker.who, own_desk) {
            for path in in_languages(&path, house) {
                if !self.visited.insert(path.clone()) {
                    continue;
                }
                let answer = self.visit("GET", &path, &[]);
                if varied && answer.status == 200 {
                    self.vary(&path, &answer);
                } else if varied {
                    self.visit("GET", &path, &[("Accept", "application/json")]);
                }
                self.take_links(&answer);
            }
        }
        for path in std::mem::take(&mut self.links) {
            if self.visited.insert(path.clone()) && self.is_new_shape(&path) {
                self.visit("GET", &path, &[]);
            }
        }
    }

    /// Every address that changes something, of what is published and of what is not, with a form in which nothing stands:
    /// most is refused, and shown again with what stands beside the form. What is left to press is done.
    pub fn tries(&mut self, house: &House) {
        let world = &house.world;
        self.may = may_be_given;
        for (n, def) in routes::table().iter().enumerate() {
            if def.is_safe() || def.access == Access::Development {
                continue;
            }
            for about in abouts(house) {
                let path = filled(def, world, &house.found, about);
                let mut path = path.expect("a value for every parameter");
                // Whoever has the token in the path is its holder.
                for token in &self.tokens {
                    path = path.replace(token, &"a".repeat(43));
                }
                if (def.face, n % 2) == (Face::Page, 0) {
                    path = format!("/nn{}", path.trim_end_matches('/'));
                }
                if !self.visited.insert(format!("{} {path}", def.method)) {
                    continue;
                }
                // One of the forms ends the session that it came by.
                self.asker = self.asker.again(&world.app);
                let answer = self.visit(def.method.as_str(), &path, &[]);
                *self.told.entry(answer.status).or_default() += 1;
            }
        }
    }

    fn vary(&mut self, path: &str, answer: &Answer) {
        self.visit("HEAD", path, &[]);
        for coding in ["gzip", "br"] {
            self.visit("GET", path, &[("Accept-Encoding", coding)]);
        }
        if let Some(tag) = answer.header("etag") {
            self.visit("GET", path, &[("If-None-Match", tag)]);
        }
    }

    pub fn visit(&mut self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let answer = self.asker.ask(method, path, headers);
        self.asked += 1;
        assert!(answer.status < 500, "{method} {path}: {}", answer.status);
        for (place, text) in readable(&answer) {
            // Whoever is sent elsewhere is told what they have asked for themselves.
            let text = match answer.status {
                200 => text,
                _ => text.replace(path, "").replace(&encoded(path), ""),
            };
            self.look(
                &format!("{method} {path} ({}), {place}", answer.status),
                &text,
            );
        }
        answer
    }

    /// Notes what of all words stands in a text.
    fn look(&mut self, place: &str, text: &str) {
        let who = self.asker.who;
        let small = text.to_ascii_lowercase();
        if small.contains("kanari") {
            for (canary, word) in &self.words {
                if !small.contains(word) {
                    continue;
                }
                self.seen.insert(*canary);
                if !(self.may)(*canary, who) {
                    self.leaks.push(format!("{who:?} saw {canary:?}: {place}"));
                }
            }
        }
        for token in &self.tokens {
            if text.contains(token.as_str()) {
                self.leaks
                    .push(format!("{who:?} saw a token of others: {place}"));
            }
        }
    }

    /// The addresses in a page that lead to pages of ours.
    fn take_links(&mut self, answer: &Answer) {
        let is_html = answer
            .header("content-type")
            .is_some_and(|t| t.starts_with("text/html"));
        if answer.status != 200 || !is_html {
            return;
        }
        for name in ["href=\"", "src=\"", "action=\""] {
            for rest in answer.text().split(name).skip(1) {
                let link = rest.split('"').next().unwrap_or_default();
                let link = link.replace("&#38;", "&").replace("&amp;", "&");
                let link = link.split('#').next().unwrap_or_default();
                if link.starts_with('/') {
                    self.links.push(link.to_owned());
                }
            }
        }
    }

    fn is_new_shape(&mut self, path: &str) -> bool {
        let n = self.shapes.entry(shape(path)).or_default();
        *n += 1;
        *n <= OF_A_SHAPE
    }
}

/// Ids and values left out: the hundreds of links of one list are of one shape.
fn shape(path: &str) -> String {
    let (way, query) = path.split_once('?').unwrap_or((path, ""));
    let part = |part: &str| match part.len() > 20 || part.bytes().any(|b| b.is_ascii_digit()) {
        true => "*".to_owned(),
        false => part.to_owned(),
    };
    let way: Vec<String> = way.split('/').map(part).collect();
    let names = query.split('&').filter_map(|pair| pair.split('=').next());
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    format!("{}?{}", way.join("/"), names.join("&"))
}

/// A path as it stands in a query.
fn encoded(path: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("til", path);
    query.finish()
}

/// In nynorsk, too, unless it is about another consultation than the one that everything is kept secret of.
fn in_languages(path: &str, house: &House) -> Vec<String> {
    let world = &house.world;
    let others = [world.waiting.slug, world.draft.slug, world.elsewhere.slug];
    let is_once = others.iter().any(|slug| path.contains(slug));
    let is_page = !path.starts_with("/api/") && !path.starts_with("/nn/") && !is_once;
    let nynorsk = is_page.then(|| format!("/nn{}", path.trim_end_matches('/')));
    [Some(path.to_owned()), nynorsk]
        .into_iter()
        .flatten()
        .collect()
}

/// Routes that are asked with GET, outside the development mailbox: that one shows every letter on purpose, and is
/// not there when the program serves others.
fn is_crawled(def: &RouteDef) -> bool {
    def.is_safe() && def.access != Access::Development
}

/// The consultation that everything is kept secret of, those that are not published, and another.
fn abouts(house: &House) -> [About<'_>; 4] {
    let world = &house.world;
    let about = |slug, copied| About {
        slug,
        things: &house.main,
        copied,
        job: &house.job,
    };
    [
        about(house.main.slug, &house.copied),
        about(world.waiting.slug, &world.waiting.document),
        about(world.draft.slug, &world.draft.document),
        about(world.elsewhere.slug, &house.copied),
    ]
}

/// What the route table gives for the consultation that everything is kept secret of, for those that are not
/// published and for another.
pub fn addresses(house: &House, who: Who, own_desk: Option<&str>) -> Vec<String> {
    let world = &house.world;
    let abouts = abouts(house);
    let mut all = Vec::new();
    for def in routes::table().iter().filter(|def| is_crawled(def)) {
        for about in abouts {
            let path =
                filled(def, world, &house.found, about).expect("a value for every parameter");
            let path = match is_ones_own(def.path, who) {
                true => path,
                // Whoever has the token in the path is its holder.
                false => with_foreign_token(def, &path),
            };
            if let Some(own) = own_desk.filter(|_| matches!(def.access, Access::Desk(_))) {
                all.push(path.replace(&house.main.desk.desk, own));
            }
            all.push(path);
        }
    }
    all.extend(more(house.main.slug, house.main.number));
    all.push(format!(
        "/saksbehandling/horinger/{}/invitasjoner/legg-til?q=uspurt",
        world.elsewhere.slug
    ));
    let mut known = HashSet::new();
    all.retain(|path| known.insert(path.clone()));
    all
}

fn is_ones_own(path: &str, who: Who) -> bool {
    matches!(
        (path.split('/').nth(1), who),
        (Some("lenke"), Who::ThisDesk) | (Some("invitasjon"), Who::InvitedBody)
    )
}

fn with_foreign_token(def: &RouteDef, path: &str) -> String {
    match def.access {
        Access::Token => def.path.replace("{token}", &"a".repeat(43)),
        _ => path.to_owned(),
    }
}

/// The other numbers, tables, versions and formats, and the views of a list.
fn more(slug: &str, numbers: i64) -> Vec<String> {
    let base = format!("/saksbehandling/horinger/{slug}");
    let mut all: Vec<String> = (1..=numbers)
        .map(|n| format!("{base}/innspill/{n}"))
        .collect();
    for table in ["over-tid", "fylker", "standpunkt", "svar-per-raad"] {
        all.push(format!("{base}/tall/{table}.csv"));
    }
    for format in ["csv", "csv&rader=svar", "json", "xlsx"] {
        all.push(format!("{base}/eksport/fil?format={format}"));
    }
    for rest in ["?status=open", "?status=processing", "?q=vanlig"] {
        all.push(format!("/{rest}"));
        all.push(format!("/api/v1/consultations{rest}"));
    }
    all.push(format!("/horinger/{slug}/versjoner/2"));
    all.push(format!("/api/v1/consultations/{slug}?version=1"));
    all.push(format!("{base}/innspill/rad/generelt"));
    all.push(format!("{base}/invitasjoner?melding=ja"));
    all.push(format!("{base}/invitasjoner/legg-til?q=uspurt"));
    all
}
