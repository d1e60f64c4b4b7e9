//! Checks that each template id belongs to one text. The same id on many lines comes from copying a cell
//! down a column, and the network would refuse all texts but one.

use crate::core::domain::{CoopId, LangScript};
use crate::store::{CoopEntry, NewRegistration};
use std::collections::{BTreeMap, BTreeSet};

/// The ids of a table, each with its line.
#[derive(Default)]
pub(super) struct TemplateIds(BTreeMap<String, usize>);

impl TemplateIds {
    /// The registration, if no earlier line has its id.
    pub(super) fn take(
        &mut self,
        line: usize,
        (coop, new): (CoopId, NewRegistration),
    ) -> Result<(CoopId, NewRegistration), String> {
        let id = &new.registration.template_id;
        if let Some(first) = self.0.get(id) {
            return Err(format!(
                "the template id of {} stands on line {first} already: each text has one of its own",
                named(&new.notice, new.lang_script)
            ));
        }
        if !id.is_empty() {
            self.0.insert(id.clone(), line);
        }
        Ok((coop, new))
    }

    /// The lines whose id belongs to a stored text that is not in the table.
    pub(super) fn of_others(
        &self,
        coops: &[CoopEntry],
        read: &BTreeMap<CoopId, Vec<NewRegistration>>,
    ) -> impl Iterator<Item = (usize, String)> {
        let is_read: BTreeSet<(CoopId, &str, LangScript)> = read
            .iter()
            .flat_map(|(coop, news)| {
                let key = |new| -> (CoopId, &str, LangScript) { key(*coop, new) };
                news.iter().map(key)
            })
            .collect();
        let mut wrong = Vec::new();
        for entry in coops {
            for ((notice, lang_script), kept) in &entry.texts.registrations {
                let is_here = is_read.contains(&(entry.coop.id, notice.as_str(), *lang_script));
                if let Some(line) = self.0.get(&kept.template_id).filter(|_| !is_here) {
                    let what = named(notice, *lang_script);
                    let why =
                        format!("the template id is that of {what}: each text has one of its own");
                    wrong.push((*line, why));
                }
            }
        }
        wrong.into_iter()
    }
}

fn key(coop: CoopId, new: &NewRegistration) -> (CoopId, &str, LangScript) {
    (coop, new.notice.as_str(), new.lang_script)
}

fn named(notice: &str, lang_script: LangScript) -> String {
    format!("{notice} {}", lang_script.code())
}
