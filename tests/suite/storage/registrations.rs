//! How a cooperative sends texts, and its registered templates.

use super::bed::*;
use sahkar::core::domain::change::coop;
use sahkar::core::domain::*;
use sahkar::store::*;

pub(super) fn new(
    notice: &str,
    lang_script: LangScript,
    state: RegistrationState,
) -> NewRegistration {
    NewRegistration {
        notice: notice.into(),
        lang_script,
        class: Class::Service,
        registration: Registration {
            version: 1,
            body: "Asha Mandli: case {#numeric#} is noted.".into(),
            template_id: "1107161234567890123".into(),
            header: "ASHAMD".into(),
            entity_id: "1101234567890123456".into(),
            state,
        },
    }
}

async fn texts(bed: &Bed, coop: CoopId) -> CoopTexts {
    let coops = bed.store.coops().await.unwrap();
    let found = coops.into_iter().find(|entry| entry.coop.id == coop);
    found.unwrap().texts
}

#[tokio::test]
async fn hours_and_caps_are_read_back_and_are_usual_where_nothing_is_said() {
    on_each(async |bed| {
        let mut wanted = CoopTexts::usual("Asha Mandli", "56161");
        assert_eq!(texts(&bed, COOP).await, wanted);
        wanted.hours = Hours {
            opens: 8 * 60,
            closes: 20 * 60,
        };
        (wanted.day_cap, wanted.paise_per_part) = (1, 18);
        let coops = bed.store.coops().await.unwrap();
        let mut entry = coops.into_iter().find(|one| one.coop.id == COOP).unwrap();
        entry.texts = wanted.clone();
        let set = Box::new(coop::CoopSet { entry });
        let set = [Change::Coop(coop::Change::Set(set))];
        let done = bed.store.commit_whole(&By::OPERATOR, (COOP, NOW), &set);
        done.await.unwrap();
        assert_eq!(texts(&bed, COOP).await, wanted);
        bed.tamper("delete from coop_texts where coop_id = 2").await;
        // No number is known of this one, since none reaches it.
        assert_eq!(
            texts(&bed, OTHER_COOP).await,
            CoopTexts::usual("Asha Mandli", "")
        );
        assert!(bed.store.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn templates_come_in_whole_for_their_cooperative_only_and_again() {
    on_each(async |bed| {
        let approved = new(
            "case-noted",
            LangScript::GuLatn,
            RegistrationState::Approved,
        );
        let mut drafted = new("neutral", LangScript::Gu, RegistrationState::Drafted);
        drafted.registration.template_id = String::new();
        let lines = bed.count("ledger").await;
        let both = vec![approved.clone(), drafted.clone()];
        let all = [(COOP, both), (OTHER_COOP, vec![drafted.clone()])];
        bed.store
            .import_registrations(&By::OPERATOR, &all, NOW)
            .await
            .unwrap();
        assert_eq!(bed.count("ledger").await, lines + 2);
        let kept = texts(&bed, COOP).await.registrations;
        let key = |new: &NewRegistration| (new.notice.clone(), new.lang_script);
        assert_eq!(kept.len(), 2);
        assert_eq!(kept[&key(&approved)], approved.registration);
        assert_eq!(kept[&key(&drafted)], drafted.registration);
        assert_eq!(texts(&bed, OTHER_COOP).await.registrations.len(), 1);

        // One that cannot be written writes none of them.
        drafted.registration.state = RegistrationState::Submitted;
        let nobody = CoopId(99);
        let all = [
            (COOP, vec![drafted.clone()]),
            (nobody, vec![drafted.clone()]),
        ];
        assert!(
            bed.store
                .import_registrations(&By::OPERATOR, &all, NOW)
                .await
                .is_err()
        );
        let kept = texts(&bed, COOP).await.registrations;
        assert_eq!(kept[&key(&drafted)].state, RegistrationState::Drafted);
    })
    .await;
}

#[tokio::test]
async fn an_old_list_does_not_let_a_refused_template_out_again() {
    on_each(async |bed| {
        let mut one = new("case-noted", LangScript::En, RegistrationState::Approved);
        let import = async |new: &NewRegistration| {
            let all = [(COOP, vec![new.clone()])];
            bed.store
                .import_registrations(&By::OPERATOR, &all, NOW)
                .await
                .unwrap();
            let kept = texts(&bed, COOP).await.registrations;
            kept[&(new.notice.clone(), new.lang_script)].state
        };
        assert_eq!(import(&one).await, RegistrationState::Approved);
        bed.tamper(
            "update registration set state = 'paused', why = 'template 632' where coop_id = 1",
        )
        .await;
        assert_eq!(import(&one).await, RegistrationState::Paused);
        let why = "select why from registration where coop_id = 1";
        assert_eq!(bed.peek(why).await, [["template 632"]]);
        // Registered anew it has another id, and may leave.
        one.registration.template_id = "1107161234567890999".into();
        assert_eq!(import(&one).await, RegistrationState::Approved);
    })
    .await;
}
