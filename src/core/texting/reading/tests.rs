//! Texts as women write them, and what each says.

use super::*;
use crate::core::domain::EntryTime;
use crate::core::domain::{EntryKind, Lang, Paise, Period};
use crate::core::script::Script;
use chrono::NaiveDate;
use std::sync::LazyLock;

mod any_text;
mod faults;
mod numbers;
mod votes;

static SCRIPT: LazyLock<Script> = LazyLock::new(|| match Script::embedded() {
    Ok(script) => script,
    Err(problems) => panic!("{problems}"),
});

fn today() -> Day {
    Day::of(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap())
}

fn keywords() -> &'static Keywords {
    SCRIPT.keywords()
}

fn beside(members: &[i64]) -> Around<'_> {
    Around {
        members,
        categories: &[],
        brand: "Asha Mandli",
        today: today(),
    }
}

fn of(text: &str) -> Reading {
    read(keywords(), text, beside(&[]))
}

#[track_caller]
fn says(texts: &[&str], expected: &SmsIntent) {
    for text in texts {
        let reading = of(text);
        assert!(
            reading.said == *expected && reading.member_no.is_none(),
            "{text}: {reading:?}"
        );
    }
}

fn day(day: i64) -> EntryTime {
    let day = today().plus(day);
    EntryTime {
        period: Period::Today,
        from_on: day,
        to_on: day,
    }
}

fn entry_of(kind: EntryKind, code: Option<i64>, rupees: i64, time: EntryTime) -> SmsIntent {
    SmsIntent::Entry {
        kind,
        code,
        amount: Paise::rupees(rupees),
        time,
    }
}

#[test]
fn stopping_takes_one_text_in_any_spelling() {
    says(
        &[
            "BAND 12",
            "બંધ ૧૨",
            "बंद १२",
            "band12.",
            "Band 12",
            "bandh 12!",
            "BAND-12",
            "band: 12",
            "band #12",
            "\"BAND 12\"",
            "STOP 12",
            "stop12",
            "roko 12",
            "રોકો 12",
            "रोको १२",
            "रद्द 12",
            " band   12 ",
            "BAND\u{200D} 12",
            "बन्द 12?",
            "band : 12",
        ],
        &SmsIntent::PermissionStop(Some(12)),
    );
    says(
        &["BAND 0", "બંધ ૦", "बंद 0"],
        &SmsIntent::PermissionStop(Some(0)),
    );
    says(
        &["BAND", "બંધ", "बंद.", "BAND 12 26", "BAND xyz"],
        &SmsIntent::PermissionStop(None),
    );
    says(
        &[
            "STOP",
            "ROKO",
            "રોકો",
            "रोको",
            "Stop. Thank you",
            "stop!",
            "UNSUBSCRIBE",
        ],
        &SmsIntent::Announcements(false),
    );
    says(
        &["START", "CHALU", "ચાલુ", "चालू", "chalu karo"],
        &SmsIntent::Announcements(true),
    );
}

#[test]
fn entries_are_read_with_code_amount_and_time() {
    let milk = |rupees, time| entry_of(EntryKind::Income, Some(21), rupees, time);
    says(
        &[
            "I 21 850",
            "AVAK 21 850",
            "આવક ૨૧ ૮૫૦",
            "amdani 21 Rs 850",
            "आमदनी २१ ८५०",
            "i21 850",
        ],
        &milk(850, day(0)),
    );
    says(
        &["AVAK 21 1.5 hajar", "આવક 21 દોઢ હજાર", "आमदनी 21 डेढ़ हज़ार"],
        &milk(1500, day(0)),
    );
    let week = EntryTime {
        period: Period::Week,
        from_on: today().week_start(),
        to_on: today(),
    };
    says(
        &["I 21 850 W", "AVAK 21 850 athvadiye", "आमदनी 21 850 इस हफ़्ते"],
        &milk(850, week),
    );
    let month = EntryTime {
        period: Period::Month,
        from_on: today().month_start(),
        to_on: today(),
    };
    says(
        &["I 21 850 m", "આવક 21 850 મહિને", "AMDANI 21 850 mahine"],
        &milk(850, month),
    );
    says(
        &["K 850", "KHARCH 850", "ખર્ચ 850 રૂપિયા", "खर्च 850/-"],
        &entry_of(EntryKind::Cost, None, 850, day(0)),
    );
    says(
        &["K 81 850", "kharch 81 850"],
        &entry_of(EntryKind::Cost, Some(81), 850, day(0)),
    );
    says(
        &[
            "B 200",
            "B-200",
            "B: 200",
            "BACHAT 200",
            "બચત 2 સો",
            "बचत २००",
        ],
        &entry_of(EntryKind::Saving, None, 200, day(0)),
    );
    says(
        &["H 500", "HAPTO 500", "હપ્તો 500", "KIST 500", "किस्त 5 सौ"],
        &entry_of(EntryKind::Repayment, None, 500, day(0)),
    );
}

