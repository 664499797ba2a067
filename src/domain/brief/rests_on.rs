//! What a briefing rests on: how old the data is, and what never came in.

use crate::domain::brief::{Brief, weekday};
use crate::domain::kind::{Kind, spec};
use crate::domain::paper::Section;
use crate::domain::rules::RULES;
use crate::domain::rules::wording::{day, days_ago};
use crate::domain::when::distance;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What a kind of file is called on a paper.
fn words(kind: Kind) -> &'static str {
    match kind {
        Kind::Pep => "PEPs",
        Kind::Missing => "missing episodes",
        Kind::BankHoliday => "bank holidays",
        Kind::Term => "term dates",
        other => spec(other).name,
    }
}

impl Brief<'_> {
    pub(super) fn rests_on(&self) -> Section {
        let section = Section::new("What this rests on").line(self.marks()).line(self.files()).line(self.never());
        let running_out = self.week.now.caseload.calendar.running_out(self.today());
        let running_out: Vec<String> = running_out.into_iter().map(|(whole, _)| whole).collect();
        let running_out = running_out.join(", ");
        section.line(if running_out.is_empty() { running_out } else { format!("Calendar: {running_out}.") })
    }

    fn marks(&self) -> String {
        match self.week.now.caseload.data_as_of {
            Some(last) => format!("Attendance marks up to {} ({}).", weekday(last), distance(last, self.today())),
            None => "No attendance mark is known.".to_owned(),
        }
    }

    /// The files that came in by their day, the oldest first: what is stale is seen first.
    fn files(&self) -> String {
        let mut days: BTreeMap<NaiveDate, Vec<&'static str>> = BTreeMap::new();
        for source in self.week.sources {
            if let Some(last) = &source.last {
                days.entry(last.day).or_default().push(words(source.kind));
            }
        }
        let said = days.into_iter().map(|(last, kinds)| {
            let days = (self.today() - last).num_days().max(0);
            format!("{} ({}): {}", day(last), days_ago(days), kinds.join(", "))
        });
        let said: Vec<String> = said.collect();
        if said.is_empty() {
            "No file ever came in.".to_owned()
        } else {
            format!("Files last came in {}.", said.join("; "))
        }
    }

    /// The kinds that a rule rests on and of which no row ever came in, and the rules that are silent for it.
    fn never(&self) -> String {
        let context = &self.week.now.context;
        let mut kinds: Vec<Kind> = RULES.iter().flat_map(|rule| rule.reads.iter().chain(rule.needs)).copied().collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.retain(|kind| !context.knows(*kind));
        if kinds.is_empty() {
            return String::new();
        }
        let named: Vec<&str> = kinds.into_iter().map(words).collect();
        format!(
            "Never imported: {}. What only they would tell is missing below, and is not to be read as fine.",
            named.join(", ")
        )
    }
}
