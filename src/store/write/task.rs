//! Tasks of the officers. There is at most one open task for each kind and subject.

use super::WriteContext;
use crate::core::domain::TaskKind;
use crate::core::domain::change::task::{Change, Closed, TaskOpened};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    OPEN_TASK = "insert into officer_task (coop_id, id, kind, about, at)
        values ($1, $2, $3, $4, $5) on conflict do nothing";
    /// A task gets its number only after it is certain that it is new.
    TAKE_TASK_NO = "update counter set next_no = next_no + 1 where coop_id = $1 and kind = 'task'
        returning next_no - 1";
    NUMBER_TASK = "update officer_task set no = $3 where coop_id = $1 and id = $2";
    CLOSE_TASK = "update officer_task set done_at = $3
        where coop_id = $1 and id = $2 and done_at is null";
    RESUME_TEMPLATE = "update registration set state = 'approved', why = null
        where coop_id = $1 and notice = $2 and lang_script = $3 and state = 'paused'";
    RESUME_GATEWAY = "delete from gateway_pause where coop_id = $1 and gateway = $2";
}

impl WriteContext<'_> {
    pub(super) async fn write_task(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Opened(opened) => self.open_task(opened).await,
            Change::Closed(closed) => self.close_task(closed).await,
        }
    }

    async fn open_task(&mut self, opened: &TaskOpened) -> Result<bool, Error> {
        let TaskOpened { id, kind, about } = opened;
        let coop = self.coop.0;
        let args = args![coop, id.0, kind.code(), about, self.now.0];
        if !self.touches_one(OPEN_TASK, args).await? {
            return Ok(false);
        }
        let no: Option<(i64,)> = self.link.find(TAKE_TASK_NO, args![coop]).await?;
        let (no,) = no.ok_or(Error::UnknownCode {
            table: "counter",
            column: "kind",
        })?;
        self.touches_one(NUMBER_TASK, args![coop, id.0, no]).await
    }

    async fn close_task(&mut self, closed: &Closed) -> Result<bool, Error> {
        let Closed { id, kind, about } = closed;
        let coop = self.coop.0;
        let args = args![coop, id.0, self.now.0];
        if !self.touches_one(CLOSE_TASK, args).await? {
            return Ok(false);
        }
        match (kind, about.split_once(' ')) {
            (TaskKind::Template, Some((notice, lang_script))) => {
                let args = args![coop, notice, lang_script];
                self.link.run(RESUME_TEMPLATE, args).await?;
            }
            (TaskKind::Gateway | TaskKind::Credit, _) => {
                self.link.run(RESUME_GATEWAY, args![coop, about]).await?;
            }
            _ => {}
        }
        Ok(true)
    }
}
