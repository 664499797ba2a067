//! Missing, suspended, excluded.

use super::{HELD, MONDAY, NURSERY, QUIET, Worked, check};

#[test]
fn missing_and_excluded() {
    check(MONDAY, MISSING_AND_EXCLUDED);
}

const MISSING_AND_EXCLUDED: &[Worked] = &[
    // MIS_END is the first day after: on the 23rd still missing. 20 to 23 Nov is 3 days.
    Worked {
        id: "missing-still",
        own: QUIET,
        rows: &[("missing.csv", "M,20/11/2026,24/11/2026")],
        alerts: &["missing-now act_today 3 2026-11-20"],
    },
    // Back on the 23rd. Permanently excluded 24 Sep: 6 days of September, 31 of October, 23 of November are 60.
    Worked {
        id: "excluded-60-days",
        own: QUIET,
        rows: &[("missing.csv", "A,20/11/2026,23/11/2026"), ("exclusions.csv", "PERM,2026-09-24,,,2026-09-25")],
        alerts: &["exclusion-permanent act_today 60 2026-09-24"],
    },
    // One day earlier: 61. Suspended from Friday 6 Nov: the tenth school day before today is Monday 9 Nov.
    Worked {
        id: "excluded-61-days",
        own: QUIET,
        rows: &[
            ("exclusions.csv", "PERM,2026-09-23,,,2026-09-24"),
            ("exclusions.csv", "SUSP,2026-11-06,2026-11-09,4,"),
        ],
        alerts: &[],
    },
    // 4 sessions are 2 days.
    Worked {
        id: "suspended-tenth-day",
        own: QUIET,
        rows: &[("exclusions.csv", "SUSP,2026-11-09,2026-11-10,4,")],
        alerts: &["suspension-new act_today 2 2026-11-09"],
    },
    // Looked after: provision from the first school day, which is today; 2 sessions run for one school day.
    Worked {
        id: "suspended-today-looked-after",
        own: NURSERY,
        rows: &[HELD, ("exclusions.csv", "SUSP,2026-11-23,,2,")],
        alerts: &["exclusion-provision act_today 1 2026-11-23", "suspension-new act_today 1 2026-11-23"],
    },
    // The same with provision from today.
    Worked {
        id: "suspended-today-provided",
        own: NURSERY,
        rows: &[HELD, ("exclusions.csv", "SUSP,2026-11-23,,2,2026-11-23")],
        alerts: &["suspension-new act_today 1 2026-11-23"],
    },
    // Others: the sixth school day. 16 17 18 19 20 are five, today is the sixth, the due day, counted as 1.
    Worked {
        id: "suspended-sixth-day",
        own: QUIET,
        rows: &[("exclusions.csv", "SUSP,2026-11-16,2026-11-27,20,")],
        alerts: &[
            "exclusion-provision act_today 1 2026-11-16",
            "suspension-new act_today 10 2026-11-16",
            "suspension-days this_week 10 2026-11-16",
        ],
    },
    // From the 17th today is the fifth.
    Worked {
        id: "suspended-fifth-day",
        own: QUIET,
        rows: &[("exclusions.csv", "SUSP,2026-11-17,2026-11-27,18,")],
        alerts: &["suspension-new act_today 9 2026-11-17", "suspension-days this_week 9 2026-11-17"],
    },
    // 10 sessions are 5 days, which is not above 5.
    Worked {
        id: "five-days-this-term",
        own: QUIET,
        rows: &[("exclusions.csv", "SUSP,2026-09-14,2026-09-18,10,2026-09-14")],
        alerts: &[],
    },
    // And one lunchtime more, half a day: 5.5.
    Worked {
        id: "five-and-a-half-days",
        own: QUIET,
        rows: &[
            ("exclusions.csv", "SUSP,2026-09-14,2026-09-18,10,2026-09-14"),
            ("exclusions.csv", "LUNCH,2026-10-05,2026-10-05,1,"),
        ],
        alerts: &["suspension-days this_week 5.5 2026-10-05"],
    },
    // 30 sessions are 15 days: not above 15.
    Worked {
        id: "fifteen-days",
        own: QUIET,
        rows: &[("exclusions.csv", "SUSP,2026-09-07,2026-09-25,30,2026-09-07")],
        alerts: &["suspension-days this_week 15 2026-09-07"],
    },
    // 31 are 15.5.
    Worked {
        id: "fifteen-and-a-half-days",
        own: QUIET,
        rows: &[("exclusions.csv", "SUSP,2026-09-07,2026-09-28,31,2026-09-07")],
        alerts: &["suspension-days act_today 15.5 2026-09-07"],
    },
];
