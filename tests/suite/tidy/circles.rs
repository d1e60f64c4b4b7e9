//! The files have no circular dependency.

use super::uses::{Graph, graph};
use super::{files, none};
use std::collections::{BTreeMap, BTreeSet};

/// Finds the sets of files each of which reaches every other of its set: the strongly connected components
/// of the graph, by Tarjan's algorithm.
struct Search<'a> {
    graph: &'a Graph,
    /// The order in which files were come to.
    order: BTreeMap<&'a str, usize>,
    /// The earliest open file that each is known to reach.
    earliest: BTreeMap<&'a str, usize>,
    /// Files whose set is not known yet.
    open: Vec<&'a str>,
    found: Vec<BTreeSet<&'a str>>,
}

impl<'a> Search<'a> {
    fn visit(&mut self, file: &'a str) {
        let number = self.order.len();
        self.order.insert(file, number);
        self.earliest.insert(file, number);
        self.open.push(file);
        for other in self.graph[file].keys().map(String::as_str) {
            let reached = if !self.order.contains_key(other) {
                self.visit(other);
                self.earliest[other]
            } else if self.open.contains(&other) {
                self.order[other]
            } else {
                continue;
            };
            let earliest = reached.min(self.earliest[file]);
            self.earliest.insert(file, earliest);
        }
        if self.earliest[file] == number {
            let at = self.open.iter().position(|open| *open == file);
            let circle: BTreeSet<&str> = self.open.drain(at.unwrap_or_default()..).collect();
            if circle.len() > 1 {
                self.found.push(circle);
            }
        }
    }
}

fn circles(graph: &Graph) -> Vec<BTreeSet<&str>> {
    let mut search = Search {
        graph,
        order: BTreeMap::new(),
        earliest: BTreeMap::new(),
        open: Vec::new(),
        found: Vec::new(),
    };
    for file in graph.keys() {
        if !search.order.contains_key(file.as_str()) {
            search.visit(file);
        }
    }
    search.found
}

/// A circle with every use that holds it together, so that one sees what to move.
fn told(graph: &Graph, circle: &BTreeSet<&str>) -> String {
    let mut told = format!("a circle of {} files:", circle.len());
    for file in circle {
        for (other, names) in &graph[*file] {
            if circle.contains(other.as_str()) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                told.push_str(&format!("\n    {file} uses {other}: {}", names.join(", ")));
            }
        }
    }
    told
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let graph = graph(&files("src", ".rs"));
    let uses: usize = graph.values().map(BTreeMap::len).sum();
    // So few would mean that the uses are not found, and then there is no circle either.
    assert!(graph.len() > 300 && uses > 1_000, "{uses} uses");
    let found: Vec<String> = circles(&graph)
        .iter()
        .map(|circle| told(&graph, circle))
        .collect();
    none("circles of files", &found);
}

/// A graph of files that are made up here.
fn made_up(texts: &[(&str, &str)]) -> Graph {
    let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    graph(&texts.iter().map(owned).collect::<Vec<_>>())
}

fn used(graph: &Graph, file: &str) -> Vec<String> {
    graph[file].keys().cloned().collect()
}

#[test]
fn a_use_counts_for_the_file_that_defines_the_name() {
    let graph = made_up(&[
        ("src/lib.rs", "pub mod a; pub mod b;"),
        (
            "src/a/mod.rs",
            "mod one; mod two; pub use one::One; pub use two::{two, Other as Second};",
        ),
        // A parent that hands on a sibling's name is passed through.
        (
            "src/a/one.rs",
            "use super::two; pub struct One(two::Other); fn f() -> impl Sized + use<'_> {}",
        ),
        (
            "src/a/two.rs",
            "/* crate::b::B */ pub fn two() { \"crate::b::B\"; 'x' } pub struct Other; \
             #[cfg(test)] const B: [B; 1] = [crate::b::B]; #[cfg(test)] mod tests { use crate::b::B; }",
        ),
        (
            "src/b.rs",
            "use crate::a::{self, Second}; pub struct B<'a>(&'a Second); fn g() { a::two() } \
             impl a::One {}",
        ),
    ]);
    assert_eq!(used(&graph, "src/a/mod.rs"), Vec::<String>::new());
    assert_eq!(used(&graph, "src/a/one.rs"), ["src/a/two.rs"]);
    assert_eq!(used(&graph, "src/a/two.rs"), Vec::<String>::new());
    assert_eq!(used(&graph, "src/b.rs"), ["src/a/one.rs", "src/a/two.rs"]);
    assert_eq!(circles(&graph), []);
}

#[test]
fn a_parent_that_defines_what_its_children_need_stands_in_a_circle_with_them() {
    let graph = made_up(&[
        ("src/lib.rs", "mod a; mod b; mod c;"),
        (
            "src/a/mod.rs",
            "mod child; pub struct Shared; fn f() { child::go() }",
        ),
        ("src/a/child.rs", "pub fn go(_: super::Shared) {}"),
        ("src/b.rs", "use crate::c::*; pub struct B(C);"),
        ("src/c.rs", "pub struct C; pub fn c() -> crate::b::B {}"),
    ]);
    let found = circles(&graph);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        told(&graph, &found[0]),
        "a circle of 2 files:\n    src/a/child.rs uses src/a/mod.rs: super::Shared\
         \n    src/a/mod.rs uses src/a/child.rs: child::go"
    );
    assert_eq!(found[1], BTreeSet::from(["src/b.rs", "src/c.rs"]));
}