#[test]
fn days_are_of_the_past() {
    let milk = |time| entry_of(EntryKind::Income, Some(21), 850, time);
    says(
        &[
            "AVAK 21 850 gaikale",
            "આવક 21 850 ગઈકાલે",
            "आमदनी 21 850 कल",
            "I 21 850 yesterday",
            "I 21 850 kal",
        ],
        &milk(day(-1)),
    );
    says(
        &["I 21 850 aaj", "આવક 21 850 આજે", "आमदनी 21 850 आज"],
        &milk(day(0)),
    );
    says(
        &[
            "I 21 850 3/11",
            "I 21 850 3-11",
            "I 21 850 03/11/2026",
            "I 21 850 3.11.26",
            "I 21 850 3 november",
            "I 21 850 3nov",
            "I 21 850 nov 3",
            "આવક 21 850 3 નવેમ્બર",
            "आमदनी 21 850 ३ नवंबर",
            "amdani 21 850 3 navambar 2026",
        ],
        &milk(day(-21)),
    );
    says(
        &[
            "I 21 850 31/2",
            "I 21 850 25/12/2026",
            "આવક 21 850 આવતીકાલે",
            "I 21 850 4/25",
            "I 21 850 1/1/2020",
            "I 21 850 25/12",
        ],
        &SmsIntent::EntryUnread(EntryKind::Income, EntryUnread::Day),
    );
}

#[test]
fn what_is_not_whole_is_asked_for() {
    says(
        &["AVAK", "I", "AVAK 850", "આવક 21"],
        &SmsIntent::EntryUnread(EntryKind::Income, EntryUnread::Form),
    );
    says(
        &["I 21 1,234,56", "AVAK 21 850.555"],
        &SmsIntent::EntryUnread(EntryKind::Income, EntryUnread::Amount),
    );
    says(
        &["K 1,234,56"],
        &SmsIntent::EntryUnread(EntryKind::Cost, EntryUnread::Amount),
    );
    says(
        &["B 5 6 7"],
        &SmsIntent::EntryUnread(EntryKind::Saving, EntryUnread::Amount),
    );
    says(
        &[
            "KHOTU 4821",
            "ખોટું ૪૮૨૧",
            "galat 4821",
            "ग़लत 4821",
            "NO 4821",
            "wrong 4821.",
        ],
        &SmsIntent::EntryWrong(Some(4821)),
    );
    says(
        &["KHOTU abc", "galat hai kya"],
        &SmsIntent::EntryWrong(None),
    );
    says(
        &[
            "CHECK 7K4P92",
            "check 7k4p92.",
            "ચકાસો 7K4P92",
            "CHECK 7K4 P92",
        ],
        &SmsIntent::StatementCheck(Some("7K4P92".into())),
    );
    says(&["CHECK"], &SmsIntent::StatementCheck(None));
}

#[test]
fn words_that_ask_or_set_something_are_read_in_every_language() {
    says(
        &["MEET", "BETHAK", "બેઠક", "BAITHAK", "बैठक", "bethak kyare?"],
        &SmsIntent::MeetingNext,
    );
    says(&["VOTE", "MAT", "મત", "वोट", "vote?"], &SmsIntent::VoteOpen);
    says(
        &["CALL", "PHONE", "ફોન", "फ़ोन", "फोन", "call me"],
        &SmsIntent::Call,
    );
    says(
        &["private haan?", "KHANGI na?", "PRIVATE please"],
        &SmsIntent::Private(None),
    );
    says(
        &[
            "PRIVATE",
            "KHANGI",
            "ખાનગી",
            "NIJI",
            "निजी",
            "private on",
            "ખાનગી ચાલુ",
            "niji haan",
        ],
        &SmsIntent::Private(Some(true)),
    );
    says(
        &[
            "PRIVATE OFF",
            "khangi band",
            "ખાનગી બંધ",
            "निजी बंद",
            "niji nahi",
        ],
        &SmsIntent::Private(Some(false)),
    );
    says(
        &["LANG", "BHASHA", "ભાષા", "भाषा", "bhasa"],
        &SmsIntent::Language(None),
    );
    says(
        &["LANG 2", "bhasha hindi", "भाषा हिंदी"],
        &SmsIntent::Language(Some(Lang::Hi)),
    );
    says(
        &[
            "COMPLAIN",
            "FARIYAD",
            "ફરિયાદ",
            "SHIKAYAT 318 kuch nahi hua",
            "शिकायत",
        ],
        &SmsIntent::Complain,
    );
    says(
        &["HELP", "?", "??", "MADAD", "મદદ", "मदद", "madat", "help me"],
        &SmsIntent::Help,
    );
}

#[test]
fn answers_and_slips_are_no_acts() {
    for text in [
        "1",
        "no",
        "હા",
        "haa",
        "ha pan na",
        "bnad 12",
        "khotuu 4821",
        "",
        "!!",
        "avkk 21 850",
        "stpo",
        "I am driving",
        "k bhai",
        "KHOTU",
        "galat",
        "wrong",
        "na 2",
        "i will come",
        "dudh",
    ] {
        assert!(matches!(of(text).said, SmsIntent::Other(_)), "{text}");
    }
    assert_eq!(keywords().yes_or_no(None, "हां"), Some(true));
    assert_eq!(keywords().yes_or_no(None, "no"), Some(false));
    assert_eq!(keywords().yes_or_no(None, "ha pan na"), None);
}
