//! What the operator of the machine does in tests.

use sahkar::app::{CoopAtHand, Service};
use sahkar::core::acts::ballot::codes::Input;
use sahkar::core::authz::{Permit, Principal, Right, require};
use sahkar::core::domain::change::coop;
use sahkar::core::domain::{Change, Phone, Via};
use sahkar::office::vote_codes::{self, VoteCodes};

/// The operator's permit.
fn permit(right: Right) -> Permit {
    require(&Principal::Operator, right, Via::Cli).unwrap()
}

/// Makes the codes of a ballot, even if it has some.
pub(crate) async fn make_codes(
    service: &Service,
    coop: &CoopAtHand,
    no: i64,
    send: bool,
) -> Result<VoteCodes, vote_codes::Error> {
    let input = Input { no, again: true };
    vote_codes::make(service, &permit(Right::DraftBallots), coop, input, send).await
}

/// That this is the number of the officer on duty.
pub(crate) fn duty_set(number: Option<Phone>) -> [Change; 1] {
    [Change::Coop(coop::Change::DutySet(coop::DutySet {
        number,
    }))]
}
