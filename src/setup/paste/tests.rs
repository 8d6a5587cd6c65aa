//! Lines as letters have them, read in a small register.

use super::*;

fn places(text: &str) -> Vec<(String, Place)> {
    let read = all_lines(text).into_iter();
    read.map(|line| (line.text, line.place)).collect()
}

fn headings(text: &str) -> Vec<String> {
    let is_heading = |place| {
        matches!(
            place,
            Place::Heading | Place::OverBullets | Place::BetweenBullets
        )
    };
    let found = places(text).into_iter();
    found
        .filter(|(_, place)| is_heading(*place))
        .map(|(text, _)| text)
        .collect()
}

/// What a line means in a register with these names.
fn meant(text: &str, names: &[&str]) -> Vec<Pasted> {
    let known = |(n, name): (u128, &&str)| Known {
        compared: compared(name),
        body: Candidate {
            id: Uuid::from_u128(n),
            name: (*name).to_owned(),
            org_no: (*name == "Folkehelseinstituttet").then(|| "983744516".to_owned()),
        },
    };
    let register: Vec<Known> = (0..).zip(names).map(known).collect();
    let collective = |text: &str| {
        let whole = groups::collective(text)?;
        Some((whole.word, 2, whole.said_of(2)))
    };
    let read = all_lines(text).into_iter();
    read.map(|line| {
        let collective = collective(&line.text);
        line.meant(&register, collective)
    })
    .collect()
}

fn answers(text: &str, names: &[&str]) -> Vec<Option<Answer>> {
    let found = meant(text, names).into_iter();
    found.map(|line| line.answer).collect()
}

#[test]
fn headings_are_marked_by_hash_colon_or_by_having_no_bullet_themselves() {
    let text =
        "# Statlige\nDirektoratet\n\nOrganisasjoner:\n- ADHD Norge;\n- A-larm\nFylker\n• Vestland";
    assert_eq!(headings(text), ["Statlige", "Organisasjoner", "Fylker"]);
    let read = places(text);
    assert!(read.contains(&("A-larm".into(), Place::Within)));
    assert!(read.contains(&("ADHD Norge".into(), Place::Within)));
}

#[test]
fn no_bullet_is_a_heading_wherever_it_stands() {
    let text =
        "Departementer\n\n• Kunnskapsdepartementet\n• Finansdepartementet\n\n1. Etaten\n2) Laget";
    assert_eq!(
        answers(text, &[]),
        [
            Some(Answer::Heading),
            Some(Answer::New),
            Some(Answer::New),
            Some(Answer::New),
            Some(Answer::New)
        ]
    );
    assert_eq!(meant("o\tLaget", &[])[0].text, "Laget");
}

#[test]
fn a_name_that_has_lost_its_bullet_is_no_heading() {
    let text = "Direktorater:\n• Helsedirektoratet\nFinansdepartementet\n• Kulturdepartementet\nRedd Barna\n\
                • Kreftforeningen\nOrganisasjoner\n• Laget\n\nAndre\n• Foreningen";
    let found = meant(text, &["Helsedirektoratet"]);
    let asked: Vec<&str> = found
        .iter()
        .filter(|line| line.answer.is_none())
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(asked, ["Finansdepartementet", "Redd Barna"]);
    let headings: Vec<&str> = found
        .iter()
        .filter(|line| line.answer == Some(Answer::Heading))
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(headings, ["Direktorater", "Organisasjoner", "Andre"]);
    let first = "Finansdepartementet, Kunnskapsdepartementet\n1. Folkehelseinstituttet";
    assert_eq!(answers(first, &["Folkehelseinstituttet"])[0], None);
}

#[test]
fn an_unknown_name_first_in_a_group_is_asked_about() {
    let text = "Kjent lag\n\nEn fremmed forening\nKjent lag";
    let found = meant(text, &["Kjent lag"]);
    assert_eq!(found[1].answer, None);
    assert_eq!(found[1].hint, Some("setup-paste-place"));
}

#[test]
fn a_bare_group_is_a_heading_over_its_kind_and_a_question_elsewhere() {
    let names = ["Oslo kommune", "Statsforvalteren i Rogaland"];
    let over = "Kommuner\nOslo kommune\n\nStatsforvaltere\n\nStatsforvalteren i Rogaland";
    let found = answers(over, &names);
    assert_eq!(found[0], Some(Answer::Heading));
    assert_eq!(found[2], Some(Answer::Heading));
    let alone = meant("Kommuner\nOslo", &names);
    assert_eq!(
        (alone[0].answer, alone[0].collective),
        (None, Some(("municipalities", 2)))
    );
    for all in ["Alle landets kommuner", "Kommunene"] {
        assert_eq!(answers(all, &names), [Some(Answer::Collective)]);
    }
    let over = answers("Kommunene\nOslo kommune", &names);
    assert_eq!(over[0], Some(Answer::Heading));
}

