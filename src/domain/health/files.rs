//! Files that are old or never came, and calendars that run out.

use crate::domain::calendar::COUNCIL;
use crate::domain::calendar::reach::Reach;
use crate::domain::case::Case;
use crate::domain::health::{Check, Ground, LastImport, Row, Source};
use crate::domain::kind::{Kind, spec};
use crate::domain::rules::RULES;
use crate::domain::rules::wording::{count, day};
use chrono::Datelike;
use std::collections::BTreeMap;

/// Days after which a kind of file is old; ours, after how often teams are sent them. Of attendance school days.
const RHYTHM: &[(Kind, i64)] = &[
    (Kind::Child, 31),
    (Kind::Attendance, 5),
    (Kind::Pep, 31),
    (Kind::Exclusion, 14),
    (Kind::Placement, 31),
    (Kind::Enrolment, 31),
    (Kind::Destination, 92),
    (Kind::Referral, 31),
    (Kind::Missing, 31),
];

pub(super) const OLD: Check = Check {
    id: "source-old",
    title: "files that are old",
    doc: "A kind of file whose last import is older than it should be: attendance 5 school days, exclusions 14 days, \
          destinations 92, others 31.",
    find: |ground| ground.ledger.sources.iter().filter_map(|source| old(ground, source)).collect(),
};

fn old(ground: &Ground<'_>, source: &Source) -> Option<Row> {
    let LastImport { day: last, file } = source.last.as_ref()?;
    let (_, limit) = RHYTHM.iter().find(|(kind, _)| *kind == source.kind)?;
    let (age, unit) = if source.kind == Kind::Attendance {
        let after = last.succ_opt()?;
        (ground.context.calendar.school_days(COUNCIL, after, ground.today()), "school day")
    } else {
        (ground.context.days_since(*last), "day")
    };
    let what = format!("{}: {} old, last from {file} on {}", spec(source.kind).name, count(age, unit), day(*last));
    (age > *limit).then_some(Row { child: None, what })
}

pub(super) const NEVER: Check = Check {
    id: "source-never",
    title: "files that never came",
    doc: "A kind of file that rules need and of which none ever came in: these rules are silent.",
    find: |ground| never(ground).collect(),
};

fn never(ground: &Ground<'_>) -> impl Iterator<Item = Row> {
    let silent = |kind: Kind| {
        let rules = RULES.iter().filter(|rule| rule.needs.contains(&kind)).count();
        let what = format!("{}: {} silent", spec(kind).name, count(i64::try_from(rules).unwrap_or(0), "rule"));
        (rules > 0).then_some(Row { child: None, what })
    };
    let some = !ground.caseload.children.is_empty();
    let kinds = ground.ledger.sources.iter().map(|source| source.kind);
    kinds.filter(move |&kind| some && !ground.context.knows(kind)).filter_map(silent)
}

pub(super) const TERMS: Check = Check {
    id: "terms-run-out",
    title: "term dates that run out",
    doc: "No term dates of the council for the current or the next term: school days are then assumed or not counted. Or \
          a school with children on its roll has term dates of its own, and these ended or end within 28 days while the \
          council's go on.",
    find: |ground| terms(ground).into_iter().chain(own_terms(ground)).map(|what| Row { child: None, what }).collect(),
};

fn terms(ground: &Ground<'_>) -> Option<String> {
    match ground.context.calendar.terms_reach(ground.today()) {
        Reach::On => None,
        Reach::Assumed => Some("no term dates came in: those of a usual year are assumed".to_owned()),
        Reach::Over(None) => Some("no term dates of the council came in, only those of schools".to_owned()),
        Reach::Over(Some(end)) => Some(format!("term dates ended on {}: no school day after it is known", day(end))),
        Reach::Last(end) => Some(format!("no term after the one that ends on {} is known", day(end))),
    }
}

/// A row a school.
fn own_terms(ground: &Ground<'_>) -> Vec<String> {
    let mut schools: BTreeMap<&str, i64> = BTreeMap::new();
    for urn in ground.cases.iter().filter_map(Case::main_school) {
        *schools.entry(urn).or_default() += 1;
    }
    let told = |(urn, children): (&str, i64)| {
        let end = ground.context.calendar.own_terms_run_out(urn, ground.today())?;
        let verb = if end < ground.today() { "ended" } else { "end" };
        let school = ground.caseload.school_name(urn);
        let whom = if children == 1 { "1 child".to_owned() } else { format!("{children} children") };
        Some(format!("{school}, {whom}: term dates of its own {verb} on {}, then the council's count", day(end)))
    };
    schools.into_iter().filter_map(told).collect()
}

pub(super) const BANK_HOLIDAYS: Check = Check {
    id: "bank-holidays-run-out",
    title: "bank holidays that run out",
    doc: "No bank holidays are known for next year: working days would be counted too many.",
    find: |ground| {
        let year = ground.context.calendar.holidays_until();
        let what = format!("bank holidays are known until the end of {year}; import a newer bank-holidays.json");
        if year > ground.today().year() { Vec::new() } else { vec![Row { child: None, what }] }
    },
};

