//! Incoming texts under bad conditions: delivered again, at once or late, with an id or without, to a
//! process that is killed between any two statements. The invariants are checked after each.

use super::callers::{Caller, crowd};
use super::kinds::Seen;
use super::truth::Truth;
use super::words::Meant;
use super::{Dice, Run, errands};
use crate::deliver::queue;
use crate::support::{Kind, MINUTE_MS, START, World, make_codes};
use sahkar::answer::text::heard;
use sahkar::app::Service;
use sahkar::core::domain::{Instant, Phone, Purpose};
use sahkar::core::texting;
use sahkar::delivery::deliver_once;
use sahkar::gateways::sms::SmsText;
use std::collections::{BTreeMap, BTreeSet};

/// Seeds that once failed, or that reach far.
const SEEDS: [u64; 1] = [20_261_125];
/// Steps of such a seed, and of one that is drawn.
const STEPS: (u32, u32) = (300, 100);
/// What a text may come to, killed again and again, until the database is left alone.
const TRIES_MAX: u32 = 6;
/// Between two texts that tell unasked what can be texted.
const HELP_MS: i64 = 6 * 60 * MINUTE_MS;

/// How much there is of everything that a text could change.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Sums(BTreeMap<String, i64>);

impl Sums {
    async fn of(world: &World) -> Self {
        let counted = [
            "entry",
            "entry_event",
            "consent_event",
            "rights_case",
            "call_ask",
            "inbox",
            "outbox",
            "ledger",
        ]
        .map(|table| format!("select '{table}', cast(count(*) as text) from {table}"));
        let summed = [
            "select 'votes', cast(count(*) as text) from ledger where kind = 'vote cast'",
            "select 'heard', cast(coalesce(sum(heard_n), 0) as text) from texter",
        ]
        .map(str::to_owned);
        let query = [&counted[..], &summed[..]].concat().join(" union all ");
        let rows = world.rows(&query).await.into_iter();
        Self(
            rows.map(|row| (row[0].clone(), row[1].parse().unwrap()))
                .collect(),
        )
    }

    /// How many more there are than before.
    fn since(&self, before: &Self, what: &str) -> i64 {
        self.0[what] - before.0[what]
    }
}

/// One run.
pub(super) struct Play {
    pub(super) world: World,
    pub(super) dice: Dice,
    /// The codes of ballot 18, by member number.
    pub(super) codes: BTreeMap<i64, String>,
    callers: Vec<Caller>,
    truth: Truth,
    /// Texts that a network may deliver once more.
    late: Vec<(SmsText, Meant)>,
    /// Phones that said STOP.
    stopped: BTreeSet<String>,
    /// When a number was last told unasked what can be texted.
    helped: BTreeMap<String, Instant>,
    /// Answers that were looked at.
    answers: BTreeSet<String>,
    /// Announcements that arrived.
    arrived: u64,
    sent_n: u64,
    tally: Tally,
}

/// What a run has seen.
#[derive(Default)]
struct Tally {
    entries: i64,
    votes: i64,
    helps: i64,
    stops: i64,
    bands: i64,
    announced: i64,
    killed: i64,
}

impl Play {
    async fn set(kind: Kind, seed: u64) -> Self {
        let world = World::open(kind, seed).await;
        let callers = crowd(&world, 20).await;
        let coop = world.service.coop_by_number("sandbox", "56161").await;
        let coop = coop.unwrap().unwrap();
        let made = make_codes(&world.service, &coop, 18, false).await;
        let codes = made.unwrap().codes.into_iter();
        // All are asked whether they come to the meeting.
        let meeting = START.plus_ms(70 * 60 * MINUTE_MS).0;
        world
            .sql(&format!("update meeting set planned_at = {meeting}"))
            .await;
        world.run_job("remind").await;
        let mut play = Self {
            dice: Dice::new(seed),
            codes: codes.map(|(no, new)| (no, new.code)).collect(),
            truth: Truth::new(&world).await,
            late: Vec::new(),
            stopped: BTreeSet::new(),
            helped: BTreeMap::new(),
            answers: BTreeSet::new(),
            arrived: 0,
            sent_n: 0,
            tally: Tally::default(),
            callers,
            world,
        };
        for caller in play.callers.iter_mut().take(12) {
            errands::run(&play.world, caller, &errands::GIVE, &mut Seen::default()).await;
        }
        play
    }

    async fn step(&mut self) {
        match self.dice.below(20) {
            0..=1 => self.time_passes(),
            2..=3 => self.an_announcement().await,
            4 => self.a_lender_looks().await,
            5..=6 => self.an_old_text().await,
            _ => self.somebody_texts().await,
        }
        self.truth
            .check(&self.world, self.sent_n.is_multiple_of(40))
            .await;
    }

