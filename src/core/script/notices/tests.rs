//! Composing: which text, in which language, with which values, and what never leaves.

use super::*;
use crate::core::domain::{CoopTexts, Day, Paise, Words};
use crate::core::script::Script;
use crate::core::texts::measure::{Encoding, measure};
use proptest::prelude::*;
use std::sync::LazyLock;

/// 24 November 2026, a Tuesday, 10:30 in Gujarat.
const NOW: Instant = Instant(1_795_496_400_000);
const HOUR_MS: i64 = 3_600_000;

static SCRIPT: LazyLock<Script> =
    LazyLock::new(|| Script::embedded().unwrap_or_else(|problems| panic!("{problems}")));

fn texts() -> CoopTexts {
    CoopTexts::usual("Asha Mandli", "56161")
}

fn sender(texts: &CoopTexts, must_be_registered: bool) -> SenderContext<'_> {
    SenderContext {
        texts,
        code: "*384*2742#",
        must_be_registered,
    }
}

fn reader(lang: Lang, is_private: bool) -> SmsReader {
    SmsReader { lang, is_private }
}

fn saved(amount: Paise) -> Vec<(&'static str, Filling)> {
    vec![
        ("no", Filling::Number(4821)),
        ("about", Filling::Words(Words::new("દૂધ", "दूध", "Milk"))),
        ("amount", Filling::Amount(amount)),
    ]
}

fn meeting() -> Vec<(&'static str, Filling)> {
    let place = Words::new("વ્યારા કેન્દ્ર", "व्यारा केंद्र", "Vyara centre");
    vec![
        (
            "when",
            Filling::When(NOW.plus_ms(7 * HOUR_MS + HOUR_MS / 2)),
        ),
        ("place", Filling::Words(place)),
    ]
}

fn body(composed: Result<Composed, Unwritable>) -> String {
    match composed.unwrap() {
        Composed::Written(written) => written.body,
        Composed::NoApprovedTemplate { notice, lang } => panic!("{notice} in {}", lang.code()),
    }
}

/// The body of a text as it is registered and approved.
fn approved(
    script: &Script,
    texts: &CoopTexts,
    name: &str,
    lang_script: LangScript,
) -> Registration {
    let template = script.notices().template(name).unwrap();
    Registration {
        version: template.version,
        body: template
            .registered(&sender(texts, false), lang_script)
            .unwrap(),
        template_id: "1107161234567890123".into(),
        header: "ASHAMD".into(),
        entity_id: "1101234567890123456".into(),
        state: RegistrationState::Approved,
    }
}

#[test]
fn a_text_is_written_in_her_language_with_its_values() {
    let (script, texts) = (&SCRIPT, texts());
    let notices = script.notices();
    let say = |lang, notice, fillings: &[(&str, Filling)]| {
        let reader = reader(lang, false);
        body(notices.compose(&sender(&texts, false), notice, reader, fillings, NOW))
    };
    assert_eq!(
        say(Lang::En, Notice::EntrySaved, &saved(Paise(85_050))),
        "Asha Mandli: entry 4821 saved: Milk, Rs 850.50. Wrong? Send NO and the entry's number to 56161."
    );
    assert_eq!(
        say(Lang::Gu, Notice::MeetingReminder, &meeting()),
        "Asha Mandli: બેઠક મંગળ સાંજે 6 વાગ્યે, વ્યારા કેન્દ્રમાં. પાસબુક લાવજો. આવશો? \
         હા 1, ના 2 લખી 56161 પર મોકલો."
    );
    assert_eq!(
        say(Lang::Hi, Notice::Neutral, &[]),
        "Asha Mandli: आपके लिए मैसेज है। *384*2742# डायल करें।"
    );
    let day = [
        ("what", Filling::Words(Words::new("આવક", "आमदनी", "income"))),
        ("day", Filling::Day(NOW.day())),
    ];
    assert!(
        say(Lang::En, Notice::Breach, &day)
            .contains("your income may have been seen by others on 24/11/2026.")
    );
}

#[test]
fn a_phone_that_others_read_gets_the_quiet_text_and_its_values_only() {
    let (script, texts) = (&SCRIPT, texts());
    let notices = script.notices();
    let quiet = |notice, fillings: &[(&str, Filling)]| {
        let reader = reader(Lang::En, true);
        body(notices.compose(&sender(&texts, false), notice, reader, fillings, NOW))
    };
    let noted = quiet(Notice::EntrySaved, &saved(Paise(85_000)));
    assert_eq!(
        noted,
        "Asha Mandli: entry 4821 is saved. Wrong? Send NO and the entry's number to 56161."
    );
    let neutral = "Asha Mandli: you have a message. Dial *384*2742#.";
    assert_eq!(quiet(Notice::MeetingReminder, &meeting()), neutral);
    // No text composed for such a phone says a vote, an amount, or the place of a meeting.
    for template in notices.templates() {
        let read = template.quiet.as_deref().unwrap_or(&template.name);
        let read = notices.template(read).unwrap();
        let tells = read
            .places
            .iter()
            .find(|place| longest::TELLING.contains(&place.name.as_str()));
        assert_eq!(tells, None, "{}", template.name);
        let is_of_votes = read.name.starts_with("vote-") && read.name != "vote-code-wrong";
        assert!(!is_of_votes, "{}", template.name);
    }
}

