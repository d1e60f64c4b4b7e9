//! Announcements: who gets the text, once, and in which words; and what is deleted after thirty days.

use super::bed::*;
use super::outbox::{lease, message, phone_id, settled, settlement, written};
use sahkar::core::domain::*;
use sahkar::store::*;

fn texts(langs: &[Lang]) -> Vec<AnnouncedText> {
    let mut texts = Vec::new();
    for lang in langs {
        for private in [false, true] {
            let mut written = written(Purpose::Reminder, &format!("{lang:?} {private}"));
            written.lang_script = LangScript::of(*lang);
            if private {
                written.notice = "neutral".into();
            }
            texts.push(AnnouncedText {
                lang: *lang,
                private,
                written,
            });
        }
    }
    texts
}

pub(super) fn announcement(id: i64, purpose: Purpose) -> Announcement {
    Announcement {
        id,
        notice: "meeting-reminder".into(),
        purpose,
        texts: texts(&Lang::ALL),
        ballot: None,
        meeting: None,
        once: None,
        due_at: NOW,
        words: None,
    }
}

/// To whom which text goes, by the last two digits of the number.
async fn told(bed: &Bed, priority: i64) -> Vec<(String, String)> {
    let ids = bed
        .store
        .lease_texts(&lease(priority, 77, NOW))
        .await
        .unwrap();
    let (texts, unread) = bed.store.load_leased(COOP, &ids, NOW).await.unwrap();
    assert!(unread.is_empty());
    let mut told: Vec<(String, String)> = texts
        .into_iter()
        .map(|text| {
            let number = text.to.unwrap();
            let (_, last) = number.reveal().split_at(11);
            (last.to_owned(), text.body.unwrap())
        })
        .collect();
    told.sort();
    told
}

