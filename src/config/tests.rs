//! Settings, right and wrong.

use super::*;

const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

fn load(file: &str, pairs: &[(&str, &str)]) -> Result<Config, Vec<Problem>> {
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
         [gateway.africastalking]\nsecret = \"from-the-file\"\n"
    );
    let config = load(&file, &[("SAHKAR_LISTEN", "0.0.0.0:80"), ("HOME", "/")]).unwrap();
    assert_eq!(config.listen.to_string(), "0.0.0.0:80");
    let secret = &config.gateways[&Gateway::AfricasTalking];
    assert_eq!(secret.reveal(), "from-the-file");
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
            ("SAHKAR_GATEWAY_SANDBOX_SECRET", "hush-secret"),
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
