//! What waits for a second signature, as one officer sees it.
//!
//! The page of signatures lists it and the first page counts it, so that both say the same (console reference 2,
//! sentence 20).

use super::signing::act_of;
use super::two::name_of;
use crate::core::acts::terms::Act;
use crate::core::authz::{Right, may_sign};
use crate::core::domain::officer::Officer;
use crate::core::domain::proposal::{Hand, Proposal, ProposalState, Refusal};
use crate::core::domain::{CoopId, Instant};
use crate::store::{self, KeptProposal, Store};

/// What an officer has to do with a proposal that is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProposalStanding {
    /// She can sign it.
    ToSign,
    /// She asked for it, and it waits for another.
    Asked,
    /// She asked for it, and it came back with a reason.
    CameBack,
    /// She may sign such acts, and this stands against her signing this one.
    NotHers(Refusal),
}

/// A proposal that is open, for an officer whom it concerns.
#[derive(Clone)]
pub struct WaitingProposal {
    /// Itself.
    pub kept: KeptProposal,
    /// What it asks for.
    pub act: Act,
    /// The name of who asked for it.
    pub asker: String,
    /// What she has to do with it.
    pub standing: ProposalStanding,
}

/// What an officer has to do with a proposal; `None` where it is over, or none of hers.
pub fn standing(
    officer: &Officer,
    (proposal, right): (&Proposal, Right),
    now: Instant,
) -> Option<ProposalStanding> {
    if !proposal.state.is_open() || now >= proposal.until {
        return None;
    }
    let came_back = proposal.state == ProposalState::Returned;
    if proposal.asked_by == officer.id {
        return Some(if came_back {
            ProposalStanding::CameBack
        } else {
            ProposalStanding::Asked
        });
    }
    if came_back || !may_sign(officer, right) {
        return None;
    }
    let hand = Hand::Officer {
        id: officer.id,
        member: officer.member,
    };
    let may = proposal.may_answer(hand, now);
    Some(may.map_or_else(ProposalStanding::NotHers, |()| ProposalStanding::ToSign))
}

/// All proposals that are open and concern an officer, the one whose time is over first at the head.
pub async fn signatures(
    store: &Store,
    coop: CoopId,
    officer: &Officer,
    now: Instant,
) -> Result<Vec<WaitingProposal>, store::Error> {
    let officers = store.officers(coop).await?;
    let mut waiting = Vec::new();
    for kept in store.open_proposals(coop).await? {
        let act = act_of(&kept).and_then(|act| Some((act, act.right()?)));
        let found = act.and_then(|(act, right)| {
            let standing = standing(officer, (&kept.proposal, right), now)?;
            Some((act, standing))
        });
        if let Some((act, standing)) = found {
            waiting.push(WaitingProposal {
                asker: name_of(&officers, kept.proposal.asked_by).to_owned(),
                kept,
                act,
                standing,
            });
        }
    }
    waiting.sort_by_key(|one| (one.kept.proposal.until, one.kept.no));
    Ok(waiting)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::officer::Role;
    use crate::core::domain::proposal::{Subject, WAITS_MS};
    use crate::core::domain::{MemberId, OfficerId};
    use std::collections::BTreeSet;

    const NOW: Instant = Instant(1_795_492_800_000);

    fn officer(id: i64, role: Role, member: Option<i64>) -> Officer {
        Officer {
            id: OfficerId(id),
            member: member.map(MemberId),
            roles: vec![role],
        }
    }

    #[test]
    fn each_officer_sees_what_concerns_her_and_nothing_else() {
        let about = BTreeSet::from([Subject::Member(MemberId(7))]);
        let proposal = Proposal::asked(OfficerId(1), about, "seen".into(), NOW);
        let of = |officer: &Officer, proposal: &Proposal, now| {
            standing(officer, (proposal, Right::EditMembers), now)
        };
        let asker = officer(1, Role::Secretary, None);
        let president = officer(2, Role::President, None);
        assert_eq!(of(&asker, &proposal, NOW), Some(ProposalStanding::Asked));
        assert_eq!(
            of(&president, &proposal, NOW),
            Some(ProposalStanding::ToSign)
        );
        let herself = officer(3, Role::President, Some(7));
        let not_hers = Some(ProposalStanding::NotHers(Refusal::AboutSelf));
        assert_eq!(of(&herself, &proposal, NOW), not_hers);
        assert_eq!(of(&officer(4, Role::Sakhi, None), &proposal, NOW), None);
        let late = NOW.plus_ms(WAITS_MS);
        assert_eq!(of(&president, &proposal, late), None);
        let hand = Hand::Officer {
            id: president.id,
            member: None,
        };
        let returned = proposal.send_back(hand, NOW).unwrap();
        assert_eq!(of(&asker, &returned, NOW), Some(ProposalStanding::CameBack));
        assert_eq!(of(&president, &returned, NOW), None);
        let withdrawn = returned.withdraw(
            Hand::Officer {
                id: asker.id,
                member: None,
            },
            NOW,
        );
        assert_eq!(of(&asker, &withdrawn.unwrap(), NOW), None);
    }
}
