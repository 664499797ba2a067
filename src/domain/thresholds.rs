//! Thresholds: the limits in force, a council's rules.toml over the built-in defaults.

use crate::domain::rules::RULES;

/// The limits in force, rule by rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    by_rule: Vec<Vec<i64>>,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { by_rule: RULES.iter().map(|rule| rule.limits.iter().map(|limit| limit.default).collect()).collect() }
    }
}

impl Thresholds {
    /// Reads a rules.toml. A line that cannot be used is named, and its default stands.
    pub fn read(text: &str) -> (Self, Vec<String>) {
        let _ = text;
        todo!()
    }

    /// The limits of a rule by its place in [`RULES`].
    pub fn of(&self, rule: usize) -> &[i64] {
        &self.by_rule[rule]
    }
}
