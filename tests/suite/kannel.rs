//! A real Kannel on this machine, with its own simulated operator: it sends our texts, brings members'
//! texts, and reports what became of ours. The test uses only `gateways/kannel.toml`.
//!
//! Where Kannel is not installed (Debian: `kannel` and `kannel-extras`) the tests say so and pass.

use crate::described::{kannel, outgoing};
use crate::support::{Kind, Running, World, free_port, number_of, until_it_listens};
use crate::webhooks::Server;
use sahkar::delivery;
use sahkar::gateways::sms::{
    Installed, Provider, ProviderResponse, Providers, SecretUrl, SendBy, SmsTaken,
};
use sahkar::outbound::{Allowed, Outbound};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

const BEARERBOX: &str = "/usr/sbin/bearerbox";
const SMSBOX: &str = "/usr/sbin/smsbox";
const OPERATOR: &str = "/usr/lib/kannel/test/fakesmsc";

/// Looks at whether something has come about, and the pause between two.
const LOOKS_MAX: u32 = 300;
const PAUSE: Duration = Duration::from_millis(50);

fn start(program: &str, arguments: &[&str], log: &Path) -> Running {
    let log = File::create(log).unwrap();
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap();
    Running(child)
}

/// A Kannel with its operator's port and its own for sending; all of it ends with this value. The
/// boxes are dropped in this order: first the one that needs the other.
struct Kannel {
    _smsbox: Running,
    _bearerbox: Running,
    operator_port: u16,
    send_url: String,
    folder: tempfile::TempDir,
}

impl Kannel {
    /// Whether it is installed; says so where it is not.
    fn is_there() -> bool {
        let is_there = [BEARERBOX, SMSBOX, OPERATOR]
            .iter()
            .all(|program| Path::new(program).exists());
        if !is_there {
            eprintln!("Kannel is not installed here (kannel, kannel-extras): nothing was tried");
        }
        is_there
    }

    /// Starts one that brings texts to this address.
    async fn start(hook: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let [admin, boxes, operator_port, send] = [(); 4].map(|()| free_port());
        let config = format!(
            "group = core\nadmin-port = {admin}\nadmin-password = none\nsmsbox-port = {boxes}\n\
             box-allow-ip = \"127.0.0.1\"\nadmin-interface = \"127.0.0.1\"\n\
             smsbox-interface = \"127.0.0.1\"\ndlr-storage = internal\n\n\
             group = smsc\nsmsc = fake\nsmsc-id = FAKE\nport = {operator_port}\n\
             connect-allow-ip = \"127.0.0.1\"\n\n\
             group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = {send}\n\
             sendsms-interface = \"127.0.0.1\"\nhttp-request-retry = 20\nhttp-queue-delay = 1\n\n\
             group = sms-service\nkeyword = default\ncatch-all = true\nmax-messages = 0\n\
             concatenation = true\nget-url = \"{hook}?from=%p&to=%P&text=%b&id=%I&charset=%C&at=%T\"\n\n\
             group = sendsms-user\nusername = u\npassword = \"p&q\"\nconcatenation = true\n\
             max-messages = 10\n"
        );
        let file = folder.path().join("kannel.conf");
        fs::write(&file, config).unwrap();
        let file = file.to_str().unwrap().to_owned();
        let log = |name: &str| folder.path().join(name);
        let bearerbox = start(BEARERBOX, &["-v", "1", &file], &log("bearerbox.log"));
        until_it_listens(boxes).await;
        let smsbox = start(SMSBOX, &["-v", "1", &file], &log("smsbox.log"));
        until_it_listens(send).await;
        until_it_listens(operator_port).await;
        Self {
            _smsbox: smsbox,
            _bearerbox: bearerbox,
            operator_port,
            send_url: format!("http://127.0.0.1:{send}/cgi-bin/sendsms"),
            folder,
        }
    }

