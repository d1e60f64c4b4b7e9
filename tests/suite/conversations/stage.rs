//! The verbs of a transcript, and what each does.

use super::texts::Texts;
use crate::support::{CODE, Dialler, Kind, World};
use sahkar::core::domain::Lang;
use sahkar::talk::verbs::{self, Shown, Verb};
use std::collections::{BTreeMap, BTreeSet};

/// One scene: a cooperative of its own, and the phone in somebody's hand.
pub(super) struct Stage {
    pub(super) world: World,
    phone: Option<Dialler>,
    pub(super) recorded: BTreeMap<String, i64>,
    /// Every screen that was shown, with the language that it was shown in.
    pub(super) visited: BTreeSet<(String, Lang)>,
    pub(super) texts: Texts,
    /// The codes of slips that officers have had made, by member number.
    pub(super) slips: BTreeMap<i64, String>,
}

pub(super) type Seen = Result<Vec<String>, String>;

impl Stage {
    pub(super) async fn set(kind: Kind) -> Self {
        let world = World::open(kind, 7).await;
        let mut stage = Self {
            world,
            phone: None,
            recorded: BTreeMap::new(),
            visited: BTreeSet::new(),
            texts: Texts::default(),
            slips: BTreeMap::new(),
        };
        stage.recorded = stage.ledger().await;
        stage
    }

    /// Ends the scene; the texts that were sent in it, by name.
    pub(super) async fn strike(self) -> BTreeSet<String> {
        let sent = self.world.rows("select distinct notice from outbox").await;
        self.world.close().await;
        sent.into_iter().flatten().collect()
    }

    /// Does what one line says; gives the lines that tell what came of it.
    pub(super) async fn act(&mut self, line: &str) -> Seen {
        match verbs::read(line).map_err(|why| why.to_string())? {
            Verb::Member(no) => self.take_phone(self.world.phone_of(no)),
            Verb::Phone(number) => self.take_phone(self.world.phone(number)),
            Verb::Dial(code) => self.dial(code).await,
            Verb::Type(reply) => {
                let text = self.filled_in(reply).await?;
                let mut phone = self.hand()?.clone();
                if !phone.is_open() {
                    return Err("the call is over".to_owned());
                }
                phone.say(&self.world, &text).await;
                self.shown(phone).await
            }
            Verb::Text(words) => self.text(words, true).await,
            Verb::Unnamed(words) => self.text(words, false).await,
            Verb::Deliver => self.delivered().await,
            Verb::Network(word) => self.network(word).await,
            Verb::Gateway(what) => self.gateway(what).await,
            Verb::Codes(of) => self.codes(of).await,
            Verb::Officers(what) => self.officers(what).await,
            Verb::Again => self.repeat(false).await,
            Verb::Stale => self.repeat(true).await,
            Verb::Drop => {
                self.hand()?.drop_line();
                Ok(vec![])
            }
            Verb::HangUp => {
                let mut phone = self.hand()?.clone();
                phone.hang_up(&self.world).await;
                self.phone = Some(phone);
                Ok(vec![])
            }
            Verb::Wait(by_ms) => {
                self.world.clock.turn_by_ms(by_ms);
                Ok(vec![])
            }
            Verb::Run(job) => {
                self.world.run_job(job).await;
                let mut seen = self.newly_recorded().await;
                seen.extend(self.arrived().await?);
                Ok(seen)
            }
            Verb::Given(what) => {
                self.given(what).await?;
                self.recorded = self.ledger().await;
                Ok(vec![])
            }
            Verb::After(what) => {
                self.after(what).await?;
                self.recorded = self.ledger().await;
                Ok(vec![])
            }
            Verb::Members(what) => {
                self.many_vote(what).await?;
                self.recorded = self.ledger().await;
                Ok(vec![])
            }
        }
    }

    pub(super) fn hand(&mut self) -> Result<&mut Dialler, String> {
        self.phone
            .as_mut()
            .ok_or_else(|| "no phone was taken".to_owned())
    }

    #[expect(clippy::unnecessary_wraps, reason = "every verb gives what was seen")]
    fn take_phone(&mut self, phone: Dialler) -> Seen {
        self.phone = Some(phone);
        Ok(vec![])
    }

