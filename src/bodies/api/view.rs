//! Bodies as programs of staff get them, with what waits at them.

use crate::bodies::body::{
    Address, AddressKind, AddressState, Body, Form, Kind, Name, Source, Tongue,
};
use crate::bodies::reports::Report;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A body (høringsinstans) of the register.
#[derive(Serialize, ToSchema)]
pub struct BodyView {
    pub id: Uuid,
    /// Raised by every change; stands in the ETag.
    pub version: i64,
    pub kind: Kind,
    /// In the body's own language form.
    pub name: String,
    pub org_no: Option<String>,
    pub municipality_no: Option<String>,
    pub county_no: Option<String>,
    /// The language form that it is written to in.
    pub language: Form,
    /// Where letters go, if anywhere.
    pub address: Option<String>,
    /// Those in use first.
    pub names: Vec<NameView>,
    /// The oldest first.
    pub addresses: Vec<AddressView>,
    pub source: Source,
    /// The body that took its place.
    pub successor: Option<Uuid>,
    /// The day from which it is no more.
    pub closed_on: Option<NaiveDate>,
    pub in_force: bool,
    pub changed_at: DateTime<Utc>,
    /// What was said of its address, and waits for staff.
    pub reports: Vec<ReportView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = BodyName)]
pub struct NameView {
    text: String,
    language: Tongue,
    /// The one that is shown; the others are parallel.
    is_shown: bool,
    valid_from_on: Option<NaiveDate>,
    /// The day from which it is no longer used.
    valid_to_on: Option<NaiveDate>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = BodyAddress)]
pub struct AddressView {
    #[schema(format = "email")]
    address: String,
    kind: AddressKind,
    state: AddressState,
    note: Option<String>,
    created_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
}

/// Somebody who holds the body's link said that they are not the right recipient.
#[derive(Serialize, ToSchema)]
#[schema(as = BodyReport)]
pub struct ReportView {
    id: Uuid,
    /// Where letters should go instead.
    address: Option<String>,
    note: Option<String>,
    at: DateTime<Utc>,
}

impl BodyView {
    pub fn of(body: &Body, reports: &[Report], today: NaiveDate) -> Self {
        Self {
            id: body.id,
            version: body.version,
            kind: body.kind,
            name: body.own_name().to_owned(),
            org_no: body.org_no.clone(),
            municipality_no: body.municipality_no.clone(),
            county_no: body.county_no.clone(),
            language: body.language,
            address: body.official_address().map(str::to_owned),
            names: body.names.iter().map(NameView::of).collect(),
            addresses: body.addresses.iter().map(AddressView::of).collect(),
            source: body.source,
            successor: body.successor_id,
            closed_on: body.closed_on,
            in_force: body.is_in_force(today),
            changed_at: body.changed_at,
            reports: ReportView::all(reports),
        }
    }
}

impl NameView {
    fn of(name: &Name) -> Self {
        Self {
            text: name.text.clone(),
            language: name.tongue,
            is_shown: name.sort == 0 && name.valid_to.is_none(),
            valid_from_on: name.valid_from,
            valid_to_on: name.valid_to,
        }
    }
}

impl AddressView {
    fn of(address: &Address) -> Self {
        Self {
            address: address.address.clone(),
            kind: address.kind,
            state: address.state,
            note: address.note.clone(),
            created_at: address.created_at,
            ended_at: address.ended_at,
        }
    }
}

impl ReportView {
    pub fn all(reports: &[Report]) -> Vec<Self> {
        let view = |report: &Report| Self {
            id: report.id,
            address: report.address.clone(),
            note: report.note.clone(),
            at: report.at,
        };
        reports.iter().map(view).collect()
    }
}
