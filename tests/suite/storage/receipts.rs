//! What receipts do: they change the state of texts, in any order; dead numbers get no more texts; what the
//! network refuses is paused.

use super::bed::*;
use super::outbox::*;
use sahkar::core::domain::*;
use sahkar::store::*;

fn receipt(name: &str, reported: Reported) -> ReceiptIn {
    ReceiptIn {
        our_id: None,
        provider_id: Some(name.into()),
        to: None,
        reported,
        code: None,
    }
}

fn of(name: &str) -> ReceiptSource<'_> {
    ReceiptSource {
        name,
        is_idempotent: false,
    }
}

async fn receive(bed: &Bed, receipts: &[ReceiptIn]) -> ReceiptsKept {
    let gateway = of(GATEWAY);
    bed.store.receive(gateway, receipts, NOW).await.unwrap()
}

#[tokio::test]
async fn receipts_move_a_text_forward_only_in_any_order_and_twice() {
    on_each(async |bed| {
        let failed = Reported::Failed(Failure::BadNumber);
        let orders: [&[Reported]; 4] = [
            &[Reported::Sent, Reported::Delivered, failed.clone()],
            &[failed.clone(), Reported::Delivered, Reported::Delivered],
            &[Reported::Delivered, Reported::Sent, failed.clone()],
            &[Reported::Unknown("ODD".into()), Reported::Delivered],
        ];
        for (id, order) in (1..).zip(orders) {
            sent(&bed, id).await;
            for reported in order {
                receive(&bed, &[receipt(&format!("p{id}"), reported.clone())]).await;
            }
            assert_eq!(state(&bed, id).await, "delivered", "{order:?}");
        }
        // All at once, in one request.
        sent(&bed, 9).await;
        let all: Vec<ReceiptIn> = orders[0]
            .iter()
            .map(|reported| receipt("p9", reported.clone()))
            .collect();
        let kept = receive(&bed, &all).await;
        assert_eq!(kept.moved, [MessageState::Delivered]);
        assert_eq!(state(&bed, 9).await, "delivered");
        let reached = "select last_delivered_at, hard_fails from phone_texts";
        assert_eq!(bed.peek(reached).await, [[NOW.0.to_string(), "0".into()]]);
    })
    .await;
}

#[tokio::test]
async fn a_receipt_that_is_faster_than_we_are_is_kept_and_applied() {
    on_each(async |bed| {
        let store = &bed.store;
        let to = phone_id(&bed, 1).await;
        let texts = [1, 2].map(|id| message(id, to, Purpose::Reminder));
        store
            .commit(&By::OPERATOR, (COOP, NOW), &[], &texts)
            .await
            .unwrap();
        store.lease_texts(&lease(2, 51, NOW)).await.unwrap();
        let kept = receive(&bed, &[receipt("p1", Reported::Delivered)]).await;
        assert_eq!((kept.early_n, kept.moved.len()), (1, 0));
        receive(&bed, &[receipt("p1", Reported::Sent)]).await;
        receive(&bed, &[receipt("of nobody", Reported::Sent)]).await;
        // Our own id finds it even before we know the provider's.
        let by_ours = ReceiptIn {
            our_id: Some(2),
            ..receipt("p2", Reported::Sent)
        };
        assert_eq!(receive(&bed, &[by_ours]).await.moved, [MessageState::Sent]);
        let texts = vec![
            settled(1, MessageState::Sent),
            settled(2, MessageState::Sent),
        ];
        store
            .settle_texts(&settlement(51, texts), NOW)
            .await
            .unwrap();
        assert_eq!(state(&bed, 1).await, "delivered");
        assert_eq!(state(&bed, 2).await, "sent");
        assert_eq!(bed.count("early_receipt").await, 1);
        // Another gateway's word of the same name is about another text.
        let other = of("twilio");
        let said = [receipt("p2", Reported::Delivered)];
        store.receive(other, &said, NOW).await.unwrap();
        assert_eq!(state(&bed, 2).await, "sent");
    })
    .await;
}