    async fn dial(&mut self, code: &str) -> Seen {
        let code = if code.is_empty() { CODE } else { code };
        let mut phone = self.hand()?.clone().with_code(code);
        let _ = phone.dial(&self.world).await;
        self.shown(phone).await
    }

    /// The gateway repeats the last request, or one before it: the same words, and nothing happens.
    async fn repeat(&mut self, is_stale: bool) -> Seen {
        let mut phone = self.hand()?.clone();
        let before = phone.last_reply().map(|reply| reply.body.clone());
        let said = if is_stale {
            phone.stale(&self.world).await
        } else {
            phone.again(&self.world).await
        };
        if before != Some(said.clone().into_bytes()) {
            return Err(format!("it heard something else: {said}"));
        }
        match self.newly_recorded().await.as_slice() {
            [] => Ok(vec!["= hears the same".to_owned()]),
            more => Err(format!("it recorded {more:?}")),
        }
    }

    /// What the phone shows now.
    async fn shown(&mut self, phone: Dialler) -> Seen {
        let reply = phone.last_reply().ok_or("nothing was answered")?;
        let body = String::from_utf8(reply.body.clone()).map_err(|e| e.to_string())?;
        let mut seen = self.newly_recorded().await;
        seen.extend(Shown::of(&body, &reply.size).lines());
        if !reply.screen.is_empty() {
            let lang = phone.spoken_to_in(&self.world).ok_or("in no language")?;
            self.visited.insert((reply.screen.clone(), lang));
        }
        self.phone = Some(phone);
        Ok(seen)
    }

    /// The ledger's lines, counted by kind.
    pub(super) async fn ledger(&self) -> BTreeMap<String, i64> {
        let rows = self
            .world
            .rows("select kind, cast(count(*) as text) from ledger group by kind")
            .await;
        rows.into_iter()
            .map(|row| (row[0].clone(), row[1].parse().unwrap()))
            .collect()
    }

    pub(super) async fn newly_recorded(&mut self) -> Vec<String> {
        let now = self.ledger().await;
        let new = now.iter().flat_map(|(kind, n)| {
            let before = self.recorded.get(kind).copied().unwrap_or_default();
            (before..*n).map(move |_| format!("* {kind}"))
        });
        let new = new.collect();
        self.recorded = now;
        new
    }

    /// What stands in braces is a number that only the record knows.
    async fn filled_in(&self, text: &str) -> Result<String, String> {
        let Some(asked) = text
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        else {
            return Ok(text.to_owned());
        };
        self.known_number(asked).await
    }

    /// The same, anywhere in a text.
    pub(super) async fn filled_in_text(&self, text: &str) -> Result<String, String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let (asked, after) = behind.split_once('}').ok_or("a brace is open")?;
            filled.push_str(before);
            filled.push_str(&self.known_number(asked).await?);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    async fn known_number(&self, asked: &str) -> Result<String, String> {
        let (what, member) = asked.split_once(" of ").ok_or("of whom?")?;
        if what == "code" {
            return self.code_of(number(member)?).ok_or("no code".to_owned());
        }
        if what == "slip" {
            let slip = self.slips.get(&number(member)?);
            return slip.cloned().ok_or("no slip".to_owned());
        }
        if what == "wrong code" {
            let right = self.code_of(number(member)?).ok_or("no code")?;
            let other = if right.starts_with('1') { '2' } else { '1' };
            return Ok(format!("{other}{}", &right[1..]));
        }
        let member = format!("(select id from member where no = {})", number(member)?);
        if what == "statement" {
            let query = format!(
                "select code from statement where member_id = {member} order by at desc limit 1"
            );
            return Ok(self.world.rows(&query).await[0][0].clone());
        }
        let query = match what {
            "permission" => format!("select max(no) from consent where member_id = {member}"),
            "replaced entry" => format!(
                "select max(no) from entry where member_id = {member}
                 and id in (select replaces_id from entry)"
            ),
            "last entry" => format!("select max(no) from entry where member_id = {member}"),
            "oldest entry" => format!(
                "select no from entry where member_id = {member} and proof = 'self' order by at, no limit 1"
            ),
            _ => return Err(format!("`{what}` is not known")),
        };
        Ok(self.world.number(&query).await.to_string())
    }
}

pub(super) fn number(text: &str) -> Result<i64, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is not a number"))
}
