//! Texts: leased by one sender only, read whole, settled by their own lease only.

use super::bed::*;
use sahkar::core::domain::*;
use sahkar::store::*;

pub(super) const MINUTE_MS: i64 = 60_000;
pub(super) const GATEWAY: &str = "gupshup";

pub(super) fn written(purpose: Purpose, body: &str) -> Written {
    Written {
        notice: "meeting-reminder".into(),
        lang_script: LangScript::Gu,
        version: 2,
        class: Class::Service,
        purpose,
        body: body.into(),
        hidden: None,
        values: vec![("when".into(), "Tue".into())],
        segments: 1,
        lives_ms: 24 * 60 * MINUTE_MS,
    }
}

pub(super) fn message(id: i64, phone: PhoneId, purpose: Purpose) -> Message {
    Message {
        id,
        to: Recipient::Phone(phone, Some(RAMILA)),
        written: written(purpose, "a text"),
        due_at: NOW,
    }
}

pub(super) async fn phone_id(bed: &Bed, last: u8) -> PhoneId {
    bed.known(1, last).await.phone.id.unwrap()
}

pub(super) fn lease(priority: i64, holder: i64, now: Instant) -> TextLease {
    TextLease {
        coop: COOP,
        priority: Some(priority),
        gateway: GATEWAY.into(),
        holder,
        now,
        until: now.plus_ms(MINUTE_MS),
        counts_on: is_capped_priority(priority).then(|| now.day()),
        texts_max: 100,
    }
}

pub(super) fn settled(id: i64, state: MessageState) -> Settled {
    Settled {
        id,
        state,
        due_at: NOW,
        provider_id: Some(format!("p{id}")),
        attempts: 1,
        may_have_left: true,
        was_asked: true,
        failure: None,
        code: None,
        reached: None,
        asked: None,
    }
}

pub(super) fn settlement(holder: i64, texts: Vec<Settled>) -> Settlement {
    Settlement {
        coop: COOP,
        holder,
        gateway: GATEWAY.into(),
        is_idempotent: false,
        texts,
        follow_ups: Vec::new(),
    }
}

pub(super) async fn state(bed: &Bed, id: i64) -> String {
    let rows = bed
        .peek(&format!(
            "select state from outbox where coop_id = 1 and id = {id}"
        ))
        .await;
    rows[0][0].clone()
}

/// Queues, leases and settles one text as sent, under the provider's name `p{id}`.
pub(super) async fn sent(bed: &Bed, id: i64) {
    let to = phone_id(bed, 1).await;
    let messages = [message(id, to, Purpose::Reminder)];
    bed.store
        .commit(&By::OPERATOR, (COOP, NOW), &[], &messages)
        .await
        .unwrap();
    bed.store.lease_texts(&lease(2, id, NOW)).await.unwrap();
    let over = settlement(id, vec![settled(id, MessageState::Sent)]);
    bed.store.settle_texts(&over, NOW).await.unwrap();
}

#[tokio::test]
async fn what_is_due_is_leased_in_turn_and_by_one_sender_only() {
    on_each(async |bed| {
        let store = &bed.store;
        let to = phone_id(&bed, 1).await;
        let mut later = message(4, to, Purpose::Reminder);
        later.due_at = NOW.plus_ms(1);
        let messages = [
            message(1, to, Purpose::Reminder),
            message(2, to, Purpose::Answer),
            message(3, to, Purpose::Announcement),
            later,
            message(5, to, Purpose::Reminder),
        ];
        store
            .commit(&By::OPERATOR, (COOP, NOW), &[], &messages)
            .await
            .unwrap();
        let due = store.due_texts(NOW).await.unwrap();
        assert_eq!(due, [(1, COOP), (2, COOP), (3, COOP)]);
        assert_eq!(store.due_texts(NOW.plus_ms(-1)).await.unwrap(), []);
        let (one, two) = (lease(2, 11, NOW), lease(2, 12, NOW));
        let (one, two) = tokio::join!(store.lease_texts(&one), store.lease_texts(&two));
        let (mut one, two) = (one.unwrap(), two.unwrap());
        assert!(one.is_empty() || two.is_empty());
        one.extend(two);
        one.sort_unstable();
        assert_eq!(one, [1, 5]);
        let due = store.due_texts(NOW).await.unwrap();
        assert_eq!(due, [(1, COOP), (3, COOP)]);
    })
    .await;
}

