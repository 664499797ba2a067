//! Attendance.

use super::{MONDAY, NOV_16, QUIET, Worked, check, week};

#[test]
fn absent() {
    check(MONDAY, ABSENT);
}

const SEP_14: (&str, &str) = week("2026-09-14,/ \\ / \\ / \\ / \\ / \\");
const SEP_21: (&str, &str) = week("2026-09-21,/ \\ / \\ / \\ / \\ / \\");
const SEP_28: (&str, &str) = week("2026-09-28,/ \\ / \\ / \\ / \\ / \\");
const OCT_05: (&str, &str) = week("2026-10-05,/ \\ / \\ / \\ / \\ / \\");
const OCT_12: (&str, &str) = week("2026-10-12,/ \\ / \\ / \\ / \\ / \\");
const OCT_19: (&str, &str) = week("2026-10-19,/ \\ / \\ / \\ / \\ / \\");
const NOV_02: (&str, &str) = week("2026-11-02,/ \\ / \\ / \\ / \\ / \\");
const NOV_09: (&str, &str) = week("2026-11-09,/ \\ / \\ / \\ / \\ / \\");

const ABSENT: &[Worked] = &[
    // 10 of 20 sessions are 50 %; there is nothing before the last 20.
    Worked {
        id: "severe-half",
        own: QUIET,
        rows: &[week("2026-11-02,I I I I I I I I I I"), NOV_09],
        alerts: &["attendance-severe act_today 50 2026-11-02"],
    },
    // 19 sessions are too few to say anything.
    Worked {
        id: "nineteen-sessions",
        own: QUIET,
        rows: &[week("2026-11-02,- I I I I I I I I I"), week("2026-11-09,I I I I I I I I I I")],
        alerts: &[],
    },
    // Severe for longer: 20 of 40 are 50 %, and 10 of the first 20 were 50 % already. The last 20 attended 10 of 20,
    // as many as before: no dip.
    Worked {
        id: "severe-before",
        own: QUIET,
        rows: &[week("2026-10-12,I I I I I I I I I I"), OCT_19, week("2026-11-02,I I I I I I I I I I"), NOV_09],
        alerts: &["attendance-severe this_week 50 2026-10-12"],
    },
    // 4 of 40 are 10 %.
    Worked {
        id: "persistent-four-of-forty",
        own: QUIET,
        rows: &[week("2026-10-12,I I I I / \\ / \\ / \\"), OCT_19, NOV_02, NOV_09],
        alerts: &["attendance-persistent this_week 10 2026-10-12"],
    },
    // 4 of 41 are 9.8 %.
    Worked {
        id: "four-of-forty-one",
        own: QUIET,
        rows: &[
            week("2026-10-12,I I I I / \\ / \\ / \\"),
            OCT_19,
            NOV_02,
            NOV_09,
            week("2026-11-16,/ - - - - - - - - -"),
        ],
        alerts: &[],
    },
    // 20 of 20, then 18 of 20: 100 - 90 = 10 points. 2 of 40 absent are 5 %.
    Worked {
        id: "dip-ten-points",
        own: QUIET,
        rows: &[OCT_12, OCT_19, week("2026-11-02,I I / \\ / \\ / \\ / \\"), NOV_09],
        alerts: &["attendance-dip this_week 10 2026-11-02"],
    },
    // 56 of 59, then 17 of 20: 94.915 - 85 = 9.915 points. 6 of 79 absent are 7.6 %.
    Worked {
        id: "dip-just-under",
        own: QUIET,
        rows: &[
            week("2026-09-14,- I I I / \\ / \\ / \\"),
            SEP_21,
            SEP_28,
            OCT_05,
            OCT_12,
            OCT_19,
            week("2026-11-02,I I I \\ / \\ / \\ / \\"),
            NOV_09,
        ],
        alerts: &[],
    },
    // 20 of 20, then 15 of 20: 25 points. 5 of 40 absent are 12.5 %.
    Worked {
        id: "dip-twenty-five-points",
        own: QUIET,
        rows: &[OCT_12, OCT_19, week("2026-11-02,I I I I I \\ / \\ / \\"), NOV_09],
        alerts: &["attendance-dip act_today 25 2026-11-02", "attendance-persistent this_week 12.5 2026-11-02"],
    },
    // School weeks back from 16 Nov: 9, 2 Nov, 19, 12, 5 Oct, 28, 21, 14, 7 Sep: that week is the tenth.
    // 10 of 108 absent are 9.3 %; the last 80 sessions are all attended.
    Worked {
        id: "unauthorised-tenth-week",
        own: QUIET,
        rows: &[
            week("2026-08-31,- - / \\ / \\ / \\ / \\"),
            week("2026-09-07,O O U U G G N N O O"),
            SEP_14,
            SEP_21,
            SEP_28,
            OCT_05,
            OCT_12,
            OCT_19,
            NOV_02,
            NOV_09,
            NOV_16,
        ],
        alerts: &["attendance-unauthorised act_today 10 2026-09-07"],
    },
    // One mark this Monday makes this week a school week, and that week the eleventh.
    Worked {
        id: "unauthorised-eleventh-week",
        own: QUIET,
        rows: &[
            week("2026-08-31,- - / \\ / \\ / \\ / \\"),
            week("2026-09-07,O O U U G G N N O O"),
            SEP_14,
            SEP_21,
            SEP_28,
            OCT_05,
            OCT_12,
            OCT_19,
            NOV_02,
            NOV_09,
            NOV_16,
            week("2026-11-23,/ - - - - - - - - -"),
        ],
        alerts: &[],
    },
    // 3 N in the last 10. The last 20 attended 17 (85 %), the 40 before all: 15 points. 3 of 60 are 5 %.
    Worked {
        id: "unexplained-three",
        own: QUIET,
        rows: &[OCT_05, OCT_12, OCT_19, NOV_02, NOV_09, week("2026-11-16,N N N \\ / \\ / \\ / \\")],
        alerts: &["attendance-dip this_week 15 2026-11-16", "attendance-unexplained this_week 3 2026-11-16"],
    },
    // The third N is the eleventh session back.
    Worked {
        id: "unexplained-two",
        own: QUIET,
        rows: &[
            OCT_05,
            OCT_12,
            OCT_19,
            NOV_02,
            week("2026-11-09,/ \\ / \\ / \\ / \\ / N"),
            week("2026-11-16,N N / \\ / \\ / \\ / \\"),
        ],
        alerts: &["attendance-dip this_week 15 2026-11-13"],
    },
    // On roll, last mark Friday 13 Nov. School days since: 16 17 18 19 20 23.
    Worked {
        id: "no-marks-six-days",
        own: QUIET,
        rows: &[("enrolments.csv", "100001,2026-09-01,"), NOV_02, NOV_09],
        alerts: &["attendance-no-data watch 6 2026-11-13"],
    },
    // One mark on Monday the 16th, of any code, is a mark on one of the five.
    Worked {
        id: "a-mark-within-five-days",
        own: QUIET,
        rows: &[("enrolments.csv", "100001,2026-09-01,"), NOV_02, NOV_09, week("2026-11-16,# - - - - - - - - -")],
        alerts: &[],
    },
    // Never a mark.
    Worked {
        id: "never-a-mark",
        own: QUIET,
        rows: &[("enrolments.csv", "100001,2026-09-01,")],
        alerts: &["attendance-no-data watch - -"],
    },
    // On roll from Tuesday the 17th: not on each of the last five school days.
    Worked { id: "on-roll-four-days", own: QUIET, rows: &[("enrolments.csv", "100001,2026-11-17,")], alerts: &[] },
];
