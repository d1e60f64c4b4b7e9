//! What callers hear, what readiness reports and what is stored while the database fails in many ways: with
//! the real program, concurrent callers and real faults.
//!
//! Each fault begins while callers save entries, lasts a few seconds and is undone; then it begins again
//! while the program is told to stop. All faults run at the same time, and once for all tests of this file.
//! The resulting table is printed, and the manual shows one.

mod callers;
mod fault;
pub(crate) mod proxy;
mod stage;

use crate::support::sized;
use callers::{Callers, Heard};
use fault::Fault;
use stage::Stage;
use std::time::{Duration, Instant};
use tokio::sync::OnceCell;
use tokio::time::sleep;

/// Entries that are saved before the harm, and how long it lasts.
const SAVED_BEFORE: usize = 3;
const HARM: Duration = Duration::from_secs(5);
/// What was under way when it began has been answered by then.
const FIRST_MOMENTS: Duration = Duration::from_secs(1);
/// How long the program is harmed before it is told to stop.
const BEFORE_STOP: Duration = Duration::from_millis(700);

/// Readiness tells the harm so soon after the first apology, and its end so soon after the first step that
/// is kept; between two looks at it, a fifth of a second passes.
const TOLD_WITHIN: Duration = Duration::from_millis(4200);
const READY_WITHIN: Duration = Duration::from_millis(1300);
/// Steps are kept again so soon.
const KEPT_WITHIN: Duration = Duration::from_secs(6);
const ENDS_WITHIN: Duration = Duration::from_secs(10);
const PATIENCE: Duration = Duration::from_secs(20);

/// What came of one harm.
struct Outcome {
    fault: Fault,
    /// Where this machine cannot do it, why.
    left_out: Option<&'static str>,
    steps_n: usize,
    sorry_n: usize,
    nothing: Vec<String>,
    acknowledged_n: usize,
    stored_n: usize,
    /// Steps that were answered while it lasted, but for its first moments.
    steps_in_it: usize,
    /// From the first apology to the first time it was told not to be ready, and what was said.
    told: Option<Duration>,
    said: Vec<String>,
    /// From the end of the harm to the first step that was kept.
    kept: Option<Duration>,
    /// From that step to the first time it was told to be ready.
    ready: Option<Duration>,
    ended: (Option<i32>, Duration),
    logged: String,
}

impl Outcome {
    fn left_out(fault: Fault, why: &'static str) -> Self {
        Self {
            fault,
            left_out: Some(why),
            steps_n: 0,
            sorry_n: 0,
            nothing: Vec::new(),
            acknowledged_n: 0,
            stored_n: 0,
            steps_in_it: 0,
            told: None,
            said: Vec::new(),
            kept: None,
            ready: None,
            ended: (None, Duration::ZERO),
            logged: String::new(),
        }
    }

    fn row(&self) -> String {
        if let Some(why) = self.left_out {
            return format!("| {} | left out: {why} | | | | | |", self.fault.name());
        }
        let seconds = |time: Option<Duration>| {
            time.map_or_else(
                || "–".to_owned(),
                |time| format!("{:.1} s", time.as_secs_f64()),
            )
        };
        format!(
            "| {} | {} answers, {} apologies, {} times nothing | {} | {} of {} | {} | {} | {:.1} s, code {} |",
            self.fault.name(),
            self.steps_n,
            self.sorry_n,
            self.nothing.len(),
            seconds(self.kept),
            self.stored_n,
            self.acknowledged_n,
            seconds(self.told),
            seconds(self.ready),
            self.ended.1.as_secs_f64(),
            self.ended
                .0
                .map_or_else(|| "none".to_owned(), |code| code.to_string()),
        )
    }
}

/// All harms, done once.
async fn outcomes() -> &'static [Outcome] {
    static OUTCOMES: OnceCell<Vec<Outcome>> = OnceCell::const_new();
    OUTCOMES
        .get_or_init(|| async {
            let trials = Fault::ALL.map(|fault| Box::pin(trial(fault)));
            let outcomes = futures_util::future::join_all(trials).await;
            eprintln!("{}", table(&outcomes));
            outcomes
        })
        .await
}

const HEADER: &str = "| what | callers heard | kept again after | stored of saved | not ready after | \
    ready after | told to stop in it |\n|---|---|---|---|---|---|---|";

fn table(outcomes: &[Outcome]) -> String {
    let rows: Vec<String> = outcomes.iter().map(Outcome::row).collect();
    format!("{HEADER}\n{}", rows.join("\n"))
}

async fn trial(fault: Fault) -> Outcome {
    let mut stage = match Stage::open(fault).await {
        Ok(stage) => stage,
        Err(why) => return Outcome::left_out(fault, why),
    };
    let base = stage.start().await;
    let callers = Callers::start(&base);
    let begun = Instant::now();
    until(begun, || callers.heard().saved.len() >= SAVED_BEFORE).await;
    let harmed_at = Instant::now();
    stage.harm().await;
    let mut healed_at = harmed_at;
    if !fault.said().is_empty() {
        sleep(HARM * sized(1)).await;
        stage.heal().await;
        healed_at = Instant::now();
    }
    until(healed_at, || is_well(&callers.heard(), healed_at)).await;
    sleep(Duration::from_millis(500)).await;
    let mut outcome = judge(fault, &callers.heard(), harmed_at, healed_at);
    stage.harm().await;
    sleep(BEFORE_STOP).await;
    outcome.ended = stage.stop().await;
    let saved = callers.heard().saved.clone();
    drop(callers);
    stage.heal().await;
    outcome.acknowledged_n = saved.len();
    outcome.stored_n = stage.stored_n(&saved).await;
    outcome.logged = stage.logged();
    stage.close().await;
    outcome
}

