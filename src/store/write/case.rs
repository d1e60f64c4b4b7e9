//! Cases under a member's rights.

use super::WriteContext;
use crate::core::domain::EntryState;
use crate::core::domain::change::case::{CaseOpened, Change};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    OPEN_CASE = "insert into rights_case (coop_id, id, no, member_id, kind, entry_no, amount, at,
            due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing";
}

impl WriteContext<'_> {
    pub(super) async fn write_case(&mut self, change: &Change) -> Result<bool, Error> {
        let Change::Opened(opened) = change;
        self.open_case(opened).await
    }

    async fn open_case(&mut self, opened: &CaseOpened) -> Result<bool, Error> {
        let CaseOpened {
            member,
            case,
            disputes,
        } = opened;
        let args = args![
            self.coop.0,
            case.id.0,
            case.no,
            member.0,
            case.kind.code(),
            case.entry_no,
            case.amount.map(|amount| amount.0),
            self.now.0,
            case.due_at.0,
        ];
        let is_open = self.touches_one(OPEN_CASE, args).await?;
        match disputes {
            Some((entry, event)) if is_open => {
                self.entry_event(*member, *entry, *event, EntryState::Disputed)
                    .await
            }
            _ => Ok(is_open),
        }
    }
}
