//! What is shown of an act about an officer.

use crate::core::domain::officer::Role;
use crate::office::act_preview::OfficerLine;
use crate::web::console::me::role_words;
use crate::web::console::visit::{Spoken as _, Visit};

/// A line in words.
pub(super) fn line(visit: &Visit, line: &OfficerLine) -> String {
    let with_role = |name: &str, officer: &str, role: Role| {
        let role = visit.say(role_words(role));
        visit.say_with(name, &[("name", officer.spoken()), ("role", role.spoken())])
    };
    match line {
        OfficerLine::Add {
            name,
            role,
            member_no: None,
        } => with_role("preview-add-officer", name, *role),
        OfficerLine::Add {
            name,
            role,
            member_no: Some(no),
        } => {
            let role = visit.say(role_words(*role));
            let values = [
                ("name", name.spoken()),
                ("role", role.spoken()),
                ("no", no.to_string().spoken()),
            ];
            visit.say_with("preview-add-officer-member", &values)
        }
        OfficerLine::Give { name, role } => with_role("preview-give-role", name, *role),
        OfficerLine::Take { name, role } => with_role("preview-take-role", name, *role),
        OfficerLine::End { name } => {
            visit.say_with("preview-end-officer", &[("name", name.spoken())])
        }
    }
}
