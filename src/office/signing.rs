//! Officers sign in with their passphrases, and sign acts that take two people.
//!
//! An act for two is kept as a proposal and runs when another officer signs it. Until two officers can sign
//! it, the operator's command is the second signature, and the ledger says so (decision 29).
//!
//! **Invariant:** no passphrase and no name is logged, and an error shows neither, nor whether there is an
//! officer with the name.

use crate::core::acts::terms::Act;
use crate::core::authz::{self, Denied, Permit, Principal, Right, may_sign};
use crate::core::domain::proposal::{Hand, OFFICERS_ENOUGH, Proposal, Refusal, Subject};
use crate::core::domain::{By, CoopId, Instant, OfficerId, Via, Why};
use crate::pins;
use crate::store::{
    self, Agreement, KeptProposal, KnownOfficer, MayTry, NewProposal, ProposalMove, Store, Writer,
};
use std::collections::BTreeSet;

/// How often a try is made again because another was counted first.
const TRIES_MAX: u32 = 16;

/// Signs that a reason has at most.
pub const REASON_MAX: usize = 300;

/// A reason that somebody typed: one line, with a letter in it; `None` where it is none.
pub fn reason_of(typed: &str) -> Option<&str> {
    let typed = typed.trim();
    let is_one = typed.chars().any(char::is_alphabetic)
        && typed.chars().count() <= REASON_MAX
        && !typed.chars().any(char::is_control);
    is_one.then_some(typed)
}

/// Why it is not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The name, or the passphrase, is wrong.
    #[error("no officer of this name has this passphrase; nothing was done")]
    Unknown,
    /// Too many wrong ones came from here.
    #[error("too many wrong passphrases were typed; the next one counts after {}", clock(*.0))]
    Waits(Instant),
    /// Her roles do not allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The operator wants to do it alone, and two officers can sign.
    #[error("this takes two officers, and two can sign it: ask for it with --as OFFICER")]
    TakesOfficers,
    /// An officer at the console, where no other can sign.
    #[error(
        "this takes two officers, and no other can sign it yet: whoever runs the machine does it"
    )]
    NeedsAnother,
    /// The proposal is not where that could be done.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The same waits already.
    #[error("the same waits for a second signature already, as number {0}")]
    Same(i64),
    /// Somebody else answered or altered the proposal first.
    #[error("somebody was faster, and it stands otherwise by now; look at it again")]
    Moved,
    /// Who asked for it is no officer any more, or may no longer ask for it.
    #[error("who asked for it may no longer do so; it can be refused")]
    Asker,
    /// A mended proposal is about another act.
    #[error("number {0} is about something else; nothing was done")]
    OtherAct(i64),
    /// There is none of this number.
    #[error("there is no proposal {0}")]
    None(i64),
    /// The database failed.
    #[error("keeping it")]
    Store(#[from] store::Error),
}

fn clock(at: Instant) -> String {
    at.local().format("%H:%M").to_string()
}

/// The officer of this name, where the passphrase is hers. `place`: where it is typed, for counting tries.
pub async fn come_in(
    store: &Store,
    coop: CoopId,
    (name, passphrase): (&str, &str),
    place: &str,
    now: Instant,
) -> Result<KnownOfficer, Error> {
    let found = store.officer_named(coop, name).await?;
    let place = store.keys().typing_place(coop, place);
    if let Some((officer, _)) = &found {
        count_try(store, coop, *officer, &place, now).await?;
    }
    let (officer, hash) = found.unzip();
    let is_right = pins::is_passphrase(store.keys(), passphrase, hash).await;
    let officer = officer.filter(|_| is_right).ok_or(Error::Unknown)?;
    store.passphrase_was_right(coop, officer, &place).await?;
    // An officer who was ended while her passphrase was checked is not let in.
    let active = store.officers(coop).await?.into_iter();
    let mut active = active.filter(|one| one.ended_at.is_none());
    active
        .find(|one| one.officer.id == officer)
        .ok_or(Error::Unknown)
}

