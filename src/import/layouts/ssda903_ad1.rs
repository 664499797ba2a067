//! SSDA903 AD1: decisions for adoption.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, needed};

/// CHILD, DOB, `DATE_INT`, `DATE_MATCH`, `FOSTER_CARE`, `NB_ADOPTR`, `SEX_ADOPTR`, `LS_ADOPTR`.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-ad1",
    kind: Kind::Adoption,
    child: Some("CHILD"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            needed(column("DATE_INT", "decided")),
            needed(column("DATE_MATCH", "matched")),
            column("FOSTER_CARE", "foster_carer"),
            column("NB_ADOPTR", "adopters"),
            column("SEX_ADOPTR", "adopters_sex"),
            column("LS_ADOPTR", "adopters_status"),
        ],
        always: &[],
    }),
};
