//! What must be true, recorded outside the program from what callers were told.

use super::callers::Caller;
use crate::support::{Dialler, World};
use sahkar::core::domain::By;
use sahkar::core::domain::ballot::quorum_n;
use sahkar::core::domain::change::{ballot, entry};
use sahkar::core::domain::{Change, CoopId, MemberId, RequestId, RowId};
use sahkar::store::Disclosed;
use std::collections::BTreeMap;

/// The one request that waits in the demo.
const REQUEST_NO: i64 = 12;

/// What the simulation knows from what was said.
pub(super) struct Truth {
    coop: CoopId,
    members: BTreeMap<i64, MemberId>,
    request: RequestId,
    /// The last vote that each woman was told is counted, by ballot and member number.
    votes: BTreeMap<(i64, i64), i64>,
    /// Her permission for the request: its number and the last day, while it lasts.
    permissions: BTreeMap<i64, i64>,
    entries_saved: u64,
    entries_before: i64,
    looks_given: u64,
    counted: Vec<i64>,
    /// Votes that were counted and compared, one by one.
    compared_n: i64,
}

impl Truth {
    pub(super) async fn new(world: &World) -> Self {
        let rows = world
            .rows("select cast(no as text), cast(id as text) from member")
            .await;
        let members = rows
            .iter()
            .map(|row| (row[0].parse().unwrap(), MemberId(row[1].parse().unwrap())))
            .collect();
        let request = format!("select id from request where no = {REQUEST_NO}");
        Self {
            coop: CoopId(world.number("select id from coop").await),
            members,
            request: RequestId(world.number(&request).await),
            votes: BTreeMap::new(),
            permissions: BTreeMap::new(),
            entries_saved: 0,
            entries_before: world.number("select count(*) from entry").await,
            looks_given: 0,
            counted: Vec::new(),
            compared_n: 0,
        }
    }

    /// The number of the permission that she gave and has not stopped.
    pub(super) fn permission_of(&self, member_no: i64) -> Option<i64> {
        self.permissions.get(&member_no).copied()
    }

    /// Every screen fits the page it is promised to.
    pub(super) fn fits(&self, phone: &Dialler) {
        let Some(reply) = phone.last_reply() else {
            return;
        };
        let size: Vec<&str> = reply.size.split(' ').collect();
        let [_, used, allowed] = size[..] else {
            panic!("{}", reply.size)
        };
        let (used, allowed): (u32, u32) = (used.parse().unwrap(), allowed.parse().unwrap());
        assert!(
            used <= allowed,
            "{}: {}",
            reply.screen,
            String::from_utf8_lossy(&reply.body)
        );
        assert!(self.members.len() > 24);
    }

    /// Before what she chose can be counted: which ballot and option the program holds for her. Where
    /// she has read it herself, it is the same; she may have heard only repetitions, which name no
    /// screen.
    pub(super) async fn before_a_vote(&self, world: &World, caller: &mut Caller) {
        let kept = caller.phone.kept_state(world).await;
        let Some(state) = kept.filter(|state| state.at == "vote/confirm") else {
            return;
        };
        let held = (state.answers.ballot_no, state.answers.option_no);
        let heard = (caller.ballot.or(held.0), caller.option.or(held.1));
        assert_eq!(heard, held, "{} chose something else", caller.member_no);
        (caller.ballot, caller.option) = held;
    }

    /// Takes account of what a caller was told.
    pub(super) async fn heard(
        &mut self,
        world: &World,
        caller: &mut Caller,
        typed: Option<&str>,
        said: &str,
    ) {
        let reply = caller.phone.last_reply().expect("she was answered").clone();
        if typed.is_none() {
            caller.ballot = None;
            caller.option = None;
            caller.is_stranger = false;
        }
        let before = std::mem::take(&mut caller.screen);
        let screen = if reply.screen.is_empty() {
            waits_at(world, caller, said).await
        } else {
            reply.screen.clone()
        };
        if before == "who/number" {
            caller.is_stranger =
                typed.is_some_and(|typed| typed.trim() != caller.member_no.to_string());
        }
        match screen.as_str() {
            // Its first page names the ballot; another one may be heard first after a repetition.
            "vote/ask" if screen_of(said) == "vote/ask" => caller.ballot = first_number(said),
            "vote/confirm" if before == "vote/ask" => caller.option = typed.and_then(first_number),
            "vote/done" => {
                assert!(!caller.is_stranger, "a stranger voted");
                let chose = caller.ballot.zip(caller.option);
                let (ballot, option) = chose.expect("it was held before it was counted");
                self.counts(ballot, caller.member_no, option);
            }
            "add/saved" if before == "add/confirm" => self.entries_saved += 1,
            _ => {}
        }
        if screen.starts_with("consent/") {
            self.look_up_permission(world, caller.member_no).await;
        }
        caller.screen = screen;
        said.split_once(' ')
            .map_or(said, |(_, said)| said)
            .clone_into(&mut caller.said);
    }

