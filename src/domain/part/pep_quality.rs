//! PEPs in time and how good they are: per school over terms, for all schools, by criterion.

mod tally;
#[cfg(test)]
mod tests;

use crate::domain::alert::Severity;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::pep::colour::criteria;
use crate::domain::pep::{CRITERIA, Colour, NamedTerm, Timely, Yardstick};
use crate::domain::rules::Limit;
use crate::domain::work::{About, Column, Line, Part, Scene, Watch};
use tally::{ByTerm, Criterion, One, Tallies, Tally};

/// The part.
pub(super) const PART: Part = Part {
    id: "pep-quality",
    title: "PEPs in time and how good",
    who: "PEP lead, head",
    doc: "Per school of today, for all and by criterion: PEPs held by their due day, of how many due, and their \
          colours, in this term and the five before; in a record the child's own terms.",
    duty: "The virtual school head sees to it that PEPs are up to date and of good quality (statutory guidance on the \
           education of looked-after children, 2018).",
    reads: &[Kind::Pep, Kind::PepStage, Kind::PepReview],
    columns: &[
        Column::new("in time", 12),
        Column::new("%", 4),
        Column::new("before", 6),
        Column::new("gold", 4),
        Column::new("green", 5),
        Column::new("amber", 5),
        Column::new("red", 4),
        Column::wide("not rated", 9),
        Column::wide("to come", 7),
    ],
    groups: &["state", "of"],
    states: &["below the mark", "as expected", "too few", "no data"],
    watches: WATCHES,
    acts: &[],
    lines,
};

const fn limit(key: &'static str, default: i64, unit: &'static str, doc: &'static str) -> Limit {
    Limit { key, default, unit, doc }
}

const WATCHES: &[Watch] = &[
    Watch {
        id: "pep-timeliness",
        title: "PEPs late at a school",
        doc: "Of the PEPs of the term that were due by today fewer than 90 % were held by their due day; not for fewer \
              than 3.",
        source: "ours; a PEP each term (statutory guidance, 2018)",
        limits: &[limit("percent", 90, "%", "held by the due day"), limit("least", 3, "PEPs", "due, to be judged")],
    },
    Watch {
        id: "pep-colours",
        title: "PEPs amber or red at a school",
        doc: "Of the rated PEPs of the term more than 25 % are amber or red; not for fewer than 3.",
        source: "ours",
        limits: &[limit("percent", 25, "%", "amber or red"), limit("least", 3, "PEPs", "rated, to be judged")],
    },
];

/// The council's yardsticks: a share in percent and the least number of which one is judged.
#[derive(Clone, Copy)]
struct Marks {
    timely: (i64, i64),
    poor: (i64, i64),
}

impl Marks {
    fn of(scene: &Scene<'_>) -> Self {
        let of = |watch| (scene.limit(watch, "percent"), scene.limit(watch, "least").max(1));
        Self { timely: of("pep-timeliness"), poor: of("pep-colours") }
    }

    /// Fewer in time than the mark; `None` where too few were due.
    fn late(self, tally: &Tally) -> Option<bool> {
        let (percent, least) = self.timely;
        (tally.due() >= least).then(|| tally.in_time * 100 < percent * tally.due())
    }

    /// More amber or red than the mark; `None` where too few were rated.
    fn poor(self, poor: i64, rated: i64) -> Option<bool> {
        let (percent, least) = self.poor;
        (rated >= least).then(|| poor * 100 > percent * rated)
    }
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let rule = Yardstick::of(scene);
    if scene.only.is_some() {
        return scene.cases().flat_map(|case| of_child(&tally::terms(scene, &case, rule), case.child.key)).collect();
    }
    let marks = Marks::of(scene);
    let tallies = Tallies::of(scene, rule);
    let shown = tallies.shown;
    let school = |(urn, terms): (&&str, &ByTerm)| {
        let about = if urn.is_empty() { About::Whole } else { About::School((*urn).into()) };
        of_terms(about, "on no roll", terms, shown, marks)
    };
    let mut lines: Vec<Line> = tallies.schools.iter().filter_map(school).collect();
    for line in &mut lines {
        line.groups.push("schools".to_owned());
    }
    if let Some(mut whole) = of_terms(About::Whole, "all schools", &tallies.whole, shown, marks) {
        whole.groups.push("all".to_owned());
        // What is below the mark is for the schools' lines to say.
        whole.grave = None;
        lines.push(whole);
    }
    lines.extend(CRITERIA.iter().zip(&tallies.criteria).map(|(name, criterion)| of_criterion(name, criterion, marks)));
    lines
}

/// `93%`, rounded; `-` of nothing.
fn percent(part: i64, of: i64) -> String {
    if of == 0 { "-".to_owned() } else { format!("{}%", (part * 200 + of) / (2 * of)) }
}

