//! Every command of the README and of the manual is run here, or listed here with the test that runs it.

use crate::support::{self, Running, World, free_address};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sahkar::clock::{Chance, Clock};
use sahkar::demo;
use sahkar::seal::{Keys, pepper};
use sahkar::store::Store;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant as StdInstant};

/// Commands that another place runs, with what shows it.
const ELSEWHERE: [(&str, &str); 19] = [
    // Passphrases are typed there.
    (
        r#"sahkar officer add "Ila Patel" --role secretary --member 2001"#,
        "tests/suite/commands/officers.rs",
    ),
    ("sahkar officer list", "tests/suite/commands/officers.rs"),
    (
        r#"sahkar officer role "Ila Patel" --give treasurer"#,
        "tests/suite/commands/officers.rs",
    ),
    (
        r#"sahkar officer passphrase "Ila Patel""#,
        "tests/suite/commands/officers.rs",
    ),
    (
        r#"sahkar officer end "Ila Patel""#,
        "tests/suite/commands/officers.rs",
    ),
    (
        r#"sahkar pin unlock 2001 --as "Ila Patel""#,
        "tests/suite/commands/officers.rs",
    ),
    ("sahkar sign", "tests/suite/commands/officers.rs"),
    (
        r#"sahkar sign 10 --agree --as "Mira Vasava""#,
        "tests/suite/commands/officers.rs",
    ),
    (
        r#"sahkar sign 10 --return "which of the two?" --as "Mira Vasava""#,
        "tests/suite/commands/officers.rs",
    ),
    (
        r#"sahkar pin unlock 2002 --mend 10 --as "Ila Patel""#,
        "tests/suite/commands/officers.rs",
    ),
    (
        r#"sahkar sign 10 --refuse "she has not asked" --as "Mira Vasava""#,
        "tests/suite/commands/officers.rs",
    ),
    (
        r#"sahkar sign 10 --withdraw --as "Ila Patel""#,
        "tests/suite/commands/officers.rs",
    ),
    ("tests/run", ".ci/run"),
    ("cargo build --release", "Cargo.toml"),
    ("cargo bench --bench turns", "benches/turns/main.rs"),
    ("cargo bench --bench texts", "benches/texts/main.rs"),
    (
        "UPDATE=1 cargo test --test suite conversations",
        "tests/suite/conversations.rs",
    ),
    // Needs a person at a terminal; its own module tests the verbs.
    ("cargo run -- talk", "src/talk.rs"),
    (
        "cargo run -- talk --record what-happened.txt",
        "src/talk.rs",
    ),
];

/// What PINs are hashed with here.
const PEPPER: &str = "a long text that only this test knows";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether a line of the manual is for PostgreSQL.
pub(super) fn is_for_postgres(program: &str) -> bool {
    ["pg_dump", "pg_restore", "psql"].contains(&program)
        || program.starts_with("SAHKAR_DATABASE_URL=")
}

/// The pages whose commands are run, in the order in which somebody reads them.
const PAGES: [&str; 2] = ["README.md", "docs/manual.md"];

/// Every command of the two pages once, where it stands first.
fn commands() -> Vec<String> {
    let mut commands = Vec::new();
    for page in PAGES {
        let of_page = commands_of(page);
        assert!(of_page.len() > 10, "{page}: {of_page:?}");
        for command in of_page {
            if !commands.contains(&command) {
                commands.push(command);
            }
        }
    }
    commands
}

/// The lines of a page's blocks of `sh`.
pub(super) fn commands_of(page: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(page)).unwrap();
    let mut commands = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            _ if inside && !line.is_empty() => commands.push(line.to_owned()),
            _ => {}
        }
    }
    commands
}

/// The cooperative's file, as the manual shows it.
pub(super) fn coop_file() -> String {
    let text = std::fs::read_to_string(root().join("docs/manual.md")).unwrap();
    let (_, rest) = text
        .split_once("```toml\nname = ")
        .expect("the manual shows one");
    let (rest, _) = rest.split_once("```").unwrap();
    format!("name = {rest}")
}

