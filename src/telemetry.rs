//! What operators see: the form of logs, and the metrics.
//!
//! A line is a sentence in the past tense with dotted fields; `error!` asks somebody to act, `warn!`
//! says that we coped, `info!` is one line per turn and per job run. Nothing personal can stand in
//! one: phones mask themselves, and no other module logs what was typed or said.

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

/// Begins to log to standard error: lines to read on a terminal, JSON elsewhere. A filter that
/// cannot be read falls back to `info`, since a service without a log is worse than a noisy one.
pub fn start_logs(filter: &str, for_people: bool) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start in one process keeps the first; only tests can do that.
    let _ = if for_people {
        builder.with_target(false).try_init()
    } else {
        builder.json().flatten_event(true).try_init()
    };
}

/// Begins to count. The handle renders what `GET /metrics` answers.
pub fn start_metrics() -> Result<PrometheusHandle, BuildError> {
    let seconds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2.0, 10.0];
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &seconds)?
        .install_recorder()?;
    metrics::describe_counter!("sahkar_turns_total", "USSD requests answered, by outcome");
    metrics::describe_histogram!("sahkar_turn_seconds", "Time from request to answer");
    metrics::describe_counter!(
        "sahkar_texts_in_total",
        "Requests that brought a text or a wish to stop, by gateway and outcome"
    );
    metrics::describe_counter!(
        "sahkar_receipts_total",
        "Receipts kept, by gateway and by what they say"
    );
    metrics::describe_counter!("sahkar_job_runs_total", "Job runs, by job and outcome");
    metrics::describe_counter!(
        "sahkar_texts_out_total",
        "Texts that came to a state, by gateway and state"
    );
    metrics::describe_counter!(
        "sahkar_texts_repeated_total",
        "Texts that may have left twice, by gateway: no answer told what became of the first request"
    );
    metrics::describe_counter!(
        "sahkar_task_hooks_total",
        "Calls of the web hook that hears of officers' tasks, by outcome"
    );
    metrics::describe_gauge!(
        "sahkar_texts_open",
        "Texts not yet sent, by state and purpose"
    );
    metrics::describe_gauge!(
        "sahkar_texts_late_seconds",
        "How long the oldest open text is overdue, by state and purpose"
    );
    metrics::describe_gauge!(
        "sahkar_connections_open",
        "Connections that are open, by the listener that took them"
    );
    metrics::describe_counter!(
        "sahkar_connections_closed_total",
        "Connections that were closed because they were idle, or slow with headers or an answer"
    );
    metrics::describe_gauge!(
        "sahkar_gateway_up",
        "1 while a gateway is used, 0 while it is left alone after failures or paused until an officer has seen to it"
    );
    Ok(handle)
}

/// A failure with all its causes, for one line of the log.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