    /// The operator, who hands these texts of members over, one by one, and says what it is sent.
    fn operator(&self, texts: &[&str]) -> Operator {
        let said = self.folder.path().join("operator.log");
        let port = self.operator_port.to_string();
        let many = texts.len().to_string();
        let mut arguments = vec!["-H", "127.0.0.1", "-r", &port, "-i", "0.2", "-m", &many];
        arguments.extend(texts);
        Operator {
            _running: start(OPERATOR, &arguments, &said),
            said,
        }
    }
}

/// The fake operator; it ends with this value.
struct Operator {
    _running: Running,
    said: PathBuf,
}

impl Operator {
    /// The texts that it was given, as `sender receiver kind text`.
    fn given(&self) -> Vec<String> {
        let said = String::from_utf8_lossy(&fs::read(&self.said).unwrap()).into_owned();
        said.lines()
            .filter_map(|line| {
                let (_, text) = line.split_once("Got message ")?.1.split_once(": <")?;
                Some(text.strip_suffix('>').unwrap_or(text).to_owned())
            })
            .collect()
    }

    async fn until_given(&self, many: usize) -> Vec<String> {
        for _ in 0..LOOKS_MAX {
            let given = self.given();
            if many <= given.len() {
                return given;
            }
            tokio::time::sleep(PAUSE).await;
        }
        panic!("only these were given to the operator: {:?}", self.given());
    }
}

/// A world whose texts leave by a Kannel of its own, which brings it those of members.
async fn world_with_kannel(kind: Kind, seed: u64) -> (World, Server, Kannel) {
    let mut world = World::open(kind, seed).await;
    world
        .sql(
            "insert into coop_address (coop_id, gateway, kind, value)
             select id, 'kannel', 'sms', '56161' from coop",
        )
        .await;
    // Kannel is told where texts go before it is known where it is sent to, so the server comes last.
    let listener = Server::listen().await;
    let hooks = format!("{}/hooks/kannel/demo", Server::base(&listener));
    let kannel_box = Kannel::start(&format!("{hooks}/sms")).await;
    let installed = Installed {
        provider: Provider::Configured(kannel(&kannel_box.send_url)),
        receipt_url: Some(SecretUrl(format!("{hooks}/receipt"))),
        segments_per_second: None,
    };
    let outbound = Outbound::open(Allowed::parse("127.0.0.1").unwrap()).unwrap();
    let service = Arc::get_mut(&mut world.service).expect("nobody else has it yet");
    service.sending.providers = Providers::new([installed], &["kannel".to_owned()]);
    service.sending.outbound = outbound;
    let server = Server::serve(listener, Arc::clone(&world.service), &["kannel"]);
    (world, server, kannel_box)
}

/// Waits until a query that counts gives this number.
async fn until_counted(world: &World, query: &str, many: i64) {
    for _ in 0..LOOKS_MAX {
        if world.number(query).await == many {
            return;
        }
        tokio::time::sleep(PAUSE).await;
    }
    panic!("{query}: {}, not {many}", world.number(query).await);
}

