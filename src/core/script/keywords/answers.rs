//! The answers to a question of a text: those that answer any, and those of one question only, so that
//! "I will come" saves no entry. And what a smartphone writes around a text that was liked.

use super::lists::{KeywordCompiler, ListedWord, NEVER_ALONE};
use super::messages::{ANSWERS, FILLER, REACTION};
use super::{EMPTY, LETTERS, YesNoQuestion};
use crate::core::script::problem::Problem;
use crate::core::texts::marks::asks;

impl KeywordCompiler<'_> {
    /// Yes, no, on and off. Each is a whole text, so none of them alone may be an act as well.
    pub(super) fn answers(&mut self) {
        for language in self.languages {
            for (name, asked, says) in ANSWERS {
                for word in self.needed(language, name) {
                    self.refuse_act(&word);
                    self.refuse_question_mark(&word);
                    self.answer(word, asked, says);
                }
            }
            for word in self.needed(language, "switch-on") {
                self.keywords.on.insert(word.folded);
            }
            for word in self.needed(language, "switch-off") {
                self.keywords.off.insert(word.folded);
            }
        }
    }

    fn answer(&mut self, word: ListedWord, asked: Option<YesNoQuestion>, says: bool) {
        let answers = &mut self.keywords.answers;
        let others = asked.map_or_else(|| YesNoQuestion::ALL.to_vec(), |asked| vec![asked]);
        let any = answers.get(&(None, word.folded.clone()));
        let own = others
            .iter()
            .filter_map(|other| answers.get(&(Some(*other), word.folded.clone())));
        if any.into_iter().chain(own).any(|said| *said != says) {
            let what = format!("`{}` means yes and no", word.written);
            let help = "take it out of one of the two";
            self.problems
                .push(Problem::new(&word.place, what).help(help));
            return;
        }
        answers.insert((asked, word.folded), says);
    }

    /// An answer is no act, whole as it stands. Of the acts that begin with an answer, those are told
    /// from it that have a number behind the word: `na 2` is the answer, `na 31` the act.
    fn refuse_act(&mut self, word: &ListedWord) {
        let (first, rest) = word.folded.split_once(' ').unwrap_or((&word.folded, ""));
        let forbidden = if rest.is_empty() {
            EMPTY | LETTERS
        } else if rest.contains(|c: char| c.is_ascii_digit()) {
            0
        } else {
            LETTERS
        };
        let uses = self.first.get(first).into_iter().flatten();
        for (act, rests, _) in uses.filter(|(_, rests, _)| rests & forbidden != 0) {
            let (what, help) = if rests & forbidden & EMPTY != 0 {
                (
                    format!(
                        "`{}` is an answer, and alone it also means `{}`",
                        word.written,
                        act.word()
                    ),
                    format!("put it under .{NEVER_ALONE} of keyword-{}", act.word()),
                )
            } else {
                (
                    format!(
                        "`{}` is an answer, and `{first}` begins `{}`, which needs no number",
                        word.written,
                        act.word()
                    ),
                    "an act that begins with an answer needs a number behind it: take the word out of one of \
                     the two"
                        .to_owned(),
                )
            };
            self.problems
                .push(Problem::new(&word.place, what).help(help));
        }
    }

    fn refuse_question_mark(&mut self, word: &ListedWord) {
        if asks(&word.written) {
            let what = format!("`{}` asks, and so answers nothing", word.written);
            let help = "take the question mark out: a yes or no that has one is none";
            self.problems
                .push(Problem::new(&word.place, what).help(help));
        }
    }

    /// What is written around a text that was liked, and what may stand beside a sum.
    pub(super) fn idle_words(&mut self) {
        for language in self.languages {
            for word in self.needed(language, REACTION) {
                self.keywords.reactions.insert(word.folded);
            }
            for word in self.needed(language, FILLER) {
                self.keywords.fillers.insert(word.folded);
            }
        }
    }

    /// What a word, or a text that begins with it, already means: an act or an answer.
    pub(super) fn other_meaning(&self, word: &str) -> Option<String> {
        let first = word.split(' ').next().unwrap_or_default();
        let act = self.first.get(first).and_then(|uses| uses.first());
        if let Some((act, _, _)) = act {
            return Some(format!("begins the act `{}`", act.word()));
        }
        let is_answer = self.keywords.is_answer(word);
        is_answer.then(|| "is an answer".to_owned())
    }
}
