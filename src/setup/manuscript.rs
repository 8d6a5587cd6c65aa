//! What a working copy holds: the same as an import file, but every value is what somebody typed, right or
//! not. Nothing is refused here; `check.rs` says what is wrong, `file.rs` writes it as the import file that it is.

use crate::consultations::file::{self, ConsultationFile};
use crate::consultations::{self, Consultation};
use crate::text::count;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WorkingCopyContent)]
pub struct Manuscript {
    #[schema(pattern = "^(høring|innspillsrunde)?$")]
    pub kind: String,
    pub reference: String,
    pub slug: String,
    #[schema(pattern = "^(preparing|open|processing|concluded)?$")]
    pub status: String,
    pub published_on: String,
    pub deadline_on: String,
    pub short_reason: String,
    pub follows: String,
    pub change_note: Words,
    /// «true» or «false» when the question has been answered.
    #[schema(pattern = "^(true|false)?$")]
    pub professional_change: String,
    pub owner: Owner,
    /// What the owner was called, and where replies to it went, when this was begun: what stands so still is not changed by
    /// it. The house keeps it.
    pub known_owner: Owner,
    pub contact: Contact,
    pub product_type: Words,
    pub title: Words,
    pub proposal_title: Words,
    pub ingress: Words,
    pub letter: Words,
    pub background: Words,
    pub documents: Vec<Document>,
    pub chapters: Vec<Chapter>,
    pub general_fields: Vec<Field>,
    pub groups: Vec<Group>,
    /// Somebody has said that nobody is to be invited: a consultation without a list is asked about.
    pub nobody_invited: bool,
    /// The address of the consultation that this was copied from. The house keeps it.
    pub copied_from: String,
    /// Somebody has looked over the documents that came with the copy, and says that they are those of this consultation.
    pub documents_looked_over: bool,
    /// Keys that were given once and must not come back as something else: of chapters and råd, and of fields with
    /// their råd's before them. The house keeps them.
    pub used_keys: Vec<String>,
    /// Keys of the same kinds that were given here and removed again. Somebody may still be writing to what had them, and that
    /// must not come to stand at something else: nothing new gets them. The house keeps them.
    pub removed_keys: Vec<String>,
    /// What was changed while it waited for its day, and was put back when it was published. The house keeps it.
    pub put_back: Vec<PutBack>,
}

/// A value that stands as it is published again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct PutBack {
    /// Its JSON pointer.
    pub at: String,
    /// What stood there; of a group, the name where that was another.
    pub was: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WrittenWords)]
pub struct Words {
    pub nb: String,
    pub nn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WrittenOwner)]
pub struct Owner {
    pub name: Words,
    pub org_no: String,
    pub reply_address: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WrittenContact)]
pub struct Contact {
    pub name: String,
    pub email: String,
    pub phone: String,
}

/// A document; its bytes are kept by their hash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WrittenDocument)]
pub struct Document {
    #[schema(pattern = "^(letter|draft|paper)?$")]
    pub kind: String,
    #[schema(pattern = "^(nb|nn)?$")]
    pub language: String,
    pub title: String,
    pub file: String,
    /// Lower-case hex.
    pub sha256: String,
    pub size: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WrittenChapter)]
pub struct Chapter {
    #[schema(pattern = "^[a-z0-9]*([_-][a-z0-9]+)*$", max_length = 80)]
    pub key: String,
    pub number: String,
    pub title: Words,
    pub example_title: bool,
    pub body: Words,
    pub advice: Vec<Advice>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WrittenAdvice)]
pub struct Advice {
    #[schema(pattern = "^[a-z0-9]*([_-][a-z0-9]+)*$", max_length = 80)]
    pub key: String,
    pub number: String,
    pub title: Words,
    pub example_title: bool,
    #[schema(pattern = "^(bør|skal)?$")]
    pub strength: String,
    pub body: Words,
    pub rationale: Words,
    pub practice: Words,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WrittenField)]
