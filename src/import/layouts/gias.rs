//! Get Information About Schools, "edubasealldata": every school of the country, in Windows-1252.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, filled};

/// The six of its some 130 columns that staff need on the telephone.
pub(super) const LAYOUT: Layout = Layout {
    name: "gias",
    kind: Kind::School,
    child: None,
    form: Form::Published(Published {
        layer: Layer::Published,
        columns: &[
            filled(column("URN", "urn")),
            filled(column("EstablishmentName", "name")),
            column("LA (name)", "la"),
            column("PhaseOfEducation (name)", "phase"),
            column("OfstedRating (name)", "ofsted"),
            column("TelephoneNum", "phone"),
        ],
        always: &[],
    }),
};
