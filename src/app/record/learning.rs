//! What a PEP plans with: special needs, Pupil Premium Plus, attainment.

use crate::app::Model;
use crate::app::record::State;
use crate::app::record::item::{Item, Tone, joined};
use crate::domain::codes::SEN;
use crate::domain::kind::{Kind, Value, spec};
use crate::domain::money::pounds;
use crate::domain::progress::{Beside, Outcome, Series, bar, gather};
use crate::domain::record::{Record, RecordRow};
use chrono::NaiveDate;
use std::cmp::Reverse;

/// A line about special needs, an item a financial year, an item a subject and measure: the latest first.
pub(super) fn items(model: &Model, state: &State) -> Vec<Item> {
    let child = model.snapshot.caseload.child(state.child);
    let needs = child.and_then(|child| child.sen.as_deref()).map(needs);
    let read = state.record.as_deref().map(|record| [premium(record), attainment(record, model.today())].concat());
    needs.into_iter().chain(read.into_iter().flatten()).collect()
}

fn needs(code: &str) -> Item {
    Item::new(Tone::Strong, SEN.words_of("SEN", code))
}

/// Rows that say the same in some columns, in the order in which they first come.
fn gathered<'a, K: PartialEq>(rows: &'a [RecordRow], key: impl Fn(&'a RecordRow) -> K) -> Vec<(K, Vec<&'a RecordRow>)> {
    let mut groups: Vec<(K, Vec<&RecordRow>)> = Vec::new();
    for row in rows {
        let key = key(row);
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, group)) => group.push(row),
            None => groups.push((key, vec![row])),
        }
    }
    groups
}

fn pence(row: &RecordRow, name: &str) -> Option<i64> {
    match row.value(spec(Kind::Premium), name) {
        Some(Value::Number(pence)) => Some(*pence),
        _ => None,
    }
}

fn premium(record: &Record) -> Vec<Item> {
    let spec = spec(Kind::Premium);
    let mut years = gathered(record.rows(Kind::Premium), |row| row.text(spec, "financial_year"));
    years.sort_by_key(|(year, _)| Reverse(*year));
    years.into_iter().map(|(year, rows)| premium_year(year, &rows)).collect()
}

fn premium_year(year: &str, rows: &[&RecordRow]) -> Item {
    let spec = spec(Kind::Premium);
    let sum = |name| rows.iter().filter_map(|row| pence(row, name)).sum::<i64>();
    let (given, spent) = (sum("allocated"), sum("spent"));
    let left = pounds(given - spent);
    let title = format!("Pupil Premium Plus {year}: given {}, spent {}, left {left}", pounds(given), pounds(spent));
    rows.iter().fold(Item::new(Tone::Strong, title), |item, row| {
        let said = |word: &str, name| pence(row, name).map(|pence| format!("{word} {}", pounds(pence)));
        let sums: Vec<String> = [said("given", "allocated"), said("spent", "spent")].into_iter().flatten().collect();
        let what = [row.text(spec, "term"), row.text(spec, "purpose")].join("  ");
        item.line(format!("{}: {}", what.trim(), sums.join(", "))).from(&row.source)
    })
}

/// Cells of a bar.
const BAR: usize = 12;

/// An item a subject and measure: how the latest result stands, below it each result as a bar on the scale of its
/// measure, the target as `|`, with the same in words.
fn attainment(record: &Record, today: NaiveDate) -> Vec<Item> {
    let mut found = gather(record.rows(Kind::Attainment).iter(), today);
    found.sort_by_key(|series| Reverse(series.latest.on));
    found.iter().map(progress).collect()
}

fn progress(series: &Series<'_>) -> Item {
    let latest = series.latest;
    let short = if matches!(series.to_target(), Beside::By(by) if by < 0) { " (below target)" } else { "" };
    let target = if latest.target.is_empty() { String::new() } else { format!(", target {}{short}", latest.target) };
    let title = format!("{}, {}: {}{target}", series.subject, series.measure, latest.value);
    let item = series.outcomes.iter().fold(Item::new(Tone::Strong, title), |item, outcome| {
        item.line(drawn(series, outcome)).from(&outcome.row.source)
    });
    let item = match series.to_target() {
        Beside::Apart(_) => item.line(series.to_target().words("target")),
        _ => item,
    };
    match series.to_year_before() {
        Beside::Nothing => item,
        beside => item.line(beside.words("result of the year before")),
    }
}

/// ` 5 Jul 2026  #####|......  98 KS2, target 100`; no bar where the result stands on no known scale.
fn drawn(series: &Series<'_>, outcome: &Outcome<'_>) -> String {
    let target = if outcome.target.is_empty() { String::new() } else { format!("target {}", outcome.target) };
    let value = format!("{} {}", outcome.value, outcome.stage);
    let words = joined([value.trim(), &target]);
    format!("{}  {:BAR$}  {words}", outcome.on.format("%d %b %Y"), bar(series, outcome, BAR))
}

#[cfg(test)]
mod tests {
    use crate::app::record::fixture::{AMARA, model, press};
    use crate::app::record::{leaf, state};
    use crate::app::{Model, dashboard};

    fn page() -> Vec<(String, Vec<String>)> {
        let mut model: Model = model((120, 36));
        dashboard::choose(&mut model, AMARA);
        press(&mut model, "enter 3");
        let leaf = leaf(&model, state(&model).unwrap());
        leaf.items[leaf.beside.unwrap()..].iter().map(|item| (item.title.clone(), item.lines.clone())).collect()
    }

    #[test]
    fn premium_is_added_up_by_year_and_attainment_is_drawn_by_subject() {
        let page = page();
        let (title, lines) = &page[0];
        // 1,285.50 + 876.66 = 2,162.16; 900.00 + 0 = 900.00; 2,162.16 - 900.00 = 1,262.16.
        assert_eq!(title, "Pupil Premium Plus 2026/27: given GBP 2,162.16, spent GBP 900.00, left GBP 1,262.16");
        assert_eq!(lines[0], "summer  Tuition: given GBP 1,285.50, spent GBP 900.00");
        assert_eq!(lines[1], "autumn: given GBP 876.66");
        let (title, lines) = &page[1];
        assert_eq!(title, "Maths, scaled score: 98, target 100 (below target)");
        assert_eq!(lines, &["05 Jul 2026  #####|......  98 KS2, target 100"]);
        let (title, lines) = &page[2];
        assert_eq!(title, "Reading, scaled score: 104, target 103");
        assert_eq!(lines, &["05 Jul 2026  #####|#.....  104 KS2, target 103"]);
    }
}
