//! The routes that providers call, over real HTTP: who may call, what is refused and with which response,
//! and that a `HEAD` request changes nothing.

use crate::support::{Kind, World, member};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use sahkar::app::Service;
use sahkar::config::Redacted;
use sahkar::core::domain::{By, Coop, CoopId, CoopTexts, Lang, MemberId};
use sahkar::gateways::sms::{Credentials, Installed, Provider, Providers};
use sahkar::outbound::{Outbound, prepare_tls};
use sahkar::store::CoopEntry;
use sahkar::web::webhooks::WebhookAuth;
use sahkar::web::{self, App};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// A text in the form of Africa's Talking.
const TEXT: [(&str, &str); 6] = [
    ("from", "+919800000001"),
    ("to", "56161"),
    ("text", "HELP"),
    ("id", "msg-1"),
    ("linkId", "link-1"),
    ("date", "2026-11-24 04:00:00"),
];
const RECEIPT: [(&str, &str); 4] = [
    ("id", "ATXid_1"),
    ("status", "Success"),
    ("phoneNumber", "+919800000001"),
    ("networkCode", "99999"),
];

/// A server with these providers, all behind the secret `demo`; it ends with this value.
pub(crate) struct Server {
    base: String,
    client: Client,
    _task: JoinSet<()>,
}

impl Server {
    /// A listener on a port of its own.
    pub(crate) async fn listen() -> TcpListener {
        TcpListener::bind("127.0.0.1:0").await.unwrap()
    }

    /// Where it is reached.
    pub(crate) fn base(listener: &TcpListener) -> String {
        format!("http://{}", listener.local_addr().unwrap())
    }

    /// Serves on it.
    pub(crate) fn serve(listener: TcpListener, service: Arc<Service>, names: &[&str]) -> Self {
        prepare_tls();
        let secrets = names
            .iter()
            .map(|name| ((*name).to_owned(), Redacted::new("demo".to_owned())));
        let auth = WebhookAuth::new(
            secrets.collect(),
            Some("https://line.example.org".to_owned()),
        );
        let app = App {
            service,
            auth,
            metrics: None,
        };
        let base = Self::base(&listener);
        let mut task = JoinSet::new();
        task.spawn(async move {
            axum::serve(listener, web::router(app, None)).await.unwrap();
        });
        Self {
            base,
            client: Client::builder().build().unwrap(),
            _task: task,
        }
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("{}/hooks/{path}", self.base))
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> (StatusCode, String) {
        let answer = self.ask(Method::POST, path).form(form).send().await;
        let answer = answer.unwrap();
        (answer.status(), answer.text().await.unwrap())
    }
}

/// A provider that is built in, with these settings.
fn provider(name: &str, settings: &[(&str, &str)]) -> Provider {
    let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
    let credentials = Credentials(settings.iter().map(owned).collect());
    Provider::open(name, &credentials).unwrap().unwrap()
}

fn providers() -> Providers {
    let exotel = [
        ("account_sid", "AC1"),
        ("api_key", "k"),
        ("api_token", "hush"),
    ];
    let installed = [
        Provider::Sandbox,
        provider(
            "twilio",
            &[
                ("account_sid", "AC1"),
                ("auth_token", "12345"),
                ("sender", "+15005550006"),
            ],
        ),
        provider("gupshup", &[("userid", "2000"), ("password", "hush")]),
        provider("exotel", &exotel),
    ];
    let installed = installed.map(|provider| Installed {
        provider,
        receipt_url: None,
        segments_per_second: None,
    });
    Providers::new(installed, &["sandbox".to_owned()])
}

pub(crate) async fn open(seed: u64) -> (World, Server) {
    let mut world = World::open(Kind::Sqlite, seed).await;
    let service = Arc::get_mut(&mut world.service).expect("nobody else has it yet");
    service.sending.providers = providers();
    service.sending.outbound = Outbound::closed();
    let names = ["sandbox", "twilio", "exotel", "gupshup", "msg91"];
    let listener = Server::listen().await;
    let server = Server::serve(listener, Arc::clone(&world.service), &names);
    (world, server)
}

