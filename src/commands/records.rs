//! The commands that open the database, do one thing, and say what they did.

use super::sums;
use super::which::find_coop;
use super::{Done, Failed, Settings, database_config, existing, make, open, tell};
use crate::clock::Clock;
use crate::domain::{Lang, MemberId, Phone};
use crate::store::{Backup, NewMember};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) async fn migrate(settings: &Settings) -> Done {
    let store = make(&database_config(settings)?).await?;
    store.close().await;
    tell("The database is of this release.");
    Ok(())
}

pub(super) async fn backup(settings: &Settings, file: &Path) -> Done {
    // Before `migrate` changes an older one, it is copied.
    let (store, _) = existing(&database_config(settings)?).await?;
    let done = store.backup(file).await?;
    store.close().await;
    match done {
        Backup::Written => {
            tell(format!("Written to {}.", file.display()));
            Ok(())
        }
        Backup::UsePgDump { options } => Err(Failed::Refused(format!(
            "PostgreSQL is copied by its own program: pg_dump {options} --file={} DATABASE",
            file.display()
        ))),
    }
}

pub(super) async fn verify(settings: &Settings) -> Done {
    let store = open(&database_config(settings)?).await?;
    let verified = store.verify().await?;
    store.close().await;
    for finding in &verified.findings {
        tell(finding);
    }
    tell(format!(
        "Looked at {} lines of the ledger, {} events of permissions and {} counted ballots.",
        verified.lines, verified.events, verified.ballots
    ));
    sums::tell_texts(&verified, Clock::system().now());
    if verified.findings.is_empty() {
        Ok(())
    } else {
        let n = verified.findings.len();
        Err(Failed::Refused(format!("{n} things do not add up.")))
    }
}

pub(super) async fn rekey(settings: &Settings) -> Done {
    let config = database_config(settings)?;
    if config.key_old.is_none() {
        let why = "there is nothing to rotate: SAHKAR_KEY_OLD is not set";
        return Err(Failed::Refused(why.to_owned()));
    }
    let store = open(&config).await?;
    let resealed_n = store.rekey().await?;
    store.close().await;
    tell(format!(
        "Sealed {resealed_n} columns again. SAHKAR_KEY_OLD is no longer needed."
    ));
    Ok(())
}

/// A line of the register, as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    member_no: i64,
    name: String,
    phone: String,
    #[serde(default)]
    language: String,
}

pub(super) async fn import_members(settings: &Settings, coop: Option<&str>, file: &Path) -> Done {
    let store = make(&database_config(settings)?).await?;
    let coop = find_coop(&store, coop).await?.coop.id;
    let clock = Clock::system();
    let known = store.member_numbers(coop).await?;
    let members = read_register(file, &known, || MemberId(store.chance().id(clock.now())))
        .map_err(|lines| Failed::Refused(lines.join("\n")))?;
    store.add_members(coop, &members, clock.now()).await?;
    store.close().await;
    tell(format!(
        "{} members are in. Each sets her PIN with two officers.",
        members.len()
    ));
    Ok(())
}

/// Reads the whole register, or names every line that is wrong.
fn read_register(
    file: &Path,
    known: &BTreeSet<i64>,
    mut id: impl FnMut() -> MemberId,
) -> Result<Vec<NewMember>, Vec<String>> {
    let reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(file)
        .map_err(|error| vec![format!("{}: {error}", file.display())])?;
    let mut members = Vec::new();
    let mut wrong = Vec::new();
    let mut taken = BTreeSet::new();
    for (row, line) in reader.into_deserialize().zip(2_u32..) {
        let member = row
            .map_err(|_| "not member_no,name,phone,language".to_owned())
            .and_then(|row| new_member(row, &mut id))
            .and_then(|member| {
                let no = member.no;
                if known.contains(&no) {
                    Err(format!("member number {no} is somebody's already"))
                } else if taken.insert(no) {
                    Ok(member)
                } else {
                    Err(format!("member number {no} stands there twice"))
                }
            });
        match member {
            Ok(member) => members.push(member),
            Err(why) => wrong.push(format!("{}:{line}: {why}", file.display())),
        }
    }
    if wrong.is_empty() {
        Ok(members)
    } else {
        Err(wrong)
    }
}

fn new_member(row: Row, id: impl FnOnce() -> MemberId) -> Result<NewMember, String> {
    // 0 and 9 are keys of the phone, so short numbers begin at 10 (design, decision 17).
    if row.member_no < 10 {
        return Err("a member number begins at 10".to_owned());
    }
    let phone = Phone::parse(&row.phone)
        .or_else(|_| Phone::parse_indian(&row.phone))
        .map_err(|error| error.to_string())?;
    let lang = match row.language.as_str() {
        "" => None,
        code => Some(Lang::parse(code).ok_or("the language is gu, hi, en or empty")?),
    };
    Ok(NewMember {
        id: id(),
        no: row.member_no,
        name: row.name,
        lang,
        // Nobody knows yet whose hands a phone passes through (decision 7).
        private_sms: true,
        phone,
        pin: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<NewMember>, Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("register.csv");
        std::fs::write(&file, text).unwrap();
        read_register(&file, &BTreeSet::from([2010]), || MemberId(1))
    }

    #[test]
    fn a_register_is_read_whole() {
        let members = read(
            "member_no,name,phone,language\n2001,Ramila,+919800000031,gu\n2002,Savita,98000 00032,\n",
        )
        .unwrap();
        assert_eq!(members.len(), 2);
        assert_eq!(members[1].phone.reveal(), "+919800000032");
        assert_eq!((members[0].lang, members[1].lang), (Some(Lang::Gu), None));
    }

    #[test]
    fn every_wrong_line_is_named_and_nobodys_name_is_shown() {
        let wrong = read(
            "member_no,name,phone,language\n9,A,9800000031,gu\n2002,B,12,gu\n2003,C,9800000031,fr\n\
             2004,D,9800000031,gu\n2004,E,9800000032,gu\nx,F,9800000032,gu\n\
             2010,G,9800000032,gu\n",
        )
        .unwrap_err();
        let lines: Vec<&str> = wrong
            .iter()
            .map(|line| line.rsplit(".csv:").next().unwrap())
            .collect();
        assert_eq!(
            lines,
            [
                "2: a member number begins at 10",
                "3: not a telephone number in international form",
                "4: the language is gu, hi, en or empty",
                "6: member number 2004 stands there twice",
                "7: not member_no,name,phone,language",
                "8: member number 2010 is somebody's already",
            ]
        );
    }
}
