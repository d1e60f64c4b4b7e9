//! The verbs of transcripts: what can stand on a line of `tests/conversations/*.txt`, and be typed to `talk`.
//!
//! One module reads them for both, so that what is recorded at the terminal is what the tests play. Whoever
//! plays decides which of them she has: the terminal has no officers and no failing gateways.

/// A line of a transcript that does something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb<'a> {
    /// `member 1002`: takes the phone of a member.
    Member(i64),
    /// `phone +91…`: takes the phone with this number.
    Phone(&'a str),
    /// `dial`, and `dial *384*9#`: dials the cooperative's code, or another.
    Dial(&'a str),
    /// `type 850`: a reply in a call.
    Type(&'a str),
    /// `text BAND 12`: sends a text; `text again` has the network deliver the last one once more.
    Text(&'a str),
    /// `unnamed BAND 12`: the same by a provider that names no text.
    Unnamed(&'a str),
    /// `deliver`: all that is due leaves.
    Deliver,
    /// `again`: the network repeats the last request.
    Again,
    /// `stale`: it repeats the one before the last.
    Stale,
    /// `drop`: the call breaks off without anybody being told.
    Drop,
    /// `hang up`: ends the call.
    HangUp,
    /// `wait 2 days`: so many milliseconds pass.
    Wait(i64),
    /// `run remind`: a job runs now.
    Run(&'a str),
    /// `network stop`: her network tells of a wish to stop, or to start.
    Network(&'a str),
    /// `gateway one is out of reach`.
    Gateway(&'a str),
    /// `codes 18`: one-time codes are made for a ballot.
    Codes(&'a str),
    /// `officers …`: what they do about a PIN or a case.
    Officers(&'a str),
    /// `given …`: what was so before.
    Given(&'a str),
    /// `after …`: what others have done meanwhile.
    After(&'a str),
    /// `members …`: what many of them do.
    Members(&'a str),
}

/// Why a line is no verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoVerb {
    /// Nothing is called so.
    #[error("there is no such verb")]
    Unknown,
    /// It stands alone, or something that is not there must follow; how it is written.
    #[error("it is written `{0}`")]
    Form(&'static str),
}

const MINUTE_MS: i64 = 60_000;

/// Reads a line.
pub fn read(line: &str) -> Result<Verb<'_>, NoVerb> {
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    let alone = |verb, form| match rest {
        "" => Ok(verb),
        _ => Err(NoVerb::Form(form)),
    };
    match verb {
        "member" => {
            let no = rest.parse().map_err(|_| NoVerb::Form("member 1002"))?;
            Ok(Verb::Member(no))
        }
        "phone" => Ok(Verb::Phone(rest)),
        "dial" => Ok(Verb::Dial(rest)),
        "type" => Ok(Verb::Type(rest)),
        "text" => Ok(Verb::Text(rest)),
        "unnamed" => Ok(Verb::Unnamed(rest)),
        "deliver" => alone(Verb::Deliver, "deliver"),
        "again" => alone(Verb::Again, "again"),
        "stale" => alone(Verb::Stale, "stale"),
        "drop" => alone(Verb::Drop, "drop"),
        "hang" if rest == "up" => Ok(Verb::HangUp),
        "hang" => Err(NoVerb::Form("hang up")),
        "wait" => waited(rest).map(Verb::Wait),
        "run" => Ok(Verb::Run(rest)),
        "network" => Ok(Verb::Network(rest)),
        "gateway" => Ok(Verb::Gateway(rest)),
        "codes" => Ok(Verb::Codes(rest)),
        "officers" => Ok(Verb::Officers(rest)),
        "given" => Ok(Verb::Given(rest)),
        "after" => Ok(Verb::After(rest)),
        "members" => Ok(Verb::Members(rest)),
        _ => Err(NoVerb::Unknown),
    }
}

fn waited(time: &str) -> Result<i64, NoVerb> {
    let wrong = NoVerb::Form("wait 9 minutes, 2 hours, 3 days");
    let (n, unit) = time.split_once(' ').ok_or(wrong)?;
    let minutes = match unit.trim_end_matches('s') {
        "minute" => 1,
        "hour" => 60,
        "day" => 24 * 60,
        _ => return Err(wrong),
    };
    let n: i64 = n.parse().map_err(|_| wrong)?;
    n.checked_mul(minutes * MINUTE_MS).ok_or(wrong)
}

/// Whether a line tells what came of a verb: `| ` what the phone shows, `= ` whether it waits or ends and how
/// full the screen is, `* ` what was recorded, `sms to …` what arrives.
pub fn is_outcome(line: &str) -> bool {
    let signs = ["| ", "= ", "* ", "sms to "];
    line == "|" || line == "=" || signs.iter().any(|sign| line.starts_with(sign))
}

/// A screen as a transcript tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    /// What the phone shows, line by line.
    pub heard: Vec<String>,
    /// `waits (52 of 70)` or `ends (52 of 70)`.
    pub outcome: String,
    /// Whether the phone waits for a reply.
    pub waits: bool,
}

impl Shown {
    /// Of what a gateway is answered (`CON …` or `END …`), and the size of the screen (`UCS-2 52 70`).
    pub fn of(body: &str, size: &str) -> Self {
        let (word, said) = body.split_once(' ').unwrap_or(("", body));
        let waits = word == "CON";
        let how = if waits { "waits" } else { "ends" };
        let mut size = size.split(' ').skip(1);
        let (used, most) = (size.next().unwrap_or(""), size.next().unwrap_or(""));
        Self {
            heard: said.lines().map(str::to_owned).collect(),
            outcome: format!("{how} ({used} of {most})"),
            waits,
        }
    }

    /// The lines that tell it.
    pub fn lines(&self) -> Vec<String> {
        let heard = self.heard.iter();
        let mut lines: Vec<String> = heard
            .map(|line| format!("| {line}").trim_end().to_owned())
            .collect();
        lines.push(format!("= {}", self.outcome));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_verb_or_says_how_it_is_written() {
        for (line, read_as) in [
            ("member 1002", Ok(Verb::Member(1002))),
            ("member Ramila", Err(NoVerb::Form("member 1002"))),
            ("dial", Ok(Verb::Dial(""))),
            ("dial *384*9#", Ok(Verb::Dial("*384*9#"))),
            ("type ", Ok(Verb::Type(""))),
            ("text BAND 12", Ok(Verb::Text("BAND 12"))),
            ("hang up", Ok(Verb::HangUp)),
            ("hang", Err(NoVerb::Form("hang up"))),
            ("drop it", Err(NoVerb::Form("drop"))),
            ("wait 2 hours", Ok(Verb::Wait(7_200_000))),
            ("wait 1 day", Ok(Verb::Wait(86_400_000))),
            ("850", Err(NoVerb::Unknown)),
            ("", Err(NoVerb::Unknown)),
        ] {
            assert_eq!(read(line), read_as, "{line}");
        }
        for line in [
            "wait",
            "wait long",
            "wait 9223372036854775807 days",
            "wait 2",
        ] {
            assert!(matches!(read(line), Err(NoVerb::Form(_))), "{line}");
        }
    }

    #[test]
    fn what_came_of_a_verb_is_told_in_lines_that_are_no_verbs() {
        let shown = Shown::of("CON One\n\n1 Two", "GSM-7 12 150");
        assert!(shown.waits);
        assert_eq!(
            shown.lines(),
            ["| One", "|", "| 1 Two", "= waits (12 of 150)"]
        );
        assert!(shown.lines().iter().all(|line| is_outcome(line)));
        let end = Shown::of("END Bye", "UCS-2 3 70");
        assert_eq!(end.lines(), ["| Bye", "= ends (3 of 70)"]);
        for verb in ["type = 1", "text * 2", "dial *1#", "member 1001"] {
            assert!(!is_outcome(verb), "{verb}");
        }
    }
}
