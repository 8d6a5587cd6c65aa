//! The tables, as both databases hold them. Written by hand: the column types are portable ones
//! (`types.rs`), and `tests/it/migrations.rs` loads every table on both databases.

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    owner (id) {
        id -> UuidCol,
        name_nb -> Text,
        name_nn -> Nullable<Text>,
        org_no -> Nullable<Text>,
        reply_address -> Text,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    case_series (id) {
        id -> UuidCol,
        owner_id -> UuidCol,
        year -> Nullable<Integer>,
        sequence -> Nullable<BigInt>,
        own_key -> Nullable<Text>,
        as_written -> Text,
        next_number -> BigInt,
        next_change -> BigInt,
        next_leaf -> BigInt,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    consultation (id) {
        id -> UuidCol,
        owner_id -> UuidCol,
        case_series_id -> UuidCol,
        reference -> Nullable<Text>,
        slug -> Text,
        kind -> Text,
        status -> Text,
        follows_id -> Nullable<UuidCol>,
        published_on -> Date,
        deadline_on -> Date,
        true_published_on -> Nullable<Date>,
        true_deadline_on -> Nullable<Date>,
        short_reason -> Nullable<Text>,
        contact -> JsonCol,
        search_text -> Text,
        created_at -> InstantCol,
        changed_at -> InstantCol,
        called_off_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    proposal_version (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        no -> Integer,
        published_at -> Nullable<InstantCol>,
        professional_change -> Bool,
        outline -> JsonCol,
        source_sha256 -> Binary,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    section (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        key -> Text,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    advice (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        key -> Text,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    field (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        advice_id -> Nullable<UuidCol>,
        key -> Text,
        kind -> Text,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    content (entity_id, version_no, language, part) {
        entity_id -> UuidCol,
        version_no -> Integer,
        language -> Text,
        part -> Text,
        consultation_id -> UuidCol,
        markdown -> Text,
        sha256 -> Binary,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    blob (sha256) {
        sha256 -> Binary,
        size -> BigInt,
        media_type -> Text,
        bytes -> Binary,
        created_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    document (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        version_no -> Integer,
        kind -> Text,
        language -> Text,
        title -> Text,
        file_name -> Text,
        blob_sha256 -> Binary,
        sort -> Integer,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    listed_line (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        group_no -> Integer,
        group_name_nb -> Nullable<Text>,
        group_name_nn -> Nullable<Text>,
        sort -> Integer,
        as_listed -> Text,
        body_name -> Nullable<Text>,
        body_org_no -> Nullable<Text>,
        collective -> Nullable<Text>,
        expected -> Integer,
        added_in -> Integer,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    deadline_change (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        old_on -> Date,
        new_on -> Date,
        reason_nb -> Text,
        reason_nn -> Nullable<Text>,
        by_whom -> Text,
        at -> InstantCol,
        invited_id -> Nullable<UuidCol>,
        desk_id -> Nullable<UuidCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    desk (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        capacity -> Text,
        on_behalf -> Nullable<Text>,
        claimed_name -> Nullable<Text>,
        claimed_org_no -> Nullable<Text>,
        person_name -> Nullable<Text>,
        person_role -> Nullable<Text>,
        email -> Nullable<Text>,
        confirmed_email -> Nullable<Text>,
        show_name -> Text,
        withhold_reason -> Nullable<Text>,
        advice_keys -> JsonCol,
        language -> Text,
        proposal_version -> Integer,
        version -> BigInt,
        created_at -> InstantCol,
        touched_at -> InstantCol,
        invited_id -> Nullable<UuidCol>,
        body_id -> Nullable<UuidCol>,
        begun_at -> Nullable<InstantCol>,
        deadline_on -> Nullable<Date>,
        meeting_id -> Nullable<UuidCol>,
        locked_by -> Nullable<UuidCol>,
        adoption -> Nullable<JsonCol>,
        parent_desk_id -> Nullable<UuidCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    desk_field (desk_id, field_id) {
        desk_id -> UuidCol,
        field_id -> UuidCol,
        version -> BigInt,
        body -> Nullable<Text>,
        choice -> Nullable<Text>,
        saved_at -> InstantCol,
        link_id -> Nullable<UuidCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    desk_field_version (desk_id, field_id, version) {
        desk_id -> UuidCol,
        field_id -> UuidCol,
        version -> BigInt,
        body -> Nullable<Text>,
        choice -> Nullable<Text>,
        saved_at -> InstantCol,
        link_id -> Nullable<UuidCol>,
        aside -> Bool,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    desk_advice (desk_id, advice_id) {
        desk_id -> UuidCol,
        advice_id -> UuidCol,
        mark -> Text,
        batch -> Nullable<UuidCol>,
        at -> InstantCol,
        link_id -> Nullable<UuidCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, UuidCol};
    use diesel::sql_types::*;

    member_round (id) {
        id -> UuidCol,
        desk_id -> UuidCol,
        due_on -> Date,
        message -> Text,
        language -> Text,
        made_at -> InstantCol,
        link_id -> UuidCol,
        ended_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, UuidCol};
    use diesel::sql_types::*;

    member (id) {
        id -> UuidCol,
        round_id -> UuidCol,
        name -> Text,
        email -> Text,
        desk_id -> UuidCol,
        asked_at -> InstantCol,
        handed_over_no -> Integer,
        handed_over_at -> Nullable<InstantCol>,
        handed_over_late -> Bool,
        ended_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, UuidCol};
    use diesel::sql_types::*;

    member_input (id) {
        id -> UuidCol,
        member_id -> UuidCol,
        no -> Integer,
        field_id -> Nullable<UuidCol>,
        advice_id -> Nullable<UuidCol>,
        body -> Nullable<Text>,
        choice -> Nullable<Text>,
        at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, UuidCol};
    use diesel::sql_types::*;

    member_source (desk_id, field_id, version, member_id) {
        desk_id -> UuidCol,
        field_id -> UuidCol,
        version -> BigInt,
        member_id -> UuidCol,
        at -> InstantCol,
        no -> Integer,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, UuidCol};
    use diesel::sql_types::*;

    body_feed (id) {
        id -> UuidCol,
        body_id -> UuidCol,
        key_version -> Integer,
        token_sha256 -> Binary,
        made_at -> InstantCol,
        ended_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    desk_presence (link_id, part) {
        link_id -> UuidCol,
        part -> Text,
        desk_id -> UuidCol,
        seen_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    desk_note (id) {
        id -> UuidCol,
        desk_id -> UuidCol,
        part -> Nullable<Text>,
        link_id -> UuidCol,
        body -> Text,
        written_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    desk_holder (desk_id, part) {
        desk_id -> UuidCol,
        part -> Text,
        contributor_id -> Nullable<UuidCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    contributor (id) {
        id -> UuidCol,
        desk_id -> UuidCol,
        name -> Text,
        email -> Text,
        may -> Text,
        parts -> JsonCol,
        language -> Text,
        added_at -> InstantCol,
        ended_at -> Nullable<InstantCol>,
        opened_at -> Nullable<InstantCol>,
        ended_with_links -> Bool,
        asked_by -> Nullable<UuidCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    cosigner (contributor_id) {
        contributor_id -> UuidCol,
        org_no -> Nullable<Text>,
        body_id -> Nullable<UuidCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    cosigner_reply (id) {
        id -> UuidCol,
        contributor_id -> UuidCol,
        reply -> Text,
        name -> Nullable<Text>,
        role -> Nullable<Text>,
        message -> Nullable<Text>,
        content_sha256 -> Binary,
        submission_version_id -> Nullable<UuidCol>,
        stood -> Nullable<JsonCol>,
        at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    cosignature (submission_version_id, contributor_id) {
        submission_version_id -> UuidCol,
        contributor_id -> UuidCol,
        signed_at -> InstantCol,
        ended_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    link (id) {
        id -> UuidCol,
        kind -> Text,
        desk_id -> UuidCol,
        confirms -> Nullable<Text>,
        generation -> Integer,
        key_version -> Integer,
        token_sha256 -> Binary,
        created_at -> InstantCol,
        revoked_at -> Nullable<InstantCol>,
        contributor_id -> Nullable<UuidCol>,
        told_name -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    session (id) {
        id -> UuidCol,
        token_sha256 -> Binary,
        created_at -> InstantCol,
        expires_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    session_link (session_id, link_id) {
        session_id -> UuidCol,
        link_id -> UuidCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    submission (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        case_series_id -> UuidCol,
        desk_id -> Nullable<UuidCol>,
        channel -> Text,
        number -> Nullable<BigInt>,
        current_version -> Integer,
        standing -> Text,
        created_at -> InstantCol,
        body_id -> Nullable<UuidCol>,
        claimed_body_id -> Nullable<UuidCol>,
        change_no -> Nullable<BigInt>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    submission_version (id) {
        id -> UuidCol,
        submission_id -> UuidCol,
        no -> Integer,
        received_at -> InstantCol,
        deadline_on -> Date,
        late_seconds -> Nullable<BigInt>,
        proposal_version -> Integer,
        sender -> JsonCol,
        withhold_reason -> Nullable<Text>,
        language -> Text,
        adoption -> Nullable<JsonCol>,
        meets_on -> Nullable<Date>,
        email -> Nullable<Text>,
        name_withheld -> Bool,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    answer (submission_version_id, field_id) {
        submission_version_id -> UuidCol,
        field_id -> UuidCol,
        body -> Nullable<Text>,
        choice -> Nullable<Text>,
        over_limit -> Bool,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    no_comment (submission_version_id, advice_id) {
        submission_version_id -> UuidCol,
        advice_id -> UuidCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    standing_decision (id) {
        id -> UuidCol,
        submission_version_id -> UuidCol,
        standing -> Text,
        by_whom -> Text,
        reason -> Nullable<Text>,
        at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    receipt (submission_version_id) {
        submission_version_id -> UuidCol,
        format -> Integer,
        number -> Text,
        document -> Text,
        sha256 -> Binary,
        issued_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    outbox (id) {
        id -> UuidCol,
        kind -> Text,
        about -> UuidCol,
        slot -> Text,
        recipient -> Text,
        language -> Text,
        message_id -> Text,
        state -> Text,
        due_at -> InstantCol,
        lease_until -> Nullable<InstantCol>,
        attempts -> Integer,
        reply -> Nullable<Text>,
        content_sha256 -> Nullable<Binary>,
        created_at -> InstantCol,
        sent_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    outbox_freeze (id) {
        id -> Integer,
        as_of -> InstantCol,
        frozen_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    delivery_event (id) {
        id -> UuidCol,
        outbox_id -> UuidCol,
        outcome -> Text,
        detail -> Text,
        at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    idempotency (key, scope) {
        scope -> Text,
        key -> Text,
        payload_sha256 -> Binary,
        status -> Integer,
        headers -> JsonCol,
        body -> Text,
        created_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    audit (id) {
        id -> UuidCol,
        at -> InstantCol,
        actor -> Text,
        action -> Text,
        object_kind -> Text,
        object_id -> UuidCol,
        detail -> Nullable<Text>,
        token_id -> Nullable<UuidCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    revision (id) {
        id -> Integer,
        value -> BigInt,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    desk_step (id) {
        id -> UuidCol,
        desk_id -> UuidCol,
        step -> Text,
        name -> Nullable<Text>,
        role -> Nullable<Text>,
        treated_in -> Nullable<Text>,
        meets_on -> Nullable<Date>,
        link_id -> UuidCol,
        content_sha256 -> Binary,
        stood -> JsonCol,
        at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    adoption_outcome (id) {
        id -> UuidCol,
        submission_version_id -> UuidCol,
        adopted_by -> Text,
        adopted_on -> Date,
        case_number -> Nullable<Text>,
        by_whom -> Text,
        at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, UuidCol};
    use diesel::sql_types::*;

    log_leaf (case_series_id, leaf) {
        case_series_id -> UuidCol,
        leaf -> BigInt,
        submission_version_id -> UuidCol,
        salt -> Binary,
        nodes -> Binary,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, UuidCol};
    use diesel::sql_types::*;

    log_head (case_series_id, size) {
        case_series_id -> UuidCol,
        size -> BigInt,
        at -> InstantCol,
        note -> Text,
        signed_by -> Text,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, UuidCol};
    use diesel::sql_types::*;

    log_publication (id) {
        id -> UuidCol,
        case_series_id -> UuidCol,
        size -> BigInt,
        at -> InstantCol,
        consultation_id -> Nullable<UuidCol>,
        deadline_on -> Nullable<Date>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, UuidCol};
    use diesel::sql_types::*;

    log_fault (case_series_id, kind, place, found_at) {
        case_series_id -> UuidCol,
        kind -> Text,
        place -> BigInt,
        found_at -> InstantCol,
        gone_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    staff (id) {
        id -> UuidCol,
        email -> Text,
        name -> Text,
        issuer -> Nullable<Text>,
        subject -> Nullable<Text>,
        language -> Text,
        created_at -> InstantCol,
        disabled_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    role_grant (id) {
        id -> UuidCol,
        staff_id -> UuidCol,
        consultation_id -> Nullable<UuidCol>,
        role -> Text,
        granted_at -> InstantCol,
        granted_by -> Text,
        revoked_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    sign_in (id) {
        id -> UuidCol,
        staff_id -> UuidCol,
        key_version -> Integer,
        token_sha256 -> Binary,
        wanted -> Nullable<Text>,
        created_at -> InstantCol,
        expires_at -> InstantCol,
        used_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    staff_session (id) {
        id -> UuidCol,
        staff_id -> UuidCol,
        token_sha256 -> Binary,
        created_at -> InstantCol,
        seen_at -> InstantCol,
        expires_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    staff_token (id) {
        id -> UuidCol,
        staff_id -> UuidCol,
        name -> Text,
        scopes -> Text,
        consultation_id -> Nullable<UuidCol>,
        token_sha256 -> Binary,
        created_at -> InstantCol,
        expires_at -> InstantCol,
        used_at -> Nullable<InstantCol>,
        ended_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    body (id) {
        id -> UuidCol,
        org_no -> Nullable<Text>,
        municipality_no -> Nullable<Text>,
        kind -> Text,
        county_no -> Nullable<Text>,
        language -> Text,
        source -> Text,
        successor_id -> Nullable<UuidCol>,
        closed_on -> Nullable<Date>,
        search_text -> Text,
        version -> BigInt,
        created_at -> InstantCol,
        changed_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    body_name (id) {
        id -> UuidCol,
        body_id -> UuidCol,
        name -> Text,
        folded -> Text,
        language -> Text,
        sort -> Integer,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    body_address (id) {
        id -> UuidCol,
        body_id -> UuidCol,
        address -> Text,
        kind -> Text,
        state -> Text,
        note -> Nullable<Text>,
        created_at -> InstantCol,
        ended_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    body_list (id) {
        id -> UuidCol,
        name -> Text,
        state -> Text,
        version -> BigInt,
        created_at -> InstantCol,
        changed_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    body_list_member (list_id, body_id) {
        list_id -> UuidCol,
        body_id -> UuidCol,
        added_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    docx_reading (id) {
        id -> UuidCol,
        desk_id -> UuidCol,
        link_id -> UuidCol,
        file_name -> Text,
        reading -> JsonCol,
        created_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    register_import (id) {
        id -> UuidCol,
        staff_id -> UuidCol,
        file_name -> Text,
        content -> Binary,
        created_at -> InstantCol,
        applied_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    invited (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        body_id -> UuidCol,
        line_id -> Nullable<UuidCol>,
        name -> Text,
        address -> Nullable<Text>,
        language -> Text,
        reason -> Nullable<Text>,
        added_at -> InstantCol,
        reason_nn -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    body_report (id) {
        id -> UuidCol,
        body_id -> UuidCol,
        address -> Nullable<Text>,
        note -> Nullable<Text>,
        by_whom -> Text,
        at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    body_report_handled (report_id) {
        report_id -> UuidCol,
        by_whom -> Text,
        at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    decline (id) {
        id -> UuidCol,
        invited_id -> UuidCol,
        declined -> Bool,
        by_whom -> Text,
        at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    working_copy (id) {
        id -> UuidCol,
        slug -> Text,
        consultation_id -> Nullable<UuidCol>,
        base_version -> Nullable<Integer>,
        version -> BigInt,
        manuscript -> JsonCol,
        asked_by -> Nullable<UuidCol>,
        created_by -> UuidCol,
        created_at -> InstantCol,
        changed_by -> UuidCol,
        changed_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    word_chunk (consultation_id, no) {
        consultation_id -> UuidCol,
        no -> Integer,
        to_number -> BigInt,
        to_change -> BigInt,
        fields -> Binary,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    deadline_request (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        desk_id -> UuidCol,
        invited_id -> Nullable<UuidCol>,
        who -> Text,
        address -> Nullable<Text>,
        language -> Text,
        wanted_on -> Date,
        reason -> Text,
        by_whom -> Text,
        at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    word_place (consultation_id, word, chunk_no) {
        consultation_id -> UuidCol,
        word -> Text,
        chunk_no -> Integer,
        places -> Binary,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    deadline_decision (id) {
        id -> UuidCol,
        request_id -> UuidCol,
        change_id -> Nullable<UuidCol>,
        reason -> Text,
        by_whom -> Text,
        at -> InstantCol,
        reason_nn -> Nullable<Text>,
    }
}

diesel::joinable!(submission_version -> submission (submission_id));
diesel::joinable!(answer -> field (field_id));
diesel::joinable!(no_comment -> advice (advice_id));
diesel::joinable!(submission_attachment -> attachment (attachment_id));

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    export_job (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        staff_id -> UuidCol,
        language -> Text,
        asked -> Text,
        state -> Text,
        lease_until -> Nullable<InstantCol>,
        attempts -> Integer,
        done -> BigInt,
        total -> BigInt,
        why -> Nullable<Text>,
        file_name -> Nullable<Text>,
        size -> BigInt,
        created_at -> InstantCol,
        finished_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    export_chunk (job_id, no) {
        job_id -> UuidCol,
        no -> Integer,
        bytes -> Binary,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    meeting (id) {
        id -> UuidCol,
        consultation_id -> UuidCol,
        kind -> Text,
        title_nb -> Text,
        title_nn -> Nullable<Text>,
        starts_at -> InstantCol,
        ends_at -> InstantCol,
        place -> Nullable<Text>,
        link -> Nullable<Text>,
        about_nb -> Nullable<Text>,
        about_nn -> Nullable<Text>,
        version -> Integer,
        cancelled_at -> Nullable<InstantCol>,
        created_at -> InstantCol,
        changed_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    webhook (id) {
        id -> UuidCol,
        consultation_id -> Nullable<UuidCol>,
        url -> Text,
        state -> Text,
        key_version -> Integer,
        generation -> Integer,
        created_at -> InstantCol,
        changed_at -> InstantCol,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    webhook_event (webhook_id, event) {
        webhook_id -> UuidCol,
        event -> Text,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    webhook_delivery (webhook_id, event_id) {
        webhook_id -> UuidCol,
        event_id -> UuidCol,
        event -> Text,
        consultation_id -> Nullable<UuidCol>,
        facts -> JsonCol,
        happened_at -> InstantCol,
        state -> Text,
        owed_since -> InstantCol,
        due_at -> InstantCol,
        lease_until -> Nullable<InstantCol>,
        attempts -> Integer,
        tried_at -> Nullable<InstantCol>,
        status -> Nullable<Integer>,
        why -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    submission_share (id) {
        id -> UuidCol,
        submission_id -> UuidCol,
        shared_at -> InstantCol,
        ended_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    desk_endorsement (id) {
        id -> UuidCol,
        desk_id -> UuidCol,
        submission_id -> UuidCol,
        version_no -> Integer,
        advice_id -> Nullable<UuidCol>,
        at -> InstantCol,
        kept_at -> Nullable<InstantCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    endorsement (id) {
        id -> UuidCol,
        submission_version_id -> UuidCol,
        submission_id -> UuidCol,
        version_no -> Integer,
        advice_id -> Nullable<UuidCol>,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    attachment (id) {
        id -> UuidCol,
        desk_id -> UuidCol,
        name -> Text,
        mended -> Bool,
        kind -> Text,
        size -> BigInt,
        sha256 -> Binary,
        link_id -> UuidCol,
        added_at -> InstantCol,
        removed_at -> Nullable<InstantCol>,
        scan -> Text,
    }
}

diesel::table! {
    use crate::db::types::{InstantCol, JsonCol, UuidCol};
    use diesel::sql_types::*;

    submission_attachment (submission_version_id, place) {
        submission_version_id -> UuidCol,
        place -> Integer,
        attachment_id -> UuidCol,
    }
}

/// Which tables may stand in one query, each with its others. All with all would be 3,240 pairs: the compiler took a third of
/// its time for them.
macro_rules! stand_together {
    ($($table:ident: $($other:ident)+;)+) => {
        $($(diesel::allow_tables_to_appear_in_same_query!($table, $other);)+)+
    };
}

stand_together! {
    advice: answer attachment case_series content desk_endorsement document endorsement listed_line no_comment
        proposal_version section submission_attachment submission_share;
    answer: attachment audit case_series endorsement idempotency no_comment receipt standing_decision
        submission_attachment;
    audit: idempotency;
    body: body_address body_list_member body_name;
    body_list_member: body_address body_list body_name;
    body_name: body_address;
    body_report_handled: body_report;
    case_series: attachment endorsement log_publication no_comment standing_decision submission_attachment
        submission_share;
    consultation: advice answer attachment blob case_series content deadline_decision deadline_request
        desk_step document endorsement field invited listed_line log_fault log_publication no_comment owner
        proposal_version standing_decision submission_attachment submission_version;
    content: owner section;
    contributor: cosignature cosigner cosigner_reply desk_advice desk_endorsement desk_field
        desk_field_version desk_step docx_reading link member_round session session_link;
    cosignature: cosigner cosigner_reply;
    cosigner: cosigner_reply;
    deadline_request: deadline_decision;
    desk: answer case_series consultation contributor cosignature cosigner deadline_decision deadline_request
        desk_advice desk_endorsement desk_field desk_field_version desk_step docx_reading endorsement invited
        link member member_round no_comment proposal_version receipt session session_link standing_decision
        submission_share submission_version;
    desk_advice: desk_field_version docx_reading;
    desk_endorsement: case_series desk_advice desk_field desk_field_version desk_step docx_reading link
        session_link submission_share;
    desk_field: desk_advice desk_field_version docx_reading;
    desk_note: desk_holder;
    desk_presence: desk_holder desk_note;
    desk_step: deadline_decision deadline_request desk_advice desk_field desk_field_version docx_reading link
        session_link;
    document: blob content section;
    docx_reading: desk_field_version;
    endorsement: attachment standing_decision submission_attachment;
    export_job: export_chunk;
    field: advice answer attachment case_series content desk_advice desk_field document endorsement
        listed_line no_comment proposal_version receipt section submission_attachment;
    invited: body session;
    link: desk_advice desk_field desk_field_version docx_reading session session_link;
    listed_line: body content document invited section;
    log_publication: log_head;
    member: member_input member_source staff;
    member_round: member member_input member_source;
    member_source: member_input;
    no_comment: attachment endorsement standing_decision submission_attachment;
    outbox: adoption_outcome answer audit consultation contributor deadline_decision deadline_request
        delivery_event desk desk_advice desk_endorsement desk_field desk_field_version desk_step docx_reading
        endorsement idempotency invited link member member_input member_round member_source no_comment receipt
        session session_link sign_in standing_decision submission submission_version;
    proposal_version: blob content document invited listed_line section;
    receipt: audit cosignature idempotency log_leaf;
    session: audit;
    session_link: desk_advice desk_field desk_field_version docx_reading session;
    staff: role_grant staff_session staff_token working_copy;
    standing_decision: audit idempotency receipt;
    submission: adoption_outcome advice answer attachment audit case_series consultation contributor
        cosignature deadline_decision deadline_request desk desk_endorsement desk_step endorsement field
        idempotency invited link log_leaf member_round no_comment proposal_version receipt standing_decision
        submission_attachment submission_share submission_version;
    submission_attachment: attachment;
    submission_version: adoption_outcome advice answer attachment audit case_series cosignature
        desk_endorsement endorsement field idempotency invited link log_leaf no_comment receipt session
        standing_decision submission_attachment submission_share;
    webhook_event: webhook;
    word_place: word_chunk;
}