#[tokio::test]
async fn a_wrong_secret_is_an_unknown_address() {
    let (world, server) = open(61).await;
    let unknown = server.post("../nowhere", &TEXT).await;
    assert_eq!(unknown.0, 404);
    let before = world.dump().await;
    for path in [
        "sandbox/wrong/sms",
        "sandbox/wrong/receipt",
        "sandbox/demo2/sms",
        "nobody/demo/sms",
        // A door without a provider of texts behind it.
        "msg91/demo/sms",
        "sandbox/demo/elsewhere",
    ] {
        assert_eq!(server.post(path, &TEXT).await, unknown, "{path}");
        // Whatever else is wrong with it, nobody learns that the name is right.
        let odd = server.ask(Method::DELETE, path).body("x").send().await;
        let odd = odd.unwrap();
        assert_eq!(odd.status(), 404, "{path}");
    }
    assert!(before == world.dump().await, "nothing changed");
    world.close().await;
}

#[tokio::test]
async fn what_a_provider_does_not_send_is_refused_and_changes_nothing() {
    let (world, server) = open(62).await;
    let before = world.dump().await;
    for path in ["sandbox/demo/sms", "sandbox/demo/receipt"] {
        let status = |request: RequestBuilder| async {
            let answer = request.send().await.unwrap();
            let status = answer.status().as_u16();
            let body = answer.text().await.unwrap();
            assert!(body.lines().count() <= 1, "{path} {status}: {body}");
            assert!(!body.contains("98000"), "{path} {status}: {body}");
            status
        };
        let post = || server.ask(Method::POST, path);
        assert_eq!(status(server.ask(Method::PUT, path)).await, 405, "{path}");
        let json = post().json(&serde_json::json!({"from": "+919800000001"}));
        assert_eq!(status(json).await, 415, "{path}");
        let long = "x".repeat(70_000);
        assert_eq!(status(post().form(&[("text", long)])).await, 413, "{path}");
        assert_eq!(status(post().form(&[("a", "b")])).await, 400, "{path}");
        let twice = [("from", "+919800000001"), ("from", "+919800000002")];
        assert_eq!(
            status(post().form(&[&TEXT[1..], &twice, &RECEIPT[..2], &RECEIPT[..2]].concat())).await,
            400,
            "{path}"
        );
    }
    // Twilio signs what it sends.
    let unsigned = server.post("twilio/demo/sms", &TEXT).await;
    assert_eq!(unsigned.0, 403);
    assert!(before == world.dump().await, "nothing changed");
    world.close().await;
}

#[tokio::test]
async fn what_comes_again_is_taken_again_and_counts_once() {
    let (world, server) = open(63).await;
    let mut after_first = None;
    for _ in 0..3 {
        let (status, body) = server.post("sandbox/demo/sms", &TEXT).await;
        assert_eq!((status.as_u16(), body.as_str()), (200, ""));
        let (status, body) = server.post("sandbox/demo/receipt", &RECEIPT).await;
        assert_eq!((status.as_u16(), body.as_str()), (200, ""));
        let dump = world.dump().await;
        assert!(*after_first.get_or_insert_with(|| dump.clone()) == dump);
    }
    assert_eq!(world.number("select count(*) from inbox").await, 1);
    assert_eq!(world.number("select count(*) from outbox").await, 1);
    world.close().await;
}

#[tokio::test]
async fn a_question_is_answered_as_the_text_would_be_and_changes_nothing() {
    let (world, server) = open(65).await;
    let before = world.dump().await;
    let path = "exotel/demo/sms?SmsSid=s1&From=09800000001&To=56161&Date=2026-11-24&Body=HELP";
    let headers = |answer: &reqwest::Response| {
        let mut headers = answer.headers().clone();
        headers.remove("date");
        // Each request has an id of its own.
        assert!(headers.remove("x-request-id").is_some());
        (answer.status(), headers)
    };
    let asked = server.ask(Method::HEAD, path).send().await.unwrap();
    assert!(before == world.dump().await, "a question changed something");
    let brought = server.ask(Method::GET, path).send().await.unwrap();
    assert_eq!(headers(&asked), headers(&brought));
    // As plain text, Exotel would text it to her.
    assert_eq!(brought.headers()["content-type"], "application/json");
    assert_eq!(asked.text().await.unwrap(), "");
    let wrong = server.ask(Method::HEAD, &path.replace("demo", "demo2"));
    assert_eq!(wrong.send().await.unwrap().status(), 404);
    world.close().await;
}

