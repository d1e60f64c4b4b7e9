//! The second step of logging in: an authenticator app, or a printed sheet of codes that count once each.
//!
//! The codes of an authenticator are those of RFC 6238 with SHA-1, six digits and thirty seconds, which every
//! app knows. One of the step before and one of the step after count too, since clocks differ; each step
//! counts once (console reference 6).

use super::entry::coded;
use super::{Instant, OfficerId};
use hmac::{Hmac, Mac as _};
use sha1::Sha1;
use subtle::ConstantTimeEq as _;

coded! {
    /// What kind of second step.
    FactorKind {
        /// An authenticator app on a phone.
        Authenticator = "authenticator",
        /// A printed sheet of codes.
        Sheet = "sheet",
    }
}

/// Bytes of an authenticator's secret: as many as SHA-1 gives (RFC 4226, 4).
pub const SECRET_LEN: usize = 20;
/// How long one code of an authenticator stands.
const STEP_MS: i64 = 30_000;
/// Its digits.
const DIGITS: usize = 6;
/// Codes on a sheet.
pub const SHEET_CODES: i64 = 10;
/// Digits of a code on a sheet.
pub const SHEET_DIGITS: usize = 8;
/// Wrong codes after which the passphrase is asked for again.
pub const FAILS_MAX: i64 = 5;

/// The secret that an authenticator app and we share.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AuthenticatorSecret([u8; SECRET_LEN]);

impl std::fmt::Debug for AuthenticatorSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AuthenticatorSecret(…)")
    }
}

/// The letters of base 32 (RFC 4648, 6).
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

impl AuthenticatorSecret {
    /// From bytes that chance drew.
    pub fn new(bytes: [u8; SECRET_LEN]) -> Self {
        Self(bytes)
    }

    /// From bytes as they were kept; `None` where there are not twenty.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }

    /// The bytes, to be sealed.
    pub fn reveal(&self) -> &[u8; SECRET_LEN] {
        &self.0
    }

    /// As one types it into an app: base 32 without an ending.
    pub fn in_letters(&self) -> String {
        let mut letters = String::new();
        for five in self.0.chunks(5) {
            let bits = five
                .iter()
                .fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
            for place in (0..8).rev() {
                let at = usize::try_from((bits >> (place * 5)) & 31).unwrap_or_default();
                letters.push(char::from(BASE32[at]));
            }
        }
        letters
    }

    /// From letters as `in_letters` writes them; `None` where they are none of ours.
    pub fn from_letters(letters: &str) -> Option<Self> {
        let mut bytes = Vec::with_capacity(SECRET_LEN);
        let signs = letters.as_bytes();
        for eight in signs.chunks(8) {
            let mut bits = 0_u64;
            for sign in eight {
                let at = BASE32.iter().position(|known| known == sign)?;
                bits = (bits << 5) | u64::try_from(at).ok()?;
            }
            bytes.extend_from_slice(&bits.to_be_bytes()[3..]);
        }
        Self::from_slice(&bytes).filter(|_| signs.len() * 5 == SECRET_LEN * 8)
    }

    /// What the picture says that an app reads. `issuer`: the cooperative; `account`: whose it is.
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let plain = |text: &str| {
            let bytes = text.bytes();
            bytes
                .map(|byte| {
                    if byte.is_ascii_alphanumeric() {
                        char::from(byte).to_string()
                    } else {
                        format!("%{byte:02X}")
                    }
                })
                .collect::<String>()
        };
        let (issuer, account) = (plain(issuer), plain(account));
        let secret = self.in_letters();
        format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
    }

    /// The code of a step of time.
    fn code_of(&self, step: i64) -> String {
        let mut mac = <Hmac<Sha1> as hmac::KeyInit>::new_from_slice(&self.0)
            .expect("HMAC takes a key of any length");
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let at = usize::from(hash[hash.len() - 1] & 15);
        let word = [hash[at] & 0x7f, hash[at + 1], hash[at + 2], hash[at + 3]];
        let code = u32::from_be_bytes(word) % 1_000_000;
        format!("{code:0DIGITS$}")
    }

    /// The code that an app shows at this moment.
    pub fn code_at(&self, now: Instant) -> String {
        self.code_of(now.0.div_euclid(STEP_MS))
    }

    /// The step of time whose code this is, where it is one of now and later than the last that counted.
    pub fn step_of(&self, typed: &str, last_step: i64, now: Instant) -> Option<i64> {
        let step = now.0.div_euclid(STEP_MS);
        let mut found = None;
        // All three are compared, whichever it is, so that the time tells nothing.
        for step in step - 1..=step + 1 {
            let is_it: bool = self.code_of(step).as_bytes().ct_eq(typed.as_bytes()).into();
            if is_it && step > last_step {
                found = Some(step);
            }
        }
        found
    }
}

