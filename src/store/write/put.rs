//! What is put to the members: ballots, requests, meetings, notices. Each call is one change.

use crate::core::domain::change::{ballot, meeting, notice, request};
use crate::core::domain::{By, Change, CoopId, Instant, Meeting, NoticeLine, RowId};
use crate::store::{CountedBallot, Error, NewBallot, NewRequest, Store};

impl Store {
    /// Opens a ballot: fixes its words and roll and draws its keys.
    pub async fn open_ballot(
        &self,
        by: &By,
        coop: CoopId,
        new: &NewBallot,
        now: Instant,
    ) -> Result<(), Error> {
        let opened = ballot::Change::Opened(Box::new(new.clone()));
        self.commit_whole(by, (coop, now), &[Change::Ballot(opened)])
            .await
    }

    /// Brings in a ballot that was counted before.
    pub async fn add_counted_ballot(
        &self,
        by: &By,
        coop: CoopId,
        counted: &CountedBallot,
        now: Instant,
    ) -> Result<(), Error> {
        let brought_in = ballot::Change::BroughtIn(Box::new(counted.clone()));
        self.commit_whole(by, (coop, now), &[Change::Ballot(brought_in)])
            .await
    }

    /// Adds a request and who makes it.
    pub async fn add_request(
        &self,
        by: &By,
        coop: CoopId,
        new: &NewRequest,
        now: Instant,
    ) -> Result<(), Error> {
        let added = request::Change::Added(Box::new(new.clone()));
        self.commit_whole(by, (coop, now), &[Change::Request(added)])
            .await
    }

    /// Plans a meeting with its agenda.
    pub async fn add_meeting(
        &self,
        by: &By,
        coop: CoopId,
        new: &Meeting,
        now: Instant,
    ) -> Result<(), Error> {
        let planned = meeting::Change::Planned(Box::new(new.clone()));
        self.commit_whole(by, (coop, now), &[Change::Meeting(planned)])
            .await
    }

    /// Keeps a notice that was sent, to be read again.
    pub async fn add_notice(
        &self,
        by: &By,
        coop: CoopId,
        id: RowId,
        new: &NoticeLine,
        now: Instant,
    ) -> Result<(), Error> {
        let line = new.clone();
        let kept = notice::Change::Kept(Box::new(notice::NoticeKept { id, line }));
        self.commit_whole(by, (coop, now), &[Change::Notice(kept)])
            .await
    }
}
