//! `/console`: the officers' pages, rendered here, without a script.
//!
//! `pages` is the one table of them: the router is made from it, and a test walks it. Before a page's own code
//! runs, `gate` has seen that the request comes from a page of ours, who is logged in, that she may, and
//! that the form was not sent before. What is not in the table does not exist, and what somebody may not
//! see looks the same to her.
//!
//! **Invariant:** no page has a script or a style in it, nor loads anything from elsewhere (`headers`).
//! **Invariant:** no name, number or word that was searched for stands in an address or in a log.

mod access;
mod addresses;
mod browser;
mod calls;
mod case_one;
mod case_words;
mod cases;
mod csv;
mod days;
mod dead_numbers;
mod delivery;
mod delivery_words;
mod fields;
mod gate;
mod gateways;
mod groups;
mod headers;
mod leave_words;
mod log;
mod log_check;
mod log_words;
mod login;
mod looks;
mod me;
mod member;
mod member_edit;
mod member_fields;
mod member_leave;
mod member_new;
mod member_pins;
mod members;
mod officer_tasks;
mod outcome;
mod page;
mod pages;
mod preview;
mod qr;
mod scope;
mod second_step;
mod session;
mod sign;
mod sign_one;
mod signer;
mod slips;
mod state;
mod text_cost;
mod today;
mod today_item;
mod visit;

pub use access::{Access, Method};
pub use page::ConsolePage;
pub use pages::PAGES;

use super::app::App;
use axum::Router;
use axum::extract::{RawPathParams, Request};
use axum::http::header;
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, any, get, on};
use pages::NAV;
use state::{Console, NavEntry, PageMap};

/// The one stylesheet. A browser keeps it for a day.
const CSS: &str = include_str!("console.css");

/// The addresses of the console. `is_practice`: the pages say that nothing here is real.
pub(super) fn router(app: &App, is_practice: bool) -> Router {
    let console = Console::new(app, map(is_practice));
    let mut router = Router::new()
        .route("/console/console.css", get(|| async { stylesheet() }))
        .route("/console", get(|| async { gate::to("/") }));
    for page in PAGES {
        let filter = match page.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
        };
        let path = format!("/console{}", page.path);
        let console = console.clone();
        let handler = move |params: RawPathParams, request: Request| {
            gate::serve(console, page, params, request)
        };
        router = router.route(&path, on(filter, handler));
    }
    let nothing = console.clone();
    router
        .route(
            "/console/{*rest}",
            any(move |request: Request| gate::nothing(nothing, request)),
        )
        .layer(map_response(|response: Response| async move {
            headers::add(response)
        }))
}

/// What the table says that every page has to know.
fn map(is_practice: bool) -> PageMap {
    let shown = PAGES.iter().filter(|page| page.method == Method::Get);
    let nav = NAV.into_iter().filter_map(|(path, words)| {
        let page = shown.clone().find(|page| page.path == path)?;
        let right = page.right;
        Some(NavEntry { path, words, right })
    });
    PageMap {
        nav: nav.collect(),
        shown: shown
            .clone()
            .filter(|page| page.right != Access::Anyone)
            .map(|page| page.path)
            .collect(),
        is_practice,
    }
}

fn stylesheet() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    (headers, CSS).into_response()
}
