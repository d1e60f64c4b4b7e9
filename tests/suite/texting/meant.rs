//! What members mean by texts that were once misread, doubled or lost, on both databases. The name of each
//! test begins with the number of its fault in docs/faults.md; tests/conversations/texts-meant.txt shows
//! the same as conversations.

mod record;

use super::text;
use crate::support::{Kind, MINUTE_MS, World};
use sahkar::answer::text::heard;
use sahkar::delivery::deliver_once;
use sahkar::gateways::sms::SmsText;

/// One member's texts to a fresh cooperative.
struct Line {
    world: World,
    member_no: i64,
    sent_n: u32,
    answers_n: usize,
}

impl Line {
    async fn open(kind: Kind, member_no: i64) -> Self {
        Self {
            world: World::open(kind, 51).await,
            member_no,
            sent_n: 0,
            answers_n: 0,
        }
    }

    /// She is called to the meeting, and has the text.
    async fn called(kind: Kind, member_no: i64) -> Self {
        let mut line = Self::open(kind, member_no).await;
        line.world.clock.turn_by_ms(6 * 60 * MINUTE_MS);
        line.world.run_job("remind").await;
        deliver_once(&line.world.service).await.unwrap();
        line.answers().await;
        line
    }

    /// The names of the answers since the last look.
    async fn answers(&mut self) -> Vec<String> {
        let query = "select notice from outbox where purpose = 'answer' order by queued_at, id";
        let all: Vec<String> = self.world.rows(query).await.into_iter().flatten().collect();
        let new = all[self.answers_n..].to_vec();
        self.answers_n = all.len();
        new
    }

    async fn hears(&mut self, text: &SmsText) -> Vec<String> {
        heard(&self.world.service, "sandbox", text).await.unwrap();
        self.answers().await
    }

    /// A new text by a provider that names its texts, a minute after the last one.
    async fn says(&mut self, body: &str) -> Vec<String> {
        self.world.clock.turn_by_ms(MINUTE_MS);
        self.sent_n += 1;
        let id = format!("id-{}", self.sent_n);
        self.hears(&text(self.member_no, &id, body)).await
    }

    /// The same at once, by a provider that names none.
    async fn says_namelessly(&mut self, body: &str) -> Vec<String> {
        let text = SmsText {
            provider_id: None,
            ..text(self.member_no, "", body)
        };
        self.hears(&text).await
    }

    async fn number(&self, query: &str) -> i64 {
        self.world.number(query).await
    }

    async fn entries(&self) -> i64 {
        self.number("select count(*) from entry where src = 'sms'")
            .await
    }
}

const STOPPED: &str = "select count(*) from phone_texts where stopped_at is not null";
const COMING: &str = "select count(*) from rsvp where coming";
const ANSWERED: &str = "select count(*) from rsvp";

#[tokio::test]
async fn t1_the_last_wish_counts_though_the_same_words_came_before() {
    for kind in Kind::all() {
        let mut line = Line::open(kind, 1005).await;
        for (n, words) in ["STOP", "START", "STOP", "START"].into_iter().enumerate() {
            let told = if n % 2 == 0 { "stopped" } else { "started" };
            assert_eq!(
                line.says_namelessly(words).await,
                [told],
                "{kind:?}: {words} {n}"
            );
            let stopped = i64::from(n % 2 == 0);
            assert_eq!(line.number(STOPPED).await, stopped, "{kind:?}: {words} {n}");
            // Delivered again, it is the same text.
            assert_eq!(line.says_namelessly(words).await, [""; 0]);
        }
        line.world.close().await;

        let mut line = Line::called(kind, 1005).await;
        for (words, told, coming) in [
            ("1", "meeting-coming", 1),
            ("2", "meeting-not-coming", 0),
            ("1", "meeting-coming", 1),
        ] {
            assert_eq!(
                line.says_namelessly(words).await,
                [told],
                "{kind:?}: {words}"
            );
            assert_eq!(line.number(COMING).await, coming, "{kind:?}: {words}");
            assert_eq!(line.says_namelessly(words).await, [""; 0]);
        }
        line.world.close().await;
    }
}

