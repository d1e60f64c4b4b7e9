//! Input that one of the two databases cannot store: U+0000, bytes that are not UTF-8, half a surrogate
//! pair, ids that are too long for an index, numbers of more than 64 bits. It is refused or cleaned before
//! it reaches either database, and never causes a 5xx; what a member wrote is stored without it.

mod kept;
mod late;
mod numbers;

use crate::described::{kannel, textlocal};
use crate::support::{Kind, World};
use crate::webhooks::Server;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use reqwest::Method;
use sahkar::gateways::sms::{Configured, Credentials, Installed, Provider, Providers};
use sahkar::outbound::Outbound;
use std::sync::Arc;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const XML: &str = "text/xml";
const NAMES: [&str; 7] = [
    "sandbox",
    "gupshup",
    "exotel",
    "textlocal",
    "kannel",
    "infobip",
    "xml",
];

const SEND: &str = "[send]\nurl = \"https://api.example.org\"\nform = { to = \"{to}\", text = \"{text}\" }\n\
    [reply]\n[[reply.rule]]\nstatus = \"200\"\ntaken = true\n";
const INFOBIP: &str = "[text]\nfields = \"json\"\nlist = \"/results\"\nsender = \"from\"\nnumbers = \"indian\"\n\
    to = \"to\"\ntext = \"text\"\nid = \"messageId\"\nat = \"receivedAt\"\ntime = \"rfc3339\"\n\
    [receipt]\nfields = \"json\"\nlist = \"/results\"\ntheir-id = \"messageId\"\nstatus = \"status\"\n\
    code = \"code\"\n[receipt.states]\nDELIVERED = \"delivered\"\n";
const IN_XML: &str = "[text]\nfields = \"xml\"\nsender = \"from\"\nnumbers = \"indian\"\nto = \"to\"\ntext = \"text\"\n\
    id = \"id\"\n[receipt]\nfields = \"xml\"\ntheir-id = \"id\"\nstatus = \"status\"\n\
    [receipt.states]\nDELIVERED = \"delivered\"\n";

fn credentials(pairs: &[(&str, &str)]) -> Credentials {
    let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
    Credentials(pairs.iter().map(owned).collect())
}

fn built_in(name: &str, pairs: &[(&str, &str)]) -> Provider {
    Provider::open(name, &credentials(pairs)).unwrap().unwrap()
}

fn described(name: &str, source: &str) -> Provider {
    let source = format!("{SEND}{source}");
    Provider::Configured(Configured::open(name, &source, &credentials(&[])).unwrap())
}

/// A world that all these providers reach, and its server.
async fn open(kind: Kind, seed: u64) -> (World, Server) {
    let mut world = World::open(kind, seed).await;
    for name in NAMES.iter().filter(|name| **name != "sandbox") {
        let address = format!(
            "insert into coop_address (coop_id, gateway, kind, value)
            select id, '{name}', 'sms', '56161' from coop"
        );
        world.sql(&address).await;
    }
    let exotel = [("api_key", "k"), ("api_token", "t"), ("account_sid", "AC1")];
    let installed = [
        Provider::Sandbox,
        built_in("gupshup", &[("userid", "2000"), ("password", "hush")]),
        built_in("exotel", &exotel),
        Provider::Configured(textlocal("https://api.textlocal.in/send/")),
        Provider::Configured(kannel("http://127.0.0.1:13013/cgi-bin/sendsms")),
        described("infobip", INFOBIP),
        described("xml", IN_XML),
    ];
    let installed = installed.map(|provider| Installed {
        provider,
        receipt_url: None,
        segments_per_second: None,
    });
    let service = Arc::get_mut(&mut world.service).expect("nobody else has it yet");
    service.sending.providers = Providers::new(installed, &["sandbox".to_owned()]);
    service.sending.outbound = Outbound::closed();
    let listener = Server::listen().await;
    let server = Server::serve(listener, Arc::clone(&world.service), &NAMES);
    (world, server)
}