/// A row of the outbox for a text that has just been sent.
async fn sent_row(world: &World, id: i64) {
    world
        .sql(&format!(
            "insert into outbox (coop_id, id, phone_id, notice, lang_script, version, class, purpose, priority,
                 segments, state, due_at, expires_at, queued_at, gateway, attempts, sent_at)
             select coop_id, {id}, min(id), 'help', 'en', 1, 'service', 'answer', 1, 1, 'sent',
                 0, 9000000000000, 0, 'kannel', 1, 0
             from phone group by coop_id"
        ))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kannel_takes_our_texts_letter_for_letter_and_its_receipts_come_back() {
    if !Kannel::is_there() {
        return;
    }
    for kind in Kind::all() {
        let (world, _server, kannel_box) = world_with_kannel(kind, 71).await;
        let operator = kannel_box.operator(&["+919800000099 1 text nothing"]);
        let installed = world.service.sending.providers.get("kannel").unwrap();
        for (id, body) in [(7_012, "Rs 5 & 10% {more} café £"), (7_013, "નમસ્તે ૧")]
        {
            sent_row(&world, id).await;
            let mut text = outgoing(body);
            text.id = id;
            text.is_unicode = id == 7_013;
            text.receipt_url = installed.receipt_url.clone().map(|url| url.0);
            let SendBy::Http(request) = installed.provider.send(&text) else {
                panic!("no request");
            };
            let (status, body) = world.service.sending.outbound.call(&request).await.unwrap();
            let body = body.as_slice();
            let taken = installed
                .provider
                .taken(&text, ProviderResponse { status, body });
            assert_eq!(taken, SmsTaken::Yes { provider_id: None });
        }
        let given = operator.until_given(2).await;
        let gujarati = "56161 +919800000001 ucs-2 %0A%A8%0A%AE%0A%B8%0A%CD%0A%A4%0A%C7%00+%0A%E7";
        assert!(
            given.contains(&"56161 +919800000001 text Rs 5 & 10% {more} café £".to_owned()),
            "{given:?}"
        );
        assert!(given.contains(&gujarati.to_owned()), "{given:?}");
        let arrived = "select count(*) from outbox where state = 'delivered'";
        until_counted(&world, arrived, 2).await;
        world.close().await;
    }
}

/// The letters of one part of a long text: `udh %05… data %00A…`.
fn utf16_of_part(part: &str) -> String {
    let (head, data) = part.split_once(" data ").expect("a part of several");
    // Reference, how many, which: the concatenation of 3GPP 23.040.
    assert!(head.starts_with("udh %05%00%03"), "{part}");
    let spaced = data.replace('+', " ");
    let octets: Vec<u8> = percent_encoding::percent_decode_str(&spaced).collect();
    let (pairs, _) = octets.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    String::from_utf16(&units).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn members_text_through_kannel_and_are_answered_there() {
    if !Kannel::is_there() {
        return;
    }
    for kind in Kind::all() {
        let (world, _server, kannel_box) = world_with_kannel(kind, 72).await;
        world.approve_all().await;
        let (grace, ramila) = (number_of(1005), number_of(1001));
        let inbox = "select count(*) from inbox";
        let operator = kannel_box.operator(&[&format!("{grace} 56161 text HELP")]);
        until_counted(&world, inbox, 1).await;
        // The operator draws among its texts, so each is handed over by one of its own; the second stays
        // on the line and takes both answers.
        drop(operator);
        let help = "%0A%AE%0A%A6%0A%A6";
        let operator = kannel_box.operator(&[&format!("{ramila} 56161 ucs2 {help}")]);
        until_counted(&world, inbox, 2).await;
        let left = delivery::deliver_once(&world.service).await.unwrap();
        assert_eq!(left, 2);
        // Kannel cuts the long one by itself, into as many parts as we have counted.
        let parts = "select sum(segments) from outbox where gateway = 'kannel'";
        let parts = world.number(parts).await;
        assert!(
            3 <= parts,
            "one in English and at least two in Gujarati: {parts}"
        );
        let given = operator.until_given(usize::try_from(parts).unwrap()).await;
        let of = |number: &str| -> Vec<&str> {
            let begin = format!("56161 {number} ");
            let found = given.iter().filter_map(|text| text.strip_prefix(&begin));
            found.collect()
        };
        let english = of(&grace);
        assert_eq!(english.len(), 1, "{given:?}");
        assert!(
            english[0].starts_with("text Asha Mandli: send MEET "),
            "{given:?}"
        );
        let gujarati: String = of(&ramila).into_iter().map(utf16_of_part).collect();
        assert!(gujarati.starts_with("Asha Mandli: બેઠક "), "{gujarati}");
        assert!(gujarati.ends_with(" કરો."), "{gujarati}");
        let arrived =
            "select count(*) from outbox where gateway = 'kannel' and state = 'delivered'";
        until_counted(&world, arrived, 2).await;
        world.close().await;
    }
}
