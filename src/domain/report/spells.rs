//! Who was in which cohort, and when: what makes a figure of last year one about the children of last year.

use crate::domain::case::Case;
use crate::domain::facts::{ChildKey, Cohorts, Placement};
use crate::domain::kind::{COHORTS, Kind};
use crate::domain::report::period::Period;
use crate::domain::work::Books;
use chrono::NaiveDate;

/// How many cohorts there are.
pub const COUNT: usize = COHORTS.len();

/// Days in a row, both included; one that has not ended ends with the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spell {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// The spells of a child by cohort, in the order of [`COHORTS`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spells {
    /// Those whose days are known, the earliest first, none touching the next.
    pub dated: [Vec<Spell>; COUNT],
    /// The cohorts that it stands in today and of which no day is known.
    pub undated: [bool; COUNT],
}

impl Spell {
    fn new(from: NaiveDate, to: Option<NaiveDate>) -> Self {
        Self { from, to: to.unwrap_or(NaiveDate::MAX) }
    }

    /// Whether it holds a day.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    fn meets(self, period: &Period) -> bool {
        self.from <= period.until && period.first <= self.to
    }
}

impl Spells {
    /// Of a child as its case of today, and the rows of [`Kind::Cohort`] and [`Kind::Plan`], tell. Where rows of cohorts
    /// are there for a cohort, they alone count. Else care runs from the day in children.csv and over the placements;
    /// need and protection over the plans of the census.
    pub fn of(case: &Case<'_>, books: &Books) -> Self {
        let child = ChildKey(case.child.key);
        let mut spells = Self::default();
        for row in books.of(Kind::Cohort, child) {
            let place = COHORTS.iter().position(|cohort| *cohort == row.text("cohort"));
            if let (Some(place), Some(start)) = (place, row.date("start")) {
                spells.dated[place].push(Spell::new(start, row.date("end")));
            }
        }
        if spells.dated[LAC].is_empty() {
            spells.dated[LAC] = care(case);
        }
        let rows = [spells.dated[CIN].is_empty(), spells.dated[CP].is_empty()];
        for row in books.of(Kind::Plan, child) {
            let place = if row.text("plan") == "CP" { CP } else { CIN };
            if let (true, Some(start)) = (rows[place - CIN], row.date("start")) {
                spells.dated[place].push(Spell::new(start, row.date("end")));
            }
        }
        let stands = case.child.cohorts.unwrap_or_default();
        for (place, dated) in spells.dated.iter_mut().enumerate() {
            joined(dated);
            let said = if place == LAC { case.looked_after() } else { stands.has(Cohorts(1 << place)) };
            spells.undated[place] = said && dated.is_empty();
        }
        spells
    }

    /// The spells that meet a period. A cohort that is known without its days counts for the whole of a period of
    /// today's year, and for none before.
    pub fn within(&self, place: usize, period: &Period, this_year: bool) -> Vec<Spell> {
        if self.undated[place] && this_year {
            return vec![Spell { from: period.first, to: NaiveDate::MAX }];
        }
        self.dated[place].iter().copied().filter(|spell| spell.meets(period)).collect()
    }
}

/// The places of cohorts in [`COHORTS`] that are worked out.
pub const LAC: usize = 0;
const CIN: usize = 2;
const CP: usize = 3;

/// Care as children.csv and the placements tell it. A placement without an end is left out where it cannot still run:
/// of a child that is not looked after today, or that came into care again later. When it ended is not known.
fn care(case: &Case<'_>) -> Vec<Spell> {
    let now = case.looked_after();
    let since = case.child.looked_after_since.filter(|_| now);
    let placements = case.child.placements.iter().filter(|placement| !placement.short_break());
    let runs = |placement: &&Placement| now && since.is_none_or(|since| since <= placement.start);
    let placements = placements.filter(|placement| placement.end.is_some() || runs(placement));
    let mut spells: Vec<Spell> = placements.filter_map(lived).collect();
    spells.extend(since.map(|since| Spell::new(since, None)));
    spells
}

/// `end` of a placement is the first day after.
fn lived(placement: &Placement) -> Option<Spell> {
    let last = match placement.end {
        Some(end) => Some(end.pred_opt()?),
        None => None,
    };
    Some(Spell::new(placement.start, last)).filter(|spell| spell.from <= spell.to)
}

