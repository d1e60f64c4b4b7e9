//! Sample data for the store: two small cooperatives, steps, and changes.

use super::bed::*;
use crate::support;
use sahkar::core::dialogue::state::DialogueState;
use sahkar::core::domain::ballot::{BallotRule, Pass};
use sahkar::core::domain::change::{ballot, consent, entry};
use sahkar::core::domain::*;
use sahkar::store::*;

pub(super) fn step(session: i64, turn: i64) -> Step {
    Step {
        coop: COOP,
        session: SessionId(session),
        phone: None,
        member: Some(RAMILA),
        turn,
        text_len: turn,
        text_hash: vec![7; 32],
        reply: format!("CON reply {turn}").into_bytes(),
        state: Some(DialogueState {
            at: "home/main".into(),
            ..DialogueState::default()
        }),
        draft: None,
        now: NOW,
    }
}

pub(super) fn entry(no: i64) -> Entry {
    let today = NOW.day();
    Entry {
        id: EntryId(no),
        no,
        kind: EntryKind::Income,
        category: Some(21),
        amount: Paise::rupees(850),
        period: Period::Today,
        from_on: today,
        to_on: today,
        proof: Proof::Own,
        state: EntryState::Good,
        replaces: None,
        at: NOW,
    }
}

pub(super) fn added(no: i64) -> Change {
    Change::Entry(entry::Change::Added(entry::Added {
        member: RAMILA,
        entry: entry(no),
        event: RowId(no),
    }))
}

pub(super) fn given(consent: i64) -> Change {
    Change::Consent(consent::Change::Given(consent::Given {
        member: RAMILA,
        consent: ConsentId(consent),
        no: sahkar::core::domain::consent::with_check_digit(consent),
        request: REQUEST,
        ends_on: NOW.day().plus(30),
        shown: shown(),
        event: RowId(consent * 10),
    }))
}

pub(super) fn shown() -> ShownWords {
    ShownWords {
        text_version: "v1".into(),
        lang: Lang::Gu,
        parts: (1..=2)
            .map(|part| ShownPart {
                screen: "consent/ask".into(),
                part,
                of: 2,
                words: format!("part {part}"),
            })
            .collect(),
    }
}

pub(super) fn stopped(consent: i64, erase: bool) -> Change {
    Change::Consent(consent::Change::Stopped(consent::Stopped {
        member: RAMILA,
        consent: ConsentId(consent),
        erase,
        event: RowId(consent * 10 + 1),
        erasure: RowId(consent * 10 + 2),
    }))
}

pub(super) fn voted(member: MemberId, option_no: i64) -> Change {
    Change::Ballot(ballot::Change::VoteCast(ballot::VoteCast {
        member,
        ballot: BALLOT,
        option_no,
    }))
}

pub(super) fn words(text: &str) -> Words {
    Words::new(text, text, text)
}

fn member(id: MemberId, last: u8) -> NewMember {
    support::member(id.0 + 900)
        .with_id(id)
        .with_phone(phone(last).reveal())
        .named("Ramila")
        .speaking(Lang::Gu)
        .private(last == 2)
        .with_pin_hash("$argon2id$hash")
        .row()
}

pub(super) fn ballot(id: BallotId, no: i64, roll: Vec<MemberId>) -> NewBallot {
    let option = |no, label: &str, none| BallotOption {
        no,
        label: words(label),
        none,
    };
    NewBallot {
        id,
        no,
        title: words("Milk totals"),
        text: words("Give milk totals to the dairy?"),
        more: words("Only totals of ten women or more."),
        options: vec![
            option(1, "Yes", false),
            option(2, "No", false),
            option(3, "None", true),
        ],
        yes_no: true,
        sms_allowed: false,
        rule: BallotRule {
            quorum_pct: 40,
            pass: Pass::More,
        },
        opens_at: NOW.plus_days(-1),
        closes_at: NOW.plus_days(2),
        roll,
    }
}

/// A minute before the tests begin, so that whatever they write is later: ids of one millisecond that two
/// programs have drawn stand in no order.
fn made_at() -> Instant {
    NOW.plus_ms(-60_000)
}

pub(super) async fn fill(store: &Store) {
    for id in [COOP, OTHER_COOP] {
        let entry = CoopEntry {
            coop: Coop {
                id,
                name: "Asha Mandli".into(),
                code: format!("*384*{}#", id.0),
                lang: Lang::Gu,
            },
            categories: vec![Category {
                code: 21,
                parent: None,
                kind: EntryKind::Income,
                key: 1,
                name: words("Milk"),
            }],
            addresses: vec![Address {
                gateway: "sandbox".into(),
                kind: AddressKind::Ussd,
                value: format!("*384*{}#", id.0),
            }],
            texts: CoopTexts::usual("Asha Mandli", "56161"),
        };
        store
            .add_coop(&By::OPERATOR, &entry, made_at())
            .await
            .unwrap();
        let members = [member(RAMILA, 1), member(SAVITA, 2), member(KANTA, 2)];
        store
            .add_members(&By::OPERATOR, id, &members, made_at())
            .await
            .unwrap();
        fill_votes(store, id).await;
    }
}

async fn fill_votes(store: &Store, coop: CoopId) {
    let roll = vec![RAMILA, SAVITA, KANTA];
    let open = ballot(BALLOT, 17, roll.clone());
    store
        .open_ballot(&By::OPERATOR, coop, &open, made_at())
        .await
        .unwrap();
    let old = NewBallot {
        closes_at: NOW.plus_ms(-1),
        ..ballot(BallotId(16), 16, roll)
    };
    let counts = old.options.iter().cloned().zip([2, 1, 0]).collect();
    let result = BallotResult {
        id: old.id,
        no: old.no,
        title: old.title.clone(),
        counts,
        yes_no: true,
        roll_n: 3,
        voted_n: 3,
        quorum_n: 2,
        outcome: BallotOutcome::Passed,
    };
    let counted = CountedBallot {
        ballot: old,
        result,
        counted_at: NOW.plus_ms(-1),
    };
    store
        .add_counted_ballot(&By::OPERATOR, coop, &counted, made_at())
        .await
        .unwrap();
    fill_around(store, coop).await;
}

/// What is asked, planned and told beside the votes.
async fn fill_around(store: &Store, coop: CoopId) {
    let ask = Ask {
        request: REQUEST,
        request_no: 12,
        requester: words("District Bank"),
        title: words("Bank loan"),
        what: words("your income"),
        why: words("your loan form"),
        months: 12,
        keep_days: 90,
        lasts_days: 30,
        grain: Grain::Total,
        sections: vec![Section::Income, Section::Savings],
        reads: Reads::Weekly,
        valid_until: Some(NOW.day().plus(200)),
        complaint: "9800000098".into(),
    };
    let request = NewRequest {
        ask,
        requester: RowId(7),
        ballot: BallotId(16),
    };
    store
        .add_request(&By::OPERATOR, coop, &request, made_at())
        .await
        .unwrap();
    let meeting = Meeting {
        id: MEETING,
        at: NOW.plus_days(3),
        place: words("Hall"),
        agenda: vec![words("Accounts"), words("Prices")],
        coming: None,
        topic_needed_n: 1,
    };
    store
        .add_meeting(&By::OPERATOR, coop, &meeting, made_at())
        .await
        .unwrap();
    let notice = NoticeLine {
        words: words("Meeting on Friday"),
        at: NOW,
    };
    store
        .add_notice(&By::OPERATOR, coop, RowId(8), &notice, made_at())
        .await
        .unwrap();
}
