//! The differences between a cooperative and its file.

use crate::core::domain::{Category, Hours};
use crate::store::{AddressKind, CoopEntry};
use std::collections::BTreeMap;

/// Every difference, one a line, with the old and the new value.
pub(super) fn between(old: &CoopEntry, new: &CoopEntry) -> Vec<String> {
    let mut lines = Vec::new();
    let mut note = |what: &str, old: String, new: String| {
        if old != new {
            lines.push(format!("  {what}: {old} -> {new}"));
        }
    };
    let (of_old, of_new) = (&old.texts, &new.texts);
    note("name", old.coop.name.clone(), new.coop.name.clone());
    let lang = |entry: &CoopEntry| entry.coop.lang.code().to_owned();
    note("language", lang(old), lang(new));
    note("gateways", gateways(old), gateways(new));
    note("number", of_old.number.clone(), of_new.number.clone());
    note("brand", of_old.brand.clone(), of_new.brand.clone());
    note("hours", clock(of_old.hours), clock(of_new.hours));
    note(
        "promotion",
        clock(of_old.promo_hours),
        clock(of_new.promo_hours),
    );
    for (what, old, new) in [
        ("day_cap", of_old.day_cap, of_new.day_cap),
        ("month_cap", of_old.month_cap, of_new.month_cap),
        (
            "paise_per_part",
            of_old.paise_per_part,
            of_new.paise_per_part,
        ),
    ] {
        note(what, old.to_string(), new.to_string());
    }
    lines.extend(of_categories(&old.categories, &new.categories));
    lines
}

fn gateways(entry: &CoopEntry) -> String {
    let by_code = entry
        .addresses
        .iter()
        .filter(|one| one.kind == AddressKind::Ussd);
    let mut names: Vec<&str> = by_code.map(|one| one.gateway.as_str()).collect();
    names.sort_unstable();
    names.join(", ")
}

fn clock(hours: Hours) -> String {
    let at = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}-{}", at(hours.opens), at(hours.closes))
}

fn of_categories(old: &[Category], new: &[Category]) -> Vec<String> {
    let by_code = |list: &[Category]| -> BTreeMap<i64, Category> {
        list.iter().map(|one| (one.code, one.clone())).collect()
    };
    let (old, new) = (by_code(old), by_code(new));
    let gone = old.iter().filter(|(code, _)| !new.contains_key(code));
    let mut lines: Vec<String> = gone
        .map(|(code, one)| format!("  category {code} {}: no longer in use", one.name.en))
        .collect();
    for (code, one) in &new {
        match old.get(code) {
            None => lines.push(format!("  category {code} {}: new", one.name.en)),
            Some(before) if before != one => {
                lines.push(format!(
                    "  category {code} {}: other words, key or place",
                    one.name.en
                ));
            }
            Some(_) => {}
        }
    }
    lines
}
