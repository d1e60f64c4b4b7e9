//! Sahkar: the phone line of a women's data cooperative.
//!
//! A phone sends us a few characters and must be answered with a few lines. Everything begins in one
//! of four places: someone writes to us (`answer`), we write to someone (`deliver`), time passes
//! (`jobs`), a person at a keyboard asks (`web`, `main`). All alter the record through the same closed list of changes
//! (`domain::Change`), and what people see is decided by a pure function over a script that was
//! checked, whole, before the first request.
//!
//! # The map
//!
//! ```text
//! domain <- acts, texts <- script <- dialogue <- texting   pure: no waiting, clock, chance, SQL, HTTP
//!    ^                            ^
//!    +------ gateway     store ---+              the edges
//!               ^          ^
//!             answer - deliver - jobs            someone wrote to us; we write; time passed
//!                  ^      ^
//!                    web  <- main                an operator looks; a browser dials
//! ```
//!
//! The shell knows the core; the core has never heard of the shell. The table decides who may use
//! whom, and a test holds it against the code.
//!
//! | module | may use | what it is |
//! |---|---|---|
//! | domain | — | the nouns, and their rules |
//! | authz | domain | who may do what: rights, roles, permits |
//! | acts | domain, authz | what can be done, decided once for every channel |
//! | texts | domain | the words of a language, and how much of a screen they fill |
//! | script | domain, texts | what conversations may be: menus and texts, compiled and checked whole |
//! | dialogue | domain, acts, texts, script | one turn of one conversation |
//! | texting | domain, acts, texts, script, dialogue | what a text says, and what is done about it |
//! | register | domain, texts | a register on paper or in a table, read and held against what is there |
//! | clock | domain | time and chance: the system's, or a test's |
//! | seal | domain, clock | what is kept closed in the database, and its keys |
//! | store | domain, dialogue, texting, script, clock, seal | the only SQL |
//! | gateway | domain | the only provider code |
//! | outbound | gateway | the only way out: HTTP requests to providers |
//! | config | domain, gateway, seal, outbound | settings, or everything that is wrong with them |
//! | telemetry | domain | logs and numbers |
//! | pins | domain, seal | the work on a PIN |
//! | service | domain, script, clock, seal, gateway, store, pins, outbound | what it takes to answer |
//! | answer | domain, texts, script, dialogue, texting, gateway, store, pins, telemetry, service | one request, one reply |
//! | signing | domain, acts, authz, pins, store | officers come in, and put their hands to what takes two |
//! | announcements | domain, script, store, service | one text to many |
//! | `vote_codes` | domain, script, store, service, texting | one-time codes for voting by text |
//! | `pin_help` | domain, script, store, service | locks that two named persons open, codes for a first PIN |
//! | deliver | domain, texts, gateway, outbound, store, telemetry, service | we write: texts leave, and what became of them |
//! | officers | domain, gateway, script, store, telemetry, service | telling officers that something waits for them |
//! | jobs | domain, store, telemetry, service, announcements, officers | what is done because time passed |
//! | web | domain, texts, config, gateway, telemetry, service, answer, store | HTTP |
//! | demo | domain, clock, gateway, pins, store | a cooperative to try things on |
//! | talk | domain, texts, script, clock, seal, gateway, store, service, answer, deliver, jobs, demo | a phone in the terminal |
//! | commands | domain, acts, authz, texts, register, script, clock, seal, gateway, store, outbound, config, telemetry, service, answer, deliver, jobs, announcements, `vote_codes`, `pin_help`, signing, pins, web, demo, talk | what an operator types |
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
//! # Somebody votes
//!
//! 1. `web::webhooks` checks the secret of the address and hands the form to its gateway, which reads
//!    who calls, in which session, and all she has typed so far.
//! 2. `answer` reads the session, the phone and its members in one query and compares what she typed
//!    with the length and keyed hash of the transcript so far: what is new is the input, and what is
//!    not new hears the last reply again, byte for byte.
//! 3. The script says which facts the screens that this turn can reach may mention; the store loads
//!    those and no others. A PIN is hashed on the blocking pool, outside any transaction.
//! 4. `dialogue::turn` decides: the screen, the next state, and one change, the vote.
//! 5. `store` writes the session's next turn and the vote in one transaction, guarded: the turn number
//!    must be the one that was read, and the ballot still open. A guard that fails takes all of it
//!    back, and the turn is taken once more with fresh facts.
//! 6. The gateway writes `END ...` and she reads that her vote is counted.
//!
//! # Somebody stops a permission by a text
//!
//! 1. `web::webhooks` checks the secret and hands what came to the provider's file, which reads who
//!    texted, to which number, and what.
//! 2. `answer::text` finds the cooperative by its number, and in `store` the phone, its members, and
//!    what is remembered of the number: whether a text of this name and these words was heard before, and
//!    when the same words were.
//! 3. `texting` reads the text: the keyword in any of three languages and two scripts, and the number
//!    behind it. The permission's own number says whose it is, so neither PIN nor member number is
//!    asked for.
//! 4. `texting::decide` decides: one change and one answer. What she was asked before stays open, since
//!    this answers none of it.
//! 5. `store` writes all of it in one transaction, guarded by how many texts of the number were heard:
//!    the text itself, sealed; the stop with its event and its ledger line; the answer in the outbox.
//! 6. `deliver` sends the answer at once, at any hour.
//!
//! # A ballot closes
//!
//! 1. `jobs` sees that the ballot's time is over, on the one node that holds the job's lease.
//! 2. Sessions of callers who are inside the ballot are wiped.
//! 3. In one transaction the sealed votes are opened, shuffled and written under ids drawn by chance,
//!    the marks are rewritten in shuffled order with the day only, the sealed rows and the ballot's
//!    keys are deleted, and the result is written.
//! 4. The freed pages are overwritten, so that nothing on the disk joins a woman to her choice.

pub mod acts;
pub mod announcements;
pub mod answer;
pub mod authz;
pub mod clock;
pub mod commands;
pub mod config;
pub mod deliver;
pub mod demo;
pub mod dialogue;
pub mod domain;
pub mod gateway;
pub mod jobs;
pub mod officers;
pub mod outbound;
pub mod pin_help;
pub mod pins;
pub mod register;
pub mod script;
pub mod seal;
pub mod service;
pub mod signing;
pub mod store;
pub mod talk;
pub mod telemetry;
pub mod texting;
pub mod texts;
pub mod vote_codes;
pub mod web;
