//! Where a caller waits: names, never positions, so that a release may rename or reorder anything.
//!
//! This is the one type of the core that is stored; its form is versioned in `store/sessions`.

use crate::core::domain::{EntryKind, Lang, MemberId, Paise, Period, RowId, ShownPart, Words};
use crate::core::script::ScreenDef;
use serde::{Deserialize, Serialize};

/// What is said above, or instead of, the words of a screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Above {
    /// Nothing.
    #[default]
    Nothing,
    /// The reply was not understood.
    NotUnderstood,
    /// What she wanted to act on does not exist any more.
    Gone,
}

/// Who is talking.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Caller {
    /// Nobody has said who she is: a shared phone before the member number.
    #[default]
    Unknown,
    /// A member of this phone.
    Member(MemberId),
    /// Somebody typed this number, which is not linked to this phone. She sees the same menu, and no
    /// PIN is ever right (decision 1).
    Stranger(i64),
}

/// An entry that is being filled in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// Income, cost, saving or repayment.
    pub kind: EntryKind,
    /// The chosen category, which may still be a group.
    pub category: Option<i64>,
    /// How much.
    pub amount: Option<Paise>,
    /// How long a time it covers.
    pub period: Option<Period>,
    /// The screen she was at, so that a later session can go on there.
    pub at: String,
    /// The number that was typed, where it is not linked to the phone: what such a caller left half
    /// filled is offered to her again like anybody's.
    #[serde(default)]
    pub stranger: Option<i64>,
}

/// What she has said so far on the way to an act.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// The entry being filled in.
    pub draft: Option<Draft>,
    /// The entry just saved or being mended, by number.
    pub entry_no: Option<i64>,
    /// The amount just saved or mended.
    pub amount: Option<Paise>,
    /// The amount that is to stand in place of an entry's, until it does.
    pub new_amount: Option<Paise>,
    /// The request being answered, by number.
    pub request_no: Option<i64>,
    /// The permission just given or looked at, by number.
    pub consent_no: Option<i64>,
    /// The last day of what was just given: a permission or a statement's code, in days.
    pub until: Option<crate::core::domain::Day>,
    /// Whether data had been handed out under the permission just stopped.
    pub consent_used: bool,
    /// Who had the permission just stopped: it is no longer among the live ones.
    pub stopped_for: Option<Words>,
    /// The ballot she is in, by number.
    pub ballot_no: Option<i64>,
    /// The option she chose, until it is cast.
    pub option_no: Option<i64>,
    /// The result she looks at, by ballot number.
    pub result_no: Option<i64>,
    /// The case just opened, by number.
    pub case_no: Option<i64>,
    /// The statement code just made.
    pub statement_code: Option<String>,
    /// The hash of a new PIN, typed once.
    pub new_pin: Option<String>,
    /// A number to be called once.
    pub other_phone: Option<String>,
    /// Whether the call is today.
    pub call_today: bool,
    /// What she was shown of the request, part by part, as the renderer reported it.
    pub shown: Vec<ShownPart>,
}

/// Where a caller waits.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DialogueState {
    /// The screen: `menu/screen`.
    pub at: String,
    /// The page of it, from 0.
    pub page: u8,
    /// How many pages it took where it was shown last.
    pub of: u8,
    /// What is said above its words, on its first page; the pages behind follow from that.
    pub above: Above,
    /// Replies in a row that meant nothing here.
    pub misses: u8,
    /// Who she is.
    pub caller: Caller,
    /// Whether the PIN was right in this session.
    pub pin: bool,
    /// Wrong PINs typed in this session since it was right.
    pub wrong_n: i64,
    /// Wrong PINs of other sessions that she is told of.
    pub told_n: i64,
    /// The code of a slip that was right in this session, until the PIN chosen with it is set.
    pub code: Option<RowId>,
    /// Where she goes on after the PIN, or after going on with a draft.
    pub goal: Option<String>,
    /// Where she was when three replies in a row meant nothing: back from help leads there again, and a
    /// half-filled entry is gone on with there.
    pub strayed_from: Option<String>,
    /// The language of the last screen, for an apology when nothing else is known.
    pub lang: Option<Lang>,
    /// What she has said so far.
    pub answers: Answers,
}

impl Answers {
    /// Whether every part of a screen has been shown, as the renderer reported it.
    pub(super) fn has_seen_whole(&self, screen: &str) -> bool {
        let of_it = || self.shown.iter().filter(|part| part.screen == screen);
        of_it().any(|one| {
            (1..=one.of).all(|part| of_it().any(|it| (it.part, it.of) == (part, one.of)))
        })
    }
}

impl DialogueState {
    /// Whether nothing of the screen follows the page that she was shown last.
    pub(super) fn is_on_last_page(&self) -> bool {
        self.page.saturating_add(1) >= self.of
    }

    /// What she says yes to is shown to its end before any key of it counts: what is kept with her
    /// answer is what she was asked, whole. A key that meant nothing takes nothing back of that.
    pub(super) fn is_half_read(&self, screen: &ScreenDef) -> bool {
        screen.kept && !self.is_on_last_page() && !self.answers.has_seen_whole(&screen.name)
    }

    /// The half-filled entry that a later session could go on with: the category is chosen, or, where
    /// there is none to choose, the amount.
    pub fn draft_to_keep(&self) -> Option<Draft> {
        let draft = self.answers.draft.as_ref()?;
        let stranger = match self.caller {
            Caller::Stranger(no) => Some(no),
            Caller::Unknown | Caller::Member(_) => None,
        };
        (draft.category.is_some() || draft.amount.is_some()).then(|| Draft {
            stranger,
            at: self.strayed_from.as_ref().unwrap_or(&self.at).clone(),
            ..draft.clone()
        })
    }
}
