//! PEPs: held, due, their quality; beside them what they plan with: attainment, needs, Pupil Premium Plus.

use crate::app::Model;
use crate::app::record::item::{Item, Leaf, Tone, date};
use crate::app::record::{State, learning};
use crate::domain::facts::Pep;
use crate::domain::kind::{Kind, spec};
use crate::domain::record::RecordRow;
use crate::domain::when::distance;
use chrono::NaiveDate;

/// The page: the latest PEP first.
pub fn leaf(model: &Model, state: &State) -> Leaf {
    let today = model.today();
    let mut dated: Vec<(NaiveDate, Item)> = if let Some(record) = &state.record {
        record.rows(Kind::Pep).iter().map(|row| of_row(row, today)).collect()
    } else {
        let child = model.snapshot.caseload.child(state.child);
        child.into_iter().flat_map(|child| &child.peps).map(|pep| of_fact(pep, today)).collect()
    };
    dated.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    let nothing = if model.snapshot.caseload.sources.contains(&Kind::Pep) {
        "No PEP is known for this child."
    } else {
        "No PEP data: no PEP file ever came in."
    };
    let mut items: Vec<Item> = dated.into_iter().map(|(_, item)| item).collect();
    if items.is_empty() {
        items.push(Item::new(Tone::Faint, nothing));
    }
    let peps = items.len();
    items.extend(learning::items(model, state));
    Leaf { items, beside: Some(peps), ..Leaf::default() }
}

fn of_row(row: &RecordRow, today: NaiveDate) -> (NaiveDate, Item) {
    let spec = spec(Kind::Pep);
    let (due, held) = (row.date(spec, "due"), row.date(spec, "held"));
    let quality = row.text(spec, "quality");
    let status = row.text(spec, "status");
    let item = of_days(&format!("{} {}", row.text(spec, "academic_year"), row.text(spec, "term")), due, held, today);
    let item = if quality.is_empty() { item } else { item.line(format!("quality {quality}")) };
    let item = if status.is_empty() { item } else { item.line(format!("status {status}")) };
    (held.or(due).unwrap_or(NaiveDate::MIN), item.from(&row.source))
}

fn of_fact(pep: &Pep, today: NaiveDate) -> (NaiveDate, Item) {
    let item = of_days("", pep.due, pep.held, today);
    let item = if pep.red { item.line("quality red") } else { item };
    (pep.held.or(pep.due).unwrap_or(NaiveDate::MIN), item)
}

fn of_days(term: &str, due: Option<NaiveDate>, held: Option<NaiveDate>, today: NaiveDate) -> Item {
    let said = |day| format!("{} ({})", date(day), distance(day, today));
    let what = match (held, due) {
        (Some(held), _) if held > today => format!("planned for {}", said(held)),
        (Some(held), _) => format!("held {}", said(held)),
        (None, Some(due)) if due < today => format!("not held, was due {}", said(due)),
        (None, Some(due)) => format!("due {}", said(due)),
        (None, None) => "no date".to_owned(),
    };
    let item = Item::new(Tone::Strong, format!("PEP {} {what}", term.trim()).replace("PEP  ", "PEP "));
    match (held, due) {
        (Some(_), Some(due)) => item.line(format!("was due {}", date(due))),
        _ => item,
    }
}
