//! What may follow a first word, piece by piece.

use super::intent::{SmsIntent, VOTE_CODE_LEN, VoteText};
use super::words::{cut, short_no};
use crate::core::domain::EntryTime;
use crate::core::domain::{EntryKind, Lang, Paise};
use crate::core::script::keywords::{Act, Keywords};

/// What an act says where nothing follows its word.
pub(super) fn bare(act: Act) -> Option<SmsIntent> {
    match act {
        Act::MeetingNext => Some(SmsIntent::MeetingNext),
        Act::Vote => Some(SmsIntent::VoteOpen),
        Act::Call => Some(SmsIntent::Call),
        // Not a switch to the other setting: a member who is not sure and sends the word again stays
        // private.
        Act::Private => Some(SmsIntent::Private(Some(true))),
        Act::Language => Some(SmsIntent::Language(None)),
        Act::Complain => Some(SmsIntent::Complain),
        Act::AnnouncementsStop => Some(SmsIntent::Announcements(false)),
        Act::AnnouncementsStart => Some(SmsIntent::Announcements(true)),
        Act::Help => Some(SmsIntent::Help),
        Act::Income
        | Act::Cost
        | Act::Saving
        | Act::Repayment
        | Act::EntryWrong
        | Act::PermissionStop
        | Act::StatementCheck => None,
    }
}

/// An entry.
pub(super) fn entry(
    act: Act,
    code: Option<i64>,
    amount: Paise,
    time: EntryTime,
) -> Option<SmsIntent> {
    Some(SmsIntent::Entry {
        kind: kind(act)?,
        code,
        amount,
        time,
    })
}

/// The kind of entry that an act adds; `None` for an act that adds none.
pub(super) fn kind(act: Act) -> Option<EntryKind> {
    const KINDS: [(Act, EntryKind); 4] = [
        (Act::Income, EntryKind::Income),
        (Act::Cost, EntryKind::Cost),
        (Act::Saving, EntryKind::Saving),
        (Act::Repayment, EntryKind::Repayment),
    ];
    let found = KINDS.iter().find(|(of, _)| *of == act);
    found.map(|(_, kind)| *kind)
}

/// A category's code in front, and what follows it.
pub(super) fn code_first<'r, 'w>(rest: &'r [&'w str]) -> Option<(i64, &'r [&'w str])> {
    let (code, rest) = rest.split_first()?;
    let code = short_no(code).filter(|_| code.len() <= 3)?;
    (!rest.is_empty()).then_some((code, rest))
}

/// A language by its number on the list, or by its name.
pub(super) fn language(keywords: &Keywords, word: &str) -> Option<Lang> {
    match word {
        "1" => Some(Lang::Gu),
        "2" => Some(Lang::Hi),
        "3" => Some(Lang::En),
        name => keywords.language(name),
    }
}

/// The numbers of a vote, however they are parted; `None` for what is no number.
pub(super) fn numbers(rest: &[&str]) -> Vec<Option<i64>> {
    let parts = rest
        .iter()
        .flat_map(|word| word.split(['-', '/', ',', '.', ':']));
    parts
        .filter(|part| !part.is_empty())
        .map(short_no)
        .collect()
}

/// Her vote, or a part of one.
pub(super) fn vote(rest: &[&str]) -> Option<SmsIntent> {
    let joined = rest.join(" ");
    let parts: Vec<&str> = joined
        .split([' ', '-', '/', ',', '.', ':'])
        .filter(|part| !part.is_empty())
        .collect();
    let (ballot, choice) = match parts.as_slice() {
        [ballot] | [ballot, _] => (short_no(ballot)?, None),
        [ballot, option, code] => {
            let is_code = code.len() == VOTE_CODE_LEN && short_no(code).is_some();
            let choice = short_no(option).filter(|_| is_code)?;
            (short_no(ballot)?, Some((choice, (*code).to_owned())))
        }
        _ => return None,
    };
    Some(SmsIntent::Vote(Box::new(VoteText {
        ballot_no: Some(ballot),
        choice,
    })))
}

/// The code of a statement, in the capitals it was given in.
pub(super) fn statement_code(rest: &[&str]) -> Option<String> {
    let code = rest.concat().to_uppercase();
    let fits = (4..=10).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then_some(code)
}

/// Whether a text may hold a vote: it was read as one, it says so with a slip or in its middle, or it
/// holds what could be a code beside another number.
pub(super) fn may_be_a_vote(keywords: &Keywords, said: &SmsIntent, words: &[&str]) -> bool {
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    match said {
        SmsIntent::Vote(_) => true,
        SmsIntent::Entry { .. }
        | SmsIntent::EntryNamed { .. }
        | SmsIntent::EntryWrong(Some(_))
        | SmsIntent::PermissionStop(Some(_))
        | SmsIntent::StatementCheck(_)
        | SmsIntent::Private(_)
        | SmsIntent::Announcements(_) => false,
        // A choice may also be said in words: `VOTE yes`.
        SmsIntent::VoteOpen => words.len() > 1,
        SmsIntent::EntryUnread(..)
        | SmsIntent::Reaction
        | SmsIntent::EntryWrong(None)
        | SmsIntent::PermissionStop(None)
        | SmsIntent::MeetingNext
        | SmsIntent::Call
        | SmsIntent::Language(_)
        | SmsIntent::Complain
        | SmsIntent::Help
        | SmsIntent::Other(_) => {
            let is_vote_word = |word: &str| {
                let head = cut(word).0;
                keywords.words().any(|(known, uses)| {
                    uses.iter().any(|one| one.act == Act::Vote)
                        && (known == head
                            || known.chars().count() >= 3 && strsim::osa_distance(known, head) <= 1)
                })
            };
            let some_digit = words.iter().any(|word| has_digit(word));
            let numbers = numbers(words).into_iter().flatten().collect::<Vec<_>>();
            let is_code = |no: &i64| *no >= 1000 && *no <= 999_999;
            some_digit && words.iter().any(|word| is_vote_word(word))
                || numbers.len() >= 2 && numbers.iter().any(is_code)
        }
    }
}
