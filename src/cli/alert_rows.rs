//! Alerts as rows of JSON and CSV.

use crate::cli::judged::Judged;
use crate::domain::alert::{Alert, Severity};
use crate::domain::case::Context;
use crate::domain::caseload::Caseload;
use crate::domain::exact::Exact;
use crate::domain::rules::Unit;
use crate::domain::triage::{Ranked, explain, occasion};
use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Serialize;
use std::fmt;

/// The columns, in the order of the formats page.
pub(super) const COLUMNS: [&str; 11] =
    ["rank", "child_id", "rule", "severity", "occasion", "since", "value", "unit", "why", "state", "until"];

/// An alert as it is given out. Its fields stand in the order of [`COLUMNS`].
#[derive(Debug, Serialize)]
pub(super) struct AlertRow<'a> {
    pub(super) rank: usize,
    pub(super) child_id: &'a str,
    pub(super) rule: &'static str,
    pub(super) severity: &'static str,
    pub(super) occasion: String,
    pub(super) since: Option<NaiveDate>,
    pub(super) value: Option<Figure>,
    pub(super) unit: Option<&'static str>,
    pub(super) why: String,
    pub(super) state: &'static str,
    pub(super) until: Option<NaiveDate>,
}

/// A rounded value: whole where its unit is counted and the value is whole, else with one decimal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Figure {
    Whole(i64),
    Tenths(f64),
}

impl Figure {
    fn new(value: Exact, unit: Unit) -> Self {
        let rates = matches!(unit, Unit::Percent | Unit::Points);
        if rates || value.tenths() % 10 != 0 { Self::Tenths(value.rounded()) } else { Self::Whole(value.tenths() / 10) }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(n) => write!(f, "{n}"),
            Self::Tenths(n) => write!(f, "{n:.1}"),
        }
    }
}

/// Which alerts are given out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Filter {
    /// Of one rule, by its place in the table.
    pub(super) rule: Option<usize>,
    /// Of one severity.
    pub(super) severity: Option<Severity>,
    /// One row a child: of those that are left, its gravest.
    pub(super) one_a_child: bool,
}

impl Filter {
    fn lets(self, alert: &Alert) -> bool {
        self.rule.is_none_or(|rule| rule == alert.rule)
            && self.severity.is_none_or(|severity| severity == alert.finding.severity)
    }
}

/// Children that one thread puts into words at least.
const SHARE: usize = 256;

/// The rows of every child in the order of the list; filters keep the ranks.
pub(super) fn all(judged: &Judged, filter: Filter) -> Vec<AlertRow<'_>> {
    let (caseload, context) = (&judged.caseload, judged.context());
    let each = judged.ranking.rows.par_iter().with_min_len(SHARE).enumerate();
    each.flat_map_iter(|(place, ranked)| of_child(caseload, &context, place, ranked, filter)).collect()
}

/// The rows of one child; `place` is its place in the list.
pub(super) fn of_child<'a>(
    caseload: &'a Caseload,
    context: &Context<'_>,
    place: usize,
    ranked: &'a Ranked,
    filter: Filter,
) -> impl Iterator<Item = AlertRow<'a>> {
    let most = if filter.one_a_child { 1 } else { usize::MAX };
    let alerts = ranked.alerts.iter().filter(move |alert| filter.lets(alert)).take(most);
    alerts.map(move |alert| row(caseload, context, place, ranked.child, alert))
}

fn row<'a>(caseload: &'a Caseload, context: &Context<'_>, place: usize, child: usize, alert: &Alert) -> AlertRow<'a> {
    let (rule, finding) = (alert.rule(), &alert.finding);
    AlertRow {
        rank: place + 1,
        child_id: &caseload.children[child].child_id,
        rule: rule.id,
        severity: finding.severity.id(),
        occasion: occasion(caseload, context, child, alert),
        since: finding.since,
        value: finding.value.map(|value| Figure::new(value, rule.unit)),
        unit: rule.unit.id(),
        why: explain(caseload, context, child, alert).short,
        state: alert.dealt.state.id(),
        until: alert.dealt.until,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_whole_where_their_unit_is() {
        for (value, unit, written) in [
            (Exact::whole(3), Unit::Days, "3"),
            (Exact::half_days(5), Unit::Days, "2.5"),
            (Exact::whole(12), Unit::Sessions, "12"),
            (Exact::whole(50), Unit::Percent, "50.0"),
            (Exact::ratio(1225, 100).unwrap(), Unit::Points, "12.3"),
        ] {
            let figure = Figure::new(value, unit);
            assert_eq!(figure.to_string(), written);
            assert_eq!(serde_json::to_string(&figure).unwrap(), written);
        }
    }
}
