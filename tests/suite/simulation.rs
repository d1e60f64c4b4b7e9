//! A seeded simulation: hundreds of callers on a bad network, a program that is killed between any two
//! statements, a clock that jumps, and officers' work. The invariants are checked after every step.
//!
//! Each run uses some fixed seeds, which once failed or cover much, and for a shorter time a new random
//! seed. `SEED=… STEPS=… cargo test --test suite simulation` repeats one; a failure prints its seed.

mod callers;
mod errands;
mod heard;
mod kinds;
mod models;
mod texts;
mod truth;
mod words;

use crate::support::{Dialler, Kind, MINUTE_MS, World, sized};
use callers::{Caller, crowd};
use errands::{ERRANDS, Errand, VOTE};
use kinds::Seen;
use rand::rngs::ChaCha20Rng;
use rand::{Rng, SeedableRng};
use std::hash::{BuildHasher, RandomState};
use truth::Truth;

/// Seeds that once failed, or that reach far.
const SEEDS: [u64; 2] = [1, 20_261_124];
/// Members besides those of the demo.
const CROWD: i64 = 220;
/// Steps of such a seed, and of one that is drawn.
const STEPS: (u32, u32) = (800, 300);
/// What a request may come to, killed again and again, until the database is left alone.
const TRIES_MAX: u32 = 6;

/// Screens whose next reply may alter what the truth keeps account of.
const COMMITTING: [&str; 4] = ["vote/confirm", "consent/ask3", "consent/one", "who/number"];

/// Chance of the simulation itself, apart from the program's.
struct Dice(ChaCha20Rng);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(ChaCha20Rng::seed_from_u64(seed))
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.next_u32()).unwrap() % bound.max(1)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// One run.
struct Play {
    world: World,
    dice: Dice,
    callers: Vec<Caller>,
    truth: Truth,
    seen: Seen,
    step: u32,
}

impl Play {
    async fn set(kind: Kind, seed: u64) -> Self {
        let world = World::open(kind, seed).await;
        let callers = crowd(&world, CROWD).await;
        let truth = Truth::new(&world).await;
        let mut play = Self {
            world,
            dice: Dice::new(seed),
            callers,
            truth,
            seen: Seen::default(),
            step: 0,
        };
        // However the dice fall, some votes are there to be counted.
        for n in 0..4 {
            play.errand(n, &VOTE).await;
        }
        play
    }

    async fn step(&mut self) {
        self.step += 1;
        match self.dice.below(100) {
            0..=3 => self.time_passes(),
            4..=6 => self.a_job_runs().await,
            7..=8 => self.a_lender_looks().await,
            9..=10 => self.an_errand().await,
            _ => self.somebody_acts().await,
        }
        let deep = self.step.is_multiple_of(20);
        self.truth.check(&self.world, deep).await;
    }

    fn time_passes(&mut self) {
        let ms = match self.dice.below(12) {
            // A clock that was wrong is set back.
            0 => -3 * MINUTE_MS,
            1 => 13 * 60 * MINUTE_MS,
            2..=4 => 11 * MINUTE_MS,
            _ => 20_000,
        };
        self.world.clock.turn_by_ms(ms);
    }

    async fn a_job_runs(&mut self) {
        let name = *self
            .dice
            .pick(&["seal-ledger", "close-ballots", "forget-sessions"]);
        let now = self.world.clock.now();
        let job = sahkar::jobs::find(name).expect("a job of this name");
        if self.dice.one_in(2) {
            let at = 1 + self.dice.below(25);
            self.world
                .service
                .store
                .faults()
                .kill_before(i64::try_from(at).unwrap());
            // A killed job has done nothing, or all; the next run makes it up.
            let _killed = job.run_now(&self.world.service, now).await;
            self.world.service.store.faults().stop_killing();
            self.truth.check(&self.world, true).await;
            // The lease of the dead run ends by itself, which the next one waits for.
            let ended = "update job_run set leased_until = 0 where leased_by is not null";
            self.world.sql(ended).await;
        }
        let done = job.run_now(&self.world.service, now).await.unwrap();
        assert!(done.is_some(), "{name} is running already");
        if name == "close-ballots" {
            self.truth.after_a_close(&self.world).await;
        }
    }