/// Puts spells in order and makes one of those that touch.
pub fn joined(spells: &mut Vec<Spell>) {
    spells.retain(|spell| spell.from <= spell.to);
    spells.sort_unstable();
    spells.dedup_by(|next, before| {
        let touch = before.to.succ_opt().is_none_or(|after| next.from <= after);
        if touch {
            before.to = before.to.max(next.to);
        }
        touch
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::AcademicYear;
    use crate::domain::calendar::Calendar;
    use crate::domain::part::scene::{Stage, day};
    use crate::domain::rules::scene::{Scene, looked_after, placed};

    fn spells(scene: &Scene, rows: &[&[(&str, &str)]]) -> Spells {
        let stage = rows.iter().fold(Stage::new(Vec::new()), |stage, cells| stage.row(Kind::Cohort, 1, cells));
        scene.clone().with(|child| child.key = 1).on("2026-11-23", |case| Spells::of(case, &stage.books))
    }

    fn days(spells: &[Spell]) -> Vec<String> {
        let end = |spell: &Spell| if spell.to == NaiveDate::MAX { "now".to_owned() } else { spell.to.to_string() };
        spells.iter().map(|spell| format!("{} to {}", spell.from, end(spell))).collect()
    }

    #[test]
    fn rows_of_cohorts_count_before_anything_else() {
        let rows: &[&[(&str, &str)]] = &[
            &[("cohort", "LAC"), ("start", "2024-01-10"), ("end", "2025-03-01")],
            &[("cohort", "PLAC"), ("start", "2025-03-02")],
        ];
        let spells = spells(&looked_after(), rows);
        assert_eq!(days(&spells.dated[LAC]), ["2024-01-10 to 2025-03-01"]);
        assert_eq!(days(&spells.dated[1]), ["2025-03-02 to now"]);
        assert_eq!(spells.undated, [false; COUNT]);
    }

    #[test]
    fn care_runs_over_the_placements_and_from_the_day_given() {
        let scene = looked_after().with(|child| {
            child.placements = vec![
                placed("2017-01-01", "2017-06-01", "a", "S"),
                placed("2017-06-01", "2018-01-01", "b", "P"),
                // Its end is missing: the child came into care again in 2020.
                placed("2018-05-01", "", "c", "S"),
                placed("2020-01-06", "", "d", "S"),
            ];
        });
        assert_eq!(days(&spells(&scene, &[]).dated[LAC]), ["2017-01-01 to 2017-12-31", "2020-01-06 to now"]);
        let left = scene.with(|child| child.cohorts = Some(Cohorts::CL));
        let left = spells(&left, &[]);
        assert_eq!(days(&left.dated[LAC]), ["2017-01-01 to 2017-12-31"]);
        assert!(left.undated[5] && left.dated[5].is_empty());
    }

    #[test]
    fn a_cohort_without_days_counts_this_year_and_in_none_before() {
        let scene = Scene::default();
        let spells = spells(&scene, &[]);
        assert_eq!(spells.undated.iter().filter(|undated| **undated).count(), 1);
        let period = Period::new(&Calendar::default(), (AcademicYear(2026), None), day("2026-11-23")).unwrap();
        assert_eq!(spells.within(CIN, &period, true).len(), 1);
        assert!(spells.within(CIN, &period, false).is_empty() && spells.within(LAC, &period, true).is_empty());
    }

    #[test]
    fn a_spell_counts_that_meets_the_period_by_a_day() {
        let period = Period::new(&Calendar::default(), (AcademicYear(2025), None), day("2026-11-23")).unwrap();
        for (start, end, counts) in [
            ("2025-01-01", "2025-08-31", 0),
            ("2025-01-01", "2025-09-01", 1),
            ("2026-08-31", "", 1),
            ("2026-09-01", "", 0),
        ] {
            let cells: Vec<_> = [("cohort", "LAC"), ("start", start), ("end", end)]
                .into_iter()
                .filter(|cell| !cell.1.is_empty())
                .collect();
            let spells = spells(&looked_after(), &[&cells]);
            assert_eq!(spells.within(LAC, &period, false).len(), counts, "{start} {end}");
        }
    }
}