pub struct Field {
    #[schema(pattern = "^[a-z0-9]*([_-][a-z0-9]+)*$", max_length = 80)]
    pub key: String,
    #[schema(pattern = "^(text|scale|choice)?$")]
    pub kind: String,
    pub label: Words,
    pub help: Words,
    pub limit: String,
    pub options: Vec<FieldOption>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WrittenOption)]
pub struct FieldOption {
    #[schema(pattern = "^[a-z0-9]*([_-][a-z0-9]+)*$", max_length = 80)]
    pub key: String,
    pub label: Words,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WrittenGroup)]
pub struct Group {
    pub name: Words,
    pub lines: Vec<Line>,
    /// The list of bodies that the lines were taken from; not in the file, which has the lines.
    pub list: Option<TakenList>,
}

/// A list of bodies as it was when it was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TakenList {
    pub id: Uuid,
    pub version: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WrittenLine)]
pub struct Line {
    pub text: String,
    pub name: String,
    pub org_no: String,
    #[schema(
        pattern = "^(municipalities|county_authorities|county_governors|health_authorities)?$"
    )]
    pub collective: String,
    pub count: u32,
    /// It was taken in with the list of its group, and goes when that is taken in anew.
    pub of_list: bool,
}

impl Words {
    pub fn of(texts: &consultations::Texts) -> Self {
        Self {
            nb: texts.nb.clone(),
            nn: texts.nn.clone().unwrap_or_default(),
        }
    }

    fn maybe(texts: Option<&consultations::Texts>) -> Self {
        texts.map(Self::of).unwrap_or_default()
    }

    pub fn both(nb: &str, nn: &str) -> Self {
        Self {
            nb: nb.to_owned(),
            nn: nn.to_owned(),
        }
    }
}

