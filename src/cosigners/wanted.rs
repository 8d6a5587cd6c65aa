//! Who shall be asked, as it is told, and who may ask. A body of the register is asked at the address that stands there,
//! whatever was typed: nobody signs for it from a mailbox of their own.

use crate::address::EmailAddress;
use crate::bodies::{self, fold_name};
use crate::db::Conn;
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::submissions::cosigners::Cosigner;
use crate::submissions::desk::Desk;
use crate::submissions::mails::is_only_a_name;
use crate::submissions::receipt::OnBehalf;
use crate::submissions::rights::whose;
use crate::submissions::told::registered;
use crate::text::{self, OrgNo};
use chrono::NaiveDate;
use uuid::Uuid;

/// What stands in the way of asking anybody at all.
pub const WHOLE: &str = "cosigners";
pub const NAME: &str = "name";
pub const ORG_NO: &str = "organisation_number";
pub const EMAIL: &str = "email";

const LONGEST_NAME: usize = 200;

/// As it was told.
#[derive(Debug, Clone, Default)]
pub struct Told {
    pub name: String,
    pub organisation_number: String,
    pub email: String,
    /// Of the letters to a body that the register does not have.
    pub language: Lang,
}

/// What was told, checked as far as it can be without the register.
#[derive(Debug, Clone)]
pub struct Wanted {
    name: String,
    org_no: Option<String>,
    email: Option<String>,
    language: Lang,
}

/// A body that can be asked.
#[derive(Debug, Clone)]
pub struct Found {
    pub name: String,
    pub org_no: Option<String>,
    pub body_id: Option<Uuid>,
    pub email: String,
    pub language: Lang,
}

/// The lines of a pasted list, with the number of each: the name of a body and, where the register does not have it or has
/// several of that name, behind a semicolon or a tab its number, its address or both. Empty lines are nobody.
pub fn lines(pasted: &str, language: Lang) -> Vec<(usize, Told)> {
    let lines = pasted.lines().enumerate();
    let told = lines
        .filter(|(_, line)| !text::is_blank(line))
        .map(|(n, line)| (n + 1, line_told(line, language)));
    told.collect()
}

fn line_told(line: &str, language: Lang) -> Told {
    let mut told = Told {
        language,
        ..Told::default()
    };
    let mut name = line;
    while let Some((before, last)) = name.rsplit_once([';', '\t']) {
        let last = last.trim();
        if last.contains('@') && told.email.is_empty() {
            last.clone_into(&mut told.email);
        } else if OrgNo::parse(last).is_ok() && told.organisation_number.is_empty() {
            last.clone_into(&mut told.organisation_number);
        } else if !last.is_empty() {
            break;
        }
        name = before;
    }
    name.trim().clone_into(&mut told.name);
    told
}

/// All of a list, or every fault: at `cosigners/3/name` for the fourth.
pub fn check_all(told: &[Told]) -> Result<Vec<Wanted>, Error> {
    let (mut wanted, mut faults) = (Vec::with_capacity(told.len()), Vec::new());
    for (n, told) in told.iter().enumerate() {
        match Wanted::check(told) {
            Ok(one) => wanted.push(one),
            Err(error) => faults.extend(in_list(n, error.fields)),
        }
    }
    match faults.is_empty() {
        true => Ok(wanted),
        false => Err(Error::invalid(faults)),
    }
}

/// Faults of the one with this place in a list.
pub fn in_list(n: usize, faults: Vec<FieldError>) -> impl Iterator<Item = FieldError> {
    faults.into_iter().map(move |fault| FieldError {
        at: format!("{WHOLE}/{n}/{}", fault.at),
        ..fault
    })
}