/// A machine as the manual's "Deploy" leaves it.
pub(super) struct Machine {
    pub(super) folder: tempfile::TempDir,
    pub(super) listen: String,
    database: String,
    key: String,
    pepper: &'static str,
}

impl Machine {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("members.csv"),
            "member_no,name,phone,language\n2001,Champa,+919811100001,gu\n",
        )
        .unwrap();
        std::fs::write(folder.path().join("coop.toml"), coop_file()).unwrap();
        Self {
            database: format!("sqlite:{}", folder.path().join("sahkar.db").display()),
            folder,
            listen: free_address(),
            key: base64_of_32_bytes(),
            pepper: PEPPER,
        }
    }

    /// The same, with the database of this world and its keys.
    pub(super) fn of(world: &World) -> Self {
        Self::at(world.url())
    }

    /// The same, with a database of the tests' keys at this address.
    pub(super) fn at(url: &str) -> Self {
        Self {
            database: url.to_owned(),
            key: STANDARD.encode(support::master().reveal()),
            pepper: support::PEPPER,
            ..Self::new()
        }
    }

    /// Keys that open what this machine has sealed.
    pub(super) fn keys(&self) -> Arc<Keys> {
        let master = Keys::parse(&self.key).unwrap();
        Arc::new(Keys::new(&master, None, pepper(self.pepper)))
    }

    /// The address of its database.
    pub(super) fn database(&self) -> &str {
        &self.database
    }

    /// A cooperative is there already.
    pub(super) fn fill(&self) {
        let keys = self.keys();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let chance = Arc::new(Chance::system());
            let store = Store::connect(&self.database, keys, chance).await.unwrap();
            store.migrate().await.unwrap();
            demo::fill(&store, Clock::system().now()).await.unwrap();
            store.close().await;
        });
    }

    /// A command with all the settings that it needs.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sahkar"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env("SAHKAR_LISTEN", &self.listen)
            .env("SAHKAR_DATABASE_URL", &self.database)
            .env("SAHKAR_KEY", &self.key)
            .env("SAHKAR_PEPPER", self.pepper)
            .env(
                "SAHKAR_GATEWAY_AFRICASTALKING_SECRET",
                "a-secret-of-this-test",
            )
            .stdin(Stdio::null());
        command
    }

    /// A line as an operator types it in the folder of the database.
    pub(super) fn shell(&self, line: &str) -> Command {
        let mut command = self.command(&[]);
        let ours = Path::new(env!("CARGO_BIN_EXE_sahkar")).parent().unwrap();
        let mut shell = Command::new("sh");
        shell
            .arg("-c")
            .arg(format!("PATH={}:$PATH; {line}", ours.display()))
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        for (name, value) in command.stdin(Stdio::null()).get_envs() {
            if let Some(value) = value {
                shell.env(name, value);
            }
        }
        shell
    }

    /// Serving, until it is dropped, and answering already.
    pub(super) fn started(&self) -> Running {
        let mut command = self.command(&["serve"]);
        let started = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let running = Running(started.unwrap());
        assert!(wait_for(&self.listen), "it answers on {}", self.listen);
        running
    }

    /// Runs a command that does what it is told.
    pub(super) fn run(&self, args: &[&str]) -> Output {
        let output = self.command(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
        output
    }

    /// Starts what serves, waits until it answers, and stops it as an operator does.
    fn serves(&self, args: &[&str], listen: &str) {
        let child = self
            .command(args)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let answered = wait_for(listen);
        let output = stop(child);
        assert!(answered, "{args:?} answers on {listen}: {output:?}");
        assert_eq!(output.status.code(), Some(0), "{args:?}: {output:?}");
    }
}

