//! Whether a cooperative's own words can stand in its texts at all. Where they cannot, no answer in that
//! language could be sent, and nobody would notice.

use super::tags::{Misfit, Tag, fits_text};
use super::{Notices, SenderContext, body::Slot, lint, matches};
use crate::core::domain::LangScript;

/// Why texts in one language, or in one of its scripts, cannot contain a cooperative's name and numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoopTextsRefused {
    /// What they are written in.
    pub lang_script: LangScript,
    /// Why they cannot.
    pub why: String,
}

impl Notices {
    /// The languages and scripts in which texts cannot contain the name and the numbers of a cooperative.
    pub fn refused(&self, sender: &SenderContext<'_>) -> Vec<CoopTextsRefused> {
        let all = LangScript::ALL.into_iter();
        all.filter_map(|lang_script| {
            let why = self.refusal(sender, lang_script)?;
            Some(CoopTextsRefused { lang_script, why })
        })
        .collect()
    }

    fn refusal(&self, sender: &SenderContext<'_>, lang_script: LangScript) -> Option<String> {
        let brand = sender.texts.brand.as_str();
        let mut bodies = self
            .templates()
            .filter_map(|template| Some((template, template.bodies.get(&lang_script)?)))
            .peekable();
        bodies.peek()?;
        if let Err(misfit) = fits_text(brand, lang_script) {
            return Some(misfit.to_string());
        }
        if let Some((word, why)) = lint::promotional(brand, lang_script) {
            return Some(format!("`{word}` makes every text promotion: {why}"));
        }
        // A name that is allowed by itself may still not be allowed beside the words around it.
        bodies.find_map(|(template, body)| {
            let sample = self.sample(sender, template, lang_script)?;
            let registered = body.registered(sender, &template.places);
            let is_right = !body.lacks(sender)
                && fits_text(&sample.text, lang_script).is_ok()
                && matches(&registered, &sample.text, lang_script);
            let has_slot = Slot::ALL.iter().any(|slot| body.has(*slot));
            (has_slot && !is_right)
                .then(|| format!("`{}` would not match its own body", template.name))
        })
    }
}

/// Whether a cooperative's own word, a category's name perhaps, may stand in a text of this language; or why
/// not.
pub fn may_stand(word: &str, lang_script: LangScript) -> Result<(), Misfit> {
    Tag::Alphanumeric.admits(word, lang_script)
}
