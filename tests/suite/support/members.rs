//! Members that a test makes for itself.

use super::{START, World, keys};
use sahkar::core::domain::{Lang, MemberId, Phone};
use sahkar::pins;
use sahkar::store::{FirstPin, NewMember};

/// The PIN of whoever is made active here, as of most of the demo's members.
pub(super) const PIN: &str = "4321";

/// A member to be: without a language, a name and a PIN, until a test says otherwise.
#[derive(Clone)]
pub(crate) struct MemberBuilder(NewMember);

/// A member of this number, whose id is the number.
pub(crate) fn member(no: i64) -> MemberBuilder {
    MemberBuilder(NewMember {
        id: MemberId(no),
        no,
        name: String::new(),
        lang: None,
        private_sms: false,
        phone: Phone::parse(&format!("+9197{no:08}")).unwrap(),
        pin: None,
    })
}

impl MemberBuilder {
    /// Under this id.
    pub(crate) fn with_id(mut self, id: MemberId) -> Self {
        self.0.id = id;
        self
    }

    /// On this phone; members with the same one share it.
    pub(crate) fn with_phone(mut self, number: &str) -> Self {
        self.0.phone = Phone::parse(number).unwrap();
        self
    }

    /// Called so.
    pub(crate) fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.0.name);
        self
    }

    /// Who has chosen this language.
    pub(crate) fn speaking(mut self, lang: Lang) -> Self {
        self.0.lang = Some(lang);
        self
    }

    /// Texts to whom say nothing.
    pub(crate) fn private(mut self, is_private: bool) -> Self {
        self.0.private_sms = is_private;
        self
    }

    /// Who has chosen the PIN of this hash.
    pub(crate) fn with_pin_hash(mut self, hash: &str) -> Self {
        self.0.pin = Some(FirstPin {
            hash: hash.to_owned(),
            must_change: false,
        });
        self
    }

    /// Who has chosen a language and a PIN, and so can do all that a member can.
    pub(crate) fn active(self) -> Self {
        let lang = self.0.lang.unwrap_or(Lang::En);
        let hash = pins::hash(&keys(), PIN, [7; 16]);
        self.speaking(lang).with_pin_hash(&hash)
    }

    /// As the store takes her.
    pub(crate) fn row(self) -> NewMember {
        self.0
    }
}

impl World {
    /// These are members of the demo cooperative too.
    pub(crate) async fn join(&self, members: impl IntoIterator<Item = MemberBuilder>) {
        let rows: Vec<NewMember> = members.into_iter().map(MemberBuilder::row).collect();
        let coop = self.coop().await;
        let added =
            self.service
                .store
                .add_members(&sahkar::core::domain::By::OPERATOR, coop, &rows, START);
        added.await.unwrap();
    }
}
