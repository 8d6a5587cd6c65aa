//! Addresses for trying things out: every body that has none gets one under `.example`, where nobody reads.

use super::body::{AddressKind, fold_name};
use super::store;
use crate::db::Conn;
use crate::error::Error;
use chrono::{DateTime, Utc};
use std::collections::HashSet;

/// A label of a domain has at most 63 characters; some are left for a number.
const LONGEST: usize = 58;

/// Gives an address to every body that never had one. For an example only: never in production.
pub fn give_example_addresses(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, Error> {
    let without = store::list_without_address(conn)?;
    let mut used: HashSet<String> = store::list_example_domains(conn)?.into_iter().collect();
    let mut rows = Vec::with_capacity(without.len());
    for (id, name) in without {
        let label = label(&name);
        let domains = (1..).map(|n| match n {
            1 => format!("{label}.example"),
            n => format!("{label}-{n}.example"),
        });
        let free = domains.into_iter().find(|domain| !used.contains(domain));
        let domain = free.ok_or_else(|| Error::internal("no domain is free"))?;
        rows.push((id, AddressKind::Official, format!("postmottak@{domain}")));
        used.insert(domain);
    }
    store::insert_addresses(conn, &rows, now)?;
    Ok(rows.len())
}

/// A name as a label of a domain: «Herøy kommune (Nordland)» is `heroy-kommune-nordland`.
fn label(name: &str) -> String {
    let mut label = String::new();
    for c in fold_name(name).chars() {
        let plain = match c {
            'æ' | 'ä' => "ae",
            'ø' | 'ö' => "o",
            'å' | 'á' => "a",
            'č' => "c",
            'đ' => "d",
            'ŋ' => "n",
            'š' => "s",
            'ŧ' => "t",
            'ž' => "z",
            'é' => "e",
            _ if c.is_ascii_alphanumeric() => {
                label.push(c);
                continue;
            }
            _ if label.ends_with('-') || label.is_empty() => continue,
            _ => "-",
        };
        label.push_str(plain);
    }
    label.truncate(LONGEST);
    let label = label.trim_matches('-');
    match label {
        "" => "instans".to_owned(),
        label => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_label_of_a_domain() {
        assert_eq!(label("Herøy kommune (Nordland)"), "heroy-kommune-nordland");
        assert_eq!(
            label("FO – Fellesorganisasjonen"),
            "fo-fellesorganisasjonen"
        );
        assert_eq!(label("Sámi «Ŋ» Čáhci"), "sami-n-cahci");
        assert_eq!(label("(…)"), "instans");
        assert!(label(&"ord ".repeat(60)).len() <= LONGEST);
    }
}
