//! Any keys on any caseload: no panic, and the cursor where it may stand.

use crate::app::effect::Effect;
use crate::app::filter::choice::Filter;
use crate::app::invented::{caseload, of};
use crate::app::keys::{Code, Key, ch, ctrl, key};
use crate::app::screen::Name;
use crate::app::views::Shape;
use crate::app::views::saved::Saved;
use crate::app::{Model, Msg, dashboard, update};
use proptest::prelude::*;

fn any_key() -> impl Strategy<Value = Key> {
    let code = prop_oneof![
        Just(Code::Enter),
        Just(Code::Esc),
        Just(Code::Tab),
        Just(Code::BackTab),
        Just(Code::Backspace),
        Just(Code::Delete),
        Just(Code::Up),
        Just(Code::Down),
        Just(Code::Left),
        Just(Code::Right),
        Just(Code::Home),
        Just(Code::End),
        Just(Code::PageUp),
        Just(Code::PageDown),
    ];
    prop_oneof![
        4 => proptest::char::range(' ', '~').prop_map(ch),
        4 => proptest::sample::select("jkgGf/Fm?:dnIoOau]['x 1234567890vS".chars().collect::<Vec<_>>()).prop_map(ch),
        1 => proptest::sample::select("dufbwlsntg".chars().collect::<Vec<_>>()).prop_map(ctrl),
        4 => code.prop_map(key),
        1 => any::<char>().prop_map(ch),
    ]
}

fn any_msg() -> impl Strategy<Value = Msg> {
    prop_oneof![
        12 => any_key().prop_map(Msg::Key),
        1 => (0_u16..130, 0_u16..40).prop_map(|(x, y)| Msg::Clicked(x, y)),
        1 => (-5_i32..5).prop_map(Msg::Scrolled),
        1 => (0_u16..130, 0_u16..40).prop_map(|(columns, rows)| Msg::Resized(columns, rows)),
        1 => ".{0,20}".prop_map(Msg::Pasted),
    ]
}

fn holds(model: &Model) -> Result<(), TestCaseError> {
    prop_assert_eq!(model.stack[0].name(), Name::Dashboard);
    let state = dashboard::state(model).unwrap();
    let child = state.lines.get(state.cursor.at).is_some_and(dashboard::lines::Line::is_child);
    prop_assert!(child || state.children().next().is_none(), "{:?} of {} lines", state.cursor, state.lines.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_keys_on_any_caseload(
        children in 0_usize..13,
        messages in proptest::collection::vec(any_msg(), 0..60),
        me in prop_oneof![Just(None), Just(Some("J. Smith")), Just(Some("X"))],
    ) {
        let mut caseload = caseload();
        caseload.children = caseload.children.iter().take(children).cloned().collect();
        let mut model = of(caseload, (100, 30), me);
        let worn = Shape { view: 4, filter: Filter { years: [9].into(), ..Filter::default() }, ..Shape::default() };
        let own = |name: &str, key, shape| Saved { name: name.to_owned(), key: Some(key), shape };
        model.views.saved = vec![own("A", 8, worn), own("B", 0, Shape { view: 1, ..Shape::default() })];
        for (at, msg) in messages.into_iter().enumerate() {
            for effect in update(&mut model, msg) {
                if let Effect::KeepViews(change) = effect {
                    let mut saved = model.views.saved.clone();
                    let done = change.make(&mut saved).unwrap();
                    update(&mut model, Msg::ViewsKept(Some(saved), Ok(done)));
                }
            }
            holds(&model)?;
            if at % 6 == 0 {
                super::terminal(&model);
            }
        }
    }
}
