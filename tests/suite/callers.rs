//! Which addresses a gateway may call from: the real program, called directly and through a proxy on this
//! machine.

use crate::support::{PEPPER, Running, free_port, master, until_it_listens};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Client, StatusCode};
use sahkar::outbound::prepare_tls;
use std::process::{Command, Stdio};

const SECRET: &str = "a-secret-of-this-test";
const PROVIDER: &str = "203.0.113.9";

/// The program, which lets the sandbox's calls in from `allowed`, and its address.
struct Program {
    base: String,
    client: Client,
    _running: Running,
    _folder: tempfile::TempDir,
}

impl Program {
    async fn start(allowed: &str, proxies: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let listen = format!("127.0.0.1:{port}");
        let program = |verb| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_sahkar"));
            command
                .arg(verb)
                .current_dir(folder.path())
                .env("SAHKAR_LISTEN", &listen)
                .env("SAHKAR_DATABASE_URL", "sqlite:callers.db")
                .env("SAHKAR_KEY", STANDARD.encode(master().reveal()))
                .env("SAHKAR_PEPPER", PEPPER)
                .env("SAHKAR_GATEWAY_SANDBOX_SECRET", SECRET)
                .env("SAHKAR_GATEWAY_SANDBOX_ALLOW_FROM", allowed)
                .env("SAHKAR_GATEWAY_AFRICASTALKING_SECRET", SECRET)
                .env("SAHKAR_PROXIES", proxies)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            command
        };
        assert!(program("migrate").status().unwrap().success());
        let running = Running(program("serve").spawn().unwrap());
        prepare_tls();
        until_it_listens(port).await;
        Self {
            base: format!("http://{listen}/hooks"),
            client: Client::builder().build().unwrap(),
            _running: running,
            _folder: folder,
        }
    }

    /// What a caller is answered, with these lines of `X-Forwarded-For`.
    async fn ask(&self, path: &str, forwarded: &[&str]) -> (StatusCode, String) {
        let form = if path.ends_with("ussd") {
            "sessionId=s&serviceCode=*1%23&phoneNumber=%2B919800000001&networkCode=9&text="
        } else {
            "id=a&status=Success&phoneNumber=%2B919800000001&networkCode=9"
        };
        let asked = self.client.post(format!("{}/{path}", self.base)).body(form);
        let mut asked = asked.header("content-type", "application/x-www-form-urlencoded");
        for line in forwarded {
            asked = asked.header("x-forwarded-for", *line);
        }
        let answer = asked.send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    }
}

#[tokio::test]
async fn behind_a_proxy_only_the_providers_addresses_are_let_in() {
    let program = Program::start("203.0.113.0/24", "127.0.0.1").await;
    let stranger = program
        .ask("sandbox/another-secret/receipt", &[PROVIDER])
        .await;
    assert_eq!(stranger.0, StatusCode::NOT_FOUND);
    for path in ["receipt", "sms", "ussd", "ussd/end"] {
        let path = format!("sandbox/{SECRET}/{path}");
        let let_in = program.ask(&path, &[PROVIDER]).await;
        assert_ne!(let_in.0, StatusCode::NOT_FOUND, "{path}");
        for forwarded in [
            &[][..],
            &["198.51.100.1"],
            &["203.0.113.9, 198.51.100.1"],
            &[PROVIDER, "198.51.100.1"],
            &["\u{e9}"],
        ] {
            let refused = program.ask(&path, forwarded).await;
            assert_eq!(refused, stranger, "{path} {forwarded:?}");
        }
    }
    // A gateway without a list is called from anywhere.
    let other = format!("africastalking/{SECRET}/ussd");
    assert_eq!(program.ask(&other, &[]).await.0, StatusCode::OK);
}

#[tokio::test]
async fn without_a_proxy_who_connects_counts_and_nobody_is_believed() {
    let path = format!("sandbox/{SECRET}/receipt");
    let program = Program::start("203.0.113.0/24", "").await;
    let refused = program.ask(&path, &[PROVIDER]).await;
    assert_eq!(refused.0, StatusCode::NOT_FOUND);
    let program = Program::start("127.0.0.1", "").await;
    assert_eq!(program.ask(&path, &[]).await.0, StatusCode::OK);
    let forwarded = program.ask(&path, &["198.51.100.1"]).await;
    assert_eq!(forwarded.0, StatusCode::OK);
}
