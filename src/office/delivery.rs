//! Why texts wait, in a closed list of reasons, and what closing a task would let go.
//!
//! A row of the outbox does not say why it waits: it is found out from where it stands, from the registrations, and
//! from which gateways may be used.

use crate::app::Service;
use crate::core::domain::hours::leaves_at;
use crate::core::domain::{
    CoopTexts, Failure, Instant, LangScript, MessageState, RegistrationState, TaskKind,
};
use crate::store::{self, CoopEntry, HeldTexts, OfficerTask, WaitingTexts};
use std::collections::BTreeSet;

/// A text whose template is paused is looked at again within this time, so it is due by then once it may leave.
const LOOKED_AT_MS: i64 = 10 * 60_000;

/// Why texts wait.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WaitReason {
    /// The network refused a text of this template: it is paused until an officer has seen to it.
    TemplatePaused,
    /// Its template is not approved in this language as it stands.
    NotApproved,
    /// Every gateway is paused.
    GatewaysPaused,
    /// Every gateway is out of reach, and tried again by itself.
    GatewaysResting,
    /// Too late to be worth sending: they do not leave any more.
    Stale,
    /// The last try failed, for this reason, and there will be another.
    TriedAgain(Failure),
    /// A provider may have them, and no receipt has come.
    NoReceipt,
    /// She has had as many texts as a day may bring.
    Cap,
    /// They wait for their hour.
    Hour,
    /// They are on their way to the provider, or the next to go.
    Going,
}

/// What the reason of waiting hangs on besides the texts.
pub struct Delivery<'a> {
    /// How the cooperative sends texts.
    pub texts: &'a CoopTexts,
    /// Whether texts leave by a real provider, so that their templates must be approved.
    pub must_be_registered: bool,
    /// Whether every gateway of the route is paused.
    pub all_paused: bool,
    /// Whether every gateway that is not paused is out of reach.
    pub all_resting: bool,
    /// Now.
    pub now: Instant,
}

impl<'a> Delivery<'a> {
    /// As it stands for a cooperative.
    pub async fn of(
        service: &Service,
        entry: &'a CoopEntry,
        now: Instant,
    ) -> Result<Self, store::Error> {
        let paused: BTreeSet<String> = service
            .store
            .paused_gateways(entry.coop.id)
            .await?
            .into_iter()
            .collect();
        let sending = &service.sending;
        let route = sending.providers.route();
        let usable: Vec<&str> = route
            .map(|one| one.provider.name())
            .filter(|name| !paused.contains(*name))
            .collect();
        Ok(Self {
            texts: &entry.texts,
            must_be_registered: sending.providers.are_real(),
            all_paused: usable.is_empty(),
            all_resting: !usable.is_empty()
                && usable
                    .iter()
                    .all(|name| !sending.health.is_closed(name, now)),
            now,
        })
    }

    /// Why these wait.
    pub fn why(&self, texts: &WaitingTexts) -> WaitReason {
        if texts.state == MessageState::Sending {
            return WaitReason::Going;
        }
        if texts.state == MessageState::Unsure {
            return WaitReason::NoReceipt;
        }
        if texts.is_stale {
            return WaitReason::Stale;
        }
        if self.must_be_registered {
            let key = (texts.notice.clone(), texts.lang_script);
            let state = self.texts.registrations.get(&key).map(|kept| kept.state);
            match state {
                Some(RegistrationState::Paused) => return WaitReason::TemplatePaused,
                Some(RegistrationState::Approved) => {}
                _ => return WaitReason::NotApproved,
            }
        }
        if self.all_paused {
            return WaitReason::GatewaysPaused;
        }
        if let Some(failure) = texts.failure {
            return WaitReason::TriedAgain(failure);
        }
        if texts.is_later {
            return self.why_later(texts);
        }
        if self.is_open(texts) {
            if self.all_resting {
                WaitReason::GatewaysResting
            } else {
                WaitReason::Going
            }
        } else {
            WaitReason::Hour
        }
    }

    /// A sender that has looked at a text and put it off, in an hour that is its own, did so because of the cap.
    fn why_later(&self, texts: &WaitingTexts) -> WaitReason {
        let was_looked_at = texts.gateway.is_some();
        let has_cap = texts.purpose.respects_quiet_hours_and_caps();
        if was_looked_at && has_cap && texts.is_tomorrow && self.is_open(texts) {
            WaitReason::Cap
        } else {
            WaitReason::Hour
        }
    }

    fn is_open(&self, texts: &WaitingTexts) -> bool {
        let (hours, promo) = (self.texts.hours, self.texts.promo_hours);
        leaves_at(hours, promo, texts.class, texts.purpose, self.now).is_ok_and(|at| at <= self.now)
    }
}

/// What closing a task lets go.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct LetGo {
    /// Leave now, as far as her day's cap allows.
    pub now_n: i64,
    /// Leave when their hour comes.
    pub later_n: i64,
    /// Are stale by then and will not.
    pub stale_n: i64,
}

