//! SSDA903 missing episodes: M missing, A away without authorisation.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, filled, needed};

/// CHILD, DOB, MISSING, `MIS_START`, `MIS_END`.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-missing",
    kind: Kind::Missing,
    child: Some("CHILD"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            needed(column("MISSING", "missing")),
            filled(column("MIS_START", "start")),
            column("MIS_END", "end"),
        ],
        always: &[],
    }),
};
