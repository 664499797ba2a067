//! What is said about a child of a story: to whom, what, and what comes next.

use crate::domain::note::NoteKind;
use crate::sample::story::Story;

/// Who was spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum With {
    /// The designated teacher; where the child has no school, the social worker.
    Teacher,
    /// The carer.
    Carer,
    /// The social worker.
    SocialWorker,
    /// Somebody of this office, whose name is not taken down.
    Office(&'static str),
}

/// A talk: `{}` in its words stands for the child's forename.
#[derive(Debug, Clone, Copy)]
pub(super) struct Talk {
    /// How.
    pub(super) kind: NoteKind,
    /// With whom.
    pub(super) with: With,
    /// What was said.
    pub(super) text: &'static str,
    /// What is to be done next.
    pub(super) next: &'static str,
}

const fn talk(kind: NoteKind, with: With, text: &'static str, next: &'static str) -> Talk {
    Talk { kind, with, text, next }
}

/// What is said: the stories, the working days ago between which it was said, and the talks, of which one or more
/// are dealt.
pub(super) type Row = (&'static [Story], (i64, i64), &'static [Talk]);

/// The talks of a story; none where nobody has rung.
pub(super) fn of(story: Story) -> Option<&'static Row> {
    TALKS.iter().find(|(stories, ..)| stories.contains(&story))
}

use NoteKind::{Call, Email, Meeting, Visit};
use Story as S;
use With::{Carer, Office, SocialWorker, Teacher};

