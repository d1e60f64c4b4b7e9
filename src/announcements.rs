//! One text to many, put together for every kind of reader: a language, and whether others read her
//! phone too.
//!
//! **Invariant:** nobody gets a language that she did not choose. A kind of reader for whom no template
//! is approved gets nothing, and an officer has a task; once it is approved, a reminder that is still
//! worth something reaches her too, and nobody else twice.

use crate::domain::{BallotId, CoopId, Filling, Instant, Lang, MeetingId, TaskKind};
use crate::script::notices::{Composed, Reader, Unwritable};
use crate::service::Service;
use crate::store::{self, AnnouncedText, Announcement, CoopEntry};

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
    /// What all are reminded of by it, once: a word and an id.
    pub once: Option<(&'static str, i64)>,
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

/// Puts the texts together, and sends nothing.
pub fn compose(
    service: &Service,
    entry: &CoopEntry,
    news: News<'_>,
    now: Instant,
) -> Result<Composition, Unwritable> {
    let house = service.house(&entry.coop, &entry.texts);
    let notices = service.script.notices();
    let mut made = Composition {
        texts: Vec::new(),
        missing: Vec::new(),
    };
    for (lang, private) in readers() {
        let reader = Reader {
            lang,
            is_private: private,
        };
        match notices.compose_named(&house, news.notice, reader, news.fillings, now)? {
            Composed::Written(written) => made.texts.push(AnnouncedText {
                lang,
                private,
                written,
            }),
            Composed::NoTongue { notice, lang } => made.missing.push((notice, lang)),
        }
    }
    Ok(made)
}

/// Queues the texts for all whom they are for and who have not had them; how many that is.
pub async fn announce(
    service: &Service,
    entry: &CoopEntry,
    news: News<'_>,
    now: Instant,
) -> Result<i64, Error> {
    let coop = entry.coop.id;
    let mut made = compose(service, entry, news, now)?;
    for (notice, lang) in &made.missing {
        let about = format!("{notice} {}", lang.code());
        let task = service
            .store
            .ask_officer(coop, TaskKind::Tongue, &about, now);
        task.await?;
    }
    if let Some(once) = news.once {
        let had = service.store.reminded(coop, once).await?;
        made.texts
            .retain(|text| !had.contains(&(text.lang, text.private)));
    }
    let Some(first) = made.texts.first() else {
        return Ok(0);
    };
    // The quiet text is as urgent as the one it stands for, so any of them tells.
    let purpose = first.written.purpose;
    let announcement = Announcement {
        id: service.chance.id(now),
        notice: news.notice.to_owned(),
        purpose,
        texts: made.texts,
        ballot: news.ballot,
        meeting: news.meeting,
        once: news.once,
        due_at: now,
    };
    let queued = service.store.announce(coop, &announcement, now).await?;
    Ok(queued.unwrap_or_default())
}

/// Whether somebody may still be waiting for a reminder of this.
pub async fn is_waited_for(
    store: &store::Store,
    coop: CoopId,
    once: (&'static str, i64),
) -> Result<bool, store::Error> {
    let had = store.reminded(coop, once).await?;
    Ok(readers().any(|reader| !had.contains(&reader)))
}

/// Every kind of reader.
fn readers() -> impl Iterator<Item = (Lang, bool)> {
    Lang::ALL
        .into_iter()
        .flat_map(|lang| [(lang, false), (lang, true)])
}
