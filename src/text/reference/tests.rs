//! All the forms in which references are written, and what they are worth.

use super::*;

fn parts(text: &str) -> (u16, u32, Option<u32>) {
    CaseRef::parse(text)
        .unwrap_or_else(|_| panic!("{text:?} is a case reference"))
        .value()
}

#[test]
fn every_written_form_of_a_case_reference_is_read() {
    assert_eq!(parts("24/13304"), (2024, 13304, None));
    assert_eq!(parts("2018/10769"), (2018, 10769, None));
    assert_eq!(parts("15/00248-11"), (2015, 248, Some(11)));
    assert_eq!(parts("24/13304-17"), (2024, 13304, Some(17)));
    assert_eq!(parts("  24 / 13304 - 17\n"), (2024, 13304, Some(17)));
    assert_eq!(parts("24/13304\u{2013}17"), (2024, 13304, Some(17)));
    assert_eq!(
        parts("24/13304\u{00A0}\u{2011}\u{00A0}17"),
        (2024, 13304, Some(17))
    );
    assert_eq!(parts("98/1"), (1998, 1, None));
}

#[test]
fn what_is_no_case_reference_is_refused() {
    for text in [
        "",
        "/",
        "24",
        "24/",
        "/13304",
        "24/0",
        "24/13304-",
        "24/13304-0",
        "24/13304-H17",
        "124/13304",
        "24/13 304",
        "24/13304/17",
        "24/-17",
        "+24/13304",
        "24/1234567890",
        "0024/1",
        "24/１３３０４",
        "24/13304-17-2",
        "Ref. 24/1",
    ] {
        assert!(CaseRef::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn case_references_are_compared_by_value_and_shown_as_written() {
    let written = |text| CaseRef::parse(text).unwrap();
    assert_eq!(written("15/00248-11"), written("2015/248-11"));
    assert_ne!(written("15/248"), written("15/248-1"));
    assert!(written("15/248").same_case(&written("2015/00248-11")));
    assert!(written("99/900") < written("24/1"));
    assert_eq!(written(" 15/00248-11 ").to_string(), "15/00248-11");
    assert_eq!(written("15/00248 - 11").case_as_written(), "15/00248");
    assert_eq!(written("24/13304").case_as_written(), "24/13304");
}

#[test]
fn an_organisation_number_has_nine_digits_and_a_control_digit() {
    let helsedirektoratet = OrgNo::parse("983544622").unwrap();
    assert_eq!(
        OrgNo::parse(" 983 544\u{00A0}622 ").unwrap(),
        helsedirektoratet
    );
    assert_eq!(helsedirektoratet.to_string(), "983544622");
    assert_eq!(helsedirektoratet.grouped(), "983\u{00A0}544\u{00A0}622");
    for text in [
        "",
        "983544623",
        "98354462",
        "9835446220",
        "000000000",
        "98354462a",
        "NO983544622",
        "９８３５４４６２２",
    ] {
        assert!(OrgNo::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn references_travel_through_json_as_they_are_written() {
    let json = serde_json::to_string(&CaseRef::parse("15/00248-11").unwrap()).unwrap();
    assert_eq!(json, "\"15/00248-11\"");
    assert_eq!(
        serde_json::from_str::<CaseRef>(&json)
            .unwrap()
            .document_no(),
        Some(11)
    );
    assert!(serde_json::from_str::<OrgNo>("\"123456789\"").is_err());
}
