//! Verbs for the state before a scene: `given …`, `after …` and `members …`.

use super::stage::{Seen, Stage, number};
use crate::support::{CODE, pin_of};
use sahkar::core::domain::consent::with_check_digit;
use sahkar::gateways::Gateway;
use sahkar::office::pin_help::{self, Two};

impl Stage {
    /// What others have done before.
    pub(super) async fn given(&self, rest: &str) -> Result<(), String> {
        let words: Vec<&str> = rest.split(' ').collect();
        let of = |no: &str| number(no).map(|no| format!("(select id from member where no = {no})"));
        let statements = match words[..] {
            [no, "has", "no", "language"] => {
                vec![format!(
                    "update member set lang = null where no = {}",
                    number(no)?
                )]
            }
            [no, "speaks", lang] => {
                vec![format!(
                    "update member set lang = '{lang}' where no = {}",
                    number(no)?
                )]
            }
            ["the", "cooperative", "speaks", lang] => {
                vec![format!("update coop set lang = '{lang}'")]
            }
            [no, "has", "no", "pin"] => {
                vec![format!(
                    "delete from credential where member_id = {}",
                    of(no)?
                )]
            }
            [no, "must", "change", "her", "pin"] => vec![format!(
                "update credential set must_change = true where member_id = {}",
                of(no)?
            )],
            [no, "has", "no", "entries"] => vec![
                format!(
                    "delete from entry_event where entry_id in
                     (select id from entry where member_id = {})",
                    of(no)?
                ),
                format!("delete from entry where member_id = {}", of(no)?),
            ],
            [no, "has", "no", "loan"] => {
                vec![format!("delete from loan where member_id = {}", of(no)?)]
            }
            ["no", "meeting", "is", "planned"] => ["rsvp", "topic_ask", "agenda_item", "meeting"]
                .map(|table| format!("delete from {table}"))
                .to_vec(),
            ["the", "agenda", "is", "empty"] => vec!["delete from agenda_item".to_owned()],
            ["there", "are", "no", "notices"] => vec!["delete from notice".to_owned()],
            ["no", "ballot", "was", "counted"] => vec!["delete from ballot_outcome".to_owned()],
            ["ballot", no, "is", "not", "there"] => {
                vec![format!(
                    "update ballot set state = 'closed' where no = {}",
                    number(no)?
                )]
            }
            ["a" | "data", ..] => self.of_requests(&words)?,
            ["texts", "leave", "from", opens, "to", closes] => vec![format!(
                "update coop_texts set opens_minute = {} * 60, closes_minute = {} * 60",
                number(opens)?,
                number(closes)?
            )],
            [no, "was", "answered", n, "times", "in", "this", "hour"] => {
                vec![self.texter(number(no)?, number(n)?)]
            }
            [no, "has", n, "permissions"] => permissions(number(no)?, number(n)?),
            _ => return Err("nobody knows how to give that".to_owned()),
        };
        for statement in statements {
            self.world.sql(&statement).await;
        }
        Ok(())
    }

    /// `officers activate 1005`, `officers unlock 1005`, or what they do about a case or in the register.
    pub(super) async fn officers(&mut self, rest: &str) -> Seen {
        match rest.split(' ').collect::<Vec<_>>()[..] {
            ["answer", no, outcome] => return self.answer_case(no, outcome).await,
            ["appeal", no] => return self.appeal_case(no).await,
            ["add", no, lang] => return self.take_in(no, lang).await,
            ["edit", no, village] => return self.edit_village(no, village).await,
            ["leave", no, reason] => return self.let_go(no, reason).await,
            ["back", no] => return self.take_back(no).await,
            _ => {}
        }
        let (act, no) = rest.split_once(' ').ok_or("for whom?")?;
        let (service, numbers) = (&self.world.service, [number(no)?]);
        let two = Two::named("Ila Patel", "Mira Vasava").map_err(|error| error.to_string())?;
        let coop = service.coop(Gateway::Sandbox, CODE).await;
        let coop = coop.unwrap().ok_or("no cooperative")?;
        let helped = match act {
            "activate" => pin_help::activate(service, &coop, &numbers, &two).await,
            "unlock" => pin_help::unlock(service, &coop, &numbers, &two).await,
            _ => return Err(format!("officers do not {act}")),
        };
        let helped = helped.map_err(|error| error.to_string())?;
        for new in helped.codes {
            self.slips.insert(new.member_no, new.code);
        }
        Ok(self.newly_recorded().await)
    }

