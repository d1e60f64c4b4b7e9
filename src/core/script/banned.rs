//! Checks that no text of ours says a banned word. Each stands in a list with the reason and the word to
//! write instead. Translators keep the list themselves, in `menus/banned.toml`. What women may type
//! (`keywords.ftl`) is not looked at: they may say it as they like.

use super::Sources;
use super::problem::Problem;
use super::raw::{MenuFileReader, MenuWord};
use crate::core::domain::LangScript;
use crate::core::texts::language::FileSpan;
use crate::core::toml_file::as_table;

/// The list of banned words.
pub(super) const FILE: &str = "menus/banned.toml";
/// The files of words that members type, which are not checked.
const TYPED: &str = "/keywords.ftl";
/// Signs of Indian and printed text that end a word.
const MARKS: [char; 7] = ['।', '–', '—', '‘', '’', '“', '”'];

/// A word and why it is not said.
struct Banned {
    lang_script: LangScript,
    word: String,
    why: String,
}

/// Reports each place where such a word is said.
pub(super) fn check(sources: &Sources, problems: &mut Vec<Problem>) {
    let Some((_, list)) = sources.0.iter().find(|(name, _)| name == FILE) else {
        return;
    };
    let banned = read(list, problems);
    for lang_script in LangScript::ALL {
        let folder = format!("locales/{}", lang_script.code());
        let files = sources.under(&folder);
        for (file, source) in files.filter(|(file, _)| !file.ends_with(TYPED)) {
            for (start, word) in words(source) {
                let Some(found) = banned.iter().find(|one| one.is(lang_script, word)) else {
                    continue;
                };
                let place = FileSpan {
                    file: file.clone(),
                    start,
                    len: word.len(),
                };
                let what = format!("`{}` is not said here: {}", found.word, found.why);
                let help = format!("say it as the reason does, or change the list in {FILE}");
                problems.push(Problem::new(&place, what).help(help));
            }
        }
    }
}

impl Banned {
    /// In Indian scripts endings are written together with a word, so its beginning counts.
    fn is(&self, lang_script: LangScript, word: &str) -> bool {
        let says_it = if word.is_ascii() {
            word.eq_ignore_ascii_case(&self.word)
        } else {
            word.starts_with(&self.word)
        };
        self.lang_script == lang_script && says_it
    }
}

fn read(source: &str, problems: &mut Vec<Problem>) -> Vec<Banned> {
    let mut reader = MenuFileReader {
        file: FILE,
        problems,
    };
    let table = reader.parse(source);
    let mut banned = Vec::new();
    for (name, value) in &table {
        let place = reader.place(name.span());
        let Some(lang_script) = LangScript::ALL
            .into_iter()
            .find(|one| one.code() == name.get_ref())
        else {
            let known = LangScript::ALL.into_iter().map(LangScript::code);
            let problem = Problem::unknown(&place, "language", name.get_ref(), known);
            reader.problems.push(problem);
            continue;
        };
        let Some(words) = as_table(value.get_ref()) else {
            let what = format!("`{}` is not a list of words", name.get_ref());
            let help = "write [gu], and below it \"word\" = \"why, and what to write instead\"";
            reader.problems.push(Problem::new(&place, what).help(help));
            continue;
        };
        for (word, _) in words {
            let Some(MenuWord { text: why, place }) = reader.word(words, word.get_ref()) else {
                continue;
            };
            if why.trim().is_empty() {
                let what = format!("`{}` does not say why it is not said", word.get_ref());
                let help = "write why, and what to write instead";
                reader.problems.push(Problem::new(&place, what).help(help));
            }
            banned.push(Banned {
                lang_script,
                word: word.get_ref().to_string(),
                why,
            });
        }
    }
    banned
}

/// The words that a file says, each with its place: comments, names, variables and the names of variants
/// left out.
fn words(source: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let said = words_of_line(line).into_iter();
        found.extend(said.map(|(start, word)| (at + start, word)));
        at += line.len();
    }
    found
}

fn words_of_line(line: &str) -> Vec<(usize, &str)> {
    if line.starts_with('#') {
        return Vec::new();
    }
    let is_named = !line.starts_with(' ') || line.trim_start().starts_with('.');
    let start = if is_named {
        line.find('=').map_or(0, |at| at + 1)
    } else {
        0
    };
    let mut said = Vec::new();
    let mut depth = 0_usize;
    let mut begun: Option<usize> = None;
    for (at, sign) in line.char_indices().filter(|(at, _)| *at >= start) {
        let is_part = sign.is_ascii_alphanumeric() || !(sign.is_ascii() || MARKS.contains(&sign));
        if is_part && depth == 0 {
            begun.get_or_insert(at);
        } else if let Some(begun) = begun.take() {
            said.push((begun, &line[begun..at]));
        }
        match sign {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    said.extend(begun.map(|begun| (begun, &line[begun..])));
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w_only_what_is_said_is_looked_at() {
        let source = "# data here\nhome-data = The { $data } line\n    .data = Data { $data ->\n        \
                      [data] a few\n    } more.\n";
        let said: Vec<&str> = words(source).into_iter().map(|(_, word)| word).collect();
        assert_eq!(said, ["The", "line", "Data", "a", "few", "more"]);
        let (at, word) = words(source)[2];
        assert_eq!(&source[at..at + word.len()], "Data");
    }
}
