//! The texts we send: what each is for, what it mentions, and what stands in its places.
//!
//! No free text leaves (decision 6): a text is a notice's name, a language, and values for its
//! places. The words stand in `locales/*/notices.ftl`, their form in `menus/notices.toml`.

use super::entry::coded;
use super::{Day, Instant, LangScript, Paise, PhoneId, Words};
use crate::core::domain::MemberId;

coded! {
    /// The class a template is registered under (TRAI TCCCPR 2018 as amended in 2025; rules
    /// 2.1). A text that mixes service and promotion is promotion.
    Class {
        /// About her membership.
        Service = "service",
        /// An offer: sent between 10 and 21 only, and never to her who said STOP.
        Promotional = "promotional",
        /// A code or a booking of money. In practice for banks.
        Transactional = "transactional",
        /// Sent by a public office.
        Government = "government",
    }
}

coded! {
    /// Why a text is sent: it decides its priority, its hours and whether it counts for the day's cap.
    Purpose {
        /// She has just written to us. Leaves first, at any hour, and does not count for the day's cap.
        Answer = "answer",
        /// A breach or a similar danger: leaves at any hour, and does not count for the day's cap.
        Alert = "alert",
        /// A meeting, a ballot, an instalment.
        Reminder = "reminder",
        /// To many, by an officer. Not to her who said STOP.
        Announcement = "announcement",
    }
}

impl Purpose {
    /// Its place in the queue: smaller goes first (`outbox.priority`).
    pub fn priority(self) -> i64 {
        match self {
            Self::Alert => 0,
            Self::Answer => 1,
            Self::Reminder => 2,
            Self::Announcement => 3,
        }
    }

    /// Whether it keeps quiet hours and counts for the day's cap.
    pub fn respects_quiet_hours_and_caps(self) -> bool {
        match self {
            Self::Alert | Self::Answer => false,
            Self::Reminder | Self::Announcement => true,
        }
    }
}

/// What stands in a place of a text. It is written in the language of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Filling {
    /// A bare number.
    Number(i64),
    /// An amount: bare rupees, with paise only where there are any.
    Amount(Paise),
    /// A day: `24/11/2026`.
    Day(Day),
    /// A day and an hour, as screens say it.
    When(Instant),
    /// Words that exist in the three languages.
    Words(Words),
    /// Signs that are the same in every language: a code, a list of numbers.
    Signs(String),
}

/// The most letters that a value may have, whatever its tag. Jio lists 40 for all but numbers, the other
/// operators 30 for English and Unicode alike; which operator checks a text depends on her number, so the
/// strictest limit counts (rules 2.1).
pub const VALUE_LETTERS_MAX: usize = 30;

/// The values of a text's places, by name.
pub type Fillings = Vec<(&'static str, Filling)>;

/// Names the texts that the program itself sends, with the places each has.
macro_rules! notices {
    ($($(#[$doc:meta])* $variant:ident = $word:literal [$($place:literal)*]),* $(,)?) => {
        /// A text that the program itself sends. Announcements, which an officer picks, are known by
        /// their name in `menus/notices.toml` only.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Notice { $($(#[$doc])* $variant),* }

        impl Notice {
            /// All of them, in the order they are written here.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in `menus/notices.toml`; its words are `notice-NAME`.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The places it has, by name.
            pub fn places(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($place),*]),* }
            }
        }
    };
}