/// The word that serde knows the value by.
pub fn word(value: impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn strength(strength: Option<consultations::Strength>) -> String {
    match strength {
        None => "",
        Some(consultations::Strength::Should) => "bør",
        Some(consultations::Strength::Shall) => "skal",
    }
    .to_owned()
}

impl Manuscript {
    pub fn of_file(file: &ConsultationFile) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let change = file.change.as_ref();
        Self {
            kind: word(file.kind),
            reference: file
                .reference
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            slug: file.slug.clone(),
            status: file.status.map(word).unwrap_or_default(),
            published_on: file.published_on.to_string(),
            deadline_on: file.deadline_on.to_string(),
            short_reason: text(&file.short_reason),
            follows: text(&file.follows),
            change_note: Words::maybe(change.map(|c| &c.note)),
            professional_change: change
                .map(|c| c.professional.to_string())
                .unwrap_or_default(),
            owner: Owner {
                name: Words::of(&file.owner.name),
                org_no: file.owner.org_no.as_str().to_owned(),
                reply_address: file.owner.reply_address.clone(),
            },
            known_owner: Owner::default(),
            contact: Contact::of(&file.contact),
            product_type: Words::maybe(file.product_type.as_ref()),
            title: Words::of(&file.title),
            proposal_title: Words::maybe(file.proposal_title.as_ref()),
            ingress: Words::of(&file.ingress),
            letter: Words::maybe(file.letter.as_ref()),
            background: Words::maybe(file.background.as_ref()),
            documents: file.documents.iter().map(Document::of_file).collect(),
            chapters: file.chapters.iter().map(Chapter::of_file).collect(),
            general_fields: file.general_fields.iter().map(Field::of_file).collect(),
            groups: file.groups.iter().map(Group::of_file).collect(),
            nobody_invited: false,
            copied_from: String::new(),
            documents_looked_over: false,
            used_keys: Vec::new(),
            removed_keys: Vec::new(),
            put_back: Vec::new(),
        }
    }

    /// What is published, as the file that would say it; `used_keys` were given at any time.
    pub fn of_published(c: &Consultation, used_keys: Vec<String>) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let documents = c.documents.iter().map(Document::of_published);
        let mut documents: Vec<Document> = documents.collect();
        file::apart(&mut documents, |document| &mut document.file);
        let Self {
            kind,
            published_on,
            deadline_on,
            groups,
            ..
        } = Self::of_fixed(c);
        Self {
            kind,
            reference: text(&c.reference),
            slug: c.slug.clone(),
            status: String::new(),
            published_on,
            deadline_on,
            short_reason: text(&c.short_reason),
            follows: c
                .follows
                .as_ref()
                .map(|f| f.slug.clone())
                .unwrap_or_default(),
            change_note: Words::default(),
            professional_change: String::new(),
            owner: Owner {
                name: Words::of(&c.owner.name),
                org_no: text(&c.owner.org_no),
                reply_address: c.owner.reply_address.clone(),
            },
            known_owner: Owner::default(),
            contact: Contact::of(&c.contact),
            product_type: Words::maybe(c.product_type.as_ref()),
            title: Words::of(&c.title),
            proposal_title: Words::maybe(c.proposal_title.as_ref()),
            ingress: Words::maybe(c.ingress.as_ref()),
            letter: Words::maybe(c.letter.as_ref()),
            background: Words::maybe(c.background.as_ref()),
            documents,
            chapters: c.chapters.iter().map(Chapter::of_published).collect(),
            general_fields: c
                .general_fields
                .iter()
                .map(|field| Field::of_published(None, field))
                .collect(),
            groups,
            // That was meant when it was published; a copy is asked anew.
            nobody_invited: c.groups.is_empty(),
            copied_from: String::new(),
            documents_looked_over: false,
            used_keys,
            removed_keys: Vec::new(),
            put_back: Vec::new(),
        }
    }

    /// Of what is published, what no working copy of it can change.
    pub fn of_fixed(c: &Consultation) -> Self {
        let (published_on, deadline_on) = c.demo.map_or((c.published_on, c.deadline_on), |d| {
            (d.published_on, d.deadline_on)
        });
        Self {
            kind: word(c.kind),
            published_on: published_on.to_string(),
            deadline_on: deadline_on.to_string(),
            groups: c.groups.iter().map(Group::of_published).collect(),
            ..Self::default()
        }
    }

    /// The same again under another name: no dates, no reference, no history but where it came from.
    pub fn as_new(mut self, slug: &str) -> Self {
        self.copied_from = std::mem::replace(&mut self.slug, slug.to_owned());
        for gone in [
            &mut self.reference,
            &mut self.status,
            &mut self.published_on,
            &mut self.deadline_on,
            &mut self.short_reason,
            &mut self.follows,
            &mut self.professional_change,
        ] {
            gone.clear();
        }
        self.change_note = Words::default();
        self.used_keys.clear();
        self.removed_keys.clear();
        self.nobody_invited = false;
        self.documents_looked_over = false;
        self
    }

    pub fn advice(&self) -> impl Iterator<Item = &Advice> {
        self.chapters.iter().flat_map(|chapter| &chapter.advice)
    }

    /// How many are invited when the collective lines are counted out.
    pub fn body_count(&self) -> u64 {
        let lines = self.groups.iter().flat_map(|group| &group.lines);
        lines.map(|line| u64::from(line.count.max(1))).sum()
    }

    /// Where the chapter or råd with this key stands, as a JSON pointer.
    pub fn pointer(&self, key: &str) -> Option<String> {
        self.chapters.iter().enumerate().find_map(|(i, chapter)| {
            if chapter.key == key {
                return Some(format!("/chapters/{i}"));
            }
            let j = chapter.advice.iter().position(|advice| advice.key == key)?;
            Some(format!("/chapters/{i}/advice/{j}"))
        })
    }

    /// A key for a new chapter («k3») or råd («r12») that nothing ever had.
    pub fn fresh_key(&self, letter: char) -> String {
        let mut used: HashSet<&str> = self.given_keys().map(String::as_str).collect();
        used.extend(self.chapters.iter().map(|chapter| chapter.key.as_str()));
        used.extend(self.advice().map(|advice| advice.key.as_str()));
        let mut n = 1_u32;
        loop {
            let key = format!("{letter}{n}");
            if !used.contains(key.as_str()) {
                return key;
            }
            n += 1;
        }
    }

    /// The keys that fields of a råd had at any time; of the general ones where `advice` is none.
    pub fn used_field_keys(&self, advice: Option<&str>) -> HashSet<String> {
        let own = |key: &String| match advice {
            Some(advice) => key
                .strip_prefix(advice)?
                .strip_prefix('.')
                .map(str::to_owned),
            None => (!key.contains('.')).then(|| key.clone()),
        };
        self.given_keys().filter_map(own).collect()
    }

    fn given_keys(&self) -> impl Iterator<Item = &String> {
        self.used_keys.iter().chain(&self.removed_keys)
    }

    /// The same, knowing what it does not have any more of what stood here before.
    #[must_use]
    pub fn coming_after(&self, before: &Self) -> Self {
        let there: HashSet<String> = self.keys().collect();
        let mut removed_keys = before.removed_keys.clone();
        removed_keys.extend(before.keys().filter(|key| !there.contains(key)));
        removed_keys.retain(|key| !there.contains(key));
        removed_keys.sort();
        removed_keys.dedup();
        Self {
            removed_keys,
            ..self.clone()
        }
    }

    /// Those of its chapters, råd and fields, the last with their råd's before them.
    fn keys(&self) -> impl Iterator<Item = String> {
        let of_chapter = |chapter: &Chapter| {
            let of_advice = |advice: &Advice| {
                let own = |field: &Field| format!("{}.{}", advice.key, field.key);
                let fields: Vec<String> = advice.fields.iter().map(own).collect();
                std::iter::once(advice.key.clone()).chain(fields)
            };
            let advice: Vec<String> = chapter.advice.iter().flat_map(of_advice).collect();
            std::iter::once(chapter.key.clone()).chain(advice)
        };
        let general = self.general_fields.iter().map(|field| field.key.clone());
        self.chapters.iter().flat_map(of_chapter).chain(general)
    }

    /// Every text in both languages, with its pointer.
    pub fn words(&self) -> Vec<(String, &Words)> {
        let mut all: Vec<(String, &Words)> = vec![
            ("/owner/name".into(), &self.owner.name),
            ("/title".into(), &self.title),
            ("/product_type".into(), &self.product_type),
            ("/proposal_title".into(), &self.proposal_title),
            ("/ingress".into(), &self.ingress),
            ("/letter".into(), &self.letter),
            ("/background".into(), &self.background),
            ("/change_note".into(), &self.change_note),
        ];
        for (i, chapter) in self.chapters.iter().enumerate() {
            let at = format!("/chapters/{i}");
            all.push((format!("{at}/title"), &chapter.title));
            all.push((format!("{at}/body"), &chapter.body));
            for (j, advice) in chapter.advice.iter().enumerate() {
                let at = format!("{at}/advice/{j}");
                all.push((format!("{at}/title"), &advice.title));
                all.push((format!("{at}/body"), &advice.body));
                all.push((format!("{at}/rationale"), &advice.rationale));
                all.push((format!("{at}/practice"), &advice.practice));
                add_fields(&mut all, &at, "fields", &advice.fields);
            }
        }
        add_fields(&mut all, "", "general_fields", &self.general_fields);
        for (i, group) in self.groups.iter().enumerate() {
            all.push((format!("/groups/{i}/name"), &group.name));
        }
        all
    }

    /// How long the texts are in all, for the page that says what there is.
    pub fn length(&self) -> usize {
        self.words().iter().map(|(_, words)| count(&words.nb)).sum()
    }
}

