//! `sahkar import coop FILE.toml`: a cooperative from a file that an operator can read, the first time
//! and whenever something in it has changed.

use super::{Done, Failed, Settings, database_config, make, tell};
use crate::clock::Clock;
use crate::demo;
use crate::domain::{Coop, CoopId, CoopTexts, Hours, Lang, Phone};
use crate::store::{Address, AddressKind, CoopEntry, brand_of};
use serde::Deserialize;
use std::path::Path;
use toml::Spanned;

/// A brand is registered with each template, and no header is longer (rules reference 2.1).
const BRAND_MAX: usize = 11;
/// The law lets promotion through between these minutes of the day (rules reference 2.1).
const PROMO_FROM: i64 = 10 * 60;
const PROMO_TO: i64 = 21 * 60;

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Spanned<String>,
    language: Spanned<String>,
    code: Spanned<String>,
    number: Spanned<String>,
    gateways: Spanned<Vec<String>>,
    #[serde(default)]
    texts: FileTexts,
    #[serde(default)]
    officers: FileOfficers,
}

/// Who is told that something waits for an officer.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct FileOfficers {
    /// The number of the officer on duty; without it, nobody is told by text.
    duty: Option<Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct FileTexts {
    brand: Option<Spanned<String>>,
    hours: Option<Spanned<String>>,
    promotion: Option<Spanned<String>>,
    day_cap: Option<Spanned<i64>>,
    month_cap: Option<Spanned<i64>>,
    paise_per_part: Option<Spanned<i64>>,
}

pub(super) async fn import_coop(settings: &Settings, file: &Path) -> Done {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failed::Refused(format!("{}: {error}", file.display())))?;
    let (mut new, duty) = read(&file.display().to_string(), &text)
        .map_err(|wrong| Failed::Refused(wrong.join("\n")))?;
    let store = make(&database_config(settings)?).await?;
    let known = store.coops().await?;
    let now = Clock::system().now();
    let is_there = known.iter().find(|known| known.coop.code == new.coop.code);
    new.coop.id = is_there.map_or_else(|| CoopId(store.chance().id(now)), |known| known.coop.id);
    refuse_taken(&known, &new)?;
    let said = if let Some(known) = is_there {
        new.texts
            .registrations
            .clone_from(&known.texts.registrations);
        store.set_coop(&new, now).await?;
        "is as the file says"
    } else {
        store.add_coop(&new, now).await?;
        "is in; now bring its members"
    };
    store.set_duty(new.coop.id, duty.as_ref()).await?;
    store.close().await;
    tell(format!("{} {said}.", new.coop.name));
    Ok(())
}

/// One address reaches one cooperative.
fn refuse_taken(known: &[CoopEntry], new: &CoopEntry) -> Done {
    let others = known.iter().filter(|other| other.coop.id != new.coop.id);
    let taken: Vec<String> = others
        .flat_map(|other| &other.addresses)
        .filter(|address| new.addresses.contains(address))
        .map(|address| {
            let Address { gateway, value, .. } = address;
            format!("{value} at {gateway} reaches another cooperative already")
        })
        .collect();
    if taken.is_empty() {
        Ok(())
    } else {
        Err(Failed::Refused(taken.join("\n")))
    }
}

/// What is wrong with a file, line by line.
struct Wrong<'a> {
    file: &'a str,
    text: &'a str,
    lines: Vec<String>,
}

impl Wrong<'_> {
    fn at(&mut self, start: usize, what: &str) {
        let line = self.text[..start.min(self.text.len())]
            .matches('\n')
            .count()
            + 1;
        self.lines.push(format!("{}:{line}: {what}", self.file));
    }

    /// The value where it is right; else it is told what would be.
    fn check<T: Clone, U>(
        &mut self,
        value: &Spanned<T>,
        right: impl FnOnce(&T) -> Option<U>,
        what: &str,
    ) -> Option<U> {
        let found = right(value.get_ref());
        if found.is_none() {
            self.at(value.span().start, what);
        }
        found
    }
}

