//! The one table of the console's pages (console reference 3): who may see each, and what shows or does it.
//!
//! The router is made from it, so that a page exists only with its right; `tests/suite/console` walks it as
//! nobody, with every wrong role, without a token, from another cooperative, and with replayed forms.

use super::access::{Access, Method};
use super::page::{ConsolePage, Handler, page};
use super::{
    calls, case_one, cases, dead_numbers, delivery, gateways, groups, log, log_check, login, looks,
    me, member, member_edit, member_leave, member_new, member_pins, members, officer_tasks,
    second_step, sign, sign_one, text_cost, today,
};
use crate::core::authz::Right;

/// Who may see members: all of them, or those of her own group (`scope`).
const READERS: [Right; 2] = [Right::ReadMembers, Right::ReadOwnGroup];

/// Every page.
pub const PAGES: &[ConsolePage] = &[
    // Entrance.
    page!(GET "/login", Anyone, login::show),
    page!(POST "/login", Anyone, login::enter),
    page!(GET "/login/second", Half, login::show_second),
    page!(POST "/login/second", Half, login::enter_second),
    page!(POST "/login/sheet", Half, login::make_sheet),
    page!(POST "/logout", Anyone, login::leave),
    page!(POST "/language", Anyone, login::read_in),
    // Her own.
    page!(GET "/me", Officer, me::show),
    page!(POST "/me/devices", Officer, me::end_devices),
    page!(GET "/me/second-step", Officer, second_step::show),
    page!(POST "/me/second-step", Officer, second_step::pair),
    page!(POST "/me/second-step/end", Officer, second_step::unpair),
    page!(GET "/me/codes", Officer, second_step::show_codes),
    page!(POST "/me/codes", Officer, second_step::make_codes),
    page!(GET "/me/looks", Officer, looks::own),
    // Today.
    page!(GET "/", Officer, today::show),
    // Second signatures.
    page!(GET "/sign", Officer, sign::list),
    page!(GET "/sign/{no}", Officer, sign_one::show),
    page!(POST "/sign/{no}/agree", Officer, sign_one::agree, two),
    page!(POST "/sign/{no}/return", Officer, sign_one::send_back, two),
    page!(POST "/sign/{no}/refuse", Officer, sign_one::refuse, two),
    page!(POST "/sign/{no}/withdraw", Officer, sign_one::withdraw),
    // Members. A search is sent as a form, so that what was searched for stands in no address.
    page!(GET "/members", Holder(&READERS), members::list),
    page!(POST "/members", Holder(&READERS), members::find),
    page!(GET "/members/new", Holder(&[Right::EditMembers]), member_new::show),
    page!(POST "/members/new", Holder(&[Right::EditMembers]), member_new::add),
    page!(GET "/members/former", Holder(&[Right::EditMembers]), member_leave::former),
    page!(GET "/members/pins", Holder(&[Right::EditMembers]), member_pins::show),
    page!(POST "/members/pins", Holder(&[Right::EditMembers]), member_pins::activate, two),
    page!(GET "/members/{no}", Holder(&READERS), member::show),
    page!(GET "/members/{no}/edit", Holder(&[Right::EditMembers]), member_edit::show),
    page!(POST "/members/{no}/edit", Holder(&[Right::EditMembers]), member_edit::alter),
    page!(GET "/members/{no}/leave", Holder(&[Right::EditMembers]), member_leave::show),
    page!(POST "/members/{no}/leave", Holder(&[Right::EditMembers]), member_leave::leave),
    page!(POST "/members/{no}/remove", Holder(&[Right::EditMembers]), member_leave::remove, two),
    page!(POST "/members/{no}/back", Holder(&[Right::EditMembers]), member_leave::back),
    page!(POST "/members/{no}/reveal", Holder(&[Right::RevealNumbers]), member::reveal),
    page!(POST "/members/{no}/pin/slip", Holder(&[Right::EditMembers]), member::make_slip, two),
    page!(POST "/members/{no}/pin/unlock", Holder(&[Right::EditMembers]), member::unlock, two),
    // Groups and villages.
    page!(GET "/groups", Holder(&READERS), groups::list),
    page!(GET "/groups/{place}", Holder(&READERS), groups::show),
    page!(GET "/groups/{place}/roll", Holder(&READERS), groups::roll),
    page!(POST "/groups/{place}/name", Holder(&[Right::EditGroups]), groups::rename),
    // Cases and calls.
    page!(GET "/cases", Holder(&[Right::AnswerCases, Right::OpenCases]), cases::list),
    page!(GET "/cases/{no}", Holder(&[Right::AnswerCases, Right::OpenCases]), case_one::show),
    page!(POST "/cases/{no}/answer", Holder(&[Right::AnswerCases]), case_one::answer, two),
    page!(POST "/cases/{no}/appeal", Holder(&[Right::OpenCases]), case_one::appeal),
    page!(POST "/cases/{no}/close", Holder(&[Right::OpenCases]), case_one::close),
    page!(GET "/calls", Holder(&[Right::CallBack]), calls::list),
    page!(POST "/calls/{id}/number", Holder(&[Right::CallBack]), calls::number),
    page!(POST "/calls/{id}", Holder(&[Right::CallBack]), calls::tried),
    // Delivery.
    page!(GET "/texts", Holder(&[Right::SeeToDelivery]), delivery::list),
    page!(GET "/texts/cost", Holder(&[Right::SeeToDelivery]), text_cost::show),
    page!(GET "/texts/cost.csv", Holder(&[Right::SeeToDelivery]), text_cost::download),
    page!(GET "/texts/tasks/{no}", Holder(&[Right::SeeToDelivery]), officer_tasks::show),
    page!(POST "/texts/tasks/{no}/close", Holder(&[Right::SeeToDelivery]), officer_tasks::end),
    page!(GET "/texts/{id}", Holder(&[Right::SeeToDelivery]), delivery::show),
    page!(GET "/gateways", Holder(&[Right::SeeToDelivery]), gateways::show),
    page!(GET "/numbers", Holder(&[Right::SeeToDelivery]), dead_numbers::list),
    // Audit.
    page!(GET "/log", Holder(&[Right::ReadLedger]), log::list),
    page!(GET "/log/check", Holder(&[Right::ReadLedger]), log_check::show),
    page!(POST "/log/check", Holder(&[Right::ReadLedger]), log_check::begin),
    page!(GET "/log/looks", Holder(&[Right::ReadLedger]), looks::list),
];

/// What the menu offers, in its order: a path, and the name of its words. An item is shown where the table has
/// its page and she may see it.
pub(super) const NAV: [(&str, &str); 9] = [
    ("/", "nav-today"),
    ("/sign", "nav-sign"),
    ("/members", "nav-members"),
    ("/groups", "nav-groups"),
    ("/cases", "nav-cases"),
    ("/calls", "nav-calls"),
    ("/texts", "nav-texts"),
    ("/log", "nav-log"),
    ("/me", "nav-me"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_page_stands_there_once_and_its_code_is_for_whoever_may_see_it() {
        let mut seen = BTreeSet::new();
        for page in PAGES {
            let is_shown = page.method == Method::Get;
            assert!(seen.insert((page.path, is_shown)), "{page:?}");
            let for_anyone = matches!(page.handler, Handler::Anyone(_));
            assert_eq!(for_anyone, page.right == Access::Anyone, "{page:?}");
            if let Access::Holder(rights) = page.right {
                assert!(!rights.is_empty(), "{page:?}");
            }
        }
    }
}
