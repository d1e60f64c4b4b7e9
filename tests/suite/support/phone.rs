//! A phone that a test uses, and whose phone it is.

use super::{CODE, World};
use sahkar::answer::{self, UssdReply};
use sahkar::core::dialogue::DialogueState;
use sahkar::core::domain::{Lang, Phone, SessionId};
use sahkar::gateways::sandbox::ussd::Handset;
use sahkar::gateways::{Ended, EndedHow, Gateway, Inbound};

/// The number of the phone of a demo member.
pub(crate) fn number_of(member_no: i64) -> String {
    let last = if member_no == 1003 {
        2
    } else {
        member_no - 1000
    };
    format!("+9198000000{last:02}")
}

/// The PIN of a demo member.
pub(crate) fn pin_of(member_no: i64) -> &'static str {
    match member_no {
        1001 => "2468",
        1002 => "1357",
        1003 => "8642",
        1004 => "1122",
        1005 => "3344",
        _ => "4321",
    }
}

/// A phone that a test uses.
#[derive(Clone)]
pub(crate) struct Dialler {
    handset: Handset,
    number: String,
    code: String,
    last: Option<(Inbound, UssdReply)>,
    before: Option<Handset>,
}

impl Dialler {
    pub(super) fn new(number: &str) -> Self {
        Self {
            handset: Handset::new(Phone::parse(number).unwrap(), CODE),
            number: number.to_owned(),
            code: CODE.to_owned(),
            last: None,
            before: None,
        }
    }

    /// Dials this code in the place of the cooperative's.
    pub(crate) fn with_code(mut self, code: &str) -> Self {
        self.handset = Handset::new(Phone::parse(&self.number).unwrap(), code);
        code.clone_into(&mut self.code);
        self
    }

    /// Its number.
    pub(crate) fn number(&self) -> Phone {
        self.handset.phone().clone()
    }

    /// Whether a session is running.
    pub(crate) fn is_open(&self) -> bool {
        self.handset.is_open()
    }

    /// The request that dialling makes.
    pub(crate) fn dial_request(&mut self, world: &World) -> Inbound {
        self.handset.dial(&world.token())
    }

    /// Dials; returns the whole answer.
    pub(crate) async fn dial(&mut self, world: &World) -> String {
        let inbound = self.dial_request(world);
        self.send(world, inbound).await
    }

    /// The request that typing a reply makes.
    pub(crate) fn reply_request(&mut self, text: &str) -> Inbound {
        self.handset.reply(text).expect("a session is running")
    }

    /// Types a reply.
    pub(crate) async fn say(&mut self, world: &World, text: &str) -> String {
        let inbound = self.reply_request(text);
        self.send(world, inbound).await
    }

    /// Sends the last request once more.
    pub(crate) async fn again(&mut self, world: &World) -> String {
        let (inbound, _) = self.last.clone().expect("there was a request");
        self.send(world, inbound).await
    }

    /// Sends the request before the last once more, as a slow network does.
    pub(crate) async fn stale(&mut self, world: &World) -> String {
        let (inbound, _) = self.last.clone().expect("there was a request");
        let (shorter, _) = inbound.text.rsplit_once('*').unwrap_or_default();
        let inbound = Inbound {
            text: shorter.to_owned(),
            ..inbound
        };
        body_of(&Box::pin(answer::ussd(&world.service, &inbound)).await)
    }

    /// Dials and types all of these; returns the last answer.
    pub(crate) async fn go(&mut self, world: &World, replies: &[&str]) -> String {
        let mut said = self.dial(world).await;
        for reply in replies {
            said = self.say(world, reply).await;
        }
        said
    }

    /// The gateway reports that she hung up.
    pub(crate) async fn hang_up(&mut self, world: &World) {
        if let Some(session) = self.handset.hang_up() {
            let ended = Ended {
                gateway: Gateway::Sandbox,
                session,
                phone: self.handset.phone().clone(),
                code: self.code.clone(),
                how: EndedHow::Incomplete,
            };
            answer::ended(&world.service, &ended).await.unwrap();
        }
    }

    /// The gateway does not treat the last answer as the end: it will send another request.
    pub(crate) fn keep_open(&mut self) {
        if let Some(handset) = self.before.take() {
            self.handset = handset;
        }
    }

    /// The connection breaks, and the gateway does not report it.
    pub(crate) fn drop_line(&mut self) {
        self.handset.hang_up();
    }

    /// The last answer.
    pub(crate) fn last_reply(&self) -> Option<&UssdReply> {
        self.last.as_ref().map(|(_, reply)| reply)
    }

    /// The language of the last answer.
    pub(crate) fn spoken_to_in(&self, world: &World) -> Option<Lang> {
        world.service.local.languages.recall(self.session(world)?)
    }

    /// The stored state of the session of the last answer.
    pub(crate) async fn kept_state(&self, world: &World) -> Option<DialogueState> {
        let (inbound, _) = self.last.as_ref()?;
        let service = &world.service;
        let coop = service
            .coop(inbound.gateway, &inbound.code)
            .await
            .unwrap()?;
        let known = service.store.known(
            coop.coop.id,
            self.session(world)?,
            &inbound.phone,
            world.clock.now(),
        );
        known.await.unwrap().session?.state
    }

    fn session(&self, world: &World) -> Option<SessionId> {
        let (inbound, _) = self.last.as_ref()?;
        let (gateway, session) = (inbound.gateway.name(), &inbound.session);
        Some(
            world
                .service
                .keys()
                .session_id(gateway, &inbound.phone, session),
        )
    }

    /// Sends a request and keeps the answer.
    pub(crate) async fn send(&mut self, world: &World, inbound: Inbound) -> String {
        let reply = Box::pin(answer::ussd(&world.service, &inbound)).await;
        let body = body_of(&reply);
        self.before = None;
        if body.starts_with("END ") && self.handset.is_open() {
            self.before = Some(self.handset.clone());
            self.handset.hang_up();
        }
        self.last = Some((inbound, reply));
        body
    }
}

/// The form that a gateway sends for a reply: everything that was typed in the session so far.
pub(crate) fn ussd_form<'a>(
    session: &'a str,
    phone: &'a str,
    text: &'a str,
) -> [(&'static str, &'a str); 5] {
    [
        ("sessionId", session),
        ("phoneNumber", phone),
        ("serviceCode", CODE),
        ("networkCode", "99999"),
        ("text", text),
    ]
}

fn body_of(reply: &UssdReply) -> String {
    String::from_utf8(reply.body.clone()).expect("an answer is UTF-8")
}
