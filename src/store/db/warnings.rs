//! Catching PostgreSQL's warnings during a commit.
//!
//! When the wait for a synchronous standby is cancelled, the commit ends with success and a WARNING
//! (01000): the step is on this server and perhaps on no other. The driver does not return warnings. It
//! only logs them, while the call that caused them is polled. So while a commit is polled, a listener
//! stands before the log, and every warning during that poll belongs to this commit. This costs no round
//! trip. The text of the warning is not examined, because servers translate it: after any warning of a
//! commit, a member cannot be told that her entry is saved.
//!
//! All other log lines go on to the logger that was set when the store was opened.

use std::cell::Cell;
use std::pin::pin;
use tracing::dispatcher::{self, Dispatch};
use tracing::level_filters::LevelFilter;
use tracing::subscriber::{Interest, Subscriber};
use tracing::{Event, Level, Metadata, span};

/// The log target under which the driver logs notices of the server.
const NOTICE: &str = "sqlx::postgres::notice";

thread_local! {
    static WARNED: Cell<bool> = const { Cell::new(false) };
}

/// A `tracing` subscriber that watches for warnings and hands everything on to the log.
#[derive(Debug)]
struct Listener {
    log: Dispatch,
    level_max: LevelFilter,
}

/// A listener before the log as it is set now.
pub(in crate::store) fn listener() -> Dispatch {
    Dispatch::new(Listener {
        log: dispatcher::get_default(Clone::clone),
        level_max: LevelFilter::current().max(LevelFilter::WARN),
    })
}

/// The result of some work, and whether the server sent a warning meanwhile.
pub(in crate::store) struct Listened<T> {
    pub(in crate::store) result: T,
    pub(in crate::store) was_warned: bool,
}

/// Runs the work and watches for warnings.
pub(in crate::store) async fn listening<T>(
    listener: &Dispatch,
    work: impl Future<Output = T>,
) -> Listened<T> {
    let mut work = pin!(work);
    let mut warned = false;
    let result = std::future::poll_fn(|context| {
        WARNED.set(false);
        let listens = dispatcher::set_default(listener);
        let polled = work.as_mut().poll(context);
        drop(listens);
        warned |= WARNED.get();
        polled
    })
    .await;
    Listened {
        result,
        was_warned: warned,
    }
}

fn is_warning(metadata: &Metadata<'_>) -> bool {
    metadata.target() == NOTICE && *metadata.level() == Level::WARN
}

impl Subscriber for Listener {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if is_warning(metadata) {
            return Interest::always();
        }
        self.log.register_callsite(metadata)
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_warning(metadata) || self.log.enabled(metadata)
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.level_max)
    }

    fn event(&self, event: &Event<'_>) {
        if is_warning(event.metadata()) {
            WARNED.set(true);
        }
        if self.log.enabled(event.metadata()) {
            self.log.event(event);
        }
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        self.log.new_span(span)
    }

    fn record(&self, span: &span::Id, values: &span::Record<'_>) {
        self.log.record(span, values);
    }

    fn record_follows_from(&self, span: &span::Id, follows: &span::Id) {
        self.log.record_follows_from(span, follows);
    }

    fn enter(&self, span: &span::Id) {
        self.log.enter(span);
    }

    fn exit(&self, span: &span::Id) {
        self.log.exit(span);
    }

    fn clone_span(&self, span: &span::Id) -> span::Id {
        self.log.clone_span(span)
    }

    fn try_close(&self, span: span::Id) -> bool {
        self.log.try_close(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn s17_a_warning_is_heard_by_whoever_drew_it_and_by_nobody_else() {
        let listener = listener();
        let warns = async {
            tokio::task::yield_now().await;
            tracing::event!(target: "sqlx::postgres::notice", Level::WARN, message = "canceling");
            tokio::task::yield_now().await;
            1
        };
        let quiet = async {
            for _ in 0..4 {
                tokio::task::yield_now().await;
                tracing::warn!("of something else");
                tracing::event!(target: "sqlx::postgres::notice", Level::INFO, message = "notice");
            }
            2
        };
        let both = futures_util::future::join(
            Box::pin(listening(&listener, warns)),
            Box::pin(listening(&listener, quiet)),
        );
        let (warned, silent) = both.await;
        assert_eq!((warned.result, warned.was_warned), (1, true));
        assert_eq!((silent.result, silent.was_warned), (2, false));
    }
}