#[tokio::test]
async fn everybody_gets_it_once_and_a_shared_phone_gets_the_quiet_one_once() {
    on_each(async |bed| {
        let new = announcement(500, Purpose::Announcement);
        assert_eq!(
            bed.store
                .announce(&By::OPERATOR, COOP, &new, NOW)
                .await
                .unwrap(),
            Announced::Queued(2)
        );
        let expected = [("01", "Gu false"), ("02", "Gu true")];
        let expected = expected.map(|(to, body)| (to.to_owned(), body.to_owned()));
        assert_eq!(told(&bed, 3).await, expected);
        assert_eq!(bed.count("announcement_text").await, 6);
        let others = "select 1 as n from outbox where coop_id = 2";
        assert!(bed.peek(others).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn two_who_share_a_phone_and_no_language_get_one_each() {
    on_each(async |bed| {
        bed.tamper("update member set lang = 'hi' where coop_id = 1 and id = 103")
            .await;
        // One who has chosen none is spoken to in the cooperative's.
        bed.tamper("update member set lang = null where coop_id = 1 and id = 101")
            .await;
        let new = announcement(501, Purpose::Announcement);
        bed.store
            .announce(&By::OPERATOR, COOP, &new, NOW)
            .await
            .unwrap();
        let bodies: Vec<String> = told(&bed, 3).await.into_iter().map(|(_, b)| b).collect();
        assert_eq!(bodies, ["Gu false", "Gu true", "Hi true"]);
    })
    .await;
}

#[tokio::test]
async fn a_stopped_phone_gets_reminders_and_no_announcements() {
    on_each(async |bed| {
        let to = phone_id(&bed, 1).await;
        bed.announcements(to, false, NOW).await;
        let new = announcement(502, Purpose::Announcement);
        assert_eq!(
            bed.store
                .announce(&By::OPERATOR, COOP, &new, NOW)
                .await
                .unwrap(),
            Announced::Queued(1)
        );
        let new = announcement(503, Purpose::Reminder);
        assert_eq!(
            bed.store
                .announce(&By::OPERATOR, COOP, &new, NOW)
                .await
                .unwrap(),
            Announced::Queued(2)
        );
    })
    .await;
}

#[tokio::test]
async fn all_are_reminded_once_and_asked_where_the_text_asks() {
    on_each(async |bed| {
        let mut new = announcement(504, Purpose::Reminder);
        new.meeting = Some(MEETING);
        let once = ReminderOf {
            kind: "meeting",
            about: MEETING.0,
        };
        new.once = Some(once);
        assert!(bed.store.reminded(COOP, once).await.unwrap().is_empty());
        assert_eq!(
            bed.store
                .announce(&By::OPERATOR, COOP, &new, NOW)
                .await
                .unwrap(),
            Announced::Queued(2)
        );
        assert_eq!(bed.store.reminded(COOP, once).await.unwrap().len(), 6);
        new.id = 505;
        assert_eq!(
            bed.store
                .announce(&By::OPERATOR, COOP, &new, NOW)
                .await
                .unwrap(),
            Announced::Reminded
        );
        assert_eq!(bed.count("outbox").await, 2);
        let asked = "select kind, member_id, about_id, ends_at from text_question";
        assert!(
            bed.peek(asked).await.is_empty(),
            "what is queued asks nothing"
        );
        let left_at = NOW.plus_ms(9 * 3_600_000);
        let held = lease(Purpose::Reminder.priority(), 7, left_at);
        let ids = bed.store.lease_texts(&held).await.unwrap();
        let (texts, _) = bed.store.load_leased(COOP, &ids, left_at).await.unwrap();
        let left = texts.iter().map(|text| Settled {
            asked: text.phone.zip(text.meeting),
            ..settled(text.id, MessageState::Sent)
        });
        let left = settlement(7, left.collect());
        bed.store.settle_texts(&left, left_at).await.unwrap();
        // The quiet text asks nothing.
        let ends_at = left_at.plus_ms(72 * 3_600_000).0.to_string();
        let expected = ["meeting".to_owned(), "101".into(), "5".into(), ends_at];
        assert_eq!(bed.peek(asked).await, [expected]);
    })
    .await;
}

#[tokio::test]
async fn of_a_vote_only_its_roll_is_reminded_and_a_missing_language_gets_none() {
    on_each(async |bed| {
        bed.tamper(
            "delete from ballot_roll where coop_id = 1 and ballot_id = 17 and member_id <> 101",
        )
        .await;
        let mut new = announcement(506, Purpose::Reminder);
        new.ballot = Some(BALLOT);
        assert_eq!(
            bed.store
                .announce(&By::OPERATOR, COOP, &new, NOW)
                .await
                .unwrap(),
            Announced::Queued(1)
        );
        let mut new = announcement(507, Purpose::Reminder);
        new.texts = texts(&[Lang::Hi]);
        assert_eq!(
            bed.store
                .announce(&By::OPERATOR, COOP, &new, NOW)
                .await
                .unwrap(),
            Announced::Queued(0)
        );
    })
    .await;
}

#[tokio::test]
async fn what_a_dead_process_left_half_queued_is_gone_on_with() {
    on_each(async |bed| {
        let faults = bed.store.faults();
        let before = faults.passed();
        let new = announcement(508, Purpose::Reminder);
        bed.store
            .announce(&By::OPERATOR, COOP, &new, NOW)
            .await
            .unwrap();
        let statements = faults.passed() - before;
        assert!(statements > 10);
        for n in 1..=statements {
            let mut new = announcement(600 + n, Purpose::Reminder);
            new.once = Some(ReminderOf {
                kind: "try",
                about: n,
            });
            faults.kill_before(n);
            let _killed = bed.store.announce(&By::OPERATOR, COOP, &new, NOW).await;
            faults.stop_killing();
            bed.store.finish_announcements(NOW).await.unwrap();
            bed.store
                .announce(&By::OPERATOR, COOP, &new, NOW)
                .await
                .unwrap();
            let made = format!("select id from outbox where announcement_id = {}", 600 + n);
            assert_eq!(
                bed.peek(&made).await.len(),
                2,
                "killed before statement {n}"
            );
        }
        assert_eq!(bed.store.finish_announcements(NOW).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn after_thirty_days_only_what_became_of_a_text_is_left() {
    on_each(async |bed| {
        let to = phone_id(&bed, 1).await;
        let mut stranger = message(2, to, Purpose::Answer);
        stranger.to = Recipient::Stranger(phone(77));
        let messages = [message(1, to, Purpose::Answer), stranger];
        bed.store
            .commit(&By::OPERATOR, (COOP, NOW), &[], &messages)
            .await
            .unwrap();
        let new = announcement(509, Purpose::Reminder);
        bed.store
            .announce(&By::OPERATOR, COOP, &new, NOW)
            .await
            .unwrap();
        let kept = "select body from outbox where body is not null
            union all select body from announcement_text where body is not null";
        let almost = NOW.plus_days(30).plus_ms(-1);
        bed.store.forget_texts(almost).await.unwrap();
        assert_eq!(bed.peek(kept).await.len(), 2 + 6);
        bed.store.forget_texts(NOW.plus_days(30)).await.unwrap();
        assert_eq!(bed.peek(kept).await.len(), 0);
        let states = "select distinct state from outbox";
        assert_eq!(bed.peek(states).await, [["expired"]]);
        assert_eq!(bed.count("outbox").await, 3);
        assert_eq!(bed.store.forget_texts(NOW.plus_days(31)).await.unwrap(), 0);
    })
    .await;
}
