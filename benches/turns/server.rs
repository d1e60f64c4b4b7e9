//! The server under load: the demo cooperative with many more members, without the jobs and without
//! logs.

use crate::shared::{members, print};
use crate::{CONNECTIONS, PHONES_EACH, bare};
use axum::Router;
use axum::routing::any;
use sahkar::app::Service;
use sahkar::clock::{Chance, Clock};
use sahkar::config::{Callers, Redacted};
use sahkar::core::script::Script;
use sahkar::demo;
use sahkar::seal::{self, Keys, pepper};
use sahkar::store::Store;
use sahkar::web::connections::{ConnectionLimits, Times};
use sahkar::web::webhooks::WebhookAuth;
use sahkar::web::{self, App};
use std::sync::Arc;
use tokio::sync::watch;

/// Keys that the server and the bare loop share.
pub(crate) fn keys() -> Arc<Keys> {
    let master = seal::SecretBytes::draw(&Chance::seeded(1));
    Arc::new(Keys::new(&master, None, pepper("a pepper for measuring")))
}

/// Opens the database and fills it where it is empty.
pub(crate) async fn open(url: &str) -> Store {
    let store = Store::connect(url, keys(), Arc::new(Chance::system()))
        .await
        .expect("a database");
    store.migrate().await.expect("migrations run");
    if store.coops().await.expect("a database").is_empty() {
        let now = Clock::system().now();
        demo::fill(&store, now).await.expect("the demo fits");
        let coop = store.coop_ids().await.expect("a database")[0];
        let nameless = |_| String::new();
        members::add(&store, coop, CONNECTIONS * PHONES_EACH, now, nameless).await;
    }
    store
}

/// A service over it.
pub(crate) async fn service(url: &str) -> Service {
    let script = Script::embedded().unwrap_or_else(|_| panic!("the shipped script has problems"));
    Service::new(open(url).await, Arc::new(script), Clock::system())
}

/// Serves until it is killed; says its address first.
pub(crate) fn serve(url: &str) {
    run(async {
        let secrets = [("sandbox".to_owned(), Redacted::new("demo".to_owned()))];
        let app = App {
            service: Arc::new(service(url).await),
            auth: WebhookAuth::new(secrets.into_iter().collect(), None),
            metrics: None,
        };
        web::router(app, None)
    });
}

/// The same door, behind which one screen is given to everybody: what HTTP alone costs. No more can be had
/// of both on one machine than their costs together allow.
pub(crate) fn serve_nothing() {
    let answer = |_: axum::body::Bytes| async { bare::REPLY };
    run(async move { Router::new().fallback(any(answer)) });
}

fn run(router: impl Future<Output = Router>) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let router = router.await;
        print(&listener.local_addr().expect("an address").to_string());
        let (_tell, stop) = watch::channel(false);
        ConnectionLimits::for_callers(Callers::default(), Times::USUAL)
            .serve(listener, router, stop)
            .await;
    });
}
