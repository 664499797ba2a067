//! The stage that a PEP stands at.

use crate::domain::kind::work::PEP_STAGES;

/// A stage, the earliest first: of one day the further on counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody began it.
    NotStarted,
    /// It is being written.
    InProgress,
    /// It is written and can be handed in.
    Ready,
    /// It was handed in.
    Submitted,
    /// It went back with a reason.
    SentBack,
    /// It came again after it had gone back.
    Resubmitted,
    /// It is done.
    Complete,
}

impl Stage {
    /// Every stage in the order of [`PEP_STAGES`].
    pub const ALL: [Self; 7] = [
        Self::NotStarted,
        Self::InProgress,
        Self::Ready,
        Self::Submitted,
        Self::SentBack,
        Self::Resubmitted,
        Self::Complete,
    ];

    /// From its code.
    pub fn of_code(code: &str) -> Option<Self> {
        PEP_STAGES.iter().position(|other| *other == code).and_then(|place| Self::ALL.get(place)).copied()
    }

    /// Its code in files.
    pub fn code(self) -> &'static str {
        PEP_STAGES.get(self as usize).copied().unwrap_or_default()
    }

    /// From what a PEP program writes as the status; `None` where it says none of these.
    pub fn of_status(status: &str) -> Option<Self> {
        let status = status.to_lowercase();
        let stage = |(_, stage): &(&str, Self)| *stage;
        STATUSES.iter().find(|(words, _)| status.contains(words)).map(stage)
    }

    /// The status that PEP programs write.
    pub const fn status(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::InProgress => "In progress",
            Self::Ready => "Ready to submit",
            Self::Submitted | Self::Resubmitted => "Submitted",
            Self::SentBack => "Review again",
            Self::Complete => "Complete",
        }
    }

    /// The state of the board: one that came again lies where those lie that were handed in.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::InProgress => "in progress",
            Self::Ready => "ready",
            Self::Submitted | Self::Resubmitted => "submitted",
            Self::SentBack => "sent back",
            Self::Complete => "complete",
        }
    }

    /// Handed in and to be judged.
    pub const fn submitted(self) -> bool {
        matches!(self, Self::Submitted | Self::Resubmitted)
    }

    /// The stage that comes next.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::NotStarted => Self::InProgress,
            Self::InProgress => Self::Ready,
            Self::Ready => Self::Submitted,
            Self::SentBack => Self::Resubmitted,
            Self::Submitted | Self::Resubmitted | Self::Complete => Self::Complete,
        }
    }
}

/// Words of a status, the telling ones first.
const STATUSES: &[(&str, Stage)] = &[
    ("incomplete", Stage::InProgress),
    ("not yet submitted", Stage::Ready),
    ("not submitted", Stage::InProgress),
    ("resubmitted", Stage::Resubmitted),
    ("review again", Stage::SentBack),
    ("returned", Stage::SentBack),
    ("sent back", Stage::SentBack),
    ("complete", Stage::Complete),
    ("signed off", Stage::Complete),
    ("submitted", Stage::Submitted),
    ("ready", Stage::Ready),
    ("not started", Stage::NotStarted),
    ("in progress", Stage::InProgress),
    ("draft", Stage::InProgress),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_its_code_and_its_status_is_read_again() {
        assert_eq!(Stage::ALL.map(Stage::code).as_slice(), PEP_STAGES);
        for stage in Stage::ALL {
            assert_eq!(Stage::of_code(stage.code()), Some(stage));
            assert_eq!(Stage::of_status(stage.status()).map(Stage::word), Some(stage.word()));
        }
    }

    #[test]
    fn what_programs_write_is_understood() {
        for (status, stage) in [
            ("Returned with feedback", Some(Stage::SentBack)),
            ("Not yet submitted", Some(Stage::Ready)),
            ("PEP incomplete", Some(Stage::InProgress)),
            ("Meeting booked", None),
            ("", None),
        ] {
            assert_eq!(Stage::of_status(status), stage, "{status}");
        }
    }
}
