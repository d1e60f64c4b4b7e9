//! Keyed hashes by which an officer and the place where she types are found.

use super::{KeySet, Keys, as_text, mac};
use crate::core::domain::CoopId;
use std::fmt::Write as _;

impl Keys {
    /// The keyed hashes of an officer's name, under the current key and the old one.
    pub fn officer_names(&self, coop: CoopId, name_key: &str) -> [String; 2] {
        let by = |set: &KeySet| {
            let parts: [&[u8]; 3] = [b"officer", &coop.0.to_be_bytes(), name_key.as_bytes()];
            as_text(&mac(&set.lookup, &parts))
        };
        let current = by(&self.current);
        let old = self.old.as_ref().map_or_else(|| current.clone(), by);
        [current, old]
    }

    /// The keyed hash of a place where passphrases are typed. It changes when the key changes.
    pub fn typing_place(&self, coop: CoopId, place: &str) -> String {
        let parts: [&[u8]; 3] = [b"place", &coop.0.to_be_bytes(), place.as_bytes()];
        as_text(&mac(&self.current.transcript, &parts))
    }

    /// What stands for a village or a group in the address of its page, so that no name stands there. It changes when
    /// the key changes.
    pub fn register_place(&self, coop: CoopId, kind: &str, folded: &str) -> String {
        let parts: [&[u8]; 4] = [
            b"register place",
            &coop.0.to_be_bytes(),
            kind.as_bytes(),
            folded.as_bytes(),
        ];
        let hash = mac(&self.current.transcript, &parts);
        hash[..10].iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// The keyed hash of what somebody was shown before she signed. It is keyed because the text may hold
    /// names, and a bare hash of a name can be guessed. After the key changes, waiting proposals must be
    /// asked for again.
    pub fn shown(&self, coop: CoopId, shown: &str) -> String {
        let parts: [&[u8]; 3] = [b"shown", &coop.0.to_be_bytes(), shown.as_bytes()];
        as_text(&mac(&self.current.transcript, &parts))
    }

    /// What a form of the console must bring, made of the browser's own token: nobody who cannot read that
    /// token can make it. While keys rotate, forms that are open are sent once more.
    pub fn form_token(&self, browser_token: &str) -> String {
        as_text(&mac(
            &self.current.transcript,
            &[b"form", browser_token.as_bytes()],
        ))
    }
}