#[test]
fn lines_that_stand_for_several_or_for_a_longer_name_are_asked_about() {
    let names = [
        "KS – Kommunesektorens organisasjon",
        "Folkehelseinstituttet",
    ];
    for (line, hint, first) in [
        ("KS", None, Some(names[0])),
        ("FHI", None, Some(names[1])),
        ("983744516", Some("setup-paste-number"), Some(names[1])),
        ("XYZ", Some("setup-paste-short"), None),
        ("Alle departementer", Some("setup-paste-group"), None),
        (
            "Alle landets kommuner, fylkeskommuner og statsforvaltere",
            Some("setup-paste-several"),
            None,
        ),
    ] {
        let found = &meant(line, &names)[0];
        assert_eq!((found.answer, found.hint), (None, hint), "{line}");
        let name = found.bodies.first().map(|body| body.name.as_str());
        assert_eq!(name, first, "{line}");
    }
    let with_number = answers("Folkehelseinstituttet (983 744 516)", &names);
    assert_eq!(with_number, [Some(Answer::Body(Uuid::from_u128(1)))]);
}

/// What a list is full of when it was copied from Word, PDF or a web page.
const SPACES: [char; 9] = [
    ' ', '\t', '\u{a0}', '\u{1680}', '\u{2003}', '\u{2007}', '\u{2009}', '\u{202f}', '\u{3000}',
];
const BREAKS: [&str; 7] = ["\n", "\r\n", "\r", "\u{b}", "\u{c}", "\u{2028}", "\u{2029}"];
const UNSEEN: [char; 6] = [
    '\u{ad}', '\u{200b}', '\u{200d}', '\u{200e}', '\u{2060}', '\u{feff}',
];
const BULLETS: [char; 18] = [
    '-', '–', '—', '*', 'o', '·', '•', '●', '◦', '‣', '▪', '■', '➢', '✓', '>', '\u{f0a7}',
    '\u{f0b7}', '\u{f0d8}',
];

#[test]
fn every_space_is_a_space_wherever_it_stands() {
    let names = ["Oslo kommune"];
    for space in SPACES.iter().filter(|space| **space != '\t') {
        for line in [
            format!("Oslo{space}kommune"),
            format!("{space}Oslo kommune{space}"),
            format!("Oslo{space}{space}kommune,{space}"),
            format!("Oslo{space}kommune{space}<post@oslo.example>"),
            format!("Oslo kommune{space}e-post:{space}post@oslo.example{space}"),
        ] {
            let found = answers(&line, &names);
            assert_eq!(found, [Some(Answer::Body(Uuid::nil()))], "{line:?}");
        }
        let all = format!("Alle{space}landets{space}kommuner");
        assert_eq!(answers(&all, &names), [Some(Answer::Collective)], "{all:?}");
    }
}

#[test]
fn a_number_may_have_any_space_between_its_digits() {
    let names = ["Oslo kommune", "Folkehelseinstituttet"];
    for space in SPACES {
        let line = format!("Folkehelseinstituttet 983{space}744{space}516");
        let found = &meant(&line.replace('\t', " "), &names)[0];
        assert_eq!(found.answer, Some(Answer::Body(Uuid::from_u128(1))));
    }
}

#[test]
fn what_nobody_sees_hides_no_body_and_is_no_part_of_a_name() {
    for sign in UNSEEN {
        let line = format!("{sign}Folke{sign}helse{sign}instituttet{sign}");
        let found = &meant(&line, &["Folkehelseinstituttet"])[0];
        assert_eq!(found.answer, Some(Answer::Body(Uuid::nil())), "{line:?}");
        assert_eq!(found.text, "Folkehelseinstituttet");
        let all = format!("Alle lan{sign}dets kommuner");
        assert_eq!(answers(&all, &[]), [Some(Answer::Collective)], "{all:?}");
    }
}

#[test]
fn every_break_of_a_line_ends_it() {
    for end in BREAKS {
        let read = places(&format!("Alfalaget{end}Betalaget"));
        let texts: Vec<&str> = read.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["Alfalaget", "Betalaget"], "{end:?}");
    }
}

#[test]
fn no_sign_before_an_item_is_part_of_its_name() {
    for sign in BULLETS {
        for space in SPACES {
            let line = format!("{sign}{space}Betalaget");
            let read = places(&line);
            assert_eq!(read, [("Betalaget".to_owned(), Place::Within)], "{line:?}");
        }
        let over = format!("Lag\n{sign} Betalaget");
        assert_eq!(headings(&over), ["Lag"], "{over:?}");
    }
    for whole in ["•Betalaget", "\u{f0b7}Betalaget", "• – Betalaget"] {
        assert_eq!(places(whole)[0].0, "Betalaget", "{whole:?}");
    }
    for name in ["22. juli-senteret", "oslo", "*Betalaget", "-Betalaget"] {
        assert_eq!(places(name)[0].0, name);
    }
}

