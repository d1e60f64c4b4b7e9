//! What members call for, from the dial to the end, turn by turn through the model.

use super::callers::{Caller, crowd};
use super::kinds::Seen;
use super::models::{self, Taken};
use crate::support::{Kind, MINUTE_MS, World};
use sahkar::core::dialogue::Input;
use sahkar::core::domain::Change;
use sahkar::core::domain::change::pin;

/// The PIN that she chooses where she chooses one.
const NEW_PIN: &str = "1029";
/// Nobody's PIN.
const WRONG_PIN: &str = "9876";
/// The number of a member who has another phone.
const STRANGER: &str = "1009";

/// What she types, beside her member number, her PIN and what else her phone asks in between.
pub(super) struct Errand {
    /// What was done to her row before, if anything.
    before: &'static str,
    /// Keys and values; `entry`, `old` and `permission` stand for a number of hers, and at `dial` her
    /// line breaks and she dials once more.
    replies: &'static [&'static str],
}

const fn errand(replies: &'static [&'static str]) -> Errand {
    Errand {
        before: "",
        replies,
    }
}

/// A permission.
pub(super) const GIVE: Errand = errand(&["3", "1", "1", "1", "1", "1"]);

/// A vote, or another one in place of it.
pub(super) const VOTE: Errand = errand(&["4", "17", "1", "1"]);

/// Every act of the menus is in one of these.
pub(super) const ERRANDS: [Errand; 53] = [
    errand(&["2", "1", "2", "640", "1", "1"]),
    errand(&["2", "1", "1", "1", "90", "2", "1"]),
    errand(&["2", "2", "1", "120", "3", "1"]),
    errand(&["2", "3", "75", "4", "1"]),
    errand(&["2", "4", "300", "1", "1"]),
    errand(&["2", "1", "2", "99000", "1", "1", "1"]),
    errand(&["2", "1", "2", "410", "dial", "1", "1", "1"]),
    errand(&["2", "1", "2", "dial", "2", "2", "3", "20", "1", "1"]),
    errand(&["1", "1", "entry", "1", "655"]),
    errand(&["1", "3", "entry", "1", "60.50", "1"]),
    errand(&["1", "3", "old", "1", "70", "1"]),
    errand(&["1", "3", "entry", "2", "1"]),
    errand(&[
        "2", "3", "10", "1", "1", "dial", "1", "3", "entry", "3", "1",
    ]),
    errand(&["1", "1", "old", "3", "1"]),
    errand(&["1", "2", "1"]),
    errand(&["1", "2", "2"]),
    errand(&["1", WRONG_PIN, "2", "1", "2"]),
    errand(&[STRANGER, "1", WRONG_PIN, "0", "6", "6", "1"]),
    errand(&["3", "1", "1", "1", "1", "3"]),
    errand(&["3", "1", "1", "1", "1", "4", "1"]),
    // She answers a request once, so that who begins with one of these never comes to the others.
    errand(&[
        "3",
        "1",
        "1",
        "1",
        "1",
        "1",
        "dial",
        "3",
        "2",
        "permission",
        "1",
    ]),
    errand(&[
        "3",
        "1",
        "1",
        "1",
        "1",
        "1",
        "dial",
        "3",
        "2",
        "permission",
        "2",
    ]),
    errand(&["3", "1", "1", "1", "1", "2"]),
    errand(&["3", "2", "1", "permission", "0"]),
    GIVE,
    errand(&["3", "3"]),
    errand(&["3", "4", "1", "1"]),
    errand(&["3", "4", "2", "1"]),
    errand(&["3", "4", "3", "1"]),
    errand(&["3", "4", "4", "1"]),
    errand(&["3", "4", "5", "1"]),
    errand(&["6", "6", "1"]),
    errand(&["6", "7"]),
    VOTE,
    errand(&["4", "17", "2", "1"]),
    errand(&["4", "18", "3", "1"]),
    errand(&["4", "1", "16"]),
    errand(&["5", "1", "dial", "5", "4"]),
    errand(&["5", "2"]),
    errand(&["5", "3", "1", "1"]),
    errand(&["5", "3", "1", "2"]),
    errand(&["5", "3", "1", "3"]),
    errand(&["5", "3", "1", "4"]),
    errand(&["5", "3", "1", "5"]),
    errand(&["6", "1", "1"]),
    errand(&["6", "1", "2"]),
    errand(&["6", "1", "3", "9876501234"]),
    errand(&["6", "2", NEW_PIN, NEW_PIN]),
    errand(&["6", "3", "1"]),
    errand(&["6", "3", "2"]),
    errand(&["6", "4", "1", "0", "6", "4", "2"]),
    Errand {
        before: "update member set lang = null where no = {no}",
        replies: &["3", "x", "x", "x"],
    },
    // Officers gave her a PIN, and she chooses her own.
    Errand {
        before: "update credential set must_change = true
            where member_id = (select id from member where no = {no})",
        replies: &["1", "1"],
    },
];

