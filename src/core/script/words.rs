//! The closed vocabulary: all that a menu file or a text may mention, and what each word needs to
//! know of the caller.
//!
//! A word without an implementation does not compile (every `match` over these enums is complete);
//! a word that no menu or text uses is a problem at load.

pub use super::variables::Variable;

use std::ops::{BitOr, BitOrAssign};

/// A group of facts that is loaded together, only where the turn can mention it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum Need {
    /// How many asks wait and whether a ballot is open: the marks of the main menu.
    Marks = 1,
    /// Totals of this month and what is left of loans.
    Month = 1 << 1,
    /// Her newest entries: the list, her two most used categories, her usual amounts.
    Entries = 1 << 2,
    /// The one entry whose number she typed.
    Entry = 1 << 3,
    /// Requests that wait for her answer.
    Asks = 1 << 4,
    /// Her permissions.
    Consents = 1 << 5,
    /// Who has seen her record.
    Seen = 1 << 6,
    /// Open ballots on whose roll she stands.
    Ballots = 1 << 7,
    /// The last counted ballots.
    Results = 1 << 8,
    /// The next meeting.
    Meeting = 1 << 9,
    /// The last notices.
    Notices = 1 << 10,
    /// Her PIN's tries, or the phone's.
    Pin = 1 << 11,
    /// A half-filled entry of an earlier session.
    Draft = 1 << 12,
    /// A fresh entry number.
    EntryNo = 1 << 13,
    /// A fresh permission number.
    ConsentNo = 1 << 14,
    /// A fresh case number.
    CaseNo = 1 << 15,
    /// A fresh code for a statement.
    StatementCode = 1 << 16,
}

/// A set of needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Needs(pub u32);

impl Needs {
    /// Nothing beyond who is talking.
    pub const NONE: Self = Self(0);

    /// The set of these needs.
    pub fn of(needs: &[Need]) -> Self {
        Self(needs.iter().fold(0, |all, need| all | *need as u32))
    }

    /// Whether a need is among them.
    pub fn has(self, need: Need) -> bool {
        self.0 & need as u32 != 0
    }

    /// The needs that are here and not in `others`.
    #[must_use]
    pub fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }
}

impl BitOr for Needs {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Needs {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal [$($need:ident)*]),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every word.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// As a menu file or a text writes it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The word of a text, if there is such a word.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($word => Some(Self::$variant),)* _ => None }
            }

            /// The facts it looks at.
            pub fn needs(self) -> Needs {
                match self { $(Self::$variant => Needs::of(&[$(Need::$need),*])),* }
            }
        }
    };
}

pub(super) use vocabulary;

