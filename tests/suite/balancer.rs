//! The load balancer of the manual: a real HAProxy before two real nodes. Callers go to the node that is
//! ready, and if none is, they still hear the apology.
//!
//! Where HAProxy (Debian: `haproxy`) or PostgreSQL is missing, the test says so and passes.

use crate::faults::proxy::Proxy;
use crate::readme::Machine;
use crate::support::free_address;
use crate::support::{Kind, Running, World, number_of, script, ussd_form};
use sahkar::core::domain::Lang;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tokio::time::sleep;

const HAPROXY: &str = "/usr/sbin/haproxy";

/// A node that is not ready is left alone by then, and one that is ready again is used by then.
const NOTICED_WITHIN: Duration = Duration::from_secs(8);
const STARTED_WITHIN: Duration = Duration::from_secs(20);
const DIALS_N: u32 = 12;

/// The setting of the manual, with these addresses in the place of its own.
fn setting(front: &str, nodes: &[String; 2]) -> String {
    let manual = include_str!("../../docs/manual.md");
    let (_, rest) = manual
        .split_once("```haproxy\n")
        .expect("the manual shows one");
    let (shown, _) = rest.split_once("```").unwrap();
    for part in ["bind :80\n", "10.0.0.11:8080", "10.0.0.12:8080"] {
        assert!(shown.contains(part), "{part}");
    }
    shown
        .replace("bind :80\n", &format!("bind {front}\n"))
        .replace("10.0.0.11:8080", &nodes[0])
        .replace("10.0.0.12:8080", &nodes[1])
}

/// One node, whose way to the database can be shut.
struct Node {
    way: Proxy,
    machine: Machine,
    _running: Running,
}

impl Node {
    fn start(world: &World) -> Option<Self> {
        let (_, folder) = world.url().split_once("host=")?;
        let way = Proxy::before(Path::new(folder));
        let seen = way.folder().display().to_string();
        let machine = Machine::at(&world.url().replace(folder, &seen));
        let started = machine
            .command(&["serve", "--only", "web"])
            .env("SAHKAR_OPERATE_LISTEN", "off")
            .env("SAHKAR_PROXIES", "127.0.0.1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Some(Self {
            way,
            machine,
            _running: Running(started.unwrap()),
        })
    }
}

/// What callers hear.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Heard {
    Screen,
    Apology,
    Nothing,
}

struct Callers {
    client: reqwest::Client,
    hook: String,
    dials_n: u32,
}

impl Callers {
    async fn dial(&mut self) -> Heard {
        self.dials_n += 1;
        let (session, phone) = (format!("balanced-{}", self.dials_n), number_of(1006));
        let form = ussd_form(&session, &phone, "");
        let Ok(answer) = self.client.post(&self.hook).form(&form).send().await else {
            return Heard::Nothing;
        };
        let is_well = answer.status() == 200;
        let said = answer.text().await.unwrap_or_default();
        let is_sorry = |lang| said.contains(&script().system(lang).sorry);
        if !is_well {
            Heard::Nothing
        } else if [Lang::Gu, Lang::Hi, Lang::En].into_iter().any(is_sorry) {
            Heard::Apology
        } else {
            Heard::Screen
        }
    }

    /// Dials until so many in a row hear this.
    async fn all_hear(&mut self, what: Heard, within: Duration) {
        let begun = Instant::now();
        let mut in_row = 0;
        // An apology takes its seconds.
        let enough = if what == Heard::Screen { DIALS_N } else { 3 };
        while in_row < enough {
            assert!(begun.elapsed() < within, "{what:?}: {in_row} in a row");
            in_row = if self.dial().await == what {
                in_row + 1
            } else {
                0
            };
            sleep(Duration::from_millis(20)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s5_a_balancer_sends_callers_to_whoever_is_ready_and_to_all_where_nobody_is() {
    if !Path::new(HAPROXY).exists() || !Kind::all().contains(&Kind::Postgres) {
        println!("HAProxy or PostgreSQL is missing: the balancer is left out");
        return;
    }
    let world = World::open(Kind::Postgres, 95).await;
    let (Some(one), Some(two)) = (Node::start(&world), Node::start(&world)) else {
        println!("PostgreSQL has no socket here: the balancer is left out");
        return;
    };
    let front = free_address();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("haproxy.cfg");
    let nodes = [one.machine.listen.clone(), two.machine.listen.clone()];
    fs::write(&file, setting(&front, &nodes)).unwrap();
    let balancer = Command::new(HAPROXY)
        .arg("-db")
        .arg("-f")
        .arg(&file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let _balancer = Running(balancer.unwrap());
    sahkar::outbound::prepare_tls();
    let mut callers = Callers {
        client: reqwest::Client::builder()
            .timeout(Duration::from_secs(12))
            .build()
            .unwrap(),
        hook: format!("http://{front}/hooks/africastalking/a-secret-of-this-test/ussd"),
        dials_n: 0,
    };
    callers.all_hear(Heard::Screen, STARTED_WITHIN).await;
    // One node's database is gone for it: a few of its callers hear so, then all go to the other.
    one.way.shut(true);
    sleep(Duration::from_millis(500)).await;
    callers.all_hear(Heard::Screen, NOTICED_WITHIN).await;
    // Nobody's is there: everybody hears so, in words and not from the balancer.
    two.way.shut(true);
    callers.all_hear(Heard::Apology, 2 * NOTICED_WITHIN).await;
    two.way.shut(false);
    callers.all_hear(Heard::Screen, NOTICED_WITHIN).await;
    drop((one, two));
    world.close().await;
}
