//! What is shown of an act before it is signed, and why it cannot be done, in an officer's language. The lines of a noun stand
//! in a file of its own, here or beside its pages.

mod officer;
mod register;
mod words;

pub(super) use words::{list, moment};

use words::{about, lang_words};

use super::case_words;
use super::days::written;
use super::leave_words::leave_words;
use super::visit::{Spoken as _, Visit};
use crate::core::acts::notice::announce;
use crate::core::acts::pin::HelpRefusal;
use crate::core::acts::terms::Act;
use crate::core::domain::Paise;
use crate::core::texts::say::SpokenValue;
use crate::office::act_failure::ActFailure;
use crate::office::act_preview::{ActPreview, AnnouncementReach, PreviewLine};
use crate::office::announcing::values::ValueFault;
use crate::office::{announcements, cases, membership, pin_help};
use crate::store;

/// A line as a page shows it.
pub(super) struct ShownLine {
    /// In her language.
    pub(super) words: String,
    /// A text that members get, character for character; empty where the line is none.
    pub(super) body: String,
    /// The language of that text.
    pub(super) lang: &'static str,
}

/// What an act is called.
pub(super) fn act_words(act: Act) -> &'static str {
    match act {
        Act::PinUnlock => "act-pin-unlock",
        Act::PinActivate => "act-pin-activate",
        Act::NoticeAnnounce => "act-notice-announce",
        Act::MemberImport => "act-member-import",
        Act::MemberLeave => "act-member-leave",
        Act::OfficerAdd => "act-officer-add",
        Act::OfficerRole => "act-officer-role",
        Act::OfficerEnd => "act-officer-end",
        Act::CaseAnswer => "act-case-answer",
        Act::BallotCodes
        | Act::CallDone
        | Act::CallNotReached
        | Act::CaseAppeal
        | Act::CaseClose
        | Act::CoopAdd
        | Act::CoopSet
        | Act::GroupRename
        | Act::MemberAdd
        | Act::MemberBack
        | Act::MemberEdit
        | Act::OfficerAuthenticator
        | Act::OfficerPassphrase
        | Act::OfficerSheet
        | Act::OfficerUnpair
        | Act::TaskClose
        | Act::TemplateRegister => "act-other",
    }
}

/// All lines of a preview, and in the last what is only told.
pub(super) fn lines(visit: &Visit, preview: &ActPreview) -> Vec<ShownLine> {
    let mut lines: Vec<ShownLine> = preview.lines.iter().map(|one| line(visit, one)).collect();
    if let Some(reached) = preview.reach {
        lines.extend(reach(visit, reached).map(of_words));
    }
    lines
}

fn of_words(words: String) -> ShownLine {
    ShownLine {
        words,
        body: String::new(),
        lang: "",
    }
}

fn line(visit: &Visit, line: &PreviewLine) -> ShownLine {
    match line {
        PreviewLine::Text {
            lang_script,
            is_private,
            parts,
            body,
        } => {
            let name = if *is_private {
                "preview-text-quiet"
            } else {
                "preview-text"
            };
            let lang = visit.say(lang_words(lang_script));
            let values = [("lang", lang.spoken()), ("n", parts.spoken())];
            ShownLine {
                words: visit.say_with(name, &values),
                body: body.clone(),
                lang: lang_script,
            }
        }
        PreviewLine::NoWords { lang, notice } => {
            let lang = visit.say(lang_words(lang));
            let values = [("lang", lang.spoken()), ("text", notice.spoken())];
            of_words(visit.say_with("preview-no-words", &values))
        }
        PreviewLine::ReachesNobody => of_words(visit.say("preview-nobody")),
        PreviewLine::UnlockPins(numbers) => of_words(about(visit, "preview-unlock-pins", numbers)),
        PreviewLine::ActivatePins(numbers) => {
            of_words(about(visit, "preview-activate-pins", numbers))
        }
        PreviewLine::Leave { no, leaving } => {
            let day = written(leaving.on);
            let why = visit.say(leave_words(leaving.reason));
            let values = [
                ("no", no.to_string().spoken()),
                ("day", day.spoken()),
                ("why", why.spoken()),
            ];
            of_words(visit.say_with("preview-leave", &values))
        }
        PreviewLine::AnswerCase(line) => of_words(case_words::answer_line(visit, line)),
        PreviewLine::Officer(line) => of_words(officer::line(visit, line)),
        PreviewLine::Register(line) => of_words(register::line(visit, line)),
    }
}

/// Whom it reaches and what it costs, and whom it does not reach.
fn reach(visit: &Visit, reach: AnnouncementReach) -> impl Iterator<Item = String> {
    let audience = reach.audience;
    let price = Paise(audience.parts_n.saturating_mul(reach.paise_per_part)).show();
    let values: [(&str, SpokenValue<'_>); 5] = [
        ("women", audience.women_n.spoken()),
        ("phones", audience.phones_n.spoken()),
        ("texts", audience.texts_n.spoken()),
        ("parts", audience.parts_n.spoken()),
        ("rupees", price.spoken()),
    ];
    let said = visit.say_with("preview-reach", &values);
    let none_n = audience.members_n - audience.women_n;
    let none = (none_n > 0).then(|| visit.say_with("preview-none", &[("n", none_n.spoken())]));
    [Some(said), none].into_iter().flatten()
}

/// The failure of the database that stands behind it, as an error; otherwise itself.
pub(super) fn apart(failure: ActFailure) -> Result<ActFailure, store::Error> {
    match failure {
        ActFailure::Store(error)
        | ActFailure::Pin(pin_help::Error::Store(error))
        | ActFailure::Case(cases::Error::Store(error))
        | ActFailure::Membership(membership::Error::Store(error))
        | ActFailure::Queue(announcements::Error::Store(error)) => Err(error),
        ActFailure::Pin(_)
        | ActFailure::Announce(_)
        | ActFailure::Values(_)
        | ActFailure::Text(_)
        | ActFailure::Queue(_)
        | ActFailure::Case(_)
        | ActFailure::Membership(_)
        | ActFailure::Import(_)
        | ActFailure::Table(_)
        | ActFailure::Officer(_)
        | ActFailure::OfficerMoved => Ok(failure),
    }
}

/// Why it cannot be done as it stands.
pub(super) fn failure(visit: &Visit, failure: &ActFailure) -> String {
    match failure {
        ActFailure::Pin(pin_help::Error::Refused(HelpRefusal::Unknown(numbers))) => {
            about(visit, "cannot-unknown", numbers)
        }
        ActFailure::Pin(pin_help::Error::Refused(HelpRefusal::NoPhone(numbers))) => {
            about(visit, "cannot-no-phone", numbers)
        }
        ActFailure::Announce(announce::Refusal::Said(at)) => {
            visit.say_with("cannot-said", &[("at", moment(*at).spoken())])
        }
        ActFailure::Values(faults) if faults.iter().all(is_of_time) => visit.say("cannot-time"),
        ActFailure::Import(_) | ActFailure::Table(_) => visit.say("cannot-register"),
        ActFailure::Officer(_) | ActFailure::OfficerMoved => visit.say("cannot-officer"),
        ActFailure::Membership(_) => visit.say("register-moved"),
        ActFailure::Case(error) => visit.say(case_words::failure_words(error)),
        ActFailure::Pin(_)
        | ActFailure::Announce(_)
        | ActFailure::Values(_)
        | ActFailure::Text(_)
        | ActFailure::Queue(_)
        | ActFailure::Store(_) => visit.say("cannot-other"),
    }
}

fn is_of_time(fault: &ValueFault) -> bool {
    matches!(fault, ValueFault::Untimely(..))
}
