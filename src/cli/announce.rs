//! `announce`: one text to all members. The operator names a template and gives the values for its places;
//! no other text can be sent.

mod values;

use super::coop_arg::Desk;
use super::refusals::of_time;
use super::{CommandResult, Failed, complain, counted, tell};
use crate::core::acts::notice::announce;
use crate::core::domain::{Filling, Instant, Notice, Paise, Purpose};
use crate::core::script::notices::SmsTemplate;
use crate::office::announcements::{self, Composition, News, Prepared};
use crate::office::signing::ActSigned;
use crate::store::{Announced, AnnouncedText, Audience};
use crate::telemetry::chain;

/// What the operator wants to announce.
#[derive(Clone, Copy)]
pub(super) struct WantedText<'a> {
    /// The name of the template.
    pub(super) notice: &'a str,
    /// The values for its places, as they were typed.
    pub(super) typed: &'a [String],
    /// Also if the same text was announced within two days.
    pub(super) again: bool,
}

impl<'a> WantedText<'a> {
    pub(super) fn new(notice: &'a str, typed: &'a [String], again: bool) -> Self {
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

/// What an announcement would send.
pub(super) struct AnnouncementPreview {
    /// The texts, and in the last line how many members they reach and what they cost.
    pub(super) lines: Vec<String>,
    /// How many women get it.
    pub(super) women_n: i64,
}

/// The operator's input, checked against the template.
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
    async fn read(desk: &'a Desk, wanted: WantedText<'_>) -> Result<Self, Failed> {
        let WantedText {
            notice: name,
            typed,
            again,
        } = wanted;
        let (service, entry) = (&desk.service, &desk.entry);
        let known = || {
            let all = service.script.notices().templates();
            all.filter(|one| may_be_announced(one))
        };
        let names: Vec<&str> = known().map(|one| one.name.as_str()).collect();
        announce::named(&names, name)?;
        let now = service.clock.now();
        let mut known = known();
        let template = known.find(|one| one.name == name);
        let fillings = template.map_or(Ok(Vec::new()), |template| fillings(template, typed, now));
        let fillings = fillings.map_err(|wrong| Failed::Refused(wrong.join("\n")))?;
        let prepared = announcements::prepare(service, entry, news(name, &fillings, again), now)
            .map_err(|error| Failed::Refused(chain(&error)))?;
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

/// Shows what each kind of reader would get, and checks whether it may be announced now.
pub(super) async fn look(
    desk: &Desk,
    wanted: WantedText<'_>,
) -> Result<AnnouncementPreview, Failed> {
    let (service, entry) = (&desk.service, &desk.entry);
    let checked = CheckedInput::read(desk, wanted).await?;
    let mut looked = AnnouncementPreview {
        lines: show(&checked.prepared.made),
        women_n: 0,
    };
    let Some(announcement) = &checked.prepared.announcement else {
        looked.lines.push("It reaches nobody.".to_owned());
        return Ok(looked);
    };
    let audience = service.store.audience(&entry.coop, announcement).await?;
    looked.women_n = audience.women_n;
    looked
        .lines
        .push(reach(audience, entry.texts.paise_per_part));
    let input = wanted.input();
    let now = service.clock.now();
    if let Err(refusal) = announce::may_announce(checked.facts(), input, now) {
        looked.lines.iter().for_each(tell);
        return Err(refusal.into());
    }
    Ok(looked)
}

/// Queues the texts.
pub(super) async fn queue(
    desk: &Desk,
    wanted: WantedText<'_>,
    signed: &ActSigned,
) -> CommandResult {
    let (service, entry) = (&desk.service, &desk.entry);
    let checked = CheckedInput::read(desk, wanted).await?;
    let now = service.clock.now();
    announce::decide(&signed.permit, checked.facts(), wanted.input(), now)?;
    let news = news(wanted.notice, &checked.fillings, wanted.again);
    match announcements::announce(service, signed.writer(), entry, news, now).await {
        Ok(Announced::Queued(n)) => {
            complain(counted(n, "text is queued.", "texts are queued."));
            Ok(())
        }
        Ok(Announced::Said(at)) => Err(announce::Refusal::Said(at).into()),
        // Only the reminder job reminds of something once.
        Ok(Announced::Reminded) => Ok(()),
        Err(error) => Err(Failed::Refused(chain(&error))),
    }
}

fn news<'a>(notice: &'a str, fillings: &'a [(&'a str, Filling)], again: bool) -> News<'a> {
    News {
        notice,
        fillings,
        ballot: None,
        meeting: None,
        once: None,
        again: Some(again),
    }
}

