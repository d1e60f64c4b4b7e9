//! What becomes of a text: where it stands, how it can fail, and what is done about it.
//!
//! A failure that another try can heal is tried again, later each time; one that it cannot heal never
//! is, and where a person has to see to something, an officer gets a task (rules T-6).

use super::entry::coded;

coded! {
    /// Where a text stands. It only ever goes forward: a late word of an earlier state changes
    /// nothing.
    MessageState {
        /// It waits for its time and its turn.
        Waiting = "waiting",
        /// It is leased, and on its way to a provider.
        Sending = "sending",
        /// It may or may not have been taken; a receipt will tell, or time.
        Unsure = "unsure",
        /// A provider has it.
        Sent = "sent",
        /// The handset has it.
        Delivered = "delivered",
        /// It will not arrive.
        Failed = "failed",
        /// It was not worth sending any more.
        Expired = "expired",
    }
}

impl MessageState {
    /// How far it has come. A receipt moves a text only further: two receipts in any order, and a
    /// receipt that comes twice, end in the same state. That a handset has it outweighs every word
    /// that it has not.
    fn rank(self) -> i64 {
        match self {
            Self::Waiting => 0,
            Self::Sending => 1,
            Self::Unsure => 2,
            Self::Sent => 3,
            Self::Expired | Self::Failed => 4,
            Self::Delivered => 5,
        }
    }

    /// Whether a receipt that says `then` moves a text that stands here.
    pub fn yields_to(self, then: Self) -> bool {
        self.rank() < then.rank()
    }

    /// Whether nothing more happens to it.
    pub fn is_final(self) -> bool {
        match self {
            Self::Waiting | Self::Sending | Self::Unsure | Self::Sent => false,
            Self::Delivered | Self::Failed | Self::Expired => true,
        }
    }
}

coded! {
    /// Why a text did not arrive, whatever words a provider has for it.
    Failure {
        /// Nobody has this number.
        BadNumber = "bad-number",
        /// The handset was off, full, or out of reach.
        Away = "away",
        /// She, or her network, wants no texts of this kind.
        OptedOut = "opted-out",
        /// The text does not match its registered template.
        Template = "template",
        /// The header, the entity or the chain is not registered as it was sent.
        Route = "route",
        /// The account has no credit.
        NoCredit = "no-credit",
        /// Too many at once.
        Throttled = "throttled",
        /// The network lets no such text through at this hour.
        OutOfHours = "out-of-hours",
        /// The provider is out of reach, or in trouble.
        Down = "down",
        /// Our own settings at the provider are wrong.
        Settings = "settings",
        /// It failed, and nobody says why.
        Other = "other",
    }
}

/// What a receipt says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reported {
    /// The provider has passed it on; not yet the end.
    Sent,
    /// It has arrived.
    Delivered,
    /// It has not, and will not.
    Failed(Failure),
    /// A word that we do not know yet: kept and logged, and changes nothing.
    Unknown(String),
}

impl Reported {
    /// The state that a receipt reports; `None` for a word that we do not know.
    pub fn state(&self) -> Option<MessageState> {
        match self {
            Self::Sent => Some(MessageState::Sent),
            Self::Delivered => Some(MessageState::Delivered),
            Self::Failed(_) => Some(MessageState::Failed),
            Self::Unknown(_) => None,
        }
    }
}

/// A text is tried so often, then it has failed.
pub const ATTEMPTS_MAX: i64 = 8;
/// A number is set aside after so many failures in a row that say that nobody has it (rules
///
pub const HARD_FAILS_MAX: i64 = 2;
/// How long a text of unknown fate waits for its receipt before it is tried again.
pub const RECEIPT_WAIT_MS: i64 = 30 * MINUTE_MS;
/// Longest wait between two tries.
const WAIT_MAX_MS: i64 = 6 * 60 * MINUTE_MS;
const MINUTE_MS: i64 = 60_000;

/// When a text that failed is tried again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Again {
    /// After this many milliseconds.
    After(i64),
    /// At once, by another gateway, or by the same one once it may be used again.
    OtherRoute,
    /// When the hours have begun that the law leaves to such texts, on the next day where they are open.
    NextWindow,
    /// Never.
    Never,
}

