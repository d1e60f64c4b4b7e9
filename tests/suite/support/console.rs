//! The officers' console over real HTTP, and browsers that log in to it: each keeps its cookies, follows what it
//! is led to, and sends the forms that it was shown.

use super::World;
use reqwest::redirect::Policy;
use sahkar::demo::{self, DemoOfficer};
use sahkar::web::phone::PhonePage;
use sahkar::web::webhooks::WebhookAuth;
use sahkar::web::{self, App};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::task::JoinSet;

/// A console on a port of its own, with officers of the demo; it ends with this value.
pub(crate) struct Console {
    /// `http://127.0.0.1:PORT`.
    pub(crate) base: String,
    sheets: BTreeMap<&'static str, Vec<String>>,
    _task: JoinSet<()>,
}

/// What a browser shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    pub(crate) status: u16,
    /// Where it is, below `/console`, with what stands behind the `?`.
    pub(crate) at: String,
    pub(crate) html: String,
    /// The headers of the last answer.
    pub(crate) headers: BTreeMap<String, String>,
}

/// A browser.
pub(crate) struct Browser {
    base: String,
    client: reqwest::Client,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) shown: Shown,
    /// What it says of where a form comes from.
    pub(crate) site: &'static str,
}

impl Console {
    /// With these officers of the demo.
    pub(crate) async fn with(world: &World, officers: &[DemoOfficer]) -> Self {
        let service = Arc::clone(&world.service);
        let sheets = demo::officers(&service.store, officers, world.clock.now())
            .await
            .unwrap();
        let names = officers.iter().map(|officer| officer.name);
        let app = App {
            service,
            auth: WebhookAuth::new(BTreeMap::new(), None),
            metrics: None,
        };
        sahkar::outbound::prepare_tls();
        let page = PhonePage {
            is_practice: true,
            ..PhonePage::default()
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut task = JoinSet::new();
        task.spawn(async move {
            let router = web::router(app, Some(&page));
            let router = router.into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, router).await.unwrap();
        });
        Self {
            base: format!("http://{address}"),
            sheets: names.zip(sheets).collect(),
            _task: task,
        }
    }

    /// With all officers of the demo.
    pub(crate) async fn start(world: &World) -> Self {
        Self::with(world, &demo::OFFICERS).await
    }

    /// A browser in which nobody is logged in.
    pub(crate) fn browser(&self) -> Browser {
        Browser {
            base: self.base.clone(),
            client: reqwest::Client::builder()
                .redirect(Policy::none())
                .build()
                .unwrap(),
            cookies: BTreeMap::from([("__Host-sahkar-lang".to_owned(), "en".to_owned())]),
            shown: Shown::default(),
            site: "same-origin",
        }
    }

    /// The code of an officer's sheet with this number, from 1.
    pub(crate) fn code(&self, officer: &DemoOfficer, no: usize) -> String {
        self.sheets[officer.name][no - 1].clone()
    }

    /// A browser in which this officer is logged in, with the code of this number.
    pub(crate) async fn log_in_with(&self, officer: &DemoOfficer, no: usize) -> Browser {
        let mut browser = self.browser();
        browser.get("/login").await;
        browser.log_in(officer, &self.code(officer, no)).await;
        browser
    }

    /// A browser in which this officer is logged in, with the first code of her sheet.
    pub(crate) async fn log_in(&self, officer: DemoOfficer) -> Browser {
        self.log_in_with(&officer, 1).await
    }
}

impl Browser {
    /// Opens a page, and follows what it leads to.
    pub(crate) async fn get(&mut self, path: &str) -> Shown {
        let request = self.client.get(format!("{}/console{path}", self.base));
        self.follow(path.to_owned(), request).await
    }

    /// Opens a page, and follows nothing.
    pub(crate) async fn get_once(&mut self, path: &str) -> Shown {
        let request = self.client.get(format!("{}/console{path}", self.base));
        self.take(path, request).await
    }

    /// Opens a page by a link of somebody else's, to whom the browser shows no cookie.
    pub(crate) async fn is_led_to(&self, path: &str) -> Shown {
        let mut without = Self {
            base: self.base.clone(),
            client: self.client.clone(),
            cookies: BTreeMap::new(),
            shown: Shown::default(),
            site: self.site,
        };
        let request = self.client.get(format!("{}/console{path}", self.base));
        let request = request.header("sec-fetch-site", "cross-site");
        without.take(path, request).await
    }

