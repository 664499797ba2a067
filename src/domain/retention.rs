//! How long the council must keep a child's record, by nation. Lookout is a working list, not the record of case:
//! nothing is ever taken away because a date has come.

use crate::domain::calendar::{age, birthday};
use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildFacts;
use chrono::NaiveDate;

/// What is said wherever a date of keeping is shown.
pub const NOT_THE_RECORD: &str = "Lookout is a working list, not the record of case: the council keeps that elsewhere until the date shown. Nothing \
     is erased here by itself.";

/// From this age on nobody is a care leaver for the council.
const CARE_LEAVER_UNTIL: i32 = 25;
/// A child who dies before this birthday has a rule of its own.
const CHILD_UNTIL: i32 = 18;
/// SSDA903 reason why an episode ceased: died.
const DIED: &str = "E2";

/// Whose law says how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Nation {
    /// England.
    #[default]
    England,
    /// Wales.
    Wales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

/// What a nation's law says.
#[derive(Debug)]
pub struct Retention {
    /// Which nation.
    pub nation: Nation,
    /// Its word in config.toml.
    pub id: &'static str,
    /// Kept until this birthday, and so many years after a death before the eighteenth; `None` where the council's own
    /// schedule says it.
    pub years: Option<(i32, i32)>,
    /// The rule in words.
    pub rule: &'static str,
    /// Where it stands.
    pub source: &'static str,
}

/// Every nation's rule. A data protection officer confirms the one in force.
pub const RETENTION: [Retention; 4] = [
    Retention {
        nation: Nation::England,
        id: "england",
        years: Some((75, 15)),
        rule: "until the 75th birthday; 15 years from a death before 18",
        source: "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50",
    },
    Retention {
        nation: Nation::Wales,
        id: "wales",
        years: Some((75, 15)),
        rule: "until the 75th birthday; 15 years from a death before 18",
        source: "Care Planning, Placement and Case Review (Wales) Regulations 2015, regulation 10",
    },
    Retention {
        nation: Nation::Scotland,
        id: "scotland",
        years: Some((100, 25)),
        rule: "until the 100th birthday; 25 years from a death before 18",
        source: "Looked After Children (Scotland) Regulations 2009",
    },
    Retention {
        nation: Nation::NorthernIreland,
        id: "northern-ireland",
        years: None,
        rule: "as the council's own schedule says",
        source: "the council's own schedule",
    },
];

impl Nation {
    /// The nation that a word of config.toml names.
    pub fn of_word(word: &str) -> Option<Self> {
        RETENTION.iter().find(|rule| rule.id == word).map(|rule| rule.nation)
    }

    /// What its law says.
    pub fn retention(self) -> &'static Retention {
        // Declared in the order of the enum; a test holds it.
        &RETENTION[self as usize]
    }
}

impl Retention {
    /// The last day but one of keeping: until this day the record is kept. `None` where the council's own schedule says
    /// it, or the birthday is not known.
    pub fn until(&self, child: &ChildFacts) -> Option<NaiveDate> {
        let (birthday_of, after_death) = self.years?;
        let born = child.dob?;
        match died(child).filter(|day| age(born, *day) < CHILD_UNTIL) {
            Some(day) => birthday(day, after_death),
            None => birthday(born, birthday_of),
        }
    }
}

/// The day of a child's death, where an episode ceased for it.
fn died(child: &ChildFacts) -> Option<NaiveDate> {
    let ceased = child.placements.iter().filter(|placement| placement.rec.as_deref() == Some(DIED));
    ceased.filter_map(|placement| placement.end).max()
}

/// Why a child need not stand on the working list any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The child died.
    Died,
    /// It is 25.
    Aged,
    /// Its last placement ended, and nothing says that it is looked after or a care leaver.
    Care,
}

impl Ended {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Died => "died",
            Self::Aged => "turned 25",
            Self::Care => "care ended",
        }
    }
}

/// A child whose record is due to be filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its place in the caseload.
    pub place: usize,
    /// Why.
    pub ended: Ended,
    /// When that was.
    pub since: NaiveDate,
    /// Until when the council keeps the record; `None` as [`Retention::until`].
    pub until: Option<NaiveDate>,
}

/// The children whose care ended or who turned 25, in the order of the caseload.
pub fn due(caseload: &Caseload, context: &Context<'_>, retention: &Retention) -> Vec<Due> {
    let children = caseload.children.iter().enumerate();
    let due = children.filter_map(|(place, child)| {
        let (ended, since) = ended(child, context)?;
        Some(Due { place, ended, since, until: retention.until(child) })
    });
    due.collect()
}

