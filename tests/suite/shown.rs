//! The proof of a permission is the same on every channel: a screen is a value that the turn makes without
//! knowing a channel, each renderer shows it in parts of its own and reports them as (screen, part, of), and
//! what is kept with her answer is these parts and the version of the words.

use crate::needs::rings;
use crate::support::{Kind, World, script};
use sahkar::core::dialogue::facts::{Facts, Verdict};
use sahkar::core::dialogue::{self, DialogueState, Input};
use sahkar::core::domain::change::consent;
use sahkar::core::domain::{Change, ShownWords};
use sahkar::core::render::{Block, Page, Screen, Seen, ussd};
use sahkar::core::texts::measure::Budget;

const PIN: &str = "1357";

/// How a channel shows the part of a screen with this number, from 0.
type Renderer = for<'s> fn(&Screen<'s>, u8) -> Page<'s>;

/// As phones with short pages show it.
fn usual_pages<'s>(screen: &Screen<'s>, part: u8) -> Page<'s> {
    ussd::page(screen, part, Budget::DEFAULT)
}

/// As a channel would that shows everything at once.
fn all_at_once<'s>(screen: &Screen<'s>, part: u8) -> Page<'s> {
    let budget = Budget {
        septets: 20_000,
        units: 20_000,
    };
    ussd::page(screen, part, budget)
}

/// As a voice would say it: one block after the other, and the keys at the end.
fn block_by_block<'s>(screen: &Screen<'s>, part: u8) -> Page<'s> {
    let said = |block: &Block<'_>| match block {
        Block::Notice(words) | Block::Body(words) | Block::Line(words) | Block::More(words) => {
            words.to_string()
        }
    };
    let keys = screen.keys.choices.iter();
    let keys: Vec<String> = keys
        .map(|key| format!("{} {}", key.no, key.label))
        .collect();
    let mut parts: Vec<String> = screen.blocks.iter().map(said).collect();
    parts.push(keys.join(", "));
    let of = u8::try_from(parts.len()).unwrap();
    let at = part.min(of - 1);
    Page {
        words: parts.swap_remove(usize::from(at)),
        seen: Seen {
            screen: screen.name,
            part: at + 1,
            of,
        },
    }
}

/// What a way through the request came to.
struct Answered {
    /// The proof that is kept with her yes.
    shown: ShownWords,
    /// The screens of the request, as values, in the order in which she met them.
    screens: Vec<String>,
    /// The parts of these that the renderer showed.
    parts: Vec<(String, u8, u8, String)>,
}

/// Dials and says yes to the one request that waits. On each screen of the request `1` is pressed whether or
/// not she has been shown all of it.
fn says_yes(facts: &Facts, renderer: Renderer) -> Answered {
    let script = script();
    let (mut screens, mut parts) = (Vec::new(), Vec::new());
    let mut state: Option<DialogueState> = None;
    let mut facts = facts.clone();
    let mut typed = None;
    for _ in 0..60 {
        let input = typed.map_or(Input::Open, Input::Text);
        facts.caller = dialogue::wants(&script, state.as_ref(), input, &facts.phone).caller;
        facts.pin.verdict = (input == Input::Text(PIN)).then_some(Verdict::Right);
        let turn = dialogue::turn(&script, state, input, &mut facts);
        let given = turn.changes.iter().find_map(|change| {
            let Change::Consent(consent::Change::Given(given)) = change else {
                return None;
            };
            Some(given.shown.clone())
        });
        if let Some(shown) = given {
            return Answered {
                shown,
                screens,
                parts,
            };
        }
        let page = renderer(&turn.screen, turn.page);
        let Seen { screen, part, of } = page.seen;
        let is_request = screen.starts_with("consent/ask");
        if is_request {
            let value = format!("{:?}", turn.screen);
            if !screens.contains(&value) {
                // The next screen comes only after every part of the one before was shown.
                if let Some((before, last, before_of, _)) = parts.last() {
                    assert_eq!(last, before_of, "{before} was left before its end");
                }
                screens.push(value);
            }
            parts.push((screen.to_owned(), part, of, page.words.clone()));
        }
        state = turn.waiting.after(&page);
        typed = Some(match screen {
            _ if is_request => "1",
            "home/main" => "3",
            "consent/home" => "1",
            // Where something is typed, `9` would be part of it.
            _ if screen.starts_with("pin/") => PIN,
            _ if part < of => "9",
            other => panic!("{other} is on no way to a request"),
        });
    }
    panic!("sixty replies did not lead to a yes");
}

#[tokio::test]
async fn the_proof_of_a_permission_is_screen_part_of_and_version_on_every_channel() {
    let world = World::open(Kind::Sqlite, 3).await;
    let mut facts = rings(&world).await[1].clone();
    facts.consents.clear();
    facts.draft = None;
    assert_eq!(facts.asks.len(), 1);
    let request = &mut facts.asks[0];
    request.what.en = vec![request.what.en.clone(); 8].join(", ");
    let renderers: [Renderer; 3] = [usual_pages, all_at_once, block_by_block];
    let answers = renderers.map(|renderer| says_yes(&facts, renderer));
    let [usual, whole, spoken] = &answers;
    for answer in &answers {
        // The proof is what the renderer reported, part for part, under the version of the words.
        assert_eq!(answer.shown.text_version, script().version());
        assert_eq!(answer.shown.lang, facts.lang());
        let kept = answer.shown.parts.iter();
        let kept = kept.map(|one| (one.screen.clone(), one.part, one.of, one.words.clone()));
        assert_eq!(kept.collect::<Vec<_>>(), answer.parts);
        // The turn makes the same screens, whatever shows them.
        assert_eq!(answer.screens, usual.screens);
        assert_eq!(answer.screens.len(), 4);
    }
    let parts_n = |answer: &Answered| answer.parts.len();
    assert_eq!(parts_n(whole), 4, "one part for each screen");
    assert!(parts_n(usual) > 4, "a long request takes two pages");
    assert!(parts_n(spoken) > parts_n(usual), "blocks one by one");
    world.close().await;
}
