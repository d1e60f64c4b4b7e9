//! Sends one text by one provider, and reads from the answer what became of it.

use crate::app::Service;
use crate::core::domain::{Failure, Instant};
use crate::core::texts::measure::{Encoding, measure};
use crate::gateways::sms::{
    DltRegistration, Installed, Outgoing, Provider, ProviderResponse, SendBy, SmsTaken,
};
use crate::outbound::CallFailed;
use crate::store::LeasedText;
use crate::telemetry::chain;

/// Status 408: the provider did not get our whole request in time (RFC 9110, 15.5.9).
const TIMED_OUT: u16 = 408;

/// What became of one attempt to send a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum SendOutcome {
    /// The text is on the handset, as always in the sandbox.
    Arrived,
    /// The provider has it, under this id where it gave one.
    Taken(Option<String>),
    /// The provider does not have it.
    Failed(Failure, Option<String>),
    /// The provider is out of reach: no request got there.
    Unreached,
    /// The provider says of itself that it is in trouble, and does not have it.
    Down(Option<String>),
    /// This provider cannot send it, which is known without asking it.
    Cannot(Failure),
    /// The provider may or may not have it.
    Unclear,
    /// It was not tried: the gateway's breaker is open, or the program is stopping.
    Untried,
}

impl SendOutcome {
    /// Whether a request got to the provider, or may have.
    pub(super) fn was_asked(&self) -> bool {
        match self {
            Self::Arrived | Self::Taken(_) | Self::Failed(..) | Self::Down(_) | Self::Unclear => {
                true
            }
            Self::Unreached | Self::Cannot(_) | Self::Untried => false,
        }
    }

    /// Whether her handset may have the text, or may still get it, from this attempt.
    pub(super) fn may_be_there(&self) -> bool {
        matches!(self, Self::Arrived | Self::Taken(_) | Self::Unclear)
    }
}

/// Whether texts by this provider must be registered: all real ones.
pub(super) fn must_be_registered(one: &Installed) -> bool {
    !matches!(one.provider, Provider::Sandbox)
}

/// Sends one text. It has been decided that it leaves, so number and text are there.
pub(super) async fn send(service: &Service, one: &Installed, text: &LeasedText) -> SendOutcome {
    let Some(outgoing) = outgoing(one, text) else {
        return SendOutcome::Cannot(Failure::Other);
    };
    let request = match one.provider.send(&outgoing) {
        SendBy::Here => {
            let now = service.clock.now();
            service
                .sending
                .sandbox
                .send(outgoing.id, &outgoing.to, &outgoing.body, now);
            return SendOutcome::Arrived;
        }
        SendBy::Cannot(failure) => return SendOutcome::Cannot(failure),
        SendBy::Http(request) => request,
    };
    match service.sending.outbound.call(&request).await {
        Ok((status, body)) => {
            let answer = ProviderResponse {
                status,
                body: &body,
            };
            match one.provider.taken(&outgoing, answer) {
                SmsTaken::Yes { provider_id } => SendOutcome::Taken(provider_id),
                // An answer is about one text; no answer is about the provider.
                SmsTaken::No {
                    failure: Failure::Down,
                    code,
                } if status >= 500 || status == TIMED_OUT => SendOutcome::Down(code),
                SmsTaken::No { failure, code } => SendOutcome::Failed(failure, code),
                SmsTaken::Unclear => SendOutcome::Unclear,
            }
        }
        Err(error @ CallFailed::NotSent(_)) => {
            tracing::debug!(gateway = one.provider.name(), error = %chain(&error), "gateway unreachable");
            SendOutcome::Unreached
        }
        Err(error @ CallFailed::MaybeSent(_)) => {
            tracing::debug!(gateway = one.provider.name(), error = %chain(&error), "gateway response incomplete");
            SendOutcome::Unclear
        }
    }
}

fn outgoing(one: &Installed, text: &LeasedText) -> Option<Outgoing> {
    let body = text.body.clone()?;
    Some(Outgoing {
        id: text.id,
        to: text.to.clone()?,
        is_unicode: measure(&body).encoding == Encoding::Ucs2,
        body,
        values: text.values.clone(),
        class: text.class,
        registered: text.registered.as_ref().map(|registered| DltRegistration {
            entity_id: registered.entity_id.clone(),
            template_id: registered.template_id.clone(),
            header: registered.header.clone(),
        }),
        receipt_url: one.receipt_url.as_ref().map(|url| url.0.clone()),
    })
}

/// Reports to `GatewayHealth` what became of a text.
pub(super) fn tell_lane(service: &Service, gateway: &str, outcome: &SendOutcome, now: Instant) {
    let jitter = i64::try_from(service.chance().below(1000)).unwrap_or_default();
    match outcome {
        SendOutcome::Unreached
        | SendOutcome::Down(_)
        | SendOutcome::Failed(Failure::Down, _)
        | SendOutcome::Unclear => {
            if service.sending.health.failed(gateway, jitter, now) {
                tracing::warn!(gateway, "gateway paused after repeated failures");
            }
        }
        SendOutcome::Failed(Failure::Throttled, _) => {
            service.sending.health.slow(gateway, now);
            service.sending.health.answered(gateway, now);
        }
        SendOutcome::Arrived
        | SendOutcome::Taken(_)
        | SendOutcome::Failed(..)
        | SendOutcome::Cannot(_) => {
            service.sending.health.answered(gateway, now);
        }
        SendOutcome::Untried => {}
    }
}