/// Which texts a task holds up; `None` where closing it lets nothing go.
fn held_by(task: &OfficerTask) -> Option<HeldTexts<'_>> {
    match task.kind {
        TaskKind::Template => {
            let (notice, lang_script) = task.about.split_once(' ')?;
            let lang_script = LangScript::parse(lang_script)?;
            Some(HeldTexts::Template(notice, lang_script))
        }
        TaskKind::Gateway | TaskKind::Credit => Some(HeldTexts::All),
        TaskKind::Flow | TaskKind::Twice | TaskKind::NoTemplate => None,
    }
}

/// What closing a task would let go at this moment; `None` where it holds nothing up.
pub async fn let_go(
    service: &Service,
    entry: &CoopEntry,
    task: &OfficerTask,
    now: Instant,
) -> Result<Option<LetGo>, store::Error> {
    let Some(held) = held_by(task) else {
        return Ok(None);
    };
    let (store, coop, texts) = (&service.store, entry.coop.id, &entry.texts);
    let due_by = now.plus_ms(LOOKED_AT_MS);
    let mut sum = LetGo::default();
    for (class, purpose, n) in store.kinds_held(coop, held, due_by).await? {
        // Where no hour is ever open to it, it never leaves.
        let Ok(at) = leaves_at(texts.hours, texts.promo_hours, class, purpose, now) else {
            sum.stale_n += n;
            continue;
        };
        let kind = (class, purpose);
        let stale_n = store.stale_held(coop, held, (due_by, at), kind).await?;
        sum.stale_n += stale_n;
        if at <= now {
            sum.now_n += n - stale_n;
        } else {
            sum.later_n += n - stale_n;
        }
    }
    Ok(Some(sum))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::{Class, Purpose, Registration};

    /// 24 November 2026, 10:30 in Gujarat.
    const NOW: Instant = Instant(1_795_496_400_000);
    const HOUR_MS: i64 = 3_600_000;

    fn waiting(alter: impl FnOnce(&mut WaitingTexts)) -> WaitingTexts {
        let mut texts = WaitingTexts {
            state: MessageState::Waiting,
            purpose: Purpose::Reminder,
            class: Class::Service,
            notice: "meeting-reminder".into(),
            lang_script: LangScript::Gu,
            gateway: None,
            failure: None,
            is_later: false,
            is_tomorrow: false,
            is_stale: false,
            texts_n: 1,
            due_at: NOW,
        };
        alter(&mut texts);
        texts
    }

    fn why(state: Option<RegistrationState>, now: Instant, texts: &WaitingTexts) -> WaitReason {
        let mut coop = CoopTexts::usual("Asha", "56161");
        if let Some(state) = state {
            let registration = Registration {
                version: 1,
                body: String::new(),
                template_id: String::new(),
                header: String::new(),
                entity_id: String::new(),
                state,
            };
            let key = ("meeting-reminder".to_owned(), LangScript::Gu);
            coop.registrations.insert(key, registration);
        }
        let delivery = Delivery {
            texts: &coop,
            must_be_registered: state.is_some(),
            all_paused: false,
            all_resting: false,
            now,
        };
        delivery.why(texts)
    }

    #[test]
    fn each_text_waits_for_what_it_waits_for() {
        let night = NOW.plus_ms(12 * HOUR_MS);
        let later = |texts: &mut WaitingTexts| texts.is_later = true;
        let put_off = |texts: &mut WaitingTexts| {
            texts.is_later = true;
            texts.is_tomorrow = true;
            texts.gateway = Some("kannel".into());
        };
        let away = |texts: &mut WaitingTexts| texts.failure = Some(Failure::Away);
        let cases = [
            (NOW, waiting(|_| ()), WaitReason::Going),
            (night, waiting(|_| ()), WaitReason::Hour),
            (NOW, waiting(later), WaitReason::Hour),
            (NOW, waiting(put_off), WaitReason::Cap),
            (night, waiting(put_off), WaitReason::Hour),
            (NOW, waiting(away), WaitReason::TriedAgain(Failure::Away)),
            (
                NOW,
                waiting(|texts| texts.is_stale = true),
                WaitReason::Stale,
            ),
            (
                NOW,
                waiting(|texts| texts.state = MessageState::Unsure),
                WaitReason::NoReceipt,
            ),
            (
                NOW,
                waiting(|texts| texts.state = MessageState::Sending),
                WaitReason::Going,
            ),
        ];
        for (now, texts, reason) in cases {
            assert_eq!(why(None, now, &texts), reason, "{texts:?}");
            assert_eq!(
                why(Some(RegistrationState::Approved), now, &texts),
                reason,
                "{texts:?}"
            );
        }
        let texts = waiting(put_off);
        let paused = why(Some(RegistrationState::Paused), NOW, &texts);
        assert_eq!(paused, WaitReason::TemplatePaused);
        let submitted = why(Some(RegistrationState::Submitted), NOW, &texts);
        assert_eq!(submitted, WaitReason::NotApproved);
    }
}
