//! What a page's own code is given: the request as far as it needs to know it, and who is there; and what stands
//! around every page: who and where one is, the menu, the languages, and how its words are said.

use super::access::Access;
use super::browser::{Browser, new_nonce};
use super::fields::Fields;
use super::outcome::PageFailure;
use super::state::Console;
use crate::app::Service;
use crate::core::authz::{self, Permit, Principal, Right};
use crate::core::domain::{CoopId, Instant, Lang, Via};
use crate::core::texts::say::SpokenValue;
use crate::store::{ConsoleSession, CoopEntry, KnownOfficer};
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

/// A request for a page that anybody may see.
#[derive(Clone)]
pub(super) struct Visit {
    /// What the pages share.
    pub(super) console: Console,
    /// The cooperative.
    pub(super) coop: Arc<CoopEntry>,
    /// When.
    pub(super) now: Instant,
    /// The language she reads.
    pub(super) lang: Lang,
    /// What her browser brought.
    pub(super) browser: Browser,
    /// The page that she sees, below `/console`: of a form, the page that it stands on.
    pub(super) at: String,
    /// What stands in the places of the page's path.
    pub(super) places: Fields,
    /// What stands behind the `?` of the address.
    pub(super) asked: Fields,
    /// What was typed into the form; where a form came back after a log-in, what was typed before it.
    pub(super) fields: Fields,
    /// Whether it did.
    pub(super) came_back: bool,
}

impl Visit {
    /// All that answers.
    pub(super) fn service(&self) -> &Arc<Service> {
        self.console.service()
    }

    /// The cooperative's id.
    pub(super) fn coop_id(&self) -> CoopId {
        self.coop.coop.id
    }

    /// What stands in a place of the page's path.
    pub(super) fn place(&self, name: &str) -> &str {
        self.places.get(name)
    }

    /// The number in a place of the page's path: what is none is no page.
    pub(super) fn number(&self, name: &str) -> Result<i64, PageFailure> {
        self.place(name).parse().map_err(|_| PageFailure::NotFound)
    }

    /// What stands behind the `?` of the address.
    pub(super) fn query(&self, name: &str) -> &str {
        self.asked.get(name)
    }

    /// Words in her language.
    pub(super) fn say(&self, name: &str) -> String {
        self.say_with(name, &[])
    }

    /// Words in her language, about these values.
    pub(super) fn say_with(&self, name: &str, values: &[(&str, SpokenValue<'_>)]) -> String {
        let words = self.service().script.console_words();
        words.say_with(self.lang, name, values).into_owned()
    }

    /// What stands around a page, with the name of the words of its title.
    pub(super) fn frame(&self, title: &str) -> Frame {
        Frame::new(self, None, self.say(title))
    }
}

/// A request of an officer who may see the page.
#[derive(Clone)]
pub(super) struct OfficerVisit {
    visit: Visit,
    /// Her session.
    pub(super) session: ConsoleSession,
    /// Herself.
    pub(super) officer: KnownOfficer,
}

impl Deref for OfficerVisit {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.visit
    }
}

impl OfficerVisit {
    /// Of an officer whom `gate` has let in.
    pub(super) fn new(visit: Visit, session: ConsoleSession, officer: KnownOfficer) -> Self {
        Self {
            visit,
            session,
            officer,
        }
    }

    /// Herself, as acts take her.
    pub(super) fn person(&self) -> Principal {
        Principal::Officer(self.officer.officer.clone())
    }

    /// The permit for what needs this right; without it the page is not there.
    pub(super) fn permit(&self, right: Right) -> Result<Permit, PageFailure> {
        let permit = authz::require(&self.person(), right, Via::Console);
        permit.map_err(|_| PageFailure::NotFound)
    }

    /// Whether she has a right.
    pub(super) fn may(&self, right: Right) -> bool {
        self.permit(right).is_ok()
    }

    /// What stands around a page of hers, with the name of the words of its title.
    pub(super) fn frame(&self, title: &str) -> Frame {
        self.frame_titled(self.say(title))
    }

