//! The demo cooperative itself: its id, its addresses and its texts.

use crate::core::domain::{Coop, CoopId, CoopTexts, Hours, Lang, usual_categories};
use crate::gateways::Gateway;
use crate::store::{Address, AddressKind, CoopEntry};

/// Its id.
pub const COOP: CoopId = CoopId(1);
/// The code that members dial.
pub const CODE: &str = "*384*2742#";
/// The number that members text to.
pub const SMS_NUMBER: &str = "56161";
/// Its name in texts, as it is registered.
pub const BRAND: &str = "Asha Mandli";
/// The name that its texts come from.
pub const HEADER: &str = "ASHAMD";

pub(super) fn coop() -> CoopEntry {
    let address = |gateway: Gateway, kind, value: &str| Address {
        gateway: gateway.name().to_owned(),
        kind,
        value: value.to_owned(),
    };
    CoopEntry {
        coop: Coop {
            id: COOP,
            name: "Asha Mandli".to_owned(),
            code: CODE.to_owned(),
            lang: Lang::Gu,
        },
        categories: usual_categories(),
        addresses: Gateway::ALL
            .into_iter()
            .flat_map(|gateway| {
                [
                    address(gateway, AddressKind::Ussd, CODE),
                    address(gateway, AddressKind::Sms, SMS_NUMBER),
                ]
            })
            .collect(),
        texts: texts(),
    }
}

/// Reminders at any hour, so that the demo shows one arriving whenever somebody tries it. A real
/// cooperative keeps to `CoopTexts::usual`.
fn texts() -> CoopTexts {
    let all_day = Hours {
        opens: 0,
        closes: 24 * 60,
    };
    CoopTexts {
        hours: all_day,
        ..CoopTexts::usual(BRAND, SMS_NUMBER)
    }
}
