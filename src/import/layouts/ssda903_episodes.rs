//! SSDA903 episodes: they are placements. Codes of every year are taken as they come.

use crate::domain::kind::Kind;
use crate::domain::sheet::Layer;
use crate::import::layouts::{Form, Layout, Published, column, filled};

/// CHILD, DECOM, RNE, LS, CIN, PLACE, `PLACE_PROVIDER`, DEC, REC, `REASON_PLACE_CHANGE`, `HOME_POST`, `PL_POST`, URN;
/// the last is the placement provider's, not a school's. `PLACE_PROVIDER` names a kind of provider, not which one, so
/// it is no placement's `provider`: two homes of one kind would look like one.
pub(super) const LAYOUT: Layout = Layout {
    name: "ssda903-episodes",
    kind: Kind::Placement,
    child: Some("CHILD"),
    form: Form::Published(Published {
        layer: Layer::Own,
        columns: &[
            filled(column("DECOM", "start")),
            column("DEC", "end"),
            column("PLACE", "type"),
            column("RNE", "reason"),
            column("LS", "legal_status"),
            column("PL_POST", "postcode"),
            column("REC", "rec"),
            column("HOME_POST", "home_post"),
            column("PLACE_PROVIDER", "provider_kind"),
            column("CIN", "need"),
            column("REASON_PLACE_CHANGE", "change_reason"),
        ],
        always: &["episode"],
    }),
};
