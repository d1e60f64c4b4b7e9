//! Encryption of what the database must not hold in clear: names, numbers, kept replies.
//!
//! A sealed column is `version · key id · nonce · text` (XChaCha20-Poly1305, base64). It is bound to its
//! table, column, cooperative and row, and opens in no other cell. Separate keys for sealing, for looking
//! phones up and for transcripts are derived from the master key (`SAHKAR_KEY`), so that none of them
//! reveals another. While keys rotate, the old key still opens what it sealed.
//!
//! **Invariant:** `Debug` of a key shows nothing, and no error holds a clear text.

mod ballot;
mod member;
mod officers;

pub use ballot::{BallotKey, seal_vote};
pub use member::MemberKey;

use crate::clock::Chance;
use crate::core::domain::{BallotId, CoopId, Phone, PhoneId, SessionId};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::fmt;

/// The version of the form of a sealed column.
const VERSION: u8 = 1;
const KEY_ID_LEN: usize = 4;
const NONCE_LEN: usize = 24;
const HEAD_LEN: usize = 1 + KEY_ID_LEN + NONCE_LEN;

/// A secret of 32 bytes that `Debug` never shows.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretBytes([u8; 32]);

impl SecretBytes {
    /// Draws a new one.
    pub fn draw(chance: &Chance) -> Self {
        Self(chance.bytes())
    }

    /// From stored bytes; `None` where there are not 32.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }

    /// The bytes, to be sealed or used.
    pub fn reveal(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The cell (table, column, cooperative, row) that a text is sealed for. It opens in no other cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SealedCell {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The cooperative.
    pub coop: CoopId,
    /// The row.
    pub row: i64,
}

impl SealedCell {
    fn bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(48);
        for part in [self.table, self.column] {
            bytes.extend_from_slice(part.as_bytes());
            bytes.push(0);
        }
        bytes.extend_from_slice(&self.coop.0.to_be_bytes());
        bytes.extend_from_slice(&self.row.to_be_bytes());
        bytes
    }
}

/// A key in the settings is not 32 bytes in base64.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not 32 bytes in base64")]
pub struct NotAKey;

/// A sealed column cannot be opened: another cell, another key, or not sealed by this program.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a sealed column does not open")]
pub struct CannotOpen;

/// All keys of the program.
pub struct Keys {
    current: KeySet,
    old: Option<KeySet>,
    pepper: SecretBytes,
    pepper_id: String,
}

struct KeySet {
    id: [u8; KEY_ID_LEN],
    seal: XChaCha20Poly1305,
    lookup: SecretBytes,
    transcript: SecretBytes,
    stranger: SecretBytes,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl KeySet {
    fn of(master: &SecretBytes) -> Self {
        let mut id = [0; KEY_ID_LEN];
        id.copy_from_slice(&derive(master, "key id").0[..KEY_ID_LEN]);
        Self {
            id,
            seal: cipher(&derive(master, "seal")),
            lookup: derive(master, "lookup"),
            transcript: derive(master, "transcript"),
            stranger: derive(master, "stranger"),
        }
    }
}

fn derive(master: &SecretBytes, what: &str) -> SecretBytes {
    SecretBytes(mac(master, &[b"sahkar ", what.as_bytes()]))
}

fn cipher(key: &SecretBytes) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.reveal().into())
}

/// HMAC-SHA-256 over the parts. The length of each part goes before it, so that two different lists never
/// give the same input.
///
/// # Panics
///
/// Never: HMAC takes a key of any length.
pub fn mac(key: &SecretBytes, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key.reveal())
        .expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// SHA-256 over the parts, with the length before each, in hexadecimal: the links of the ledger's and the
/// consents' chains.
pub fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hex::encode(hash.finalize())
}

/// Bytes as text for a column.
pub fn as_text(bytes: &[u8]) -> String {
    STANDARD_NO_PAD.encode(bytes)
}

/// Bytes from a text column.
pub fn from_text(text: &str) -> Result<Vec<u8>, CannotOpen> {
    STANDARD_NO_PAD.decode(text).map_err(|_| CannotOpen)
}

