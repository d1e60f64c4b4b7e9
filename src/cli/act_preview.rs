//! What is shown of an act before anybody signs it, in the words of the command line.

use super::counted;
use crate::core::domain::Paise;
use crate::office::act_preview::{
    ActPreview, AnnouncementReach, OfficerLine, PreviewLine, RegisterLine,
};

/// The lines of a preview, and in the last what is only told.
pub(super) fn lines(preview: &ActPreview) -> Vec<String> {
    let mut lines: Vec<String> = preview.lines.iter().map(line).collect();
    lines.extend(preview.reach.map(reach));
    lines
}

fn list<T: ToString>(items: &[T]) -> String {
    let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
    texts.join(", ")
}

fn members(numbers: &[i64]) -> String {
    let word = if numbers.len() == 1 {
        "member"
    } else {
        "members"
    };
    format!("{word} {}", list(numbers))
}

fn line(line: &PreviewLine) -> String {
    match line {
        PreviewLine::UnlockPins(numbers) => {
            format!("Open every lock of the PIN of {}.", members(numbers))
        }
        PreviewLine::ActivatePins(numbers) => {
            format!("Make a code for a new PIN for {}.", members(numbers))
        }
        PreviewLine::Leave { no, leaving } => format!(
            "Member {no} is no member any more from {} on: {}.",
            leaving.on.date(),
            leaving.reason.code()
        ),
        PreviewLine::AnswerCase(line) => format!(
            "Answer case {} of member {}: {}.",
            line.no,
            line.member_no,
            line.outcome.code()
        ),
        PreviewLine::Officer(line) => of_officer(line),
        PreviewLine::Text {
            lang_script,
            is_private,
            parts,
            body,
        } => {
            let quiet = if *is_private { ", shared phones" } else { "" };
            format!("{lang_script}{quiet} ({parts} SMS): {body}")
        }
        PreviewLine::NoWords { lang, notice } => {
            format!("{lang}: nobody is told, `{notice}` has no approved words in it")
        }
        PreviewLine::ReachesNobody => "It reaches nobody.".to_owned(),
        PreviewLine::Register(line) => of_register(line),
    }
}

fn of_officer(line: &OfficerLine) -> String {
    match line {
        OfficerLine::Add {
            name,
            role,
            member_no,
        } => {
            let who = member_no.map_or(String::new(), |no| format!(" (member {no})"));
            format!("Make {name}{who} an officer: {}.", role.code())
        }
        OfficerLine::Give { name, role } => format!("Give {name} the role {}.", role.code()),
        OfficerLine::Take { name, role } => {
            format!("Take from {name} the role {}.", role.code())
        }
        OfficerLine::End { name } => format!("End {name} as an officer."),
    }
}

/// A line about a register.
pub(super) fn of_register(line: &RegisterLine) -> String {
    match line {
        RegisterLine::Counts {
            new_n,
            changed_n,
            same_n,
            wrong_n,
        } => {
            format!("{new_n} new, {changed_n} changed, {same_n} the same, {wrong_n} wrong.")
        }
        RegisterLine::UnreadColumn(column) => format!("The column `{column}` is not read."),
        RegisterLine::Altered { line, no, changes } => {
            format!("Line {line}, member {no}: {}.", list(changes))
        }
        RegisterLine::WithoutPhone(lines) => format!(
            "Without a phone, so that she can neither call nor be texted: lines {}.",
            list(lines)
        ),
        RegisterLine::SharedPhone(numbers) => format!(
            "Members {} share a phone: texts to them tell only that there is a message.",
            list(numbers)
        ),
    }
}

/// How many members it reaches, and what it costs.
fn reach(reach: AnnouncementReach) -> String {
    let audience = reach.audience;
    let price = Paise(audience.parts_n.saturating_mul(reach.paise_per_part)).show();
    let mut said = format!(
        "It reaches {} on {}: {}, {} SMS, Rs {price}.",
        counted(audience.women_n, "woman", "women"),
        counted(audience.phones_n, "phone", "phones"),
        counted(audience.texts_n, "text", "texts"),
        audience.parts_n
    );
    if audience.women_n < audience.members_n {
        let none_n = audience.members_n - audience.women_n;
        said = format!(
            "{said} {none_n} of {} get none: they said STOP, or have no phone or no approved words.",
            audience.members_n
        );
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Audience;

    #[test]
    fn what_it_reaches_and_costs_is_said_in_one_line() {
        let audience = Audience {
            women_n: 24,
            phones_n: 23,
            texts_n: 24,
            parts_n: 48,
            members_n: 26,
        };
        assert_eq!(
            reach(AnnouncementReach {
                audience,
                paise_per_part: 20,
            }),
            "It reaches 24 women on 23 phones: 24 texts, 48 SMS, Rs 9.60. 2 of 26 get none: they \
             said STOP, or have no phone or no approved words."
        );
    }
}
