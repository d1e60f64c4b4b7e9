//! Officers: their roles, their passphrases, and how often a wrong one may be typed.
//!
//! A passphrase is long and has no rules of composition (console reference 6). Wrong tries make whoever
//! types them wait, longer each time, and lock nobody: they are counted for the place that they come from,
//! so that a stranger who tries makes only himself wait. Over all places together they are counted once
//! more, and that count makes wait only places from which the officer has never signed in.

use super::entry::coded;
use super::factor::{AuthenticatorSet, FactorKind, SheetMade};
use super::{Instant, MemberId, OfficerId};

coded! {
    /// What somebody is elected or appointed for (domain reference C5). What each may do is one table
    /// in `authz`.
    Role {
        /// Helps a group: enters for a member, marks attendance, opens cases, calls back.
        Sakhi = "sakhi",
        /// Confirms savings, instalments and pay-outs.
        Treasurer = "treasurer",
        /// Members, groups, meetings, minutes and notices.
        Secretary = "secretary",
        /// The second signature; opens ballots, and closes them when their time is over.
        President = "president",
        /// Checks requests for data, answers cases, orders a release.
        DataCommittee = "data-committee",
        /// Elected to audit, not to act: reads the ledger, the list of voters after the close, and the
        /// pay-outs.
        MemberAuditor = "member-auditor",
        /// Sees totals over ten or more members, of several cooperatives.
        FederationAnalyst = "federation-analyst",
        /// Runs the system.
        Technician = "technician",
    }
}

/// An officer, as acts and signatures need her. Her name stays in the store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Officer {
    /// The officer's id.
    pub id: OfficerId,
    /// Her own row in the register, where she is a member: what is about her she does not sign.
    pub member: Option<MemberId>,
    /// The roles she has now.
    pub roles: Vec<Role>,
}

/// Somebody becomes an officer.
#[derive(Clone, PartialEq, Eq)]
pub struct OfficerAdded {
    /// Her id.
    pub officer: OfficerId,
    /// Her name.
    pub name: String,
    /// Her own row in the register.
    pub member: Option<MemberId>,
    /// Her first role.
    pub role: Role,
    /// The hash of her passphrase, as a PHC string without the pepper.
    pub passphrase_hash: String,
}

impl std::fmt::Debug for OfficerAdded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Added({:?} {:?})", self.officer, self.role)
    }
}

/// A change of officers.
#[derive(Clone, PartialEq, Eq)]
pub enum OfficerChange {
    /// Somebody becomes an officer.
    Added(OfficerAdded),
    /// She has one role more.
    RoleGiven(OfficerId, Role),
    /// She has one role less.
    RoleTaken(OfficerId, Role),
    /// She is no officer any more, and has no roles.
    Ended(OfficerId),
    /// She has another passphrase, of which this is the hash.
    PassphraseSet(OfficerId, String),
    /// She has a new sheet of codes; one that she had counts no more.
    SheetMade(Box<SheetMade>),
    /// She has a new authenticator; one that she had counts no more.
    AuthenticatorSet(Box<AuthenticatorSet>),
    /// One of her second steps counts no more.
    SecondStepEnded(OfficerId, FactorKind),
}

impl std::fmt::Debug for OfficerChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?}", self.kind(), self.officer())
    }
}

impl OfficerChange {
    /// Its word in the ledger.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Added(_) => "officer added",
            Self::RoleGiven(..) => "role given",
            Self::RoleTaken(..) => "role taken",
            Self::Ended(_) => "officer ended",
            Self::PassphraseSet(..) => "passphrase set",
            Self::SheetMade(_) => "sheet made",
            Self::AuthenticatorSet(_) => "authenticator set",
            Self::SecondStepEnded(..) => "second step ended",
        }
    }

    /// Whom it is about.
    pub fn officer(&self) -> OfficerId {
        match self {
            Self::Added(added) => added.officer,
            Self::RoleGiven(officer, _)
            | Self::RoleTaken(officer, _)
            | Self::Ended(officer)
            | Self::PassphraseSet(officer, _)
            | Self::SecondStepEnded(officer, _) => *officer,
            Self::SheetMade(made) => made.officer,
            Self::AuthenticatorSet(set) => set.officer,
        }
    }
}

/// Signs that a name has at most, as in the register.
pub const NAME_MAX: usize = 60;

/// A name as it is written down: one space between its words. `None` where it is no name: no letter, a
/// line break or another control sign, or longer than `NAME_MAX`.
pub fn name(typed: &str) -> Option<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_one = name.chars().any(char::is_alphabetic)
        && !name.chars().any(char::is_control)
        && name.chars().count() <= NAME_MAX;
    is_one.then_some(name)
}

/// What a name is found by: two that differ only in capitals and spaces are one.
pub fn name_key(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Signs of a passphrase, at least and at most.
pub const PASSPHRASE_MIN: usize = 15;
/// Far above what anybody types; a limit only on the work of hashing.
pub const PASSPHRASE_MAX: usize = 256;
/// Different signs of a passphrase, at least: `aaaaaaaaaaaaaaa` is none.
const DIFFERENT_MIN: usize = 6;

/// Why a text cannot be a passphrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Weak {
    /// Too few signs.
    #[error("a passphrase has at least {PASSPHRASE_MIN} signs, spaces among them")]
    Short,
    /// Too many signs.
    #[error("a passphrase has at most {PASSPHRASE_MAX} signs")]
    Long,
    /// The same few signs over and over.
    #[error("a passphrase has at least {DIFFERENT_MIN} different signs")]
    Monotonous,
    /// It is common, or made of what is guessed first: common words, rows of keys, dates.
    #[error(
        "others guess this passphrase soon: take four or more words that have nothing to do with each \
         other, and are no saying or song"
    )]
    Common,
    /// Whoever knows her name or her cooperative's knows most of it.
    #[error("a passphrase does not hold the officer's or the cooperative's name")]
    Names,
}