/// Three wrong PINs lock, and the right one does nothing then.
const LOCKING: [Errand; 2] = [
    errand(&["1", WRONG_PIN, WRONG_PIN, WRONG_PIN, "dial", "1"]),
    errand(&[STRANGER, "1", WRONG_PIN, WRONG_PIN, WRONG_PIN]),
];

/// Takes one caller through a whole errand; what it changed.
pub(super) async fn run(
    world: &World,
    caller: &mut Caller,
    errand: &Errand,
    seen: &mut Seen,
) -> Vec<Change> {
    if !errand.before.is_empty() {
        let no = caller.member_no.to_string();
        world.sql(&errand.before.replace("{no}", &no)).await;
    }
    caller.phone.drop_line();
    let mut changes = Vec::new();
    let mut phone = caller.phone.clone();
    let mut inbound = phone.dial_request(world);
    let mut rest = errand.replies;
    let mut typed = None;
    for _ in 0..24 {
        let input = typed.as_deref().map_or(Input::Open, Input::Text);
        let turn = models::step(world, &inbound, input, seen).await;
        changes.extend(turn.changes.iter().cloned());
        if turn
            .changes
            .iter()
            .any(|change| matches!(change, Change::Pin(pin::Change::Set(_))))
        {
            NEW_PIN.clone_into(&mut caller.pin);
        }
        let has_ended = turn.state.is_none();
        if has_ended || rest.first() == Some(&"dial") {
            let Some(at) = rest.iter().position(|reply| *reply == "dial") else {
                break;
            };
            rest = &rest[at + 1..];
            phone.drop_line();
            inbound = phone.dial_request(world);
            typed = None;
            continue;
        }
        let has_redialled = typed.is_none() && rest.len() < errand.replies.len();
        let Some(reply) = reply((world, caller), &turn, &mut rest, has_redialled).await else {
            break;
        };
        inbound = phone.reply_request(&reply);
        typed = Some(reply);
    }
    changes
}

/// What she types where she waits; `None` where she has no more to do.
async fn reply(
    (world, caller): (&World, &Caller),
    turn: &Taken<'_>,
    rest: &mut &[&str],
    has_redialled: bool,
) -> Option<String> {
    let next = rest.first().copied();
    let by_itself = match turn.page.seen.screen {
        "who/number" if next != Some(STRANGER) => caller.member_no.to_string(),
        "pin/ask" | "pin/ask-shared" | "pin/wrong" | "pin/wrong-either"
            if next != Some(WRONG_PIN) && next != Some("0") =>
        {
            caller.pin.clone()
        }
        "pin/new" | "pin/repeat" => NEW_PIN.to_owned(),
        // A draft of an earlier call would turn the errand elsewhere.
        "resume/offer" if !has_redialled => "2".to_owned(),
        "vote/again" => "1".to_owned(),
        _ => {
            let (first, others) = rest.split_first()?;
            *rest = others;
            return Some(number(world, caller, first).await);
        }
    };
    Some(by_itself)
}

/// What she types for a word of an errand.
async fn number(world: &World, caller: &Caller, of: &str) -> String {
    let which = match of {
        "entry" => "max(no) from entry",
        "old" => "min(no) from entry",
        "permission" => "coalesce(max(no), 11) from consent",
        _ => return of.to_owned(),
    };
    let no = caller.member_no;
    let hers = format!("select {which} where member_id = (select id from member where no = {no})");
    world.number(&hers).await.to_string()
}

#[tokio::test]
async fn what_a_turn_expects_is_what_is_stored_whatever_she_does() {
    for kind in Kind::all() {
        let world = World::open(kind, 5).await;
        let mut callers = crowd(&world, 0).await;
        let mut seen = Seen::default();
        let answers = ERRANDS.iter().position(|errand| {
            errand
                .replies
                .starts_with(&["3", "1", "1", "1", "1", "1", "dial"])
        });
        let answers = answers.unwrap();
        // The first two share a phone; each answers the request in another way.
        for (n, caller) in callers.iter_mut().take(3).enumerate() {
            let mut errands = ERRANDS.iter().collect::<Vec<_>>();
            errands.rotate_left(answers + n % 3);
            for errand in errands {
                run(&world, caller, errand, &mut seen).await;
                world.clock.turn_by_ms(MINUTE_MS);
            }
        }
        for errand in &LOCKING {
            run(&world, &mut callers[0], errand, &mut seen).await;
        }
        seen.is_whole();
        world.close().await;
    }
}
