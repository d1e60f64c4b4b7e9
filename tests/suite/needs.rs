//! The facts that a turn loads are enough: with these alone it says and does the same as with all facts.

use crate::support::{self, CODE, Kind, World, number_of};
use sahkar::core::dialogue::facts::{Facts, Fresh, LeftDraft, Marks, Verdict};
use sahkar::core::dialogue::state::{Answers, Caller, DialogueState, Draft};
use sahkar::core::dialogue::{self, Input};
use sahkar::core::domain::{
    Ask, Consent, ConsentId, ConsentState, Day, EntryKind, Paise, Period, Phone, RowId, SessionId,
    Words,
};
use sahkar::core::script::words::{Need, Needs};
use sahkar::core::script::{self, ScreenDef, Script};
use sahkar::gateways::Gateway;
use std::collections::BTreeSet;

/// All that could be loaded. What an earlier call left half filled is offered only where a call
/// begins, or where she says who she is; after that, going to the beginning must not offer it.
pub(crate) fn everything(wanted: Needs, state: Option<&DialogueState>) -> Needs {
    let begins = state.is_none_or(|state| ["who/number", "resume/offer"].contains(&&*state.at));
    let all = Needs(u32::MAX);
    if begins || wanted.has(Need::Draft) {
        all
    } else {
        all.without(Needs::of(&[Need::Draft]))
    }
}

/// Only these groups of the facts.
pub(crate) fn only(facts: Facts, needs: Needs) -> Facts {
    let empty = Facts::new(facts.now, facts.coop.clone(), facts.categories.clone());
    macro_rules! keep {
        ($($need:ident $field:ident),*) => {
            Facts {
                fresh: fresh(&facts.fresh, needs),
                $($field: if needs.has(Need::$need) { facts.$field } else { empty.$field },)*
                ..facts
            }
        };
    }
    keep!(
        Marks marks, Month month, Entries entries, Entry entry, Asks asks, Consents consents,
        Seen seen, Ballots ballots, Results results, Meeting meeting, Notices notices, Pin pin,
        Draft draft
    )
}

fn fresh(drawn: &Fresh, needs: Needs) -> Fresh {
    let no = |need, no: i64| if needs.has(need) { no } else { 0 };
    Fresh {
        ids: drawn.ids,
        entry_no: no(Need::EntryNo, drawn.entry_no),
        consent_no: no(Need::ConsentNo, drawn.consent_no),
        case_no: no(Need::CaseNo, drawn.case_no),
        statement_code: if needs.has(Need::StatementCode) {
            drawn.statement_code.clone()
        } else {
            String::new()
        },
    }
}

/// Replies that could mean something on some screen, besides the keys 0 to 9.
const TYPED: [&str; 10] = [
    "",
    "x",
    "12",
    "18",
    "16",
    "1357",
    "4321",
    "246813",
    "1002",
    "9876501234",
];

/// A member on her own phone, another one, both of a shared phone, somebody there who is no member of
/// it, and somebody who has not said who she is; each with all that could be loaded, one request that
/// waits, and one permission.
pub(crate) async fn rings(world: &World) -> Vec<Facts> {
    let service = &world.service;
    let coop = service.coop(Gateway::Sandbox, CODE).await.unwrap().unwrap();
    let now = world.clock.now();
    let mut rings = Vec::new();
    for (member_no, who) in [
        (1001, 0),
        (1005, 0),
        (1002, 0),
        (1002, 1),
        (1002, 2),
        (1002, 3),
    ] {
        let phone = Phone::parse(&number_of(member_no)).unwrap();
        let known = service.store.known(coop.coop.id, SessionId(1), &phone, now);
        let known = known.await.unwrap();
        let mut facts = Facts::new(now, coop.coop.clone(), coop.categories.clone());
        facts.phone = known.phone.clone();
        facts.caller = match who {
            2 => Caller::Stranger(7777),
            3 => Caller::Unknown,
            n => Caller::Member(facts.phone.members[n].id),
        };
        let all = Needs(u32::MAX);
        service
            .store
            .load(&known, &mut facts, all, None)
            .await
            .unwrap();
        if matches!(facts.caller, Caller::Member(_)) {
            facts.consents = facts.asks.iter().map(permission).collect();
            facts.draft = Some(LeftDraft {
                session: SessionId(2),
                draft: draft("add/amount"),
            });
        }
        facts.pin.new_hash = Some("a hash".to_owned());
        rings.push(facts);
    }
    rings
}

