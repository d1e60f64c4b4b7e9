//! Running the parts of the service until they are told to stop.
//!
//! After the signal to stop, no new request is accepted, running ones are finished, and the process ends
//! within ten seconds, whatever the database does. Work that still waits for it then is dropped, as in a
//! crash; nobody was told that it is saved.

use super::{CommandResult, Failed};
use crate::app::Service;
use crate::config::{Callers, Operate};
use crate::delivery;
use crate::jobs;
use crate::telemetry;
use crate::web::connections::{ConnectionLimits, Times};
use crate::web::phone::PhonePage;
use crate::web::webhooks::WebhookAuth;
use crate::web::{self, App};
use metrics_exporter_prometheus::PrometheusHandle;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// How long running turns may take after the signal to stop.
const FINISH_TIME_MAX: Duration = Duration::from_millis(7500);
/// How long closing the database's connections may take after that.
const CLOSE_TIME_MAX: Duration = Duration::from_millis(1500);
/// How often the metrics are summarised, so that they do not pile up where nobody reads them.
const UPKEEP_EVERY: Duration = Duration::from_secs(5);

/// Prints where it listens, for callers and for operators.
pub(super) type Welcome = Box<dyn Fn(SocketAddr, Operate) + Send + Sync>;

/// The parts that run in this process.
pub(super) struct RunningParts {
    pub(super) web: Option<SocketAddr>,
    pub(super) operate: Operate,
    pub(super) callers: Callers,
    pub(super) deliver: bool,
    pub(super) jobs: bool,
    /// Prints a welcome once the addresses for callers and for operators are open.
    pub(super) welcome: Option<Welcome>,
}

/// The signals to stop, from the moment when this is made.
pub(super) struct StopSignal {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignal {
    /// From now on the signals do not end the process by themselves.
    pub(super) fn new() -> Result<Self, Failed> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn told(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    /// Does the work, unless a signal to stop comes first: then `None`.
    pub(super) async fn unless_told<T>(&mut self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            done = work => Some(done),
            () = self.told() => None,
        }
    }
}

/// Runs the parts until a signal to stop.
pub(super) async fn run(
    mut signal: StopSignal,
    service: Arc<Service>,
    auth: WebhookAuth,
    page: Option<&PhonePage>,
    parts: RunningParts,
) -> CommandResult {
    let operators = operators(parts.operate).await?;
    let metrics = operators
        .as_ref()
        .and_then(|_| telemetry::start_metrics().ok());
    let app = App {
        service: Arc::clone(&service),
        auth,
        metrics: metrics.clone(),
    };
    let (tell_stop, stop) = watch::channel(false);
    let listener = match parts.web {
        Some(listen) => Some(bind(listen).await?),
        None => None,
    };
    if let (Some(welcome), Some(listener)) = (&parts.welcome, &listener) {
        welcome(listener.local_addr()?, parts.operate);
    }
    let operate = async {
        if let Some(listener) = operators {
            let limits = ConnectionLimits::for_operators(Times::USUAL);
            limits
                .serve(listener, web::operators(app.clone()), stop.clone())
                .await;
        }
    };
    let web = async {
        if let Some(listener) = listener {
            let limits = ConnectionLimits::for_callers(parts.callers.clone(), Times::USUAL);
            limits
                .serve(listener, web::router(app.clone(), page), stop.clone())
                .await;
        }
    };
    let deliver = async {
        if parts.deliver {
            Box::pin(delivery::run_until(&service, stop.clone())).await;
        }
    };
    let jobs = async {
        if parts.jobs {
            jobs::run_until(&service, stop.clone()).await;
        }
    };
    let told = async {
        signal.told().await;
        let _ = tell_stop.send(true);
        tokio::time::sleep(FINISH_TIME_MAX).await;
        tracing::warn!("stopped with turns unfinished");
    };
    let all = async {
        let upkeep = upkeep(metrics, stop.clone());
        tokio::join!(operate, web, deliver, jobs, upkeep);
        // If no part waits for the signal, it must still end the process.
        let _ = stop.clone().wait_for(|stop| *stop).await;
    };
    tokio::select! {
        () = all => {}
        () = told => {}
    }
    let close = async {
        // If this fails, the number is only occupied for a while.
        let _ = service.store.leave_nodes().await;
        service.store.close().await;
    };
    let closed = tokio::time::timeout(CLOSE_TIME_MAX, close).await;
    if closed.is_err() {
        tracing::warn!("stopped with database connections open");
    }
    tracing::info!("stopped");
    Ok(())
}

async fn upkeep(metrics: Option<PrometheusHandle>, mut stop: watch::Receiver<bool>) {
    let Some(metrics) = metrics else { return };
    while tokio::time::timeout(UPKEEP_EVERY, stop.wait_for(|stop| *stop))
        .await
        .is_err()
    {
        metrics.run_upkeep();
    }
}

async fn bind(listen: SocketAddr) -> Result<TcpListener, Failed> {
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| Failed::Refused(format!("cannot listen on {listen}: {error}")))?;
    tracing::info!(%listen, "listening");
    Ok(listener)
}

/// Opens the operators' listener. If its usual address is taken by another node on this machine, this node
/// runs without one, unless the address was set.
async fn operators(operate: Operate) -> Result<Option<TcpListener>, Failed> {
    let Some(listen) = operate.listen else {
        return Ok(None);
    };
    if !listen.ip().is_loopback() {
        tracing::warn!(
            %listen,
            "SAHKAR_OPERATE_LISTEN can be reached from other machines: let a firewall keep all but your \
             own out"
        );
    }
    match TcpListener::bind(listen).await {
        Ok(listener) => {
            tracing::info!(%listen, "listening for operators");
            Ok(Some(listener))
        }
        Err(error) if operate.is_set => Err(Failed::Refused(format!(
            "cannot listen on {listen}: {error}"
        ))),
        Err(error) => {
            tracing::warn!(
                %listen,
                %error,
                "no operators' address: set SAHKAR_OPERATE_LISTEN"
            );
            Ok(None)
        }
    }
}