/// A request as it goes over the wire.
#[derive(Clone, Debug)]
struct Asked {
    path: String,
    kind: &'static str,
    body: String,
}

async fn ask(server: &Server, asked: &Asked) -> u16 {
    let request = if asked.kind.is_empty() {
        server.ask(Method::GET, &asked.path)
    } else {
        let post = server.ask(Method::POST, &asked.path);
        post.header("content-type", asked.kind)
            .body(asked.body.clone())
    };
    request.send().await.unwrap().status().as_u16()
}

/// What stands in a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Odd {
    Plain,
    Nul,
    OnlyNul,
    Torn,
    Half,
    Long,
    Large,
    Negative,
    Empty,
    Control,
}

const ODD: [Odd; 9] = [
    Odd::Nul,
    Odd::OnlyNul,
    Odd::Torn,
    Odd::Half,
    Odd::Long,
    Odd::Large,
    Odd::Negative,
    Odd::Empty,
    Odd::Control,
];

impl Odd {
    /// In a form or a query.
    fn in_form(self, plain: &str) -> String {
        match self {
            Self::Plain => plain.to_owned(),
            Self::Nul => format!("{plain}%00x"),
            Self::OnlyNul => "%00".to_owned(),
            Self::Torn => format!("{plain}%FF%FE"),
            Self::Half => format!("{plain}%ED%A0%BD"),
            Self::Long => "x".repeat(3000),
            Self::Large => "99999999999999999999".to_owned(),
            Self::Negative => "-9223372036854775809".to_owned(),
            Self::Empty => String::new(),
            Self::Control => format!("{plain}%1B%07%7F"),
        }
    }

    /// In JSON, with its quotes.
    fn in_json(self, plain: &str) -> String {
        let plain = plain.replace("%2B", "+");
        match self {
            Self::Nul => format!("\"{plain}\\u0000x\""),
            Self::OnlyNul => "\"\\u0000\"".to_owned(),
            Self::Torn => format!("\"{plain}\0\""),
            Self::Half => format!("\"{plain}\\ud83d\""),
            Self::Large => "99999999999999999999".to_owned(),
            Self::Negative => "-9223372036854775809".to_owned(),
            Self::Control => format!("\"{plain}\\u001b\\u0007\u{7f}\""),
            Self::Plain | Self::Long | Self::Empty => format!("\"{}\"", self.in_form(&plain)),
        }
    }

    /// In XML.
    fn in_xml(self, plain: &str) -> String {
        let plain = plain.replace("%2B", "+");
        match self {
            Self::Nul => format!("{plain}&#0;x"),
            Self::OnlyNul => "\0".to_owned(),
            Self::Torn | Self::Half => format!("{plain}&#xFFFF;"),
            Self::Control => format!("{plain}\u{1b}&#7;"),
            Self::Plain | Self::Long | Self::Large | Self::Negative | Self::Empty => {
                self.in_form(&plain)
            }
        }
    }
}

/// The addresses, what each is sent, and its fields: `from`, `to`, `id`, `text` or a status, a moment.
const SHAPES: [(&str, &str, [&str; 5]); 11] = [
    (
        "sandbox/demo/sms",
        FORM,
        ["from", "to", "id", "text", "date"],
    ),
    (
        "sandbox/demo/receipt",
        FORM,
        ["phoneNumber", "failureReason", "id", "status", "x"],
    ),
    (
        "sandbox/demo/ussd",
        FORM,
        ["phoneNumber", "serviceCode", "sessionId", "text", "x"],
    ),
    (
        "sandbox/demo/ussd/end",
        FORM,
        ["phoneNumber", "serviceCode", "sessionId", "status", "x"],
    ),
    (
        "gupshup/demo/sms",
        "",
        ["msisdn", "phonecode", "x", "content", "timestamp"],
    ),
    (
        "gupshup/demo/receipt",
        "",
        ["phoneNo", "cause", "externalId", "status", "deliveredTS"],
    ),
    (
        "exotel/demo/sms",
        JSON,
        [
            "Sender",
            "ReceivedOn",
            "SmsSid",
            "MessageBody",
            "ReceivedTime",
        ],
    ),
    (
        "textlocal/demo/receipt",
        FORM,
        ["number", "x", "customID", "status", "datetime"],
    ),
    ("kannel/demo/sms", "", ["from", "to", "id", "text", "at"]),
    (
        "infobip/demo/sms",
        JSON,
        ["from", "to", "messageId", "text", "receivedAt"],
    ),
    ("xml/demo/sms", XML, ["from", "to", "id", "text", "x"]),
];

