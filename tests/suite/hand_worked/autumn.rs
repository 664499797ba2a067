//! Monday 23 November 2026, terms assumed: autumn 1 Sep - 19 Dec, break 26 - 30 Oct, no bank holiday in term.
//!
//! School days back from today: 23 Nov | 20 19 18 17 16 | 13 12 11 10 9 | 6 5 4 3 2 Nov | 23 22 21 20 19 Oct.
//! Before the summer term of 2025/26 (16 Apr - 22 Jul 2026) the spring term ran 5 Jan - 31 Mar.

use super::{Worked, check};

/// Previously looked after, year 8, on no roll: no rule looks at absence of anything.
const QUIET: &str = "2013-11-30,8,PLAC,";
/// Looked after for years, nursery: PEP rules, but no school rules.
const NURSERY: &str = "2022-06-01,N2,LAC,2022-09-05";
/// A PEP held in the last ended term (16 Apr - 22 Jul 2026).
const HELD: (&str, &str) = ("peps.csv", ",2026-06-10,green");

#[test]
fn missing_and_excluded() {
    check("2026-11-23", MISSING_AND_EXCLUDED);
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

#[test]
fn absent() {
    check("2026-11-23", ABSENT);
}

const fn week(marks: &'static str) -> (&'static str, &'static str) {
    ("attendance.csv", marks)
}

const SEP_14: (&str, &str) = week("2026-09-14,/ \\ / \\ / \\ / \\ / \\");
const SEP_21: (&str, &str) = week("2026-09-21,/ \\ / \\ / \\ / \\ / \\");
const SEP_28: (&str, &str) = week("2026-09-28,/ \\ / \\ / \\ / \\ / \\");
const OCT_05: (&str, &str) = week("2026-10-05,/ \\ / \\ / \\ / \\ / \\");
const OCT_12: (&str, &str) = week("2026-10-12,/ \\ / \\ / \\ / \\ / \\");
const OCT_19: (&str, &str) = week("2026-10-19,/ \\ / \\ / \\ / \\ / \\");
const NOV_02: (&str, &str) = week("2026-11-02,/ \\ / \\ / \\ / \\ / \\");
const NOV_09: (&str, &str) = week("2026-11-09,/ \\ / \\ / \\ / \\ / \\");
const NOV_16: (&str, &str) = week("2026-11-16,/ \\ / \\ / \\ / \\ / \\");

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

#[test]
fn moved() {
    check("2026-11-23", MOVED);
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

#[test]
fn planned() {
    check("2026-11-23", PLANNED);
}

const PLANNED: &[Worked] = &[
    // Looked after since Friday 23 Oct; 20 working days on (26-30 Oct, 2-6, 9-13, 16-20 Nov) is 20 Nov: 3 days late.
    // 21 working days since: no longer new to care.
    Worked {
        id: "initial-three-days-late",
        own: "2022-06-01,N2,LAC,2026-10-23",
        rows: &[],
        alerts: &["pep-initial this_week 3 2026-11-20"],
    },
    // Since Monday 26 Oct: due today, so not late; 20 working days since.
    Worked {
        id: "initial-due-today",
        own: "2022-06-01,N2,LAC,2026-10-26",
        rows: &[],
        alerts: &["care-new this_week 20 2026-10-26", "pep-due watch 0 2026-11-23"],
    },
    // Since 12 Oct: due 9 Nov (4 + 5 + 5 + 5 + 1); ten working days on is today, not past. 14 days late.
    Worked {
        id: "initial-ten-more-days",
        own: "2022-06-01,N2,LAC,2026-10-12",
        rows: &[],
        alerts: &["pep-initial this_week 14 2026-11-09"],
    },
    // Since 9 Oct: due 6 Nov; ten working days on was 20 Nov. 17 days late.
    Worked {
        id: "initial-past-ten-more",
        own: "2022-06-01,N2,LAC,2026-10-09",
        rows: &[],
        alerts: &["pep-initial act_today 17 2026-11-06"],
    },
    // Held on the day itself.
    Worked {
        id: "initial-held",
        own: "2022-06-01,N2,LAC,2026-10-09",
        rows: &[("peps.csv", ",2026-10-09,green")],
        alerts: &[],
    },
    // Due 24 Oct: 7 + 23 = 30 days late.
    Worked {
        id: "overdue-30-days",
        own: NURSERY,
        rows: &[HELD, ("peps.csv", "2026-10-24,,")],
        alerts: &["pep-overdue act_today 30 2026-10-24"],
    },
    Worked {
        id: "overdue-29-days",
        own: NURSERY,
        rows: &[HELD, ("peps.csv", "2026-10-25,,")],
        alerts: &["pep-overdue this_week 29 2026-10-25"],
    },
    // Another was held on the day that this one was due.
    Worked {
        id: "overdue-but-held",
        own: NURSERY,
        rows: &[("peps.csv", "2026-10-25,,"), ("peps.csv", ",2026-10-25,green")],
        alerts: &[],
    },
    // Nothing held in the last ended term, which began on 16 Apr; late since its end: 9 + 31 + 30 + 31 + 23 = 124.
    Worked {
        id: "no-pep-last-term",
        own: NURSERY,
        rows: &[("peps.csv", ",2026-04-15,green")],
        alerts: &["pep-overdue act_today 124 2026-07-22"],
    },
    Worked { id: "a-pep-last-term", own: NURSERY, rows: &[("peps.csv", ",2026-04-16,amber")], alerts: &[] },
    // The tenth school day, today the first: 23-27 Nov, 30 Nov - 4 Dec. 11 days to go.
    Worked {
        id: "due-tenth-school-day",
        own: NURSERY,
        rows: &[HELD, ("peps.csv", "2026-12-04,,")],
        alerts: &["pep-due watch 11 2026-12-04"],
    },
    Worked { id: "due-after-tenth", own: NURSERY, rows: &[HELD, ("peps.csv", "2026-12-05,,")], alerts: &[] },
    // The last held is red; an earlier red one does not count.
    Worked {
        id: "last-pep-red",
        own: NURSERY,
        rows: &[HELD, ("peps.csv", ",2026-10-14,red")],
        alerts: &["pep-quality watch - 2026-10-14"],
    },
    Worked { id: "earlier-pep-red", own: NURSERY, rows: &[("peps.csv", ",2026-05-14,red"), HELD], alerts: &[] },
];

#[test]
fn after_sixteen_and_referred() {
    check("2026-11-23", AFTER_SIXTEEN);
}

/// 19 years old, a care leaver.
const LEAVER: &str = "2007-02-01,,CL,";

const AFTER_SIXTEEN: &[Worked] = &[
    // NEET since 1 Sep: 29 + 31 + 23 = 83 days. Checked 24 Sep: 60 days ago.
    Worked {
        id: "neet-checked-60-days",
        own: LEAVER,
        rows: &[("destinations.csv", "2026-09-01,,NEET,2026-09-24")],
        alerts: &["eet-neet this_week 83 2026-09-01"],
    },
    // 61 days ago: stale as well.
    Worked {
        id: "neet-checked-61-days",
        own: LEAVER,
        rows: &[("destinations.csv", "2026-09-01,,NEET,2026-09-23")],
        alerts: &["eet-neet this_week 83 2026-09-01", "eet-not-known watch 61 2026-09-01"],
    },
    // In training to today.
    Worked {
        id: "training-to-today",
        own: LEAVER,
        rows: &[("destinations.csv", "2026-09-01,2026-11-23,EET,2026-09-10")],
        alerts: &[],
    },
    // To yesterday: not known. 20 + 31 + 23 = 74 days since it was checked.
    Worked {
        id: "training-to-yesterday",
        own: LEAVER,
        rows: &[("destinations.csv", "2026-09-01,2026-11-22,EET,2026-09-10")],
        alerts: &["eet-not-known watch 74 2026-09-01"],
    },
    // 25 today: no longer 16-24, and in no year 12 or 13.
    Worked { id: "twenty-five-today", own: "2001-11-23,,CL,", rows: &[], alerts: &[] },
    // 25 tomorrow: nothing is known.
    Worked { id: "twenty-five-tomorrow", own: "2001-11-24,,CL,", rows: &[], alerts: &["eet-not-known watch - -"] },
    // Received Friday 13 Nov: 16 17 18 19 20 23 are 6 working days.
    Worked {
        id: "referral-six-days",
        own: QUIET,
        rows: &[("referrals.csv", "2026-11-13,school,attendance,")],
        alerts: &["referral-open this_week 6 2026-11-13"],
    },
    // Monday the 16th: 5. And one that somebody has acted on.
    Worked {
        id: "referral-five-days",
        own: QUIET,
        rows: &[
            ("referrals.csv", "2026-11-16,school,attendance,"),
            ("referrals.csv", "2026-09-16,carer,attendance,2026-09-17"),
        ],
        alerts: &[],
    },
];
