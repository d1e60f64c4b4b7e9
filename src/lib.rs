//! Sahkar: the phone line of a women's data cooperative.
//!
//! A phone sends us a few characters and must be answered with a few lines. Everything begins in one
//! of four places: someone writes to us (`answer`), we write to someone (`delivery`), time passes
//! (`jobs`), a person at a keyboard asks (`web`, `cli`). All alter the record through the same closed list of changes
//! (`core::domain::Change`), and what people see is decided by a pure function over a script that was
//! checked, whole, before the first request.
//!
//! # The map
//!
//! ```text
//! domain <- acts, texts <- render <- script <- dialogue <- texting   pure: no waiting, clock, chance, SQL, HTTP
//!    ^                                      ^
//!    +------ gateways              store ---+              the edges
//!               ^          ^
//!             answer - delivery - jobs           someone wrote to us; we write; time passed
//!                  ^      ^
//!                    web  <- cli                 an operator looks; a browser dials
//! ```
//!
//! The core (`src/core/`) decides; everything beside it is the shell, and one folder or file of `src/`
//! for each module. The shell knows the core; the core has never heard of the shell. The table decides who may use
//! whom, and a test holds it against the code.
//!
//! | module | may use | what it is |
//! |---|---|---|
//! | domain | — | the nouns, and their rules |
//! | authz | domain | who may do what: rights, roles, permits |
//! | acts | domain, authz | what can be done, decided once for every channel |
//! | texts | domain | the words of a language, and how much of a screen they fill |
//! | render | domain, texts | what a screen says, as a value, and how a channel shows it |
//! | `toml_file` | — | a TOML file with the places of its values, and all that is wrong with it |
//! | script | domain, texts, render, `toml_file` | what conversations may be: menus and texts, compiled and checked whole |
//! | dialogue | domain, acts, texts, render, script | one turn of one conversation |
//! | texting | domain, acts, texts, script, dialogue | what a text says, and what is done about it |
//! | register | domain, texts | a register on paper or in a table, read and held against what is there |
//! | clock | domain | time and chance: the system's, or a test's |
//! | seal | domain, clock | what is kept closed in the database, and its keys |
//! | trace | clock | the id of one HTTP request, on its way to the log and the outbox |
//! | store | domain, dialogue, texting, script, clock, seal, trace | the only SQL |
//! | gateways | domain, `toml_file` | the only provider code |
//! | outbound | gateways | the only way out: HTTP requests to providers |
//! | config | domain, gateways, seal, outbound, `toml_file` | settings, or everything that is wrong with them |
//! | telemetry | domain | logs and numbers |
//! | pins | domain, seal | the work on a PIN, and on a passphrase |
//! | app | domain, script, clock, seal, gateways, store, pins, outbound | what it takes to answer |
//! | answer | domain, acts, texts, render, script, dialogue, texting, gateways, store, pins, telemetry, app | one request, one reply |
//! | office | domain, acts, authz, texts, register, script, texting, clock, gateways, pins, store, telemetry, app | what officers and the operator do together: announcements, codes, locks, signatures, who is told |
//! | delivery | domain, texts, gateways, outbound, store, telemetry, app | we write: texts leave, and what became of them |
//! | jobs | domain, acts, store, telemetry, app, office | what is done because time passed |
//! | web | domain, acts, authz, texts, dialogue, register, clock, config, seal, trace, gateways, telemetry, app, answer, office, store | HTTP, and the officers' console |
//! | demo | domain, acts, authz, clock, gateways, pins, office, store, app | a cooperative to try things on |
//! | talk | domain, texts, script, clock, seal, gateways, store, app, answer, delivery, jobs, demo | a phone in the terminal |
//! | cli | domain, acts, authz, texts, register, script, clock, seal, gateways, store, outbound, config, telemetry, app, answer, delivery, jobs, office, pins, web, demo, talk | what an operator types |
//!
//! # What always holds
//!
//! - A turn is a pure function and cannot fail: facts in, screen and changes out.
//! - A change is always a row, never a call, and all rows of one step are written together or not at
//!   all; the guard that fails takes the whole step back, and the turn is taken again.
//! - A stored state is made of names, so a release may rename or reorder anything.
//! - No transcript, PIN, vote, name or number is ever logged or kept in clear.
//! - No query crosses cooperatives.
//!
//! # Further
//!
//! `docs/ARCHITECTURE.md` follows a key press, a text and the close of a ballot from end to end, and
//! `docs/CONTRIBUTING.md` names the files that each usual kind of change touches.

pub mod answer;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod core;
pub mod delivery;
pub mod demo;
pub mod gateways;
pub mod jobs;
pub mod office;
pub mod outbound;
pub mod pins;
pub mod seal;
pub mod store;
pub mod talk;
pub mod telemetry;
pub mod trace;
pub mod web;