fn ended(child: &ChildFacts, context: &Context<'_>) -> Option<(Ended, NaiveDate)> {
    let case = Case::new(child, context);
    let today = case.today();
    if let Some(day) = died(child).filter(|day| *day <= today) {
        return Some((Ended::Died, day));
    }
    if let Some(day) = child.dob.and_then(|born| birthday(born, CARE_LEAVER_UNTIL)).filter(|day| *day <= today) {
        return Some((Ended::Aged, day));
    }
    let ends: Option<Vec<NaiveDate>> = child.placements.iter().map(|placement| placement.end).collect();
    let last = ends?.into_iter().max().filter(|day| *day <= today)?;
    (!case.looked_after() && !case.care_leaver()).then_some((Ended::Care, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::caseload::shared;
    use crate::domain::facts::Placement;
    use crate::domain::thresholds::Thresholds;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn child(born: &str, end: Option<&str>, rec: &str) -> ChildFacts {
        let placement = Placement {
            start: day("2020-01-06"),
            end: end.map(day),
            rec: Some(rec.into()),
            episode: true,
            kind: None,
            reason: None,
            legal_status: None,
            provider: None,
            carer: None,
            postcode_digest: None,
            planned_end: None,
        };
        ChildFacts { dob: Some(day(born)), placements: vec![placement], ..ChildFacts::default() }
    }

    #[test]
    fn rules_stand_in_the_order_of_the_nations_and_are_named() {
        for (place, rule) in RETENTION.iter().enumerate() {
            assert_eq!((rule.nation as usize, Nation::of_word(rule.id)), (place, Some(rule.nation)));
            assert_eq!(rule.nation.retention().id, rule.id);
        }
        assert_eq!(Nation::of_word("France"), None);
    }

    #[test]
    fn records_are_kept_until_a_birthday_or_so_long_after_a_death_before_eighteen() {
        let lived = child("2012-02-29", Some("2026-05-01"), "E8");
        let died = child("2012-02-29", Some("2026-05-01"), "E2");
        let young = child("2008-05-01", Some("2026-04-30"), "E2");
        let grown = child("2008-05-01", Some("2026-05-01"), "E2");
        for (nation, kept) in [
            (Nation::England, ["2087-03-01", "2041-05-01", "2041-04-30", "2083-05-01"]),
            (Nation::Wales, ["2087-03-01", "2041-05-01", "2041-04-30", "2083-05-01"]),
            (Nation::Scotland, ["2112-02-29", "2051-05-01", "2051-04-30", "2108-05-01"]),
        ] {
            let until = [&lived, &died, &young, &grown].map(|child| nation.retention().until(child).unwrap());
            assert_eq!(until, kept.map(day), "{nation:?}");
        }
        assert_eq!(Nation::NorthernIreland.retention().until(&lived), None);
        assert_eq!(Nation::England.retention().until(&ChildFacts::default()), None);
    }

    #[test]
    fn children_are_due_from_the_day_on_which_care_ended_or_they_turned_25() {
        let leaver = ChildFacts {
            cohorts: Some(crate::domain::facts::Cohorts::CL),
            ..child("2008-01-01", Some("2026-01-01"), "E8")
        };
        for (child, today, found) in [
            (child("2012-03-04", Some("2026-11-23"), "E8"), "2026-11-22", None),
            (child("2012-03-04", Some("2026-11-23"), "E8"), "2026-11-23", Some(Ended::Care)),
            (child("2012-03-04", None, ""), "2026-11-23", None),
            (child("2012-03-04", Some("2026-11-23"), "E2"), "2026-11-23", Some(Ended::Died)),
            (child("2001-11-24", None, ""), "2026-11-23", None),
            (child("2001-11-24", None, ""), "2026-11-24", Some(Ended::Aged)),
            (leaver, "2026-11-23", None),
            (ChildFacts::default(), "2026-11-23", None),
        ] {
            let caseload = Caseload { children: shared([child]), ..Caseload::default() };
            let limits = Thresholds::default();
            let context = Context::new(&caseload, &limits, day(today));
            let due = due(&caseload, &context, Nation::England.retention());
            assert_eq!(due.first().map(|due| due.ended), found, "{today}");
        }
    }
}