    /// Types name and passphrase on the page of the log-in that it shows, and then a code.
    pub(crate) async fn log_in(&mut self, officer: &DemoOfficer, code: &str) {
        let fields = [("name", officer.name), ("passphrase", officer.passphrase)];
        let back = self.back();
        let fields: Vec<(&str, &str)> = fields
            .into_iter()
            .chain(back.iter().map(|(name, value)| (*name, value.as_str())))
            .collect();
        self.send("/login", &fields).await;
        assert!(
            self.shown.at.starts_with("/login/second"),
            "{:?}",
            self.shown
        );
        let back = self.back();
        let mut fields = vec![("code", code)];
        fields.extend(back.iter().map(|(name, value)| (*name, value.as_str())));
        self.send("/login/second", &fields).await;
        assert_eq!(self.shown.status, 200, "{:?}", self.shown);
    }

    /// Where the page of a log-in leads back to.
    fn back(&self) -> Vec<(&'static str, String)> {
        ["at", "draft"]
            .into_iter()
            .map(|name| (name, hidden(&self.shown.html, name)))
            .collect()
    }

    /// Sends the form of this address as the page that it shows has it, with these fields, and follows what
    /// comes of it.
    pub(crate) async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let form = self.form(path, fields);
        self.send_raw(path, &form).await
    }

    /// All fields of the form of this address on the page that it shows, with these.
    pub(crate) fn form(&self, path: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
        let html = form_of(&self.shown.html, path);
        let own = ["form-token", "form-nonce", "form-at"];
        let own = own.map(|name| (name.to_owned(), hidden(html, name)));
        let typed = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        own.into_iter().chain(typed).collect()
    }

    /// Sends these fields.
    pub(crate) async fn send_raw(&mut self, path: &str, form: &[(String, String)]) -> Shown {
        let request = self.client.post(format!("{}/console{path}", self.base));
        let request = request.header("sec-fetch-site", self.site).form(form);
        self.follow(path.to_owned(), request).await
    }

    /// The same, following nothing.
    pub(crate) async fn send_once(&mut self, path: &str, form: &[(String, String)]) -> Shown {
        let request = self.client.post(format!("{}/console{path}", self.base));
        let request = request.header("sec-fetch-site", self.site).form(form);
        self.take(path, request).await
    }

    async fn follow(&mut self, path: String, request: reqwest::RequestBuilder) -> Shown {
        let mut shown = self.take(&path, request).await;
        for _ in 0..5 {
            if shown.status != 303 {
                break;
            }
            let to = shown.headers["location"].clone();
            let path = to.strip_prefix("/console").unwrap().to_owned();
            shown = Box::pin(self.get_once(&path)).await;
        }
        self.shown = shown.clone();
        shown
    }

    async fn take(&mut self, path: &str, request: reqwest::RequestBuilder) -> Shown {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let answer = request.header("cookie", cookies.join("; ")).send().await;
        let answer = answer.unwrap();
        for line in answer.headers().get_all("set-cookie") {
            let (pair, rules) = line.to_str().unwrap().split_once("; ").unwrap();
            assert!(
                rules.starts_with("Path=/; Secure; HttpOnly; SameSite=Strict"),
                "{rules}"
            );
            let (name, value) = pair.split_once('=').unwrap();
            if rules.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let headers = answer.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        Shown {
            status: answer.status().as_u16(),
            at: path.to_owned(),
            headers,
            html: answer.text().await.unwrap(),
        }
    }
}

/// The form of an address on a page; all of the page where it has none.
fn form_of<'a>(html: &'a str, path: &str) -> &'a str {
    let action = format!("action=\"/console{path}\"");
    let at = html.find(&action).unwrap_or_default();
    let form = html[..at].rfind("<form").unwrap_or_default();
    html[form..].split("</form>").next().unwrap_or(html)
}

/// What stands in a hidden field.
pub(crate) fn hidden(html: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let value = html.split_once(&field).map_or("", |(_, rest)| rest);
    value.split('"').next().unwrap_or_default().to_owned()
}

/// A page without what differs each time: tokens and nonces.
pub(crate) fn masked(html: &str) -> String {
    let mut masked = html.to_owned();
    for name in ["form-token", "form-nonce", "form-at"] {
        let mut rest = std::mem::take(&mut masked);
        let field = format!("name=\"{name}\" value=\"");
        while let Some((before, after)) = rest.split_once(&field) {
            masked.push_str(before);
            masked.push_str("name=\"masked\"");
            rest = after.split_once('"').unwrap_or(("", "")).1.to_owned();
        }
        masked.push_str(&rest);
    }
    masked
}