notices! {
    /// Her entry is saved: its number, what it is about, how much.
    EntrySaved = "entry-saved" ["no" "about" "amount"],
    /// Her entry is saved, on a phone that others read.
    EntryNoted = "entry-noted" ["no"],
    /// It is much more than her usual: right? Answered with yes or no.
    EntryOdd = "entry-odd" ["about" "amount"],
    /// The same on a phone that others read.
    EntryOddQuiet = "entry-odd-quiet" [],
    /// She said no: nothing was saved.
    EntryDropped = "entry-dropped" [],
    /// The same words came again soon after: is it a second one? Answered with yes or no.
    EntryAgain = "entry-again" ["no"],
    /// It is not: it stays noted once.
    EntryOnce = "entry-once" [],
    /// Her word names two categories: which? Answered with 1 or 2.
    CategoryWhich = "category-which" ["first" "second"],
    /// Her word names several categories: their codes.
    CategoryCodes = "category-codes" ["codes"],
    /// How to write an income: the code, the amount.
    EntryForm = "entry-form" [],
    /// How to write a cost.
    CostForm = "cost-form" [],
    /// How to write a saving.
    SavingForm = "saving-form" [],
    /// How to write an instalment.
    RepaymentForm = "repayment-form" [],
    /// An instalment, and no loan that it could pay.
    LoanNone = "loan-none" [],
    /// The amount could mean two things.
    AmountUnclear = "amount-unclear" [],
    /// The day could mean two things.
    DayUnclear = "day-unclear" [],
    /// No category has this code.
    CodeUnknown = "code-unknown" [],
    /// She has no entry of this number.
    EntryUnknown = "entry-unknown" [],
    /// Her own entry is taken out of her record.
    EntryErased = "entry-erased" ["no"],
    /// Which entry is wrong?
    EntryWhich = "entry-which" [],
    /// A case is open, with its number.
    CaseNoted = "case-noted" ["no"],
    /// Officers have done what a case of hers asks for.
    CaseDone = "case-done" ["no"],
    /// They have not; the sakhi tells her why.
    CaseDeclined = "case-declined" ["no"],
    /// She was not content with the answer: another officer looks at it.
    CaseAppealed = "case-appealed" ["no"],
    /// A permission is stopped.
    PermissionStopped = "permission-stopped" ["no"],
    /// All are stopped: their numbers.
    PermissionsStopped = "permissions-stopped" ["numbers"],
    /// All are stopped: how many, where their numbers are too many for one text.
    PermissionsStoppedMany = "permissions-stopped-many" ["n"],
    /// There was none to stop.
    PermissionsNone = "permissions-none" [],
    /// No live permission of this phone has this number.
    PermissionUnknown = "permission-unknown" [],
    /// Which permission is to stop?
    PermissionWhich = "permission-which" [],
    /// The next meeting.
    MeetingNext = "meeting-next" ["when" "place"],
    /// No meeting is planned.
    MeetingNone = "meeting-none" [],
    /// She comes.
    MeetingComing = "meeting-coming" [],
    /// She does not come.
    MeetingNotComing = "meeting-not-coming" [],
    /// A vote is open: how to take part.
    VoteOpen = "vote-open" ["no" "until"],
    /// A vote is open that can be taken by text too: how to take part.
    VoteOpenByText = "vote-open-by-text" ["no" "until"],
    /// Several are open: how many, and till when the first of them.
    VotesOpen = "votes-open" ["n" "until"],
    /// None is open.
    VoteNone = "vote-none" [],
    /// This vote is secret, and is taken by dialling only.
    VoteByDialling = "vote-by-dialling" ["no"],
    /// How to vote by text.
    VoteForm = "vote-form" [],
    /// Her vote is counted. Never says which.
    VoteCounted = "vote-counted" ["no"],
    /// The code is not right, or too many wrong ones came from this phone.
    VoteCodeWrong = "vote-code-wrong" [],
    /// The sakhi will call.
    CallNoted = "call-noted" [],
    /// Texts say nothing from now on.
    PrivateOn = "private-on" [],
    /// Texts say what they are about from now on.
    PrivateOff = "private-off" [],
    /// Several have this phone, so texts say nothing, whatever she wants.
    PrivateShared = "private-shared" [],
    /// Which language? Answered with 1 to 3.
    LanguageAsked = "language-asked" [],
    /// Her language is set.
    LanguageSet = "language-set" [],
    /// No more announcements; what goes on.
    Stopped = "stopped" [],
    /// Announcements again.
    Started = "started" [],
    /// What can be texted.
    Help = "help" [],
    /// That was not understood; what can be texted.
    NotUnderstood = "not-understood" [],
    /// She texted more in an hour than is answered at once: it is done, and the answers wait.
    AnswersWait = "answers-wait" [],
    /// She texted more in an hour than is taken; this one was not.
    TooMany = "too-many" [],
    /// Her answer fits no question: the question once more.
    AskedAgain = "asked-again" [],
    /// On this phone the member number must stand first.
    MemberNoNeeded = "member-no-needed" [],
    /// Nobody has this number: how to join.
    Join = "join" [],
    /// A statement's code counts until a day.
    StatementValid = "statement-valid" ["until"],
    /// It has ended.
    StatementEnded = "statement-ended" [],
    /// There is no such code.
    StatementUnknown = "statement-unknown" [],
    /// We have her text; the answer is seen by dialling. What a private phone gets instead of an answer
    /// that would tell something.
    Heard = "heard" [],
    /// There is a message; dial. What a private phone gets instead of most texts.
    Neutral = "neutral" [],
    /// A meeting is near: coming? Answered with 1 or 2.
    MeetingReminder = "meeting-reminder" ["when" "place"],
    /// A vote has opened.
    VoteOpened = "vote-opened" ["until"],
    /// A vote closes today. Sent to everybody on the roll.
    VoteClosing = "vote-closing" ["at"],
    /// Her one-time code for a vote by text.
    VoteCode = "vote-code" ["no" "one_time"],
    /// To the officer on duty: so many things wait for her.
    TaskOpen = "task-open" ["n"],
    /// Something of hers may have been seen by others.
    Breach = "breach" ["what" "day"],
    /// She is a member now: her number.
    MemberWelcome = "member-welcome" ["no"],
    /// An officer has altered what is held of her: what of it, never how it reads.
    MemberEdited = "member-edited" ["what"],
    /// She is no member any more. The last text that she gets.
    MemberLeft = "member-left" [],
    /// She is a member again: her number.
    MemberBack = "member-back" ["no"],
    /// Two officers have opened her PIN.
    PinUnlocked = "pin-unlocked" [],
    /// Two officers have made a code with which she chooses a new PIN.
    PinCodeMade = "pin-code-made" [],
}

