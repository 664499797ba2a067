//! SSDA903 social worker episodes, from 2023-24.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, filled, needed};

/// CHILD, DOB, `SW_ID`, `SW_DECOM`, `SW_DEC`, `SW_REASON`.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-sw-episodes",
    kind: Kind::SocialWorker,
    child: Some("CHILD"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            needed(column("SW_ID", "worker")),
            filled(column("SW_DECOM", "start")),
            column("SW_DEC", "end"),
            column("SW_REASON", "reason"),
        ],
        always: &[],
    }),
};
