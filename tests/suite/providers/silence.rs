//! No input makes a reader panic, and no error of a reader repeats a credential, a number or a text.

use super::{SETTINGS, outgoing, provider};
use crate::support::recorded::{Case, RECORDED, Reads, cases_of, signature};
use proptest::prelude::*;
use sahkar::core::domain::Instant;
use sahkar::gateways::sms::{
    Credentials, Event, Provider, ProviderRequest, ProviderResponse, SmsTaken,
};

/// What stands in for everything that must never be repeated.
const NUMBER: &str = "919812345678";
const WRITTEN: &str = "Kamla 4500 loan";

const URL: &str = "https://line.example.org/hooks/x/secret/sms";
const FORM: &str = "application/x-www-form-urlencoded";

/// The cases of all providers of texts, whoever reads them.
fn cases() -> Vec<Case> {
    let rows = RECORDED.iter();
    let of_texts = rows.filter(|row| !matches!(row.reads, Reads::Calls(_)));
    of_texts.flat_map(|row| cases_of(row.name)).collect()
}

/// Gives one request to every reader of every provider, and one answer to every sender. What comes
/// back is all that could reach a log.
fn everything(method: &str, kind: &str, query: &str, body: &[u8], status: u16) -> String {
    let text = String::from_utf8_lossy(body);
    let signed = signature(URL, &text);
    let mut said = String::new();
    for name in Provider::NAMES {
        let provider = provider(name);
        for signature in [None, Some(signed.as_str())] {
            let incoming = ProviderRequest {
                method,
                query,
                content_type: kind,
                body,
                url: URL,
                signature,
                now: Instant(1_790_000_000_000),
            };
            for read in [
                provider.read_text(&incoming),
                provider.read_receipt(&incoming),
            ] {
                match read {
                    Ok((Event::Receipts(receipts), _)) => {
                        for receipt in receipts {
                            said += &format!("{:?}{:?}", receipt.reported, receipt.code);
                        }
                    }
                    Ok(_) => {}
                    Err(refused) => said += &format!("{refused}{refused:?}"),
                }
            }
        }
        match provider.taken(&outgoing(), ProviderResponse { status, body }) {
            SmsTaken::No { failure, code } => said += &format!("{failure:?}{code:?}"),
            SmsTaken::Yes { .. } | SmsTaken::Unclear => {}
        }
    }
    said
}

fn is_silent(said: &str) -> bool {
    !said.contains(NUMBER) && !said.contains(WRITTEN)
}

#[test]
fn a_recorded_request_with_a_number_or_a_text_in_any_place_is_not_repeated() {
    for case in cases() {
        let wire = case.wire();
        // Every value in turn, in a form, a query and in JSON, becomes what must not be repeated.
        for whole in [&wire.query, &wire.body] {
            for (n, _) in whole.match_indices(['=', ':']) {
                let end = whole[n..]
                    .find(['&', ',', '}', ']'])
                    .map_or(whole.len(), |at| n + at);
                for put in [NUMBER, WRITTEN] {
                    let quoted = format!("{}\"{put}\"{}", &whole[..=n], &whole[end.max(n + 1)..]);
                    let plain = quoted.replace(['"'], "");
                    for body in [quoted, plain] {
                        for (method, kind) in
                            [("GET", ""), ("POST", FORM), ("POST", "application/json")]
                        {
                            for status in [200, 400] {
                                let said = everything(method, kind, &body, body.as_bytes(), status);
                                assert!(is_silent(&said), "{}: {body}: {said}", case.name);
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn no_provider_shows_its_credentials() {
    for name in Provider::NAMES {
        let shown = format!("{:?}", provider(name));
        for (setting, value) in SETTINGS.iter().filter(|(_, value)| 1 < value.len()) {
            assert!(!shown.contains(value), "{name} shows {setting}");
        }
    }
    let shown = format!(
        "{:?}",
        Credentials([("password".into(), WRITTEN.into())].into())
    );
    assert!(is_silent(&shown));
}

#[test]
fn all_settings_that_are_missing_or_wrong_are_said_at_once_without_a_value() {
    let needed = |name: &str| -> &[&str] {
        match name {
            "sandbox" => &[],
            "africastalking" => &["username", "api_key"],
            "gupshup" => &["userid", "password"],
            "exotel" => &["api_key", "api_token", "account_sid"],
            "msg91" => &["authkey", "flows"],
            "twilio" => &["account_sid", "auth_token"],
            other => panic!("a new provider: {other}"),
        }
    };
    for name in Provider::NAMES
        .into_iter()
        .filter(|name| *name != "sandbox")
    {
        let missing = Provider::open(name, &Credentials::default()).unwrap();
        let wrong = missing.unwrap_err();
        let mut named: Vec<_> = wrong.iter().map(|wrong| wrong.setting.as_str()).collect();
        named.sort_unstable();
        let mut expected = needed(name).to_vec();
        expected.sort_unstable();
        assert_eq!(named, expected, "{name}");
        // A line break in each of them, and an address that would send them in clear.
        let mut bad: Credentials = Credentials::default();
        for setting in needed(name) {
            bad.0
                .insert((*setting).to_owned(), format!("{WRITTEN}\r\n{NUMBER}"));
        }
        bad.0
            .insert("url".into(), format!("http://{NUMBER}.example.org/"));
        let wrong = Provider::open(name, &bad).unwrap().unwrap_err();
        assert!(needed(name).len() < wrong.len(), "{name}");
        assert!(is_silent(&format!("{wrong:?}")), "{name}");
    }
    assert!(Provider::open("nobody", &Credentials::default()).is_none());
}

fn kinds() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("GET", ""),
        ("HEAD", ""),
        ("POST", FORM),
        ("POST", "application/json"),
        ("POST", "text/plain"),
        ("PUT", FORM),
    ])
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(
        (method, kind) in kinds(),
        query in "[ -~]{0,60}",
        body in prop::collection::vec(any::<u8>(), 0..200),
        status in 0_u16..700,
    ) {
        everything(method, kind, &query, &body, status);
    }

    #[test]
    fn no_recorded_request_that_was_cut_or_spoiled_makes_a_reader_panic(
        (method, kind) in kinds(),
        n in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        spoiled in any::<(prop::sample::Index, u8)>(),
        status in prop::sample::select(vec![200_u16, 201, 400, 429, 503]),
    ) {
        let cases = cases();
        let wire = n.get(&cases).wire();
        let whole = if wire.body.is_empty() { &wire.query } else { &wire.body };
        let mut bytes = whole.as_bytes().to_vec();
        if !bytes.is_empty() {
            let at = spoiled.0.index(bytes.len());
            bytes[at] = spoiled.1;
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        let query = String::from_utf8_lossy(&bytes).into_owned();
        everything(method, kind, &query, &bytes, status);
    }
}