/// The number of the permission that everybody has here.
pub(crate) const PERMISSION_NO: i64 = 18;

fn permission(ask: &Ask) -> Consent {
    Consent {
        id: ConsentId(5),
        no: PERMISSION_NO,
        request: ask.request,
        requester: ask.requester.clone(),
        title: ask.title.clone(),
        state: ConsentState::Given,
        ends_on: Day(99_999),
        was_used: true,
    }
}

fn draft(at: &str) -> Draft {
    Draft {
        kind: EntryKind::Income,
        category: Some(21),
        amount: Some(Paise(99_000_000)),
        period: Some(Period::Today),
        at: at.to_owned(),
        stranger: None,
    }
}

/// What else may be true, one thing at a time.
const TWISTS: usize = 12;

fn twisted(mut facts: Facts, n: usize) -> Facts {
    match n {
        0 => {}
        1 => facts.asks.clear(),
        2 => {
            let others = facts.asks.clone();
            let other = |ask| Ask {
                request_no: 19,
                ..ask
            };
            facts.asks.extend(others.into_iter().map(other));
        }
        3 => facts.ballots.clear(),
        4 => facts.ballots.truncate(1),
        5 => facts.ballots.iter_mut().for_each(|one| one.voted = true),
        6 => facts.pin.exists = false,
        7 => facts.pin.tries.locked_until = Some(facts.now.plus_days(1)),
        8 => facts.pin.must_change = true,
        9 => facts
            .phone
            .members
            .iter_mut()
            .for_each(|her| her.lang = None),
        10 => {
            (facts.meeting, facts.month.loans) = (None, None);
            facts.results.clear();
            facts.entries.clear();
        }
        _ => {
            (facts.marks, facts.draft) = (Marks::default(), None);
            facts.consents.clear();
            facts.notices.clear();
        }
    }
    facts
}

/// What she may have said so far, besides nothing: what is there, or what is gone. The main menu
/// forgets all of it, and within a menu she says what that menu asks.
fn answers(screen: &ScreenDef, n: usize, facts: &Facts) -> Answers {
    let (menu, place) = screen.name.split_once('/').unwrap();
    // Past the list of ballots there is one that she is in.
    let has_ballot = menu == "vote" && !["none", "list", "results"].contains(&place);
    if (n == 0 && !has_ballot) || screen.fresh || menu == "meeting" {
        return Answers::default();
    }
    let newest = facts.entries.first().map_or(77, |entry| entry.no);
    let of = |menus: &[&str], no: i64| {
        let is_asked = menus.contains(&menu) || ["pin", "help", "resume"].contains(&menu);
        is_asked.then_some(if n == 2 { 77 } else { no })
    };
    Answers {
        draft: Some(draft("add/confirm")),
        entry_no: of(&["record", "add"], newest),
        amount: Some(Paise(5_000)),
        request_no: of(&["consent"], 12),
        consent_no: of(&["consent"], PERMISSION_NO),
        until: Some(Day(20_790)),
        // Only once she has stopped it.
        stopped_for: (place.starts_with("stopped") || place == "erase-asked")
            .then(|| Words::new("બેંક", "बैंक", "Bank")),
        ballot_no: of(&["vote"], 18),
        option_no: of(&["vote"], 1),
        result_no: of(&["vote"], 16),
        new_pin: Some("a hash".to_owned()),
        ..Answers::default()
    }
}

