//! Gateways that a cooperative does not use for a while.

/// A gateway is not used until an officer has seen to it. Refused where it is paused already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GatewayPaused {
    /// The gateway's name.
    pub gateway: String,
    /// The failure's word and the provider's own code.
    pub why: String,
}

/// The changes of gateways.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A gateway is not used until an officer has seen to it.
    Paused(GatewayPaused),
}
