//! Changes of the record: what each writes, and what must hold for it.

use super::bed::*;
use super::samples::*;
use sahkar::core::domain::change::{call, case, consent, entry, meeting, member, statement};
use sahkar::core::domain::*;
use sahkar::core::script::words::{Need, Needs};
use sahkar::store::*;

#[tokio::test]
async fn an_entry_is_in_her_record_at_once() {
    on_each(async |bed| {
        let loan = NewLoan {
            id: RowId(1),
            member: RAMILA,
            principal: Paise::rupees(10_000),
            given_on: NOW.day().plus(-90),
        };
        bed.store
            .add_loans(&By::OPERATOR, COOP, &[loan], NOW)
            .await
            .unwrap();
        let repaid = Entry {
            kind: EntryKind::Repayment,
            category: None,
            state: EntryState::Waiting,
            ..entry(1001)
        };
        let repaid = Change::Entry(entry::Change::Added(entry::Added {
            member: RAMILA,
            entry: repaid,
            event: RowId(2),
        }));
        assert_eq!(bed.change(1, vec![added(1000)]).await, StepWritten::Done);
        assert_eq!(bed.change(2, vec![repaid]).await, StepWritten::Done);
        let facts = bed
            .facts_at(
                RAMILA,
                Needs::of(&[Need::Month, Need::Entries, Need::Entry]),
                Some(1000),
                NOW,
            )
            .await;
        let numbers: Vec<i64> = facts.entries.iter().map(|entry| entry.no).collect();
        assert_eq!(numbers, [1001, 1000]);
        assert_eq!(facts.entry, Some(entry(1000)));
        assert_eq!(facts.month.income, Paise::rupees(850));
        let loans = facts.month.loans.expect("a running loan");
        assert_eq!(loans.left, Paise::rupees(9150));
        let other = bed.facts(SAVITA, Needs::of(&[Need::Month])).await;
        assert_eq!(other.month.loans, None);
    })
    .await;
}

/// What she paid back before is no part of a loan that was given later.
#[tokio::test]
async fn a_second_loan_begins_with_nothing_paid() {
    on_each(async |bed| {
        let lend = |id, days_ago: i64| NewLoan {
            id: RowId(id),
            member: RAMILA,
            principal: Paise::rupees(5000),
            given_on: NOW.day().plus(-days_ago),
        };
        let pay = |no: i64, days_ago: i64| {
            Change::Entry(entry::Change::Added(entry::Added {
                member: RAMILA,
                entry: Entry {
                    kind: EntryKind::Repayment,
                    category: None,
                    from_on: NOW.day().plus(-days_ago),
                    to_on: NOW.day().plus(-days_ago),
                    ..entry(no)
                },
                event: RowId(no),
            }))
        };
        let left = async || {
            let facts = bed.facts(RAMILA, Needs::of(&[Need::Month])).await;
            facts.month.loans.expect("a running loan").shown()
        };
        bed.store
            .add_loans(&By::OPERATOR, COOP, &[lend(1, 200)], NOW)
            .await
            .unwrap();
        assert_eq!(bed.change(1, vec![pay(1001, 100)]).await, StepWritten::Done);
        assert_eq!(bed.change(2, vec![pay(1002, 80)]).await, StepWritten::Done);
        assert_eq!(left().await, Paise::rupees(5000 - 2 * 850));
        bed.tamper("update loan set state = 'closed'").await;
        bed.store
            .add_loans(&By::OPERATOR, COOP, &[lend(2, 30)], NOW)
            .await
            .unwrap();
        assert_eq!(left().await, Paise::rupees(5000));
        assert_eq!(bed.change(3, vec![pay(1003, 1)]).await, StepWritten::Done);
        assert_eq!(left().await, Paise::rupees(5000 - 850));
    })
    .await;
}

