//! The first day of a cooperative without the demo, with the real program: an empty database, a register,
//! slips with codes, and a member who dials, chooses her PIN, sees her record and votes. Then her PIN is
//! locked, and two officers unlock it.

use crate::readme::Machine;
use crate::support::free_address;
use crate::support::{Kind, Running, World, until_it_listens, ussd_form};
use sahkar::clock::{Chance, Clock};
use sahkar::core::domain::By;
use sahkar::core::domain::ballot::{BallotRule, Pass};
use sahkar::core::domain::{BallotId, BallotOption, Instant, MemberId, Words};
use sahkar::store::{NewBallot, Store};
use std::fs::File;
use std::process::Output;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

static CALLS: AtomicU32 = AtomicU32::new(0);

/// The program, serving.
pub(super) struct Program {
    running: Running,
    hook: String,
    client: reqwest::Client,
}

impl Program {
    /// Starts it, and waits until it listens. What it logs goes to `log` in the machine's folder.
    pub(super) async fn start(machine: &Machine) -> Self {
        sahkar::outbound::prepare_tls();
        let listen = free_address();
        let (_, port) = listen.rsplit_once(':').unwrap();
        let log = File::options()
            .create(true)
            .append(true)
            .open(machine.folder.path().join("log"))
            .unwrap();
        let started = machine
            .command(&["serve"])
            .env("SAHKAR_LISTEN", &listen)
            .env("SAHKAR_LOG", "debug")
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn();
        let running = Running(started.unwrap());
        until_it_listens(port.parse().unwrap()).await;
        Self {
            running,
            hook: format!("http://{listen}/hooks/africastalking/a-secret-of-this-test/ussd"),
            client: reqwest::Client::builder().build().unwrap(),
        }
    }

    /// A whole call: dials, types all of these, and gives the last answer.
    pub(super) async fn call(&self, phone: &str, replies: &[&str]) -> String {
        let n = CALLS.fetch_add(1, Ordering::Relaxed);
        let session = format!("call-{}-{n}", std::process::id());
        let mut said = String::new();
        for typed_n in 0..=replies.len() {
            let text = replies[..typed_n].join("*");
            let request = self.client.post(&self.hook);
            let form = ussd_form(&session, phone, &text);
            let answer = request.form(&form).send().await.unwrap();
            assert_eq!(answer.status(), 200);
            said = answer.text().await.unwrap();
        }
        said
    }

    /// Stops it as an operator does.
    pub(super) fn stop(self) {
        let ended = self.running.stop();
        assert_eq!(ended.code(), Some(0), "{ended:?}");
    }

    /// Ends it as `kill -9` does.
    pub(super) fn kill(self) {
        self.running.kill();
    }
}

const REGISTER: &str = "member_no,name,phone,language\n\
    2001,Champa,+919811100001,en\n\
    2002,Jashoda,+919811100002,en\n\
    2003,Kokila,+919811100002,gu\n\
    2004,Lata,+919811100004,hi\n";

const CHAMPA: &str = "+919811100001";
const SHARED: &str = "+919811100002";

