//! The kinds of record and their columns: one table from which the importer, the database, `show --json`, the
//! sample files and the documentation are walks. Columns and keys as in the published formats page.

use crate::domain::sealed::Sealed;
use chrono::NaiveDate;
use std::fmt;

/// A kind of record that a file can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A child and what identifies it.
    Child,
    /// Register marks, kept packed (see [`crate::domain::attendance`]).
    Attendance,
    /// A Personal Education Plan, due or held.
    Pep,
    /// A suspension, lunchtime suspension or permanent exclusion.
    Exclusion,
    /// A placement, or an SSDA903 episode.
    Placement,
    /// A school.
    School,
    /// A child on a school's roll.
    Enrolment,
    /// Somebody to ring.
    Contact,
    /// What a 16-25 year old does.
    Destination,
    /// A result by subject and measure.
    Attainment,
    /// Pupil Premium Plus given and spent.
    Premium,
    /// A referral to the virtual school.
    Referral,
    /// A term, break or inset day.
    Term,
    /// A missing episode (SSDA903).
    Missing,
    /// A bank holiday.
    BankHoliday,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Free text.
    Text,
    /// A civil date.
    Date,
    /// A whole number, 0 or more.
    Count,
    /// Pounds, held in pence.
    Money,
    /// y, yes, true, 1 are yes; blank is no.
    Flag,
    /// One of these codes, upper or lower case as written here.
    OneOf(&'static [&'static str]),
    /// Several codes divided by `;`.
    SomeOf(&'static [&'static str]),
    /// An academic year written `2026/27`.
    AcademicYear,
    /// A year group: N1 N2 R 0-14.
    NcYear,
    /// A unique pupil number: its check letter is tested, UN1-UN5 are blank.
    Upn,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The word in the header, in JSON and in the database.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// The column must be there and filled, else the row is held back.
    pub must: bool,
    /// Never shown, searched or exported unless a person asks for it.
    pub sealed: bool,
    /// Stands in the plain layout and in JSON; else only a published layout fills it.
    pub plain: bool,
}

/// A kind of record with its columns and natural key.
#[derive(Debug)]
pub struct KindSpec {
    /// Which kind.
    pub kind: Kind,
    /// Plain file name without `.csv`, layout name and key in JSON: `peps`.
    pub name: &'static str,
    /// Table in the database: `pep`.
    pub table: &'static str,
    /// Rows belong to a child: the file's `child_id` says to whom, and is not among `fields`.
    pub of_child: bool,
    /// Columns in the order of the formats page.
    pub fields: &'static [Field],
    /// The natural key beside the child: the first alternative whose columns are all filled.
    pub key: &'static [&'static [&'static str]],
}

impl KindSpec {
    /// The place of a column among [`KindSpec::fields`].
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

/// A value of a column. Its Debug says what it is and shows no text, which may be a name.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, a code, several codes divided by `;`.
    Text(String),
    /// A civil date.
    Date(NaiveDate),
    /// A count, or pence.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Text of a sealed column.
    Sealed(Sealed<String>),
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(_) => f.write_str("[text]"),
            Self::Date(_) => f.write_str("[date]"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Sealed(sealed) => write!(f, "{sealed:?}"),
        }
    }
}

const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, must: false, sealed: false, plain: true }
}
const fn text(name: &'static str) -> Field {
    field(name, Shape::Text)
}
const fn date(name: &'static str) -> Field {
    field(name, Shape::Date)
}
const fn must(field: Field) -> Field {
    Field { must: true, ..field }
}
const fn sealed(field: Field) -> Field {
    Field { sealed: true, ..field }
}
/// Filled by a published layout only.
const fn published(field: Field) -> Field {
    Field { plain: false, ..field }
}

/// Cohorts a child can stand in: looked after, previously looked after, child in need, child protection, kinship,
/// care leaver.
pub const COHORTS: &[&str] = &["LAC", "PLAC", "CIN", "CP", "KIN", "CL"];

/// The kind's columns and key.
pub const fn spec(kind: Kind) -> &'static KindSpec {
    // Declared in the order of the enum; `kinds_stand_in_order` holds it.
    &KINDS[kind as usize]
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
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_in_order() {
        for (place, spec) in KINDS.iter().enumerate() {
            assert_eq!(spec.kind as usize, place, "{}", spec.name);
        }
    }

    #[test]
    fn keys_name_columns() {
        for spec in KINDS {
            for name in spec.key.iter().copied().flatten() {
                assert!(spec.position(name).is_some(), "{}: {name}", spec.name);
            }
        }
    }
}
