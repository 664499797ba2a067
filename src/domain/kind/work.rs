//! Kinds of the rest of the work of a virtual school: cohorts, quality, money, support, schools, careers, transitions,
//! advice, admissions. A row is an event, or a stage that something reached: what was is not written over.

use crate::domain::kind::table::{date, field, must, text};
use crate::domain::kind::{COHORTS, Field, Kind, KindSpec, Shape};

/// The terms of a year.
pub const TERMS: &[&str] = &["autumn", "spring", "summer"];
/// The stages of a PEP, as ePEP programs have them; `sent_back` says why. One sent back may return on the same day, so
/// that its return is a stage of its own.
pub const PEP_STAGES: &[&str] =
    &["not_started", "in_progress", "ready", "submitted", "sent_back", "resubmitted", "complete"];
/// How good a PEP is, the best first.
pub const COLOURS: &[&str] = &["gold", "green", "amber", "red"];
/// The stages of a referral after it was received.
pub const REFERRAL_STAGES: &[&str] = &["triaged", "planned", "reviewed", "closed"];
/// What a virtual school does about a school.
pub const CHALLENGES: &[&str] = &["support", "challenge"];
/// Answers to the September Guarantee.
pub const OFFERS: &[&str] = &["offer", "declined", "no_offer", "not_known"];
/// Steps of careers work.
pub const CAREER_STEPS: &[&str] = &["guidance", "experience", "visit", "application", "interview", "mentoring"];
/// Where a young person is heading.
pub const PATHWAYS: &[&str] = &["sixth_form", "college", "university", "apprenticeship", "training", "work"];
/// What changes for a child.
pub const CHANGES: &[&str] = &["nursery", "reception", "secondary", "post_16", "post_18", "school", "placement"];
/// How a school place is asked for.
pub const ROUTES: &[&str] = &["in_year", "phase"];
/// What became of an application.
pub const DECISIONS: &[&str] = &["offered", "refused", "waiting", "withdrawn"];