/// A code as somebody typed it: its digits, in whichever script, without spaces and strokes.
pub fn typed_code(typed: &str) -> String {
    typed
        .chars()
        .filter_map(|c| match c {
            '0'..='9' => Some(c),
            // Gujarati and Devanagari digits.
            '\u{ae6}'..='\u{aef}' => digit(u32::from(c) - 0xae6),
            '\u{966}'..='\u{96f}' => digit(u32::from(c) - 0x966),
            _ => None,
        })
        .collect()
}

fn digit(value: u32) -> Option<char> {
    char::from_digit(value, 10)
}

/// A new sheet: the codes are with whoever prints it, here are their hashes.
#[derive(Clone, PartialEq, Eq)]
pub struct SheetMade {
    /// Its id.
    pub id: i64,
    /// Whose it is.
    pub officer: OfficerId,
    /// Of each code in its order, as PHC strings without the pepper.
    pub hashes: Vec<String>,
}

/// An authenticator that has shown a right code.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthenticatorSet {
    /// Its id.
    pub id: i64,
    /// Whose it is.
    pub officer: OfficerId,
    /// What it shares with us. It is kept sealed.
    pub secret: AuthenticatorSecret,
    /// The step of the code that it has shown: it counts no more.
    pub step: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the last six digits of its eight.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = AuthenticatorSecret::new(*b"12345678901234567890");
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret.code_at(Instant(seconds * 1000)), code, "{seconds}");
        }
    }

    #[test]
    fn a_code_counts_once_and_for_a_minute_and_a_half() {
        let secret = AuthenticatorSecret::new([7; SECRET_LEN]);
        let now = Instant(1_795_492_800_000);
        let code = secret.code_at(now);
        let step = secret.step_of(&code, -1, now).unwrap();
        assert_eq!(secret.step_of(&code, step, now), None, "a second time");
        assert_eq!(secret.step_of(&code, -1, now.plus_ms(STEP_MS)), Some(step));
        assert_eq!(secret.step_of(&code, -1, now.plus_ms(-STEP_MS)), Some(step));
        assert_eq!(secret.step_of(&code, -1, now.plus_ms(2 * STEP_MS)), None);
        for wrong in ["", "12345", "1234567"] {
            assert_eq!(secret.step_of(wrong, -1, now), None);
        }
    }

    #[test]
    fn a_secret_is_typed_as_letters_and_read_back() {
        let secret = AuthenticatorSecret::new(*b"12345678901234567890");
        let letters = secret.in_letters();
        assert_eq!(letters, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(AuthenticatorSecret::from_letters(&letters), Some(secret));
        for wrong in ["", "GEZDGNBV", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1"] {
            assert_eq!(AuthenticatorSecret::from_letters(wrong), None);
        }
        assert_eq!(
            secret.address("Asha Mandli", "ઈલા"),
            "otpauth://totp/Asha%20Mandli:%E0%AA%88%E0%AA%B2%E0%AA%BE?secret=\
             GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Asha%20Mandli"
        );
        assert_eq!(format!("{secret:?}"), "AuthenticatorSecret(…)");
    }

    #[test]
    fn a_code_is_read_in_any_script_of_the_line() {
        assert_eq!(typed_code("48 27-3951"), "48273951");
        assert_eq!(typed_code("\u{aea}\u{aee} \u{968}\u{96d}"), "4827");
        assert_eq!(typed_code("abc"), "");
    }
}