pub(super) async fn count_try(
    store: &Store,
    coop: CoopId,
    officer: OfficerId,
    place: &str,
    now: Instant,
) -> Result<(), Error> {
    let mut tries = 0;
    loop {
        match store.count_passphrase_try(coop, officer, place, now).await {
            Ok(MayTry::Counted) => return Ok(()),
            Ok(MayTry::Waits(until)) => return Err(Error::Waits(until)),
            Err(error) if error.is_conflict() && tries < TRIES_MAX => tries += 1,
            Err(error) => return Err(error.into()),
        }
    }
}

/// How many officers could sign an act of this right about these, `asker` among them.
fn able_n(
    officers: &[KnownOfficer],
    right: Right,
    subjects: &BTreeSet<Subject>,
    asker: Option<OfficerId>,
) -> usize {
    let is_about = |one: &KnownOfficer| {
        subjects.contains(&Subject::Officer(one.officer.id))
            || one
                .officer
                .member
                .is_some_and(|member| subjects.contains(&Subject::Member(member)))
    };
    let active = officers.iter().filter(|one| one.ended_at.is_none());
    let able = active.filter(|one| {
        asker == Some(one.officer.id) || (may_sign(&one.officer, right) && !is_about(one))
    });
    able.count()
}

/// What has to happen to an act that takes two people.
#[derive(Debug)]
pub enum Way {
    /// It is done now: the operator's command is the second signature.
    Now(Permit),
    /// It waits for another officer.
    Asks(Permit, OfficerId),
}

/// What has to happen with an act for two that this permit allows, about these.
pub async fn way(
    store: &Store,
    coop: CoopId,
    permit: Permit,
    subjects: &BTreeSet<Subject>,
) -> Result<Way, Error> {
    let officers = store.officers(coop).await?;
    let asker = permit.person().officer();
    let enough = able_n(&officers, permit.right(), subjects, asker) >= OFFICERS_ENOUGH;
    match asker {
        Some(officer) if enough => Ok(Way::Asks(permit, officer)),
        // The command line is the operator's, the console is not: nobody signs there for a second officer.
        Some(_) if permit.by().via == Via::Console => Err(Error::NeedsAnother),
        Some(_) => Ok(Way::Now(permit.because(Why::OperatorSigned))),
        None if enough => Err(Error::TakesOfficers),
        None => Ok(Way::Now(permit)),
    }
}

/// Keeps the act as a proposal until another officer signs it; gives its number.
pub async fn ask(
    store: &Store,
    coop: CoopId,
    (permit, asker): (&Permit, OfficerId),
    new: &NewProposal,
    now: Instant,
) -> Result<i64, Error> {
    let mut tries = 0;
    loop {
        if let Some(no) = store.same_proposal(coop, new.act, &new.shown_hash).await? {
            return Err(Error::Same(no));
        }
        match store.propose(coop, (&permit.by(), asker), new, now).await {
            // Another number was taken first.
            Err(error) if error.is_conflict() && tries < TRIES_MAX => tries += 1,
            done => return Ok(done?),
        }
    }
}

/// The proposal of this number.
pub async fn find(store: &Store, coop: CoopId, no: i64) -> Result<KeptProposal, Error> {
    store.proposal(coop, no).await?.ok_or(Error::None(no))
}

/// Writes a returned proposal anew.
pub async fn mend(
    store: &Store,
    coop: CoopId,
    (permit, editor): (&Permit, OfficerId),
    (no, new): (i64, &NewProposal),
    now: Instant,
) -> Result<(), Error> {
    let kept = find(store, coop, no).await?;
    if kept.act != new.act {
        return Err(Error::OtherAct(no));
    }
    let (subjects, hash) = (new.subjects.clone(), new.shown_hash.clone());
    kept.proposal.mend(editor, subjects, hash, now)?;
    let (at, by) = ((kept.id, kept.version), permit.by());
    match store.mend_proposal(coop, at, (&by, editor), new, now).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::Moved),
        Err(error) if error.is_conflict() => Err(Error::Moved),
        Err(error) => Err(error.into()),
    }
}

