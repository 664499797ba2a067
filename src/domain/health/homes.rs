//! Placements that cannot be as they stand, and children without one.

use crate::domain::case::Case;
use crate::domain::facts::Placement;
use crate::domain::health::Check;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day, day_or_unknown};

/// School days of a placement after which a roll should name the child.
const SETTLED: i64 = 5;

pub(super) const OVERLAP: Check = Check {
    id: "placements-overlap",
    title: "placements that overlap",
    doc: "Two placements of one kind of file that run at once; short breaks, temporary ones and a first day that is \
          the other's last are none.",
    find: |ground| ground.each(overlap),
};

fn overlap(case: &Case<'_>) -> Option<String> {
    let counted = |placement: &&Placement| !placement.short_break() && !placement.temporary();
    let placements: Vec<&Placement> = case.child.placements.iter().filter(counted).collect();
    let pairs = placements.iter().enumerate().flat_map(|(place, &earlier)| {
        let later = placements.iter().skip(place + 1).map(move |&later| (earlier, later));
        later.filter(|(earlier, later)| {
            earlier.episode == later.episode && earlier.end.is_none_or(|end| later.start < end)
        })
    });
    let pairs: Vec<_> = pairs.collect();
    let (earlier, later) = pairs.first()?;
    let end = earlier.end.map_or_else(|| "is open".to_owned(), |end| format!("ends {}", day(end)));
    let more = pairs.len() - 1;
    let more = if more > 0 { format!("; {more} more") } else { String::new() };
    Some(format!("the one of {} {end}, another begins {}{more}", day(earlier.start), day(later.start)))
}

pub(super) const NO_PLACEMENT: Check = Check {
    id: "no-placement",
    title: "looked after, no placement",
    doc: "Looked after today and in no placement today, where placements or episodes ever came in.",
    find: |ground| ground.each(no_placement),
};

fn no_placement(case: &Case<'_>) -> Option<String> {
    if !case.looked_after() || !case.context.knows(Kind::Placement) || case.current_placement().is_some() {
        return None;
    }
    let last = case.child.placements.iter().filter_map(|placement| placement.end).max();
    Some(match last {
        Some(end) => format!("the last placement ended {}", day(end)),
        None => format!("no file names a placement; looked after since {}", day_or_unknown(case.looked_after_since())),
    })
}

pub(super) const NO_SCHOOL_THERE: Check = Check {
    id: "placement-no-school",
    title: "a placement with no school",
    doc: "Of school age and in a placement for more than 5 school days, and on no roll on any day of it.",
    find: |ground| ground.each(no_school_there),
};

fn no_school_there(case: &Case<'_>) -> Option<String> {
    let placement = case.current_placement()?;
    if !case.compulsory_school_age() || !case.context.knows(Kind::Enrolment) || on_a_roll_since(case, placement) {
        return None;
    }
    let days = case.school_days(placement.start, case.today());
    let what = || format!("placed since {}, on no roll for its {}", day(placement.start), count(days, "school day"));
    (days > SETTLED).then(what)
}

/// Whether a roll names the child on any day of a placement that runs.
fn on_a_roll_since(case: &Case<'_>, placement: &Placement) -> bool {
    if case.child.enrolments.is_empty() {
        return case.child.school_urn.is_some();
    }
    let today = case.today();
    let during = |enrolment: &crate::domain::facts::Enrolment| {
        enrolment.start <= today && enrolment.end.is_none_or(|end| end >= placement.start)
    };
    case.child.enrolments.iter().any(during)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::health::scene::told;
    use crate::domain::rules::scene::{Scene, day, enrolled, looked_after, placed};

    const TODAY: &str = "2026-11-23";

    fn homes(placements: Vec<Placement>) -> Scene {
        let mut scene = looked_after().with(|child| child.placements = placements);
        scene.caseload.sources.insert(Kind::Placement);
        scene
    }

    #[test]
    fn placements_overlap_from_the_day_before_the_first_ends() {
        let two = |end: &str| homes(vec![placed("2026-01-05", end, "A", "S"), placed("2026-06-01", "", "B", "P")]);
        assert_eq!(told(&two("2026-06-01"), OVERLAP.id, TODAY), [""; 0]);
        assert_eq!(
            told(&two("2026-06-02"), OVERLAP.id, TODAY),
            ["the one of 5 Jan 2026 ends 2 Jun 2026, another begins 1 Jun 2026"]
        );
        assert_eq!(told(&two(""), OVERLAP.id, TODAY).len(), 1);
        let other = |change: fn(&mut Placement)| two("").with(|child| change(&mut child.placements[1]));
        for change in [
            |placement: &mut Placement| placement.legal_status = Some("V3".into()),
            |placement: &mut Placement| placement.kind = Some("T0".into()),
            |placement: &mut Placement| placement.episode = true,
        ] {
            assert_eq!(told(&other(change), OVERLAP.id, TODAY), [""; 0]);
        }
    }

    #[test]
    fn a_looked_after_child_lives_somewhere() {
        let until = |end: &str| homes(vec![placed("2026-01-05", end, "A", "S")]);
        assert_eq!(told(&until("2026-11-24"), NO_PLACEMENT.id, TODAY), [""; 0]);
        assert_eq!(told(&until("2026-11-23"), NO_PLACEMENT.id, TODAY), ["the last placement ended 23 Nov 2026"]);
        assert_eq!(told(&homes(vec![]), NO_PLACEMENT.id, TODAY).len(), 1);
        assert_eq!(told(&looked_after(), NO_PLACEMENT.id, TODAY), [""; 0], "no placements ever came in");
        let in_need = homes(vec![]).with(|child| child.cohorts = Scene::default().child.cohorts);
        assert_eq!(told(&in_need, NO_PLACEMENT.id, TODAY), [""; 0]);
    }

    #[test]
    fn a_placement_has_a_school_within_five_school_days() {
        let left = |start: &str| {
            homes(vec![placed(start, "", "A", "P")])
                .with(|child| child.enrolments = vec![enrolled("100001", "2024-09-01", "2026-10-23")])
        };
        // Tue 17 to Mon 23 November are five school days.
        assert_eq!(told(&left("2026-11-17"), NO_SCHOOL_THERE.id, TODAY), [""; 0]);
        let what = ["placed since 16 Nov 2026, on no roll for its 6 school days"];
        assert_eq!(told(&left("2026-11-16"), NO_SCHOOL_THERE.id, TODAY), what);
        assert_eq!(told(&left("2026-10-23"), NO_SCHOOL_THERE.id, TODAY), [""; 0], "its first day is on a roll");
        assert_eq!(told(&left("2026-10-24"), NO_SCHOOL_THERE.id, TODAY).len(), 1);
        let grown = left("2026-11-16").with(|child| {
            child.nc_year = Some(12);
            child.dob = Some(day("2009-10-01"));
        });
        assert_eq!(told(&grown, NO_SCHOOL_THERE.id, TODAY), [""; 0]);
    }
}
