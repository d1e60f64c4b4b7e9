//! The work on a PIN: argon2id with the server's pepper, on the blocking pool.
//!
//! Four digits are guarded by the lock after three tries and by the pepper, not by the cost of a
//! hash (decision 2), so it costs a few milliseconds and callers do not wait for each other.
//! A missing PIN, a stranger and a locked PIN cost the same work as a right one.
//!
//! **Invariant:** no PIN and no hash is ever logged, and nothing here is stored.

pub use crate::core::domain::member::NOBODY;
use crate::core::domain::officer::{self, Weak};
use crate::seal::Keys;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Semaphore;
use zxcvbn::Score;

/// The bytes of a salt.
pub type Salt = [u8; 16];

/// Memory and passes of one hash, about three milliseconds.
const MEMORY_KIB: u32 = 4096;
const PASSES: u32 = 1;
/// A hash of nothing in particular, for callers who have none.
const DUMMY_SALT: Salt = *b"nobody's salt...";

/// What works on PINs: a few at a time, so that a crowd of them leaves the machine to the others.
pub struct Pins {
    keys: Arc<Keys>,
    dummy: String,
    places: Semaphore,
    hashed_n: AtomicU64,
}

impl fmt::Debug for Pins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pins")
    }
}

impl Pins {
    /// With the keys, whose pepper goes into every hash.
    pub fn new(keys: Arc<Keys>) -> Self {
        let places = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            dummy: hash(&keys, "", DUMMY_SALT),
            keys,
            places: Semaphore::new(places),
            hashed_n: AtomicU64::new(0),
        }
    }

    /// Whether a typed PIN is the one of a hash; never, at the same cost, where there is none.
    pub async fn is_right(&self, typed: String, hash: Option<String>) -> bool {
        let exists = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.dummy.clone());
        let right = self.work(move |keys| verify(keys, &typed, &hash)).await;
        right && exists
    }

    /// Hashes a new PIN.
    pub async fn hash(&self, typed: String, salt: Salt) -> String {
        self.work(move |keys| hash(keys, &typed, salt)).await
    }

    /// How many hashes were worked on since the start. Whoever types a PIN costs one, whether the number, the
    /// PIN, or nothing at all is right: a count shows that, where a clock on a busy machine cannot.
    pub fn hashed_n(&self) -> u64 {
        self.hashed_n.load(Ordering::Relaxed)
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce(&Keys) -> T + Send + 'static) -> T {
        self.hashed_n.fetch_add(1, Ordering::Relaxed);
        let _place = self.places.acquire().await.expect("never closed");
        let keys = Arc::clone(&self.keys);
        tokio::task::spawn_blocking(move || work(&keys))
            .await
            .expect("hashing neither panics nor is cancelled")
    }
}

/// Hashes a PIN as it is stored: a PHC string without the pepper.
pub fn hash(keys: &Keys, pin: &str, salt: Salt) -> String {
    let hash: PasswordHash = hasher(keys)
        .hash_password_with_salt(pin.as_bytes(), &salt)
        .expect("a salt of 16 bytes");
    hash.to_string()
}

/// Memory and passes of a passphrase's hash: about a fifth of a second. A passphrase is typed seldom, and is not
/// guarded by a lock (RFC 9106, the second recommended choice, with one lane).
const PASSPHRASE_MEMORY_KIB: u32 = 64 * 1024;
const PASSPHRASE_PASSES: u32 = 3;
/// A hash that no passphrase has, at the same cost, for a name that nobody has.
const NO_PASSPHRASE: &str = "$argon2id$v=19$m=65536,t=3,p=1$bm9ib2R5J3Mgc2FsdC4uLg$\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Whether this may be a passphrase of the officer of this name, in this cooperative: it is long enough and
/// says no name, and whoever tries what others have taken, words, rows of keys and dates does not come to it
/// within ten thousand million tries (`zxcvbn`, which knows thirty thousand common passwords and the words of
/// English; words of other languages count as letters). It stands here and not in the core because dates are
/// weighed by the year that it is.
pub fn check_passphrase(typed: &str, names: &[&str]) -> Result<(), Weak> {
    officer::check_passphrase(typed, names)?;
    if zxcvbn::zxcvbn(typed, names).score() < Score::Four {
        return Err(Weak::Common);
    }
    Ok(())
}

/// Hashes a new passphrase as it is stored: a PHC string without the pepper.
pub async fn hash_passphrase(keys: &Arc<Keys>, typed: &str, salt: Salt) -> String {
    let (keys, typed) = (Arc::clone(keys), passphrase(typed));
    let work = move || {
        let hash: PasswordHash = hasher_of(&keys, PASSPHRASE_MEMORY_KIB, PASSPHRASE_PASSES)
            .hash_password_with_salt(typed.as_bytes(), &salt)
            .expect("a salt of 16 bytes");
        hash.to_string()
    };
    tokio::task::spawn_blocking(work)
        .await
        .expect("hashing neither panics nor is cancelled")
}