    /// The same with a title that holds something itself.
    pub(super) fn frame_titled(&self, title: String) -> Frame {
        Frame::new(&self.visit, Some(self), title)
    }
}

/// An item of the menu.
pub(super) struct NavItem {
    /// Where it leads, below `/console`.
    pub(super) path: &'static str,
    /// What it says.
    pub(super) words: String,
    /// Whether one is there.
    pub(super) is_here: bool,
}

/// What stands around a page.
pub(super) struct Frame {
    service: Arc<Service>,
    /// The language of the page.
    pub(super) lang: Lang,
    /// What the page is called.
    pub(super) title: String,
    /// The cooperative's name.
    pub(super) coop: String,
    /// Who is logged in; nobody on the pages before.
    pub(super) officer: Option<String>,
    /// The menu.
    pub(super) nav: Vec<NavItem>,
    /// The page, below `/console`, for the forms that stand on it.
    pub(super) at: String,
    /// What every form brings back.
    pub(super) token: String,
    /// Whether nothing here is real.
    pub(super) is_practice: bool,
    /// What was just done, in words; empty where nothing was.
    pub(super) done: String,
    /// Whether a form has come back from before a log-in.
    pub(super) came_back: bool,
    /// The day, as it is written on paper.
    pub(super) today: String,
}

impl Frame {
    fn new(visit: &Visit, officer: Option<&OfficerVisit>, title: String) -> Self {
        let is_open = officer.is_some_and(|officer| officer.session.is_open);
        let nav = officer.filter(|_| is_open);
        let said = visit.query("done");
        Self {
            service: Arc::clone(visit.service()),
            lang: visit.lang,
            title,
            coop: visit.coop.coop.name.clone(),
            officer: officer.map(|officer| officer.officer.name.clone()),
            nav: nav.map(nav_of).unwrap_or_default(),
            at: visit.at.clone(),
            token: visit.service().keys().form_token(&visit.browser.token),
            is_practice: visit.console.is_practice(),
            done: done(visit, said),
            came_back: visit.came_back,
            today: visit.now.local().format("%d/%m/%Y").to_string(),
        }
    }

    /// Words in her language.
    pub(super) fn say(&self, name: &str) -> String {
        self.said(name, &[])
    }

    /// Words in her language about one number or one text, by its name in the words.
    pub(super) fn say_1(&self, name: &str, variable: &str, value: impl Spoken) -> String {
        self.said(name, &[(variable, value.spoken())])
    }

    /// The same about two, each behind its name.
    pub(super) fn say_2(
        &self,
        name: &str,
        first: &str,
        one: impl Spoken,
        second: &str,
        two: impl Spoken,
    ) -> String {
        self.said(name, &[(first, one.spoken()), (second, two.spoken())])
    }

    fn said(&self, name: &str, values: &[(&str, SpokenValue<'_>)]) -> String {
        let words = self.service.script.console_words();
        words.say_with(self.lang, name, values).into_owned()
    }

    /// What makes a form one that was never sent: each form of a page has its own.
    pub(super) fn nonce(&self) -> String {
        new_nonce(self.service.chance())
    }

    /// The languages: code, own name, and whether the page is in it.
    pub(super) fn langs(&self) -> [(&'static str, &'static str, bool); 3] {
        [
            (Lang::Gu, "ગુજરાતી"),
            (Lang::Hi, "हिन्दी"),
            (Lang::En, "English"),
        ]
        .map(|(lang, name)| (lang.code(), name, lang == self.lang))
    }
}

/// What was just done. The name stands in the address, so only words of that kind are said.
fn done(visit: &Visit, said: &str) -> String {
    let words = visit.service().script.console_words();
    if said.starts_with("done-") && words.names(visit.lang).contains_key(said) {
        visit.say(said)
    } else {
        String::new()
    }
}

fn nav_of(visit: &OfficerVisit) -> Vec<NavItem> {
    let may = |right: Access| match right {
        Access::Anyone | Access::Officer => true,
        Access::Half => false,
        Access::Holder(rights) => rights.iter().any(|right| visit.may(*right)),
    };
    let items = visit.console.nav().iter().filter(|item| may(item.right));
    items
        .map(|item| {
            let below = format!("{}/", item.path);
            let is_below = item.path != "/" && visit.at.starts_with(&below);
            NavItem {
                path: item.path,
                words: visit.say(item.words),
                is_here: visit.at == item.path || is_below,
            }
        })
        .collect()
}

/// What words can be about: a number, which may decide a plural, or a text.
pub(super) trait Spoken {
    /// As a value of words.
    fn spoken(&self) -> SpokenValue<'static>;
}

impl Spoken for i64 {
    fn spoken(&self) -> SpokenValue<'static> {
        SpokenValue::Number(*self)
    }
}

impl Spoken for usize {
    fn spoken(&self) -> SpokenValue<'static> {
        SpokenValue::Number(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}

impl Spoken for str {
    fn spoken(&self) -> SpokenValue<'static> {
        SpokenValue::Text(Cow::Owned(self.to_owned()))
    }
}

impl Spoken for String {
    fn spoken(&self) -> SpokenValue<'static> {
        self.as_str().spoken()
    }
}

impl<T: Spoken + ?Sized> Spoken for &T {
    fn spoken(&self) -> SpokenValue<'static> {
        (**self).spoken()
    }
}
