//! `[text]`: a text that a provider brings.

use super::ack::AckSection;
use super::numbering::Numbers;
use super::reader::{ProviderFileReader, ProviderSection, Table};
use super::source::{self, FieldSource, ItemFields, MISSING};
use super::timestamps::{self, Moment};
use crate::gateways::sms::{Event, RequestRefused, SmsText, kept};
use encoding_rs::UTF_16BE;

/// The section as it was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::gateways) struct InboundSection {
    pub(in crate::gateways) source: FieldSource,
    pub(in crate::gateways) thanks: AckSection,
    from: String,
    numbers: Numbers,
    to: To,
    text: String,
    coding: TextCoding,
    /// Where the coding depends on another field: the field, its values, and what they mean.
    other_coding: Option<(String, Vec<String>, TextCoding)>,
    id: Option<String>,
    at: Option<Moment>,
    junk: Vec<String>,
}

/// The number of ours that a text was sent to.
#[derive(Clone, PartialEq, Eq, Debug)]
enum To {
    Field(String),
    /// The provider does not say, since there is one only.
    Fixed(String),
}

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum TextCoding {
    Utf8,
    Utf16Be,
    HexUtf16Be,
}

impl TextCoding {
    const WORDS: [(&str, Self); 3] = [
        ("utf-8", Self::Utf8),
        ("utf-16be", Self::Utf16Be),
        ("hex-utf-16be", Self::HexUtf16Be),
    ];

    /// The text; `None` where it is in another coding. Octets that are wrong in this coding, such as half
    /// an emoji, do not lose the rest.
    fn decode(self, octets: &[u8]) -> Option<String> {
        let utf16 = |octets: &[u8]| {
            let text = UTF_16BE.decode_without_bom_handling(octets).0;
            octets.len().is_multiple_of(2).then(|| text.into_owned())
        };
        match self {
            Self::Utf8 => Some(String::from_utf8_lossy(octets).into_owned()),
            Self::Utf16Be => utf16(octets),
            Self::HexUtf16Be => utf16(&hex::decode(octets.trim_ascii()).ok()?),
        }
    }
}

pub(in crate::gateways) const KEYS: [&str; 11] = [
    "sender",
    "numbers",
    "to",
    "to-is",
    "text",
    "coding",
    "coding-by",
    "id",
    "junk",
    "answer",
    "answer-type",
];

impl InboundSection {
    /// Reads the section, where there is one; all that is wrong is told.
    pub(in crate::gateways) fn read(
        reader: &mut ProviderFileReader<'_>,
        root: &Table<'_>,
    ) -> Option<Self> {
        let known = [&KEYS[..], &source::KEYS, &timestamps::KEYS].concat();
        let section = reader.section(root, "text", &known)?;
        let table = section.table;
        let from = reader.need(&section, "sender", "the field with her number");
        let text = reader.need(&section, "text", "the field with what she wrote");
        let to = To::read(reader, &section);
        let heard = Self {
            source: FieldSource::read(reader, table),
            thanks: AckSection::read(reader, table),
            numbers: Numbers::read(reader, table),
            coding: reader.one_of(table, "coding", &TextCoding::WORDS),
            other_coding: other_coding(reader, table),
            id: reader.word(table, "id").map(|word| word.text),
            at: Moment::read(reader, &section),
            junk: reader
                .words(table, "junk")
                .into_iter()
                .map(|word| word.text)
                .collect(),
            from: from?.text,
            to: to?,
            text: text?.text,
        };
        Some(heard)
    }

    /// What the items of one request say. An item that cannot be read does not hold up the others.
    pub(in crate::gateways) fn event(
        &self,
        items: &[ItemFields<'_>],
    ) -> Result<Event, RequestRefused> {
        let mut texts = Vec::new();
        let mut refused = Vec::new();
        for fields in items {
            match self.text(fields) {
                Ok(text) => texts.extend(text),
                Err(why) => refused.push(why),
            }
        }
        match (texts.pop(), items.len(), refused.first()) {
            (Some(text), 1, _) => Ok(Event::Text(text)),
            (Some(text), ..) => {
                texts.push(text);
                Ok(Event::Texts {
                    texts,
                    unreadable_n: refused.len(),
                })
            }
            (None, _, Some(why)) => Err(*why),
            (None, _, None) => Ok(Event::Junk),
        }
    }

    /// The text that these fields hold.
    fn text(&self, fields: &ItemFields<'_>) -> Result<Option<SmsText>, RequestRefused> {
        let from = self.numbers.sender(&fields.must(&self.from)?)?;
        let to = match &self.to {
            To::Field(name) => fields.must(name)?,
            To::Fixed(number) => number.clone(),
        };
        let octets = fields.octets(&self.text)?;
        let octets = octets.ok_or(RequestRefused::Unreadable(MISSING))?;
        let body = self.coding(fields)?.decode(&octets);
        let body = body.ok_or(RequestRefused::Unreadable("the text is not in its coding"))?;
        let body = kept::words(&body);
        if body.trim().is_empty() || self.junk.iter().any(|junk| junk == body.trim()) {
            return Ok(None);
        }
        let at = self.at.as_ref().and_then(|moment| moment.find(fields));
        Ok(Some(SmsText {
            provider_id: match &self.id {
                Some(name) => fields.name(name)?,
                None => None,
            },
            from,
            to,
            body,
            at,
        }))
    }

    fn coding(&self, fields: &ItemFields<'_>) -> Result<TextCoding, RequestRefused> {
        if let Some((field, values, other)) = &self.other_coding
            && let Some(value) = fields.name(field)?
            && values.iter().any(|one| one.eq_ignore_ascii_case(&value))
        {
            return Ok(*other);
        }
        Ok(self.coding)
    }
}

/// `coding-by = { field = "charset", is = "UTF-16BE", coding = "utf-16be" }`
fn other_coding(
    reader: &mut ProviderFileReader<'_>,
    table: &Table<'_>,
) -> Option<(String, Vec<String>, TextCoding)> {
    let section = reader.section(table, "coding-by", &["field", "is", "coding"])?;
    let field = reader.need(&section, "field", "the field that says the coding")?;
    reader.need(&section, "coding", "\"utf-16be\" or \"hex-utf-16be\"")?;
    let coding = reader.one_of(section.table, "coding", &TextCoding::WORDS);
    let is = reader.words(section.table, "is");
    if is.is_empty() {
        let help = "write is = [\"…\"] with the values that mean this coding";
        reader.flaw(&section.span, "`is` is missing", help);
    }
    let is = is.into_iter().map(|word| word.text).collect();
    Some((field.text, is, coding))
}

impl To {
    fn read(
        reader: &mut ProviderFileReader<'_>,
        section: &ProviderSection<'_, '_>,
    ) -> Option<Self> {
        let to = reader.word(section.table, "to");
        let fixed = reader.word(section.table, "to-is");
        match (to, fixed) {
            (Some(to), None) => Some(Self::Field(to.text)),
            (None, Some(number)) => Some(Self::Fixed(number.text)),
            _ => {
                let help = "write to = the field, or to-is = the number where there is one only";
                let what = "the number that was texted is not said once";
                reader.flaw(&section.span, what, help);
                None
            }
        }
    }
}
