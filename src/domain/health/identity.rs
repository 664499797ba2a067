//! Who a child is: pupil numbers, dates that cannot be, and what two files say differently.

use crate::domain::calendar::age;
use crate::domain::case::Case;
use crate::domain::health::{Check, Ground, Row, row};
use crate::domain::rules::wording::day;
use crate::domain::upn;
use crate::domain::who::Question;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The oldest in whole years that anybody of a caseload is, and the longest that anybody is looked after.
const OLDEST: i32 = 25;

pub(super) const NO_UPN: Check = Check {
    id: "no-upn",
    title: "no UPN",
    doc: "Of school age (reception to year 11) and without a unique pupil number.",
    find: |ground| {
        ground.each(|case| {
            let lacks = case.compulsory_school_age() && case.child.upn.is_none();
            lacks.then(|| "no file gives a UPN".to_owned())
        })
    },
};

pub(super) const WRONG_UPN: Check = Check {
    id: "upn-wrong",
    title: "a UPN that cannot be",
    doc: "A unique pupil number that is not thirteen characters or whose check letter is wrong.",
    find: |ground| ground.each(wrong_upn),
};

fn wrong_upn(case: &Case<'_>) -> Option<String> {
    let upn = case.child.upn.as_deref().filter(|upn| !upn::valid(upn))?;
    let rest = upn.char_indices().nth(1).map_or("", |(at, _)| &upn[at..]);
    Some(match upn::check_letter(rest) {
        Some(letter) => format!("{upn}: by its check the letter is {letter}"),
        None => format!("{upn}: not a letter and twelve digits"),
    })
}

pub(super) const SHARED_UPN: Check = Check {
    id: "upn-twice",
    title: "one UPN, several children",
    doc: "A unique pupil number of children who were told apart, or of too many to ask about each pair: a wrong number. \
          Of the others who-is-who asks.",
    find: shared_upn,
};

fn shared_upn(ground: &Ground<'_>) -> Vec<Row> {
    let mut by_upn: BTreeMap<&str, Vec<&Case<'_>>> = BTreeMap::new();
    for case in &ground.cases {
        if let Some(upn) = case.child.upn.as_deref() {
            by_upn.entry(upn).or_default().push(case);
        }
    }
    by_upn.retain(|_, cases| cases.len() > 1);
    let asked: BTreeSet<[i64; 2]> = ground.questions().iter().map(|asked| [asked.one.0, asked.other.0]).collect();
    let mut rows = Vec::new();
    for (upn, cases) in by_upn {
        for case in &cases {
            let told = |other: i64| {
                let (one, other) = (case.child.key.min(other), case.child.key.max(other));
                one != other && !asked.contains(&[one, other])
            };
            let others = cases.iter().filter(|other| told(other.child.key));
            let others: Vec<&str> = others.map(|other| &*other.child.child_id).collect();
            if !others.is_empty() {
                rows.push(row(case, format!("{upn} is also that of {}", others.join(", "))));
            }
        }
    }
    rows
}

pub(super) const WHO: Check = Check {
    id: "who-is-who",
    title: "perhaps one child",
    doc: "Records that have one UPN, now or before, or one name and birthday, and were neither merged nor told apart: \
          `lookout who`, or key W.",
    find: |ground| {
        let row = |asked: &Question| {
            let other = ground.caseload.child(asked.other).map_or("", |child| &child.child_id);
            Row { child: Some(asked.one), what: format!("may be {other}: {}", asked.reason.words()) }
        };
        ground.questions().iter().map(row).collect()
    },
};

pub(super) const IMPOSSIBLE_DATE: Check = Check {
    id: "date-impossible",
    title: "a date that cannot be",
    doc: "A date of birth in the future or of somebody older than 25, or a looked-after date in the future, before the \
          birth or more than 25 years ago.",
    find: |ground| ground.each(impossible_date),
};

fn impossible_date(case: &Case<'_>) -> Option<String> {
    let today = case.today();
    let wrong = |date: NaiveDate| {
        if date > today {
            Some("lies in the future")
        } else {
            (age(date, today) > OLDEST).then_some("is more than 25 years ago")
        }
    };
    if let Some(born) = case.child.dob
        && let Some(why) = wrong(born)
    {
        return Some(format!("date of birth {} {why}", day(born)));
    }
    let since = case.child.looked_after_since?;
    let before_birth = || case.child.dob.is_some_and(|born| since < born).then_some("is before the birth");
    wrong(since).or_else(before_birth).map(|why| format!("looked-after date {} {why}", day(since)))
}

pub(super) const SOURCES_DIFFER: Check = Check {
    id: "sources-differ",
    title: "two files differ",
    doc: "Date of birth, sex or UPN that children.csv and the SSDA903 header state differently; children.csv counts.",
    find: |ground| ground.ledger.differing.iter().map(differing).collect(),
};

