//! Reading a cooperative's file: every wrong line is reported at once.

use super::categories;
use crate::config::written::{Located, Section, WrittenToml};
use crate::core::domain::{Category, Coop, CoopId, CoopTexts, Hours, Lang, Phone};
use crate::core::script::notices::{Notices, SenderContext};
use crate::store::{Address, AddressKind, CoopEntry, brand_of};
use std::collections::BTreeSet;

/// The brand is registered with each template, where a header has at most so many characters (rules 2.1).
const BRAND_MAX: usize = 11;
/// The law allows promotion only between these minutes of the day (rules 2.1).
const PROMO_FROM: i64 = 10 * 60;
const PROMO_TO: i64 = 21 * 60;
/// No operator charges more for a part; a larger number was meant in rupees.
const PAISE_MAX: i64 = 1000;

const KEYS: [&str; 8] = [
    "name", "language", "code", "number", "gateways", "texts", "officers", "category",
];
const OFFICERS_KEYS: [&str; 1] = ["duty"];
const NEEDED: [&str; 5] = ["name", "language", "code", "number", "gateways"];
const TEXTS_KEYS: [&str; 6] = [
    "brand",
    "hours",
    "promotion",
    "day_cap",
    "month_cap",
    "paise_per_part",
];

/// What the file is checked against.
pub(super) struct CoopFileContext<'k> {
    /// The names of all gateways of this installation.
    pub(super) gateways: &'k BTreeSet<String>,
    /// The texts that contain its name.
    pub(super) notices: &'k Notices,
}

/// A cooperative as its file describes it, without an id.
#[derive(Debug)]
pub(super) struct CoopFile {
    pub(super) entry: CoopEntry,
    /// Its categories, if the file names any.
    pub(super) categories: Option<Vec<Category>>,
    /// The number of the officer on duty; without it, no text about tasks is sent.
    pub(super) duty: Option<Phone>,
}

/// Reads a cooperative, or reports every line that is wrong.
pub(super) fn read(
    file: &str,
    text: &str,
    known: &CoopFileContext<'_>,
) -> Result<CoopFile, Vec<String>> {
    let (mut written, table) = WrittenToml::open(text.trim_start_matches('\u{feff}'));
    let given = given(&mut written, &table, known);
    let is_right = written.is_right();
    let wrong = written.close().into_iter();
    let wrong: Vec<String> = wrong
        .map(|(line, what)| format!("{file}:{line}: {what}"))
        .collect();
    given.filter(|_| is_right).ok_or(wrong)
}

fn given(
    written: &mut WrittenToml<'_>,
    table: &Section<'_>,
    known: &CoopFileContext<'_>,
) -> Option<CoopFile> {
    written.refuse_others(table, &KEYS);
    for key in NEEDED {
        if table.get(key).is_none() {
            written.wrong(1, format!("`{key}` is missing"));
        }
    }
    let name = written.text(table, "name");
    let name_line = name.as_ref().map_or(1, |name| name.line);
    let name = right(
        written,
        name,
        |text| filled(text),
        "a cooperative has a name",
    );
    let language = written.text(table, "language");
    let lang = right(
        written,
        language,
        |code| Lang::parse(code),
        "the language is gu, hi or en",
    );
    let code = written.text(table, "code");
    let code = right(
        written,
        code,
        |text| is_code(text),
        "a code is dialled like *384*2742#",
    );
    let number = written.text(table, "number");
    let number = right(
        written,
        number,
        |text| is_number(text),
        "a number is digits, like 56161",
    );
    let gateways = gateways(written, table, known);
    let categories = categories::read(written, table);
    let (brand_line, said) = match written.section(table, "texts") {
        Some(section) => texts(written, section),
        None => (None, TextSettings::default()),
    };
    let duty = duty(written, table);
    let (name, number, code) = (name?, number?, code?);
    let texts = said.over(CoopTexts::usual(&brand_of(&name), &number));
    if texts.month_cap < texts.day_cap {
        written.wrong(name_line, "`month_cap` is not less than `day_cap`");
    }
    refuse_brand(written, known, &texts, &code, brand_line, name_line);
    let (lang, gateways) = (lang?, gateways?);
    Some(CoopFile {
        entry: CoopEntry {
            texts,
            addresses: addresses(&gateways, &code, &number),
            coop: Coop {
                id: CoopId(0),
                name,
                code,
                lang,
            },
            categories: Vec::new(),
        },
        categories,
        duty,
    })
}

