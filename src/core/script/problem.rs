//! Something wrong with the menus or the words, with its file, line and column, and what would be
//! right. Problems always come in lists: the operator mends them all at once.

use crate::core::texts::language::{FileSpan, LocaleFault};
use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use std::fmt;
use std::sync::Arc;

/// One problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The place in the file.
    pub place: FileSpan,
    /// What is wrong.
    pub what: String,
    /// What would be right, where that is known.
    pub help: Option<String>,
}

impl Problem {
    /// A problem without a suggestion.
    pub(super) fn new(place: &FileSpan, what: impl Into<String>) -> Self {
        Self {
            place: place.clone(),
            what: what.into(),
            help: None,
        }
    }

    /// Adds what would be right.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A word that is not in a closed list, with the nearest one that is.
    pub(super) fn unknown<'w>(
        place: &FileSpan,
        what: &str,
        word: &str,
        known: impl IntoIterator<Item = &'w str>,
    ) -> Self {
        let mut known: Vec<&str> = known.into_iter().collect();
        known.sort_unstable();
        let near = known
            .iter()
            .max_by(|a, b| strsim::jaro_winkler(a, word).total_cmp(&strsim::jaro_winkler(b, word)));
        let help = match near {
            Some(near) if strsim::jaro_winkler(near, word) > 0.75 => {
                format!("did you mean `{near}`?")
            }
            _ => format!("known: {}", known.join(", ")),
        };
        Self::new(place, format!("there is no {what} `{word}`")).help(help)
    }
}

impl From<LocaleFault> for Problem {
    fn from(fault: LocaleFault) -> Self {
        Self {
            place: fault.place,
            what: fault.what,
            help: Some(fault.help),
        }
    }
}

/// All problems of a script, with the sources they stand in.
#[derive(Debug)]
pub struct Problems {
    /// The problems, in the order of files and places.
    pub list: Vec<Problem>,
    sources: Vec<(String, Arc<str>)>,
}

impl Problems {
    pub(super) fn new(mut list: Vec<Problem>, sources: Vec<(String, Arc<str>)>) -> Self {
        list.sort_by(|a, b| {
            (&a.place.file, a.place.start, &a.what).cmp(&(&b.place.file, b.place.start, &b.what))
        });
        list.dedup();
        Self { list, sources }
    }

    /// Line and column of a problem, both from 1, the column in characters.
    pub fn line_column(&self, problem: &Problem) -> (usize, usize) {
        let source = self.source(&problem.place.file);
        let before = &source[..problem.place.start.min(source.len())];
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .map_or(0, |head| head.chars().count())
            + 1;
        (line, column)
    }

    fn source(&self, file: &str) -> Arc<str> {
        let found = self.sources.iter().find(|(name, _)| name == file);
        found.map_or_else(|| Arc::from(""), |(_, source)| Arc::clone(source))
    }
}

impl std::error::Error for Problems {}

/// Each problem as `file:line:column: what`, then the place itself and the suggestion.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let theme = miette::GraphicalTheme::unicode_nocolor();
        let handler = miette::GraphicalReportHandler::new_themed(theme).with_width(100);
        for problem in &self.list {
            let (line, column) = self.line_column(problem);
            writeln!(
                f,
                "{}:{line}:{column}: {}",
                problem.place.file, problem.what
            )?;
            let shown = ProblemReport {
                problem,
                source: NamedSource::new(&problem.place.file, self.source(&problem.place.file)),
            };
            handler.render_report(f, &shown)?;
            writeln!(f)?;
        }
        write!(f, "{} problems", self.list.len())
    }
}

/// A problem as miette draws it.
struct ProblemReport<'p> {
    problem: &'p Problem,
    source: NamedSource<Arc<str>>,
}

impl fmt::Debug for ProblemReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem.what)
    }
}

impl fmt::Display for ProblemReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem.what)
    }
}

impl std::error::Error for ProblemReport<'_> {}

impl Diagnostic for ProblemReport<'_> {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.problem
            .help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let place = &self.problem.place;
        let label = LabeledSpan::new(Some("here".to_owned()), place.start, place.len.max(1));
        Some(Box::new(std::iter::once(label)))
    }
}
