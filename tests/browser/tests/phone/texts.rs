//! Texts: an income by text in Gujarati, by touch and by keyboard, the answer and the reminder in the
//! inbox, and that no phone reads another's.

use crate::stage::{ARROW_DOWN, ENTER, ESCAPE, NARROW, PATIENCE, Stage, WIDE, root};
use fantoccini::Locator;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::{sleep, timeout};

const RAMILA: &str = "+919800000001";
const MANJU: &str = "+919800000004";
const INCOME: &str = "આવક 21 850";
/// How the answer begins, and how the reminder of the meeting does.
const SAVED: &str = "Asha Mandli: નોંધ ";
const MEETING: &str = "Asha Mandli: બેઠક";
/// The reminder is sent within a minute of the demo's start.
const REMINDED_WITHIN: Duration = Duration::from_secs(70);

/// Waits until a text of the inbox, which is open, begins so; gives its place in the list.
async fn place_in_inbox(stage: &Stage, beginning: &str) -> usize {
    let found = timeout(REMINDED_WITHIN, async {
        loop {
            let rows = stage.browser.find_all(Locator::Css("#rows .second"));
            for (place, row) in rows.await.unwrap().iter().enumerate() {
                // A row may be drawn anew while it is read.
                let text = row.text().await.unwrap_or_default();
                if text.starts_with(beginning) {
                    return place;
                }
            }
            sleep(Duration::from_millis(50)).await;
        }
    });
    found
        .await
        .unwrap_or_else(|_| panic!("no text begins with {beginning}"))
}

