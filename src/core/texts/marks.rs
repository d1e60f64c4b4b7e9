//! Marks that change what a reply is: a question mark, and the marks around what somebody else said.

/// Whether a reply has a question mark, of any script: then it asks, and answers nothing.
pub fn asks(text: &str) -> bool {
    text.contains([
        '?', '¿', '؟', '⁇', '⁈', '⁉', '‽', '❓', '❔', '⸮', '？', '﹖',
    ])
}

/// Whether a letter is a mark that stands before or behind what somebody said.
pub fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '❝' | '❞' | '〝' | '〞' | '＂'
    )
}
