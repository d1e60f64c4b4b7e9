//! A member's own key, with which her personal data is sealed.

use super::{CannotOpen, KEY_ID_LEN, Keys, SealedCell, SecretBytes, cipher, from_text, open, seal};
use crate::clock::Chance;
use crate::core::domain::{CoopId, MemberId};

/// A member's own key. Deleting its wrapped row makes her personal data unreadable everywhere, backups
/// included.
#[derive(Clone, Debug)]
pub struct MemberKey(SecretBytes);

impl MemberKey {
    /// Draws a new key.
    pub fn draw(chance: &Chance) -> Self {
        Self(SecretBytes::draw(chance))
    }

    fn place(coop: CoopId, member: MemberId) -> SealedCell {
        SealedCell {
            table: "member_key",
            column: "wrapped",
            coop,
            row: member.0,
        }
    }

    /// The key sealed by the master key, for its row.
    pub fn wrap(&self, keys: &Keys, coop: CoopId, member: MemberId, chance: &Chance) -> String {
        keys.seal(Self::place(coop, member), self.0.reveal(), chance)
    }

    /// Opens the key of a row.
    pub fn unwrap(
        keys: &Keys,
        coop: CoopId,
        member: MemberId,
        wrapped: &str,
    ) -> Result<Self, CannotOpen> {
        let bytes = keys.open(Self::place(coop, member), wrapped)?;
        Ok(Self(SecretBytes::from_slice(&bytes).ok_or(CannotOpen)?))
    }

    /// Seals a personal text for one cell.
    pub fn seal(&self, place: SealedCell, text: &[u8], chance: &Chance) -> String {
        seal(&cipher(&self.0), [0; KEY_ID_LEN], place, text, chance)
    }

    /// Opens a personal text.
    pub fn open(&self, place: SealedCell, sealed: &str) -> Result<Vec<u8>, CannotOpen> {
        open(&cipher(&self.0), place, &from_text(sealed)?)
    }
}
