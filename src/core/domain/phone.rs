//! A phone number in E.164. `Display` and `Debug` never show it whole.
//!
//! A number comes to us in two ways. A gateway sends it in full international form (`parse`). A person
//! writes one, on a phone, in a register or in a message (`read`), and what she writes may lack a digit, or
//! may have been changed by a table program. Nothing is guessed there: a number that is read wrongly links
//! her to somebody else's phone.

use std::fmt;

/// A telephone number, parsed. `Display` and `Debug` are masked, so that no log can hold one.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);

/// What was sent is not a number we can call.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a telephone number in international form")]
pub struct NotAPhone;

/// Why what somebody wrote is not read as a number. Each says what would be, and none holds the number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PhoneUnread {
    /// Nothing is there.
    #[error("the number is missing: ten digits, like 98250 12345")]
    Empty,
    /// `9.8E+09`: a table program has taken it for an amount, and its last digits are lost.
    #[error(
        "a table program made a short form with E+ of the number, and its last digits are lost: set the column \
         to text and write the ten digits again"
    )]
    Exponent,
    /// `980000003.0`, `9,800,000,031`: a table program has taken it for an amount.
    #[error(
        "a table program made an amount of the number, with a point or commas: set the column to text and write \
         the ten digits again"
    )]
    Amount,
    /// `98000 0003 1`: the last group is one digit, which is more likely one too many, or a second number.
    #[error("one digit stands alone at the end of the number: write ten digits, like 98250 12345")]
    LoneDigit,
    /// A letter, a second plus sign, two numbers with a stroke between them.
    #[error("the number has a sign that no number has: write ten digits, like 98250 12345")]
    Sign,
    /// Not ten digits, or not `0`, `91`, `+91` or `0091` before ten.
    #[error("{0} digits are no mobile number: write ten digits, or +91 and ten")]
    Length(usize),
    /// Ten digits, but no mobile number of India.
    #[error("a mobile number of India begins with 6, 7, 8 or 9")]
    Series,
    /// A plus sign or `00` and another country than India.
    #[error("not a number of India: write +91 and ten digits")]
    Abroad,
}

/// How many digits a number of India has behind its country's.
const INDIAN_LEN: usize = 10;

impl Phone {
    /// Parses E.164 with its plus sign, as gateways send it: `+` and 8 to 15 digits, the first not zero.
    /// Behind `+91` stand ten (National Numbering Plan); other countries keep their own lengths.
    pub fn parse(text: &str) -> Result<Self, NotAPhone> {
        let digits = text.strip_prefix('+').ok_or(NotAPhone)?;
        let fits = (8..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|b| b.is_ascii_digit())
            && digits
                .strip_prefix("91")
                .is_none_or(|rest| rest.len() == INDIAN_LEN);
        if fits {
            Ok(Self(text.into()))
        } else {
            Err(NotAPhone)
        }
    }

    /// Reads an Indian mobile number as a person writes it: ten digits, the first 6 to 9, with or without
    /// `0`, `91`, `+91` or `0091` before them; between groups may stand a space, a hyphen, a point or
    /// brackets. `folded` is what she wrote after `core::texts::fold`, so with ASCII digits and plain spaces
    /// (rules N-1). Whatever else there is is refused by name, before any sign is dropped.
    pub fn read(folded: &str) -> Result<Self, PhoneUnread> {
        // An apostrophe before it is how a table program marks a text.
        let text = folded.trim().trim_start_matches('\'').trim_start();
        if text.is_empty() {
            return Err(PhoneUnread::Empty);
        }
        refuse_amounts(text)?;
        let rest = text.trim_start_matches(['(', ' ']);
        let (has_plus, rest) = match rest.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        if !rest.chars().all(|c| c.is_ascii_digit() || is_between(c)) {
            return Err(PhoneUnread::Sign);
        }
        let groups: Vec<&str> = rest.split(is_between).filter(|g| !g.is_empty()).collect();
        if groups.len() > 1 && groups.last().is_some_and(|last| last.len() == 1) {
            return Err(PhoneUnread::LoneDigit);
        }
        Self::of_digits(&groups.concat(), has_plus)
    }

    fn of_digits(digits: &str, has_plus: bool) -> Result<Self, PhoneUnread> {
        let length = Err(PhoneUnread::Length(digits.len()));
        let with_country = match digits.strip_prefix("00") {
            Some(_) if has_plus => return Err(PhoneUnread::Abroad),
            Some(rest) => Some(rest),
            None => has_plus.then_some(digits),
        };
        let ten = match (with_country, digits.len()) {
            (Some(rest), _) => rest.strip_prefix("91").ok_or(PhoneUnread::Abroad)?,
            (None, 11) => match digits.strip_prefix('0') {
                Some(ten) => ten,
                None => return length,
            },
            (None, 12) => match digits.strip_prefix("91") {
                Some(ten) => ten,
                None => return length,
            },
            (None, _) => digits,
        };
        if ten.len() != INDIAN_LEN {
            return length;
        }
        if !ten.starts_with(['6', '7', '8', '9']) {
            return Err(PhoneUnread::Series);
        }
        Ok(Self(format!("+91{ten}")))
    }

    /// The whole number. Every caller must be checked when this code is reviewed.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The last four digits, by which an officer tells two numbers of one woman apart.
    pub fn last_four(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }
}

/// What may stand between groups of digits.
fn is_between(c: char) -> bool {
    // Table programs and phones write hyphens and dashes of several kinds.
    matches!(c, ' ' | '-' | '(' | ')' | '.' | '\u{2010}'..='\u{2015}')
}

/// Refuses what a table program has made of a number, while its signs still show it.
fn refuse_amounts(text: &str) -> Result<(), PhoneUnread> {
    let is_digit = |c: &char| c.is_ascii_digit();
    if let Some((mantissa, exponent)) = text.split_once(['e', 'E'])
        && mantissa.chars().any(|c| is_digit(&c))
        && exponent.chars().any(|c| is_digit(&c))
        && exponent
            .chars()
            .all(|c| is_digit(&c) || c == '+' || c == '-')
    {
        return Err(PhoneUnread::Exponent);
    }
    let ends_as_amount = text
        .rsplit_once(['.', ','])
        .is_some_and(|(_, cents)| matches!(cents, "0" | "00"));
    let has_comma = text.contains(',') && text.chars().any(|c| is_digit(&c));
    if ends_as_amount || has_comma {
        return Err(PhoneUnread::Amount);
    }
    Ok(())
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("+…")
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(+…)")
    }
}

#[cfg(test)]
mod tests;
