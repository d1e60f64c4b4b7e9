//! What officers and the operator do leaves a line of the ledger: who, by which way, about what, and why.

use super::announce::announcement;
use super::bed::*;
use super::registrations::new;
use sahkar::core::domain::*;
use sahkar::store::*;

/// The last line of this kind.
async fn line(bed: &Bed, kind: &str) -> Vec<String> {
    let sql = format!(
        "select actor_kind, coalesce(cast(actor_id as text), actor_name, ''), via, object_kind,
            coalesce(cast(about_id as text), ''), why, cast(version as text)
        from ledger where coop_id = 1 and kind = '{kind}' order by id desc limit 1"
    );
    bed.peek(&sql).await.pop().expect("there is a line")
}

#[tokio::test]
async fn announcing_and_closing_a_task_say_who_how_what_and_why() {
    on_each(async |bed| {
        let store = &bed.store;
        let officer = By::officer_at_cli(OfficerId(900));

        let new_one = announcement(500, Purpose::Announcement);
        store.announce(&officer, COOP, &new_one, NOW).await.unwrap();
        let announced = [
            "officer",
            "900",
            "cli",
            "announcement",
            "500",
            "wanted",
            "1",
        ];
        assert_eq!(line(&bed, "announced").await, announced);
        // By the clock, it says so.
        let reminds = By::job("remind");
        let new_one = announcement(501, Purpose::Announcement);
        store.announce(&reminds, COOP, &new_one, NOW).await.unwrap();
        let announced = ["job", "remind", "clock", "announcement", "501", "due", "1"];
        assert_eq!(line(&bed, "announced").await, announced);

        let kind = TaskKind::Gateway;
        store
            .ask_officer(&By::OPERATOR, COOP, (kind, "far"), NOW)
            .await
            .unwrap();
        let task = store.officer_tasks(COOP).await.unwrap().remove(0);
        let opened_id = bed.peek("select id from officer_task").await;
        let opened = [
            "operator",
            "",
            "cli",
            "task",
            &opened_id[0][0],
            "wanted",
            "1",
        ];
        assert_eq!(line(&bed, "task opened").await, opened);
        let lines = bed.count("ledger").await;
        assert!(
            store
                .close_task(&officer, COOP, task.no, NOW)
                .await
                .unwrap()
        );
        assert!(
            !store
                .close_task(&officer, COOP, task.no, NOW)
                .await
                .unwrap()
        );
        assert_eq!(
            bed.count("ledger").await,
            lines + 1,
            "what is closed is closed once"
        );
        let id = bed
            .peek("select id from officer_task")
            .await
            .remove(0)
            .remove(0);
        let closed = ["officer", "900", "cli", "task", &id, "wanted", "1"];
        assert_eq!(line(&bed, "task closed").await, closed);
    })
    .await;
}

#[tokio::test]
async fn issuing_registering_and_importing_say_who_how_what_and_why() {
    on_each(async |bed| {
        let store = &bed.store;
        let officer = By::officer_at_cli(OfficerId(900));
        let codes = vec![NewCode {
            member: RAMILA,
            code: "4821".into(),
        }];
        let made = change::ballot::CodesMade {
            ballot: BALLOT,
            codes,
            again: false,
        };
        let made = [Change::Ballot(change::ballot::Change::CodesMade(made))];
        let two_signed = officer.clone().because(Why::TwoSigned);
        let commit = || store.commit(&two_signed, (COOP, NOW), &made, &[]);
        assert!(commit().await.unwrap());
        assert!(!commit().await.unwrap(), "they are not replaced unasked");
        assert_eq!(bed.count("ballot_code").await, 1);
        assert_eq!(store.codes_made_at(COOP, BALLOT).await.unwrap(), Some(NOW));
        let made = ["officer", "900", "cli", "ballot", "17", "two signed", "1"];
        assert_eq!(line(&bed, "vote codes made").await, made);

        let template = new("neutral", LangScript::Gu, RegistrationState::Approved);
        let other = new("neutral", LangScript::Hi, RegistrationState::Approved);
        let all = [
            (COOP, vec![template.clone(), other]),
            (OTHER_COOP, vec![template]),
        ];
        store
            .import_registrations(&By::OPERATOR, &all, NOW)
            .await
            .unwrap();
        let imported = ["operator", "", "cli", "coop", "1", "wanted", "1"];
        assert_eq!(line(&bed, "templates imported").await, imported);
        let lines = "select coop_id, count(*) from ledger where kind = 'templates imported'
            group by coop_id order by coop_id";
        assert_eq!(
            bed.peek(lines).await,
            [["1", "1"], ["2", "1"]],
            "one for each cooperative"
        );

        let newcomer = Newcomer {
            no: 1999,
            name: "Champa".into(),
            phone: None,
            lang: None,
            private_sms: false,
            joined: None,
            village: String::new(),
            group: String::new(),
        };
        let register = By::OPERATOR.because(Why::Register);
        let new = [newcomer];
        store
            .bring_in(&register, COOP, (&new, &[]), NOW)
            .await
            .unwrap();
        let id = bed.peek("select id from member where no = 1999").await;
        let added = ["operator", "", "cli", "member", &id[0][0], "register", "1"];
        assert_eq!(line(&bed, "member added").await, added);

        // All of it is chained, and none of it can be said otherwise afterwards.
        store.seal_ledger(NOW.plus_days(1)).await.unwrap();
        assert_eq!(store.verify().await.unwrap().findings, []);
        bed.tamper("update ledger set why = 'wanted' where kind = 'vote codes made'")
            .await;
        assert_eq!(store.verify().await.unwrap().findings.len(), 1);
    })
    .await;
}