#[tokio::test]
async fn a_mended_entry_takes_the_old_ones_place_once() {
    on_each(async |bed| {
        bed.change(1, vec![added(1000)]).await;
        let mended = |no: i64| {
            let entry = Entry {
                replaces: Some(EntryId(1000)),
                amount: Paise::rupees(900),
                ..entry(no)
            };
            vec![Change::Entry(entry::Change::Added(entry::Added {
                member: RAMILA,
                entry,
                event: RowId(no),
            }))]
        };
        assert_eq!(bed.change(2, mended(1001)).await, StepWritten::Done);
        assert_eq!(bed.change(3, mended(1002)).await, StepWritten::Lost);
        let needs = Needs::of(&[Need::Month, Need::Entries, Need::Entry]);
        let facts = bed.facts_at(RAMILA, needs, Some(1000), NOW).await;
        assert_eq!(facts.month.income, Paise::rupees(900));
        assert_eq!(facts.entries.len(), 1);
        assert_eq!(facts.entry, None, "the old one is not hers to mend");
        assert_eq!(bed.count("entry").await, 2, "the old row stays");
        let back = Change::Entry(entry::Change::Withdrawn(entry::EntryWithdrawn {
            member: SAVITA,
            entry: EntryId(1001),
            event: RowId(5),
        }));
        assert_eq!(
            bed.change(4, vec![back]).await,
            StepWritten::Lost,
            "not hers"
        );
    })
    .await;
}

#[tokio::test]
async fn a_case_disputes_its_entry() {
    on_each(async |bed| {
        bed.change(1, vec![added(1000)]).await;
        let case = Case {
            id: CaseId(9),
            no: 10,
            kind: CaseKind::EntryNotMine,
            entry_no: Some(1000),
            amount: None,
            due_at: NOW.plus_days(7),
        };
        let opened = Change::Case(case::Change::Opened(case::CaseOpened {
            member: RAMILA,
            case,
            disputes: Some((EntryId(1000), RowId(3))),
        }));
        assert_eq!(bed.change(2, vec![opened.clone()]).await, StepWritten::Done);
        assert_eq!(bed.change(3, vec![opened]).await, StepWritten::Lost);
        let facts = bed
            .facts(RAMILA, Needs::of(&[Need::Entries, Need::Month]))
            .await;
        assert_eq!(facts.entries[0].state, EntryState::Disputed);
        assert_eq!(facts.month.income, Paise(0));
    })
    .await;
}

