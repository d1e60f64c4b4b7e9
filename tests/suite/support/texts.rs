//! Texts on phones, and the templates that allow them to be sent.

use super::World;
use sahkar::app::sandbox_inbox::SandboxText;
use sahkar::core::domain::{By, Registration, RegistrationState};
use sahkar::core::script::notices::SenderContext;
use sahkar::delivery::deliver_once;
use sahkar::store::NewRegistration;

impl World {
    /// The texts that arrived on phones after position `n`, after everything that is due was sent.
    pub(crate) async fn texts_after(&self, n: u64) -> Vec<SandboxText> {
        deliver_once(&self.service).await.unwrap();
        self.service.sending.sandbox.after(n)
    }

    /// Approves every text as it is, because a real provider sends no other.
    pub(crate) async fn approve_all(&self) {
        let service = &self.service;
        let now = service.clock.now();
        for coop in service.store.coops().await.unwrap() {
            let sender = SenderContext {
                texts: &coop.texts,
                code: &coop.coop.code,
                must_be_registered: true,
            };
            let mut approved = Vec::new();
            for template in service.script.notices().templates() {
                for lang_script in template.lang_scripts() {
                    approved.push(NewRegistration {
                        notice: template.name.clone(),
                        lang_script,
                        class: template.class,
                        registration: Registration {
                            version: template.version,
                            body: template.registered(&sender, lang_script).unwrap(),
                            template_id: "1207159000000000001".into(),
                            header: "ASHAMD".into(),
                            entity_id: "1201159000000000001".into(),
                            state: RegistrationState::Approved,
                        },
                    });
                }
            }
            let all = [(coop.coop.id, approved)];
            service
                .store
                .import_registrations(&By::OPERATOR, &all, now)
                .await
                .unwrap();
        }
    }
}
