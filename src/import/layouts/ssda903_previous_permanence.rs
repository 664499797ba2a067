//! SSDA903 previous permanence: adoptions and orders that a child had before.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, needed};

/// CHILD, DOB, `PREV_PERM`, `LA_PERM`, `DATE_PERM`.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-previous-permanence",
    kind: Kind::PreviousPermanence,
    child: Some("CHILD"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            needed(column("PREV_PERM", "option")),
            needed(column("LA_PERM", "la")),
            needed(column("DATE_PERM", "date")),
        ],
        always: &[],
    }),
};
