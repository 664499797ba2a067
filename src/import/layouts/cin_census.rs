//! CIN census: children in need and on protection plans, and their plans. The words are those of its XML.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Column, Form, Layout, Published, column, filled, needed};

/// Who the children are. Of its `FormerUPN` and characteristics nothing is taken.
pub(super) const CHILDREN: Layout = Layout {
    name: "cin-children",
    kind: Kind::Child,
    child: Some("LAchildID"),
    form: Form::Published(Published {
        layer: Layer::Census,
        columns: &[
            needed(column("PersonBirthDate", "dob")),
            needed(column("UPN", "upn")),
            Column { recode: sex, ..column("Sex", "sex") },
            needed(column("Cohort", "cohort")),
        ],
        always: &[],
    }),
};

/// `CINPlanDates` and `ChildProtectionPlans`.
pub(super) const PLANS: Layout = Layout {
    name: "cin-plans",
    kind: Kind::Plan,
    child: Some("LAchildID"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            filled(column("Plan", "plan")),
            filled(column("StartDate", "start")),
            needed(column("EndDate", "end")),
            needed(column("Category", "category")),
        ],
        always: &[],
    }),
};

/// Figures until 2023.
fn sex(code: &str) -> &str {
    match code {
        "1" => "M",
        "2" => "F",
        other => other,
    }
}
