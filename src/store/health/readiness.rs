//! Whether a step could be kept now.
//!
//! That the database answers says little: it answers from a full disk, from a file that can only be read
//! and from one that is not there any more. So what is tried is what a caller's step does: it looks a
//! phone up, and writes, on the same connections and in the same order, to be kept on the disk. It is tried
//! only when somebody asks and no step was kept just now, and at most about once a second, each node on a
//! row of its own. Where steps fail all the same, they are believed.

use crate::core::domain::{CoopId, Phone, SessionId};
use crate::store::db::conn::{args, statements};
use crate::store::health::pulse::StepHealth;
use crate::store::health::trouble::Trouble;
use crate::store::{Core, Error, Store};
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// A try that takes longer has failed: a caller would not have been answered in time either.
const TRY_TIME_MAX: Duration = Duration::from_millis(2500);
/// How long a good answer holds, and a step that was kept.
const GOOD_FOR: Duration = Duration::from_secs(1);
/// The same of a bad one, which is not to outlast the trouble.
const BAD_FOR: Duration = Duration::from_millis(250);
/// How long failed steps are believed against a try, after the last one. Then somebody may try again.
const MEMORY: Duration = Duration::from_secs(10);
/// Rows that nodes overwrite. Two nodes on one row only wait for each other.
const SLOTS: i64 = 256;

statements! {
    /// Nothing is changed, but whoever has the table locked keeps this waiting as it does a caller.
    TRY_SESSIONS = "update session set turn = turn where coop_id = $1 and id = $2";
    TRY_OUTBOX = "update outbox set due_at = due_at where coop_id = $1 and id = $2";
    TRY_ENTRIES = "insert into entry select * from entry where coop_id = $1 and id = $2";
    TRY_LEDGER = "insert into ledger select * from ledger where coop_id = $1 and id = $2";
    TRY_OUT = "insert into try_out (slot, drawn) values ($1, $2)
        on conflict (slot) do update set drawn = excluded.drawn";
}

/// No cooperative and no session has this id, and no phone this number.
const NOBODY: i64 = 0;
const NOBODYS_PHONE: &str = "+10000000000";

impl Store {
    /// Whether a step could be kept now, or why not. Answers within about four seconds, usually at once.
    pub async fn readiness(&self) -> Result<(), Trouble> {
        let core = &self.core;
        core.watch.check().map_err(|_| Trouble::Gone)?;
        // One tries, and all who ask meanwhile hear what came of it.
        let mut last = core.readiness.last.lock().await;
        let begun = Instant::now();
        match core.readiness.pulse.told(begun, GOOD_FOR, MEMORY) {
            StepHealth::Kept => return Ok(()),
            StepHealth::Failing(trouble) => return Err(core.readiness.pulse.said(trouble)),
            StepHealth::Nothing => {}
        }
        if let Some((at, answer)) = *last {
            let holds = if answer.is_ok() { GOOD_FOR } else { BAD_FOR };
            if begun.saturating_duration_since(at) < holds {
                return answer;
            }
        }
        let tried = tokio::select! {
            tried = timeout(TRY_TIME_MAX, self.try_out()) => tried,
            // A try that began before the trouble was over may hang longer than the trouble.
            () = core.readiness.pulse.until_kept() => Ok(Ok(())),
        };
        let answer = match tried {
            Ok(Ok(())) => {
                core.readiness.pulse.tried(begun);
                Ok(())
            }
            // The one writer of SQLite waits for nothing but another program.
            Ok(Err(Error::Slow { statement: "BEGIN" })) if core.db.is_sqlite() => {
                Err(Trouble::Locked)
            }
            Ok(Err(error)) => Err(Trouble::of(&error)),
            Err(_) => Err(Trouble::Silent),
        };
        let answer = answer.map_err(|trouble| core.readiness.pulse.said(trouble));
        *last = Some((Instant::now(), answer));
        answer
    }

    async fn try_out(&self) -> Result<(), Error> {
        // First, since a database says more of why it cannot write than of why it cannot read.
        self.core.try_to_keep().await?;
        if let Ok(phone) = Phone::parse(NOBODYS_PHONE) {
            let now = crate::core::domain::Instant(0);
            self.look(CoopId(NOBODY), SessionId(NOBODY), &phone, now)
                .await?;
        }
        Ok(())
    }
}

impl Core {
    async fn try_to_keep(&self) -> Result<(), Error> {
        let slot = &self.readiness.slot;
        let slot = *slot.get_or_init(|| self.chance.random_id().rem_euclid(SLOTS));
        let mut link = self.begin_steps().await?;
        for sql in [TRY_SESSIONS, TRY_ENTRIES, TRY_LEDGER, TRY_OUTBOX] {
            link.run(sql, args![NOBODY, NOBODY]).await?;
        }
        link.run(TRY_OUT, args![slot, self.chance.random_id()])
            .await?;
        link.commit().await
    }
}