/// A step was kept, and it says that it is ready.
fn is_well(heard: &Heard, since: Instant) -> bool {
    let is_ready = |(at, is_ready, _): &(Instant, bool, String)| *at > since && *is_ready;
    heard.steps.iter().any(|at| *at > since) && heard.ready.iter().any(is_ready)
}

async fn until(since: Instant, is_so: impl Fn() -> bool) {
    while !is_so() && since.elapsed() < PATIENCE {
        sleep(Duration::from_millis(50)).await;
    }
}

fn judge(fault: Fault, heard: &Heard, harmed_at: Instant, healed_at: Instant) -> Outcome {
    let after =
        |moments: &[Instant], since: Instant| moments.iter().copied().find(|at| *at > since);
    let first_sorry = after(&heard.sorry, harmed_at);
    let first_kept = after(&heard.steps, healed_at);
    let first_ready = |is_one: bool, since: Instant| {
        let found = heard
            .ready
            .iter()
            .find(|(at, is, _)| *at > since && *is == is_one);
        found.map(|(at, ..)| *at)
    };
    let not_ready = first_ready(false, harmed_at);
    let is_in_it = |at: Instant| harmed_at + FIRST_MOMENTS < at && at < healed_at;
    // It may be told before the first caller has waited out her time.
    let told = first_sorry.zip(not_ready);
    let ready = first_kept.zip(first_ready(true, healed_at));
    Outcome {
        steps_n: heard.steps.len(),
        sorry_n: heard.sorry.len(),
        steps_in_it: heard.steps.iter().filter(|at| is_in_it(**at)).count(),
        nothing: heard.nothing.iter().map(|(_, what)| what.clone()).collect(),
        told: told.map(|(sorry, told)| told.saturating_duration_since(sorry)),
        said: heard
            .ready
            .iter()
            .filter(|(at, is_ready, _)| !is_ready && *at > harmed_at)
            .map(|(_, _, said)| said.clone())
            .collect(),
        kept: first_kept.map(|kept| kept - healed_at),
        ready: ready.map(|(kept, ready)| ready.saturating_duration_since(kept)),
        left_out: None,
        ..Outcome::left_out(fault, "")
    }
}

/// Those harms that this machine can do, each told with its log where it fails.
async fn each(check: impl Fn(&Outcome) -> Result<(), String>) {
    let outcomes = outcomes().await;
    let wrong: Vec<String> = outcomes
        .iter()
        .filter(|outcome| outcome.left_out.is_none())
        .filter_map(|outcome| {
            let why = check(outcome).err()?;
            let log: Vec<&str> = outcome.logged.lines().rev().take(8).collect();
            Some(format!(
                "{}: {why}\n{}",
                outcome.fault.name(),
                log.join("\n")
            ))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{}\n{}",
        table(outcomes),
        wrong.join("\n")
    );
}

fn holds(is_so: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(why()) }
}

#[tokio::test(flavor = "multi_thread")]
async fn s4_told_to_stop_in_any_fault_it_ends_in_order_within_ten_seconds() {
    each(|one| {
        let (code, took) = one.ended;
        holds(code == Some(0) && took < ENDS_WITHIN, || {
            format!("code {code:?} after {took:?}")
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s5_readiness_tells_every_fault_by_name_and_its_end() {
    each(|one| {
        let said = one.fault.said();
        if said.is_empty() {
            return Ok(());
        }
        let told = one.told.is_some_and(|told| told <= TOLD_WITHIN);
        holds(told, || format!("not ready after {:?}", one.told))?;
        holds(one.said.iter().any(|line| line.contains(said)), || {
            format!("it said {:?}", one.said)
        })?;
        let ready = one.ready.is_some_and(|ready| ready <= READY_WITHIN);
        holds(ready, || format!("ready after {:?}", one.ready))
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s7_what_was_acknowledged_is_stored_and_every_caller_hears_words() {
    each(|one| {
        holds(one.nothing.is_empty(), || format!("{:?}", one.nothing))?;
        holds(one.acknowledged_n > 0, || {
            "nobody saved anything".to_owned()
        })?;
        // Elsewhere a repeated request may hear what was kept before.
        let is_gone = one.fault.said().contains("removed");
        holds(!is_gone || one.steps_in_it == 0, || {
            format!("{} steps without a database", one.steps_in_it)
        })?;
        holds(one.stored_n == one.acknowledged_n, || {
            format!("{} of {} stored", one.stored_n, one.acknowledged_n)
        })?;
        let kept = one.kept.is_some_and(|kept| kept <= KEPT_WITHIN);
        holds(kept, || format!("kept again after {:?}", one.kept))
    })
    .await;
}

#[test]
fn the_manual_shows_the_table_of_these_faults() {
    let manual = include_str!("../../../docs/manual.md");
    let (_, rest) = manual
        .split_once("<!-- faults: begin -->\n")
        .expect("it has one");
    let (shown, _) = rest.split_once("<!-- faults: end -->").expect("it ends");
    let mut lines = shown.lines();
    let header: Vec<&str> = lines.by_ref().take(2).collect();
    assert_eq!(header.join("\n"), HEADER);
    let names: Vec<&str> = lines
        .map(|line| line.trim_start_matches("| ").split(" | ").next().unwrap())
        .collect();
    assert_eq!(names, Fault::ALL.map(Fault::name));
}