    fn time_passes(&mut self) {
        let ms = match self.dice.below(12) {
            0 => -2 * MINUTE_MS,
            1 => 7 * 60 * MINUTE_MS,
            2..=4 => 61 * MINUTE_MS,
            5..=8 => 6 * MINUTE_MS,
            _ => 20_000,
        };
        self.world.clock.turn_by_ms(ms);
    }

    async fn a_lender_looks(&mut self) {
        let member_no = self.callers[self.dice.below(14)].member_no;
        self.truth.a_look(&self.world, member_no).await;
    }

    /// An officer tells a member something; nobody who said STOP gets it.
    async fn an_announcement(&mut self) {
        let member_no = 1004 + i64::try_from(self.dice.below(20)).unwrap();
        self.sent_n += 1;
        let id = i64::try_from(self.sent_n).unwrap();
        queue(&self.world, id, member_no, Purpose::Announcement).await;
        deliver_once(&self.world.service).await.unwrap();
        for text in self.world.service.sending.sandbox.after(self.arrived) {
            self.arrived = text.n;
            if text.body.starts_with("text ") {
                self.tally.announced += 1;
                assert!(!self.stopped.contains(text.to.reveal()), "she said STOP");
            }
        }
    }

    /// A text that was heard long ago comes once more by its name, and nothing happens; but a wish to
    /// stop counts whenever it comes.
    async fn an_old_text(&mut self) {
        if self.late.is_empty() {
            return;
        }
        let (text, meant) = self.dice.pick(&self.late).clone();
        let before = Sums::of(&self.world).await;
        assert!(hear(&self.world.service, &text).await);
        if meant == Meant::Stop {
            self.stopped.insert(text.from.reveal().to_owned());
            self.new_answers().await;
            return;
        }
        assert_eq!(Sums::of(&self.world).await, before, "`{}` again", text.body);
    }

    async fn somebody_texts(&mut self) {
        // The same few text often enough to be asked something, to be silenced, and to be locked.
        let bound = if self.dice.one_in(2) {
            8
        } else {
            self.callers.len()
        };
        let n = self.dice.below(bound);
        let (member_no, mut from) = (self.callers[n].member_no, self.callers[n].phone.number());
        let (mut body, mut meant) = self.words(member_no).await;
        // On a phone of several her number tells who she is. `STOP 1004` would be about a permission.
        if self.dice.one_in(3) && meant != Meant::Other {
            body = if meant == Meant::Stop || self.dice.one_in(2) {
                format!("{member_no} {body}")
            } else {
                format!("{body} {member_no}")
            };
        }
        if self.dice.one_in(15) {
            from = Phone::parse("+919812300000").unwrap();
            meant = Meant::NoVote;
        }
        self.sent_n += 1;
        let provider_id = (!self.dice.one_in(3)).then(|| format!("text-{}", self.sent_n));
        let text = SmsText {
            provider_id,
            from,
            to: "56161".to_owned(),
            body,
            at: None,
        };
        self.texted(&text, &meant).await;
    }

    /// One text by a bad network: killed, delivered twice at once, delivered again.
    async fn texted(&mut self, text: &SmsText, meant: &Meant) {
        let before = Sums::of(&self.world).await;
        let can_repeat = self.is_known_again(text);
        for n in 1.. {
            assert!(n <= TRIES_MAX, "`{}` is never heard", text.body);
            let faults = self.world.service.store.faults().clone();
            if n < TRIES_MAX && self.dice.one_in(4) {
                faults.kill_before(i64::try_from(1 + self.dice.below(25)).unwrap());
            }
            let service = &self.world.service;
            let is_heard = if can_repeat && self.dice.one_in(8) {
                let (one, other) = tokio::join!(hear(service, text), hear(service, text));
                one && other
            } else {
                hear(service, text).await
            };
            faults.stop_killing();
            if is_heard {
                break;
            }
            self.tally.killed += 1;
            let now = Sums::of(&self.world).await;
            assert!(
                now == before || now.since(&before, "inbox") > 0,
                "half of `{}` is kept",
                text.body
            );
        }
        let after = Sums::of(&self.world).await;
        self.follows(text, meant, (&before, &after)).await;
        if can_repeat && self.dice.one_in(3) {
            assert!(hear(&self.world.service, text).await);
            assert_eq!(Sums::of(&self.world).await, after, "`{}` again", text.body);
        }
        if text.provider_id.is_some() {
            self.late.push((text.clone(), meant.clone()));
        }
    }