fn add_fields<'m>(all: &mut Vec<(String, &'m Words)>, at: &str, name: &str, fields: &'m [Field]) {
    for (n, field) in fields.iter().enumerate() {
        let at = format!("{at}/{name}/{n}");
        all.push((format!("{at}/label"), &field.label));
        all.push((format!("{at}/help"), &field.help));
        for (o, option) in field.options.iter().enumerate() {
            all.push((format!("{at}/options/{o}/label"), &option.label));
        }
    }
}

impl Contact {
    fn of(contact: &consultations::Contact) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            name: text(&contact.name),
            email: text(&contact.email),
            phone: text(&contact.phone),
        }
    }
}

impl Document {
    fn of_file(document: &file::Document) -> Self {
        Self {
            kind: word(document.kind),
            language: document.lang.code().to_owned(),
            title: document.title.clone(),
            file: document.file_name.clone(),
            sha256: document.sha256.iter().map(|b| format!("{b:02x}")).collect(),
            size: document.size() as u64,
        }
    }

    fn of_published(document: &consultations::Document) -> Self {
        Self {
            kind: word(document.kind),
            language: document.language.clone(),
            title: document.title.clone(),
            file: document.file_name.clone(),
            sha256: document.sha256.clone(),
            size: u64::try_from(document.size).unwrap_or_default(),
        }
    }
}

