//! Pupil Premium Plus of each child in a financial year: allocated, released on an adequate PEP, spent, and to which end.

mod acts;
pub(super) mod release;
#[cfg(test)]
mod tests;

use crate::domain::alert::Severity;
use crate::domain::calendar::age;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::money::{figures, pounds};
use crate::domain::pep::plan::{Gate, TermDates};
use crate::domain::pep::{Colour, Plan, Rows, Yardstick};
use crate::domain::premium::{FinancialYear, Purse, Rate, Use};
use crate::domain::rules::Limit;
use crate::domain::work::{Column, Line, Part, Scene, Watch};
use chrono::NaiveDate;

/// The part.
pub(super) const PART: Part = Part {
    id: "premium",
    title: "Pupil Premium Plus by child",
    who: "PEP lead, finance",
    doc: "What each child has this financial year (the running one; with another year that of its name): allocated, \
          released, spent, left, for which purpose and target. Sums in pounds.",
    duty: "The virtual school head manages Pupil Premium Plus for looked-after children and spends it by the PEP; what \
           is unspent on 31 March goes back (DfE conditions of grant).",
    reads: &[
        Kind::Pep,
        Kind::PepStage,
        Kind::PepReview,
        Kind::Premium,
        Kind::PremiumRate,
        Kind::PremiumTarget,
        Kind::PremiumRelease,
    ],
    columns: &[
        Column::new("allocated", 10),
        Column::new("released", 10),
        Column::new("spent", 10),
        Column::new("left", 10),
        Column::new("PEP", 6),
        Column::wide("purpose", 22),
        Column::wide("school", 20),
    ],
    groups: &["state", "school", "caseworker", "purpose"],
    states: &["held back", "to release", "to spend", "unspent", "spent", "nothing allocated", "no data"],
    watches: WATCHES,
    acts: acts::ACTS,
    lines,
};

const fn limit(key: &'static str, default: i64, unit: &'static str, doc: &'static str) -> Limit {
    Limit { key, default, unit, doc }
}

const WATCHES: &[Watch] = &[
    Watch {
        id: "premium-unspent",
        title: "money unspent before 31 March",
        doc: "Some of the year's money is not spent and 31 March is 90 days away or fewer; pressing from 28 days.",
        source: "DfE conditions of grant: what is unspent on 31 March is reclaimed (Lancashire, Trafford)",
        limits: &[
            limit("days", 90, "days", "before 31 March"),
            limit("soon_days", 28, "days", "from which it presses"),
        ],
    },
    Watch {
        id: "premium-release",
        title: "PEP adequate, money not released",
        doc: "Some of the year's money is not released 20 working days after the PEP was rated green or gold.",
        source: "ours; released by term against an adequate PEP (Lancashire, West Northants)",
        limits: &[limit("working_days", 20, "working days", "from the rating to the release")],
    },
    Watch {
        id: "premium-target",
        title: "money released without a target",
        doc: "Money was released for a purpose more than 20 working days ago and no target is written down for it.",
        source: "ours; spent by the targets of the PEP (DfE conditions of grant)",
        limits: &[limit("working_days", 20, "working days", "from the release to a target")],
    },
    Watch {
        id: "premium-nothing",
        title: "eligible, nothing allocated",
        doc: "Looked after and aged 4 to 15 on the 31 August before the financial year, and nothing is allocated more \
              than 20 working days after 1 April or becoming looked after, whichever is later.",
        source: "DfE conditions of grant: looked after for a day or more, aged 4 to 15 on 31 August (West Northants)",
        limits: &[
            limit("working_days", 20, "working days", "for an allocation"),
            limit("from_age", 4, "years", "youngest age on that 31 August"),
            limit("to_age", 15, "years", "oldest age on that 31 August"),
        ],
    },
    Watch {
        id: "premium-over",
        title: "spent more than allocated",
        doc: "More is spent this financial year than was allocated.",
        source: "ours",
        limits: &[],
    },
];

/// What is the same for every line: the year, the limits, the rate.
pub(super) struct Frame {
    /// The financial year that is looked at.
    pub(super) year: FinancialYear,
    rule: Yardstick,
    /// What a child has in it.
    pub(super) rate: Option<Rate>,
    /// Whether releases are written down at all.
    releases: bool,
    /// Whether anything about money ever came in.
    pub(super) money: bool,
    /// Days before 31 March from which it is said that money is unspent, and from which that presses.
    pub(super) unspent: (i64, i64),
    release: i64,
    target: i64,
    nothing: i64,
    ages: (i64, i64),
}

impl Frame {
    /// Of a scene.
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let year = FinancialYear::shown(scene.year, scene.today());
        let days = |watch| scene.limit(watch, "working_days");
        // A row that was written by hand tells that releases are written down, though no file of them came in.
        let told = |kind| scene.context.knows(kind) || scene.books.all(kind).next().is_some();
        Self {
            year,
            rule: Yardstick::of(scene),
            rate: Rate::of(scene.books, year),
            releases: told(Kind::PremiumRelease),
            money: told(Kind::Premium) || told(Kind::PremiumRelease),
            unspent: (scene.limit("premium-unspent", "days"), scene.limit("premium-unspent", "soon_days")),
            release: days("premium-release"),
            target: days("premium-target"),
            nothing: days("premium-nothing"),
            ages: (scene.limit("premium-nothing", "from_age"), scene.limit("premium-nothing", "to_age")),
        }
    }

    /// Looked after by the end of the year, of an age that the grant counts.
    pub(super) fn eligible(&self, case: &Case<'_>) -> bool {
        let aged = |born| (self.ages.0..=self.ages.1).contains(&i64::from(age(born, self.year.age_day())));
        let in_care = case.looked_after_since().is_none_or(|since| since <= self.year.last_day());
        case.looked_after() && in_care && case.child.dob.is_some_and(aged)
    }
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let frame = Frame::of(scene);
    scene.cases().filter_map(|case| line(scene, &case, &frame)).collect()
}

