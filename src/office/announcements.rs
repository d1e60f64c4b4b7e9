//! One text to many, put together for every kind of reader: a language, and whether others read her
//! phone too.
//!
//! **Invariant:** nobody gets a language that she did not choose. A kind of reader for whom no template
//! is approved gets nothing, and an officer has a task; once it is approved, a reminder that is still
//! worth something reaches her too, and nobody else twice.

use crate::app::Service;
use crate::core::acts::notice::announce::SAME_WORDS_DAYS;
use crate::core::domain::{BallotId, CoopId, Filling, Instant, Lang, MeetingId, TaskKind, Why};
use crate::core::script::notices::{Composed, SmsReader, Unwritable};
use crate::store::{
    self, Announced, AnnouncedText, Announcement, CoopEntry, ReaderKind, ReminderOf, SameWords,
    Writer,
};

/// What is announced.
#[derive(Clone, Copy)]
pub struct News<'a> {
    /// Which text.
    pub notice: &'a str,
    /// What stands in its places.
    pub fillings: &'a [(&'a str, Filling)],
    /// Only to the roll of this ballot.
    pub ballot: Option<BallotId>,
    /// It asks whether they come to this meeting.
    pub meeting: Option<MeetingId>,
    /// What it reminds of, once.
    pub once: Option<ReminderOf>,
    /// An officer's own: whether it may be the same that was announced within two days. `None`: by the
    /// program, which knows by `once`.
    pub again: Option<bool>,
}

/// What can be said to whom.
pub struct Composition {
    /// For each kind of reader.
    pub texts: Vec<AnnouncedText>,
    /// Texts that are missing, by name and language.
    pub missing: Vec<(String, Lang)>,
}

/// Why nothing was announced.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text cannot be written.
    #[error("writing the text")]
    Text(#[from] Unwritable),
    /// The database failed.
    #[error("queueing the texts")]
    Store(#[from] store::Error),
}

/// An id that is taken is drawn anew; that often it is a fault.
const TRIES_MAX: u32 = 8;

/// An announcement that is put together, and not queued yet.
pub struct Prepared {
    /// What is queued; `None` where nobody has a text.
    pub announcement: Option<Announcement>,
    /// What can be said to whom.
    pub made: Composition,
}

/// Puts the texts together, and sends nothing.
pub fn prepare(
    service: &Service,
    entry: &CoopEntry,
    news: News<'_>,
    now: Instant,
) -> Result<Prepared, Unwritable> {
    let made = compose(service, entry, news, now)?;
    let announcement = made.texts.first().map(|first| Announcement {
        id: service.chance().id(now),
        notice: news.notice.to_owned(),
        // The quiet text is as urgent as the one it stands for, so any of them tells.
        purpose: first.written.purpose,
        texts: made.texts.clone(),
        ballot: news.ballot,
        meeting: news.meeting,
        once: news.once,
        due_at: now,
        words: news.again.map(|again| SameWords {
            hash: words_hash(service, entry, news),
            not_since: (!again).then(|| now.plus_days(-SAME_WORDS_DAYS)),
        }),
    });
    Ok(Prepared { announcement, made })
}

/// Which text, and what was typed for its places: what makes two announcements the same one.
fn words_hash(service: &Service, entry: &CoopEntry, news: News<'_>) -> String {
    let mut said = news.notice.to_owned();
    for (place, filling) in news.fillings {
        let value = match filling {
            Filling::Number(number) => number.to_string(),
            Filling::Amount(amount) => amount.0.to_string(),
            Filling::Day(day) => day.0.to_string(),
            Filling::When(at) => at.0.to_string(),
            Filling::Words(words) => [&*words.gu, &*words.hi, &*words.en].join("/"),
            Filling::Signs(signs) => signs.clone(),
        };
        said = format!("{said}\n{place}={value}");
    }
    service.keys().announced_words(entry.coop.id, &said)
}

fn compose(
    service: &Service,
    entry: &CoopEntry,
    news: News<'_>,
    now: Instant,
) -> Result<Composition, Unwritable> {
    let sender = service.sender(&entry.coop, &entry.texts);
    let notices = service.script.notices();
    let mut made = Composition {
        texts: Vec::new(),
        missing: Vec::new(),
    };
    for ReaderKind { lang, is_private } in readers() {
        let reader = SmsReader { lang, is_private };
        match notices.compose_named(&sender, news.notice, reader, news.fillings, now)? {
            Composed::Written(written) => made.texts.push(AnnouncedText {
                lang,
                private: is_private,
                written,
            }),
            Composed::NoApprovedTemplate { notice, lang } => {
                // One text may be what two kinds of reader lack.
                let missing = (notice, lang);
                if !made.missing.contains(&missing) {
                    made.missing.push(missing);
                }
            }
        }
    }
    Ok(made)
}

/// Queues the texts for all whom they are for and who have not had them.
pub async fn announce(
    service: &Service,
    by: impl Into<Writer<'_>>,
    entry: &CoopEntry,
    news: News<'_>,
    now: Instant,
) -> Result<Announced, Error> {
    let writer = by.into();
    let coop = entry.coop.id;
    let Prepared { announcement, made } = prepare(service, entry, news, now)?;
    for (notice, lang) in &made.missing {
        let about = format!("{notice} {}", lang.code());
        let by = writer.by.clone().because(Why::Follows);
        let task = (TaskKind::NoTemplate, &*about);
        service.store.ask_officer(&by, coop, task, now).await?;
    }
    let Some(mut announcement) = announcement else {
        return Ok(Announced::Queued(0));
    };
    if let Some(once) = news.once {
        let had = service.store.reminded(coop, once).await?;
        announcement
            .texts
            .retain(|text| !had.contains(&text.reader()));
        if announcement.texts.is_empty() {
            return Ok(Announced::Queued(0));
        }
    }
    let mut tries = 0;
    loop {
        match service
            .store
            .announce(writer, coop, &announcement, now)
            .await
        {
            // Its id was drawn by another node too, before anything of it was kept.
            Err(error) if error.is_conflict() && tries < TRIES_MAX => {
                tries += 1;
                announcement.id = service.chance().id(now);
            }
            done => return Ok(done?),
        }
    }
}

/// Whether somebody may still be waiting for a reminder of this.
pub async fn is_waited_for(
    store: &store::Store,
    coop: CoopId,
    once: ReminderOf,
) -> Result<bool, store::Error> {
    let had = store.reminded(coop, once).await?;
    Ok(readers().any(|reader| !had.contains(&reader)))
}

/// Every kind of reader.
fn readers() -> impl Iterator<Item = ReaderKind> {
    let kind = |lang| move |is_private| ReaderKind { lang, is_private };
    Lang::ALL
        .into_iter()
        .flat_map(move |lang| [false, true].map(kind(lang)))
}
