//! What users of programs like this one ask for, where a terminal shows less than the model does.

use super::WIDE;
use crate::app::effect::{Effect, Generation};
use crate::app::invented::{caseload, now, of, press};
use crate::app::snapshot::Snapshot;
use crate::app::{Model, Msg, dashboard, update};
use crate::domain::caseload::Caseload;
use crate::domain::thresholds::Thresholds;
use std::sync::Arc;

/// The invented children many times over.
fn many(times: i64) -> Caseload {
    let one = caseload();
    let again = |time: i64| {
        let count = i64::try_from(one.children.len()).unwrap();
        one.children.iter().map(move |child| {
            let mut facts = (**child).clone();
            facts.key += time * count;
            Arc::new(facts)
        })
    };
    let children = (0..times).flat_map(again).collect();
    Caseload { children, ..caseload() }
}

#[test]
fn demand_01_a_key_in_a_long_list_works_nothing_out_and_none_is_lost() {
    let mut model = of(many(200), WIDE, None);
    let list = dashboard::state(&model).unwrap();
    let (lines, children) = (list.lines.as_ptr(), list.children().count());
    assert_eq!(children, 2_400);
    for _ in 0..children - 1 {
        assert_eq!(press(&mut model, "j"), []);
    }
    let list = dashboard::state(&model).unwrap();
    assert_eq!((list.chosen_rank(), list.lines.as_ptr()), (Some(children - 1), lines), "the list as it was worked out");
}

#[test]
fn demand_14_nothing_but_the_caseload_is_read_before_the_first_frame() {
    let mut model = Model::new(now(), WIDE);
    assert_eq!(model.load(), Effect::Load(Generation(1)));
    assert_eq!(update(&mut model, Msg::Resized(120, 36)), []);
    let snapshot = Arc::new(Snapshot::new(caseload(), Thresholds::default(), model.today()));
    // No record, no note, no draft, no check of the data: those are read when they are opened.
    assert_eq!(update(&mut model, Msg::Loaded(Generation(1), snapshot, Vec::new())), []);
    assert_eq!(dashboard::state(&model).unwrap().children().count(), 12);
}
