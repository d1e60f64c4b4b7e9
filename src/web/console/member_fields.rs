//! The fields of the forms in which a woman is taken in and altered, read, with all that is wrong with them; and the
//! villages and groups that they offer.

use super::days::past_day;
use super::fields::Form;
use super::outcome::PageFailure;
use super::visit::OfficerVisit;
use crate::core::domain::phone::PhoneUnread;
use crate::core::domain::register::PlaceKind;
use crate::core::domain::{Day, Lang, Nominee, Phone};
use crate::core::texts::fold::fold;
use crate::office::name_list::NameList;
use std::sync::Arc;

/// Signs of a name, a village or a group, at most, as in a register.
const SIGNS_MAX: usize = 60;

/// What was typed.
pub(super) struct MemberFields {
    pub(super) name: String,
    pub(super) village: String,
    pub(super) group: String,
    /// None: she has not chosen.
    pub(super) lang: Option<Lang>,
    pub(super) private_sms: bool,
    pub(super) joined: Option<Day>,
    pub(super) nominee: Nominee,
}

/// Words as they are written down, one space between two; `None` where they are no words. Empty ones are.
pub(super) fn words_of(typed: &str) -> Option<String> {
    let words = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_one = words.chars().count() <= SIGNS_MAX
        && !words.chars().any(char::is_control)
        && !words.contains("??")
        && (words.is_empty() || words.chars().any(char::is_alphanumeric));
    is_one.then_some(words)
}

/// Reads the fields; what is wrong is said in the form.
pub(super) fn read(visit: &OfficerVisit) -> Result<MemberFields, Form> {
    let mut form = Form::filled(&visit.fields);
    let mut is_wrong = false;
    let mut wrong = |field: &'static str, words: &str| {
        form = std::mem::take(&mut form).wrong(field, visit.say(words));
        is_wrong = true;
    };
    let mut text = |field: &'static str| {
        let read = words_of(visit.fields.get(field));
        if read.is_none() {
            wrong(field, "field-words-wrong");
        }
        read.unwrap_or_default()
    };
    let name = text("name");
    let (village, group) = (text("village"), text("group"));
    let nominee = Nominee {
        name: text("nominee-name"),
        relation: text("nominee-relation"),
    };
    if name.is_empty() || !name.chars().any(char::is_alphabetic) {
        wrong("name", "field-name-missing");
    }
    if nominee.name.is_empty() && !nominee.relation.is_empty() {
        wrong("nominee-name", "field-nominee-missing");
    }
    let lang = visit.fields.get("lang");
    let joined = visit.fields.get("joined");
    let day = past_day(joined, visit.now.day());
    if day.is_none() && !joined.is_empty() {
        wrong("joined", "field-day-wrong");
    }
    if is_wrong {
        return Err(form);
    }
    Ok(MemberFields {
        name,
        village,
        group,
        lang: Lang::parse(lang),
        private_sms: visit.fields.get("private") == "yes",
        joined: day,
        nominee,
    })
}

/// The number that was typed; the one that is proposed where none was.
pub(super) fn number(typed: &str, proposed: i64) -> Option<i64> {
    let folded = fold(typed);
    if folded.is_empty() {
        return Some(proposed);
    }
    let is_number = folded.len() <= 12 && folded.bytes().all(|byte| byte.is_ascii_digit());
    let no = is_number.then(|| folded.parse().ok()).flatten();
    no.filter(|no| *no > 0)
}

/// The phone that was typed, in any form of a number of India; none where none was.
pub(super) fn phone(typed: &str) -> Result<Option<Phone>, PhoneUnread> {
    if typed.is_empty() {
        return Ok(None);
    }
    Phone::read(&fold(typed)).map(Some)
}

/// The names of members, for those who may look for one.
pub(super) async fn names(visit: &OfficerVisit) -> Result<Arc<NameList>, PageFailure> {
    let names = visit.console.names();
    let store = &visit.service().store;
    Ok(names.of(store, visit.coop_id(), visit.now).await?)
}

/// Villages and groups that a form offers.
pub(super) struct OfferedPlaces {
    pub(super) villages: Vec<String>,
    pub(super) groups: Vec<String>,
}

impl OfferedPlaces {
    /// None.
    pub(super) fn none() -> Self {
        Self {
            villages: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// All that there are.
    pub(super) fn of(list: &NameList) -> Self {
        let names = |kind| {
            let places = list.places(kind).into_iter();
            places.map(|place| place.name.to_string()).collect()
        };
        Self {
            villages: names(PlaceKind::Village),
            groups: names(PlaceKind::Group),
        }
    }
}

/// Name and relation in one line.
pub(super) fn nominee_words(nominee: &Nominee) -> String {
    if nominee.relation.is_empty() {
        nominee.name.clone()
    } else {
        format!("{} ({})", nominee.name, nominee.relation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_phones_are_read_in_digits_of_any_script() {
        assert_eq!(number("", 1025), Some(1025));
        assert_eq!(number("૧૧૦૦", 1025), Some(1100));
        for wrong in ["0", "12a", "-4", "1234567890123"] {
            assert_eq!(number(wrong, 1025), None, "{wrong}");
        }
        let read = |typed: &str| {
            let phone = phone(typed).ok();
            phone.map(|phone| phone.map(|one| one.reveal().to_owned()))
        };
        let same = Some(Some("+919800000031".to_owned()));
        for typed in [
            "98000 00031",
            "+91-98000-00031",
            "0091 9800000031",
            "૦૯૮૦૦૦૦૦૦૩૧",
        ] {
            assert_eq!(read(typed), same, "{typed}");
        }
        assert_eq!(read(""), Some(None));
        for wrong in ["12345", "9.8E+09", "+1 555 0100"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn words_have_a_letter_or_a_figure_and_stand_in_one_line() {
        assert_eq!(words_of(" Group \n 3 ").as_deref(), Some("Group 3"));
        assert_eq!(words_of("").as_deref(), Some(""));
        for wrong in ["…", "??", &"a".repeat(61), "a\u{7}b"] {
            assert_eq!(words_of(wrong), None, "{wrong}");
        }
    }
}
