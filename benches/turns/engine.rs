//! The pure engine on one core: what a turn wants to know, and the turn.

use sahkar::core::dialogue::facts::PhoneFacts;
use sahkar::core::dialogue::state::{Caller, DialogueState};
use sahkar::core::dialogue::{self, Facts, Input};
use sahkar::core::domain::{
    Category, Coop, CoopId, EntryKind, Instant, Lang, Member, MemberId, PhoneId, Words,
};
use sahkar::core::render::ussd;
use sahkar::core::script::Script;
use sahkar::core::texts::measure::Budget;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant as StdInstant};

/// An income entry and a walk through the menus, in Gujarati.
const REPLIES: [&str; 12] = ["2", "1", "2", "850", "1", "1", "0", "6", "5", "0", "0", "0"];

/// A member on a phone of her own.
pub(crate) fn facts() -> Facts {
    let coop = Coop {
        id: CoopId(1),
        name: "Asha Mandli".to_owned(),
        code: "*384*2742#".to_owned(),
        lang: Lang::Gu,
    };
    let category = |code, key, parent| Category {
        code,
        parent,
        kind: EntryKind::Income,
        key,
        name: Words::new("દૂધ", "दूध", "Milk"),
    };
    let categories = vec![
        category(10, 1, None),
        category(21, 2, None),
        category(30, 3, None),
    ];
    let mut facts = Facts::new(
        Instant(1_795_492_800_000),
        Arc::new(coop),
        Arc::new(categories),
    );
    facts.phone = PhoneFacts {
        id: Some(PhoneId(1)),
        members: vec![Member {
            id: MemberId(1),
            no: 1001,
            lang: Some(Lang::Gu),
            private_sms: false,
        }],
    };
    facts.caller = Caller::Member(MemberId(1));
    facts
}

/// Turns a second, the best of several rounds: what the machine can do when nothing else is in its
/// way.
pub(crate) fn turns_per_second() -> f64 {
    let script = Script::embedded().unwrap_or_else(|_| panic!("the shipped script has problems"));
    let model = facts();
    let mut best = 0.0_f64;
    for _ in 0..5 {
        let begun = StdInstant::now();
        let mut turns = 0_u32;
        while begun.elapsed() < Duration::from_millis(600) {
            turns += call(&script, &model);
        }
        best = best.max(f64::from(turns) / begun.elapsed().as_secs_f64());
    }
    best
}

/// One whole call; how many turns it took.
fn call(script: &Script, model: &Facts) -> u32 {
    let mut state: Option<DialogueState> = None;
    let mut turns = 0;
    for input in [Input::Open].into_iter().chain(REPLIES.map(Input::Text)) {
        let wants = dialogue::wants(script, state.as_ref(), input, &model.phone);
        black_box(&wants);
        let mut facts = model.clone();
        let turn = dialogue::turn(script, state.take(), input, &mut facts);
        let page = ussd::page(&turn.screen, turn.page, Budget::DEFAULT);
        turns += 1;
        black_box(&page.words);
        state = turn.waiting.after(&page);
        if state.is_none() {
            break;
        }
    }
    turns
}