/// The pepper of a setting: a text of any length, made 32 bytes.
pub fn pepper(text: &str) -> SecretBytes {
    SecretBytes(mac(
        &SecretBytes([0; 32]),
        &[b"sahkar pepper", text.as_bytes()],
    ))
}

impl Keys {
    /// The keys from a master key, from the old one while keys rotate, and a pepper.
    pub fn new(master: &SecretBytes, old: Option<&SecretBytes>, pepper: SecretBytes) -> Self {
        let pepper_id = hex::encode(&derive(&pepper, "pepper id").0[..KEY_ID_LEN]);
        Self {
            current: KeySet::of(master),
            old: old.map(KeySet::of),
            pepper,
            pepper_id,
        }
    }

    /// Reads one key of the settings: 32 bytes in base64.
    pub fn parse(text: &str) -> Result<SecretBytes, NotAKey> {
        let bytes = STANDARD
            .decode(text.trim())
            .or_else(|_| STANDARD_NO_PAD.decode(text.trim()))
            .map_err(|_| NotAKey)?;
        SecretBytes::from_slice(&bytes).ok_or(NotAKey)
    }

    /// The pepper that goes into every PIN's hash.
    pub fn pepper(&self) -> &SecretBytes {
        &self.pepper
    }

    /// The name of the pepper, stored beside each PIN's hash.
    pub fn pepper_id(&self) -> &str {
        &self.pepper_id
    }

    /// The name of the current key, which is part of everything that it seals.
    pub fn key_id(&self) -> String {
        hex::encode(self.current.id)
    }

    /// Seals a text for one cell.
    pub fn seal(&self, place: SealedCell, text: &[u8], chance: &Chance) -> String {
        seal(&self.current.seal, self.current.id, place, text, chance)
    }

    /// Opens what was sealed for this cell, with the current key or the old one.
    pub fn open(&self, place: SealedCell, sealed: &str) -> Result<Vec<u8>, CannotOpen> {
        let bytes = from_text(sealed)?;
        let id = bytes.get(1..=KEY_ID_LEN).ok_or(CannotOpen)?;
        let set = std::iter::once(&self.current)
            .chain(&self.old)
            .find(|set| set.id == id)
            .ok_or(CannotOpen)?;
        open(&set.seal, place, &bytes)
    }

    /// Whether the old key sealed this, so that `rekey` must seal it again.
    pub fn is_of_old_key(&self, sealed: &str) -> bool {
        from_text(sealed)
            .ok()
            .and_then(|bytes| bytes.get(1..=KEY_ID_LEN).map(|id| id != self.current.id))
            .unwrap_or(false)
    }

    /// The keyed hashes by which a phone is found, under the current key and the old one.
    pub fn lookups(&self, coop: CoopId, phone: &Phone) -> [String; 2] {
        let by = |set: &KeySet| lookup(&set.lookup, coop, phone);
        let current = by(&self.current);
        let old = self.old.as_ref().map_or_else(|| current.clone(), by);
        [current, old]
    }

    /// The keyed hashes by which a one-time code of a ballot is found, under the current key and the old
    /// one. A bare hash of six digits could be guessed.
    pub fn vote_codes(&self, coop: CoopId, ballot: BallotId, code: &str) -> [String; 2] {
        let by = |set: &KeySet| {
            let parts: [&[u8]; 4] = [
                b"vote code",
                &coop.0.to_be_bytes(),
                &ballot.0.to_be_bytes(),
                code.as_bytes(),
            ];
            as_text(&mac(&set.lookup, &parts))
        };
        let current = by(&self.current);
        let old = self.old.as_ref().map_or_else(|| current.clone(), by);
        [current, old]
    }

    /// For a number that is typed on a phone which it is not linked to: the id under which its tries are
    /// counted, and a number that selects its language. Both are always the same for this phone and number,
    /// and reveal neither. They change when the key changes.
    pub fn stranger(&self, coop: CoopId, phone: PhoneId, no: i64) -> (i64, u64) {
        let draw = |what: &[u8]| {
            let numbers = [coop.0, phone.0, no].map(i64::to_be_bytes);
            let parts: [&[u8]; 4] = [what, &numbers[0], &numbers[1], &numbers[2]];
            first_63_bits(&mac(&self.current.stranger, &parts))
        };
        (draw(b"tries"), draw(b"language").unsigned_abs())
    }