/// A school's line, or that of all; `None` where it has no PEP of the term that is shown nor of one before.
fn of_terms(about: About, title: &str, terms: &ByTerm, shown: Option<NamedTerm>, marks: Marks) -> Option<Line> {
    let shown = shown?;
    let none = Tally::default();
    let now = terms.get(&shown).unwrap_or(&none);
    let before = terms.get(&shown.before()).unwrap_or(&none);
    let (late, poor) = (marks.late(now), marks.poor(now.poor(), now.rated()));
    let state = match (late, poor) {
        (Some(true), _) | (_, Some(true)) => "below the mark",
        (None, None) if now.due() + now.rated() == 0 => "no data",
        (None, None) => "too few",
        _ => "as expected",
    };
    let mut line = Line { about, title: title.to_owned(), ..Line::default() };
    line.cells = vec![format!("{} of {}", now.in_time, now.due()), percent(now.in_time, now.due())];
    line.cells.push(percent(before.in_time, before.due()));
    line.cells.extend(now.colours.iter().chain([&now.unrated, &now.to_come]).map(ToString::to_string));
    line.groups = vec![state.to_owned()];
    line.children.clone_from(&now.children);
    for (term, tally) in terms.iter().rev() {
        line = line.saying(in_words(*term, tally));
    }
    if late == Some(true) {
        line = line.saying(format!("the mark: {} % held in time", marks.timely.0));
        line = line.watched("pep-timeliness", Severity::ThisWeek);
    }
    if poor == Some(true) {
        line = line.saying(format!("the mark: at most {} % amber or red", marks.poor.0));
        line = line.watched("pep-colours", Severity::Watch);
    }
    Some(line)
}

fn in_words(term: NamedTerm, tally: &Tally) -> String {
    let [gold, green, amber, red] = tally.colours;
    let (in_time, due) = (tally.in_time, tally.due());
    format!(
        "{term}: {in_time} of {due} held in time ({}), {} to come; gold {gold}, green {green}, amber {amber}, red {red}, not \
         rated {}",
        percent(in_time, due),
        tally.to_come,
        tally.unrated
    )
}

/// A criterion's line: its children are those that are amber or red by it.
fn of_criterion(name: &str, criterion: &Criterion, marks: Marks) -> Line {
    let (poor, rated) = (criterion.poor.len(), criterion.rated.len());
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let state = match marks.poor(whole(poor), whole(rated)) {
        Some(true) => "below the mark",
        Some(false) => "as expected",
        None if rated == 0 => "no data",
        None => "too few",
    };
    let mut line = Line { title: format!("criterion: {name}"), ..Line::default() };
    line.cells = vec!["-".to_owned(); 3];
    line.cells.extend(criterion.colours.iter().map(ToString::to_string));
    line.cells.extend(["-".to_owned(), "-".to_owned()]);
    line.groups = vec![state.to_owned(), "criteria".to_owned()];
    line.children.clone_from(&criterion.poor);
    let share = percent(whole(poor), whole(rated));
    line.saying(format!("{poor} of {rated} rated this term are amber or red by this criterion ({share})"))
}

/// In a record: a line a term from the first on of which something is written down.
fn of_child(terms: &[One<'_>], child: i64) -> Vec<Line> {
    let known = terms.iter().rposition(One::has_row).map_or(0, |last| last + 1);
    terms[..known].iter().map(|one| of_term(one, ChildKey(child))).collect()
}

fn of_term(one: &One<'_>, child: ChildKey) -> Line {
    let One { timely, plan } = one;
    let state = match timely {
        Timely::InTime => "as expected",
        Timely::Late | Timely::Missed => "below the mark",
        Timely::ToCome => "no data",
    };
    let mut line = Line::of_child(child);
    line.cells = vec![timely.word().to_owned(), "-".to_owned(), "-".to_owned()];
    let mark = |colour: Colour| if plan.colour == Some(colour) { "1" } else { "" }.to_owned();
    line.cells.extend(Colour::ALL.map(mark));
    line.cells.extend([String::new(), String::new()]);
    line.groups = vec![state.to_owned(), plan.term.term.to_string()];
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let colour = plan.colour.map_or("not rated", Colour::word);
    line = line.saying(format!(
        "{}: due {}, held {}, {}, {colour}",
        plan.term.term,
        day(plan.due()),
        day(plan.held),
        timely.word()
    ));
    for row in plan.row.into_iter().chain(plan.staged) {
        line = line.from(row);
    }
    let Some(review) = plan.review else { return line };
    let words =
        CRITERIA.iter().zip(criteria(review)).filter_map(|(name, colour)| Some(format!("{name} {}", colour?.word())));
    line.saying(words.collect::<Vec<_>>().join(", ")).saying(review.text("comment")).from(review)
}
