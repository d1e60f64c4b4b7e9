//! Members that a test makes.

use super::{START, World, keys};
use sahkar::core::domain::{Lang, MemberId, Phone};
use sahkar::pins;
use sahkar::store::NewMember;

/// The PIN of every member that is made active here; most of the demo's members have it too.
pub(super) const PIN: &str = "4321";

/// A member without a language, a name or a PIN, unless a test sets them.
#[derive(Clone)]
pub(crate) struct MemberBuilder(NewMember);

/// A member with this number; her id is the same number.
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
    /// Sets her id.
    pub(crate) fn with_id(mut self, id: MemberId) -> Self {
        self.0.id = id;
        self
    }

    /// Gives her this phone; members with the same number share it.
    pub(crate) fn with_phone(mut self, number: &str) -> Self {
        self.0.phone = Phone::parse(number).unwrap();
        self
    }

    /// Sets her name.
    pub(crate) fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.0.name);
        self
    }

    /// Sets the language that she chose.
    pub(crate) fn speaking(mut self, lang: Lang) -> Self {
        self.0.lang = Some(lang);
        self
    }

    /// Sets whether texts to her must not say what they are about.
    pub(crate) fn private(mut self, is_private: bool) -> Self {
        self.0.private_sms = is_private;
        self
    }

    /// Sets the hash of her PIN.
    pub(crate) fn with_pin_hash(mut self, hash: &str) -> Self {
        self.0.pin = Some((hash.to_owned(), false));
        self
    }

    /// Sets a language and a PIN, so that she can do everything that a member can.
    pub(crate) fn active(self) -> Self {
        let lang = self.0.lang.unwrap_or(Lang::En);
        let hash = pins::hash(&keys(), PIN, [7; 16]);
        self.speaking(lang).with_pin_hash(&hash)
    }

    /// As the store adds her.
    pub(crate) fn row(self) -> NewMember {
        self.0
    }
}

impl World {
    /// Adds these members to the demo cooperative.
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
