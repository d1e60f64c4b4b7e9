//! Votes by text, and what may be one.

use super::*;

#[test]
fn votes_are_read_whole_and_never_kept() {
    let vote = |ballot_no, choice: Option<(i64, &str)>| {
        SmsIntent::Vote(Box::new(VoteText {
            ballot_no,
            choice: choice.map(|(option, code)| (option, code.to_owned())),
        }))
    };
    says(
        &[
            "VOTE 18 1 491234",
            "મત ૧૮ ૧ ૪૯૧૨૩૪",
            "वोट 18-1-491234",
            "vote18 1 491234.",
        ],
        &vote(Some(18), Some((1, "491234"))),
    );
    says(
        &["VOTE 18", "VOTE 18 1", "VOTE 18 1 4912", "mat 18 yes"],
        &vote(Some(18), None),
    );
    for text in [
        "VOTE 18 1 491234",
        "VOTE 17 1",
        "vot 18 1 491234",
        "18 1 491234",
        "my vote is 1 in 18",
        "COMPLAIN vote 18 1 491234",
        "call 18 1 491234",
        "VOTE yes",
        "MAT haa",
        "वोट हाँ",
    ] {
        assert!(of(text).may_be_a_vote, "{text}");
    }
    for text in [
        "I 21 850",
        "BAND 12",
        "hello",
        "COMPLAIN milk price",
        "VOTE",
        "1",
    ] {
        assert!(!of(text).may_be_a_vote, "{text}");
    }
}
