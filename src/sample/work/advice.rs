//! Enquiries to the advice service: nobody in them has a name.

use crate::domain::kind::Kind;
use crate::sample::SampleFile;
use crate::sample::almanac::Almanac;
use crate::sample::child::Facet;
use crate::sample::dice::Dice;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;

/// How many there are at least, and one to how many children.
const LEAST: usize = 8;
const ONE_TO: usize = 6;

/// Who asks, about what, the question, the advice.
const ASKED: &[[&str; 4]] = &[
    [
        "adoptive parent",
        "Pupil Premium Plus",
        "Who decides what it is spent on?",
        "The school; ask for the plan in writing",
    ],
    [
        "special guardian",
        "School place",
        "Has a child under an order priority?",
        "Yes: equal to children in care; code 1.7",
    ],
    [
        "kin carer",
        "Attendance",
        "Anxious in the mornings, school speaks of fines",
        "Ask for a meeting and a plan first",
    ],
    ["social worker", "SEN", "How does one ask for an EHC assessment?", "In writing; six weeks for the answer"],
    [
        "school",
        "Suspension",
        "Child in need, third suspension this term",
        "Talk before the next one; what is behind it",
    ],
    ["kin carer", "Pupil Premium Plus", "Is there any for kinship care?", "Only after care; other funds named"],
    ["adoptive parent", "Transition", "Dreads secondary school", "Visits in June; the designated teacher was named"],
    ["school", "Training", "Wants training on attachment for all staff", "Dates sent"],
];

/// What became of it, by turns: days ago, reply due in how many days, replied how many days ago, advised on the phone.
const COURSES: [(i64, Option<i64>, Option<i64>, bool); 7] = [
    (3, Some(4), None, false),
    (15, None, None, true),
    (12, Some(-4), None, false),
    (2, None, None, false),
    (40, Some(-35), Some(36), true),
    (14, None, None, false),
    (120, None, None, true),
];

/// enquiries.csv.
pub(in crate::sample) fn file(world: &World) -> SampleFile {
    let mut table = Table::new(Kind::Enquiry);
    for number in 0..(world.children / ONE_TO).max(LEAST) {
        let mut dice = Dice::of(world.seed, Facet::Enquiries as u64, number);
        let (ago, due, replied, advised) = COURSES[number % COURSES.len()];
        // Those of long ago lie apart; those that wait are of these days.
        let ago = if due.is_none() && advised { ago + dice.between(0, 150) } else { ago };
        let day = |ago: i64| Almanac::weekday(world.almanac.ago(ago));
        let [role, topic, question, advice] = ASKED[dice.index(ASKED.len())];
        let cells = Cells::new()
            .day("received", Some(day(ago)))
            .text("from_role", role)
            .text("topic", topic)
            .text("reference", format!("E{:03}", number + 1))
            .text("question", question)
            .maybe("advice", advised.then_some(advice))
            .day("reply_due", due.map(|due| day(-due).max(day(ago))))
            .day("replied", replied.map(day));
        table.row(&cells);
    }
    table.file("enquiries.csv")
}
