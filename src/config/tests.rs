//! Settings, right and wrong.

use super::*;

const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

fn load(file: &str, pairs: &[(&str, &str)]) -> Result<Config, Vec<SettingProblem>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sahkar.toml");
    std::fs::write(&path, file).unwrap();
    let pairs = pairs
        .iter()
        .map(|(name, value)| ((*name).into(), (*value).into()));
    Config::load(Some(&path), pairs)
}

#[test]
fn the_environment_lies_over_the_file() {
    let file = format!(
        "listen = \"127.0.0.1:9\"\ndatabase_url = \"sqlite:a.db\"\nkey = \"{KEY}\"\npepper = \"p\"\n\
         [gateway.africastalking]\nsecret = \"from-the-file-it-is\"\n"
    );
    let config = load(&file, &[("SAHKAR_LISTEN", "0.0.0.0:80"), ("HOME", "/")]).unwrap();
    assert_eq!(config.listen.to_string(), "0.0.0.0:80");
    let secret = &config.gateways.auth["africastalking"];
    assert_eq!(secret.reveal(), "from-the-file-it-is");
    assert!(!config.phone_page);
}

#[test]
fn everything_that_is_wrong_is_listed_at_once() {
    let problems = load(
        "",
        &[
            ("SAHKAR_LISTEN", "here"),
            ("SAHKAR_KEY", "short"),
            ("SAHKAR_PHONE", "perhaps"),
            ("SAHKAR_DATABSE_URL", "sqlite:x"),
        ],
    )
    .unwrap_err();
    let named: Vec<&str> = problems.iter().map(|p| p.setting.as_str()).collect();
    for name in [
        "SAHKAR_LISTEN",
        "SAHKAR_KEY",
        "SAHKAR_PHONE",
        "SAHKAR_DATABSE_URL",
        "SAHKAR_DATABASE_URL",
        "SAHKAR_PEPPER",
        "SAHKAR_GATEWAY_AFRICASTALKING_SECRET",
    ] {
        assert!(named.contains(&name), "{name} is not in {named:?}");
    }
}

#[test]
fn a_mistake_in_the_file_is_named_by_its_line() {
    let problems = load("listen = \"127.0.0.1:9\"\nkye = \"hush\"\n", &[]).unwrap_err();
    let shown = problems[0].to_string();
    assert!(
        shown.contains("sahkar.toml:2") && shown.contains("kye"),
        "{shown}"
    );
    assert!(!shown.contains("hush"), "{shown}");
}

#[test]
fn secrets_do_not_show_themselves() {
    let config = load(
        "",
        &[
            ("SAHKAR_DATABASE_URL", "postgres://u:hush@h/d"),
            ("SAHKAR_KEY", KEY),
            ("SAHKAR_PEPPER", "hush-pepper"),
            ("SAHKAR_GATEWAY_SANDBOX_SECRET", "hush-secret-of-a-test"),
            ("SAHKAR_PHONE", "1"),
        ],
    )
    .unwrap();
    let shown = format!("{config:?}");
    assert!(
        !shown.contains("hush") && !shown.contains("AAAA"),
        "{shown}"
    );
}

/// The settings that every installation has.
fn with(more: &[(&str, &str)]) -> Result<Config, Vec<SettingProblem>> {
    let mut pairs = vec![
        ("SAHKAR_DATABASE_URL", "sqlite:a.db"),
        ("SAHKAR_KEY", KEY),
        ("SAHKAR_PEPPER", "p"),
        ("SAHKAR_GATEWAY_SANDBOX_SECRET", "sand-secret-of-a-test"),
    ];
    pairs.extend_from_slice(more);
    load("", &pairs)
}