/// One turn, taken with what is wanted and with everything.
fn agrees(script: &Script, rings: &[Facts], twist: usize, state: &DialogueState, typed: &str) {
    let input = Input::Text(typed);
    let at_hand = rings.iter().find(|ring| ring.caller == state.caller);
    let phone = &at_hand.unwrap().phone;
    let wants = dialogue::wants(script, Some(state), input, phone);
    // Whichever number that is not linked was typed, the same is known of it.
    let is_same = |ring: &Facts| match (ring.caller, wants.caller) {
        (Caller::Stranger(_), Caller::Stranger(_)) => true,
        (one, other) => one == other,
    };
    let ring = rings
        .iter()
        .find(|ring| is_same(ring) && (ring.phone == *phone || wants.caller != Caller::Unknown));
    let mut facts = twisted(ring.unwrap().clone(), twist);
    facts.caller = wants.caller;
    facts.entry = wants
        .entry_no
        .and_then(|no| facts.entries.iter().find(|entry| entry.no == no))
        .cloned();
    facts.pin.verdict = match typed {
        "1357" => Some(Verdict::Right),
        "4321" => Some(Verdict::Wrong),
        "246813" => Some(Verdict::Code(RowId(7))),
        _ => None,
    };
    facts.pin.new_matches = typed == "1357";
    let all = everything(wants.needs, Some(state));
    let take = |mut facts| dialogue::turn(script, Some(state.clone()), input, &mut facts);
    let told = take(only(facts.clone(), all));
    let said = take(only(facts, wants.needs));
    let place = format!("`{typed}` after {state:?}, twist {twist}");
    assert_eq!(said.screen, told.screen, "{place}");
    assert_eq!(said.page, told.page, "{place}");
    assert_eq!(said.visited, told.visited, "{place}");
    assert_eq!(said.waiting, told.waiting, "{place}");
    assert_eq!(said.changes, told.changes, "{place}");
}

#[tokio::test]
async fn what_a_turn_loads_is_all_that_it_looks_at_on_every_screen() {
    let world = World::open(Kind::Sqlite, 61).await;
    let (script, rings) = (support::script(), rings(&world).await);
    let replies: BTreeSet<String> = (0..10)
        .map(|key| key.to_string())
        .chain(TYPED.map(str::to_owned))
        .collect();
    let mut n = 0;
    // Nobody replies where nothing is shown, or to the last page of the last words.
    let waits = |screen: &&ScreenDef| match screen.kind {
        script::ScreenKind::Routes(_) => false,
        script::ScreenKind::End => screen.paged,
        script::ScreenKind::Choices(_)
        | script::ScreenKind::Pick { .. }
        | script::ScreenKind::Ask { .. } => true,
    };
    for screen in script.screens().iter().filter(waits) {
        let is_between = screen.name.starts_with("pin/") || screen.name == "resume/offer";
        for typed in &replies {
            for (ring, said, pin, page) in combinations() {
                let goal = if is_between { n % GOALS.len() } else { 0 };
                let facts = &rings[ring];
                let state = DialogueState {
                    at: screen.name.clone(),
                    page,
                    of: 2,
                    caller: facts.caller,
                    pin,
                    goal: GOALS[goal].map(str::to_owned),
                    // A slip's code was right before, or others have tried her PIN.
                    code: (n % 5 == 1).then_some(RowId(7)),
                    told_n: i64::from(n % 3 == 1),
                    answers: answers(screen, said, facts),
                    ..DialogueState::default()
                };
                // Each meets every twist somewhere.
                agrees(&script, &rings, n % TWISTS, &state, typed);
                n += 1;
            }
        }
    }
    assert!(n > 10_000, "{n}");
    world.close().await;
}

/// Where she was going when she was asked for her PIN.
const GOALS: [Option<&str>; 7] = [
    None,
    Some("record/month"),
    Some("vote/enter"),
    Some("consent/asks"),
    Some("consent/listed"),
    Some("add/confirm"),
    Some("help/main"),
];

/// Who calls, what she said, whether her PIN was right, and the page.
fn combinations() -> impl Iterator<Item = (usize, usize, bool, u8)> {
    (0..6).flat_map(|ring| {
        (0..3).flat_map(move |said| {
            [(false, 0), (true, 0), (true, 1)].map(move |(pin, page)| (ring, said, pin, page))
        })
    })
}
