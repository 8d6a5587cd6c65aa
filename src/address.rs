//! What counts as an e-mail address. Nothing here knows how a letter is sent.

use std::{fmt, str::FromStr};

/// An address that any mail server can be handed: an ASCII local part, a domain with a dot in its ASCII form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

/// An address and the name of who reads there. The name may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    pub name: String,
    pub address: EmailAddress,
}

/// Why a text is no address that can be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoAddress {
    #[error("it is not of the form name@domain")]
    Form,
    /// Valid by RFC 6531, but many servers still refuse it, and then the letter never arrives.
    #[error("it has a letter before the @ that many mail servers do not take")]
    LocalNotAscii,
    #[error("what stands before the @ is not a name at a mail server")]
    Local,
    #[error("what stands after the @ is not a domain")]
    Domain,
}

impl EmailAddress {
    /// Reads an address as people type it; white space around it is not part of it.
    pub fn parse(text: &str) -> Result<Self, NoAddress> {
        let (local, domain) = text.trim().rsplit_once('@').ok_or(NoAddress::Form)?;
        check_local(local)?;
        let domain = ascii_domain(domain).ok_or(NoAddress::Domain)?;
        if local.len() + 1 + domain.len() > 254 {
            return Err(NoAddress::Domain);
        }
        Ok(Self(format!("{local}@{domain}")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// Enough to know one's own address by, and no more: «p…@fjellvik.example».
pub fn masked(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}…@{domain}")
}

fn check_local(local: &str) -> Result<(), NoAddress> {
    if !local.is_ascii() {
        // A control character that is not ASCII is no letter of somebody's name.
        let letters = local.chars().all(|c| c.is_ascii() || c.is_alphanumeric());
        return Err(if letters {
            NoAddress::LocalNotAscii
        } else {
            NoAddress::Local
        });
    }
    let dotted = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    // A leading hyphen is a command-line option to whatever program a relay hands the address on to.
    let good = (1..=64).contains(&local.len()) && !dotted && !local.starts_with('-');
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    if good && local.bytes().all(allowed) {
        Ok(())
    } else {
        Err(NoAddress::Local)
    }
}

/// The domain as mail servers write it (`xn--…` for other letters), or nothing when it is an address of a machine.
fn ascii_domain(domain: &str) -> Option<String> {
    if domain.contains('%') {
        return None; // the parser would decode it
    }
    let url::Host::Domain(ascii) = url::Host::parse(domain).ok()? else {
        return None;
    };
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    (ascii.contains('.') && ascii.split('.').all(label)).then_some(ascii)
}

impl FromStr for EmailAddress {
    type Err = NoAddress;
    fn from_str(text: &str) -> Result<Self, NoAddress> {
        Self::parse(text)
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Not the person's part, since what is printed for a developer may end in a log.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "…@{}", self.domain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_as_typed_with_its_domain_in_ascii() {
        for (typed, address) in [
            ("post@kommune.example", "post@kommune.example"),
            ("  Kari.N+h@Kommune.Example\n", "Kari.N+h@kommune.example"),
            ("post@sør-øst.example", "post@xn--sr-st-vuac.example"),
        ] {
            assert_eq!(EmailAddress::parse(typed).unwrap().as_str(), address);
        }
    }

    #[test]
    fn what_a_mail_server_would_take_amiss_is_refused() {
        use NoAddress::*;
        for (typed, why) in [
            ("", Form),
            ("post", Form),
            ("@a.example", Local),
            ("-oQ/tmp@a.example", Local),
            (".a@a.example", Local),
            ("a..b@a.example", Local),
            ("a b@a.example", Local),
            ("a\r\nBcc: b@a.example", Local),
            ("a\0@a.example", Local),
            ("a@b@a.example", Local),
            ("\"a b\"@a.example", Local),
            ("a<b>@a.example", Local),
            ("\u{202e}a@a.example", Local),
            ("bjørn@a.example", LocalNotAscii),
            ("a@", Domain),
            ("a@localhost", Domain),
            ("a@127.0.0.1", Domain),
            ("a@[::1]", Domain),
            ("a@a..example", Domain),
            ("a@-a.example", Domain),
            ("a@a_b.example", Domain),
            ("a@a%2eexample", Domain),
            ("a@a.example>", Domain),
            ("a@a.example\r\nBcc: x", Domain),
        ] {
            assert_eq!(EmailAddress::parse(typed).err(), Some(why), "{typed:?}");
        }
        let long = format!("{}@a.example", "a".repeat(65));
        assert!(EmailAddress::parse(&long).is_err());
    }

    #[test]
    fn an_address_is_shown_by_its_first_letter_and_its_domain() {
        assert_eq!(masked("post@fjellvik.example"), "p…@fjellvik.example");
        assert_eq!(masked("ø@x.example"), "ø…@x.example");
    }

    #[test]
    fn debug_output_does_not_name_the_person() {
        let address = EmailAddress::parse("kari@a.example").unwrap();
        assert_eq!(format!("{address:?}"), "…@a.example");
    }
}