    /// A woman was told that her vote is counted.
    pub(super) fn counts(&mut self, ballot: i64, member_no: i64, option: i64) {
        self.votes.insert((ballot, member_no), option);
    }

    /// Takes account of what a turn of the model changed.
    pub(super) async fn took(&mut self, world: &World, member_no: i64, changes: &[Change]) {
        for change in changes {
            self.entries_saved +=
                u64::from(matches!(change, Change::Entry(entry::Change::Added(_))));
            if let Change::Ballot(ballot::Change::VoteCast(ballot::VoteCast {
                ballot,
                option_no,
                ..
            })) = change
            {
                let no = format!("select no from ballot where id = {}", ballot.0);
                let no = world.number(&no).await;
                self.counts(no, member_no, *option_no);
            }
        }
        self.look_up_permission(world, member_no).await;
    }

    /// A permission's number and state are read where they are kept; that they are rightly kept is
    /// what the transcripts show.
    async fn look_up_permission(&mut self, world: &World, member_no: i64) {
        let member = self.members[&member_no].0;
        let rows = world
            .rows(&format!(
                "select cast(no as text), state from consent where member_id = {member}"
            ))
            .await;
        match rows.first() {
            Some(row) if row[1] == "given" => {
                self.permissions.insert(member_no, row[0].parse().unwrap());
            }
            _ => {
                self.permissions.remove(&member_no);
            }
        }
    }

    /// A lender wants to see her record: given only under both keys.
    pub(super) async fn a_look(&mut self, world: &World, member_no: i64) {
        let now = world.clock.now();
        let store = &world.service.store;
        let member = self.members[&member_no];
        let id = RowId(store.chance().id(now));
        let ends_on = world
            .number(&format!(
                "select coalesce(max(ends_on), 0) from consent
                 where member_id = {} and state = 'given'",
                member.0
            ))
            .await;
        let live = ends_on >= now.day().0;
        let done = store
            .disclose(&By::OPERATOR, self.coop, (id, self.request), member, now)
            .await
            .unwrap();
        assert_eq!(
            done == Disclosed::Given,
            live,
            "a look at {member_no} under consent {live}"
        );
        self.looks_given += u64::from(live);
    }

    /// The promises that are looked at after every step.
    pub(super) async fn check(&self, world: &World, deep: bool) {
        // One vote per woman, and none without a mark.
        let torn = world
            .number(
                "select count(*) from ballot b where
                 (select count(*) from ballot_mark m where m.ballot_id = b.id) <>
                 (select count(*) from ballot_sealed_vote v where v.ballot_id = b.id)
                 + (select count(*) from ballot_choice c where c.ballot_id = b.id)",
            )
            .await;
        assert_eq!(torn, 0, "marks and votes differ");
        let saved = world.number("select count(*) from entry").await - self.entries_before;
        let told = i64::try_from(self.entries_saved).unwrap();
        assert!(
            saved >= told,
            "{told} callers were told of entries, {saved} are there"
        );
        // Nobody without a live consent is disclosed. The clock is set back a few minutes at times.
        let bare = world
            .number(
                "select count(*) from disclosure d where not exists
                 (select 1 from consent_event g where g.consent_id = d.consent_id
                    and g.kind = 'given' and g.at <= d.at + 600000)
                 or exists (select 1 from consent_event w where w.consent_id = d.consent_id
                    and w.kind = 'withdrawn' and w.at + 600000 < d.at)",
            )
            .await;
        assert_eq!(bare, 0, "a disclosure without a yes that lasts");
        if !deep {
            return;
        }
        let found = world.service.store.verify().await.unwrap();
        assert!(found.findings.is_empty(), "{:?}", found.findings);
        for ((ballot, member_no), option) in &self.votes {
            if self.counted.contains(ballot) {
                continue;
            }
            let member = self.members[member_no].0;
            let marks = world
                .number(&format!(
                    "select count(*) from ballot_mark m join ballot b on b.id = m.ballot_id
                     where b.no = {ballot} and m.member_id = {member}"
                ))
                .await;
            assert_eq!(
                marks, 1,
                "{member_no} was told that {option} is counted in {ballot}"
            );
        }
    }

