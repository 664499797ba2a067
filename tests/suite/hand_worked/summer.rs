//! 30 April, 1 May 2027 and a winter's day: what cannot fire in November.

use super::{Worked, check};

#[test]
fn phases_end() {
    check("2027-05-01", FROM_MAY);
    check("2027-04-30", IN_APRIL);
}

/// Year 6, on the roll of a primary school, previously looked after.
const YEAR_6: &str = "2015-11-30,6,PLAC,";
const YEAR_11: &str = "2010-11-30,11,PLAC,";
const PRIMARY: (&str, &str) = ("enrolments.csv", "100001,2020-09-01,");
/// The week before 1 May 2027, a Saturday: marks, so that nobody asks for them.
const MARKS: (&str, &str) = ("attendance.csv", "2027-04-26,/ \\ / \\ / \\ / \\ / \\");
/// Something of each kind has come in.
const LEAVER: Worked = Worked {
    id: "leaver",
    own: "2007-02-01,,CL,",
    rows: &[("destinations.csv", "2026-09-01,2027-08-31,EET,2026-09-10")],
    alerts: &[],
};

const FROM_MAY: &[Worked] = &[
    LEAVER,
    Worked {
        id: "year-6-no-school-named",
        own: YEAR_6,
        rows: &[PRIMARY, MARKS],
        alerts: &["transition-phase watch - 2027-05-01"],
    },
    Worked {
        id: "year-6-school-named",
        own: YEAR_6,
        rows: &[PRIMARY, MARKS, ("enrolments.csv", "100002,2027-09-01,")],
        alerts: &[],
    },
    Worked {
        id: "year-11-nothing-known",
        own: YEAR_11,
        rows: &[PRIMARY, MARKS],
        alerts: &["transition-phase watch - 2027-05-01"],
    },
    Worked {
        id: "year-11-college",
        own: YEAR_11,
        rows: &[PRIMARY, MARKS, ("destinations.csv", "2027-09-06,,EET,")],
        alerts: &[],
    },
];

const IN_APRIL: &[Worked] = &[
    LEAVER,
    Worked { id: "year-6-in-april", own: YEAR_6, rows: &[PRIMARY, MARKS], alerts: &[] },
    Worked { id: "year-11-in-april", own: YEAR_11, rows: &[PRIMARY, MARKS], alerts: &[] },
];

#[test]
fn suspended_through_the_year() {
    check("2027-02-01", THIRTY_DAYS);
}

const THIRTY_DAYS: &[Worked] = &[
    // Autumn 24 days, spring (from 5 Jan) 6: 30 in the year.
    Worked {
        id: "thirty-days-this-year",
        own: "2013-11-30,8,PLAC,",
        rows: &[
            ("exclusions.csv", "SUSP,2026-09-14,2026-10-15,48,2026-09-14"),
            ("exclusions.csv", "SUSP,2027-01-11,2027-01-18,12,2027-01-11"),
        ],
        alerts: &["suspension-days act_today 30 2027-01-11"],
    },
    // Half a day less: only the 6 of this term are above anything.
    Worked {
        id: "twenty-nine-and-a-half",
        own: "2013-11-30,8,PLAC,",
        rows: &[
            ("exclusions.csv", "SUSP,2026-09-14,2026-10-15,47,2026-09-14"),
            ("exclusions.csv", "SUSP,2027-01-11,2027-01-18,12,2027-01-11"),
        ],
        alerts: &["suspension-days this_week 6 2027-01-11"],
    },
    // 1 Feb 2027: the tenth school day before today is Monday 18 Jan: 25-29 Jan are five, 18-22 Jan are ten.
    Worked {
        id: "new-on-the-tenth-day",
        own: "2013-11-30,8,PLAC,",
        rows: &[("exclusions.csv", "SUSP,2027-01-18,2027-01-18,2,")],
        alerts: &["suspension-new act_today 1 2027-01-18"],
    },
];
