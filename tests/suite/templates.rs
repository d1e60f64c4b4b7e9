//! `sahkar templates`: the table is exported, filled in, and imported.

use sahkar::clock::{Chance, Clock};
use sahkar::core::domain::{LangScript, RegistrationState};
use sahkar::core::script::Script;
use sahkar::core::script::notices::SenderContext;
use sahkar::demo;
use sahkar::seal::{Keys, pepper};
use sahkar::store::Store;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;

const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const PEPPER: &str = "a long text that only this test knows";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// With the demo cooperative in a database.
    async fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let store = desk.store().await;
        store.migrate().await.unwrap();
        demo::fill(&store, Clock::system().now()).await.unwrap();
        store.close().await;
        desk
    }

    fn database(&self) -> String {
        format!("sqlite:{}", self.file("sahkar.db").display())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn store(&self) -> Store {
        let keys = Keys::new(&Keys::parse(KEY).unwrap(), None, pepper(PEPPER));
        let chance = Arc::new(Chance::system());
        Store::connect(&self.database(), Arc::new(keys), chance)
            .await
            .unwrap()
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sahkar"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env("SAHKAR_DATABASE_URL", self.database())
            .env("SAHKAR_KEY", KEY)
            .env("SAHKAR_PEPPER", PEPPER);
        command.output().unwrap()
    }

    fn table(&self) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_path(self.file("table.csv"))
            .unwrap();
        let rows = reader.records();
        rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    fn write_table(&self, rows: &[Vec<String>]) {
        let mut writer = csv::Writer::from_path(self.file("table.csv")).unwrap();
        for row in rows {
            writer.write_record(row).unwrap();
        }
        writer.flush().unwrap();
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[tokio::test]
async fn the_table_goes_out_is_filled_in_and_lets_texts_leave() {
    let desk = Desk::new().await;
    let output = desk.run(&["templates", "export", "table.csv"]);
    assert!(output.status.success(), "{output:?}");
    let mut rows = desk.table();
    let column = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
    let filled = [
        (column("header"), "ASHAMD"),
        (column("entity_id"), "1101234567890123456"),
        (column("state"), "approved"),
    ];
    let (lang_script, body) = (column("lang_script"), column("body"));
    let n = rows.len() - 1;
    assert!(out(&output).contains(&format!("{n} templates are in table.csv.")));
    let template_id = column("template_id");
    for (no, row) in rows[1..].iter_mut().enumerate() {
        for (column, value) in filled {
            value.clone_into(&mut row[column]);
        }
        row[template_id] = format!("11071612345678{no:05}");
    }

    // One wrong letter, and nothing is taken.
    let good = rows[7][body].clone();
    rows[7][body].push('.');
    desk.write_table(&rows);
    let refused = desk.run(&["templates", "import", "table.csv"]);
    assert_eq!(refused.status.code(), Some(1));
    let why = String::from_utf8(refused.stderr).unwrap();
    assert!(why.contains("table.csv:8: the body of "), "{why}");
    let store = desk.store().await;
    assert!(
        store.coops().await.unwrap()[0]
            .texts
            .registrations
            .is_empty()
    );

    rows[7][body] = good;
    rows.retain(|row| row[lang_script] != "gu");
    let kept_n = rows.len() - 1;
    desk.write_table(&rows);
    let output = desk.run(&["templates", "import", "table.csv"]);
    let expected = format!("{kept_n} templates are in, {kept_n} of them approved.\n");
    assert_eq!(out(&output), expected, "{output:?}");

    let entry = store.coops().await.unwrap().remove(0);
    assert_eq!(entry.texts.registrations.len(), kept_n);
    let script = Script::embedded().unwrap_or_else(|problems| panic!("{problems}"));
    let sender = SenderContext {
        texts: &entry.texts,
        code: &entry.coop.code,
        must_be_registered: true,
    };
    let now = Clock::system().now();
    let neutral = |lang_script| {
        script
            .notices()
            .write(&sender, "neutral", lang_script, &[], now)
    };
    assert!(neutral(LangScript::GuLatn).is_ok() && neutral(LangScript::En).is_ok());
    assert!(neutral(LangScript::Gu).is_err());
    store.close().await;

    let printed = out(&desk.run(&["templates", "export", "--coop", demo::CODE]));
    let approved = format!(",{},", RegistrationState::Approved.code());
    assert_eq!(printed.matches(&approved).count(), kept_n);
    let unknown = desk.run(&["templates", "export", "--coop", "*1#"]);
    assert_eq!(unknown.status.code(), Some(1));
}
