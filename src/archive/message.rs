//! The message by which an archive takes in an answer: an *arkivmelding* of Fiks Arkiv (KS, version 1,
//! `no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett`), one incoming journal entry with its documents. Which of ours
//! stands where is told in `docs/archive.md`. Pure: text in, XML out.

use crate::calendar::oslo_date;
use crate::submissions::adoption::Confirmed;
use crate::submissions::receipt::{Adoption, AdoptionKind, OnBehalf, Receipt};
use crate::submissions::{StaffDecision, Withdrawal};
use crate::text::CaseRef;
use chrono::{DateTime, Utc};
use quick_xml::escape::escape;

/// How the system is called in the archive.
const SYSTEM: &str = "Høring";

/// A file that goes with the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// As people call it.
    pub title: String,
    pub name: String,
    /// Its name in the package: letters of ASCII, digits, point, dash.
    pub stored_as: String,
    pub media_type: &'static str,
    /// What the archive calls the format: `PDF/A`, `TXT`.
    pub format: &'static str,
    pub sha256: String,
    pub size: u64,
    /// Made to be kept, and not only as it was sent.
    pub is_archival: bool,
}

/// What is archived: one version that was sent, its main document first among the files.
#[derive(Debug, Clone, Copy)]
pub struct Archived<'a> {
    pub receipt: &'a Receipt,
    pub received_at: DateTime<Utc>,
    pub files: &'a [Enclosed],
    /// Names of files that were sent and are held back.
    pub held_back: &'a [String],
    /// Names of those that the storage has lost.
    pub lost: &'a [String],
    /// It was taken back: when, and why.
    pub withdrawn: Option<&'a Withdrawal>,
    /// What was decided of a late one.
    pub decided: Option<&'a StaffDecision>,
    /// It was sent with reservation, and adopted since.
    pub confirmed: Option<&'a Confirmed>,
    /// Its sender is a private person who does not want the name published.
    pub is_name_withheld: bool,
    /// The reference of the case as it is now; the answer may have come before there was one.
    pub reference: Option<&'a str>,
}

/// The message, whole.
pub fn message(of: Archived<'_>) -> String {
    let mut xml = Xml::default();
    xml.0
        .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.0.push_str(
        "<arkivmelding xmlns=\"https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/v1\" \
         xmlns:m=\"https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/metadatakatalog/v1\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n",
    );
    xml.one("system", SYSTEM);
    xml.one("antallFiler", &of.files.len().to_string());
    xml.0.push_str("<registrering xsi:type=\"journalpost\">\n");
    entry(&mut xml, of);
    xml.close("registrering");
    xml.close("arkivmelding");
    xml.0
}

fn entry(xml: &mut Xml, of: Archived<'_>) {
    let receipt = of.receipt;
    let at = instant(of.received_at);
    xml.one("opprettetDato", &at);
    xml.one("opprettetAv", SYSTEM);
    let case = receipt.consultation.reference.as_deref();
    let case = case.or(of.reference);
    if let Some(case) = case.and_then(|case| CaseRef::parse(case).ok()) {
        xml.within("referanseForelderMappe", |xml| {
            xml.0.push_str("<m:saksnummer>\n");
            xml.one("m:saksaar", &case.year().to_string());
            xml.one("m:sakssekvensnummer", &case.sequence().to_string());
            xml.close("m:saksnummer");
        });
    }
    for (file, no) in of.files.iter().zip(1..) {
        document(xml, file, no, &at);
    }
    xml.one(
        "tittel",
        &format!("Høringsuttalelse – {}", receipt.consultation.title),
    );
    xml.one(
        "beskrivelse",
        &format!("Innspill {}, versjon {}", receipt.number, receipt.version),
    );
    xml.one("forfatter", receipt.sender.name());
    for (text, is_shielded) in notes(of) {
        xml.within("merknad", |xml| {
            xml.one("merknadstekst", &text);
            xml.one("merknadsdato", &at);
            xml.one("merknadRegistrertAv", SYSTEM);
            xml.one("erSkjermet", &is_shielded.to_string());
        });
    }
    sender(xml, receipt);
    for cosigner in &receipt.cosigners {
        xml.within("korrespondansepart", |xml| {
            xml.code("korrespondanseparttype", "EA", "Avsender");
            xml.one("korrespondansepartNavn", cosigner);
        });
    }
    xml.within("referanseEksternNoekkel", |xml| {
        xml.one("m:fagsystem", SYSTEM);
        xml.one(
            "m:noekkel",
            &format!("{} versjon {}", receipt.number, receipt.version),
        );
    });
    xml.code("journalposttype", "I", "Inngående dokument");
    // Whoever keeps the archive takes it over from there.
    xml.code(
        "journalstatus",
        "M",
        "Midlertidig registrering av innkommet dokument",
    );
    let day = oslo_date(of.received_at).to_string();
    xml.one("dokumentetsDato", &day);
    xml.one("mottattDato", &at);
    xml.one("antallVedlegg", &(of.files.len() - 1).to_string());
}

