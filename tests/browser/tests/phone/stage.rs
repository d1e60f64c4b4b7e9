//! The demo, a driver and a browser, and what a person does with a phone in it.

use fantoccini::actions::{InputSource as _, PointerAction, TouchActions};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::net::TcpListener;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

/// The keyboard's Enter, as a driver is told of it.
pub const ENTER: &str = "\u{e007}";
/// Its escape.
pub const ESCAPE: &str = "\u{e00c}";
/// Its arrow downwards.
pub const ARROW_DOWN: &str = "\u{e015}";
/// How long a page or a program may take to be there.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A window, and whether it is one of a handset with a touch screen.
pub struct Window {
    width: u32,
    height: u32,
    is_touched: bool,
    is_dark: bool,
}

impl Window {
    /// Its width, in CSS pixels.
    pub const fn width(&self) -> u32 {
        self.width
    }
}

/// A computer's.
pub const WIDE: Window = Window {
    width: 1040,
    height: 880,
    is_touched: false,
    is_dark: false,
};
/// The smallest smartphone's that is still sold.
pub const NARROW: Window = Window {
    width: 360,
    height: 640,
    is_touched: true,
    is_dark: false,
};
/// The same, where dark pages are asked for.
pub const NARROW_DARK: Window = Window {
    is_dark: true,
    ..NARROW
};

/// The demo, a driver and a browser; all three end with it.
pub struct Stage {
    pub browser: Client,
    address: String,
    width: u32,
    is_touched: bool,
    /// What the demo printed so far.
    printed: tempfile::NamedTempFile,
    _demo: Child,
    _driver: Child,
    _profile: tempfile::TempDir,
}

