//! Verbs for texts: sending one from a phone, and showing what arrives on phones.

use super::stage::{Seen, Stage};
use crate::support::{FakeProvider, PLAIN, ProviderAnswer, STEADY, make_codes};
use sahkar::answer::text::{heard, opted_out};
use sahkar::core::acts::ballot::codes::Refusal;
use sahkar::core::domain::Phone;
use sahkar::core::texts::measure::{Encoding, measure, segments};
use sahkar::gateways::sms::SmsText;
use sahkar::office::vote_codes;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The number that members text to.
pub(super) const NUMBER: &str = "56161";

/// More calls than any scene makes.
const CALLS_MAX: usize = 100;

/// What the stage remembers of texts.
#[derive(Default)]
pub(super) struct Texts {
    /// The text that was sent last, as its network would deliver it again.
    last: Option<SmsText>,
    sent_n: u32,
    /// Texts that have arrived.
    arrived: u64,
    /// The two gateways of a scene that is about them.
    far: Option<Arc<FakeProvider>>,
    /// Codes of a ballot, by member number.
    codes: BTreeMap<i64, String>,
}

impl Stage {
    /// `text BAND 12`, and `text again`: the network delivers the last one once more. `unnamed …` is
    /// the same by a provider that names no text.
    pub(super) async fn text(&mut self, words: &str, is_named: bool) -> Seen {
        let text = if words == "again" {
            self.texts.last.clone().ok_or("there was no text")?
        } else {
            self.texts.sent_n += 1;
            SmsText {
                provider_id: is_named.then(|| format!("text-{}", self.texts.sent_n)),
                from: self.hand()?.number(),
                to: NUMBER.to_owned(),
                body: self.filled_in_text(words).await?,
                at: None,
            }
        };
        self.texts.last = Some(text.clone());
        heard(&self.world.service, "sandbox", &text)
            .await
            .map_err(|error| error.to_string())?;
        let mut seen = self.newly_recorded().await;
        let arrived = self.arrived().await?;
        if arrived.is_empty() {
            seen.push("= no answer".to_owned());
        }
        seen.extend(arrived);
        Ok(seen)
    }

    /// `network stop` and `network start`: her network says so.
    pub(super) async fn network(&mut self, word: &str) -> Seen {
        let stopped = match word {
            "stop" => true,
            "start" => false,
            _ => return Err("network stop, or network start".to_owned()),
        };
        let phone = self.hand()?.number();
        opted_out(&self.world.service, "sandbox", &phone, NUMBER, stopped)
            .await
            .map_err(|error| error.to_string())?;
        Ok(self.newly_recorded().await)
    }

    /// `gateway one is out of reach`, `gateway two is back`, `gateway one loses its answer`: from the
    /// first of these verbs on texts leave by gateway one, and where it fails by gateway two.
    pub(super) async fn gateway(&mut self, rest: &str) -> Seen {
        let (which, what) = rest.split_once(' ').ok_or("gateway one is out of reach")?;
        let gateway = match which {
            "one" => STEADY,
            "two" => PLAIN,
            _ => return Err("gateway one, or gateway two".to_owned()),
        };
        let turns = match what {
            "is out of reach" => vec![ProviderAnswer::Unreached; CALLS_MAX],
            "is in trouble" => vec![ProviderAnswer::Refused; CALLS_MAX],
            "loses its answer" => vec![ProviderAnswer::AnswerLost],
            "is back" => vec![],
            _ => return Err(format!("no gateway {what}")),
        };
        if self.texts.far.is_none() {
            let far = FakeProvider::new(&self.world.clock);
            self.world.send_by(&far, &[STEADY, PLAIN]).await;
            self.world.approve_all().await;
            self.recorded = self.ledger().await;
            self.texts.arrived = 0;
            self.texts.far = Some(far);
        }
        if let Some(far) = &self.texts.far {
            far.plan(gateway, &turns);
        }
        Ok(vec![])
    }

