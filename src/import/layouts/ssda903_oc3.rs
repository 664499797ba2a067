//! SSDA903 OC3: care leavers on their birthday. A yearly return, so that no rule takes it for news.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, needed};

/// CHILD, DOB, `IN_TOUCH`, ACTIV, ACCOM.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-oc3",
    kind: Kind::Oc3,
    child: Some("CHILD"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            needed(column("IN_TOUCH", "in_touch")),
            needed(column("ACTIV", "activity")),
            needed(column("ACCOM", "accommodation")),
        ],
        always: &[],
    }),
};
