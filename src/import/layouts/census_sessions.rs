//! School census, session details: sessions of each code in the term. A sum of a term past, so that no rule reads it.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{CENSUS_PUPIL, Column, Form, Layout, Published, column, filled, whole};

/// The child's column is the pupil's as well, which tells one term from the next.
pub(super) const LAYOUT: Layout = Layout {
    name: "census-sessions",
    kind: Kind::SessionTotal,
    child: Some(CENSUS_PUPIL),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            filled(column(CENSUS_PUPIL, "pupil")),
            filled(column("attendancereason", "code")),
            Column { recode: whole, ..filled(column("sessions", "sessions")) },
        ],
        always: &[],
    }),
};