    /// The keyed hashes by which a repeated incoming text is recognised, under the current key and the old
    /// one.
    pub fn text_hashes(&self, coop: CoopId, phone: &Phone, text: &str) -> [String; 2] {
        let by = |set: &KeySet| {
            let parts: [&[u8]; 4] = [
                b"text",
                &coop.0.to_be_bytes(),
                phone.reveal().as_bytes(),
                text.as_bytes(),
            ];
            as_text(&mac(&set.transcript, &parts))
        };
        let current = by(&self.current);
        let old = self.old.as_ref().map_or_else(|| current.clone(), by);
        [current, old]
    }

    /// The keyed hash by which an announcement of the same words within two days is recognised. After the
    /// key changes, an earlier announcement is not recognised.
    pub fn announced_words(&self, coop: CoopId, said: &str) -> String {
        let parts: [&[u8]; 3] = [b"announced", &coop.0.to_be_bytes(), said.as_bytes()];
        as_text(&mac(&self.current.transcript, &parts))
    }

    /// The keyed hash of a transcript so far. The text itself is never kept, because it holds PINs and
    /// votes.
    pub fn transcript(&self, session: SessionId, text: &str) -> Vec<u8> {
        transcript(&self.current.transcript, session, text)
    }

    /// Whether a kept hash is that of this transcript.
    pub fn is_transcript(&self, kept: &[u8], session: SessionId, text: &str) -> bool {
        use subtle::ConstantTimeEq as _;
        std::iter::once(&self.current).chain(&self.old).any(|set| {
            transcript(&set.transcript, session, text)
                .ct_eq(kept)
                .into()
        })
    }

    /// Our id of a gateway's session. The phone is part of it, so that the same session id from another
    /// phone is another session. A session that runs while the key changes begins anew.
    pub fn session_id(&self, gateway: &str, phone: &Phone, session: &str) -> SessionId {
        let parts: [&[u8]; 4] = [
            b"session",
            gateway.as_bytes(),
            phone.reveal().as_bytes(),
            session.as_bytes(),
        ];
        let hash = mac(&self.current.transcript, &parts);
        SessionId(first_63_bits(&hash))
    }
}

fn first_63_bits(hash: &[u8; 32]) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(first) & i64::MAX
}

fn lookup(key: &SecretBytes, coop: CoopId, phone: &Phone) -> String {
    as_text(&mac(
        key,
        &[&coop.0.to_be_bytes(), phone.reveal().as_bytes()],
    ))
}

fn transcript(key: &SecretBytes, session: SessionId, text: &str) -> Vec<u8> {
    mac(key, &[&session.0.to_be_bytes(), text.as_bytes()]).to_vec()
}

fn seal(
    cipher: &XChaCha20Poly1305,
    id: [u8; KEY_ID_LEN],
    place: SealedCell,
    text: &[u8],
    chance: &Chance,
) -> String {
    let nonce: [u8; NONCE_LEN] = chance.bytes();
    let aad = place.bytes();
    let sealed = cipher
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: text,
                aad: &aad,
            },
        )
        .expect("a column is far below the cipher's limit");
    let mut bytes = Vec::with_capacity(HEAD_LEN + sealed.len());
    bytes.push(VERSION);
    bytes.extend_from_slice(&id);
    bytes.extend_from_slice(&nonce);
    bytes.extend_from_slice(&sealed);
    as_text(&bytes)
}

fn open(
    cipher: &XChaCha20Poly1305,
    place: SealedCell,
    bytes: &[u8],
) -> Result<Vec<u8>, CannotOpen> {
    if bytes.len() < HEAD_LEN || bytes[0] != VERSION {
        return Err(CannotOpen);
    }
    let mut nonce = [0; NONCE_LEN];
    nonce.copy_from_slice(&bytes[1 + KEY_ID_LEN..HEAD_LEN]);
    let aad = place.bytes();
    let payload = Payload {
        msg: &bytes[HEAD_LEN..],
        aad: &aad,
    };
    cipher
        .decrypt(&XNonce::from(nonce), payload)
        .map_err(|_| CannotOpen)
}

#[cfg(test)]
mod tests;
