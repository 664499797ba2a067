//! After sixteen, and referrals.

use super::{MONDAY, QUIET, Worked, check};

#[test]
fn after_sixteen_and_referred() {
    check(MONDAY, AFTER_SIXTEEN);
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
