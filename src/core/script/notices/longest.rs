//! The longest value that each place of a text can plausibly have in each language: what the check and
//! the proof sheets fill the texts with. Lengths of what a cooperative writes itself are those of
//! domain reference D. A place that is not here is not known.

use super::values::write;
use super::{Notices, SenderContext};
use crate::core::domain::{CoopTexts, Day, Filling, Instant, LangScript, Paise, Words};
use crate::core::texts::measure::measure;
use crate::core::texts::say::FluentText;

/// Every place that a text may have.
pub(super) const PLACES: [&str; 21] = [
    "about", "amount", "at", "codes", "day", "first", "item", "n", "no", "numbers", "one_time",
    "place", "price", "result", "second", "topic", "until", "voted", "what", "when", "who",
];
/// Those that tell something of hers or of the cooperative's business: a text with one of them has
/// something else for phones that others read (domain reference H2.16).
pub(super) const TELLING: [&str; 7] =
    ["about", "amount", "price", "result", "voted", "what", "who"];

/// A cooperative whose name and numbers are as long as they may be: the name has eleven letters, the
/// number is a long code of ten digits.
pub(super) fn texts() -> CoopTexts {
    CoopTexts::usual("Tapi Mandli", "9227056161")
}

/// The same with its code, which is as long as codes are.
pub(super) fn sender(texts: &CoopTexts) -> SenderContext<'_> {
    SenderContext {
        texts,
        code: "*384*27425#",
        must_be_registered: false,
    }
}

/// 20 November 2026, 12:00 in Gujarat.
const NOW: Instant = Instant(1_795_156_200_000);
const HALF_HOUR_MS: i64 = 1_800_000;

/// The longest values of a place, one of which is the longest in any language; none for a moment, whose
/// longest is looked up.
fn candidates(place: &str) -> Vec<Filling> {
    let words = |gu, hi, en| vec![Filling::Words(Words::new(gu, hi, en))];
    match place {
        "no" => vec![Filling::Number(48_215)],
        "n" => vec![Filling::Number(12)],
        "voted" => vec![Filling::Number(1987)],
        "one_time" => vec![Filling::Number(491_207)],
        "numbers" => vec![Filling::Signs("1214, 1222, 1230, 1248, 1256".into())],
        "amount" => vec![Filling::Amount(Paise(9_876_550))],
        "price" => vec![Filling::Amount(Paise(198_750))],
        "day" | "until" => vec![Filling::Day(Day(20_815))],
        "codes" => vec![Filling::Signs("31, 32, 33, 34, 84, 85, 86, 87".into())],
        "first" => words("મજૂરી", "मज़दूरी", "Vegetables"),
        "second" => words("મજૂરી ખર્ચ", "मज़दूरी खर्च", "Vegetable selling"),
        "about" => words("ગુંદર અને વનપેદાશ", "पापड़ और नाश्ता", "Gum and forest goods"),
        "item" => words("મગફળી, 20 કિલોનો મણ", "मूँगफली, 20 किलो", "Groundnut, 20 kg"),
        "place" => words("વ્યારા કેન્દ્ર", "व्यारा केंद्र", "Vyara centre"),
        "topic" => words("પશુના રસીકરણ", "पशु टीकाकरण", "cattle vaccination"),
        "result" => words(
            "મંજૂર. હા 987, ના 165",
            "मंज़ूर। हाँ 987, नहीं 165",
            "passed, Yes 987, No 165",
        ),
        "what" => words("આવક અને લોન", "आमदनी और लोन", "income and loans"),
        "who" => words("જિલ્લા દૂધ સંઘ", "ज़िला दुग्ध संघ", "District Dairy Union"),
        _ => Vec::new(),
    }
}

/// Every half hour of a week whose days have two digits and whose month has two: the last of
/// December.
fn moments() -> Vec<Filling> {
    // A year later its year is said too.
    let mut all = week_from(NOW.plus_days(35));
    all.extend(week_from(NOW.plus_days(400)));
    all
}

fn week_from(first: Instant) -> Vec<Filling> {
    let half_hours = 0..7 * 48;
    half_hours
        .map(|n| Filling::When(first.plus_ms(n * HALF_HOUR_MS)))
        .collect()
}

/// How a language says the longest moment of those two weeks. All 672 are said once for each language when the
/// texts are compiled: said anew for every text with a moment in it, they took most of a start.
pub(super) fn longest_moment(lang_script: LangScript, said: &FluentText) -> String {
    let all = moments().into_iter();
    longest_of(all.map(|moment| write(&moment, lang_script, Some(said), NOW))).unwrap_or_default()
}

fn longest_of(values: impl Iterator<Item = String>) -> Option<String> {
    values.max_by_key(|value| measure(value).octets())
}

impl Notices {
    /// The longest value of a place in a text of this language; `None` for a place that is not known.
    pub(super) fn longest(&self, place: &str, lang_script: LangScript) -> Option<String> {
        let moment = matches!(place, "at" | "until" | "when").then(|| {
            let longest = self.longest_moments.get(&lang_script);
            longest.cloned().unwrap_or_default()
        });
        let others = candidates(place).into_iter();
        let others = others.map(|filling| write(&filling, lang_script, None, NOW));
        longest_of(moment.into_iter().chain(others))
    }
}
