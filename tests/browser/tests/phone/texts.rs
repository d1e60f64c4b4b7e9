//! Texts: how the phone measures what is typed on it.

use crate::stage::{ARROW_DOWN, ARROW_LEFT, ARROW_RIGHT, ENTER, ESCAPE, NARROW, Stage, WIDE, root};
use serde_json::{Value, json};

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

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_stands_among_the_sent() {
    let stage = Stage::set(&NARROW).await;
    stage.open_phone_of("+919800000099").await;
    stage.strike(ARROW_LEFT).await;
    stage.until("menu").await;
    stage.strike(ENTER).await;
    stage.until("write").await;
    stage.strike("કેમ છો 12").await;
    assert_eq!(stage.text_of("#counter").await, "61/1");
    // The keypad writes too, and takes away.
    stage.press("#").await;
    stage.press("7").await;
    assert_eq!(stage.text_of("#counter").await, "59/1");
    stage.press("right").await;
    stage.press("right").await;
    assert_eq!(stage.text_of("#counter").await, "61/1");
    stage.strike(ENTER).await;
    stage
        .find("#screen[data-mode=told], #screen[data-mode=news]")
        .await;
    stage.strike(ESCAPE).await;
    if stage.text_of("#soft-right").await == "Exit" {
        stage.strike(ARROW_RIGHT).await;
    }
    stage.strike("m").await;
    stage.until("menu").await;
    stage.strike(ARROW_DOWN).await;
    stage.strike(ARROW_DOWN).await;
    stage.strike(ENTER).await;
    stage.until("sent").await;
    stage.press("ok").await;
    stage.until("read").await;
    assert_eq!(stage.text_of("#said").await, "કેમ છો 12");
    let sent = stage.text_of("#sizes .sent").await;
    assert!(
        sent.contains("9 of 70") && sent.contains("UCS-2, 1 part"),
        "{sent}"
    );
    stage.clear().await;
}
