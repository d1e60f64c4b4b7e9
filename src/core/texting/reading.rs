//! What a text says: its first word, and what follows it.
//!
//! A text is folded (rules N-1) and cut into words. The first word picks the act, in any of the three
//! languages and either script; where it is glued to a number (`band12`), the number is cut off. One wrong
//! letter is accepted only where the act does nothing but answer; an act that changes the record is read
//! exactly or not at all (rules N-4).
//!
//! **Invariant:** reading never fails and never guesses.

use super::currency;
use super::forms::{
    bare, code_first, entry, kind, language, may_be_a_vote, numbers, statement_code, vote,
};
use super::intent::{Reading, SmsIntent, VoteText};
use super::named::{self, Meant};
use super::reaction::is_reaction;
use super::when::{self, EntryUnread};
use super::words::{cut, is_mark, short_no};
use crate::core::domain::{Category, Day, EntryKind, EntryTime, Paise};
use crate::core::script::keywords::{Act, Keywords, Takes, Use};
use crate::core::texts::fold::fold;
use crate::core::texts::marks::asks;

/// What is known while a text is read.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The numbers of the phone's members, any of which may stand first or last.
    pub members: &'a [i64],
    /// The cooperative's categories, whose names may stand first.
    pub categories: &'a [Category],
    /// The cooperative's name, with which every text of ours begins.
    pub brand: &'a str,
    /// The local day.
    pub today: Day,
}

/// Reads a text.
pub fn read(keywords: &Keywords, text: &str, around: Around<'_>) -> Reading {
    let is_name = |word: &str| named::kind_of(keywords, around.categories, word).is_some();
    let is_whole = |word: &str| !keywords.uses(word).is_empty() || is_name(word);
    let folded = currency::apart(&trimmed(text), is_whole);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let reader = SmsParser {
        keywords,
        around,
        asks: asks(text),
    };
    let members = around.members;
    let is_hers = |no: &i64| members.contains(no);
    let numbered = match words.as_slice() {
        // A register may begin at 1, and one digit before a word means a member only where she has this phone.
        [first, rest @ ..] if !rest.is_empty() => short_no(first)
            .filter(|no| *no >= 10 || is_hers(no))
            .map(|no| (no, rest)),
        _ => None,
    };
    // On a phone of hers alone, `1 2` is no answer of member 1: nobody has asked for her number there.
    let is_needed = |no: &i64| is_hers(no) && (*no >= 10 || members.len() > 1);
    let (member_no, said) = match numbered {
        _ if is_reaction(keywords, text, around.brand) => (None, SmsIntent::Reaction),
        Some((no, rest)) if reader.is_keyword(rest[0]) || is_needed(&no) => {
            (Some(no), reader.said(rest))
        }
        _ => reader.said_by(&words),
    };
    Reading {
        may_be_a_vote: may_be_a_vote(keywords, &said, &words),
        member_no,
        said,
    }
}

/// Folded, without marks around it that people add without meaning them; `?` alone stays.
fn trimmed(text: &str) -> String {
    let folded = fold(text);
    let is_mark = |c: char| c.is_ascii_punctuation() || c == ' ';
    if folded.contains('?') && folded.chars().all(is_mark) {
        return "?".to_owned();
    }
    let is_before = |c: char| c.is_whitespace() || "\"'“‘«(<[*#.,:;-".contains(c);
    let is_behind = |c: char| c.is_whitespace() || "\"'”’»)>]*#.,:;?？؟!।".contains(c);
    folded
        .trim_start_matches(is_before)
        .trim_end_matches(is_behind)
        .to_owned()
}

struct SmsParser<'k> {
    keywords: &'k Keywords,
    around: Around<'k>,
    /// Whether the text has a question mark.
    asks: bool,
}

