//! The September Guarantee: a place offered to every leaver of years 11 and 12 by the end of September.

use crate::domain::alert::Severity;
use crate::domain::attendance::AcademicYear;
use crate::domain::case::Case;
use crate::domain::facts::{ChildKey, DestinationStatus};
use crate::domain::kind::work::OFFERS;
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::after16::{about, after, year_group_in};
use crate::domain::part::answers::MISSING;
use crate::domain::part::strategic::{FIGURES, Figures, strategic};
use crate::domain::rules::Limit;
use crate::domain::rules::wording::day;
use crate::domain::work::books::Entered;
use crate::domain::work::books::iso;
use crate::domain::work::{Act, Ask, Column, Entry, Line, Needs, Part, Scene, Watch};
use chrono::{Datelike, NaiveDate};

/// The part.
pub(super) const PART: Part = Part {
    id: "guarantee",
    title: "September Guarantee",
    who: "post-16 team",
    doc: "Offers of a place for leavers of years 11 and 12, due by 30 September, and whether the place was begun.",
    duty: "A suitable offer for every leaver of years 11 and 12 by the end of September (Department for Education, \
           September Guarantee; Education and Skills Act 2008 s.68).",
    reads: &[Kind::Guarantee],
    columns: &[
        Column::new("offer", 10),
        Column::new("provider", 26),
        Column::new("starts", 10),
        Column::wide("offered", 10),
        Column::wide("place in", 8),
    ],
    groups: &["state", "provider", "year", "caseworker"],
    states: &[NO_DATA, NO_OFFER, NOT_KNOWN, DECLINED, OFFERED, HAS_PLACE, FIGURES],
    watches: &[
        Watch {
            id: "guarantee-offer",
            title: "no place for September",
            doc: "From May to October: no offer that stands for a leaver of year 11 or 12, due by 30 September.",
            source: "September Guarantee, Department for Education: by the end of September",
            limits: &[Limit { key: "month", default: 5, unit: "month", doc: "month from which it is watched" }],
        },
        Watch {
            id: "guarantee-start",
            title: "place offered, not begun",
            doc: "The place should have begun more than 10 calendar days ago, and no destination says that it did.",
            source: "ours",
            limits: &[Limit { key: "days", default: 10, unit: "days", doc: "days after the start" }],
        },
    ],
    acts: ACTS,
    lines,
};

const NO_DATA: &str = "no data";
const NO_OFFER: &str = "no offer";
const NOT_KNOWN: &str = "not known";
const DECLINED: &str = "declined";
const OFFERED: &str = "offered";
const HAS_PLACE: &str = "has a place";

const ACTS: &[Act] = &[Act {
    key: 'o',
    title: "offer came, or none",
    needs: Needs::Line,
    asks: &[
        Ask {
            first: |_, _| "offer".to_owned(),
            ..Ask::must("offer, declined, no_offer, not_known", Shape::OneOf(OFFERS))
        },
        Ask { first: |line, _| line.get("provider").to_owned(), ..Ask::new("provider", Shape::Text) },
        Ask::new("place begins on", Shape::Date),
        Ask::today("told on"),
    ],
    open: |line| if line.get("academic_year").is_empty() { Err("this is a figure") } else { Ok(()) },
    write: |line, answers, _| {
        let [offer, provider, start, told] = answers else { return Err(MISSING) };
        let offered = matches!(offer, Some(Value::Text(offer)) if offer == "offer");
        if offered && provider.is_none() {
            return Err("of an offer the provider is needed");
        }
        let year = line.get("academic_year");
        let row = Entry::of(Kind::Guarantee, line).text("academic_year", year).with("offer", offer.clone());
        let row = row.with("provider", provider.clone()).with("start", start.clone());
        // The day of an offer; of other answers there is none.
        Ok(vec![row.with("offered", told.clone().filter(|_| offered))])
    },
}];

