//! Where operators look: an address of their own, since what it shows is nobody else's business.

use super::raw::{RawSettings, SettingProblem};
use std::net::{Ipv4Addr, SocketAddr};

/// The setting.
pub(super) const SETTING: &str = "OPERATE_LISTEN";

/// Where operators look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Operate {
    /// Where to listen for them; nowhere where it is switched off.
    pub listen: Option<SocketAddr>,
    /// Whether somebody has set it. What is only usual may be taken by another node on this machine.
    pub is_set: bool,
}

impl Operate {
    /// Where nobody has set anything: for this machine alone.
    pub const USUAL: Self = Self {
        listen: Some(SocketAddr::new(
            std::net::IpAddr::V4(Ipv4Addr::LOCALHOST),
            9090,
        )),
        is_set: false,
    };

    /// Nowhere.
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

    /// That of `demo`, which has no other settings: off unless it is set.
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
