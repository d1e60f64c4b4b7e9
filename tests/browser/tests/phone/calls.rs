//! Calls: a Gujarati income entry by touch and by mouse, and a vote by keyboard.

use crate::stage::{NARROW, Stage, WIDE};

/// Goes as far as where the entry is said back to her.
async fn types_milk(stage: &Stage) {
    let main = stage.send("").await;
    assert!(main.contains("1 મારો હિસાબ"), "{main}");
    stage.send("2").await;
    let categories = stage.send("1").await;
    assert!(categories.contains("2 દૂધ"), "{categories}");
    let amount = stage.send("2").await;
    assert_eq!(amount, "દૂધ: કેટલા રૂપિયા?");
    stage.send("850").await;
    let echo = stage.send("1").await;
    assert!(echo.starts_with("દૂધ રૂ.850"), "{echo}");
}

async fn saves(stage: &Stage) {
    let saved = stage.send("1").await;
    assert!(saved.starts_with("નોંધ થઈ. નંબર "), "{saved}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gujarati_income_entry_by_touch_on_a_small_handset() {
    let stage = Stage::set(&NARROW).await;
    stage.open_phone_of("+919800000001").await;
    stage.watch_pointers().await;
    stage.fits_across().await;
    types_milk(&stage).await;
    // Neither what she reads nor what is listed of it makes the page wider.
    stage.fits_across().await;
    saves(&stage).await;
    assert_eq!(stage.pointers().await, serde_json::json!(["touch"]));
    stage.clear().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gujarati_income_entry_by_mouse() {
    let stage = Stage::set(&WIDE).await;
    stage.open_phone_of("+919800000001").await;
    stage.watch_pointers().await;
    types_milk(&stage).await;
    stage.picture("phone-gu.png").await;
    saves(&stage).await;
    // Beside the phone stands how full each screen was.
    let sizes = stage.find("#sizes").await.text().await.unwrap();
    assert!(sizes.contains("of 70"), "{sizes}");
    assert_eq!(stage.pointers().await, serde_json::json!(["mouse"]));
    stage.clear().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_by_keyboard() {
    let stage = Stage::set(&WIDE).await;
    stage.open_phone_of("+919800000001").await;
    stage.type_keys("").await;
    let ballots = stage.type_keys("4").await;
    assert!(ballots.contains("17 "), "{ballots}");
    let pin = stage.type_keys("17").await;
    assert_eq!(pin, "તમારો 4 આંકડાનો પિન?");
    let question = stage.type_keys("2468").await;
    assert!(question.contains("1 હા"), "{question}");
    let echo = stage.type_keys("1").await;
    assert!(echo.contains("1 પાકું"), "{echo}");
    let done = stage.type_keys("1").await;
    assert!(done.starts_with("મત નોંધાયો. ગુપ્ત છે."), "{done}");
    stage.clear().await;
}
