//! What a button of each form does, as a browser presses it: every form of a desk with everything that it can do.

use super::State;
use super::operations::When;
use super::scene::{Asker, DUE_ON, First, Things};
use crate::support::respondent::TEXT;

pub type Fields = Vec<(String, String)>;

/// One press of a form, that does what an operation does.
pub struct Press {
    pub path: &'static str,
    /// The operation whose rules hold, and those that the same press is, too.
    pub does: &'static [&'static str],
    /// The page that the form stands on; it answers at `path`.
    pub from: &'static str,
    pub brings: Brings,
    /// Pressed once more with what the page that came says, and this.
    pub then: Option<fn() -> Fields>,
    /// Where the rule has nothing that this needs.
    pub first: &'static [First],
    /// Where the page does nothing, though the operation would.
    pub idle: When,
}

/// What stands there is what was sent: the page leads to the receipt.
const AS_SENT: When = |_, state| {
    use State::{ConcludedSent, Reserved, Sent, SentLate, Supplemented, Unconfirmed};
    matches!(
        state,
        Sent | Reserved | Supplemented | SentLate | Unconfirmed | ConcludedSent
    )
};

pub enum Brings {
    Fields(fn(&Asker, &Things, usize) -> Fields),
    /// A file in this control.
    File(&'static str),
}

fn fields<const N: usize>(all: [(&str, &str); N]) -> Fields {
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    all.into_iter().map(own).collect()
}

type Made = fn(&Asker, &Things, usize) -> Fields;

const fn press(path: &'static str, does: &'static [&'static str], made: Made) -> Press {
    Press {
        path,
        does,
        from: path,
        brings: Brings::Fields(made),
        then: None,
        first: &[],
        idle: |_, _| false,
    }
}

const fn bare(path: &'static str, does: &'static [&'static str]) -> Press {
    press(path, does, |_, _, _| Vec::new())
}

const fn file(path: &'static str, does: &'static [&'static str], control: &'static str) -> Press {
    Press {
        brings: Brings::File(control),
        ..bare(path, does)
    }
}

impl Press {
    const fn from(self, from: &'static str) -> Self {
        Self { from, ..self }
    }

    const fn first(self, first: &'static [First]) -> Self {
        Self { first, ..self }
    }

    const fn idle(self, idle: When) -> Self {
        Self { idle, ..self }
    }

    const fn then(self, then: fn() -> Fields) -> Self {
        Self {
            then: Some(then),
            ..self
        }
    }
}

const PART: &str = "/svar/{desk}/raad/{key}";
const PART_NOTE: &str = "/svar/{desk}/raad/{key}/notat";
const HOLDER: &str = "/svar/{desk}/raad/{key}/skrives-av";
const NO_COMMENT: &str = "/svar/{desk}/raad/{key}/ingen-merknad";
const CHOICE: &str = "/svar/{desk}/raad/{key}/valg";
const HISTORY: &str = "/svar/{desk}/raad/{key}/historikk/{field}";
const COLLEAGUE: &str = "/svar/{desk}/medskrivere/{contributor}";
const COSIGNERS: &str = "/svar/{desk}/medunderskrivere";
const SIGN: &str = "/svar/{desk}/medunderskrift/{cosigner}";
const MEMBERS: &str = "/svar/{desk}/medlemmer";
const SUPPORT: &str = "/svar/{desk}/stotte/{number}";
const BODY: &str = "/svar/{desk}/virksomheten";

/// A button that has the id of something as its value.
fn of(asker: &Asker, all: &Things, control: &str, thing: &str) -> Fields {
    fields([(control, &asker.thing(all, thing))])
}

pub const PRESSES: &[Press] = &[
    press(HISTORY, &["chooseFieldVersion", "writeField"], |_, _, _| {
        fields([("versjon", "1"), ("v.r1.tekst", "2")])
    }),
    bare("/svar/{desk}/raad/{key}/til-stede", &["announcePresence"]).from(PART),
    press("/svar/{desk}/notat", &["writeNote"], |_, _, n| {
        fields([("notat", &format!("Notat {n}"))])
    })
    .from("/svar/{desk}"),
    press("/svar/{desk}/notat", &["removeNote"], |asker, all, _| {
        of(asker, all, "slett", "note")
    })
    .from("/svar/{desk}"),
    press(PART_NOTE, &["writeNote"], |_, _, n| {
        fields([("notat", &format!("Notat {n}"))])
    })
    .from(PART),
    press(PART_NOTE, &["removeNote"], |asker, all, _| {
        of(asker, all, "slett", "part_note")
    })
    .from(PART),
    press(HOLDER, &["setHolder"], |_, _, _| {
        fields([("skrives_av", "meg")])
    })
    .from(PART),
    press(HOLDER, &["removeHolder"], |_, _, _| {
        fields([("skrives_av", "ingen")])
    })
    .from(PART),
    file("/svar/{desk}/vedlegg", &["addAttachment"], "fil"),
    bare("/svar/{desk}/vedlegg/{attachment}", &["removeAttachment"]).from("/svar/{desk}/vedlegg"),
    press(
        "/svar/{desk}/vedlegg/{attachment}",
        &["restoreAttachment"],
        |_, _, _| fields([("gjor", "angre")]),
    )
    .from("/svar/{desk}/vedlegg"),
    bare("/svar/{desk}/ingen-merknad", &["setNoCommentToTheRest"]).from("/svar/{desk}"),
    press(
        "/svar/{desk}/ingen-merknad",
        &["undoNoCommentToTheRest"],
        |asker, all, _| of(asker, all, "angre", "batch"),
    )
    .from("/svar/{desk}"),
    press(
        "/svar/{desk}/sett-endringer",
        &["seeProposal"],
        |_, _, _| fields([("versjon", "2")]),
    )
    .from("/svar/{desk}"),
    bare("/svar/{desk}/vis-alle", &["changeDraft"])
        .from("/svar/{desk}")
        .first(&[First::Chosen]),
    press(PART, &["writeField"], |_, _, n| {
        fields([(TEXT, &format!("Tekst {n}")), ("v.r1.tekst", "0")])
    }),
    press(PART, &["setNoComment"], |_, _, _| {
        fields([("r1.standpunkt", "ingen merknad")])
    }),
    press(PART, &["removeNoComment"], |_, _, _| {
        fields([("merke", "ingen")])
    }),
    press(PART, &["setReady"], |_, _, _| fields([("ferdig", "ja")])),
    press(PART, &["removeReady"], |_, _, _| {
        fields([("merke", "ferdig")])
    }),
    press(NO_COMMENT, &["setNoComment"], |_, _, _| {
        fields([("svar", "ja")])
    }),
    press(NO_COMMENT, &["removeNoComment"], |_, _, _| {
        fields([("svar", "nei")])
    }),
    press(CHOICE, &["chooseFieldVersion", "writeField"], |_, _, _| {
        fields([
            ("velg.r1.tekst", "min"),
            ("min.r1.tekst", "1"),
            ("v.r1.tekst", "2"),
        ])
    })
    .from(PART),
    press("/svar/{desk}/avsender", &["changeDraft"], |_, _, n| {
        fields([("person", &format!("Person {n}"))])
    }),
    press("/svar/{desk}/frist", &["askForMoreTime"], |_, _, n| {
        fields([
            ("new_on", "2026-06-20"),
            ("reason", "Rådet møtes i juni."),
            ("email", "kari@kommune.example"),
            ("nokkel", &format!("frist-{n}")),
        ])
    }),
    press("/svar/{desk}/lagre", &["sendLink"], |_, _, n| {
        fields([("email", &format!("side-{n}@kommune.example"))])
    }),
    press("/svar/{desk}/send", &["sendDraft"], |_, _, n| {
        fields([
            ("nokkel", &format!("send-{n}")),
            ("behandlet", "political"),
            ("vedtatt_av", "rådet"),
            ("vedtatt_dato", "2026-02-27"),
        ])
    })
    .from("/svar/{desk}/se-over")
    .idle(AS_SENT),
    bare("/svar/{desk}/klar", &["setReadyForApproval"]).from("/svar/{desk}/godkjenning"),
    press("/svar/{desk}/godkjenning", &["approveDraft"], |_, _, _| {
        fields([("name", "Berit"), ("role", "Leder")])
    }),
    press("/svar/{desk}/godkjenning", &["reopenDraft"], |_, _, _| {
        fields([("handling", "gjenapne")])
    }),
    press("/svar/{desk}/laas", &["lockDraft"], |_, _, _| {
        fields([("treated_in", "kommunestyret")])
    })
    .from("/svar/{desk}/godkjenning"),
    press("/svar/{desk}/laas", &["unlockDraft"], |_, _, _| {
        fields([("handling", "opp")])
    })
    .from("/svar/{desk}/godkjenning"),
    press("/svar/{desk}/vedtak", &["tellAdoption"], |_, _, _| {
        fields([
            ("behandlet", "political"),
            ("vedtatt_av", "rådet"),
            ("vedtatt_dato", "2026-02-27"),
        ])
    }),
    press("/svar/{desk}/vedtak", &["removeAdoption"], |_, _, _| {
        fields([("behandlet", "ikke-aktuelt")])
    }),
    press(
        "/svar/{desk}/vedtak/bekreft",
        &["confirmAdoption"],
        |_, _, _| fields([("body", "rådet"), ("on", "2026-02-27"), ("case", "")]),
    )
    .from("/svar/{desk}/vedtak"),
    press("/svar/{desk}/vedtatt-tekst", &["writeField"], |_, _, n| {
        fields([(TEXT, &format!("Vedtatt {n}")), ("v.r1.tekst", "0")])
    })
    .then(|| fields([("gjor", "lagre")])),
    press(
        "/svar/{desk}/vedtatt-tekst/laas-opp",
        &["unlockDraft"],
        |_, _, n| fields([(TEXT, &format!("Vedtatt {n}")), ("v.r1.tekst", "0")]),
    )
    .from("/svar/{desk}/vedtatt-tekst"),
    press("/svar/{desk}/trekk", &["withdrawAnswer"], |_, _, _| {
        fields([("reason", "Feil sak.")])
    }),
    press(
        "/svar/{desk}/bekreftelse",
        &["sendConfirmationAgain"],
        |_, _, n| fields([("email", &format!("side-{n}@kommune.example"))]),
    )
    .from("/svar/{desk}/kvittering"),
    press(
        "/svar/{desk}/medskrivere",
        &["askContributor"],
        |_, _, n| {
            fields([
                ("name", "Per"),
                ("email", &format!("per-side-{n}@kommune.example")),
                ("may", "write"),
                ("language", "nb"),
                ("nokkel", &format!("spor-{n}")),
            ])
        },
    ),
    press(COLLEAGUE, &["changeContributor"], |_, _, _| {
        fields([("may", "read")])
    }),
    bare(
        "/svar/{desk}/medskrivere/{contributor}/lenke",
        &["sendContributorLetter"],
    )
    .from(COLLEAGUE),
    press(
        "/svar/{desk}/medskrivere/{contributor}/lenke",
        &["replaceContributorLink"],
        |_, _, _| fields([("ny", "1")]),
    )
    .from(COLLEAGUE),
    bare(
        "/svar/{desk}/medskrivere/{contributor}/ut",
        &["endContributor"],
    )
    .from(COLLEAGUE),
    bare(
        "/svar/{desk}/lenker/{letter_link}/avslutt",
        &["endLetterLink"],
    )
    .from("/svar/{desk}/medskrivere"),
    press(COSIGNERS, &["askCosigner"], |_, _, n| {
        fields([
            ("gjor", "spor"),
            ("name", &format!("Ås {n} lag")),
            ("organisation_number", ""),
            ("email", &format!("as-{n}@lag.example")),
            ("language", "nb"),
        ])
    }),
    press(COSIGNERS, &["askCosigner"], |_, _, n| {
        let list = format!("Ås {n} lag; as-{n}@lag.example\nBø {n} lag; bo-{n}@lag.example");
        fields([("gjor", "liste"), ("list", &list)])
    }),
    press(COSIGNERS, &["remindCosigners"], |_, _, _| {
        fields([("gjor", "minn")])
    }),
    press(COSIGNERS, &["takeOutCosigner"], |asker, all, _| {
        of(asker, all, "ut", "cosigner")
    }),
    press(COSIGNERS, &["sendCosignerLetter"], |asker, all, _| {
        of(asker, all, "send", "cosigner")
    }),
    press(COSIGNERS, &["replaceCosignerLink"], |asker, all, _| {
        of(asker, all, "ny", "cosigner")
    }),
    press(COSIGNERS, &["openOtherAnswer"], |_, _, _| {
        fields([("gjor", "begge")])
    }),
    press(SIGN, &["cosign"], |asker, all, _| {
        fields([
            ("gjor", "bekreft"),
            ("tekst", &asker.thing(all, "sha256")),
            ("name", "Per"),
            ("role", "Leder"),
        ])
    }),
    press(SIGN, &["declineToCosign"], |_, _, _| {
        fields([("gjor", "avsla"), ("message", "Vi er uenige.")])
    }),
    press(SIGN, &["takeBackCosignature"], |_, _, _| {
        fields([("gjor", "trekk")])
    }),
    press(MEMBERS, &["beginMemberRound"], |_, _, _| {
        fields([
            ("gjor", "begynn"),
            ("due_on", DUE_ON),
            ("message", "Si fra."),
            ("language", "nb"),
        ])
    }),
    press(MEMBERS, &["moveMemberRound"], |_, _, _| {
        fields([("gjor", "dag"), ("due_on", "2026-03-25")])
    }),
    press(MEMBERS, &["endMemberRound"], |_, _, _| {
        fields([("gjor", "avslutt")])
    }),
    press(MEMBERS, &["askMembers"], |_, _, n| {
        fields([
            ("gjor", "en"),
            ("name", "Nes lag"),
            ("email", &format!("nes-side-{n}@lag.example")),
        ])
    }),
    press(MEMBERS, &["remindMembers"], |_, _, _| {
        fields([("gjor", "minn")])
    }),
    press(MEMBERS, &["takeOutMember"], |asker, all, _| {
        of(asker, all, "ut", "organisation")
    }),
    press(
        "/svar/{desk}/medlemmer/raad/{key}",
        &["takeInMemberInput"],
        |asker, all, _| {
            let member = asker.thing(all, "organisation");
            fields([("felt", TEXT), ("versjon", "0"), ("ta-inn", &member)])
        },
    ),
    bare("/svar/{desk}/lever", &["handOver"]),
    press("/svar/{desk}/deling", &["shareAnswer"], |_, _, _| {
        fields([("gjor", "del")])
    }),
    press("/svar/{desk}/deling", &["unshareAnswer"], |_, _, _| {
        fields([("gjor", "slutt")])
    }),
    press(SUPPORT, &["endorseAnswer"], |_, _, _| {
        fields([("gjor", "hele"), ("versjon", "1")])
    }),
    press(SUPPORT, &["removeEndorsement"], |_, _, _| {
        fields([("gjor", "angre")])
    }),
    press(SUPPORT, &["keepEndorsement"], |_, _, _| {
        fields([("gjor", "behold")])
    }),
    file("/svar/{desk}/word", &["readWordFile"], "file"),
    press(
        "/svar/{desk}/word/{reading}",
        &["takeInWordReading"],
        |asker, all, _| {
            let place = asker.thing(all, "place");
            fields([("ta-inn", &place), (&format!("v.{place}"), "0")])
        },
    ),
    bare(BODY, &["makeBodyFeed"]),
    press(BODY, &["endBodyFeed"], |_, _, _| {
        fields([("gjor", "avslutt")])
    }),
];

/// The value of every hidden control of the forms on a page that are sent to this address.
pub fn hidden_in(page: &str, path: &str) -> Fields {
    let mut found = Fields::new();
    for form in page.split("<form").skip(1) {
        let form = form.split("</form>").next().unwrap_or_default();
        let head = form.split('>').next().unwrap_or_default();
        if !head.contains(&format!("action=\"{path}\"")) {
            continue;
        }
        for input in form.split("<input type=\"hidden\" name=\"").skip(1) {
            let mut words = input.split('"');
            let (name, value) = (words.next(), words.nth(1));
            if let (Some(name), Some(value)) = (name, value) {
                found.push((name.to_owned(), value.replace("&#34;", "\"")));
            }
        }
    }
    found
}
