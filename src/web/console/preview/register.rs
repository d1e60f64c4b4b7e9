//! What is shown of a register that comes in.

use super::words::{about, lang_words};
use crate::core::register::Alteration;
use crate::office::act_preview::RegisterLine;
use crate::web::console::visit::{Spoken as _, Visit};

/// A line in words.
pub(super) fn line(visit: &Visit, line: &RegisterLine) -> String {
    match line {
        // A register with a wrong row is never asked for.
        RegisterLine::Counts {
            new_n,
            changed_n,
            same_n,
            wrong_n: _,
        } => {
            let values = [
                ("new", new_n.spoken()),
                ("changed", changed_n.spoken()),
                ("same", same_n.spoken()),
            ];
            visit.say_with("preview-register", &values)
        }
        RegisterLine::UnreadColumn(column) => {
            visit.say_with("preview-unread", &[("column", column.spoken())])
        }
        RegisterLine::Altered { line, no, changes } => {
            let changes: Vec<String> = changes.iter().map(|one| altered(visit, one)).collect();
            let values = [
                ("line", line.to_string().spoken()),
                ("no", no.to_string().spoken()),
                ("changes", changes.join("; ").spoken()),
            ];
            visit.say_with("preview-altered", &values)
        }
        RegisterLine::WithoutPhone(lines) => about(visit, "preview-without-phone", lines),
        RegisterLine::SharedPhone(numbers) => about(visit, "preview-shared-phone", numbers),
    }
}

fn altered(visit: &Visit, alteration: &Alteration) -> String {
    let from_to = |name: &str, old: &str, new: &str| {
        let old = if old.is_empty() { "–" } else { old };
        visit.say_with(name, &[("old", old.spoken()), ("new", new.spoken())])
    };
    match alteration {
        Alteration::Name => visit.say("altered-name"),
        Alteration::Quiet => visit.say("altered-quiet"),
        Alteration::Lang(code) => {
            let lang = visit.say(lang_words(code));
            visit.say_with("altered-lang", &[("lang", lang.spoken())])
        }
        Alteration::Phone { old, new } => {
            let dots = |digits: &str| format!("…{digits}");
            let old = old.as_deref().map_or(String::new(), dots);
            from_to("altered-phone", &old, &dots(new))
        }
        Alteration::Joined { old, new } => from_to("altered-joined", old, new),
        Alteration::Village { old, new } => from_to("altered-village", old, new),
        Alteration::Group { old, new } => from_to("altered-group", old, new),
    }
}
