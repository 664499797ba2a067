//! `lookout rules`: what is watched, with the limits that a rules.toml can change. The README holds the same tables.

use crate::cli::failure::Failure;
use crate::cli::{output, table};
use crate::domain::part::PARTS;
use crate::domain::rules::{Limit, RULES, Rule};
use crate::domain::work::{Part, Watch};

/// Print the rules and what the parts of the work watch, their limits and where these come from
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Above the second table.
const WATCHES: &str = "**What the parts of the work watch.** It stands in `lookout work` and in the record, raises no \
                       alert and changes no order:";

/// Prints the tables.
///
/// # Errors
/// Those of writing out.
pub(super) fn run(_: &Arguments) -> Result<(), Failure> {
    output::write(text().as_bytes())
}

/// The tables as Markdown: the rules, then the watches.
pub(super) fn text() -> String {
    let rules: Vec<_> = RULES.iter().map(row).collect();
    let rules = table::markdown(&["id", "title", "watches", "value", "limits in rules.toml", "source"], &rules);
    let watches = PARTS.iter().flat_map(|part| part.watches.iter().map(move |watch| (part, watch)));
    let watches: Vec<_> = watches.map(|(part, watch)| watched(part, watch)).collect();
    let watches = table::markdown(&["id", "part", "title", "watches", "limits in rules.toml", "source"], &watches);
    format!("{rules}\n{WATCHES}\n\n{watches}")
}

fn row(rule: &Rule) -> Vec<String> {
    vec![
        rule.id.to_owned(),
        rule.title.to_owned(),
        rule.doc.to_owned(),
        rule.unit.id().unwrap_or("-").to_owned(),
        limits(rule.limits),
        rule.source.to_owned(),
    ]
}

fn watched(part: &Part, watch: &Watch) -> Vec<String> {
    let [id, part, title, doc] = [watch.id, part.id, watch.title, watch.doc].map(str::to_owned);
    vec![id, part, title, doc, limits(watch.limits), watch.source.to_owned()]
}

fn limits(limits: &[Limit]) -> String {
    let limit = |limit: &Limit| format!("`{} = {}` {}: {}", limit.key, limit.default, limit.unit, limit.doc);
    limits.iter().map(limit).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::part;

    #[test]
    fn each_rule_and_each_watch_stands_once_in_its_own_table() {
        let text = text();
        let (rules, watches) = text.split_once(WATCHES).unwrap();
        let ids = |table: &str| -> Vec<String> {
            let rows = table.lines().filter(|line| line.starts_with("| ")).skip(2);
            rows.filter_map(|line| Some(line.strip_prefix("| ")?.split_once(" |")?.0.to_owned())).collect()
        };
        assert_eq!(ids(rules), RULES.iter().map(|rule| rule.id).collect::<Vec<_>>());
        assert_eq!(ids(watches), part::watches().map(|watch| watch.id).collect::<Vec<_>>());
    }
}