impl SmsParser<'_> {
    fn is_keyword(&self, word: &str) -> bool {
        !self.keywords.uses(cut(word).0).is_empty()
    }

    /// What it says, and the member number that may stand last. A number that the act itself can
    /// read is the act's.
    fn said_by(&self, words: &[&str]) -> (Option<i64>, SmsIntent) {
        let members = self.around.members;
        let whole = self.read(words);
        let Some((last, before)) = words.split_last() else {
            return (None, whole.unwrap_or_else(|| self.other(words)));
        };
        let no = short_no(last).filter(|no| members.contains(no) && !before.is_empty());
        if let Some(no) = no {
            let is_read = matches!(&whole, Some(said) if !matches!(said, SmsIntent::Complain));
            if !is_read && let Some(said) = self.read(before) {
                return (Some(no), said);
            }
            if whole.is_none() && !self.is_keyword(words[0]) {
                return (Some(no), self.said(before));
            }
        }
        (None, whole.unwrap_or_else(|| self.misread(words)))
    }

    fn said(&self, words: &[&str]) -> SmsIntent {
        self.read(words).unwrap_or_else(|| self.misread(words))
    }

    /// Nothing that is known. A yes or no that asks is none: "yes?" means that she did not understand.
    fn other(&self, words: &[&str]) -> SmsIntent {
        let mut words = words.join(" ");
        if self.asks {
            words.push_str(" ?");
        }
        SmsIntent::Other(words)
    }

    /// What it says, where its first word is a keyword and what follows is what that takes, or where it is
    /// the name of a category and an amount. A whole answer is an answer: `na 2` is a no.
    fn read(&self, words: &[&str]) -> Option<SmsIntent> {
        if self.keywords.is_answer(&words.join(" ")) {
            return Some(self.other(words));
        }
        let Some((head, rest)) = self.parts(words) else {
            return self.by_name(words, None);
        };
        for one in self.keywords.uses(head) {
            if rest.is_empty() && !one.alone {
                continue;
            }
            for form in self.keywords.takes(one.act) {
                if let Some(said) = self.form(one.act, *form, &rest) {
                    return Some(said);
                }
            }
        }
        None
    }

    /// The first word without what is glued to it, and the words behind it.
    fn parts<'w>(&self, words: &[&'w str]) -> Option<(&'w str, Vec<&'w str>)> {
        let (first, others) = words.split_first()?;
        let (head, tail) = cut(first);
        if self.keywords.uses(head).is_empty() {
            return None;
        }
        let mut rest: Vec<&str> = Vec::with_capacity(others.len() + 1);
        if !tail.is_empty() {
            rest.push(tail);
        }
        // `BAND : 12`, `B – 200`
        let is_apart = |word: &&&str| word.chars().all(is_mark);
        rest.extend(others.iter().skip_while(is_apart).copied());
        if let Some(first) = rest.first_mut() {
            // Directly behind the keyword these are only marks. Before a number, a minus or a point belongs
            // to the number, and neither `-200` nor `.50` is an amount that could be read safely.
            let is_apart = tail.is_empty() && starts_like_a_number(first);
            if !is_apart {
                *first = first.trim_start_matches(['#', ':', '=', '-', ',', '.']);
            }
        }
        rest.retain(|word| !word.is_empty());
        Some((head, rest))
    }

    /// A text whose first word is a keyword, but not what follows; or that has no keyword at all.
    fn misread(&self, words: &[&str]) -> SmsIntent {
        let other = || self.other(words);
        let Some((head, rest)) = self.parts(words) else {
            let unread = self.named_unread(words);
            return unread.or_else(|| self.slip(words)).unwrap_or_else(other);
        };
        let has_digit = rest
            .iter()
            .any(|word| word.contains(|c: char| c.is_ascii_digit()));
        let reads_digits = |one: &&Use| {
            let takes = self.keywords.takes(one.act);
            takes
                .iter()
                .any(|form| !matches!(form, Takes::Nothing | Takes::Words | Takes::OnOff))
        };
        // "I am on my way" is no income: one letter means something only before a number, or alone.
        if head.chars().count() == 1 && !has_digit && !rest.is_empty() {
            return other();
        }
        let uses = self.keywords.uses(head);
        let mut fitting = uses.iter().filter(|one| one.alone || !rest.is_empty());
        let one = if has_digit {
            fitting
                .clone()
                .find(reads_digits)
                .or_else(|| fitting.next())
        } else {
            fitting.next()
        };
        let Some(one) = one else {
            return other();
        };
        match one.act {
            Act::Income => self.unread(EntryKind::Income, one.act, &rest),
            Act::Cost => self.unread(EntryKind::Cost, one.act, &rest),
            Act::Saving => self.unread(EntryKind::Saving, one.act, &rest),
            Act::Repayment => self.unread(EntryKind::Repayment, one.act, &rest),
            Act::EntryWrong => SmsIntent::EntryWrong(None),
            Act::PermissionStop => SmsIntent::PermissionStop(None),
            Act::Vote => SmsIntent::Vote(Box::new(VoteText {
                ballot_no: numbers(&rest).first().copied().flatten(),
                choice: None,
            })),
            Act::MeetingNext => SmsIntent::MeetingNext,
            Act::Call => SmsIntent::Call,
            Act::Help => SmsIntent::Help,
            Act::Language => SmsIntent::Language(None),
            Act::StatementCheck => SmsIntent::StatementCheck(None),
            Act::Private => SmsIntent::Private(None),
            Act::Complain | Act::AnnouncementsStop | Act::AnnouncementsStart => other(),
        }
    }

    /// A word with one wrong letter, where the act only answers.
    fn slip(&self, words: &[&str]) -> Option<SmsIntent> {
        let (head, tail) = cut(words.first()?);
        let whole = words.join(" ");
        if !tail.is_empty()
            || head.chars().count() < 4
            || whole.contains(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        let near = self.keywords.words().find(|(word, uses)| {
            let forgives = uses.iter().any(|one| one.act.forgives_a_slip());
            forgives && word.chars().count() >= 4 && strsim::osa_distance(word, head) == 1
        });
        let (_, uses) = near?;
        bare(uses.first()?.act)
    }

    fn form(&self, act: Act, form: Takes, rest: &[&str]) -> Option<SmsIntent> {
        let has_digit = rest
            .iter()
            .any(|word| word.contains(|c: char| c.is_ascii_digit()));
        match form {
            Takes::Nothing => rest.is_empty().then(|| bare(act)).flatten(),
            Takes::Words => (!has_digit).then(|| bare(act)).flatten(),
            Takes::Anything => bare(act),
            Takes::Number => match rest {
                [no] => {
                    let no = short_no(no)?;
                    Some(if act == Act::EntryWrong {
                        SmsIntent::EntryWrong(Some(no))
                    } else {
                        SmsIntent::PermissionStop(Some(no))
                    })
                }
                _ => None,
            },
            Takes::Amount => {
                let (amount, time) = self.amount_and_time(rest).ok()?;
                entry(act, None, amount, time)
            }
            Takes::CodeAmount => {
                let Some((code, rest)) = code_first(rest) else {
                    return self.by_name(rest, kind(act));
                };
                let (amount, time) = self.amount_and_time(rest).ok()?;
                entry(act, Some(code), amount, time)
            }
            Takes::OnOff => {
                let words = rest.join(" ");
                let on = self.keywords.on_or_off(&words);
                let says = || self.keywords.yes_or_no(None, &words);
                on.or_else(|| says().filter(|_| !has_digit))
                    .filter(|_| !self.asks)
                    .map(|on| SmsIntent::Private(Some(on)))
            }
            Takes::Language => match rest {
                [one] => language(self.keywords, one).map(|lang| SmsIntent::Language(Some(lang))),
                _ => None,
            },
            Takes::Vote => vote(rest),
            Takes::Code => statement_code(rest).map(|code| SmsIntent::StatementCheck(Some(code))),
        }
    }

    fn amount_and_time(&self, words: &[&str]) -> Result<(Paise, EntryTime), EntryUnread> {
        when::amount_and_time(self.keywords, words, self.around.today)
    }

    /// A category's own name, or a word for it, and an amount: an entry of that category's kind. `kind`:
    /// only categories of this kind, where a word before has said it.
    fn by_name(&self, words: &[&str], kind: Option<EntryKind>) -> Option<SmsIntent> {
        let (meant, rest) = named::first(self.keywords, self.around.categories, kind, words)?;
        let (amount, time) = self.amount_and_time(&rest).ok()?;
        Some(match meant {
            Meant::One(kind, code) => SmsIntent::Entry {
                kind,
                code: Some(code),
                amount,
                time,
            },
            Meant::Several(_, codes) => SmsIntent::EntryNamed {
                codes,
                amount,
                time,
            },
        })
    }

    /// A category's name, and behind it something with a digit that is no amount.
    fn named_unread(&self, words: &[&str]) -> Option<SmsIntent> {
        let (meant, rest) = named::first(self.keywords, self.around.categories, None, words)?;
        let has_digit = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
        let why = self.amount_and_time(&rest).err()?;
        let kind = match meant {
            Meant::One(kind, _) | Meant::Several(kind, _) => kind,
        };
        rest.iter()
            .any(has_digit)
            .then_some(SmsIntent::EntryUnread(kind, why))
    }

    /// An entry that could not be read, and why.
    fn unread(&self, kind: EntryKind, act: Act, rest: &[&str]) -> SmsIntent {
        SmsIntent::EntryUnread(kind, self.why_unread(act, rest))
    }

    fn why_unread(&self, act: Act, rest: &[&str]) -> EntryUnread {
        let unread = |words: &[&str]| self.amount_and_time(words).err();
        let with_code = code_first(rest).and_then(|(_, rest)| unread(rest));
        let without = unread(rest);
        let takes = self.keywords.takes(act);
        let of = |form: Takes, why: Option<EntryUnread>| why.filter(|_| takes.contains(&form));
        of(Takes::Amount, without)
            .filter(|why| *why != EntryUnread::Form)
            .or(of(Takes::CodeAmount, with_code))
            .unwrap_or(EntryUnread::Form)
    }
}

/// Whether a word is a number with a sign or a point before it: `-200`, `.50`.
fn starts_like_a_number(word: &str) -> bool {
    let behind = word.strip_prefix(['-', '.']).unwrap_or_default();
    behind.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests;