/// Waits until the answer and both reminders of this day are in the inbox, so that no row moves any
/// more.
async fn all_have_come(stage: &Stage) {
    let come = timeout(REMINDED_WITHIN, async {
        loop {
            let rows = stage.browser.find_all(Locator::Css("#rows li"));
            if rows.await.unwrap().len() == 3 {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
    });
    come.await.expect("the answer and two reminders come");
}

/// Opens the inbox with the keys of the phone, from wherever it is. A text that comes between two keys
/// changes what the second one means, as on any phone; then it is begun again.
async fn open_inbox(stage: &Stage) {
    let opened = timeout(PATIENCE, async {
        loop {
            stage.press("end").await;
            if stage.text_of("#soft-right").await == "Exit" {
                stage.press("right").await;
            }
            stage.press("left").await;
            if stage.shows("menu").await {
                return;
            }
        }
    });
    opened.await.expect("the menu of the messages opens");
    stage.press("2").await;
    stage.until("inbox").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_income_by_text_and_its_answer_by_touch() {
    let stage = Stage::set(&NARROW).await;
    stage.open_phone_of(RAMILA).await;
    // An example is taken, and sent with the key under its word.
    let example = stage.find("#tries button").await;
    assert_eq!(example.text().await.unwrap(), INCOME);
    stage.tap(example).await;
    stage.until("write").await;
    assert_eq!(stage.text_of("#counter").await, "60/1");
    // The keypad writes too, and takes away.
    stage.press("#").await;
    stage.press("7").await;
    assert_eq!(stage.text_of("#counter").await, "58/1");
    stage.press("right").await;
    stage.press("right").await;
    assert_eq!(stage.text_of("#counter").await, "60/1");
    stage.press("left").await;
    place_of_answer(&stage).await;
    all_have_come(&stage).await;
    let soon = place_in_inbox(&stage, SAVED).await;
    let row = stage
        .find(&format!("#rows li:nth-child({})", soon + 1))
        .await;
    stage.tap(row).await;
    stage.until("read").await;
    let said = stage.text_of("#said").await;
    assert!(said.starts_with(SAVED) && said.contains("850"), "{said}");
    // Beside the phone stand both, with their sizes.
    let sent = stage.text_of("#sizes .sent").await;
    assert!(
        sent.contains(INCOME) && sent.contains("10 of 70") && sent.contains("UCS-2, 1 part"),
        "{sent}"
    );
    let received = stage.text_of("#sizes .received").await;
    assert!(received.contains("UCS-2, "), "{received}");
    // What she wrote stands among the sent.
    stage.press("right").await;
    stage.press("right").await;
    stage.until("menu").await;
    stage.press("3").await;
    stage.until("sent").await;
    stage.press("ok").await;
    stage.until("read").await;
    assert_eq!(stage.text_of("#said").await, INCOME);
    stage.clear().await;
}

async fn place_of_answer(stage: &Stage) -> usize {
    stage
        .find("#screen[data-mode=told], #screen[data-mode=news]")
        .await;
    open_inbox(stage).await;
    place_in_inbox(stage, SAVED).await
}

/// Opens the inbox from the resting phone: M opens the messages, whether some have just come or not.
async fn inbox_by_keyboard(stage: &Stage) {
    stage.strike("m").await;
    stage.until("menu").await;
    stage.strike("2").await;
    stage.until("inbox").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_income_by_text_and_the_reminder_by_keyboard() {
    let stage = Stage::set(&WIDE).await;
    stage.open_phone_of(RAMILA).await;
    stage.strike("m").await;
    stage.until("menu").await;
    stage.strike(ENTER).await;
    stage.until("write").await;
    stage.strike(INCOME).await;
    stage.strike(ENTER).await;
    stage
        .find("#screen[data-mode=told], #screen[data-mode=news]")
        .await;
    stage.strike(ESCAPE).await;
    inbox_by_keyboard(&stage).await;
    // The reminder of the meeting comes by itself. What is chosen stays so when others come above it;
    // opened anew, it is the newest.
    all_have_come(&stage).await;
    stage.strike(ESCAPE).await;
    inbox_by_keyboard(&stage).await;
    let reminder = place_in_inbox(&stage, MEETING).await;
    place_in_inbox(&stage, SAVED).await;
    stage.picture("phone-texts.png").await;
    for _ in 0..reminder {
        stage.strike(ARROW_DOWN).await;
    }
    stage.strike(ENTER).await;
    stage.until("read").await;
    let said = stage.text_of("#said").await;
    assert!(said.starts_with(MEETING), "{said}");
    stage.clear().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_phones_do_not_read_each_others_texts() {
    let stage = Stage::set(&WIDE).await;
    stage.open_phone_of(MANJU).await;
    stage.take_phone_of(RAMILA).await;
    stage.find("#tries button").await.click().await.unwrap();
    stage.press("left").await;
    place_of_answer(&stage).await;
    let hers = stage
        .browser
        .find_all(Locator::Css("#rows li"))
        .await
        .unwrap()
        .len();
    stage.take_phone_of(MANJU).await;
    assert_eq!(
        stage
            .browser
            .find_all(Locator::Css("#sizes .sent"))
            .await
            .unwrap()
            .len(),
        0
    );
    // The reminder has come to both; the answer to one.
    open_inbox(&stage).await;
    place_in_inbox(&stage, "Asha Mandli: बैठक").await;
    let texts = stage.text_of("#rows").await;
    assert!(!texts.contains(SAVED), "{texts}");
    stage.press("right").await;
    stage.press("3").await;
    stage.until("sent").await;
    assert_eq!(stage.text_of("#said").await, "No messages.");
    // And hers are still there.
    stage.take_phone_of(RAMILA).await;
    open_inbox(&stage).await;
    let again = stage
        .browser
        .find_all(Locator::Css("#rows li"))
        .await
        .unwrap()
        .len();
    assert!(hers <= again, "{hers} {again}");
    stage.clear().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_phone_measures_a_text_as_the_service_does() {
    let stage = Stage::set(&WIDE).await;
    stage.open().await;
    let file =
        std::fs::read_to_string(root().join("tests/fixtures/sms_segment_vectors.json")).unwrap();
    let vectors: Value = serde_json::from_str(&file).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    let texts: Vec<&Value> = cases.iter().map(|case| &case["text"]).collect();
    let script = "const [texts, done] = arguments;
        import('/phone/measure.js').then(({ measure }) => done(texts.map(measure)));";
    let measured = stage
        .browser
        .execute_async(script, vec![json!(texts)])
        .await
        .unwrap();
    for (case, measured) in cases.iter().zip(measured.as_array().unwrap()) {
        let encoding = if case["encoding"] == "gsm7" {
            "GSM-7"
        } else {
            "UCS-2"
        };
        assert_eq!(measured["encoding"], encoding, "{case}");
        assert_eq!(measured["parts"], case["segments"], "{case}");
    }
    assert!(cases.len() > 10 && measured.as_array().unwrap().len() == cases.len());
    stage.clear().await;
}
