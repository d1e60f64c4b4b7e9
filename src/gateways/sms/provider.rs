//! The providers that are built in, behind one type.
//!
//! What a provider is called, what it needs to be set, how a text leaves by it and how its requests are
//! read is said in its own file; this file only chooses the provider.

use super::answers;
use super::settings::WrongSetting;
use super::{
    Configured, Credentials, Event, Outgoing, ProviderAck, ProviderRequest, ProviderResponse,
    RequestRefused, SendBy, SmsTaken,
};
use crate::gateways::{africastalking, exotel, gupshup, msg91, twilio};

/// A provider of SMS with its credentials. `Debug` shows none of them.
#[derive(Clone, Debug)]
pub enum Provider {
    /// The browser phone, `talk` and tests. It reads the forms of Africa's Talking.
    Sandbox,
    /// Africa's Talking.
    AfricasTalking(africastalking::sms::AfricasTalkingAccount),
    /// Gupshup Enterprise.
    Gupshup(gupshup::sms::GupshupAccount),
    /// Exotel.
    Exotel(exotel::sms::ExotelAccount),
    /// MSG91.
    Msg91(msg91::sms::Msg91Account),
    /// Twilio.
    Twilio(twilio::sms::TwilioAccount),
    /// One that a file describes.
    Configured(Configured),
}

impl Provider {
    /// The providers that are built in, by name.
    pub const NAMES: [&'static str; 6] = [
        "sandbox",
        "africastalking",
        "gupshup",
        "exotel",
        "msg91",
        "twilio",
    ];

    /// The provider of a name; `None` where none is built in. It lists all that is wrong with its
    /// settings, whose names stand in the provider's file.
    pub fn open(name: &str, credentials: &Credentials) -> Option<Result<Self, Vec<WrongSetting>>> {
        Some(match name {
            "sandbox" => Ok(Self::Sandbox),
            "africastalking" => africastalking::sms::AfricasTalkingAccount::open(credentials)
                .map(Self::AfricasTalking),
            "gupshup" => gupshup::sms::GupshupAccount::open(credentials).map(Self::Gupshup),
            "exotel" => exotel::sms::ExotelAccount::open(credentials).map(Self::Exotel),
            "msg91" => msg91::sms::Msg91Account::open(credentials).map(Self::Msg91),
            "twilio" => twilio::sms::TwilioAccount::open(credentials).map(Self::Twilio),
            _ => return None,
        })
    }

