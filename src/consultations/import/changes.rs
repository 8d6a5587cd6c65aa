//! What a new version may change of one that is published, and what it may not: answers stand on it.

use crate::consultations::assemble::Ids;
use crate::consultations::consultation::{
    Choice, Consultation, Field, FieldKind, Group, ListedLine, Status, Texts,
};
use crate::consultations::file::{self, Imported, Problem};
use crate::consultations::outline::{FieldPlan, Outline, full_key};
use chrono::NaiveDate;
use std::collections::HashSet;

/// The days that a new version stands on.
pub struct Days {
    pub today: NaiveDate,
    /// The deadline that it would have, dates of an example moved.
    pub deadline_on: NaiveDate,
    /// The last on which anybody can answer in time as it stands, with later deadlines of single ones.
    pub last_deadline: NaiveDate,
}

/// Everything that the file would change and must not, in the order of the file.
pub fn refused(old: &Consultation, ids: &Ids, imported: &Imported, days: &Days) -> Vec<Problem> {
    let mut check = Check {
        old,
        ids,
        imported,
        problems: Vec::new(),
    };
    check.case();
    check.deadline(days);
    check.dates(days);
    check.change_note();
    check.keys();
    check.fields();
    check.listed_lines();
    check.problems.sort_by_key(|p| (p.line, p.column));
    check.problems
}

