//! The nodes that are running, each with a number of its own. The number is part of every id that the node
//! draws, so that no two nodes draw the same one.
//!
//! A node reports every minute that it is alive. If it has not done so for half an hour, another node may
//! take its number. A node whose number was taken, because it could not reach the database for so long,
//! takes another one. If all numbers are taken, it draws ids as node 0; then two nodes can draw the same
//! id, and the second one to write draws again.

use super::core::NodeNo;
use super::db::conn::{args, statements};
use super::{Error, Store};
use crate::clock::NODE_MAX;
use crate::core::domain::Instant;

/// A node that has not reported for so long is gone.
const GONE_MS: i64 = 30 * 60_000;

statements! {
    LIST_NODES = "select no from node where alive_at > $1 order by no";
    TAKE_NODE = "insert into node (no, holder, alive_at) values ($1, $2, $3)
        on conflict (no) do update set holder = excluded.holder, alive_at = excluded.alive_at
        where node.alive_at <= $4";
    TELL_ALIVE = "update node set alive_at = $3 where no = $1 and holder = $2";
    LEAVE_NODE = "delete from node where no = $1 and holder = $2";
}

impl Store {
    /// Takes a number for this node, or confirms the one it has; `None` where all are taken. Must be called
    /// once a minute.
    pub async fn be_a_node(&self, now: Instant) -> Result<Option<i64>, Error> {
        let mut held = self.core.node.lock().await;
        if let Some(node) = *held {
            let mut link = self.core.begin().await?;
            let is_ours = link
                .run(TELL_ALIVE, args![node.no, node.holder, now.0])
                .await?
                == 1;
            link.commit().await?;
            if is_ours {
                return Ok(Some(node.no));
            }
            *held = None;
            self.core.chance.set_node(0);
        }
        let gone = now.plus_ms(-GONE_MS);
        let taken: Vec<(i64,)> = self.core.read_all(LIST_NODES, args![gone.0]).await?;
        let holder = self.core.chance.random_id();
        for no in (1..=NODE_MAX).filter(|no| !taken.contains(&(*no,))) {
            let mut link = self.core.begin().await?;
            let args = args![no, holder, now.0, gone.0];
            let is_ours = link.run(TAKE_NODE, args).await? == 1;
            link.commit().await?;
            if is_ours {
                *held = Some(NodeNo { no, holder });
                self.core.chance.set_node(no);
                return Ok(Some(no));
            }
        }
        Ok(None)
    }

    /// Gives the number back, for the next node that starts. A node that does not do this keeps its number
    /// for a while longer.
    pub async fn leave_nodes(&self) -> Result<(), Error> {
        let Some(node) = self.core.node.lock().await.take() else {
            return Ok(());
        };
        let mut link = self.core.begin().await?;
        link.run(LEAVE_NODE, args![node.no, node.holder]).await?;
        link.commit().await
    }
}
