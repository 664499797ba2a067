//! SSDA903 unaccompanied children seeking asylum.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, needed};

/// CHILD, SEX, DOB, DUC.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-uasc",
    kind: Kind::Uasc,
    child: Some("CHILD"),
    form: Form::Published(Published { layer: Layer::Own, columns: &[needed(column("DUC", "ceases"))], always: &[] }),
};
