//! What members write in texts, in three languages: mostly valid, sometimes not.

use super::Dice;
use super::heard::Play;

/// What a text should come to, where that is known beforehand.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// An entry, or a yes to one.
    Entry,
    /// A vote in ballot 18 under a code: whose it is, and the option.
    Vote(i64, i64),
    /// A vote that must not count.
    NoVote,
    /// No more announcements.
    Stop,
    /// Announcements again.
    Start,
    /// Her permission of this number stops.
    Band(i64),
    /// Nothing that is looked at by itself.
    Other,
}

const ENTRIES: [&str; 9] = [
    "I 21 850",
    "આવક 21 ૮૫૦",
    "आमदनी 21 ९५०",
    "K 120",
    "ખર્ચ 75",
    "बचत 200",
    "H 300",
    "I 21 99000",
    "i21 640 gaikal",
];
const ANSWERS: [&str; 8] = ["1", "2", "ha", "ના", "हाँ", "3", "yes", "nahi"];
const STOPS: [&str; 4] = ["STOP", "રોકો", "रोको", "unsubscribe"];
const STARTS: [&str; 3] = ["START", "ચાલુ", "चालू"];
const VOTE: [&str; 4] = ["VOTE", "મત", "वोट", "mat"];
const BAND: [&str; 3] = ["BAND", "બંધ", "बंद"];
const UNKNOWN: [&str; 6] = ["kem cho", "નમસ્તે", "hello", "???", "12 1", "ok thanks bye"];
const OTHERS: [&str; 12] = [
    "MEET",
    "બેઠક",
    "VOTE",
    "फ़ोन",
    "PRIVATE",
    "PRIVATE OFF",
    "LANG",
    "LANG 2",
    "COMPLAIN nobody came",
    "મદદ",
    "CHECK 7K4P92",
    "NO 4821",
];

impl Play {
    /// What one of the callers texts.
    pub(super) async fn words(&mut self, member_no: i64) -> (String, Meant) {
        let dice = &mut self.dice;
        match dice.below(20) {
            0..=3 => ((*dice.pick(&ENTRIES)).to_owned(), Meant::Entry),
            4..=6 => ((*dice.pick(&ANSWERS)).to_owned(), Meant::Entry),
            7..=10 => self.vote(member_no),
            11 => ((*dice.pick(&STOPS)).to_owned(), Meant::Stop),
            12 => ((*dice.pick(&STARTS)).to_owned(), Meant::Start),
            13 => self.band(member_no).await,
            14..=16 => ((*dice.pick(&UNKNOWN)).to_owned(), Meant::Other),
            _ => ((*dice.pick(&OTHERS)).to_owned(), Meant::Other),
        }
    }

    fn vote(&mut self, member_no: i64) -> (String, Meant) {
        let dice: &mut Dice = &mut self.dice;
        let word = *dice.pick(&VOTE);
        let option = i64::try_from(1 + dice.below(3)).unwrap();
        let own = self.codes.get(&member_no);
        let (Some(code), false) = (own, dice.one_in(10)) else {
            return (format!("{word} 18 {option} 000000"), Meant::NoVote);
        };
        if dice.one_in(8) {
            // Ballot 17 is secret: no text counts there, whatever stands in it.
            return (format!("{word} 17 {option} {code}"), Meant::NoVote);
        }
        (
            format!("{word} 18 {option} {code}"),
            Meant::Vote(member_no, option),
        )
    }

    async fn band(&mut self, member_no: i64) -> (String, Meant) {
        let word = *self.dice.pick(&BAND);
        let hers = format!(
            "select coalesce(max(c.no), 0) from consent c join member m on m.id = c.member_id
             where m.no = {member_no} and c.state = 'given'"
        );
        match self.world.number(&hers).await {
            0 => (format!("{word} 11"), Meant::Other),
            no => (format!("{word} {no}"), Meant::Band(no)),
        }
    }
}
