//! An officer's announcement: what she typed, what it comes to, and queueing it.
//!
//! She names a template and gives the values for its places; no other text can be sent.

pub mod values;

use super::act_failure::ActFailure;
use super::act_preview::{ActPreview, AnnouncementReach, PreviewLine};
use super::announcements::{self, Composition, News, Prepared};
use super::signing::ActSigned;
use crate::app::Service;
use crate::core::acts::notice::announce::{self, takes_two};
use crate::core::domain::{Filling, Instant, Notice, Purpose};
use crate::core::script::notices::SmsTemplate;
use crate::store::{Announced, AnnouncedText, CoopEntry};
use std::collections::BTreeSet;
use values::ValueFault;

/// What is to be announced.
#[derive(Clone, Copy)]
pub struct WantedText<'a> {
    /// The name of the template.
    pub notice: &'a str,
    /// The values for its places, as they were typed: `PLACE=VALUE`.
    pub typed: &'a [String],
    /// Also if the same text was announced within two days.
    pub again: bool,
}

impl<'a> WantedText<'a> {
    /// This text with these values.
    pub fn new(notice: &'a str, typed: &'a [String], again: bool) -> Self {
        Self {
            notice,
            typed,
            again,
        }
    }

    fn input(self) -> announce::Input<'a> {
        announce::Input {
            notice: self.notice,
            again: self.again,
        }
    }
}

/// What was typed, checked against the template.
struct CheckedInput<'a> {
    /// The values for the text's places.
    fillings: Vec<(&'a str, Filling)>,
    /// The texts, not queued yet.
    prepared: Prepared,
    /// The names of the texts that may be announced.
    names: Vec<&'a str>,
    /// When the same words were last announced.
    said_at: Option<Instant>,
}

impl<'a> CheckedInput<'a> {
    async fn read(
        service: &'a Service,
        entry: &CoopEntry,
        wanted: WantedText<'_>,
    ) -> Result<Self, ActFailure> {
        let known = || {
            let all = service.script.notices().templates();
            all.filter(|one| may_be_announced(one))
        };
        let names: Vec<&str> = known().map(|one| one.name.as_str()).collect();
        announce::named(&names, wanted.notice)?;
        let now = service.clock.now();
        let template = known().find(|one| one.name == wanted.notice);
        let read = |template| fillings(template, wanted.typed, now);
        let fillings = template.map_or(Ok(Vec::new()), read);
        let fillings = fillings.map_err(ActFailure::Values)?;
        let news = news(wanted, &fillings);
        let prepared = announcements::prepare(service, entry, news, now)?;
        let announcement = prepared.announcement.as_ref();
        let said_at = match announcement.and_then(|one| one.words.as_ref()) {
            Some(words) => {
                let said = service.store.words_said_at(entry.coop.id, &words.hash);
                said.await?
            }
            None => None,
        };
        Ok(Self {
            fillings,
            prepared,
            names,
            said_at,
        })
    }

    fn facts(&self) -> announce::Facts<'_> {
        announce::Facts {
            names: &self.names,
            said_at: self.said_at,
        }
    }
}

/// What an announcement comes to.
pub struct AnnouncementPreview {
    /// What is shown of it.
    pub preview: ActPreview,
    /// Why it may not be announced now.
    pub refused: Option<announce::Refusal>,
}

/// What each kind of reader would get, whom it reaches and what it costs, and whether it may be announced now.
pub async fn preview(
    service: &Service,
    entry: &CoopEntry,
    wanted: WantedText<'_>,
) -> Result<AnnouncementPreview, ActFailure> {
    let checked = CheckedInput::read(service, entry, wanted).await?;
    let mut lines = lines(&checked.prepared.made);
    let mut reach = None;
    let mut refused = None;
    if let Some(announcement) = &checked.prepared.announcement {
        reach = Some(AnnouncementReach {
            audience: service.store.audience(&entry.coop, announcement).await?,
            paise_per_part: entry.texts.paise_per_part,
        });
        let now = service.clock.now();
        refused = announce::may_announce(checked.facts(), wanted.input(), now).err();
    } else {
        lines.push(PreviewLine::ReachesNobody);
    }
    let women_n = reach.map_or(0, |reach| reach.audience.women_n);
    let preview = ActPreview {
        lines,
        reach,
        subjects: BTreeSet::new(),
        takes_two: takes_two(women_n),
        unshown: String::new(),
    };
    Ok(AnnouncementPreview { preview, refused })
}

