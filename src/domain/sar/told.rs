//! What people wrote of the child, where it came from, and who saw it.

use crate::domain::decision::What;
use crate::domain::history::Version;
use crate::domain::paper::Section;
use crate::domain::rules;
use crate::domain::sar::{Happened, Request, headed, words};
use crate::domain::third_party::Parties;
use std::collections::BTreeSet;

impl Request<'_> {
    /// Every version of every note, at the moment of the call.
    pub(super) fn notes(&self, parties: &Parties) -> Vec<Happened> {
        self.history.versions.iter().map(|version| self.note(version, parties)).collect()
    }

    fn note(&self, version: &Version, parties: &Parties) -> Happened {
        let content = &version.note.content;
        let near = parties.near(&self.record.child, &content.about, &self.caseload.children);
        let day = Some(content.opened.date_naive());
        let kind = content.kind.id();
        let person = content.person.as_deref().map_or_else(String::new, |person| format!(" with {person}"));
        let state = match version {
            Version { taken_back: true, .. } => ", taken back",
            Version { stands: true, .. } => "",
            _ => ", replaced later",
        };
        let title = headed(day, format!("Note {} ({kind}), version {}{state}", version.note.id.0, version.number));
        let filed = format!(
            "{}{}, filed {} by {}",
            content.opened.format("%H:%M"),
            self.text(&person, &near),
            version.note.filed.format("%-d %B %Y %H:%M"),
            version.note.actor
        );
        let text = content.text_of(self.child());
        let lines = text.lines().map(|line| self.text(line, &near));
        let mut section = lines.fold(Section::new(title).line(filed), Section::line);
        if let Some(step) = &content.next_step {
            section = section.line(format!("Next step: {}", self.text(step, &near)));
        }
        let due = content.follow_up.map(words).or_else(|| content.follow_up_words.clone());
        let section = section.line(due.map_or_else(String::new, |due| format!("To be followed up: {due}")));
        Happened { day, section }
    }

    /// What was decided about alerts, and why.
    pub(super) fn decisions(&self, parties: &Parties) -> Vec<Happened> {
        let happened = self.history.decisions.iter().map(|decided| {
            let day = Some(decided.at.date_naive());
            let what = What::parse(&decided.what).map_or_else(|| decided.what.clone(), |what| what.words().to_owned());
            let rule = rules::by_id(&decided.rule).map_or_else(|| decided.rule.clone(), |rule| rule.title.to_owned());
            let to = decided.to.as_deref().map_or_else(String::new, |to| format!(" to {}", self.text(to, parties)));
            let state = if decided.taken_back { ", taken back later" } else { "" };
            let until = decided.until.map_or_else(String::new, |until| format!(", until {}", words(until)));
            let reason = self.text(decided.reason.reveal(), parties);
            let section = Section::new(headed(day, format!("Alert, {rule}: {what}{to}{state}")))
                .line(format!("By {}{until}. Reason: {reason}", decided.actor));
            Happened { day, section }
        });
        happened.collect()
    }

    /// What was promised, and what came of it.
    pub(super) fn promised(&self, parties: &Parties) -> Vec<Happened> {
        let happened = self.history.promised.iter().map(|promised| {
            let done = promised.done.map(|at| at.date_naive());
            let day = promised.due.or(done);
            let what = self.text(promised.what.reveal(), parties);
            let came = match (done, &promised.by) {
                (Some(done), by) => {
                    let outcome = promised.outcome.as_ref().map(|text| self.text(text.reveal(), parties));
                    let by = by.as_deref().unwrap_or_default();
                    format!("Done on {} by {by}: {}", words(done), outcome.unwrap_or_default())
                }
                (None, _) => "Open".to_owned(),
            };
            let title = headed(day, format!("Follow-up of note {}", promised.note.0));
            Happened { day, section: Section::new(title).line(what).line(came) }
        });
        happened.collect()
    }

    /// The files that told of the child, and who saw or changed the record.
    pub(super) fn sources(&self) -> Vec<Section> {
        let rows = self.record.tables.iter().flat_map(|table| &table.rows).map(|row| &row.source);
        let marks = self.record.registers.iter().flat_map(|register| &register.sources).map(|(_, _, source)| source);
        let told: BTreeSet<i64> =
            rows.chain(marks).chain([&self.record.own.source]).map(|source| source.import).collect();
        let imports = self.imports.iter().rev().filter(|import| told.contains(&import.id.0));
        let imports = imports.map(|import| {
            let at = import.at.format("%-d %B %Y %H:%M UTC").to_string();
            vec![import.id.0.to_string(), at, import.file.clone(), import.actor.clone()]
        });
        let seen = self.history.audit.iter().map(|entry| {
            let at = entry.at.format("%-d %B %Y %H:%M").to_string();
            vec![at, entry.actor.clone(), entry.event.deed.word().to_owned(), entry.event.detail.clone()]
        });
        vec![
            Section::new("Files that told of the child").table(
                &["Import", "When", "File", "By"],
                imports.collect(),
                "None.",
            ),
            Section::new("Who saw or changed the record").table(
                &["When", "By", "What", "More"],
                seen.collect(),
                "Nothing of that is known.",
            ),
        ]
    }
}
