//! Whether a cooperative's own words can stand in its texts at all. What cannot would leave every answer in
//! that language unsent, and the gateway would hear that all is well.

use super::tags::{Misfit, Tag, fits_text};
use super::{Notices, SenderContext, body::Slot, lint, matches};
use crate::core::domain::LangScript;

/// Why texts in one language, or in one of its scripts, cannot bear a cooperative's name and numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoopTextsRefused {
    /// What they are written in.
    pub tongue: LangScript,
    /// Why.
    pub why: String,
}

impl Notices {
    /// The languages and scripts in which texts cannot bear the name and the numbers of a cooperative.
    pub fn refused(&self, house: &SenderContext<'_>) -> Vec<CoopTextsRefused> {
        let all = LangScript::ALL.into_iter();
        all.filter_map(|tongue| {
            let why = self.refusal(house, tongue)?;
            Some(CoopTextsRefused { tongue, why })
        })
        .collect()
    }

    fn refusal(&self, house: &SenderContext<'_>, tongue: LangScript) -> Option<String> {
        let brand = house.texts.brand.as_str();
        let mut bodies = self
            .templates()
            .filter_map(|template| Some((template, template.bodies.get(&tongue)?)))
            .peekable();
        bodies.peek()?;
        if let Err(misfit) = fits_text(brand, tongue) {
            return Some(misfit.to_string());
        }
        if let Some((word, why)) = lint::promotional(brand, tongue) {
            return Some(format!("`{word}` makes every text promotion: {why}"));
        }
        // A name that is right by itself may still not stand beside what is written around it.
        bodies.find_map(|(template, body)| {
            let sample = self.sample(house, template, tongue)?;
            let registered = body.registered(house, &template.places);
            let is_right = !body.lacks(house)
                && fits_text(&sample.text, tongue).is_ok()
                && matches(&registered, &sample.text, tongue);
            let has_slot = Slot::ALL.iter().any(|slot| body.has(*slot));
            (has_slot && !is_right)
                .then(|| format!("`{}` would not match its own body", template.name))
        })
    }
}

/// Whether a cooperative's own word, a category's name perhaps, may stand in a text of this tongue; or why
/// not.
pub fn may_stand(word: &str, tongue: LangScript) -> Result<(), Misfit> {
    Tag::Alphanumeric.admits(word, tongue)
}
