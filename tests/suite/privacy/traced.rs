//! The request id is kept all the way: from the HTTP request with a text, through the outbox, to the log
//! line about the receipt of its answer. An id that could be personal data is not accepted.

use super::Logs;
use crate::support::{FakeProvider, Kind, PLAIN, World};
use reqwest::{Client, Response};
use sahkar::config::{Config, Redacted};
use sahkar::delivery::deliver_once;
use sahkar::outbound::prepare_tls;
use sahkar::web::webhooks::WebhookAuth;
use sahkar::web::{self, App};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

const OURS: &str = "0123456789abcdef0123456789abcdef";
const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// A server whose proxies these are; it ends with this value.
struct Server {
    base: String,
    client: Client,
    _task: JoinSet<()>,
}

impl Server {
    async fn start(world: &World, proxies: &str) -> Self {
        prepare_tls();
        let settings = [
            ("SAHKAR_DATABASE_URL", "sqlite:x.db"),
            ("SAHKAR_KEY", KEY),
            ("SAHKAR_PEPPER", "p"),
            ("SAHKAR_GATEWAY_SANDBOX_SECRET", "a-secret-of-this-test"),
            ("SAHKAR_PROXIES", proxies),
        ];
        let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let callers = Config::load(None, settings.into_iter()).unwrap();
        let secrets = ["sandbox", PLAIN].map(|name| (name.into(), Redacted::new("demo".into())));
        let app = App {
            service: Arc::clone(&world.service),
            auth: WebhookAuth::new(secrets.into_iter().collect(), None)
                .for_callers(callers.gateways.callers),
            metrics: None,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/hooks", listener.local_addr().unwrap());
        let router = web::router(app, None);
        let mut task = JoinSet::new();
        task.spawn(async move {
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, service).await.unwrap();
        });
        Self {
            base,
            client: Client::builder().build().unwrap(),
            _task: task,
        }
    }

    async fn post(&self, path: &str, form: &[(&str, &str)], ids: &[&str]) -> Response {
        let mut asked = self.client.post(format!("{}/{path}", self.base)).form(form);
        for id in ids {
            asked = asked.header("x-request-id", *id);
        }
        asked.send().await.unwrap()
    }

    /// A text for help, under a name of its own.
    async fn text(&self, name: &str, ids: &[&str]) -> String {
        let form = [
            ("from", "+919800000001"),
            ("to", "56161"),
            ("text", "HELP"),
            ("id", name),
            ("date", "2026-11-24 04:00:00"),
        ];
        let answer = self.post("sandbox/demo/sms", &form, ids).await;
        assert_eq!(answer.status(), 200);
        id_of(&answer)
    }
}

fn id_of(answer: &Response) -> String {
    let id = &answer.headers()["x-request-id"];
    id.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn one_id_leads_from_the_request_to_the_receipt() {
    for kind in Kind::all() {
        let logs = Logs::capture();
        let mut world = World::open(kind, 61).await;
        let far = FakeProvider::new(&world.clock);
        world.send_by(&far, &[PLAIN]).await;
        world.approve_all().await;
        let server = Server::start(&world, "127.0.0.1").await;
        logs.clear();

        assert_eq!(server.text("m-1", &[OURS]).await, OURS);
        let kept = "select trace_id from outbox where trace_id is not null";
        assert_eq!(world.rows(kept).await, [[OURS]], "{kind:?}");
        deliver_once(&world.service).await.unwrap();
        let took = far.took();
        assert_eq!(took.len(), 1, "{kind:?}");
        let receipt = [
            ("id", took[0].provider_id.as_str()),
            ("to", "919800000001"),
            ("state", "ok"),
        ];
        let answer = server.post("plain/demo/receipt", &receipt, &[]).await;
        assert_eq!(answer.status(), 200);
        let its_own = id_of(&answer);
        assert_ne!(its_own, OURS);

        let lines = logs.lines();
        let told: Vec<&String> = lines
            .iter()
            .filter(|line| line.contains("receipt kept"))
            .collect();
        assert_eq!(told.len(), 1, "{kind:?}: {lines:#?}");
        // It is told within the request that brought it, and names the one that queued the text.
        for part in [
            format!("trace.id=\"{its_own}\""),
            format!("queued_by=\"{OURS}\""),
            "route=\"receipt\"".to_owned(),
            "state=\"delivered\"".to_owned(),
        ] {
            assert!(told[0].contains(&part), "{kind:?}: {part}: {}", told[0]);
        }
        let heard = lines.iter().find(|line| line.contains("sms received"));
        let heard = heard.unwrap();
        assert!(heard.contains(&format!("trace.id=\"{OURS}\"")), "{heard}");
        for line in &lines {
            for word in ["9800000001", "/hooks/", "HELP"] {
                assert!(!line.contains(word), "{kind:?}: {word}: {line}");
            }
        }
        world.close().await;
    }
}

#[tokio::test]
async fn only_our_own_proxies_are_believed_and_only_what_was_drawn() {
    let world = World::open(Kind::Sqlite, 62).await;
    let logs = Logs::capture();
    let server = Server::start(&world, "127.0.0.1").await;
    let uuid = "01234567-89ab-cdef-0123-456789abcdef";
    assert_eq!(server.text("m-1", &[uuid]).await, uuid);
    for (n, ids) in [
        &["9800000001"][..],
        &["+919800000001"],
        &["Ramila"],
        &[""],
        &["0123456789abcdef0123456789abcdef0123456789abcdef"],
        &[OURS, uuid],
        &["\u{e9}"],
    ]
    .into_iter()
    .enumerate()
    {
        let given = server.text(&format!("n-{n}"), ids).await;
        assert_eq!(given.len(), 32, "{ids:?}");
        assert!(!ids.contains(&given.as_str()), "{ids:?}");
    }
    let stranger = Server::start(&world, "10.0.0.1").await;
    assert_ne!(stranger.text("m-2", &[OURS]).await, OURS);
    for line in logs.lines() {
        for word in ["9800000001", "Ramila", OURS] {
            assert!(!line.contains(word), "{word}: {line}");
        }
    }
    world.close().await;
}
