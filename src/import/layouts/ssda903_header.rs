//! SSDA903 header: who the looked-after children are. It holds no name.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Column, Form, Layout, Published, column, needed};

/// CHILD, SEX, DOB, ETHNIC, UPN, MOTHER, `MC_DOB`.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-header",
    kind: Kind::Child,
    child: Some("CHILD"),
    form: Form::Published(Published {
        layer: Layer::Published,
        columns: &[
            Column { recode: sex, ..column("SEX", "sex") },
            needed(column("DOB", "dob")),
            needed(column("UPN", "upn")),
        ],
        always: &[],
    }),
};

/// Figures until 2024, letters since.
fn sex(code: &str) -> &str {
    match code {
        "1" => "M",
        "2" => "F",
        other => other,
    }
}