fn told(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// What the operator is refused, and why.
fn refused(machine: &Machine, args: &[&str]) -> String {
    let output = machine.command(args).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{args:?}: {output:?}");
    let (said, why) = told(&output);
    assert_eq!(said, "", "{args:?}");
    why
}

/// Until the console opens ballots, a test does.
async fn open_ballot(machine: &Machine) {
    let chance = Arc::new(Chance::system());
    let store = Store::connect(machine.database(), machine.keys(), chance);
    let store = store.await.unwrap();
    let now = Clock::system().now();
    let coop = store.coops().await.unwrap()[0].coop.id;
    let mut roll = Vec::new();
    for no in 2001..2005 {
        let holder = store.pin_holder(coop, no).await.unwrap().unwrap();
        assert!(!holder.has_pin);
        roll.push(holder.member);
    }
    let ballot = new_ballot(roll, now);
    store
        .open_ballot(&By::OPERATOR, coop, &ballot, now)
        .await
        .unwrap();
    store.close().await;
}

fn words(text: &str) -> Words {
    let text = || text.to_owned();
    Words {
        gu: text(),
        hi: text(),
        en: text(),
    }
}

fn new_ballot(roll: Vec<MemberId>, now: Instant) -> NewBallot {
    let option = |no, label| BallotOption {
        no,
        label: words(label),
        none: no == 3,
    };
    NewBallot {
        id: BallotId(1),
        no: 11,
        title: words("A store room"),
        text: words("Build a store room?"),
        more: words("It would be ready next year."),
        options: vec![option(1, "Yes"), option(2, "No"), option(3, "None")],
        yes_no: true,
        sms_allowed: false,
        rule: BallotRule {
            quorum_pct: 25,
            pass: Pass::More,
        },
        opens_at: now,
        closes_at: now.plus_days(2),
        roll,
    }
}

/// The codes that a command has printed, in the order of the numbers.
fn codes(output: &Output) -> Vec<String> {
    let (said, _) = told(output);
    let mut lines = said.lines();
    assert_eq!(lines.next(), Some("member_no,code,dial,until"));
    let code = |line: &str| line.split(',').nth(1).unwrap().to_owned();
    lines.map(code).collect()
}

async fn first_day(machine: &Machine) {
    let register = machine.folder.path().join("members.csv");
    std::fs::write(register, REGISTER).unwrap();
    machine.run(&["migrate"]);
    machine.run(&["import", "coop", "coop.toml"]);
    machine.run(&["import", "members", "members.csv"]);
    open_ballot(machine).await;

    let program = Program::start(machine).await;
    let said = program.call(CHAMPA, &["1"]).await;
    assert!(
        said.contains("Two officers give you a slip with a code"),
        "{said}"
    );

    let two = ["--by", "Ila Patel", "--and", "Mira Vasava"];
    let numbers = machine.folder.path().join("numbers.txt");
    std::fs::write(numbers, "member_no\n2002\n2003\n\n2004\n").unwrap();
    let made = machine.run(
        &[
            &["pin", "activate", "2001", "--file", "numbers.txt"],
            &two[..],
        ]
        .concat(),
    );
    let codes = codes(&made);
    assert_eq!(codes.len(), 4);

    // She dials, types the code, chooses her PIN, sees her record, and votes.
    let said = program
        .call(CHAMPA, &["1", &codes[0], "5061", "5061", "1"])
        .await;
    assert!(
        said.starts_with("CON ") && said.contains("income 0"),
        "{said}"
    );
    let said = program.call(CHAMPA, &["4", "5061", "1", "1"]).await;
    assert!(said.starts_with("END "), "{said}");
    // The two who share a phone, each with her own slip.
    let said = program
        .call(SHARED, &["2002", "1", &codes[1], "7093", "7093", "1"])
        .await;
    assert!(said.contains("income 0"), "{said}");
    let wrong = program.call(SHARED, &["2003", "1", &codes[1]]).await;
    assert!(wrong.starts_with("CON "), "{wrong}");
    let said = program
        .call(SHARED, &["2003", "1", &codes[2], "8160", "8160", "1"])
        .await;
    assert!(said.contains(": આવક 0"), "{said}");

    locked_and_opened(machine, &program, &two).await;
    // Stopping is clean, and what was done adds up.
    program.stop();
    machine.run(&["verify"]);
    nothing_told(machine, &codes);
}

/// Champa's PIN is locked, and locked again; two officers open it while the program serves.
async fn locked_and_opened(machine: &Machine, program: &Program, two: &[&str; 4]) {
    let wrong = ["1", "9001", "9002", "9003"];
    let said = program.call(CHAMPA, &wrong).await;
    assert!(said.starts_with("END PIN is locked."), "{said}");
    let unlock = |no| [&["pin", "unlock", no], &two[..]].concat();
    let (said, _) = told(&machine.run(&unlock("2001")));
    assert!(said.contains("Every lock is open."), "{said}");
    let said = program.call(CHAMPA, &["1", "5061"]).await;
    assert!(said.contains("typed wrong 3 times"), "{said}");

    let why = refused(machine, &unlock("2999"));
    assert!(why.contains("2999"), "{why}");
    let alone = [
        "pin",
        "unlock",
        "2001",
        "--by",
        "Ila Patel",
        "--and",
        "ila  patel",
    ];
    assert!(refused(machine, &alone).contains("two different persons"));
    let none = [&["pin", "activate"], &two[..]].concat();
    assert!(refused(machine, &none).contains("member numbers"));
    let numbers = machine.folder.path().join("numbers.txt");
    std::fs::write(numbers, "2001\n20x2\n\n-3\n").unwrap();
    let wrong = [&["pin", "activate", "--file", "numbers.txt"], &two[..]].concat();
    let why = refused(machine, &wrong);
    assert!(
        why.contains("numbers.txt:2: ") && why.contains("numbers.txt:4: "),
        "{why}"
    );
    let one = ["pin", "unlock", "2001", "--by", "Ila Patel"];
    let usage = machine.command(&one).output().unwrap();
    assert_eq!(usage.status.code(), Some(2));

    let (signed, _) = told(&machine.run(&["pin", "signed"]));
    assert_eq!(signed.lines().count(), 5, "{signed}");
    assert!(
        signed
            .lines()
            .all(|line| line.ends_with("Ila Patel, Mira Vasava")),
        "{signed}"
    );
}

/// No code, PIN, name or number stands in a log, however much is logged.
fn nothing_told(machine: &Machine, codes: &[String]) {
    let log = std::fs::read_to_string(machine.folder.path().join("log")).unwrap();
    assert!(log.contains("step kept"), "{log}");
    let secrets = [
        "5061",
        "7093",
        "8160",
        "9811100001",
        "Champa",
        "Ila",
        "Vasava",
    ];
    for secret in secrets.into_iter().chain(codes.iter().map(String::as_str)) {
        // Ids are long runs of digits; what people type stands alone.
        let words = log.split(|c: char| !c.is_alphanumeric());
        assert!(
            !words.into_iter().any(|word| word == secret),
            "{secret} is in the log"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s14_a_cooperative_begins_from_an_empty_database_with_slips_of_paper() {
    for kind in Kind::all() {
        match kind {
            Kind::Sqlite => first_day(&Machine::new()).await,
            Kind::Postgres => {
                let world = World::open(kind, 52).await;
                world.sql("create schema fresh").await;
                let url = format!("{}&options=-csearch_path%3Dfresh", world.url());
                first_day(&Machine::at(&url)).await;
                world.close().await;
            }
        }
    }
}