/// What is done besides, when a text failed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Consequence {
    /// Nothing.
    Nothing,
    /// One more hard failure of this number; at `HARD_FAILS_MAX` it is set aside.
    CountNumber,
    /// No more announcements to this phone.
    StopPhone,
    /// The template is not used until an officer has seen to it.
    PauseTemplate,
    /// The gateway is not used for this cooperative until an officer has seen to it.
    PauseRoute,
    /// An officer pays in; nothing is paused.
    TellCredit,
    /// An officer sets the template up at the gateway, which does without it meanwhile.
    TellFlow,
    /// An officer knows that a text may have left twice.
    TellTwice,
    /// The gateway is fed more slowly.
    SlowDown,
    /// It counts against the gateway: after several in a row it is left alone for a while.
    CountGateway,
}

impl Failure {
    /// What follows from this failure of a text that was tried `attempts` times, this one included.
    /// `jitter` is in thousandths, 0 to 999, so that texts that failed together are not tried again
    /// together.
    pub fn leads_to(self, attempts: i64, jitter: i64) -> (Again, Consequence) {
        let (again, consequence) = match self {
            Self::BadNumber => (Again::Never, Consequence::CountNumber),
            Self::OptedOut => (Again::Never, Consequence::StopPhone),
            Self::Template => (Again::Never, Consequence::PauseTemplate),
            Self::Route => (Again::OtherRoute, Consequence::PauseRoute),
            Self::OutOfHours => (Again::NextWindow, Consequence::Nothing),
            Self::Away => (
                grows(20 * MINUTE_MS, attempts, jitter),
                Consequence::Nothing,
            ),
            // Somebody pays in, within hours: trying often would only cost.
            Self::NoCredit => (
                grows(3 * 60 * MINUTE_MS, attempts, jitter),
                Consequence::TellCredit,
            ),
            Self::Settings => (
                grows(60 * MINUTE_MS, attempts, jitter),
                Consequence::PauseRoute,
            ),
            Self::Throttled => (grows(10_000, attempts, jitter), Consequence::SlowDown),
            Self::Down => (grows(15_000, attempts, jitter), Consequence::CountGateway),
            Self::Other => (grows(5 * MINUTE_MS, attempts, jitter), Consequence::Nothing),
        };
        if attempts >= ATTEMPTS_MAX && again != Again::Never {
            return (Again::Never, consequence);
        }
        (again, consequence)
    }
}

/// Where a text goes because of a receipt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Move {
    /// The state it goes to; `Waiting` where it is tried again.
    pub state: MessageState,
    /// When it is tried again.
    pub again: Again,
    /// Why it did not arrive.
    pub failure: Option<Failure>,
    /// What is done besides.
    pub consequence: Consequence,
}

/// How a text stands when a receipt for it comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Its state.
    pub state: MessageState,
    /// How often it was tried, this attempt included.
    pub attempts: i64,
    /// Whether it may be tried again because of this receipt: it is certainly of the last attempt, and the
    /// provider would not take the same id for a repetition.
    pub can_repeat: bool,
    /// Whether the attempt that the receipt is of is known to have failed.
    pub is_over: bool,
}

/// What a receipt does to a text; `None`: nothing, since it is already as far, or the word is unknown. Of
/// an attempt that is known to have failed only the word that it has arrived after all counts: she has the
/// text, and gets it no second time.
pub fn received(text: Standing, reported: &Reported, jitter: i64) -> Option<Move> {
    let to = reported.state().filter(|to| text.state.yields_to(*to))?;
    if text.is_over && to != MessageState::Delivered {
        return None;
    }
    let Reported::Failed(failure) = reported else {
        return Some(Move {
            state: to,
            again: Again::Never,
            failure: None,
            consequence: Consequence::Nothing,
        });
    };
    let (again, consequence) = failure.leads_to(text.attempts, jitter);
    let is_repeated = text.can_repeat && again != Again::Never;
    Some(Move {
        state: if is_repeated {
            MessageState::Waiting
        } else {
            MessageState::Failed
        },
        again: if is_repeated { again } else { Again::Never },
        failure: Some(*failure),
        consequence,
    })
}

