//! `[reply]`: what became of a text, from the answer to the request that it left by.
//!
//! Rules are tried in the order of the file and the first that fits decides. Where none fits, only the
//! status is left: a status that means "no" by itself is believed; after any other the text may have been
//! taken, and the result is `SmsTaken::Unclear`.

use super::reader::{ProviderFileReader, ProviderSection, ProviderWord, Table};
use super::words::{self, failure};
use crate::core::domain::Failure;
use crate::gateways::sms::{ProviderResponse, SmsTaken, answers, fields};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The section as it was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::gateways) struct ReplySection {
    rules: Vec<ReplyRule>,
    codes: BTreeMap<String, Failure>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct ReplyRule {
    status: Option<RangeInclusive<u16>>,
    body: Option<Match>,
    then: RuleVerdict,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Match {
    Contains(String),
    Starts(String),
    /// What stands there in JSON is one of these, or is there at all where there are none.
    Json(String, Vec<String>),
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum RuleVerdict {
    Taken {
        id: Option<Find>,
    },
    Not {
        failure: Failure,
        code: Option<Find>,
    },
}

/// Where an id or a code stands in the body.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Find {
    Json(String),
    /// The word that follows these characters.
    After(String),
}

pub(in crate::gateways) const RULE_KEYS: [&str; 11] = [
    "status",
    "contains",
    "starts",
    "json",
    "is",
    "taken",
    "id",
    "id-after",
    "failure",
    "code",
    "code-after",
];

impl ReplySection {
    /// Reads the section; all that is wrong is told.
    pub(in crate::gateways) fn read(
        reader: &mut ProviderFileReader<'_>,
        root: &Table<'_>,
    ) -> Option<Self> {
        let Some(section) = reader.section(root, "reply", &["rule", "codes"]) else {
            reader.flaw(
                &(0..0),
                "`[reply]` is missing",
                "it says which answers mean that a text was taken",
            );
            return None;
        };
        let rules: Vec<ReplyRule> = reader
            .sections(section.table, "rule", &RULE_KEYS)
            .into_iter()
            .filter_map(|rule| ReplyRule::read(reader, &rule))
            .collect();
        if !rules
            .iter()
            .any(|rule| matches!(rule.then, RuleVerdict::Taken { .. }))
        {
            let help = "write a [[reply.rule]] with taken = true";
            reader.flaw(&section.span, "no answer means that a text was taken", help);
        }
        Some(Self {
            rules,
            codes: words::codes(reader, section.table),
        })
    }

    /// What became of the text.
    pub(in crate::gateways) fn judge(&self, answer: ProviderResponse<'_>) -> SmsTaken {
        let text = String::from_utf8_lossy(answer.body);
        let json = answers::json(answer);
        let body = ResponseBody {
            text: &text,
            json: json.as_ref(),
        };
        let Some(rule) = self
            .rules
            .iter()
            .find(|rule| rule.fits(answer.status, &body))
        else {
            return match answers::failure(answer.status) {
                Some(failure) if !answers::is_doubtful(answer.status) => {
                    answers::no_by_status(failure, answer.status)
                }
                Some(_) | None => SmsTaken::Unclear,
            };
        };
        match &rule.then {
            RuleVerdict::Taken { id } => SmsTaken::Yes {
                provider_id: id.as_ref().and_then(|id| body.find(id)),
            },
            RuleVerdict::Not { failure, code } => {
                let code = code.as_ref().and_then(|code| body.find(code));
                let by_code = code.as_ref().and_then(|code| self.codes.get(code));
                let failure = *by_code.unwrap_or(failure);
                // It is stored and shown, so it must be a code and not a sentence.
                answers::no(failure, code.and_then(|code| fields::code(&code)))
            }
        }
    }
}

/// The body of an answer, as a text and as JSON where it is.
struct ResponseBody<'a> {
    text: &'a str,
    json: Option<&'a Value>,
}

impl ResponseBody<'_> {
    fn at(&self, pointer: &str) -> Option<String> {
        let value = self.json?.pointer(pointer)?;
        match value.as_bool() {
            Some(flag) => Some(flag.to_string()),
            None => answers::scalar(value),
        }
    }

    fn find(&self, find: &Find) -> Option<String> {
        let found = match find {
            Find::Json(pointer) => self.at(pointer)?,
            Find::After(signs) => {
                let (_, rest) = self.text.split_once(signs.as_str())?;
                let is_part = |c: char| !c.is_whitespace() && !"\"'<>,;|&".contains(c);
                rest.trim_start()
                    .chars()
                    .take_while(|c| is_part(*c))
                    .collect()
            }
        };
        answers::is_id(&found).then_some(found)
    }
}

