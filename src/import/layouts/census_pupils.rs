//! School census, pupils on roll: which child the numbers of the census's other tables mean.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{CENSUS_PUPIL, Column, Form, Layout, Published, column, filled, needed, whole};

/// Of its some 40 columns: who, where, since when, and the term's possible sessions. Names are left: the council knows
/// its children, and a pupil who is none of them is held back.
pub(super) const LAYOUT: Layout = Layout {
    name: "census-pupils",
    kind: Kind::CensusPupil,
    child: Some("upn"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            filled(column(CENSUS_PUPIL, "pupil")),
            needed(column("NativeId", "school")),
            column("entrydate", "entry"),
            column("ncyearactual", "nc_year"),
            column("senprovision", "sen"),
            column("parttime", "part_time"),
            Column { recode: whole, ..column("termlysessionspossible", "possible") },
        ],
        always: &[],
    }),
};