/// Queues the texts; how many.
pub async fn queue(
    service: &Service,
    entry: &CoopEntry,
    wanted: WantedText<'_>,
    signed: &ActSigned,
) -> Result<i64, ActFailure> {
    let checked = CheckedInput::read(service, entry, wanted).await?;
    let now = service.clock.now();
    announce::decide(&signed.permit, checked.facts(), wanted.input(), now)?;
    let news = news(wanted, &checked.fillings);
    match announcements::announce(service, signed.writer(), entry, news, now).await? {
        Announced::Queued(n) => Ok(n),
        Announced::Said(at) => Err(announce::Refusal::Said(at).into()),
        // Only the reminder job reminds of something once.
        Announced::Reminded => Ok(0),
    }
}

fn news<'a>(wanted: WantedText<'a>, fillings: &'a [(&'a str, Filling)]) -> News<'a> {
    News {
        notice: wanted.notice,
        fillings,
        ballot: None,
        meeting: None,
        once: None,
        again: Some(wanted.again),
    }
}

/// Texts that an officer sends; and the notice of a data breach, which must go out when it happens.
fn may_be_announced(template: &SmsTemplate) -> bool {
    template.is_announcement || template.name == Notice::Breach.word()
}

/// The values that were typed for the places, or everything that is wrong with them.
fn fillings<'a>(
    template: &'a SmsTemplate,
    typed: &[String],
    now: Instant,
) -> Result<Vec<(&'a str, Filling)>, Vec<ValueFault>> {
    // A warning is about something that has happened.
    let is_warning = template.purpose == Purpose::Alert;
    let (mut wrong, mut pairs) = (Vec::new(), Vec::new());
    for pair in typed {
        match pair.split_once('=') {
            Some(split) => pairs.push(split),
            None => wrong.push(ValueFault::NoPair(pair.clone())),
        }
    }
    for (place, _) in &pairs {
        if template.places.iter().all(|known| known.name != *place) {
            wrong.push(ValueFault::NoSuchPlace {
                notice: template.name.clone(),
                place: (*place).to_owned(),
            });
        }
    }
    let mut fillings = Vec::new();
    for place in &template.places {
        match filling(&pairs, &place.name, (is_warning, now)) {
            Ok(filling) => fillings.push((place.name.as_str(), filling)),
            Err(fault) => wrong.push(fault),
        }
    }
    if wrong.is_empty() {
        Ok(fillings)
    } else {
        Err(wrong)
    }
}

/// The value that was typed for a place.
fn filling(
    pairs: &[(&str, &str)],
    place: &str,
    (is_warning, now): (bool, Instant),
) -> Result<Filling, ValueFault> {
    let kind = values::form(place);
    let mut given = pairs.iter().filter(|(name, _)| *name == place);
    let value = match (given.next(), given.next()) {
        (None, _) => return Err(ValueFault::Missing(place.to_owned(), kind)),
        (Some(_), Some(_)) => return Err(ValueFault::Twice(place.to_owned())),
        (Some((_, value)), None) => value,
    };
    let filling = kind.read(value);
    let filling = filling.ok_or_else(|| ValueFault::WrongKind(place.to_owned(), kind))?;
    announce::at_its_time(is_warning, &filling, now)
        .map_err(|untimely| ValueFault::Untimely(place.to_owned(), untimely))?;
    Ok(filling)
}

/// Each different text once: open and private form are often the same.
fn lines(made: &Composition) -> Vec<PreviewLine> {
    let mut lines = Vec::new();
    for text in &made.texts {
        let is_same = |one: &AnnouncedText| !one.private && one.written == text.written;
        if text.private && made.texts.iter().any(is_same) {
            continue;
        }
        lines.push(PreviewLine::Text {
            lang_script: text.written.lang_script.code(),
            is_private: text.private,
            parts: text.written.segments,
            body: text.written.body.clone(),
        });
    }
    for (notice, lang) in &made.missing {
        lines.push(PreviewLine::NoWords {
            lang: lang.code(),
            notice: notice.clone(),
        });
    }
    lines
}

#[cfg(test)]
mod tests;
