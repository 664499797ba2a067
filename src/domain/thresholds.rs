//! Thresholds: the limits in force, a council's rules.toml over the built-in defaults.

use crate::domain::part;
use crate::domain::rules::{Limit, RULES};
use std::collections::BTreeSet;

/// The limits in force, rule by rule, those of the parts' watches behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    by_rule: Vec<Vec<i64>>,
}

/// What has limits, by id: the rules, then the watches of the parts.
fn limited() -> impl Iterator<Item = (&'static str, &'static [Limit])> {
    let watches = part::watches().map(|watch| (watch.id, watch.limits));
    RULES.iter().map(|rule| (rule.id, rule.limits)).chain(watches)
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { by_rule: limited().map(|(_, limits)| limits.iter().map(|limit| limit.default).collect()).collect() }
    }
}

impl Thresholds {
    /// Reads a rules.toml: a table a rule id, its keys whole numbers. A line that cannot be used is named by its
    /// number, and its default stands.
    pub fn read(text: &str) -> (Self, Vec<String>) {
        let mut read = Self::default();
        let mut faults = Vec::new();
        let mut table = Table::None;
        let mut seen = BTreeSet::new();
        for (place, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let outcome = if let Some(name) = line.strip_prefix('[') {
                heading(name).map(|found| table = found).inspect_err(|_| table = Table::Unknown)
            } else {
                read.set(&table, line, &mut seen)
            };
            if let Err(fault) = outcome {
                faults.push(format!("rules.toml line {}: {fault}", place + 1));
            }
        }
        (read, faults)
    }

    /// The limits of a rule by its place in [`RULES`].
    pub fn of(&self, rule: usize) -> &[i64] {
        &self.by_rule[rule]
    }

    /// A limit of a watch by their names; 0 where there is none such.
    pub fn of_watch(&self, watch: &str, key: &str) -> i64 {
        let named = limited().zip(&self.by_rule).skip(RULES.len()).find(|((id, _), _)| *id == watch);
        let place =
            named.and_then(|((_, limits), values)| values.get(limits.iter().position(|limit| limit.key == key)?));
        place.copied().unwrap_or_default()
    }

    fn set(&mut self, table: &Table, line: &str, seen: &mut BTreeSet<(usize, usize)>) -> Result<(), String> {
        let rule = match table {
            Table::Rule(rule) => *rule,
            Table::None => return Err("stands before any [rule]; ignored".to_owned()),
            // Its heading was named already.
            Table::Unknown => return Ok(()),
        };
        let (key, value) = line.split_once('=').ok_or("is not `key = number`; the default stands")?;
        let (key, value) = (unquoted(key), value.trim());
        let (id, limits) = limited().nth(rule).unwrap_or(("", &[]));
        let place = limits.iter().position(|limit| limit.key == key);
        let place = place.ok_or_else(|| format!("{id} has no limit `{key}`; ignored"))?;
        let limit = &limits[place];
        let number = whole_number(value)
            .ok_or_else(|| format!("{key} must be a whole number, not `{value}`; {} stands", limit.default))?;
        if !limit.range().contains(&number) {
            let (least, most) = (limit.range().start().to_owned(), limit.range().end().to_owned());
            return Err(format!("{key} must lie between {least} and {most}, not {number}; {} stands", limit.default));
        }
        if !seen.insert((rule, place)) {
            return Err(format!("{key} is given a second time; the first stands"));
        }
        self.by_rule[rule][place] = number;
        Ok(())
    }
}

/// The table that a line stands in.
enum Table {
    None,
    Rule(usize),
    Unknown,
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

fn heading(rest: &str) -> Result<Table, String> {
    let name = rest.strip_suffix(']').ok_or("a heading must end with `]`; the lines under it are ignored")?;
    let name = unquoted(name);
    let rule = limited().position(|(id, _)| id == name);
    rule.map(Table::Rule).ok_or_else(|| format!("there is no rule `{name}`; the lines under it are ignored"))
}

/// A whole number as TOML writes it.
fn whole_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let bare = digits.split('_').all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    bare.then(|| text.replace('_', "").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(read: &Thresholds, id: &str, key: &str) -> i64 {
        let rule = RULES.iter().position(|rule| rule.id == id).unwrap();
        read.of(rule)[RULES[rule].limits.iter().position(|limit| limit.key == key).unwrap()]
    }

    #[test]
    fn reads_a_councils_limits() {
        let text = "# ours\n[attendance-dip]\nrecent_sessions = 30 # longer\n\"points\" = 1_5\n\n[pep-overdue]\nact_days=+45\n";
        let (read, faults) = Thresholds::read(text);
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(limit(&read, "attendance-dip", "recent_sessions"), 30);
        assert_eq!(limit(&read, "attendance-dip", "points"), 15);
        assert_eq!(limit(&read, "attendance-dip", "before_sessions"), 60);
        assert_eq!(limit(&read, "pep-overdue", "act_days"), 45);
    }

    #[test]
    fn a_bad_line_is_named_and_its_default_stands() {
        for (line, word) in [
            ("points = ten", "whole number"),
            ("points = 12.5", "whole number"),
            ("points = 101", "between 0 and 100"),
            ("points = -1", "between 0 and 100"),
            ("points", "key = number"),
            ("piont = 12", "piont"),
            ("points = 99999999999999999999", "whole number"),
        ] {
            let (read, faults) = Thresholds::read(&format!("[attendance-dip]\n{line}\nact_points = 30\n"));
            assert_eq!(faults.len(), 1, "{line}");
            assert!(faults[0].contains("line 2") && faults[0].contains(word), "{faults:?}");
            assert_eq!(limit(&read, "attendance-dip", "points"), 10);
            assert_eq!(limit(&read, "attendance-dip", "act_points"), 30);
        }
    }

    #[test]
    fn an_unknown_rule_is_named_once_and_the_rest_is_read() {
        let (read, faults) =
            Thresholds::read("points = 3\n[no-such-rule]\npoints = 3\n[pep-overdue]\nact_days = 31\n[x\n");
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults[1].contains("line 2") && faults[1].contains("no-such-rule"), "{faults:?}");
        assert_eq!(limit(&read, "pep-overdue", "act_days"), 31);
    }

    #[test]
    fn every_default_lies_in_its_range_and_no_key_stands_twice() {
        for rule in RULES {
            for (place, limit) in rule.limits.iter().enumerate() {
                assert!(limit.range().contains(&limit.default), "{} {}", rule.id, limit.key);
                assert!(
                    rule.limits[place + 1..].iter().all(|other| other.key != limit.key),
                    "{} {}",
                    rule.id,
                    limit.key
                );
            }
        }
    }
}
