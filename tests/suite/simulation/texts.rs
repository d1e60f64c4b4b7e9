//! Outgoing texts under bad conditions: providers that take a text and do not say so, receipts that come
//! twice, in another order or never, a process that is killed anywhere, a clock that jumps. Whenever a
//! provider takes a text, the test checks that this was allowed; at the end, that all arrived.

use super::{Dice, Run};
use crate::deliver::{nine_to_seven, queue_as, register};
use crate::support::{
    AcceptedText, FakeProvider, Kind, MINUTE_MS, PLAIN, ProviderAnswer, STEADY, World, number_of,
};
use sahkar::answer::receipt;
use sahkar::core::domain::*;
use sahkar::delivery::deliver_once;
use sahkar::gateways::sms::Receipt;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Seeds that once failed, or that reach far.
const SEEDS: [u64; 2] = [20_261_124, 77_001];
const STEPS: (u32, u32) = (220, 90);
/// Restrained texts to one member in a day.
const DAY_CAP: usize = 2;
/// Members that are texted: 1004 to 1015, each with a phone of her own.
const MEMBERS: std::ops::Range<i64> = 1004..1016;

/// The hours of promotion, in minutes of the day: the law's, less a quarter of an hour at each end.
const PROMOTION: std::ops::Range<i64> = 615..1245;
/// The cooperative's hours for what may wait.
const HOURS: std::ops::Range<i64> = 540..1140;

/// What is known of a text that was queued.
struct Queued {
    member_no: i64,
    class: Class,
    purpose: Purpose,
}

impl Queued {
    /// Whether STOP holds it back.
    fn is_unasked(&self) -> bool {
        self.purpose == Purpose::Announcement || self.class == Class::Promotional
    }

    /// When it may leave.
    fn hours(&self) -> std::ops::Range<i64> {
        match self.class {
            Class::Promotional => PROMOTION,
            Class::Service | Class::Transactional | Class::Government
                if self.purpose.respects_quiet_hours_and_caps() =>
            {
                HOURS
            }
            Class::Service | Class::Transactional | Class::Government => 0..24 * 60,
        }
    }
}

struct Play {
    world: World,
    far: Arc<FakeProvider>,
    route: Vec<&'static str>,
    dice: Dice,
    queued: BTreeMap<i64, Queued>,
    /// Members who said STOP.
    stopped: BTreeSet<i64>,
    /// Receipts that may still come.
    receipts: Vec<(AcceptedText, Reported)>,
    /// Places in `FakeProvider::took` that were looked at.
    seen: usize,
    /// Texts that a receipt said have failed.
    failed: BTreeSet<i64>,
    /// Restrained texts that she was sent, by day.
    days: BTreeMap<(i64, Day), BTreeSet<i64>>,
    restarts: u64,
}

