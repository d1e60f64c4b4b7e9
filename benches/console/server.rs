//! The server under load: the demo cooperative with many more members and one officer, without jobs and logs.

use crate::shared::{members, print};
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

/// First names and their endings; together they are as many different ones as a district has.
const NAMES: [&str; 12] = [
    "રમીલા",
    "કાંતા",
    "સવિતા",
    "મંજુલા",
    "ચંપા",
    "હંસા",
    "ગીતા",
    "લીલા",
    "શારદા",
    "જશોદા",
    "પાર્વતી",
    "દક્ષા",
];
const FAMILIES: [&str; 10] = [
    "ગામીત",
    "ચૌધરી",
    "વસાવા",
    "પટેલ",
    "રાઠવા",
    "બારીયા",
    "ભાભોર",
    "કટારા",
    "ડામોર",
    "તડવી",
];

fn name(n: u32) -> String {
    let at = n as usize;
    let first = NAMES[at % NAMES.len()];
    let family = FAMILIES[at / NAMES.len() % FAMILIES.len()];
    format!("{first}બેન {family}")
}

/// Serves until it is killed. Says its address and the first code of the secretary's sheet first.
pub(crate) fn serve(url: &str, members_n: u32) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let (service, code) = service(url, members_n).await;
        let secrets = [("sandbox".to_owned(), Redacted::new("demo".to_owned()))];
        let app = App {
            service: Arc::new(service),
            auth: WebhookAuth::new(secrets.into_iter().collect(), None),
            metrics: None,
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        print(&format!("{address} {code}"));
        let (_tell, stop) = watch::channel(false);
        ConnectionLimits::for_callers(Callers::default(), Times::USUAL)
            .serve(listener, web::router(app, None), stop)
            .await;
    });
}

async fn service(url: &str, members_n: u32) -> (Service, String) {
    let master = seal::SecretBytes::draw(&Chance::seeded(1));
    let keys = Arc::new(Keys::new(&master, None, pepper("a pepper for measuring")));
    let store = Store::connect(url, keys, Arc::new(Chance::system()))
        .await
        .expect("a database");
    store.migrate().await.expect("migrations run");
    let now = Clock::system().now();
    demo::fill(&store, now).await.expect("the demo fits");
    let coop = store.coop_ids().await.expect("a database")[0];
    members::add(&store, coop, members_n, now, name).await;
    let sheets = demo::officers(&store, &[demo::SECRETARY], now)
        .await
        .expect("an officer");
    let script = Script::embedded().unwrap_or_else(|_| panic!("the shipped script has problems"));
    let service = Service::new(store, Arc::new(script), Clock::system());
    (service, sheets[0][0].clone())
}