/// Any 32 bytes will do here.
fn base64_of_32_bytes() -> String {
    let output = Command::new("openssl")
        .args(["rand", "-base64", "32"])
        .output();
    match output {
        Ok(output) if output.status.success() => {
            String::from_utf8(output.stdout).unwrap().trim().to_owned()
        }
        _ => "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=".to_owned(),
    }
}

fn wait_for(listen: &str) -> bool {
    use std::io::{Read as _, Write as _};
    let begun = StdInstant::now();
    while begun.elapsed() < Duration::from_secs(30) {
        if let Ok(mut stream) = std::net::TcpStream::connect(listen) {
            let request = "GET /health/ready HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
            let mut answer = String::new();
            let asked = stream.write_all(request.as_bytes());
            if asked
                .and_then(|()| stream.read_to_string(&mut answer))
                .is_ok()
                && answer.starts_with("HTTP/1.1 200")
            {
                return true;
            }
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}

/// Stops it as an operator does.
pub(super) fn stop(child: Child) -> Output {
    let told = Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .unwrap();
    assert!(told.success());
    child.wait_with_output().unwrap()
}

#[test]
fn a_new_machine_goes_from_nothing_to_a_cooperative_with_members() {
    let machine = Machine::new();
    machine.run(&["import", "coop", "coop.toml"]);
    // The same file once more changes nothing, and a changed one is taken.
    let changed = coop_file().replace("day_cap = 2", "day_cap = 3");
    std::fs::write(machine.folder.path().join("coop.toml"), changed).unwrap();
    let said = machine.run(&["import", "coop", "coop.toml"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("is as the file says"));
    machine.run(&["import", "members", "members.csv"]);
    machine.run(&["verify"]);
    std::fs::write(machine.folder.path().join("coop.toml"), "name = 1\n").unwrap();
    let refused = machine.command(&["import", "coop", "coop.toml"]).output();
    let refused = refused.unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(why.contains("coop.toml:1: "), "{why}");
}

#[test]
fn every_command_of_the_readme_and_the_manual_works() {
    let machine = Machine::new();
    machine.fill();
    let commands = commands();
    assert_eq!(commands[..2], ["cargo run -- demo", "tests/run"]);
    for command in commands {
        let words: Vec<&str> = command.split(' ').collect();
        match words[..] {
            ["cargo", "run", "--", "demo"] => {
                let listen = free_address();
                machine.serves(&["demo", "--listen", &listen], &listen);
            }
            ["cargo", "run", "--", "check", "--from", "."] => {
                machine.run(&["check", "--from", &root().to_string_lossy()]);
            }
            // There must be an old key for it.
            ["sahkar", "rekey"] => {
                let old = machine.key.clone();
                let done = machine
                    .command(&["rekey"])
                    .env("SAHKAR_KEY_OLD", old)
                    .output();
                assert!(done.as_ref().unwrap().status.success(), "{done:?}");
            }
            // The copy that an earlier line made is put in the place of the database.
            ["rm" | "install", ..] => {
                let done = machine.shell(&command).output().unwrap();
                assert!(done.status.success(), "{command}: {done:?}");
            }
            // They need a server of their own.
            [program, ..] if is_for_postgres(program) => {
                assert!(root().join("tests/suite/restore.rs").exists(), "{command}");
            }
            ["openssl", ..] => assert_eq!(base64_of_32_bytes().len(), 44),
            // A passphrase is typed, or a second officer is needed.
            ["sahkar", ..] if ELSEWHERE.iter().any(|(known, _)| *known == command) => {
                let typed = root().join("tests/suite/commands/officers.rs");
                assert!(typed.exists(), "{command}");
            }
            ["sahkar", "serve"] => machine.serves(&["serve"], &machine.listen),
            ["sahkar", ref args @ ..] => {
                machine.run(args);
            }
            _ => {
                let place = ELSEWHERE.iter().find(|(known, _)| *known == command);
                let (_, place) = place.unwrap_or_else(|| panic!("nothing runs `{command}`"));
                assert!(root().join(place).exists(), "{command}: {place}");
            }
        }
    }
}
