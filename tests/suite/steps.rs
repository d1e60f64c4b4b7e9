//! Stopping a permission takes no more replies than giving it: counted on every path through the menus, for
//! a member with one waiting request, and for one with one permission to stop.

use crate::needs::{PERMISSION_NO, rings};
use crate::support::{Kind, World, script};
use sahkar::core::dialogue::facts::{Facts, Verdict};
use sahkar::core::dialogue::{self, DialogueState, Input};
use sahkar::core::domain::Change;
use sahkar::core::domain::change::{consent, pin};
use sahkar::core::render::ussd;
use sahkar::core::texts::measure::Budget;
use std::collections::BTreeSet;

const PIN: &str = "1357";
/// No task takes more replies.
const REPLIES_MAX: u32 = 10;

/// The fewest replies from the dial until a change is made, everything that is typed counted: keys,
/// numbers, pages, the PIN.
fn fewest(facts: &Facts, is_wanted: impl Fn(&Change) -> bool) -> u32 {
    let script = script();
    let member_no = facts.member().unwrap().no.to_string();
    let permission_no = PERMISSION_NO.to_string();
    let keys = (0..10).map(|key| key.to_string());
    let typed: Vec<String> = keys
        .chain([PIN.to_owned(), member_no, permission_no])
        .collect();
    let take = |state: Option<DialogueState>, input: Input<'_>, mut facts: Facts| {
        facts.caller = dialogue::wants(&script, state.as_ref(), input, &facts.phone).caller;
        facts.pin.verdict = (input == Input::Text(PIN)).then_some(Verdict::Right);
        let turn = dialogue::turn(&script, state, input, &mut facts);
        let page = ussd::page(&turn.screen, turn.page, Budget::DEFAULT);
        (turn.waiting.after(&page), facts, turn.changes)
    };
    let (state, facts, _) = take(None, Input::Open, facts.clone());
    let mut ways = vec![(state, facts)];
    let mut been = BTreeSet::new();
    for replies in 1..=REPLIES_MAX {
        let mut next = Vec::new();
        for (state, facts) in ways {
            for text in &typed {
                let (state, facts, changes) = take(state.clone(), Input::Text(text), facts.clone());
                if changes.iter().any(&is_wanted) {
                    return replies;
                }
                // Anything else that she alters is another errand.
                let goes_on = changes
                    .iter()
                    .all(|change| matches!(change, Change::Pin(pin::Change::Tried(_))));
                if state.is_some() && goes_on && been.insert(format!("{state:?}")) {
                    next.push((state, facts));
                }
            }
        }
        ways = next;
    }
    panic!("it cannot be done in {REPLIES_MAX} replies");
}

#[tokio::test]
async fn stopping_takes_no_more_steps_than_giving() {
    let world = World::open(Kind::Sqlite, 3).await;
    let rings = rings(&world).await;
    // Her own phone, and one that is shared.
    for (ring, most) in [(&rings[1], 4), (&rings[2], 5)] {
        let mut asked = ring.clone();
        asked.consents.clear();
        asked.draft = None;
        let mut permits = ring.clone();
        permits.asks.clear();
        permits.draft = None;
        assert_eq!((asked.asks.len(), permits.consents.len()), (1, 1));
        assert!(ring.member().unwrap().lang.is_some());
        let give = fewest(&asked, |change| {
            matches!(change, Change::Consent(consent::Change::Given(_)))
        });
        let stop = |wanted: bool| {
            fewest(
                &permits,
                move |change| matches!(change, Change::Consent(consent::Change::Stopped(consent::Stopped { erase, .. })) if *erase == wanted),
            )
        };
        let (stop, erase) = (stop(false), stop(true));
        assert!(stop <= give && erase <= give, "{give} {stop} {erase}");
        assert!(stop <= most && erase <= most, "{stop} {erase}");
    }
    world.close().await;
}
