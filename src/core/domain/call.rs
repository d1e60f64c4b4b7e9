//! Calls that women ask for: each waits until somebody has talked to her.

use super::Instant;
use super::entry::coded;

coded! {
    /// What came of a try to call her back.
    CallResult {
        /// She was talked to, and it is settled.
        Settled = "settled",
        /// She was talked to, and somebody goes to see her.
        Visit = "visit",
        /// She was talked to, and a case was opened for her.
        CaseOpened = "case opened",
        /// She was not reached: she is called again.
        NotReached = "not reached",
    }
}

impl CallResult {
    /// Whether she was talked to, so that the call waits no longer.
    pub fn is_done(self) -> bool {
        match self {
            Self::Settled | Self::Visit | Self::CaseOpened => true,
            Self::NotReached => false,
        }
    }
}

/// Where a call that was asked for stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallStanding {
    /// She waits for it.
    Waiting {
        /// How often she was not reached.
        tries_n: i64,
    },
    /// She was talked to.
    Done,
}

/// She was talked to already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AlreadyDone;

impl CallStanding {
    /// Where it stands after these tries, oldest first.
    pub fn kept(results: &[(CallResult, Instant)]) -> Self {
        results
            .iter()
            .try_fold(Self::Waiting { tries_n: 0 }, |from, (result, _)| {
                from.tried(*result)
            })
            .unwrap_or(Self::Done)
    }

    /// Somebody has tried to call her.
    pub fn tried(self, result: CallResult) -> Result<Self, AlreadyDone> {
        match self {
            Self::Done => Err(AlreadyDone),
            Self::Waiting { .. } if result.is_done() => Ok(Self::Done),
            Self::Waiting { tries_n } => Ok(Self::Waiting {
                tries_n: tries_n + 1,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_waits_until_she_was_talked_to() {
        let waiting = CallStanding::kept(&[]);
        assert_eq!(waiting, CallStanding::Waiting { tries_n: 0 });
        for result in CallResult::ALL {
            let tried = waiting.tried(*result).unwrap();
            let is_done = tried == CallStanding::Done;
            assert_eq!(is_done, *result != CallResult::NotReached, "{result:?}");
            assert_eq!(CallStanding::Done.tried(*result), Err(AlreadyDone));
        }
        let missed = [(CallResult::NotReached, Instant(1)); 2];
        let twice = CallStanding::kept(&missed);
        assert_eq!(twice, CallStanding::Waiting { tries_n: 2 });
    }
}
