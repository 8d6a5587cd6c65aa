//! The minutes of a meeting: a program of staff gets the desk that they are written at, and writes there as
//! every other answer is written.

use super::views::{BegunDraft, DraftView};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::programs::{NoBody, give, stored};
use crate::session::staff::StaffAccess;
use crate::submissions::draft;
use crate::submissions::minutes::{self, Writer};
use crate::web::conditions::etag;
use crate::web::in_path;
use crate::web::openapi::{Link, Operation, Response};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

pub fn open_doc() -> Operation {
    Operation {
        id: "openMinutes",
        summary: "Open the minutes of a meeting",
        description: "Once it has begun. The minutes are an answer: the token opens their draft, which is written, read and sent \
                      like every draft. Asked again, it is the same draft. It is called what the meeting is called when it is sent, \
                      whatever was told; where the meeting was moved since, it is not sent before it has begun.",
        responses: vec![
            Response::of::<BegunDraft>(200, "The draft, and the token that opens it.")
                .headers(&["ETag"]),
        ],
        problems: &[Problem::Invalid, Problem::NotOpen],
        links: &[Link {
            name: "read",
            operation: "readDraft",
            parameters: &[("desk", "$response.body#/draft/id")],
        }],
        ..Operation::default()
    }
}

pub async fn open(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let slug = in_path(&req, "slug");
    let consultation = app.consultations.get(&app.db, slug).await?;
    let meeting = minutes::meeting(&consultation, in_path(&req, "meeting"))?;
    let writer = Writer {
        staff_id: staff.staff_id,
        actor: staff.actor(),
        name: staff.name,
        email: staff.email,
        language: staff.language,
    };
    let opened = minutes::open(&app, &consultation, meeting, writer).await?;
    let desk = draft::read(&app, opened.desk).await?;
    let tag = etag(desk.version);
    let view = BegunDraft {
        draft: DraftView::of(&desk, &consultation),
        link: Some(app.url(&format!("/lenke/{}", opened.token))),
        token: Some(opened.token),
    };
    give(stored(200, vec![("etag", tag)], &view))
}
