//! What was once misread: each test begins with the number of its fault in docs/faults.md.

use super::*;
use crate::core::domain::Words;
use crate::core::script::keywords::YesNoQuestion;

/// A few categories of the field: a leaf at the top, groups, and costs.
static CATEGORIES: LazyLock<Vec<Category>> = LazyLock::new(|| {
    let of = |code, parent, kind, gu: &str, hi: &str, en: &str| Category {
        code,
        parent,
        kind,
        key: 1,
        name: Words::new(gu, hi, en),
    };
    let (income, cost) = (EntryKind::Income, EntryKind::Cost);
    vec![
        of(10, None, income, "પાક", "फसल", "Crop"),
        of(11, Some(10), income, "ડાંગર", "धान", "Paddy"),
        of(12, Some(10), income, "તુવેર", "तुअर", "Tur"),
        of(21, None, income, "દૂધ", "दूध", "Milk"),
        of(30, None, income, "મજૂરી", "मज़दूरी", "Labour"),
        of(31, Some(30), income, "ખેતમજૂરી", "खेत मज़दूरी", "Farm labour"),
        of(32, Some(30), income, "મનરેગા", "मनरेगा", "MGNREGA"),
        of(60, None, income, "બીજું", "दूसरा", "Other"),
        of(
            22,
            Some(60),
            income,
            "બકરી અને મરઘાં",
            "बकरी और मुर्गी",
            "Goats and poultry",
        ),
        of(74, Some(60), income, "બીજું", "दूसरा", "Other"),
        of(81, None, cost, "બિયારણ", "बीज", "Seeds"),
        of(84, None, cost, "મજૂરી ખર્ચ", "मज़दूरी खर्च", "Hired work"),
    ]
});

/// Reads it beside these categories.
fn of(text: &str) -> Reading {
    let around = Around {
        categories: &CATEGORIES,
        ..beside(&[])
    };
    read(keywords(), text, around)
}

#[track_caller]
fn says(texts: &[&str], expected: &SmsIntent) {
    for text in texts {
        let reading = of(text);
        assert!(reading.said == *expected, "{text}: {reading:?}");
    }
}

#[test]
fn t2_what_cannot_be_read_is_of_the_kind_that_she_wrote() {
    let unread = |kind| SmsIntent::EntryUnread(kind, EntryUnread::Form);
    says(
        &[
            "B",
            "B $200",
            "b$200",
            "BACHAT abc",
            "B -200",
            "B .50",
            "બચત $૨૦૦",
        ],
        &unread(EntryKind::Saving),
    );
    says(
        &["K", "K $850", "kharch rupiya", "खर्च $850", "K dudh 850"],
        &unread(EntryKind::Cost),
    );
    says(
        &["H", "HAPTO $500", "किस्त", "kist abc"],
        &unread(EntryKind::Repayment),
    );
    says(&["I $850", "AVAK"], &unread(EntryKind::Income));
}

#[test]
fn t2_marks_and_words_beside_a_sum_say_nothing_more() {
    says(
        &[
            "B – 200",
            "B — 200",
            "B–200",
            "B − 200",
            "B Rs 200 only",
            "B 200 only.",
            "BACHAT ફક્ત 200",
            "बचत 200 केवल",
            "B Rs. 200/- only",
        ],
        &entry_of(EntryKind::Saving, None, 200, day(0)),
    );
}

#[test]
fn t5_a_yes_or_no_with_a_question_mark_is_none() {
    for text in [
        "જી?",
        "हाँ?",
        "ha ?",
        "1?",
        "yes??",
        "na?",
        "ના？",
        "haan؟",
        "ha? ji",
        "1 ? ",
        "“ha?”",
    ] {
        let reading = of(text);
        let SmsIntent::Other(answer) = &reading.said else {
            panic!("{text}: {reading:?}");
        };
        for asked in [
            None,
            Some(YesNoQuestion::Meeting),
            Some(YesNoQuestion::Entry),
        ] {
            assert_eq!(keywords().yes_or_no(asked, answer), None, "{text}");
        }
    }
    // A number is still read where it says what is to be done.
    says(
        &["બંધ ૧૨?", "BAND 12？"],
        &SmsIntent::PermissionStop(Some(12)),
    );
}