/// The number of the officer who gets texts about tasks.
fn duty(written: &mut WrittenToml<'_>, table: &Section<'_>) -> Option<Phone> {
    let section = written.section(table, "officers")?;
    written.refuse_others(section, &OFFICERS_KEYS);
    let number = written.text(section, "duty");
    let what = "a number on duty is written like +919800000099";
    right(written, number, |text| Phone::parse(text).ok(), what)
}

/// The value where it is valid; otherwise an error says what would be valid.
fn right<T, U>(
    written: &mut WrittenToml<'_>,
    said: Option<Located<T>>,
    right: impl FnOnce(&T) -> Option<U>,
    what: &str,
) -> Option<U> {
    let said = said?;
    let found = right(&said.value);
    if found.is_none() {
        written.wrong(said.line, what);
    }
    found
}

/// The gateways that reach it; each must exist.
fn gateways(
    written: &mut WrittenToml<'_>,
    table: &Section<'_>,
    known: &CoopFileContext<'_>,
) -> Option<Vec<String>> {
    let said = written.texts(table, "gateways")?;
    let mut names: Vec<String> = Vec::new();
    for one in &said {
        if !known.gateways.contains(&one.value) {
            let list: Vec<&str> = known.gateways.iter().map(String::as_str).collect();
            let list = list.join(", ");
            written.wrong(
                one.line,
                format!("there is no gateway `{}`; known: {list}", one.value),
            );
        } else if names.contains(&one.value) {
            written.wrong(one.line, format!("`{}` stands there twice", one.value));
        } else {
            names.push(one.value.clone());
        }
    }
    if said.is_empty() {
        let line = table.get("gateways").map_or(0, |value| value.span().start);
        let line = written.line_of(line);
        written.wrong(line, "at least one gateway reaches it");
    }
    Some(names)
}

/// Refuses a name that texts cannot contain: no answer in that language could be sent.
fn refuse_brand(
    written: &mut WrittenToml<'_>,
    known: &CoopFileContext<'_>,
    texts: &CoopTexts,
    code: &str,
    brand_line: Option<usize>,
    name_line: usize,
) {
    let sender = SenderContext {
        texts,
        code,
        must_be_registered: false,
    };
    for refused in known.notices.refused(&sender) {
        let (lang_script, why) = (refused.lang_script.code(), refused.why);
        let help = match brand_line {
            Some(_) => "",
            None => "; name another one as `brand` under [texts]",
        };
        let brand = &texts.brand;
        written.wrong(
            brand_line.unwrap_or(name_line),
            format!("`{brand}` cannot stand in texts in {lang_script}: {why}{help}"),
        );
    }
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

/// The settings of `[texts]`; what the file leaves out has its usual value.
#[derive(Default)]
struct TextSettings {
    brand: Option<String>,
    hours: Option<Hours>,
    promo_hours: Option<Hours>,
    day_cap: Option<i64>,
    month_cap: Option<i64>,
    paise_per_part: Option<i64>,
}

impl TextSettings {
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

/// Reads `[texts]`; also returns the line of its brand.
fn texts(written: &mut WrittenToml<'_>, table: &Section<'_>) -> (Option<usize>, TextSettings) {
    const CAP: &str = "a cap is 1 or more: with 0 nobody is reminded of anything";
    written.refuse_others(table, &TEXTS_KEYS);
    let brand = written.text(table, "brand");
    let brand_line = brand.as_ref().map(|brand| brand.line);
    let day_cap = written.number(table, "day_cap");
    let month_cap = written.number(table, "month_cap");
    let paise = written.number(table, "paise_per_part");
    let open = written.text(table, "hours");
    let promotion = written.text(table, "promotion");
    let within_law = |text: &String| {
        hours(text).filter(|hours| PROMO_FROM <= hours.opens && hours.closes <= PROMO_TO)
    };
    let cap = |n: &i64| (*n >= 1).then_some(*n);
    let said = TextSettings {
        brand: right(
            written,
            brand,
            |text| is_brand(text),
            "a brand has 1 to 11 letters",
        ),
        hours: right(
            written,
            open,
            |text| hours(text),
            "hours are written like 09:00-19:00",
        ),
        promo_hours: right(
            written,
            promotion,
            within_law,
            "promotion is sent within 10:00-21:00 by law",
        ),
        day_cap: right(written, day_cap, cap, CAP),
        month_cap: right(written, month_cap, cap, CAP),
        paise_per_part: right(
            written,
            paise,
            |n| (0..=PAISE_MAX).contains(n).then_some(*n),
            "what a part costs is 0 to 1000 paise",
        ),
    };
    (brand_line, said)
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
mod tests;
