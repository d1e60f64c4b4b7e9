//! A phone in the terminal, against the demo cooperative in a database of its own.
//!
//! It is played with the verbs of the transcripts in `tests/conversations/`, and what is played can be
//! recorded as one: a report of something wrong is then already a test. While it records, the clock
//! stands where every transcript begins, so that the recording plays the same again.
//!
//! **Invariant:** nothing leaves this machine, and nothing of it is kept.

mod texts;
pub mod verbs;

use crate::answer::{self, UssdReply};
use crate::app::Service;
use crate::clock::{Chance, Clock};
use crate::core::domain::{Instant, Phone};
use crate::core::script::Script;
use crate::demo;
use crate::gateways::sandbox::ussd::Handset;
use crate::gateways::sms::SmsText;
use crate::gateways::{Ended, EndedHow, Gateway, Inbound};
use crate::jobs;
use crate::seal::{Keys, SecretBytes};
use crate::store::{self, Store};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _};
use verbs::{NoVerb, Shown, Verb};

/// Where every transcript begins: Tuesday 24 November 2026, half past nine in Gujarat.
const TRANSCRIPTS_BEGIN: Instant = Instant(1_795_492_800_000);
const MINUTE_MS: i64 = 60_000;

const HELP: &str = "\
A phone of the demo cooperative. While a call lasts, what you type is a reply. Otherwise:
  dial               dial *384*2742#
  member 1002        take the phone of a member (1001 to 1024)
  phone +91…         take the phone with this number
  again              the network repeats the last request
  hang up · drop     end the call; break it off without anybody being told
  text આવક 21 850    send a text; `text again` has the network deliver it once more
  wait 9 minutes     (hours, days) only while recording, when the clock stands still
  deliver            look what has arrived meanwhile
  run close-ballots  run a job now (remind, seal-ledger, …)
  quit
In a call, put a / before a verb that could be a reply.";

/// Why the phone stopped.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database of this talk.
    #[error("keeping the talk")]
    Store(#[from] store::Error),
    /// The terminal, the folder of the database, or the file of the recording.
    #[error("reading or writing")]
    Io(#[from] io::Error),
}

/// Plays a phone at the terminal until its end.
pub async fn run(script: Arc<Script>, record: Option<&Path>) -> Result<(), Error> {
    let folder = tempfile::Builder::new().prefix("sahkar-talk-").tempdir()?;
    let url = format!("sqlite:{}", folder.path().join("talk.db").display());
    let clock = match record {
        Some(_) => Clock::standing_at(TRANSCRIPTS_BEGIN),
        None => Clock::system(),
    };
    let service = stage(&url, script, &clock).await?;
    let recording = match record {
        Some(file) => Some(std::fs::File::create_new(file)?),
        None => None,
    };
    let input = tokio::io::BufReader::new(tokio::io::stdin());
    let played = Box::pin(play(&service, input, io::stdout(), recording)).await;
    service.store.close().await;
    played
}

/// The demo cooperative in a fresh database.
async fn stage(url: &str, script: Arc<Script>, clock: &Clock) -> Result<Service, Error> {
    let chance = Arc::new(Chance::system());
    let keys = Keys::new(
        &SecretBytes::draw(&chance),
        None,
        SecretBytes::draw(&chance),
    );
    let store = Store::connect(url, Arc::new(keys), chance).await?;
    store.migrate().await?;
    // A minute earlier, as the suite does it, so that nothing recorded now is older than that.
    demo::fill(&store, clock.now().plus_ms(-MINUTE_MS)).await?;
    Ok(Service::new(store, script, clock.clone()))
}

async fn play(
    service: &Service,
    input: impl AsyncBufRead + Unpin,
    screen: impl Write,
    recording: Option<impl Write>,
) -> Result<(), Error> {
    let mut player = TalkSession {
        service,
        handset: phone_of(1001).expect("the demo has a member 1001"),
        last: None,
        calls_n: 0,
        last_text: None,
        texts_n: 0,
        received: 0,
        lines: BTreeMap::new(),
        screen,
        recording,
    };
    player.lines = player.ledger_kinds().await?;
    writeln!(player.screen, "{HELP}\n")?;
    player.write("# Recorded with `sahkar talk`.\n\n# What is shown here.\nmember 1001")?;
    let mut lines = input.lines();
    loop {
        write!(player.screen, "> ")?;
        player.screen.flush()?;
        let Some(line) = lines.next_line().await? else {
            break;
        };
        if line.trim() == "quit" {
            break;
        }
        player.act(line.trim()).await?;
    }
    Ok(())
}

/// The phone that a member of the demo cooperative has.
fn phone_of(member_no: i64) -> Option<Handset> {
    let (phone, _) = demo::numbers()
        .into_iter()
        .find(|(_, words)| words.contains(&member_no.to_string()))?;
    Some(Handset::new(phone, demo::CODE))
}

struct TalkSession<'a, S, R> {
    service: &'a Service,
    handset: Handset,
    last: Option<Inbound>,
    calls_n: u32,
    last_text: Option<SmsText>,
    texts_n: u32,
    /// The place in the air of the last text that was shown.
    received: u64,
    /// The ledger's lines that were told, by kind.
    lines: BTreeMap<String, i64>,
    screen: S,
    recording: Option<R>,
}

