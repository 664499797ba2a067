use super::*;
use crate::app::invented::press;
use crate::app::{Msg as AppMsg, invented, update as change};
use crate::domain::audit::{Deed, Event};
use chrono::DateTime;

fn entry(seq: i64, child: Option<i64>, (deed, detail): (Deed, &str)) -> Entry {
    let at = DateTime::parse_from_rfc3339("2026-11-23T09:00:00+00:00").unwrap();
    Entry {
        seq,
        at: at + chrono::TimeDelta::minutes(seq),
        actor: if seq % 3 == 0 { "J. Khan" } else { "Anna Osei" }.to_owned(),
        event: Event { deed, child: child.map(ChildKey), detail: detail.to_owned() },
        change: None,
        hash: String::new(),
    }
}

/// A model that shows the audit of all.
pub(crate) fn with_audit(size: (u16, u16)) -> Model {
    let mut model = invented::model(size);
    press(&mut model, "A");
    let rows = [
        (None, (Deed::Unlock, "")),
        (None, (Deed::Import, "import 12: 30 new, 2 changed, 0 same, 1 held")),
        (Some(1), (Deed::View, "screen")),
        (Some(1), (Deed::Reveal, "placements.postcode, contacts.phone")),
        (Some(2), (Deed::Change, "file_note")),
        (Some(1), (Deed::Export, "child's page, html, initials")),
        (None, (Deed::FailedUnlock, "")),
        (Some(99), (Deed::View, "show --json")),
    ];
    let mut entries: Vec<Entry> = (1..).zip(rows).map(|(seq, (child, said))| entry(seq, child, said)).collect();
    entries.reverse();
    change(&mut model, AppMsg::Audit(None, Latest { entries, total: 2408, read_only: false }));
    model
}

fn shown(model: &Model) -> Vec<i64> {
    let Screen::Audit(state) = model.top() else { panic!("no audit") };
    state.rows().map(|row| row.seq).collect()
}

#[test]
fn what_is_typed_narrows_the_rows_by_any_of_their_words() {
    for (typed, rows) in [
        ("", vec![8, 7, 6, 5, 4, 3, 2, 1]),
        ("view", vec![8, 3]),
        ("postcode", vec![4]),
        ("khan", vec![6, 3]),
        ("khan export", vec![6]),
        ("09:05", vec![5]),
        ("nothing of the kind", vec![]),
    ] {
        let mut model = with_audit((80, 24));
        for c in typed.chars() {
            change(&mut model, AppMsg::Key(crate::app::keys::ch(c)));
        }
        assert_eq!(shown(&model), rows, "{typed}");
    }
}

#[test]
fn a_record_opens_its_own_rows_and_the_list_all() {
    let mut model = invented::model((80, 24));
    let effects = press(&mut model, "A");
    assert!(matches!(effects[..], [Effect::Audit(None)]), "{effects:?}");
    press(&mut model, "esc enter");
    let child = crate::app::record::state(&model).unwrap().child;
    let effects = press(&mut model, "A");
    assert_eq!(effects, [Effect::Audit(Some(child))]);
    change(&mut model, AppMsg::Audit(None, Latest { total: 3, ..Latest::default() }));
    let Screen::Audit(state) = model.top() else { panic!("no audit") };
    assert!(state.latest.is_none(), "that answers another question");
}

#[test]
fn enter_opens_the_record_where_the_row_is_about_one() {
    for (moves, opens) in [("down down", true), ("down", false), ("home", false)] {
        let mut model = with_audit((80, 24));
        press(&mut model, moves);
        let effects = press(&mut model, "enter");
        assert_eq!(matches!(effects[..], [Effect::Open(_, ChildKey(1))]), opens, "{moves}: {effects:?}");
    }
}