#[tokio::test]
async fn a_permission_is_given_once_and_stopped_once() {
    on_each(async |bed| {
        let needs = Needs::of(&[Need::Asks, Need::Consents, Need::Marks]);
        assert_eq!(bed.facts(RAMILA, needs).await.marks.asks_n, 1);
        assert_eq!(bed.change(1, vec![given(1)]).await, StepWritten::Done);
        assert_eq!(bed.change(2, vec![given(2)]).await, StepWritten::Lost);
        let facts = bed.facts(RAMILA, needs).await;
        assert_eq!((facts.asks.len(), facts.marks.asks_n), (0, 0));
        assert_eq!((facts.consents.len(), facts.consents[0].no), (1, 18));
        assert_eq!(
            bed.change(3, vec![stopped(1, true)]).await,
            StepWritten::Done
        );
        assert_eq!(
            bed.change(4, vec![stopped(1, true)]).await,
            StepWritten::Lost
        );
        assert_eq!(bed.count("erasure").await, 1);
        let facts = bed.facts(RAMILA, needs).await;
        assert!(facts.consents.is_empty() && facts.asks.is_empty());
        let rows = bed.peek("select screens from consent_text").await;
        let part = |part: i64| {
            format!(r#"{{"screen":"consent/ask","part":{part},"of":2,"words":"part {part}"}}"#)
        };
        assert_eq!(rows, [[format!("[{},{}]", part(1), part(2))]]);
        assert!(bed.store.verify().await.unwrap().findings.is_empty());
        bed.tamper("update consent_event set at = at + 1 where seq = 1")
            .await;
        let found = bed.store.verify().await.unwrap().findings;
        assert!(matches!(found[..], [Finding::Consent { seq: 1, .. }]));
    })
    .await;
}

#[tokio::test]
async fn a_no_is_kept_and_the_ledger_does_not_say_whose() {
    on_each(async |bed| {
        let refused = Change::Consent(consent::Change::Refused(consent::Refused {
            member: RAMILA,
            consent: ConsentId(1),
            no: 18,
            request: REQUEST,
            shown: shown(),
            event: RowId(1),
        }));
        assert_eq!(bed.change(1, vec![refused]).await, StepWritten::Done);
        let facts = bed
            .facts(RAMILA, Needs::of(&[Need::Asks, Need::Consents]))
            .await;
        assert!(facts.asks.is_empty() && facts.consents.is_empty());
        let rows = bed
            .peek("select member_id from ledger where kind = 'consent answered'")
            .await;
        assert_eq!(rows, [["-"]]);
    })
    .await;
}

#[tokio::test]
async fn data_goes_out_only_with_the_vote_and_her_live_yes() {
    on_each(async |bed| {
        let look = |id, now| {
            bed.store
                .disclose(&By::OPERATOR, COOP, (RowId(id), REQUEST), RAMILA, now)
        };
        let refused = Disclosed::Refused(WhyNot::NoConsent);
        assert_eq!(look(1, NOW).await.unwrap(), refused);
        bed.change(1, vec![given(1)]).await;
        assert_eq!(look(2, NOW).await.unwrap(), Disclosed::Given);
        let over = NOW.plus_days(31);
        assert_eq!(
            look(3, over).await.unwrap(),
            Disclosed::Refused(WhyNot::Ended)
        );
        let needs = Needs::of(&[Need::Seen, Need::Consents]);
        let facts = bed.facts(RAMILA, needs).await;
        let seen: Vec<bool> = facts.seen.iter().map(|seen| seen.refused).collect();
        assert_eq!(seen.iter().filter(|refused| **refused).count(), 2);
        assert_eq!(facts.seen.len(), 3);
        assert!(facts.consents[0].was_used);
        bed.change(2, vec![stopped(1, false)]).await;
        assert_eq!(look(4, NOW).await.unwrap(), refused);
        assert_eq!(bed.count("disclosure").await, 1);
    })
    .await;
}

#[tokio::test]
async fn language_texts_meetings_calls_and_codes_are_kept() {
    on_each(async |bed| {
        let at_once = vec![
            Change::Member(member::Change::LanguageChosen(member::LanguageChosen {
                member: RAMILA,
                lang: Lang::En,
            })),
            Change::Member(member::Change::PrivateSmsSet(member::PrivateSmsSet {
                member: RAMILA,
                on: true,
            })),
            Change::Meeting(meeting::Change::Answered(meeting::MeetingAnswered {
                member: RAMILA,
                meeting: MEETING,
                coming: true,
            })),
            Change::Meeting(meeting::Change::TopicAsked(meeting::TopicAsked {
                member: RAMILA,
                meeting: MEETING,
                topic: Topic::Prices,
            })),
            Change::Call(call::Change::Asked(call::CallAsked {
                member: RAMILA,
                id: RowId(4),
                when: CallWhen::Tomorrow,
                other: Some(phone(77)),
            })),
        ];
        assert_eq!(bed.change(1, at_once).await, StepWritten::Done);
        for (session, code) in [(2, "AAAAAA"), (3, "CCCCCC")] {
            let issued = Change::Statement(statement::Change::Issued(statement::Issued {
                member: RAMILA,
                id: RowId(session),
                code: code.into(),
                from_on: Day(1),
                to_on: Day(2),
                ends_on: Day(3),
            }));
            assert_eq!(bed.change(session, vec![issued]).await, StepWritten::Done);
        }
        let live = bed
            .peek("select code from statement where ended_at is null")
            .await;
        assert_eq!(live, [["CCCCCC"]]);
        let needs = Needs::of(&[Need::Meeting, Need::Notices]);
        let facts = bed.facts(RAMILA, needs).await;
        let member = facts.member().unwrap();
        assert_eq!((member.lang, member.private_sms), (Some(Lang::En), true));
        let meeting = facts.meeting.unwrap();
        assert_eq!(meeting.coming, Some(true));
        assert_eq!((meeting.agenda.len(), meeting.topic_needed_n), (2, 1));
        assert_eq!(facts.notices.len(), 1);
        let rows = bed.peek("select other from call_ask").await;
        assert!(!rows[0][0].contains("98000"));
    })
    .await;
}
