//! The women of the demo cooperative and their phones.

use crate::core::domain::{Lang, Phone};
use std::fmt;

/// A member whom the demo names.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// Her member number.
    pub no: i64,
    /// Her name.
    pub name: &'static str,
    /// Her phone, in E.164.
    pub phone: &'static str,
    /// Her language.
    pub lang: Lang,
    /// Her PIN.
    pub pin: &'static str,
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lang = match self.lang {
            Lang::Gu => "ગુજરાતી",
            Lang::Hi => "हिन्दी",
            Lang::En => "English",
        };
        let Self {
            no,
            name,
            phone,
            pin,
            ..
        } = self;
        write!(f, "{no} {name}, {phone}, {lang}, PIN {pin}")
    }
}

/// The five whom the demo names; the second and the third share a phone.
pub const PEOPLE: [Person; 5] = [
    person(1001, "Ramila", "+919800000001", Lang::Gu, "2468"),
    person(1002, "Savita", "+919800000002", Lang::Gu, "1357"),
    person(1003, "Kanta", "+919800000002", Lang::Hi, "8642"),
    person(1004, "Manju", "+919800000004", Lang::Hi, "1122"),
    person(1005, "Grace", "+919800000005", Lang::En, "3344"),
];

/// The PIN of all others.
pub const OTHERS_PIN: &str = "4321";

/// The others, each with a phone of her own.
const OTHERS: [&str; 19] = [
    "Jamna", "Shanta", "Hansa", "Kokila", "Lila", "Madhu", "Nirmala", "Parvati", "Rekha", "Sarla",
    "Taraben", "Urmila", "Vasanti", "Champa", "Daksha", "Geeta", "Hema", "Indira", "Jyoti",
];

const fn person(
    no: i64,
    name: &'static str,
    phone: &'static str,
    lang: Lang,
    pin: &'static str,
) -> Person {
    Person {
        no,
        name,
        phone,
        lang,
        pin,
    }
}

/// A member as she is registered.
#[derive(Clone, Debug)]
pub(super) struct DemoMember {
    pub(super) no: i64,
    pub(super) name: &'static str,
    pub(super) phone: Phone,
    pub(super) lang: Lang,
    pub(super) pin: &'static str,
}

/// All 24, by number.
pub(super) fn register() -> Vec<DemoMember> {
    let named = PEOPLE.iter().map(|person| DemoMember {
        no: person.no,
        name: person.name,
        phone: Phone::parse(person.phone).expect("a number of the list above"),
        lang: person.lang,
        pin: person.pin,
    });
    let others = (1006..).zip(OTHERS).map(|(no, name)| DemoMember {
        no,
        name,
        phone: Phone::parse(&format!("+91980000{:04}", no - 1000)).expect("twelve digits"),
        lang: if no % 3 == 0 { Lang::Hi } else { Lang::Gu },
        pin: OTHERS_PIN,
    });
    named.chain(others).collect()
}

/// The numbers that the browser phone offers, each with what to say of it.
pub fn numbers() -> Vec<(Phone, String)> {
    let mut numbers: Vec<(Phone, String)> = Vec::new();
    for person in register() {
        let lang = match person.lang {
            Lang::Gu => "ગુજરાતી",
            Lang::Hi => "हिन्दी",
            Lang::En => "English",
        };
        let words = format!(
            "{} {} · {lang} · PIN {}",
            person.no, person.name, person.pin
        );
        match numbers.last_mut() {
            Some((phone, shared)) if *phone == person.phone => {
                *shared = format!("{shared}  and  {words}");
            }
            _ => numbers.push((person.phone, words)),
        }
    }
    let nobody = Phone::parse("+919800000099").expect("twelve digits");
    numbers.push((nobody, "A number nobody knows".to_owned()));
    numbers
}

/// The members whose phone this is, by number; none where it is nobody's.
pub fn member_numbers(phone: &Phone) -> Vec<i64> {
    let hers = register()
        .into_iter()
        .filter(|person| person.phone == *phone);
    hers.map(|person| person.no).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_24_members_and_one_shared_phone() {
        let register = register();
        assert_eq!(register.len(), 24);
        assert_eq!(register[23].no, 1024);
        assert_eq!(register[23].phone.reveal(), "+919800000024");
        assert_eq!(register[5].phone.reveal(), "+919800000006");
        // 23 phones of members, and one of nobody.
        assert_eq!(numbers().len(), 24);
    }
}
