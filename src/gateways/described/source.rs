//! Where the fields of a provider's request stand, and how they are read: a query, a form, JSON, XML,
//! or JSON inside a field of a form.

use super::reader::{ProviderFileReader, Table};
use crate::gateways::Malformed;
use crate::gateways::sms::kept::{self, NAME_BYTES_MAX};
use crate::gateways::sms::{ProviderRequest, RequestRefused, answers};
use percent_encoding::percent_decode;
use serde_json::Value;
use std::borrow::Cow;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum PayloadFormat {
    Query,
    Form,
    Json,
    Xml,
}

/// Where the fields stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::gateways) struct FieldSource {
    place: PayloadFormat,
    /// The field of the query or the form that holds JSON.
    in_field: Option<String>,
    /// The place in the JSON of a list, of which each item is read by itself.
    list: Option<String>,
}

/// Keys of the file that are read here.
pub(in crate::gateways) const KEYS: [&str; 3] = ["fields", "in-field", "list"];

/// The fields of one text or receipt.
pub(in crate::gateways) enum ItemFields<'a> {
    Pairs(Vec<(Vec<u8>, Vec<u8>)>),
    Json(Cow<'a, Value>),
    Xml(Vec<(String, String)>),
}

impl FieldSource {
    /// Reads `fields`, `in-field` and `list`; all that is wrong is told.
    pub(in crate::gateways) fn read(
        reader: &mut ProviderFileReader<'_>,
        table: &Table<'_>,
    ) -> Self {
        let places = [
            ("form", PayloadFormat::Form),
            ("query", PayloadFormat::Query),
            ("json", PayloadFormat::Json),
            ("xml", PayloadFormat::Xml),
        ];
        let place = reader.one_of(table, "fields", &places);
        let in_field = reader.word(table, "in-field");
        let list = reader.word(table, "list");
        let is_json = place == PayloadFormat::Json || in_field.is_some();
        if let Some(word) = &in_field
            && !matches!(place, PayloadFormat::Form | PayloadFormat::Query)
        {
            let help = "write fields = \"form\" or fields = \"query\"";
            reader.flaw(
                &word.span,
                "JSON stands in a field of a form or a query",
                help,
            );
        }
        if let Some(word) = &list {
            if !is_json {
                let help = "write fields = \"json\", or in-field";
                reader.flaw(&word.span, "a list is of JSON", help);
            } else if !word.text.is_empty() && !word.text.starts_with('/') {
                let help = format!("write list = \"/{}\", or \"\" for the whole", word.text);
                reader.flaw(&word.span, "`list` is a place in JSON", help);
            }
        }
        Self {
            place,
            in_field: in_field.map(|word| word.text),
            list: list.map(|word| word.text),
        }
    }

    /// Whether requests of this kind come by `GET`.
    pub(in crate::gateways) fn is_query(&self) -> bool {
        self.place == PayloadFormat::Query
    }

    /// The fields of each item of a request.
    pub(in crate::gateways) fn items(
        &self,
        incoming: &ProviderRequest<'_>,
    ) -> Result<Vec<ItemFields<'static>>, RequestRefused> {
        let whole = self.whole(incoming)?;
        let whole = match &self.in_field {
            None => whole,
            Some(name) => {
                let inner = whole
                    .text(name)?
                    .ok_or(RequestRefused::Unreadable(MISSING))?;
                ItemFields::Json(Cow::Owned(json(inner.as_bytes())?))
            }
        };
        let (Some(pointer), ItemFields::Json(value)) = (&self.list, &whole) else {
            return Ok(vec![whole]);
        };
        let list = value.pointer(pointer).and_then(Value::as_array);
        let list = list.ok_or(RequestRefused::Unreadable("the list is missing"))?;
        Ok(list
            .iter()
            .map(|item| ItemFields::Json(Cow::Owned(item.clone())))
            .collect())
    }

    fn whole(&self, incoming: &ProviderRequest<'_>) -> Result<ItemFields<'static>, RequestRefused> {
        let (has_body, kinds): (bool, &[&str]) = match self.place {
            PayloadFormat::Query => (false, &[]),
            PayloadFormat::Form => (true, &["application/x-www-form-urlencoded"]),
            PayloadFormat::Json => (true, &["application/json"]),
            PayloadFormat::Xml => (true, &["application/xml", "text/xml"]),
        };
        if has_body && incoming.method != "POST" {
            return Err(RequestRefused::NotHere);
        }
        if has_body && !kinds.contains(&incoming.content_type) {
            return Err(RequestRefused::ContentType);
        }
        match self.place {
            PayloadFormat::Query => Ok(ItemFields::Pairs(pairs(incoming.query.as_bytes()))),
            PayloadFormat::Form => Ok(ItemFields::Pairs(pairs(incoming.body))),
            PayloadFormat::Json => Ok(ItemFields::Json(Cow::Owned(json(incoming.body)?))),
            PayloadFormat::Xml => xml(incoming.body),
        }
    }
}

