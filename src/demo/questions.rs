//! What is put to the members of the demo cooperative: three ballots, the bank's request, a meeting.

use super::coop::COOP;
use crate::core::domain::By;
use crate::core::domain::ballot::{BallotRule, Pass, quorum_n};
use crate::core::domain::{
    Ask, BallotId, BallotOption, BallotOutcome, BallotResult, Grain, Instant, Meeting, MeetingId,
    MemberId, NoticeLine, Reads, RequestId, RowId, Section, Words,
};
use crate::store::{CountedBallot, Error, NewBallot, NewRequest, Store};

/// The bank may look so long at the most, however late a yes comes.
const REQUEST_DAYS: i64 = 180;
/// Who hears complaints about the bank; a number that no member of the demo has.
const COMPLAINT_NUMBER: &str = "9800000099";
const HOUR_MS: i64 = 60 * 60 * 1000;
/// Votes in ballot 16: yes, no, none.
const VOTES: [i64; 3] = [15, 3, 2];

pub(super) async fn fill(
    store: &Store,
    by: &By,
    roll: &[MemberId],
    now: Instant,
) -> Result<(), Error> {
    let at = |days: i64, hour: i64| now.day().plus(days).start().plus_ms(hour * HOUR_MS);
    let id = || store.chance().id(now);

    let bank = bank_ballot(BallotId(id()), roll, (at(-20, 10), at(-13, 18)));
    let passed = bank.id;
    let counted = CountedBallot {
        result: result(&bank),
        counted_at: bank.closes_at,
        ballot: bank,
    };
    store.add_counted_ballot(by, COOP, &counted, now).await?;
    let request = request(RequestId(id()), RowId(id()), passed, now);
    store.add_request(by, COOP, &request, now).await?;

    // Open at least two days more, whenever it is now.
    let times = (at(-2, 10).min(now), at(3, 18));
    let milk = milk_ballot(BallotId(id()), roll, times);
    store.open_ballot(by, COOP, &milk, now).await?;
    let day = day_ballot(BallotId(id()), roll, times);
    store.open_ballot(by, COOP, &day, now).await?;

    let meeting = meeting(MeetingId(id()), at(3, 15));
    store.add_meeting(by, COOP, &meeting, now).await?;
    for (words, days) in notices() {
        let notice = NoticeLine {
            words,
            at: at(-days, 11),
        };
        store
            .add_notice(by, COOP, RowId(id()), &notice, now)
            .await?;
    }
    Ok(())
}

fn option(no: i64, gu: &str, hi: &str, en: &str) -> BallotOption {
    BallotOption {
        no,
        label: Words::new(gu, hi, en),
        none: false,
    }
}

fn yes_no_none() -> Vec<BallotOption> {
    vec![
        option(1, "હા", "हाँ", "Yes"),
        option(2, "ના", "नहीं", "No"),
        BallotOption {
            none: true,
            ..option(3, "બેમાંથી એકે નહીં", "दोनों में कोई नहीं", "Neither")
        },
    ]
}

/// Ballot 16: whether the bank may ask. Single records need half of the roll and two thirds.
fn bank_ballot(
    id: BallotId,
    roll: &[MemberId],
    (opens_at, closes_at): (Instant, Instant),
) -> NewBallot {
    NewBallot {
        id,
        no: 16,
        title: Words::new("બેંક લોન ફોર્મ", "बैंक लोन फ़ॉर्म", "Bank loan form"),
        text: Words::new(
            "જિલ્લા બેંક દરેક બહેનને પૂછી શકે?",
            "ज़िला बैंक हर बहन से पूछ सके?",
            "may District Bank ask each of us?",
        ),
        more: Words::new(
            "લોન અરજી માટે. દરેક બહેન જાતે હા કે ના કહેશે.",
            "लोन आवेदन के लिए। हर बहन खुद हाँ या ना कहेगी।",
            "For loan forms. Each of us says yes or no herself.",
        ),
        options: yes_no_none(),
        yes_no: true,
        sms_allowed: false,
        rule: BallotRule {
            quorum_pct: 50,
            pass: Pass::TwoThirds,
        },
        opens_at,
        closes_at,
        roll: roll.to_vec(),
    }
}

fn result(ballot: &NewBallot) -> BallotResult {
    let roll_n = i64::try_from(ballot.roll.len()).unwrap_or_default();
    BallotResult {
        id: ballot.id,
        no: ballot.no,
        title: ballot.title.clone(),
        counts: ballot.options.iter().cloned().zip(VOTES).collect(),
        yes_no: ballot.yes_no,
        roll_n,
        voted_n: VOTES.iter().sum(),
        quorum_n: quorum_n(roll_n, ballot.rule.quorum_pct),
        outcome: BallotOutcome::Passed,
    }
}