fn line(scene: &Scene<'_>, case: &Case<'_>, frame: &Frame) -> Option<Line> {
    let child = ChildKey(case.child.key);
    let today = scene.today();
    let purse = Purse::of(scene.books, child, frame.year, today);
    if purse.rows.is_empty() && !frame.eligible(case) {
        return None;
    }
    let term = TermDates::shown(case, case.context.year)?;
    let rows = Rows::of(scene.books, case);
    let this = Plan::of(&rows, term, frame.rule);
    let last = Plan::of(&rows, term.before(case), frame.rule);
    let running = FinancialYear::of(today) == frame.year;
    let gate = Gate::of(&this, &last);
    let state = state(&purse, frame, running, gate);
    let school = scene.school_of(case);
    let purpose = purse.uses.iter().rev().find(|of| !of.purpose.is_empty()).map_or("", |of| of.purpose).to_owned();
    let mut line = Line::of_child(child);
    let colour = this.colour.or(last.colour).map_or("-", Colour::word);
    let released = if frame.releases { figures(purse.released()) } else { "-".to_owned() };
    line.cells = vec![
        figures(purse.allocated()),
        released,
        figures(purse.spent()),
        figures(purse.unspent()),
        colour.into(),
        purpose.clone(),
        school.clone(),
    ];
    let caseworker = case.caseworker();
    line.groups = vec![state.into(), school, caseworker.into(), purpose];
    line.due = (running && purse.unspent() > 0).then(|| frame.year.last_day());
    line = told(line, &purse, frame);
    line = line.saying(match gate.open() {
        Ok(()) => "its PEP is adequate: money may be released".to_owned(),
        Err(why) => format!("no release: {why}"),
    });
    line = release::of_purse(line, &purse, frame.year, running.then_some(gate));
    line = acts::known(line, &purse);
    if let Some(rate) = &frame.rate {
        let share = rate.share(&release::term_of_day(&line, today));
        line = line.knowing("share", figures(share));
    }
    let rated = [&this, &last].into_iter().find(|plan| plan.colour.is_some());
    let rated = rated.and_then(|plan| plan.rated_on().or(plan.held)).filter(|_| gate == Gate::Open);
    Some(if running { watched(line, case, &purse, frame, rated) } else { line })
}

/// Where the money stands.
fn state(purse: &Purse<'_>, frame: &Frame, running: bool, gate: Gate) -> &'static str {
    if purse.is_empty() {
        return if frame.money { "nothing allocated" } else { "no data" };
    }
    match (running, purse.to_release() > 0 && frame.releases, purse.unspent() > 0) {
        (_, _, false) => "spent",
        (false, _, true) => "unspent",
        (true, true, true) if gate == Gate::Open => "to release",
        (true, true, true) => "held back",
        (true, false, true) => "to spend",
    }
}

/// What it rests on: a line a use.
fn told(mut line: Line, purse: &Purse<'_>, frame: &Frame) -> Line {
    line = line.saying(match &frame.rate {
        Some(rate) => format!("financial year {}: {} a child ({})", frame.year, pounds(rate.pence), rate.source),
        None => format!("financial year {}: no rate is known", frame.year),
    });
    for of in &purse.uses {
        let Use { term, purpose, allocated, released, spent, target, .. } = of;
        let purpose = if purpose.is_empty() { "no purpose named" } else { purpose };
        let sums: Vec<String> = [("allocated", allocated), ("released", released), ("spent", spent)]
            .into_iter()
            .filter(|(_, pence)| **pence > 0)
            .map(|(word, pence)| format!("{word} {}", pounds(*pence)))
            .collect();
        line = line.saying(format!("{term} {purpose}: {}", sums.join(", ")));
        let Some(target) = target else { continue };
        let impact = target.text("impact");
        let impact = if impact.is_empty() { "nothing written yet" } else { impact };
        line = line.saying(format!("  target: {}; what came of it: {impact}", target.text("target")));
    }
    purse.rows.iter().fold(line, |line, row| line.from(*row))
}

/// What presses.
fn watched(mut line: Line, case: &Case<'_>, purse: &Purse<'_>, frame: &Frame, rated: Option<NaiveDate>) -> Line {
    let (today, calendar) = (case.today(), case.context.calendar);
    let since = |day: NaiveDate| calendar.working_days_since(day, today);
    let left = -case.context.days_since(frame.year.last_day());
    if purse.unspent() > 0 && left <= frame.unspent.0 {
        let grave = if left <= frame.unspent.1 { Severity::ThisWeek } else { Severity::Watch };
        line = line.saying(format!("{} unspent, {left} days to 31 March", pounds(purse.unspent())));
        line = line.watched("premium-unspent", grave);
    }
    if frame.releases && purse.to_release() > 0 && rated.is_some_and(|rated| since(rated) > frame.release) {
        line = line.watched("premium-release", Severity::ThisWeek);
    }
    let aimless =
        |of: &Use<'_>| of.target.is_none() && of.first_released.is_some_and(|released| since(released) > frame.target);
    if purse.uses.iter().any(aimless) {
        line = line.watched("premium-target", Severity::Watch);
    }
    if purse.allocated() == 0 && frame.money && frame.eligible(case) {
        let from = case.looked_after_since().map_or(frame.year.first_day(), |day| day.max(frame.year.first_day()));
        if since(from) > frame.nothing {
            line = line.watched("premium-nothing", Severity::Watch);
        }
    }
    if purse.spent() > purse.allocated() {
        line = line.watched("premium-over", Severity::Watch);
    }
    line
}
