//! The proof sheets: every screen in every language, with its longest values, measured. Translators read
//! them, and a change of any text shows in them. `UPDATE=1` rewrites them.

use crate::golden;
use sahkar::core::domain::Lang;
use sahkar::core::script::{Script, Variant, sheets};
use sahkar::core::texts::measure::{Budget, Encoding};
use std::fmt::Write;

#[test]
fn every_screen_at_its_longest_is_as_it_was_proof_read() {
    let script = Script::embedded().unwrap_or_else(|problems| panic!("{problems}"));
    for lang in Lang::ALL {
        let mut sheet = String::from(
            "# Every screen with its longest plausible values, as it stands on a phone.\n\
             # (units of limit; UCS-2 has 70, GSM-7 has 150)\n",
        );
        for screen in sheets(&script, lang) {
            let variant = match screen.variant {
                Variant::Usual => "",
                Variant::Again => " (not understood)",
                Variant::Empty => " (nothing there)",
            };
            for (at, (page, size)) in screen.pages.iter().enumerate() {
                let of = if screen.pages.len() > 1 {
                    format!(", page {} of {}", at + 1, screen.pages.len())
                } else {
                    String::new()
                };
                let unit = match size.encoding {
                    Encoding::Gsm7 => "septets",
                    Encoding::Ucs2 => "units",
                };
                let limit = Budget::DEFAULT.limit(size.encoding);
                let _ = writeln!(
                    sheet,
                    "\n== {}{variant}{of} ({} of {limit} {unit})\n{page}",
                    screen.screen, size.units
                );
                assert!(Budget::DEFAULT.fits(page), "{}: {page}", screen.screen);
            }
        }
        golden::compare(&format!("tests/proofs/{}.txt", lang.code()), &sheet);
    }
}
