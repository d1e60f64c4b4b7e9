//! Which texts follow from what was changed: the one place that says so, for every channel.
//!
//! A text is due where the channel does not tell by itself. Who texts is answered by a text; whom officers take in,
//! help with a PIN, give a code for voting, or answer in a case, or of whom they alter or end something, is told by one. Who dials reads the same on her screen, and who
//! alters something at the command line reads it there, so nothing follows for them. What is sent because
//! its time has come (reminders, tasks that wait) follows from no change: `jobs::remind` and `office::duty` say when.
//!
//! **Invariant:** no text tells a choice, a PIN or a number of a phone.

use crate::core::domain::change::{
    ballot, call, case, consent, entry, meeting, member, phone, pin,
};
use crate::core::domain::notice::VALUE_LETTERS_MAX;
use crate::core::domain::{
    CaseOutcome, Change, Consent, Entry, Filling, Fillings, MemberId, Notice, TriesOf, Words,
};

/// What is known besides the change, where its text mentions it.
#[derive(Clone, Copy, Default, Debug)]
pub struct DueFacts<'a> {
    /// What an entry is about, as she calls it; what of her was altered.
    pub about: Option<&'a Words>,
    /// The entry that is taken out.
    pub entry: Option<&'a Entry>,
    /// Her permissions before the change.
    pub consents: &'a [Consent],
    /// The number of the ballot.
    pub ballot_no: i64,
    /// Whether others have her phone too.
    pub is_shared: bool,
}

/// A text that is due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueSms {
    /// The text.
    pub notice: Notice,
    /// What stands in its places.
    pub fillings: Fillings,
    /// To whom, where it is not who asked for the change, or where several changes go out together.
    pub member: Option<MemberId>,
}

/// The texts that follow from changes that belong together, in the order of the changes. Of several
/// permissions that she stops at once one text tells.
pub fn due(changes: &[Change], known: &DueFacts<'_>) -> Vec<DueSms> {
    let mut texts = Vec::new();
    let stopped: Vec<i64> = changes
        .iter()
        .filter_map(|change| stopped_no(change, known))
        .collect();
    if !stopped.is_empty() {
        texts.push(of_stops(&stopped));
    }
    for change in changes {
        texts.extend(of(change, known));
    }
    texts
}

fn says(notice: Notice, fillings: Fillings) -> Vec<DueSms> {
    vec![DueSms {
        notice,
        fillings,
        member: None,
    }]
}

fn no(no: i64) -> (&'static str, Filling) {
    ("no", Filling::Number(no))
}

/// The number of a permission that this stops.
fn stopped_no(change: &Change, known: &DueFacts<'_>) -> Option<i64> {
    let Change::Consent(consent::Change::Stopped(stopped)) = change else {
        return None;
    };
    let mut consents = known.consents.iter();
    let consent = consents.find(|one| one.id == stopped.consent)?;
    Some(consent.no)
}

fn of_stops(numbers: &[i64]) -> DueSms {
    let (notice, filling) = if let [only] = numbers {
        (Notice::PermissionStopped, no(*only))
    } else {
        let all: Vec<String> = numbers.iter().map(i64::to_string).collect();
        let all = all.join(", ");
        if all.len() <= VALUE_LETTERS_MAX {
            (Notice::PermissionsStopped, ("numbers", Filling::Signs(all)))
        } else {
            let n = i64::try_from(numbers.len()).unwrap_or(i64::MAX);
            (Notice::PermissionsStoppedMany, ("n", Filling::Number(n)))
        }
    };
    DueSms {
        notice,
        fillings: vec![filling],
        member: None,
    }
}