impl<S: Write, R: Write> TalkSession<'_, S, R> {
    async fn act(&mut self, line: &str) -> Result<(), Error> {
        let (line, is_verb) = match line.strip_prefix('/') {
            Some(verb) => (verb, true),
            None => (line, !self.handset.is_open()),
        };
        let is_open = self.handset.is_open();
        let read = verbs::read(line);
        let is_always_a_verb = match read {
            Ok(Verb::HangUp | Verb::Again | Verb::Dial("")) => true,
            Ok(Verb::Drop | Verb::Type(_)) => is_open,
            Ok(_) | Err(_) => false,
        };
        if !is_verb && !is_always_a_verb {
            return self.reply(line).await;
        }
        if line.is_empty() {
            return self.dial().await;
        }
        match read {
            Ok(Verb::HangUp) => self.hang_up().await,
            Ok(Verb::Drop) if is_open => {
                self.handset.hang_up();
                self.write("drop")
            }
            Ok(Verb::Again) => self.again().await,
            Ok(Verb::Dial("")) => self.dial().await,
            Ok(Verb::Type(reply)) if is_open => self.reply(reply).await,
            Ok(Verb::Text(words)) => self.text(words).await,
            Ok(Verb::Deliver) => self.deliver().await,
            Ok(Verb::Member(no)) => self.take(phone_of(no), line),
            Ok(Verb::Phone(number)) => {
                let phone = Phone::parse(number).ok();
                let handset = phone.map(|phone| Handset::new(phone, demo::CODE));
                self.take(handset, line)
            }
            Ok(Verb::Wait(by_ms)) => self.wait(by_ms, line),
            Ok(Verb::Run(job)) => self.run(job, line).await,
            Err(why @ NoVerb::Form(_)) => self.tell(&why.to_string()),
            Ok(_) | Err(NoVerb::Unknown) => self.tell(HELP),
        }
    }

    fn take(&mut self, handset: Option<Handset>, line: &str) -> Result<(), Error> {
        match handset {
            Some(handset) => {
                self.handset = handset;
                self.last = None;
                self.write(line)
            }
            None => self.tell("No such phone."),
        }
    }

    async fn dial(&mut self) -> Result<(), Error> {
        self.calls_n += 1;
        let inbound = self.handset.dial(&format!("talk-{}", self.calls_n));
        self.write("dial")?;
        self.send(inbound).await
    }

    async fn reply(&mut self, text: &str) -> Result<(), Error> {
        match self.handset.reply(text) {
            Some(inbound) => {
                self.write(&format!("type {text}"))?;
                self.send(inbound).await
            }
            None => self.tell("No call is going on."),
        }
    }

    async fn again(&mut self) -> Result<(), Error> {
        let Some(inbound) = self.last.clone() else {
            return self.tell("Nothing was sent yet.");
        };
        self.write("again")?;
        let reply = answer::ussd(self.service, &inbound).await;
        self.write("= hears the same")?;
        self.show(&reply, false).await
    }

    async fn hang_up(&mut self) -> Result<(), Error> {
        let Some(session) = self.handset.hang_up() else {
            return self.tell("No call is going on.");
        };
        self.write("hang up")?;
        let ended = Ended {
            gateway: Gateway::Sandbox,
            session,
            phone: self.handset.phone().clone(),
            code: demo::CODE.to_owned(),
            how: EndedHow::Incomplete,
        };
        Ok(answer::ended(self.service, &ended).await?)
    }

    fn wait(&mut self, by_ms: i64, line: &str) -> Result<(), Error> {
        if self.recording.is_none() {
            return self.tell("The clock turns by itself here; it stands when recording.");
        }
        self.service.clock.turn_by_ms(by_ms);
        self.write(line)
    }

    async fn run(&mut self, job: &str, line: &str) -> Result<(), Error> {
        match jobs::run_now(self.service, job).await {
            Ok(changed_n) => {
                self.write(line)?;
                self.write_recorded().await?;
                self.tell(&format!("It changed {changed_n} things."))?;
                self.receive().await.map(drop)
            }
            Err(error) => self.tell(&error.to_string()),
        }
    }

    async fn send(&mut self, inbound: Inbound) -> Result<(), Error> {
        let reply = answer::ussd(self.service, &inbound).await;
        self.last = Some(inbound);
        self.show(&reply, true).await
    }

    async fn show(&mut self, reply: &UssdReply, is_new: bool) -> Result<(), Error> {
        let body = String::from_utf8_lossy(&reply.body);
        let shown = Shown::of(&body, &reply.size);
        for line in &shown.heard {
            writeln!(self.screen, "  │ {line}")?;
        }
        writeln!(self.screen, "  └ {}", shown.outcome)?;
        if is_new {
            self.write_recorded().await?;
            for line in shown.lines() {
                self.write(&line)?;
            }
        }
        if !shown.waits {
            self.handset.hang_up();
        }
        Ok(())
    }

    /// Writes what was recorded since this was last asked, in the ledger's words.
    async fn write_recorded(&mut self) -> Result<(), Error> {
        let now = self.ledger_kinds().await?;
        for (kind, n) in &now {
            let before = self.lines.get(kind).copied().unwrap_or_default();
            for _ in before..*n {
                self.write(&format!("* {kind}"))?;
            }
        }
        self.lines = now;
        Ok(())
    }

    async fn ledger_kinds(&self) -> Result<BTreeMap<String, i64>, Error> {
        let coop = self.service.coop(Gateway::Sandbox, demo::CODE).await?;
        match coop {
            Some(coop) => Ok(self.service.store.ledger_kinds(coop.coop.id).await?),
            None => Ok(BTreeMap::new()),
        }
    }

    fn tell(&mut self, words: &str) -> Result<(), Error> {
        Ok(writeln!(self.screen, "{words}")?)
    }

    fn write(&mut self, line: &str) -> Result<(), Error> {
        match &mut self.recording {
            Some(file) => Ok(writeln!(file, "{line}")?),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown and what is recorded of a talk in which this is typed.
    async fn played(typed: &str) -> (String, String) {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("talk.db").display());
        let script = Arc::new(Script::embedded().unwrap());
        let clock = Clock::standing_at(TRANSCRIPTS_BEGIN);
        let service = stage(&url, script, &clock).await.unwrap();
        let (mut shown, mut recorded) = (Vec::new(), Vec::new());
        let typed = typed.as_bytes();
        Box::pin(play(&service, typed, &mut shown, Some(&mut recorded)))
            .await
            .unwrap();
        let [shown, recorded] = [shown, recorded].map(|bytes| String::from_utf8(bytes).unwrap());
        (shown, recorded)
    }

    #[tokio::test]
    async fn a_talk_is_recorded_as_a_transcript() {
        let typed = "member 1005\ndial\n2\n1\n2\n850\n1\n1\nagain\n/hang up\nwait 1 day\nquit\n";
        let (shown, recorded) = played(typed).await;
        assert!(
            recorded.contains("\nmember 1005\ndial\n| 1 My record\n"),
            "{recorded}"
        );
        assert!(recorded.contains("\ntype 850\n"), "{recorded}");
        assert!(recorded.contains("\n* entry added\n| Saved."), "{recorded}");
        assert!(
            recorded.contains("\nagain\n= hears the same\nhang up\nwait 1 day\n"),
            "{recorded}"
        );
        assert!(shown.contains("  │ 1 My record\n"), "{shown}");
    }

    #[tokio::test]
    async fn texts_are_sent_shown_and_recorded() {
        let typed = "text\nmember 1001\ntext આવક 21 850\nmember 1004\nrun remind\nquit\n";
        let (shown, recorded) = played(typed).await;
        let answer = "Asha Mandli: નોંધ ";
        assert!(shown.contains(&format!("  ✉ 1001: {answer}")), "{shown}");
        let sent = format!("\ntext આવક 21 850\n* entry added\nsms to 1001: {answer}");
        assert!(recorded.contains(&sent), "{recorded}");
        assert!(recorded.contains("\n= 2 parts ("), "{recorded}");
        // A job texts everybody; the phone in hand is shown.
        assert!(
            recorded.contains("\nrun remind\n* announced\n"),
            "{recorded}"
        );
        assert!(!recorded.contains("sms to 1005"), "{recorded}");
        let others = " texts on other phones\n";
        assert!(
            shown.contains(others) && recorded.contains(others),
            "{shown}"
        );
    }
}
