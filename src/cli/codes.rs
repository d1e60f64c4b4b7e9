//! `codes`: one-time codes for a ballot that takes votes by text.

use super::coop_arg::service_for;
use super::whose::Whose;
use super::{CommandResult, Failed, SettingsArgs, complain, script, tell};
use crate::app::CoopAtHand;
use crate::core::acts::terms::Act;
use crate::office::vote_codes;
use crate::telemetry::chain;

/// Makes the codes and prints them as CSV. What else there is to say goes beside it, so that the file
/// holds codes only.
pub(super) async fn codes(
    settings: &SettingsArgs,
    coop: Option<&str>,
    ballot_no: i64,
    (send, again): (bool, bool),
    whose: &Whose,
) -> CommandResult {
    let (service, entry) = service_for(settings, coop, script(None)?).await?;
    let coop = CoopAtHand::from(&entry);
    let permit = whose
        .permit(&service.store, entry.coop.id, Act::BallotCodes)
        .await?;
    let by = permit.by();
    let made = if again {
        vote_codes::make(&service, &by, &coop, ballot_no, send).await
    } else {
        vote_codes::make_first(&service, &by, &coop, ballot_no, send).await
    };
    let made = made.map_err(|error| Failed::Refused(chain(&error)));
    let _ = service.store.leave_nodes().await;
    service.store.close().await;
    let made = made?;
    tell("member_no,code");
    for (no, new) in &made.codes {
        tell(format!("{no},{}", new.code));
    }
    let on_paper = made.codes.len() - made.queued_n;
    complain(format!(
        "{} codes; {} are queued as texts, {on_paper} are to be handed out on paper.",
        made.codes.len(),
        made.queued_n
    ));
    if again {
        complain("Older codes of this ballot no longer count.");
    }
    Ok(())
}
