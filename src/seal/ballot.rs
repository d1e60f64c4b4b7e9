//! The key pair of one ballot: votes are sealed with the public key, and only the close opens them.

use super::{
    CannotOpen, KEY_ID_LEN, SealedCell, SecretBytes, as_text, cipher, from_text, mac, open, seal,
};
use crate::clock::Chance;
use x25519_dalek::{PublicKey, StaticSecret};

/// The key pair of one ballot: votes are sealed with the public key, and only the close opens them.
#[derive(Clone, Debug)]
pub struct BallotKey {
    private: SecretBytes,
}

impl BallotKey {
    /// Draws a new pair.
    pub fn draw(chance: &Chance) -> Self {
        Self {
            private: SecretBytes::draw(chance),
        }
    }

    /// From the private key.
    pub fn from_private(private: SecretBytes) -> Self {
        Self { private }
    }

    /// The private key, to be sealed.
    pub fn private(&self) -> &SecretBytes {
        &self.private
    }

    /// The public key, as text.
    pub fn public(&self) -> String {
        as_text(PublicKey::from(&StaticSecret::from(self.private.0)).as_bytes())
    }

    /// Opens a sealed vote.
    pub fn open_vote(&self, place: SealedCell, sealed: &str) -> Result<i64, CannotOpen> {
        let bytes = from_text(sealed)?;
        let (theirs, sealed) = bytes.split_at_checked(32).ok_or(CannotOpen)?;
        let theirs: [u8; 32] = theirs.try_into().map_err(|_| CannotOpen)?;
        let ours = PublicKey::from(&StaticSecret::from(self.private.0));
        let shared = StaticSecret::from(self.private.0).diffie_hellman(&PublicKey::from(theirs));
        let key = vote_key(shared.as_bytes(), &theirs, ours.as_bytes());
        let clear = open(&cipher(&key), place, sealed)?;
        Ok(i64::from_be_bytes(
            clear.try_into().map_err(|_| CannotOpen)?,
        ))
    }
}

/// Seals a choice with a ballot's public key. All sealed choices have the same length.
pub fn seal_vote(
    public: &str,
    place: SealedCell,
    option_no: i64,
    chance: &Chance,
) -> Result<String, CannotOpen> {
    let theirs: [u8; 32] = from_text(public)?.try_into().map_err(|_| CannotOpen)?;
    let ephemeral = StaticSecret::from(chance.bytes::<32>());
    let ours = PublicKey::from(&ephemeral);
    let shared = ephemeral.diffie_hellman(&PublicKey::from(theirs));
    let key = vote_key(shared.as_bytes(), ours.as_bytes(), &theirs);
    let sealed = seal(
        &cipher(&key),
        [0; KEY_ID_LEN],
        place,
        &option_no.to_be_bytes(),
        chance,
    );
    let mut bytes = ours.as_bytes().to_vec();
    bytes.extend_from_slice(&from_text(&sealed)?);
    Ok(as_text(&bytes))
}

fn vote_key(shared: &[u8; 32], ephemeral: &[u8; 32], public: &[u8; 32]) -> SecretBytes {
    SecretBytes(mac(
        &SecretBytes(*shared),
        &[b"sahkar vote", ephemeral, public],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::CoopId;

    const PLACE: SealedCell = SealedCell {
        table: "ballot_sealed_vote",
        column: "choice",
        coop: CoopId(1),
        row: 7,
    };

    #[test]
    fn a_vote_opens_with_the_ballots_key_and_tells_nothing_by_its_length() {
        let chance = Chance::seeded(1);
        let key = BallotKey::draw(&chance);
        let one = seal_vote(&key.public(), PLACE, 1, &chance).unwrap();
        let eight = seal_vote(&key.public(), PLACE, 8, &chance).unwrap();
        assert_eq!(one.len(), eight.len());
        assert_eq!(key.open_vote(PLACE, &one), Ok(1));
        assert_eq!(key.open_vote(PLACE, &eight), Ok(8));
        assert_eq!(
            BallotKey::draw(&chance).open_vote(PLACE, &one),
            Err(CannotOpen)
        );
    }
}
