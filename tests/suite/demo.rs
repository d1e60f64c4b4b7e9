//! The demo does what its welcome says: the requests that it prints work, and the answer to the text and
//! the reminder of the meeting arrive at the phone.

use crate::readme::stop;
use crate::support::free_address;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// The reminder is sent within a minute of the start.
const REMINDED_WITHIN: Duration = Duration::from_secs(90);

/// Starts the demo; gives it with all that it says before it serves.
fn start(listen: &str) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sahkar"))
        .args(["demo", "--listen", listen])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = String::new();
    for line in &mut lines {
        let line = line.unwrap();
        if line.starts_with("  1006 to 1024") {
            break;
        }
        said.push_str(&line);
        said.push('\n');
    }
    (child, said)
}

/// The arguments of each `curl` that is printed, as a shell reads them.
fn curls(said: &str) -> Vec<Vec<String>> {
    let commands = said.replace("\\\n", " ");
    let commands = commands.lines().filter(|line| line.starts_with("curl "));
    commands
        .map(|command| {
            let show = format!("curl() {{ for a; do printf '%s\\n' \"$a\"; done; }}; {command}");
            let output = Command::new("sh").args(["-c", &show]).output().unwrap();
            assert!(output.status.success(), "{command}: {output:?}");
            let words = String::from_utf8(output.stdout).unwrap();
            words.lines().map(str::to_owned).collect()
        })
        .collect()
}

/// Sends what a `curl` would.
async fn send(client: &reqwest::Client, words: &[String]) -> String {
    let (url, fields) = words.split_first().unwrap();
    let fields: Vec<(&str, &str)> = fields
        .chunks(2)
        .map(|pair| {
            assert_eq!(pair[0], "--data-urlencode");
            pair[1].split_once('=').unwrap()
        })
        .collect();
    let answer = client.post(url).form(&fields).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{words:?}");
    answer.text().await.unwrap()
}

/// Waits until a text that has these words in it is on a phone.
async fn wait_for_text(client: &reqwest::Client, listen: &str, number: &str, words: &str) {
    let number = number.replace('+', "%2B");
    let url = format!("http://{listen}/phone/inbox?number={number}&after=0");
    let arrives = timeout(REMINDED_WITHIN, async {
        loop {
            let answer = client.get(&url).send().await.unwrap();
            let told: serde_json::Value = answer.json().await.unwrap();
            let texts = told["texts"].as_array().unwrap();
            let bodies = texts.iter().filter_map(|text| text["body"].as_str());
            if bodies.into_iter().any(|body| body.contains(words)) {
                return;
            }
            sleep(Duration::from_millis(100)).await;
        }
    });
    arrives
        .await
        .unwrap_or_else(|_| panic!("no text says {words}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_answers_what_it_prints_and_reminds_of_the_meeting() {
    let listen = free_address();
    let (child, said) = start(&listen);
    sahkar::outbound::prepare_tls();
    let client = reqwest::Client::builder().build().unwrap();
    timeout(Duration::from_secs(30), async {
        while tokio::net::TcpStream::connect(&listen).await.is_err() {
            sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .unwrap();
    let curls = curls(&said);
    assert_eq!(curls.len(), 2, "{said}");
    let screen = send(&client, &curls[0]).await;
    assert!(screen.starts_with("CON 1 મારો હિસાબ"), "{screen}");
    send(&client, &curls[1]).await;
    let (ramila, savita) = ("+919800000001", "+919800000002");
    wait_for_text(&client, &listen, ramila, "નોંધ ").await;
    // The meeting is named on a phone of one member only.
    wait_for_text(&client, &listen, ramila, "પાસબુક").await;
    wait_for_text(&client, &listen, savita, "મેસેજ").await;
    let output = stop(child);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}
