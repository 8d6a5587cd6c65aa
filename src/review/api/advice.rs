//! The answers to one råd side by side, or to the general fields.

use super::asked::{ADVICE, filter_of, parameters_of_part, turn};
use super::views::{AnswerView, AnswersToAdviceView, SupporterView, ToAdviceView, counts, cursors};
use crate::app::App;
use crate::consultations::{Field, GENERAL};
use crate::error::{Error, Problem};
use crate::programs::answer;
use crate::review::entry::{Entry, Said};
use crate::review::filter::Filter;
use crate::review::find::{SaidText, look};
use crate::review::read::{SideBySide, side_by_side};
use crate::review::supporters::{Part, Supporters, supporters};
use crate::session::staff::StaffAccess;
use crate::submissions::api::SaidView;
use crate::web::in_path;
use crate::web::openapi::{Operation, Response};
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

pub fn list_doc() -> Operation {
    Operation {
        id: "listAnswersToAdvice",
        summary: "List the answers to a råd, side by side",
        description: "Each text whole, with what was chosen; `generelt` is the key of the general fields. Reading one whose \
                      sender asked that something be withheld is told to the audit.",
        parameters: parameters_of_part(),
        responses: vec![Response::of::<AnswersToAdviceView>(200, "What was found.")],
        ..Operation::default()
    }
}

pub async fn list(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    query: Query,
) -> Result<HttpResponse, Error> {
    let (slug, key) = (in_path(&req, "slug"), in_path(&req, "key"));
    let filter = Filter {
        part: Some(key.to_owned()),
        ..filter_of(&query)?
    };
    let (limit, turn) = turn(&query)?;
    let consultation = app.consultations.get(&app.db, slug).await?;
    let advice = consultation.find_advice_ever(key);
    if advice.is_none() && key != GENERAL {
        return Err(Problem::NotFound.into());
    }
    let found = look(&app, &consultation, &filter).await?;
    let fields: Vec<&Field> = consultation.fields_ever_of(advice).collect();
    let SideBySide {
        screen,
        senders,
        said,
    } = side_by_side(&app, &found, turn, limit, &fields, staff.actor()).await?;
    let part = found.roster.part(key).unwrap_or_default();
    let of = screen.entries.iter().map(|(_, entry)| entry.submission_id);
    let supported = advice.map_or(Part::Whole, |a| Part::Advice(a.id));
    let by = supporters(&app, of.collect(), supported).await?;
    let nobody = Supporters::default();
    let view = |(at, entry): &(usize, &Entry)| {
        let (at, entry) = (*at, *entry);
        let sender = senders.iter().find(|s| s.version_id == entry.version_id);
        let supporters = by.get(&entry.submission_id).unwrap_or(&nobody);
        ToAdviceView {
            answer: AnswerView::of(&consultation, &found, (at, entry), sender),
            no_comment: found.roster.to_part(at, part) == Said::NoComment,
            said: said_by(entry, &fields, &said),
            supported_by: SupporterView::all(&consultation, &supporters.by),
            supported_before_withdrawal: SupporterView::all(&consultation, &supporters.gone),
        }
    };
    // The path has chosen the part.
    let mut of_part = counts(&consultation, &found, &filter);
    of_part.retain(|counts| counts.parameter != ADVICE);
    let (next_cursor, previous_cursor) = cursors(&screen);
    answer(&AnswersToAdviceView {
        total: found.roster.len(),
        found: found.len(),
        counts: of_part,
        items: screen.entries.iter().map(view).collect(),
        next_cursor,
        previous_cursor,
    })
}

/// In the order of the fields.
fn said_by(entry: &Entry, fields: &[&Field], said: &[SaidText]) -> Vec<SaidView> {
    let in_field = |field: &&Field| {
        let is_it = |s: &&SaidText| s.version_id == entry.version_id && s.field_id == field.id;
        let said = said.iter().find(is_it)?;
        Some(SaidView {
            field: field.key.clone(),
            text: said.text.clone(),
            choice: said.choice.clone(),
        })
    };
    fields.iter().filter_map(in_field).collect()
}