/// How a field is called in a refusal, whatever name the file gives it.
const A_FIELD: &str = "a field";

/// What is said of a field that the file names and the request does not hold.
pub(in crate::gateways) const MISSING: &str = "a field that must be there is missing";

/// The fields of a form as octets: not every provider sends UTF-8.
fn pairs(octets: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let decode = |piece: &[u8]| -> Vec<u8> {
        let spaced: Vec<u8> = piece
            .iter()
            .map(|&octet| if octet == b'+' { b' ' } else { octet })
            .collect();
        percent_decode(&spaced).collect()
    };
    octets
        .split(|&octet| octet == b'&')
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            let at = piece.iter().position(|&octet| octet == b'=');
            let (name, value) = piece.split_at(at.unwrap_or(piece.len()));
            (decode(name), decode(value.get(1..).unwrap_or_default()))
        })
        .collect()
}

fn json(octets: &[u8]) -> Result<Value, RequestRefused> {
    kept::json(octets).ok_or(RequestRefused::Unreadable("this is not JSON"))
}

/// The texts of all elements, and all attributes, by name. A document type is refused, so that no entity
/// can be expanded.
fn xml(octets: &[u8]) -> Result<ItemFields<'static>, RequestRefused> {
    let text = String::from_utf8_lossy(octets);
    let text = kept::xml(&text);
    let document = roxmltree::Document::parse(&text)
        .map_err(|_| RequestRefused::Unreadable("this is not XML"))?;
    let mut fields = Vec::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        if let Some(text) = node.text() {
            fields.push((node.tag_name().name().to_owned(), kept::of_xml(text)));
        }
        for attribute in node.attributes() {
            let name = format!("{}@{}", node.tag_name().name(), attribute.name());
            fields.push((name, kept::of_xml(attribute.value())));
        }
    }
    Ok(ItemFields::Xml(fields))
}

impl ItemFields<'_> {
    /// The octets of a field; `None` where it is missing. A field that stands there twice could mean
    /// either, and is refused.
    pub(in crate::gateways) fn octets(
        &self,
        name: &str,
    ) -> Result<Option<Vec<u8>>, RequestRefused> {
        let mut found: Vec<Vec<u8>> = match self {
            Self::Pairs(pairs) => pairs
                .iter()
                .filter(|(key, _)| key == name.as_bytes())
                .map(|(_, value)| value.clone())
                .collect(),
            Self::Xml(elements) => elements
                .iter()
                .filter(|(key, _)| key == name)
                .map(|(_, value)| value.clone().into_bytes())
                .collect(),
            Self::Json(value) => {
                let value = if name.starts_with('/') {
                    value.pointer(name)
                } else {
                    value.get(name)
                };
                match value {
                    // The number is there and is not exact: as an id it is malformed.
                    Some(Value::Number(number)) if !kept::is_exact(number) => vec![vec![0]],
                    value => {
                        let scalar = value.and_then(answers::scalar);
                        scalar.into_iter().map(String::into_bytes).collect()
                    }
                }
            }
        };
        if 1 < found.len() {
            return Err(RequestRefused::Unreadable("a field is sent twice"));
        }
        Ok(found.pop())
    }

    /// A field as a text.
    pub(in crate::gateways) fn text(&self, name: &str) -> Result<Option<String>, RequestRefused> {
        let Some(octets) = self.octets(name)? else {
            return Ok(None);
        };
        let text = String::from_utf8(octets).map_err(|_| Malformed::NotUtf8)?;
        Ok(Some(text))
    }

    /// An id, a number or a code: not empty, no longer than any is, and whole.
    pub(in crate::gateways) fn name(&self, name: &str) -> Result<Option<String>, RequestRefused> {
        let text = self.text(name)?;
        match text.map(|text| text.trim().to_owned()) {
            Some(text) if NAME_BYTES_MAX < text.len() => Err(Malformed::TooLong(A_FIELD).into()),
            Some(text) if !kept::is_whole(&text) => Err(Malformed::Unkept(A_FIELD).into()),
            text => Ok(text.filter(|text| !text.is_empty())),
        }
    }

    /// A field that only adds something: where it cannot be read, the rest is still accepted.
    pub(in crate::gateways) fn besides(&self, name: &str) -> Option<String> {
        self.name(name).ok().flatten()
    }

    /// A field that must be there.
    pub(in crate::gateways) fn must(&self, name: &str) -> Result<String, RequestRefused> {
        self.name(name)?.ok_or(RequestRefused::Unreadable(MISSING))
    }
}