#[test]
fn odd_signs_and_spaces_are_read_wherever_they_stand() {
    let odd: Vec<String> = SPACES
        .iter()
        .chain(&UNSEEN)
        .chain(&BULLETS)
        .chain(&[
            '#', ':', ';', ',', '(', ')', '<', '@', '.', '1', 'å', '\u{30a}', '🙂',
        ])
        .map(char::to_string)
        .chain(BREAKS.map(str::to_owned))
        .collect();
    let names = ["Oslo kommune", "Folkehelseinstituttet"];
    for line in [
        "",
        "Oslo",
        "Åre æ@b.no",
        "1. Ås (983 744 516) – e-post: æ@b.example",
        "Alle 357 kommuner (357)",
    ] {
        let chars: Vec<char> = line.chars().collect();
        for at in 0..=chars.len() {
            let (before, after) = chars.split_at(at);
            let (before, after): (String, String) =
                (before.iter().collect(), after.iter().collect());
            for one in &odd {
                let text = format!("{before}{one}{after}");
                meant(&text, &names);
                plain(&text).split('\n').map(LineRead::of).for_each(drop);
                for other in ['\u{2003}', '\u{f0b7}', 'é'] {
                    meant(&format!("{before}{one}{other}{after}{one}"), &names);
                }
            }
        }
    }
}

#[test]
fn a_whole_group_with_a_wrong_number_is_asked_about_and_offered_first() {
    for line in ["Alle kommuner (3)", "Alle landets 3 kommuner"] {
        let found = &meant(line, &[])[0];
        assert_eq!(
            (found.answer, found.hint, found.collective),
            (None, Some("setup-paste-count"), Some(("municipalities", 2))),
            "{line}"
        );
    }
    for line in ["Alle kommuner (2)", "Fylkesmennene", "Statsforvalterne (2)"] {
        assert_eq!(answers(line, &[]), [Some(Answer::Collective)], "{line}");
    }
}

#[test]
fn some_of_a_group_is_asked_about_with_the_whole_offered_and_is_not_the_body_of_that_name() {
    let line = "Kommuner for klima";
    let found = &meant(line, &[])[0];
    assert_eq!(
        (found.answer, found.hint, found.collective),
        (None, Some("setup-paste-some"), Some(("municipalities", 2)))
    );
    let known = answers(line, &[line]);
    assert_eq!(known, [Some(Answer::Body(Uuid::nil()))]);
}

#[test]
fn several_that_have_no_name_are_never_a_new_body_unasked() {
    for line in [
        "Høgskoler med helsefaglig utdanning",
        "De regionale komiteene for medisinsk forskningsetikk",
        "Regionsentrene for barn og unge",
        "Pasient- og brukerombudene",
    ] {
        let found = &meant(line, &[])[0];
        assert_eq!(
            (found.answer, found.hint),
            (None, Some("setup-paste-plural")),
            "{line}"
        );
        let known = answers(line, &[line]);
        assert_eq!(known, [Some(Answer::Body(Uuid::nil()))], "{line}");
    }
}

#[test]
fn a_municipality_in_sami_is_asked_about_with_the_name_that_the_register_has() {
    let names = ["Kárášjohka", "Romssa fylkkasuohkan"];
    let found = &meant("Kárášjoga gielda", &names)[0];
    assert_eq!((found.answer, found.bodies.len()), (None, 1));
    let unknown = &meant("Ibestad suohkan", &names)[0];
    assert_eq!(unknown.hint, Some("setup-paste-unknown"));
    assert_eq!(
        answers("Romssa fylkkasuohkan", &names),
        [Some(Answer::Body(Uuid::from_u128(1)))]
    );
}

#[test]
fn an_address_that_letters_do_not_go_to_is_remarked_on_once() {
    let line = &meant("Oslo kommune Post@oslo.example", &["Oslo kommune"])[0];
    let remark = Some("setup-paste-address-known");
    assert_eq!(line.lost(None), remark);
    assert_eq!(line.lost(Some("gammel@oslo.example")), remark);
    assert_eq!(line.lost(Some("post@oslo.example")), None);
    let without = &meant("Oslo kommune", &["Oslo kommune"])[0];
    assert_eq!(without.lost(None), None);
    let new = &meant("Ny forening post@ny.example", &[])[0];
    assert_eq!((new.hint, new.lost(None)), (Some(HINT_ADDRESS), None));
}

