//! SSDA903 reviews of the care plan.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, filled, needed};

/// CHILD, DOB, REVIEW, `REVIEW_CODE`.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-reviews",
    kind: Kind::Review,
    child: Some("CHILD"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[filled(column("REVIEW", "date")), needed(column("REVIEW_CODE", "code"))],
        always: &[],
    }),
};
