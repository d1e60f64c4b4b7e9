//! Many callers at once, over real HTTP.

use crate::support::{Kind, World, keys, number_of, ussd_form};
use sahkar::config::Redacted;
use sahkar::web::webhooks::WebhookAuth;
use sahkar::web::{self, App};
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

/// A server on a port of its own; it ends with this value.
struct Server {
    hook: String,
    client: reqwest::Client,
    _task: JoinSet<()>,
}

impl Server {
    async fn start(world: &World) -> Self {
        let secrets = [("sandbox".to_owned(), Redacted::new("demo".to_owned()))];
        let app = App {
            service: Arc::clone(&world.service),
            auth: WebhookAuth::new(secrets.into_iter().collect(), None),
            metrics: None,
        };
        sahkar::outbound::prepare_tls();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut task = JoinSet::new();
        task.spawn(async move {
            axum::serve(listener, web::router(app, None)).await.unwrap();
        });
        Self {
            hook: format!("http://{address}/hooks/sandbox/demo/ussd"),
            client: reqwest::Client::builder().build().unwrap(),
            _task: task,
        }
    }

    fn line(&self, session: String, phone: String) -> Line {
        Line {
            hook: self.hook.clone(),
            client: self.client.clone(),
            session,
            phone,
            typed: Vec::new(),
        }
    }
}

/// One caller's connection, with what she typed so far.
struct Line {
    hook: String,
    client: reqwest::Client,
    session: String,
    phone: String,
    typed: Vec<String>,
}

impl Line {
    async fn send(&self) -> String {
        let text = self.typed.join("*");
        let form = ussd_form(&self.session, &self.phone, &text);
        let answer = self
            .client
            .post(&self.hook)
            .form(&form)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap()
    }

    async fn say(&mut self, text: &str) -> String {
        self.typed.push(text.to_owned());
        self.send().await
    }
}

/// Saves an entry of an amount that nobody else has; gives its number.
///
/// All dial before any of them goes on: about ten of these lines belong to one woman, and a dial
/// that came after another line's half-filled entry would rightly be offered to resume it.
async fn save_an_entry(mut line: Line, rupees: i64, dialled: Arc<Barrier>) -> i64 {
    let main = line.send().await;
    assert!(main.starts_with("CON 1 "), "{main}");
    dialled.wait().await;
    for reply in ["2", "1", "2"] {
        line.say(reply).await;
    }
    line.say(&rupees.to_string()).await;
    let echo = line.say("1").await;
    assert!(echo.contains(&format!(".{rupees},")), "{rupees}: {echo}");
    let saved = line.say("1").await;
    assert_eq!(
        line.send().await,
        saved,
        "a repeated request hears the same"
    );
    let digits: String = saved
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits
        .parse()
        .unwrap_or_else(|_| panic!("no number in {saved}"))
}

async fn no_answer_reaches_another(kind: Kind) {
    let world = World::open(kind, 11).await;
    let server = Server::start(&world).await;
    let dialled = Arc::new(Barrier::new(200));
    let mut callers = JoinSet::new();
    for n in 0..200_i64 {
        // Own phones of members who speak Gujarati or Hindi; each calls about ten times at once.
        let phone = number_of(1006 + n % 19);
        let line = server.line(format!("caller-{n}"), phone.clone());
        let dialled = Arc::clone(&dialled);
        let rupees = 700 + n;
        callers.spawn(async move { (phone, rupees, save_an_entry(line, rupees, dialled).await) });
    }
    let saved = callers.join_all().await;
    let numbers: BTreeSet<i64> = saved.iter().map(|(_, _, no)| *no).collect();
    assert_eq!(numbers.len(), 200, "every entry has a number of its own");
    for (phone, rupees, no) in saved {
        let lookup = &keys().lookups(
            sahkar::core::domain::CoopId(world.number("select id from coop").await),
            &sahkar::core::domain::Phone::parse(&phone).unwrap(),
        )[0];
        let found = world
            .number(&format!(
                "select e.amount from entry e
                 join member_phone m on m.member_id = e.member_id
                 join phone p on p.id = m.phone_id
                 where e.no = {no} and p.lookup = '{lookup}'"
            ))
            .await;
        assert_eq!(found, rupees * 100, "entry {no}");
    }
    drop(server);
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_hundred_callers_at_once_none_hears_anothers_answer() {
    for kind in Kind::all() {
        no_answer_reaches_another(kind).await;
    }
}

async fn guesses(kind: Kind) {
    let world = World::open(kind, 12).await;
    let server = Server::start(&world).await;
    let mut guessing = JoinSet::new();
    let begin = Arc::new(Barrier::new(64));
    for n in 0..64 {
        let mut line = server.line(format!("guess-{n}"), number_of(1005));
        let begin = Arc::clone(&begin);
        guessing.spawn(async move {
            line.send().await;
            let asked = line.say("1").await;
            assert!(asked.contains("PIN"), "{asked}");
            begin.wait().await;
            // All wrong, all different.
            line.say(&(5000 + n).to_string()).await
        });
    }
    let answers = guessing.join_all().await;
    let lines = "select count(*) from ledger where kind";
    let wrong = world.number(&format!("{lines} = 'pin wrong'")).await;
    assert_eq!(wrong, 3, "three are checked and counted");
    let told = answers
        .iter()
        .filter(|answer| answer.contains("PIN is wrong"))
        .count();
    assert!(
        told <= 2,
        "the third and all others hear that it is locked: {told}"
    );
    assert!(
        answers.iter().all(|answer| answer.contains("PIN is")),
        "{answers:?}"
    );

    // It is locked, so the right one does not help either, and is not looked at.
    let mut line = server.line("after".to_owned(), number_of(1005));
    line.send().await;
    let locked = line.say("1").await;
    assert!(locked.starts_with("END PIN is locked."), "{locked}");
    assert_eq!(world.number(&format!("{lines} = 'pin right'")).await, 0);
    drop(server);
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_pins_guessed_at_once_at_most_three_are_checked() {
    for kind in Kind::all() {
        guesses(kind).await;
    }
}
