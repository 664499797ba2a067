//! The kinds of record and their columns: one table from which the importer, the database, `show --json`, the
//! sample files and the documentation are walks. Columns and keys as in the published formats page.

mod returns;
pub mod sense;
mod table;
pub mod work;

pub use table::KINDS;

use crate::domain::sealed::Sealed;
use chrono::NaiveDate;
use std::fmt;

/// Between the parts of a natural key.
const PART: &str = "\u{1f}";

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
    /// A review of the care plan (SSDA903).
    Review,
    /// Health, convictions and the strengths and difficulties score, as the yearly return has them (SSDA903 OC2).
    Oc2,
    /// What a care leaver did on the birthday, as the yearly return has it (SSDA903 OC3); no [`Kind::Destination`].
    Oc3,
    /// An unaccompanied child seeking asylum (SSDA903).
    Uasc,
    /// Whether a child was adopted or under an order before coming into care (SSDA903).
    PreviousPermanence,
    /// A social worker's time with a child (SSDA903).
    SocialWorker,
    /// A decision for adoption and the adopters (SSDA903 AD1).
    Adoption,
    /// A placement for adoption (SSDA903).
    PlacedForAdoption,
    /// A time under a deprivation of liberty order (SSDA903).
    Liberty,
    /// A pupil on the roll of a school census, by whose number the other tables of that census name the child.
    CensusPupil,
    /// Sessions of one attendance code in the term of a school census; no [`Kind::Attendance`].
    SessionTotal,
    /// A child in need plan or a child protection plan (CIN census).
    Plan,
    /// A time in a cohort: looked after, in need, a care leaver.
    Cohort,
    /// A stage that a PEP reached: begun, submitted, sent back.
    PepStage,
    /// A PEP judged against the criteria of its quality.
    PepReview,
    /// What Pupil Premium Plus a child has in a financial year.
    PremiumRate,
    /// What Pupil Premium Plus was spent for, and what came of it.
    PremiumTarget,
    /// Pupil Premium Plus let go to a school.
    PremiumRelease,
    /// A national figure that a report stands beside its own.
    National,
    /// A stage that a referral reached.
    ReferralStage,
    /// A step of a plan of support.
    Support,
    /// Support or challenge to a school about a child.
    Challenge,
    /// Support or challenge to a school as a whole.
    SchoolAction,
    /// Training offered to a school, and whether somebody came.
    Training,
    /// The September Guarantee: whether a place was offered.
    Guarantee,
    /// A step of careers work: guidance, work experience, an application.
    Career,
    /// A change of phase, school or home that is planned, or one step of it.
    Transition,
    /// Advice asked for, about a child who may have no record.
    Enquiry,
    /// An application for a school place.
    Admission,
    /// SEN support or an EHC plan.
    SenPlan,
    /// A score of the strengths and difficulties questionnaire.
    Sdq,
    /// A place in early years, from age 2.
    EarlyYears,
    /// A part-time timetable.
    Timetable,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Free text.
    Text,
    /// A civil date.
    Date,
    /// A date of which the day or the month may be unknown: `zz/05/2019` is held as `2019-05`.
    PartDate,
    /// A whole number, 0 or more.
    Count,
    /// A whole number from 0 to this.
    UpTo(i64),
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

    /// The natural key beside the child, from the texts of the columns by their places; dates as `YYYY-MM-DD`, blank
    /// ones empty. Of a kind with several, the first whose columns are all filled, marked by its place so that a due
    /// date is not taken for the date of holding. `None` where none is.
    pub fn natural_key(&self, text: impl Fn(usize) -> String) -> Option<String> {
        let several = self.key.len() > 1;
        self.key.iter().enumerate().find_map(|(place, names)| {
            let part = |name: &&str| self.position(name).map(&text).unwrap_or_default();
            let parts: Vec<String> = names.iter().map(part).collect();
            let whole = !several || parts.iter().all(|part| !part.is_empty());
            whole.then(|| PART.repeat(place) + &parts.join(PART))
        })
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

/// Cohorts a child can stand in: looked after, previously looked after, child in need, child protection, kinship,
/// care leaver.
pub const COHORTS: &[&str] = &["LAC", "PLAC", "CIN", "CP", "KIN", "CL"];

/// The kind's columns and key.
pub const fn spec(kind: Kind) -> &'static KindSpec {
    // Declared in the order of the enum; `kinds_stand_in_order` holds it.
    &KINDS[kind as usize]
}

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
    fn of_several_keys_the_first_that_is_whole_counts_and_says_which_it_is() {
        let key = |kind: Kind, filled: &[(&str, &str)]| {
            let spec = spec(kind);
            let text = |at: usize| filled.iter().find(|(name, _)| spec.position(name) == Some(at));
            spec.natural_key(|at| text(at).map_or_else(String::new, |(_, text)| (*text).to_owned()))
        };
        let whole = [("academic_year", "2026/27"), ("term", "autumn"), ("due", "2026-10-01")];
        assert_eq!(key(Kind::Pep, &whole).as_deref(), Some("2026/27\u{1f}autumn"));
        assert_eq!(key(Kind::Pep, &whole[1..]).as_deref(), Some("\u{1f}2026-10-01"));
        assert_eq!(key(Kind::Pep, &[("held", "2026-10-01")]).as_deref(), Some("\u{1f}\u{1f}2026-10-01"));
        assert_eq!(key(Kind::Pep, &whole[..1]), None);
        // Of a single key a blank part is a part.
        assert_eq!(key(Kind::Premium, &[("financial_year", "2026/27")]).as_deref(), Some("2026/27\u{1f}\u{1f}"));
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
