//! Checks all that must add up: the ledger's chain, that of the looks, the chain of every permission, the tallies,
//! and the texts of every announcement.

use crate::core::domain::{CoopId, Day};
use crate::store::db::conn::{Link, args, statements};
use crate::store::db::pools::Work;
use crate::store::ledger_lines::{ChainPart, ChainPlace, chain_part};
use crate::store::look_chain::verify_looks;
use crate::store::sms::outbox::{AnnouncementSums, RepeatedText, TextSums, text_sums};
use crate::store::write::HashedEvent;
use crate::store::{Error, Store};
use std::collections::BTreeMap;
use std::fmt;

/// What was checked, and everything that does not add up.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verified {
    /// Lines of the ledger.
    pub lines: u64,
    /// Days whose looks are chained.
    pub look_days: u64,
    /// Events of permissions.
    pub events: u64,
    /// Ballots that were counted.
    pub ballots: u64,
    /// Announcements, with the sums of their texts.
    pub announcements: Vec<(CoopId, AnnouncementSums)>,
    /// How many texts were sent to a provider never, once, twice, and so on.
    pub texts_by_requests: BTreeMap<i64, i64>,
    /// Texts that may have arrived more than once. This is reported and is no finding: it happens where a
    /// provider's answer was lost.
    pub repeats: Vec<(CoopId, RepeatedText)>,
    /// What does not add up; of each chain only the first fault.
    pub findings: Vec<Finding>,
}

/// One thing that does not add up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Finding {
    /// From this line on the ledger differs from what was sealed.
    Ledger {
        /// The cooperative.
        coop: CoopId,
        /// The line's place in the chain.
        seq: i64,
    },
    /// The looks of this day differ from what was chained.
    Looks {
        /// The cooperative.
        coop: CoopId,
        /// The day.
        day: Day,
    },
    /// From this event on a permission's history differs from what was written.
    Consent {
        /// The cooperative.
        coop: CoopId,
        /// The permission.
        consent: i64,
        /// The event's place in its chain.
        seq: i64,
    },
    /// The published numbers of a ballot differ from its choices.
    Ballot {
        /// The cooperative.
        coop: CoopId,
        /// The ballot's number.
        no: i64,
    },
    /// The texts that were due, the rows, and the sum over their states are not equal.
    Announcement {
        /// The cooperative.
        coop: CoopId,
        /// Its id.
        id: i64,
    },
    /// A text's row contradicts its own state.
    Text {
        /// The cooperative.
        coop: CoopId,
        /// Its id.
        id: i64,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ledger { coop, seq } => {
                write!(f, "cooperative {}: ledger line {seq} was changed", coop.0)
            }
            Self::Looks { coop, day } => write!(
                f,
                "cooperative {}: the looks of {} were changed",
                coop.0,
                day.date()
            ),
            Self::Consent { coop, consent, seq } => write!(
                f,
                "cooperative {}: event {seq} of permission {consent} was changed",
                coop.0
            ),
            Self::Ballot { coop, no } => write!(
                f,
                "cooperative {}: ballot {no} does not add up to its choices",
                coop.0
            ),
            Self::Announcement { coop, id } => write!(
                f,
                "cooperative {}: the texts of announcement {id} do not add up",
                coop.0
            ),
            Self::Text { coop, id } => write!(
                f,
                "cooperative {}: text {id} is not where it says that it is",
                coop.0
            ),
        }
    }
}

statements! {
    LIST_EVENTS = "select v.consent_id, v.seq, v.kind, v.at, v.src, v.hash_prev, v.hash, c.state
        from consent_event v join consent c on c.coop_id = v.coop_id and c.id = v.consent_id
        where v.coop_id = $1 order by v.consent_id, v.seq";
    /// Ballots that were counted here and whose numbers, choices and marks do not agree. A ballot that was
    /// imported has numbers only.
    LIST_TALLIES = "select b.no,
            (select cast(coalesce(sum(r.votes), 0) as bigint) from ballot_result r
                where r.coop_id = o.coop_id and r.ballot_id = o.ballot_id) as counted_n,
            o.voted_n,
            (select count(*) from ballot_choice c where c.coop_id = o.coop_id
                and c.ballot_id = o.ballot_id) as choices_n,
            (select count(*) from ballot_mark k where k.coop_id = o.coop_id
                and k.ballot_id = o.ballot_id) as marks_n,
            (select count(*) from ballot_result r where r.coop_id = o.coop_id
                and r.ballot_id = o.ballot_id and r.votes <>
                    (select count(*) from ballot_choice c where c.coop_id = r.coop_id
                        and c.ballot_id = r.ballot_id and c.option_no = r.option_no)) as wrong_n,
            b.public_key <> '' as held_here
        from ballot_outcome o
        join ballot b on b.coop_id = o.coop_id and b.id = o.ballot_id
        where o.coop_id = $1 order by b.no";
}