impl Play {
    async fn set(kind: Kind, seed: u64, route: &[&'static str]) -> Self {
        let mut world = World::open(kind, seed).await;
        let far = FakeProvider::new(&world.clock);
        world.send_by(&far, route).await;
        register(&world, "approved").await;
        nine_to_seven(&world).await;
        let promotion = "update coop_texts set promo_opens_minute = 0, promo_closes_minute = 1440";
        assert_eq!(world.sql(promotion).await, 1);
        Self {
            world,
            far,
            route: route.to_vec(),
            dice: Dice::new(seed),
            queued: BTreeMap::new(),
            stopped: BTreeSet::new(),
            receipts: Vec::new(),
            seen: 0,
            failed: BTreeSet::new(),
            days: BTreeMap::new(),
            restarts: 0,
        }
    }

    async fn step(&mut self) {
        match self.dice.below(12) {
            0..=3 => self.somebody_is_texted().await,
            4 => self.stop_or_start().await,
            5..=6 => {
                self.time_passes();
                self.deliver(true).await;
            }
            7 => self.receipts_come().await,
            _ => self.deliver(true).await,
        }
        self.look();
    }

    async fn somebody_is_texted(&mut self) {
        let id = i64::try_from(self.queued.len()).unwrap() + 1;
        let member_no = MEMBERS.start + i64::try_from(self.dice.below(12)).unwrap();
        let purpose = *self.dice.pick(Purpose::ALL);
        let class = if self.dice.one_in(2) {
            Class::Service
        } else {
            *self.dice.pick(Class::ALL)
        };
        queue_as(&self.world, id, member_no, (class, purpose)).await;
        let queued = Queued {
            member_no,
            class,
            purpose,
        };
        self.queued.insert(id, queued);
    }

    async fn stop_or_start(&mut self) {
        let member_no = MEMBERS.start + i64::try_from(self.dice.below(12)).unwrap();
        let on = !self.stopped.insert(member_no);
        if on {
            self.stopped.remove(&member_no);
        }
        let phone = Phone::parse(&number_of(member_no)).unwrap();
        sahkar::answer::text::opted_out(&self.world.service, PLAIN, &phone, "", !on)
            .await
            .unwrap();
    }

    fn time_passes(&mut self) {
        let ms = match self.dice.below(10) {
            0 => -2 * MINUTE_MS,
            1 => 11 * 60 * MINUTE_MS,
            2..=3 => 3 * 60 * MINUTE_MS,
            4..=5 => 31 * MINUTE_MS,
            _ => 20_000,
        };
        self.world.clock.turn_by_ms(ms);
    }

    /// Delivers while providers have their moods; the process may be killed, and then starts again.
    async fn deliver(&mut self, is_rough: bool) {
        if is_rough {
            for gateway in [STEADY, PLAIN] {
                let turns: Vec<ProviderAnswer> = (0..24).map(|_| self.mood()).collect();
                self.far.plan(gateway, &turns);
            }
        }
        let faults = self.world.service.store.faults().clone();
        if is_rough && self.dice.one_in(4) {
            let at = 1 + self.dice.below(30);
            faults.kill_before(i64::try_from(at).unwrap());
        }
        let before = self.far.took().len();
        let died = deliver_once(&self.world.service).await.is_err();
        faults.stop_killing();
        if died {
            self.far.was_in_vain(before);
        }
        if died || self.dice.one_in(12) {
            self.restarts += 1;
            let (far, route) = (Arc::clone(&self.far), self.route.clone());
            self.world.restart(&far, &route, 1000 + self.restarts).await;
        }
    }

    fn mood(&mut self) -> ProviderAnswer {
        match self.dice.below(30) {
            0..=1 => ProviderAnswer::AnswerLost,
            2 => ProviderAnswer::AnswerCut,
            3 => ProviderAnswer::ProcessDies,
            4..=5 => ProviderAnswer::Unreached,
            6 => ProviderAnswer::Busy,
            7 => ProviderAnswer::Refused,
            _ => ProviderAnswer::Accepted,
        }
    }

    /// Looks at every text that a provider took since: was it allowed?
    fn look(&mut self) {
        let took = self.far.took();
        for (place, one) in took.iter().enumerate().skip(self.seen) {
            let text = &self.queued[&one.id];
            self.is_allowed(one, text);
            let before: Vec<&AcceptedText> = took[..place]
                .iter()
                .filter(|other| other.id == one.id)
                .collect();
            assert!(
                before.iter().all(|other| other.gateway == PLAIN),
                "text {} left again although {STEADY} had it",
                one.id
            );
            // Sent twice only where we could not know that it was taken, or heard that it failed.
            assert!(
                before.last().is_none_or(|other| !other.was_told) || self.failed.contains(&one.id),
                "text {} was sent twice",
                one.id
            );
            self.failed.remove(&one.id);
            if text.purpose.respects_quiet_hours_and_caps() {
                let key = (text.member_no, one.at.day());
                let of_day = self.days.entry(key).or_default();
                of_day.insert(one.id);
                let arrived = of_day.difference(&self.failed).count();
                assert!(arrived <= DAY_CAP, "{arrived} texts to {} in a day", key.0);
            }
            self.receipts.extend(self.dice.receipts_of(one));
        }
        self.seen = took.len();
    }

    fn is_allowed(&self, one: &AcceptedText, text: &Queued) {
        assert_eq!(one.to.reveal(), number_of(text.member_no));
        let minute = (one.at.0 - one.at.day().start().0) / MINUTE_MS;
        assert!(
            text.hours().contains(&minute),
            "text {} at minute {minute}",
            one.id
        );
        if text.is_unasked() {
            assert!(!self.stopped.contains(&text.member_no), "she said STOP");
        }
    }

    /// Some receipts come, in any order, some twice.
    async fn receipts_come(&mut self) {
        for _ in 0..self.dice.below(8) {
            if self.receipts.is_empty() {
                return;
            }
            let n = self.dice.below(self.receipts.len());
            let (took, reported) = if self.dice.one_in(5) {
                self.receipts[n].clone()
            } else {
                self.receipts.swap_remove(n)
            };
            let by_ours = self.dice.one_in(3);
            if matches!(reported, Reported::Failed(_)) {
                self.failed.insert(took.id);
            }
            let receipt = Receipt {
                our_id: by_ours.then_some(took.id),
                provider_id: Some(took.provider_id),
                to: None,
                reported,
                code: None,
                at: None,
            };
            receipt::received(&self.world.service, &took.gateway, &[receipt])
                .await
                .unwrap();
        }
    }

    /// All is well again: everything that should arrive does.
    async fn finish(mut self) {
        for gateway in [STEADY, PLAIN] {
            self.far.plan(gateway, &[]);
        }
        for _ in 0..60 {
            self.deliver(false).await;
            self.look();
            self.world.clock.turn_by_ms(61 * MINUTE_MS);
        }
        let took: BTreeSet<i64> = self.far.took().iter().map(|one| one.id).collect();
        let rows = self
            .world
            .rows("select cast(id as text), state, failure from outbox order by id")
            .await;
        assert_eq!(rows.len(), self.queued.len());
        let mut arrived = 0;
        for row in rows {
            let id: i64 = row[0].parse().unwrap();
            let text = &self.queued[&id];
            let said = format!("text {id} is {} {}", row[1], row[2]);
            match row[1].as_str() {
                "sent" | "delivered" => {
                    arrived += 1;
                    assert!(took.contains(&id), "{said}, and nobody has it");
                }
                "failed" if row[2] == "opted-out" => {
                    assert!(text.is_unasked(), "{said}");
                }
                "failed" => assert!(self.failed.contains(&id), "{said}"),
                // Hours and caps may keep a reminder until it is stale; an answer waits for nobody,
                // and where its fate stayed in doubt until the end it had left at least once.
                "expired" => assert!(text.hours().end < 24 * 60 || took.contains(&id), "{said}"),
                _ => panic!("{said}, after two days of peace"),
            }
        }
        assert!(arrived * 2 > self.queued.len(), "most texts arrive");
        self.world.close().await;
    }
}

impl Dice {
    /// The receipts of a text: most arrive, some get lost, a few say that it failed.
    fn receipts_of(&mut self, took: &AcceptedText) -> Vec<(AcceptedText, Reported)> {
        let said = match self.below(10) {
            0 => vec![],
            1 => vec![Reported::Sent],
            2 => vec![Reported::Sent, Reported::Failed(Failure::Other)],
            4 => vec![Reported::Failed(Failure::Away)],
            3 => vec![Reported::Unknown("BUFFERED".into()), Reported::Delivered],
            _ => vec![Reported::Sent, Reported::Delivered],
        };
        said.into_iter()
            .map(|reported| (took.clone(), reported))
            .collect()
    }
}

async fn play(kind: Kind, run: Run, route: &[&'static str]) {
    let _tells = run.tells(format!("{kind:?} by {}", route.join(", ")));
    let mut play = Play::set(kind, run.seed, route).await;
    for _ in 0..run.steps {
        play.step().await;
    }
    play.finish().await;
}

async fn simulate(kind: Kind) {
    let routes: [&[&'static str]; 3] = [&[STEADY], &[PLAIN], &[PLAIN, STEADY]];
    for run in Run::all(&SEEDS, STEPS) {
        for route in routes {
            play(kind, run, route).await;
        }
    }
}

#[tokio::test]
async fn texts_arrive_once_and_lawfully_on_sqlite_whatever_happens() {
    simulate(Kind::Sqlite).await;
}

#[tokio::test]
async fn texts_arrive_once_and_lawfully_on_postgres_whatever_happens() {
    if Kind::all().contains(&Kind::Postgres) {
        simulate(Kind::Postgres).await;
    }
}
