//! School census, termly suspensions and exclusions of pupils on roll.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{CENSUS_PUPIL, Column, Form, Layout, Published, column, filled, needed, whole};

/// The pupil is known by the census's own number: the pupils on roll go in first.
pub(super) const LAYOUT: Layout = Layout {
    name: "census-exclusions",
    kind: Kind::Exclusion,
    child: Some(CENSUS_PUPIL),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            Column { recode: category, ..filled(column("category", "kind")) },
            filled(column("startdate", "start")),
            Column { recode: whole, ..needed(column("sessions", "sessions")) },
            needed(column("reason1", "reasons")),
            Column { more: true, ..column("reason2", "reasons") },
            Column { more: true, ..column("reason3", "reasons") },
        ],
        always: &[],
    }),
};

/// FIXD until suspensions had their name.
fn category(code: &str) -> &str {
    match code {
        "FIXD" => "SUSP",
        "LNCH" => "LUNCH",
        other => other,
    }
}
