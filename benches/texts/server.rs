//! The server under load: the demo cooperative with many more members; it answers callers and sends texts,
//! without jobs and without logs.

use crate::shared::{members, print};
use sahkar::app::Service;
use sahkar::clock::{Chance, Clock};
use sahkar::config::{Callers, Redacted};
use sahkar::core::domain::{
    Class, CoopId, Instant, Lang, LangScript, Purpose, Registration, RegistrationState, Written,
};
use sahkar::core::script::Script;
use sahkar::gateways::sms::{Configured, Credentials, Installed, Provider, Providers};
use sahkar::outbound::{Allowed, Outbound};
use sahkar::seal::{self, Keys, pepper};
use sahkar::store::{Announced, AnnouncedText, Announcement, NewRegistration, Store};
use sahkar::web::connections::{ConnectionLimits, Times};
use sahkar::web::webhooks::WebhookAuth;
use sahkar::web::{self, App};
use sahkar::{delivery, demo};
use std::sync::Arc;
use std::time::Instant as StdInstant;
use tokio::io::AsyncBufReadExt as _;
use tokio::sync::watch;

const NOTICE: &str = "a-bench";
const PROVIDER: &str = r#"
[send]
method = "POST"
url = "URL"
[send.form]
id = "{id}"
to = "{to}"
text = "{text}"
[reply]
[[reply.rule]]
status = "200"
json = "/state"
is = "ok"
taken = true
id = "/id"
"#;

/// Serves until it is killed. Prints its address; after it was told to announce, also how many seconds
/// queueing took and how many texts there are.
pub(crate) fn serve(url: &str, sink: &str, members_n: u32) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(Box::pin(run(url, sink, members_n)));
}

async fn run(url: &str, sink: &str, members_n: u32) {
    let (service, coop) = service(url, sink, members_n).await;
    let service = Arc::new(service);
    let secrets = [("sandbox".to_owned(), Redacted::new("demo".to_owned()))];
    let app = App {
        service: Arc::clone(&service),
        auth: WebhookAuth::new(secrets.into_iter().collect(), None),
        metrics: None,
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    print(&listener.local_addr().expect("an address").to_string());
    let (_tell, stop) = watch::channel(false);
    let limits = ConnectionLimits::for_callers(Callers::default(), Times::USUAL);
    let web = limits.serve(listener, web::router(app, None), stop.clone());
    tokio::join!(
        web,
        delivery::run_until(&service, stop),
        announce(&service, coop)
    );
}

async fn service(url: &str, sink: &str, members_n: u32) -> (Service, CoopId) {
    let master = seal::SecretBytes::draw(&Chance::seeded(1));
    let keys = Arc::new(Keys::new(&master, None, pepper("a pepper for measuring")));
    let store = Store::connect(url, keys, Arc::new(Chance::system()))
        .await
        .expect("a database");
    store.migrate().await.expect("migrations run");
    let now = Clock::system().now();
    demo::fill(&store, now).await.expect("the demo fits");
    let coop = store.coop_ids().await.expect("a database")[0];
    members::add(&store, coop, members_n, now, |_| String::new()).await;
    register(&store, coop, now).await;
    let script = Script::embedded().unwrap_or_else(|_| panic!("the shipped script has problems"));
    let source = PROVIDER.replace("URL", sink);
    let provider = Configured::open("sink", &source, &Credentials::default())
        .unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let installed = Installed {
        provider: Provider::Configured(provider),
        receipt_url: None,
        segments_per_second: None,
    };
    let allowed = Allowed::parse("127.0.0.1").expect("an address");
    let outbound = Outbound::open(allowed).expect("a client");
    let providers = Providers::new([installed], &["sink".to_owned()]);
    let service = Service::new(store, Arc::new(script), Clock::system());
    (service.sending(providers, outbound), coop)
}

/// Registers the text as approved.
async fn register(store: &Store, coop: CoopId, now: Instant) {
    let new = NewRegistration {
        notice: NOTICE.to_owned(),
        lang_script: LangScript::Gu,
        class: Class::Service,
        registration: Registration {
            version: 1,
            body: "x".to_owned(),
            template_id: "1".to_owned(),
            header: "ASHAMD".to_owned(),
            entity_id: "2".to_owned(),
            state: RegistrationState::Approved,
        },
    };
    store
        .import_registrations(
            &sahkar::core::domain::By::OPERATOR,
            &[(coop, vec![new])],
            now,
        )
        .await
        .expect("a registration");
}

/// Waits for the command, then announces.
async fn announce(service: &Service, coop: CoopId) {
    let mut told = String::new();
    tokio::io::BufReader::new(tokio::io::stdin())
        .read_line(&mut told)
        .await
        .expect("it is told");
    let now = service.clock.now();
    let written = Written {
        notice: NOTICE.to_owned(),
        lang_script: LangScript::Gu,
        version: 1,
        class: Class::Service,
        purpose: Purpose::Announcement,
        hidden: None,
        body: "આશા મંડળી: આજે વ્યારામાં દૂધનો ભાવ રૂ.48 પ્રતિ લિટર.".to_owned(),
        values: Vec::new(),
        segments: 1,
        lives_ms: 86_400_000,
    };
    let announcement = Announcement {
        id: service.chance().id(now),
        notice: NOTICE.to_owned(),
        purpose: Purpose::Announcement,
        texts: vec![AnnouncedText {
            lang: Lang::Gu,
            private: false,
            written,
        }],
        ballot: None,
        meeting: None,
        once: None,
        due_at: now,
        words: None,
    };
    let begun = StdInstant::now();
    let queued = service
        .store
        .announce(
            &sahkar::core::domain::By::OPERATOR,
            coop,
            &announcement,
            now,
        )
        .await;
    let Announced::Queued(texts_n) = queued.expect("it is queued") else {
        panic!("it is new");
    };
    print(&format!("{} {texts_n}", begun.elapsed().as_secs_f64()));
}
