//! How a cooperative sends texts: its name in them, its hours, its caps, and which templates the
//! operators have approved.

use super::LangScript;
use super::entry::coded;
use std::collections::BTreeMap;

coded! {
    /// The state of a template with the telecom operators.
    RegistrationState {
        /// Written, not sent to them yet.
        Drafted = "drafted",
        /// Sent, not decided yet.
        Submitted = "submitted",
        /// It may be sent.
        Approved = "approved",
        /// The operators refused it.
        Rejected = "rejected",
        /// The network refused a text of it: nothing is sent until an officer has seen to it.
        Paused = "paused",
    }
}

/// A template as it is registered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Registration {
    /// The version of the words that were registered.
    pub version: i64,
    /// The body with its typed tags, letter for letter.
    pub body: String,
    /// The operators' id for it.
    pub template_id: String,
    /// The sender's name it is registered for.
    pub header: String,
    /// The principal entity it belongs to.
    pub entity_id: String,
    /// Its state with the operators.
    pub state: RegistrationState,
}

/// A stretch of the local day, in minutes from midnight: from `opens` to just before `closes`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hours {
    /// Minutes from midnight, 0 to 1440.
    pub opens: i64,
    /// Minutes from midnight, up to 1440, more than `opens`.
    pub closes: i64,
}

/// How a cooperative sends texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoopTexts {
    /// Its name as every text has it, registered with each template.
    pub brand: String,
    /// The number that members text to, as texts say it.
    pub number: String,
    /// When reminders and announcements may be sent.
    pub hours: Hours,
    /// When promotion may be sent: within 10 to 21, which the law allows.
    pub promo_hours: Hours,
    /// The most reminders and announcements to one member in a local day.
    pub day_cap: i64,
    /// The most of them in a calendar month.
    pub month_cap: i64,
    /// What one part costs.
    pub paise_per_part: i64,
    /// The registered templates, by notice and language.
    pub registrations: BTreeMap<(String, LangScript), Registration>,
}

impl CoopTexts {
    /// What counts until a cooperative says otherwise: 9 to 19, promotion 10 to 19, two a day and
    /// eight a month (domain reference C1 and H2.4).
    pub fn usual(brand: &str, number: &str) -> Self {
        Self {
            brand: brand.into(),
            number: number.into(),
            hours: Hours {
                opens: 9 * 60,
                closes: 19 * 60,
            },
            promo_hours: Hours {
                opens: 10 * 60,
                closes: 19 * 60,
            },
            day_cap: 2,
            month_cap: 8,
            paise_per_part: 20,
            registrations: BTreeMap::new(),
        }
    }
}
