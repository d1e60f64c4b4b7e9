//! Texts: what is written on the phone in hand, and what arrives on any phone.

use super::{Error, Player};
use crate::answer;
use crate::deliver::{self, AirText};
use crate::demo;
use crate::domain::Phone;
use crate::gateway::Gateway;
use crate::gateway::sms::Text;
use crate::texts::measure::{self, measure};
use std::io::Write;

impl<S: Write, R: Write> Player<'_, S, R> {
    /// Sends a text; `again` delivers the last one once more, as a network does.
    pub(super) async fn text(&mut self, words: &str) -> Result<(), Error> {
        let text = match (words, self.last_text.take()) {
            ("", _) => return self.tell("text and some words, such as: text MEET"),
            ("again", None) => return self.tell("Nothing was texted yet."),
            ("again", Some(last)) => last,
            _ => self.new_text(words),
        };
        self.write(&format!("text {words}"))?;
        let recorded = answer::text::heard(self.service, Gateway::Sandbox.name(), &text).await;
        self.last_text = Some(text);
        let mut recorded = recorded?;
        recorded.sort_unstable();
        for kind in recorded {
            self.write(&format!("* {kind}"))?;
        }
        let arrived = self.receive().await?;
        for text in &arrived {
            self.show_text(text)?;
        }
        if arrived.is_empty() {
            self.write("= no answer")?;
            self.tell("No text came back.")?;
        }
        Ok(())
    }

    fn new_text(&mut self, words: &str) -> Text {
        self.texts_n += 1;
        Text {
            provider_id: Some(format!("talk-{}", self.texts_n)),
            from: self.handset.phone().clone(),
            to: demo::SMS_NUMBER.to_owned(),
            body: words.to_owned(),
            at: None,
        }
    }

    /// After a job: of the texts that went out to many, those to the phone in hand are shown.
    pub(super) async fn show_hers(&mut self) -> Result<(), Error> {
        let arrived = self.receive().await?;
        let (hers, others): (Vec<_>, Vec<_>) = arrived
            .into_iter()
            .partition(|text| text.to == *self.handset.phone());
        for text in &hers {
            self.show_text(text)?;
        }
        match others.len() {
            0 => Ok(()),
            n => self.tell(&format!("{n} texts are on other phones.")),
        }
    }

    /// Delivers what is due; what has arrived since the last look.
    async fn receive(&mut self) -> Result<Vec<AirText>, Error> {
        deliver::deliver_once(self.service).await?;
        let arrived = self.service.air.after(self.received);
        self.received = arrived.last().map_or(self.received, |text| text.n);
        Ok(arrived)
    }

    fn show_text(&mut self, text: &AirText) -> Result<(), Error> {
        let (owner, size) = (owner(&text.to), size(&text.body));
        let mut lines = text.body.lines();
        let first = lines.next().unwrap_or_default();
        writeln!(self.screen, "  ✉ {owner}: {first}")?;
        self.write(&format!("sms to {owner}: {first}"))?;
        for line in lines {
            writeln!(self.screen, "  │ {line}")?;
            self.write(&format!("| {line}"))?;
        }
        writeln!(self.screen, "  └ {size}")?;
        self.write(&format!("= {size}"))
    }
}

/// Whose phone a number is, by member number; the number itself where it is nobody's.
fn owner(phone: &Phone) -> String {
    let numbers = demo::member_numbers(phone);
    let shown: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match shown.is_empty() {
        true => phone.reveal().to_owned(),
        false => shown.join(" and "),
    }
}

/// How much of its parts a text fills: `2 parts (88 of 134)`.
fn size(body: &str) -> String {
    let (size, parts_n) = (measure(body), measure::segments(body).len());
    let word = if parts_n == 1 { "part" } else { "parts" };
    let room = measure::room(size.encoding, parts_n);
    format!("{parts_n} {word} ({} of {room})", size.units)
}
