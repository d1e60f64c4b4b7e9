//! Texts: what is written on the phone in hand, and what arrives on any phone.

use super::{Error, TalkSession};
use crate::answer;
use crate::core::domain::Phone;
use crate::core::texts::measure::{self, measure};
use crate::delivery::{self, SandboxText};
use crate::demo;
use crate::gateways::Gateway;
use crate::gateways::sms::SmsText;
use std::io::Write;

impl<S: Write, R: Write> TalkSession<'_, S, R> {
    /// Sends a text; `again` delivers the last one once more, as a network does.
    pub(super) async fn text(&mut self, words: &str) -> Result<(), Error> {
        let text = match (words, self.last_text.take()) {
            ("", _) => return self.tell("text and some words, such as: text MEET"),
            ("again", None) => return self.tell("Nothing was texted yet."),
            ("again", Some(last)) => last,
            _ => self.new_text(words),
        };
        self.write(&format!("text {words}"))?;
        let heard = answer::text::heard(self.service, Gateway::Sandbox.name(), &text).await;
        self.last_text = Some(text);
        heard?;
        self.write_recorded().await?;
        if self.receive().await? == 0 {
            self.write("= no answer")?;
            self.tell("No text came back.")?;
        }
        Ok(())
    }

    fn new_text(&mut self, words: &str) -> SmsText {
        self.texts_n += 1;
        SmsText {
            provider_id: Some(format!("talk-{}", self.texts_n)),
            from: self.handset.phone().clone(),
            to: demo::SMS_NUMBER.to_owned(),
            body: words.to_owned(),
            at: None,
        }
    }

    /// Looks what has arrived.
    pub(super) async fn deliver(&mut self) -> Result<(), Error> {
        self.write("deliver")?;
        if self.receive().await? == 0 {
            self.write("= nothing arrives")?;
            self.tell("Nothing arrives.")?;
        }
        Ok(())
    }

    /// Delivers what is due, and shows what has arrived at the phone in hand since the last look; of
    /// other phones only how many. Gives how many in all.
    pub(super) async fn receive(&mut self) -> Result<usize, Error> {
        delivery::deliver_once(self.service).await?;
        let arrived = self.service.sending.sandbox.after(self.received);
        self.received = arrived.last().map_or(self.received, |text| text.n);
        let hers = |text: &&SandboxText| text.to == *self.handset.phone();
        let (hers, others): (Vec<&SandboxText>, Vec<&SandboxText>) = arrived.iter().partition(hers);
        for text in hers {
            self.show_text(text)?;
        }
        if !others.is_empty() {
            let elsewhere = format!("{} texts on other phones", others.len());
            writeln!(self.screen, "  {elsewhere}")?;
            self.write(&format!("= {elsewhere}"))?;
        }
        Ok(arrived.len())
    }

    fn show_text(&mut self, text: &SandboxText) -> Result<(), Error> {
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
    if shown.is_empty() {
        phone.reveal().to_owned()
    } else {
        shown.join(" and ")
    }
}

/// How much of its parts a text fills: `2 parts (88 of 134)`.
fn size(body: &str) -> String {
    let (size, parts_n) = (measure(body), measure::segments(body).len());
    let word = if parts_n == 1 { "part" } else { "parts" };
    let room = measure::room(size.encoding, parts_n);
    format!("{parts_n} {word} ({} of {room})", size.units)
}
