//! `codes`: one-time codes for a ballot that takes votes by text.

use super::which::service_for;
use super::{Done, Failed, Settings, complain, script, tell};
use crate::service::CoopAtHand;
use crate::telemetry::chain;
use crate::vote_codes;

/// Makes the codes and prints them as CSV. What else there is to say goes beside it, so that the file
/// holds codes only.
pub(super) async fn codes(
    settings: &Settings,
    coop: Option<&str>,
    ballot_no: i64,
    send: bool,
) -> Done {
    let (service, entry) = service_for(settings, coop, script(None)?).await?;
    let coop = CoopAtHand::from(&entry);
    let made = vote_codes::make(&service, &coop, ballot_no, send)
        .await
        .map_err(|error| Failed::Refused(chain(&error)))?;
    let _ = service.store.leave_nodes().await;
    service.store.close().await;
    tell("member_no,code");
    for (no, new) in &made.codes {
        tell(format!("{no},{}", new.code));
    }
    let on_paper = made.codes.len() - made.queued_n;
    complain(format!(
        "{} codes; {} are queued as texts, {on_paper} are to be handed out on paper. Older codes of this ballot \
         no longer count.",
        made.codes.len(),
        made.queued_n
    ));
    Ok(())
}