    /// Whether a repetition is told from a second text: by its name, or by its words, of which nothing
    /// is kept where they may be a vote. An entry may be meant twice, so that she is asked.
    fn is_known_again(&self, text: &SmsText) -> bool {
        let keywords = self.world.service.script.keywords();
        let day = self.world.clock.now().day();
        let members: Vec<i64> = self.callers.iter().map(|one| one.member_no).collect();
        let around = texting::Around {
            members: &members,
            categories: &[],
            brand: "",
            today: day,
        };
        let reading = texting::read(keywords, &text.body, around);
        let is_entry = matches!(
            reading.said,
            texting::SmsIntent::Entry { .. } | texting::SmsIntent::EntryNamed { .. }
        );
        text.provider_id.is_some() || !reading.may_be_a_vote && !is_entry
    }

    /// What must follow from a text that was heard.
    async fn follows(&mut self, text: &SmsText, meant: &Meant, (before, after): (&Sums, &Sums)) {
        let answers = self.new_answers().await;
        let said = format!("`{}` was answered {answers:?}", text.body);
        let from = text.from.reveal().to_owned();
        let told = |notices: &[&str]| answers.iter().any(|one| notices.contains(&one.as_str()));
        let more = |what| after.since(before, what);
        // Of several votes it is said that they are open, and how the one that takes texts is cast.
        let is_one = answers.len() <= 1
            || told(&["votes-open"]) && answers.len() == 2
            || told(&["answers-wait"]);
        assert!(is_one || !self.is_known_again(text), "{said}");
        assert_eq!(
            more("entry"),
            i64::from(told(&["entry-saved", "entry-noted"])),
            "{said}"
        );
        self.tally.entries += more("entry");
        match meant {
            Meant::Vote(member_no, option) if more("votes") > 0 => {
                assert!(told(&["vote-counted", "heard"]), "{said}");
                self.truth.counts(18, *member_no, *option);
                self.tally.votes += 1;
            }
            Meant::Band(no) => {
                let live = "select count(*) from consent where state = 'given' and no";
                let live = self.world.number(&format!("{live} = {no}")).await;
                assert_eq!(live, 0, "{said}");
                self.tally.bands += 1;
            }
            Meant::Stop => {
                self.tally.stops += 1;
                self.stopped.insert(from.clone());
            }
            Meant::Start if told(&["started"]) => {
                self.stopped.remove(&from);
            }
            Meant::Vote(..) | Meant::NoVote | Meant::Start | Meant::Entry | Meant::Other => {
                assert_eq!(more("votes"), 0, "{said}");
            }
        }
        if told(&["not-understood", "join"]) {
            let now = self.world.clock.now();
            let last = self.helped.insert(from, now);
            assert!(
                last.is_none_or(|at| now.0 - at.0 >= HELP_MS),
                "{said} again"
            );
            self.tally.helps += 1;
        }
    }

    /// The names of the answers that were queued since the last look.
    async fn new_answers(&mut self) -> Vec<String> {
        let query = "select cast(id as text), notice from outbox where purpose = 'answer'";
        let rows = self.world.rows(query).await.into_iter();
        rows.filter(|row| self.answers.insert(row[0].clone()))
            .map(|row| row[1].clone())
            .collect()
    }

    /// The ballot closes, and its tally is what women were told.
    async fn finish(mut self, is_long: bool) {
        self.world.clock.turn_by_ms(40 * 24 * 60 * MINUTE_MS);
        self.world.run_job("close-ballots").await;
        self.truth.after_a_close(&self.world).await;
        self.truth.check(&self.world, true).await;
        let Tally {
            entries,
            votes,
            helps,
            stops,
            bands,
            announced,
            killed,
        } = self.tally;
        let seen = [entries, votes, helps, stops, bands, announced, killed];
        assert!(!is_long || seen.iter().all(|n| *n > 0), "{seen:?}");
        self.world.close().await;
    }
}

/// Whether a text was kept; otherwise its provider delivers it again.
async fn hear(service: &Service, text: &SmsText) -> bool {
    Box::pin(heard(service, "sandbox", text)).await.is_ok()
}

async fn simulate(kind: Kind) {
    for run in Run::all(&SEEDS, STEPS) {
        let _tells = run.tells(format!("{kind:?}"));
        let mut play = Play::set(kind, run.seed).await;
        for _ in 0..run.steps {
            play.step().await;
        }
        play.finish(run.steps >= STEPS.0).await;
    }
}

#[tokio::test]
async fn texts_are_heard_once_on_sqlite_whatever_happens() {
    simulate(Kind::Sqlite).await;
}

#[tokio::test]
async fn texts_are_heard_once_on_postgres_whatever_happens() {
    if Kind::all().contains(&Kind::Postgres) {
        simulate(Kind::Postgres).await;
    }
}