pub(super) const HELD: Check = Check {
    id: "held-back",
    title: "rows held back",
    doc: "Rows of files that could not be taken and are neither corrected nor dropped yet: `lookout held`, or key B.",
    find: |ground| {
        let row = |(file, rows): &(String, i64)| Row { child: None, what: format!("{file}: {}", count(*rows, "row")) };
        ground.ledger.held.iter().map(row).collect()
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::TermKind;
    use crate::domain::health::Ledger;
    use crate::domain::health::scene::{among, found, imported, told};
    use crate::domain::rules::scene::{Scene, enrolled};

    #[test]
    fn a_file_is_old_the_day_after_its_limit() {
        for (kind, last, today, is_old) in [
            (Kind::Pep, "2026-10-23", "2026-11-23", false),
            (Kind::Pep, "2026-10-22", "2026-11-23", true),
            (Kind::Exclusion, "2026-11-09", "2026-11-23", false),
            (Kind::Exclusion, "2026-11-08", "2026-11-23", true),
            // School days after Mon 16 November: 17 to 20 and Mon 23 are five.
            (Kind::Attendance, "2026-11-16", "2026-11-23", false),
            (Kind::Attendance, "2026-11-15", "2026-11-23", true),
            // Half term counts no school day.
            (Kind::Attendance, "2026-10-23", "2026-11-06", false),
            (Kind::Attendance, "2026-10-23", "2026-11-09", true),
            (Kind::School, "2020-01-01", "2026-11-23", false),
        ] {
            let found = found(&Scene::default(), &imported(kind, last), "source-old", today);
            assert_eq!(found.len(), usize::from(is_old), "{kind:?} {last} {found:?}");
        }
        let told = found(&Scene::default(), &imported(Kind::Pep, "2026-10-22"), "source-old", "2026-11-23");
        assert_eq!(told, ["peps: 32 days old, last from in/file.csv on 22 Oct 2026"]);
    }

    #[test]
    fn a_kind_that_never_came_is_told_where_rules_need_it() {
        let scene = Scene::default().without(Kind::Pep);
        assert_eq!(found(&Scene::default(), &imported(Kind::Pep, "2026-11-20"), "source-never", "2026-11-23"), [""; 0]);
        let told = found(&scene, &imported(Kind::Pep, "2026-11-20"), "source-never", "2026-11-23");
        assert!(told[0].starts_with("peps: ") && told[0].ends_with("rules silent"), "{told:?}");
        assert_eq!(found(&scene, &imported(Kind::Premium, "2026-11-20"), "source-never", "2026-11-23"), [""; 0]);
    }

    #[test]
    fn terms_run_out_when_no_later_one_is_known() {
        let scene = Scene::default().terms(&[
            ("*", TermKind::Term, "autumn", "2026-09-02", "2026-12-18"),
            ("*", TermKind::Term, "spring", "2027-01-05", "2027-03-25"),
        ]);
        let told = |today| found(&scene, &imported(Kind::Term, "2026-09-01"), "terms-run-out", today);
        assert_eq!(told("2027-01-04"), [""; 0]);
        assert_eq!(told("2027-01-05"), ["no term after the one that ends on 25 Mar 2027 is known"]);
        assert_eq!(told("2027-03-26"), ["term dates ended on 25 Mar 2027: no school day after it is known"]);
        let assumed = found(&Scene::default(), &imported(Kind::Pep, "2026-11-20"), "terms-run-out", "2026-11-23");
        assert_eq!(assumed.len(), 1);
    }

    #[test]
    fn a_schools_own_terms_run_out_for_the_children_on_its_roll() {
        let terms = [
            ("*", TermKind::Term, "autumn", "2026-09-02", "2026-12-18"),
            ("*", TermKind::Term, "spring", "2027-01-05", "2027-03-25"),
            ("100001", TermKind::Term, "autumn", "2026-09-03", "2026-12-17"),
        ];
        let at = |urn, end| {
            Scene::default().terms(&terms).with(|child| child.enrolments = vec![enrolled(urn, "2026-09-01", end)])
        };
        let told = |scene: &Scene, today| told(scene, "terms-run-out", today);
        assert_eq!(told(&at("100001", ""), "2026-11-18"), [""; 0]);
        let end = ["URN 100001, 1 child: term dates of its own end on 17 Dec 2026, then the council's count"];
        assert_eq!(told(&at("100001", ""), "2026-11-19"), end);
        assert_eq!(told(&at("100001", ""), "2026-12-17"), end);
        let ended = ["URN 100001, 1 child: term dates of its own ended on 17 Dec 2026, then the council's count"];
        assert_eq!(told(&at("100001", ""), "2026-12-18"), ended);
        // On its roll to that day, and at another school.
        assert_eq!(told(&at("100001", "2026-12-18"), "2026-12-18"), ended);
        assert_eq!(told(&at("100001", "2026-12-17"), "2026-12-18"), [""; 0]);
        assert_eq!(told(&at("100002", ""), "2026-12-18"), [""; 0]);
        let scene = at("100001", "");
        let two = vec![scene.child.clone(), scene.child.clone()];
        let both = among(&scene, two, &Ledger::default(), ("terms-run-out", "2026-12-18"));
        assert_eq!(both.len(), 1);
        assert!(both[0].starts_with("URN 100001, 2 children: "), "{both:?}");
    }

    #[test]
    fn held_back_rows_are_counted_by_file() {
        let ledger = Ledger { held: vec![("in/peps.csv".to_owned(), 2)], ..Ledger::default() };
        let told = |ledger: &Ledger| found(&Scene::default(), ledger, "held-back", "2026-11-23");
        assert_eq!(told(&ledger), ["in/peps.csv: 2 rows"]);
        assert_eq!(told(&Ledger::default()), [""; 0]);
    }

    #[test]
    fn bank_holidays_run_out_in_the_last_year_known() {
        let told = |today| found(&Scene::default(), &imported(Kind::Pep, today), "bank-holidays-run-out", today).len();
        assert_eq!((told("2027-12-31"), told("2028-01-01")), (0, 1));
    }
}
