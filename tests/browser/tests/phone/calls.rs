//! Calls: a Gujarati income entry by touch, and a vote by keyboard.

use crate::stage::{Stage, WIDE};

#[tokio::test(flavor = "multi_thread")]
async fn a_gujarati_income_entry_by_touch() {
    let stage = Stage::set(&WIDE).await;
    stage.open_phone_of("+919800000001").await;
    let main = stage.touch("").await;
    assert!(main.contains("1 મારો હિસાબ"), "{main}");
    stage.touch("2").await;
    let categories = stage.touch("1").await;
    assert!(categories.contains("2 દૂધ"), "{categories}");
    let amount = stage.touch("2").await;
    assert_eq!(amount, "દૂધ: કેટલા રૂપિયા?");
    stage.touch("850").await;
    let echo = stage.touch("1").await;
    assert!(echo.starts_with("દૂધ રૂ.850"), "{echo}");
    stage.picture("phone-gu.png").await;
    let saved = stage.touch("1").await;
    assert!(saved.starts_with("નોંધ થઈ. નં. "), "{saved}");
    // Beside the phone stands how full each screen was.
    let sizes = stage.find("#sizes").await.text().await.unwrap();
    assert!(sizes.contains("of 70"), "{sizes}");
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
    assert_eq!(pin, "તમારો 4 અંકનો પિન?");
    let question = stage.type_keys("2468").await;
    assert!(question.contains("1 હા"), "{question}");
    let echo = stage.type_keys("1").await;
    assert!(echo.contains("1 પાકું"), "{echo}");
    let done = stage.type_keys("1").await;
    assert!(done.starts_with("મત નોંધાયો. ગુપ્ત છે."), "{done}");
    stage.clear().await;
}