#[test]
fn two_whom_a_mail_program_sends_to_are_two_lines_and_neither_goes_silently() {
    let names = ["Bergen kommune", "Trondheim kommune"];
    let text = "\"Bergen kommune\" <postmottak@bergen.example>; Trondheim kommune <x@trondheim.example>\nOslo kommune";
    let found = meant(text, &names);
    let read: Vec<(&str, Option<&str>, Option<Answer>)> = found
        .iter()
        .map(|line| (line.text.as_str(), line.address.as_deref(), line.answer))
        .collect();
    let body = |n| Some(Answer::Body(Uuid::from_u128(n)));
    assert_eq!(
        read[..2],
        [
            (names[0], Some("postmottak@bergen.example"), body(0)),
            (names[1], Some("x@trondheim.example"), body(1)),
        ]
    );
    assert_eq!(found.len(), 3);
    let again = LineRead::of(&found[0].source());
    assert_eq!(
        (again.text, again.address),
        (found[0].text.clone(), found[0].address.clone())
    );
}

#[test]
fn the_number_of_a_page_is_left_out_and_told_of_wherever_it_stands() {
    for text in [
        "Laget\nside 2 av 3\nLaget",
        "Laget\n\n3\n- Laget",
        "Laget\nSide 2\nLaget",
    ] {
        let found = &meant(text, &["Laget"])[1];
        assert_eq!(
            (found.answer, found.remark),
            (Some(Answer::Skip), Some("setup-paste-page")),
            "{text:?}"
        );
    }
    for line in ["12.03.2026", "2024", "–––"] {
        assert_eq!(
            answers(&format!("Laget\n{line}"), &["Laget"])[1],
            None,
            "{line}"
        );
    }
}

#[test]
fn several_of_the_register_on_one_line_are_asked_about_and_offered_each_by_itself() {
    let names = [
        "Oslo kommune",
        "Helse- og omsorgsdepartementet",
        "Foreningen for Mor, Barn og Far",
    ];
    for (line, several) in [
        ("Oslo kommune, Helse- og omsorgsdepartementet", vec![0, 1]),
        (
            "Oslo kommune og Foreningen for Mor, Barn og Far",
            vec![0, 2],
        ),
        ("Foreningen for Mor, Barn og Far; OSLO KOMMUNE", vec![2, 0]),
    ] {
        let found = &meant(line, &names)[0];
        let hint = Some("setup-paste-named");
        assert_eq!((found.answer, found.hint), (None, hint), "{line}");
        let ids: Vec<u128> = found.several.iter().map(|body| body.id.as_u128()).collect();
        assert_eq!(ids, several, "{line}");
    }
    let twice = &meant("Oslo kommune og Oslo kommune", &names)[0];
    assert_eq!(twice.answer, None);
    let alike = ["Oslo kommune", "Mental Helse", "Mental Helse"];
    let found = &meant("Oslo kommune, Mental Helse", &alike)[0];
    assert_eq!((found.answer, found.several.len()), (None, 0));
}

#[test]
fn several_that_the_register_lacks_are_asked_about_and_offered_to_nobody() {
    for line in [
        "Oslo universitetssykehus HF, Helse Bergen HF og St. Olavs hospital HF",
        "Helse Fonna HF og Helse Bergen HF",
        "Ruter, Vy og Bane NOR",
    ] {
        let found = &meant(line, &[])[0];
        let hint = Some("setup-paste-enumerated");
        assert_eq!((found.answer, found.hint), (None, hint), "{line}");
        assert!(found.several.is_empty(), "{line}");
        let known = answers(line, &[line]);
        assert_eq!(known, [Some(Answer::Body(Uuid::nil()))], "{line}");
    }
}

#[test]
fn one_name_with_commas_and_og_in_it_is_one() {
    for line in [
        "Helse- og omsorgsrådet",
        "Barne-, ungdoms- og familierådet",
        "Nasjonalt senter for kunst, kultur og helse",
        "Senter for rus- og avhengighetsforskning, UiO (SERAF)",
        "Møre og Romsdal idrettskrets",
        "Laget (Ida, Per og Kari)",
    ] {
        assert_eq!(answers(line, &[]), [Some(Answer::New)], "{line}");
    }
}

#[test]
fn a_line_that_its_own_writer_was_not_sure_of_is_asked_about_also_where_nobody_is_called_so() {
    for line in [
        "Angstringen?",
        "LEVE Norge, (inkl Unge LEVE)",
        "Regionalt kompetansesenter for rusmiddelforskning i Helse Vest (KORFOR",
    ] {
        let found = answers(&format!("Laget\n{line}"), &["Laget"]);
        assert_eq!(
            found,
            [Some(Answer::Body(Uuid::from_u128(0))), None],
            "{line}"
        );
    }
    let whole = "Laget\nKompetansesenter for rus i Helse Vest (KORFOR)";
    assert_eq!(answers(whole, &["Laget"])[1], Some(Answer::New));
}
