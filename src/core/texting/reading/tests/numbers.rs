//! Member numbers on a phone that several have.

use super::*;

#[test]
fn a_member_number_stands_first_or_last() {
    let members = [1002, 1003];
    let reads = |text: &str| read(keywords(), text, beside(&members));
    let milk = entry_of(EntryKind::Income, Some(21), 850, day(0));
    for text in [
        "1002 AVAK 21 850",
        "AVAK 21 850 1002",
        "૧૦૦૨ આવક ૨૧ ૮૫૦",
        "1002 avak21 850",
    ] {
        let reading = reads(text);
        assert!(
            reading.member_no == Some(1002) && reading.said == milk,
            "{text}"
        );
    }
    // An amount that looks like a member number is the amount.
    let reading = reads("BACHAT 1002");
    assert!(reading.member_no.is_none());
    assert!(reading.said == entry_of(EntryKind::Saving, None, 1002, day(0)));
    let cases: [(&str, i64, SmsIntent); 6] = [
        (
            "1003 BACHAT 1002",
            1003,
            entry_of(EntryKind::Saving, None, 1002, day(0)),
        ),
        ("BAND 0 1003", 1003, SmsIntent::PermissionStop(Some(0))),
        ("CALL 1003", 1003, SmsIntent::Call),
        ("FARIYAD 1003", 1003, SmsIntent::Complain),
        ("ha 1003", 1003, SmsIntent::Other("ha".into())),
        ("1003 1", 1003, SmsIntent::Other("1".into())),
    ];
    for (text, no, said) in cases {
        let reading = reads(text);
        assert!(
            reading.member_no == Some(no) && reading.said == said,
            "{text}: {reading:?}"
        );
    }
    // A number of nobody here is told, where it stands before a keyword.
    assert_eq!(reads("5555 CALL").member_no, Some(5555));
}
