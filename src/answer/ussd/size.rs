//! Tests that the futures of a step stay small. A future has room for everything that it may ever wait for,
//! and is moved as a whole. So what only few steps wait for is boxed where it begins.

use super::{Call, Known, Service, Step, ussd};
use crate::core::dialogue::{Facts, Input};
use crate::core::domain::{Change, CoopId, Instant, Phone, SessionId};
use crate::core::script::words::Needs;
use crate::gateways::Inbound;
use crate::store::Store;

/// In bytes. Each of them is smaller; one rare look-up that is not boxed makes them four times as large.
const BYTES_MAX: usize = 2048;
/// The whole of a step, which is in a box of its own: it has what is known, the facts and the turn.
const STEP_BYTES_MAX: usize = 5 * 1024;

fn of<A, F>(_: impl Fn(A) -> F) -> usize {
    size_of::<F>()
}

#[test]
fn no_future_on_the_way_of_a_step_is_large() {
    type S = &'static Store;
    type C = &'static Call<'static>;
    let sizes = [
        (
            "answer",
            of(|(service, inbound): (&'static Service, &'static Inbound)| ussd(service, inbound)),
        ),
        ("attempt", of(|call: C| call.answer())),
        (
            "known",
            of(
                |(store, coop, session, phone, now): (
                    S,
                    CoopId,
                    SessionId,
                    &'static Phone,
                    Instant,
                )| { store.known(coop, session, phone, now) },
            ),
        ),
        (
            "load",
            of(
                |(store, known, facts, needs): (S, &'static Known, &'static mut Facts, Needs)| {
                    store.load(known, facts, needs, None)
                },
            ),
        ),
        (
            "keep",
            of(|(store, step, changes): (S, Step, Vec<Change>)| store.keep(step, changes)),
        ),
    ];
    for (name, bytes) in sizes {
        assert!(bytes <= BYTES_MAX, "{name}: {bytes}");
    }
    let step = of(|(call, known, input): (C, Known, Input<'static>)| call.step(known, input));
    assert!(step <= STEP_BYTES_MAX, "step: {step}");
}
