//! `codes`: one-time codes for a ballot that takes votes by text.

use super::records::find_coop;
use super::{Done, Failed, Settings, complain, environment, open, script, start_logs, tell};
use crate::clock::Clock;
use crate::config::Config;
use crate::outbound::Outbound;
use crate::service::{CoopAtHand, Service};
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
    let config = Config::load(settings.config.as_deref(), environment());
    let config = config.map_err(Failed::Settings)?;
    start_logs(&config.database.log);
    let store = open(&config.database).await?;
    let id = find_coop(&store, coop).await?;
    let entry = store
        .coops()
        .await?
        .into_iter()
        .find(|entry| entry.coop.id == id);
    let entry = entry.ok_or_else(|| Failed::Refused("the cooperative is gone".to_owned()))?;
    let coop = CoopAtHand::from(&entry);
    let service = Service::new(store, script(None)?, Clock::system())
        .sending(config.gateways.providers.clone(), Outbound::closed());
    let made = vote_codes::make(&service, &coop, ballot_no, send)
        .await
        .map_err(|error| Failed::Refused(chain(&error)))?;
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