impl Chapter {
    fn of_file(chapter: &file::Chapter) -> Self {
        Self {
            key: chapter.key.clone(),
            number: chapter.number.clone().unwrap_or_default(),
            title: Words::of(&chapter.title),
            example_title: chapter.example_title,
            body: Words::maybe(chapter.body.as_ref()),
            advice: chapter.advice.iter().map(Advice::of_file).collect(),
        }
    }

    fn of_published(chapter: &consultations::Chapter) -> Self {
        Self {
            key: chapter.key.clone(),
            number: chapter.number.clone().unwrap_or_default(),
            title: Words::of(&chapter.title),
            example_title: chapter.example_title,
            body: Words::maybe(chapter.body.as_ref()),
            advice: chapter.advice.iter().map(Advice::of_published).collect(),
        }
    }
}

impl Advice {
    fn of_file(advice: &file::Advice) -> Self {
        Self {
            key: advice.key.clone(),
            number: advice.number.clone(),
            title: Words::of(&advice.title),
            example_title: advice.example_title,
            strength: strength(advice.strength),
            body: Words::of(&advice.body),
            rationale: Words::maybe(advice.rationale.as_ref()),
            practice: Words::maybe(advice.practice.as_ref()),
            fields: advice.fields.iter().map(Field::of_file).collect(),
        }
    }

    fn of_published(advice: &consultations::Advice) -> Self {
        let fields = advice.fields.iter();
        Self {
            key: advice.key.clone(),
            number: advice.number.clone(),
            title: Words::of(&advice.title),
            example_title: advice.example_title,
            strength: strength(advice.strength),
            body: Words::maybe(advice.body.as_ref()),
            rationale: Words::maybe(advice.rationale.as_ref()),
            practice: Words::maybe(advice.practice.as_ref()),
            fields: fields
                .map(|field| Field::of_published(Some(&advice.key), field))
                .collect(),
        }
    }
}

impl Field {
    fn of_file(field: &file::Field) -> Self {
        let (kind, limit) = match &field.kind {
            file::FieldKind::Text { limit } => ("text", limit.to_string()),
            file::FieldKind::Scale { .. } => ("scale", String::new()),
            file::FieldKind::Choice { .. } => ("choice", String::new()),
        };
        let option = |option: &file::FieldOption| FieldOption {
            key: option.key.clone(),
            label: Words::of(&option.label),
        };
        Self {
            key: field.key.clone(),
            kind: kind.to_owned(),
            label: Words::of(&field.label),
            help: Words::maybe(field.help.as_ref()),
            limit,
            options: field.kind.options().iter().map(option).collect(),
        }
    }

    /// The key of a published field begins with its råd's.
    fn of_published(advice: Option<&str>, field: &consultations::Field) -> Self {
        let own = advice.and_then(|advice| field.key.strip_prefix(advice)?.strip_prefix('.'));
        let is_text = field.kind == consultations::FieldKind::Text;
        let option = |choice: &consultations::Choice| FieldOption {
            key: choice.key.clone(),
            label: Words::of(&choice.label),
        };
        Self {
            key: own.unwrap_or(&field.key).to_owned(),
            kind: word(field.kind),
            label: Words::of(&field.label),
            help: Words::maybe(field.help.as_ref()),
            limit: if is_text {
                field.limit.to_string()
            } else {
                String::new()
            },
            options: field.choices.iter().map(option).collect(),
        }
    }

    fn text(key: &str, label: Words, help: Words) -> Self {
        Self {
            key: key.to_owned(),
            kind: "text".to_owned(),
            label,
            help,
            limit: crate::text::DEFAULT_LIMIT.to_string(),
            options: Vec::new(),
        }
    }

