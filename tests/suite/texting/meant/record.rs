//! The same for her record and her settings: entries, what is wrong with them, how often she is answered,
//! and whether texts say what they are about.

use super::Line;
use crate::support::{Kind, MINUTE_MS, START};
use crate::texting::text;
use sahkar::delivery::deliver_once;

#[tokio::test]
async fn t8_an_instalment_needs_a_loan_on_both_channels() {
    for kind in Kind::all() {
        let mut line = Line::open(kind, 1005).await;
        assert_eq!(line.says("H 500").await, ["loan-none"], "{kind:?}");
        assert_eq!(line.says("H 90000").await, ["loan-none"], "{kind:?}");
        let mut phone = line.world.phone_of(1005);
        let said = phone.goes(&line.world, &["add", "loan"]).await;
        assert!(said.contains("No loan is written"), "{said}");
        line.world.close().await;

        // With a loan it is noted; one that ends between the dial and the last key is found again there.
        let mut line = Line::open(kind, 1001).await;
        assert_eq!(line.says("H 500").await, ["entry-saved"]);
        let mut phone = line.world.phone_of(1001);
        phone
            .goes(&line.world, &["add", "loan", "300", "today"])
            .await;
        line.world.sql("update loan set state = 'closed'").await;
        phone.say(&line.world, "1").await;
        let instalments = "select count(*) from entry where kind = 'repayment' and amount = 30000
            and src = 'ussd'";
        assert_eq!(line.number(instalments).await, 0, "{kind:?}");
        assert_eq!(line.says("H 600").await, ["loan-none"]);
        line.world.close().await;
    }
}

#[tokio::test]
async fn t9_a_name_and_a_sum_are_an_entry_of_its_kind() {
    for kind in Kind::all() {
        let mut line = Line::open(kind, 1005).await;
        for words in ["dudh 850", "દૂધ 860", "दूध 870", "milk 880"] {
            assert_eq!(line.says(words).await, ["entry-saved"], "{kind:?}: {words}");
        }
        assert_eq!(line.says("biyaran 300").await, ["entry-saved"]);
        let of = |kind: &str, code: i64| {
            format!(
                "select count(*) from entry where src = 'sms' and kind = '{kind}' and category = {code}"
            )
        };
        assert_eq!(line.number(&of("income", 21)).await, 4, "{kind:?}");
        assert_eq!(line.number(&of("cost", 81)).await, 1, "{kind:?}");
        // The word that means two is asked about, and the answer outlives a restart of the question.
        assert_eq!(line.says("majuri 300").await, ["category-which"]);
        assert_eq!(line.says("perhaps").await, ["asked-again"]);
        assert_eq!(line.says("2").await, ["entry-saved"]);
        assert_eq!(line.number(&of("cost", 84)).await, 1, "{kind:?}");
        assert_eq!(line.says("majuri 300").await, ["category-which"]);
        assert_eq!(line.says("1").await, ["category-codes"]);
        assert_eq!(line.says("2").await, ["not-understood"]);
        line.world.close().await;
    }
}

#[tokio::test]
async fn t13_what_is_wrong_is_decided_alike_by_text_and_on_the_menu() {
    for kind in Kind::all() {
        let mut line = Line::open(kind, 1005).await;
        let no =
            "select max(no) from entry where member_id = (select id from member where no = 1005)";
        let withdrawn = "select count(*) from entry_event where state = 'withdrawn'";
        let cases = "select count(*) from rights_case";
        let (gone, open) = (line.number(withdrawn).await, line.number(cases).await);
        // By text, and by the menu.
        assert_eq!(line.says("milk 850").await, ["entry-saved"]);
        let fresh = line.number(no).await;
        assert_eq!(
            line.says(&format!("NO {fresh}")).await,
            ["entry-erased"],
            "{kind:?}"
        );
        assert_eq!(line.says(&format!("NO {fresh}")).await, ["entry-unknown"]);
        assert_eq!(line.says("milk 860").await, ["entry-saved"]);
        let fresh = line.number(no).await.to_string();
        let mut phone = line.world.phone_of(1005);
        phone
            .goes(
                &line.world,
                &["record", "3344", "fix", &fresh, "erase", "yes"],
            )
            .await;
        assert_eq!(line.number(withdrawn).await, gone + 2, "{kind:?}");
        assert_eq!(line.number(cases).await, open);
        // An old one is a case, on both.
        let old = line.number(&no.replace("max", "min")).await.to_string();
        assert_eq!(line.says(&format!("NO {old}")).await, ["case-noted"]);
        let mut phone = line.world.phone_of(1005);
        phone
            .goes(
                &line.world,
                &["record", "3344", "fix", &old, "erase", "yes"],
            )
            .await;
        assert_eq!(line.number(cases).await, open + 2, "{kind:?}");
        assert_eq!(line.number(withdrawn).await, gone + 2);
        line.world.close().await;
    }
}

