//! The bodies that come with the program: municipalities, county authorities, county governors, regional
//! health authorities and bodies of the state, none with an address.

use super::body::{Form, Kind, NewBody, Source, Tongue};
use super::store;
use crate::db::Conn;
use crate::error::Error;
use chrono::{DateTime, Utc};
use serde::Deserialize;

const FILES: [&str; 5] = [
    include_str!("data/municipalities.csv"),
    include_str!("data/county-authorities.csv"),
    include_str!("data/county-governors.csv"),
    include_str!("data/health-authorities.csv"),
    include_str!("data/other-bodies.csv"),
];

/// A row of these files, whose columns are those of `docs/register-format.md`.
#[derive(Deserialize)]
struct Row {
    org_no: Option<String>,
    municipality_no: Option<String>,
    kind: String,
    name: String,
    language: String,
    county_no: Option<String>,
    name_se: Option<String>,
    name_sma: Option<String>,
    name_smj: Option<String>,
    name_fkv: Option<String>,
}

/// Writes them into a register that lacks them; how many there were to write. Must stand in a transaction.
pub fn load_shipped(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, Error> {
    if store::has_shipped(conn)? {
        return Ok(0);
    }
    store::lock(conn)?;
    // Another instance may have been first.
    if store::has_shipped(conn)? {
        return Ok(0);
    }
    let known = store::list_org_nos(conn)?;
    let mut new = read()?;
    new.retain(|body| body.org_no.as_ref().is_none_or(|no| !known.contains(no)));
    store::insert(conn, &new, Source::Shipped, now)?;
    Ok(new.len())
}

fn read() -> Result<Vec<NewBody>, Error> {
    let bad = |error: csv::Error| Error::internal(format!("the shipped bodies: {error}"));
    let mut all = Vec::new();
    for file in FILES {
        let mut reader = csv::Reader::from_reader(file.as_bytes());
        for row in reader.deserialize() {
            let row: Row = row.map_err(bad)?;
            let unknown = || Error::internal("the shipped bodies hold a word that is unknown");
            all.push(row.into_body().ok_or_else(unknown)?);
        }
    }
    Ok(all)
}

impl Row {
    fn into_body(self) -> Option<NewBody> {
        let language = Form::parse(&self.language)?;
        let main = match language {
            Form::Nn => Tongue::Nn,
            Form::Nb | Form::Neutral => Tongue::Nb,
        };
        let parallel = [
            (Tongue::Se, self.name_se),
            (Tongue::Sma, self.name_sma),
            (Tongue::Smj, self.name_smj),
            (Tongue::Fkv, self.name_fkv),
        ];
        let parallel = parallel
            .into_iter()
            .filter_map(|(tongue, name)| Some((tongue, name?)));
        Some(NewBody {
            org_no: self.org_no,
            municipality_no: self.municipality_no,
            kind: Kind::parse(&self.kind)?,
            county_no: self.county_no,
            language,
            names: std::iter::once((main, self.name)).chain(parallel).collect(),
            official: None,
            contact: Vec::new(),
            closed_on: None,
            successor_id: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bodies::body::{county_name, fold_name};
    use crate::text::OrgNo;
    use std::collections::HashSet;

    #[test]
    fn what_is_shipped_is_357_municipalities_and_the_47_others_with_sound_numbers() {
        let all = read().unwrap();
        let of = |kind| all.iter().filter(|body| body.kind == kind).count();
        assert_eq!(of(Kind::Municipality), 357);
        assert_eq!(of(Kind::CountyAuthority), 14);
        assert_eq!(of(Kind::CountyGovernor), 10);
        assert_eq!(of(Kind::HealthAuthority), 4);
        assert_eq!(
            of(Kind::State) + of(Kind::Organisation) + of(Kind::Other),
            19
        );
        let mut seen = HashSet::new();
        for body in &all {
            assert!(seen.insert(fold_name(&body.names[0].1)), "{body:?}");
            if let Some(no) = &body.org_no {
                assert!(
                    OrgNo::parse(no).is_ok() && seen.insert(no.clone()),
                    "{body:?}"
                );
            }
            let county = body.county_no.as_deref();
            assert!(
                county.is_none_or(|no| county_name(no).is_some()),
                "{body:?}"
            );
        }
        let without = all.iter().filter(|body| body.org_no.is_none());
        let without: Vec<_> = without.map(|body| body.names[0].1.as_str()).collect();
        assert_eq!(without, ["Haram kommune"]);
        let kven = all.iter().flat_map(|body| &body.names);
        assert_eq!(kven.filter(|(tongue, _)| *tongue == Tongue::Fkv).count(), 6);
    }

    #[test]
    fn those_with_names_in_sami_have_them() {
        let all = read().unwrap();
        for (name, tongue, other) in [
            ("Sametinget", Tongue::Se, "Sámediggi"),
            ("Sametinget", Tongue::Smj, "Sámedigge"),
            ("Sametinget", Tongue::Sma, "Saemiedigkie"),
            ("Troms fylkeskommune", Tongue::Se, "Romssa fylkkasuohkan"),
            (
                "Finnmark fylkeskommune",
                Tongue::Se,
                "Finnmárkku fylkkasuohkan",
            ),
            (
                "Trøndelag fylkeskommune",
                Tongue::Sma,
                "Trööndelagen fylhkentjïelte",
            ),
        ] {
            let found = all.iter().find(|body| body.names[0].1 == name).unwrap();
            assert!(
                found.names.contains(&(tongue, other.to_owned())),
                "{found:?}"
            );
        }
    }
}