#[test]
fn what_is_not_approved_letter_for_letter_does_not_leave() {
    let (script, mut texts) = (&SCRIPT, texts());
    let notices = script.notices();
    let compose = |texts: &CoopTexts, lang| {
        let reader = reader(lang, false);
        let sender = sender(texts, true);
        notices
            .compose(&sender, Notice::MeetingReminder, reader, &meeting(), NOW)
            .unwrap()
    };
    let tongue_of = |composed| match composed {
        Composed::Written(written) => Some(written.lang_script),
        Composed::NoApprovedTemplate { notice, lang } => {
            assert_eq!((notice.as_str(), lang), ("meeting-reminder", Lang::Gu));
            None
        }
    };
    let key = |lang_script| ("meeting-reminder".to_owned(), lang_script);
    let good =
        |texts: &CoopTexts, lang_script| approved(script, texts, "meeting-reminder", lang_script);
    assert_eq!(tongue_of(compose(&texts, Lang::Gu)), None);

    // English and Hindi are there, and she is never written to in them.
    for lang_script in [LangScript::En, LangScript::Hi, LangScript::HiLatn] {
        let registration = good(&texts, lang_script);
        texts.registrations.insert(key(lang_script), registration);
    }
    assert_eq!(tongue_of(compose(&texts, Lang::Gu)), None);
    let latin = good(&texts, LangScript::GuLatn);
    texts.registrations.insert(key(LangScript::GuLatn), latin);
    assert_eq!(
        tongue_of(compose(&texts, Lang::Gu)),
        Some(LangScript::GuLatn)
    );
    let native = good(&texts, LangScript::Gu);
    texts
        .registrations
        .insert(key(LangScript::Gu), native.clone());
    assert_eq!(tongue_of(compose(&texts, Lang::Gu)), Some(LangScript::Gu));

    texts.registrations.remove(&key(LangScript::GuLatn));
    let mut one = |change: &dyn Fn(&mut Registration)| {
        let mut changed = native.clone();
        change(&mut changed);
        texts.registrations.insert(key(LangScript::Gu), changed);
        tongue_of(compose(&texts, Lang::Gu))
    };
    assert_eq!(one(&|_| {}), Some(LangScript::Gu));
    assert_eq!(one(&|kept| kept.version += 1), None);
    assert_eq!(one(&|kept| kept.body.push(' ')), None);
    assert_eq!(
        one(&|kept| kept.body = kept.body.replace("Asha", "asha")),
        None
    );
    for state in RegistrationState::ALL {
        let is_approved = *state == RegistrationState::Approved;
        assert_eq!(one(&|kept| kept.state = *state).is_some(), is_approved);
    }
}

#[test]
fn a_value_that_does_not_fit_is_refused_and_never_cut_or_told() {
    let (script, texts) = (&SCRIPT, texts());
    let write = |name: &str, fillings: &[(&str, Filling)]| {
        let notices = script.notices();
        notices.write(&sender(&texts, false), name, LangScript::Gu, fillings, NOW)
    };
    let misfit = |name: &str, fillings: &[(&str, Filling)]| match write(name, fillings) {
        Err(Unwritable::Value { why, .. }) => Some(why),
        _ => None,
    };
    let numbers = |text: &str| [("numbers", Filling::Signs(text.into()))];
    assert_eq!(
        misfit("permissions-stopped", &numbers(&"1, ".repeat(14))),
        Some(Misfit::TooLong)
    );
    assert_eq!(
        misfit("permissions-stopped", &numbers("૧૨")),
        Some(Misfit::Sign)
    );
    assert_eq!(
        misfit("permissions-stopped", &numbers("12,  22")),
        Some(Misfit::Spaces)
    );
    assert_eq!(
        misfit("permissions-stopped", &numbers("")),
        Some(Misfit::Empty)
    );
    // Spaces around a value are no part of it.
    assert!(write("permissions-stopped", &numbers(" 12, 22 ")).is_ok());
    let no = [("no", Filling::Amount(Paise(85_050)))];
    assert_eq!(misfit("case-noted", &no), Some(Misfit::Kind));
    let missing = write("case-noted", &[]).unwrap_err();
    assert_eq!(missing.to_string(), "`case-noted` lacks a value for `no`");
    let told = write("permissions-stopped", &numbers("સુલતાન ₹5")).unwrap_err();
    assert!(!format!("{told} {told:?}").contains("સુલતાન"), "{told:?}");
    assert_eq!(write("naam", &[]), Err(Unwritable::Unknown("naam".into())));
}

