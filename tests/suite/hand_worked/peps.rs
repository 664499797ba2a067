//! PEPs, due, late, red.

use super::{HELD, MONDAY, NURSERY, Worked, check};

#[test]
fn planned() {
    check(MONDAY, PLANNED);
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
