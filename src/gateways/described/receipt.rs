//! `[receipt]`: what a provider says became of texts of ours.

use super::ack::AckSection;
use super::numbering::Numbers;
use super::reader::{ProviderFileReader, Table};
use super::source::{self, FieldSource, ItemFields};
use super::timestamps::{self, Moment};
use super::words;
use crate::core::domain::{Failure, Reported};
use crate::gateways::sms::{Event, Receipt, RequestRefused, failure_words, fields};
use std::collections::BTreeMap;

/// The section as it was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::gateways) struct ReceiptSection {
    pub(in crate::gateways) source: FieldSource,
    pub(in crate::gateways) thanks: AckSection,
    our_id: Option<String>,
    their_id: Option<String>,
    /// The field with the number that the text went to, and how it is written.
    recipient: Option<(String, Numbers)>,
    status: String,
    code: Option<String>,
    at: Option<Moment>,
    states: BTreeMap<String, Reported>,
    codes: BTreeMap<String, Failure>,
}

pub(in crate::gateways) const KEYS: [&str; 10] = [
    "our-id",
    "their-id",
    "recipient",
    "numbers",
    "status",
    "code",
    "states",
    "codes",
    "answer",
    "answer-type",
];

impl ReceiptSection {
    /// Reads the section, where there is one; all that is wrong is told.
    pub(in crate::gateways) fn read(
        reader: &mut ProviderFileReader<'_>,
        root: &Table<'_>,
    ) -> Option<Self> {
        let known = [&KEYS[..], &source::KEYS, &timestamps::KEYS].concat();
        let section = reader.section(root, "receipt", &known)?;
        let table = section.table;
        let our_id = reader.word(table, "our-id");
        let their_id = reader.word(table, "their-id");
        if our_id.is_none() && their_id.is_none() {
            let help = "write our-id or their-id, the field that says which text it is about";
            reader.flaw(&section.span, "a receipt names no text", help);
        }
        let recipient = recipient(reader, table);
        let status = reader.need(&section, "status", "the field with the status word");
        let known_states = words::states(reader, table);
        if !known_states
            .values()
            .any(|state| *state == Reported::Delivered)
        {
            let help = "write [receipt.states] with one word = \"delivered\"";
            reader.flaw(
                &section.span,
                "no status word means that a text has arrived",
                help,
            );
        }
        Some(Self {
            source: FieldSource::read(reader, table),
            thanks: AckSection::read(reader, table),
            our_id: our_id.map(|word| word.text),
            their_id: their_id.map(|word| word.text),
            recipient,
            code: reader.word(table, "code").map(|word| word.text),
            at: Moment::read(reader, &section),
            states: known_states,
            codes: words::codes(reader, table),
            status: status?.text,
        })
    }

    /// What the items of one request say. One that cannot be read holds up no other, and a receipt for a
    /// text that is not ours is accepted like any other, since it would otherwise come again for ever.
    pub(in crate::gateways) fn event(
        &self,
        items: &[ItemFields<'_>],
    ) -> Result<Event, RequestRefused> {
        let (mut receipts, mut refused) = (Vec::new(), Vec::new());
        for fields in items {
            match self.receipt(fields) {
                Ok(receipt) => receipts.extend(receipt),
                Err(why) => refused.push(why),
            }
        }
        match refused.first() {
            Some(why) if receipts.is_empty() => Err(*why),
            None if receipts.is_empty() => Ok(Event::Junk),
            _ => Ok(Event::Receipts(receipts)),
        }
    }

    /// The receipt that these fields hold; `None` where they name a text that is none of ours.
    fn receipt(&self, fields: &ItemFields<'_>) -> Result<Option<Receipt>, RequestRefused> {
        let may = |name: &Option<String>| match name {
            Some(name) => fields.name(name),
            None => Ok(None),
        };
        let our_id = may(&self.our_id)?.and_then(|id| id.parse().ok());
        let provider_id = may(&self.their_id)?;
        if our_id.is_none() && provider_id.is_none() {
            // Its panel, or another program on the same account, sends texts too: the field is there, and
            // is empty or holds an id of theirs. A field that is not there at all is one that the file
            // names wrongly.
            let is_there = |name: &String| fields.octets(name).map(|found| found.is_some());
            return match self.our_id.as_ref().map(is_there).transpose()? {
                Some(true) => Ok(None),
                Some(false) | None => Err(RequestRefused::Unreadable("the receipt names no text")),
            };
        }
        // It only helps to find a text, so one that cannot be read is none, and no reason to refuse.
        let to = self.recipient.as_ref().and_then(|(field, numbers)| {
            let text = fields.besides(field)?;
            numbers.parse(&text).ok()
        });
        let said = self.code.as_ref().map(|name| fields.text(name));
        let said = said.and_then(Result::ok).flatten();
        let code = said.as_deref().and_then(|said| fields::code(said.trim()));
        let mut reported = words::reported(&self.states, &fields.must(&self.status)?);
        if let Reported::Failed(why) = &mut reported {
            *why = self.exactly(*why, code.as_deref(), said.as_deref());
        }
        let at = self.at.as_ref().and_then(|moment| moment.find(fields));
        Ok(Some(Receipt {
            our_id,
            provider_id,
            to,
            reported,
            code,
            at,
        }))
    }

    /// Why a text failed, where its code says more than its state: by the file's table, else, where the
    /// state says nothing, by the words that the field of the code holds.
    fn exactly(&self, why: Failure, code: Option<&str>, said: Option<&str>) -> Failure {
        if let Some(exact) = code.and_then(|code| self.codes.get(code)) {
            return *exact;
        }
        // In an SMPP receipt our own text stands after its words.
        let words = said.and_then(|said| said.split("text:").next());
        let by_words = words.and_then(failure_words::of_words);
        by_words.filter(|_| why == Failure::Other).unwrap_or(why)
    }
}

/// A text whose answer was lost is found by its number, and gets the provider's id from the receipt.
/// Without such an id the number is of no use.
fn recipient(reader: &mut ProviderFileReader<'_>, table: &Table<'_>) -> Option<(String, Numbers)> {
    let Some(field) = reader.word(table, "recipient") else {
        if let Some(word) = reader.word(table, "numbers") {
            let help = "write recipient, the field with the number that the text went to";
            reader.flaw(&word.span, "there is no number to read so", help);
        }
        return None;
    };
    if table.get("their-id").is_none() {
        let help = "write their-id, or leave recipient out: our-id says enough by itself";
        reader.flaw(&field.span, "a number alone names no text", help);
    }
    Some((field.text, Numbers::read(reader, table)))
}
