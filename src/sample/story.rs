//! Stories: what happens to a child, so that the rows of every file tell the same.

/// What happens to a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Story {
    /// Nothing that a rule would find.
    Steady,
    /// Suspended in the last days.
    Suspended,
    /// Suspended for more than fifteen days of the term, in three spells.
    SuspendedLong,
    /// Suspended for more than five days of the term, back in school since.
    SuspendedOften,
    /// Permanently excluded, no provision yet.
    Excluded,
    /// Permanently excluded, taught at a pupil referral unit since.
    ExcludedTaught,
    /// Attendance fell below half in the last weeks.
    Refuser,
    /// Has been below half for long, on medical grounds.
    RefuserLong,
    /// Truants: ten unauthorised sessions and more.
    Truant,
    /// Attendance slid after a move of placement.
    SlidAfterMove,
    /// A winter illness.
    Ill,
    /// Misses a day a week, every week.
    DayAWeek,
    /// On a part-time timetable.
    PartTime,
    /// Absences that nobody explained yet.
    Unexplained,
    /// Taken off roll some days ago.
    NoSchool,
    /// Without a school for a month and more.
    NoSchoolLong,
    /// Moved placement this month.
    Moved,
    /// Moved placement this month in year 10 or 11.
    MovedInExamYears,
    /// Three moves within the year, none this month.
    Unsettled,
    /// Came into care in the last weeks.
    NewToCare,
    /// The first PEP is some days late.
    FirstPepLate,
    /// The first PEP is weeks late.
    FirstPepLost,
    /// A PEP due this month was not held.
    PepLate,
    /// No PEP was held in the last term.
    PepLost,
    /// The PEP is due within days.
    PepDue,
    /// The last PEP was rated red.
    PepRed,
    /// Out of education, employment and training.
    Neet,
    /// Nobody knows what the young person does.
    NotKnown,
    /// A referral has not been answered.
    Unanswered,
    /// Moved school this month.
    NewSchool,
    /// Moved school this month in year 10 or 11.
    NewSchoolInExamYears,
    /// The placement is planned to end this month.
    PlannedMove,
    /// The school's register stopped coming.
    RegisterStopped,
    /// No place yet for next September.
    NoNextPlace,
}

/// Whom a story can happen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// Anybody.
    Anyone,
    /// A looked-after child of some year groups.
    LookedAfter(i64, i64),
    /// Anybody at school, of some year groups.
    Pupil(i64, i64),
    /// Somebody in year 12 or 13, or a care leaver.
    After16,
    /// Somebody in year 6 or 11.
    Leaver,
}

/// A story, how many of a thousand children live it, and whom it can happen to.
pub(super) const STORIES: &[(Story, usize, Who)] = &[
    (Story::Suspended, 8, Who::LookedAfter(5, 11)),
    (Story::RefuserLong, 7, Who::Pupil(8, 11)),
    (Story::PepDue, 16, Who::LookedAfter(1, 11)),
    (Story::Steady, 155, Who::Anyone),
    (Story::PepLost, 5, Who::LookedAfter(1, 11)),
    (Story::DayAWeek, 10, Who::Pupil(1, 11)),
    (Story::NewSchool, 11, Who::LookedAfter(1, 9)),
    (Story::Excluded, 3, Who::LookedAfter(7, 11)),
    (Story::Moved, 14, Who::LookedAfter(0, 9)),
    (Story::Steady, 155, Who::Anyone),
    (Story::Refuser, 4, Who::LookedAfter(7, 11)),
    (Story::PepLate, 14, Who::LookedAfter(1, 11)),
    (Story::NotKnown, 14, Who::After16),
    (Story::NoSchoolLong, 4, Who::LookedAfter(3, 11)),
    (Story::Ill, 10, Who::Pupil(0, 11)),
    (Story::Steady, 155, Who::Anyone),
    (Story::Truant, 4, Who::LookedAfter(9, 11)),
    (Story::Unanswered, 13, Who::Pupil(0, 11)),
    (Story::PlannedMove, 14, Who::LookedAfter(0, 11)),
    (Story::MovedInExamYears, 4, Who::LookedAfter(10, 11)),
    (Story::Neet, 12, Who::After16),
    (Story::NoNextPlace, 15, Who::Leaver),
    (Story::SlidAfterMove, 4, Who::LookedAfter(6, 9)),
    (Story::NewToCare, 12, Who::LookedAfter(1, 11)),
    (Story::PepRed, 14, Who::LookedAfter(1, 11)),
    (Story::SuspendedOften, 9, Who::LookedAfter(6, 11)),
    (Story::FirstPepLost, 4, Who::LookedAfter(1, 11)),
    (Story::Unsettled, 10, Who::LookedAfter(2, 11)),
    (Story::RegisterStopped, 14, Who::Pupil(1, 11)),
    (Story::Steady, 155, Who::Anyone),
    (Story::SuspendedLong, 2, Who::LookedAfter(8, 11)),
    (Story::NoSchool, 12, Who::LookedAfter(1, 11)),
    (Story::Unexplained, 8, Who::Pupil(3, 11)),
    (Story::ExcludedTaught, 2, Who::LookedAfter(8, 11)),
    (Story::FirstPepLate, 10, Who::LookedAfter(1, 11)),
    (Story::PartTime, 6, Who::Pupil(1, 11)),
    (Story::NewSchoolInExamYears, 5, Who::LookedAfter(10, 11)),
];

/// The sum of all weights.
pub(super) fn total() -> usize {
    STORIES.iter().map(|(_, weight, _)| weight).sum()
}

/// The story of the child who stands at a place among all children in random order: the stories are dealt in their
/// proportions instead of drawn, so that a small caseload has its share too. `cut` is below [`total`].
pub(super) fn deal(place: usize, children: usize, cut: usize) -> (Story, Who) {
    let mut at = (place * total() + cut) / children.max(1);
    for (story, weight, who) in STORIES {
        if at < *weight {
            return (*story, *who);
        }
        at -= weight;
    }
    (Story::Steady, Who::Anyone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_story_is_dealt_at_a_thousand_children() {
        for (story, ..) in STORIES {
            assert!((0..1000).any(|place| deal(place, 1000, total() - 1).0 == *story), "{story:?}");
        }
    }
}