fn sender(xml: &mut Xml, receipt: &Receipt) {
    let sender = &receipt.sender;
    let is_person = sender.on_behalf == OnBehalf::Person;
    xml.within("korrespondansepart", |xml| {
        xml.code("korrespondanseparttype", "EA", "Avsender");
        xml.one("korrespondansepartNavn", sender.name());
        if let Some(number) = &sender.organisation_number {
            xml.one("organisasjonid", number);
        }
        if !is_person {
            let person = match &sender.role {
                Some(role) => format!("{}, {role}", sender.person),
                None => sender.person.clone(),
            };
            xml.one("kontaktperson", &person);
        }
        xml.one("erPersonnavn", &is_person.to_string());
    });
}

fn document(xml: &mut Xml, file: &Enclosed, no: usize, at: &str) {
    let is_main = no == 1;
    xml.within("dokumentbeskrivelse", |xml| {
        match is_main {
            true => xml.code("dokumenttype", "UTTALELSE", "Høringsuttalelse"),
            false => xml.code("dokumenttype", "VEDLEGG", "Vedlegg"),
        }
        xml.code("dokumentstatus", "F", "Dokumentet er ferdigstilt");
        xml.one("tittel", &file.title);
        xml.one("opprettetDato", at);
        xml.one("opprettetAv", SYSTEM);
        match is_main {
            true => xml.code("tilknyttetRegistreringSom", "H", "Hoveddokument"),
            false => xml.code("tilknyttetRegistreringSom", "V", "Vedlegg"),
        }
        xml.one("dokumentnummer", &no.to_string());
        xml.one("tilknyttetDato", at);
        xml.one("tilknyttetAv", SYSTEM);
        xml.within("dokumentobjekt", |xml| {
            xml.one("versjonsnummer", "1");
            match file.is_archival {
                true => xml.code("variantformat", "A", "Arkivformat"),
                false => xml.code("variantformat", "P", "Produksjonsformat"),
            }
            xml.code("format", file.format, file.format);
            xml.one("mimeType", file.media_type);
            xml.one("opprettetDato", at);
            xml.one("opprettetAv", SYSTEM);
            xml.one("filnavn", &file.name);
            xml.one("referanseDokumentfil", &file.stored_as);
            xml.one("sjekksum", &file.sha256);
            xml.one("sjekksumAlgoritme", "SHA-256");
            xml.one("filstoerrelse", &file.size.to_string());
        });
    });
}