fn shown(problems: &[SettingProblem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[test]
fn a_route_is_made_of_gateways_that_are_set() {
    let config = with(&[
        ("SAHKAR_SMS_ROUTE", " sandbox ,"),
        ("SAHKAR_PUBLIC_URL", "https://line.example.org/"),
        ("SAHKAR_GATEWAY_SANDBOX_RATE", "30"),
        ("SAHKAR_OUTBOUND_PRIVATE", "127.0.0.1, 10.0.0.0/8"),
    ])
    .unwrap()
    .gateways;
    let route: Vec<&str> = config
        .providers
        .route()
        .map(|one| one.provider.name())
        .collect();
    assert_eq!(route, ["sandbox"]);
    let sandbox = config.providers.get("sandbox").unwrap();
    assert_eq!(sandbox.segments_per_second, Some(30));
    let receipt_url = &sandbox.receipt_url.as_ref().unwrap().0;
    assert_eq!(
        receipt_url,
        "https://line.example.org/hooks/sandbox/sand-secret-of-a-test/receipt"
    );
    assert!(config.outbound.permits("10.0.0.7".parse().unwrap()));
    assert!(!format!("{config:?}").contains("/sand-secret"));

    // A gateway that only carries calls needs nothing but its secret, and there may be no route.
    let config = with(&[(
        "SAHKAR_GATEWAY_AFRICASTALKING_SECRET",
        "at-secret-of-a-test",
    )])
    .unwrap();
    assert_eq!(config.gateways.providers.route().count(), 0);
    assert!(config.gateways.public_url.is_none());
}

#[test]
fn everything_that_is_wrong_with_gateways_is_listed_at_once() {
    let problems = with(&[
        ("SAHKAR_SMS_ROUTE", "sandbox,sandbox,nobody,hush hush"),
        ("SAHKAR_PUBLIC_URL", "line.example.org?hush"),
        ("SAHKAR_GATEWAY_SANDBOX_RATE", "many-hush"),
        ("SAHKAR_OUTBOUND_PRIVATE", "hush"),
        ("SAHKAR_GATEWAY_NOBODY_SECRET", "hush"),
        ("SAHKAR_GATEWAY_AFRICASTALKING_SECRET", "hush/hush"),
        ("SAHKAR_GATEWAY_GUPSHUP_PASWORD", "hush"),
        ("SAHKAR_GATEWAY_GUPSHUP_USERID", "2000"),
        ("SAHKAR_GATEWAY_GUPSHUP_RATE", "0"),
        ("SAHKAR_GATEWAY_TWILIO_ACCOUNT_SID", "AC1"),
        ("SAHKAR_GATEWAY_TWILIO_AUTH_TOKEN", "hush"),
    ])
    .unwrap_err();
    let shown = shown(&problems);
    for line in [
        "SAHKAR_SMS_ROUTE: `sandbox` stands there twice",
        "SAHKAR_SMS_ROUTE: there is no gateway `nobody`; known: africastalking,",
        "SAHKAR_SMS_ROUTE: there is no gateway `…`",
        "SAHKAR_PUBLIC_URL: not an address",
        "SAHKAR_PUBLIC_URL: missing: twilio signs the address",
        "SAHKAR_GATEWAY_GUPSHUP_PASWORD: there is no such setting; known: url, userid, password",
        "SAHKAR_GATEWAY_GUPSHUP_PASSWORD: is missing",
        "SAHKAR_GATEWAY_GUPSHUP_RATE: not a whole number",
        "SAHKAR_GATEWAY_SANDBOX_RATE: not a whole number",
        "SAHKAR_OUTBOUND_PRIVATE: neither an address nor a network",
        "SAHKAR_GATEWAY_NOBODY_SECRET: there is no such setting",
        "SAHKAR_GATEWAY_AFRICASTALKING_SECRET: only letters, digits",
    ] {
        assert!(shown.contains(line), "{line} is not in\n{shown}");
    }
    assert!(!shown.contains("hush"), "{shown}");

    let problems = load("[gateway.sandbox]\nsecret = [\"hush\"]\n", &[]).unwrap_err();
    let shown = self::shown(&problems);
    assert!(shown.contains("SAHKAR_GATEWAY_SANDBOX_SECRET: neither a text"));
    assert!(!shown.contains("hush"), "{shown}");
}

#[test]
fn a_file_describes_a_gateway_and_all_that_is_wrong_with_it_is_listed() {
    let root = env!("CARGO_MANIFEST_DIR");
    let file = format!("{root}/gateways/textlocal.toml");
    let set = [
        ("SAHKAR_SMS_ROUTE", "textlocal,sandbox"),
        ("SAHKAR_GATEWAY_TEXTLOCAL_FILE", file.as_str()),
        ("SAHKAR_GATEWAY_TEXTLOCAL_SECRET", "tl-secret-of-a-test"),
        ("SAHKAR_GATEWAY_TEXTLOCAL_API_KEY", "hush"),
    ];
    let config = with(&set).unwrap().gateways;
    let route: Vec<&str> = config
        .providers
        .route()
        .map(|one| one.provider.name())
        .collect();
    assert_eq!(route, ["textlocal", "sandbox"]);
    assert!(config.auth.contains_key("textlocal"));

    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.toml");
    std::fs::write(&broken, "[send]\nurl = \"{nobody}\"\n[hush]\n").unwrap();
    let broken = broken.display().to_string();
    let mut set = Vec::from(&set[..3]);
    set.extend([
        ("SAHKAR_GATEWAY_TEXTLOCAL_APIKEY", "hush"),
        ("SAHKAR_GATEWAY_BROKEN_FILE", broken.as_str()),
        ("SAHKAR_GATEWAY_GONE_FILE", "/nowhere/gone.toml"),
        ("SAHKAR_GATEWAY_GONE_SECRET", "gone-secret-of-a-test"),
        ("SAHKAR_GATEWAY_TWILIO_FILE", file.as_str()),
    ]);
    let shown = shown(&with(&set).unwrap_err());
    for line in [
        "SAHKAR_GATEWAY_TEXTLOCAL_API_KEY: missing: the gateway's file names it",
        "SAHKAR_GATEWAY_TEXTLOCAL_APIKEY: the gateway's file does not name it",
        &format!("{broken}:2:7: there is no place `{{nobody}}`"),
        &format!("{broken}:3:2: there is no key `hush`"),
        &format!("{broken}:1:1: `[reply]` is missing"),
        "SAHKAR_GATEWAY_GONE_FILE: cannot be read",
        "SAHKAR_GATEWAY_TWILIO_FILE: this gateway is built in",
    ] {
        assert!(shown.contains(line), "{line} is not in\n{shown}");
    }
}

#[test]
fn a_gateway_may_be_called_from_listed_addresses_alone() {
    let set = [
        ("SAHKAR_GATEWAY_SANDBOX_ALLOW_FROM", "203.0.113.0/24"),
        ("SAHKAR_PROXIES", "127.0.0.1"),
    ];
    let callers = with(&set).unwrap().gateways.callers;
    let here = "127.0.0.1".parse().ok();
    assert!(callers.allows("sandbox", here, &["203.0.113.9"]));
    assert!(!callers.allows("sandbox", here, &[]));
    assert!(callers.allows("twilio", here, &[]));
    // A list that cannot be read is no list of nobody, nor of everybody.
    let wrong = [
        ("SAHKAR_GATEWAY_SANDBOX_ALLOW_FROM", "the office"),
        ("SAHKAR_PROXIES", "10.0.0.0/99"),
    ];
    let shown = shown(&with(&wrong).unwrap_err());
    for line in ["SAHKAR_GATEWAY_SANDBOX_ALLOW_FROM: ", "SAHKAR_PROXIES: "] {
        assert!(
            shown.contains(&format!("{line}neither an address nor a network")),
            "{shown}"
        );
    }
}

#[test]
fn r12_operators_look_at_an_address_of_their_own() {
    let operate = |set: &[(&str, &str)]| with(set).unwrap().operate;
    assert_eq!(operate(&[]), Operate::USUAL);
    assert!(Operate::USUAL.listen.unwrap().ip().is_loopback());
    let set = operate(&[("SAHKAR_OPERATE_LISTEN", "10.0.0.7:9100")]);
    assert_eq!(set.listen, "10.0.0.7:9100".parse().ok());
    assert!(set.is_set);
    let off = operate(&[("SAHKAR_OPERATE_LISTEN", "off")]);
    assert_eq!(off.listen, None);
    let shown = shown(&with(&[("SAHKAR_OPERATE_LISTEN", "here")]).unwrap_err());
    assert!(
        shown.contains("SAHKAR_OPERATE_LISTEN: neither an address"),
        "{shown}"
    );
    // The demo has no other settings, and shows nothing unless it is told to.
    let demo = |value: &str| {
        let set = [("SAHKAR_OPERATE_LISTEN".to_owned(), value.to_owned())];
        Operate::of_demo(set.into_iter())
    };
    assert_eq!(Operate::of_demo(std::iter::empty()), Ok(Operate::OFF));
    assert_eq!(
        demo("127.0.0.1:9").unwrap().listen,
        "127.0.0.1:9".parse().ok()
    );
    assert!(demo("here").is_err());
}

#[test]
fn r7_one_wrong_field_of_the_file_hides_none_of_the_others() {
    let file = format!(
        "listen = 8080\ndatabase_url = \"sqlite:a.db\"\nkey = \"{KEY}\"\nproxies = \"the office\"\npepper = \"p\"\n\
         kye = \"hush\"\n[gateway.sandbox]\nsecret = \"hush-secret-of-a-test\"\nrate = [1]\n\
         colour = \"hush\"\n"
    );
    let problems = load(&file, &[]).unwrap_err();
    let shown = shown(&problems);
    for line in [
        "sahkar.toml:1: SAHKAR_LISTEN: neither a text",
        "sahkar.toml:4: SAHKAR_PROXIES: neither an address",
        "sahkar.toml:6: there is no setting `kye`",
        "sahkar.toml:9: SAHKAR_GATEWAY_SANDBOX_RATE: neither a text",
        "sahkar.toml:10: SAHKAR_GATEWAY_SANDBOX_COLOUR: there is no such setting",
    ] {
        assert!(shown.contains(line), "{line} is not in\n{shown}");
    }
    // What is there is not reported as missing, and no value is shown.
    assert!(
        !shown.contains("missing") && !shown.contains("hush"),
        "{shown}"
    );
    // Where the environment overrides the file, the error does not name the line of the file.
    let over = load(&file, &[("SAHKAR_PROXIES", "nowhere")]).unwrap_err();
    let over = self::shown(&over);
    assert!(over.contains("\nSAHKAR_PROXIES: neither"), "{over}");
    // A line that is not TOML is reported, and the rest is read.
    let broken = load("listen = \nkey = \"short\"\n", &[]).unwrap_err();
    let broken = self::shown(&broken);
    assert!(
        broken.contains("sahkar.toml:1: this is not TOML"),
        "{broken}"
    );
    assert!(
        broken.contains("sahkar.toml:2: SAHKAR_KEY: not 32 bytes"),
        "{broken}"
    );
}

#[test]
fn r11_a_secret_that_can_be_guessed_is_refused() {
    for (secret, is_right) in [
        ("s", false),
        ("fifteen-letters", false),
        ("sixteen-letters-", true),
    ] {
        let found = with(&[("SAHKAR_GATEWAY_TWILIO_SECRET", secret)]);
        assert_eq!(found.is_ok(), is_right, "{secret}");
        if let Err(problems) = found {
            let shown = shown(&problems);
            assert!(
                shown.contains("SAHKAR_GATEWAY_TWILIO_SECRET: too short"),
                "{shown}"
            );
        }
    }
}

/// The example with a value in every place that it leaves open, and with everything in use that it comments
/// out.
fn filled_example() -> String {
    let lines = EXAMPLE.lines().map(|line| {
        let bare = line.strip_prefix("# ").unwrap_or(line);
        let is_setting = bare.starts_with('[')
            || bare
                .split_once(" = ")
                .is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
        let line = if is_setting { bare } else { line };
        match line.split_once(" = ") {
            Some(("key" | "key_old", _)) => line.replace("\"\"", &format!("\"{KEY}\"")),
            Some(("database_url", url)) if url.contains("postgres") => String::new(),
            Some(("phone", _)) => String::new(),
            _ => line
                .replace("\"\"", "\"a-secret-of-this-test\"")
                .replace('…', "a-secret-of-this-test"),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn r11_the_example_of_the_settings_is_right_and_names_every_one() {
    let config = load(&filled_example(), &[]);
    let config = config.unwrap_or_else(|problems| panic!("{}", shown(&problems)));
    assert_eq!(config.gateways.auth.len(), 6);
    // As it is, only the secrets are missing, and all of them are reported.
    let open: Vec<String> = load(EXAMPLE, &[])
        .unwrap_err()
        .into_iter()
        .map(|problem| problem.setting)
        .collect();
    let secrets = [
        "SAHKAR_KEY",
        "SAHKAR_PEPPER",
        "SAHKAR_GATEWAY_AFRICASTALKING_SECRET",
    ];
    assert_eq!(open, secrets);
    for name in PLAIN {
        let line = format!("{} = ", name.to_lowercase());
        let has = EXAMPLE
            .lines()
            .any(|l| l.trim_start_matches("# ").starts_with(&line));
        assert!(has, "{name} is not in the example");
    }
}
