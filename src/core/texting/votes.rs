//! Voting by text: only where the ballot allows it, and only with the one-time code that each woman
//! got on paper or by a text of her own. A secret ballot refuses, whatever else stands in the text.
//!
//! **Invariant:** the choice goes into the change and nowhere else.

use super::context::{SmsContext, TextBallot, Who};
use super::intent::{Reading, VoteText};
use super::outcome::{SmsOutcome, no};
use crate::core::acts::ballot::vote;
use crate::core::acts::pin::r#try;
use crate::core::domain::due::DueFacts;
use crate::core::domain::{Filling, Notice, TriesOf};

/// Whether a vote is open, and how to take part. Of several it is said how many they are, and of the
/// first of them that takes texts, how.
pub(super) fn is_open(context: &SmsContext<'_>) -> SmsOutcome {
    let mut open: Vec<&TextBallot> = context.ballots.iter().collect();
    open.sort_by_key(|ballot| (ballot.closes_at, ballot.no));
    let until = |ballot: &TextBallot| ("until", Filling::When(ballot.closes_at));
    let by_text = open.iter().find(|ballot| ballot.sms_allowed);
    let by_text =
        by_text.map(|ballot| (Notice::VoteOpenByText, vec![no(ballot.no), until(ballot)]));
    let answers = match (open.as_slice(), by_text) {
        ([], _) => vec![(Notice::VoteNone, Vec::new())],
        ([_], Some(by_text)) => vec![by_text],
        ([only], None) => vec![(Notice::VoteOpen, vec![no(only.no), until(only)])],
        ([first, ..], by_text) => {
            let n = i64::try_from(open.len()).unwrap_or(i64::MAX);
            let all = (
                Notice::VotesOpen,
                vec![("n", Filling::Number(n)), until(first)],
            );
            [Some(all), by_text].into_iter().flatten().collect()
        }
    };
    SmsOutcome {
        answers,
        ..SmsOutcome::nothing()
    }
}

/// Takes a vote. The last one counts, until the close.
pub(super) fn vote(vote: &VoteText, reading: &Reading, context: &SmsContext<'_>) -> SmsOutcome {
    let of_number = |number| context.ballots.iter().find(|ballot| ballot.no == number);
    let Some(ballot) = vote.ballot_no.and_then(of_number) else {
        return match vote.ballot_no {
            None if !context.ballots.is_empty() => SmsOutcome::says(Notice::VoteForm),
            _ => is_open(context),
        };
    };
    if !ballot.sms_allowed {
        return SmsOutcome::says_of(Notice::VoteByDialling, vec![no(ballot.no)]);
    }
    match &vote.choice {
        Some((option_no, _)) => choose(*option_no, ballot, reading, context),
        None => SmsOutcome::says(Notice::VoteForm),
    }
}

fn choose(
    option_no: i64,
    ballot: &TextBallot,
    reading: &Reading,
    context: &SmsContext<'_>,
) -> SmsOutcome {
    let tries = context.phone_tries;
    let now = context.incoming.now;
    if tries.is_locked(now) {
        return SmsOutcome::says(Notice::VoteCodeWrong);
    }
    // Where she gave her number too, the code must be hers.
    let fits = |voter| match (reading.member_no, context.who) {
        (None, _) => true,
        (Some(_), Who::Her(member)) => member == voter,
        (Some(_), Who::OneOf | Who::Elsewhere | Who::Stranger) => false,
    };
    let Some(member) = context.voter.filter(|voter| fits(*voter)) else {
        let counted = context.facts.phone.id.and_then(|phone| {
            let of = TriesOf::Phone(phone);
            r#try::decide(of, false, tries, 0, now).ok()
        });
        return match counted {
            None => SmsOutcome::says(Notice::VoteCodeWrong),
            Some(counted) => SmsOutcome::of(vec![counted], &DueFacts::default()),
        };
    };
    let options = ballot.options.iter().copied();
    let Ok(cast) = vote::decide(member, ballot.id, options, option_no) else {
        return SmsOutcome::says(Notice::VoteForm);
    };
    let known = DueFacts {
        ballot_no: ballot.no,
        ..DueFacts::default()
    };
    SmsOutcome {
        member: Some(member),
        ..SmsOutcome::of(vec![cast], &known)
    }
}
