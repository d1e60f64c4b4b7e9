//! The operators' listener: an address of its own, because callers must not see what it shows.

use super::raw::{RawSettings, SettingProblem};
use std::net::{Ipv4Addr, SocketAddr};

/// The name of the setting.
pub(super) const SETTING: &str = "OPERATE_LISTEN";

/// The operators' listener.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Operate {
    /// The address to listen on; `None` where it is switched off.
    pub listen: Option<SocketAddr>,
    /// Whether the setting was given. Another node on this machine may already use the usual address.
    pub is_set: bool,
}

impl Operate {
    /// Without the setting: reachable from this machine alone.
    pub const USUAL: Self = Self {
        listen: Some(SocketAddr::new(
            std::net::IpAddr::V4(Ipv4Addr::LOCALHOST),
            9090,
        )),
        is_set: false,
    };

    /// Switched off.
    pub const OFF: Self = Self {
        listen: None,
        is_set: false,
    };

    /// Reads the setting: an address and a port, or `off`.
    pub fn parse(text: &str) -> Option<Self> {
        let listen = match text {
            "off" => None,
            text => Some(text.parse().ok()?),
        };
        Some(Self {
            listen,
            is_set: true,
        })
    }

    /// For `demo`, which has no other settings: off unless the setting is given.
    pub fn of_demo(
        mut environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, Vec<SettingProblem>> {
        let set = environment.find(|(name, _)| name == "SAHKAR_OPERATE_LISTEN");
        set.map_or(Ok(Self::OFF), |(name, value)| {
            Self::parse(value.trim()).ok_or_else(|| {
                vec![SettingProblem {
                    place: None,
                    setting: name,
                    problem: WRONG.to_owned(),
                }]
            })
        })
    }
}

const WRONG: &str = "neither an address and a port, as in `127.0.0.1:9090`, nor `off`";

impl RawSettings {
    pub(super) fn operate(&mut self) -> Option<Operate> {
        let Some(text) = self.text(SETTING) else {
            return Some(Operate::USUAL);
        };
        let operate = Operate::parse(text);
        if operate.is_none() {
            self.problem("SAHKAR_OPERATE_LISTEN", WRONG);
        }
        operate
    }
}
