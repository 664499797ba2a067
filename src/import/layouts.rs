//! The layouts that are recognised by their header.
//!
//! A layout is one file below this one and one line in [`LAYOUTS`]. The plain layouts are walks over
//! [`crate::domain::kind::KINDS`] and share one file.

pub(super) mod attendance_marks;
mod attendance_weeks;
mod bank_holidays;
mod census_exclusions;
mod census_pupils;
mod census_sessions;
mod cin_census;
mod gias;
mod plain;
mod ssda903_ad1;
mod ssda903_dolo;
mod ssda903_episodes;
mod ssda903_header;
mod ssda903_missing;
mod ssda903_oc2;
mod ssda903_oc3;
mod ssda903_placed_for_adoption;
mod ssda903_previous_permanence;
mod ssda903_reviews;
mod ssda903_sw_episodes;
mod ssda903_uasc;

use crate::domain::kind::{Kind, KindSpec, spec};
use crate::domain::sheet::{ChildBy, Layer};
use crate::import::header::Header;
use crate::import::reader::Reader;
use crate::import::refusal::Tally;
use crate::import::table::Table;
use serde_json::Value as Json;

/// Every layout; of several that fit a header the one that knows most of its columns is taken, then the first.
pub const LAYOUTS: &[Layout] = &[
    plain::layout(Kind::Child),
    attendance_marks::LAYOUT,
    attendance_weeks::LAYOUT,
    plain::layout(Kind::Pep),
    plain::layout(Kind::Exclusion),
    plain::layout(Kind::Placement),
    plain::layout(Kind::School),
    plain::layout(Kind::Enrolment),
    plain::layout(Kind::Contact),
    plain::layout(Kind::Destination),
    plain::layout(Kind::Attainment),
    plain::layout(Kind::Premium),
    plain::layout(Kind::Referral),
    plain::layout(Kind::Term),
    ssda903_header::LAYOUT,
    ssda903_episodes::LAYOUT,
    ssda903_missing::LAYOUT,
    gias::LAYOUT,
    bank_holidays::LAYOUT,
    ssda903_reviews::LAYOUT,
    ssda903_oc2::LAYOUT,
    ssda903_oc3::LAYOUT,
    ssda903_uasc::LAYOUT,
    ssda903_previous_permanence::LAYOUT,
    ssda903_sw_episodes::LAYOUT,
    ssda903_ad1::LAYOUT,
    ssda903_placed_for_adoption::LAYOUT,
    ssda903_dolo::LAYOUT,
    census_pupils::LAYOUT,
    census_exclusions::LAYOUT,
    census_sessions::LAYOUT,
    cin_census::CHILDREN,
    cin_census::PLANS,
    plain::layout(Kind::Cohort),
    plain::layout(Kind::PepStage),
    plain::layout(Kind::PepReview),
    plain::layout(Kind::PremiumRate),
    plain::layout(Kind::PremiumTarget),
    plain::layout(Kind::PremiumRelease),
    plain::layout(Kind::National),
    plain::layout(Kind::ReferralStage),
    plain::layout(Kind::Support),
    plain::layout(Kind::Challenge),
    plain::layout(Kind::SchoolAction),
    plain::layout(Kind::Training),
    plain::layout(Kind::Guarantee),
    plain::layout(Kind::Career),
    plain::layout(Kind::Transition),
    plain::layout(Kind::Enquiry),
    plain::layout(Kind::Admission),
    plain::layout(Kind::SenPlan),
    plain::layout(Kind::Sdq),
    plain::layout(Kind::EarlyYears),
    plain::layout(Kind::Timetable),
];

/// The column of a school census in which every table has the number of the pupil.
const CENSUS_PUPIL: &str = "pupilonrolltableid";

/// A layout of files.
#[derive(Debug)]
pub struct Layout {
    /// Its name in `import --json`.
    pub name: &'static str,
    /// What its rows become.
    pub kind: Kind,
    /// The word of the column with the child's id, where rows belong to a child.
    pub child: Option<&'static str>,
    pub(super) form: Form,
}

