//! Pupil Premium Plus added up: for all children, by school, term and purpose.

mod sums;
#[cfg(test)]
mod tests;

use crate::domain::alert::Severity;
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::money::{figures, pounds};
use crate::domain::part::answers::MISSING;
use crate::domain::part::premium::Frame;
use crate::domain::premium::FinancialYear;
use crate::domain::rules::Limit;
use crate::domain::work::{About, Act, Ask, Column, Entry, Line, Needs, Part, Scene, Watch};
use sums::{Sum, Sums};

/// The part.
pub(super) const PART: Part = Part {
    id: "premium-schools",
    title: "Pupil Premium Plus added up",
    who: "head, finance",
    doc: "The financial year's money for all children, by school of today, by term and by purpose: allocated, released, \
          spent, unspent. Sums in pounds.",
    duty: "The virtual school head accounts for Pupil Premium Plus (DfE conditions of grant). That of previously \
           looked-after children goes to their schools and does not stand here.",
    reads: &[Kind::Premium, Kind::PremiumRate, Kind::PremiumTarget, Kind::PremiumRelease],
    columns: &[
        Column::new("children", 8),
        Column::new("allocated", 12),
        Column::new("spent", 12),
        Column::new("unspent", 12),
        Column::wide("released", 12),
        Column::wide("spent of it", 11),
    ],
    groups: &["state", "of"],
    states: &["unspent", "spent", "nothing allocated", "no data"],
    watches: &[Watch {
        id: "premium-school",
        title: "a school's money unspent before 31 March",
        doc: "31 March is as near as for a child's money, and more than 25 % of a school's allocation is unspent.",
        source: "ours; what is unspent on 31 March is reclaimed (DfE conditions of grant)",
        limits: &[Limit { key: "percent", default: 25, unit: "%", doc: "of a school's money, unspent" }],
    }],
    acts: ACTS,
    lines,
};

const ACTS: &[Act] = &[Act {
    key: 'n',
    title: "rate of a year",
    needs: Needs::Nothing,
    asks: &[
        Ask {
            first: |_, today| FinancialYear::of(today).to_string(),
            ..Ask::must("financial year", Shape::AcademicYear)
        },
        Ask::must("pounds a child", Shape::Money),
        Ask::must("source", Shape::Text),
    ],
    open: |_| Ok(()),
    write: |_, answers, _| {
        let [year, Some(Value::Number(pence)), source] = answers else { return Err(MISSING) };
        if !(100..=1_000_000).contains(pence) {
            return Err("a rate lies between 1 and 10,000 pounds: a slip?");
        }
        let row = Entry { kind: Kind::PremiumRate, child: None, cells: Vec::new() };
        let row = row.with("financial_year", year.clone()).with("rate", Some(Value::Number(*pence)));
        Ok(vec![row.with("source", source.clone())])
    },
}];

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    // A child's own money has a part of its own.
    if scene.only.is_some() {
        return Vec::new();
    }
    let frame = Frame::of(scene);
    let sums = Sums::of(scene, &frame);
    let mut lines = vec![whole(scene, &sums, &frame)];
    for (urn, sum) in &sums.schools {
        let about = if urn.is_empty() { About::Whole } else { About::School((*urn).into()) };
        let line = Line { about, title: "on no roll".to_owned(), ..Line::default() };
        let line = of_sum(line, sum, "schools", &frame);
        lines.push(watched(scene, line, sum, &frame));
    }
    for (term, sum) in &sums.terms {
        let title = if term.is_empty() { "no term named".to_owned() } else { format!("{term} term") };
        lines.push(of_sum(Line { title, ..Line::default() }, sum, "terms", &frame));
    }
    for (purpose, sum) in &sums.purposes {
        let title = if purpose.is_empty() { "no purpose named" } else { purpose };
        let line = Line { title: title.to_owned(), ..Line::default() };
        lines.push(of_sum(line, sum, "purposes", &frame));
    }
    lines
}

fn whole(scene: &Scene<'_>, sums: &Sums<'_>, frame: &Frame) -> Line {
    let line = Line { title: "all children".to_owned(), ..Line::default() };
    let mut line = of_sum(line, &sums.whole, "all", frame);
    if frame.year == FinancialYear::of(scene.today()) && sums.whole.unspent > 0 {
        line.due = Some(frame.year.last_day());
    }
    let eligible = sums.eligible;
    line.saying(match &frame.rate {
        Some(rate) => format!(
            "{eligible} eligible children x {} ({}) = {}",
            pounds(rate.pence),
            rate.source,
            pounds(rate.pence.saturating_mul(eligible))
        ),
        None => format!("{eligible} eligible children; no rate of {} is known: write it down with n", frame.year),
    })
}

fn of_sum(mut line: Line, sum: &Sum, of: &str, frame: &Frame) -> Line {
    let state = match (sum.allocated.max(sum.released).max(sum.spent), sum.unspent) {
        (0, _) if frame.money => "nothing allocated",
        (0, _) => "no data",
        (_, 0) => "spent",
        _ => "unspent",
    };
    // Money of one term or purpose is spent in another: what is left is told of children and schools alone.
    let told = matches!(of, "all" | "schools");
    let left = |words: fn(i64) -> String| if told { words(sum.unspent) } else { "-".to_owned() };
    let share = if sum.allocated == 0 { "-".to_owned() } else { format!("{}%", sum.spent * 100 / sum.allocated) };
    line.cells = vec![
        sum.children.len().to_string(),
        figures(sum.allocated),
        figures(sum.spent),
        left(figures),
        figures(sum.released),
        share.clone(),
    ];
    line.groups = vec![state.to_owned(), of.to_owned()];
    line.children.clone_from(&sum.children);
    line.saying(format!(
        "financial year {}: {} of {} spent ({share}), {} released, {} unspent, {} children",
        frame.year,
        pounds(sum.spent),
        pounds(sum.allocated),
        pounds(sum.released),
        left(pounds),
        sum.children.len()
    ))
}

fn watched(scene: &Scene<'_>, mut line: Line, sum: &Sum, frame: &Frame) -> Line {
    let left = -scene.context.days_since(frame.year.last_day());
    let percent = scene.limit("premium-school", "percent");
    if (0..=frame.unspent.0).contains(&left) && sum.unspent * 100 > percent * sum.allocated.max(1) {
        line.due = Some(frame.year.last_day());
        let grave = if left <= frame.unspent.1 { Severity::ThisWeek } else { Severity::Watch };
        return line.saying(format!("{left} days to 31 March")).watched("premium-school", grave);
    }
    line
}
