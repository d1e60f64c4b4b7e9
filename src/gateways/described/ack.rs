//! `[text] answer`: what a provider is answered once its request has been written down.

use super::reader::{ProviderFileReader, Table};
use crate::gateways::sms::ProviderAck;

/// Content type and body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::gateways) struct AckSection {
    content_type: String,
    body: String,
}

impl AckSection {
    /// Reads `answer` and `answer-type`.
    pub(in crate::gateways) fn read(
        reader: &mut ProviderFileReader<'_>,
        table: &Table<'_>,
    ) -> Self {
        let body = reader.word(table, "answer");
        let kind = reader.word(table, "answer-type");
        if let Some(word) = &kind {
            let is_kind =
                word.text.contains('/') && word.text.bytes().all(|b| (b' '..=b'~').contains(&b));
            if !is_kind {
                let help = "write answer-type = \"text/plain\"";
                reader.flaw(&word.span, "this is no content type", help);
            }
        }
        Self {
            content_type: kind.map_or_else(|| "text/plain".to_owned(), |word| word.text),
            body: body.map(|word| word.text).unwrap_or_default(),
        }
    }

    pub(in crate::gateways) fn answered(&self) -> ProviderAck<'_> {
        ProviderAck {
            content_type: &self.content_type,
            body: &self.body,
        }
    }
}
