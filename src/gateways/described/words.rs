//! Translates a provider's words for what became of a text into ours.

use super::reader::{ProviderFileReader, ProviderWord, Table, near};
use crate::core::domain::{Failure, Reported};
use crate::gateways::sms::fields;
use std::collections::BTreeMap;

/// Every reason why a text does not arrive, by its word.
pub(in crate::gateways) fn failure_words() -> Vec<&'static str> {
    Failure::ALL.iter().map(|failure| failure.code()).collect()
}

/// Reads a reason for which a text did not arrive.
pub(in crate::gateways) fn failure(
    reader: &mut ProviderFileReader<'_>,
    word: &ProviderWord,
) -> Option<Failure> {
    let failure = Failure::parse(&word.text);
    if failure.is_none() {
        let what = format!("there is no failure `{}`", word.text);
        reader.flaw(&word.span, what, near(&word.text, &failure_words()));
    }
    failure
}

/// `[….codes]`: what a provider's or a network's code says more exactly.
pub(in crate::gateways) fn codes(
    reader: &mut ProviderFileReader<'_>,
    table: &Table<'_>,
) -> BTreeMap<String, Failure> {
    let pairs = reader.pairs(table, "codes");
    pairs
        .into_iter()
        .filter_map(|(code, word)| Some((code, failure(reader, &word)?)))
        .collect()
}

/// `[….states]`: what each status word of a provider says, whatever its letters' case.
pub(in crate::gateways) fn states(
    reader: &mut ProviderFileReader<'_>,
    table: &Table<'_>,
) -> BTreeMap<String, Reported> {
    let mut states = BTreeMap::new();
    for (status, word) in reader.pairs(table, "states") {
        let reported = match word.text.as_str() {
            "sent" => Some(Reported::Sent),
            "delivered" => Some(Reported::Delivered),
            text => Failure::parse(text).map(Reported::Failed),
        };
        if let Some(reported) = reported {
            states.insert(status.to_lowercase(), reported);
        } else {
            let mut known = vec!["sent", "delivered"];
            known.extend(failure_words());
            let what = format!("there is no state `{}`", word.text);
            reader.flaw(&word.span, what, near(&word.text, &known));
        }
    }
    states
}

/// What a status word says; an unknown one is kept, so that somebody can add it to the file.
pub(in crate::gateways) fn reported(known: &BTreeMap<String, Reported>, status: &str) -> Reported {
    let said = known.get(&status.trim().to_lowercase());
    said.cloned()
        .unwrap_or_else(|| Reported::Unknown(fields::word(status)))
}