vocabulary! {
    /// What a choice or an answer may do.
    Action {
        /// Speak Gujarati from now on.
        ChooseGujarati = "choose-gujarati" [],
        /// Speak Hindi from now on.
        ChooseHindi = "choose-hindi" [],
        /// Speak English from now on.
        ChooseEnglish = "choose-english" [],
        /// Begin an income entry.
        StartIncome = "start-income" [],
        /// Begin a cost entry.
        StartCost = "start-cost" [],
        /// Begin a saving.
        StartSaving = "start-saving" [],
        /// Begin a loan repayment.
        StartRepayment = "start-repayment" [],
        /// The entry is of today.
        PeriodToday = "period-today" [],
        /// The entry is of this week.
        PeriodWeek = "period-week" [],
        /// The entry is of this month.
        PeriodMonth = "period-month" [],
        /// The entry is of last month.
        PeriodLastMonth = "period-last-month" [],
        /// Save the entry.
        SaveEntry = "save-entry" [EntryNo],
        /// Go on with the half-filled entry of an earlier session.
        TakeDraft = "take-draft" [Draft Entries Month],
        /// Forget the half-filled entry of an earlier session.
        DropDraft = "drop-draft" [Draft],
        /// Put another amount in place of an entry's, or open a case for it; one that is far from what
        /// is usual for her is asked about first.
        MendEntry = "mend-entry" [Entry Entries EntryNo CaseNo],
        /// The same with an amount that she was asked about.
        MendOddEntry = "mend-odd-entry" [Entry EntryNo CaseNo],
        /// Say that an entry is not hers: opens a case.
        DisputeEntry = "dispute-entry" [Entry CaseNo],
        /// Take back an entry, or open a case for it.
        EraseEntry = "erase-entry" [Entry CaseNo],
        /// Make a code for her statement.
        IssueStatement = "issue-statement" [StatementCode],
        /// Ask for her statement on paper: opens a case.
        AskPaperStatement = "ask-paper-statement" [CaseNo],
        /// Say yes to a request.
        GiveConsent = "give-consent" [Asks ConsentNo],
        /// Say no to a request.
        RefuseConsent = "refuse-consent" [Asks ConsentNo],
        /// Stop a permission.
        StopConsent = "stop-consent" [Consents],
        /// Stop a permission and have the receiver erase.
        StopAndErase = "stop-and-erase" [Consents],
        /// Ask for a copy of what is held about her: opens a case.
        AskCopy = "ask-copy" [CaseNo],
        /// Ask for a correction: opens a case.
        AskFix = "ask-fix" [CaseNo],
        /// Ask for erasure: opens a case.
        AskErase = "ask-erase" [CaseNo],
        /// Name a nominee: opens a case.
        AskNominee = "ask-nominee" [CaseNo],
        /// Complain: opens a case.
        Complain = "complain" [CaseNo],
        /// Cast the vote she chose.
        CastVote = "cast-vote" [Ballots],
        /// Come to the meeting.
        MeetingYes = "meeting-yes" [Meeting],
        /// Not come to the meeting.
        MeetingNo = "meeting-no" [Meeting],
        /// Ask for the accounts on the agenda.
        TopicAccounts = "topic-accounts" [Meeting],
        /// Ask for prices on the agenda.
        TopicPrices = "topic-prices" [Meeting],
        /// Ask for loans on the agenda.
        TopicLoans = "topic-loans" [Meeting],
        /// Ask for training on the agenda.
        TopicTraining = "topic-training" [Meeting],
        /// Ask for another topic on the agenda.
        TopicOther = "topic-other" [Meeting],
        /// Have the sakhi call this phone today.
        CallToday = "call-today" [],
        /// Have the sakhi call this phone tomorrow.
        CallTomorrow = "call-tomorrow" [],
        /// Have the sakhi call the number just typed.
        CallOther = "call-other" [],
        /// Set the PIN just typed twice, and use up the code of the slip where there was one.
        SetPin = "set-pin" [],
        /// Texts only say that there is a message.
        PrivateOn = "private-on" [],
        /// Texts say what they are about.
        PrivateOff = "private-off" [],
    }
}

impl Action {
    /// Whether it alters the record, so that a caller whose number is not linked to this phone is
    /// asked the PIN first, and so that it is the end of a task whose replies are counted.
    pub fn commits(self) -> bool {
        !matches!(
            self,
            Self::StartIncome
                | Self::StartCost
                | Self::StartSaving
                | Self::StartRepayment
                | Self::PeriodToday
                | Self::PeriodWeek
                | Self::PeriodMonth
                | Self::PeriodLastMonth
                | Self::TakeDraft
                | Self::DropDraft
        )
    }
}

