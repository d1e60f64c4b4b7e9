//! The real program is ended with `kill -9`, again and again while it sends: no text is lost, and a
//! provider that knows our ids sends each text once.
//!
//! The simulation makes statements of the database fail; here a whole process dies at any point.

use crate::deliver::{message, register};
use crate::support::free_address;
use crate::support::{Kind, MINUTE_MS, PEPPER, Running, World, described, master};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sahkar::clock::{Chance, Clock};
use sahkar::core::domain::{By, MemberId, PhoneId, Purpose, Recipient};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};
use tokio::time::sleep;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

const TEXTS_N: i64 = 300;

/// How often the process is killed.
const KILLS_N: u32 = 4;

/// SMS parts in a second: after all deaths there is still something to send, and what is in doubt then
/// is no more than one batch.
const SLOW: &str = "25";

/// The same for the last start, which is to come to its end soon.
const FAST: &str = "1000";

/// As long as the longest wait that a text may be in, which is for its receipt, and a little more.
const LONG_ENOUGH_MS: i64 = 31 * MINUTE_MS;

/// No single wait of the test is longer.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(20);

/// What the program logs, shown where it does not do what it is waited for.
const LOG: &str = "log";

/// The provider: what handsets got from it, and how often each text was brought to it.
#[derive(Default)]
struct Sink {
    is_idempotent: bool,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// How often each of our ids came.
    calls: BTreeMap<i64, u32>,
    /// What handsets got, in order: our id.
    handed_over: Vec<i64>,
}

