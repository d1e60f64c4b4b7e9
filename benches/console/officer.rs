//! An officer's browser, as far as it takes to log in and to read pages.

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};
use sahkar::demo::SECRETARY;
use std::collections::BTreeMap;

/// What she reads.
#[derive(Clone, Copy)]
pub(crate) enum Read {
    /// What needs her.
    Today,
    /// The first fifty members.
    List,
    /// Fifty members behind most of the others.
    Deep,
    /// Members whose names sound so.
    Search,
    /// One member.
    Member,
}

/// In this order.
pub(crate) const READS: [Read; 5] = [
    Read::Today,
    Read::List,
    Read::Deep,
    Read::Search,
    Read::Member,
];

impl Read {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::List => "fifty members",
            Self::Deep => "fifty members far behind",
            Self::Search => "a search by name",
            Self::Member => "a member's page",
        }
    }
}

/// Her browser.
pub(crate) struct Officer {
    base: String,
    client: Client,
    cookies: BTreeMap<String, String>,
    /// The page that she sees.
    html: String,
}

impl Officer {
    /// Logs in.
    pub(crate) async fn log_in(address: &str, code: &str) -> Self {
        sahkar::outbound::prepare_tls();
        let mut officer = Self {
            base: format!("http://{address}/console"),
            client: Client::builder()
                .redirect(Policy::none())
                .build()
                .expect("a client"),
            cookies: BTreeMap::new(),
            html: String::new(),
        };
        officer.get("/login").await;
        let who = [
            ("name", SECRETARY.name),
            ("passphrase", SECRETARY.passphrase),
        ];
        officer.send("/login", &who).await;
        officer.send("/login/second", &[("code", code)]).await;
        officer
    }

    /// Opens a page.
    pub(crate) async fn read(&mut self, read: Read) {
        match read {
            Read::Today => self.get("/").await,
            Read::List => self.get("/members").await,
            Read::Deep => self.get("/members?after=280000").await,
            // The form stands on the page that she saw before, as on any list of members.
            Read::Search => {
                if !self.html.contains("/console/members\"") {
                    self.get("/members").await;
                }
                self.send("/members", &[("q", "champa")]).await;
            }
            Read::Member => self.get("/members/200017").await,
        }
    }

    async fn get(&mut self, path: &str) {
        let request = self.client.get(format!("{}{path}", self.base));
        self.take(request).await;
    }

    /// Sends the form of a page, with what it hides.
    async fn send(&mut self, path: &str, typed: &[(&str, &str)]) {
        let hidden = ["form-token", "form-nonce", "form-at", "at", "draft"];
        let hidden = hidden.map(|name| (name, hidden_in(&self.html, name)));
        let typed = typed
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        let fields: Vec<(&str, String)> = hidden.into_iter().chain(typed).collect();
        let request = self
            .client
            .post(format!("{}{path}", self.base))
            .form(&fields);
        self.take(request).await;
    }

    /// Sends a request, and follows where it leads.
    async fn take(&mut self, request: RequestBuilder) {
        let mut next = Some(request);
        while let Some(request) = next.take() {
            let cookies = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            let cookies = cookies.collect::<Vec<_>>().join("; ");
            let request = request.header(COOKIE, cookies);
            let request = request.header("sec-fetch-site", "same-origin");
            let answer = request.send().await.expect("it answers");
            for line in answer.headers().get_all(SET_COOKIE) {
                let pair = line.to_str().expect("a text").split(';').next();
                let (name, value) = pair.and_then(|pair| pair.split_once('=')).expect("a pair");
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
            let to = answer.headers().get(LOCATION).cloned();
            assert!(answer.status().as_u16() < 400, "{}", answer.status());
            self.html = answer.text().await.expect("a page");
            if let Some(to) = to {
                let path = to.to_str().expect("a path").replacen("/console", "", 1);
                next = Some(self.client.get(format!("{}{path}", self.base)));
            }
        }
    }
}

/// What stands in a hidden field of a page.
fn hidden_in(html: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let value = html.split_once(&field).map_or("", |(_, rest)| rest);
    value.split('"').next().unwrap_or_default().to_owned()
}
