//! `codes`: one-time codes for a ballot that takes votes by text.

use super::coop_arg::Desk;
use super::whose::Whose;
use super::{CommandResult, Failed, SettingsArgs, complain, counted, tell};
use crate::app::CoopAtHand;
use crate::core::acts::ballot::codes::Input;
use crate::core::acts::terms::Act;
use crate::office::vote_codes::{self, VoteCodes};
use crate::telemetry::chain;

/// Which codes the operator wants.
#[derive(Clone, Copy)]
pub(super) struct WantedCodes {
    /// The number of the ballot.
    pub(super) ballot_no: i64,
    /// Also if there are some; then those are no longer valid.
    pub(super) again: bool,
    /// Send each woman her code as a text, if her phone is hers alone.
    pub(super) send: bool,
}

/// Makes the codes and prints them as CSV. All other messages go to standard error, so that the output
/// holds only codes.
pub(super) async fn codes(
    settings: &SettingsArgs,
    coop: Option<&str>,
    wanted: WantedCodes,
    whose: &Whose,
) -> CommandResult {
    let desk = Desk::open(settings, coop).await?;
    let input = Input {
        no: wanted.ballot_no,
        again: wanted.again,
    };
    let made = make(&desk, input, wanted.send, whose).await;
    let made = desk.close(made).await?;
    tell("member_no,code");
    for (no, new) in &made.codes {
        tell(format!("{no},{}", new.code));
    }
    let on_paper = made.codes.len() - made.queued_n;
    complain(format!(
        "{}: {} queued, {on_paper} to be handed out on paper.",
        counted(made.codes.len(), "code", "codes"),
        counted(made.queued_n, "text", "texts")
    ));
    if wanted.again {
        complain("Older codes of this ballot no longer count.");
    }
    Ok(())
}

async fn make(desk: &Desk, input: Input, send: bool, whose: &Whose) -> Result<VoteCodes, Failed> {
    let coop = CoopAtHand::from(&desk.entry);
    let act = Act::BallotCodes;
    let permit = whose.permit(desk.store(), desk.coop(), act).await?;
    let made = vote_codes::make(&desk.service, &permit, &coop, input, send);
    made.await.map_err(|error| match error {
        vote_codes::Error::Refused(refusal) => refusal.into(),
        vote_codes::Error::Text(_) | vote_codes::Error::Store(_) => Failed::Refused(chain(&error)),
    })
}