struct Check<'a> {
    old: &'a Consultation,
    ids: &'a Ids,
    imported: &'a Imported,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn refuse(&mut self, at: &str, what: &str, what_to_do: &str) {
        let problem = self.imported.problem_at(at, what, what_to_do);
        self.problems.push(problem);
    }

    /// Owner, kind and reference are what the consultation is.
    fn case(&mut self) {
        let (old, file) = (self.old, &self.imported.file);
        if old.owner.org_no.as_deref() != Some(file.owner.org_no.as_str()) {
            self.refuse(
                "slug",
                &format!(
                    "«{}» hører til en annen virksomhet ({}).",
                    old.slug, old.owner.name.nb
                ),
                "Velg en annen «slug», eller rett «org_no» i [owner].",
            );
        }
        if old.kind != file.kind {
            self.refuse(
                "kind",
                "«kind» er en annen enn den som er publisert.",
                "En høring etter en innspillsrunde er en ny høring: gi den sin egen «slug», og skriv «follows».",
            );
        }
        let known = old
            .reference
            .as_deref()
            .and_then(|r| crate::text::CaseRef::parse(r).ok());
        if let Some(known) = known.filter(|known| file.reference.as_ref() != Some(known)) {
            self.refuse(
                "reference",
                &format!("«slug» er brukt av en høring i sak {known}."),
                "Skriv den referansen, eller velg en annen «slug».",
            );
        }
    }

    /// The same as for whoever moves it by a page: everybody who was asked gets a letter about it.
    fn deadline(&mut self, days: &Days) {
        let in_force = self.old.deadline_on;
        let (what, what_to_do) = match days.deadline_on {
            day if day < in_force => (
                "Fristen er tidligere enn den som gjelder; den kan bare utsettes.",
                "Skriv den fristen som gjelder, eller en senere.",
            ),
            day if day > in_force && self.old.status != Status::Open => (
                "Fristen er senere enn den som gjelder, men høringen er ikke lenger åpen.",
                "Skriv den fristen som gjelder.",
            ),
            day if day > in_force && day < days.today => (
                "Den nye fristen er en dag som er passert.",
                "Skriv den fristen som gjelder, eller en dag som kommer.",
            ),
            _ => return,
        };
        self.refuse("deadline_on", what, what_to_do);
    }

    fn dates(&mut self, days: &Days) {
        let (old, file) = (self.old, &self.imported.file);
        let published_on = old.demo.map_or(old.published_on, |demo| demo.published_on);
        if file.published_on != published_on {
            self.refuse(
                "published_on",
                "«published_on» er en annen enn da høringen ble publisert.",
                &format!("Skriv published_on = {published_on}."),
            );
        }
        if let Some(status) = file.status.filter(|status| *status < old.status) {
            self.refuse(
                "status",
                &format!(
                    "«status» går tilbake fra {} til {}.",
                    word(old.status),
                    word(status)
                ),
                "Status kan bare gå fremover. Fjern linjen for å la den stå som den er.",
            );
        }
        let moves = file.status.is_some_and(|status| status > old.status);
        let last = days.deadline_on.max(days.last_deadline);
        if moves && is_early(file.status, last, days.today) {
            self.problems.push(early(self.imported, last));
        }
    }

    fn change_note(&mut self) {
        let file = &self.imported.file;
        let Some(change) = &file.change else {
            return self.refuse(
                "slug",
                "Høringen er publisert, og filen er endret uten at det står hva som er nytt.",
                "Skriv hva som er endret i «change_note», og «professional_change» = true eller false.",
            );
        };
        let last = self
            .old
            .versions
            .last()
            .and_then(|v| v.change_note.as_ref());
        if last == Some(&change.note) {
            self.refuse(
                "change_note",
                "«change_note» er den samme som for forrige versjon.",
                "Skriv hva som er endret siden den.",
            );
        }
    }

    /// A key that is no longer in use never comes back as something else.
    fn keys(&mut self) {
        let (old, file) = (self.old, &self.imported.file);
        let chapters: HashSet<&str> = old.chapters.iter().map(|c| c.key.as_str()).collect();
        let advice: HashSet<&str> = old.advice().map(|a| a.key.as_str()).collect();
        let mut reused: Vec<&str> = Vec::new();
        for chapter in &file.chapters {
            if !chapters.contains(chapter.key.as_str()) && self.ids.knows(&chapter.key) {
                reused.push(&chapter.key);
            }
        }
        for one in file.advice() {
            if !advice.contains(one.key.as_str()) && self.ids.knows(&one.key) {
                reused.push(&one.key);
            }
        }
        for key in reused {
            self.refuse(
                key,
                &format!("Nøkkelen «{key}» har vært brukt før i denne høringen."),
                "Nøkler er varige: gi det nye en ny nøkkel.",
            );
        }
    }

    fn fields(&mut self) {
        let (old, imported) = (self.old, self.imported);
        let outline = Outline::of(&imported.file);
        for (_, plan) in outline.fields() {
            match old.find_field(&plan.key) {
                Some((_, field)) => self.field(field, plan),
                None if self.ids.fields.contains_key(&plan.key) => self.refuse(
                    &plan.key,
                    &format!(
                        "Nøkkelen «{}» har vært brukt før i denne høringen.",
                        plan.key
                    ),
                    "Nøkler er varige: gi det nye feltet en ny nøkkel.",
                ),
                None => {}
            }
        }
    }

    fn field(&mut self, old: &Field, new: &FieldPlan) {
        let key = &new.key;
        if old.kind != new.kind {
            return self.refuse(
                key,
                &format!("Feltet «{key}» har fått et annet slag enn det som er publisert."),
                "Gi det nye feltet en ny nøkkel, og la det gamle utgå.",
            );
        }
        if old.kind == FieldKind::Text && new.limit.is_some_and(|limit| limit < old.limit) {
            self.refuse(
                key,
                &format!("Grensen for feltet «{key}» er lavere enn {}.", old.limit),
                "Grensen kan bare heves: det kan være skrevet så mye allerede.",
            );
        }
        let published = |key: &&String| old.choices.iter().any(|choice| choice.key == **key);
        let first = new.choices.iter().position(|key| published(&key));
        let kept = new.choices.iter().skip(first.unwrap_or_default());
        let is_in_order = old
            .choices
            .iter()
            .map(|choice| &choice.key)
            .eq(kept.take(old.choices.len()));
        let is_whole = new.choices.iter().filter(published).count() == old.choices.len();
        if old.kind == FieldKind::Scale && is_whole && !is_in_order {
            self.refuse(
                key,
                &format!("Standpunktene i feltet «{key}» står i en annen rekkefølge enn det som er publisert."),
                "De står for svar som er gitt. Nye kan bare komme før eller etter dem.",
            );
        }
        for choice in &old.choices {
            if !new.choices.contains(&choice.key) {
                self.refuse(
                    key,
                    &format!("Valget «{}» i feltet «{key}» er borte.", choice.key),
                    "Et publisert valg må stå: det kan være valgt allerede. Nye valg kan legges til.",
                );
            } else if let Some(new) = self.new_label(key, &choice.key).cloned() {
                self.choice(key, choice, &new);
            }
        }
    }

    /// The words of a published choice stay in both languages; what was never said in nynorsk may be said now.
    fn choice(&mut self, field: &str, old: &Choice, new: &Texts) {
        let nn = old.label.nn.as_deref();
        let nn = nn.map(|old| ("nynorsk", old, new.nn.as_deref()));
        let nb = ("bokmål", old.label.nb.as_str(), Some(new.nb.as_str()));
        for (language, words, new) in [nb].into_iter().chain(nn) {
            if new == Some(words) {
                continue;
            }
            self.refuse(
                field,
                &format!(
                    "Valget «{}» i feltet «{field}» har fått en annen tekst på {language}.",
                    old.key
                ),
                &format!("Skriv «{words}», eller legg til et nytt valg med ny nøkkel."),
            );
        }
    }

    /// The label of a choice in the file.
    fn new_label(&self, field: &str, choice: &str) -> Option<&Texts> {
        let found = fields(&self.imported.file).find(|(key, _)| key == field);
        let options = found?.1.kind.options();
        let option = options.iter().find(|option| option.key == choice)?;
        Some(&option.label)
    }

    /// The list was frozen when it was published; only later additions are taken.
    fn listed_lines(&mut self) {
        let (old, new) = (&self.old.groups, &self.imported.file.groups);
        for (n, group) in old.iter().enumerate() {
            let place = format!("group {}", n + 1);
            let Some(found) = new.get(n).filter(|new| same_name(group, new)) else {
                self.refuse(
                    &place,
                    &format!("Gruppe {} på listen over høringsinstanser er endret eller flyttet.", n + 1),
                    "Listen er publisert: la gruppene stå i samme rekkefølge med samme navn, og legg nye til sist.",
                );
                continue;
            };
            for line in &group.lines {
                if !found.lines.iter().any(|new| is_same_line(line, new)) {
                    self.refuse(
                        &place,
                        &format!(
                            "Høringsinstansen «{}» er fjernet, endret eller flyttet.",
                            line.as_listed
                        ),
                        "Listen er publisert: nye linjer kan legges til, men ingen kan endres.",
                    );
                }
            }
        }
    }
}