/// What follows from one change; of stops `of_stops` tells.
fn of(change: &Change, known: &DueFacts<'_>) -> Vec<DueSms> {
    let bare = |notice| says(notice, Vec::new());
    match change {
        Change::Member(member::Change::LanguageChosen(_)) => bare(Notice::LanguageSet),
        Change::Member(member::Change::PrivateSmsSet(_)) if known.is_shared => {
            bare(Notice::PrivateShared)
        }
        Change::Member(member::Change::PrivateSmsSet(set)) if set.on => bare(Notice::PrivateOn),
        Change::Member(member::Change::PrivateSmsSet(_)) => bare(Notice::PrivateOff),
        Change::Member(change) => of_member(change, known),
        Change::Pin(change) => of_pin(change),
        Change::Entry(entry::Change::Added(added)) => says(
            Notice::EntrySaved,
            vec![
                (
                    "about",
                    Filling::Words(known.about.cloned().unwrap_or_default()),
                ),
                ("amount", Filling::Amount(added.entry.amount)),
                no(added.entry.no),
            ],
        ),
        Change::Entry(entry::Change::Withdrawn(_)) => {
            let number = known.entry.map_or(0, |entry| entry.no);
            says(Notice::EntryErased, vec![no(number)])
        }
        Change::Case(change) => of_case(change),
        Change::Ballot(ballot::Change::VoteCast(_)) => {
            says(Notice::VoteCounted, vec![no(known.ballot_no)])
        }
        Change::Ballot(ballot::Change::CodesMade(made)) => {
            let code = |new: &ballot::NewCode| DueSms {
                notice: Notice::VoteCode,
                fillings: vec![
                    no(known.ballot_no),
                    ("one_time", Filling::Signs(new.code.clone())),
                ],
                member: Some(new.member),
            };
            made.codes.iter().map(code).collect()
        }
        Change::Meeting(meeting::Change::Answered(answered)) if answered.coming => {
            bare(Notice::MeetingComing)
        }
        Change::Meeting(meeting::Change::Answered(_)) => bare(Notice::MeetingNotComing),
        Change::Call(call::Change::Asked(_)) => bare(Notice::CallNoted),
        Change::Phone(phone::Change::AnnouncementsSet(set)) if set.on => bare(Notice::Started),
        Change::Phone(phone::Change::AnnouncementsSet(_)) => bare(Notice::Stopped),
        // Told by `of_stops`; or done by dialling alone, or by officers among themselves. What settles an
        // entry is told with the case.
        Change::Consent(_)
        | Change::Entry(entry::Change::Settled(_))
        | Change::Call(call::Change::Tried(_))
        | Change::Meeting(meeting::Change::TopicAsked(_) | meeting::Change::Planned(_))
        | Change::Statement(_)
        | Change::Session(_)
        | Change::Officer(_)
        | Change::Proposal(_)
        | Change::Announcement(_)
        | Change::Task(_)
        | Change::Registration(_)
        | Change::Gateway(_)
        | Change::Coop(_)
        | Change::Loan(_)
        | Change::Request(_)
        | Change::Disclosure(_)
        | Change::Notice(_)
        // What happens to a ballot: no text says it yet.
        | Change::Ballot(
            ballot::Change::Opened(_)
            | ballot::Change::BroughtIn(_)
            | ballot::Change::Counted(_),
        ) => Vec::new(),
    }
}

/// What officers do about a member she is told wherever she is, but for what comes in from a register. Nobody texts
/// the phone of a woman who has died.
fn of_member(change: &member::Change, known: &DueFacts<'_>) -> Vec<DueSms> {
    let (notice, fillings) = match change {
        member::Change::Added(added) => (Notice::MemberWelcome, vec![no(added.newcomer.no)]),
        member::Change::Edited(_) => {
            let what = Filling::Words(known.about.cloned().unwrap_or_default());
            (Notice::MemberEdited, vec![("what", what)])
        }
        member::Change::Left(left) if !left.is_of_death() => (Notice::MemberLeft, Vec::new()),
        member::Change::Back(back) => (Notice::MemberBack, vec![no(back.no)]),
        member::Change::Left(_)
        | member::Change::Revised(_)
        | member::Change::LanguageChosen(_)
        | member::Change::PrivateSmsSet(_) => return Vec::new(),
    };
    vec![DueSms {
        notice,
        fillings,
        member: Some(change.member()),
    }]
}

/// Her own texts are answered; what officers do about her case she is told wherever she is.
fn of_case(change: &case::Change) -> Vec<DueSms> {
    let (notice, number, member) = match change {
        case::Change::Opened(opened) => (Notice::CaseNoted, opened.case.no, None),
        case::Change::Answered(answered) => {
            let notice = match answered.outcome {
                CaseOutcome::Done => Notice::CaseDone,
                CaseOutcome::Declined => Notice::CaseDeclined,
            };
            (notice, answered.no, Some(answered.moved.member))
        }
        case::Change::Appealed(appealed) => (
            Notice::CaseAppealed,
            appealed.no,
            Some(appealed.moved.member),
        ),
        case::Change::Escalated(_) | case::Change::Closed(_) => return Vec::new(),
    };
    vec![DueSms {
        notice,
        fillings: vec![no(number)],
        member,
    }]
}