/// Whether this may be a passphrase of the officer of this name, in this cooperative. What others guess
/// first is looked for besides, outside of the core (`pins::check_passphrase`).
pub fn check_passphrase(typed: &str, names: &[&str]) -> Result<(), Weak> {
    let signs_n = typed.chars().count();
    if signs_n < PASSPHRASE_MIN {
        return Err(Weak::Short);
    }
    if signs_n > PASSPHRASE_MAX {
        return Err(Weak::Long);
    }
    let different: std::collections::BTreeSet<char> = typed.chars().collect();
    if different.len() < DIFFERENT_MIN {
        return Err(Weak::Monotonous);
    }
    let folded = name_key(typed);
    if names.iter().any(|name| folded.contains(&name_key(name))) {
        return Err(Weak::Names);
    }
    Ok(())
}

/// Wrong passphrases from one place that cost no wait.
pub const FREE_TRIES: i64 = 3;
/// The same over all places together: above what one forgetful officer types.
pub const FREE_TRIES_OF_ALL: i64 = 20;
/// The first wait; it doubles with each wrong try.
const WAIT_FIRST_MS: i64 = 60_000;
/// The longest wait, so that an officer who forgot her passphrase can sign in the same day.
const WAIT_MAX_MS: i64 = 60 * 60_000;
/// After so long without a try, none is remembered.
pub const TRIES_KEPT_MS: i64 = 24 * 60 * 60_000;

/// Wrong passphrases of one officer, from one place or from all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PassphraseTries {
    /// How many since the last right one.
    pub fails: i64,
    /// The moment of the last.
    pub tried_at: Option<Instant>,
    /// No try counts before this moment.
    pub wait_until: Option<Instant>,
}

impl PassphraseTries {
    /// Until when a try is not even looked at; `None` where it may be made now.
    pub fn waits_until(&self, now: Instant) -> Option<Instant> {
        self.wait_until.filter(|until| now < *until)
    }

    /// After one more. It is written **before** the passphrase is looked at, so that many at once gain
    /// nothing; a right one takes it back. `free_n`: how many cost no wait.
    #[must_use]
    pub fn after_try(&self, free_n: i64, now: Instant) -> Self {
        let is_old = self
            .tried_at
            .is_some_and(|at| now.0 - at.0 >= TRIES_KEPT_MS);
        let fails = if is_old { 1 } else { self.fails + 1 };
        let doublings = u32::try_from((fails - free_n).clamp(0, 10)).unwrap_or_default();
        let wait_ms = (WAIT_FIRST_MS << doublings.saturating_sub(1)).min(WAIT_MAX_MS);
        Self {
            fails,
            tried_at: Some(now),
            wait_until: (doublings > 0).then(|| now.plus_ms(wait_ms)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_492_800_000);

    #[test]
    fn a_name_has_a_letter_and_is_found_however_it_is_written() {
        assert_eq!(name("  Ila   Patel ").as_deref(), Some("Ila Patel"));
        assert_eq!(name("રમીલાબેન").as_deref(), Some("રમીલાબેન"));
        for none in ["", " ", "42", &"a".repeat(61)] {
            assert_eq!(name(none), None, "{none}");
        }
        assert_eq!(name_key("ILA  patel"), name_key("Ila Patel"));
    }

    #[test]
    fn a_passphrase_is_long_and_says_no_name() {
        let names = ["Ila Patel", "Asha Mandli"];
        let check = |typed: &str| check_passphrase(typed, &names);
        assert_eq!(check("seven red hens at dusk"), Ok(()));
        assert_eq!(check("સાત લાલ મરઘી સાંજે ઘરે"), Ok(()));
        assert_eq!(check("short of it"), Err(Weak::Short));
        assert_eq!(check(&"abcdefgh".repeat(33)), Err(Weak::Long));
        assert_eq!(check("ababababababababab"), Err(Weak::Monotonous));
        assert_eq!(check("my name is ila patel"), Err(Weak::Names));
        assert_eq!(check("ASHA mandli for ever"), Err(Weak::Names));
    }

    #[test]
    fn waits_begin_after_three_tries_double_and_end() {
        let mut tries = PassphraseTries::default();
        let mut waits = Vec::new();
        for _ in 0..11 {
            tries = tries.after_try(FREE_TRIES, NOW);
            waits.push(
                tries
                    .wait_until
                    .map_or(0, |until| (until.0 - NOW.0) / 60_000),
            );
        }
        assert_eq!(waits, [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]);
        let until = tries.wait_until.unwrap();
        assert_eq!(tries.waits_until(NOW), Some(until));
        assert_eq!(tries.waits_until(until), None);
        // A day later nothing of it is remembered.
        let next_day = NOW.plus_ms(TRIES_KEPT_MS);
        assert_eq!(tries.after_try(FREE_TRIES, next_day).fails, 1);
    }
}
