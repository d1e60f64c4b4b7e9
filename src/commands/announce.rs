//! `announce`: one text to all members. Which, is the name of a template; what stands in its places is
//! typed behind it. Nothing else can be said.

mod values;

use super::which::service_for;
use super::{Done, Failed, Settings, complain, script, tell};
use crate::announcements::{self, Composition, News};
use crate::domain::{Filling, Purpose};
use crate::script::notices::Template;
use crate::store::AnnouncedText;
use crate::telemetry::chain;

/// Shows what each kind of reader would get, or queues it.
pub(super) async fn announce(
    settings: &Settings,
    coop: Option<&str>,
    (name, typed): (&str, &[String]),
    send: bool,
) -> Done {
    let script = script(None)?;
    let known = || {
        script
            .notices()
            .templates()
            .filter(|one| may_be_announced(one))
    };
    let template = known().find(|one| one.name == name).ok_or_else(|| {
        let names: Vec<&str> = known().map(|one| one.name.as_str()).collect();
        Failed::Refused(format!(
            "there is no text `{name}` to announce; there are: {}",
            names.join(", ")
        ))
    })?;
    let fillings = fillings(template, typed).map_err(|wrong| Failed::Refused(wrong.join("\n")))?;
    let (service, entry) = service_for(settings, coop, script.clone()).await?;
    let news = News {
        notice: name,
        fillings: &fillings,
        ballot: None,
        meeting: None,
        once: None,
    };
    let now = service.clock.now();
    let made = announcements::compose(&service, &entry, news, now)
        .map_err(|error| Failed::Refused(chain(&error)))?;
    show(&made);
    let queued = if send {
        Some(announcements::announce(&service, &entry, news, now).await)
    } else {
        None
    };
    service.store.close().await;
    match queued {
        None => complain("Nothing is sent. With --send, these texts are queued."),
        Some(Ok(n)) => complain(format!("{n} texts are queued.")),
        Some(Err(error)) => return Err(Failed::Refused(chain(&error))),
    }
    Ok(())
}

/// What an officer sends; and the notice of a breach, which has to go out when it happens.
fn may_be_announced(template: &Template) -> bool {
    template.is_announcement || template.purpose == Purpose::Alert
}

/// What was typed for each place, or everything that is wrong with it.
fn fillings<'a>(
    template: &'a Template,
    typed: &[String],
) -> Result<Vec<(&'a str, Filling)>, Vec<String>> {
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
                Some(filling) => fillings.push((place.name.as_str(), filling)),
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

/// Each text once: most tell nothing that others may not read.
fn show(made: &Composition) {
    for text in &made.texts {
        let is_same = |one: &AnnouncedText| !one.private && one.written == text.written;
        if text.private && made.texts.iter().any(is_same) {
            continue;
        }
        let quiet = if text.private { ", shared phones" } else { "" };
        let parts = text.written.segments;
        let body = &text.written.body;
        tell(format!(
            "{}{quiet} ({parts} SMS): {body}",
            text.written.tongue.code()
        ));
    }
    for (notice, lang) in &made.missing {
        let lang = lang.code();
        tell(format!(
            "{lang}: nobody is told, `{notice}` has no approved words in it"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Script;

    #[test]
    fn all_that_is_wrong_with_what_was_typed_is_told_at_once() {
        let script = Script::embedded().expect("the shipped script has no problem");
        let template = script
            .notices()
            .template("training")
            .expect("a shipped text");
        let typed = ["when=tomorrow", "place=Vyara", "price=12", "twelve"].map(str::to_owned);
        let wrong = fillings(template, &typed).expect_err("nothing of it is right");
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
