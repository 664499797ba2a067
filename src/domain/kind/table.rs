//! The table of kinds: their columns in the order of the formats page, and their natural keys.

use crate::domain::kind::{COHORTS, Field, Kind, KindSpec, Shape, returns, work};

pub(super) const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, must: false, sealed: false, plain: true }
}
pub(super) const fn text(name: &'static str) -> Field {
    field(name, Shape::Text)
}
pub(super) const fn date(name: &'static str) -> Field {
    field(name, Shape::Date)
}
pub(super) const fn must(field: Field) -> Field {
    Field { must: true, ..field }
}
const fn sealed(field: Field) -> Field {
    Field { sealed: true, ..field }
}
/// Filled by a published layout only.
pub(super) const fn published(field: Field) -> Field {
    Field { plain: false, ..field }
}

/// Every kind of record, in the order of [`Kind`].
pub const KINDS: &[KindSpec] = &[
    KindSpec {
        kind: Kind::Child,
        name: "children",
        table: "child_row",
        of_child: true,
        fields: &[
            must(text("forename")),
            must(text("surname")),
            must(date("dob")),
            field("upn", Shape::Upn),
            text("sex"),
            field("nc_year", Shape::NcYear),
            text("school_urn"),
            text("known_as"),
            field("cohort", Shape::SomeOf(COHORTS)),
            date("looked_after_since"),
            text("caseworker"),
            text("social_worker"),
            text("carer"),
            text("designated_teacher"),
            field("sen", Shape::OneOf(&["N", "K", "E"])),
            text("caution"),
        ],
        key: &[&[]],
    },
    KindSpec { kind: Kind::Attendance, name: "attendance", table: "attendance", of_child: true, fields: &[], key: &[] },
    KindSpec {
        kind: Kind::Pep,
        name: "peps",
        table: "pep",
        of_child: true,
        fields: &[
            field("academic_year", Shape::AcademicYear),
            field("term", Shape::OneOf(&["autumn", "spring", "summer"])),
            date("due"),
            date("held"),
            text("status"),
            field("quality", Shape::OneOf(&["gold", "green", "amber", "red"])),
        ],
        key: &[&["academic_year", "term"], &["due"], &["held"]],
    },
    KindSpec {
        kind: Kind::Exclusion,
        name: "exclusions",
        table: "exclusion",
        of_child: true,
        fields: &[
            must(field("kind", Shape::OneOf(&["SUSP", "PERM", "LUNCH"]))),
            must(date("start")),
            date("end"),
            field("sessions", Shape::Count),
            text("reasons"),
            date("provision_from"),
            date("reintegration"),
        ],
        key: &[&["kind", "start"]],
    },
    KindSpec {
        kind: Kind::Placement,
        name: "placements",
        table: "placement",
        of_child: true,
        fields: &[
            must(date("start")),
            date("end"),
            text("type"),
            text("reason"),
            text("legal_status"),
            text("provider"),
            text("carer"),
            text("la"),
            text("in_area"),
            sealed(text("postcode")),
            field("emergency", Shape::Flag),
            date("planned_end"),
            // SSDA903: why the episode ended, the home postcode, and that the row is an episode at all.
            published(text("rec")),
            published(sealed(text("home_post"))),
            published(field("episode", Shape::Flag)),
            // SSDA903: the kind of provider (no `provider`, since two homes of one kind would look like one), the
            // category of need, and why the placement changed.
            published(text("provider_kind")),
            published(text("need")),
            published(text("change_reason")),
        ],
        key: &[&["start"]],
    },
    KindSpec {
        kind: Kind::School,
        name: "schools",
        table: "school_row",
        of_child: false,
        fields: &[
            must(text("urn")),
            must(text("name")),
            text("la"),
            text("phase"),
            text("ofsted"),
            text("phone"),
            text("designated_teacher"),
            text("email"),
        ],
        key: &[&["urn"]],
    },
    KindSpec {
        kind: Kind::Enrolment,
        name: "enrolments",
        table: "enrolment",
        of_child: true,
        fields: &[
            must(text("school_urn")),
            must(date("start")),
            date("end"),
            field("registration", Shape::OneOf(&["main", "dual", "ap"])),
            field("nc_year", Shape::NcYear),
            field("part_time", Shape::Flag),
        ],
        key: &[&["school_urn", "start"]],
    },
    KindSpec {
        kind: Kind::Contact,
        name: "contacts",
        table: "contact",
        of_child: true,
        // Telephone and email of a carer are sealed row by row: see `RecordRow::sealed`.
        fields: &[must(text("role")), must(text("name")), text("phone"), text("email")],
        key: &[&["role", "name"]],
    },
    KindSpec {
        kind: Kind::Destination,
        name: "destinations",
        table: "destination",
        of_child: true,
        fields: &[
            must(date("from")),
            date("to"),
            must(field("status", Shape::OneOf(&["EET", "NEET", "NK"]))),
            text("activity"),
            date("checked"),
            text("detail"),
        ],
        key: &[&["from"]],
    },
    KindSpec {
        kind: Kind::Attainment,
        name: "attainment",
        table: "attainment",
        of_child: true,
        fields: &[
            must(date("date")),
            text("stage"),
            must(text("subject")),
            must(text("measure")),
            must(text("value")),
            text("target"),
        ],
        key: &[&["date", "stage", "subject", "measure"]],
    },
    KindSpec {
        kind: Kind::Premium,
        name: "premium",
        table: "premium",
        of_child: true,
        fields: &[
            must(text("financial_year")),
            text("term"),
            field("allocated", Shape::Money),
            field("spent", Shape::Money),
            text("purpose"),
        ],
        key: &[&["financial_year", "term", "purpose"]],
    },
    KindSpec {
        kind: Kind::Referral,
        name: "referrals",
        table: "referral",
        of_child: true,
        fields: &[
            must(date("received")),
            must(text("from_role")),
            text("from_name"),
            must(text("reason")),
            date("first_action"),
            date("closed"),
        ],
        key: &[&["received", "from_role", "reason"]],
    },
    KindSpec {
        kind: Kind::Term,
        name: "terms",
        table: "term",
        of_child: false,
        fields: &[
            must(text("scope")),
            must(field("kind", Shape::OneOf(&["term", "break", "inset"]))),
            must(text("name")),
            must(date("start")),
            must(date("end")),
        ],
        key: &[&["scope", "kind", "name", "start"]],
    },
    KindSpec {
        kind: Kind::Missing,
        name: "ssda903-missing",
        table: "missing",
        of_child: true,
        fields: &[
            published(field("missing", Shape::OneOf(&["M", "A"]))),
            published(must(date("start"))),
            published(date("end")),
        ],
        key: &[&["start"]],
    },
    KindSpec {
        kind: Kind::BankHoliday,
        name: "bank-holidays",
        table: "bank_holiday",
        of_child: false,
        fields: &[published(must(text("division"))), published(must(date("date"))), published(text("title"))],
        key: &[&["division", "date"]],
    },
    returns::REVIEW,
    returns::OC2,
    returns::OC3,
    returns::UASC,
    returns::PREVIOUS_PERMANENCE,
    returns::SOCIAL_WORKER,
    returns::ADOPTION,
    returns::PLACED_FOR_ADOPTION,
    returns::LIBERTY,
    returns::CENSUS_PUPIL,
    returns::SESSION_TOTAL,
    returns::PLAN,
    work::COHORT,
    work::PEP_STAGE,
    work::PEP_REVIEW,
    work::PREMIUM_RATE,
    work::PREMIUM_TARGET,
    work::PREMIUM_RELEASE,
    work::NATIONAL,
    work::REFERRAL_STAGE,
    work::SUPPORT,
    work::CHALLENGE,
    work::SCHOOL_ACTION,
    work::TRAINING,
    work::GUARANTEE,
    work::CAREER,
    work::TRANSITION,
    work::ENQUIRY,
    work::ADMISSION,
    work::SEN_PLAN,
    work::SDQ,
    work::EARLY_YEARS,
    work::TIMETABLE,
];