/// An act's permit and signatures.
#[derive(Clone, Debug)]
pub struct ActSigned {
    /// The permit of the person who asked for it.
    pub permit: Permit,
    /// The second signature, where it is written with the act.
    pub agreement: Option<Agreement>,
    /// Who writes, as the ledger names her.
    by: By,
}

impl ActSigned {
    /// An act that the holder of the permit does alone.
    pub fn alone(permit: Permit) -> Self {
        Self {
            by: permit.by(),
            permit,
            agreement: None,
        }
    }

    /// Who writes, as the store needs it.
    pub fn writer(&self) -> Writer<'_> {
        Writer {
            by: &self.by,
            agreement: self.agreement.as_ref(),
        }
    }
}

/// The person who answers a proposal, where her roles allow it.
fn hand(
    officers: &[KnownOfficer],
    person: &Principal,
    (right, proposal): (Right, &Proposal),
) -> Result<Hand, Denied> {
    let officers_n = able_n(officers, right, &proposal.subjects, Some(proposal.asked_by));
    authz::require_hand(person, right, officers_n)
}

/// The second signature. `shown_hash`: of what the signer was shown just now. The act has to be run with
/// what this gives.
pub async fn agree(
    store: &Store,
    coop: CoopId,
    (person, via): (&Principal, Via),
    (kept, right): (&KeptProposal, Right),
    shown_hash: String,
    now: Instant,
) -> Result<ActSigned, Error> {
    let officers = store.officers(coop).await?;
    let proposal = &kept.proposal;
    let hand = hand(&officers, person, (right, proposal))?;
    proposal.clone().agree(hand, &shown_hash, now)?;
    let asker = officers
        .iter()
        .find(|one| one.officer.id == proposal.asked_by && one.ended_at.is_none());
    let asker = asker.map(|one| Principal::Officer(one.officer.clone()));
    let asker = asker.ok_or(Error::Asker)?;
    let why = match hand {
        Hand::Officer { .. } => Why::TwoSigned,
        Hand::Operator { .. } => Why::OperatorSigned,
    };
    let permit = authz::require(&asker, right, via).map_err(|_| Error::Asker)?;
    let permit = permit.because(why);
    Ok(ActSigned {
        by: permit.by(),
        permit,
        agreement: Some(Agreement {
            proposal: kept.id,
            version: kept.version,
            hand,
            by: By::wanted(person.actor(), via),
            shown_hash,
        }),
    })
}

/// Returns, refuses or withdraws it, by this channel.
pub async fn answer(
    store: &Store,
    coop: CoopId,
    (person, via): (&Principal, Via),
    (kept, right): (&KeptProposal, Right),
    how: ProposalMove<'_>,
    now: Instant,
) -> Result<(), Error> {
    let officers = store.officers(coop).await?;
    let proposal = kept.proposal.clone();
    let hand = match (how, person) {
        // An officer may take back her own proposal even without the right to ask for it.
        (ProposalMove::Withdraw, Principal::Officer(officer)) => Hand::Officer {
            id: officer.id,
            member: officer.member,
        },
        _ => hand(&officers, person, (right, &proposal))?,
    };
    match how {
        ProposalMove::Return(_) => proposal.send_back(hand, now)?,
        ProposalMove::Refuse(_) => proposal.refuse(hand, now)?,
        ProposalMove::Withdraw => proposal.withdraw(hand, now)?,
    };
    let (at, by) = ((kept.id, kept.version), By::wanted(person.actor(), via));
    let moved = store.move_proposal(coop, at, (&by, hand), how, now).await?;
    moved.then_some(()).ok_or(Error::Moved)
}

/// The act of a proposal; `None` for one of a newer release.
pub fn act_of(kept: &KeptProposal) -> Option<Act> {
    Act::ALL.iter().copied().find(|act| act.code() == kept.act)
}
