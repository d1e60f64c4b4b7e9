//! The browser phone and the officers' console in a real browser, without a window. `UPDATE=1` keeps the README's pictures of it.
//!
//! Needs `chromium` and `chromedriver`, which `tests/run` installs, and looks for barriers where
//! it brought axe-core too.

mod barriers;
mod calls;
mod officers;
mod stage;
mod texts;