#[tokio::test]
async fn t1_a_wish_to_stop_counts_whenever_it_comes() {
    for kind in Kind::all() {
        let mut line = Line::open(kind, 1005).await;
        let named = |body| text(1005, "one-id", body);
        assert_eq!(line.hears(&named("STOP")).await, ["stopped"]);
        assert_eq!(line.hears(&named("STOP")).await, [""; 0]);
        assert_eq!(line.says("START").await, ["started"]);
        // Her provider delivers the first text again: she has wanted the contrary since, and is told.
        line.world.clock.turn_by_ms(60 * MINUTE_MS);
        assert_eq!(line.hears(&named("STOP")).await, ["stopped"], "{kind:?}");
        assert_eq!(line.number(STOPPED).await, 1);
        // A START that is delivered again overrules no STOP.
        let start = text(1005, "id-1", "START");
        assert_eq!(line.hears(&start).await, [""; 0]);
        assert_eq!(line.number(STOPPED).await, 1, "{kind:?}");
        line.world.close().await;

        // She stops all permissions, gives one by a call, and stops all again within five minutes.
        let mut line = Line::open(kind, 1005).await;
        let give = ["3", "1", "1", "1", "1", "3344", "1"];
        line.world.phone_of(1005).go(&line.world, &give).await;
        assert_eq!(line.says_namelessly("BAND 0").await, ["permission-stopped"]);
        // As a new permission of the same number would stand.
        line.world.sql("update consent set state = 'given'").await;
        assert_eq!(
            line.says_namelessly("BAND 0").await,
            ["permission-stopped"],
            "{kind:?}"
        );
        let left = "select count(*) from consent where state = 'given'";
        assert_eq!(line.number(left).await, 0);
        line.world.close().await;
    }
}

#[tokio::test]
async fn t1_a_name_alone_is_no_repetition() {
    for kind in Kind::all() {
        let mut line = Line::open(kind, 1005).await;
        assert_eq!(
            line.hears(&text(1005, "7", "I 21 850")).await,
            ["entry-saved"]
        );
        // Another sender, and other words, under the same name.
        assert_eq!(
            line.hears(&text(1004, "7", "I 21 850")).await,
            ["entry-saved"],
            "{kind:?}"
        );
        assert_eq!(
            line.hears(&text(1005, "7", "B 200")).await,
            ["entry-saved"],
            "{kind:?}"
        );
        assert_eq!(line.entries().await, 3);
        // All of it is the same, at any time.
        line.world.clock.turn_by_ms(24 * 60 * MINUTE_MS);
        for body in ["I 21 850", "B 200"] {
            assert_eq!(
                line.hears(&text(1005, "7", body)).await,
                [""; 0],
                "{kind:?}: {body}"
            );
        }
        assert_eq!(line.entries().await, 3);
        // What is forgotten of it after thirty days makes no second entry of a late delivery.
        line.world.clock.turn_by_ms(31 * 24 * 60 * MINUTE_MS);
        line.world.run_job("forget-texts").await;
        assert_eq!(
            line.hears(&text(1005, "7", "I 21 850")).await,
            [""; 0],
            "{kind:?}"
        );
        line.world.close().await;
    }
}

#[tokio::test]
async fn t1_two_equal_entries_are_neither_lost_nor_doubled() {
    for kind in Kind::all() {
        for (answer, entries, told) in [("1", 2, "entry-saved"), ("na", 1, "entry-once")] {
            let mut line = Line::open(kind, 1005).await;
            assert_eq!(line.says_namelessly("milk 850").await, ["entry-saved"]);
            assert_eq!(line.says_namelessly("milk 850").await, ["entry-again"]);
            // However often it is delivered she is asked once.
            assert_eq!(line.says_namelessly("milk 850").await, [""; 0]);
            assert_eq!(line.entries().await, 1);
            assert_eq!(line.says_namelessly(answer).await, [told], "{kind:?}");
            assert_eq!(line.entries().await, entries);
            line.world.close().await;
        }
    }
}

#[tokio::test]
async fn t2_what_she_obeys_books_what_she_wrote() {
    let mut line = Line::open(Kind::Sqlite, 1001).await;
    for (words, form) in [
        ("B $200", "saving-form"),
        ("K $850", "cost-form"),
        ("H $500", "repayment-form"),
        ("I $850", "entry-form"),
    ] {
        assert_eq!(line.says(words).await, [form], "{words}");
    }
    assert_eq!(line.entries().await, 0);
    for words in ["B Rs 200 only", "B – 250"] {
        assert_eq!(line.says(words).await, ["entry-saved"], "{words}");
    }
    let savings = "select count(*) from entry where src = 'sms' and kind = 'saving'";
    assert_eq!(line.number(savings).await, 2);
    line.world.close().await;
}

