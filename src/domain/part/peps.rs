//! The PEPs of a term as a board: the stage of each, how good it is, what waits too long.

mod acts;
#[cfg(test)]
mod tests;

use crate::domain::alert::Severity;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::part::premium::release;
use crate::domain::pep::colour::{CRITERIA, RATING, criteria};
use crate::domain::pep::plan::{Gate, TermDates};
use crate::domain::pep::timely::of_age;
use crate::domain::pep::{Colour, Plan, Rows, Stage, Yardstick};
use crate::domain::rules::Limit;
use crate::domain::work::books::iso;
use crate::domain::work::{Column, Line, Part, Scene, Watch};
use chrono::NaiveDate;

/// The part.
pub(super) const PART: Part = Part {
    id: "peps",
    title: "PEPs of the term",
    who: "PEP lead",
    doc: "The term's PEP of every looked-after child from 3 to the end of year 13: its stage, its quality, what waits. \
          Of an earlier year its last term.",
    duty: "Every looked-after child has a PEP that is reviewed each school term (Care Planning Regulations 2010; \
           statutory guidance on the education of looked-after children, 2018).",
    reads: &[Kind::Pep, Kind::PepStage, Kind::PepReview, Kind::Premium, Kind::PremiumRelease],
    columns: &[
        Column::new("stage", 11),
        Column::new("since", 10),
        Column::new("due", 10),
        Column::new("quality", 9),
        Column::wide("held", 10),
        Column::wide("school", 24),
    ],
    groups: &["stage", "caseworker", "school", "quality"],
    states: &["sent back", "submitted", "ready", "in progress", "not started", "complete", "no data"],
    watches: WATCHES,
    acts: acts::ACTS,
    lines,
};

const fn working_days(default: i64, doc: &'static str) -> Limit {
    Limit { key: "working_days", default, unit: "working days", doc }
}

const fn criteria_of(key: &'static str, default: i64, doc: &'static str) -> Limit {
    Limit { key, default, unit: "criteria", doc }
}

const WATCHES: &[Watch] = &[
    Watch {
        id: "pep-not-begun",
        title: "PEP not begun, the term ends",
        doc: "The PEP of the term is not started and 20 school days of the term or fewer are left, today among them; \
              not while the first PEP is not yet due.",
        source: "ours; councils set a day of the term by which PEPs are in (Gateshead, St Helens, Knowsley)",
        limits: &[Limit { key: "school_days", default: 20, unit: "school days", doc: "left of the term" }],
    },
    Watch {
        id: "pep-write-up",
        title: "PEP held, not handed in",
        doc: "Held, and more than 10 working days later neither submitted nor complete.",
        source: "Lancashire PEP guidance: complete within 10 working days of the meeting",
        limits: &[working_days(10, "from the meeting to handing in")],
    },
    Watch {
        id: "pep-unjudged",
        title: "PEP handed in, not rated",
        doc: "Submitted, or submitted again, and more than 10 working days later not rated since.",
        source: "ours",
        limits: &[working_days(10, "from handing in to a rating")],
    },
    Watch {
        id: "pep-sent-back",
        title: "PEP sent back, not returned",
        doc: "Sent back more than 10 working days ago and not submitted again.",
        source: "ours; a PEP rated red goes back with feedback and a call (Gateshead ePEP guidance, section 11)",
        limits: &[working_days(10, "for its return")],
    },
    Watch {
        id: RATING,
        title: "PEP below green, not sent back",
        doc: "Rated red and not sent back, or rated amber and neither sent back nor complete. The council's rule makes \
              one colour of six criteria: child's voice, targets, attainment, funding, transition, attendance.",
        source: "St Helens PEP quality assurance: any area red is red, two or more amber are amber, all but one gold is gold",
        limits: &[
            criteria_of("red", 1, "so many red make it red; 0 never"),
            criteria_of("amber", 2, "so many amber or red make it amber; 0 never"),
            criteria_of("not_gold", 1, "so many other than gold leave it gold"),
        ],
    },
];

/// The limits in force, looked up once.
struct Limits {
    rule: Yardstick,
    not_begun: i64,
    write_up: i64,
    unjudged: i64,
    sent_back: i64,
}

impl Limits {
    fn of(scene: &Scene<'_>) -> Self {
        let days = |watch| scene.limit(watch, "working_days");
        Self {
            rule: Yardstick::of(scene),
            not_begun: scene.limit("pep-not-begun", "school_days"),
            write_up: days("pep-write-up"),
            unjudged: days("pep-unjudged"),
            sent_back: days("pep-sent-back"),
        }
    }
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let limits = Limits::of(scene);
    scene.cases().filter_map(|case| line(scene, &case, &limits)).collect()
}

fn line(scene: &Scene<'_>, case: &Case<'_>, limits: &Limits) -> Option<Line> {
    let term = TermDates::shown(case, scene.year)?;
    let last_day = term.dates.map_or(case.today(), |(_, last)| last.min(case.today()));
    if !case.looked_after() || !of_age(case, last_day) {
        return None;
    }
    let rows = Rows::of(scene.books, case);
    let plan = Plan::of(&rows, term, limits.rule);
    let last = Plan::of(&rows, term.before(case), limits.rule);
    let school = scene.school_of(case);
    let mut line = Line::of_child(ChildKey(case.child.key));
    let state = plan.stage.map_or("no data", Stage::word);
    let quality = plan.colour.map_or("not rated", Colour::word);
    let due = plan.row.and_then(|row| row.date("due"));
    line.cells = vec![state.into(), iso(plan.since()), iso(due), quality.into(), iso(plan.held), school.clone()];
    line.groups = vec![state.into(), case.caseworker().into(), school, quality.into()];
    line.due = plan.due().filter(|_| !matches!(plan.stage, Some(Stage::Complete) | None));
    line = told(line, &plan, &last, limits);
    line = known(line, &plan, limits);
    let running = scene.year == case.context.year;
    let gate = running.then(|| Gate::of(&plan, &last));
    line = release::known(line, scene, case, gate);
    Some(if running { watched(line, case, &plan, limits) } else { line })
}

