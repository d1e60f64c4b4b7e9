//! The ceiling: the same reads and guarded writes as a step's, from as many callers, without HTTP and
//! without a conversation.

use crate::load::{self, Errand, Measured, Watched};
use crate::shared::{members, memory_mb};
use crate::{CONNECTIONS, MEASURE, PHONES_EACH, WARM_UP, server};
use sahkar::app::{CoopAtHand, Service};
use sahkar::core::dialogue::Facts;
use sahkar::core::dialogue::state::{Answers, Caller, DialogueState, Draft};
use sahkar::core::domain::change::entry;
use sahkar::core::domain::{
    Change, CoopId, Entry, EntryId, EntryKind, EntryState, Instant, Lang, MemberId, Paise, Period,
    Phone, Proof, RowId, SessionId,
};
use sahkar::core::script::words::{Need, Needs};
use sahkar::gateways::Gateway;
use sahkar::store::{Step, StepWritten};
use std::sync::Arc;
use std::time::{Duration, Instant as StdInstant};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

/// As long as a usual answer.
pub(crate) const REPLY: &str = "CON દૂધ રૂ.850, આજે.\n1 નોંધો\n2 બદલો\n0 રદ";

/// Measures it. `database` is the process of a database's server.
pub(crate) async fn measured(url: &str, errand: Errand, database: Option<u32>) -> Measured {
    let service = Arc::new(server::service(url).await);
    let code = "*384*2742#";
    let coop = service
        .coop(Gateway::Sandbox, code)
        .await
        .expect("a database")
        .expect("the demo");
    let gate = load::gate();
    let mut callers = JoinSet::new();
    let begun = StdInstant::now();
    for n in 0..CONNECTIONS {
        let caller = Bare {
            service: Arc::clone(&service),
            coop: Arc::clone(&coop),
            n,
            // Each errand has sessions of its own, since both run on one database.
            first_session: i64::from(n) << 32 | i64::from(errand == Errand::Save) << 31,
        };
        let gate = Arc::clone(&gate);
        callers.spawn(async move {
            match errand {
                Errand::Navigate => caller.navigates(begun).await,
                Errand::Save => caller.saves(&gate).await,
            }
        });
    }
    let watched = Watched {
        program: std::process::id(),
        load: None,
        database,
    };
    let (all, cpu) = watched.while_measured(errand, &gate, callers).await;
    service.store.close().await;
    let seconds = all.iter().map(|(_, seconds)| *seconds).fold(0.0, f64::max);
    let times = all.into_iter().flat_map(|(times, _)| times).collect();
    Measured::of(times, seconds, cpu, memory_mb(std::process::id(), "VmRSS:"))
}

struct Bare {
    service: Arc<Service>,
    coop: Arc<CoopAtHand>,
    n: u32,
    first_session: i64,
}

impl Bare {
    fn now(&self) -> Instant {
        self.service.clock.now()
    }

    fn coop_id(&self) -> CoopId {
        self.coop.coop.id
    }

    /// Reads what is known of a session, and writes its next turn.
    async fn step(&self, call: u32, turn: i64, saves: bool) {
        let store = &self.service.store;
        let now = self.now();
        let session = SessionId(self.first_session + i64::from(call));
        let number = members::phone(self.n * PHONES_EACH + call % PHONES_EACH);
        let phone = Phone::parse(&number).expect("a number");
        let known = store
            .known(self.coop_id(), session, &phone, now)
            .await
            .expect("a read");
        let member = known.phone.members[0].id;
        let mut changes = Vec::new();
        if saves {
            let needs = Needs::of(&[Need::EntryNo]);
            let mut facts = Facts::new(now, self.coop.coop.clone(), self.coop.categories.clone());
            facts.phone = known.phone.clone();
            facts.caller = Caller::Member(member);
            store
                .load(&known, &mut facts, needs, None)
                .await
                .expect("a read");
            changes.push(entry(&facts, member));
        }
        let state = state(member);
        let step = Step {
            coop: self.coop_id(),
            session,
            phone: known.phone.id,
            member: Some(member),
            turn,
            text_len: 12,
            text_hash: self.service.keys().transcript(session, "2*1*2*850*1"),
            reply: REPLY.as_bytes().to_vec(),
            draft: (!saves).then(|| state.answers.draft.clone()).flatten(),
            state: Some(state),
            now,
        };
        assert_eq!(
            store.keep(step, changes).await.expect("a write"),
            StepWritten::Done
        );
    }

    async fn navigates(self, begun: StdInstant) -> (Vec<Duration>, f64) {
        let mut times = Vec::new();
        for call in 0.. {
            for turn in 1..=25 {
                let before = StdInstant::now();
                self.step(call, turn, false).await;
                let since = before - begun;
                if since > WARM_UP + MEASURE {
                    return (times, MEASURE.as_secs_f64());
                }
                if since > WARM_UP {
                    times.push(before.elapsed());
                }
            }
        }
        (times, MEASURE.as_secs_f64())
    }

    async fn saves(self, gate: &Barrier) -> (Vec<Duration>, f64) {
        for call in 0..PHONES_EACH {
            self.step(call, 1, false).await;
        }
        gate.wait().await;
        let begun = StdInstant::now();
        let mut times = Vec::new();
        for call in 0..PHONES_EACH {
            let before = StdInstant::now();
            self.step(call, 2, true).await;
            times.push(before.elapsed());
        }
        (times, begun.elapsed().as_secs_f64())
    }
}

/// As a caller's state is in the middle of an entry.
fn state(member: MemberId) -> DialogueState {
    DialogueState {
        at: "add/confirm".to_owned(),
        caller: Caller::Member(member),
        lang: Some(Lang::Gu),
        answers: Answers {
            draft: Some(Draft {
                kind: EntryKind::Income,
                category: Some(21),
                amount: Some(Paise::rupees(850)),
                period: Some(Period::Today),
                at: "add/confirm".to_owned(),
                stranger: None,
            }),
            ..Answers::default()
        },
        ..DialogueState::default()
    }
}

fn entry(facts: &Facts, member: MemberId) -> Change {
    let today = facts.now.day();
    Change::Entry(entry::Change::Added(entry::Added {
        member,
        entry: Entry {
            id: EntryId(facts.fresh.ids[0]),
            no: facts.fresh.entry_no,
            kind: EntryKind::Income,
            category: Some(21),
            amount: Paise::rupees(850),
            period: Period::Today,
            from_on: today,
            to_on: today,
            proof: Proof::Own,
            state: EntryState::Good,
            replaces: None,
            at: facts.now,
        },
        event: RowId(facts.fresh.ids[1]),
    }))
}
