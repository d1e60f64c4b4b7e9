//! A sealed text opens only in its own cell, and only with the right key.

use super::*;

fn keys(master: u8, old: Option<u8>) -> Keys {
    let old = old.map(|byte| SecretBytes([byte; 32]));
    Keys::new(
        &SecretBytes([master; 32]),
        old.as_ref(),
        SecretBytes([9; 32]),
    )
}

const PLACE: SealedCell = SealedCell {
    table: "phone",
    column: "msisdn",
    coop: CoopId(1),
    row: 7,
};

#[test]
fn a_sealed_column_opens_only_at_its_place_and_with_its_key() {
    let chance = Chance::seeded(1);
    let sealed = keys(1, None).seal(PLACE, b"+919800000001", &chance);
    assert_eq!(
        keys(1, None).open(PLACE, &sealed).unwrap(),
        b"+919800000001"
    );
    for other in [
        SealedCell {
            table: "member",
            ..PLACE
        },
        SealedCell {
            column: "name",
            ..PLACE
        },
        SealedCell {
            coop: CoopId(2),
            ..PLACE
        },
        SealedCell { row: 8, ..PLACE },
    ] {
        assert_eq!(keys(1, None).open(other, &sealed), Err(CannotOpen));
    }
    assert_eq!(keys(2, None).open(PLACE, &sealed), Err(CannotOpen));
    assert_eq!(keys(1, None).open(PLACE, ""), Err(CannotOpen));
}

#[test]
fn while_keys_rotate_the_old_one_still_opens() {
    let chance = Chance::seeded(1);
    let sealed = keys(1, None).seal(PLACE, b"x", &chance);
    let rotating = keys(2, Some(1));
    assert_eq!(rotating.open(PLACE, &sealed).unwrap(), b"x");
    assert!(rotating.is_of_old_key(&sealed));
    assert!(!rotating.is_of_old_key(&rotating.seal(PLACE, b"x", &chance)));
    let phone = Phone::parse("+919800000001").unwrap();
    let before = keys(1, None).lookups(CoopId(1), &phone);
    let after = rotating.lookups(CoopId(1), &phone);
    assert_eq!(before[0], after[1]);
    assert_ne!(after[0], after[1]);
}

#[test]
fn a_transcript_is_known_again_but_never_kept() {
    let keys = keys(1, None);
    let hash = keys.transcript(SessionId(5), "1*2468");
    assert!(keys.is_transcript(&hash, SessionId(5), "1*2468"));
    assert!(!keys.is_transcript(&hash, SessionId(5), "1*2469"));
    assert!(!keys.is_transcript(&hash, SessionId(6), "1*2468"));
    assert!(!format!("{keys:?} {:?}", keys.pepper()).contains('9'));
}

#[test]
fn a_key_is_32_bytes_in_base64() {
    assert!(Keys::parse(&STANDARD.encode([1; 32])).is_ok());
    assert_eq!(Keys::parse("c2hvcnQ="), Err(NotAKey));
    assert_eq!(Keys::parse("no base64!"), Err(NotAKey));
}