#[tokio::test]
async fn t15_a_correction_far_from_her_usual_is_asked_about() {
    for kind in Kind::all() {
        let mut line = Line::open(kind, 1005).await;
        assert_eq!(line.says("milk 900").await, ["entry-saved"]);
        let no =
            "select max(no) from entry where member_id = (select id from member where no = 1005)";
        let fresh = line.number(no).await.to_string();
        let way = ["record", "3344", "fix", &fresh, "amount"];
        let rows = "select count(*) from entry where replaces_id is not null";
        let before = line.number(rows).await;
        for typed in ["1", "99000"] {
            let mut phone = line.world.phone_of(1005);
            phone.goes(&line.world, &way).await;
            let said = phone.say(&line.world, typed).await;
            assert!(said.contains("far from the usual"), "{kind:?}: {said}");
            assert_eq!(line.number(rows).await, before, "{kind:?}: {typed}");
            phone.hang_up(&line.world).await;
        }
        // What is usual is taken at once, and the odd one after her yes.
        let mut phone = line.world.phone_of(1005);
        phone.goes(&line.world, &way).await;
        phone.say(&line.world, "1").await;
        let said = phone.say(&line.world, "1").await;
        assert!(said.contains("Rs 1."), "{said}");
        assert_eq!(line.number(rows).await, before + 1, "{kind:?}");
        let fresh = line.number(no).await.to_string();
        let mut phone = line.world.phone_of(1005);
        let said = phone
            .goes(
                &line.world,
                &["record", "3344", "fix", &fresh, "amount", "880"],
            )
            .await;
        assert!(said.contains("Rs 880."), "{said}");
        line.world.close().await;
    }
}

#[tokio::test]
async fn t16_beyond_thirty_answers_an_hour_only_the_answers_wait() {
    for kind in Kind::all() {
        let mut line = Line::open(kind, 1005).await;
        for n in 0..30 {
            // Quicker than a minute each, so that it is one hour.
            let text = text(1005, &format!("a-{n}"), &format!("I 21 {}", 800 + n));
            assert_eq!(line.hears(&text).await, ["entry-saved"]);
        }
        // The next is told, and its answer waits; the ones after that wait too.
        assert_eq!(
            line.says("I 21 850").await,
            ["answers-wait", "entry-saved"],
            "{kind:?}"
        );
        assert_eq!(line.says("I 21 851").await, ["entry-saved"]);
        assert_eq!(line.says("majuri").await, ["entry-form"]);
        assert_eq!(line.entries().await, 32, "{kind:?}");
        let waiting = format!(
            "select count(*) from outbox where due_at = {}",
            START.0 + 60 * MINUTE_MS
        );
        assert_eq!(line.number(&waiting).await, 3, "{kind:?}");
        // What she must answer is asked at once.
        assert_eq!(line.says("I 21 99000").await, ["entry-odd"]);
        assert_eq!(line.number(&waiting).await, 3);
        assert_eq!(line.says("1").await, ["entry-saved"]);
        assert_eq!(line.entries().await, 33, "{kind:?}");
        let sent = "select count(*) from outbox where state in ('sent', 'delivered')";
        deliver_once(&line.world.service).await.unwrap();
        let before = line.number(sent).await;
        line.world.clock.turn_to(START.plus_ms(60 * MINUTE_MS));
        deliver_once(&line.world.service).await.unwrap();
        assert_eq!(line.number(sent).await, before + 4, "{kind:?}");
        line.world.close().await;
    }
}

#[tokio::test]
async fn t17_private_says_how_it_stands_and_never_undoes_itself() {
    for kind in Kind::all() {
        let on = "select count(*) from member where private_sms and no = 1005";
        let mut line = Line::open(kind, 1005).await;
        for _ in 0..2 {
            assert_eq!(line.says("PRIVATE").await, ["private-on"], "{kind:?}");
            assert_eq!(line.number(on).await, 1, "{kind:?}");
        }
        for (words, told, is_on) in [
            ("private no?", "private-on", 1),
            ("PRIVATE OFF", "private-off", 0),
            ("private yes?", "private-off", 0),
        ] {
            assert_eq!(line.says(words).await, [told], "{kind:?}: {words}");
            assert_eq!(line.number(on).await, is_on, "{kind:?}: {words}");
        }
        let recorded = "select count(*) from ledger where kind = 'private sms set'";
        assert_eq!(line.number(recorded).await, 2, "{kind:?}");
        line.world.close().await;
        let mut line = Line::open(kind, 1002).await;
        for words in ["1002 PRIVATE", "1002 PRIVATE OFF"] {
            assert_eq!(line.says(words).await, ["private-shared"], "{kind:?}");
        }
        line.world.close().await;
    }
}
