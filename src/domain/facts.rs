//! Facts: the compact columns about every child that are enough to judge and rank all of them.
//!
//! Kept packed beside the rows that they come from and rewritten in the same transaction, so that ten thousand
//! children are read at once. Everything else about one child is a [`crate::domain::record::Record`].

mod day;

use crate::domain::attendance::YearMarks;
use crate::domain::decision::{Decision, Look};
use chrono::{DateTime, FixedOffset, NaiveDate};
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// A child's internal id. The council's own id is [`ChildFacts::child_id`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ChildKey(pub i64);

/// A short text. Names, ids and codes up to 24 bytes stand in place: ten thousand children hold some 200,000 of them.
pub type Text = CompactString;

/// What is known of a child, enough for every rule and for the row on screen.
///
/// Its `Debug` names no child: it is the internal id alone.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ChildFacts {
    /// Internal id.
    pub key: i64,
    /// The council's id for the child.
    pub child_id: Text,
    /// The council's ids of records that were merged into this one.
    pub other_ids: Vec<Text>,
    /// Forename, empty where only the SSDA903 names the child.
    pub forename: Text,
    /// Surname, empty likewise.
    pub surname: Text,
    /// The name the child goes by.
    pub known_as: Option<Text>,
    /// Date of birth.
    #[serde(with = "day::option")]
    pub dob: Option<NaiveDate>,
    /// Unique pupil number as written, whether or not its check letter is right.
    pub upn: Option<Text>,
    /// M, F, U.
    pub sex: Option<Text>,
    /// Year group as children.csv gives it: nursery -2 (N1) and -1 (N2), reception 0, else 1-14.
    pub nc_year: Option<i8>,
    /// `school_urn` of children.csv: a main enrolment without a start, unless `enrolments` is not empty.
    pub school_urn: Option<Text>,
    /// Cohorts given by children.csv; `None` where it gives none.
    pub cohorts: Option<Cohorts>,
    /// `looked_after_since` given by children.csv.
    #[serde(with = "day::option")]
    pub looked_after_since: Option<NaiveDate>,
    /// The virtual school's caseworker.
    pub caseworker: Option<Text>,
    /// The social worker.
    pub social_worker: Option<Text>,
    /// The carer.
    pub carer: Option<Text>,
    /// The designated teacher.
    pub designated_teacher: Option<Text>,
    /// N, K (SEN support), E (EHC plan).
    pub sen: Option<Text>,
    /// What to know before ringing; stands at the head of the record and of the note form.
    pub caution: Option<Text>,
    /// PEP rows.
    pub peps: Vec<Pep>,
    /// Suspensions and permanent exclusions.
    pub exclusions: Vec<Exclusion>,
    /// Placements and SSDA903 episodes, by start.
    pub placements: Vec<Placement>,
    /// Enrolments, by start.
    pub enrolments: Vec<Enrolment>,
    /// Destinations, by `from`.
    pub destinations: Vec<Destination>,
    /// Referrals.
    pub referrals: Vec<Referral>,
    /// Missing episodes.
    pub missing: Vec<Missing>,
    /// The last contact that a filed note tells of.
    pub last_contact: Option<Box<LastContact>>,
    /// Merged marks, the latest academic year first. Read beside the packed facts, never part of them.
    #[serde(skip)]
    pub marks: Vec<YearMarks>,
    /// Decisions about its alerts that stand, the latest last; read likewise.
    #[serde(skip)]
    pub decisions: Vec<Decision>,
    /// What whoever unlocked the file saw of it at the last look; read likewise.
    #[serde(skip)]
    pub look: Option<Box<Look>>,
}

impl ChildFacts {
    /// Whether it stands where another does by name, and is found by the same words: names, ids, schools, social worker.
    pub fn is_found_as(&self, other: &Self) -> bool {
        let words = |child: &Self| (child.child_id.clone(), child.upn.clone(), child.social_worker.clone());
        let names = |child: &Self| (child.forename.clone(), child.surname.clone(), child.known_as.clone());
        words(self) == words(other)
            && names(self) == names(other)
            && self.other_ids == other.other_ids
            && self.school_urn == other.school_urn
            && self.enrolments == other.enrolments
    }
}

impl std::fmt::Debug for ChildFacts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "child {}", self.key)
    }
}

/// The cohorts a child stands in, a bit each in the order of [`crate::domain::kind::COHORTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cohorts(pub u8);

impl Cohorts {
    /// Looked after.
    pub const LAC: Self = Self(1);
    /// Previously looked after.
    pub const PLAC: Self = Self(2);
    /// Child in need.
    pub const CIN: Self = Self(4);
    /// On a child protection plan.
    pub const CP: Self = Self(8);
    /// In kinship care.
    pub const KIN: Self = Self(16);
    /// Care leaver.
    pub const CL: Self = Self(32);
    /// Told by the CIN census alone, which does not say who is looked after.
    pub const CENSUS: Self = Self(64);

