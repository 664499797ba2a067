//! SSDA903 placements for adoption.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, filled, needed};

/// CHILD, DOB, `DATE_PLACED`, `DATE_PLACED_CEASED`, `REASON_PLACED_CEASED`.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-placed-for-adoption",
    kind: Kind::PlacedForAdoption,
    child: Some("CHILD"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            filled(column("DATE_PLACED", "start")),
            needed(column("DATE_PLACED_CEASED", "end")),
            column("REASON_PLACED_CEASED", "reason"),
        ],
        always: &[],
    }),
};