vocabulary! {
    /// What a route, or a mark beside a choice, may depend on.
    Condition {
        /// No member has this phone.
        PhoneUnknown = "phone-unknown" [],
        /// Several members have this phone and none has said who she is.
        CallerUnknown = "caller-unknown" [],
        /// Several members have this phone, or she typed a number not linked to it.
        PhoneShared = "phone-shared" [],
        /// She has not chosen a language yet.
        LanguageUnknown = "language-unknown" [],
        /// An earlier session left a half-filled entry.
        DraftWaiting = "draft-waiting" [Draft],
        /// The PIN was right in this session.
        PinGiven = "pin-given" [],
        /// The PIN is locked.
        PinLocked = "pin-locked" [Pin],
        /// The PIN is locked until two officers open it.
        PinLockedLong = "pin-locked-long" [Pin],
        /// She has no PIN yet, on a phone of her own; of a shared phone it is told to nobody.
        PinMissing = "pin-missing" [Pin],
        /// The code of her slip was right in this session.
        PinCodeGiven = "pin-code-given" [],
        /// Wrong PINs were typed in other calls, and she is to be told.
        PinTried = "pin-tried" [],
        /// Her PIN was given by officers and she must choose her own.
        PinMustChange = "pin-must-change" [Pin],
        /// An ask waits for her and may be shown here (own phone, or after the PIN).
        AskMark = "ask-mark" [Marks],
        /// A ballot is open, voted or not.
        VoteMark = "vote-mark" [Marks],
        /// The chosen category is a group of several.
        CategoryIsGroup = "category-is-group" [],
        /// She has no running loan.
        LoanNone = "loan-none" [Month],
        /// The amount is over three times her usual.
        AmountOdd = "amount-odd" [Entries],
        /// The amount that she puts in place of an entry's is over three times her usual, or under a
        /// third of it.
        CorrectionOdd = "correction-odd" [Entries Entry],
        /// The last act opened a case.
        CaseOpened = "case-opened" [],
        /// No ask waits.
        AskNone = "ask-none" [Asks],
        /// Exactly one ask waits.
        AskSingle = "ask-single" [Asks],
        /// She has no live permission.
        ConsentNone = "consent-none" [Consents],
        /// Data was handed out under the permission she stopped.
        ConsentUsed = "consent-used" [Consents],
        /// No ballot is open for her.
        BallotNone = "ballot-none" [Ballots],
        /// Exactly one ballot is open for her.
        BallotSingle = "ballot-single" [Ballots],
        /// The ballot she is in is no longer open.
        BallotClosed = "ballot-closed" [Ballots],
        /// She has voted in the ballot she is in.
        BallotVoted = "ballot-voted" [Ballots],
        /// Too few voted in the result she is looking at.
        ResultNoQuorum = "result-no-quorum" [Results],
        /// The result she is looking at is of a yes, no, none question that passed.
        ResultPassed = "result-passed" [Results],
        /// The result she is looking at is of a yes, no, none question that did not pass.
        ResultFailed = "result-failed" [Results],
        /// What was sent to her may be read by others: her phone is shared, she wants texts that say
        /// nothing, or one of the last ones said nothing.
        TextsNeutral = "texts-neutral" [Notices],
        /// No meeting is planned.
        MeetingNone = "meeting-none" [Meeting],
    }
}

vocabulary! {
    /// What a typed answer may be.
    Question {
        /// A member number.
        MemberNo = "member-no" [],
        /// Her PIN, or the code of the slip with which she chooses one.
        Pin = "pin" [Pin],
        /// A new PIN.
        NewPin = "new-pin" [],
        /// The new PIN again.
        NewPinAgain = "new-pin-again" [],
        /// An amount of money.
        Amount = "amount" [],
        /// The number of an entry of hers.
        EntryNo = "entry-no" [Entry],
        /// The number of a live permission of hers.
        ConsentNo = "consent-no" [Consents],
        /// A telephone number.
        PhoneNo = "phone-no" [],
    }
}

vocabulary! {
    /// A list of facts that a screen may show.
    List {
        /// The top categories of the kind of entry begun, her two most used first.
        Categories = "categories" [Entries],
        /// The categories of the chosen group, her two most used first.
        CategoriesUnder = "categories-under" [Entries],
        /// Her newest entries.
        Entries = "entries" [Entries],
        /// Asks that wait.
        Asks = "asks" [Asks],
        /// Her live permissions, nearest end first.
        Consents = "consents" [Consents],
        /// Who has seen her record.
        Seen = "seen" [Seen],
        /// Open ballots.
        Ballots = "ballots" [Ballots],
        /// The options of the ballot she is in.
        Options = "options" [Ballots],
        /// Counted ballots.
        Results = "results" [Results],
        /// The agenda of the next meeting.
        Agenda = "agenda" [Meeting],
        /// The last notices, and the last texts sent to her.
        Notices = "notices" [Notices],
    }
}

/// How the lines of a list are chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Picking {
    /// By a key of 1 to 8 that belongs to the line, the same on every page and in every language.
    ByKey,
    /// By typing the short number, 10 or more, that stands before the line.
    ByNumber,
    /// Not at all: it is only read.
    Never,
}

impl List {
    /// How its lines are chosen.
    pub fn picking(self) -> Picking {
        match self {
            Self::Categories | Self::CategoriesUnder | Self::Options => Picking::ByKey,
            Self::Entries | Self::Asks | Self::Consents | Self::Ballots | Self::Results => {
                Picking::ByNumber
            }
            Self::Seen | Self::Agenda | Self::Notices => Picking::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_as_it_is_written() {
        for action in Action::ALL {
            assert_eq!(Action::parse(action.word()), Some(*action));
        }
        assert_eq!(Variable::parse("naam"), None);
        assert!(Condition::AmountOdd.needs().has(Need::Entries));
    }
}