    async fn a_lender_looks(&mut self) {
        let n = self.dice.below(self.callers.len());
        let member_no = self.callers[n].member_no;
        self.truth.a_look(&self.world, member_no).await;
    }

    /// Somebody's whole errand, each turn of it compared with what is stored.
    async fn an_errand(&mut self) {
        let errand = self.dice.pick(&ERRANDS);
        let n = self.dice.below(self.callers.len());
        self.errand(n, errand).await;
    }

    async fn errand(&mut self, n: usize, errand: &Errand) {
        let caller = &mut self.callers[n];
        let changes = errands::run(&self.world, caller, errand, &mut self.seen).await;
        let member_no = caller.member_no;
        self.truth.took(&self.world, member_no, &changes).await;
    }

    async fn somebody_acts(&mut self) {
        // A few callers at a time are in the middle of something; the rest come and go. With more of
        // them the clock would jump in nearly every call before its end.
        let bound = if self.dice.one_in(4) {
            self.callers.len()
        } else {
            12
        };
        let n = self.dice.below(bound);
        let mut caller = self.callers[n].clone();
        if caller.is_forgotten(self.world.clock.now()) {
            caller.phone.drop_line();
        }
        let was_open = caller.phone.is_open();
        match self.dice.below(40) {
            0 if was_open => caller.phone.drop_line(),
            1 if was_open => caller.phone.hang_up(&self.world).await,
            2 if was_open => self.an_old_request(&mut caller).await,
            3..=5 if was_open => self.repeats(&mut caller).await,
            6 if was_open => self.rivals(&mut caller).await,
            _ => {
                let typed = caller.reply(&mut self.dice, &self.truth);
                self.request(&mut caller, typed).await;
            }
        }
        self.callers[n] = caller;
    }

    /// One request over a bad line: it may be killed on the way, lost, or come twice at once.
    async fn request(&mut self, caller: &mut Caller, typed: Option<String>) {
        let inbound = match &typed {
            Some(text) => caller.phone.reply_request(text),
            None => caller.phone.dial_request(&self.world),
        };
        self.truth.before_a_vote(&self.world, caller).await;
        let mut tries = 0;
        let said = loop {
            tries += 1;
            let killed = tries < TRIES_MAX && self.dice.one_in(6);
            if killed {
                let at = 1 + self.dice.below(14);
                self.world
                    .service
                    .store
                    .faults()
                    .kill_before(i64::try_from(at).unwrap());
            }
            let said = if self.dice.one_in(12) {
                // The gateway is impatient and asks twice at once: one acts, both hear the same.
                let mut twin = caller.phone.clone();
                let twin_inbound = inbound.clone();
                let (one, other) = tokio::join!(
                    caller.phone.send(&self.world, inbound.clone()),
                    twin.send(&self.world, twin_inbound)
                );
                assert!(killed || one == other, "twins heard {one:?} and {other:?}");
                let acted =
                    |phone: &Dialler| phone.last_reply().is_some_and(|r| r.outcome == "turn");
                if acted(&twin) && !acted(&caller.phone) {
                    caller.phone = twin;
                    other
                } else {
                    one
                }
            } else {
                caller.phone.send(&self.world, inbound.clone()).await
            };
            self.world.service.store.faults().stop_killing();
            let was_sorry = caller
                .phone
                .last_reply()
                .is_some_and(|reply| reply.outcome == "sorry");
            // The gateway heard nothing, or an apology: it asks again.
            let heard_nothing = was_sorry || (killed && self.dice.one_in(2));
            if !heard_nothing {
                break said;
            }
            assert!(tries <= TRIES_MAX, "the program does not recover: {said}");
            caller.phone.keep_open();
        };
        caller.heard_at = self.world.clock.now();
        self.truth.fits(&caller.phone);
        self.truth
            .heard(&self.world, caller, typed.as_deref(), &said)
            .await;
    }

