//! Words that make a text promotion, whatever its table says (rules T-5).
//!
//! A service text is delivered at any hour, also to those who want no advertising. If one word in it makes
//! an offer, the operators refuse the template, or the header, for everybody.

use crate::core::domain::{Lang, LangScript};

/// A word, and why it must not stand in a service text.
struct Promotional {
    word: &'static str,
    lang: Lang,
    why: &'static str,
}

const OFFER: &str = "an offer is promotion";
const PRESSURE: &str = "urging to buy is promotion";
const LENDER: &str = "naming a lender or an insurer makes the text an offer of its";
const LOAN: &str = "a loan or an insurance that is offered is promotion";

/// The list. The cooperative may say that it buys milk, which is no promotion, so the bare word "buy" is
/// not in the list. Words of Gujarati and Hindi are beginnings, since endings are written together with
/// them.
const WORDS: &[Promotional] = &[
    en("offer", OFFER),
    en("offers", OFFER),
    en("discount", OFFER),
    en("free", OFFER),
    en("cashback", OFFER),
    en("prize", OFFER),
    en("sale", OFFER),
    en("win", OFFER),
    en("hurry", PRESSURE),
    en("limited", PRESSURE),
    en("bank", LENDER),
    en("nbfc", LENDER),
    en("finance", LENDER),
    en("insurance", LOAN),
    en("loan", LOAN),
    en("loans", LOAN),
    gu("ઓફર", OFFER),
    gu("ઑફર", OFFER),
    gu("ડિસ્કાઉન્ટ", OFFER),
    gu("મફત", OFFER),
    gu("ઇનામ", OFFER),
    gu("વળતર", OFFER),
    gu("જલ્દી", PRESSURE),
    gu("ખરીદો", PRESSURE),
    gu("બેંક", LENDER),
    gu("બેન્ક", LENDER),
    gu("ફાઇનાન્સ", LENDER),
    gu("વીમ", LOAN),
    gu("લોન", LOAN),
    hi("ऑफर", OFFER),
    hi("ऑफ़र", OFFER),
    hi("छूट", OFFER),
    hi("मुफ्त", OFFER),
    hi("मुफ़्त", OFFER),
    hi("इनाम", OFFER),
    hi("जल्दी", PRESSURE),
    hi("खरीदिए", PRESSURE),
    hi("बैंक", LENDER),
    hi("फाइनेंस", LENDER),
    hi("बीमा", LOAN),
    hi("लोन", LOAN),
];

const fn en(word: &'static str, why: &'static str) -> Promotional {
    Promotional {
        word,
        lang: Lang::En,
        why,
    }
}

const fn gu(word: &'static str, why: &'static str) -> Promotional {
    Promotional {
        word,
        lang: Lang::Gu,
        why,
    }
}

const fn hi(word: &'static str, why: &'static str) -> Promotional {
    Promotional {
        word,
        lang: Lang::Hi,
        why,
    }
}

/// The first word of a text that makes it promotion, and why. English words are looked for in every
/// language: they are written in all of them.
pub(super) fn promotional(
    text: &str,
    lang_script: LangScript,
) -> Option<(&'static str, &'static str)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
    let lower = text.to_lowercase();
    let words = lower.split(|c| !is_part(c)).filter(|word| !word.is_empty());
    words
        .flat_map(|word| WORDS.iter().map(move |known| (word, known)))
        .find(|(word, known)| {
            if known.lang == Lang::En {
                *word == known.word
            } else {
                known.lang == lang_script.lang() && word.starts_with(known.word)
            }
        })
        .map(|(_, known)| (known.word, known.why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_an_offer_is_found_whole_and_with_its_endings() {
        let found = |text, lang_script| promotional(text, lang_script).map(|(word, _)| word);
        assert_eq!(found("A Loan for you", LangScript::En), Some("loan"));
        assert_eq!(found("the loaned tools", LangScript::En), None);
        assert_eq!(found("જિલ્લા બેંકની શાખા", LangScript::Gu), Some("બેંક"));
        assert_eq!(found("ગામની બેઠક", LangScript::Gu), None);
        assert_eq!(found("बीमा लें", LangScript::Hi), Some("बीमा"));
        assert_eq!(found("free બિયારણ", LangScript::Gu), Some("free"));
        assert_eq!(found("BANK ma aavo", LangScript::GuLatn), Some("bank"));
    }
}
