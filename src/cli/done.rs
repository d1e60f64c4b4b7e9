//! What an act came to, in the words of the command line.

use super::{complain, counted, tell};
use crate::core::domain::officer::OfficerChange;
use crate::core::domain::{Instant, Why};
use crate::office::act_done::ActDone;
use crate::office::leaving::Told;
use crate::office::pin_help::NewPinCode;
use crate::store::CoopEntry;

/// Prints what was done.
pub(super) fn report(done: &ActDone, entry: &CoopEntry) {
    match done {
        ActDone::Unlocked { why, untold } => {
            tell(format!(
                "Every lock is open. The ledger says that {}.",
                ledger_says(*why)
            ));
            say_untold(untold);
        }
        ActDone::Activated {
            codes,
            until,
            untold,
        } => {
            say_codes(codes, *until, &entry.coop.code);
            say_untold(untold);
        }
        ActDone::CaseAnswered { is_called: true } => {
            tell("The case is answered. A sakhi calls her and says why.".to_owned());
        }
        ActDone::CaseAnswered { is_called: false } => {
            tell("The case is answered, and a text tells her.".to_owned());
        }
        ActDone::Left(told) => tell(of_leaving(*told).to_owned()),
        ActDone::Queued(texts_n) => {
            complain(counted(texts_n, "text is queued.", "texts are queued."));
        }
        ActDone::Imported(new_n) => tell(format!(
            "{} in. Each sets her PIN with two officers.",
            counted(new_n, "member is", "members are")
        )),
        ActDone::Officers(changes) => changes.iter().map(of_officer).for_each(tell),
    }
}

/// How she hears of it.
fn of_leaving(told: Told) -> &'static str {
    match told {
        Told::ByText => "She is no member any more. A last text tells her.",
        Told::ByCall => "She is no member any more. A call to her stands on the list.",
        Told::Nobody => "She is no member any more.",
    }
}

/// Who did it, as the ledger has it.
fn ledger_says(why: Why) -> &'static str {
    match why {
        Why::TwoSigned => "two officers signed it",
        Why::OperatorSigned => "an officer signed it, and the operator for the second",
        Why::Wanted
        | Why::Due
        | Why::Follows
        | Why::Reported
        | Why::Register
        | Why::TwoNamed
        | Why::Demo => "the operator did it for the two you named",
    }
}

fn say_codes(codes: &[NewPinCode], until: Instant, dialled: &str) {
    let until = until.local().format("%Y-%m-%d %H:%M");
    tell("member_no,code,dial,until");
    for new in codes {
        let (no, code) = (new.member_no, &new.code);
        tell(format!("{no},{code},{dialled},{until}"));
    }
    let codes = counted(codes.len(), "code", "codes");
    complain(format!(
        "{codes}, shown only now: hand each over on paper. She dials from a phone of hers, types the code \
         where the PIN is asked, and chooses a PIN that nobody else knows. Older codes of theirs no longer \
         count."
    ));
}

/// Prints the members whom no text tells about it.
fn say_untold(untold: &[i64]) {
    if !untold.is_empty() {
        let numbers: Vec<String> = untold.iter().map(i64::to_string).collect();
        complain(format!(
            "No text tells {} of it: no phone, or no approved template in her language. Please tell her.",
            numbers.join(", ")
        ));
    }
}

fn of_officer(change: &OfficerChange) -> String {
    match change {
        OfficerChange::Added(added) => {
            format!("{} is an officer: {}.", added.name, added.role.code())
        }
        OfficerChange::RoleGiven(_, role) => format!("She is {} too.", role.code()),
        OfficerChange::RoleTaken(_, role) => format!("She is no longer {}.", role.code()),
        OfficerChange::Ended(_) => "She is no officer any more.".to_owned(),
        OfficerChange::PassphraseSet(..) => "The new passphrase is set.".to_owned(),
        OfficerChange::SheetMade(_) => "She has a new sheet of codes.".to_owned(),
        OfficerChange::AuthenticatorSet(_) => "She has a new authenticator.".to_owned(),
        OfficerChange::SecondStepEnded(..) => "One of her second steps counts no more.".to_owned(),
    }
}