/// How a layout's files are read.
#[derive(Debug)]
pub(super) enum Form {
    /// A column for each plain field of the kind, under the field's name.
    Plain,
    /// Columns of other names.
    Published(Published),
    /// Marks, packed while they are read.
    Marks {
        /// Its columns, the child's left out.
        columns: &'static [Column],
        /// Makes what reads its rows.
        open: fn(&Header) -> Box<dyn Reader>,
    },
    /// A JSON document.
    Document {
        /// Whether a document is of this layout.
        fits: fn(&Json) -> bool,
        /// Takes a document that is, with its text, from which the lines are known.
        take: fn(&Json, &str, &mut Tally),
    },
}

/// How a published layout fills a kind.
#[derive(Debug)]
pub(super) struct Published {
    /// Which layer, for children and schools.
    pub(super) layer: Layer,
    /// The columns that are used; others are not named to the user.
    pub(super) columns: &'static [Column],
    /// Flags that are yes in every row.
    pub(super) always: &'static [&'static str],
}

/// A column of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// The header's word.
    pub(super) word: &'static str,
    /// The kind's field that it fills.
    pub(super) field: &'static str,
    /// Without it a file is not of this layout.
    pub(super) needed: bool,
    /// A row in which it is blank is held back.
    pub(super) filled: bool,
    /// Turns the file's codes into ours.
    pub(super) recode: fn(&str) -> &str,
    /// Its text is added behind a `;` to what a column before it gave the same field.
    pub(super) more: bool,
}

/// A column that may be missing.
pub(super) const fn column(word: &'static str, field: &'static str) -> Column {
    Column { word, field, needed: false, filled: false, recode: as_written, more: false }
}
/// A column without which a file is not of the layout.
pub(super) const fn needed(column: Column) -> Column {
    Column { needed: true, ..column }
}
/// A needed column that is filled in every row.
pub(super) const fn filled(column: Column) -> Column {
    Column { needed: true, filled: true, ..column }
}
/// A figure that a school census writes with a decimal place: `10.0`.
fn whole(text: &str) -> &str {
    text.strip_suffix(".0").unwrap_or(text)
}
fn as_written(text: &str) -> &str {
    text
}

impl Layout {
    /// The kind's table.
    pub fn spec(&self) -> &'static KindSpec {
        spec(self.kind)
    }

    /// By what its rows name a child, which the word of the column says.
    pub(super) fn child_by(&self) -> ChildBy {
        match self.child {
            Some("upn") => ChildBy::Upn,
            Some(CENSUS_PUPIL) => ChildBy::CensusPupil,
            _ => ChildBy::CouncilId,
        }
    }

    /// The columns beside the child's, in the order of the layout.
    pub(super) fn columns(&self) -> Vec<Column> {
        match &self.form {
            Form::Plain => plain::columns(self.spec()),
            Form::Published(published) => published.columns.to_vec(),
            Form::Marks { columns, .. } => columns.to_vec(),
            Form::Document { .. } => Vec::new(),
        }
    }

    /// Makes what reads the rows below a header.
    pub(super) fn open(&self, header: &Header) -> Option<Box<dyn Reader>> {
        match &self.form {
            Form::Plain | Form::Published(_) => Some(Box::new(Table::new(self, header))),
            Form::Marks { open, .. } => Some(open(header)),
            Form::Document { .. } => None,
        }
    }

    /// Whether columns that it does not know are named to the user.
    pub(super) fn names_unknown(&self) -> bool {
        !matches!(self.form, Form::Published(_))
    }

    /// How many of a header's columns it knows.
    pub(super) fn known(&self, header: &Header) -> usize {
        let words = self.child.into_iter().chain(self.columns().into_iter().map(|column| column.word));
        words.filter(|word| header.place(word).is_some()).count()
    }

    /// The needed columns that a header lacks.
    pub(super) fn lacks(&self, header: &Header) -> Vec<&'static str> {
        let needed = self.columns().into_iter().filter(|column| column.needed).map(|column| column.word);
        let mut lacking: Vec<_> =
            self.child.into_iter().chain(needed).filter(|word| header.place(word).is_none()).collect();
        // A kind with several natural keys needs the columns of one of them.
        if let (Form::Plain, [first, _, ..]) = (&self.form, self.spec().key) {
            let whole = |key: &&[&str]| key.iter().all(|word| header.place(word).is_some());
            if !self.spec().key.iter().any(whole) {
                lacking.extend(first.iter().filter(|word| header.place(word).is_none()));
            }
        }
        lacking
    }
}