/// The year in which the places begin: of an earlier year looked at that one; else the next, until the guarantee of
/// this September is settled at the end of October.
fn place_year(scene: &Scene<'_>) -> AcademicYear {
    let now = AcademicYear::of(scene.today());
    if scene.year != now || matches!(scene.today().month(), 9 | 10) { scene.year } else { AcademicYear(now.0 + 1) }
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let year = place_year(scene);
    let named = year.to_string();
    let mut lines = Vec::new();
    let mut figures = Figures::default();
    for case in scene.cases() {
        if !year_group_in(scene, &case, year).is_some_and(|group| matches!(group, 12 | 13)) {
            continue;
        }
        let row =
            scene.books.of(Kind::Guarantee, ChildKey(case.child.key)).find(|row| row.text("academic_year") == named);
        let state = state(scene, &case, row, year);
        if strategic(&case) {
            figures.add(&case, (i64::from(matches!(state, OFFERED | HAS_PLACE)), 1));
        } else {
            lines.push(line(scene, &case, (state, row), year));
        }
    }
    lines.extend(figures.lines(PART.columns.len(), PART.groups.len(), "have an offer or a place"));
    lines
}

fn deadline(year: AcademicYear) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.0, 9, 30).unwrap_or_default()
}

fn state(scene: &Scene<'_>, case: &Case<'_>, row: Option<Entered<'_>>, year: AcademicYear) -> &'static str {
    match row.map(|row| row.text("offer")) {
        Some("offer") => OFFERED,
        _ if has_place(scene, case, year) => HAS_PLACE,
        Some("declined") => DECLINED,
        Some("no_offer") => NO_OFFER,
        Some(_) => NOT_KNOWN,
        None => NO_DATA,
    }
}

/// A destination that holds at the end of September: a course that goes on, or a place known to come.
fn has_place(scene: &Scene<'_>, case: &Case<'_>, year: AcademicYear) -> bool {
    let day = deadline(year);
    let last = case.child.destinations.iter().filter(|doing| doing.from <= day).max_by_key(|doing| doing.from);
    // A course begun this year without an end says nothing of the next, unless the young person is past year 11.
    let past = year_group_in(scene, case, year) == Some(13);
    last.is_some_and(|doing| {
        let begins = doing.from >= year.first_day() || past;
        doing.status == DestinationStatus::Eet && begins && doing.to.is_none_or(|to| to >= day)
    })
}

fn line(
    scene: &Scene<'_>,
    case: &Case<'_>,
    (state, row): (&'static str, Option<Entered<'_>>),
    year: AcademicYear,
) -> Line {
    let provider = row.map_or("", |row| row.text("provider"));
    let (start, offered) = (row.and_then(|row| row.date("start")), row.and_then(|row| row.date("offered")));
    let mut line = about(case, &[state, provider]);
    line.cells = vec![state.to_owned(), provider.to_owned(), iso(start), iso(offered), year.to_string()];
    line.due = (!matches!(state, OFFERED | HAS_PLACE)).then(|| deadline(year)).or(start);
    line = line.knowing("academic_year", year.to_string()).knowing("provider", provider);
    line = line.saying(format!("a place in {year}, to be offered by {}", day(deadline(year))));
    line = match row {
        Some(row) => line.from(row),
        None => line.saying("nobody has written down whether a place was offered"),
    };
    watched(scene, case, line, (state, start), year)
}

fn watched(
    scene: &Scene<'_>,
    case: &Case<'_>,
    line: Line,
    (state, start): (&'static str, Option<NaiveDate>),
    year: AcademicYear,
) -> Line {
    let today = scene.today();
    if !matches!(state, OFFERED | HAS_PLACE) {
        let month = u32::try_from(scene.limit("guarantee-offer", "month")).unwrap_or(5);
        let from = NaiveDate::from_ymd_opt(year.0, month, 1).unwrap_or_default();
        let grave = if today < year.first_day() { Severity::Watch } else { Severity::ThisWeek };
        return if today >= from { line.watched("guarantee-offer", grave) } else { line };
    }
    let Some(start) = start.filter(|_| state == OFFERED) else { return line };
    let late = today > after(start, scene.limit("guarantee-start", "days"));
    let mut eet = case.child.destinations.iter().filter(|doing| doing.status == DestinationStatus::Eet);
    let begun = eet.any(|doing| doing.from <= today && (start - doing.from).num_days() <= 31);
    if late && !begun { line.watched("guarantee-start", Severity::ThisWeek) } else { line }
}

#[cfg(test)]
mod tests;
