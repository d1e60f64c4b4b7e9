//! One member's own key, for what is personal of hers.

use super::{Closed, KEY_ID_LEN, Keys, Place, Secret, cipher, from_text, open, seal};
use crate::clock::Chance;
use crate::core::domain::{CoopId, MemberId};

/// One member's own key. Destroying its wrapped row erases her everywhere, backups included.
#[derive(Clone, Debug)]
pub struct MemberKey(Secret);

impl MemberKey {
    /// A new key.
    pub fn draw(chance: &Chance) -> Self {
        Self(Secret::draw(chance))
    }

    fn place(coop: CoopId, member: MemberId) -> Place {
        Place {
            table: "member_key",
            column: "wrapped",
            coop,
            row: member.0,
        }
    }

    /// Wrapped by the master key, for its row.
    pub fn wrap(&self, keys: &Keys, coop: CoopId, member: MemberId, chance: &Chance) -> String {
        keys.seal(Self::place(coop, member), self.0.reveal(), chance)
    }

    /// From its row.
    pub fn unwrap(
        keys: &Keys,
        coop: CoopId,
        member: MemberId,
        wrapped: &str,
    ) -> Result<Self, Closed> {
        let bytes = keys.open(Self::place(coop, member), wrapped)?;
        Ok(Self(Secret::from_slice(&bytes).ok_or(Closed)?))
    }

    /// Seals a personal text for its place.
    pub fn seal(&self, place: Place, text: &[u8], chance: &Chance) -> String {
        seal(&cipher(&self.0), [0; KEY_ID_LEN], place, text, chance)
    }

    /// Opens a personal text.
    pub fn open(&self, place: Place, sealed: &str) -> Result<Vec<u8>, Closed> {
        open(&cipher(&self.0), place, &from_text(sealed)?)
    }
}