/// A text with all its values, checked and ready to be queued.
#[derive(Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name in `menus/notices.toml`.
    pub notice: String,
    /// What it is written in.
    pub lang_script: LangScript,
    /// The version of its words.
    pub version: i64,
    /// The class it is registered under.
    pub class: Class,
    /// Why it is sent.
    pub purpose: Purpose,
    /// The text, character for character.
    pub body: String,
    /// What it would say if nobody else read her phone, where it stands for that and tells nothing
    /// itself. It never leaves, and is kept so that she can read it by dialling.
    pub hidden: Option<String>,
    /// The values in its places, in the order of the places, as they stand in the text.
    pub values: Vec<(String, String)>,
    /// SMS parts it takes.
    pub segments: i64,
    /// How long it is worth sending.
    pub lives_ms: i64,
}

impl std::fmt::Debug for Written {
    /// Shows which text it is, and nothing of what it says.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Written({} {})", self.notice, self.lang_script.code())
    }
}

/// Who is to get a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Recipient {
    /// A phone that we know, and the member it is meant for, where that is known.
    Phone(PhoneId, Option<MemberId>),
    /// A phone that becomes hers with what the text follows from, by its number.
    NewPhone(super::Phone, MemberId),
    /// Somebody who wrote to us and has no row.
    Stranger(super::Phone),
}

/// A text to be queued. The outbox row is written in the transaction of whatever it follows from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// Its id, which also travels to a provider that takes one.
    pub id: i64,
    /// Who gets it.
    pub to: Recipient,
    /// The text, ready to be sent.
    pub written: Written,
    /// Not before this moment.
    pub due_at: Instant,
}
