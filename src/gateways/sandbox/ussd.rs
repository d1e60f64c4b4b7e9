//! A phone inside the process, for `talk` and the tests: it dials, types, repeats and hangs up, and makes
//! the same requests as a real gateway.

use crate::core::domain::Phone;
use crate::gateways::{Gateway, Inbound};

/// A phone that is, or is not, in a session.
#[derive(Clone)]
pub struct Handset {
    phone: Phone,
    code: String,
    /// The name of the running session and what was typed in it.
    session: Option<(String, Vec<String>)>,
    dialled_n: u32,
}

impl Handset {
    /// A phone with this number that will dial this code.
    pub fn new(phone: Phone, code: &str) -> Self {
        Self {
            phone,
            code: code.into(),
            session: None,
            dialled_n: 0,
        }
    }

    /// Its number.
    pub fn phone(&self) -> &Phone {
        &self.phone
    }

    /// Whether a session is running.
    pub fn is_open(&self) -> bool {
        self.session.is_some()
    }

    /// Dials: a new session begins. `token` makes the session's name unique.
    pub fn dial(&mut self, token: &str) -> Inbound {
        self.dialled_n += 1;
        let name = format!("sandbox-{token}-{}", self.dialled_n);
        self.session = Some((name, Vec::new()));
        self.again().expect("a session that was just begun")
    }

    /// Types a reply; `None` where no session is running.
    pub fn reply(&mut self, text: &str) -> Option<Inbound> {
        self.session.as_mut()?.1.push(text.into());
        self.again()
    }

    /// The last request once more, as a gateway sends it that got no answer.
    pub fn again(&self) -> Option<Inbound> {
        let (session, typed) = self.session.as_ref()?;
        Some(Inbound {
            gateway: Gateway::Sandbox,
            session: session.clone(),
            phone: self.phone.clone(),
            code: self.code.clone(),
            text: typed.join("*"),
        })
    }

    /// The session is over, because of us or of her. Gives its name.
    pub fn hang_up(&mut self) -> Option<String> {
        self.session.take().map(|(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handset_accumulates_what_is_typed() {
        let mut handset = Handset::new(Phone::parse("+919800000001").unwrap(), "*384*2742#");
        assert_eq!(handset.reply("1"), None);
        assert_eq!(handset.dial("t").text, "");
        handset.reply("1");
        assert_eq!(handset.reply("2").unwrap().text, "1*2");
        let first = handset.hang_up().unwrap();
        assert_ne!(handset.dial("t").session, first);
    }
}
