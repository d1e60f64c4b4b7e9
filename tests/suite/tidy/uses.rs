//! Which file of `src/` uses which: the graph in which `circles` looks for circles.
//!
//! A path counts for **the file that defines the item it names**, even if other modules re-export it. So
//! declaring a module and re-exporting from it is not a use, and a file that takes a name from a parent
//! which only re-exports it depends on the sibling that defines it, not on the parent. A parent that
//! defines something that its children need, and needs its children, is in a circle with them. Test code is
//! left out, and so are methods, which no path names.

use std::collections::{BTreeMap, BTreeSet};

/// One piece of code: a word, `::`, or one other sign.
type Token = String;

/// What a name of a file stands for.
#[derive(Clone, Debug)]
struct Use {
    path: Vec<String>,
    is_handed_on: bool,
}

/// One file, as far as its names go.
#[derive(Default, Debug)]
struct Names {
    /// What it defines at its top.
    defined: BTreeSet<String>,
    /// The modules it declares.
    modules: BTreeMap<String, usize>,
    /// What it takes from elsewhere, by the name it has here.
    taken: BTreeMap<String, Vec<Use>>,
    /// The modules or enums all of whose names it takes.
    globs: Vec<Vec<String>>,
    /// Every path in its code outside `use`.
    paths: BTreeSet<Vec<String>>,
    parent: Option<usize>,
}

/// Where a path leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Found {
    Item(usize),
    Module(usize),
}

/// The files that each file uses, each with the names it uses of them.
pub(super) type Graph = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// Cuts code into tokens; comments, texts in quotes, letters and lifetimes are left out.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\n');
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = at(i);
        if c == '/' && at(i + 1) == '/' {
            while i < chars.len() && at(i) != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            i += 2;
            while i < chars.len() && !(at(i) == '*' && at(i + 1) == '/') {
                i += 1;
            }
            i += 2;
        } else if c == 'r' && (at(i + 1) == '"' || (at(i + 1) == '#' && "\"#".contains(at(i + 2))))
        {
            let hashes = chars[i + 1..].iter().take_while(|c| **c == '#').count();
            i += hashes + 2;
            while i < chars.len() && !(at(i) == '"' && (1..=hashes).all(|k| at(i + k) == '#')) {
                i += 1;
            }
            i += hashes + 1;
        } else if c == '"' {
            i += 1;
            while i < chars.len() && at(i) != '"' {
                i += if at(i) == '\\' { 2 } else { 1 };
            }
            i += 1;
        } else if c == '\'' {
            // A letter ends with a quote; a lifetime does not.
            if at(i + 1) == '\\' {
                i += 3;
                while i < chars.len() && at(i) != '\'' {
                    i += 1;
                }
                i += 1;
            } else {
                i += if at(i + 2) == '\'' { 3 } else { 1 };
            }
        } else if c == 'r' && at(i + 1) == '#' {
            // `r#try` is the word `try`.
            i += 2;
        } else if c.is_alphanumeric() || c == '_' {
            let word: String = chars[i..]
                .iter()
                .take_while(|c| c.is_alphanumeric() || **c == '_')
                .collect();
            i += word.chars().count();
            found.push(word);
        } else if c == ':' && at(i + 1) == ':' {
            found.push("::".to_owned());
            i += 2;
        } else {
            if !c.is_whitespace() {
                found.push(c.to_string());
            }
            i += 1;
        }
    }
    found
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Where what begins at an opening bracket is over.
fn end_of(tokens: &[Token], from: usize) -> usize {
    let mut depth = 0;
    for (i, token) in tokens.iter().enumerate().skip(from) {
        match token.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    tokens.len()
}

/// The code without what only tests compile.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let sign = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        if tokens[i..].iter().take(sign.len()).eq(sign.iter()) {
            i += sign.len();
            // In `const ALL: [Self; 4] = …;` the first `;` ends nothing.
            while i < tokens.len() && tokens[i] != ";" && tokens[i] != "{" {
                let opens = tokens[i] == "(" || tokens[i] == "[";
                i = if opens { end_of(tokens, i) } else { i + 1 };
            }
            i = end_of(tokens, i);
        } else {
            kept.push(tokens[i].clone());
            i += 1;
        }
    }
    kept
}

/// Reads the tree of a `use`, from its first word to the `;`, and returns where it ends.
fn read_use(tokens: &[Token], from: usize, handed_on: bool, names: &mut Names) -> usize {
    fn tree(
        tokens: &[Token],
        mut i: usize,
        mut path: Vec<String>,
        handed_on: bool,
        names: &mut Names,
    ) -> usize {
        while i < tokens.len() {
            match tokens[i].as_str() {
                "::" => i += 1,
                "{" => {
                    i += 1;
                    while tokens[i] != "}" {
                        if tokens[i] == "," {
                            i += 1;
                        } else {
                            i = tree(tokens, i, path.clone(), handed_on, names);
                        }
                    }
                    return i + 1;
                }
                "*" => {
                    names.globs.push(path);
                    return i + 1;
                }
                word if is_word(word) && word != "as" => {
                    path.push(word.to_owned());
                    i += 1;
                }
                _ => break,
            }
        }
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let mut name = path.last().cloned().unwrap_or_default();
        if tokens.get(i).is_some_and(|token| token == "as") {
            name.clone_from(&tokens[i + 1]);
            i += 2;
        }
        let is_handed_on = handed_on;
        names
            .taken
            .entry(name)
            .or_default()
            .push(Use { path, is_handed_on });
        i
    }
    tree(tokens, from, Vec::new(), handed_on, names)
}