    /// The last request again: the same bytes, and nothing happens.
    async fn repeats(&mut self, caller: &mut Caller) {
        let Some(reply) = caller.phone.last_reply().cloned() else {
            return;
        };
        let before = truth::everything(&self.world).await;
        let again = caller.phone.again(&self.world).await;
        let wiped = caller
            .phone
            .last_reply()
            .is_some_and(|reply| reply.outcome == "closed");
        assert!(
            wiped || again.into_bytes() == reply.body,
            "a repeated request heard something else"
        );
        assert_eq!(
            truth::everything(&self.world).await,
            before,
            "a repeated request changed something"
        );
        if wiped {
            caller.phone.drop_line();
        }
    }

    /// A request that was overtaken on its way.
    async fn an_old_request(&mut self, caller: &mut Caller) {
        let before = truth::everything(&self.world).await;
        caller.phone.clone().stale(&self.world).await;
        assert_eq!(
            truth::everything(&self.world).await,
            before,
            "an old request changed something"
        );
    }

    /// Two different replies of one session at once: one of them acts.
    async fn rivals(&mut self, caller: &mut Caller) {
        let kept = caller.phone.kept_state(&self.world).await;
        if kept.is_none_or(|state| COMMITTING.contains(&state.at.as_str())) {
            return;
        }
        let (mut one, mut other): (Dialler, Dialler) = (caller.phone.clone(), caller.phone.clone());
        let (first, second) = (one.reply_request("1"), other.reply_request("2"));
        let before = truth::turns(&self.world).await;
        tokio::join!(
            one.send(&self.world, first),
            other.send(&self.world, second)
        );
        let taken = truth::turns(&self.world).await - before;
        assert!(taken <= 1, "two rivals took {taken} turns");
        caller.phone.drop_line();
    }
}

/// One seed, and how many steps of it are played.
#[derive(Clone, Copy)]
struct Run {
    seed: u64,
    steps: u32,
}

impl Run {
    /// The one that is asked for, else those of the list and one that is drawn.
    fn all(seeds: &[u64], (steps, drawn_steps): (u32, u32)) -> Vec<Self> {
        let (steps, drawn_steps) = (sized(steps), sized(drawn_steps));
        let asked = |name: &str| {
            let text = std::env::var_os(name)?;
            Some(text.to_str()?.parse().expect("a number"))
        };
        if let Some(seed) = asked("SEED") {
            let steps = asked("STEPS").map_or(steps, |steps| u32::try_from(steps).unwrap());
            return vec![Self { seed, steps }];
        }
        let listed = seeds.iter().map(|seed| Self { seed: *seed, steps });
        let drawn = Self {
            seed: RandomState::new().hash_one(seeds) % 1_000_000_000,
            steps: drawn_steps,
        };
        listed.chain([drawn]).collect()
    }

    /// Says how to play it again when a promise is broken.
    fn tells(self, of: String) -> impl Drop {
        struct Tells(Run, String);
        impl Drop for Tells {
            fn drop(&mut self) {
                if std::thread::panicking() {
                    let Run { seed, steps } = self.0;
                    eprintln!("this was SEED={seed} STEPS={steps} on {}", self.1);
                }
            }
        }
        Tells(self, of)
    }
}

async fn play(kind: Kind, run: Run) {
    let _tells = run.tells(format!("{kind:?}"));
    let mut play = Play::set(kind, run.seed).await;
    while play.step < run.steps {
        play.step().await;
    }
    play.finish(run.steps >= STEPS.0).await;
}

impl Play {
    /// All ballots come to their close, and all tallies are right.
    async fn finish(mut self, is_long: bool) {
        self.world.clock.turn_by_ms(40 * 24 * 60 * MINUTE_MS);
        for name in ["close-ballots", "seal-ledger", "forget-sessions"] {
            self.world.run_job(name).await;
        }
        self.truth.after_a_close(&self.world).await;
        self.truth.check(&self.world, true).await;
        if is_long {
            self.truth.is_worth_it();
        }
        self.world.close().await;
    }
}

async fn simulate(kind: Kind) {
    for run in Run::all(&SEEDS, STEPS) {
        play(kind, run).await;
    }
}

#[tokio::test]
async fn promises_hold_on_sqlite_whatever_happens() {
    simulate(Kind::Sqlite).await;
}

#[tokio::test]
async fn promises_hold_on_postgres_whatever_happens() {
    if Kind::all().contains(&Kind::Postgres) {
        simulate(Kind::Postgres).await;
    }
}
