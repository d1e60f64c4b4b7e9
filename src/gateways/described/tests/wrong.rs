//! What is told of a wrong file, and of wrong settings beside it.

use super::super::Configured;
use super::{SEND, open};
use crate::gateways::samples::credentials;

fn flaws(source: &str) -> Vec<String> {
    let wrong = Configured::open("described", source, &credentials(&[])).unwrap_err();
    wrong.flaws.iter().map(ToString::to_string).collect()
}

#[test]
fn everything_that_is_wrong_with_a_file_is_told_at_once_with_its_place() {
    let found = flaws(
        "[send]\nmethod = \"PUT\"\nurl = \"https://a.example/{heder}\"\nbody = \"json\"\n\
         template = '{\"t\": \"{text_utf16be}\",}'\nretries = \"3\"\n\
         [reply]\n[[reply.rule]]\nfailure = \"no-creditt\"\n\
         [[reply.rule]]\nstatus = \"2xx\"\ncontains = \"a\"\njson = \"status\"\ntaken = true\n\
         [text]\nfields = \"forms\"\nsender = \"f\"\nat = \"d\"\ntime = \"%Y-%m-%d %H:%M\"\n\
         [receipt]\nstatus = \"s\"\nlist = \"x\"\n[receipt.states]\nD = \"arrived\"\n\
         [signature]\nheader = \"a b\"\n[sends]\n",
    );
    let all = found.join("\n");
    for line in [
        "2:10: `method` cannot be `PUT`",
        "3:7: there is no place `{heder}`; did you mean `header`?",
        "5:12: `{text_utf16be}` is octets",
        "6:1: there is no key `retries` here",
        "1:2: the number stands nowhere",
        "the filled template is not JSON",
        "8:1: this rule fits every answer",
        "9:11: there is no failure `no-creditt`; did you mean `no-credit`?",
        "11:10: this is no status",
        "13:8: `json` is a place in JSON; write json = \"/status\"",
        "15:2: `text` is missing",
        "15:2: the number that was texted is not said once",
        "16:10: `fields` cannot be `forms`; did you mean `form`?",
        "19:8: nobody knows the zone of this time",
        "20:2: a receipt names no text",
        "22:8: a list is of JSON",
        "24:5: there is no state `arrived`",
        "20:2: no status word means that a text has arrived",
        "26:10: this is no name of a header",
        "27:2: there is no key `sends` here; did you mean `send`?",
    ] {
        assert!(all.contains(line), "{line} is not in\n{all}");
    }
    let places: Vec<(usize, usize)> =
        Configured::open("x", "[send]\na = 1\n\n[b]\n", &credentials(&[]))
            .unwrap_err()
            .flaws
            .iter()
            .map(|flaw| (flaw.line, flaw.column))
            .collect();
    assert!(places.is_sorted(), "{places:?}");
    let receipt = |keys: &str| {
        let source = format!(
            "{SEND}[receipt]\nstatus = \"s\"\n{keys}\n[receipt.states]\nD = \"delivered\"\n"
        );
        flaws(&source).join("\n")
    };
    for (keys, told) in [
        (
            "our-id = \"o\"\nrecipient = \"r\"",
            "a number alone names no text",
        ),
        (
            "our-id = \"o\"\nnumbers = \"indian\"",
            "there is no number to read so",
        ),
        (
            "their-id = \"t\"\nrecipient = \"r\"\nnumbers = \"india\"",
            "`numbers` cannot be `india`; did you mean `indian`?",
        ),
        (
            "their-id = \"t\"\nrecipients = \"r\"",
            "there is no key `recipients` here; did you mean `recipient`?",
        ),
    ] {
        assert!(receipt(keys).contains(told), "{told}: {}", receipt(keys));
    }
    assert!(flaws("")[0].starts_with("1:1: `[reply]` is missing"));
    assert!(flaws("[send\n").join("\n").contains("this is not TOML"));
}

#[test]
fn settings_that_the_file_names_must_be_there_and_no_others() {
    let source = SEND.replace("https://api.example.org", "{credential:url}");
    let settings = |pairs: &[(&str, &str)]| {
        let wrong = Configured::open("x", &source, &credentials(pairs)).unwrap_err();
        assert_eq!(wrong.flaws, []);
        let names = wrong.settings.into_iter().map(|one| one.setting);
        names.collect::<Vec<String>>()
    };
    assert_eq!(settings(&[("uri", "https://a.example")]), ["url", "uri"]);
    for url in [
        "http://a.example",
        "http://8.8.8.8",
        "ftp://10.0.0.1",
        "a.example",
        "http://127.0.0.1.a.example",
        "http://10.0.0.1@a.example",
    ] {
        assert_eq!(settings(&[("url", url)]), ["file"], "{url}");
    }
    for url in [
        "https://a.example",
        "http://127.0.0.1:13013",
        "http://10.1.2.3",
        "http://localhost:1",
        "http://[::1]:1",
    ] {
        open(&source, &[("url", url)]);
    }
}