fn differing(differing: &crate::domain::health::Differing) -> Row {
    let crate::domain::health::Differing { child, field, own, published } = differing;
    Row { child: Some(*child), what: format!("{field}: {own} in children.csv, {published} in the SSDA903 header") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::ChildKey;
    use crate::domain::health::scene::{among, found, told};
    use crate::domain::health::{Differing, Ledger};
    use crate::domain::rules::scene::{Scene, day};
    use crate::domain::who::{Identities, Number};

    const TODAY: &str = "2026-11-23";

    #[test]
    fn a_school_child_has_a_upn_whose_letter_is_right() {
        let with = |upn: &str, year| {
            Scene::default().with(|child| {
                child.upn = (!upn.is_empty()).then(|| upn.into());
                child.nc_year = Some(year);
            })
        };
        for (upn, year, none, wrong) in [
            ("H801200001001", 7, 0, 0),
            ("J801200001001", 7, 0, 1),
            ("H80120000100", 7, 0, 1),
            ("", 0, 1, 0),
            ("", -1, 0, 0),
            ("", 11, 1, 0),
            ("", 12, 0, 0),
        ] {
            let scene = with(upn, year);
            assert_eq!(told(&scene, NO_UPN.id, TODAY).len(), none, "{upn} {year}");
            assert_eq!(told(&scene, WRONG_UPN.id, TODAY).len(), wrong, "{upn} {year}");
        }
        let told = told(&with("J801200001001", 7), WRONG_UPN.id, TODAY);
        assert_eq!(told, ["J801200001001: by its check the letter is H"]);
    }

    #[test]
    fn a_pair_of_one_upn_is_told_once() {
        let scene = Scene::default();
        let child = |(key, id, upn): (i64, &str, &str)| {
            let mut child = scene.child.clone();
            (child.key, child.child_id, child.upn) = (key, id.into(), Some(upn.into()));
            (child.forename, child.surname) = (id.into(), id.into());
            child
        };
        let told = |children: &[(i64, &str, &str)], apart: &[(i64, i64)]| {
            let number = |&(child, _, upn): &(i64, &str, &str)| Number {
                child: ChildKey(child),
                upn: upn.to_owned(),
                former: false,
            };
            let identities = Identities {
                numbers: children.iter().map(number).collect(),
                apart: apart.iter().map(|&(one, other)| (ChildKey(one), ChildKey(other))).collect(),
                ..Identities::default()
            };
            let ledger = Ledger { identities, ..Ledger::default() };
            let children: Vec<_> = children.iter().copied().map(child).collect();
            [SHARED_UPN.id, WHO.id].map(|check| among(&scene, children.clone(), &ledger, (check, TODAY)))
        };
        let three = [(1, "C1", "A"), (2, "C2", "B"), (3, "C3", "A")];
        let none: [String; 0] = [];
        assert_eq!(told(&three[..2], &[]), [none.clone(), none.clone()]);
        assert_eq!(told(&three, &[]), [none.to_vec(), vec!["may be C3: one UPN".to_owned()]]);
        let apart = ["A is also that of C3", "A is also that of C1"].map(str::to_owned).to_vec();
        assert_eq!(told(&three, &[(3, 1)]), [apart, none.to_vec()]);
        let many: Vec<(i64, String)> = (1..=21).map(|key| (key, format!("D{key}"))).collect();
        let many: Vec<(i64, &str, &str)> = many.iter().map(|(key, id)| (*key, id.as_str(), "A")).collect();
        let [shared, asked] = told(&many, &[]);
        assert_eq!((shared.len(), asked), (21, none.to_vec()), "too many to ask about each pair");
    }

    #[test]
    fn dates_lie_neither_ahead_nor_too_far_back() {
        for (born, since, what) in [
            ("2026-11-23", "", ""),
            ("2026-11-24", "", "date of birth 24 Nov 2026 lies in the future"),
            ("2000-11-24", "", ""),
            ("2000-11-23", "", "date of birth 23 Nov 2000 is more than 25 years ago"),
            ("2014-10-01", "2026-11-23", ""),
            ("2014-10-01", "2026-11-24", "looked-after date 24 Nov 2026 lies in the future"),
            ("2014-10-01", "2014-10-01", ""),
            ("2014-10-01", "2014-09-30", "looked-after date 30 Sep 2014 is before the birth"),
            ("", "2000-11-23", "looked-after date 23 Nov 2000 is more than 25 years ago"),
        ] {
            let scene = Scene::default().with(|child| {
                child.dob = born.parse().ok();
                child.looked_after_since = since.parse().ok();
            });
            assert_eq!(told(&scene, IMPOSSIBLE_DATE.id, TODAY).concat(), what, "{born} {since}");
        }
        assert!(day(TODAY) > day("2000-11-23"));
    }

    #[test]
    fn what_two_files_say_is_told_with_both() {
        let differing = Differing {
            child: ChildKey(1),
            field: "dob",
            own: "2014-10-01".to_owned(),
            published: "2014-01-10".to_owned(),
        };
        let ledger = Ledger { differing: vec![differing], ..Ledger::default() };
        let told = found(&Scene::default(), &ledger, SOURCES_DIFFER.id, TODAY);
        assert_eq!(told, ["dob: 2014-10-01 in children.csv, 2014-01-10 in the SSDA903 header"]);
    }
}