/// Whether a typed passphrase is the one of a hash; never, at the same cost, where there is none.
pub async fn is_passphrase(keys: &Arc<Keys>, typed: &str, hash: Option<String>) -> bool {
    let exists = hash.is_some();
    let (keys, typed) = (Arc::clone(keys), passphrase(typed));
    let hash = hash.unwrap_or_else(|| NO_PASSPHRASE.to_owned());
    let work = move || {
        let hasher = hasher_of(&keys, PASSPHRASE_MEMORY_KIB, PASSPHRASE_PASSES);
        PasswordHash::new(&hash)
            .is_ok_and(|hash| hasher.verify_password(typed.as_bytes(), &hash).is_ok())
    };
    let right = tokio::task::spawn_blocking(work).await;
    right.expect("hashing neither panics nor is cancelled") && exists
}

/// One passphrase has one form, whatever keyboard it was typed on.
fn passphrase(typed: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    typed.nfkc().collect()
}

fn verify(keys: &Keys, pin: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| hasher(keys).verify_password(pin.as_bytes(), &hash).is_ok())
}

fn hasher(keys: &Keys) -> Argon2<'_> {
    hasher_of(keys, MEMORY_KIB, PASSES)
}

fn hasher_of(keys: &Keys, memory_kib: u32, passes: u32) -> Argon2<'_> {
    let params = Params::new(memory_kib, passes, 1, None).expect("checked parameters");
    Argon2::new_with_secret(
        keys.pepper().reveal(),
        Algorithm::Argon2id,
        Version::V0x13,
        params,
    )
    .expect("a pepper of 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Chance;
    use crate::seal::{SecretBytes, pepper};

    fn keys(text: &str) -> Arc<Keys> {
        let master = SecretBytes::draw(&Chance::seeded(1));
        Arc::new(Keys::new(&master, None, pepper(text)))
    }

    #[test]
    fn what_others_guess_first_is_no_passphrase_in_any_case() {
        let names = ["Ila Patel", "Asha Mandli"];
        for common in [
            "password password",
            "Password1234567",
            "1234567890123456",
            "qwertyuiop asdfghjkl",
            "iloveyou iloveyou",
        ] {
            assert_eq!(
                check_passphrase(common, &names),
                Err(Weak::Common),
                "{common}"
            );
        }
        // Words of no dictionary are weighed by their letters.
        for fine in [
            "seven red hens at dusk",
            "\u{ab8}\u{abe}\u{aa4} \u{ab2}\u{abe}\u{ab2} \u{aae}\u{ab0}\u{a98}\u{ac0} \u{ab8}\u{abe}\u{a82}\u{a9c}\u{ac7}",
        ] {
            assert_eq!(check_passphrase(fine, &names), Ok(()), "{fine}");
        }
        // The length stays, and so does that it says no name.
        assert_eq!(check_passphrase("hens at dusk", &names), Err(Weak::Short));
        assert_eq!(
            check_passphrase("my name is ila patel", &names),
            Err(Weak::Names)
        );
    }

    #[tokio::test]
    async fn a_passphrase_costs_more_and_one_keyboard_is_like_another() {
        let keys = keys("pepper");
        let hash = hash_passphrase(&keys, "caf\u{e9} in the rain", [7; 16]).await;
        assert!(
            hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"),
            "{hash}"
        );
        let some = Some(hash.clone());
        assert!(is_passphrase(&keys, "cafe\u{301} in the rain", some).await);
        assert!(!is_passphrase(&keys, "cafe in the rain", Some(hash)).await);
        assert!(PasswordHash::new(NO_PASSPHRASE).is_ok());
        assert!(!is_passphrase(&keys, "", None).await);
    }

    #[tokio::test]
    async fn only_her_pin_under_our_pepper_is_right() {
        let pins = Pins::new(keys("pepper"));
        let hash = pins.hash("2468".into(), [7; 16]).await;
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert!(pins.is_right("2468".into(), Some(hash.clone())).await);
        assert!(!pins.is_right("2469".into(), Some(hash.clone())).await);
        assert!(!pins.is_right("2468".into(), None).await);
        assert!(!pins.is_right(String::new(), None).await);
        assert!(
            !pins
                .is_right("2468".into(), Some("not a hash".into()))
                .await
        );
        let elsewhere = Pins::new(keys("another"));
        assert!(!elsewhere.is_right("2468".into(), Some(hash)).await);
    }
}