/// What whoever journals it should know; and whether it is for them alone.
fn notes(of: Archived<'_>) -> Vec<(String, bool)> {
    let receipt = of.receipt;
    let mut notes = Vec::new();
    if let Some(claim) = &receipt.confidentiality_claim {
        let text = format!(
            "Avsenderen ber om at noe blir unntatt offentlighet. Det er ikke avgjort. Begrunnelse: {claim}"
        );
        notes.push((text, true));
    }
    if of.is_name_withheld {
        let text = "Avsenderen er en privatperson og ønsker ikke at navnet blir publisert.";
        notes.push((text.to_owned(), true));
    }
    if receipt.late_seconds.is_some() {
        let text = format!("Kom etter fristen, som var {}.", receipt.deadline_on);
        notes.push((text, false));
    }
    if receipt.version > 1 {
        notes.push((
            format!("Er versjon {} av samme innspill.", receipt.version),
            false,
        ));
    }
    if let Some(decided) = of.decided {
        let counts = match decided.counts {
            true => "teller med",
            false => "teller ikke med",
        };
        let text = format!(
            "Det er avgjort {} at det {counts}. Begrunnelse: {}",
            oslo_date(decided.at),
            decided.reason
        );
        notes.push((text, false));
    }
    if let Some(withdrawn) = of.withdrawn {
        let text = format!(
            "Avsenderen trakk innspillet {}. Begrunnelse: {}",
            oslo_date(withdrawn.at),
            withdrawn.reason
        );
        notes.push((text, false));
    }
    notes.extend(receipt.adoption.as_ref().map(|told| (adopted(told), false)));
    notes.extend(of.confirmed.map(|told| (adopted_since(told), false)));
    let because = |names: &[String], why: &str| -> Vec<(String, bool)> {
        let text = |name| format!("Vedlegget «{name}» følger ikke med, fordi {why}.");
        names.iter().map(|name| (text(name), false)).collect()
    };
    notes.extend(because(of.held_back, "det kan inneholde skadevare"));
    let lost = "filen ikke lenger finnes der den ble lagret; kvitteringen har sjekksummen";
    notes.extend(because(of.lost, lost));
    notes
}

fn adopted(told: &Adoption) -> String {
    let mut text = match told.kind {
        AdoptionKind::Political => "Vedtatt politisk".to_owned(),
        AdoptionKind::Administrative => "Godkjent administrativt".to_owned(),
        AdoptionKind::Reserved => "Sendt med forbehold om politisk behandling".to_owned(),
    };
    let person = [told.name.as_deref(), told.role.as_deref()];
    let person: Vec<&str> = person.into_iter().flatten().collect();
    let parts = [
        told.body.clone().map(|body| format!(" av {body}")),
        (!person.is_empty()).then(|| format!(" ved {}", person.join(", "))),
        told.on.map(|on| format!(" {on}")),
        told.case.clone().map(|case| format!(", sak {case}")),
    ];
    text.extend(parts.into_iter().flatten());
    text.push('.');
    text
}

fn adopted_since(told: &Confirmed) -> String {
    let case = told.case.as_ref().map(|case| format!(", sak {case}"));
    format!(
        "Avsenderen meldte {} at innspillet er vedtatt slik det ble sendt, av {} {}{}.",
        oslo_date(told.at),
        told.adopted_by,
        told.adopted_on,
        case.unwrap_or_default()
    )
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// XML as it is written here: an element on each line.
#[derive(Default)]
struct Xml(String);

impl Xml {
    fn one(&mut self, name: &str, text: &str) {
        // What XML 1.0 cannot say at all is shown as something that was there.
        let sayable: String = text
            .chars()
            .map(|c| match c {
                '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' => c,
                '\u{10000}'.. => c,
                _ => '\u{fffd}',
            })
            .collect();
        let text = escape(&sayable);
        self.0.push_str(&format!("<{name}>{text}</{name}>\n"));
    }

    /// A code of a list, and what it stands for.
    fn code(&mut self, name: &str, code: &str, meaning: &str) {
        self.within(name, |xml| {
            xml.one("m:kode", code);
            xml.one("m:beskrivelse", meaning);
        });
    }

    fn within(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        self.0.push_str(&format!("<{name}>\n"));
        inner(self);
        self.close(name);
    }

    fn close(&mut self, name: &str) {
        self.0.push_str(&format!("</{name}>\n"));
    }
}