fn asked(shape: usize, odd: [Odd; 5]) -> Asked {
    let (path, kind, names) = SHAPES[shape];
    let plain = ["%2B919800000005", "56161", "name-1", "HELP", "2026-11-24"];
    let fields = || names.iter().zip(odd).zip(plain);
    let form: Vec<String> = fields()
        .map(|((name, odd), plain)| format!("{name}={}", odd.in_form(plain)))
        .collect();
    let form = form.join("&");
    let body = match kind {
        JSON => {
            let pairs: Vec<String> = fields()
                .map(|((name, odd), plain)| format!("\"{name}\":{}", odd.in_json(plain)))
                .collect();
            let object = format!("{{{}}}", pairs.join(","));
            if path.starts_with("infobip") {
                format!("{{\"results\":[{object}]}}")
            } else {
                object
            }
        }
        XML => {
            let elements: Vec<String> = fields()
                .map(|((name, odd), plain)| format!("<{name}>{}</{name}>", odd.in_xml(plain)))
                .collect();
            format!("<t>{}</t>", elements.concat())
        }
        _ => form.clone(),
    };
    Asked {
        path: if kind.is_empty() {
            format!("{path}?{form}")
        } else {
            path.to_owned()
        },
        kind,
        body,
    }
}

/// Every shape with each oddity in each field alone, and many at once.
fn hostile() -> Vec<Asked> {
    let mut all = Vec::new();
    for shape in 0..SHAPES.len() {
        for at in 0..5 {
            for odd in ODD {
                let mut fields = [Odd::Plain; 5];
                fields[at] = odd;
                all.push(asked(shape, fields));
            }
        }
    }
    let mut runner = TestRunner::deterministic();
    let odd = prop::sample::select([&ODD[..], &[Odd::Plain; 9]].concat());
    let one = (0..SHAPES.len(), prop::array::uniform5(odd));
    for _ in 0..150 {
        let (shape, fields) = one.new_tree(&mut runner).unwrap().current();
        all.push(asked(shape, fields));
    }
    all
}

#[tokio::test]
async fn s9_no_hostile_field_is_a_5xx_and_both_databases_agree() {
    let all = hostile();
    let mut seen: Vec<Vec<u16>> = Vec::new();
    for kind in Kind::all() {
        let (world, server) = open(kind, 81).await;
        let mut statuses = Vec::new();
        for one in &all {
            let status = ask(&server, one).await;
            let short: String = one.path.chars().chain(one.body.chars()).take(300).collect();
            assert!(status < 500, "{kind:?}: {status} for {short:?}");
            statuses.push(status);
        }
        seen.push(statuses);
        world.close().await;
    }
    for (n, one) in all.iter().enumerate() {
        let statuses: Vec<u16> = seen.iter().map(|of| of[n]).collect();
        assert!(
            statuses.windows(2).all(|two| two[0] == two[1]),
            "{statuses:?}: {one:?}"
        );
    }
    // Enough of both kinds came, so that it was not all one answer.
    for status in [200, 400] {
        let n = seen[0].iter().filter(|one| **one == status).count();
        assert!(100 < n, "{status}: {n}");
    }
}
