//! The browser phone in a real browser, without a window: a Gujarati income entry by touch, and a
//! vote by keyboard. `UPDATE=1` keeps the README's picture of it.
//!
//! Needs `chromium` and `chromedriver`, which `tests/run` installs.

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

/// How long a page or a program may take to be there.
const PATIENCE: Duration = Duration::from_secs(30);

/// The demo, a driver and a browser; all three end with it.
struct Stage {
    browser: Client,
    address: String,
    _demo: Child,
    _driver: Child,
    _profile: tempfile::TempDir,
}

impl Stage {
    async fn set() -> Self {
        let address = free_address();
        let demo = Command::new(sahkar().await)
            .args(["demo", "--listen", &address])
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()
            .expect("the demo starts");
        let (driver, driver_url) = start_driver().await;
        let profile = tempfile::tempdir().unwrap();
        let options = json!({
            "args": [
                "--headless=new",
                // Chromium's own sandbox refuses to run as root, which is who tests run as in a
                // container; the page is ours.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--hide-scrollbars",
                "--window-size=1040,800",
                format!("--user-data-dir={}", profile.path().display()),
            ]
        });
        let browser = ClientBuilder::new(HttpConnector::new())
            .capabilities(
                [("goog:chromeOptions".to_owned(), options)]
                    .into_iter()
                    .collect(),
            )
            .connect(&driver_url)
            .await
            .expect("a browser opens");
        wait_for_server(&address).await;
        Self {
            browser,
            address,
            _demo: demo,
            _driver: driver,
            _profile: profile,
        }
    }

    /// Opens the page and takes the phone of one member.
    async fn open_phone_of(&self, number: &str) {
        let url = format!("http://{}/phone", self.address);
        self.browser.goto(&url).await.unwrap();
        let choice = self.find("#number").await;
        choice.select_by_value(number).await.unwrap();
    }

    async fn find(&self, css: &str) -> Element {
        self.browser
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await
            .unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    /// What the phone shows, once it waits for a reply or has said its last.
    async fn said(&self) -> String {
        self.find("#screen[data-mode=asked], #screen[data-mode=over]")
            .await;
        self.find("#said").await.text().await.unwrap()
    }

    /// Presses keys of the phone with a finger, then the green one.
    async fn touch(&self, reply: &str) -> String {
        for key in reply.chars() {
            self.find(&format!("button[data-key='{key}']"))
                .await
                .click()
                .await
                .unwrap();
        }
        let before = self.screens_n().await;
        self.find("button[data-key=call]")
            .await
            .click()
            .await
            .unwrap();
        self.settle(before).await
    }

    /// Types on the computer's keyboard, then Enter.
    async fn type_keys(&self, reply: &str) -> String {
        let before = self.screens_n().await;
        let body = self.find("body").await;
        body.send_keys(reply).await.unwrap();
        body.send_keys(&char::from(Key::Enter).to_string())
            .await
            .unwrap();
        self.settle(before).await
    }

    /// Screens listed beside the phone: one for each answer of this session.
    async fn screens_n(&self) -> usize {
        self.browser
            .find_all(Locator::Css("#sizes li"))
            .await
            .unwrap()
            .len()
    }

    /// Waits until one more screen is there than before, or a new session's first.
    async fn settle(&self, before: usize) -> String {
        timeout(PATIENCE, async {
            while self.screens_n().await == before {
                sleep(Duration::from_millis(20)).await;
            }
        })
        .await
        .expect("the service answers");
        self.said().await
    }

    /// Keeps a picture of the window where `UPDATE=1` asks for it.
    async fn picture(&self, name: &str) {
        let png = self.browser.screenshot().await.unwrap();
        assert!(
            png.starts_with(b"\x89PNG") && png.len() > 20_000,
            "a picture of a page"
        );
        if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
            let folder = root().join("docs");
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(name), png).unwrap();
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The program under test, built the same way as this test.
async fn sahkar() -> PathBuf {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--bin", "sahkar"])
        .current_dir(root())
        .status()
        .await
        .expect("cargo runs");
    assert!(built.success(), "the program builds");
    let test = std::env::current_exe().unwrap();
    test.ancestors()
        .nth(2)
        .expect("target/debug/deps/test")
        .join("sahkar")
}

fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}

async fn start_driver() -> (Child, String) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("chromedriver is installed (tests/run installs it)");
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let port = timeout(PATIENCE, async {
        loop {
            let line = lines
                .next_line()
                .await
                .unwrap()
                .expect("the driver says its port");
            if let Some((_, rest)) = line.split_once("started successfully on port ") {
                return rest.trim_end_matches('.').to_owned();
            }
        }
    })
    .await
    .expect("the driver starts");
    (driver, format!("http://127.0.0.1:{port}"))
}

async fn wait_for_server(address: &str) {
    timeout(PATIENCE, async {
        while tokio::net::TcpStream::connect(address).await.is_err() {
            sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .expect("the demo listens");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gujarati_income_entry_by_touch() {
    let stage = Stage::set().await;
    stage.open_phone_of("+919800000001").await;
    let main = stage.touch("").await;
    assert!(main.contains("1 મારો હિસાબ"), "{main}");
    stage.touch("2").await;
    let categories = stage.touch("1").await;
    assert!(categories.contains("2 દૂધ"), "{categories}");
    let amount = stage.touch("2").await;
    assert_eq!(amount, "દૂધ: કેટલા રૂપિયા?");
    stage.touch("850").await;
    let echo = stage.touch("1").await;
    assert!(echo.starts_with("દૂધ રૂ.850"), "{echo}");
    stage.picture("phone-gu.png").await;
    let saved = stage.touch("1").await;
    assert!(saved.starts_with("નોંધ થઈ. નં. "), "{saved}");
    // Beside the phone stands how full each screen was.
    let sizes = stage.find("#sizes").await.text().await.unwrap();
    assert!(sizes.contains("of 70"), "{sizes}");
    stage.browser.clone().close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_by_keyboard() {
    let stage = Stage::set().await;
    stage.open_phone_of("+919800000001").await;
    stage.type_keys("").await;
    let ballots = stage.type_keys("4").await;
    assert!(ballots.contains("17 "), "{ballots}");
    let pin = stage.type_keys("17").await;
    assert_eq!(pin, "તમારો 4 અંકનો પિન?");
    let question = stage.type_keys("2468").await;
    assert!(question.contains("1 હા"), "{question}");
    let echo = stage.type_keys("1").await;
    assert!(echo.contains("1 પાકું"), "{echo}");
    let done = stage.type_keys("1").await;
    assert!(done.starts_with("મત નોંધાયો. ગુપ્ત છે."), "{done}");
    stage.browser.clone().close().await.unwrap();
}