impl Sink {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap()
    }

    fn calls_n(&self) -> u32 {
        self.seen().calls.values().sum()
    }

    /// Takes a text, and answers for one that it knows what it answered before: an id that hangs on
    /// ours only. The answer takes its time, so that many are under way when the process dies.
    fn take(&self, request: &Request) -> ResponseTemplate {
        let fields: BTreeMap<String, String> =
            form_urlencoded::parse(&request.body).into_owned().collect();
        let id: i64 = fields["id"].parse().unwrap();
        assert_eq!(fields["text"], format!("text {id}"));
        let mut seen = self.seen();
        let calls_n = seen.calls.entry(id).or_default();
        *calls_n += 1;
        if *calls_n == 1 || !self.is_idempotent {
            seen.handed_over.push(id);
        }
        let delay = Duration::from_millis(50 * u64::try_from(1 + id % 5).unwrap());
        ResponseTemplate::new(200)
            .set_delay(delay)
            .set_body_string(format!(r#"{{"state":"ok","id":"theirs-{id}"}}"#))
    }
}

/// A database with texts that are due, the provider, and what the program needs to know of both.
struct Stage {
    world: World,
    sink: Arc<Sink>,
    listen: String,
    folder: tempfile::TempDir,
    log: File,
    _server: MockServer,
}

impl Stage {
    async fn open(kind: Kind, is_idempotent: bool) -> Self {
        let world = World::open(kind, 1).await;
        // The program asks the machine for the time.
        world.clock.turn_to(Clock::system().now());
        register(&world, "approved").await;
        queue(&world).await;
        let sink = Arc::new(Sink {
            is_idempotent,
            seen: Mutex::default(),
        });
        let server = MockServer::start().await;
        let provider = Arc::clone(&sink);
        Mock::given(method("POST"))
            .respond_with(move |request: &Request| provider.take(request))
            .mount(&server)
            .await;
        let folder = tempfile::tempdir().unwrap();
        let url = format!("{}/", server.uri());
        let source = described("sink", &url, is_idempotent);
        fs::write(folder.path().join("sink.toml"), source).unwrap();
        Self {
            world,
            sink,
            listen: free_address(),
            log: File::create(folder.path().join(LOG)).unwrap(),
            folder,
            _server: server,
        }
    }

    fn start(&self, rate: &str) -> Running {
        let started = Command::new(env!("CARGO_BIN_EXE_sahkar"))
            .arg("serve")
            .current_dir(self.folder.path())
            .env("SAHKAR_LISTEN", &self.listen)
            .env("SAHKAR_DATABASE_URL", self.world.url())
            .env("SAHKAR_KEY", STANDARD.encode(master().reveal()))
            .env("SAHKAR_PEPPER", PEPPER)
            .env("SAHKAR_GATEWAY_SINK_FILE", "sink.toml")
            .env("SAHKAR_GATEWAY_SINK_SECRET", "a-secret-of-this-test")
            .env("SAHKAR_GATEWAY_SINK_RATE", rate)
            .env("SAHKAR_SMS_ROUTE", "sink")
            .env("SAHKAR_OUTBOUND_PRIVATE", "127.0.0.1")
            .env("SAHKAR_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(self.log.try_clone().unwrap())
            .stderr(self.log.try_clone().unwrap())
            .spawn();
        Running(started.unwrap())
    }

    /// Starts the program and kills it; how many texts were under way then. Every third time it dies
    /// while it still begins, else a while after it brought its first text.
    async fn start_and_kill(&self, nth: u32, chance: &Chance) -> i64 {
        let before_n = self.sink.calls_n();
        let program = self.start(SLOW);
        if nth % 3 != 2 {
            let brought = async || self.sink.calls_n() > before_n;
            self.until("the program brings a text", brought).await;
        }
        let after_ms = 50 + u64::try_from(chance.below(351)).unwrap();
        sleep(Duration::from_millis(after_ms)).await;
        program.kill();
        self.texts_in("'sending'").await
    }

    /// Starts the program where texts are in these states, waits until none is, and stops it as an
    /// operator does.
    async fn start_and_let_end(&self, states: &str) {
        let is_done = async || self.texts_in(states).await == 0;
        if is_done().await {
            return;
        }
        let mut program = self.start(FAST);
        self.until("no text is left", is_done).await;
        assert_eq!(program.0.try_wait().unwrap(), None, "it still runs");
        let ended = program.stop();
        assert_eq!(ended.code(), Some(0), "it ends in order");
    }

    /// The time goes on for what waits, as far as any wait may last.
    async fn time_goes_on(&self) {
        let statement = format!(
            "update outbox set due_at = due_at - {LONG_ENOUGH_MS},
                leased_until = leased_until - {LONG_ENOUGH_MS}
            where id <= {TEXTS_N} and state in ('waiting', 'sending', 'unsure')"
        );
        self.world.sql(&statement).await;
    }

    async fn until(&self, what: &str, is_so: impl AsyncFn() -> bool) {
        let begun = Instant::now();
        while !is_so().await {
            if begun.elapsed() > PATIENCE {
                let log = fs::read_to_string(self.folder.path().join(LOG)).unwrap();
                panic!("{what}: not in {PATIENCE:?}\n{log}");
            }
            sleep(PAUSE).await;
        }
    }

    /// How many of our texts are in one of these states.
    async fn texts_in(&self, states: &str) -> i64 {
        let query =
            format!("select count(*) from outbox where id <= {TEXTS_N} and state in ({states})");
        self.world.number(&query).await
    }
}

/// Texts to all members in turn, due now.
async fn queue(world: &World) {
    let now = world.clock.now();
    let coop = world.service.store.coop_ids().await.unwrap()[0];
    let members = "select cast(p.member_id as text), cast(p.phone_id as text) from member_phone p
        where p.member_id is not null order by p.member_id, p.phone_id";
    let members = world.rows(members).await;
    let texts: Vec<_> = (1..=TEXTS_N)
        .zip(members.iter().cycle())
        .map(|(id, row)| {
            let member = MemberId(row[0].parse().unwrap());
            let to = Recipient::Phone(PhoneId(row[1].parse().unwrap()), Some(member));
            message(id, to, Purpose::Answer, now)
        })
        .collect();
    let store = &world.service.store;
    store
        .commit(&By::OPERATOR, (coop, now), &[], &texts)
        .await
        .unwrap();
}

/// Kills the program again and again, lets it end its work, and gives what the provider saw.
async fn killed_again_and_again(kind: Kind, is_idempotent: bool, seed: u64) -> Seen {
    let stage = Stage::open(kind, is_idempotent).await;
    let chance = Chance::seeded(seed);
    let mut interrupted_n = 0;
    for nth in 0..KILLS_N {
        interrupted_n += stage.start_and_kill(nth, &chance).await;
        stage.time_goes_on().await;
    }
    assert!(interrupted_n > 0, "{kind:?}: it never died while it sent");
    let open = "'waiting', 'sending', 'unsure'";
    if !is_idempotent {
        // What may have been taken waits for a receipt that never comes, and is brought again.
        stage.start_and_let_end("'waiting', 'sending'").await;
        stage.time_goes_on().await;
    }
    stage.start_and_let_end(open).await;

    assert_eq!(
        stage.texts_in("'sent', 'delivered'").await,
        TEXTS_N,
        "{kind:?}"
    );
    let misnamed = format!(
        "select count(*) from outbox where id <= {TEXTS_N}
            and (provider_id is null or provider_id <> 'theirs-' || cast(id as text))"
    );
    assert_eq!(stage.world.number(&misnamed).await, 0, "{kind:?}");
    let provider_saw = std::mem::take(&mut *stage.sink.seen());
    stage.world.close().await;
    provider_saw
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_knows_our_id_hands_each_text_over_once() {
    for kind in Kind::all() {
        let mut seen = killed_again_and_again(kind, true, 31).await;
        seen.handed_over.sort_unstable();
        assert!(seen.handed_over.into_iter().eq(1..=TEXTS_N), "{kind:?}");
        // Else the deaths would have shown nothing.
        let again_n = seen.calls.values().filter(|calls_n| **calls_n > 1).count();
        assert!(again_n > 0, "{kind:?}: it was told of no text twice");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_knows_no_id_gets_each_text_at_least_once() {
    for kind in Kind::all() {
        let seen = killed_again_and_again(kind, false, 32).await;
        assert!(seen.calls.into_keys().eq(1..=TEXTS_N), "{kind:?}");
    }
}