/// Reads the names of one file; the modules it declares are filled in by the caller.
fn names_of(text: &str) -> Names {
    let tokens = without_tests(&tokens(text));
    let mut names = Names::default();
    let mut depth = 0;
    let mut i = 0;
    while i < tokens.len() {
        let next = tokens.get(i + 1).map_or("", String::as_str);
        let before = i.checked_sub(1).map_or("", |i| tokens[i].as_str());
        match tokens[i].as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            // `impl Trait + use<'_>` takes no name from anywhere.
            "use" if next != "<" => {
                let is_handed_on = before == "pub" || before == ")";
                i = read_use(&tokens, i + 1, is_handed_on, &mut names);
            }
            "struct" | "enum" | "fn" | "trait" | "type" | "const" | "static" | "macro_rules"
            | "mod"
                if depth == 0 =>
            {
                let is_mod = tokens[i] == "mod";
                let mut at = i + 1;
                while ["!", "mut", "async", "unsafe", "fn"].contains(&tokens[at].as_str()) {
                    at += 1;
                }
                if !is_mod {
                    names.defined.insert(tokens[at].clone());
                }
                i = at;
            }
            word if is_word(word) && before != "." && before != "::" => {
                let mut path = vec![word.to_owned()];
                while tokens.get(i + 1).is_some_and(|token| token == "::")
                    && tokens.get(i + 2).is_some_and(|token| is_word(token))
                {
                    path.push(tokens[i + 2].clone());
                    i += 2;
                }
                names.paths.insert(path);
            }
            _ => {}
        }
        i += 1;
    }
    names
}

/// The path of the module that a file is, from the crate's root.
fn module_path(file: &str) -> Vec<String> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut path: Vec<String> = path.split('/').map(str::to_owned).collect();
    if path
        .last()
        .is_some_and(|last| last == "mod" || last == "lib")
    {
        path.pop();
    }
    path
}

/// Follows a path from a file to what it names.
fn find(all: &[Names], from: usize, path: &[String], deep: usize) -> Option<Found> {
    if deep > 12 {
        return None;
    }
    let (first, rest) = path.split_first()?;
    let start = match first.as_str() {
        "crate" => Found::Module(0),
        "self" => Found::Module(from),
        "super" => Found::Module(all[from].parent?),
        name => find_name(all, from, name, !rest.is_empty(), deep)?,
    };
    let mut at = start;
    for (i, name) in rest.iter().enumerate() {
        let Found::Module(module) = at else {
            return Some(at);
        };
        at = match name.as_str() {
            "super" => Found::Module(all[module].parent?),
            // What a file names and no line of it defines is written by a macro of it.
            name => find_name(all, module, name, i + 1 < rest.len(), deep)
                .unwrap_or(Found::Item(module)),
        };
    }
    Some(at)
}

/// What a name stands for in a module. Where something follows it, it is the module of that name.
fn find_name(all: &[Names], at: usize, name: &str, leads_on: bool, deep: usize) -> Option<Found> {
    let names = &all[at];
    let module = names.modules.get(name).map(|module| Found::Module(*module));
    if leads_on && module.is_some() {
        return module;
    }
    if names.defined.contains(name) {
        return Some(Found::Item(at));
    }
    let taken = names.taken.get(name).into_iter().flatten();
    let taken: Vec<Found> = taken
        // `use x::y as x` and `use turn::turn` name the module first.
        .filter(|taken| !(taken.path.len() == 1 && taken.path[0] == name))
        .filter_map(|taken| find(all, at, &taken.path, deep + 1))
        .collect();
    let item = taken.iter().find(|found| matches!(found, Found::Item(_)));
    if let Some(found) = item.or(taken.first()) {
        return Some(*found);
    }
    if module.is_some() {
        return module;
    }
    // What a glob names is never itself looked for in a glob.
    let mut globs = names
        .globs
        .iter()
        .filter(|glob| glob.len() > 1 && glob[0] != name);
    globs.find_map(|glob| match find(all, at, glob, deep + 1)? {
        Found::Module(module) if module != at => find_name(all, module, name, leads_on, deep + 1),
        Found::Module(_) | Found::Item(_) => None,
    })
}

/// The graph of these files, given by path and text.
pub(super) fn graph(files: &[(String, String)]) -> Graph {
    let mut files: Vec<&(String, String)> = files
        .iter()
        .filter(|(name, _)| name != "src/main.rs" && !name.ends_with("/tests.rs"))
        .filter(|(name, _)| !name.contains("/tests/"))
        .collect();
    files.sort_by_key(|(name, _)| name != "src/lib.rs");
    let mut all: Vec<Names> = files.iter().map(|(_, text)| names_of(text)).collect();
    let places: BTreeMap<Vec<String>, usize> = files
        .iter()
        .enumerate()
        .map(|(i, (name, _))| (module_path(name), i))
        .collect();
    for (path, module) in &places {
        if let Some((name, parent)) = path.split_last() {
            let parent = places[parent];
            all[parent].modules.insert(name.clone(), *module);
            all[*module].parent = Some(parent);
        }
    }
    let mut graph = Graph::new();
    for (at, names) in all.iter().enumerate() {
        let uses = graph.entry(files[at].0.clone()).or_default();
        let taken = names.taken.iter().flat_map(|(name, taken)| {
            let handed_on_only = !names.paths.iter().any(|path| path[0] == *name);
            taken
                .iter()
                .filter(move |taken| !(taken.is_handed_on && handed_on_only))
                .map(|taken| &taken.path)
        });
        for path in taken.chain(&names.globs).chain(&names.paths) {
            if let Some(Found::Item(other)) = find(&all, at, path, 0)
                && other != at
            {
                let name = path.join("::");
                uses.entry(files[other].0.clone()).or_default().insert(name);
            }
        }
    }
    graph
}