#[tokio::test]
async fn what_providers_bring_is_counted() {
    let handle = sahkar::telemetry::start_metrics().unwrap();
    let (world, server) = open(66).await;
    let path = "exotel/demo/sms?SmsSid=s2&From=09800000001&To=56161&Date=2026-11-24&Body=HELP";
    let brought = server.ask(Method::GET, path).send().await.unwrap();
    assert_eq!(brought.status(), 200);
    server.post("sandbox/demo/receipt", &RECEIPT).await;
    let counted = handle.render();
    for line in [
        "sahkar_texts_in_total{gateway=\"exotel\",outcome=\"kept\"} ",
        "sahkar_receipts_total{gateway=\"sandbox\",state=\"delivered\"} ",
    ] {
        assert!(counted.contains(line), "{line} is not in\n{counted}");
    }
    world.close().await;
}

#[tokio::test]
async fn nothing_is_texted_to_her_by_a_provider_that_texts_our_answers() {
    let (world, server) = open(67).await;
    let keyword = "gupshup/demo/sms?phonecode=56161&msisdn=919800000001&content=HELP";
    let refused = "gupshup/demo/sms?phonecode=56161&msisdn=VM-BANK&content=HELP";
    let mut seen = Vec::new();
    // That nobody has the first number is remembered for a while.
    let unknown = keyword.replace("56161", "56162");
    for (path, is_closed) in [(keyword, false), (refused, false), (&unknown, true)] {
        if is_closed {
            world.service.store.close().await;
        }
        let answer = server.ask(Method::GET, path).send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "text/xml", "{path}");
        seen.push(answer.status().as_u16());
        assert_eq!(answer.text().await.unwrap(), "<response></response>");
    }
    assert_eq!(seen, [200, 400, 503]);
}

/// A second cooperative, which knows Ramila's phone too.
async fn add_other_coop(world: &World) {
    let (store, now) = (&world.service.store, world.clock.now());
    let entry = CoopEntry {
        coop: Coop {
            id: CoopId(2),
            name: "Other Mandli".into(),
            code: "*384*9#".into(),
            lang: Lang::Gu,
        },
        categories: Vec::new(),
        addresses: Vec::new(),
        texts: CoopTexts::usual("Other", "56162"),
    };
    store.add_coop(&By::OPERATOR, &entry, now).await.unwrap();
    let member = member(1001)
        .with_id(MemberId(777))
        .with_phone("+919800000001")
        .row();
    store
        .add_members(&By::OPERATOR, CoopId(2), &[member], now)
        .await
        .unwrap();
    let header = "insert into registration (coop_id, notice, lang_script, version, class, body, header,
            state, at)
        select id, 'neutral', 'en', 1, 'service', 'x', case when id = 2 then 'OTHERM' else 'ASHAMD' end,
            'approved', 0 from coop where true
        on conflict (coop_id, notice, lang_script) do update set header = excluded.header";
    assert_eq!(world.sql(header).await, 2);
}

#[tokio::test]
async fn an_opt_out_stops_the_phone_for_whose_header_it_names_and_else_for_all() {
    let stopped = "select cast(coop_id as text) from phone_texts where stopped_at is not null
        order by coop_id";
    for (sender, all) in [("ASHAMD", false), ("ashamd", false), ("COMPANY", true)] {
        let (world, server) = open(68).await;
        add_other_coop(&world).await;
        let first = world.service.store.coop_ids().await.unwrap()[0];
        assert_ne!(first, CoopId(2));
        // As Africa's Talking sends it, once and then again.
        let form = [("senderId", sender), ("phoneNumber", "+919800000001")];
        for _ in 0..2 {
            let (status, body) = server.post("sandbox/demo/sms", &form).await;
            assert_eq!((status.as_u16(), body.as_str()), (200, ""), "{sender}");
        }
        let coops: Vec<String> = world.rows(stopped).await.into_iter().flatten().collect();
        let hers = [first, CoopId(2)].map(|coop| coop.0.to_string());
        let expected = if all { &hers[..] } else { &hers[..1] };
        assert_eq!(coops, expected, "{sender}");
        world.close().await;
    }
}

#[tokio::test]
async fn trouble_of_ours_is_503_so_that_the_provider_comes_again() {
    let (world, server) = open(64).await;
    world.service.store.close().await;
    let (status, body) = server.post("sandbox/demo/sms", &TEXT).await;
    assert_eq!(status, 503, "{body}");
    assert!(!body.contains("98000") && !body.contains("HELP"), "{body}");
}
