//! Where it stands between a member and a request, as a state machine: her answer and her stop consume
//! the state before them. The guards of the write path repeat these rules, and a test holds the two
//! against each other on both databases.
//!
//! `Deferred`, `Revoked`, `Expired` and `Invalidated` have no way in yet: the acts behind them come with
//! officers and with the data layer. No yes and no stop is taken in any of them.

use crate::core::domain::entry::coded;
use crate::core::domain::time::Day;

coded! {
    /// The state of a consent (rules 3.1; the names are those of the Data Privacy
    /// Vocabulary). Only `Given` allows a disclosure.
    ConsentState {
        /// It was asked and not yet answered, or put off.
        Deferred = "deferred",
        /// She said no. Shown to nobody but her.
        Refused = "refused",
        /// She said yes and it lasts.
        Given = "given",
        /// She stopped it.
        Withdrawn = "withdrawn",
        /// Somebody other than she stopped it.
        Revoked = "revoked",
        /// Its time is over.
        Expired = "expired",
        /// It was never valid: a wrong notice, or a wrong person.
        Invalidated = "invalidated",
    }
}

/// Where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConsentStanding {
    /// Nobody asks her: the request is closed, or the members did not vote for it.
    NotAsked,
    /// A request waits for her answer.
    Asked(AskedConsent),
    /// She said yes.
    Given(GivenConsent),
    /// She said no, and is never asked again.
    Refused(RefusedConsent),
    /// She stopped it.
    Stopped(StoppedConsent),
    /// It is over in another way.
    Over(ConsentState),
}

/// A request that waits for her answer: how long a yes may last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AskedConsent {
    /// Days from her yes.
    pub lasts_days: i64,
    /// The last local day on which anybody may look, however late her yes is.
    pub valid_until: Option<Day>,
}

/// She said yes to the request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GivenConsent {
    /// The last local day on which it counts.
    pub ends_on: Day,
}

/// She said no to the request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RefusedConsent;

/// She stopped the permission.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoppedConsent;

/// Why a step is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// Nobody asks her, or not any more.
    NotAsked,
    /// She has answered this request.
    Answered,
    /// It would last longer than was asked, or end before it begins.
    WrongEnd,
    /// She has given no such permission, or has stopped it.
    NotGiven,
    /// It has ended by itself.
    Ended,
}

impl AskedConsent {
    /// The last local day on which the receiver may look, if she says yes today.
    pub fn ends_on(self, today: Day) -> Day {
        let own = today.plus(self.lasts_days);
        self.valid_until.map_or(own, |last| own.min(last))
    }

    /// Whether the request's own time is not over.
    fn is_open(self, today: Day) -> bool {
        self.valid_until.is_none_or(|last| today <= last)
    }
}

impl ConsentStanding {
    /// Where a kept answer stands.
    pub fn of(state: ConsentState, ends_on: Day) -> Self {
        match state {
            ConsentState::Given => Self::Given(GivenConsent { ends_on }),
            ConsentState::Refused => Self::Refused(RefusedConsent),
            ConsentState::Withdrawn => Self::Stopped(StoppedConsent),
            ConsentState::Deferred
            | ConsentState::Revoked
            | ConsentState::Expired
            | ConsentState::Invalidated => Self::Over(state),
        }
    }

    /// She says yes today, to a permission that counts up to `ends_on`.
    pub fn give(self, ends_on: Day, today: Day) -> Result<GivenConsent, Refusal> {
        let asked = self.asked(today)?;
        if ends_on < today || asked.ends_on(today) < ends_on {
            return Err(Refusal::WrongEnd);
        }
        Ok(GivenConsent { ends_on })
    }

    /// She says no today.
    pub fn refuse(self, today: Day) -> Result<RefusedConsent, Refusal> {
        self.asked(today).map(|_| RefusedConsent)
    }

    /// She stops it today.
    pub fn stop(self, today: Day) -> Result<StoppedConsent, Refusal> {
        match self {
            Self::Given(given) if given.ends_on < today => Err(Refusal::Ended),
            Self::Given(_) => Ok(StoppedConsent),
            Self::NotAsked
            | Self::Asked(_)
            | Self::Refused(_)
            | Self::Stopped(_)
            | Self::Over(_) => Err(Refusal::NotGiven),
        }
    }

    fn asked(self, today: Day) -> Result<AskedConsent, Refusal> {
        match self {
            Self::Asked(asked) if asked.is_open(today) => Ok(asked),
            Self::NotAsked | Self::Asked(_) => Err(Refusal::NotAsked),
            Self::Given(_) | Self::Refused(_) | Self::Stopped(_) | Self::Over(_) => {
                Err(Refusal::Answered)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day(100);

    fn asked(valid_until: Option<Day>) -> ConsentStanding {
        ConsentStanding::Asked(AskedConsent {
            lasts_days: 30,
            valid_until,
        })
    }

    #[test]
    fn a_yes_lasts_no_longer_than_was_asked() {
        let give = |valid_until, ends_on| asked(valid_until).give(Day(ends_on), TODAY);
        assert_eq!(give(None, 130), Ok(GivenConsent { ends_on: Day(130) }));
        assert_eq!(give(None, 131), Err(Refusal::WrongEnd));
        assert_eq!(give(None, 99), Err(Refusal::WrongEnd));
        assert_eq!(
            give(Some(Day(110)), 110),
            Ok(GivenConsent { ends_on: Day(110) })
        );
        assert_eq!(give(Some(Day(110)), 111), Err(Refusal::WrongEnd));
        assert_eq!(give(Some(Day(99)), 99), Err(Refusal::NotAsked));
    }

    #[test]
    fn what_is_answered_is_never_answered_again_and_only_a_live_yes_can_be_stopped() {
        for state in ConsentState::ALL {
            let standing = ConsentStanding::of(*state, Day(110));
            assert_eq!(standing.give(TODAY, TODAY), Err(Refusal::Answered));
            assert_eq!(standing.refuse(TODAY), Err(Refusal::Answered));
            let is_given = *state == ConsentState::Given;
            assert_eq!(standing.stop(TODAY).is_ok(), is_given, "{state:?}");
        }
        let given = ConsentStanding::of(ConsentState::Given, Day(110));
        assert_eq!(given.stop(Day(110)), Ok(StoppedConsent));
        assert_eq!(given.stop(Day(111)), Err(Refusal::Ended));
        for unanswered in [ConsentStanding::NotAsked, asked(None)] {
            assert_eq!(unanswered.stop(TODAY), Err(Refusal::NotGiven));
        }
        assert_eq!(asked(None).refuse(TODAY), Ok(RefusedConsent));
        assert_eq!(
            ConsentStanding::NotAsked.refuse(TODAY),
            Err(Refusal::NotAsked)
        );
    }
}