    /// The settings that a provider of this name reads besides its secret and its rate; `None` where
    /// none is built in.
    pub fn settings(name: &str) -> Option<&'static [&'static str]> {
        Some(match name {
            "sandbox" => &[],
            "africastalking" => &["url", "username", "api_key", "sender"],
            "gupshup" => &["url", "userid", "password", "sender"],
            "exotel" => &["url", "account_sid", "api_key", "api_token", "sender"],
            "msg91" => &["url", "authkey", "flows"],
            "twilio" => &[
                "url",
                "account_sid",
                "auth_token",
                "sender",
                "messaging_service_sid",
            ],
            _ => return None,
        })
    }

    /// Its name in addresses, settings, logs and in `outbox.gateway`.
    pub fn name(&self) -> &str {
        match self {
            Self::Sandbox => "sandbox",
            Self::AfricasTalking(_) => "africastalking",
            Self::Gupshup(_) => "gupshup",
            Self::Exotel(_) => "exotel",
            Self::Msg91(_) => "msg91",
            Self::Twilio(_) => "twilio",
            Self::Configured(described) => described.name(),
        }
    }

    /// Whether it takes our id and sends no text of the same id twice, so that a text whose fate is
    /// not known can be sent again at once. None of the real ones promises that: those that take a
    /// reference only give it back in the receipt.
    pub fn is_idempotent(&self) -> bool {
        match self {
            Self::Sandbox => true,
            Self::AfricasTalking(_)
            | Self::Gupshup(_)
            | Self::Exotel(_)
            | Self::Msg91(_)
            | Self::Twilio(_) => false,
            Self::Configured(described) => described.is_idempotent(),
        }
    }

    /// Whether it can send a text of the template with this id. A provider that writes the text itself can
    /// do so only where the template has been set up there.
    pub fn carries(&self, template_id: &str) -> bool {
        match self {
            Self::Msg91(account) => account.carries(template_id),
            Self::Sandbox
            | Self::AfricasTalking(_)
            | Self::Gupshup(_)
            | Self::Exotel(_)
            | Self::Twilio(_)
            | Self::Configured(_) => true,
        }
    }

    /// How a text leaves by this provider.
    pub fn send(&self, text: &Outgoing) -> SendBy {
        match self {
            Self::Sandbox => SendBy::Here,
            Self::AfricasTalking(account) => account.send(text),
            Self::Gupshup(account) => account.send(text),
            Self::Exotel(account) => account.send(text),
            Self::Msg91(account) => account.send(text),
            Self::Twilio(account) => account.send(text),
            Self::Configured(described) => described.send(text),
        }
    }

    /// What became of a text, from the provider's answer to the request that was made for it.
    pub fn taken(&self, text: &Outgoing, answer: ProviderResponse<'_>) -> SmsTaken {
        let is_doubtful = if matches!(self, Self::Configured(_)) {
            // The provider's own file may read more from the answer.
            answers::is_of_a_go_between(answer.status)
        } else {
            answers::is_doubtful(answer.status)
        };
        if is_doubtful {
            return SmsTaken::Unclear;
        }
        match self {
            Self::Sandbox => SmsTaken::Unclear,
            Self::AfricasTalking(_) => africastalking::sms::taken(text, answer),
            Self::Gupshup(_) => gupshup::sms::taken(answer),
            Self::Exotel(_) => exotel::sms::taken(answer),
            Self::Msg91(_) => msg91::sms::taken(answer),
            Self::Twilio(_) => twilio::sms::taken(answer),
            Self::Configured(described) => described.taken(answer),
        }
    }

    /// The header that its signature stands in, in lower case; `None` where it signs nothing.
    pub fn signature_header(&self) -> Option<&str> {
        match self {
            Self::Sandbox
            | Self::AfricasTalking(_)
            | Self::Gupshup(_)
            | Self::Exotel(_)
            | Self::Msg91(_) => None,
            Self::Twilio(_) => Some("x-twilio-signature"),
            Self::Configured(described) => described.signature_header(),
        }
    }

    /// Whether its signature covers the address it calls, so that we must know how we are called.
    pub fn signs_our_address(&self) -> bool {
        match self {
            Self::Sandbox
            | Self::AfricasTalking(_)
            | Self::Gupshup(_)
            | Self::Exotel(_)
            | Self::Msg91(_) => false,
            Self::Twilio(_) => true,
            Self::Configured(described) => described.signs_our_address(),
        }
    }

    /// What it is answered together with the status of a refusal, where it may text our answers to whoever
    /// wrote: the member must not read that we have a problem. `None`: the answer is one line with the
    /// reason.
    pub fn silence(&self) -> Option<ProviderAck<'_>> {
        match self {
            Self::Gupshup(_) => Some(gupshup::sms::NO_REPLY),
            Self::Exotel(_) => Some(exotel::sms::NO_REPLY),
            Self::Sandbox | Self::AfricasTalking(_) | Self::Msg91(_) | Self::Twilio(_) => None,
            Self::Configured(described) => described.silence(),
        }
    }

    /// Whether its documentation promises that it stops bringing what we refuse: Africa's Talking after
    /// twelve hours, Exotel after two more times, Twilio at once (wire reference 1.3, 2.1). The others
    /// promise nothing, and Textlocal was seen to go on, so they are told "taken" for what can never be
    /// stored.
    pub fn gives_up(&self) -> bool {
        match self {
            Self::Sandbox | Self::AfricasTalking(_) | Self::Exotel(_) | Self::Twilio(_) => true,
            Self::Gupshup(_) | Self::Msg91(_) | Self::Configured(_) => false,
        }
    }

    /// Reads what the provider sent to `/hooks/{gateway}/{secret}/sms`, and says what it is answered
    /// once that has been kept.
    pub fn read_text(
        &self,
        incoming: &ProviderRequest<'_>,
    ) -> Result<(Event, ProviderAck<'_>), RequestRefused> {
        match self {
            Self::Sandbox | Self::AfricasTalking(_) => africastalking::sms::read_text(incoming),
            Self::Gupshup(_) => gupshup::sms::read_text(incoming),
            Self::Exotel(_) => exotel::sms::read_text(incoming),
            // No form of it is documented.
            Self::Msg91(_) => Err(RequestRefused::NotHere),
            Self::Twilio(account) => account.read_text(incoming),
            Self::Configured(described) => described.read_text(incoming),
        }
    }

    /// Reads what the provider sent to `/hooks/{gateway}/{secret}/receipt`, and says what it is
    /// answered once that has been kept.
    pub fn read_receipt(
        &self,
        incoming: &ProviderRequest<'_>,
    ) -> Result<(Event, ProviderAck<'_>), RequestRefused> {
        match self {
            Self::Sandbox | Self::AfricasTalking(_) => africastalking::sms::read_receipt(incoming),
            Self::Gupshup(_) => gupshup::sms::read_receipt(incoming),
            Self::Exotel(_) => exotel::sms::read_receipt(incoming),
            Self::Msg91(_) => msg91::sms::read_receipt(incoming),
            Self::Twilio(account) => account.read_receipt(incoming),
            Self::Configured(described) => described.read_receipt(incoming),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_that_a_provider_misses_is_one_that_it_reads() {
        for name in Provider::NAMES {
            let known = Provider::settings(name).unwrap();
            let opened = Provider::open(name, &Credentials::default()).unwrap();
            let missing = opened.err().unwrap_or_default();
            assert_eq!(missing.is_empty(), name == "sandbox", "{name}");
            for wrong in missing {
                assert!(known.contains(&wrong.setting.as_str()), "{name}: {wrong:?}");
            }
        }
        assert_eq!(Provider::settings("nobody"), None);
    }
}