#[tokio::test]
async fn an_early_receipt_is_applied_although_somebody_died_in_between() {
    on_each(async |bed| {
        sent(&bed, 1).await;
        // As if the process had died between settling and looking for early receipts.
        bed.tamper(&format!(
            "insert into early_receipt (gateway, provider_id, state, at)
                values ('{GATEWAY}', 'p1', 'delivered', {})",
            NOW.0
        ))
        .await;
        assert_eq!(bed.store.receive_late(&[], NOW).await.unwrap(), 1);
        assert_eq!(state(&bed, 1).await, "delivered");
        assert_eq!(bed.store.receive_late(&[], NOW).await.unwrap(), 0);
        assert_eq!(bed.count("early_receipt").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_handset_that_is_away_is_tried_again_and_the_old_receipt_finds_nothing_then() {
    on_each(async |bed| {
        sent(&bed, 1).await;
        let away = receipt("p1", Reported::Failed(Failure::Away));
        let kept = receive(&bed, std::slice::from_ref(&away)).await;
        assert_eq!(kept.moved, [MessageState::Waiting]);
        assert_eq!(bed.store.due_texts(NOW).await.unwrap(), []);
        let later = NOW.plus_ms(30 * MINUTE_MS);
        assert_eq!(bed.store.due_texts(later).await.unwrap(), [(2, COOP)]);
        let again = receive(&bed, &[away]).await;
        assert_eq!((again.idle_n, again.early_n), (1, 0));
        assert_eq!(state(&bed, 1).await, "waiting");
    })
    .await;
}

#[tokio::test]
async fn a_receipt_with_both_ids_is_of_the_last_attempt_and_one_with_ours_alone_is_not_surely() {
    on_each(async |bed| {
        sent(&bed, 1).await;
        sent(&bed, 2).await;
        let away = |id: i64, name: &str| ReceiptIn {
            our_id: Some(id),
            ..receipt(name, Reported::Failed(Failure::Away))
        };
        receive(&bed, &[away(1, "p1"), away(2, "of an earlier attempt")]).await;
        assert_eq!(state(&bed, 1).await, "waiting");
        assert_eq!(state(&bed, 2).await, "failed");
    })
    .await;
}

/// Queues and leases one text, of which no answer came.
async fn doubtful(bed: &Bed, id: i64, attempts: i64) {
    let to = phone_id(bed, 1).await;
    let messages = [message(id, to, Purpose::Reminder)];
    bed.store
        .commit(&By::OPERATOR, (COOP, NOW), &[], &messages)
        .await
        .unwrap();
    bed.store.lease_texts(&lease(2, id, NOW)).await.unwrap();
    let text = Settled {
        due_at: NOW.plus_ms(30 * MINUTE_MS),
        provider_id: None,
        attempts,
        ..settled(id, MessageState::Unsure)
    };
    let over = settlement(id, vec![text]);
    bed.store.settle_texts(&over, NOW).await.unwrap();
}

/// A receipt that names the number.
fn to_her(name: &str, reported: Reported) -> ReceiptIn {
    ReceiptIn {
        to: Some(phone(1)),
        ..receipt(name, reported)
    }
}

#[tokio::test]
async fn a_text_whose_answer_was_lost_is_found_by_its_number_and_then_by_the_providers_id() {
    on_each(async |bed| {
        doubtful(&bed, 1, 1).await;
        let elsewhere = ReceiptIn {
            to: Some(phone(2)),
            ..receipt("q", Reported::Delivered)
        };
        assert_eq!(receive(&bed, &[elsewhere]).await.early_n, 1);
        let other = of("twilio");
        let said = [to_her("q", Reported::Delivered)];
        let kept = bed.store.receive(other, &said, NOW).await.unwrap();
        assert_eq!((kept.early_n, state(&bed, 1).await.as_str()), (1, "unsure"));
        let kept = receive(&bed, &[to_her("p", Reported::Sent)]).await;
        assert_eq!(kept.moved, [MessageState::Sent]);
        let named = "select provider_id from outbox";
        assert_eq!(bed.peek(named).await, [["p"]]);
        receive(&bed, &[receipt("p", Reported::Delivered)]).await;
        assert_eq!(state(&bed, 1).await, "delivered");
        // It is known by then, so that what else comes for the number is not about it.
        let kept = receive(&bed, &[to_her("r", Reported::Sent)]).await;
        assert_eq!(kept.early_n, 1);
    })
    .await;
}

#[tokio::test]
async fn a_receipt_that_came_before_its_answer_was_given_up_is_found_by_the_number_too() {
    on_each(async |bed| {
        let to = phone_id(&bed, 1).await;
        let messages = [message(1, to, Purpose::Reminder)];
        bed.store
            .commit(&By::OPERATOR, (COOP, NOW), &[], &messages)
            .await
            .unwrap();
        bed.store.lease_texts(&lease(2, 1, NOW)).await.unwrap();
        let kept = receive(&bed, &[to_her("p", Reported::Delivered)]).await;
        assert_eq!(kept.early_n, 1);
        assert_eq!(bed.store.receive_late(&[], NOW).await.unwrap(), 0);
        let text = Settled {
            provider_id: None,
            ..settled(1, MessageState::Unsure)
        };
        let over = settlement(1, vec![text]);
        bed.store.settle_texts(&over, NOW).await.unwrap();
        assert_eq!(state(&bed, 1).await, "unsure");
        assert_eq!(bed.store.receive_late(&[], NOW).await.unwrap(), 1);
        assert_eq!(state(&bed, 1).await, "delivered");
        assert_eq!(bed.count("early_receipt").await, 0);
    })
    .await;
}

#[tokio::test]
async fn which_of_two_texts_to_a_number_is_meant_is_not_guessed() {
    on_each(async |bed| {
        doubtful(&bed, 1, 1).await;
        doubtful(&bed, 2, 1).await;
        let said = [to_her("p", Reported::Delivered)];
        assert_eq!(receive(&bed, &said).await.early_n, 1);
        // One of them is under way again: it may be about that one.
        bed.tamper("update outbox set state = 'sending', leased_until = 0 where id = 2")
            .await;
        let said = [to_her("q", Reported::Delivered)];
        assert_eq!(receive(&bed, &said).await.early_n, 1);
        bed.tamper("update outbox set state = 'failed', settled_at = 0 where id = 2")
            .await;
        // Two names are two texts, and one of them is none of ours.
        let said = ["r", "s"].map(|name| to_her(name, Reported::Sent));
        assert_eq!(receive(&bed, &said).await.early_n, 2);
        assert_eq!(state(&bed, 1).await, "unsure");
    })
    .await;
}

#[tokio::test]
async fn a_failure_found_by_the_number_counts_only_where_there_was_one_attempt() {
    on_each(async |bed| {
        doubtful(&bed, 1, 2).await;
        let away = || to_her("p", Reported::Failed(Failure::Away));
        assert_eq!(receive(&bed, &[away()]).await.early_n, 1);
        assert_eq!(state(&bed, 1).await, "unsure");
        bed.tamper("update outbox set attempts = 1").await;
        assert_eq!(
            receive(&bed, &[away()]).await.moved,
            [MessageState::Waiting]
        );
    })
    .await;
}

#[tokio::test]
async fn a_number_that_nobody_has_is_set_aside_until_somebody_calls_from_it() {
    on_each(async |bed| {
        let to = phone_id(&bed, 1).await;
        let aside = async |id: i64| {
            let messages = [message(id, to, Purpose::Reminder)];
            bed.store
                .commit(&By::OPERATOR, (COOP, NOW), &[], &messages)
                .await
                .unwrap();
            let ids = bed.store.lease_texts(&lease(2, id, NOW)).await.unwrap();
            let (texts, _) = bed.store.load_leased(COOP, &ids, NOW).await.unwrap();
            let over = settlement(id, vec![settled(id, MessageState::Sent)]);
            bed.store.settle_texts(&over, NOW).await.unwrap();
            texts[0].is_set_aside
        };
        let nobody = Reported::Failed(Failure::BadNumber);
        for id in 1..=2 {
            assert!(!aside(id).await);
            receive(&bed, &[receipt(&format!("p{id}"), nobody.clone())]).await;
        }
        assert!(aside(3).await);
        // A dial leaves its session, which is enough.
        let mut step = super::samples::step(900, 1);
        step.phone = Some(to);
        step.now = NOW.plus_ms(1);
        bed.store.keep(step, Vec::new()).await.unwrap();
        assert!(!aside(4).await);
    })
    .await;
}

#[tokio::test]
async fn what_the_network_refuses_is_paused_once_until_an_officer_has_seen_to_it() {
    on_each(async |bed| {
        let store = &bed.store;
        bed.tamper(
            "insert into registration (coop_id, notice, lang_script, version, class, body, state, at)
                values (1, 'meeting-reminder', 'gu', 2, 'service', 'x', 'approved', 0)",
        )
        .await;
        for id in 1..=2 {
            sent(&bed, id).await;
            let failure = Reported::Failed(Failure::Template);
            receive(&bed, &[receipt(&format!("p{id}"), failure)]).await;
            sent(&bed, id + 10).await;
            let failure = Reported::Failed(Failure::Settings);
            receive(&bed, &[receipt(&format!("p{}", id + 10), failure)]).await;
        }
        let state = "select state from registration";
        assert_eq!(bed.peek(state).await, [["paused"]]);
        assert_eq!(store.paused_gateways(COOP).await.unwrap(), [GATEWAY]);
        assert_eq!(store.paused_gateways(OTHER_COOP).await.unwrap().len(), 0);
        let tasks = store.officer_tasks(COOP).await.unwrap();
        let about: Vec<(TaskKind, &str)> =
            tasks.iter().map(|task| (task.kind, &*task.about)).collect();
        assert_eq!(
            about,
            [
                (TaskKind::Template, "meeting-reminder gu"),
                (TaskKind::Gateway, GATEWAY)
            ]
        );
        let lines = "select kind, actor_kind, actor_name, via, object_kind, object_name, why
            from ledger where kind in ('template paused', 'gateway paused') order by kind";
        let told =
            |kind, object, name| [kind, "provider", GATEWAY, "api", object, name, "reported"];
        let paused = [
            told("gateway paused", "gateway", GATEWAY),
            told("template paused", "template", "meeting-reminder gu"),
        ];
        assert_eq!(bed.peek(lines).await, paused, "each once");
        for task in &tasks {
            assert!(
                store
                    .close_task(&By::OPERATOR, COOP, task.no, NOW)
                    .await
                    .unwrap()
            );
            assert!(
                !store
                    .close_task(&By::OPERATOR, COOP, task.no, NOW)
                    .await
                    .unwrap()
            );
        }
        assert_eq!(bed.peek(state).await, [["approved"]]);
        assert_eq!(store.paused_gateways(COOP).await.unwrap().len(), 0);
        assert_eq!(store.officer_tasks(COOP).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn only_a_start_ends_a_stop() {
    on_each(async |bed| {
        let to = phone_id(&bed, 1).await;
        let stopped = "select phone_id from phone_texts where stopped_at is not null";
        let is_stopped = async || !bed.peek(stopped).await.is_empty();
        assert!(!is_stopped().await);
        bed.announcements(to, false, NOW).await;
        bed.announcements(to, false, NOW.plus_ms(5)).await;
        sent(&bed, 1).await;
        receive(&bed, &[receipt("p1", Reported::Delivered)]).await;
        assert!(is_stopped().await);
        bed.announcements(to, true, NOW).await;
        assert!(!is_stopped().await);
    })
    .await;
}
