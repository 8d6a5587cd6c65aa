//! What a form reads and writes of the manuscript. Fields are named by their keys, not by their places, so that a
//! form that was open while others moved them still means the same field.

use super::Leaf;
use crate::error::Error;
use crate::setup::bring_back;
use crate::setup::manuscript::{Field, Manuscript, Words};
use crate::setup::pages::sheet::{manuscript_of, value_of};
use serde_json::{Map, Value, json};

/// The name of a list of fields in a form.
const FIELDS: &str = "felt";

impl Leaf {
    /// The values of the form; `None` when there is no such chapter or råd.
    pub(super) fn view(&self, m: &Manuscript) -> Result<Option<Value>, Error> {
        let whole = value_of(m)?;
        Ok(match self {
            Self::About | Self::Texts => Some(whole),
            Self::General => Some(json!({ FIELDS: fields_view(&m.general_fields) })),
            Self::Entry(key) => m.pointer(key).and_then(|at| {
                let mut view = whole.pointer(&at)?.clone();
                view[FIELDS] = fields_view(fields_of(m, key)?);
                Some(view)
            }),
        })
    }

    /// The manuscript with the form's values in it.
    pub(super) fn put(&self, m: &Manuscript, mut view: Value) -> Result<Manuscript, Error> {
        match self {
            Self::About | Self::Texts => manuscript_of(view),
            Self::General => {
                let mut new = m.clone();
                put_fields(&mut new.general_fields, &view[FIELDS]);
                Ok(new)
            }
            Self::Entry(key) => {
                let fields = view.as_object_mut().and_then(|view| view.remove(FIELDS));
                let mut whole = value_of(m)?;
                let at = m.pointer(key).unwrap_or_default();
                if let Some(slot) = whole.pointer_mut(&at) {
                    *slot = view;
                }
                let mut new = manuscript_of(whole)?;
                if let (Some(own), Some(fields)) = (fields_of_mut(&mut new, key), fields) {
                    put_fields(own, &fields);
                }
                Ok(new)
            }
        }
    }

    /// What a button does beside saving: adds, moves or removes a field, or brings one back that is `published`.
    pub(super) fn act(&self, m: &mut Manuscript, act: &str, published: Option<&Manuscript>) {
        let known = published.and_then(|published| match self {
            Self::General => Some(published.general_fields.as_slice()),
            Self::Entry(key) => fields_of(published, key),
            Self::About | Self::Texts => None,
        });
        let used = match self {
            Self::Entry(key) => m.used_field_keys(Some(key)),
            _ => m.used_field_keys(None),
        };
        let fields = match self {
            Self::General => Some(&mut m.general_fields),
            Self::Entry(key) => fields_of_mut(m, key),
            Self::About | Self::Texts => None,
        };
        let Some(fields) = fields else { return };
        let (verb, key) = act.split_once(':').unwrap_or((act, ""));
        let at = fields.iter().position(|field| field.key == key);
        match (verb, at) {
            ("tekstfelt", _) => fields.push(Field::fresh(fields, &used)),
            ("standpunkt" | "mal", _) => {
                let template = match verb {
                    "mal" => Field::template(true),
                    _ => vec![Field::stance()],
                };
                let new = Field::lacking(template, fields, &used);
                fields.splice(0..0, new);
            }
            ("hent", _) => bring_back::field(fields, known.unwrap_or_default(), key),
            ("fjern", Some(at)) => {
                fields.remove(at);
            }
            ("opp", Some(at)) if at > 0 => fields.swap(at, at - 1),
            ("ned", Some(at)) if at + 1 < fields.len() => fields.swap(at, at + 1),
            _ => {}
        }
    }
}

/// The fields of a råd; a chapter has none of its own.
pub(super) fn fields_of<'m>(m: &'m Manuscript, key: &str) -> Option<&'m [Field]> {
    if let Some(advice) = m.advice().find(|advice| advice.key == key) {
        return Some(&advice.fields);
    }
    m.chapters
        .iter()
        .any(|chapter| chapter.key == key)
        .then_some(&[])
}

fn fields_of_mut<'m>(m: &'m mut Manuscript, key: &str) -> Option<&'m mut Vec<Field>> {
    let mut advice = m
        .chapters
        .iter_mut()
        .flat_map(|chapter| &mut chapter.advice);
    advice
        .find(|advice| advice.key == key)
        .map(|advice| &mut advice.fields)
}

fn fields_view(fields: &[Field]) -> Value {
    let mut view = Map::new();
    for field in fields {
        let options: Map<String, Value> = field
            .options
            .iter()
            .map(|option| (option.key.clone(), json!({ "label": option.label })))
            .collect();
        let one = json!({
            "label": field.label,
            "help": field.help,
            "limit": field.limit,
            "options": options,
        });
        view.insert(field.key.clone(), one);
    }
    Value::Object(view)
}

fn put_fields(fields: &mut [Field], view: &Value) {
    let words = |value: &Value| -> Option<Words> { serde_json::from_value(value.clone()).ok() };
    for field in fields {
        let Some(typed) = view.get(&field.key) else {
            continue;
        };
        if let Some(label) = words(&typed["label"]) {
            field.label = label;
        }
        if let Some(help) = words(&typed["help"]) {
            field.help = help;
        }
        if let Some(limit) = typed["limit"].as_str() {
            // «4 000» is a number to people.
            field.limit = limit.split_whitespace().collect();
        }
        for option in &mut field.options {
            if let Some(label) = words(&typed["options"][&option.key]["label"]) {
                option.label = label;
            }
        }
    }
}

/// The control of a value in a chapter or råd: `rest` is the pointer below it.
pub fn control_name(m: &Manuscript, key: &str, rest: &str) -> String {
    named(fields_of(m, key).unwrap_or_default(), rest)
}

/// The control of a value among the general fields.
pub fn general_name(m: &Manuscript, at: &str) -> String {
    let rest = at
        .trim_start_matches("/general_fields")
        .trim_start_matches('/');
    named(&m.general_fields, &format!("fields/{rest}"))
}

fn named(fields: &[Field], rest: &str) -> String {
    let steps: Vec<&str> = rest.split('/').collect();
    let ["fields", at, own @ ..] = steps.as_slice() else {
        return steps.join(".");
    };
    let Some(field) = at.parse().ok().and_then(|at: usize| fields.get(at)) else {
        return String::new();
    };
    let key = &field.key;
    match own {
        ["options", at, own @ ..] => {
            let option = at.parse().ok().and_then(|at: usize| field.options.get(at));
            let option = option.map_or("", |option| option.key.as_str());
            format!("{FIELDS}.{key}.options.{option}.{}", own.join("."))
        }
        own => format!("{FIELDS}.{key}.{}", own.join(".")),
    }
}