const TALKS: &[Row] = &[
    (
        &[S::Suspended],
        (1, 2),
        &[
            talk(
                Call,
                Teacher,
                "Suspended after an incident at lunch. School will send work home today. {} says others began it; statements to come by email. Asked for a reintegration meeting on the first day back.",
                "ring school: is the reintegration meeting booked",
            ),
            talk(
                Call,
                Carer,
                "Carer can be at home until the end of the week, not longer. {} is calm and has done some of the work sent.",
                "ask school who teaches from the first day",
            ),
        ],
    ),
    (
        &[S::SuspendedLong, S::SuspendedOften],
        (2, 9),
        &[
            talk(
                Meeting,
                Teacher,
                "Reviewed the suspensions of this term. School agrees to a behaviour support plan and a key adult at break times. {} likes the workshop and works well there.",
                "read the behaviour support plan",
            ),
            talk(
                Call,
                SocialWorker,
                "Social worker worries that the placement will not hold if {} is at home on school days. Will raise it at the review.",
                "send the dates of the suspensions to the social worker",
            ),
        ],
    ),
    (
        &[S::Excluded],
        (2, 12),
        &[
            talk(
                Call,
                Office("inclusion team, council"),
                "No place at the pupil referral unit before next month. They will look at a tutor from Monday. Told them that provision is due from the first day.",
                "chase the tutor",
            ),
            talk(
                Call,
                Teacher,
                "Head has not changed her mind. Papers for the governors' meeting go out this week. \"We ran out of things to try.\"",
                "write the virtual school's statement for the governors",
            ),
        ],
    ),
    (
        &[S::ExcludedTaught],
        (3, 12),
        &[talk(
            Visit,
            Office("pupil referral unit"),
            "Saw {} in a group of five. Settled, asked about going back to a school with a football team. Attends in full.",
            "ask admissions about a fresh start after the holidays",
        )],
    ),
    (
        &[S::Refuser],
        (1, 6),
        &[
            talk(
                Call,
                Carer,
                "{} gets dressed and then will not leave the house. Sleep is poor. Carer has tried driving to school twice. No falling out that she knows of.",
                "ask for a place in the nurture group",
            ),
            talk(
                Call,
                Teacher,
                "School has marked the absence as authorised so far. Home visit by the attendance officer is planned. Offered a later start and a quiet room.",
                "meeting at home with carer and school",
            ),
        ],
    ),
    (
        &[S::RefuserLong],
        (3, 14),
        &[talk(
            Email,
            Office("medical education team"),
            "Home tuition goes on, five hours a week. Letter from the clinic expected this month. {} finished a whole piece of English.",
            "ask clinic for the letter",
        )],
    ),
    (
        &[S::Truant],
        (1, 5),
        &[
            talk(
                Call,
                Teacher,
                "Comes in for registration, leaves before period 3, mostly with an older friend from the town. Science and maths are missed most.",
                "agree a lesson card with school and carer",
            ),
            talk(
                Call,
                Carer,
                "Carer did not know about the afternoons. Will ring school at noon each day for two weeks.",
                "ring carer: are the noon calls going on",
            ),
        ],
    ),
    (
        &[S::SlidAfterMove],
        (2, 8),
        &[talk(
            Call,
            SocialWorker,
            "Journey is 70 minutes each way since the move. Taxi comes late on most days. {} wants to stay at this school until the summer.",
            "chase the transport form",
        )],
    ),
    (
        &[S::Ill],
        (2, 9),
        &[talk(
            Call,
            Carer,
            "Chest infection, second course of antibiotics. Back at school next week if the doctor agrees.",
            "ask school for work to catch up",
        )],
    ),
    (
        &[S::DayAWeek],
        (3, 14),
        &[talk(
            Call,
            Teacher,
            "Always the same day missed. Family time is on the evening before and {} comes home late and upset.",
            "ask social worker to move family time to Fridays",
        )],
    ),
    (
        &[S::PartTime],
        (3, 14),
        &[talk(
            Meeting,
            Teacher,
            "Part-time timetable reviewed: mornings only until the end of term, then two afternoons. No end date was written down, asked for one.",
            "get the plan with an end date in writing",
        )],
    ),
    (
        &[S::Unexplained],
        (1, 5),
        &[talk(
            Call,
            Office("school attendance office"),
            "Codes are still N because nobody rang back. Carer's old number was on the system, gave the office the name of the new carer.",
            "look whether the codes have been put right",
        )],
    ),
    (
        &[S::NoSchool, S::NoSchoolLong],
        (1, 5),
        &[
            talk(
                Call,
                Office("admissions team, council"),
                "Form is in. Nearest school is full in that year; they will ask the two next ones and reply this week. Direction is possible if all say no.",
                "chase admissions; ask head of service about a direction",
            ),
            talk(
                Call,
                Carer,
                "{} is bored at home and has begun to ask about friends. Carer does reading and maths in the mornings.",
                "order workbooks and a library card",
            ),
        ],
    ),
    (
        &[S::Moved, S::MovedInExamYears, S::PlannedMove, S::Unsettled],
        (1, 6),
        &[
            talk(
                Call,
                SocialWorker,
                "School stays the same, transport is agreed until the holidays. New carer has a room to study in and a computer.",
                "tell school the new carer's name",
            ),
            talk(
                Call,
                Teacher,
                "{} came in on time every day since the news. Quieter than usual. Form tutor meets {} on Mondays.",
                "ask for a short PEP review after the move",
            ),
        ],
    ),
    (
        &[S::NewToCare],
        (1, 2),
        &[talk(
            Call,
            Teacher,
            "Told school that {} is looked after now. They had seen tiredness and missing homework since the summer. Headteacher asks what the pupil premium can pay for.",
            "set a date for the first PEP",
        )],
    ),
    (
        &[S::FirstPepLate, S::FirstPepLost],
        (3, 12),
        &[talk(
            Call,
            SocialWorker,
            "Date for the first PEP fell through twice: school could not, then social worker was ill. New social worker starts on Monday.",
            "offer three dates to school and social worker",
        )],
    ),
    (
        &[S::PepLate, S::PepLost],
        (2, 12),
        &[talk(
            Email,
            Teacher,
            "Meeting was held in the corridor, paperwork was not. Asked for a proper meeting with {} in the room.",
            "send the blank form and two dates",
        )],
    ),
    (
        &[S::PepDue],
        (3, 10),
        &[talk(
            Email,
            Teacher,
            "Date is set, room booked, carer knows. {} has written down two things to say.",
            "read last term's targets before the meeting",
        )],
    ),
    (
        &[S::PepRed],
        (4, 14),
        &[talk(
            Call,
            Teacher,
            "Plan came back with targets that cannot be measured. Went through them one by one on the phone.",
            "look at the new version",
        )],
    ),
    (
        &[S::Neet, S::NotKnown],
        (3, 15),
        &[
            talk(
                Call,
                Office("participation adviser"),
                "Left the course in the second week. Would like something with animals or outside. Phone goes to voicemail in the mornings.",
                "try again after 14:00",
            ),
            talk(
                Email,
                Office("college student services"),
                "College can take a late start in January on the level 1 course if {} comes to a taster day.",
                "book the taster day and pay the fare",
            ),
        ],
    ),
    (
        &[S::NewSchool, S::NewSchoolInExamYears],
        (2, 8),
        &[talk(
            Call,
            Teacher,
            "First days went well. Old school has not sent the file; no reading age, no list of exam boards.",
            "ring the old school for the file",
        )],
    ),
    (
        &[S::RegisterStopped],
        (2, 8),
        &[talk(
            Email,
            Office("school data manager"),
            "School changed its system at half term and the daily export broke. They hope to send marks from next week.",
            "ask for marks by email until then",
        )],
    ),
    (
        &[S::NoNextPlace],
        (4, 15),
        &[talk(
            Call,
            Carer,
            "Visited two places. {} liked the second but thinks it is too far. Form not sent yet.",
            "help with the form before the closing date",
        )],
    ),
    (
        &[S::Steady],
        (3, 40),
        &[
            talk(Call, Carer, "All well. {} reads every evening and is in the school play.", ""),
            talk(Call, Teacher, "On target in all subjects. A mentor from year 12 meets {} once a week.", ""),
            talk(
                Visit,
                Carer,
                "Saw {} at home with the new desk. Homework club twice a week, asks for a swimming course.",
                "ask whether pupil premium can pay for the course",
            ),
        ],
    ),
];
