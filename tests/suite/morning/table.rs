//! Twenty children, what is found about each and what is done: the one table behind the morning at the keyboard, its
//! replay and the morning in lines. Also read by the library's own tests.

/// The day on which it is worked.
pub(crate) const TODAY: &str = "2026-11-23";

/// A child of the list, in its order.
#[derive(Debug)]
pub(crate) struct Child {
    /// The council's id.
    pub(crate) id: &'static str,
    /// Forename and surname.
    pub(crate) name: &'static str,
    /// Year group.
    pub(crate) year: u8,
    /// The gravest reason, as it must stand on the row.
    pub(crate) why: &'static str,
    /// What a template's first line tells beside it.
    pub(crate) known: &'static str,
    /// What is done.
    pub(crate) deed: Deed,
}

/// What is done about a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// A note from the template of this number, with what was said; the template sets the follow-up.
    Note(usize, &'static str),
    /// Acknowledged, with the reason.
    Acknowledge(&'static str),
    /// Marked together with the child after it, and both acknowledged.
    Both(&'static str),
    /// Done with the child before.
    WithTheOneBefore,
    /// Put off until these words, with the reason.
    Snooze(&'static str, &'static str),
    /// Handed over to somebody, with the reason.
    HandOver(&'static str, &'static str),
}

use Deed::{Acknowledge, Both, HandOver, Note, Snooze, WithTheOneBefore};

const PEP: usize = 1;
const SUSPENSION: usize = 2;
const VISIT: usize = 3;
const ATTENDANCE: usize = 4;

const fn child(
    id: &'static str,
    (name, year): (&'static str, u8),
    (why, known): (&'static str, &'static str),
    deed: Deed,
) -> Child {
    Child { id, name, year, why, known, deed }
}

/// The children, as the list ranks them.
pub(crate) const CHILDREN: [Child; 20] = [
    child(
        "M01",
        ("Amara Okafor", 9),
        ("suspended 5 days (16 Nov)", "Suspended 5 days this term, 5 this year"),
        Note(SUSPENSION, "back on Tuesday"),
    ),
    child(
        "M02",
        ("Zoë Wójcik", 8),
        ("suspended 4.5 days (16 Nov)", "Suspended 4.5 days this term, 4.5 this year"),
        Note(SUSPENSION, "work is set online"),
    ),
    child("M03", ("Tomos Rees", 10), ("suspended 4 days (16 Nov)", ""), Acknowledge("school has it in hand")),
    child(
        "M04",
        ("Ivy Hart", 7),
        ("suspended 3.5 days (16 Nov)", "Suspended 3.5 days this term, 3.5 this year"),
        Note(SUSPENSION, "meeting on Thursday"),
    ),
    child(
        "M05",
        ("Jay Parry-Rowe", 11),
        ("suspended 3 days (16 Nov)", "Suspended 3 days this term, 3 this year"),
        Note(SUSPENSION, "carer was not told"),
    ),
    child("M06", ("Sana Iqbal", 9), ("suspended 2.5 days (16 Nov)", ""), Snooze("2026-12-04", "the panel meets")),
    child(
        "M07",
        ("Leo Marsh", 5),
        ("PEP 42 days overdue", "PEP due Mon 12 Oct 2026, last held Mon 1 Jun 2026"),
        Note(PEP, "form is half done"),
    ),
    child(
        "M08",
        ("Mia Stone", 3),
        ("PEP 41 days overdue", "PEP due Tue 13 Oct 2026, last held Tue 2 Jun 2026"),
        Note(PEP, "asks for another date"),
    ),
    child("M09", ("Kacey Dunn", 6), ("PEP 40 days overdue", ""), HandOver("J. Smith", "knows the school")),
    child("M10", ("Noah Bell", 4), ("PEP 39 days overdue", ""), Both("both are booked for one day")),
    child("M11", ("Ella Frost", 8), ("PEP 38 days overdue", ""), WithTheOneBefore),
    child(
        "M12",
        ("Omar Aziz", 10),
        ("absent 20.0% of 100 sessions", "80.0% of 100 sessions"),
        Note(ATTENDANCE, "bus is late on Mondays"),
    ),
    child(
        "M13",
        ("Ruby Cole", 9),
        ("absent 18.0% of 100 sessions", "82.0% of 100 sessions"),
        Note(ATTENDANCE, "will meet the carer"),
    ),
    child("M14", ("Finn Byrne", 7), ("absent 16.0% of 100 sessions", ""), Snooze("+1w", "a plan is in place")),
    child(
        "M15",
        ("Lily Vance", 11),
        ("absent 14.0% of 100 sessions", "86.0% of 100 sessions"),
        Note(ATTENDANCE, "does not know why"),
    ),
    child("M16", ("Arlo Teague", 9), ("absent 12.0% of 100 sessions", ""), HandOver("A. Khan", "sees the brother too")),
    child("M17", ("Nia Pugh", 8), ("moved placement 6 days ago", ""), Note(VISIT, "has settled in well")),
    child("M18", ("Max Orme", 6), ("moved placement 7 days ago", ""), Note(VISIT, "no room to work in")),
    child("M19", ("Isla Quick", 7), ("moved placement 8 days ago", ""), Note(VISIT, "asks for a laptop")),
    child("M20", ("Theo Lund", 5), ("moved placement 9 days ago", ""), Note(VISIT, "reads every evening")),
];

/// What was promised the week before: child, text of the note, day.
pub(crate) const PROMISED: [(&str, &str, &str); 2] =
    [("M03", "DT sends the form", "2026-11-20"), ("M09", "Ring the carer", "2026-11-23")];
/// What came of the first of them.
pub(crate) const OUTCOME: &str = "the form is here";
/// What was put down for the second by mistake, and taken back.
pub(crate) const MISTAKEN: &str = "wrong line";
/// When it is moved to instead.
pub(crate) const MOVED_TO: (&str, &str) = ("fri", "2026-11-27");

/// The files that make the list: name and text.
pub(crate) fn files() -> Vec<(&'static str, String)> {
    vec![
        ("children.csv", children()),
        ("schools.csv", "urn,name\n100001,Northgate\n".to_owned()),
        ("exclusions.csv", exclusions()),
        ("peps.csv", peps()),
        ("attendance.csv", attendance()),
        ("placements.csv", placements()),
    ]
}

/// A row for each child with its number from 1, below a heading.
fn rows(heading: &str, row: impl Fn(usize, &Child) -> String) -> String {
    let rows = (1..).zip(&CHILDREN).map(|(number, child)| row(number, child));
    std::iter::once(format!("{heading}\n")).chain(rows).collect()
}

fn children() -> String {
    let heading = "child_id,forename,surname,dob,nc_year,cohort,school_urn,designated_teacher,carer,looked_after_since";
    rows(heading, |_, Child { id, name, year, .. }| {
        let (forename, surname) = name.split_once(' ').unwrap();
        let born = 2021 - u32::from(*year);
        format!("{id},{forename},{surname},{born}-03-04,{year},LAC,100001,R. Lowe,P. Ash,2024-10-01\n")
    })
}

/// The first six: ten sessions, then one fewer each.
fn exclusions() -> String {
    rows("child_id,kind,start,end,sessions,provision_from", |number, Child { id, .. }| match number {
        1..=6 => format!("{id},SUSP,2026-11-16,2026-11-20,{},2026-11-16\n", 11 - number),
        _ => String::new(),
    })
}

/// From the seventh to the eleventh one that is overdue, since 12 October or a day later each.
fn peps() -> String {
    rows("child_id,academic_year,term,due,held", |number, Child { id, .. }| match number {
        7..=11 => {
            let (held, due) = (number - 6, number + 5);
            format!("{id},2025/26,summer,2026-06-0{held},2026-06-0{held}\n{id},2026/27,autumn,2026-10-{due},\n")
        }
        _ => format!("{id},2026/27,autumn,2026-10-09,2026-10-09\n"),
    })
}

/// Ten weeks of a hundred sessions: of the twelfth child every Monday is missed, of the next four one fewer each.
fn attendance() -> String {
    let weeks = ["09-07", "09-14", "09-21", "09-28", "10-05", "10-12", "10-19", "11-02", "11-09", "11-16"];
    rows("child_id,week_commencing,marks", |number, Child { id, .. }| {
        let missed = if (12..=16).contains(&number) { 22 - number } else { 0 };
        let monday = |place| if place < missed { "I I" } else { "/ \\" };
        let week = |(place, week)| format!("{id},2026-{week},{} / \\ / \\ / \\ / \\\n", monday(place));
        weeks.into_iter().enumerate().map(week).collect()
    })
}

/// The last four moved: six days ago, then a day earlier each.
fn placements() -> String {
    rows("child_id,start,end,type,carer", |number, Child { id, .. }| match number {
        17..=20 => {
            let (start, end) = (34 - number, 33 - number);
            format!("{id},2025-01-06,2026-11-{end},foster,B. Elm\n{id},2026-11-{start},,foster,P. Ash\n")
        }
        _ => format!("{id},2025-01-06,,foster,P. Ash\n"),
    })
}
