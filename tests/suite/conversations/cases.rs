//! Verbs for what officers do about a case: `officers answer 10 done`, `officers answer 10 declined`, and
//! `officers appeal 10`, where she told them that she is not content.

use super::stage::{Seen, Stage, number};
use sahkar::core::acts::case::answer::Input;
use sahkar::core::acts::case::appeal;
use sahkar::core::authz::{Permit, Principal, Right, require};
use sahkar::core::domain::case::CaseOutcome;
use sahkar::core::domain::{RowId, Via};
use sahkar::office::cases;
use sahkar::office::signing::ActSigned;

fn permit(right: Right) -> Result<Permit, String> {
    require(&Principal::Operator, right, Via::Cli).map_err(|error| error.to_string())
}

impl Stage {
    pub(super) async fn answer_case(&mut self, no: &str, outcome: &str) -> Seen {
        let outcome = CaseOutcome::parse(outcome).ok_or("no such answer")?;
        let signed = ActSigned::alone(permit(Right::AnswerCases)?);
        let entry = self.world.entry().await;
        let input = Input {
            outcome,
            amount: None,
        };
        let no = number(no)?;
        let done = cases::answer_by(&signed, &self.world.service, &entry, no, input).await;
        done.map_err(|error| error.to_string())?;
        Ok(self.newly_recorded().await)
    }

    pub(super) async fn appeal_case(&mut self, no: &str) -> Seen {
        let permit = permit(Right::OpenCases)?;
        let (service, now) = (&self.world.service, self.world.clock.now());
        let entry = self.world.entry().await;
        let found = cases::found(service, entry.coop.id, number(no)?).await;
        let (case, facts) = found.map_err(|error| error.to_string())?;
        let event = RowId(service.chance().id(now));
        let change = appeal::decide(&permit, &facts, event, now);
        let moved = (&case, change.map_err(|refusal| format!("{refusal:?}"))?);
        let done = cases::move_on(service, &entry, &permit, moved).await;
        done.map_err(|error| error.to_string())?;
        Ok(self.newly_recorded().await)
    }
}