impl Wanted {
    pub fn check(told: &Told) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let name = text::single_line(&told.name);
        match text::count(&name) {
            0 => faults.push(FieldError::new(NAME, "error-cosigner-name")),
            n if n > LONGEST_NAME => {
                let most = i64::try_from(LONGEST_NAME).unwrap_or(i64::MAX);
                faults.push(FieldError::new(NAME, "error-length").with(most));
            }
            // It stands in letters to others.
            _ if !is_only_a_name(&name) => {
                faults.push(FieldError::new(NAME, "error-cosigner-only-name"));
            }
            _ => {}
        }
        let number = text::single_line(&told.organisation_number);
        let org_no = match number.is_empty() {
            true => None,
            false => OrgNo::parse(&number).map(Some).unwrap_or_else(|_| {
                faults.push(FieldError::new(ORG_NO, "error-org-no"));
                None
            }),
        };
        let typed = text::single_line(&told.email);
        let email = match typed.is_empty() {
            true => None,
            false => EmailAddress::parse(&typed).map(Some).unwrap_or_else(|_| {
                faults.push(FieldError::new(EMAIL, "error-email"));
                None
            }),
        };
        match faults.is_empty() {
            true => Ok(Self {
                name,
                org_no: org_no.map(|number| number.as_str().to_owned()),
                email: email.map(|email| email.as_str().to_owned()),
                language: told.language,
            }),
            false => Err(Error::invalid(faults)),
        }
    }

    /// Looks the body up; one that the register does not have needs an address.
    pub fn find(&self, conn: &mut Conn, desk: &Desk, day: NaiveDate) -> Result<Found, Error> {
        let number = self.org_no.as_deref();
        if let Some(body) = registered(conn, number, Some(&self.name), day)? {
            if desk.body.as_ref().is_some_and(|own| own.body_id == body.id) {
                return refused(NAME, "error-cosigner-self");
            }
            let Some(address) = body.official_address() else {
                return refused(NAME, "error-cosigner-no-address");
            };
            return Ok(Found {
                name: body.own_name().to_owned(),
                org_no: body.org_no.clone(),
                email: address.to_owned(),
                language: body.language.lang(),
                body_id: Some(body.id),
            });
        }
        // Several are called so: whoever signs for one of them must be that one.
        if !bodies::find_by_name(conn, &self.name, day)?.is_empty() {
            return refused(ORG_NO, "error-cosigner-which");
        }
        if whose(desk).is_some_and(|own| fold_name(own) == fold_name(&self.name)) {
            return refused(NAME, "error-cosigner-self");
        }
        let Some(email) = self.email.clone() else {
            return refused(EMAIL, "error-cosigner-email");
        };
        Ok(Found {
            name: self.name.clone(),
            org_no: self.org_no.clone(),
            body_id: None,
            email,
            language: self.language,
        })
    }
}

fn refused<T>(at: &'static str, code: &'static str) -> Result<T, Error> {
    Err(Error::invalid(vec![FieldError::new(at, code)]))
}

impl Found {
    /// It was asked before.
    pub fn is(&self, there: &Cosigner) -> bool {
        match (self.body_id, there.body_id) {
            (Some(own), Some(theirs)) => own == theirs,
            // Two numbers are two bodies, whatever they are called.
            (None, None) => match (&self.org_no, &there.org_no) {
                (Some(own), Some(theirs)) => own == theirs,
                _ => fold_name(&self.name) == fold_name(&there.name),
            },
            _ => false,
        }
    }
}

/// The name of the organisation that asks. Letters go to whatever body is named, so it must be known who has them sent:
/// a body that was invited, or one whose address is confirmed.
pub fn who_asks(desk: &Desk) -> Result<&str, Error> {
    let is_person = desk.sender.on_behalf == Some(OnBehalf::Person);
    if desk.umbrella.is_some() || desk.is_minutes() || is_person {
        return refused(WHOLE, "error-cosigners-not-here");
    }
    // Others are asked where the answer is that is given with them.
    if !desk.is_joint && desk.body.as_ref().is_some_and(|body| body.other.is_some()) {
        return refused(WHOLE, "error-cosigners-other");
    }
    if desk.body.is_none() && desk.confirmed_email.is_none() {
        return refused(WHOLE, "error-cosigners-confirm");
    }
    match (&desk.body, &desk.sender.organisation) {
        (Some(body), _) => Ok(&body.name),
        (None, Some(name)) => Ok(name),
        (None, None) => refused(WHOLE, "error-cosigners-who"),
    }
}

/// What a body is called in letters to others: nobody has checked what was told of who answers.
pub fn known_as(desk: &Desk) -> Option<&str> {
    match &desk.body {
        Some(body) => Some(&body.name),
        None => whose(desk).filter(|name| is_only_a_name(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_with_a_number_or_an_address_behind_it_or_neither() {
        let pasted = "Fjellvik kommune\n\nElveby; og dal lag; post@elveby.example\nVik lag\t312345676\nNes lag; 312 345 676 ;post@nes.example;";
        let told: Vec<(usize, [String; 3])> = lines(pasted, Lang::Nb)
            .into_iter()
            .map(|(n, told)| (n, [told.name, told.organisation_number, told.email]))
            .collect();
        let expected = [
            (1, ["Fjellvik kommune", "", ""]),
            (3, ["Elveby; og dal lag", "", "post@elveby.example"]),
            (4, ["Vik lag", "312345676", ""]),
            (5, ["Nes lag", "312 345 676", "post@nes.example"]),
        ];
        assert_eq!(
            told,
            expected.map(|(n, line)| (n, line.map(ToOwned::to_owned)))
        );
    }

    #[test]
    fn every_fault_of_a_list_is_told_with_its_place() {
        let told: Vec<Told> = lines("; a@b.example\nVik lag; feil@", Lang::Nb)
            .into_iter()
            .map(|(_, told)| told)
            .collect();
        let error = check_all(&told).expect_err("faults");
        let faults: Vec<_> = error
            .fields
            .iter()
            .map(|f| (f.at.as_str(), f.code))
            .collect();
        assert_eq!(
            faults,
            [
                ("cosigners/0/name", "error-cosigner-name"),
                ("cosigners/1/email", "error-email"),
            ]
        );
    }
}
