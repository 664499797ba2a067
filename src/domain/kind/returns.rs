//! Kinds that only published returns fill. No rule reads them: a return is a year old when it comes in.

use crate::domain::kind::table::{date, field, must, published, text};
use crate::domain::kind::{Field, Kind, KindSpec, Shape};

const fn of_child(kind: Kind, names: (&'static str, &'static str), fields: &'static [Field]) -> KindSpec {
    KindSpec { kind, name: names.0, table: names.1, of_child: true, fields, key: &[&[]] }
}
const fn said(name: &'static str) -> Field {
    published(text(name))
}
const fn flag(name: &'static str) -> Field {
    published(field(name, Shape::Flag))
}

/// Child and day: two reviews do not fall on one.
pub(super) const REVIEW: KindSpec = KindSpec {
    key: &[&["date"]],
    ..of_child(Kind::Review, ("ssda903-reviews", "review"), &[published(must(date("date"))), said("code")])
};

/// One a child: the table names no year, so that the latest return stands.
pub(super) const OC2: KindSpec = of_child(
    Kind::Oc2,
    ("ssda903-oc2", "oc2"),
    &[
        published(field("sdq_score", Shape::Count)),
        said("sdq_reason"),
        flag("convicted"),
        flag("health_check"),
        flag("immunisations"),
        flag("teeth_check"),
        flag("health_assessment"),
        flag("substance_misuse"),
        flag("intervention_received"),
        flag("intervention_offered"),
    ],
);

/// One a child, as [`OC2`].
pub(super) const OC3: KindSpec =
    of_child(Kind::Oc3, ("ssda903-oc3", "oc3"), &[said("in_touch"), said("activity"), said("accommodation")]);

/// One a child: the day on which it ceases to be one, mostly the eighteenth birthday.
pub(super) const UASC: KindSpec = of_child(Kind::Uasc, ("ssda903-uasc", "uasc"), &[published(date("ceases"))]);

/// The date may be blank or known by its year alone.
pub(super) const PREVIOUS_PERMANENCE: KindSpec = KindSpec {
    key: &[&["date"]],
    ..of_child(
        Kind::PreviousPermanence,
        ("ssda903-previous-permanence", "previous_permanence"),
        &[said("option"), said("la"), published(field("date", Shape::PartDate))],
    )
};

pub(super) const SOCIAL_WORKER: KindSpec = KindSpec {
    key: &[&["start"]],
    ..of_child(
        Kind::SocialWorker,
        ("ssda903-sw-episodes", "social_worker"),
        &[said("worker"), published(must(date("start"))), published(date("end")), said("reason")],
    )
};

/// A decision that was reversed can be taken again on a later day.
pub(super) const ADOPTION: KindSpec = KindSpec {
    key: &[&["decided"]],
    ..of_child(
        Kind::Adoption,
        ("ssda903-ad1", "adoption"),
        &[
            published(date("decided")),
            published(date("matched")),
            flag("foster_carer"),
            said("adopters"),
            said("adopters_sex"),
            said("adopters_status"),
        ],
    )
};

pub(super) const PLACED_FOR_ADOPTION: KindSpec = KindSpec {
    key: &[&["start"]],
    ..of_child(
        Kind::PlacedForAdoption,
        ("ssda903-placed-for-adoption", "placed_for_adoption"),
        &[published(must(date("start"))), published(date("end")), said("reason")],
    )
};

pub(super) const LIBERTY: KindSpec = KindSpec {
    key: &[&["start"]],
    ..of_child(Kind::Liberty, ("ssda903-dolo", "liberty"), &[published(must(date("start"))), published(date("end"))])
};

/// `pupil` is the number of the row in its census; the next census gives another.
pub(super) const CENSUS_PUPIL: KindSpec = KindSpec {
    key: &[&["pupil"]],
    ..of_child(
        Kind::CensusPupil,
        ("census-pupils", "census_pupil"),
        &[
            published(must(text("pupil"))),
            said("school"),
            published(date("entry")),
            said("nc_year"),
            said("sen"),
            flag("part_time"),
            published(field("possible", Shape::Count)),
        ],
    )
};

/// A row a code of the pupil's term.
pub(super) const SESSION_TOTAL: KindSpec = KindSpec {
    key: &[&["pupil", "code"]],
    ..of_child(
        Kind::SessionTotal,
        ("census-sessions", "session_total"),
        &[
            published(must(text("pupil"))),
            published(must(text("code"))),
            published(must(field("sessions", Shape::Count))),
        ],
    )
};

/// `category` is the need or the category of abuse.
pub(super) const PLAN: KindSpec = KindSpec {
    key: &[&["plan", "start"]],
    ..of_child(
        Kind::Plan,
        ("plans", "plan"),
        &[
            published(must(field("plan", Shape::OneOf(&["CIN", "CP"])))),
            published(must(date("start"))),
            published(date("end")),
            said("category"),
        ],
    )
};