/// Twice as long after each attempt, three quarters to five quarters of it by chance, at most six
/// hours.
fn grows(first_ms: i64, attempts: i64, jitter: i64) -> Again {
    let doublings = u32::try_from(attempts.clamp(1, ATTEMPTS_MAX) - 1).unwrap_or_default();
    let wait_ms = (first_ms << doublings).min(WAIT_MAX_MS * 4 / 5);
    Again::After(wait_ms * (750 + jitter.clamp(0, 999) / 2) / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tried_once(state: MessageState, can_repeat: bool) -> Standing {
        Standing {
            state,
            attempts: 1,
            can_repeat,
            is_over: false,
        }
    }

    #[test]
    fn each_failure_leads_where_it_should() {
        use Failure::*;
        let cases = [
            (BadNumber, Again::Never, Consequence::CountNumber),
            (OptedOut, Again::Never, Consequence::StopPhone),
            (Template, Again::Never, Consequence::PauseTemplate),
            (Route, Again::OtherRoute, Consequence::PauseRoute),
            (OutOfHours, Again::NextWindow, Consequence::Nothing),
            (Away, Again::After(900_000), Consequence::Nothing),
            (NoCredit, Again::After(8_100_000), Consequence::TellCredit),
            (Settings, Again::After(2_700_000), Consequence::PauseRoute),
            (Throttled, Again::After(7_500), Consequence::SlowDown),
            (Down, Again::After(11_250), Consequence::CountGateway),
            (Other, Again::After(225_000), Consequence::Nothing),
        ];
        for (failure, again, consequence) in cases {
            assert_eq!(failure.leads_to(1, 0), (again, consequence), "{failure:?}");
            let (last, same) = failure.leads_to(ATTEMPTS_MAX, 0);
            assert_eq!((last, same), (Again::Never, consequence), "{failure:?}");
        }
        for failure in Failure::ALL {
            assert!(cases.iter().any(|(named, ..)| named == failure));
        }
    }

    #[test]
    fn a_failed_receipt_is_followed_by_another_try_only_where_that_is_safe() {
        let away = Reported::Failed(Failure::Away);
        let moved = |state, can_repeat| received(tried_once(state, can_repeat), &away, 0);
        let again = moved(MessageState::Sent, true).unwrap();
        assert_eq!(again.state, MessageState::Waiting);
        assert_eq!(again.again, Again::After(900_000));
        let over = moved(MessageState::Sent, false).unwrap();
        assert_eq!(
            (over.state, over.again),
            (MessageState::Failed, Again::Never)
        );
        assert_eq!(moved(MessageState::Delivered, true), None);
        assert_eq!(moved(MessageState::Failed, true), None);
        let refused = Reported::Failed(Failure::Template);
        let moved = received(tried_once(MessageState::Sent, true), &refused, 0).unwrap();
        assert_eq!(moved.state, MessageState::Failed);
        assert_eq!(moved.consequence, Consequence::PauseTemplate);
        let word = Reported::Unknown("QUEUED".into());
        assert_eq!(
            received(tried_once(MessageState::Sent, true), &word, 0),
            None
        );
        // Of an attempt that is known to have failed, and is to be made again, only its arrival counts.
        let over = |reported| {
            received(
                Standing {
                    is_over: true,
                    ..tried_once(MessageState::Waiting, true)
                },
                &reported,
                0,
            )
        };
        assert_eq!(over(away.clone()), None);
        assert_eq!(over(Reported::Sent), None);
        let arrived = over(Reported::Delivered).unwrap();
        assert_eq!(arrived.state, MessageState::Delivered);
    }

    /// What a text comes to when these receipts arrive in this order.
    fn after(receipts: &[MessageState]) -> MessageState {
        receipts.iter().fold(MessageState::Sending, |at, then| {
            if at.yields_to(*then) { *then } else { at }
        })
    }

    proptest! {
        #[test]
        fn receipts_in_any_order_and_twice_end_alike(
            picks in proptest::collection::vec(0_usize..3, 0..6),
            by in 0_usize..6, again in 0_usize..6,
        ) {
            let said = [Reported::Sent, Reported::Delivered, Reported::Failed(Failure::Away)];
            let states: Vec<MessageState> =
                picks.iter().filter_map(|n| said[*n].state()).collect();
            let mut other = states.clone();
            if !other.is_empty() {
                let len = other.len();
                other.rotate_left(by % len);
                other.push(other[again % len]);
                other.reverse();
            }
            prop_assert_eq!(after(&states), after(&other));
        }

        #[test]
        fn a_wait_grows_and_has_an_end(attempts in 1_i64..40, jitter in 0_i64..1000) {
            for failure in Failure::ALL {
                let wait = |attempts| match failure.leads_to(attempts, jitter).0 {
                    Again::After(ms) => Some(ms),
                    Again::OtherRoute | Again::NextWindow | Again::Never => None,
                };
                if let (Some(now), Some(next)) = (wait(attempts), wait(attempts + 1)) {
                    prop_assert!(now <= next && next <= WAIT_MAX_MS);
                }
                prop_assert!(attempts < ATTEMPTS_MAX || wait(attempts).is_none());
            }
        }
    }
}