/// How many members it reaches, and what it costs.
fn reach(audience: Audience, paise_per_part: i64) -> String {
    let Audience {
        women_n,
        phones_n,
        texts_n,
        parts_n,
        members_n,
    } = audience;
    let price = Paise(parts_n.saturating_mul(paise_per_part)).show();
    let mut said = format!(
        "It reaches {} on {}: {}, {parts_n} SMS, Rs {price}.",
        counted(women_n, "woman", "women"),
        counted(phones_n, "phone", "phones"),
        counted(texts_n, "text", "texts"),
    );
    if women_n < members_n {
        let none_n = members_n - women_n;
        said = format!(
            "{said} {none_n} of {members_n} get none: they said STOP, or have no phone or no approved words."
        );
    }
    said
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
) -> Result<Vec<(&'a str, Filling)>, Vec<String>> {
    // A warning is about something that has happened.
    let is_warning = template.purpose == Purpose::Alert;
    let mut wrong = Vec::new();
    let mut fillings = Vec::new();
    let pairs: Vec<(&str, &str)> = typed
        .iter()
        .filter_map(|pair| {
            let split = pair.split_once('=');
            if split.is_none() {
                wrong.push(format!("`{pair}` is not PLACE=VALUE"));
            }
            split
        })
        .collect();
    for (place, _) in &pairs {
        if template.places.iter().all(|known| known.name != *place) {
            wrong.push(format!("`{}` has no place `{place}`", template.name));
        }
    }
    for place in &template.places {
        let mut given = pairs.iter().filter(|(name, _)| *name == place.name);
        let form = values::form(&place.name);
        match (given.next(), given.next()) {
            (None, _) => wrong.push(format!("`{}` is missing: {form}", place.name)),
            (Some(_), Some(_)) => wrong.push(format!("`{}` is given twice", place.name)),
            (Some((_, value)), None) => match form.read(value) {
                Some(filling) => match announce::at_its_time(is_warning, &filling, now) {
                    Ok(()) => fillings.push((place.name.as_str(), filling)),
                    Err(untimely) => {
                        let why = of_time(untimely);
                        wrong.push(format!("`{}` is not right: {why}", place.name));
                    }
                },
                None => wrong.push(format!("`{}` is not right: {form}", place.name)),
            },
        }
    }
    if wrong.is_empty() {
        Ok(fillings)
    } else {
        Err(wrong)
    }
}

/// Each different text once: open and private form are often the same.
fn show(made: &Composition) -> Vec<String> {
    let mut lines = Vec::new();
    for text in &made.texts {
        let is_same = |one: &AnnouncedText| !one.private && one.written == text.written;
        if text.private && made.texts.iter().any(is_same) {
            continue;
        }
        let quiet = if text.private { ", shared phones" } else { "" };
        let parts = text.written.segments;
        let body = &text.written.body;
        lines.push(format!(
            "{}{quiet} ({parts} SMS): {body}",
            text.written.lang_script.code()
        ));
    }
    for (notice, lang) in &made.missing {
        let lang = lang.code();
        lines.push(format!(
            "{lang}: nobody is told, `{notice}` has no approved words in it"
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::script::Script;

    /// 24 November 2026, 9:30 in India.
    const NOW: Instant = Instant(1_795_492_800_000);

    #[test]
    fn r8_what_is_over_is_not_announced_and_a_breach_is_not_of_tomorrow() {
        let script = Script::embedded().expect("the shipped script has no problem");
        let told = |name: &str, typed: &[&str]| {
            let template = script.notices().template(name).expect("a shipped text");
            let typed: Vec<String> = typed.iter().map(|text| (*text).to_owned()).collect();
            fillings(template, &typed, NOW).map_or_else(|wrong| wrong, |_| Vec::new())
        };
        let place = "place=a/b/c";
        assert_eq!(told("seeds", &["when=2026-11-24T09:31", place]), [""; 0]);
        for over in ["2020-01-10T15:00", "2026-11-24T09:30", "2026-11-23T18:00"] {
            let wrong = told("seeds", &[&format!("when={over}"), place]);
            assert_eq!(wrong, ["`when` is not right: it is over already"], "{over}");
        }
        assert_eq!(told("share", &["amount=5", "day=2026-11-24"]), [""; 0]);
        let wrong = told("share", &["amount=5", "day=2026-11-23"]);
        assert_eq!(wrong, ["`day` is not right: it is over already"]);
        // A breach was noticed in the past, so a past day is right.
        assert_eq!(told("breach", &["what=a/b/c", "day=2026-11-23"]), [""; 0]);
        let wrong = told("breach", &["what=a/b/c", "day=2026-11-25"]);
        assert_eq!(wrong, ["`day` is not right: it is still to come"]);
        let wrong = told("seeds", &["when=2032-01-10T15:00", place]);
        assert_eq!(
            wrong,
            ["`when` is not right: it is more than five years ahead"]
        );
    }

    #[test]
    fn what_it_reaches_and_costs_is_said_in_one_line() {
        let audience = Audience {
            women_n: 24,
            phones_n: 23,
            texts_n: 24,
            parts_n: 48,
            members_n: 26,
        };
        assert_eq!(
            reach(audience, 20),
            "It reaches 24 women on 23 phones: 24 texts, 48 SMS, Rs 9.60. 2 of 26 get none: they \
             said STOP, or have no phone or no approved words."
        );
    }

    #[test]
    fn all_that_is_wrong_with_what_was_typed_is_told_at_once() {
        let script = Script::embedded().expect("the shipped script has no problem");
        let template = script
            .notices()
            .template("training")
            .expect("a shipped text");
        let typed = ["when=tomorrow", "place=Vyara", "price=12", "twelve"].map(str::to_owned);
        let wrong = fillings(template, &typed, NOW).expect_err("nothing of it is right");
        assert_eq!(
            wrong,
            [
                "`twelve` is not PLACE=VALUE",
                "`training` has no place `price`",
                "`topic` is missing: GUJARATI/HINDI/ENGLISH",
                "`when` is not right: a day and an hour like 2026-12-31T15:30",
                "`place` is not right: GUJARATI/HINDI/ENGLISH",
            ]
        );
    }
}