#[tokio::test]
async fn t3_an_act_closes_a_question_only_where_it_answers_it() {
    for kind in Kind::all() {
        let mut line = Line::called(kind, 1005).await;
        assert_eq!(line.says("LANG 3").await, ["language-set"]);
        assert_eq!(line.says("LANG").await, ["language-asked"]);
        // The newest question is answered first, by number or by an act; then the one before it.
        assert_eq!(line.says("LANG 3").await, ["language-set"]);
        assert_eq!(line.says("I 21 99000").await, ["entry-odd"]);
        for other in ["MEET", "K 200", "CALL", "PRIVATE OFF", "STOP", "LANG 3"] {
            line.says(other).await;
        }
        assert_eq!(line.says("1").await, ["entry-saved"], "{kind:?}");
        assert_eq!(line.says("1").await, ["meeting-coming"], "{kind:?}");
        assert_eq!(line.number(COMING).await, 1);
        // Another income takes the place of the one that waits.
        line.says("I 21 98000").await;
        assert_eq!(line.says("I 21 900").await, ["entry-saved"]);
        let entries = line.entries().await;
        assert_eq!(line.says("1").await, ["meeting-coming"]);
        assert_eq!(line.entries().await, entries, "{kind:?}");
        line.world.close().await;
    }
}

#[tokio::test]
async fn t4_a_reaction_answers_nothing_and_uses_nothing_up() {
    for kind in Kind::all() {
        let mut line = Line::called(kind, 1005).await;
        let sent = "select count(*) from outbox";
        let before = line.number(sent).await;
        for reaction in ["Liked", "Loved", "👍 to", "Reacted 😮 to", "जो भी"] {
            let body = format!("{reaction} “Asha Mandli: meeting Fri 3 pm at Vyara. Coming?”");
            assert_eq!(line.says(&body).await, [""; 0], "{kind:?}: {reaction}");
        }
        assert_eq!(line.number(sent).await, before);
        assert_eq!(line.says("1").await, ["meeting-coming"], "{kind:?}");
        line.world.close().await;
    }
}

#[tokio::test]
async fn t5_a_yes_that_asks_saves_nothing() {
    for kind in Kind::all() {
        for (member_no, words) in [(1001, "જી?"), (1004, "हाँ?"), (1005, "yes？")] {
            let mut line = Line::open(kind, member_no).await;
            assert_eq!(line.says("I 21 91000").await, ["entry-odd"]);
            assert_eq!(line.says(words).await, ["asked-again"], "{kind:?}: {words}");
            assert_eq!(line.entries().await, 0);
            assert_eq!(line.says("1").await, ["entry-saved"]);
            line.world.close().await;
        }
    }
}

#[tokio::test]
async fn t6_the_word_for_a_vote_is_no_answer_to_a_meeting() {
    for kind in Kind::all() {
        let mut line = Line::called(kind, 1004).await;
        let told = line.says("मत").await;
        assert_eq!(told[0], "votes-open", "{kind:?}");
        assert_eq!(line.number(ANSWERED).await, 0);
        assert_eq!(line.says("हाँ").await, ["meeting-coming"]);
        line.world.close().await;
    }
}

#[tokio::test]
async fn t7_wrong_is_a_no_to_is_it_right() {
    for kind in Kind::all() {
        for (member_no, words) in [(1001, "ખોટું"), (1004, "गलत"), (1005, "wrong")]
        {
            let mut line = Line::called(kind, member_no).await;
            assert_eq!(line.says("I 21 91000").await, ["entry-odd"]);
            assert_eq!(line.says("I will come").await, ["asked-again"], "{kind:?}");
            assert_eq!(
                line.says(words).await,
                ["entry-dropped"],
                "{kind:?}: {words}"
            );
            // Where nothing waits she is asked which entry; the meeting's question is not used up.
            assert_eq!(line.says(words).await, ["entry-which"], "{kind:?}: {words}");
            assert_eq!(line.says("I will come").await, ["meeting-coming"]);
            assert_eq!(line.entries().await, 0);
            line.world.close().await;
        }
    }
}
