//! Officers: adding one, giving and taking roles, ending one, setting a passphrase.

use super::WriteContext;
use crate::core::domain::OfficerId;
use crate::core::domain::factor::{AuthenticatorSet, FactorKind, SheetMade};
use crate::core::domain::officer::{OfficerAdded, OfficerChange, Role, name_key};
use crate::store::Error;
use crate::store::db::conn::{args, statements};
use crate::store::places::{factor_place, officer_name_place};

statements! {
    ADD_OFFICER = "insert into officer (coop_id, id, name, name_key, member_id, passphrase_hash,
            pepper_id, added_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    ADD_ROLE = "insert into officer_role (coop_id, id, officer_id, role, from_at)
        select $1, $2, o.id, $4, $5 from officer o
        where o.coop_id = $1 and o.id = $3 and o.ended_at is null";
    END_ROLE = "update officer_role set to_at = $4
        where coop_id = $1 and officer_id = $2 and role = $3 and to_at is null";
    END_ROLES = "update officer_role set to_at = $3
        where coop_id = $1 and officer_id = $2 and to_at is null";
    END_OFFICER = "update officer set ended_at = $3
        where coop_id = $1 and id = $2 and ended_at is null";
    SET_PASSPHRASE = "update officer set passphrase_hash = $3, pepper_id = $4
        where coop_id = $1 and id = $2 and ended_at is null";
    ADD_FACTOR = "insert into officer_factor (coop_id, id, officer_id, kind, secret, last_step, made_at)
        select $1, $2, o.id, $4, $5, $6, $7 from officer o
        where o.coop_id = $1 and o.id = $3 and o.ended_at is null";
    ADD_SHEET_CODE = "insert into sheet_code (coop_id, factor_id, no, code_hash, pepper_id)
        values ($1, $2, $3, $4, $5)";
    END_FACTOR = "update officer_factor set ended_at = $4
        where coop_id = $1 and officer_id = $2 and kind = $3 and ended_at is null";
    /// Whoever may more or less than before logs in anew.
    END_SESSIONS_OF = "update console_session set ended_at = $3
        where coop_id = $1 and officer_id = $2 and ended_at is null";
}

impl WriteContext<'_> {
    pub(super) async fn write_officer(&mut self, change: &OfficerChange) -> Result<bool, Error> {
        let (coop, now) = (self.coop.0, self.now.0);
        match change {
            OfficerChange::Added(added) => self.add_officer(added).await,
            OfficerChange::RoleGiven(officer, role) => {
                self.end_sessions(*officer).await?;
                self.give_role(*officer, *role).await
            }
            OfficerChange::RoleTaken(officer, role) => {
                self.end_sessions(*officer).await?;
                let args = args![coop, officer.0, role.code(), now];
                self.touches_one(END_ROLE, args).await
            }
            OfficerChange::SheetMade(made) => self.make_sheet(made).await,
            OfficerChange::AuthenticatorSet(set) => self.set_authenticator(set).await,
            OfficerChange::SecondStepEnded(officer, kind) => self.end_factor(*officer, *kind).await,
            OfficerChange::Ended(officer) => {
                let args = || args![coop, officer.0, now];
                let has_ended = self.touches_one(END_OFFICER, args()).await?;
                self.link.run(END_ROLES, args()).await?;
                self.end_sessions(*officer).await?;
                Ok(has_ended)
            }
            OfficerChange::PassphraseSet(officer, hash) => {
                self.end_sessions(*officer).await?;
                let args = args![coop, officer.0, hash, self.core.keys.pepper_id()];
                self.touches_one(SET_PASSPHRASE, args).await
            }
        }
    }

    async fn add_officer(&mut self, added: &OfficerAdded) -> Result<bool, Error> {
        let OfficerAdded {
            officer,
            name,
            member,
            role,
            passphrase_hash,
        } = added;
        let (core, coop) = (self.core, self.coop);
        let [key, _] = core.keys.officer_names(coop, &name_key(name));
        let place = officer_name_place(coop, officer.0);
        let args = args![
            coop.0,
            officer.0,
            core.keys.seal(place, name.as_bytes(), &core.chance),
            key,
            member.map(|member| member.0),
            passphrase_hash,
            core.keys.pepper_id(),
            self.now.0,
        ];
        Ok(self.touches_one(ADD_OFFICER, args).await? && self.give_role(*officer, *role).await?)
    }

    async fn give_role(&mut self, officer: OfficerId, role: Role) -> Result<bool, Error> {
        let id = self.core.chance.id(self.now);
        let args = args![self.coop.0, id, officer.0, role.code(), self.now.0];
        self.touches_one(ADD_ROLE, args).await
    }

    /// Ends her sessions at the console.
    async fn end_sessions(&mut self, officer: OfficerId) -> Result<(), Error> {
        let args = args![self.coop.0, officer.0, self.now.0];
        self.link.run(END_SESSIONS_OF, args).await?;
        Ok(())
    }

    async fn make_sheet(&mut self, made: &SheetMade) -> Result<bool, Error> {
        self.end_factor(made.officer, FactorKind::Sheet).await?;
        let (coop, now) = (self.coop.0, self.now.0);
        let kind = FactorKind::Sheet.code();
        let no_secret: Option<String> = None;
        let args = args![coop, made.id, made.officer.0, kind, no_secret, -1_i64, now];
        if !self.touches_one(ADD_FACTOR, args).await? {
            return Ok(false);
        }
        for (no, hash) in (1_i64..).zip(&made.hashes) {
            let pepper = self.core.keys.pepper_id();
            let args = args![coop, made.id, no, hash, pepper];
            self.link.run(ADD_SHEET_CODE, args).await?;
        }
        Ok(true)
    }

    async fn set_authenticator(&mut self, set: &AuthenticatorSet) -> Result<bool, Error> {
        self.end_factor(set.officer, FactorKind::Authenticator)
            .await?;
        let core = self.core;
        let place = factor_place(self.coop, set.id);
        let sealed = core.keys.seal(place, set.secret.reveal(), &core.chance);
        let kind = FactorKind::Authenticator.code();
        let args = args![
            self.coop.0,
            set.id,
            set.officer.0,
            kind,
            sealed,
            set.step,
            self.now.0
        ];
        self.touches_one(ADD_FACTOR, args).await
    }

    /// Whether she had one of this kind.
    async fn end_factor(&mut self, officer: OfficerId, kind: FactorKind) -> Result<bool, Error> {
        let args = args![self.coop.0, officer.0, kind.code(), self.now.0];
        self.touches_one(END_FACTOR, args).await
    }
}