    /// Whether all of `other` are among these.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// A PEP: due, held, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pep {
    /// When it is due.
    #[serde(with = "day::option")]
    pub due: Option<NaiveDate>,
    /// When it was held.
    #[serde(with = "day::option")]
    pub held: Option<NaiveDate>,
    /// Rated red.
    pub red: bool,
}

/// What an exclusion row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExclusionKind {
    /// A suspension.
    Suspension,
    /// A suspension over lunchtimes, half a day each.
    Lunch,
    /// A permanent exclusion.
    Permanent,
}

/// A suspension or permanent exclusion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// Which.
    pub kind: ExclusionKind,
    /// First day.
    #[serde(with = "day")]
    pub start: NaiveDate,
    /// Last day.
    #[serde(with = "day::option")]
    pub end: Option<NaiveDate>,
    /// Half-day sessions.
    pub sessions: Option<u32>,
    /// First day of provision.
    #[serde(with = "day::option")]
    pub provision_from: Option<NaiveDate>,
}

/// A placement, or an SSDA903 episode. Text fields compared for a move are kept as digests: never shown, equal
/// exactly when the text is equal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// First day (DECOM).
    #[serde(with = "day")]
    pub start: NaiveDate,
    /// The first day after (DEC).
    #[serde(with = "day::option")]
    pub end: Option<NaiveDate>,
    /// SSDA903 PLACE, or the words of a plain file.
    pub kind: Option<Text>,
    /// SSDA903 RNE.
    pub reason: Option<Text>,
    /// SSDA903 LS.
    pub legal_status: Option<Text>,
    /// Who provides it.
    pub provider: Option<Text>,
    /// Who cares for the child there.
    pub carer: Option<Text>,
    /// A digest of the postcode as written, `None` where blank: enough to tell a change, not to show a place.
    pub postcode_digest: Option<u64>,
    /// When it is planned to end.
    #[serde(with = "day::option")]
    pub planned_end: Option<NaiveDate>,
    /// The row came from SSDA903 episodes.
    pub episode: bool,
    /// SSDA903 REC.
    pub rec: Option<Text>,
}

/// How a child is registered at a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Registration {
    /// The main school.
    #[default]
    Main,
    /// Dual registered beside the main school.
    Dual,
    /// Alternative provision.
    Ap,
}

/// A child on a school's roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// The school.
    pub urn: Text,
    /// First day on roll.
    #[serde(with = "day")]
    pub start: NaiveDate,
    /// Last day on roll.
    #[serde(with = "day::option")]
    pub end: Option<NaiveDate>,
    /// How.
    pub registration: Registration,
    /// Year group given on the enrolment, as [`ChildFacts::nc_year`].
    pub nc_year: Option<i8>,
    /// On a part-time timetable.
    pub part_time: bool,
}

/// Whether a young person is in education, employment or training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DestinationStatus {
    /// In education, employment or training.
    Eet,
    /// Not.
    Neet,
    /// Not known.
    NotKnown,
}

/// What a 16-25 year old does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// Since when.
    #[serde(with = "day")]
    pub from: NaiveDate,
    /// Until when.
    #[serde(with = "day::option")]
    pub to: Option<NaiveDate>,
    /// Which.
    pub status: DestinationStatus,
    /// When it was last checked.
    #[serde(with = "day::option")]
    pub checked: Option<NaiveDate>,
}

/// A referral to the virtual school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// When it came.
    #[serde(with = "day")]
    pub received: NaiveDate,
    /// When somebody first acted.
    #[serde(with = "day::option")]
    pub first_action: Option<NaiveDate>,
    /// When it was closed.
    #[serde(with = "day::option")]
    pub closed: Option<NaiveDate>,
}

/// A missing episode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// First day.
    #[serde(with = "day")]
    pub start: NaiveDate,
    /// The first day after.
    #[serde(with = "day::option")]
    pub end: Option<NaiveDate>,
}

/// When and how somebody was last in touch about the child.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastContact {
    /// When the note was opened.
    pub at: DateTime<FixedOffset>,
    /// call, visit, email, meeting, other, enquiry.
    pub kind: Text,
    /// Who was spoken to.
    pub person: Option<Text>,
    /// The note's text, its first 160 characters on one line.
    pub gist: Text,
    /// What is to be done next.
    pub next_step: Option<Text>,
    /// By when.
    #[serde(with = "day::option")]
    pub follow_up: Option<NaiveDate>,
}

/// Says when and how, never what about or with whom.
impl std::fmt::Debug for LastContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind, self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_printed_for_a_programmer_names_a_child() {
        let canary = || Text::from("CANARY");
        let contact = LastContact {
            at: DateTime::UNIX_EPOCH.fixed_offset(),
            kind: "call".into(),
            person: Some(canary()),
            gist: canary(),
            next_step: Some(canary()),
            follow_up: None,
        };
        assert_eq!(format!("{contact:?}"), "call 1970-01-01 00:00:00 +00:00");
        let child = ChildFacts { forename: canary(), last_contact: Some(contact.into()), ..ChildFacts::default() };
        assert_eq!(format!("{child:?}"), "child 0");
    }
}
