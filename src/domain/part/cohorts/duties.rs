//! Which duty applies to which cohort, in the order of [`crate::domain::kind::COHORTS`].

use crate::domain::facts::Cohorts;

/// What a cohort is owed.
pub(super) struct Duty {
    /// As children.csv writes it.
    pub(super) code: &'static str,
    /// Its bit.
    pub(super) cohort: Cohorts,
    /// The state of its lines.
    pub(super) state: &'static str,
    /// Above its figures.
    pub(super) title: &'static str,
    /// Nothing is owed to one named child: figures, no list of children to work through.
    pub(super) strategic: bool,
    /// The duty and where it stands.
    pub(super) duty: &'static str,
}

/// Every cohort.
pub(super) const DUTIES: &[Duty] = &[
    Duty {
        code: "LAC",
        cohort: Cohorts::LAC,
        state: "looked after",
        title: "Looked after",
        strategic: false,
        duty: "the duty is to this child, wherever it is placed: a PEP each term, Pupil Premium Plus (Children Act 1989, \
               s.22(3A); Children and Families Act 2014, s.99)",
    },
    Duty {
        code: "PLAC",
        cohort: Cohorts::PLAC,
        state: "previously looked after",
        title: "Previously looked after",
        strategic: false,
        duty: "advice and information when parents or schools ask; no PEP, Pupil Premium Plus goes to the school (Children Act \
               1989, s.23ZZA)",
    },
    Duty {
        code: "CIN",
        cohort: Cohorts::CIN,
        state: "in need",
        title: "Children in need",
        strategic: true,
        duty: "the duty is strategic: figures and advice, no case work is implied (Children Act 1989, s.23ZZZA; role of virtual \
               school heads, 5 March 2024)",
    },
    Duty {
        code: "CP",
        cohort: Cohorts::CP,
        state: "protection plan",
        title: "On child protection plans",
        strategic: true,
        duty: "the duty is strategic: figures and advice, no case work is implied (Children Act 1989, s.23ZZZA; role of virtual \
               school heads, 5 March 2024)",
    },
    Duty {
        code: "KIN",
        cohort: Cohorts::KIN,
        state: "kinship",
        title: "In kinship care",
        strategic: true,
        duty: "the duty is strategic: to promote awareness and to advise, no case work is implied (Children Act 1989, s.23ZZZA; \
               guidance of September 2024)",
    },
    Duty {
        code: "CL",
        cohort: Cohorts::CL,
        state: "care leaver",
        title: "Care leavers",
        strategic: false,
        duty: "education, employment and training with the personal adviser, up to 25 (Children Act 1989, s.23C to s.23CZB)",
    },
];
