//! Callers who save entries one after another during a fault, and a client that asks all the time whether
//! the program is ready; both record what they heard and when.

use super::stage::SECRET;
use crate::support::{number_of, script, ussd_form};
use sahkar::core::domain::Lang;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio::time::sleep;

/// Callers at once, each on her own phone.
const CALLERS_N: i64 = 3;
/// What each types to save milk, after she has dialled.
const KEYS: [&str; 6] = ["2", "1", "2", "850", "1", "1"];
/// Between two requests of a caller.
const PAUSE: Duration = Duration::from_millis(40);
/// A gateway waits no longer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often readiness is asked for; a balancer asks once a second.
const ASK_EVERY: Duration = Duration::from_millis(200);
/// No answer about readiness takes longer.
const READY_WITHIN: Duration = Duration::from_secs(5);

/// What was heard, each with its moment.
#[derive(Default)]
pub(super) struct Heard {
    /// Steps that were answered.
    pub(super) steps: Vec<Instant>,
    /// Apologies.
    pub(super) sorry: Vec<Instant>,
    /// Requests that were answered by no words at all, or not in time, with what came.
    pub(super) nothing: Vec<(Instant, String)>,
    /// Numbers of entries that were said to be saved.
    pub(super) saved: Vec<i64>,
    /// Readiness: whether, and what it said.
    pub(super) ready: Vec<(Instant, bool, String)>,
}

/// The callers and who asks; they end with this value.
pub(super) struct Callers {
    heard: Arc<Mutex<Heard>>,
    _tasks: JoinSet<()>,
}

impl Callers {
    pub(super) fn start(base: &str) -> Self {
        let heard = Arc::new(Mutex::new(Heard::default()));
        let mut tasks = JoinSet::new();
        for n in 0..CALLERS_N {
            let line = Line {
                client: client(PATIENCE),
                hook: format!("{base}/hooks/africastalking/{SECRET}/ussd"),
                phone: number_of(1006 + n),
                heard: Arc::clone(&heard),
            };
            tasks.spawn(async move { line.call(n).await });
        }
        let (address, told) = (format!("{base}/health/ready"), Arc::clone(&heard));
        tasks.spawn(async move { ask(&address, &told).await });
        Self {
            heard,
            _tasks: tasks,
        }
    }

    pub(super) fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap()
    }
}

fn client(patience: Duration) -> reqwest::Client {
    sahkar::outbound::prepare_tls();
    reqwest::Client::builder()
        .timeout(patience)
        .build()
        .unwrap()
}

async fn ask(address: &str, heard: &Mutex<Heard>) {
    let client = client(READY_WITHIN);
    loop {
        let (is_ready, said) = match client.get(address).send().await {
            Ok(answer) => (
                answer.status() == 200,
                answer.text().await.unwrap_or_default(),
            ),
            Err(error) => (false, format!("no answer: {error}")),
        };
        let said = said.trim().to_owned();
        heard
            .lock()
            .unwrap()
            .ready
            .push((Instant::now(), is_ready, said));
        sleep(ASK_EVERY).await;
    }
}

/// One caller's line.
struct Line {
    client: reqwest::Client,
    hook: String,
    phone: String,
    heard: Arc<Mutex<Heard>>,
}

impl Line {
    /// Saves one entry after another.
    async fn call(&self, caller: i64) {
        for call in 0.. {
            let session = format!("fault-{caller}-{call}");
            let mut typed = String::new();
            let mut said = self.say(&session, &typed).await;
            for key in KEYS {
                typed.push_str(if typed.is_empty() { "" } else { "*" });
                typed.push_str(key);
                said = self.say(&session, &typed).await;
            }
            let number: String = said
                .chars()
                .skip_while(|c| !c.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .collect();
            let number = number.parse();
            let number = number.unwrap_or_else(|_| panic!("no entry is saved: {said}"));
            self.heard.lock().unwrap().saved.push(number);
        }
    }

    /// Says the same until it is answered by something else than an apology.
    async fn say(&self, session: &str, typed: &str) -> String {
        loop {
            let form = ussd_form(session, &self.phone, typed);
            let answer = self.client.post(&self.hook).form(&form).send().await;
            let (status, said) = match answer {
                Ok(answer) => (
                    answer.status().as_u16(),
                    answer.text().await.unwrap_or_default(),
                ),
                Err(error) => (0, format!("{error:?}")),
            };
            let is_answered = self.note(status, &said);
            sleep(PAUSE).await;
            if is_answered {
                return said;
            }
        }
    }

    /// Writes down what she heard; whether it is what she wanted.
    fn note(&self, status: u16, said: &str) -> bool {
        let is_sorry = |lang| said.contains(&script().system(lang).sorry);
        let is_words = said.starts_with("CON ") || said.starts_with("END ");
        let now = Instant::now();
        let mut heard = self.heard.lock().unwrap();
        if status != 200 || !is_words {
            heard.nothing.push((now, format!("{status} {said}")));
            return false;
        }
        if [Lang::Gu, Lang::Hi, Lang::En].into_iter().any(is_sorry) {
            heard.sorry.push(now);
            return false;
        }
        heard.steps.push(now);
        true
    }
}