impl Stage {
    pub async fn set(window: &Window) -> Self {
        let address = free_address();
        let printed = tempfile::NamedTempFile::new().unwrap();
        let demo = Command::new(sahkar().await)
            .args(["demo", "--listen", &address])
            .stdout(printed.reopen().unwrap())
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()
            .expect("the demo starts");
        let (driver, driver_url) = start_driver().await;
        let profile = tempfile::tempdir().unwrap();
        let mut options = json!({
            "args": [
                "--headless=new",
                // Chromium's own sandbox refuses to run as root, which is who tests run as in a
                // container; the page is ours.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--hide-scrollbars",
                format!("--window-size={},{}", window.width, window.height),
                format!("--blink-settings=preferredColorScheme={}", u8::from(!window.is_dark)),
                format!("--user-data-dir={}", profile.path().display()),
            ]
        });
        if window.is_touched {
            let (width, height) = (window.width, window.height);
            options["mobileEmulation"] = json!({
                "deviceMetrics": { "width": width, "height": height, "pixelRatio": 2.0, "touch": true },
            });
        }
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
            width: window.width,
            is_touched: window.is_touched,
            printed,
            _demo: demo,
            _driver: driver,
            _profile: profile,
        }
    }

    /// The end.
    pub async fn clear(self) {
        self.browser.clone().close().await.unwrap();
    }

    /// Opens the page and takes the phone of one member.
    pub async fn open_phone_of(&self, number: &str) {
        self.open().await;
        self.take_phone_of(number).await;
    }

    /// Opens the phone's page.
    pub async fn open(&self) {
        self.go("/phone").await;
    }

    /// Opens a page.
    pub async fn go(&self, path: &str) {
        let url = format!("http://{}{path}", self.address);
        self.browser.goto(&url).await.unwrap();
    }

    /// What the demo has printed by now.
    pub fn printed(&self) -> String {
        std::fs::read_to_string(self.printed.path()).unwrap()
    }

    /// Takes another phone.
    pub async fn take_phone_of(&self, number: &str) {
        let choice = self.find("#number").await;
        choice.select_by_value(number).await.unwrap();
        // The list keeps the keyboard where the number was chosen already.
        self.find("h1").await.click().await.unwrap();
    }

    pub async fn find(&self, css: &str) -> Element {
        self.browser
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await
            .unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    /// What the phone shows, once it waits for a reply or has said its last.
    pub async fn said(&self) -> String {
        self.find("#screen[data-mode=asked], #screen[data-mode=over]")
            .await;
        self.find("#said").await.text().await.unwrap()
    }

    /// Presses one key of the phone.
    pub async fn press(&self, key: &str) {
        let key = self.find(&format!("button[data-key='{key}']")).await;
        self.tap(key).await;
    }

    /// Taps with a finger, or clicks with the mouse where nothing can be touched.
    pub async fn tap(&self, element: Element) {
        if !self.is_touched {
            element.click().await.unwrap();
            return;
        }
        // What lies below the window is brought into it first, as a person does.
        let into_view = "arguments[0].scrollIntoView({ block: 'nearest', behavior: 'instant' })";
        let shown = vec![serde_json::to_value(&element).unwrap()];
        self.browser.execute(into_view, shown).await.unwrap();
        let finger = TouchActions::new("finger".to_owned())
            .then(PointerAction::MoveToElement {
                element,
                duration: None,
                x: 0.0,
                y: 0.0,
            })
            .then(PointerAction::Down { button: 0 })
            .then(PointerAction::Up { button: 0 });
        self.browser.perform_actions(finger).await.unwrap();
    }

    /// Presses keys of the phone, then the green one.
    pub async fn send(&self, reply: &str) -> String {
        for key in reply.chars() {
            self.press(&key.to_string()).await;
        }
        let before = self.screens_n().await;
        self.press("call").await;
        self.settle(before).await
    }

    /// Gathers from now on what presses the phone: `mouse`, `touch`.
    pub async fn watch_pointers(&self) {
        let watch = "window.pointers = new Set();
            addEventListener('pointerdown', e => window.pointers.add(e.pointerType), true);";
        self.browser.execute(watch, vec![]).await.unwrap();
    }

    /// What has pressed it.
    pub async fn pointers(&self) -> serde_json::Value {
        let seen = "return [...window.pointers]";
        self.browser.execute(seen, vec![]).await.unwrap()
    }

    /// The page fits the window's width, and the phone lies inside it. A browser that is touched would
    /// make its view wider for a page that does not fit, so the view is held to the window too.
    pub async fn fits_across(&self) {
        let look = "const phone = document.querySelector('.phone').getBoundingClientRect();
            return [innerWidth, document.documentElement.scrollWidth, phone.left, phone.right];";
        let seen = self.browser.execute(look, vec![]).await.unwrap();
        let [view, page, left, right]: [f64; 4] = serde_json::from_value(seen).unwrap();
        let window = f64::from(self.width);
        assert!(view <= window, "a view of {view} in {window}");
        assert!(page <= window, "a page of {page} in {window}");
        assert!(
            0.0 <= left && right <= window,
            "{left} to {right} of {window}"
        );
    }

    /// Strikes keys of the computer's keyboard, wherever the focus is.
    pub async fn strike(&self, keys: &str) {
        let focused = self.browser.active_element().await.unwrap();
        focused.send_keys(keys).await.unwrap();
    }

    /// Types on the computer's keyboard, then Enter.
    pub async fn type_keys(&self, reply: &str) -> String {
        let before = self.screens_n().await;
        self.strike(reply).await;
        self.strike(ENTER).await;
        self.settle(before).await
    }

    /// Waits until the phone shows this part of it: `news`, `menu`, `inbox`, `read`, `write`, ...
    pub async fn until(&self, mode: &str) {
        self.find(&format!("#screen[data-mode={mode}]")).await;
    }

    /// Whether the phone shows this part of it now: what a key leads to is drawn with the key.
    pub async fn shows(&self, mode: &str) -> bool {
        let css = format!("#screen[data-mode={mode}]");
        let found = self.browser.find_all(Locator::Css(&css)).await;
        !found.unwrap().is_empty()
    }

    /// What stands in an element.
    pub async fn text_of(&self, css: &str) -> String {
        self.find(css).await.text().await.unwrap()
    }

    /// Screens listed beside the phone: one for each answer of this session.
    async fn screens_n(&self) -> usize {
        self.browser
            .find_all(Locator::Css("#sizes .shown"))
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
    pub async fn picture(&self, name: &str) {
        // What has just come is said over the screen for a moment.
        self.find("#news[hidden]").await;
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

pub fn root() -> PathBuf {
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

/// Below the ports that the system draws by itself, so that nothing takes one between here and the demo that
/// shall listen on it, and below those of the suite's tests, which may run beside.
const PORTS: Range<u16> = 12_000..18_000;

/// An address of this machine that nobody listens on, and that no other test of this run is given.
fn free_address() -> String {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    // Another run beside this one begins elsewhere.
    let begin = std::process::id().wrapping_mul(257);
    let width = u32::from(PORTS.end - PORTS.start);
    for _ in 0..width {
        let given = GIVEN.fetch_add(1, Ordering::Relaxed);
        let offset = u16::try_from(begin.wrapping_add(given) % width).unwrap();
        let address = format!("127.0.0.1:{}", PORTS.start + offset);
        if TcpListener::bind(&address).is_ok() {
            return address;
        }
    }
    panic!("no port is free");
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