fn of_pin(change: &pin::Change) -> Vec<DueSms> {
    let text = |notice, member| {
        vec![DueSms {
            notice,
            fillings: Vec::new(),
            member,
        }]
    };
    match change {
        // The tries counted for a phone are those with codes that it texts.
        pin::Change::Tried(pin::Tried {
            of: TriesOf::Phone(_),
            right: false,
            ..
        }) => text(Notice::VoteCodeWrong, None),
        pin::Change::Helped(helped) => {
            let notice = match helped.help {
                pin::PinHelp::Unlock => Notice::PinUnlocked,
                pin::PinHelp::Activate { .. } => Notice::PinCodeMade,
            };
            text(notice, Some(helped.member))
        }
        // Done by dialling alone, and told by the screen.
        pin::Change::Tried(_) | pin::Change::Set(_) | pin::Change::Activated(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::{
        BallotId, ConsentId, ConsentState, Day, MeetingId, PhoneId, RequestId, RowId,
    };

    fn consent(no: i64) -> Consent {
        Consent {
            id: ConsentId(no + 1000),
            no,
            request: RequestId(1),
            requester: Words::default(),
            title: Words::default(),
            state: ConsentState::Given,
            ends_on: Day(1),
            was_used: false,
        }
    }

    fn stop(no: i64) -> Change {
        Change::Consent(consent::Change::Stopped(consent::Stopped {
            member: MemberId(1),
            consent: ConsentId(no + 1000),
            erase: false,
            event: RowId(1),
            erasure: RowId(2),
        }))
    }

    fn words(changes: &[Change], known: &DueFacts<'_>) -> Vec<String> {
        let texts = due(changes, known);
        texts
            .iter()
            .map(|text| format!("{} {:?}", text.notice.word(), text.fillings))
            .collect()
    }

    #[test]
    fn of_several_permissions_one_text_tells_and_of_too_many_how_many() {
        let consents: Vec<Consent> = (100..120).map(consent).collect();
        let known = DueFacts {
            consents: &consents,
            ..DueFacts::default()
        };
        let stops: Vec<Change> = (100..120).map(stop).collect();
        let one = words(&stops[..1], &known);
        assert_eq!(one, ["permission-stopped [(\"no\", Number(100))]"]);
        let two = words(&stops[..2], &known);
        assert_eq!(
            two,
            ["permissions-stopped [(\"numbers\", Signs(\"100, 101\"))]"]
        );
        let all = words(&stops, &known);
        assert_eq!(all, ["permissions-stopped-many [(\"n\", Number(20))]"]);
        assert_eq!(words(&[], &known), [] as [&str; 0]);
    }

    #[test]
    fn a_text_has_the_places_of_its_notice_and_never_tells_a_choice() {
        let cast = Change::Ballot(ballot::Change::VoteCast(ballot::VoteCast {
            member: MemberId(1),
            ballot: BallotId(17),
            option_no: 2,
        }));
        let coming = |coming| {
            Change::Meeting(meeting::Change::Answered(meeting::MeetingAnswered {
                member: MemberId(1),
                meeting: MeetingId(1),
                coming,
            }))
        };
        let on = |on| {
            let phone = PhoneId(1);
            Change::Phone(phone::Change::AnnouncementsSet(phone::AnnouncementsSet {
                phone,
                on,
            }))
        };
        let codes = Change::Ballot(ballot::Change::CodesMade(ballot::CodesMade {
            ballot: BallotId(17),
            codes: vec![ballot::NewCode {
                member: MemberId(5),
                code: "4821".into(),
            }],
            again: false,
        }));
        let all = [
            cast,
            coming(true),
            coming(false),
            on(true),
            on(false),
            codes,
        ];
        let known = DueFacts {
            ballot_no: 12,
            ..DueFacts::default()
        };
        let texts = due(&all, &known);
        let names: Vec<&str> = texts.iter().map(|text| text.notice.word()).collect();
        let expected = [
            "vote-counted",
            "meeting-coming",
            "meeting-not-coming",
            "started",
            "stopped",
            "vote-code",
        ];
        assert_eq!(names, expected);
        for text in &texts {
            let places: Vec<&str> = text.fillings.iter().map(|(place, _)| *place).collect();
            assert_eq!(places, text.notice.places(), "{}", text.notice.word());
        }
        assert_eq!(texts[0].fillings, [("no", Filling::Number(12))]);
        assert_eq!(texts[5].member, Some(MemberId(5)));
    }
}