const fn colour(name: &'static str) -> Field {
    field(name, Shape::OneOf(COLOURS))
}
/// Written like an academic year.
const fn financial_year() -> Field {
    field("financial_year", Shape::AcademicYear)
}
const fn of_child(
    kind: Kind,
    names: (&'static str, &'static str),
    fields: &'static [Field],
    key: &'static [&'static [&'static str]],
) -> KindSpec {
    KindSpec { kind, name: names.0, table: names.1, of_child: true, fields, key }
}
const fn of_none(
    kind: Kind,
    names: (&'static str, &'static str),
    fields: &'static [Field],
    key: &'static [&'static [&'static str]],
) -> KindSpec {
    KindSpec { of_child: false, ..of_child(kind, names, fields, key) }
}

/// A child moves from one to another, and may be in several.
pub(super) const COHORT: KindSpec = of_child(
    Kind::Cohort,
    ("cohorts", "cohort_spell"),
    &[must(field("cohort", Shape::OneOf(COHORTS))), must(date("start")), date("end"), text("why")],
    &[&["cohort", "start"]],
);

/// Of one day the stage further on counts.
pub(super) const PEP_STAGE: KindSpec = of_child(
    Kind::PepStage,
    ("pep_stages", "pep_stage"),
    &[
        must(field("academic_year", Shape::AcademicYear)),
        must(field("term", Shape::OneOf(TERMS))),
        must(field("stage", Shape::OneOf(PEP_STAGES))),
        must(date("on")),
        text("reason"),
        text("by"),
    ],
    &[&["academic_year", "term", "stage", "on"]],
);

/// `overall` blank: worked out by the rule of the council.
pub(super) const PEP_REVIEW: KindSpec = of_child(
    Kind::PepReview,
    ("pep_quality", "pep_review"),
    &[
        must(field("academic_year", Shape::AcademicYear)),
        must(field("term", Shape::OneOf(TERMS))),
        must(date("reviewed")),
        colour("voice"),
        colour("targets"),
        colour("attainment"),
        colour("funding"),
        colour("transition"),
        colour("attendance"),
        colour("overall"),
        text("reviewer"),
        text("comment"),
    ],
    &[&["academic_year", "term", "reviewed"]],
);

pub(super) const PREMIUM_RATE: KindSpec = of_none(
    Kind::PremiumRate,
    ("premium_rates", "premium_rate"),
    &[must(financial_year()), must(field("rate", Shape::Money)), must(text("source"))],
    &[&["financial_year"]],
);

/// The key of the premium whose purpose it is.
pub(super) const PREMIUM_TARGET: KindSpec = of_child(
    Kind::PremiumTarget,
    ("premium_targets", "premium_target"),
    &[must(financial_year()), text("term"), must(text("purpose")), must(text("target")), text("impact")],
    &[&["financial_year", "term", "purpose"]],
);

pub(super) const PREMIUM_RELEASE: KindSpec = of_child(
    Kind::PremiumRelease,
    ("premium_releases", "premium_release"),
    &[
        must(financial_year()),
        text("term"),
        must(date("released")),
        must(field("amount", Shape::Money)),
        text("purpose"),
        text("by"),
    ],
    &[&["financial_year", "term", "released", "purpose"]],
);

pub(super) const NATIONAL: KindSpec = of_none(
    Kind::National,
    ("national", "national_figure"),
    &[
        must(text("measure")),
        text("cohort"),
        must(field("academic_year", Shape::AcademicYear)),
        must(text("value")),
        must(text("source")),
    ],
    &[&["measure", "cohort", "academic_year"]],
);

/// The first three say which referral.
pub(super) const REFERRAL_STAGE: KindSpec = of_child(
    Kind::ReferralStage,
    ("referral_stages", "referral_stage"),
    &[
        must(date("received")),
        must(text("from_role")),
        must(text("reason")),
        must(field("stage", Shape::OneOf(REFERRAL_STAGES))),
        must(date("on")),
        date("due"),
        text("outcome"),
        text("by"),
    ],
    &[&["received", "from_role", "reason", "stage", "on"]],
);

pub(super) const SUPPORT: KindSpec = of_child(
    Kind::Support,
    ("support", "support_step"),
    &[
        must(text("plan")),
        must(date("start")),
        date("ends"),
        must(text("step")),
        text("who"),
        date("due"),
        date("done"),
        text("outcome"),
    ],
    &[&["plan", "start", "step"]],
);

pub(super) const CHALLENGE: KindSpec = of_child(
    Kind::Challenge,
    ("challenges", "challenge"),
    &[
        must(text("school_urn")),
        must(date("raised")),
        must(field("kind", Shape::OneOf(CHALLENGES))),
        must(text("about")),
        date("answer_due"),
        date("answered"),
        text("outcome"),
    ],
    &[&["school_urn", "raised", "kind", "about"]],
);

pub(super) const SCHOOL_ACTION: KindSpec = of_none(
    Kind::SchoolAction,
    ("school_actions", "school_action"),
    &[
        must(text("school_urn")),
        must(date("raised")),
        must(field("kind", Shape::OneOf(CHALLENGES))),
        must(text("about")),
        date("answer_due"),
        date("answered"),
        text("outcome"),
    ],
    &[&["school_urn", "raised", "kind", "about"]],
);

pub(super) const TRAINING: KindSpec = of_none(
    Kind::Training,
    ("training", "training"),
    &[
        must(text("school_urn")),
        must(date("on")),
        must(text("title")),
        text("who"),
        text("role"),
        field("attended", Shape::Flag),
    ],
    &[&["school_urn", "on", "title", "who"]],
);

/// The year is the one in which the place begins.
pub(super) const GUARANTEE: KindSpec = of_child(
    Kind::Guarantee,
    ("guarantee", "guarantee"),
    &[
        must(field("academic_year", Shape::AcademicYear)),
        must(field("offer", Shape::OneOf(OFFERS))),
        date("offered"),
        text("provider"),
        date("start"),
    ],
    &[&["academic_year"]],
);

pub(super) const CAREER: KindSpec = of_child(
    Kind::Career,
    ("careers", "career_step"),
    &[
        must(field("step", Shape::OneOf(CAREER_STEPS))),
        date("due"),
        date("done"),
        field("pathway", Shape::OneOf(PATHWAYS)),
        text("provider"),
        text("detail"),
    ],
    &[&["step", "due"], &["step", "done"]],
);

/// Without a step the row is the change itself.
pub(super) const TRANSITION: KindSpec = of_child(
    Kind::Transition,
    ("transitions", "transition_step"),
    &[
        must(field("change", Shape::OneOf(CHANGES))),
        must(date("on")),
        text("to"),
        text("step"),
        date("due"),
        date("done"),
        text("who"),
    ],
    &[&["change", "on", "step"]],
);

pub(super) const ENQUIRY: KindSpec = of_none(
    Kind::Enquiry,
    ("enquiries", "enquiry"),
    &[
        must(date("received")),
        must(text("from_role")),
        must(text("topic")),
        text("reference"),
        text("question"),
        text("advice"),
        date("reply_due"),
        date("replied"),
    ],
    &[&["received", "from_role", "topic", "reference"]],
);

pub(super) const ADMISSION: KindSpec = of_child(
    Kind::Admission,
    ("admissions", "admission"),
    &[
        must(date("applied")),
        must(text("school_urn")),
        field("route", Shape::OneOf(ROUTES)),
        date("decided"),
        field("decision", Shape::OneOf(DECISIONS)),
        date("start_due"),
        date("started"),
        date("appeal"),
    ],
    &[&["applied", "school_urn"]],
);

pub(super) const SEN_PLAN: KindSpec = of_child(
    Kind::SenPlan,
    ("sen", "sen_plan"),
    &[
        must(field("status", Shape::OneOf(&["K", "E"]))),
        must(date("start")),
        date("end"),
        text("need"),
        date("review_due"),
        date("reviewed"),
        text("la"),
    ],
    &[&["status", "start"]],
);

/// Total difficulties, 0 to 40 (SSDA903 OC2, `SDQ_SCORE`).
pub(super) const SDQ: KindSpec = of_child(
    Kind::Sdq,
    ("sdq", "sdq"),
    &[must(date("date")), must(field("score", Shape::UpTo(40))), text("completed_by")],
    &[&["date"]],
);

/// Hours a week.
pub(super) const EARLY_YEARS: KindSpec = of_child(
    Kind::EarlyYears,
    ("early_years", "early_years"),
    &[must(date("start")), date("end"), must(text("setting")), field("hours", Shape::UpTo(60)), text("funding")],
    &[&["start", "setting"]],
);

/// Hours a week.
pub(super) const TIMETABLE: KindSpec = of_child(
    Kind::Timetable,
    ("timetables", "timetable"),
    &[
        must(date("start")),
        date("end"),
        must(field("hours", Shape::UpTo(40))),
        text("school_urn"),
        date("review_due"),
        text("reason"),
        text("agreed_by"),
    ],
    &[&["start"]],
);