    /// She has texted a lot within this hour.
    fn texter(&self, member_no: i64, answers_n: i64) -> String {
        let at = self.world.clock.now().0;
        format!(
            "insert into texter (coop_id, lookup, heard_n, last_hash, last_at, same_n, hour_at,
                answers_n)
             select p.coop_id, p.lookup, {answers_n}, '', {at}, 1, {at}, {answers_n} from phone p
             join member_phone l on l.phone_id = p.id join member m on m.id = l.member_id
             where m.no = {member_no}"
        )
    }

    /// What is asked for, and who has looked at a record or was not let.
    fn of_requests(&self, words: &[&str]) -> Result<Vec<String>, String> {
        let of = |no: &str| number(no).map(|no| format!("(select id from member where no = {no})"));
        Ok(match *words {
            ["a", "second", "request", no] => vec![format!(
                "insert into request select coop_id, id + 1, {}, requester_id, title_words,
                 what_words, why_words, months, keep_days,
                 lasts_days, ballot_id, state, grain, sections, reads, valid_until, complaint
                 from request where no = 12",
                number(no)?
            )],
            ["data", "was", "handed", "out", "to", "request", no, "of", member] => vec![format!(
                "insert into disclosure select c.coop_id, 1, c.request_id, r.requester_id, c.id,
                 c.member_id, c.at from consent c join request r on r.id = c.request_id
                 where r.no = {} and c.member_id = {}",
                number(no)?,
                of(member)?
            )],
            ["a", "look", "of", "request", no, "at", member, "was", "refused"] => vec![format!(
                "insert into refused_read select coop_id, 1, id, requester_id, null, {}, 'no-consent', {}
                 from request where no = {}",
                of(member)?,
                self.world.clock.now().0,
                number(no)?
            )],
            _ => return Err("nobody knows how to ask that".to_owned()),
        })
    }

    /// What somebody has done before, on her own phone.
    pub(super) async fn after(&mut self, rest: &str) -> Result<(), String> {
        let words: Vec<&str> = rest.split(' ').collect();
        let no = number(words[0])?;
        let pin = pin_of(no);
        let steps: Vec<&str> = match words[1..] {
            ["said", "yes", "to", "request", "12"] => vec!["3", "1", "1", "1", "1", pin, "1"],
            ["saved", "milk", "of", amount] => vec!["2", "1", "2", amount, "1", "1"],
            ["voted", option, "in", "ballot", ballot] => {
                vec!["4", ballot, pin, option, "1"]
            }
            _ => return Err("nobody knows how to do that".to_owned()),
        };
        let mut all = Vec::new();
        if [1002, 1003].contains(&no) {
            all.push(words[0]);
            // On a shared phone the PIN comes before the first screen of an ask.
            if words[1] == "said" {
                all.extend(["3", "1", pin, "1", "1", "1", "1"]);
            } else {
                all.extend(steps);
            }
        } else {
            all.extend(steps);
        }
        let mut phone = self.world.phone_of(no);
        let said = phone.go(&self.world, &all).await;
        phone.hang_up(&self.world).await;
        if self.newly_recorded().await.is_empty() {
            return Err(format!("it came to nothing: {said}"));
        }
        Ok(())
    }

    /// `members 1006 to 1017 vote 2 in ballot 17`.
    pub(super) async fn many_vote(&mut self, rest: &str) -> Result<(), String> {
        let words: Vec<&str> = rest.split(' ').collect();
        let [from, "to", to, "vote", option, "in", "ballot", ballot] = words[..] else {
            return Err("members 1006 to 1017 vote 2 in ballot 17".to_owned());
        };
        for no in number(from)?..=number(to)? {
            let way = format!("{no} voted {option} in ballot {ballot}");
            self.after(&way).await?;
        }
        Ok(())
    }
}

/// So many live permissions of one member, each for a request of its own.
fn permissions(member_no: i64, n: i64) -> Vec<String> {
    let one = |at: i64| {
        let (id, no) = (900 + at, with_check_digit(at));
        [
            format!(
                "insert into request select coop_id, {id}, {id}, requester_id, title_words,
                 what_words, why_words, months, keep_days,
                 lasts_days, ballot_id, state, grain, sections, reads, valid_until, complaint
                 from request where no = 12"
            ),
            format!(
                "insert into consent (coop_id, id, no, member_id, request_id, state, ends_on,
                 text_hash, at)
                 select coop_id, {id}, {no}, id, {id}, 'given', 99999, '', 0 from member
                 where no = {member_no}"
            ),
        ]
    };
    let text = "insert into consent_text select id, '', '', 'en', '[]' from coop".to_owned();
    std::iter::once(text).chain((1..=n).flat_map(one)).collect()
}