#[test]
fn t7_answers_are_of_one_question() {
    let says = |asked, words: &str| keywords().yes_or_no(Some(asked), words);
    for words in [
        "wrong",
        "khotu",
        "ખોટું",
        "galat",
        "ગ़લત",
        "गलत",
        "ग़लत",
        "barabar nathi",
    ] {
        let folded = fold(words);
        if keywords().is_answer(&folded) {
            assert_eq!(says(YesNoQuestion::Entry, &folded), Some(false), "{words}");
            assert_eq!(says(YesNoQuestion::Meeting, &folded), None, "{words}");
        }
    }
    assert_eq!(says(YesNoQuestion::Entry, &fold("ખોટું")), Some(false));
    assert_eq!(says(YesNoQuestion::Entry, &fold("गलत")), Some(false));
    for words in ["i will come", "coming", "आऊँगी", "આવીશ", "हाँ आऊँगी"]
    {
        let folded = fold(words);
        assert_eq!(says(YesNoQuestion::Meeting, &folded), Some(true), "{words}");
        assert_eq!(says(YesNoQuestion::Entry, &folded), None, "{words}");
    }
    // In Hindi it is the word for a vote, and "don't".
    assert!(!keywords().is_answer(&fold("मत")));
}

#[test]
fn t9_a_category_by_its_name_and_a_sum_is_an_entry_of_its_kind() {
    let milk = |time| entry_of(EntryKind::Income, Some(21), 850, time);
    says(
        &[
            "દૂધ 850",
            "dudh 850",
            "doodh Rs 850",
            "MILK 850",
            "दूध ८५०",
            "milk850",
            "milk₹850",
            "dudhRs.850",
            "દૂધરૂ850",
            "Milk: 850",
            "AVAK dudh 850",
            "I milk 850",
            "आमदनी दूध 850",
        ],
        &milk(day(0)),
    );
    says(
        &["dudh 850 gaikale", "दूध 850 कल", "milk 850 yesterday"],
        &milk(day(-1)),
    );
    let week = EntryTime {
        period: Period::Week,
        from_on: today().week_start(),
        to_on: today(),
    };
    says(&["milk 850 W", "દૂધ 850 અઠવાડિયે"], &milk(week));
    let seeds = entry_of(EntryKind::Cost, Some(81), 300, day(0));
    says(
        &[
            "બિયારણ 300",
            "biyaran 300",
            "seeds 300",
            "बीज 300",
            "bij 300",
            "K seeds 300",
            "kharch bij 300",
        ],
        &seeds,
    );
    // Names of several words, the longest first.
    says(
        &["મજૂરી ખર્ચ 400", "hired work 400", "K majuri 400"],
        &entry_of(EntryKind::Cost, Some(84), 400, day(0)),
    );
    says(
        &["goats and poultry 90", "bakri 90", "बकरी और मुर्गी 90"],
        &entry_of(EntryKind::Income, Some(22), 90, day(0)),
    );
    // A group that is called as its own member is the member.
    says(
        &["બીજું 50", "other 50"],
        &entry_of(EntryKind::Income, Some(74), 50, day(0)),
    );
    says(
        &["milk 1,234,56", "dudh 2 litre"],
        &SmsIntent::EntryUnread(EntryKind::Income, EntryUnread::Amount),
    );
}

#[test]
fn t9_a_name_of_two_is_asked_about() {
    let named = |codes: &[i64], rupees| SmsIntent::EntryNamed {
        codes: codes.to_vec(),
        amount: Paise::rupees(rupees),
        time: day(0),
    };
    says(
        &["મજૂરી 300", "majuri 300", "labour 300", "मज़दूरी 300"],
        &named(&[30, 84], 300),
    );
    // A group of several is no category that an entry can stand under.
    says(
        &[
            "પાક 300",
            "crop 300",
            "AVAK majuri 300".replace("majuri", "pak").as_str(),
        ],
        &named(&[10], 300),
    );
}

#[test]
fn t9_a_cooperative_may_call_its_categories_as_it_likes() {
    let own = |code, kind, gu: &str, en: &str| Category {
        code,
        parent: None,
        kind,
        key: 1,
        name: Words::new(gu, "", en),
    };
    let categories = [
        own(31, EntryKind::Income, "દૂધ", "Dairy"),
        own(32, EntryKind::Income, "મધ", "Honey"),
        own(33, EntryKind::Cost, "બચત પેટી", "Savings box"),
    ];
    let reads = |text: &str| {
        let around = Around {
            categories: &categories,
            ..beside(&[1002])
        };
        read(keywords(), text, around)
    };
    // What it calls milk in one language is called as milk is in all of them.
    for text in [
        "dairy 850",
        "dudh 850",
        "दूध 850",
        "1002 milk 850",
        "milk 850 1002",
    ] {
        let reading = reads(text);
        let expected = entry_of(EntryKind::Income, Some(31), 850, day(0));
        assert!(reading.said == expected, "{text}: {reading:?}");
    }
    let honey = entry_of(EntryKind::Income, Some(32), 40, day(0));
    assert!(reads("મધ 40").said == honey && reads("honey 40").said == honey);
    // An act is never taken for a name.
    assert!(reads("બચત 200").said == entry_of(EntryKind::Saving, None, 200, day(0)));
    assert!(matches!(reads("biyaran 300").said, SmsIntent::Other(_)));
}
