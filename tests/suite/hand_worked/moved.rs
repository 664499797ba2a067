//! Placements and schools.

use super::{HELD, MONDAY, NOV_16, QUIET, Worked, check, week};

#[test]
fn moved() {
    check(MONDAY, MOVED);
}

const YEAR_8: &str = "2013-11-30,8,LAC,2020-01-06";

const MOVED: &[Worked] = &[
    // On roll to Monday 19 Oct. School days since: 20 21 22 23 Oct, 15 from 2 to 20 Nov, and today are 20.
    Worked {
        id: "no-school-twenty",
        own: YEAR_8,
        rows: &[HELD, ("enrolments.csv", "100001,2024-09-02,2026-10-19")],
        alerts: &["placement-no-school act_today 20 2026-10-20"],
    },
    Worked {
        id: "no-school-nineteen",
        own: YEAR_8,
        rows: &[HELD, ("enrolments.csv", "100001,2024-09-02,2026-10-20")],
        alerts: &["placement-no-school this_week 19 2026-10-21"],
    },
    // `end` is still on roll.
    Worked {
        id: "last-day-on-roll",
        own: YEAR_8,
        rows: &[HELD, ("enrolments.csv", "100001,2024-09-02,2026-11-23"), week("2026-11-23,/ - - - - - - - - -")],
        alerts: &[],
    },
    // 26 Oct to 23 Nov: 5 + 23 = 28 days.
    Worked {
        id: "moved-28-days",
        own: QUIET,
        rows: &[("placements.csv", "2025-01-06,2026-10-26,U6,S,"), ("placements.csv", "2026-10-26,,U6,P,")],
        alerts: &["placement-move this_week 28 2026-10-26"],
    },
    Worked {
        id: "moved-28-days-year-10",
        own: "2011-11-30,10,PLAC,",
        rows: &[("placements.csv", "2025-01-06,2026-10-26,U6,S,"), ("placements.csv", "2026-10-26,,U6,B,")],
        alerts: &["placement-move act_today 28 2026-10-26"],
    },
    // 29 days; and a change of legal status alone (L) is no move.
    Worked {
        id: "moved-29-days",
        own: QUIET,
        rows: &[
            ("placements.csv", "2025-01-06,2026-10-25,U6,S,"),
            ("placements.csv", "2026-10-25,2026-11-09,U6,P,"),
            ("placements.csv", "2026-11-09,,U6,L,"),
        ],
        alerts: &[],
    },
    // 23 Nov 2025 is 365 days before today.
    Worked {
        id: "unsettled-365-days",
        own: QUIET,
        rows: &[
            ("placements.csv", "2025-01-06,2025-11-23,U6,S,"),
            ("placements.csv", "2025-11-23,2026-03-02,U6,P,"),
            ("placements.csv", "2026-03-02,2026-06-01,U6,P,"),
            ("placements.csv", "2026-06-01,,U6,P,"),
        ],
        alerts: &["placement-unsettled this_week 3 2025-11-23"],
    },
    Worked {
        id: "unsettled-366-days",
        own: QUIET,
        rows: &[
            ("placements.csv", "2025-01-06,2025-11-22,U6,S,"),
            ("placements.csv", "2025-11-22,2026-03-02,U6,P,"),
            ("placements.csv", "2026-03-02,2026-06-01,U6,P,"),
            ("placements.csv", "2026-06-01,,U6,P,"),
        ],
        alerts: &[],
    },
    // 21 Dec is 7 + 21 = 28 days ahead.
    Worked {
        id: "planned-28-days",
        own: QUIET,
        rows: &[("placements.csv", "2025-01-06,,U6,S,2026-12-21")],
        alerts: &["placement-planned watch 28 2026-12-21"],
    },
    Worked {
        id: "planned-29-days",
        own: QUIET,
        rows: &[("placements.csv", "2025-01-06,,U6,S,2026-12-22")],
        alerts: &[],
    },
    // A second school from 26 Oct, with marks so that nobody asks for them.
    Worked {
        id: "school-move-28-days",
        own: QUIET,
        rows: &[("enrolments.csv", "100001,2024-09-02,2026-10-25"), ("enrolments.csv", "100002,2026-10-26,"), NOV_16],
        alerts: &["school-move watch 28 2026-10-26"],
    },
    Worked {
        id: "school-move-year-11",
        own: "2010-11-30,11,PLAC,",
        rows: &[("enrolments.csv", "100001,2024-09-02,2026-10-25"), ("enrolments.csv", "100002,2026-10-26,"), NOV_16],
        alerts: &["school-move this_week 28 2026-10-26"],
    },
    Worked {
        id: "school-move-29-days",
        own: QUIET,
        rows: &[("enrolments.csv", "100001,2024-09-02,2026-10-24"), ("enrolments.csv", "100002,2026-10-25,"), NOV_16],
        alerts: &[],
    },
];