    /// What every råd is asked about as a rule.
    pub fn template(with_stance: bool) -> Vec<Self> {
        let stance = with_stance.then(Self::stance);
        let texts = [
            Self::text(
                "tekst",
                Words::both("Innspill til rådet", "Innspel til rådet"),
                Words::default(),
            ),
            Self::text(
                "begrunnelse",
                Words::both(
                    "Begrunnelse og praktisk gjennomføring",
                    "Grunngiving og praktisk gjennomføring",
                ),
                Words::default(),
            ),
        ];
        stance.into_iter().chain(texts).collect()
    }

    pub fn stance() -> Self {
        let option = |key: &str, nb: &str, nn: &str| FieldOption {
            key: key.to_owned(),
            label: Words::both(nb, nn),
        };
        Self {
            key: "standpunkt".to_owned(),
            kind: "scale".to_owned(),
            label: Words::both("Standpunkt til rådet", "Standpunkt til rådet"),
            help: Words::default(),
            limit: String::new(),
            options: vec![
                option("stotter", "Støtter", "Støttar"),
                option(
                    "stotter-med-endringer",
                    "Støtter med endringer",
                    "Støttar med endringar",
                ),
                option("stotter-ikke", "Støtter ikke", "Støttar ikkje"),
            ],
        }
    }

    /// An empty text field whose key none of these has, and no field there ever had.
    pub fn fresh(fields: &[Self], used: &HashSet<String>) -> Self {
        let keys = (1..).map(|n| format!("felt{n}"));
        let key = first_free(keys, fields, used);
        Self::text(&key, Words::default(), Words::default())
    }

    /// Those of the template that are not among these fields, under keys that no field there ever had: what was
    /// answered under the label that stood there before must not come to stand under this one.
    pub fn lacking(template: Vec<Self>, fields: &[Self], used: &HashSet<String>) -> Vec<Self> {
        let is_digit = |c: char| c.is_ascii_digit();
        let is_there = |new: &Self| {
            let mut keys = fields.iter().map(|known| known.key.as_str());
            keys.any(|key| key.trim_end_matches(is_digit) == new.key)
        };
        let lacking = template.into_iter().filter(|new| !is_there(new));
        let keyed = lacking.map(|new| {
            let numbered = (2..).map(|n| format!("{}{n}", new.key));
            let keys = std::iter::once(new.key.clone()).chain(numbered);
            Self {
                key: first_free(keys, fields, used),
                ..new
            }
        });
        keyed.collect()
    }
}

fn first_free(
    mut keys: impl Iterator<Item = String>,
    fields: &[Field],
    used: &HashSet<String>,
) -> String {
    let is_free =
        |key: &String| !used.contains(key.as_str()) && fields.iter().all(|field| field.key != *key);
    keys.find(is_free).unwrap_or_default()
}

impl Group {
    fn of_file(group: &file::Group) -> Self {
        let line = |line: &file::ListedLine| Line {
            text: line.text.clone(),
            name: line.name.clone().unwrap_or_default(),
            org_no: line
                .org_no
                .as_ref()
                .map(|no| no.as_str().to_owned())
                .unwrap_or_default(),
            collective: line.collective.map(|c| word(c.kind)).unwrap_or_default(),
            count: line.collective.map_or(0, |c| c.count),
            of_list: false,
        };
        Self {
            name: Words::maybe(group.name.as_ref()),
            lines: group.lines.iter().map(line).collect(),
            list: None,
        }
    }

    fn of_published(group: &consultations::Group) -> Self {
        let line = |line: &consultations::ListedLine| {
            let collective = line.collective.clone().unwrap_or_default();
            Line {
                text: line.as_listed.clone(),
                name: line.name.clone().unwrap_or_default(),
                org_no: line.org_no.clone().unwrap_or_default(),
                count: if collective.is_empty() {
                    0
                } else {
                    u32::try_from(line.bodies).unwrap_or(0)
                },
                collective,
                of_list: false,
            }
        };
        Self {
            name: Words::maybe(group.name.as_ref()),
            lines: group.lines.iter().map(line).collect(),
            list: None,
        }
    }
}
