//! Whether a step could be kept now.
//!
//! That the database answers a query says little: it also answers with a full disk, with a read-only file,
//! and with a file that was removed. So the check does what a caller's step does: it looks a phone up and
//! commits a write, on the same connections and in the same order. It does so only when somebody asks and
//! no step was kept just before, at most about once a second, each node on a row of its own. If steps fail
//! although the check succeeds, the steps are believed.

use crate::core::domain::{CoopId, Phone, SessionId};
use crate::store::db::conn::{args, statements};
use crate::store::health::step_results::StepHealth;
use crate::store::health::trouble::Trouble;
use crate::store::{Core, Error, Store};
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// A longer try has failed: a caller would not have been answered in time either.
const TRY_TIME_MAX: Duration = Duration::from_millis(2500);
/// How long a good result, or a step that was kept, is reported without another try.
const GOOD_FOR: Duration = Duration::from_secs(1);
/// The same for a bad result; it is short so that it does not outlast the trouble.
const BAD_FOR: Duration = Duration::from_millis(250);
/// How long failed steps are believed against a successful try, after the last one.
const MEMORY: Duration = Duration::from_secs(10);
/// Rows that nodes overwrite. Two nodes on the same row only wait for each other.
const SLOTS: i64 = 256;

statements! {
    /// Changes nothing, but waits for a lock on the table, as a caller would.
    TRY_SESSIONS = "update session set turn = turn where coop_id = $1 and id = $2";
    TRY_OUTBOX = "update outbox set due_at = due_at where coop_id = $1 and id = $2";
    TRY_ENTRIES = "insert into entry select * from entry where coop_id = $1 and id = $2";
    TRY_LEDGER = "insert into ledger select * from ledger where coop_id = $1 and id = $2";
    TRY_OUT = "insert into try_out (slot, drawn) values ($1, $2)
        on conflict (slot) do update set drawn = excluded.drawn";
}

/// No cooperative or session has this id, and no phone this number.
const NOBODY: i64 = 0;
const NOBODYS_PHONE: &str = "+10000000000";

impl Store {
    /// Whether a step could be kept now, or why not. Answers within about four seconds, usually at once.
    pub async fn readiness(&self) -> Result<(), Trouble> {
        let core = &self.core;
        core.watch.check().map_err(|_| Trouble::Gone)?;
        // One request makes the try; all others that ask meanwhile get its result.
        let mut last = core.readiness.last.lock().await;
        let begun = Instant::now();
        match core.readiness.step_results.told(begun, GOOD_FOR, MEMORY) {
            StepHealth::Kept => return Ok(()),
            StepHealth::Failing(trouble) => return Err(core.readiness.step_results.said(trouble)),
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
            // A try that began during the trouble may hang longer than the trouble lasts.
            () = core.readiness.step_results.until_kept() => Ok(Ok(())),
        };
        let answer = match tried {
            Ok(Ok(())) => {
                core.readiness.step_results.tried(begun);
                Ok(())
            }
            // The one writer of SQLite waits only for another program.
            Ok(Err(Error::Slow { statement: "BEGIN" })) if core.db.is_sqlite() => {
                Err(Trouble::Locked)
            }
            Ok(Err(error)) => Err(Trouble::of(&error)),
            Err(_) => Err(Trouble::Silent),
        };
        let answer = answer.map_err(|trouble| core.readiness.step_results.said(trouble));
        *last = Some((Instant::now(), answer));
        answer
    }

    async fn try_out(&self) -> Result<(), Error> {
        // Writing is tried first, because its errors say more than those of reading.
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