/// Reads a cooperative, without an id yet; or names every line that is wrong.
fn read(name: &str, text: &str) -> Result<(CoopEntry, Option<Phone>), Vec<String>> {
    let mut wrong = Wrong {
        file: name,
        text,
        lines: Vec::new(),
    };
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            wrong.at(error.span().map_or(0, |span| span.start), error.message());
            return Err(wrong.lines);
        }
    };
    let name = wrong.check(&file.name, |text| filled(text), "a cooperative has a name");
    let lang = wrong.check(
        &file.language,
        |code| Lang::parse(code),
        "the language is gu, hi or en",
    );
    let code = wrong.check(
        &file.code,
        |text| is_code(text),
        "a code is dialled like *384*2742#",
    );
    let number = wrong.check(
        &file.number,
        |text| is_number(text),
        "a number is digits, like 56161",
    );
    let gateways = wrong.check(
        &file.gateways,
        |names| (!names.is_empty()).then(|| names.clone()),
        "at least one gateway reaches it",
    );
    let texts = texts(&mut wrong, &file.texts);
    let duty = file.officers.duty.as_ref().and_then(|number| {
        let right = |text: &String| Phone::parse(text).ok();
        wrong.check(
            number,
            right,
            "a number on duty is written like +919800000099",
        )
    });
    let (Some(name), Some(lang), Some(code), Some(number), Some(gateways)) =
        (name, lang, code, number, gateways)
    else {
        return Err(wrong.lines);
    };
    if !wrong.lines.is_empty() {
        return Err(wrong.lines);
    }
    let entry = CoopEntry {
        texts: texts.over(CoopTexts::usual(&brand_of(&name), &number)),
        addresses: addresses(&gateways, &code, &number),
        coop: Coop {
            id: CoopId(0),
            name,
            code,
            lang,
        },
        categories: demo::categories(),
    };
    Ok((entry, duty))
}

fn addresses(gateways: &[String], code: &str, number: &str) -> Vec<Address> {
    let address = |gateway: &String, kind, value: &str| Address {
        gateway: gateway.clone(),
        kind,
        value: value.to_owned(),
    };
    gateways
        .iter()
        .flat_map(|gateway| {
            [
                address(gateway, AddressKind::Ussd, code),
                address(gateway, AddressKind::Sms, number),
            ]
        })
        .collect()
}

/// What the file says of texts; what it leaves out is as usual.
struct Said {
    brand: Option<String>,
    hours: Option<Hours>,
    promo_hours: Option<Hours>,
    day_cap: Option<i64>,
    month_cap: Option<i64>,
    paise_per_part: Option<i64>,
}

impl Said {
    fn over(self, usual: CoopTexts) -> CoopTexts {
        CoopTexts {
            brand: self.brand.unwrap_or(usual.brand),
            hours: self.hours.unwrap_or(usual.hours),
            promo_hours: self.promo_hours.unwrap_or(usual.promo_hours),
            day_cap: self.day_cap.unwrap_or(usual.day_cap),
            month_cap: self.month_cap.unwrap_or(usual.month_cap),
            paise_per_part: self.paise_per_part.unwrap_or(usual.paise_per_part),
            ..usual
        }
    }
}

fn texts(wrong: &mut Wrong<'_>, file: &FileTexts) -> Said {
    const HOURS: &str = "hours are written like 09:00-19:00";
    const COUNT: &str = "a number of 0 or more";
    let within_law = |text: &String| {
        hours(text).filter(|hours| PROMO_FROM <= hours.opens && hours.closes <= PROMO_TO)
    };
    let count = |n: &i64| (*n >= 0).then_some(*n);
    let some = |value: &Option<Spanned<i64>>, wrong: &mut Wrong<'_>| {
        value.as_ref().and_then(|n| wrong.check(n, count, COUNT))
    };
    Said {
        brand: file.brand.as_ref().and_then(|brand| {
            wrong.check(brand, |text| is_brand(text), "a brand has 1 to 11 letters")
        }),
        hours: file
            .hours
            .as_ref()
            .and_then(|text| wrong.check(text, |text| hours(text), HOURS)),
        promo_hours: file.promotion.as_ref().and_then(|text| {
            wrong.check(
                text,
                within_law,
                "promotion is sent within 10:00-21:00 by law",
            )
        }),
        day_cap: some(&file.day_cap, wrong),
        month_cap: some(&file.month_cap, wrong),
        paise_per_part: some(&file.paise_per_part, wrong),
    }
}

fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

fn is_brand(text: &str) -> Option<String> {
    filled(text).filter(|brand| brand.chars().count() <= BRAND_MAX)
}

fn is_code(text: &str) -> Option<String> {
    let inner = text.strip_prefix('*')?.strip_suffix('#')?;
    let is_one = inner
        .split('*')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    is_one.then(|| text.to_owned())
}

fn is_number(text: &str) -> Option<String> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let is_one = (3..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_one.then(|| text.to_owned())
}

/// `09:00-19:00`.
fn hours(text: &str) -> Option<Hours> {
    let minute = |text: &str| -> Option<i64> {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
        let at = hour * 60 + minute;
        ((0..60).contains(&minute) && (0..=24 * 60).contains(&at)).then_some(at)
    };
    let (opens, closes) = text.split_once('-')?;
    let (opens, closes) = (minute(opens)?, minute(closes)?);
    (opens < closes).then_some(Hours { opens, closes })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "name = \"Tapi Mahila Mandli\"\nlanguage = \"gu\"\ncode = \"*384*55#\"\n\
        number = \"56767\"\ngateways = [\"africastalking\", \"gupshup\"]\n\
        [texts]\nhours = \"08:30-20:00\"\nday_cap = 3\n";

    #[test]
    fn a_cooperative_is_read_whole_and_what_is_left_out_is_as_usual() {
        let (coop, duty) = read("coop.toml", WHOLE).unwrap();
        assert_eq!(duty, None);
        let with_duty = format!("{WHOLE}[officers]\nduty = \"+919800000099\"\n");
        let (_, duty) = read("coop.toml", &with_duty).unwrap();
        assert_eq!(duty, Phone::parse("+919800000099").ok());
        let wrong = with_duty.replace("+919800000099", "soon");
        let wrong = read("coop.toml", &wrong).unwrap_err();
        assert_eq!(
            wrong,
            ["coop.toml:9: a number on duty is written like +919800000099"]
        );
        assert_eq!(coop.coop.name, "Tapi Mahila Mandli");
        assert_eq!(coop.addresses.len(), 4);
        assert_eq!(coop.texts.brand, "Tapi Mahila");
        assert_eq!(coop.texts.number, "56767");
        assert_eq!((coop.texts.hours.opens, coop.texts.day_cap), (510, 3));
        assert_eq!(coop.texts.promo_hours.closes, 19 * 60);
        assert!(!coop.categories.is_empty());
    }

    #[test]
    fn every_wrong_line_is_named() {
        let text = "name = \" \"\nlanguage = \"fr\"\ncode = \"384#\"\nnumber = \"ASHA\"\n\
            gateways = []\n[texts]\nbrand = \"A name that is too long\"\nhours = \"19:00-09:00\"\n\
            promotion = \"09:00-19:00\"\nday_cap = -1\n";
        let wrong = read("coop.toml", text).unwrap_err();
        let lines: Vec<&str> = wrong
            .iter()
            .filter_map(|line| line.split(": ").next())
            .collect();
        let expected: Vec<String> = [1, 2, 3, 4, 5, 7, 8, 9, 10]
            .iter()
            .map(|n| format!("coop.toml:{n}"))
            .collect();
        assert_eq!(lines, expected, "{wrong:?}");
        let wrong = read("coop.toml", "name = \"A\"\ncolour = \"red\"\n").unwrap_err();
        assert!(
            wrong[0].starts_with("coop.toml:2: unknown field `colour`"),
            "{wrong:?}"
        );
    }
}