/// Whether somebody can still answer in time, whom a status like this one would refuse.
pub fn is_early(status: Option<Status>, last_deadline: NaiveDate, today: NaiveDate) -> bool {
    status.is_some_and(|status| status > Status::Open) && today <= last_deadline
}

pub fn early(imported: &Imported, last_deadline: NaiveDate) -> Problem {
    imported.problem_at(
        "status",
        &format!("«status» sier at fristen er ute, men den siste fristen er {last_deadline}."),
        "Fjern «status» til den siste fristen er ute.",
    )
}

fn same_name(old: &Group, new: &file::Group) -> bool {
    old.name.as_ref().map(|n| &n.nb) == new.name.as_ref().map(|n| &n.nb)
}

/// Whether a line of the file is this one: the text to the letter, and the same bodies behind it.
pub fn is_same_line(old: &ListedLine, new: &file::ListedLine) -> bool {
    new.text == old.as_listed
        && i64::from(new.bodies()) == i64::from(old.bodies)
        && new.name == old.name
        && new.org_no.as_ref().map(|no| no.as_str()) == old.org_no.as_deref()
}

/// Every field of a file with its full key.
pub fn fields(file: &file::ConsultationFile) -> impl Iterator<Item = (String, &file::Field)> {
    let of_advice = file.advice().flat_map(|a| {
        let full = move |f: &file::Field| full_key(Some(&a.key), &f.key);
        a.fields.iter().map(move |f| (full(f), f))
    });
    of_advice.chain(file.general_fields.iter().map(|f| (f.key.clone(), f)))
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Preparing => "preparing",
        Status::Open => "open",
        Status::Processing => "processing",
        Status::Concluded => "concluded",
    }
}