#[derive(sqlx::FromRow)]
struct EventRow {
    consent_id: i64,
    seq: i64,
    kind: String,
    at: i64,
    src: String,
    hash_prev: String,
    hash: String,
    state: String,
}

#[derive(sqlx::FromRow)]
struct TallyRow {
    no: i64,
    counted_n: i64,
    voted_n: i64,
    choices_n: i64,
    marks_n: i64,
    wrong_n: i64,
    held_here: bool,
}

impl TallyRow {
    fn adds_up(&self) -> bool {
        let choices_fit = self.choices_n == self.voted_n && self.wrong_n == 0;
        self.counted_n == self.voted_n
            && (!self.held_here || (choices_fit && self.marks_n == self.voted_n))
    }
}

impl Store {
    /// Checks everything that must add up.
    pub async fn verify(&self) -> Result<Verified, Error> {
        let mut verified = Verified::default();
        for coop in self.coop_ids().await? {
            let mut link = self.core.link(Work::Long).await?;
            verify_ledger(&mut link, coop, &mut verified).await?;
            verify_look_days(&mut link, coop, &mut verified).await?;
            verify_consents(&mut link, coop, &mut verified).await?;
            verify_ballots(&mut link, coop, &mut verified).await?;
            verify_texts(&mut link, coop, &mut verified).await?;
        }
        Ok(verified)
    }
}

async fn verify_ledger(
    link: &mut Link,
    coop: CoopId,
    verified: &mut Verified,
) -> Result<(), Error> {
    let mut place = ChainPlace::default();
    loop {
        match chain_part(link, coop, &place).await? {
            ChainPart::More(upto) => place = upto,
            ChainPart::Whole(upto) => {
                verified.lines += upto.seq.unsigned_abs();
                return Ok(());
            }
            ChainPart::Broken(seq) => {
                verified.lines += (seq - 1).unsigned_abs();
                verified.findings.push(Finding::Ledger { coop, seq });
                return Ok(());
            }
        }
    }
}

/// The days whose looks are chained.
async fn verify_look_days(
    link: &mut Link,
    coop: CoopId,
    verified: &mut Verified,
) -> Result<(), Error> {
    let (days_n, wrong) = verify_looks(link, coop).await?;
    verified.look_days += days_n;
    if let Some(day) = wrong {
        verified.findings.push(Finding::Looks { coop, day });
    }
    Ok(())
}

async fn verify_consents(
    link: &mut Link,
    coop: CoopId,
    verified: &mut Verified,
) -> Result<(), Error> {
    let rows: Vec<EventRow> = link.all(LIST_EVENTS, args![coop.0]).await?;
    let (mut of, mut last_seq, mut last_hash, mut bad) = (0, 0, String::new(), false);
    for (at_row, row) in rows.iter().enumerate() {
        let consent = row.consent_id;
        if consent != of {
            (of, last_seq, last_hash, bad) = (consent, 0, String::new(), false);
        }
        let is_last = rows
            .get(at_row + 1)
            .is_none_or(|next| next.consent_id != consent);
        let event = HashedEvent {
            coop,
            consent,
            seq: row.seq,
            at: row.at,
            kind: &row.kind,
            src: &row.src,
        };
        let whole = row.seq == last_seq + 1
            && row.hash_prev == last_hash
            && row.hash == event.hash(&last_hash)
            // The permission's row must show its last event.
            && (!is_last || row.state == row.kind || row.state == "expired");
        if !whole && !bad {
            bad = true;
            verified.findings.push(Finding::Consent {
                coop,
                consent,
                seq: row.seq,
            });
        }
        (last_seq, last_hash) = (row.seq, row.hash.clone());
        verified.events += 1;
    }
    Ok(())
}

async fn verify_ballots(
    link: &mut Link,
    coop: CoopId,
    verified: &mut Verified,
) -> Result<(), Error> {
    let rows: Vec<TallyRow> = link.all(LIST_TALLIES, args![coop.0]).await?;
    for tally in rows {
        if !tally.adds_up() {
            let no = tally.no;
            verified.findings.push(Finding::Ballot { coop, no });
        }
        verified.ballots += 1;
    }
    Ok(())
}

async fn verify_texts(link: &mut Link, coop: CoopId, verified: &mut Verified) -> Result<(), Error> {
    let TextSums {
        announcements,
        misfits,
        repeats,
        requests,
    } = text_sums(link, coop).await?;
    for sums in announcements {
        if !sums.adds_up() {
            let id = sums.id;
            verified.findings.push(Finding::Announcement { coop, id });
        }
        verified.announcements.push((coop, sums));
    }
    let misfits = misfits.into_iter().map(|id| Finding::Text { coop, id });
    verified.findings.extend(misfits);
    let repeats = repeats.into_iter().map(|text| (coop, text));
    verified.repeats.extend(repeats);
    for (requests_n, texts_n) in requests {
        *verified.texts_by_requests.entry(requests_n).or_default() += texts_n;
    }
    Ok(())
}