    /// The tally is the votes that women were told are counted.
    pub(super) async fn after_a_close(&mut self, world: &World) {
        let closed = world
            .rows(
                "select cast(b.no as text), cast(o.roll_n as text), cast(o.voted_n as text),
                 cast(o.quorum_n as text), cast(b.quorum_pct as text)
                 from ballot b join ballot_outcome o on o.ballot_id = b.id where b.no > 16",
            )
            .await;
        for row in closed {
            let row: Vec<i64> = row.iter().map(|cell| cell.parse().unwrap()).collect();
            let [no, roll_n, voted_n, quorum, quorum_pct] = row[..] else {
                panic!("five columns")
            };
            assert_eq!(quorum, quorum_n(roll_n, quorum_pct));
            let mut told: BTreeMap<i64, i64> = BTreeMap::new();
            for (_, option) in self.votes.iter().filter(|((ballot, _), _)| *ballot == no) {
                *told.entry(*option).or_default() += 1;
            }
            let rows = world
                .rows(&format!(
                    "select cast(r.option_no as text), cast(r.votes as text) from ballot_result r
                     join ballot b on b.id = r.ballot_id where b.no = {no} and r.votes > 0"
                ))
                .await;
            let counted: BTreeMap<i64, i64> = rows
                .iter()
                .map(|row| (row[0].parse().unwrap(), row[1].parse().unwrap()))
                .collect();
            assert_eq!(voted_n, counted.values().sum::<i64>());
            assert_eq!(counted, told, "the tally of ballot {no}");
            if !self.counted.contains(&no) {
                self.counted.push(no);
                self.compared_n += voted_n;
            }
        }
    }

    /// A run in which nothing happened proves nothing.
    pub(super) fn is_worth_it(&self) {
        assert!(self.compared_n > 0, "no vote was counted and compared");
        assert!(self.votes.len() > 5, "{} votes", self.votes.len());
        assert!(self.entries_saved > 2, "{} entries", self.entries_saved);
    }
}

/// Where a repeated answer, which names no screen, leaves her. A further page of a screen does not begin
/// with that screen's words, so where these tell nothing, what the program keeps of her call does.
async fn waits_at(world: &World, caller: &Caller, said: &str) -> String {
    let told = screen_of(said);
    if !told.is_empty() || !said.starts_with("CON") {
        return told.to_owned();
    }
    let kept = caller.phone.kept_state(world).await;
    kept.map_or_else(String::new, |state| state.at.as_str().to_owned())
}

/// The screens the truth must tell from a repeated answer, by how they begin.
fn screen_of(body: &str) -> &'static str {
    let said = body.split_once(' ').map_or(body, |(_, said)| said);
    let begins = |words: [&str; 3]| words.iter().any(|word| said.starts_with(word));
    if begins(["Vote counted", "મત નોંધાયો", "वोट दर्ज"]) {
        "vote/done"
    } else if begins(["Saved. Number", "નોંધ થઈ. નંબર", "दर्ज हुआ। नंबर"])
    {
        "add/saved"
    } else if begins(["You chose", "તમે '", "आपने '"]) {
        "vote/confirm"
    } else if begins(["Vote ", "મતદાન ", "मतदान "]) && body.starts_with("CON") {
        "vote/ask"
    } else {
        ""
    }
}

fn first_number(text: &str) -> Option<i64> {
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// How many turns were taken in all sessions.
pub(super) async fn turns(world: &World) -> i64 {
    world
        .number("select coalesce(sum(turn), 0) from session")
        .await
}

/// A number for everything that a request could change.
pub(super) async fn everything(world: &World) -> Vec<i64> {
    let mut all = vec![turns(world).await];
    for table in [
        "ledger",
        "entry",
        "entry_event",
        "consent_event",
        "ballot_mark",
        "rights_case",
    ] {
        all.push(world.number(&format!("select count(*) from {table}")).await);
    }
    all
}
