//! Entries: one line of income, cost, saving or repayment each, and the categories they stand under.

use super::{EntryId, Instant, Lang, Words, time::Day};
use serde::{Deserialize, Serialize};

/// Money in paise; never a float.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Paise(pub i64);

impl Paise {
    /// So many whole rupees.
    pub fn rupees(rupees: i64) -> Self {
        Self(rupees * 100)
    }

    /// `850`, or `850.50` where there are paise; ASCII digits without grouping, as screens show them.
    pub fn show(self) -> String {
        let (rupees, paise) = (self.0 / 100, (self.0 % 100).abs());
        if paise == 0 {
            rupees.to_string()
        } else {
            format!("{rupees}.{paise:02}")
        }
    }
}

/// A text that stands for each value of a closed list, in SQL and in stored states.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),* }
        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Its word in SQL.
            pub fn code(self) -> &'static str { match self { $(Self::$variant => $code),* } }
            /// The value of a word from SQL; `None` for a word of a newer release.
            pub fn parse(code: &str) -> Option<Self> { match code { $($code => Some(Self::$variant),)* _ => None } }
        }
    };
}
pub(super) use coded;

coded! {
    /// What an entry is about.
    EntryKind {
        /// Money that came in.
        Income = "income",
        /// Money spent on the work.
        Cost = "cost",
        /// Money put aside; waits for the treasurer.
        Saving = "saving",
        /// An instalment of a loan; waits for the treasurer.
        Repayment = "repayment",
    }
}

impl EntryKind {
    /// The first state of an entry of this kind: savings and instalments wait until the treasurer confirms
    /// them.
    pub fn begins(self) -> EntryState {
        match self {
            Self::Income | Self::Cost => EntryState::Good,
            Self::Saving | Self::Repayment => EntryState::Waiting,
        }
    }
}

coded! {
    /// How long a time an entry covers. A whole week or month is normal, not a mistake.
    Period {
        /// Today.
        Today = "day",
        /// This week, Monday to today.
        Week = "week",
        /// This month, up to today.
        Month = "month",
        /// The whole of last month.
        LastMonth = "last-month",
    }
}

impl Period {
    /// The first and last day it covers, seen from `today`.
    pub fn days(self, today: Day) -> (Day, Day) {
        match self {
            Self::Today => (today, today),
            Self::Week => (today.week_start(), today),
            Self::Month => (today.month_start(), today),
            Self::LastMonth => {
                let last = today.month_start().plus(-1);
                (last.month_start(), last)
            }
        }
    }
}

/// The time an entry covers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EntryTime {
    /// How long it is.
    pub period: Period,
    /// Its first day.
    pub from_on: Day,
    /// Its last day.
    pub to_on: Day,
}

coded! {
    /// What stands behind an entry (domain reference D, `entry.proof`).
    Proof {
        /// She said it herself: `s`.
        Own = "self",
        /// A helper typed it: `h`.
        Helper = "helper",
        /// A paper of the cooperative or a buyer: `r`.
        Receipt = "receipt",
        /// A bank's line: `b`.
        Bank = "bank",
    }
}

impl Proof {
    /// The letter beside the entry in her record.
    pub fn letter(self) -> &'static str {
        &self.code()[..1]
    }
}

coded! {
    /// Where an entry stands; read from its events, never updated in place.
    EntryState {
        /// It counts.
        Good = "ok",
        /// It waits until the treasurer agrees.
        Waiting = "waiting",
        /// Somebody says it is wrong; a case is open.
        Disputed = "disputed",
        /// It was taken back, or a newer entry replaced it.
        Withdrawn = "withdrawn",
    }
}

/// An entry that is taken back, to which nothing more happens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gone;

/// An entry that nobody says anything against, so that nothing is to be settled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotDisputed;

impl EntryState {
    /// Somebody says that the entry is wrong. That can happen more than once, and each time opens a case.
    pub fn dispute(self) -> Result<Self, Gone> {
        self.not_gone().map(|_| Self::Disputed)
    }

    /// It is taken back, or replaced.
    pub fn withdraw(self) -> Result<Self, Gone> {
        self.not_gone().map(|_| Self::Withdrawn)
    }

    /// The case about it is decided, and it stays as it is.
    pub fn settle(self) -> Result<Self, NotDisputed> {
        match self {
            Self::Disputed => Ok(Self::Good),
            Self::Good | Self::Waiting | Self::Withdrawn => Err(NotDisputed),
        }
    }

    fn not_gone(self) -> Result<Self, Gone> {
        match self {
            Self::Good | Self::Waiting | Self::Disputed => Ok(self),
            Self::Withdrawn => Err(Gone),
        }
    }
}

/// One entry of her record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The entry's id.
    pub id: EntryId,
    /// The number she can type, unique in the cooperative, at least four digits.
    pub no: i64,
    /// Income, cost, saving or repayment.
    pub kind: EntryKind,
    /// The category's code; `None` for savings and repayments.
    pub category: Option<i64>,
    /// How much.
    pub amount: Paise,
    /// How long a time it covers.
    pub period: Period,
    /// The first day it covers.
    pub from_on: Day,
    /// The last day it covers.
    pub to_on: Day,
    /// What stands behind it.
    pub proof: Proof,
    /// Where it stands.
    pub state: EntryState,
    /// The entry it replaces, where she mended one.
    pub replaces: Option<EntryId>,
    /// When it was recorded.
    pub at: Instant,
}

/// A category, or a group of categories. The cooperative edits the list; `key` is the key she
/// presses, the same on every page and in every language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Category {
    /// Two digits (domain reference D, category table); groups are the tens.
    pub code: i64,
    /// The group it stands under; `None` at the top.
    pub parent: Option<i64>,
    /// Income or cost.
    pub kind: EntryKind,
    /// Its key on the list, 1 to 8.
    pub key: i64,
    /// Its name.
    pub name: Words,
}

impl Category {
    /// Its name in one language.
    pub fn name(&self, lang: Lang) -> &str {
        self.name.in_lang(lang)
    }
}
