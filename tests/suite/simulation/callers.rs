//! The callers: hundreds of members, some on shared phones, who mostly type valid input.

use super::Dice;
use super::truth::Truth;
use crate::support::{Dialler, START, World, member, number_of, pin_of};
use sahkar::core::domain::{By, CoopId, Instant, Lang, MemberId};
use sahkar::pins;

/// A PIN that everybody of the crowd has.
const CROWD_PIN: &str = "4321";

/// Somebody with a phone.
#[derive(Clone)]
pub(super) struct Caller {
    pub(super) member_no: i64,
    pub(super) phone: Dialler,
    pub(super) pin: String,
    /// The screen she last saw.
    pub(super) screen: String,
    /// What she last read.
    pub(super) said: String,
    /// The ballot she is in and the option she chose in it.
    pub(super) ballot: Option<i64>,
    pub(super) option: Option<i64>,
    /// She gave a number that her phone does not have.
    pub(super) is_stranger: bool,
    /// When she was last answered.
    pub(super) heard_at: Instant,
}

impl Caller {
    fn new(world: &World, member_no: i64, number: &str) -> Self {
        Self {
            member_no,
            phone: world.phone(number),
            pin: if member_no <= 1005 {
                pin_of(member_no).to_owned()
            } else {
                CROWD_PIN.to_owned()
            },
            screen: String::new(),
            said: String::new(),
            ballot: None,
            option: None,
            is_stranger: false,
            heard_at: START,
        }
    }

    /// Whether her session may have been forgotten: then a repetition begins it anew.
    pub(super) fn is_forgotten(&self, now: Instant) -> bool {
        now.0 - self.heard_at.0 > 20 * 60 * 60 * 1000
    }

    /// What she types next; `None` where she dials.
    pub(super) fn reply(&self, dice: &mut Dice, truth: &Truth) -> Option<String> {
        if !self.phone.is_open() {
            return None;
        }
        if dice.one_in(25) {
            let junk = [
                "",
                "99",
                "*",
                "ક",
                "0",
                "9",
                "12345678901234567890",
                "1 ",
                "-5",
                "७",
            ];
            return Some((*dice.pick(&junk)).to_owned());
        }
        Some(match self.screen.as_str() {
            "who/number" if dice.one_in(12) => "1001".to_owned(),
            "who/number" => self.member_no.to_string(),
            "pin/ask" | "pin/ask-shared" | "pin/wrong" | "pin/wrong-either" if dice.one_in(10) => {
                "9876".to_owned()
            }
            "pin/ask" | "pin/ask-shared" | "pin/wrong" | "pin/wrong-either" => self.pin.clone(),
            "add/amount" | "record/amount" => {
                (*dice.pick(&["850", "૧૨૦", "15.50", "99000"])).to_owned()
            }
            "help/other" => "9876501234".to_owned(),
            "consent/by-number" => truth
                .permission_of(self.member_no)
                .unwrap_or(11)
                .to_string(),
            // Nobody here learns a new PIN: she would have to remember it.
            "help/new-pin" | "help/new-pin-again" => "0".to_owned(),
            _ => self.one_of_the_list(dice),
        })
    }

    /// One of the keys or numbers that lines of her screen begin with.
    fn one_of_the_list(&self, dice: &mut Dice) -> String {
        let keys: Vec<&str> = self
            .said
            .lines()
            .filter_map(|line| line.split(' ').next())
            .filter(|key| !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit()))
            .collect();
        // On the main menu most go to where something is decided.
        if self.screen == "home/main" && !dice.one_in(4) {
            return (*dice.pick(&["2", "3", "4", "4", "4"])).to_owned();
        }
        if keys.is_empty() || dice.one_in(40) {
            return "0".to_owned();
        }
        // The first choice is most often the way forward; a vote may be any. An entry takes the most
        // replies, and is worth little here unless some are saved.
        let strays = if self.screen.starts_with("add/") {
            15
        } else {
            5
        };
        if self.screen != "vote/ask" && !dice.one_in(strays) {
            keys[0].to_owned()
        } else {
            (*dice.pick(&keys)).to_owned()
        }
    }
}

/// The demo's members and many more; every fifth of these shares her phone with the next.
pub(super) async fn crowd(world: &World, n: i64) -> Vec<Caller> {
    let mut callers: Vec<Caller> = [1002, 1003, 1001, 1004, 1005]
        .into_iter()
        .chain(1006..1025)
        .map(|no| Caller::new(world, no, &number_of(no)))
        .collect();
    let store = &world.service.store;
    let coop = CoopId(world.number("select id from coop").await);
    let hash = pins::hash(store.keys(), CROWD_PIN, [7; 16]);
    let mut members = Vec::new();
    for k in 0..n {
        let no = 2000 + k;
        let shares = k % 5 < 2;
        let line = if k % 5 == 1 { k - 1 } else { k };
        let number = format!("+9198111{line:05}");
        members.push(
            member(no)
                .with_id(MemberId(store.chance().id(START)))
                .with_phone(&number)
                .named(&format!("Nobody {k}"))
                .speaking(Lang::ALL[usize::try_from(k % 3).unwrap()])
                .private(shares)
                .with_pin_hash(&hash)
                .row(),
        );
        callers.push(Caller::new(world, no, &number));
    }
    store
        .add_members(&By::OPERATOR, coop, &members, START)
        .await
        .unwrap();
    callers
}