    /// `codes 18`: one-time codes are made for a ballot; `codes 18 sent`: and sent where they may be.
    pub(super) async fn codes(&mut self, rest: &str) -> Seen {
        let (no, send) = match rest.split_once(' ') {
            Some((no, "sent")) => (no, true),
            None => (rest, false),
            Some(_) => return Err("codes 18, or codes 18 sent".to_owned()),
        };
        let no = super::stage::number(no)?;
        let service = &self.world.service;
        let coop = service
            .coop_by_number("sandbox", NUMBER)
            .await
            .map_err(|error| error.to_string())?
            .ok_or("no cooperative")?;
        let made = match make_codes(service, &coop, no, send).await {
            Ok(made) => made,
            Err(vote_codes::Error::Refused(Refusal::NotOpen(no))) => {
                return Ok(vec![format!("= no ballot {no} is open")]);
            }
            Err(vote_codes::Error::Refused(Refusal::NotByText(no))) => {
                let why =
                    "is secret and takes no votes by text; vote by dialling or at the meeting";
                return Ok(vec![format!("= ballot {no} {why}")]);
            }
            Err(error) => return Err(error.to_string()),
        };
        let n = made.codes.len();
        let sent_n = made.queued_n;
        self.texts.codes = made
            .codes
            .into_iter()
            .map(|(no, new)| (no, new.code))
            .collect();
        let mut seen = vec![format!("= {n} codes, {sent_n} sent")];
        seen.extend(self.arrived().await?);
        Ok(seen)
    }

    /// Codes differ from release to release, and so are not written down.
    pub(super) fn without_codes(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (no, code) in &self.texts.codes {
            text = text.replace(code, &format!("{{code of {no}}}"));
        }
        text
    }

    pub(super) fn code_of(&self, member_no: i64) -> Option<String> {
        self.texts.codes.get(&member_no).cloned()
    }

    /// `deliver`: all that is due leaves; and what has arrived since the last look.
    pub(super) async fn delivered(&mut self) -> Seen {
        let seen = self.arrived().await?;
        if seen.is_empty() {
            return Ok(vec!["= nothing arrives".to_owned()]);
        }
        Ok(seen)
    }

    /// What has arrived since the last look: the texts on the handset in hand, and how many on others.
    pub(super) async fn arrived(&mut self) -> Seen {
        let hand = self.hand().ok().map(|phone| phone.number());
        let mut seen = Vec::new();
        let mut elsewhere = 0;
        for (to, body, by) in self.newly_arrived().await {
            if hand.as_ref() != Some(&to) {
                elsewhere += 1;
                continue;
            }
            let mut lines = body.lines();
            let first = self.without_codes(lines.next().unwrap_or_default());
            seen.push(format!("sms to {}: {first}", owner(&to)));
            for line in lines {
                seen.push(format!("| {}", self.without_codes(line)));
            }
            seen.push(size(&body));
            seen.extend(by.map(|by| format!("= by gateway {by}")));
        }
        if elsewhere > 0 {
            seen.push(format!("= {elsewhere} texts on other phones"));
        }
        Ok(seen)
    }
}

impl Stage {
    /// Texts that handsets got since the last look: for whom, the words, and in a scene about
    /// gateways by which.
    async fn newly_arrived(&mut self) -> Vec<(Phone, String, Option<&'static str>)> {
        let on_air = self.world.texts_after(self.texts.arrived).await;
        let Some(far) = &self.texts.far else {
            self.texts.arrived = on_air.last().map_or(self.texts.arrived, |text| text.n);
            return on_air
                .into_iter()
                .map(|text| (text.to, text.body, None))
                .collect();
        };
        let took = far.took();
        let new = took
            .iter()
            .skip(usize::try_from(self.texts.arrived).unwrap());
        let new = new.map(|one| {
            let by = if one.gateway == STEADY { "one" } else { "two" };
            (one.to.clone(), one.body.clone(), Some(by))
        });
        let new = new.collect();
        self.texts.arrived = u64::try_from(took.len()).unwrap();
        new
    }
}

/// Whose phone a number is, by member number.
fn owner(phone: &Phone) -> String {
    match phone.reveal().strip_prefix("+9198000000") {
        Some("02") => "1002 and 1003".to_owned(),
        Some(no) if no < "25" => format!("10{no}"),
        _ => phone.reveal().to_owned(),
    }
}

/// How much of its parts a text fills.
fn size(body: &str) -> String {
    let size = measure(body);
    let parts = segments(body).len();
    let (one, many) = match size.encoding {
        Encoding::Gsm7 => (160, 153),
        Encoding::Ucs2 => (70, 67),
    };
    let room = if parts == 1 { one } else { parts * many };
    let word = if parts == 1 { "part" } else { "parts" };
    format!("= {parts} {word} ({} of {room})", size.units)
}
