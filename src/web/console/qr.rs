//! A text as a picture that a phone's camera reads, drawn as one path.

use qrcode::{Color, QrCode};
use std::fmt::Write as _;

/// Light squares around it, which cameras need (ISO 18004).
const QUIET: usize = 4;

/// The picture; empty where the text is too long for one.
pub(super) fn svg(text: &str) -> String {
    let Ok(code) = QrCode::new(text.as_bytes()) else {
        return String::new();
    };
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % width + QUIET, at / width + QUIET);
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    let side = width + 2 * QUIET;
    format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" aria-hidden=\"true\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_drawn_and_one_that_is_too_long_is_not() {
        let picture = svg("otpauth://totp/Asha:Ila?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(picture.starts_with("<svg class=\"qr\" viewBox=\"0 0 "));
        assert!(picture.contains("M4 4h1v1h-1z"), "its corner is dark");
        assert_eq!(svg(&"x".repeat(5000)), "");
    }
}
