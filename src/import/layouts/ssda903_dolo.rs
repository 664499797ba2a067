//! SSDA903 deprivation of liberty orders, from 2026-27.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, filled, needed};

/// CHILD, DOB, `DOLO_START`, `DOLO_END`.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-dolo",
    kind: Kind::Liberty,
    child: Some("CHILD"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[filled(column("DOLO_START", "start")), needed(column("DOLO_END", "end"))],
        always: &[],
    }),
};