/// Ballot 17: a request for totals, secret, and by the menu only.
fn milk_ballot(
    id: BallotId,
    roll: &[MemberId],
    (opens_at, closes_at): (Instant, Instant),
) -> NewBallot {
    NewBallot {
        id,
        no: 17,
        title: Words::new(
            "દૂધના કુલ આંકડા ડેરીને?",
            "दूध के कुल आँकड़े डेयरी को दें?",
            "Give milk totals to the dairy?",
        ),
        text: Words::new(
            "દૂધના કુલ આંકડા ડેરીને આપવા?",
            "दूध के कुल आँकड़े डेयरी को दें?",
            "give milk totals to the dairy?",
        ),
        more: Words::new(
            "ડેરી મંડળીને વર્ષે રૂ.20000 આપશે. નામ નહીં.",
            "डेयरी समिति को साल के रु.20000 देगी। नाम नहीं।",
            "Dairy pays Rs 20000 a year to the co-op. No names.",
        ),
        options: yes_no_none(),
        yes_no: true,
        sms_allowed: false,
        rule: BallotRule {
            quorum_pct: 40,
            pass: Pass::MoreAndQuarter,
        },
        opens_at,
        closes_at,
        roll: roll.to_vec(),
    }
}

/// Ballot 18: an ordinary, open one, also by text.
fn day_ballot(
    id: BallotId,
    roll: &[MemberId],
    (opens_at, closes_at): (Instant, Instant),
) -> NewBallot {
    NewBallot {
        id,
        no: 18,
        title: Words::new("બેઠકનો દિવસ", "बैठक का दिन", "Meeting day"),
        text: Words::new("બેઠકનો દિવસ?", "बैठक का दिन?", "meeting day?"),
        more: Words::new(
            "આવતા મહિનાથી બેઠક આ દિવસે થશે.",
            "अगले महीने से बैठक इसी दिन होगी।",
            "From next month we meet on this day.",
        ),
        options: vec![
            option(1, "મંગળ", "मंगल", "Tuesday"),
            option(2, "ગુરુ", "गुरु", "Thursday"),
            option(3, "રવિ", "रवि", "Sunday"),
        ],
        yes_no: false,
        sms_allowed: true,
        rule: BallotRule {
            quorum_pct: 25,
            pass: Pass::More,
        },
        opens_at,
        closes_at,
        roll: roll.to_vec(),
    }
}

/// Request 12, which ballot 16 allows.
fn request(request: RequestId, requester: RowId, ballot: BallotId, now: Instant) -> NewRequest {
    NewRequest {
        ask: Ask {
            request,
            request_no: 12,
            requester: Words::new("જિલ્લા બેંક", "ज़िला बैंक", "District Bank"),
            title: Words::new("બેંક લોન", "बैंक लोन", "Bank loan"),
            what: Words::new("આવક અને લોન", "आमदनी और लोन", "your income and loans"),
            why: Words::new("તમારી લોન", "आपका लोन", "your loan form"),
            months: 12,
            keep_days: 30,
            lasts_days: 30,
            grain: Grain::Single,
            sections: vec![Section::Income, Section::Loans],
            reads: Reads::Once,
            valid_until: Some(now.day().plus(REQUEST_DAYS)),
            complaint: COMPLAINT_NUMBER.to_owned(),
        },
        requester,
        ballot,
    }
}

fn meeting(id: MeetingId, at: Instant) -> Meeting {
    Meeting {
        id,
        at,
        place: Words::new("વ્યારા", "व्यारा", "Vyara"),
        agenda: vec![
            Words::new("હિસાબ", "हिसाब", "Accounts"),
            Words::new("મતદાન 17", "मतदान 17", "Vote 17"),
            Words::new("બિયારણ", "बीज", "Seeds"),
        ],
        coming: None,
        topic_needed_n: 0,
    }
}

/// What was sent to everybody lately, and how many days ago.
fn notices() -> [(Words, i64); 3] {
    [
        (
            Words::new("દૂધનો ભાવ રૂ.42", "दूध का भाव रु.42", "Milk price Rs 42"),
            2,
        ),
        (
            Words::new("બિયારણ આવી ગયું", "बीज आ गया", "Seeds have come"),
            6,
        ),
        (
            Words::new("મતદાન 16: મંજૂર", "मतदान 16: मंज़ूर", "Vote 16 passed"),
            13,
        ),
    ]
}
