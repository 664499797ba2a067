//! SSDA903 OC2: health, convictions and the strengths and difficulties score.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, needed};

/// CHILD, DOB, `SDQ_SCORE`, `SDQ_REASON`, CONVICTED, `HEALTH_CHECK`, IMMUNISATIONS, `TEETH_CHECK`,
/// `HEALTH_ASSESSMENT`, `SUBSTANCE_MISUSE`, `INTERVENTION_RECEIVED`, `INTERVENTION_OFFERED`.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-oc2",
    kind: Kind::Oc2,
    child: Some("CHILD"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            needed(column("SDQ_SCORE", "sdq_score")),
            needed(column("SDQ_REASON", "sdq_reason")),
            column("CONVICTED", "convicted"),
            column("HEALTH_CHECK", "health_check"),
            column("IMMUNISATIONS", "immunisations"),
            column("TEETH_CHECK", "teeth_check"),
            column("HEALTH_ASSESSMENT", "health_assessment"),
            column("SUBSTANCE_MISUSE", "substance_misuse"),
            column("INTERVENTION_RECEIVED", "intervention_received"),
            column("INTERVENTION_OFFERED", "intervention_offered"),
        ],
        always: &[],
    }),
};