impl ReplyRule {
    fn read(
        reader: &mut ProviderFileReader<'_>,
        section: &ProviderSection<'_, '_>,
    ) -> Option<Self> {
        let table = section.table;
        let status = reader.word(table, "status").and_then(|word| {
            let range = range(&word.text);
            if range.is_none() {
                let help = "write status = \"202\" or status = \"200-299\"";
                reader.flaw(&word.span, "this is no status", help);
            }
            range
        });
        let is = reader.words(table, "is");
        let json = pointer(reader, table, "json");
        if json.is_none() && !is.is_empty() {
            let help = "write json = \"/status\" beside it";
            reader.flaw(&is[0].span, "`is` compares what `json` points at", help);
        }
        let text = |word: ProviderWord| word.text;
        let mut matches: Vec<Match> = Vec::new();
        matches.extend(
            reader
                .word(table, "contains")
                .map(|word| Match::Contains(word.text)),
        );
        matches.extend(
            reader
                .word(table, "starts")
                .map(|word| Match::Starts(word.text)),
        );
        matches.extend(json.map(|at| Match::Json(at, is.into_iter().map(text).collect())));
        if 1 < matches.len() {
            let help = "write one of `contains`, `starts` and `json`; further rules may follow";
            reader.flaw(&section.span, "a rule looks at the body in one way", help);
        }
        let body = matches.pop();
        if status.is_none() && body.is_none() {
            let help = "write status, contains, starts or json";
            reader.flaw(&section.span, "this rule fits every answer", help);
        }
        Some(Self {
            status,
            body,
            then: RuleVerdict::read(reader, section)?,
        })
    }

    fn fits(&self, status: u16, body: &ResponseBody<'_>) -> bool {
        let status_fits = self
            .status
            .as_ref()
            .is_none_or(|range| range.contains(&status));
        status_fits
            && match &self.body {
                None => true,
                Some(Match::Contains(signs)) => body.text.contains(signs.as_str()),
                Some(Match::Starts(signs)) => body.text.trim_start().starts_with(signs.as_str()),
                Some(Match::Json(pointer, is)) => body
                    .at(pointer)
                    .is_some_and(|found| is.is_empty() || is.contains(&found)),
            }
    }
}

impl RuleVerdict {
    fn read(
        reader: &mut ProviderFileReader<'_>,
        section: &ProviderSection<'_, '_>,
    ) -> Option<Self> {
        let table = section.table;
        let is_taken = reader.flag(table, "taken");
        let why = reader.word(table, "failure");
        match (is_taken, why) {
            (true, None) => Some(Self::Taken {
                id: find(reader, table, "id"),
            }),
            (false, Some(word)) => Some(Self::Not {
                failure: failure(reader, &word)?,
                code: find(reader, table, "code"),
            }),
            _ => {
                let help = format!(
                    "write taken = true, or failure = one of: {}",
                    words::failure_words().join(", ")
                );
                reader.flaw(&section.span, "a rule says `taken` or `failure`", help);
                None
            }
        }
    }
}

fn find(reader: &mut ProviderFileReader<'_>, table: &Table<'_>, key: &str) -> Option<Find> {
    let after = reader.word(table, &format!("{key}-after"));
    match (pointer(reader, table, key), after) {
        (Some(pointer), None) => Some(Find::Json(pointer)),
        (None, Some(word)) => Some(Find::After(word.text)),
        (None, None) => None,
        (Some(_), Some(word)) => {
            let what = format!("`{key}` and `{key}-after` both say where it stands");
            reader.flaw(&word.span, what, "leave one of them out");
            None
        }
    }
}

/// A place in JSON (RFC 6901).
fn pointer(reader: &mut ProviderFileReader<'_>, table: &Table<'_>, key: &str) -> Option<String> {
    let word = reader.word(table, key)?;
    if word.text.starts_with('/') || word.text.is_empty() {
        return Some(word.text);
    }
    let help = format!("write {key} = \"/{}\"", word.text);
    reader.flaw(&word.span, format!("`{key}` is a place in JSON"), help);
    None
}

fn range(text: &str) -> Option<RangeInclusive<u16>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let status = |text: &str| text.trim().parse::<u16>().ok();
    let (first, last) = (status(first)?, status(last)?);
    (100 <= first && first <= last && last <= 599).then_some(first..=last)
}