#[tokio::test]
async fn what_is_leased_is_read_whole_and_counts_for_the_cap_by_itself_only_where_it_was_sent() {
    on_each(async |bed| {
        let store = &bed.store;
        let to = phone_id(&bed, 1).await;
        for id in 1..=2 {
            sent(&bed, id).await;
        }
        let stranger = Message {
            id: 8,
            to: Recipient::Stranger(phone(77)),
            written: written(Purpose::Answer, "સભા"),
            due_at: NOW,
        };
        let texts = [3, 4, 5].map(|id| message(id, to, Purpose::Reminder));
        store
            .commit(&By::OPERATOR, (COOP, NOW), &[], &texts)
            .await
            .unwrap();
        store
            .commit(&By::OPERATOR, (COOP, NOW), &[], &[stranger])
            .await
            .unwrap();
        bed.announcements(to, false, NOW).await;
        let mut of_two = lease(2, 21, NOW);
        of_two.texts_max = 2;
        let ids = store.lease_texts(&of_two).await.unwrap();
        store.lease_texts(&lease(2, 22, NOW)).await.unwrap();
        let (texts, unread) = store.load_leased(COOP, &ids, NOW).await.unwrap();
        assert_eq!((texts.len(), unread.len()), (2, 0));
        let text = &texts[0];
        assert_eq!(text.to, Some(phone(1)));
        assert_eq!(text.body.as_deref(), Some("a text"));
        assert_eq!(text.values, [("when".to_owned(), "Tue".to_owned())]);
        assert!(text.is_stopped && !text.is_set_aside);
        let caps = DayAndMonth { day: 2, month: 8 };
        assert_eq!((text.attempts, text.caps), (1, caps));
        assert_eq!(text.counted, DayAndMonth { day: 2, month: 2 });
        // Of its own lease it counts those before it; of another's, all.
        assert_eq!((texts[0].flying, texts[1].flying), (1, 2));
        let ids = store.lease_texts(&lease(1, 23, NOW)).await.unwrap();
        let (texts, _) = store.load_leased(COOP, &ids, NOW).await.unwrap();
        assert_eq!(texts[0].to, Some(phone(77)));
        assert_eq!(texts[0].body.as_deref(), Some("સભા"));
        let none = DayAndMonth { day: 0, month: 0 };
        assert_eq!((texts[0].phone, texts[0].counted), (None, none));
        assert_eq!(
            bed.peek("select body from outbox where body like '%text%'")
                .await
                .len(),
            0
        );
    })
    .await;
}

#[tokio::test]
async fn a_sender_that_died_leaves_its_texts_unsure_and_a_slow_one_can_still_tell() {
    on_each(async |bed| {
        let store = &bed.store;
        let to = phone_id(&bed, 1).await;
        let texts = [1, 2, 3].map(|id| message(id, to, Purpose::Reminder));
        store
            .commit(&By::OPERATOR, (COOP, NOW), &[], &texts)
            .await
            .unwrap();
        store.lease_texts(&lease(2, 31, NOW)).await.unwrap();
        let tend =
            async |know: &[&str], now| store.sweep_outbox(know, now, 30 * MINUTE_MS).await.unwrap();
        let lapsed = NOW.plus_ms(MINUTE_MS);
        assert_eq!(tend(&[], lapsed.plus_ms(-1)).await, []);
        assert_eq!(tend(&[], lapsed).await, [COOP]);
        assert_eq!(state(&bed, 1).await, "unsure");
        assert_eq!(store.due_texts(lapsed).await.unwrap(), []);
        // It was only slow: what it says counts, and the others are tried again in time.
        let over = settlement(31, vec![settled(1, MessageState::Sent)]);
        store.settle_texts(&over, lapsed).await.unwrap();
        assert_eq!(state(&bed, 1).await, "sent");
        let in_time = lapsed.plus_ms(30 * MINUTE_MS);
        assert_eq!(tend(&[], in_time.plus_ms(-1)).await, []);
        tend(&[], in_time).await;
        assert_eq!(state(&bed, 2).await, "waiting");
        // Now somebody else has it, and the first sender's word is worth nothing.
        store.lease_texts(&lease(2, 32, in_time)).await.unwrap();
        let over = settlement(31, vec![settled(2, MessageState::Failed)]);
        store.settle_texts(&over, in_time).await.unwrap();
        assert_eq!(state(&bed, 2).await, "sending");
    })
    .await;
}

#[tokio::test]
async fn a_gateway_that_knows_our_id_is_told_again_at_once_and_no_other_is() {
    on_each(async |bed| {
        let store = &bed.store;
        let to = phone_id(&bed, 1).await;
        let texts = [1].map(|id| message(id, to, Purpose::Reminder));
        store
            .commit(&By::OPERATOR, (COOP, NOW), &[], &texts)
            .await
            .unwrap();
        store.lease_texts(&lease(2, 41, NOW)).await.unwrap();
        let lapsed = NOW.plus_ms(MINUTE_MS);
        store
            .sweep_outbox(&["other", GATEWAY], lapsed, 30 * MINUTE_MS)
            .await
            .unwrap();
        assert_eq!(state(&bed, 1).await, "unsure");
        let mut again = lease(2, 42, lapsed);
        again.priority = None;
        again.gateway = "other".into();
        assert!(store.lease_texts(&again).await.unwrap().is_empty());
        again.gateway = GATEWAY.into();
        assert_eq!(store.lease_texts(&again).await.unwrap(), [1]);
        let (texts, _) = store.load_leased(COOP, &[1], lapsed).await.unwrap();
        assert_eq!(texts[0].attempts, 2);
    })
    .await;
}
