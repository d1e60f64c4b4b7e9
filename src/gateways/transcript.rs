//! What a request means in its session: its accumulated text against the transcript so far.
//!
//! The transcript itself is never kept, since it holds the PIN and the vote in clear; its length
//! and a keyed hash of it are enough to tell a reply from a repetition (decision 9).

/// What a request means in its session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RequestMeaning<'a> {
    /// No such session is kept: she dialled.
    Begin,
    /// She typed this, which may be nothing at all.
    Continue(&'a str),
    /// The last request once more: it gets the same answer, byte for byte.
    Duplicate,
    /// An older request, or one whose text does not continue this session: it changes nothing.
    Conflict,
}

/// Compares the text of a request with the transcript so far, of which the length in octets is
/// known (`None`: no such session) and whether a text is it.
pub fn classify(
    text: &str,
    so_far_bytes: Option<usize>,
    is_so_far: impl Fn(&str) -> bool,
) -> RequestMeaning<'_> {
    let Some(so_far_bytes) = so_far_bytes else {
        return RequestMeaning::Begin;
    };
    // It also refuses a length that would cut a letter in two.
    let Some((so_far, rest)) = text.split_at_checked(so_far_bytes) else {
        return RequestMeaning::Conflict;
    };
    if !is_so_far(so_far) {
        return RequestMeaning::Conflict;
    }
    if rest.is_empty() {
        RequestMeaning::Duplicate
    } else if so_far.is_empty() {
        RequestMeaning::Continue(rest)
    } else {
        rest.strip_prefix('*')
            .map_or(RequestMeaning::Conflict, RequestMeaning::Continue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_told_by_the_transcript_so_far() {
        let cases = [
            (None, "", RequestMeaning::Begin),
            (None, "1*2", RequestMeaning::Begin),
            (Some(""), "", RequestMeaning::Duplicate),
            (Some(""), "1*2", RequestMeaning::Continue("1*2")),
            (Some("1"), "1", RequestMeaning::Duplicate),
            (Some("1"), "1*2", RequestMeaning::Continue("2")),
            (Some("1"), "1*", RequestMeaning::Continue("")),
            (Some("1"), "1**", RequestMeaning::Continue("*")),
            (
                Some("1*1"),
                "1*1*Café a&b+c",
                RequestMeaning::Continue("Café a&b+c"),
            ),
            (Some("1*1"), "1", RequestMeaning::Conflict),
            (Some("1*1"), "", RequestMeaning::Conflict),
            (Some("1*1"), "1*2", RequestMeaning::Conflict),
            (Some("1"), "12", RequestMeaning::Conflict),
            (Some("1"), "é", RequestMeaning::Conflict),
        ];
        for (so_far, text, meaning) in cases {
            let found = classify(text, so_far.map(str::len), |t| so_far == Some(t));
            assert_eq!(found, meaning, "{so_far:?} {text}");
        }
    }
}