#[test]
fn a_name_that_the_operators_would_refuse_makes_no_text() {
    let script = &SCRIPT;
    for brand in ["", "Asha  Mandli", "Asha ₹", "આશા<>", " Asha"] {
        let texts = CoopTexts::usual(brand, "56161");
        let sender = sender(&texts, false);
        let written = script
            .notices()
            .write(&sender, "neutral", LangScript::Gu, &[], NOW);
        let refused = Err(Unwritable::Sender {
            notice: "neutral".into(),
        });
        assert_eq!(written, refused, "{brand:?}");
    }
}

#[test]
fn days_hours_and_words_obey_the_rules_of_values_in_every_tongue() {
    let script = &SCRIPT;
    let notices = script.notices();
    for lang_script in LangScript::ALL {
        let said = notices.moments.get(&lang_script);
        let admitted = |filling: &Filling| {
            let value = values::write(filling, lang_script, said, NOW);
            let admitted = Tag::Alphanumeric.admits(&value, lang_script);
            assert_eq!(admitted, Ok(()), "{value:?} in {}", lang_script.code());
            let is_native = lang_script == LangScript::Gu || lang_script == LangScript::Hi;
            assert!(
                is_native || measure(&value).encoding == Encoding::Gsm7,
                "{value}"
            );
        };
        for half_hour in 0..60 * 48 {
            let at = NOW.day().start().plus_ms(half_hour * HOUR_MS / 2);
            admitted(&Filling::When(at));
        }
        for day in 0..366 {
            admitted(&Filling::Day(Day(NOW.day().0 + day)));
        }
        for amount in [Paise(0), Paise(5), Paise(85_000), Paise(99_999_999_999)] {
            admitted(&Filling::Amount(amount));
        }
        admitted(&meeting()[1].1);
    }
}

#[test]
fn every_text_of_the_program_fits_its_own_body_and_no_changed_letter_does() {
    let (script, texts) = (&SCRIPT, texts());
    let sender = sender(&texts, false);
    let mut tried_n = 0;
    for template in script.notices().templates() {
        for lang_script in template.lang_scripts() {
            let body = template.registered(&sender, lang_script).unwrap();
            let sample = script
                .notices()
                .sample(&sender, template, lang_script)
                .unwrap();
            assert!(matches(&body, &sample.text, lang_script), "{}", sample.text);
            // The letters before the first place and behind the last are fixed, wherever values end.
            let head = body.split("{#").next().unwrap().chars().count();
            let tail = body.rsplit("#}").next().unwrap().chars().count();
            let letters: Vec<char> = sample.text.chars().collect();
            for at in (0..head).chain(letters.len() - tail..letters.len()) {
                let mut changed = letters.clone();
                changed[at] = if changed[at] == 'x' { 'y' } else { 'x' };
                let changed: String = changed.into_iter().collect();
                assert!(!matches(&body, &changed, lang_script), "{changed}");
                tried_n += 1;
            }
        }
    }
    assert!(tried_n > 5_000, "{tried_n}");
}

#[test]
fn no_place_has_the_name_of_what_every_text_of_a_cooperative_has_the_same() {
    let slots = body::Slot::ALL.map(body::Slot::word);
    for notice in Notice::ALL {
        assert!(
            notice.places().iter().all(|place| !slots.contains(place)),
            "{notice:?}"
        );
        assert!(
            notice
                .places()
                .iter()
                .all(|place| longest::PLACES.contains(place)),
            "{notice:?}"
        );
    }
    assert!(longest::PLACES.iter().all(|place| !slots.contains(place)));
    assert!(
        longest::TELLING
            .iter()
            .all(|place| longest::PLACES.contains(place))
    );
}

proptest! {
    #[test]
    fn what_is_written_fits_its_body(
        no in any::<i64>(), gu in "\\PC{0,45}|[ક-હ ા-ૌ0-9.,]{1,45}", paise in any::<i64>(),
    ) {
        let (script, texts) = (&SCRIPT, texts());
        let about = Words::new(&gu, &gu, &gu);
        let fillings = [
            ("no", Filling::Number(no)),
            ("about", Filling::Words(about)),
            ("amount", Filling::Amount(Paise(paise))),
        ];
        let sender = sender(&texts, false);
        let written = script.notices().write(&sender, "entry-saved", LangScript::Gu, &fillings, NOW);
        match written {
            Ok(written) => {
                let template = script.notices().template("entry-saved").unwrap();
                let registered = template.registered(&sender, LangScript::Gu).unwrap();
                prop_assert!(matches(&registered, &written.body, LangScript::Gu));
                prop_assert!(written.body.contains(gu.trim()));
                prop_assert!(tags::fits_text(&written.body, LangScript::Gu).is_ok());
            }
            Err(Unwritable::Value { .. }) => {}
            Err(other) => prop_assert!(false, "{}", other),
        }
    }
}