/// What it rests on, in words.
fn told(mut line: Line, plan: &Plan<'_>, last: &Plan<'_>, limits: &Limits) -> Line {
    line = line.saying(format!("PEP of {}", plan.term.term));
    if let Some(row) = plan.staged {
        let by = if row.text("by").is_empty() { String::new() } else { format!(" by {}", row.text("by")) };
        let since = iso(plan.since());
        line = line.saying(format!("{} since {since}{by}", plan.stage.map_or("", Stage::word))).from(row);
        if plan.stage == Some(Stage::SentBack) {
            line = line.saying(format!("reason: {}", or(row.text("reason"), "none given")));
        }
    }
    if let Some(row) = plan.row {
        let told = Stage::of_status(row.text("status"));
        if plan.staged.is_some() && told.map(Stage::word) != plan.stage.map(Stage::word) && told.is_some() {
            line = line.saying(format!("its own row says: {}", row.text("status")));
        }
        line = line.from(row);
    }
    if let Some(review) = plan.review {
        let rated = CRITERIA.iter().zip(criteria(review));
        let words: Vec<String> =
            rated.map(|(name, colour)| format!("{name} {}", colour.map_or("-", Colour::word))).collect();
        let (_, given) = limits.rule.of_review(review);
        let how = if given { "as given by the reviewer".to_owned() } else { limits.rule.words() };
        line = line.saying(words.join(", ")).saying(how).saying(review.text("comment")).from(review);
    }
    line.saying(match last.colour {
        Some(colour) => format!("the term before, {}: {}", last.term.term, colour.word()),
        None => format!("the term before, {}: not rated", last.term.term),
    })
}

fn or<'a>(text: &'a str, blank: &'a str) -> &'a str {
    if text.is_empty() { blank } else { text }
}

/// What acts need: which term, which row of PEPs, the stage, the rating, the rule.
fn known(mut line: Line, plan: &Plan<'_>, limits: &Limits) -> Line {
    let named = plan.term.term;
    line = line.knowing("academic_year", named.year.to_string()).knowing("term", named.name());
    line = line.knowing("stage", plan.stage.map_or("", Stage::code));
    if plan.staged.is_some() {
        line = line.knowing("on", iso(plan.since()));
    }
    line = line.knowing("held", iso(plan.held));
    if let Some(row) = plan.row {
        let labelled = !row.text("academic_year").is_empty() && !row.text("term").is_empty();
        let key = if labelled {
            "named"
        } else if row.date("due").is_some() {
            "due"
        } else {
            "held"
        };
        line = line.knowing("row_key", key).knowing("due", row.iso("due"));
        line = line.knowing("row_held", row.iso("held"));
    }
    if let Some(review) = plan.review {
        line = line.knowing("reviewed", review.iso("reviewed"));
        for name in CRITERIA {
            line = line.knowing(name, review.text(name));
        }
    }
    let Yardstick { red, amber, not_gold } = limits.rule;
    line.knowing("rule", format!("{red} {amber} {not_gold}"))
}

/// What waits too long.
fn watched(mut line: Line, case: &Case<'_>, plan: &Plan<'_>, limits: &Limits) -> Line {
    let Some(stage) = plan.stage else { return line };
    let working_days = |since: Option<NaiveDate>| {
        since.map_or(0, |since| case.context.calendar.working_days_since(since, case.today()))
    };
    let left = plan.term.dates.map_or(i64::MAX, |(_, last)| case.school_days(case.today(), last));
    let first_to_come = case.initial_pep_due().is_some_and(|due| due >= case.today());
    if stage == Stage::NotStarted && plan.held.is_none() && left <= limits.not_begun && !first_to_come {
        line = line
            .saying(format!("not begun, {left} school days of the term are left"))
            .watched("pep-not-begun", Severity::ThisWeek);
    }
    if stage < Stage::Submitted && working_days(plan.held) > limits.write_up {
        line = line.watched("pep-write-up", Severity::ThisWeek);
    }
    let judged = plan.rated_on().is_some_and(|rated| plan.staged.is_none() || Some(rated) >= plan.since())
        || (plan.review.is_none() && plan.colour.is_some() && stage == Stage::Submitted);
    if stage.submitted() && !judged && working_days(plan.since()) > limits.unjudged {
        line = line.watched("pep-unjudged", Severity::ThisWeek);
    }
    if stage == Stage::SentBack && plan.staged.is_some() && working_days(plan.since()) > limits.sent_back {
        line = line.watched("pep-sent-back", Severity::ThisWeek);
    }
    if stage == Stage::SentBack || (stage == Stage::Resubmitted && !judged) {
        return line;
    }
    match plan.colour {
        Some(Colour::Red) => line.watched(RATING, Severity::ThisWeek),
        Some(Colour::Amber) if stage != Stage::Complete => line.watched(RATING, Severity::Watch),
        _ => line,
    }
}
