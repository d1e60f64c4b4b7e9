//! How each text stands with the operators, in each language and script.

use crate::app::Service;
use crate::core::domain::{LangScript, RegistrationState};
use crate::core::script::notices::SenderContext;
use crate::store::CoopEntry;
use std::collections::BTreeMap;

/// How a text stands with the operators in one language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TemplateStanding {
    /// It may be sent.
    Approved,
    /// The operators have not decided.
    Waiting,
    /// They refused it.
    Refused,
    /// The network refused a text of it.
    Paused,
    /// It is not registered as it stands.
    Missing,
}

impl TemplateStanding {
    /// Every standing, the best first.
    pub const ALL: [Self; 5] = [
        Self::Approved,
        Self::Waiting,
        Self::Refused,
        Self::Paused,
        Self::Missing,
    ];
}

/// Every text in every language that it is written in, and how it stands there.
pub fn standings(
    service: &Service,
    entry: &CoopEntry,
) -> BTreeMap<LangScript, Vec<(String, TemplateStanding)>> {
    let sender = SenderContext {
        texts: &entry.texts,
        code: &entry.coop.code,
        must_be_registered: false,
    };
    let mut standings: BTreeMap<LangScript, Vec<(String, TemplateStanding)>> = BTreeMap::new();
    for template in service.script.notices().templates() {
        for lang_script in template.lang_scripts() {
            let key = (template.name.clone(), lang_script);
            let kept = entry.texts.registrations.get(&key);
            let body = template.registered(&sender, lang_script);
            // Words that were altered since are not registered, whatever the state was.
            let same = kept.filter(|kept| {
                Some(&kept.body) == body.as_ref() && kept.version == template.version
            });
            let standing = match same.map(|kept| kept.state) {
                Some(RegistrationState::Approved) => TemplateStanding::Approved,
                Some(RegistrationState::Submitted) => TemplateStanding::Waiting,
                Some(RegistrationState::Rejected) => TemplateStanding::Refused,
                Some(RegistrationState::Paused) => TemplateStanding::Paused,
                Some(RegistrationState::Drafted) | None => TemplateStanding::Missing,
            };
            let of_script = standings.entry(lang_script).or_default();
            of_script.push((template.name.clone(), standing));
        }
    }
    standings
}
