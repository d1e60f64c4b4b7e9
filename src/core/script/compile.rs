//! From files as written to a script in which every name is resolved.

use super::checked::{NeedsTable, Script};
use super::places::Places;
use super::problem::{Problem, Problems};
use super::raw::{ENTRIES, MenuFileReader, MenuWord, RawEntries, RawScreen};
use super::screens::ScreenCompiler;
use super::words::{Action, Condition, List, Question, Variable};
use super::{
    ScreenDef, ScreenId, ScreenKind, Sources, asked, banned, console_words, endings, fit, graph,
    keywords, notices, texts,
};
use crate::core::texts::language::FileSpan;
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};

impl Script {
    /// Compiles the script that is built into the program.
    pub fn embedded() -> Result<Self, Problems> {
        Self::compile(&Sources::embedded())
    }

    /// Compiles a script from its sources, or lists every problem.
    pub fn compile(sources: &Sources) -> Result<Self, Problems> {
        compile(sources)
    }
}

/// Compiles a script, or lists every problem of its sources.
fn compile(sources: &Sources) -> Result<Script, Problems> {
    let mut problems = Vec::new();
    let (raw, entries) = read(sources, &mut problems);
    let languages = texts::languages(sources, &mut problems);
    let keywords = keywords::compile(sources, &languages, &mut problems);
    let notices = notices::compile(sources, &languages, &keywords, &mut problems);
    let console = console_words::compile(sources, &mut problems);
    banned::check(sources, &mut problems);
    endings::check(sources, &languages, &mut problems);
    let by_name: HashMap<String, ScreenId> = raw
        .iter()
        .enumerate()
        .map(|(at, screen)| (screen.name.clone(), screen_id(at)))
        .collect();
    let mut compiler = ScreenCompiler {
        by_name: &by_name,
        problems: &mut problems,
    };
    let screens: Vec<ScreenDef> = raw
        .iter()
        .enumerate()
        .map(|(at, raw)| compiler.screen(screen_id(at), raw, &languages))
        .collect();
    asked::check(&raw, &screens, &languages, compiler.problems);
    let mut place = |word: &Option<MenuWord>| {
        word.as_ref()
            .and_then(|word| compiler.id(word))
            .unwrap_or(ScreenId(0))
    };
    let (dial, misunderstood, ask_pin) = (
        place(&entries.dial),
        place(&entries.misunderstood),
        place(&entries.ask_pin),
    );
    for language in &languages {
        texts::leftovers(language, &raw, &mut problems);
    }
    let mut system = languages
        .iter()
        .map(|language| texts::system(language, &mut problems));
    let system = [(); 3].map(|()| system.next().unwrap_or_default());

    let places = Places::new(&raw, &languages);
    let named =
        entries.dial.is_some() && entries.misunderstood.is_some() && entries.ask_pin.is_some();
    if screens.is_empty() || !named {
        return Err(Problems::new(problems, sources.0.clone()));
    }
    let mut script = Script {
        screens,
        by_name,
        dial,
        misunderstood,
        ask_pin,
        system,
        keywords,
        needs: NeedsTable::default(),
        notices,
        console,
        version: version(sources),
    };
    graph::check(&script, &places, &mut problems);
    unused_words(&script, &mut problems);
    fit::check(&script, &places, &mut problems);
    if !problems.is_empty() {
        return Err(Problems::new(problems, sources.0.clone()));
    }
    script.needs = NeedsTable::new(&script);
    Ok(script)
}

fn screen_id(at: usize) -> ScreenId {
    ScreenId(u16::try_from(at).unwrap_or(u16::MAX))
}

fn read(sources: &Sources, problems: &mut Vec<Problem>) -> (Vec<RawScreen>, RawEntries) {
    let mut screens = Vec::new();
    let mut entries = RawEntries::default();
    let mut has_entries = false;
    let menus = sources.under("menus");
    // The files of texts are not menus; they are read where texts are compiled.
    let of_texts = [keywords::FILE, notices::FILE, banned::FILE];
    for (file, source) in menus.filter(|(file, _)| !of_texts.contains(&file.as_str())) {
        let mut reader = MenuFileReader { file, problems };
        if file == ENTRIES {
            entries = reader.entries(source);
            has_entries = true;
            continue;
        }
        let menu = file.trim_start_matches("menus/").trim_end_matches(".toml");
        screens.extend(reader.screens(menu, source));
    }
    if !has_entries {
        let place = FileSpan {
            file: ENTRIES.to_owned(),
            start: 0,
            len: 0,
        };
        problems.push(
            Problem::new(&place, "this file is missing: it names where a call begins")
                .help("write dial, misunderstood and ask-pin = \"menu/screen\""),
        );
    }
    (screens, entries)
}

/// The hash of all files of members' words, so that a consent can name the words it was given to.
fn version(sources: &Sources) -> String {
    let mut hash = Sha256::new();
    let of_members = sources.0.iter();
    for (name, source) in of_members.filter(|(name, _)| !console_words::is_of_console(name)) {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(source.as_bytes());
        hash.update([0]);
    }
    hex::encode(&hash.finalize()[..8])
}

/// Reports words of the vocabulary that no menu or text uses: their behaviour can never be reached.
fn unused_words(script: &Script, problems: &mut Vec<Problem>) {
    let place = FileSpan {
        file: ENTRIES.to_owned(),
        start: 0,
        len: 0,
    };
    let mut unused = |what: &str, word: &str, is_used: bool| {
        if !is_used {
            problems.push(
                Problem::new(&place, format!("no menu uses the {what} `{word}`"))
                    .help("use it, or take it out of the vocabulary with what it does"),
            );
        }
    };
    let screens = script.screens();
    for action in Action::ALL {
        let does = |screen: &ScreenDef| {
            screen
                .choices()
                .iter()
                .any(|choice| choice.does == Some(*action))
                || matches!(&screen.kind, ScreenKind::Ask { does, .. } if *does == Some(*action))
        };
        unused("action", action.word(), screens.iter().any(does));
    }
    for condition in Condition::ALL {
        let uses = |screen: &ScreenDef| {
            screen
                .choices()
                .iter()
                .any(|choice| choice.mark == Some(*condition))
                || matches!(&screen.kind, ScreenKind::Routes(routes)
                    if routes.iter().any(|route| route.when == Some(*condition)))
        };
        unused("condition", condition.word(), screens.iter().any(uses));
    }
    for question in Question::ALL {
        let asks = |screen: &ScreenDef| matches!(&screen.kind, ScreenKind::Ask { question: asked, .. } if asked == question);
        unused("question", question.word(), screens.iter().any(asks));
    }
    for list in List::ALL {
        let shows = |screen: &ScreenDef| matches!(&screen.kind, ScreenKind::Pick { list: shown, .. } if shown == list);
        unused("list", list.word(), screens.iter().any(shows));
    }
    let mentioned: BTreeSet<Variable> = screens
        .iter()
        .flat_map(|screen| texts::variables(&screen.words))
        .collect();
    for variable in Variable::ALL {
        unused("variable", variable.word(), mentioned.contains(variable));
    }
}
